"""Telegram's sending limits as Telegram sees them: by when messages arrive, not by when they were sent off."""

from __future__ import annotations

import heapq
import random
from collections import defaultdict
from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sprintbot.adapters.telegram.pacing import Limits, Pacing, Weight, weigh

ONE = Weight(1, 1)
GROUP = -100


@dataclass
class Network:
    """Sends whatever pacing lets go, one message of a chat at a time, as the sender does. A call takes up to `slowest`
    seconds and arrives at any moment of it; `arrived` is Telegram's view."""

    pacing: Pacing
    waiting: dict[int, int]
    chance: random.Random
    slowest: float
    now: float = 0.0
    flying: list[tuple[float, int]] = field(default_factory=list)
    arrived: list[tuple[float, int]] = field(default_factory=list)

    def run(self, until: float) -> None:
        while self.now < until and (any(self.waiting.values()) or self.flying):
            self.now = min(max(self._launch(), self.now + 1e-4), until)
            while self.flying and self.flying[0][0] <= self.now:
                ended, chat = heapq.heappop(self.flying)
                self.pacing.end(chat, ONE, ended)

    def _launch(self) -> float:
        """Send what may be sent now; the time of the next thing to happen."""
        soonest = self.now + 60.0
        busy = {chat for _, chat in self.flying}
        for chat in [chat for chat, left in self.waiting.items() if left and chat not in busy]:
            if overall := self.pacing.overall_wait(ONE, self.now):
                soonest = min(soonest, self.now + overall)
                break
            wait = self.pacing.chat_wait(chat, ONE, self.now)
            soonest = min(soonest, self.now + wait)
            if not wait:
                self._send(chat)
        return min(soonest, self.flying[0][0]) if self.flying else soonest

    def _send(self, chat: int) -> None:
        self.pacing.start(chat, ONE, self.now)
        self.waiting[chat] -= 1
        took = self.chance.uniform(0, self.slowest)
        heapq.heappush(self.flying, (self.now + took, chat))
        self.arrived.append((self.now + self.chance.uniform(0, took), chat))


def worst(times: list[float], seconds: float) -> int:
    """The most arrivals in any window of that length."""
    times = sorted(times)
    most = first = 0
    for last, at in enumerate(times):
        while at - times[first] >= seconds:
            first += 1
        most = max(most, last - first + 1)
    return most


@given(
    chats=st.dictionaries(st.integers(-5, 40).filter(bool), st.integers(1, 30), min_size=1, max_size=46),
    slowest=st.sampled_from([0.0, 0.02, 0.3, 2.5]),
    chance=st.randoms(use_true_random=True),
)
def test_no_window_of_the_receiver_is_ever_exceeded(
    chats: dict[int, int], slowest: float, chance: random.Random
) -> None:
    """30 in any second, 1 in any second of a private chat, 20 in any minute of a group, whatever calls take."""
    network = Network(Pacing(0.0), dict(chats), chance, slowest)
    network.run(until=200.0)
    by_chat: dict[int, list[float]] = defaultdict(list)
    for at, chat in network.arrived:
        by_chat[chat].append(at)
    assert worst([at for at, _ in network.arrived], 1.0) <= 30
    assert all(worst(times, 1.0) <= 1 for chat, times in by_chat.items() if chat > 0)
    assert all(worst(times, 60.0) <= 20 for chat, times in by_chat.items() if chat < 0)
    assert network.waiting == dict.fromkeys(chats, 0), "everything is sent in the end"


@settings(max_examples=20)
@given(chats=st.integers(60, 300), chance=st.randoms(use_true_random=True))
def test_a_backlog_over_many_chats_uses_the_whole_rate(chats: int, chance: random.Random) -> None:
    """At least 95 % of 30 messages a second, with calls of up to 40 ms."""
    network = Network(Pacing(0.0), dict.fromkeys(range(1, chats + 1), 1000), chance, 0.04)
    network.run(until=61.0)
    assert len(network.arrived) >= 0.95 * 30 * 60


def test_ten_thousand_messages_to_mixed_chats_keep_every_window() -> None:
    chance = random.Random(2026)  # noqa: S311 - a simulation
    waiting = {chat: chance.randint(1, 120) for chat in range(1, 151)} | dict.fromkeys(range(-12, 0), 60)
    total = sum(waiting.values())
    network = Network(Pacing(0.0), waiting, chance, 0.08)
    network.run(until=600.0)
    assert len(network.arrived) == total > 9_000
    assert worst([at for at, _ in network.arrived], 1.0) <= 30
    for chat in range(-12, 151):
        times = [at for at, whose in network.arrived if whose == chat]
        assert worst(times, 1.0 if chat > 0 else 60.0) <= (1 if chat > 0 else 20)


def test_after_a_start_the_last_second_counts_as_full() -> None:
    pacing = Pacing(100.0)
    assert pacing.overall_wait(ONE, 100.0) >= 1.0
    assert pacing.overall_wait(ONE, 101.1) == 0.0


def test_after_a_start_a_group_gets_a_few_messages_in_its_first_minute() -> None:
    pacing = Pacing(0.0)
    sent = 0
    while pacing.chat_wait(GROUP, ONE, 10.0 + sent) == 0.0:
        pacing.start(GROUP, ONE, 10.0 + sent)
        pacing.end(GROUP, ONE, 10.0 + sent)
        sent += 1
    assert sent == Limits().group_at_start
    assert pacing.chat_wait(GROUP, ONE, 61.0) == 0.0


def test_a_call_under_way_holds_its_place_however_long_it_takes() -> None:
    pacing = Pacing(-10.0)
    pacing.start(7, ONE, 0.0)
    assert pacing.chat_wait(7, ONE, 30.0) == float("inf")
    pacing.end(7, ONE, 30.0)
    assert pacing.chat_wait(7, ONE, 30.9) > 0.0
    assert pacing.chat_wait(7, ONE, 31.1) == 0.0


def test_an_album_larger_than_a_window_waits_for_an_empty_one() -> None:
    album = weigh("sendMediaGroup", 7, {"media": [{}] * 10})
    pacing = Pacing(-10.0)
    assert pacing.chat_wait(7, album, 0.0) == 0.0
    pacing.start(7, album, 0.0)
    pacing.end(7, album, 0.0)
    assert 1.0 < pacing.chat_wait(7, ONE, 0.0) < 1.1


@pytest.mark.parametrize(
    ("method", "chat_id", "weight"),
    [
        ("sendMessage", 7, Weight(1, 1)),
        ("sendDocument", GROUP, Weight(1, 1)),
        ("editMessageText", 7, Weight(1, 0)),
        ("editMessageText", GROUP, Weight(1, 1)),
        ("setMessageReaction", 7, Weight(1, 0)),
        ("sendChatAction", GROUP, Weight(1, 0)),
        ("answerCallbackQuery", 7, Weight(0, 0)),
        ("setMyCommands", 0, Weight(0, 0)),
    ],
)
def test_what_a_call_counts_as(method: str, chat_id: int, weight: Weight) -> None:
    assert weigh(method, chat_id, {}) == weight


def test_memory_is_bounded_however_many_chats_there_are() -> None:
    """Three hours at the full rate, a new chat each time: what is silent is forgotten."""
    pacing, now = Pacing(0.0), 2.0
    for chat in range(1, 20_000):
        pacing.start(chat, ONE, now)
        pacing.end(chat, ONE, now)
        now += 1 / 30
    assert len(pacing._chats) <= 4096
