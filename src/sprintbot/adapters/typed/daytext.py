"""Dates as people type them. A date without a year is the nearest one that is not after today."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

EARLIEST_YEAR = 1900
_YEARS_BACK = 8
"""29 February comes back within eight years."""

_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})(?:\.(\d{4}|\d{2}))?", re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)


@dataclass(frozen=True, slots=True)
class DayText:
    """A text that has the shape of a date. `day` is None where there is no such day."""

    day: date | None
    dated: bool
    """Nothing but a date: the year has four digits."""


def read_day(text: str, today: date) -> DayText | None:
    """`24.11`, `24.11.26`, `24.11.2026`, `2026-11-24`; None where it has no such shape or no month of that number."""
    found = _DOTTED.fullmatch(text)
    if found is not None:
        day, month, year = found.groups()
        if year is None:
            return DayText(nearest_day(int(day), int(month), today), dated=False) if _monthly(day, month) else None
        if len(year) == 2:
            read = real_day(2000 + int(year), int(month), int(day))
            return DayText(read, dated=False) if _monthly(day, month) else None
        return DayText(real_day(int(year), int(month), int(day)), dated=True)
    found = _ISO.fullmatch(text)
    if found is None:
        return None
    return DayText(real_day(*(int(part) for part in found.groups())), dated=True)


def _monthly(day: str, month: str) -> bool:
    return 1 <= int(month) <= 12 and 1 <= int(day) <= 31


def real_day(year: int, month: int, day: int) -> date | None:
    if year < EARLIEST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def nearest_day(day: int, month: int, today: date) -> date | None:
    for year in range(today.year, max(today.year - _YEARS_BACK, EARLIEST_YEAR) - 1, -1):
        found = real_day(year, month, day)
        if found is not None and found <= today:
            return found
    return None


def days_before(today: date, days: int) -> date | None:
    try:
        return today - timedelta(days=days)
    except OverflowError:
        return None
