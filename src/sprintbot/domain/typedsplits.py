"""Which of the numbers typed beside a result are laps, which are splits, and whether they add up.

Nothing here knows words: numbers in, laps or findings out. Times are hundredths of a second throughout.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from sprintbot.domain.drafts import Finding, Problem
from sprintbot.domain.events import Event
from sprintbot.domain.splitfaults import check_printed_laps, fastest_plausible_cs
from sprintbot.domain.splits import Splits
from sprintbot.domain.swimtime import LONGEST_CS, SwimTime

ROUNDING_CS = 1
"""What a watch may round away of each lap; published lists differ from their splits by as much."""
UNEVEN = 2
"""No lap is swum at half the pace of another: a list that asks for it was meant otherwise."""
CUMULATIVE_FROM = 1.7
"""Splits at least about double from first to last; laps of one race stay nearer to one another."""
SHORTEST_STEP = 25


@dataclass(frozen=True, slots=True)
class TypedSplit:
    """One typed number, the `distance` (from the start of the race) that stood before it, the `lap` printed after."""

    centiseconds: int
    distance: int | None = None
    lap: int | None = None


@dataclass(frozen=True, slots=True)
class ReadSplits:
    """`laps_cs` end at `lap_ends` and add up to `total_cs`; with LAPS_SUM among the findings, to its `found_cs`."""

    total_cs: int | None
    laps_cs: tuple[int, ...] = ()
    lap_ends: tuple[int, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way to take the numbers: `gap` is what they add up to beyond the time, `full` says that none was left out."""

    laps: tuple[int, ...]
    ends: tuple[int, ...]
    gap: int
    full: bool
    splits: bool

    @property
    def settled(self) -> tuple[int, ...]:
        """The laps with the gap taken from the last."""
        return (*self.laps[:-1], self.laps[-1] - self.gap)


def read_splits(
    event: Event, total_cs: int | None, typed: Sequence[TypedSplit], printed: Sequence[int] = ()
) -> ReadSplits:
    """Laps or splits, with or without the last, at equal steps or at distances given.

    The reading that adds up exactly is taken before one that adds up within a hundredth for each lap (the last lap
    then takes up the rounding), and that before one whose last lap has to be inferred. `printed` are laps of a second
    list beside the splits, which may come first. Without a time a full list makes it.
    """
    if printed and _rising(printed) and not _rising([one.centiseconds for one in typed]):
        typed, printed = [TypedSplit(one) for one in printed], [one.centiseconds for one in typed]
    numbers = [one.centiseconds for one in typed]
    if not numbers or max(numbers) > LONGEST_CS or sum(numbers) > LONGEST_CS * 2:
        return ReadSplits(total_cs, findings=(Finding(Problem.LAPS_COUNT, str(len(numbers))),))
    laps_beside = bool(printed) or any(one.lap is not None for one in typed)
    ends = [one.distance for one in typed if one.distance is not None]
    refused = _distances_refused(event, ends, len(numbers))
    if refused is not None:
        return ReadSplits(total_cs, findings=(refused,))
    readings = list(_readings(event, total_cs, numbers, ends))
    if laps_beside and len(numbers) > 1:
        readings = [one for one in readings if one.splits]
    good = [one for one in readings if _adds_up(one) and _swimmable(event, one)]
    if not good:
        return _diagnosed(event, total_cs, numbers, readings, splits=laps_beside or _rising(numbers))
    best = min(good, key=_doubt)
    total = sum(best.laps) - best.gap if total_cs is None else total_cs
    if len(best.laps) == 1:
        return ReadSplits(total)
    misprints = _misprints(event, best.settled, best.ends, typed, printed)
    return ReadSplits(total, best.settled, best.ends, tuple(misprints))


def _rising(numbers: Sequence[int]) -> bool:
    return len(numbers) > 1 and max(numbers) >= CUMULATIVE_FROM * min(numbers)


def _distances_refused(event: Event, ends: Sequence[int], count: int) -> Finding | None:
    if not ends:
        return None
    if len(ends) != count:
        return Finding(Problem.LAPS_COUNT, str(count))
    beyond = next((end for end in ends if not 0 < end <= event.distance), None)
    if beyond is not None:
        return Finding(Problem.LAPS_COUNT, str(beyond), distance=beyond)
    back = next((end for before, end in pairwise(ends) if end <= before), None)
    return None if back is None else Finding(Problem.LAPS_ORDER, str(back), distance=back)


def _readings(event: Event, total: int | None, numbers: Sequence[int], ends: Sequence[int]) -> Iterator[_Reading]:
    """Every way that the count allows, however badly it adds up."""
    finish, count = event.distance, len(numbers)
    if ends:
        whole, missing = ends[-1] == finish, (*ends, finish)
        full_ends = tuple(ends)
    else:
        whole, missing = finish % count == 0, _steps(finish, count + 1)
        full_ends = _steps(finish, count) if whole else ()
    if whole:
        meant = sum(numbers) if total is None else total
        yield _Reading(tuple(numbers), full_ends, sum(numbers) - meant, full=True, splits=False)
        if count > 1:
            meant = numbers[-1] if total is None else total
            yield _Reading(_differences(numbers), full_ends, numbers[-1] - meant, full=True, splits=True)
    if total is not None and missing and not (ends and whole) and (ends or _at_a_wall(event, missing[0])):
        yield _Reading((*numbers, total - sum(numbers)), missing, 0, full=False, splits=False)
        yield _Reading(_differences([*numbers, total]), missing, 0, full=False, splits=True)


