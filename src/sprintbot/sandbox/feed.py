"""What happens, as it happens: numbered events for the web chat (server-sent events) and for whoever waits."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Event:
    id: int
    kind: str
    body: dict[str, Any]


class Feed:
    """A ring of the latest events. Ids begin at the time of the start, so they grow over a restart as well."""

    def __init__(self, size: int = 5_000) -> None:
        self._ring: deque[Event] = deque(maxlen=size)
        self._last = time.time_ns() // 1_000_000
        self._waiting: set[asyncio.Future[None]] = set()
        self.closed = False

    @property
    def last_id(self) -> int:
        return self._last

    def publish(self, kind: str, **body: Any) -> None:
        self._last += 1
        self._ring.append(Event(self._last, kind, body))
        self._wake()

    def after(self, event_id: int) -> list[Event]:
        found: list[Event] = []
        for event in reversed(self._ring):
            if event.id <= event_id:
                break
            found.append(event)
        return found[::-1]

    @staticmethod
    def deadline(seconds: float) -> float:
        return time.monotonic() + seconds

    async def changed_before(self, deadline: float) -> bool:
        """Wait for the next event; False when the feed closes or the deadline (monotonic) passes first."""
        left = deadline - time.monotonic()
        if self.closed or left <= 0:
            return False
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.add(future)
        try:
            done, _ = await asyncio.wait({future}, timeout=left)
        finally:
            self._waiting.discard(future)
        return bool(done) and not self.closed

    def close(self) -> None:
        self.closed = True
        self._wake()

    def _wake(self) -> None:
        for future in self._waiting:
            if not future.done():
                future.set_result(None)
        self._waiting.clear()
