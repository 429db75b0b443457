"""Course conversions: every published method by its own worked example, and what no conversion may do."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sprintbot.domain.conversion import SOURCES, Scheme, convert, course_difference
from sprintbot.domain.errors import EstimateError, EventError
from sprintbot.domain.estimates import Method
from sprintbot.domain.events import Course, Event, Sex, Stroke
from sprintbot.domain.points import base_time, points
from sprintbot.domain.swimtime import SwimTime
from sprintbot.testing import events, swim_times, swimmer_sexes
from tests.unit.tables import table

LCM, SCM, SCY = Course.LCM, Course.SCM, Course.SCY
FREE, BACK, BREAST, FLY, MEDLEY = Stroke
METRIC = st.sampled_from([50, 100, 200])


def answer(time: str, event: Event, to: Course, scheme: Scheme) -> tuple[str, Event]:
    found = convert(SwimTime.parse(time), event, to, scheme)
    return str(found.time), found.event


def test_every_scheme_is_a_method_with_a_source() -> None:
    assert {scheme.name for scheme in Scheme} == set(Scheme) <= set(Method)
    assert set(SOURCES) == set(Scheme)


def test_usa_age_group_prints_its_published_example() -> None:
    """foshs.estabrooks.org: 100 m butterfly 1:06.00 is 58.19 in 25 y, the third digit cut."""
    found = convert(SwimTime.parse("1:06.00"), Event(100, FLY, LCM), SCY, Scheme.USA_AGE_GROUP)
    assert (str(found.time), found.event, found.method) == ("58.19", Event(100, FLY, SCY), Method.USA_AGE_GROUP)
    assert found.exact_cs == Fraction(6460 * 100, 111)


def test_asa_equivalent_prints_its_published_example() -> None:
    """sportsys.co.uk: 100 m backstroke 63.5 s is 62.22 in 25 m, published as 62.2."""
    assert answer("1:03.50", Event(100, BACK, LCM), SCM, Scheme.ASA_EQUIVALENT) == ("1:02.22", Event(100, BACK, SCM))
    assert answer("1:02.22", Event(100, BACK, SCM), LCM, Scheme.ASA_EQUIVALENT)[0] == "1:03.50"


def test_every_worked_example_of_the_reference_table() -> None:
    rows = table("course_conversion_cases.csv")
    for row in rows:
        distance, stroke = row["event"].split()
        event = Event(int(distance), Stroke(stroke), Course(row["from"]))
        scheme = Scheme(row["scheme"].upper())
        found = convert(SwimTime(round(float(row["time_s"]) * 100)), event, Course(row["to"]), scheme)
        places = len(row["expected_s"].split(".")[1])
        assert round(found.time.centiseconds / 100, places) == float(row["expected_s"])
    assert len(rows) == 3


@pytest.mark.parametrize(
    ("time", "event", "to", "scheme", "expected", "target"),
    [
        ("1:00.00", Event(100, FREE, SCY), SCM, Scheme.HYTEK, "1:06.60", Event(100, FREE, SCM)),
        ("1:06.60", Event(100, FREE, SCM), SCY, Scheme.HYTEK, "1:00.00", Event(100, FREE, SCY)),
        ("1:00.00", Event(100, FREE, SCM), LCM, Scheme.HYTEK, "1:01.60", Event(100, FREE, LCM)),
        ("1:00.00", Event(100, BACK, SCM), LCM, Scheme.HYTEK, "1:01.20", Event(100, BACK, LCM)),
        ("1:00.00", Event(100, BREAST, SCM), LCM, Scheme.HYTEK, "1:02.00", Event(100, BREAST, LCM)),
        ("1:00.00", Event(100, FLY, SCM), LCM, Scheme.HYTEK, "1:01.40", Event(100, FLY, LCM)),
        ("2:20.00", Event(200, MEDLEY, SCM), LCM, Scheme.HYTEK, "2:23.20", Event(200, MEDLEY, LCM)),
        ("1:01.60", Event(100, FREE, LCM), SCM, Scheme.HYTEK, "1:00.00", Event(100, FREE, SCM)),
        ("4:00.00", Event(100, FREE, SCM, 4), LCM, Scheme.HYTEK, "4:06.40", Event(100, FREE, LCM, 4)),
        ("1:00.00", Event(100, FREE, SCY), LCM, Scheme.HYTEK, "1:08.20", Event(100, FREE, LCM)),
        ("1:08.20", Event(100, FREE, LCM), SCY, Scheme.HYTEK, "1:00.00", Event(100, FREE, SCY)),
        ("16:00.00", Event(1500, FREE, SCM), LCM, Scheme.HYTEK, "16:24.00", Event(1500, FREE, LCM)),
        ("1:00.00", Event(100, FREE, SCM), LCM, Scheme.HYTEK_STRAIGHT, "1:01.20", Event(100, FREE, LCM)),
        ("1:01.20", Event(100, FREE, LCM), SCM, Scheme.HYTEK_STRAIGHT, "1:00.00", Event(100, FREE, SCM)),
        ("1:00.00", Event(100, FREE, SCY), SCM, Scheme.HYTEK_STRAIGHT, "1:06.60", Event(100, FREE, SCM)),
        ("58.20", Event(100, FLY, SCY), LCM, Scheme.USA_AGE_GROUP, "1:06.00", Event(100, FLY, LCM)),
        ("1:01.60", Event(100, FREE, LCM), SCM, Scheme.USA_AGE_GROUP, "1:00.00", Event(100, FREE, SCM)),
        ("1:00.00", Event(100, FREE, SCM), LCM, Scheme.USA_AGE_GROUP, "1:01.60", Event(100, FREE, LCM)),
        ("1:06.60", Event(100, FREE, SCM), SCY, Scheme.USA_AGE_GROUP, "1:00.00", Event(100, FREE, SCY)),
        ("1:00.00", Event(100, FREE, SCY), SCM, Scheme.USA_AGE_GROUP, "1:06.60", Event(100, FREE, SCM)),
        ("4:20.00", Event(400, FREE, LCM), SCY, Scheme.USA_AGE_GROUP, "4:44.14", Event(500, FREE, SCY)),
        ("4:44.15", Event(500, FREE, SCY), LCM, Scheme.USA_AGE_GROUP, "4:20.00", Event(400, FREE, LCM)),
        ("8:55.50", Event(800, FREE, SCM), SCY, Scheme.USA_AGE_GROUP, "10:00.00", Event(1000, FREE, SCY)),
        ("16:00.00", Event(1650, FREE, SCY), LCM, Scheme.USA_AGE_GROUP, "16:43.20", Event(1500, FREE, LCM)),
        ("16:43.20", Event(1500, FREE, LCM), SCY, Scheme.USA_AGE_GROUP, "16:00.00", Event(1650, FREE, SCY)),
        ("4:20.00", Event(400, FREE, LCM), SCM, Scheme.USA_AGE_GROUP, "4:13.60", Event(400, FREE, SCM)),
        ("5:00.00", Event(400, MEDLEY, LCM), SCY, Scheme.USA_AGE_GROUP, "4:24.50", Event(400, MEDLEY, SCY)),
        ("4:00.00", Event(100, FREE, LCM, 4), SCM, Scheme.USA_AGE_GROUP, "3:53.60", Event(100, FREE, SCM, 4)),
        ("1:00.00", Event(100, FREE, SCM), SCY, Scheme.NCAA, "53.76", Event(100, FREE, SCY)),
        ("8:00.00", Event(800, FREE, SCM), SCY, Scheme.NCAA, "9:08.64", Event(1000, FREE, SCY)),
        ("15:00.00", Event(1500, FREE, SCM), SCY, Scheme.NCAA, "15:02.70", Event(1650, FREE, SCY)),
        ("10:00.00", Event(800, BACK, SCM), SCY, Scheme.NCAA, "8:57.60", Event(800, BACK, SCY)),
    ],
)  # fmt: skip
def test_each_scheme_by_its_constants(
    *, time: str, event: Event, to: Course, scheme: Scheme, expected: str, target: Event
) -> None:
    assert answer(time, event, to, scheme) == (expected, target)


def test_every_constant_of_the_reference_table() -> None:
    """Each published factor and increment is read back out of the conversion that uses it."""
    swum = 100_000
    checked = 0
    for row in table("course_conversion_published.csv"):
        here, there, scheme = Course(row["from"]), Course(row["to"]), Scheme(row["scheme"].upper())
        if "straight" in row["event"]:
            scheme = Scheme.HYTEK_STRAIGHT
        factor = Fraction(row["factor"])
        if row["increment_s_per_50"]:
            event = Event(50, Stroke(row["event"]), here) if row["event"] != "MEDLEY" else Event(200, MEDLEY, here)
            found = convert(SwimTime(swum), event, there, scheme)
            assert (swum - found.exact_cs) * 50 / event.distance == Fraction(row["increment_s_per_50"]) * 100
        else:
            metres = {"800 m -> 1000 y": 800, "1500 m -> 1650 y": 1500}
            distance = 400 if row["event"].startswith("400 m") else metres.get(row["event"], 100)
            event = Event(distance, FREE, here)
            lost = 80 * Fraction(distance, 50) if (scheme, here) == (Scheme.USA_AGE_GROUP, LCM) else Fraction(0)
            exact = convert(SwimTime(swum), event, there, scheme).exact_cs
            ratio = exact / (swum - lost)
            assert factor in (ratio, 1 / ratio)
        checked += 1
    assert checked == 14


def test_equal_points_are_the_ratio_of_the_base_times() -> None:
    found = convert(SwimTime(5000), Event(100, FREE, LCM), SCM, sex=Sex.M, season=2026)
    assert found.exact_cs == Fraction(5000 * 4484, 4640)
    assert (found.event, found.method) == (Event(100, FREE, SCM), Method.POINTS_EQUAL)
    assert "base times" in found.source
    newest = convert(SwimTime(5000), Event(100, FREE, LCM), SCM, sex=Sex.M)
    assert newest == found


def test_equal_points_take_the_season_asked_for() -> None:
    event = Event(100, FREE, LCM)
    here, there = base_time(event, Sex.M, 2016), base_time(Event(100, FREE, SCM), Sex.M, 2016)
    assert here is not None
    assert there is not None
    assert convert(here, event, SCM, sex=Sex.M, season=2016).time == there


def test_the_bounds_are_how_far_the_publishers_are_apart() -> None:
    """100 m backstroke 63.50: 62.30 by Hy-Tek's turns, 62.25 straight, 62.22 by ASA; by records a man gains more."""
    event, time = Event(100, BACK, LCM), SwimTime.parse("1:03.50")
    without_sex = convert(time, event, SCM, Scheme.HYTEK)
    assert (str(without_sex.lower), str(without_sex.time), str(without_sex.upper)) == ("1:02.22", "1:02.30", "1:02.30")
    with_sex = convert(time, event, SCM, Scheme.HYTEK, sex=Sex.M)
    assert str(with_sex.lower) == "59.27"
    assert with_sex.upper == without_sex.upper


