"""Splits and laps: both ways in, what does not add up, and what a file may hold that cannot be true."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sprintbot.domain.errors import SplitsError
from sprintbot.domain.events import Course, Event, Stroke
from sprintbot.domain.splitfaults import (
    SplitFault,
    SplitFlag,
    check_printed_laps,
    fastest_plausible_cs,
    flag_splits,
    is_plausible,
)
from sprintbot.domain.splits import Lap, Splits
from sprintbot.domain.swimtime import SwimTime
from sprintbot.testing import events, splits, swim_times
from tests.unit.tables import table

LCM, SCM, SCY = Course.LCM, Course.SCM, Course.SCY
FREE_100 = Event(100, Stroke.FREE, SCM)
FREE_200 = Event(200, Stroke.FREE, SCM)


def times(*texts: str) -> list[SwimTime]:
    return [SwimTime.parse(text) for text in texts]


def split_at(**at: str) -> dict[int, SwimTime]:
    return {int(distance.removeprefix("m")): SwimTime.parse(text) for distance, text in at.items()}


def test_a_missing_final_split_is_appended() -> None:
    found = Splits.from_cumulative(FREE_100, split_at(m25="14.05", m50="29.80", m75="45.90"), SwimTime(6235))
    assert [str(lap) for lap in found.laps] == ["14.05", "15.75", "16.10", "16.45"]
    assert found.cumulative == split_at(m25="14.05", m50="29.80", m75="45.90", m100="1:02.35")
    assert (found.total, found.step, found.grid) == (SwimTime(6235), 25, (25, 50, 75, 100))


def test_an_included_final_split_is_the_same_race() -> None:
    without = Splits.from_cumulative(FREE_100, split_at(m50="29.80"), SwimTime(6235))
    assert Splits.from_cumulative(FREE_100, split_at(m50="29.80", m100="1:02.35"), SwimTime(6235)) == without


def test_steps_may_differ() -> None:
    mixed = Splits.from_cumulative(FREE_100, split_at(m25="14.05", m50="29.80"), SwimTime(6235))
    assert mixed.segments == (Lap(0, 25, SwimTime(1405)), Lap(25, 50, SwimTime(1575)), Lap(50, 100, SwimTime(3255)))
    assert [lap.distance for lap in mixed.segments] == [25, 25, 50]
    assert mixed.step is None


def test_no_splits_at_all_are_one_lap() -> None:
    whole = Splits.from_cumulative(FREE_100, {}, SwimTime(6235))
    assert (whole.laps, whole.step) == ((SwimTime(6235),), 100)


def test_laps_add_up_to_the_total() -> None:
    found = Splits.from_laps(FREE_100, times("29.80", "32.55"))
    assert (found.grid, found.total) == ((50, 100), SwimTime(6235))
    assert Splits.from_laps(FREE_100, times("29.80", "32.55"), SwimTime(6235)) == found


def test_a_watch_may_round_each_lap() -> None:
    found = Splits.from_laps(FREE_100, times("29.80", "32.55"), SwimTime(6237), tolerance_cs=1)
    assert [lap.centiseconds for lap in found.laps] == [2980, 3257]
    with pytest.raises(SplitsError) as refusal:
        Splits.from_laps(FREE_100, times("29.80", "32.55"), SwimTime(6238), tolerance_cs=1)
    assert (refusal.value.reason, refusal.value.expected_cs, refusal.value.found_cs) == ("sum_differs", 6238, 6235)
    assert refusal.value.lap == 2


@pytest.mark.parametrize(
    ("laps", "total", "reason", "lap"),
    [
        ([], None, "no_laps", None),
        (["20.00"] * 3, None, "uneven_laps", 3),
        (["1.00"] * 200, None, "uneven_laps", 200),
        (["29.80", "32.55"], "1:02.36", "sum_differs", 2),
    ],
)
def test_refuses_laps_that_are_not_the_race(laps: list[str], total: str | None, reason: str, lap: int | None) -> None:
    with pytest.raises(SplitsError) as refusal:
        Splits.from_laps(FREE_100, times(*laps), None if total is None else SwimTime.parse(total))
    assert (refusal.value.reason, refusal.value.lap) == (reason, lap)


def test_uneven_laps_tell_the_distance() -> None:
    with pytest.raises(SplitsError) as refusal:
        Splits.from_laps(FREE_100, times("20.00", "20.00", "20.00"))
    assert refusal.value.distance == 100


def test_a_last_lap_that_the_tolerance_eats_is_refused() -> None:
    with pytest.raises(SplitsError) as refusal:
        Splits.from_laps(FREE_100, times("30.00", "0.02"), SwimTime(3000), tolerance_cs=1)
    assert refusal.value.reason == "not_increasing"


@pytest.mark.parametrize(
    ("cumulative", "reason", "at", "expected_found"),
    [
        ({25: 5070, 50: 3302}, "not_increasing", (2, 50), (5070, 3302)),
        ({25: 2000, 50: 2000}, "not_increasing", (2, 50), (2000, 2000)),
        ({50: 6235}, "not_increasing", (2, 100), (6235, 6235)),
        ({50: 7000}, "not_increasing", (2, 100), (7000, 6235)),
        ({50: 2980, 100: 6236}, "final_differs", (2, 100), (6235, 6236)),
        ({0: 100}, "distance", (1, 0), (None, None)),
        ({-25: 100}, "distance", (1, -25), (None, None)),
        ({50: 2980, 125: 6300}, "distance", (2, 125), (None, None)),
        ({50.0: 2980}, "distance", (1, 50.0), (None, None)),
    ],
)
def test_refuses_what_does_not_add_up_naming_the_lap(
    cumulative: dict[int, int], reason: str, at: tuple[int, int], expected_found: tuple[int | None, int | None]
) -> None:
    with pytest.raises(SplitsError) as refusal:
        Splits.from_cumulative(FREE_100, {at: SwimTime(cs) for at, cs in cumulative.items()}, SwimTime(6235))
    error = refusal.value
    assert (error.reason, (error.lap, error.distance)) == (reason, at)
    assert (error.expected_cs, error.found_cs) == expected_found


def test_splits_end_at_the_finish_however_they_are_made() -> None:
    for points in ((), ((50, SwimTime(2980)),)):
        with pytest.raises(SplitsError) as refusal:
            Splits(FREE_100, points)
        assert (refusal.value.reason, refusal.value.lap) == ("no_finish", len(points))
        assert refusal.value.distance == (50 if points else 0)


def test_a_relay_is_split_over_all_its_legs() -> None:
    relay = Splits.from_laps(Event(50, Stroke.MEDLEY, SCM, 4), times("31.20", "38.90", "30.10", "29.20"))
    assert relay.grid == (50, 100, 150, 200)
    assert [relay.stroke_of(lap) for lap in relay.segments] == [Stroke.BACK, Stroke.BREAST, Stroke.FLY, Stroke.FREE]


def test_a_medley_lap_knows_its_stroke() -> None:
    medley = Splits.from_laps(Event(200, Stroke.MEDLEY, SCM), times("31.20", "38.90", "46.10", "35.20"))
    assert [medley.stroke_of(lap) for lap in medley.segments] == [Stroke.FLY, Stroke.BACK, Stroke.BREAST, Stroke.FREE]


def test_a_race_on_coarser_sections() -> None:
    fine = Splits.from_laps(FREE_100, times("14.05", "15.75", "16.10", "16.45"))
    coarse = fine.on((50,))
    assert coarse == Splits.from_laps(FREE_100, times("29.80", "32.55")) == fine.on((50, 100))
    assert fine.on((40, 100)) is None


@given(splits())
def test_laps_and_splits_tell_the_same_race(race: Splits) -> None:
    """Protects what is stored: laps add up to the total exactly, and cumulative splits give the same race back."""
    assert sum(lap.centiseconds for lap in race.laps) == race.total.centiseconds
    assert Splits.from_cumulative(race.event, race.cumulative, race.total) == race
    assert [lap.end for lap in race.segments] == list(race.grid) == list(race.cumulative)
    assert [lap.start for lap in race.segments] == [0, *race.grid[:-1]]


@given(events(), st.lists(swim_times(1, 10_000), min_size=1, max_size=60))
def test_equal_laps_come_back_as_they_went_in(event: Event, laps: list[SwimTime]) -> None:
    """Protects typed laps: where they cover the race evenly they are kept to the hundredth."""
    if event.total_distance % len(laps):
        with pytest.raises(SplitsError):
            Splits.from_laps(event, laps)
        return
    assert list(Splits.from_laps(event, laps).laps) == laps


@given(splits(), st.data())
def test_coarser_sections_keep_the_times_at_their_ends(race: Splits, data: st.DataObject) -> None:
    """Protects sums of bests: leaving walls out changes no time at the walls that stay."""
    kept = data.draw(st.sets(st.sampled_from(race.grid)))
    coarse = race.on(tuple(kept))
    assert coarse is not None
    assert set(coarse.grid) == kept | {race.event.total_distance}
    assert all(race.cumulative[distance] == time for distance, time in coarse.points)


RAW = st.dictionaries(st.integers(-100, 500), st.none() | st.integers(-100, 40_000) | swim_times(1, 40_000), max_size=8)


@given(events(), RAW, st.none() | st.integers(-100, 40_000) | swim_times(1, 40_000))
def test_flags_are_found_in_anything_and_never_raised(
    event: Event, raw: dict[int, SwimTime | int | None], total: SwimTime | int | None
) -> None:
    """Protects imports: whatever a file holds, its faults are a list; without any, the splits are possible."""
    flags = flag_splits(event, raw, total)
    final = total.centiseconds if isinstance(total, SwimTime) else total
    if flags or final is None or final <= 0:
        return
    hundredths = {at: cs.centiseconds if isinstance(cs, SwimTime) else cs or 0 for at, cs in raw.items()}
    timed = {at: SwimTime(cs) for at, cs in hundredths.items()}
    assert is_plausible(Splits.from_cumulative(event, timed, SwimTime(final)))


@given(splits())
def test_what_could_be_swum_is_never_flagged(race: Splits) -> None:
    """Protects honest results: believable splits are never kept out of bests and norms."""
    assert flag_splits(race.event, race.cumulative, race.total) == ()
    assert is_plausible(race)


def test_a_late_touch_flags_its_lap() -> None:
    """From a real file: 100 back in 1:08.13 with 50.70 at 25 m and 33.02 at 50 m."""
    event = Event(100, Stroke.BACK, SCM)
    assert flag_splits(event, {25: 5070, 50: 3302}, 6813) == (SplitFlag(SplitFault.NOT_INCREASING, 25, 50, 3302, 5070),)


@pytest.mark.parametrize(
    ("raw", "total", "flags"),
    [
        ({}, 6235, []),
        ({}, None, []),
        ({50: 2980}, None, []),
        ({50: 2980, 100: 6235}, 6235, []),
        ({50: 2980, 100: 6235}, None, []),
        ({100: 6234}, 6235, [SplitFlag(SplitFault.FINAL_DIFFERS, 0, 100, 6234, 6235)]),
        ({1: 40}, 6235, []),
        ({50: None}, 6235, [SplitFlag(SplitFault.NO_TIME, 0, 50, None)]),
        ({50: 0}, 6235, [SplitFlag(SplitFault.NO_TIME, 0, 50, 0)]),
        ({50: -5}, 6235, [SplitFlag(SplitFault.NO_TIME, 0, 50, -5)]),
        ({100: None}, 6235, [SplitFlag(SplitFault.NO_TIME, 0, 100, None)]),
        ({0: 10}, 6235, [SplitFlag(SplitFault.DISTANCE, 0, 0, 10)]),
        ({50: 2980, 101: 7000}, 6235, [SplitFlag(SplitFault.DISTANCE, 50, 101, 7000)]),
        ({50: 6235}, 6235, [SplitFlag(SplitFault.OVER_FINAL, 0, 50, 6235, 6235)]),
        ({50: 6300, 75: 4000}, 6235, [SplitFlag(SplitFault.OVER_FINAL, 0, 50, 6300, 6235)]),
        ({25: 749}, 6235, [SplitFlag(SplitFault.IMPLAUSIBLE, 0, 25, 749, 750)]),
        ({25: 750}, 6235, []),
        ({75: 5486}, 6235, [SplitFlag(SplitFault.IMPLAUSIBLE, 75, 100, 749, 750)]),
        ({}, 0, [SplitFlag(SplitFault.NOT_INCREASING, 0, 100, 0, 0)]),
        ({25: 3000, 50: 3000}, None, [SplitFlag(SplitFault.NOT_INCREASING, 25, 50, 3000, 3000)]),
        (
            {25: 3000, 50: 2000, 75: 2100},
            6235,
            [
                SplitFlag(SplitFault.NOT_INCREASING, 25, 50, 2000, 3000),
                SplitFlag(SplitFault.IMPLAUSIBLE, 50, 75, 100, 750),
            ],
        ),
    ],
)
def test_each_fault_names_its_lap_and_numbers(
    raw: dict[int, SwimTime | int | None], total: int | None, flags: list[SplitFlag]
) -> None:
    assert list(flag_splits(FREE_100, raw, total)) == flags


def test_faults_have_stable_codes() -> None:
    assert " ".join(SplitFault) == (
        "DISTANCE NO_TIME OVER_FINAL FINAL_DIFFERS NOT_INCREASING IMPLAUSIBLE LAP_DIFFERS MISPRINT"
    )


def test_nobody_swims_a_metre_under_thirty_hundredths() -> None:
    assert fastest_plausible_cs(LCM, 50) == 1500
    assert fastest_plausible_cs(SCY, 50) == 1372  # 45.72 m x 0.30 s = 13.716 s
    assert fastest_plausible_cs(SCY, 10_000) == 274_320
    slow, fast = times("7.50", "30.00", "30.00", "30.00"), times("30.00", "30.00", "7.49", "30.00")
    assert is_plausible(Splits.from_laps(FREE_100, slow))
    assert is_plausible(Splits.from_laps(FREE_100, fast)) is False
    assert is_plausible(Splits.from_laps(FREE_100, times("7.49", "30.00", "30.00", "30.00"))) is False


def test_printed_laps_that_differ_are_named() -> None:
    race = Splits.from_laps(FREE_200, times("30.00", "31.00", "32.00", "33.00"))
    assert check_printed_laps(race, race.laps) == ()
    assert check_printed_laps(race, times("30.00", "31.01", "32.00", "33.00")) == (
        SplitFlag(SplitFault.LAP_DIFFERS, 50, 100, 3101, 3100),
    )
    assert check_printed_laps(race, times("30.00", "30.98", "32.02", "33.00")) == (
        SplitFlag(SplitFault.MISPRINT, 50, 100, 6100, 6098),
    )
    assert check_printed_laps(race, times("30.01", "31.01", "32.00", "33.02")) == (
        SplitFlag(SplitFault.LAP_DIFFERS, 0, 50, 3001, 3000),
        SplitFlag(SplitFault.LAP_DIFFERS, 50, 100, 3101, 3100),
        SplitFlag(SplitFault.LAP_DIFFERS, 150, 200, 3302, 3300),
    )
    assert check_printed_laps(race, times("30.00")) == ()
    assert check_printed_laps(race, times("30.00", "31.00", "32.00", "33.00", "34.00")) == ()


def test_the_misprint_of_a_published_record_is_found() -> None:
    """Swimming World prints 14:58.25 at 1450 m of the 15:27.71; its own lap times ask for 14:58.24."""
    rows = table("wr_splits_published.csv")
    found = {}
    for row in rows:
        printed = [SwimTime(int(cs)) for cs in row["cumulative_cs"].split(";")]
        at = {int(row["step_m"]) * number: split for number, split in enumerate(printed, 1)}
        race = Splits.from_cumulative(Event(1500, Stroke.FREE, LCM), at, SwimTime(int(row["final_cs"])))
        laps = [SwimTime(int(cs)) for cs in row["printed_laps_cs"].split(";")]
        found[row["race"][-8:]] = check_printed_laps(race, laps)
    assert found == {"15:28.36": (), "15:27.71": (SplitFlag(SplitFault.MISPRINT, 1400, 1450, 89825, 89824),)}
