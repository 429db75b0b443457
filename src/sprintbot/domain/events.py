"""What is raced: stroke, course, event. Codes are LENEX's, so that files and programs agree on them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from sprintbot.domain.errors import EventError

LONGEST_DISTANCE = 30_000
"""Metres (or yards) of one leg: above every race swum in a pool."""
MOST_LEGS = 50


class Stroke(StrEnum):
    """LENEX's codes; MEDLEY is four strokes in the order of `MEDLEY_ORDER` or `MEDLEY_RELAY_ORDER`."""

    FREE = "FREE"
    BACK = "BACK"
    BREAST = "BREAST"
    FLY = "FLY"
    MEDLEY = "MEDLEY"


class Sex(StrEnum):
    """Of a swimmer, or of a relay team: X is a mixed relay."""

    F = "F"
    M = "M"
    X = "X"


class Course(StrEnum):
    """The pool, by LENEX's codes: long course 50 m, short course 25 m, short course 25 yards, and the rarer ones."""

    LCM = "LCM"
    SCM = "SCM"
    SCY = "SCY"
    SCM16 = "SCM16"
    SCM20 = "SCM20"
    SCM33 = "SCM33"
    SCY20 = "SCY20"
    SCY27 = "SCY27"
    SCY33 = "SCY33"
    SCY36 = "SCY36"

    @property
    def length(self) -> Fraction:
        """One length, in metres (yards where `yards`): 33 m pools are 33⅓."""
        return _LENGTHS[self]

    @property
    def yards(self) -> bool:
        return self.value.startswith("SCY")


_LENGTHS = {
    Course.LCM: Fraction(50),
    Course.SCM: Fraction(25),
    Course.SCY: Fraction(25),
    Course.SCM16: Fraction(50, 3),
    Course.SCM20: Fraction(20),
    Course.SCM33: Fraction(100, 3),
    Course.SCY20: Fraction(20),
    Course.SCY27: Fraction(80, 3),
    Course.SCY33: Fraction(100, 3),
    Course.SCY36: Fraction(110, 3),
}

MEDLEY_ORDER = (Stroke.FLY, Stroke.BACK, Stroke.BREAST, Stroke.FREE)
"""Individual medley (World Aquatics SW 9.1)."""
MEDLEY_RELAY_ORDER = (Stroke.BACK, Stroke.BREAST, Stroke.FLY, Stroke.FREE)
"""Medley relay (World Aquatics SW 9.2)."""


_COURSES, _STROKES = tuple(Course), tuple(Stroke)


@dataclass(frozen=True, slots=True)
class Event:
    """A race: `distance` in metres (yards in a yard pool) of one leg, `relay_legs` 1 for an individual race."""

    distance: int
    stroke: Stroke
    course: Course
    relay_legs: int = 1

    def __post_init__(self) -> None:
        if type(self.distance) is not int or not 0 < self.distance <= LONGEST_DISTANCE:
            raise self._refusal("distance")
        if type(self.stroke) is not Stroke or type(self.course) is not Course:
            raise self._refusal("code")
        if type(self.relay_legs) is not int or not 0 < self.relay_legs <= MOST_LEGS:
            raise self._refusal("relay_legs")
        if (self.distance / self.course.length).denominator != 1:
            raise self._refusal("not_whole_lengths")
        if self.stroke is Stroke.MEDLEY:
            if self.relay_legs not in (1, 4):
                raise self._refusal("relay_legs")
            if self.relay_legs == 1 and self.lengths % 4:
                raise self._refusal("medley_quarters")

    def _refusal(self, reason: str) -> EventError:
        return EventError(reason, distance=self.distance, stroke=self.stroke, course=self.course)

    @property
    def is_relay(self) -> bool:
        return self.relay_legs > 1

    @property
    def total_distance(self) -> int:
        """Over all legs."""
        return self.distance * self.relay_legs

    @property
    def lengths(self) -> int:
        """Pool lengths of one leg."""
        return int(self.distance / self.course.length)

    @property
    def turns(self) -> int:
        """Turns of one leg: lengths - 1. A relay takeover is no turn."""
        return self.lengths - 1

    @property
    def programme_order(self) -> tuple[int, int, int, int]:
        """Sorts events as a programme lists them: by course, individual before relay, by stroke, by distance."""
        return _COURSES.index(self.course), self.relay_legs, _STROKES.index(self.stroke), self.distance

    def leg_stroke(self, distance: int) -> Stroke:
        """The stroke swum just before `distance` (0 < distance <= total): by quarter or leg of a medley."""
        if not 0 < distance <= self.total_distance:
            raise self._refusal("distance")
        if self.stroke is not Stroke.MEDLEY:
            return self.stroke
        order = MEDLEY_RELAY_ORDER if self.is_relay else MEDLEY_ORDER
        return order[(distance - 1) * 4 // self.total_distance]
