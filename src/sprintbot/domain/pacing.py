"""The pacing verdict: a race against races of its own kind and level, and against the swimmer's own best.

"Positive split" means nothing without a norm: the dive alone makes the first 50 m of a good 200 m freestyle 6 %
faster than the race's mean. So 100 and 200 m are held against the norm of the event, and the words U, even, positive
and negative are used from 400 m on, of the laps between the first and the last (method: Mauger 2012, McGibbon 2018).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from sprintbot.domain.events import Event, Sex, Stroke
from sprintbot.domain.metrics import body_cv_percent, halves
from sprintbot.domain.pacingnorms import PacingNorm, PointsLevel, level_of, pacing_norms
from sprintbot.domain.points import latest_season, points, season
from sprintbot.domain.splitfaults import is_plausible
from sprintbot.domain.splits import Splits
from sprintbot.domain.swims import Swim

SHORTEST_SHAPED = 400
FEWEST_SHAPED_LAPS = 6
EVEN_WITHIN = Fraction(5, 1000)
"""Body halves that differ by no more are even."""


class Balance(StrEnum):
    """Second half / first half against the norm's 10th and 90th percentile."""

    FAST_START = "FAST_START"
    AS_EXPECTED = "AS_EXPECTED"
    SLOW_START = "SLOW_START"


class Shape(StrEnum):
    """What the laps of a long race look like."""

    EVEN = "EVEN"
    POSITIVE = "POSITIVE"
    """The body of the race slows."""
    NEGATIVE = "NEGATIVE"
    U = "U"
    """First and last lap are both faster than the body."""


@dataclass(frozen=True, slots=True)
class LapOff:
    """A lap against what was expected of it, in hundredths: `over_cs` above zero is slower."""

    start: int
    end: int
    time_cs: int
    expected_cs: Fraction

    @property
    def over_cs(self) -> Fraction:
        return self.time_cs - self.expected_cs


@dataclass(frozen=True, slots=True)
class Profile:
    """The shape of a long race. `trend` is that of its body: never U. `end_spurt`: last lap faster than the body."""

    shape: Shape
    trend: Shape
    end_spurt: bool


@dataclass(frozen=True, slots=True)
class PacingReport:
    """What could be said; None or empty is what could not.

    `level_season` is the season whose base times gave the level: the swim's own, or the newest known before it.
    `against_norm` spreads the swum time by the norm's shares, so its `over_cs` add up to zero. `against_best` compares
    with the laps of the best. `body_cv` is a coefficient of variation in per cent, without first and last lap, on the
    norm's sections; `skill` is the highest level whose median body CV it reaches (never said of a medley).
    """

    event: Event
    sex: Sex
    level: PointsLevel | None
    level_season: int | None
    norm: PacingNorm | None
    half_ratio: Fraction | None = None
    balance: Balance | None = None
    profile: Profile | None = None
    body_cv: float | None = None
    skill: PointsLevel | None = None
    against_norm: tuple[LapOff, ...] = ()
    against_best: tuple[LapOff, ...] = ()

    @property
    def most_off_norm(self) -> LapOff | None:
        """The lap farthest from the norm, either way; of equals the first."""
        return max(self.against_norm, key=lambda lap: abs(lap.over_cs), default=None)

    @property
    def most_lost_to_best(self) -> LapOff | None:
        """The lap that lost most to the own best; None where none lost."""
        lost = max(self.against_best, key=lambda lap: lap.over_cs, default=None)
        return lost if lost is not None and lost.over_cs > 0 else None


def pacing(swim: Swim, sex: Sex, *, own_best: Swim | None = None) -> PacingReport:
    """The verdict on a swim; `own_best` is another swim of the same event, ignored where it is not.

    Splits that cannot be true, or none, leave everything but the level unsaid; a relay is never judged.
    """
    level, level_season = _level(swim, sex)
    norms = pacing_norms(swim.event, sex)
    norm = norms.get(level) if level is not None else None
    splits = _usable(swim)
    if splits is None:
        return PacingReport(swim.event, sex, level, level_season, norm)
    found = halves(splits)
    ratio = None if found is None else found.ratio
    body_cv = _body_cv(splits, norms)
    return PacingReport(
        event=swim.event,
        sex=sex,
        level=level,
        level_season=level_season,
        norm=norm,
        half_ratio=ratio,
        balance=_balance(ratio, norm),
        profile=profile(splits),
        body_cv=body_cv,
        skill=_skill(body_cv, norms, swim.event),
        against_norm=_against_norm(splits, norm),
        against_best=_against_best(splits, own_best),
    )


