"""Numbers about laps and strokes: worked examples, and what must hold for every race."""

from __future__ import annotations

from fractions import Fraction
from statistics import fmean, pstdev

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sprintbot.domain.errors import EstimateError
from sprintbot.domain.events import Course, Event, Stroke
from sprintbot.domain.metrics import (
    Halves,
    body_cv_percent,
    cv_percent,
    fade,
    halves,
    lap_paces,
    measure,
    metres,
    pace_per_100,
    shown,
    speed_mps,
    spread_percent,
    stroke_cycles,
    stroke_metrics,
)
from sprintbot.domain.splits import Lap, Splits
from sprintbot.domain.swimtime import SwimTime
from sprintbot.testing import laps, splits, swim_times

LCM, SCM, SCY = Course.LCM, Course.SCM, Course.SCY


def race(distance: int, *lap_times: str, stroke: Stroke = Stroke.FREE, course: Course = SCM) -> Splits:
    return Splits.from_laps(Event(distance, stroke, course), [SwimTime.parse(lap) for lap in lap_times])


def test_pace_is_exact_and_rounded_half_up_only_when_shown() -> None:
    pace = pace_per_100(SwimTime.parse("1:02.35"), 75)
    assert pace == Fraction(6235, 75)
    assert shown(pace) == SwimTime(8313)
    assert shown(Fraction(1, 200)) == SwimTime(1)
    assert shown(pace_per_100(SwimTime.parse("15:27.71"), 1500)) == SwimTime.parse("1:01.85")


def test_speed_is_in_metres_whatever_the_pool() -> None:
    assert speed_mps(SwimTime(2500), 50, LCM) == 2
    assert speed_mps(SwimTime(2500), 50, SCY) == Fraction(9144, 5000)
    assert metres(100, SCY) == Fraction(9144, 100)
    assert metres(Fraction(15, 2), SCM) == Fraction(15, 2)


def test_halves_of_a_race() -> None:
    found = halves(race(100, "29.80", "32.55"))
    assert found == Halves(SwimTime(2980), SwimTime(3255))
    assert found is not None
    assert (found.drop_off_cs, found.ratio) == (275, Fraction(3255, 2980))
    assert found.drop_off_percent == Fraction(27500, 2980)


def test_a_race_without_a_split_at_its_half_has_no_halves() -> None:
    assert halves(race(75, "15.00", "15.00", "15.00")) is None
    assert halves(Splits.from_cumulative(Event(100, Stroke.FREE, SCM), {25: SwimTime(1500)}, SwimTime(6235))) is None


def test_fade_leaves_the_dive_lap_out_and_states_its_laps() -> None:
    swum = race(200, "27.00", "30.00", "31.00", "33.00", course=LCM)
    assert fade(swum) == 10
    assert fade(swum, 2) is None
    longer = race(125, "14.00", "15.00", "15.00", "16.00", "17.00")
    assert fade(longer, 2) == 10
    assert fade(longer, 3) is fade(longer, 0) is fade(longer, -1) is None
    assert fade(race(100, "29.80", "32.55")) is None


def test_fade_compares_paces_where_laps_differ() -> None:
    event = Event(200, Stroke.FREE, SCM)
    mixed = Splits.from_cumulative(event, {25: SwimTime(1400), 50: SwimTime(2900)}, SwimTime(12800))
    assert list(map(int, lap_paces(mixed))) == [56, 60, 66]
    assert fade(mixed) == 10


def test_a_medley_does_not_fade() -> None:
    assert fade(race(200, "31.20", "38.90", "46.10", "35.20", stroke=Stroke.MEDLEY)) is None


def test_spread_and_variation() -> None:
    values = [Fraction(28), Fraction(30), Fraction(32)]
    assert spread_percent(values) == Fraction(400, 30)
    assert cv_percent(values) == pytest.approx(100 * pstdev([28, 30, 32]) / 30)
    assert (spread_percent(values[:1]), cv_percent(values[:1])) == (None, None)
    assert spread_percent(values[:2]) == Fraction(200, 29)
    assert cv_percent(values[:2]) == pytest.approx(100 / 29)
    assert (spread_percent([]), cv_percent([])) == (None, None)


def test_the_body_is_the_race_without_its_ends() -> None:
    assert body_cv_percent(race(100, "10.00", "15.00", "17.00", "30.00")) == pytest.approx(6.25)
    assert body_cv_percent(race(75, "10.00", "15.00", "17.00")) is None


def test_everything_of_one_race() -> None:
    swum = race(100, "14.00", "15.00", "16.00", "18.00")
    found = measure(swum)
    assert (found.pace, found.speed) == (Fraction(63), Fraction(100, 63))
    assert [lap.pace for lap in found.laps] == [56, 60, 64, 72]
    assert [lap.speed for lap in found.laps] == [Fraction(2500, cs) for cs in (1400, 1500, 1600, 1800)]
    assert [lap.lap for lap in found.laps] == list(swum.segments)
    assert found.halves == Halves(SwimTime(2900), SwimTime(3400))
    assert (found.fade, found.fade_laps) == (Fraction(20), 1)
    assert (found.spread, found.spread_after_dive) == (Fraction(1600, 63), Fraction(3600, 196))
    assert found.cv == pytest.approx(100 * pstdev([56, 60, 64, 72]) / 63)
    assert found.cv_after_dive == pytest.approx(100 * pstdev([60, 64, 72]) / fmean([60, 64, 72]))
    assert found.body_cv == pytest.approx(100 * 2 / 62)
    assert (measure(swum, fade_laps=2).fade, measure(swum, fade_laps=2).fade_laps) == (None, 2)


