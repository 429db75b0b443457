"""The machine's own time and chance."""

from __future__ import annotations

import secrets
import time
from base64 import b64encode
from datetime import UTC, datetime

from sprintbot.ports.clock import Clock, Ids

_STANDARD = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_RISING = bytes.maketrans(_STANDARD, bytes(sorted(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")))
"""The alphabet in the order of its bytes, so that ids sort as the numbers they stand for."""


class SystemClock(Clock):
    def now(self) -> datetime:
        return datetime.now(UTC)


class SystemIds(Ids):
    """Six bytes of milliseconds, then six of chance."""

    def new(self) -> str:
        raw = time.time_ns() // 1_000_000
        return b64encode(raw.to_bytes(6) + secrets.token_bytes(6)).translate(_RISING).decode()
