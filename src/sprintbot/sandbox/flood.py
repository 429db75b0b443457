"""Telegram's sending limits, counted in sliding windows of the sandbox's clock."""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass

from .clock import Clock


@dataclass(frozen=True, slots=True)
class FloodLimits:
    """Messages allowed in any window; `slack` seconds forgive the network's jitter at a window's edge."""

    enabled: bool = True
    overall: int = 30
    overall_seconds: float = 1.0
    private: int = 1
    private_seconds: float = 1.0
    group: int = 20
    group_seconds: float = 60.0
    slack: float = 0.05


class FloodControl:
    def __init__(self, clock: Clock, limits: FloodLimits) -> None:
        self.limits = limits
        self._clock = clock
        self._overall: deque[float] = deque()
        self._chats: dict[int, deque[float]] = {}

    def take(self, chat_id: int, messages: int = 1) -> int:
        """Count `messages` sent to a chat now. Returns 0, or the whole seconds to wait when they are too many."""
        limits = self.limits
        if not limits.enabled:
            return 0
        now = self._clock.now()
        chat = self._chats.setdefault(chat_id, deque())
        allowed, seconds = (
            (limits.private, limits.private_seconds) if chat_id > 0 else (limits.group, limits.group_seconds)
        )
        wait = max(
            _wait(self._overall, now, messages, limits.overall, limits.overall_seconds - limits.slack),
            _wait(chat, now, messages, allowed, seconds - limits.slack),
        )
        if wait > 0:
            return max(1, math.ceil(wait))
        for window in (self._overall, chat):
            window.extend([now] * messages)
        return 0


def _wait(window: deque[float], now: float, messages: int, allowed: int, seconds: float) -> float:
    """Seconds until `messages` more fit. An album larger than the window needs it empty, not bigger."""
    while window and (window[0] <= now - seconds or window[0] > now):  # the clock may have been set back
        window.popleft()
    too_many = min(len(window), len(window) + messages - allowed)
    return window[too_many - 1] + seconds - now if too_many > 0 else 0.0