@pytest.mark.parametrize(
    ("stroke", "cycles"),
    [(Stroke.FREE, Fraction(17, 2)), (Stroke.BACK, Fraction(17, 2)), (Stroke.BREAST, 17), (Stroke.FLY, 17)],
)
def test_two_arms_make_a_cycle_in_freestyle_and_backstroke(stroke: Stroke, cycles: Fraction) -> None:
    assert stroke_cycles(17, stroke) == cycles


@pytest.mark.parametrize(("strokes", "stroke"), [(0, Stroke.FREE), (-1, Stroke.FLY), (17, Stroke.MEDLEY)])
def test_no_cycles_without_strokes_or_in_a_whole_medley(strokes: int, stroke: Stroke) -> None:
    with pytest.raises(EstimateError) as refusal:
        stroke_cycles(strokes, stroke)
    assert refusal.value.data == {"reason": "stroke_count", "strokes": strokes, "stroke": stroke.value}


def test_stroke_rate_length_and_index() -> None:
    """25 m in 15.00 s with 20 arm entries: 40 cycles a minute, 2.5 m each, at 1.667 m/s."""
    found = stroke_metrics(Lap(0, 25, SwimTime(1500)), 20, Stroke.FREE, SCM)
    assert (found.rate, found.length, found.index) == (Fraction(40), Fraction(5, 2), Fraction(25, 6))
    assert (found.swolf, found.clean) == (Fraction(35), False)


def test_clean_swimming_leaves_the_underwater_part_out() -> None:
    lap = Lap(50, 75, SwimTime(1500))
    found = stroke_metrics(lap, 20, Stroke.FREE, SCM, breakout=(Fraction(10), SwimTime(500)))
    assert (found.rate, found.length, found.index, found.clean) == (Fraction(60), Fraction(3, 2), Fraction(9, 4), True)
    assert found.swolf == 35
    surface = stroke_metrics(lap, 20, Stroke.FREE, SCM, breakout=(Fraction(0), SwimTime(500)))
    assert surface.length == Fraction(5, 2)


@pytest.mark.parametrize(("distance", "cs"), [(-1, 500), (25, 500), (26, 500), (10, 1500), (10, 1600)])
def test_a_breakout_outside_the_lap_is_refused(distance: int, cs: int) -> None:
    with pytest.raises(EstimateError) as refusal:
        stroke_metrics(Lap(0, 25, SwimTime(1500)), 20, Stroke.FREE, SCM, breakout=(Fraction(distance), SwimTime(cs)))
    assert refusal.value.data["reason"] == "breakout"


def test_swolf_is_of_one_length_only() -> None:
    assert stroke_metrics(Lap(0, 50, SwimTime(3000)), 40, Stroke.FREE, SCM).swolf is None
    assert stroke_metrics(Lap(0, 50, SwimTime(3000)), 40, Stroke.FREE, LCM).swolf == 70


def test_yards_are_turned_into_metres() -> None:
    assert stroke_metrics(Lap(0, 25, SwimTime(1500)), 20, Stroke.FREE, SCY).length == Fraction(2286, 1000)


@given(splits())
def test_the_race_pace_lies_between_its_laps(swum: Splits) -> None:
    """Protects paces: the mean of a race is never outside its fastest and slowest lap."""
    found = measure(swum)
    paces = [lap.pace for lap in found.laps]
    assert min(paces) <= found.pace <= max(paces)


@given(splits(), st.integers(2, 9))
def test_percentages_do_not_depend_on_how_fast_one_swims(swum: Splits, times: int) -> None:
    """Protects comparisons between swimmers: the same race at half the speed fades, spreads and varies as much."""
    slower = Splits(swum.event, tuple((at, SwimTime(time.centiseconds * times)) for at, time in swum.points))
    one, other = measure(swum), measure(slower)
    assert (one.fade, one.spread, one.spread_after_dive) == (other.fade, other.spread, other.spread_after_dive)
    assert one.cv == pytest.approx(other.cv)
    assert (one.halves and one.halves.ratio) == (other.halves and other.halves.ratio)


@given(swim_times(1, 60_000), st.integers(1, 60))
def test_even_laps_neither_fade_nor_vary(lap: SwimTime, count: int) -> None:
    """Protects zero: an even race shows no fade, no spread and no variation at all."""
    event = Event(25 * count, Stroke.FREE, SCM)
    found = measure(Splits.from_laps(event, [lap] * count))
    assert found.fade in (None, 0)
    assert found.spread in (None, 0)
    assert found.cv in (None, 0.0)
    assert found.body_cv in (None, 0.0)


@given(laps(), st.integers(1, 99), st.sampled_from([Stroke.FREE, Stroke.BREAST]), st.sampled_from(Course))
def test_rate_times_length_is_speed(lap: Lap, strokes: int, stroke: Stroke, course: Course) -> None:
    """Protects the three stroke numbers from drifting apart: rate x length is the speed they came from."""
    found = stroke_metrics(lap, strokes, stroke, course)
    speed = speed_mps(lap.time, lap.distance, course)
    assert found.rate / 60 * found.length == speed
    assert found.index == speed * found.length


@given(st.fractions(min_value=Fraction(1, 100), max_value=9999))
def test_shown_values_are_within_half_a_hundredth(seconds: Fraction) -> None:
    """Protects what is shown: rounding moves a value by half a hundredth at most, and halves go up."""
    off = shown(seconds).centiseconds - seconds * 100
    assert Fraction(-1, 2) < off <= Fraction(1, 2)
