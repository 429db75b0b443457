"""Laps or splits: told apart by what they add up to, refused by what they do not."""

from __future__ import annotations

from itertools import accumulate, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sprintbot.domain.drafts import Finding, Problem
from sprintbot.domain.events import Course, Event, Stroke
from sprintbot.domain.typedsplits import ReadSplits, TypedSplit, read_splits

FREE_100 = Event(100, Stroke.FREE, Course.SCM)
FREE_200 = Event(200, Stroke.FREE, Course.LCM)
FREE_300 = Event(300, Stroke.FREE, Course.SCM)


def read(event: Event, total: int | None, *numbers: int, printed: tuple[int, ...] = ()) -> ReadSplits:
    return read_splits(event, total, [TypedSplit(number) for number in numbers], printed)


def only(found: ReadSplits) -> Finding:
    [finding] = found.findings
    return finding


@pytest.mark.parametrize(
    ("total", "numbers"),
    [
        (6235, (2980, 3255)),
        (6235, (2980, 6235)),
        (6235, (2980,)),
        (None, (2980, 3255)),
        (None, (2980, 6235)),
    ],
    ids=["laps", "splits", "first only", "laps, no time", "splits, no time"],
)
def test_every_way_to_type_the_same_hundred_is_the_same_hundred(total: int | None, numbers: tuple[int, ...]) -> None:
    assert read(FREE_100, total, *numbers) == ReadSplits(6235, (2980, 3255), (50, 100))


def test_the_last_lap_takes_up_what_the_watch_rounded_away() -> None:
    found = read(FREE_200, 12500, 3001, 3100, 3200, 3202)
    assert found == ReadSplits(12500, (3001, 3100, 3200, 3199), (50, 100, 150, 200))


def test_a_hundredth_more_than_a_lap_may_round_is_asked() -> None:
    found = read(FREE_100, 6235, 2980, 3258)
    assert only(found) == Finding(Problem.LAPS_SUM, expected_cs=6235, found_cs=6238)
    assert (found.laps_cs, found.lap_ends) == ((2980, 3258), (50, 100))


def test_splits_are_exact_so_a_hundredth_at_the_finish_is_asked() -> None:
    found = read(FREE_100, 6235, 2980, 6236)
    assert only(found) == Finding(Problem.LAPS_SUM, expected_cs=6235, found_cs=6236)
    assert found.laps_cs == (2980, 3256)


def test_a_number_equal_to_the_time_says_nothing_more() -> None:
    assert read(FREE_100, 6235, 6235) == ReadSplits(6235)


def test_a_split_not_later_than_the_one_before_is_named() -> None:
    found = only(read(FREE_200, 12500, 2980, 6240, 6100, 12500))
    assert found == Finding(Problem.LAPS_ORDER, expected_cs=6240, found_cs=6100, distance=150)


def test_a_split_after_the_finish_is_named() -> None:
    assert only(read(FREE_200, 12500, 2980, 6240, 12600)).problem is Problem.LAPS_ORDER


