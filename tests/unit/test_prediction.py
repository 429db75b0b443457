"""Predictions: local exponents from the record tables, critical speed and its error, target times lap by lap."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sprintbot.domain.criticalspeed import ErrorFrom, critical_swim_speed
from sprintbot.domain.errors import EstimateError
from sprintbot.domain.estimates import Estimate, Method, estimate, half_up
from sprintbot.domain.events import Course, Event, Sex, Stroke
from sprintbot.domain.points import base_time
from sprintbot.domain.prediction import lap_plan, local_exponents, overall_exponent, predict
from sprintbot.domain.splits import Splits
from sprintbot.domain.swimtime import LONGEST_CS, SwimTime
from sprintbot.testing import estimates, splits, swim_times, swimmer_sexes
from tests.unit.tables import table

LCM, SCM, SCY = Course.LCM, Course.SCM, Course.SCY
FREE_DISTANCES = (50, 100, 200, 400, 800, 1500)


def free(distance: int, course: Course = LCM) -> Event:
    return Event(distance, Stroke.FREE, course)


def test_methods_have_stable_codes() -> None:
    assert {method.name for method in Method} == set(Method)
    assert {error_from.name for error_from in ErrorFrom} == set(ErrorFrom)


def test_an_estimate_is_rounded_half_up_or_cut() -> None:
    half = Fraction(12_345, 2)
    rounded = estimate(free(100), half, Method.HYTEK, "a source", (Fraction(6000), Fraction(6301, 2)))
    assert (rounded.time, rounded.lower, rounded.upper) == (SwimTime(6173), SwimTime(3151), SwimTime(6173))
    assert (rounded.event, rounded.method, rounded.source, rounded.exact_cs) == (
        free(100),
        Method.HYTEK,
        "a source",
        half,
    )
    cut = estimate(free(100), half, Method.HYTEK, "a source", (Fraction(19_999, 2),), cut=True)
    assert (cut.time, cut.lower, cut.upper) == (SwimTime(6172), SwimTime(6172), SwimTime(9999))
    assert [half_up(Fraction(value, 4)) for value in (1, 2, 3, 4, 6)] == [0, 1, 1, 1, 2]


@pytest.mark.parametrize("exact", [Fraction(0), Fraction(-5), Fraction(1, 3), Fraction(LONGEST_CS + 1)])
def test_an_estimate_that_is_no_time_is_refused(exact: Fraction) -> None:
    with pytest.raises(EstimateError) as refusal:
        estimate(free(100), exact, Method.HYTEK, "a source", ())
    assert refusal.value.data["reason"] == "no_swim_time"


def test_an_estimate_may_be_the_longest_time_there_is() -> None:
    assert estimate(free(100), Fraction(LONGEST_CS), Method.HYTEK, "", ()).time == SwimTime(LONGEST_CS)
    assert estimate(free(100), Fraction(1, 2), Method.HYTEK, "", ()).time == SwimTime(1)


def test_exponents_fall_with_distance() -> None:
    found = local_exponents(LCM, Sex.M, Stroke.FREE)
    assert [(local.start, local.end) for local in found] == [(50, 100), (100, 200), (200, 400), (400, 800), (800, 1500)]
    assert [round(local.k, 4) for local in found] == [1.1499, 1.1364, 1.1087, 1.0395, 1.0425]
    assert overall_exponent(LCM, Sex.M, Stroke.FREE) == pytest.approx(1.0966, abs=5e-5)


def test_exponents_are_of_the_season_asked_for() -> None:
    assert [round(local.k, 4) for local in local_exponents(LCM, Sex.M, Stroke.FREE, 2016)][:1] == [1.1657]
    assert len(local_exponents(LCM, Sex.F, Stroke.FREE, 2008)) == 5  # the 5000 m of that table is no pool distance
    assert local_exponents(LCM, Sex.M, Stroke.FREE, 1999) == ()
    assert overall_exponent(LCM, Sex.M, Stroke.FREE, 1999) is None


@pytest.mark.parametrize(("course", "sex"), [(SCY, Sex.M), (LCM, Sex.X), (Course.SCM20, Sex.F)])
def test_no_table_has_no_exponents(course: Course, sex: Sex) -> None:
    assert local_exponents(course, sex, Stroke.FREE) == ()
    assert overall_exponent(course, sex, Stroke.FREE) is None


def test_every_exponent_of_the_reference_table() -> None:
    rows = table("riegel_from_base_times.csv")
    for row in rows:
        asked = (Course(row["course"]), Sex(row["gender"]), Stroke(row["stroke"]))
        local = [f"{found.start}-{found.end}:{found.k:.4f}" for found in local_exponents(*asked, 2026)]
        overall = overall_exponent(*asked, 2026)
        assert local == row["k_local"].split()
        assert overall is not None
        assert f"{overall:.4f}" == row["k_all"]
        assert asked[1] in (Sex.F, Sex.M)
    assert len(rows) == 20


def test_a_record_predicts_the_next_record() -> None:
    """46.40 over 100 m is worth 1:42.00 over 200 m: along the local exponent the record curve is its own answer."""
    found = predict(SwimTime(4640), free(100), free(200), Sex.M)
    assert (found.time, found.event, found.method) == (SwimTime(10_200), free(200), Method.RIEGEL_LOCAL)
    assert "Riegel 1981" in found.source
    assert found.lower < found.time < found.upper


def test_predictions_take_the_exponents_of_the_season() -> None:
    assert predict(SwimTime(4691), free(100), free(50), Sex.M, season=2016).time == SwimTime(2091)


def test_beyond_the_table_the_nearest_exponent_is_taken() -> None:
    k = local_exponents(LCM, Sex.M, Stroke.BACK)
    short, long = Event(200, Stroke.BACK, LCM), Event(400, Stroke.BACK, LCM)
    assert predict(SwimTime(12_000), short, long, Sex.M).time == SwimTime(round(12_000 * 2 ** k[-1].k))
    sprint = Event(25, Stroke.BACK, SCM)
    first = local_exponents(SCM, Sex.M, Stroke.BACK)[0].k
    assert predict(SwimTime(3000), Event(50, Stroke.BACK, SCM), sprint, Sex.M).time == SwimTime(round(3000 / 2**first))


def test_between_two_distances_the_way_is_walked_piece_by_piece() -> None:
    k = {(local.start, local.end): local.k for local in local_exponents(LCM, Sex.M, Stroke.FREE)}
    grown = (200 / 150) ** k[100, 200] * 2 ** k[200, 400] * (500 / 400) ** k[400, 800]
    assert predict(SwimTime(9000), free(150), free(500), Sex.M).time == SwimTime(round(9000 * grown))


@pytest.mark.parametrize(
    ("event", "target", "sex", "reason"),
    [
        (free(100), free(200, SCM), Sex.M, "other_course_or_stroke"),
        (free(100), Event(200, Stroke.BACK, LCM), Sex.M, "other_course_or_stroke"),
        (free(100), Event(200, Stroke.FREE, LCM, 4), Sex.M, "relay"),
        (Event(200, Stroke.FREE, LCM, 4), free(100), Sex.M, "relay"),
        (free(100, SCY), free(200, SCY), Sex.M, "no_base_times"),
        (free(100), free(200), Sex.X, "no_base_times"),
    ],
)
def test_what_cannot_be_predicted_is_refused(event: Event, target: Event, sex: Sex, reason: str) -> None:
    with pytest.raises(EstimateError) as refusal:
        predict(SwimTime(6000), event, target, sex)
    assert refusal.value.data["reason"] == reason


@given(swim_times(2000, 200_000), st.sampled_from(FREE_DISTANCES), st.sampled_from([LCM, SCM]), swimmer_sexes())
def test_the_same_distance_is_worth_the_same_time(time: SwimTime, distance: int, course: Course, sex: Sex) -> None:
    """Protects the identity: a prediction over the distance swum is the time swum, without any doubt."""
    found = predict(time, free(distance, course), free(distance, course), sex)
    assert (found.lower, found.time, found.upper) == (time, time, time)


@given(
    swim_times(2000, 200_000),
    st.sampled_from(FREE_DISTANCES),
    st.integers(1, 60),
    st.integers(1, 60),
    swimmer_sexes(),
)
def test_farther_takes_longer_and_at_a_slower_pace(time: SwimTime, known: int, a: int, b: int, sex: Sex) -> None:
    """Protects sense: predictions grow with distance, and so does their pace (every exponent is over 1)."""
    assume(a != b)
    short, long = sorted((a * 50, b * 50))
    near, far = (predict(time, free(known), free(distance), sex) for distance in (short, long))
    assert near.exact_cs < far.exact_cs
    assert near.exact_cs / short < far.exact_cs / long
    assert near.lower <= near.time <= near.upper


@given(swim_times(2000, 100_000), st.sampled_from(FREE_DISTANCES), st.sampled_from(FREE_DISTANCES), swimmer_sexes())
def test_there_and_back_again(time: SwimTime, start: int, end: int, sex: Sex) -> None:
    """Protects both directions: back from what was predicted is the time swum, to the rounding of the prediction."""
    there = predict(time, free(start), free(end), sex)
    back = predict(there.time, free(end), free(start), sex)
    slack = max(Fraction(1), back.exact_cs / there.exact_cs)
    assert abs(back.exact_cs - time.centiseconds) <= slack


@given(swim_times(2000, 100_000), swim_times(2000, 100_000), swimmer_sexes())
def test_a_faster_swimmer_is_predicted_no_slower(one: SwimTime, other: SwimTime, sex: Sex) -> None:
    """Protects fairness between swimmers: predictions keep their order."""
    fast, slow = sorted((one, other))
    assert predict(fast, free(100), free(400), sex).time <= predict(slow, free(100), free(400), sex).time


@given(estimates())
def test_estimates_name_their_method_and_enclose_their_time(found: Estimate) -> None:
    """Protects what is shown: every estimate says where it comes from and lies between its bounds."""
    assert found.source
    assert found.lower <= found.time <= found.upper
    assert not isinstance(found, SwimTime)


def trial(distance: int, text: str) -> tuple[int, SwimTime]:
    return distance, SwimTime.parse(text)


def test_two_trials_give_the_published_example() -> None:
    """thestandardengine.com: 200 m in 3:00 and 400 m in 6:30 are 0.952 m/s, 1:45.0 per 100 m."""
    found = critical_swim_speed([trial(400, "6:30.00"), trial(200, "3:00.00")])
    assert (found.speed, found.pace_per_100, found.d_prime) == (Fraction(20, 21), Fraction(105), Fraction(200, 7))
    assert (found.speed_error, found.d_prime_error, found.error_from) == (0.04, 9.0, ErrorFrom.PUBLISHED)
    assert found.trials == (trial(200, "3:00.00"), trial(400, "6:30.00"))


def test_the_pace_is_half_the_difference_of_400_and_200() -> None:
    """roboculator.com: 1:42.5 per 100 m is 0.976 m/s."""
    found = critical_swim_speed([trial(200, "3:00.00"), trial(400, "6:25.00")])
    assert found.pace_per_100 == Fraction(205, 2)
    assert float(found.speed) == pytest.approx(0.976, abs=5e-4)


def test_every_worked_example_of_the_reference_table() -> None:
    rows = [row for row in table("css_cases.csv") if row["d1"]]
    for row in rows:
        trials = [(int(row[f"d{n}"]), SwimTime(int(row[f"t{n}_s"]) * 100)) for n in (1, 2)]
        found = critical_swim_speed(trials)
        assert f"{float(found.speed):.4f}" == row["css_mps"]
        assert found.pace_per_100 == Fraction(row["pace_per_100_s"])
        assert f"{float(found.d_prime):.3f}" == row["d_prime_m"]
    assert len(rows) == 1


def test_three_trials_give_their_own_error() -> None:
    """Least squares by hand: t 100, 200, 300 s over 110, 200, 310 m: slope 1, axis 20/3 m."""
    found = critical_swim_speed([trial(110, "1:40.00"), trial(200, "3:20.00"), trial(310, "5:00.00")])
    assert (found.speed, found.d_prime, found.error_from) == (Fraction(1), Fraction(20, 3), ErrorFrom.REGRESSION)
    assert found.speed_error == pytest.approx((600 / 9 / 20_000) ** 0.5)
    assert found.d_prime_error == pytest.approx((600 / 9 * (1 / 3 + 40_000 / 20_000)) ** 0.5)


def test_critical_speed_predicts_a_time_with_its_error() -> None:
    found = critical_swim_speed([trial(200, "3:00.00"), trial(400, "6:30.00")])
    time = found.time_for(free(1500))
    assert (time.time, time.event, time.method) == (SwimTime.parse("25:45.00"), free(1500), Method.CRITICAL_SPEED)
    assert "Wakayoshi 1992" in time.source
    distance, error = 1500 - Fraction(200, 7), Fraction(0.04)
    assert time.lower == SwimTime(half_up(100 * distance / (found.speed + error)))
    assert time.upper == SwimTime(half_up(100 * distance / (found.speed - error)))


@pytest.mark.parametrize(
    ("trials", "reason"),
    [
        ([], "too_few_trials"),
        ([(200, 18_000)], "too_few_trials"),
        ([(200, 18_000), (200, 18_100)], "too_few_trials"),
        ([(0, 18_000), (200, 18_100)], "too_few_trials"),
        ([(-200, 18_000), (200, 18_100)], "too_few_trials"),
        ([(200, 39_000), (400, 18_000)], "no_speed"),
        ([(200, 18_000), (400, 18_000)], "no_speed"),
    ],
)
def test_trials_that_give_no_speed_are_refused(trials: list[tuple[int, int]], reason: str) -> None:
    with pytest.raises(EstimateError) as refusal:
        critical_swim_speed([(distance, SwimTime(cs)) for distance, cs in trials])
    assert refusal.value.data["reason"] == reason


def test_critical_speed_speaks_of_metres_swum_alone() -> None:
    found = critical_swim_speed([trial(200, "3:00.00"), trial(400, "6:30.00")])
    for event in (free(500, SCY), Event(100, Stroke.FREE, LCM, 4)):
        with pytest.raises(EstimateError):
            found.time_for(event)


def test_a_distance_that_d_prime_covers_has_no_time() -> None:
    found = critical_swim_speed([trial(200, "1:00.00"), trial(400, "6:30.00")])
    assert found.d_prime > 150
    with pytest.raises(EstimateError):
        found.time_for(free(50))


def test_an_error_as_great_as_the_speed_gives_no_bounds() -> None:
    scattered = [trial(50, "0:40.00"), trial(100, "20:00.00"), trial(110, "3:20.00"), trial(120, "25:00.00")]
    for trials in (scattered[:3], [trial(200, "3:00.00"), trial(201, "10:00.00")]):
        found = critical_swim_speed(trials)
        assert found.speed_error >= found.speed
        with pytest.raises(EstimateError) as refusal:
            found.time_for(free(1500))
        assert refusal.value.data["reason"] == "error_exceeds_speed"


@given(st.integers(30, 250), st.integers(0, 40), st.lists(st.integers(100, 1500), min_size=3, max_size=6, unique=True))
def test_trials_on_a_line_give_the_line_back(speed_cmps: int, d_prime: int, distances: list[int]) -> None:
    """Protects the regression: trials made of a speed and a D' give them back, with (almost) no error."""
    trials = [(distance, SwimTime(round((distance - d_prime) * 10_000 / speed_cmps))) for distance in distances]
    assume(max(distances) - min(distances) >= 300)
    found = critical_swim_speed(trials)
    assert float(found.speed) == pytest.approx(speed_cmps / 100, rel=1e-3)
    assert float(found.d_prime) == pytest.approx(d_prime, abs=1)
    assert found.speed_error < 0.001
    assert found.error_from is ErrorFrom.REGRESSION


