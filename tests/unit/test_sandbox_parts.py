"""The small rules one by one: sending limits, picture sizes, addresses, keyboards, the command a person sees."""

from __future__ import annotations

import struct
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sprintbot.sandbox.clock import Clock
from sprintbot.sandbox.errors import ApiError, ViolationError
from sprintbot.sandbox.flood import FloodControl, FloodLimits
from sprintbot.sandbox.images import image_size
from sprintbot.sandbox.links import checked_link
from sprintbot.sandbox.markup import inline_keyboard

PNG = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", 640, 480)
JPEG = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc2\x00\x11\x08" + struct.pack(">HH", 480, 640) + b"\x03"


class FrozenClock(Clock):
    def __init__(self, now: float = 1_800_000_000.0) -> None:
        super().__init__()
        self.time = now

    def now(self) -> float:
        return self.time


def exact(**limits: Any) -> FloodLimits:
    return FloodLimits(slack=0.0, **limits)


def test_a_second_message_within_a_second_waits() -> None:
    clock = FrozenClock()
    flood = FloodControl(clock, exact())
    assert flood.take(1) == 0
    clock.time += 0.5
    assert flood.take(1) == 1
    assert flood.take(2) == 0
    clock.time += 0.5
    assert flood.take(1) == 0


def test_the_twenty_first_message_of_a_minute_waits_for_the_first_to_age() -> None:
    clock = FrozenClock()
    flood = FloodControl(clock, exact())
    for _ in range(20):
        assert flood.take(-5) == 0
        clock.time += 1
    assert flood.take(-5) == 40
    clock.time += 40
    assert flood.take(-5) == 0
    assert flood.take(-5) == 1


def test_an_album_larger_than_the_window_needs_it_empty() -> None:
    clock = FrozenClock()
    flood = FloodControl(clock, exact())
    assert flood.take(1, 10) == 0
    assert flood.take(1, 2) == 1
    clock.time += 1
    assert flood.take(1, 2) == 0


def test_a_clock_set_back_forgets_the_future() -> None:
    clock = FrozenClock()
    flood = FloodControl(clock, exact())
    flood.take(1)
    clock.time -= 3600
    assert flood.take(1) == 0


def test_limits_can_be_off() -> None:
    flood = FloodControl(FrozenClock(), FloodLimits(enabled=False))
    assert [flood.take(1) for _ in range(100)] == [0] * 100


@given(st.lists(st.tuples(st.floats(0, 0.5), st.integers(1, 40)), min_size=1, max_size=120))
def test_no_window_ever_holds_more_than_allowed(sending: list[tuple[float, int]]) -> None:
    """Law: of the messages let through, no sliding second has more than 30, nor more than one per private chat."""
    clock = FrozenClock()
    flood = FloodControl(clock, exact())
    sent: list[tuple[float, int]] = []
    for pause, chat_id in sending:
        clock.time += pause
        wait = flood.take(chat_id)
        if wait:
            now, clock.time = clock.time, clock.time + wait
            assert flood.take(chat_id) == 0, f"retry_after {wait} at {now} was too short"
        sent.append((clock.time, chat_id))
    for at, chat_id in sent:
        window = [(when, who) for when, who in sent if at - 1 < when <= at]
        assert len(window) <= 30
        assert sum(who == chat_id for _, who in window) == 1


@pytest.mark.parametrize(
    ("body", "size"),
    [
        (PNG, (640, 480)),
        (JPEG, (640, 480)),
        (b"GIF89a" + struct.pack("<HH", 3, 2), (3, 2)),
        (b"BM" + bytes(16) + struct.pack("<ii", 3, -2), (3, 2)),
        (b"RIFF\0\0\0\0WEBPVP8X" + bytes(8) + b"\x02\0\0\x01\0\0", (3, 2)),
        (b"RIFF\0\0\0\0WEBPVP8L" + bytes(5) + struct.pack("<I", 2 | 1 << 14), (3, 2)),
        (b"RIFF\0\0\0\0WEBPVP8 " + bytes(10) + struct.pack("<HH", 3, 2), (3, 2)),
        (b"not a picture", None),
        (PNG[:20], None),
        (JPEG[:15], None),
    ],
)
def test_the_size_of_a_picture(body: bytes, size: tuple[int, int] | None) -> None:
    assert image_size(body) == size