def test_bounds_compare_only_answers_for_the_same_event() -> None:
    """400 m is 500 y for USA Swimming and 400 y for Hy-Tek: the one says nothing of the other."""
    found = convert(SwimTime.parse("4:20.00"), Event(400, FREE, SCM), SCY, Scheme.USA_AGE_GROUP)
    assert found.lower == found.time == found.upper


def test_a_scheme_without_an_answer_does_not_touch_the_bounds() -> None:
    """Ten hundredths less than one turn is worth: the turn schemes have no time left, the others answer."""
    found = convert(SwimTime(70), Event(50, FREE, LCM), SCM, Scheme.HYTEK_STRAIGHT)
    assert (found.time, found.lower, found.upper) == (SwimTime(69), SwimTime(69), SwimTime(69))
    barely = convert(SwimTime(81), Event(50, FREE, LCM), SCM, Scheme.HYTEK_STRAIGHT)
    assert (barely.lower, barely.upper) == (SwimTime(1), SwimTime(79))


@pytest.mark.parametrize(
    ("event", "to", "scheme", "reason"),
    [
        (Event(100, FREE, LCM), LCM, Scheme.HYTEK, "same_course"),
        (Event(100, FREE, LCM), SCM, Scheme.POINTS_EQUAL, "sex_needed"),
        (Event(75, FREE, SCM), LCM, Scheme.HYTEK, "not_swum_there"),
        (Event(100, MEDLEY, SCM), LCM, Scheme.USA_AGE_GROUP, "not_swum_there"),
        (Event(100, FREE, SCM), Course.SCM33, Scheme.HYTEK, "no_factor"),
        (Event(100, FREE, Course.SCM33), SCM, Scheme.HYTEK_STRAIGHT, "no_factor"),
        (Event(100, FREE, SCM), Course.SCM20, Scheme.USA_AGE_GROUP, "no_factor"),
        (Event(100, FREE, LCM), SCM, Scheme.ASA_EQUIVALENT, "no_factor"),
        (Event(200, BACK, LCM), SCM, Scheme.ASA_EQUIVALENT, "no_factor"),
        (Event(100, BACK, LCM, 4), SCM, Scheme.ASA_EQUIVALENT, "no_factor"),
        (Event(100, BACK, LCM), SCY, Scheme.ASA_EQUIVALENT, "no_factor"),
        (Event(100, FREE, LCM), SCY, Scheme.NCAA, "no_factor"),
        (Event(100, FREE, SCY), SCM, Scheme.NCAA, "no_factor"),
    ],
)
def test_a_scheme_answers_only_what_it_publishes(event: Event, to: Course, scheme: Scheme, reason: str) -> None:
    with pytest.raises(EstimateError) as refusal:
        convert(SwimTime(6000), event, to, scheme)
    assert refusal.value.data["reason"] == reason
    assert refusal.value.data["event"] == repr(event)
    assert refusal.value.data["to"] == to.value


