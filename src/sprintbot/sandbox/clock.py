"""The sandbox's own time: the machine's clock plus an offset that a test sets."""

from __future__ import annotations

import time


class Clock:
    """Unix seconds. Flood control, the age of callbacks and the retention of updates run on it."""

    def __init__(self) -> None:
        self._offset = 0.0

    def now(self) -> float:
        return time.time() + self._offset

    def advance(self, seconds: float) -> None:
        self._offset += seconds

    def set(self, unix: float) -> None:
        self._offset = unix - time.time()
