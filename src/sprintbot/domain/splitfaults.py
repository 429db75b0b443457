"""What is wrong with the splits of a file: found, named, never raised.

Of 138,042 collected results with splits 49 cannot be true, all from touches missed or late.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sprintbot.domain.events import Course, Event
from sprintbot.domain.splits import Splits
from sprintbot.domain.swimtime import SwimTime


class SplitFault(StrEnum):
    """What is wrong with one lap of a file's splits."""

    DISTANCE = "DISTANCE"
    """The split lies outside the race."""
    NO_TIME = "NO_TIME"
    """Nothing, zero or less."""
    OVER_FINAL = "OVER_FINAL"
    FINAL_DIFFERS = "FINAL_DIFFERS"
    """A split at the finish that is not the final time."""
    NOT_INCREASING = "NOT_INCREASING"
    """A touch missed or late, here or at the split before."""
    IMPLAUSIBLE = "IMPLAUSIBLE"
    """Faster than anybody swims: under 0.30 s a metre."""
    LAP_DIFFERS = "LAP_DIFFERS"
    """A printed lap is not the difference of the printed splits."""
    MISPRINT = "MISPRINT"
    """A printed split from which both printed laps around it differ alike."""


@dataclass(frozen=True, slots=True)
class SplitFlag:
    """A fault of the lap from `start` to `end`: `found_cs` is what stands there, `expected_cs` what it contradicts."""

    fault: SplitFault
    start: int
    end: int
    found_cs: int | None
    expected_cs: int | None = None


def fastest_plausible_cs(course: Course, distance: int) -> int:
    """The hundredths under which no lap of `distance` is believed: 0.30 s a metre (the world's best 25 m is about 9 s).

    Yards count 0.9144 m.
    """
    if course.yards:
        return -(-30 * 9144 * distance // 10_000)
    return 30 * distance


def is_plausible(splits: Splits) -> bool:
    """Whether every lap is slow enough to have been swum."""
    start, before, course = 0, 0, splits.event.course
    for distance, time in splits.points:
        if time.centiseconds - before < fastest_plausible_cs(course, distance - start):
            return False
        start, before = distance, time.centiseconds
    return True


def flag_splits(
    event: Event, cumulative: Mapping[int, SwimTime | int | None], total: SwimTime | int | None
) -> tuple[SplitFlag, ...]:
    """Every fault of a file's splits, in order of distance; empty where `Splits.from_cumulative` would take them.

    Bare numbers are hundredths. Without a total only the splits are held against each other. Never raises: a swim
    with flags is kept, and stays out of bests by section and of norms.
    """
    finish, final = event.total_distance, _hundredths(total)
    flags: list[SplitFlag] = []
    start, before = 0, 0
    for distance, time in sorted(cumulative.items()):
        found = _hundredths(time)
        if not 0 < distance <= finish:
            flags.append(SplitFlag(SplitFault.DISTANCE, start, distance, found))
        elif found is None or found <= 0:
            flags.append(SplitFlag(SplitFault.NO_TIME, start, distance, found))
        elif final is not None and distance == finish:
            if found != final:
                flags.append(SplitFlag(SplitFault.FINAL_DIFFERS, start, distance, found, final))
        elif final is not None and found >= final:
            flags.append(SplitFlag(SplitFault.OVER_FINAL, start, distance, found, final))
        else:
            flags.extend(_lap_fault(event, start, distance, before, found))
            start, before = distance, found
    if final is not None:
        flags.extend(_lap_fault(event, start, finish, before, final))
    return tuple(flags)


def _lap_fault(event: Event, start: int, end: int, before: int, found: int) -> Iterable[SplitFlag]:
    if found <= before:
        yield SplitFlag(SplitFault.NOT_INCREASING, start, end, found, before)
        return
    fastest = fastest_plausible_cs(event.course, end - start)
    if found - before < fastest:
        yield SplitFlag(SplitFault.IMPLAUSIBLE, start, end, found - before, fastest)


def _hundredths(time: SwimTime | int | None) -> int | None:
    return time.centiseconds if isinstance(time, SwimTime) else time


def check_printed_laps(splits: Splits, laps: Sequence[SwimTime]) -> tuple[SplitFlag, ...]:
    """Printed laps held against printed splits, to the hundredth: published lists contain misprints.

    A lap that differs is LAP_DIFFERS; where two neighbours differ by as much in opposite ways, the split between them
    is the MISPRINT and `expected_cs` the split that both laps ask for. Laps are compared as far as both lists go.
    """
    pairs = list(zip(splits.segments, laps, strict=False))
    over = [lap.time.centiseconds - printed.centiseconds for lap, printed in pairs]
    flags: list[SplitFlag] = []
    explained = False
    for number, (lap, printed) in enumerate(pairs):
        if explained or not over[number]:
            explained = False
            continue
        explained = number + 1 < len(pairs) and over[number] == -over[number + 1]
        if explained:
            split = splits.points[number][1].centiseconds
            flags.append(SplitFlag(SplitFault.MISPRINT, lap.start, lap.end, split, split - over[number]))
        else:
            found = printed.centiseconds
            flags.append(SplitFlag(SplitFault.LAP_DIFFERS, lap.start, lap.end, found, lap.time.centiseconds))
    return tuple(flags)
