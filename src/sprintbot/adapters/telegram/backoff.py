"""How long to wait before trying again, and what to call a failure that a person is told of."""

from __future__ import annotations

import secrets

_CHANCE = secrets.SystemRandom()
_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # nothing that is misread aloud: no 0 and O, no 1 and I


def backoff(failures: int, *, first: float, longest: float) -> float:
    """Seconds to wait after `failures` in a row (from 1): doubling, with jitter in the upper half,
    so that many processes do not come back at once."""
    full = min(longest, first * 2.0 ** min(failures - 1, 30))
    return full * _CHANCE.uniform(0.5, 1.0)


def incident_code() -> str:
    """Four characters that name one failure in the log and to the person it happened to."""
    return "".join(_CHANCE.choice(_ALPHABET) for _ in range(4))
