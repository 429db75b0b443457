"""Sum of bests: the best lap of each section of a race, the swim that gave it, and what is still left in the water."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from heapq import nsmallest
from typing import TypeAlias

from sprintbot.domain.events import Event
from sprintbot.domain.records import OFFICIAL_ONLY, LeftOut, PersonalBest, Reason, personal_best, rank
from sprintbot.domain.splitfaults import is_plausible
from sprintbot.domain.swims import Swim, Timing
from sprintbot.domain.swimtime import SwimTime

Grid: TypeAlias = tuple[int, ...]
"""The distances at which sections end, rising; the last is the finish."""


@dataclass(frozen=True, slots=True)
class BestLap:
    """The best lap from `start` to `end` (metres or yards) and the swim that gave it."""

    start: int
    end: int
    time: SwimTime
    swim: Swim


@dataclass(frozen=True, slots=True)
class SumOfBests:
    """`counted` are the swims compared section by section; `left_out` says why the others were not."""

    event: Event | None
    sections: tuple[BestLap, ...]
    counted: tuple[Swim, ...]
    left_out: tuple[LeftOut, ...]
    personal_best: PersonalBest

    @property
    def total(self) -> SwimTime | None:
        """None where no swim counted."""
        return SwimTime(sum(lap.time.centiseconds for lap in self.sections)) if self.sections else None

    @property
    def gap_cs(self) -> int | None:
        """Hundredths from the sum up to the personal best: never negative on the grid that `sum_of_bests` chooses."""
        best, total = self.personal_best.time, self.total
        return None if best is None or total is None else best.centiseconds - total.centiseconds


@dataclass(frozen=True, slots=True)
class IdealLap:
    """`mean_cs`: the mean of the best laps of the section; `gap_cs`: how much the personal best's own lap is over it.

    `own` and `gap_cs` are None where the personal best has no split there.
    """

    start: int
    end: int
    mean_cs: Fraction
    own: SwimTime | None
    gap_cs: Fraction | None


@dataclass(frozen=True, slots=True)
class IdealRace:
    """The race swum of the mean of the `k` best laps of every section (fewer where there are fewer swims)."""

    event: Event | None
    k: int
    laps: tuple[IdealLap, ...]

    @property
    def total_cs(self) -> Fraction:
        return sum((lap.mean_cs for lap in self.laps), Fraction(0))

    @property
    def gaps(self) -> tuple[IdealLap, ...]:
        """The laps of the personal best that lose time to the ideal race, the greatest loss first."""
        losing = [(lap.gap_cs, lap) for lap in self.laps if lap.gap_cs is not None and lap.gap_cs > 0]
        return tuple(lap for _, lap in sorted(losing, key=lambda found: (-found[0], found[1].start)))


def sum_of_bests(
    swims: Iterable[Swim],
    event: Event | None = None,
    *,
    timings: frozenset[Timing] = OFFICIAL_ONLY,
    grid: Grid | None = None,
) -> SumOfBests:
    """The best lap of each section over the swims that count as bests (`personal_best` states which those are).

    The sections are those of one grid; every swim split at all its distances counts, so finer splits do too, and each
    lap is compared only with laps of the same start and end. Of all the grids that some counting swim was split by,
    the one with the smallest sum is taken (of equal sums, the finest): the sum is then never slower than the personal
    best, and another swim can never make it slower. A swim without splits, or with impossible ones, is one lap, the
    whole race. `grid` fixes the sections instead; where no swim fits it, `total` is None.

    Equal laps: the earlier day gives the section, then the lesser id.
    """
    best = personal_best(swims, event, timings=timings)
    rows = [_row(swim) for swim in best.counted]
    chosen = _smallest(rows) if grid is None else tuple(sorted(set(grid)))
    sections = tuple(
        BestLap(start, end, SwimTime(cs), swim)
        for (start, end), laps in _laps_by_section(rows, chosen)
        for cs, _, _, swim in (min(laps, key=_first_three),)
    )
    counted = tuple(row.swim for row in rows if _fits(row.grid, chosen))
    unfit = tuple(LeftOut(row.swim, row.unless_fits) for row in rows if not _fits(row.grid, chosen))
    return SumOfBests(best.event, sections, counted, best.left_out + unfit, best)


def ideal_race(
    swims: Iterable[Swim],
    event: Event | None = None,
    *,
    k: int = 3,
    timings: frozenset[Timing] = OFFICIAL_ONLY,
    grid: Grid | None = None,
) -> IdealRace:
    """The mean of the `k` best laps of every section (at least one), on the sections of `sum_of_bests`.

    With k=1 it is the sum of bests; a greater k asks for what the swimmer has already done more than once.
    """
    best = personal_best(swims, event, timings=timings)
    rows = [_row(swim) for swim in best.counted]
    chosen = _smallest(rows) if grid is None else tuple(sorted(set(grid)))
    own = [laps[0][0] for _, laps in _laps_by_section(rows[:1], chosen)]
    ideal = []
    for number, ((start, end), laps) in enumerate(_laps_by_section(rows, chosen)):
        quickest = nsmallest(max(k, 1), (cs for cs, *_ in laps))
        mean = Fraction(sum(quickest), len(quickest))
        lap = SwimTime(own[number]) if own else None
        ideal.append(IdealLap(start, end, mean, lap, None if lap is None else lap.centiseconds - mean))
    return IdealRace(best.event, max(k, 1), tuple(ideal))


@dataclass(frozen=True, slots=True)
class _Row:
    swim: Swim
    grid: Grid
    cumulative: tuple[int, ...]
    unless_fits: Reason


_Lap: TypeAlias = tuple[int, date, str, Swim]


def _row(swim: Swim) -> _Row:
    splits = swim.splits
    if splits is not None and len(splits.points) > 1:
        if is_plausible(splits):
            cumulative = tuple(split.centiseconds for _, split in splits.points)
            return _Row(swim, splits.grid, cumulative, Reason.OTHER_SECTIONS)
        unless_fits = Reason.IMPOSSIBLE_SPLITS
    else:
        unless_fits = Reason.NO_SPLITS
    return _Row(swim, (swim.event.distance,), (rank(swim)[1],), unless_fits)


def _fits(own: Grid, grid: Grid) -> bool:
    return bool(grid) and own[-1] == grid[-1] and set(grid) <= set(own)


def _smallest(rows: list[_Row]) -> Grid:
    def cost(grid: Grid) -> tuple[int, int, Grid]:
        return sum(min(lap[0] for lap in laps) for _, laps in _laps_by_section(rows, grid)), -len(grid), grid

    return min({row.grid for row in rows}, key=cost, default=())


def _laps_by_section(rows: list[_Row], grid: Grid) -> list[tuple[tuple[int, int], list[_Lap]]]:
    """Each section of the grid with every lap swum in it; no sections where no swim fits."""
    sections: list[list[_Lap]] = [[] for _ in grid]
    places: dict[Grid, list[int]] = {}
    for row in rows:
        if row.grid not in places:
            places[row.grid] = [row.grid.index(distance) for distance in grid] if _fits(row.grid, grid) else []
        before = 0
        for section, place in zip(sections, places[row.grid], strict=False):
            now = row.cumulative[place]
            section.append((now - before, row.swim.swum_on, row.swim.id, row.swim))
            before = now
    spans = zip((0, *grid), grid, strict=False)
    return [(span, laps) for span, laps in zip(spans, sections, strict=True) if laps]


def _first_three(lap: _Lap) -> tuple[int, date, str]:
    return lap[:3]
