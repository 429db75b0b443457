"""Time and chance come from outside, so that the core is the same every time it is run."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    def now(self) -> datetime:
        """Aware, in UTC."""
        ...


class Ids(Protocol):
    def new(self) -> str:
        """A fresh opaque id: 16 characters of A-Za-z0-9_-, rising with time, so that indexes stay compact."""
        ...
