"""Times carried from one course to another, by published methods under their own names. Every result is an Estimate.

None is the truth: elite backstroke gains 1.4-1.7 s a turn in a 25 m pool where Hy-Tek's default gives 0.6.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from math import isqrt
from typing import TypeAlias

from sprintbot.domain.errors import EstimateError, EventError
from sprintbot.domain.estimates import Estimate, Method, estimate
from sprintbot.domain.events import Course, Event, Sex, Stroke
from sprintbot.domain.points import base_time, latest_season
from sprintbot.domain.swimtime import SwimTime


class Scheme(StrEnum):
    """A published way to convert.

    POINTS_EQUAL: the time that scores as much, T × B2 / B1 (LENEX QUALIFY `FINA_POINTS`); 50 m and 25 m, needs a sex.
    HYTEK: Team Manager's defaults; 25 y to 25 m × 1.11, 25 m to 50 m seconds for each turn less.
    HYTEK_STRAIGHT: the same with 2 % from 25 m to 50 m.
    USA_AGE_GROUP: USA Swimming age group (GoMotion/TeamUnify); cut to the hundredth, as its published example is.
    ASA_EQUIVALENT: ASA (UK) Equivalent Performance (SportSystems); only the 100 m backstroke factor is published here.
    NCAA: factors from 25 m to yards, as quoted without a date.
    """

    POINTS_EQUAL = "POINTS_EQUAL"
    HYTEK = "HYTEK"
    HYTEK_STRAIGHT = "HYTEK_STRAIGHT"
    USA_AGE_GROUP = "USA_AGE_GROUP"
    ASA_EQUIVALENT = "ASA_EQUIVALENT"
    NCAA = "NCAA"


SOURCES = {
    Scheme.POINTS_EQUAL: "World Aquatics base times, T2 = T1 * B2/B1",
    Scheme.HYTEK: "Hy-Tek Team Manager 7/8 user guide, course conversion, seconds per turn",
    Scheme.HYTEK_STRAIGHT: "Hy-Tek Team Manager 7/8 user guide, course conversion, straight 2 %",
    Scheme.USA_AGE_GROUP: "USA Swimming age group, as documented by GoMotion/TeamUnify",
    Scheme.ASA_EQUIVALENT: "ASA Equivalent Performance Tables, SportSystems",
    Scheme.NCAA: "NCAA factors as quoted, undated",
}

_PER_TURN_CS = {Stroke.FREE: 80, Stroke.BACK: 60, Stroke.BREAST: 100, Stroke.FLY: 70, Stroke.MEDLEY: 80}
"""Hy-Tek: hundredths for each turn; USA age group: for each 50 m of the event. The same numbers."""
_YARD_FACTOR = Fraction(111, 100)
_STRAIGHT = Fraction(102, 100)
_LONG_YARDS = {400: 500, 800: 1000, 1500: 1650}
_LONG_METRES = {yards: metres for metres, yards in _LONG_YARDS.items()}
_USA_LONG_FACTORS = {400: Fraction(8925, 10_000), 800: Fraction(8925, 10_000), 1500: Fraction(102, 100)}
_NCAA_FACTORS = {800: Fraction(1143, 1000), 1500: Fraction(1003, 1000)}
_NCAA_FACTOR = Fraction(896, 1000)
_ASA_TURN_FACTORS = {(100, Stroke.BACK): Fraction(405, 10)}

_LCM, _SCM, _SCY = Course.LCM, Course.SCM, Course.SCY


def convert(
    time: SwimTime,
    event: Event,
    to: Course,
    scheme: Scheme = Scheme.POINTS_EQUAL,
    *,
    sex: Sex | None = None,
    season: int | None = None,
) -> Estimate:
    """What `time` in `event` is worth in the course `to`; the Estimate names the event there (400 m is 500 y).

    `sex` is needed by POINTS_EQUAL; `season` is its table in both courses, by default the newest of each. The bounds
    are the fastest and slowest answers of all schemes that convert this event that way (POINTS_EQUAL among them where
    the sex is given): how far the publishers are apart. Raises EstimateError where the scheme has no answer.
    """
    asked = _Asked(event, to, sex, season)
    target, exact = _answer(time, asked, scheme)
    others = []
    for other in Scheme:
        try:
            answer, value = _answer(time, asked, other)
        except EstimateError:
            continue
        if answer == target and value >= 1:
            others.append(value)
    cut = scheme is Scheme.USA_AGE_GROUP
    return estimate(target, exact, Method(scheme.value), SOURCES[scheme], tuple(others), cut=cut)


@dataclass(frozen=True, slots=True)
class CourseDifference:
    """Long course against short course by the base times: the reality to hold conversions against.

    `ratio` is 50 m over 25 m, `difference_cs` and `per_turn_cs` hundredths, for all and for each of `extra_turns`.
    """

    ratio: Fraction
    difference_cs: int
    extra_turns: int

    @property
    def per_turn_cs(self) -> Fraction:
        return Fraction(self.difference_cs, self.extra_turns)


def course_difference(distance: int, stroke: Stroke, sex: Sex, *, season: int | None = None) -> CourseDifference | None:
    """The two records of an individual event; `season` in both courses, by default the newest of each.

    None where a table lacks one. Raises EventError for an event that neither course swims.
    """
    long, short = Event(distance, stroke, _LCM), Event(distance, stroke, _SCM)
    slow, fast = _base(long, sex, season), _base(short, sex, season)
    if slow is None or fast is None:
        return None
    return CourseDifference(
        ratio=Fraction(slow.centiseconds, fast.centiseconds),
        difference_cs=slow.centiseconds - fast.centiseconds,
        extra_turns=short.turns - long.turns,
    )


@dataclass(frozen=True, slots=True)
class _Asked:
    event: Event
    to: Course
    sex: Sex | None
    season: int | None

    @property
    def way(self) -> tuple[Course, Course]:
        return self.event.course, self.to

    def target(self, distance: int | None = None) -> Event:
        """The event over there, of the same distance unless another is given."""
        try:
            return replace(self.event, course=self.to, distance=distance or self.event.distance)
        except EventError as error:
            raise self.refusal("not_swum_there") from error

    def refusal(self, reason: str) -> EstimateError:
        return EstimateError(reason=reason, event=repr(self.event), to=self.to.value)


_Answer: TypeAlias = tuple[Event, Fraction]


def _answer(time: SwimTime, asked: _Asked, scheme: Scheme) -> _Answer:
    if asked.event.course is asked.to:
        raise asked.refusal("same_course")
    return _SCHEMES[scheme](Fraction(time.centiseconds), asked)


def _points_equal(cs: Fraction, asked: _Asked) -> _Answer:
    if asked.sex is None:
        raise asked.refusal("sex_needed")
    target = asked.target()
    here, there = _base(asked.event, asked.sex, asked.season), _base(target, asked.sex, asked.season)
    if here is None or there is None:
        raise asked.refusal("no_base_time")
    return target, cs * there.centiseconds / here.centiseconds


def _base(event: Event, sex: Sex, season: int | None) -> SwimTime | None:
    wanted = latest_season(event.course) if season is None else season
    return None if wanted is None else base_time(event, sex, wanted)


def _hytek(cs: Fraction, asked: _Asked) -> _Answer:
    return _by_hytek(cs, asked, lambda cs, turns: cs + turns * _PER_TURN_CS[asked.event.stroke])


def _hytek_straight(cs: Fraction, asked: _Asked) -> _Answer:
    return _by_hytek(cs, asked, lambda cs, turns: cs * _STRAIGHT if turns > 0 else cs / _STRAIGHT)


def _by_hytek(cs: Fraction, asked: _Asked, long_course: Callable[[Fraction, int], Fraction]) -> _Answer:
    """Yards and 50 m meet in 25 m. `long_course` adds for turns less (positive) or takes for turns more."""
    target = asked.target()
    if not {asked.event.course, asked.to} <= {_LCM, _SCM, _SCY}:
        raise asked.refusal("no_factor")
    if asked.event.course is _SCY:
        cs *= _YARD_FACTOR
    turns = (
        (replace(target, course=_SCM).turns - replace(target, course=_LCM).turns) * target.relay_legs
        if _LCM in asked.way
        else 0
    )
    if asked.to is _LCM:
        cs = long_course(cs, turns)
    elif asked.event.course is _LCM:
        cs = long_course(cs, -turns)
    return target, cs / _YARD_FACTOR if asked.to is _SCY else cs


def _usa_age_group(cs: Fraction, asked: _Asked) -> _Answer:
    event = asked.event
    long = _LONG_METRES if event.course is _SCY else _LONG_YARDS
    is_long = event.stroke is Stroke.FREE and event.distance in long
    metric = long[event.distance] if is_long and event.course is _SCY else event.distance
    factor = _USA_LONG_FACTORS[metric] if is_long else _YARD_FACTOR
    lost = Fraction(metric, 50) * event.relay_legs * _PER_TURN_CS[event.stroke]
    formulas: dict[tuple[Course, Course], Callable[[], Fraction]] = {
        (_LCM, _SCY): lambda: (cs - lost) / factor,
        (_SCY, _LCM): lambda: cs * factor + lost,
        (_LCM, _SCM): lambda: cs - lost,
        (_SCM, _LCM): lambda: cs + lost,
        (_SCM, _SCY): lambda: cs / factor,
        (_SCY, _SCM): lambda: cs * factor,
    }
    if asked.way not in formulas:
        raise asked.refusal("no_factor")
    return asked.target(long[event.distance] if is_long and _SCY in asked.way else None), formulas[asked.way]()


def _asa_equivalent(cs: Fraction, asked: _Asked) -> _Answer:
    """T25 = T50 - 2 F / T50 for each 100 m; back again by the quadratic, to a millionth of a hundredth."""
    factor = _ASA_TURN_FACTORS.get((asked.event.distance, asked.event.stroke))
    if factor is None or asked.event.is_relay:
        raise asked.refusal("no_factor")
    gained = 2 * factor * 10_000
    if asked.way == (_LCM, _SCM):
        return asked.target(), cs - gained / cs
    if asked.way == (_SCM, _LCM):
        root = Fraction(isqrt(int((cs**2 + 4 * gained) * 10**12)), 10**6)
        return asked.target(), (cs + root) / 2
    raise asked.refusal("no_factor")


def _ncaa(cs: Fraction, asked: _Asked) -> _Answer:
    if asked.way != (_SCM, _SCY):
        raise asked.refusal("no_factor")
    distance = asked.event.distance
    if asked.event.stroke is Stroke.FREE and distance in _NCAA_FACTORS:
        return asked.target(_LONG_YARDS[distance]), cs * _NCAA_FACTORS[distance]
    return asked.target(), cs * _NCAA_FACTOR


_SCHEMES: dict[Scheme, Callable[[Fraction, _Asked], _Answer]] = {
    Scheme.POINTS_EQUAL: _points_equal,
    Scheme.HYTEK: _hytek,
    Scheme.HYTEK_STRAIGHT: _hytek_straight,
    Scheme.USA_AGE_GROUP: _usa_age_group,
    Scheme.ASA_EQUIVALENT: _asa_equivalent,
    Scheme.NCAA: _ncaa,
}
