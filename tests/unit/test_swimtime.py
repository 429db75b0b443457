"""Swim times: what is read, what is refused and how it is said, and that nothing is lost in between."""

from __future__ import annotations

import pickle
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sprintbot.domain.errors import SwimTimeError
from sprintbot.domain.swimtime import LONGEST_CS, SwimTime
from sprintbot.testing import swim_times


@pytest.mark.parametrize(
    ("text", "centiseconds"),
    [
        ("1:02.35", 6235),
        ("1:02,35", 6235),
        ("62.35", 6235),
        ("00:01:02.35", 6235),
        ("15:36.5", 93650),
        (" 29.8 ", 2980),
        ("0.01", 1),
        ("     99:59:59.99", LONGEST_CS),  # 16 characters are read, 17 are not
        ("59:59.99", 359999),
        ("99:59.99", 599999),
        ("1:00:00.00", 360000),
        ("99:59:59.99", LONGEST_CS),
        ("359999.99", LONGEST_CS),
    ],
)
def test_reads_what_swimmers_and_machines_write(text: str, centiseconds: int) -> None:
    assert SwimTime.parse(text).centiseconds == centiseconds


@pytest.mark.parametrize(
    ("text", "reason", "guess"),
    [
        ("", "not_a_time", None),
        ("62", "not_a_time", None),
        ("1:02:03", "not_a_time", None),
        ("1.2.3", "not_a_time", None),
        ("1:2.35", "not_a_time", None),
        ("29,9o", "not_a_time", None),
        ("29.801", "not_a_time", None),
        ("-29.80", "not_a_time", None),
        ("29.80s", "not_a_time", None),
        ("NT", "not_a_time", None),
        ("١:٠٢.٣٥", "not_a_time", None),
        ("1:02.35\n1:02.35", "not_a_time", None),
        ("      99:59:59.99", "not_a_time", None),
        ("1:72.5", "seconds_over_59", "1:12.50"),
        ("1:60.00", "seconds_over_59", "1:00.00"),
        ("0:60.00", "seconds_over_59", None),
        ("0:60.01", "seconds_over_59", "0.01"),
        ("59:99.99", "seconds_over_59", "59:39.99"),
        ("1:02:72.50", "seconds_over_59", None),
        ("1:60:00.00", "minutes_over_59", None),
        ("00:00:00.00", "zero", None),
        ("0.00", "zero", None),
        ("360000.00", "out_of_range", None),
    ],
)
def test_refuses_the_rest_quoting_it(text: str, reason: str, guess: str | None) -> None:
    with pytest.raises(SwimTimeError) as refusal:
        SwimTime.parse(text)
    assert (refusal.value.text, refusal.value.reason, refusal.value.guess) == (text, reason, guess)
    assert repr(text) in str(refusal.value)


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (0, "zero"),
        (-1, "out_of_range"),
        (LONGEST_CS + 1, "out_of_range"),
        (True, "not_whole_hundredths"),
        (62.35, "not_whole_hundredths"),
        ("62.35", "not_whole_hundredths"),
        (Decimal(6235), "not_whole_hundredths"),
        (Fraction(6235), "not_whole_hundredths"),
    ],
)
def test_holds_only_whole_positive_hundredths(value: object, reason: str) -> None:
    with pytest.raises(SwimTimeError) as refusal:
        SwimTime.from_centiseconds(value)  # type: ignore[arg-type]
    assert refusal.value.reason == reason


@pytest.mark.parametrize(
    ("centiseconds", "text"),
    [
        (1, "0.01"),
        (2980, "29.80"),
        (5999, "59.99"),
        (6000, "1:00.00"),
        (6235, "1:02.35"),
        (359999, "59:59.99"),
        (360000, "1:00:00.00"),
        (LONGEST_CS, "99:59:59.99"),
    ],
)
def test_is_written_as_swimmers_write_it(centiseconds: int, text: str) -> None:
    assert str(SwimTime.from_centiseconds(centiseconds)) == text
    assert SwimTime(centiseconds).format(decimal=",") == text.replace(".", ",")


@given(swim_times())
def test_what_is_written_reads_back(time: SwimTime) -> None:
    """Protects stored and shown times: no hundredth is lost between writing and reading, with point or comma."""
    assert SwimTime.parse(str(time)) == time
    assert SwimTime.parse(time.format(",")) == time


@given(swim_times())
def test_every_way_of_writing_reads_alike(time: SwimTime) -> None:
    """Protects imports: LENEX's HH:MM:SS.hh, bare seconds and the short form are one time."""
    seconds, hundredths = divmod(time.centiseconds, 100)
    lenex = f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}.{hundredths:02d}"
    assert SwimTime.parse(lenex) == time == SwimTime.parse(f"{seconds}.{hundredths:02d}")


@given(swim_times(), swim_times())
def test_order_is_that_of_the_hundredths(one: SwimTime, other: SwimTime) -> None:
    """Protects rankings: times compare as their hundredths do, and equal ones are one key."""
    assert (one < other) == (one.centiseconds < other.centiseconds)
    assert (one == other) == (one.centiseconds == other.centiseconds)
    assert len({one, other}) == 1 + (one != other)


@given(st.text() | st.text("0123456789:., ", max_size=14))
def test_any_text_is_a_time_or_a_refusal(text: str) -> None:
    """Protects the chat: whatever a person types, the answer is a time or a refusal that quotes it."""
    refused: SwimTimeError | None = None
    try:
        assert SwimTime.parse(str(SwimTime.parse(text))) == SwimTime.parse(text)
    except SwimTimeError as error:
        refused = error
    if refused is not None:
        assert refused.text == text
        assert refused.guess is None or str(SwimTime.parse(refused.guess)) == refused.guess


@given(st.integers() | st.floats() | st.none() | st.booleans())
def test_any_number_is_a_time_or_a_refusal(number: object) -> None:
    """Protects callers who hold raw numbers: never a wrong time, never another error."""
    try:
        time = SwimTime(number)  # type: ignore[arg-type]
    except SwimTimeError:
        return
    assert type(number) is int
    assert time.centiseconds == number


def test_errors_carry_their_data_through_pickling() -> None:
    """Protects what crosses a process: an error keeps its code, data and fields."""
    error = SwimTimeError("1:72.5", "seconds_over_59", "1:12.50")
    copied = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes
    assert isinstance(copied, SwimTimeError)
    assert (copied.code, copied.data, copied.guess) == (error.code, error.data, error.guess)
    assert str(copied) == str(error) == "swim_time text='1:72.5' reason='seconds_over_59' guess='1:12.50'"