def _steps(finish: int, count: int) -> tuple[int, ...]:
    step, left = divmod(finish, count)
    return () if left else tuple(range(step, finish + 1, step))


def _at_a_wall(event: Event, step: int) -> bool:
    return step % SHORTEST_STEP == 0 or (step / event.course.length).denominator == 1


def _differences(numbers: Sequence[int]) -> tuple[int, ...]:
    return (numbers[0], *(after - before for before, after in pairwise(numbers)))


def _adds_up(reading: _Reading) -> bool:
    """Splits are exact; each lap of a list of laps was rounded by itself."""
    return abs(reading.gap) <= (0 if reading.splits else ROUNDING_CS * len(reading.laps))


def _swimmable(event: Event, reading: _Reading) -> bool:
    """No lap faster than anybody swims; and where a lap was inferred, none at half the pace of another."""
    stretches = [end - start for start, end in pairwise((0, *reading.ends))]
    pairs = list(zip(reading.settled, stretches, strict=True))
    if any(lap < fastest_plausible_cs(event.course, stretch) for lap, stretch in pairs):
        return False
    paces = [lap / stretch for lap, stretch in pairs]
    return reading.full or max(paces) <= UNEVEN * min(paces)


def _doubt(reading: _Reading) -> tuple[bool, int, float]:
    return not reading.full, abs(reading.gap), max(reading.laps) / min(reading.laps)


def _diagnosed(
    event: Event, total: int | None, numbers: Sequence[int], readings: Sequence[_Reading], *, splits: bool
) -> ReadSplits:
    """Why no reading will do: the likelier one is named, and the laps are kept where a person may still say so."""
    exact = (one for one in readings if one.full and _adds_up(one))
    likely = next(exact, None) or next((one for one in readings if one.splits is splits), None)
    if likely is None:
        return ReadSplits(total, findings=(Finding(Problem.LAPS_COUNT, str(len(numbers))),))
    if total is None:
        return ReadSplits(None, findings=(Finding(Problem.NO_TIME),))
    if likely.splits and (order := _out_of_order(likely)) is not None:
        return ReadSplits(total, findings=(order,))
    added = sum(likely.laps)
    if likely.gap and added <= LONGEST_CS:
        differs = Finding(Problem.LAPS_SUM, expected_cs=total, found_cs=added)
        return ReadSplits(total, likely.laps, likely.ends, (differs,))
    if likely.full and (fast := _too_fast(event, likely)) is not None:
        return ReadSplits(total, findings=(Finding(Problem.IMPOSSIBLE, distance=fast),))
    return ReadSplits(total, findings=(Finding(Problem.LAPS_COUNT, str(len(numbers))),))


def _out_of_order(reading: _Reading) -> Finding | None:
    before = 0
    for end, lap in zip(reading.ends, reading.laps, strict=True):
        if lap <= 0:
            return Finding(Problem.LAPS_ORDER, expected_cs=before, found_cs=before + lap, distance=end)
        before += lap
    return None


def _too_fast(event: Event, reading: _Reading) -> int | None:
    for (start, end), lap in zip(pairwise((0, *reading.ends)), reading.laps, strict=True):
        if lap < fastest_plausible_cs(event.course, end - start):
            return end
    return None


def _misprints(
    event: Event,
    laps: Sequence[int],
    ends: Sequence[int],
    typed: Sequence[TypedSplit],
    printed: Sequence[int],
) -> Iterable[Finding]:
    """Each printed lap against the splits. The splits rule; a hundredth is told, more is asked."""
    beside = [one.lap for one in typed]
    beside += [None] * (len(laps) - len(beside))
    if printed:
        if not len(laps) - 2 <= len(printed) <= len(laps):
            yield Finding(Problem.LAPS_COUNT, str(len(printed)))
            return
        beside = _aligned(laps, printed)
    stood = [lap if other is None else other for lap, other in zip(laps, beside, strict=True)]
    if stood == list(laps) or min(stood) <= 0:
        return
    points = tuple((end, SwimTime(split)) for end, split in zip(ends, accumulate(laps), strict=True))
    for flag in check_printed_laps(Splits(event, points), [SwimTime(lap) for lap in stood]):
        number = ends.index(flag.end)
        far = abs(stood[number] - laps[number]) > ROUNDING_CS
        yield Finding(
            Problem.LAPS_MISPRINT,
            expected_cs=laps[number],
            found_cs=stood[number],
            distance=flag.end,
            note=not far,
        )


def _aligned(laps: Sequence[int], printed: Sequence[int]) -> list[int | None]:
    """A second list may leave out the first lap (it is the first split) or the last: where it agrees most is where it
    belongs."""
    spare = len(laps) - len(printed)
    shifts = [[*[None] * left, *printed, *[None] * (spare - left)] for left in range(spare + 1)]
    return max(shifts, key=lambda one: sum(lap == other for lap, other in zip(laps, one, strict=True)))
