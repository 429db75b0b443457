"""Numbers about laps and strokes. Exact fractions; only what is shown is rounded, half-up.

Distances are the course's own (yards in a yard pool) unless a name says metres; times are seconds unless a name ends
in `_cs` (hundredths). Deviations are those of the whole population.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt

from sprintbot.domain.errors import EstimateError
from sprintbot.domain.estimates import half_up
from sprintbot.domain.events import Course, Stroke
from sprintbot.domain.splits import Lap, Splits
from sprintbot.domain.swimtime import SwimTime

METRES_PER_YARD = Fraction(9144, 10_000)


def pace_per_100(time: SwimTime, distance: int) -> Fraction:
    """Seconds per 100 m (yards): T × 100 / D, exact."""
    return Fraction(time.centiseconds, distance)


def shown(seconds: Fraction) -> SwimTime:
    """Seconds rounded half-up to the hundredth, for display only."""
    return SwimTime(half_up(seconds * 100))


def speed_mps(time: SwimTime, distance: int, course: Course) -> Fraction:
    """Metres per second, whatever the pool is measured in."""
    return metres(distance, course) * 100 / time.centiseconds


def metres(distance: int | Fraction, course: Course) -> Fraction:
    """A distance of that course in metres: yards count 0.9144 m."""
    return distance * (METRES_PER_YARD if course.yards else Fraction(1))


@dataclass(frozen=True, slots=True)
class Halves:
    """First and second half. `drop_off_cs` is second less first, the ratio second / first."""

    first: SwimTime
    second: SwimTime

    @property
    def drop_off_cs(self) -> int:
        return self.second.centiseconds - self.first.centiseconds

    @property
    def ratio(self) -> Fraction:
        return Fraction(self.second.centiseconds, self.first.centiseconds)

    @property
    def drop_off_percent(self) -> Fraction:
        return (self.ratio - 1) * 100


def halves(splits: Splits) -> Halves | None:
    """None where the race has no split at its half."""
    half, odd = divmod(splits.event.total_distance, 2)
    first = None if odd else splits.cumulative.get(half)
    if first is None:
        return None
    return Halves(first, SwimTime(splits.total.centiseconds - first.centiseconds))


def fade(splits: Splits, k: int = 1) -> Fraction | None:
    """How much slower the last `k` laps are than laps 2 to k+1, in per cent of the latter; below zero: faster.

    Means of pace per 100, so that laps may differ in distance; the dive lap is left out. None where the race has
    fewer than 2k+1 laps, and for medleys, whose laps are of different strokes.
    """
    paces = lap_paces(splits)
    if k < 1 or len(paces) < 2 * k + 1 or splits.event.stroke is Stroke.MEDLEY:
        return None
    early, late = sum(paces[1 : k + 1]), sum(paces[-k:])
    return Fraction(late - early, early) * 100


def lap_paces(splits: Splits) -> tuple[Fraction, ...]:
    """Seconds per 100 of every lap."""
    return tuple(pace_per_100(lap.time, lap.distance) for lap in splits.segments)


def spread_percent(values: Sequence[Fraction]) -> Fraction | None:
    """(max - min) / mean in per cent; None for fewer than two positive values."""
    if len(values) < 2:
        return None
    return (max(values) - min(values)) * len(values) / sum(values) * 100


def cv_percent(values: Sequence[Fraction]) -> float | None:
    """Coefficient of variation in per cent, sd / mean with the population's deviation; None for fewer than two."""
    if len(values) < 2:
        return None
    mean = sum(values) / Fraction(len(values))
    variance = sum((value - mean) ** 2 for value in values) / len(values)
    return sqrt(variance / mean**2) * 100


@dataclass(frozen=True, slots=True)
class LapMetrics:
    """`pace` in seconds per 100 m (yards), `speed` in metres per second."""

    lap: Lap
    pace: Fraction
    speed: Fraction


