"""What a swimmer may swim: over another distance, and a target time lap by lap."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise, product
from math import exp, log

from sprintbot.domain.basetimes import base_times
from sprintbot.domain.errors import EstimateError
from sprintbot.domain.estimates import Estimate, Method, estimate, half_up
from sprintbot.domain.events import Course, Event, Sex, Stroke
from sprintbot.domain.points import latest_season
from sprintbot.domain.splits import Lap, Splits
from sprintbot.domain.swimtime import SwimTime

RIEGEL_SOURCE = "T2 = T1 * (D2/D1)**k (Riegel 1981), local k from World Aquatics base times"
_POOLS, _SEXES = (Course.LCM, Course.SCM), (Sex.M, Sex.F)
_LONGEST_PREDICTED = 1500


@dataclass(frozen=True, slots=True)
class LocalExponent:
    """Riegel's k between two neighbouring distances of the record table, in metres."""

    start: int
    end: int
    k: float


def local_exponents(course: Course, sex: Sex, stroke: Stroke, season: int | None = None) -> tuple[LocalExponent, ...]:
    """k = ln(T2/T1) / ln(D2/D1) between neighbouring distances, of the newest season unless one is given.

    In swimming k is not one number: it falls from about 1.15 (50-100) to 1.04 (800-1500). Empty without a table.
    """
    known = _record_curve(course, sex, stroke, season)
    return tuple(
        LocalExponent(short, long, log(slow / fast) / log(long / short))
        for (short, fast), (long, slow) in pairwise(known)
    )


def overall_exponent(course: Course, sex: Sex, stroke: Stroke, season: int | None = None) -> float | None:
    """The least-squares slope of ln(time) over ln(distance), 50-1500 m; None with fewer than two distances."""
    known = [(log(distance), log(time)) for distance, time in _record_curve(course, sex, stroke, season)]
    if len(known) < 2:
        return None
    mean_x, mean_y = sum(x for x, _ in known) / len(known), sum(y for _, y in known) / len(known)
    across = sum((x - mean_x) * (y - mean_y) for x, y in known)
    return across / sum((x - mean_x) ** 2 for x, _ in known)


def predict(time: SwimTime, event: Event, target: Event, sex: Sex, *, season: int | None = None) -> Estimate:
    """The time over `target` worth `time` over `event`: same course and stroke, another distance.

    Riegel's formula along the local exponents of the record table (beyond it, with the nearest one). The bounds are
    the fastest and the slowest that the four record tables (50 and 25 m, men and women, newest seasons) give: how
    much the exponents differ, not how much swimmers do. Raises EstimateError for relays, other courses or strokes, and
    where there is no table (yards).
    """
    if (target.course, target.stroke) != (event.course, event.stroke):
        raise EstimateError(reason="other_course_or_stroke")
    if event.is_relay or target.is_relay:
        raise EstimateError(reason="relay")
    exponents = local_exponents(event.course, sex, event.stroke, season)
    if not exponents:
        raise EstimateError(reason="no_base_times", course=event.course.value, sex=sex.value)
    curves = [exponents, *(local_exponents(pool, of, event.stroke) for pool, of in product(_POOLS, _SEXES))]
    worth, *others = (
        time.centiseconds * Fraction(_growth(curve, event.distance, target.distance)) for curve in curves if curve
    )
    return estimate(target, worth, Method.RIEGEL_LOCAL, RIEGEL_SOURCE, tuple(others))


def _record_curve(course: Course, sex: Sex, stroke: Stroke, season: int | None) -> list[tuple[int, int]]:
    wanted = season if season is not None else latest_season(course)
    return sorted(
        (distance, seasons[wanted])
        for (pool, of, legs, distance, swum), seasons in base_times().items()
        if (pool, of, legs, swum) == (course.value, sex.value, 1, stroke.value)
        and wanted in seasons
        and distance <= _LONGEST_PREDICTED
    )


def _growth(exponents: tuple[LocalExponent, ...], start: int, end: int) -> float:
    """T(end) / T(start) along a piecewise power law; its inverse where end is the shorter."""
    if end < start:
        return 1 / _growth(exponents, end, start)
    edges = [float(start), *(float(e.end) for e in exponents[:-1] if start < e.end < end), float(end)]
    grown = 0.0
    for low, high in pairwise(edges):
        k = next((e.k for e in exponents if high <= e.end), exponents[-1].k)
        grown += k * log(high / low)
    return exp(grown)


@dataclass(frozen=True, slots=True)
class LapPlan:
    """A target time lap by lap: whole hundredths that add up to `target` exactly. A plan is no Splits: nobody swam it.

    `races` is how many races of the swimmer the profile rests on.
    """

    event: Event
    target: SwimTime
    laps: tuple[Lap, ...]
    races: int


def lap_plan(target: SwimTime, profile: Iterable[Splits]) -> LapPlan:
    """A target time spread over the laps as the swimmer's own races were: by the mean share of each section.

    The races are of one event; their laps are compared at the distances that all are split at. Raises EstimateError:
    `no_races`, `other_event`, `target_too_short`.
    """
    races = tuple(profile)
    if not races:
        raise EstimateError(reason="no_races")
    event = races[0].event
    if any(race.event != event for race in races):
        raise EstimateError(reason="other_event")
    splits = [race.cumulative for race in races]
    laps, start, before = [], 0, 0
    for end in races[0].grid:
        if not all(end in race for race in splits):
            continue
        shares = (Fraction(race[end].centiseconds, race[event.total_distance].centiseconds) for race in splits)
        now = half_up(sum(shares, Fraction(0)) / len(races) * target.centiseconds)
        if now <= before:
            raise EstimateError(reason="target_too_short", target_cs=target.centiseconds)
        laps.append(Lap(start, end, SwimTime(now - before)))
        start, before = end, now
    return LapPlan(event, target, tuple(laps), len(races))
