"""A swim holds together: its splits are its own, and nothing that was not swum can stand for its time."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given

from sprintbot.domain.errors import SplitsError, SwimTimeError
from sprintbot.domain.estimates import Estimate
from sprintbot.domain.events import Course, Event, Stroke
from sprintbot.domain.splits import Splits
from sprintbot.domain.swims import Start, Status, Swim, Technique, Timing
from sprintbot.domain.swimtime import SwimTime
from sprintbot.testing import estimates, swims

FREE_100 = Event(100, Stroke.FREE, Course.SCM)
TIME = SwimTime(6235)
SPLITS = Splits.from_cumulative(FREE_100, {50: SwimTime(2980)}, TIME)


def swim(time: SwimTime | None = TIME, splits: Splits | None = None, event: Event = FREE_100) -> Swim:
    return Swim("1", "a", event, time, date(2026, 11, 24), splits)


def test_a_swim_is_plain_unless_said_otherwise() -> None:
    plain = swim(splits=SPLITS)
    assert (plain.status, plain.start, plain.timing) == (Status.OK, Start.FLAT, Timing.OFFICIAL)
    assert (plain.technique, plain.meet, plain.splits) == (None, None, SPLITS)


def test_codes_are_those_of_lenex() -> None:
    assert [str(status) for status in Status] == ["OK", "EXH", "DSQ", "DNS", "DNF", "SICK", "WDR"]
    assert [str(technique) for technique in Technique] == ["DIVE", "GLIDE", "KICK", "PULL", "START", "TURN"]
    assert [str(start) for start in Start] == ["FLAT", "LEAD_OFF", "TAKEOVER"]
    assert [str(timing) for timing in Timing] == ["OFFICIAL", "HAND", "TRAINING", "CONVERTED", "INTERMEDIATE"]


def test_splits_must_be_of_the_event() -> None:
    with pytest.raises(SplitsError) as refusal:
        swim(splits=SPLITS, event=Event(100, Stroke.BACK, Course.SCM))
    assert refusal.value.reason == "event_differs"


@pytest.mark.parametrize(("time", "expected"), [(None, None), (SwimTime(6234), 6234)])
def test_splits_must_end_at_the_time(time: SwimTime | None, expected: int | None) -> None:
    with pytest.raises(SplitsError) as refusal:
        swim(time, SPLITS)
    assert (refusal.value.reason, refusal.value.expected_cs, refusal.value.found_cs) == (
        "final_differs",
        expected,
        6235,
    )


@given(estimates())
def test_an_estimate_is_never_a_swum_time(estimate: Estimate) -> None:
    """Protects bests: what was predicted or converted cannot be handed in as a result, not even by mistake."""
    with pytest.raises(SwimTimeError) as refusal:
        swim(estimate)  # type: ignore[arg-type]
    assert refusal.value.reason == "not_swum"
    assert not isinstance(estimate, SwimTime)


@pytest.mark.parametrize("number", [6235, 62.35, Fraction(6235), "1:02.35"])
def test_a_bare_number_is_no_time(number: object) -> None:
    with pytest.raises(SwimTimeError):
        swim(number)  # type: ignore[arg-type]


@given(swims())
def test_swims_are_values(one: Swim) -> None:
    """Protects tables and sets of swims: equal swims are one key, and a swim is its own copy."""
    assert len({one, Swim(**{name: getattr(one, name) for name in Swim.__slots__})}) == 1
