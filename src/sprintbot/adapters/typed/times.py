"""Which of a line's numbers is its time, which its date, and which are laps that stand without brackets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from sprintbot.adapters.typed.tokens import Clock, Dated, Laps, Token
from sprintbot.domain.events import Event
from sprintbot.domain.splitfaults import fastest_plausible_cs
from sprintbot.domain.typedsplits import ReadSplits, TypedSplit, read_splits

SLOWEST_CS = 600
"""Hundredths a metre: slower than anybody is timed."""


@dataclass(frozen=True, slots=True)
class Setting:
    """`event` as far as it is known (None: no distance, no stroke, or not swum in that pool).

    `own` says that the line itself holds some of it, `named` that it names somebody, `header` that it has words of a
    header, `needed` that the line below has a time and no event.
    """

    event: Event | None
    own: bool
    named: bool
    header: bool
    needed: bool


@dataclass(frozen=True, slots=True)
class Times:
    """`meant` is what a time was probably meant to be (hundredths), where it is not what was typed."""

    total: Clock | None = None
    day: Clock | Dated | None = None
    spare: tuple[Clock | Dated, ...] = ()
    splits: ReadSplits | None = None
    meant: int | None = None
    either: Clock | None = None
    """A time and a date alike, beside another such."""


def pick_times(tokens: Sequence[Token], setting: Setting) -> Times:
    clocks = [token for token in tokens if isinstance(token, Clock)]
    days = [token for token in tokens if isinstance(token, Dated)]
    sure = [clock for clock in clocks if not clock.dated]
    doubtful = [clock for clock in clocks if clock.dated]
    if not sure and len(doubtful) > 1:
        sure = [clock for clock in doubtful if clock.day is None]
        doubtful = [clock for clock in doubtful if clock.day is not None]
    dates: list[Clock | Dated] = [*days, *doubtful]
    if len(clocks) > 2 or len(sure) > 1:
        total, splits = _loose(tokens, clocks, setting.event)
        if splits is not None:
            return Times(total, days[0] if days else None, tuple(days[1:]), splits)
        total, splits = _loose(tokens, sure, setting.event)
        if splits is not None:
            return Times(total, dates[0] if dates else None, tuple(dates[1:]), splits)
    if sure:
        return Times(sure[0], dates[0] if dates else None, (*sure[1:], *dates[1:]))
    if days and doubtful:
        return Times(doubtful[0], days[0], (*doubtful[1:], *days[1:]))
    if len(doubtful) > 1:
        swum = [one for one in doubtful if setting.event is None or is_plausible_time(setting.event, one.cs)]
        if len(swum) == 1 and len(doubtful) == 2:
            return Times(swum[0], next(one for one in doubtful if one is not swum[0]))
        return Times(doubtful[0], doubtful[1], tuple(doubtful[2:]), either=doubtful[1])
    if doubtful:
        return _of_one(tokens, doubtful[0], setting)
    return Times(None, days[0] if days else None, tuple(days[1:]))


def _loose(
    tokens: Sequence[Token], clocks: Sequence[Clock], event: Event | None
) -> tuple[Clock | None, ReadSplits | None]:
    """Laps or splits without brackets around them, before or after their time: taken only where they add up."""
    if event is None or len(clocks) < 3:
        return None, None
    slowest = max(clock.cs for clock in clocks)
    if clocks[0].cs == slowest:
        total, rest = clocks[0], clocks[1:]
    elif clocks[-1].cs == slowest:
        total, rest = clocks[-1], clocks[:-1]
    else:
        return None, None
    follows = dict(pairwise(tokens))
    typed = []
    for clock in rest:
        beside = follows.get(clock)
        lap = beside.splits[0].centiseconds if isinstance(beside, Laps) and len(beside.splits) == 1 else None
        typed.append(TypedSplit(clock.cs, lap=lap))
    read = read_splits(event, total.cs, typed)
    return (total, read) if read.laps_cs and all(finding.note for finding in read.findings) else (None, None)


def _of_one(tokens: Sequence[Token], clock: Clock, setting: Setting) -> Times:
    """`24.11` and nothing else: a time where the line needs one and it can be one, else a date."""
    as_day = Times(day=clock)
    if setting.event is None:
        return Times(clock) if setting.own and not setting.needed else as_day
    if not setting.own and setting.header and not setting.named:
        return as_day
    if setting.own and not setting.named and setting.needed:
        return as_day
    groups = [token for token in tokens if isinstance(token, Laps)]
    if groups and _makes_a_time(groups[0], setting.event) and not _makes_a_time(groups[0], setting.event, clock.cs):
        return as_day
    if is_plausible_time(setting.event, clock.cs):
        return Times(clock)
    minutes, seconds = divmod(clock.cs, 100)
    meant = (minutes * 60 + seconds) * 100
    if setting.named and seconds < 60 and is_plausible_time(setting.event, meant):
        return Times(clock, meant=meant)
    return Times(clock) if clock.day is None else as_day


def _makes_a_time(laps: Laps, event: Event, total: int | None = None) -> bool:
    return not read_splits(event, total, laps.splits).findings


def is_plausible_time(event: Event, cs: int) -> bool:
    return fastest_plausible_cs(event.course, event.distance) <= cs <= SLOWEST_CS * event.distance
