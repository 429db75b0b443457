"""Events: what can be swum in a course, how many lengths and turns it has, and what is swum where."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sprintbot.domain.errors import EventError
from sprintbot.domain.events import Course, Event, Sex, Stroke
from sprintbot.testing import events
from tests.unit.tables import table

FREE, BACK, BREAST, FLY, MEDLEY = Stroke
LCM, SCM, SCY = Course.LCM, Course.SCM, Course.SCY


def test_codes_are_those_of_lenex() -> None:
    assert [str(stroke) for stroke in Stroke] == ["FREE", "BACK", "BREAST", "FLY", "MEDLEY"]
    assert [str(sex) for sex in Sex] == ["F", "M", "X"]
    assert [str(course) for course in Course] == (
        "LCM SCM SCY SCM16 SCM20 SCM33 SCY20 SCY27 SCY33 SCY36".split()  # noqa: SIM905 - as LENEX lists them
    )


@pytest.mark.parametrize(
    ("course", "length", "yards"),
    [
        (LCM, Fraction(50), False),
        (SCM, Fraction(25), False),
        (SCY, Fraction(25), True),
        (Course.SCM16, Fraction(50, 3), False),
        (Course.SCM20, Fraction(20), False),
        (Course.SCM33, Fraction(100, 3), False),
        (Course.SCY20, Fraction(20), True),
        (Course.SCY27, Fraction(80, 3), True),
        (Course.SCY33, Fraction(100, 3), True),
        (Course.SCY36, Fraction(110, 3), True),
    ],
)
def test_pools_are_as_long_as_they_are(course: Course, length: Fraction, yards: bool) -> None:
    assert (course.length, course.yards) == (length, yards)


@pytest.mark.parametrize(
    ("course", "distance", "lengths", "turns"),
    [
        (LCM, 50, 1, 0),
        (LCM, 1500, 30, 29),
        (SCM, 100, 4, 3),
        (SCM, 1500, 60, 59),
        (SCY, 1650, 66, 65),
        (SCY, 500, 20, 19),
    ],
)
def test_lengths_and_turns(course: Course, distance: int, lengths: int, turns: int) -> None:
    event = Event(distance, FREE, course)
    assert (event.lengths, event.turns) == (lengths, turns)


def test_lengths_and_turns_of_the_published_table() -> None:
    rows = table("turn_counts.csv")
    for row in rows:
        event = Event(int(row["distance"]), FREE, Course(row["course"]))
        assert event.course.length == int(row["pool_length"])
        assert (event.lengths, event.turns) == (int(row["lengths"]), int(row["turns"]))
    assert len(rows) == 18


@pytest.mark.parametrize(
    ("distance", "stroke", "course", "legs", "reason"),
    [
        (25, FREE, LCM, 1, "not_whole_lengths"),
        (75, FREE, LCM, 1, "not_whole_lengths"),
        (50, FREE, Course.SCM33, 1, "not_whole_lengths"),
        (100, MEDLEY, LCM, 1, "medley_quarters"),
        (50, MEDLEY, SCM, 1, "medley_quarters"),
        (50, MEDLEY, SCM, 2, "relay_legs"),
        (50, FREE, SCM, 0, "relay_legs"),
        (50, FREE, SCM, -4, "relay_legs"),
        (50, FREE, SCM, 51, "relay_legs"),
        (50, FREE, SCM, True, "relay_legs"),
        (1, FREE, SCM, 1, "not_whole_lengths"),
        (0, FREE, SCM, 1, "distance"),
        (-50, FREE, SCM, 1, "distance"),
        (30_050, FREE, SCM, 1, "distance"),
        (True, FREE, SCM, 1, "distance"),
        (50.0, FREE, SCM, 1, "distance"),
        (50, "FREE", SCM, 1, "code"),
        (50, FREE, "SCM", 1, "code"),
        (50, Sex.F, SCM, 1, "code"),
    ],
)
def test_refuses_what_cannot_be_swum(distance: int, stroke: Stroke, course: Course, legs: int, reason: str) -> None:
    with pytest.raises(EventError) as refusal:
        Event(distance, stroke, course, legs)
    assert refusal.value.reason == reason
    assert (refusal.value.distance, refusal.value.stroke, refusal.value.course) == (distance, stroke, course)


@pytest.mark.parametrize(
    ("distance", "stroke", "course", "legs"),
    [
        (30_000, FREE, LCM, 1),
        (50, FREE, SCM, 50),
        (100, MEDLEY, SCM, 1),
        (200, MEDLEY, LCM, 1),
        (50, MEDLEY, LCM, 4),
        (100, FREE, Course.SCM33, 1),
        (400, MEDLEY, Course.SCM33, 1),
    ],
)
def test_takes_what_can(distance: int, stroke: Stroke, course: Course, legs: int) -> None:
    assert Event(distance, stroke, course, legs).total_distance == distance * legs


def test_a_relay_counts_its_legs() -> None:
    relay = Event(100, MEDLEY, LCM, 4)
    assert (relay.is_relay, relay.total_distance, relay.lengths, relay.turns) == (True, 400, 2, 1)
    assert not Event(100, FREE, LCM).is_relay
    assert Event(100, FREE, LCM, 2).is_relay


@pytest.mark.parametrize(
    ("event", "at", "strokes"),
    [
        (
            Event(200, MEDLEY, SCM),
            (1, 50, 51, 100, 101, 150, 151, 200),
            (FLY, FLY, BACK, BACK, BREAST, BREAST, FREE, FREE),
        ),
        (Event(50, MEDLEY, SCM, 4), (25, 50, 51, 100, 150, 200), (BACK, BACK, BREAST, BREAST, FLY, FREE)),
        (Event(200, BACK, SCM), (1, 200), (BACK, BACK)),
        (Event(50, FLY, SCM, 4), (1, 200), (FLY, FLY)),
    ],
)
def test_which_stroke_is_swum_where(event: Event, at: tuple[int, ...], strokes: tuple[Stroke, ...]) -> None:
    """Individual medley FL BK BR FR, medley relay BK BR FL FR (World Aquatics SW 9)."""
    assert tuple(event.leg_stroke(distance) for distance in at) == strokes


@pytest.mark.parametrize("distance", [-1, 0, 201])
def test_no_stroke_outside_the_race(distance: int) -> None:
    with pytest.raises(EventError) as refusal:
        Event(200, MEDLEY, SCM).leg_stroke(distance)
    assert refusal.value.reason == "distance"


def test_programme_order_is_course_then_relays_then_stroke_then_distance() -> None:
    listed = [
        Event(100, FREE, LCM),
        Event(200, FREE, LCM),
        Event(50, BACK, LCM),
        Event(50, FREE, LCM, 4),
        Event(25, FREE, SCM),
    ]
    shuffled = [listed[3], listed[1], listed[4], listed[0], listed[2]]
    assert sorted(shuffled, key=lambda event: event.programme_order) == listed


@given(events())
def test_turns_are_the_walls_between_whole_lengths(event: Event) -> None:
    """Protects every count of turns: lengths times the pool is the distance, with one wall fewer inside the race."""
    assert event.lengths * event.course.length == event.distance
    assert event.turns == event.lengths - 1 >= 0


@given(events(strokes=[Stroke.MEDLEY]))
def test_a_medley_changes_stroke_three_times_in_equal_parts(event: Event) -> None:
    """Protects laps by stroke: each quarter of a medley is one stroke, whatever its distance."""
    quarter = event.total_distance // 4
    firsts = [event.leg_stroke(part * quarter + 1) for part in range(4)]
    lasts = [event.leg_stroke((part + 1) * quarter) for part in range(4)]
    assert firsts == lasts
    assert sorted(firsts) == sorted([FREE, BACK, BREAST, FLY])


@given(st.integers() | st.floats(), st.sampled_from(Stroke), st.sampled_from(Course), st.integers() | st.booleans())
def test_any_numbers_are_an_event_or_a_refusal(distance: int, stroke: Stroke, course: Course, legs: int) -> None:
    """Protects imports: a file may hold any numbers, and they are an event that can be swum or an EventError."""
    try:
        event = Event(distance, stroke, course, legs)
    except EventError:
        return
    assert event.lengths * course.length * legs == event.total_distance