@given(st.sampled_from([PNG, JPEG, b"RIFF\0\0\0\0WEBPVP8X", b"\xff\xd8\xff"]), st.binary(max_size=60))
def test_no_bytes_break_the_measuring(head: bytes, tail: bytes) -> None:
    """Law: any bytes are a picture of at least one pixel or none."""
    size = image_size(head[: len(head) // 2] + tail)
    assert size is None or min(size) > 0


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("https://example.com", "https://example.com/"),
        ("EXAMPLE.com?x", "http://example.com/?x"),
        ("HTTP://Example.com:8080/a?b#c", "http://example.com:8080/a?b#c"),
        ("tg://resolve?domain=x", "tg://resolve?domain=x"),
        ("http://127.0.0.1:8080/x", "http://127.0.0.1:8080/x"),
        ("ftp://example.com", ""),
        ("nonsense", ""),
        ("http://", ""),
        ("http://a b.com", ""),
    ],
)
def test_which_addresses_are_links(given: str, kept: str) -> None:
    assert checked_link(given) == kept


def keyboard(*rows: list[dict[str, Any]]) -> dict[str, Any]:
    return {"inline_keyboard": list(rows)}


def button(**fields: Any) -> dict[str, Any]:
    return {"text": "x", "callback_data": "y", **fields}


def test_the_largest_keyboard_is_kept_as_given() -> None:
    full = keyboard(*([button(callback_data="ї" * 32)] * 8 for _ in range(12)), [button()] * 4)
    assert inline_keyboard(full) == full
    assert inline_keyboard(keyboard()) is None
    assert inline_keyboard({"remove_keyboard": True}) is None
    assert (
        inline_keyboard({"keyboard": [["a", {"text": "b", "request_contact": True}]], "resize_keyboard": True}) is None
    )


@pytest.mark.parametrize(
    ("markup", "problem"),
    [
        (keyboard([button(callback_data="ї" * 32 + "x")]), "BUTTON_DATA_INVALID"),
        (keyboard([button(callback_data="")]), "BUTTON_DATA_INVALID"),
        (keyboard([button()] * 9), "reply markup is too long"),
        (keyboard(*[[button()]] * 101), "reply markup is too long"),
        (keyboard([{"text": "x"}]), "Text buttons are unallowed in the inline keyboard"),
        (keyboard([{"callback_data": "x"}]), 'can\'t find field "text"'),
        (keyboard([button(text=" ")]), "button text must be non-empty"),
        (keyboard([{"text": "x", "url": "nonsense"}]), "inline keyboard button URL 'nonsense' is invalid"),
        ({"inline_keyboard": [button()]}, "must be an Array of Arrays"),
        ({"inline_keyboard": [["x"]]}, "expected an Object"),
        ({"keyboard": [[{"text": ""}]]}, "button text must be non-empty"),
        ({"nothing": 1}, "object expected as reply markup"),
    ],
)
def test_keyboards_telegram_refuses(markup: dict[str, Any], problem: str) -> None:
    with pytest.raises(ApiError, match=problem):
        inline_keyboard(markup)


@pytest.mark.parametrize(
    "markup",
    [keyboard([button(calback_data="x")]), keyboard([button(url="https://example.com")]),
     {"inline_keyboard": [], "resize_keyboard": True}, {"keyboard": [[{"text": "x", "callback_data": "y"}]]}],
)  # fmt: skip
def test_fields_that_no_keyboard_has_are_violations(markup: dict[str, Any]) -> None:
    with pytest.raises(ViolationError):
        inline_keyboard(markup)