@dataclass(frozen=True, slots=True)
class RaceMetrics:
    """One race. Percentages are None where there are too few laps.

    `fade` compares the last `fade_laps` laps with as many after the dive lap. `spread` and `cv` are over the paces of
    all laps; `_after_dive` leaves the first lap out; `body_cv` the first and the last (four laps at least).
    """

    pace: Fraction
    speed: Fraction
    laps: tuple[LapMetrics, ...]
    halves: Halves | None
    fade: Fraction | None
    fade_laps: int
    spread: Fraction | None
    spread_after_dive: Fraction | None
    cv: float | None
    cv_after_dive: float | None
    body_cv: float | None


def measure(splits: Splits, *, fade_laps: int = 1) -> RaceMetrics:
    """Every number that splits alone give."""
    course, paces = splits.event.course, lap_paces(splits)
    laps = zip(splits.segments, paces, strict=True)
    return RaceMetrics(
        pace=pace_per_100(splits.total, splits.event.total_distance),
        speed=speed_mps(splits.total, splits.event.total_distance, course),
        laps=tuple(LapMetrics(lap, pace, speed_mps(lap.time, lap.distance, course)) for lap, pace in laps),
        halves=halves(splits),
        fade=fade(splits, fade_laps),
        fade_laps=fade_laps,
        spread=spread_percent(paces),
        spread_after_dive=spread_percent(paces[1:]),
        cv=cv_percent(paces),
        cv_after_dive=cv_percent(paces[1:]),
        body_cv=body_cv_percent(splits),
    )


def body_cv_percent(splits: Splits) -> float | None:
    """CV of the laps' paces without the first and the last lap; None for fewer than four laps."""
    paces = lap_paces(splits)
    return cv_percent(paces[1:-1]) if len(paces) > 3 else None


def stroke_cycles(strokes: int, stroke: Stroke) -> Fraction:
    """Cycles from counted strokes: in freestyle and backstroke two arm entries make one, in the others one.

    Raises EstimateError for a medley (ask lap by lap) and for counts under one.
    """
    if strokes < 1 or stroke is Stroke.MEDLEY:
        raise EstimateError(reason="stroke_count", strokes=strokes, stroke=stroke.value)
    return Fraction(strokes, 2 if stroke in (Stroke.FREE, Stroke.BACK) else 1)


@dataclass(frozen=True, slots=True)
class StrokeMetrics:
    """`rate` in cycles a minute; `length` in metres a cycle; `index` = speed × length in m²/s (Costill 1985), to be
    compared inside one stroke only; `swolf` = seconds + strokes of one length (None for more), never compared between
    pools of different length. `clean` says whether the underwater part was taken out of the speed."""

    rate: Fraction
    length: Fraction
    index: Fraction
    swolf: Fraction | None
    clean: bool


def stroke_metrics(
    lap: Lap,
    strokes: int,
    stroke: Stroke,
    course: Course,
    *,
    breakout: tuple[Fraction, SwimTime] | None = None,
) -> StrokeMetrics:
    """Stroke rate, length and index from the strokes counted in a lap; arms are counted one by one.

    rate = 60 × cycles / t, length = v / (rate / 60). `breakout` is the distance under water (course's unit) and the
    time until it ended; with it, v and t are those of clean swimming. Raises EstimateError where it leaves no
    swimming, or the count is none.
    """
    cycles = stroke_cycles(strokes, stroke)
    under, until_cs = (breakout[0], breakout[1].centiseconds) if breakout else (Fraction(0), 0)
    if not (0 <= under < lap.distance and until_cs < lap.time.centiseconds):
        raise EstimateError(reason="breakout", distance=str(under), centiseconds=until_cs)
    seconds = Fraction(lap.time.centiseconds - until_cs, 100)
    swum = metres(lap.distance - under, course)
    rate, length = 60 * cycles / seconds, swum / cycles
    one_length = lap.distance == course.length
    return StrokeMetrics(
        rate=rate,
        length=length,
        index=swum / seconds * length,
        swolf=Fraction(lap.time.centiseconds, 100) + strokes if one_length else None,
        clean=breakout is not None,
    )