@pytest.mark.parametrize(
    ("event", "to", "season"),
    [
        (Event(100, FREE, LCM), SCY, None),
        (Event(100, FREE, SCY), LCM, None),
        (Event(100, FREE, LCM), SCM, 1999),
        (Event(100, FREE, LCM, 4), SCM, None),
        (Event(150, FREE, LCM), SCM, None),
    ],
)
def test_equal_points_need_both_base_times(event: Event, to: Course, season: int | None) -> None:
    with pytest.raises(EstimateError) as refusal:
        convert(SwimTime(6000), event, to, sex=Sex.M, season=season)
    assert refusal.value.data["reason"] == "no_base_time"


def test_what_leaves_no_time_is_refused() -> None:
    for scheme, event in ((Scheme.HYTEK, Event(50, FREE, LCM)), (Scheme.ASA_EQUIVALENT, Event(100, BACK, LCM))):
        with pytest.raises(EstimateError) as refusal:
            convert(SwimTime(80), event, SCM, scheme)
        assert refusal.value.data["reason"] == "no_swim_time"


def test_the_records_show_what_a_turn_is_worth() -> None:
    """Men's 100 m backstroke: 51.60 and 48.16, 1.72 s for each of two turns, where Hy-Tek gives 0.6."""
    found = course_difference(100, BACK, Sex.M, season=2026)
    assert found is not None
    assert (found.difference_cs, found.extra_turns, found.per_turn_cs) == (344, 2, Fraction(172))
    assert found.ratio == Fraction(5160, 4816)
    assert course_difference(100, BACK, Sex.M) == found
    assert course_difference(100, BACK, Sex.X) is None
    assert course_difference(150, FREE, Sex.M) is None
    with pytest.raises(EventError):
        course_difference(100, MEDLEY, Sex.M)


