"""How fast Telegram lets a bot write: sliding windows over all chats, over a private chat, over a group.

The windows that count are Telegram's. It counts a message when it arrives, somewhere between the start of a call and
its end. So a message holds its place from the start of the call until one window length after the call's end: then no
window of Telegram's can hold more than its limit, however long calls take and however late they overtake each other.
What is left is two clocks running at different speeds, for which a window is `SLACK` and a thousandth longer.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field

from sprintbot.ports.kept import Json

SLACK = 0.005
_EDITS = frozenset({"editMessageText", "editMessageCaption", "editMessageMedia", "editMessageReplyMarkup"})
_LIGHT = frozenset({"setMessageReaction", "sendChatAction", "deleteMessage"})
_SWEEP_AT = 4096


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `most` messages in any `seconds`."""

    most: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Limits:
    """Telegram's. `group_at_start`: what a group may get in the first minute after a start, when it is not known what
    it got before; a group that had its twenty is stopped by Telegram's 429, which rests that group."""

    overall: Limit = Limit(30, 1.0)
    private: Limit = Limit(1, 1.0)
    group: Limit = Limit(20, 60.0)
    group_at_start: int = 5


@dataclass(frozen=True, slots=True)
class Weight:
    """How many messages a call counts as: in all, and in its chat."""

    overall: int
    chat: int


def weigh(method: str, chat_id: int, payload: Mapping[str, Json]) -> Weight:
    """In a private chat edits, reactions and chat actions are not messages of that chat; in a group edits are."""
    if method in _LIGHT or (method in _EDITS and chat_id > 0):
        return Weight(1, 0)
    if method == "sendMediaGroup":
        media = payload.get("media")
        count = len(media) if isinstance(media, list | tuple) else 1
        return Weight(count, count)
    counts = method in _EDITS or method.startswith(("send", "copy", "forward"))
    return Weight(1, 1) if counts else Weight(0, 0)


@dataclass(slots=True)
class Window:
    """Places taken: by calls under way, and by ended ones until the times in `until` (rising)."""

    limit: Limit
    flying: int = 0
    until: deque[float] = field(default_factory=deque)

    def wait(self, count: int, now: float) -> float:
        """Seconds until `count` more fit; infinite when a call under way has to end first.
        An album larger than the limit needs the window empty, not wider."""
        while self.until and self.until[0] <= now:
            self.until.popleft()
        held = self.flying + len(self.until)
        surplus = min(held, held + count - self.limit.most)
        if surplus <= 0:
            return 0.0
        return self.until[surplus - 1] - now if surplus <= len(self.until) else math.inf

    def hold(self, count: int, until: float) -> None:
        latest = max(until, self.until[-1]) if self.until else until
        self.until.extend([latest] * count)

    def end(self, count: int, now: float) -> None:
        self.flying -= count
        self.hold(count, now + self.limit.seconds * 1.001 + SLACK)

    def idle(self, now: float) -> bool:
        return not self.flying and (not self.until or self.until[-1] <= now)


class Pacing:
    """One bot's windows. Times are seconds of any clock that never goes back, such as `time.monotonic`.

    At the start the last second is taken to have been full, so a restart never doubles what Telegram sees.
    """

    def __init__(self, now: float, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        self._overall = Window(self._limits.overall)
        self._chats: dict[int, Window] = {}
        self._sweep_at = _SWEEP_AT
        self._sure_from = now + self._limits.group.seconds
        self._overall.hold(self._limits.overall.most, now + self._limits.overall.seconds + SLACK)

    def overall_wait(self, weight: Weight, now: float) -> float:
        """Seconds until all chats together leave room for the call."""
        return self._overall.wait(weight.overall, now) if weight.overall else 0.0

    def chat_wait(self, chat_id: int, weight: Weight, now: float) -> float:
        """Seconds until this chat leaves room for the call."""
        return self._chat(chat_id, now).wait(weight.chat, now) if weight.chat else 0.0

    def start(self, chat_id: int, weight: Weight, now: float) -> None:
        self._overall.flying += weight.overall
        if weight.chat:
            self._chat(chat_id, now).flying += weight.chat

    def end(self, chat_id: int, weight: Weight, now: float) -> None:
        """The call is over, whatever came of it: without an answer it may have arrived as well."""
        self._overall.end(weight.overall, now)
        if weight.chat:
            self._chat(chat_id, now).end(weight.chat, now)

    def _chat(self, chat_id: int, now: float) -> Window:
        window = self._chats.get(chat_id)
        if window is None:
            if len(self._chats) >= self._sweep_at:
                self._sweep(now)
            window = self._chats[chat_id] = Window(self._limits.private if chat_id > 0 else self._limits.group)
            if chat_id < 0 and now < self._sure_from:
                window.hold(max(0, self._limits.group.most - self._limits.group_at_start), self._sure_from)
        return window

    def _sweep(self, now: float) -> None:
        """Forget the chats that are silent. Telegram's own limits keep the others under two thousand."""
        self._chats = {chat_id: window for chat_id, window in self._chats.items() if not window.idle(now)}
        self._sweep_at = max(_SWEEP_AT, 2 * len(self._chats))
