"""A swim time: whole hundredths of a second, as official results are (World Aquatics records no third digit)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sprintbot.domain.errors import SwimTimeError

LONGEST_CS = 100 * 3_600_00 - 1
"""The longest time kept: 99:59:59.99. Marathon swims fit; a slip of the finger does not."""

_SHAPE = re.compile(
    r"(?:(?:(?P<hours>[0-9]{1,2}):)?(?P<minutes>[0-9]{1,2}):(?P<sixties>[0-9]{2})|(?P<seconds>[0-9]{1,6}))"
    r"[.,](?P<fraction>[0-9]{1,2})"
)
_LONGEST_TEXT = 16


@dataclass(frozen=True, slots=True, order=True)
class SwimTime:
    """A positive number of hundredths. Ordered by time; arithmetic is on `centiseconds`, so it is exact."""

    centiseconds: int

    def __post_init__(self) -> None:
        value = self.centiseconds
        if type(value) is not int:
            raise SwimTimeError(repr(value), "not_whole_hundredths")
        if not 0 < value <= LONGEST_CS:
            raise SwimTimeError(str(value), "zero" if value == 0 else "out_of_range")

    @classmethod
    def from_centiseconds(cls, centiseconds: int) -> SwimTime:
        """Hundredths of a second, 1 to `LONGEST_CS`."""
        return cls(centiseconds)

    @classmethod
    def parse(cls, text: str) -> SwimTime:
        """Read `[[H:]MM:]SS.hh`, `SSSS.hh`, one or two decimals, point or comma.

        Raises SwimTimeError quoting the text. Strict on purpose: `1:02:03`, `1:60.00`, `62` and `1.2.3` each have
        two readings or none.
        """
        found = _SHAPE.fullmatch(text.strip()) if len(text) <= _LONGEST_TEXT else None
        if found is None:
            raise SwimTimeError(text, "not_a_time")
        hours, minutes, sixties, seconds, fraction = found.groups()
        hundredths = int(fraction.ljust(2, "0"))
        if seconds is not None:
            return cls._checked(text, int(seconds) * 100 + hundredths)
        if int(sixties) > 59:
            raise SwimTimeError(text, "seconds_over_59", _carried(hours, minutes, sixties, fraction))
        if hours is not None and int(minutes) > 59:
            raise SwimTimeError(text, "minutes_over_59")
        return cls._checked(text, ((int(hours or 0) * 60 + int(minutes)) * 60 + int(sixties)) * 100 + hundredths)

    @classmethod
    def _checked(cls, text: str, centiseconds: int) -> SwimTime:
        if not 0 < centiseconds <= LONGEST_CS:
            raise SwimTimeError(text, "zero" if centiseconds == 0 else "out_of_range")
        return cls(centiseconds)

    def format(self, decimal: str = ".") -> str:
        """`29.80`, `1:02.35`, `1:02:03.45`, with the decimal mark of the reader's language."""
        seconds, hundredths = divmod(self.centiseconds, 100)
        minutes, seconds = divmod(seconds, 60)
        hours, minutes = divmod(minutes, 60)
        if hours:
            return f"{hours}:{minutes:02d}:{seconds:02d}{decimal}{hundredths:02d}"
        if minutes:
            return f"{minutes}:{seconds:02d}{decimal}{hundredths:02d}"
        return f"{seconds}{decimal}{hundredths:02d}"

    def __str__(self) -> str:
        return self.format()


def _carried(hours: str | None, minutes: str, sixties: str, fraction: str) -> str | None:
    """`1:72.5` was probably `1:12.50`: the tens of the seconds slipped. A guess, offered and never taken silently."""
    slipped = ((int(minutes) - 1) * 60 + int(sixties)) * 100 + int(fraction.ljust(2, "0"))
    return str(SwimTime(slipped)) if hours is None and slipped > 0 else None