def test_every_ratio_of_the_reference_table() -> None:
    rows = table("wr_course_ratio.csv")
    for row in rows:
        found = course_difference(int(row["distance"]), Stroke(row["stroke"]), Sex(row["gender"]), season=2026)
        assert found is not None
        assert found.ratio == Fraction(int(row["lcm_cs"]), int(row["scm_cs"]))
        assert abs(found.ratio - Fraction(row["ratio"])) <= Fraction(1, 20_000)
        assert found.difference_cs == Fraction(row["diff_s"]) * 100
        assert found.extra_turns == int(row["extra_turns"])
        assert abs(found.per_turn_cs / 100 - Fraction(row["s_per_extra_turn"])) <= Fraction(1, 2000)
    assert len(rows) == 34


@given(swim_times(1500, 100_000), METRIC, st.sampled_from([FREE, BACK, BREAST, FLY]), swimmer_sexes())
def test_equal_points_score_the_same(time: SwimTime, distance: int, stroke: Stroke, sex: Sex) -> None:
    """Protects the name: what is called points-equal scores the same, but for the hundredth it is rounded to."""
    event = Event(distance, stroke, LCM)
    found = convert(time, event, SCM, sex=sex, season=2026)
    score = points(time, event, sex, 2026)
    assert score is not None
    around = [SwimTime(found.time.centiseconds + cs) for cs in (1, -1)]
    low, high = (points(near, found.event, sex, 2026) for near in around)
    assert low is not None
    assert high is not None
    assert low <= score <= high