@given(st.permutations([trial(100, "1:20.00"), trial(200, "3:00.00"), trial(400, "6:30.00"), trial(400, "6:31.00")]))
def test_the_order_of_trials_does_not_matter(trials: list[tuple[int, SwimTime]]) -> None:
    """Protects the answer from the order in which tests were typed."""
    assert critical_swim_speed(trials) == critical_swim_speed(trials[::-1])


@given(st.lists(st.tuples(st.integers(-10, 3000), swim_times()), max_size=5))
def test_any_trials_are_a_speed_or_a_refusal(trials: list[tuple[int, SwimTime]]) -> None:
    """Protects the chat: whatever trials are typed, there is a speed over zero or an EstimateError."""
    try:
        found = critical_swim_speed(trials)
    except EstimateError as error:
        refused = error.data["reason"]
    else:
        assert found.speed > 0
        assert found.pace_per_100 == 100 / found.speed
        refused = None
    possible = {None, "no_speed"} if len({distance for distance, _ in trials}) > 1 else {"too_few_trials"}
    assert refused in possible | ({"too_few_trials"} if any(distance <= 0 for distance, _ in trials) else set())


def test_a_target_is_spread_as_the_swimmer_swims() -> None:
    own = Splits.from_laps(free(100, SCM), [SwimTime(2980), SwimTime(3255)])
    plan = lap_plan(SwimTime(6000), [own])
    assert [(lap.start, lap.end, lap.time) for lap in plan.laps] == [(0, 50, SwimTime(2868)), (50, 100, SwimTime(3132))]
    assert (plan.event, plan.target, plan.races) == (free(100, SCM), SwimTime(6000), 1)


