"""What the bot asked for: the log that tests assert on, and the violations of the documented API."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from typing import Any

from .spec import Upload


class CallLog:
    """Calls are numbered from 1. `at` is the sandbox's clock when the request arrived, Unix seconds."""

    def __init__(self, size: int = 200_000) -> None:
        self._calls: deque[dict[str, Any]] = deque(maxlen=size)
        self.violations: list[dict[str, Any]] = []
        self._last = 0

    def add(self, method: str, params: Mapping[str, Any], status: int, at: float) -> int:
        self._last += 1
        self._calls.append({"n": self._last, "method": method, "params": _plain(params), "status": status, "at": at})
        return self._last

    def violation(self, method: str, params: Mapping[str, Any], problem: str, at: float) -> None:
        self.violations.append({"method": method, "problem": problem, "params": _plain(params), "at": at})

    def after(self, number: int, *, polling: bool = False) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        for call in reversed(self._calls):
            if call["n"] <= number:
                break
            if polling or call["method"] != "getUpdates":
                found.append(call)
        return found[::-1]


def _plain(params: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: {"file_name": value.filename, "file_size": len(value.data)} if isinstance(value, Upload) else value
        for name, value in params.items()
    }
