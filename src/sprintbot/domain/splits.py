"""Splits and laps of one swim. A split is cumulative; a lap is the segment between two splits.

`Splits` are always possible: they rise and end at the finish. What a file holds may be neither: `splitfaults` names
what is wrong with it and never raises.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from sprintbot.domain.errors import SplitsError
from sprintbot.domain.events import Event, Stroke
from sprintbot.domain.swimtime import SwimTime


@dataclass(frozen=True, slots=True)
class Lap:
    """The segment from `start` to `end` (metres or yards from the start of the race)."""

    start: int
    end: int
    time: SwimTime

    @property
    def distance(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Splits:
    """Cumulative times at rising distances; the last is the finish. Steps may differ (25 m, then 50 m).

    `points` pairs the distance from the start of the race (over a whole relay) with its split. Raises SplitsError
    naming the lap: `distance`, `not_increasing`, `no_finish`.
    """

    event: Event
    points: tuple[tuple[int, SwimTime], ...]

    def __post_init__(self) -> None:
        finish, before_distance, before = self.event.total_distance, 0, 0
        for lap, (distance, time) in enumerate(self.points, 1):
            if type(distance) is not int or not before_distance < distance <= finish:
                raise SplitsError("distance", lap=lap, distance=distance)
            if time.centiseconds <= before:
                raise SplitsError(
                    "not_increasing", lap=lap, distance=distance, expected_cs=before, found_cs=time.centiseconds
                )
            before_distance, before = distance, time.centiseconds
        if before_distance != finish:
            raise SplitsError("no_finish", lap=len(self.points), distance=before_distance)

    @classmethod
    def from_cumulative(cls, event: Event, cumulative: Mapping[int, SwimTime], total: SwimTime) -> Splits:
        """Distances from the start of the race (over a whole relay) to times. A missing final split is appended.

        Raises SplitsError naming the lap: `distance`, `not_increasing`, `final_differs`.
        """
        finish = event.total_distance
        points = tuple(sorted(cumulative.items()))
        if not points or points[-1][0] != finish:
            points = (*points, (finish, total))
        splits = cls(event, points)
        if splits.total != total:
            raise SplitsError(
                "final_differs",
                lap=len(points),
                distance=finish,
                expected_cs=total.centiseconds,
                found_cs=splits.total.centiseconds,
            )
        return splits

    @classmethod
    def from_laps(
        cls, event: Event, laps: Iterable[SwimTime], total: SwimTime | None = None, *, tolerance_cs: int = 0
    ) -> Splits:
        """Equal laps over the race. Where `total` is given the sum may differ by `tolerance_cs` for each lap
        (a watch rounds each lap); the last lap then takes up the difference, so that laps always add up.

        Raises SplitsError: `no_laps`, `uneven_laps`, `sum_differs`, `not_increasing`.
        """
        times = tuple(laps)
        if not times:
            raise SplitsError("no_laps")
        step, left = divmod(event.total_distance, len(times))
        if left or not step:
            raise SplitsError("uneven_laps", lap=len(times), distance=event.total_distance)
        added = sum(time.centiseconds for time in times)
        finish = added if total is None else total.centiseconds
        if abs(added - finish) > tolerance_cs * len(times):
            raise SplitsError("sum_differs", lap=len(times), expected_cs=finish, found_cs=added)
        cumulative, running = {}, 0
        for lap, time in enumerate(times[:-1], 1):
            running += time.centiseconds
            cumulative[lap * step] = SwimTime(running)
        return cls.from_cumulative(event, cumulative, SwimTime(finish))

    @property
    def grid(self) -> tuple[int, ...]:
        """The distances at which laps end."""
        return tuple(distance for distance, _ in self.points)

    @property
    def total(self) -> SwimTime:
        return self.points[-1][1]

    @property
    def cumulative(self) -> dict[int, SwimTime]:
        """Distance to split, rising; a fresh dictionary."""
        return dict(self.points)

    @property
    def segments(self) -> tuple[Lap, ...]:
        """The laps with where each begins and ends."""
        found, start, before = [], 0, 0
        for distance, time in self.points:
            found.append(Lap(start, distance, SwimTime(time.centiseconds - before)))
            start, before = distance, time.centiseconds
        return tuple(found)

    @property
    def laps(self) -> tuple[SwimTime, ...]:
        """Lap times, in order; they add up to `total` exactly."""
        return tuple(lap.time for lap in self.segments)

    @property
    def step(self) -> int | None:
        """The distance of every lap, None where laps differ."""
        steps = {lap.distance for lap in self.segments}
        return steps.pop() if len(steps) == 1 else None

    def on(self, grid: Collection[int]) -> Splits | None:
        """The same race split at the distances of `grid` only (the finish is kept); None where one is not split."""
        wanted = {*grid, self.event.total_distance}
        kept = tuple(point for point in self.points if point[0] in wanted)
        return Splits(self.event, kept) if len(kept) == len(wanted) else None

    def stroke_of(self, lap: Lap) -> Stroke:
        """The stroke of a lap: by quarter or leg of a medley."""
        return self.event.leg_stroke(lap.end)