def test_several_races_give_their_mean_on_the_sections_that_all_have() -> None:
    event = free(100, SCM)
    fine = Splits.from_laps(event, [SwimTime(cs) for cs in (1400, 1500, 1500, 1600)])
    coarse = Splits.from_laps(event, [SwimTime(2700), SwimTime(3300)])
    plan = lap_plan(SwimTime(10_000), [fine, coarse])
    half = half_up((Fraction(2900, 6000) + Fraction(2700, 6000)) / 2 * 10_000)
    assert [lap.time for lap in plan.laps] == [SwimTime(half), SwimTime(10_000 - half)]
    assert lap_plan(SwimTime(10_000), [coarse, fine]) == plan
    assert plan.races == 2


def test_what_cannot_be_planned_is_refused() -> None:
    own = Splits.from_laps(free(100, SCM), [SwimTime(2980), SwimTime(3255)])
    other = Splits.from_laps(free(100), [SwimTime(2980), SwimTime(3255)])
    for races, target, reason in (
        ([], 6000, "no_races"),
        ([own, other], 6000, "other_event"),
        ([own], 1, "target_too_short"),
    ):
        with pytest.raises(EstimateError) as refusal:
            lap_plan(SwimTime(target), races)
        assert refusal.value.data["reason"] == reason


@given(splits(), st.integers(50, 150))
def test_a_plan_adds_up_to_its_target(own: Splits, percent: int) -> None:
    """Protects the plan a coach reads out: the laps are the target, to the hundredth, on the swimmer's own sections."""
    target = SwimTime(own.total.centiseconds * percent // 100)
    plan = lap_plan(target, [own])
    assert sum(lap.time.centiseconds for lap in plan.laps) == target.centiseconds
    assert [lap.end for lap in plan.laps] == list(own.grid)


@given(splits())
def test_the_plan_for_a_time_already_swum_is_the_race(own: Splits) -> None:
    """Protects the profile: planning what was swum gives back how it was swum."""
    assert tuple(lap.time for lap in lap_plan(own.total, [own, own]).laps) == own.laps


def test_base_times_are_worth_one_another_everywhere() -> None:
    """The four record tables each predict their own records: exponents and base times are one thing."""
    for course in (LCM, SCM):
        for sex in (Sex.F, Sex.M):
            start = base_time(free(50, course), sex, 2026)
            for distance in FREE_DISTANCES:
                assert start is not None
                found = predict(start, free(50, course), free(distance, course), sex, season=2026)
                assert found.time == base_time(free(distance, course), sex, 2026)