def profile(splits: Splits) -> Profile | None:
    """The shape of a race of 400 m and more, one stroke, six equal laps at least; None otherwise.

    The body is the race without its first and last lap; its halves leave out the middle lap of an odd number.
    """
    event, laps = splits.event, [time.centiseconds for time in splits.laps]
    if event.is_relay or event.stroke is Stroke.MEDLEY or event.distance < SHORTEST_SHAPED:
        return None
    if splits.step is None or len(laps) < FEWEST_SHAPED_LAPS:
        return None
    first, *body, last = laps
    half, mean = len(body) // 2, Fraction(sum(body), len(body))
    slower = Fraction(sum(body[-half:]), sum(body[:half])) - 1
    trend = Shape.EVEN if abs(slower) <= EVEN_WITHIN else Shape.POSITIVE if slower > 0 else Shape.NEGATIVE
    return Profile(Shape.U if first < mean and last < mean else trend, trend, last < mean)


def _level(swim: Swim, sex: Sex) -> tuple[PointsLevel | None, int | None]:
    newest = latest_season(swim.event.course)
    if newest is None or swim.time is None:
        return None, None
    of_swim = min(season(swim.event.course, swim.swum_on), newest)
    score = points(swim.time, swim.event, sex, of_swim)
    return (None, None) if score is None else (level_of(score), of_swim)


def _usable(swim: Swim) -> Splits | None:
    splits = swim.splits
    if splits is None or len(splits.points) < 2 or swim.event.is_relay or not is_plausible(splits):
        return None
    return splits


def _balance(ratio: Fraction | None, norm: PacingNorm | None) -> Balance | None:
    if ratio is None or norm is None:
        return None
    if ratio > norm.half_p90:
        return Balance.FAST_START
    return Balance.SLOW_START if ratio < norm.half_p10 else Balance.AS_EXPECTED


def _body_cv(splits: Splits, norms: dict[PointsLevel, PacingNorm]) -> float | None:
    """On the norm's sections: finer laps vary more, so they would not compare."""
    coarse = next((splits.on(norm.grid) for norm in norms.values()), None)
    return None if coarse is None else body_cv_percent(coarse)


def _skill(body_cv: float | None, norms: dict[PointsLevel, PacingNorm], event: Event) -> PointsLevel | None:
    if body_cv is None or event.stroke is Stroke.MEDLEY:
        return None
    reached = [level for level, norm in norms.items() if norm.body_cv is not None and body_cv <= norm.body_cv]
    return reached[-1] if reached else PointsLevel.BELOW_550


def _against_norm(splits: Splits, norm: PacingNorm | None) -> tuple[LapOff, ...]:
    if norm is None:
        return ()
    running, expected = Fraction(0), {}
    for distance, share in zip(norm.grid, norm.shares, strict=True):
        running += share
        expected[distance] = running * splits.total.centiseconds
    return _laps_off(splits, expected)


def _against_best(splits: Splits, best: Swim | None) -> tuple[LapOff, ...]:
    if best is None or best.event != splits.event:
        return ()
    own = _usable(best)
    return () if own is None else _laps_off(splits, {at: Fraction(time.centiseconds) for at, time in own.points})


def _laps_off(splits: Splits, expected: dict[int, Fraction]) -> tuple[LapOff, ...]:
    """Lap by lap at the distances that both are split at; none where that is only the finish."""
    laps, start, before, expected_before = [], 0, 0, Fraction(0)
    for end, time in splits.points:
        if end in expected:
            laps.append(LapOff(start, end, time.centiseconds - before, expected[end] - expected_before))
            start, before, expected_before = end, time.centiseconds, expected[end]
    return tuple(laps) if len(laps) > 1 else ()
