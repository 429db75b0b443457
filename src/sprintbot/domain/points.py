"""World Aquatics points: 1000 × (base time / time)³ in exact integers, by season, course, event and sex.

Source: the official World Aquatics points page (formula, truncation, inverse); tables named 2009 and earlier round
half-up instead. What a table does not have is None, never the value of another season.
"""

from __future__ import annotations

from datetime import date

from sprintbot.domain.basetimes import base_times
from sprintbot.domain.errors import PointsError
from sprintbot.domain.events import Course, Event, Sex
from sprintbot.domain.swimtime import SwimTime

LAST_ROUNDED_SEASON = 2009
"""Up to this season points are rounded half-up; since then they are cut."""

_SHORT_COURSE_START = 9


def season(course: Course, on: date) -> int:
    """The points season of a day: the calendar year in a 50 m pool, the year of the last 1 September elsewhere."""
    if course is Course.LCM or on.month >= _SHORT_COURSE_START:
        return on.year
    return on.year - 1


def latest_season(course: Course) -> int | None:
    """The newest season with a base-time table for that course; None where there is no table at all (yards)."""
    known = [max(seasons) for (pool, *_), seasons in base_times().items() if pool == course.value]
    return max(known, default=None)


def base_time(event: Event, sex: Sex, season: int) -> SwimTime | None:
    """The time worth 1000 points. None where that season's table lacks the event, and for every yard event."""
    found = (
        base_times()
        .get((event.course.value, sex.value, event.relay_legs, event.distance, event.stroke.value), {})
        .get(season)
    )
    return None if found is None else SwimTime(found)


def points(time: SwimTime, event: Event, sex: Sex, season: int) -> int | None:
    """Points of a time; of a whole relay's time where the event is a relay (`Sex.X`: a mixed one).

    A lead-off leg scores as its own individual event. None where the season's table has no base time.
    """
    base = base_time(event, sex, season)
    if base is None:
        return None
    return _score(time.centiseconds, base, season)


def _score(centiseconds: int, base: SwimTime, season: int) -> int:
    numerator, denominator = 1000 * base.centiseconds**3, centiseconds**3
    if season <= LAST_ROUNDED_SEASON:
        return (2 * numerator + denominator) // (2 * denominator)
    return numerator // denominator


def fastest_time_for(points: int, event: Event, sex: Sex, season: int) -> SwimTime | None:
    """The official inverse: the fastest hundredth that scores exactly `points` (0 and up).

    Where no hundredth does (steps are wide at high points), the slowest that scores more. None without a base time.
    Raises PointsError where no time scores that many.
    """
    base = _base_for(points, 0, event, sex, season)
    if base is None:
        return None
    # T scores at most p while T³ × limit > thousand_bases; the least such T, and one less scores more
    thousand_bases, limit = _scaled(base, points + 1, season)
    found = _cube_root(thousand_bases // limit) + 1
    return _time(found if _score(found, base, season) == points else found - 1, points)


def slowest_time_for(points: int, event: Event, sex: Sex, season: int) -> SwimTime | None:
    """The slowest hundredth that still scores at least `points` (1 and up): what a qualifying score asks for.

    None without a base time. Raises PointsError where no time scores that many.
    """
    base = _base_for(points, 1, event, sex, season)
    if base is None:
        return None
    thousand_bases, limit = _scaled(base, points, season)
    return _time(_cube_root(thousand_bases // limit), points)


def _base_for(points: int, least: int, event: Event, sex: Sex, season: int) -> SwimTime | None:
    if type(points) is not int or points < least:
        raise PointsError(reason="below_least", points=points, least=least)
    return base_time(event, sex, season)


def _scaled(base: SwimTime, edge: int, season: int) -> tuple[int, int]:
    """Points reach `edge` exactly while T³ × second <= first; rounding moves the edge down by a half."""
    thousand_bases = 1000 * base.centiseconds**3
    return (2 * thousand_bases, 2 * edge - 1) if season <= LAST_ROUNDED_SEASON else (thousand_bases, edge)


def _time(centiseconds: int, points: int) -> SwimTime:
    if centiseconds < 1:
        raise PointsError(reason="no_time_scores_that", points=points)
    return SwimTime(centiseconds)


def _cube_root(number: int) -> int:
    """The whole part, by Newton's method from above: floats fail exactly where points are whole."""
    if number == 0:
        return 0
    root = 1 << -(-number.bit_length() // 3)
    while True:
        closer = (2 * root + number // (root * root)) // 3
        if closer >= root:
            return root
        root = closer
