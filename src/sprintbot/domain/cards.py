"""What matters about one swim, among the swimmer's other swims of the event: the card that a coach reads first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from sprintbot.domain.events import Sex
from sprintbot.domain.metrics import Halves, halves
from sprintbot.domain.pacing import PacingReport, pacing
from sprintbot.domain.points import base_time, points, season
from sprintbot.domain.records import Reason, counts_as_best, personal_best, rank
from sprintbot.domain.splits import Lap
from sprintbot.domain.sumofbests import SumOfBests, sum_of_bests
from sprintbot.domain.swims import Swim
from sprintbot.domain.swimtime import SwimTime


class Standing(StrEnum):
    FIRST = "first"
    """The first swim of its kind: there is nothing to compare with."""
    BEST = "best"
    EQUAL = "equal"
    """As fast as the best, on a later day."""
    BEHIND = "behind"
    UNCOUNTED = "uncounted"


@dataclass(frozen=True, slots=True)
class LapLine:
    """A lap with the split at its end. `pace_cs` is hundredths per 100 m (yards) of this lap, rounded half up."""

    lap: Lap
    split: SwimTime
    pace_cs: int
    best_ever: bool


@dataclass(frozen=True, slots=True)
class SwimCard:
    """`rival` is the best of the other swims of the same timing; `gap_cs` this time less that one.

    `best_ever` laps and the sum of bests are taken over swims that count, this one among them.
    """

    swim: Swim
    standing: Standing
    why_not: Reason | None
    rival: Swim | None
    gap_cs: int | None
    laps: tuple[LapLine, ...]
    sum_of_bests: SumOfBests
    halves: Halves | None
    pacing: PacingReport
    points: int | None
    season: int
    base: SwimTime | None

    @property
    def behind_sum_cs(self) -> int | None:
        total = self.sum_of_bests.total
        return None if total is None or self.swim.time is None else self.swim.time.centiseconds - total.centiseconds


def swim_card(swim: Swim, others: Iterable[Swim], sex: Sex) -> SwimCard:
    """`others` are the athlete's swims of the same event; the swim itself among them does no harm."""
    rest = [other for other in others if other.id != swim.id]
    timings = frozenset({swim.timing})
    why_not = counts_as_best(swim, timings)
    best = personal_best(rest, swim.event, timings=timings)
    year = season(swim.event.course, swim.swum_on)
    return SwimCard(
        swim=swim,
        standing=_standing(swim, best.swim, why_not),
        why_not=why_not,
        rival=best.swim,
        gap_cs=_gap(swim, best.swim),
        laps=_laps(swim, best.counted, counts=why_not is None),
        sum_of_bests=sum_of_bests([*rest, swim], swim.event, timings=timings),
        halves=None if swim.splits is None else halves(swim.splits),
        pacing=pacing(swim, sex),
        points=None if swim.time is None else points(swim.time, swim.event, sex, year),
        season=year,
        base=base_time(swim.event, sex, year),
    )


def _standing(swim: Swim, rival: Swim | None, why_not: Reason | None) -> Standing:
    if why_not is not None:
        return Standing.UNCOUNTED
    if rival is None:
        return Standing.FIRST
    if swim.time == rival.time:
        return Standing.EQUAL
    return Standing.BEST if rank(swim) < rank(rival) else Standing.BEHIND


def _gap(swim: Swim, rival: Swim | None) -> int | None:
    if swim.time is None or rival is None or rival.time is None:
        return None
    return swim.time.centiseconds - rival.time.centiseconds


def _laps(swim: Swim, counted: tuple[Swim, ...], *, counts: bool) -> tuple[LapLine, ...]:
    if swim.splits is None:
        return ()
    fastest: dict[tuple[int, int], int] = {}
    for other in counted:
        for lap in other.splits.segments if other.splits else ():
            section = (lap.start, lap.end)
            fastest[section] = min(fastest.get(section, lap.time.centiseconds), lap.time.centiseconds)
    lines = []
    for lap, (_, split) in zip(swim.splits.segments, swim.splits.points, strict=True):
        before = fastest.get((lap.start, lap.end))
        best_ever = counts and before is not None and lap.time.centiseconds < before
        lines.append(LapLine(lap, split, _per_hundred(lap), best_ever))
    return tuple(lines)


def _per_hundred(lap: Lap) -> int:
    return (200 * lap.time.centiseconds + lap.distance) // (2 * lap.distance)