@pytest.mark.parametrize("count", [3, 6, 7, 9])
def test_a_count_that_does_not_divide_the_distance_is_refused(count: int) -> None:
    event = Event(100, Stroke.FREE, Course.LCM)
    found = only(read(event, 6235, *[6235 // count] * count))
    assert (found.problem, found.text) == (Problem.LAPS_COUNT, str(count))


def test_a_lap_faster_than_anybody_is_impossible_where_it_adds_up() -> None:
    assert only(read(FREE_100, 6235, 1400, 4835)) == Finding(Problem.IMPOSSIBLE, distance=50)


def test_a_time_is_not_made_of_half_a_list() -> None:
    assert only(read(FREE_200, None, 2980, 3100, 3200)).problem is Problem.LAPS_COUNT
    assert only(read(FREE_100, None, 1400, 4835)).problem is Problem.NO_TIME


class TestWithDistances:
    def test_steps_may_differ(self) -> None:
        typed = [TypedSplit(1405, 25), TypedSplit(2980, 50)]
        assert read_splits(FREE_100, 6235, typed) == ReadSplits(6235, (1405, 1575, 3255), (25, 50, 100))

    def test_a_distance_beyond_the_race_is_refused(self) -> None:
        found = only(read_splits(FREE_100, 6235, [TypedSplit(2980, 50), TypedSplit(6235, 150)]))
        assert found == Finding(Problem.LAPS_COUNT, "150", distance=150)

    def test_distances_go_forward(self) -> None:
        found = only(read_splits(FREE_100, 6235, [TypedSplit(2980, 50), TypedSplit(1405, 25)]))
        assert found == Finding(Problem.LAPS_ORDER, "25", distance=25)

    def test_laps_may_stand_beside_distances(self) -> None:
        typed = [TypedSplit(2980, 50), TypedSplit(3255, 100)]
        assert read_splits(FREE_100, 6235, typed).laps_cs == (2980, 3255)

    def test_a_number_without_its_distance_is_refused(self) -> None:
        typed = [TypedSplit(2980, 50), TypedSplit(6235)]
        assert only(read_splits(FREE_100, 6235, typed)).problem is Problem.LAPS_COUNT


class TestPrintedLaps:
    def test_a_hundredth_is_told_and_the_splits_rule(self) -> None:
        found = read(FREE_200, 12500, 2980, 6130, 9310, printed=(2980, 3151, 3179, 3190))
        assert found.laps_cs == (2980, 3150, 3180, 3190)
        assert only(found) == Finding(Problem.LAPS_MISPRINT, expected_cs=3150, found_cs=3151, distance=100, note=True)

    def test_more_is_asked(self) -> None:
        found = only(read(FREE_200, 12500, 2980, 6130, 9310, 12500, printed=(2980, 3150, 3280, 3190)))
        assert found == Finding(Problem.LAPS_MISPRINT, expected_cs=3180, found_cs=3280, distance=150)

    def test_either_list_may_stand_first(self) -> None:
        splits, laps = (2980, 6130, 9310, 12500), (2980, 3150, 3180, 3190)
        assert read(FREE_200, 12500, *laps, printed=splits) == read(FREE_200, 12500, *splits, printed=laps)

    def test_the_first_lap_may_be_left_out(self) -> None:
        assert not read(FREE_200, 12500, 2980, 6130, 9310, 12500, printed=(3150, 3180, 3190)).findings

    def test_a_lap_may_stand_after_its_split(self) -> None:
        typed = [TypedSplit(2980), TypedSplit(6130, lap=3150), TypedSplit(9310, lap=3181)]
        found = read_splits(FREE_200, 12500, typed)
        assert found.laps_cs == (2980, 3150, 3180, 3190)
        assert (only(found).distance, only(found).found_cs) == (150, 3181)

    def test_a_second_list_of_another_race_is_refused(self) -> None:
        found = only(read(FREE_200, 12500, 2980, 6130, 9310, 12500, printed=(2980,)))
        assert found == Finding(Problem.LAPS_COUNT, "1")


@pytest.mark.parametrize("numbers", [(), (0,), (0, 0), (2**63, 2**63), (1, 2**63), (0, 6235), (6235, 0)])
@pytest.mark.parametrize("total", [None, 1, 6235, 35_999_999])
def test_no_numbers_raise(total: int | None, numbers: tuple[int, ...]) -> None:
    assert read(FREE_100, total, *numbers).findings


races = st.sampled_from(
    [
        (Event(distance, Stroke.FREE, course), step)
        for course, steps in ((Course.LCM, (50, 100)), (Course.SCM, (25, 50, 100)), (Course.SCY, (25, 50)))
        for distance in (100, 200, 400, 800, 1500)
        for step in steps
        if distance % step == 0 and distance > step
    ]
)


@st.composite
def swum(draw: st.DrawFn) -> tuple[Event, tuple[int, ...], tuple[int, ...]]:
    """An event, its laps and where they end: paces as people swim, no lap a third slower than another."""
    event, step = draw(races)
    pace = draw(st.integers(min_value=45, max_value=220))
    count = event.distance // step
    laps = draw(st.lists(st.integers(pace * step, pace * step * 4 // 3), min_size=count, max_size=count))
    return event, tuple(laps), tuple(range(step, event.distance + 1, step))


@given(swum())
def test_laps_and_splits_of_one_race_are_read_back_alike(race: tuple[Event, tuple[int, ...], tuple[int, ...]]) -> None:
    """Law: what adds up exactly has one reading, whether typed as laps or as splits, with its time or without."""
    event, laps, ends = race
    expected = ReadSplits(sum(laps), laps, ends)
    for total in (sum(laps), None):
        assert read(event, total, *laps) == expected
        assert read(event, total, *accumulate(laps)) == expected
        assert read(event, total, *accumulate(laps), printed=laps) == expected


@given(swum())
def test_the_last_may_be_left_out(race: tuple[Event, tuple[int, ...], tuple[int, ...]]) -> None:
    """Law: with its time a race may lack its last lap or split, wherever the shorter list is no list of its own."""
    event, laps, ends = race
    if event.distance % (len(laps) - 1) == 0 and len(laps) > 2:
        return
    expected = ReadSplits(sum(laps), laps, ends)
    assert read(event, sum(laps), *list(accumulate(laps))[:-1]) == expected
    assert read(event, sum(laps), *laps[:-1]) == expected


@given(swum(), st.data())
def test_what_is_read_adds_up(race: tuple[Event, tuple[int, ...], tuple[int, ...]], data: st.DataObject) -> None:
    """Law: laps that are given back end at the finish and add up: to the time, or to what LAPS_SUM says they do."""
    event, laps, _ = race
    numbers = [lap + data.draw(st.integers(-60, 60)) for lap in laps]
    total = data.draw(st.one_of(st.none(), st.integers(1, sum(laps) * 2)))
    found = read(event, total, *numbers)
    if found.laps_cs:
        asked = [finding.found_cs for finding in found.findings if finding.problem is Problem.LAPS_SUM]
        assert sum(found.laps_cs) == (asked[0] if asked else found.total_cs)
        assert found.lap_ends[-1] == event.distance
        assert all(before < after for before, after in pairwise((0, *found.lap_ends)))
    else:
        assert found.findings


@given(
    st.sampled_from([FREE_100, FREE_200, FREE_300]),
    st.none() | st.integers(1, 40_000_000),
    st.lists(st.builds(TypedSplit, st.integers(0, 2**64), st.none() | st.integers(0, 400), st.none())),
    st.lists(st.integers(0, 2**64)),
)
def test_nothing_raises(event: Event, total: int | None, typed: list[TypedSplit], printed: list[int]) -> None:
    """Law: any numbers are read or refused."""
    found = read_splits(event, total, typed, printed)
    assert found.findings or found.total_cs is not None