REVERSIBLE = [
    (Scheme.HYTEK, LCM, SCM),
    (Scheme.HYTEK, LCM, SCY),
    (Scheme.HYTEK, SCM, SCY),
    (Scheme.HYTEK_STRAIGHT, LCM, SCM),
    (Scheme.USA_AGE_GROUP, LCM, SCY),
    (Scheme.USA_AGE_GROUP, LCM, SCM),
    (Scheme.USA_AGE_GROUP, SCM, SCY),
    (Scheme.ASA_EQUIVALENT, LCM, SCM),
    (Scheme.POINTS_EQUAL, LCM, SCM),
]


@given(swim_times(4000, 100_000), st.sampled_from(REVERSIBLE), swimmer_sexes())
def test_there_and_back_is_where_one_began(time: SwimTime, way: tuple[Scheme, Course, Course], sex: Sex) -> None:
    """Protects both directions of each scheme: they undo one another, to the rounding between."""
    scheme, here, there = way
    first = convert(time, Event(100, BACK, here), there, scheme, sex=sex)
    back = convert(first.time, first.event, here, scheme, sex=sex)
    assert back.event == Event(100, BACK, here)
    assert abs(back.exact_cs - time.centiseconds) <= Fraction(12, 10)


@given(swim_times(4000, 90_000), st.integers(1, 5000), st.sampled_from(REVERSIBLE), st.booleans())
def test_conversions_keep_the_order_of_times(
    time: SwimTime, slower: int, way: tuple[Scheme, Course, Course], reverse: bool
) -> None:
    """Protects seeding: who was faster is faster in every course."""
    scheme, here, there = way
    here, there = (there, here) if reverse else (here, there)
    event = Event(100, BACK, here)
    fast, slow = (
        convert(SwimTime(cs), event, there, scheme, sex=Sex.F) for cs in (time.centiseconds, time.centiseconds + slower)
    )
    assert fast.exact_cs < slow.exact_cs
    assert fast.lower <= fast.time <= fast.upper


@given(swim_times(4000, 90_000), METRIC, st.sampled_from([FREE, BACK, BREAST, FLY]), st.sampled_from(Scheme))
def test_a_long_pool_is_never_faster(time: SwimTime, distance: int, stroke: Stroke, scheme: Scheme) -> None:
    """Protects sense: fewer turns make every scheme's time slower."""
    try:
        found = convert(time, Event(distance, stroke, SCM), LCM, scheme, sex=Sex.F)
    except EstimateError:
        assert scheme in (Scheme.ASA_EQUIVALENT, Scheme.NCAA)
        return
    assert found.exact_cs > time.centiseconds


@given(st.data(), swim_times(), events(), st.sampled_from(Course), st.sampled_from(Scheme))
def test_any_conversion_is_an_estimate_or_a_refusal(
    data: st.DataObject, time: SwimTime, event: Event, to: Course, scheme: Scheme
) -> None:
    """Protects the chat: any time, event and pool give an Estimate of the other course, or an EstimateError."""
    sex, season = data.draw(st.none() | st.sampled_from(Sex)), data.draw(st.none() | st.integers(1990, 2040))
    try:
        found = convert(time, event, to, scheme, sex=sex, season=season)
    except EstimateError:
        return
    assert (found.event.course, found.method) == (to, Method(scheme.value))
    assert found.lower <= found.time <= found.upper
    assert event.course is not to
