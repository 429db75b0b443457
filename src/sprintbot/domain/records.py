"""Personal bests that state why they count: which swim, which others counted, which did not and for what reason.

A best is of one event in one course, status OK, from an individual start: flat, or the lead-off leg of a relay
(World Aquatics SW 12; relay legs 2-4 are not ranked). Technique swims and converted times never count. Official,
hand-timed and training times are kept apart by `timings`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from sprintbot.domain.estimates import Estimate, Method, estimate
from sprintbot.domain.events import Event, Sex, Stroke
from sprintbot.domain.swims import Start, Status, Swim, Timing
from sprintbot.domain.swimtime import SwimTime

OFFICIAL_ONLY = frozenset({Timing.OFFICIAL})


class Reason(StrEnum):
    """Why a swim did not count."""

    OTHER_EVENT = "OTHER_EVENT"
    OTHER_COURSE = "OTHER_COURSE"
    RELAY_TEAM = "RELAY_TEAM"
    """The time of a whole relay: nobody's own."""
    RELAY_LEG = "RELAY_LEG"
    """A leg begun by a takeover."""
    INDIVIDUAL_START = "INDIVIDUAL_START"
    """Left out of relay legs: it was begun from the signal."""
    TECHNIQUE = "TECHNIQUE"
    NOT_OK = "NOT_OK"
    NO_TIME = "NO_TIME"
    OFFICIAL = "OFFICIAL"
    """Official, where only other timings were asked for."""
    HAND_TIMED = "HAND_TIMED"
    TRAINING = "TRAINING"
    CONVERTED = "CONVERTED"
    INTERMEDIATE = "INTERMEDIATE"
    NO_SPLITS = "NO_SPLITS"
    OTHER_SECTIONS = "OTHER_SECTIONS"
    """Split at other distances than the sections compared."""
    IMPOSSIBLE_SPLITS = "IMPOSSIBLE_SPLITS"


_TIMING_REASONS = {
    Timing.OFFICIAL: Reason.OFFICIAL,
    Timing.HAND: Reason.HAND_TIMED,
    Timing.TRAINING: Reason.TRAINING,
    Timing.CONVERTED: Reason.CONVERTED,
    Timing.INTERMEDIATE: Reason.INTERMEDIATE,
}


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A swim that did not count, and why."""

    swim: Swim
    reason: Reason


@dataclass(frozen=True, slots=True)
class PersonalBest:
    """`counted` is best first and `left_out` by date, so the order of the swims handed in leaves no trace.

    `event` is None only where there was no swim to take it from.
    """

    event: Event | None
    swim: Swim | None
    counted: tuple[Swim, ...]
    left_out: tuple[LeftOut, ...]
    timings: frozenset[Timing] = OFFICIAL_ONLY

    @property
    def time(self) -> SwimTime | None:
        return None if self.swim is None else self.swim.time


@dataclass(frozen=True, slots=True)
class RelayLegBest:
    """The best leg begun by a takeover: never a personal best. `flat_start` estimates it from a flat start."""

    event: Event | None
    swim: Swim | None
    flat_start: Estimate | None
    counted: tuple[Swim, ...]
    left_out: tuple[LeftOut, ...]
    timings: frozenset[Timing] = OFFICIAL_ONLY

    @property
    def time(self) -> SwimTime | None:
        """As swum, with the takeover's gain in it."""
        return None if self.swim is None else self.swim.time


def counts_as_best(swim: Swim, timings: frozenset[Timing] = OFFICIAL_ONLY) -> Reason | None:
    """Why the swim cannot be a best of its own event; None where it can. `timings` never admits a converted time."""
    if swim.start is Start.TAKEOVER:
        return Reason.RELAY_LEG
    return _unfit(swim, timings)


def _unfit(swim: Swim, timings: frozenset[Timing]) -> Reason | None:
    if swim.event.is_relay:
        return Reason.RELAY_TEAM
    if swim.technique is not None:
        return Reason.TECHNIQUE
    if swim.status is not Status.OK:
        return Reason.NOT_OK
    if swim.time is None:
        return Reason.NO_TIME
    if swim.timing not in timings or swim.timing is Timing.CONVERTED:
        return _TIMING_REASONS[swim.timing]
    return None


def rank(swim: Swim) -> tuple[bool, int, date, str]:
    """The order of bests: the time (none is last), then the earlier day, then the id. Ids are unique."""
    return (swim.time is None, swim.time.centiseconds if swim.time else 0, swim.swum_on, swim.id)


def better(a: Swim, b: Swim) -> Swim:
    """The one that holds the best of two that count: the faster, of equal times the earlier, then the lesser id."""
    return min(a, b, key=rank)


def personal_best(
    swims: Iterable[Swim], event: Event | None = None, *, timings: frozenset[Timing] = OFFICIAL_ONLY
) -> PersonalBest:
    """The best of one athlete's swims in `event`; without one, in the event of the first swim.

    Swims of several athletes give the best among them all.
    """
    event, counted, left_out = _sorted_out(swims, event, timings, takeover=False)
    return PersonalBest(event, counted[0] if counted else None, counted, left_out, timings)


def bests(swims: Iterable[Swim], *, timings: frozenset[Timing] = OFFICIAL_ONLY) -> dict[Event, PersonalBest]:
    """Every event swum, in programme order, to its best; `swim` is None where all of that event were left out."""
    by_event: dict[Event, list[Swim]] = {}
    for swim in swims:
        by_event.setdefault(swim.event, []).append(swim)
    return {
        event: personal_best(by_event[event], event, timings=timings)
        for event in sorted(by_event, key=lambda event: event.programme_order)
    }


# Hundredths, (other strokes, backstroke): medians of block starts in collected meet results, and of 12,302 takeovers;
# the takeover's 5-95 % range gives the bounds. Where the sex is not known: the middle, which allows about 0.45 s.
_FLAT_REACTION_CS: dict[Sex | None, tuple[int, int]] = {Sex.M: (69, 63), Sex.F: (72, 65)}
_FLAT_REACTION_OF_ANY_CS = (71, 64)
_TAKEOVER_CS, _TAKEOVER_RANGE_CS = 26, (6, 50)
TAKEOVER_SOURCE = "median flat reaction less median takeover reaction, 12302 takeovers, collected LENEX results"


def relay_leg_best(
    swims: Iterable[Swim],
    event: Event | None = None,
    *,
    sex: Sex | None = None,
    timings: frozenset[Timing] = OFFICIAL_ONLY,
) -> RelayLegBest:
    """The best leg begun by a takeover, and what it would be worth from a flat start.

    The allowance is the median flat reaction (men 0.69 s, women 0.72 s; backstroke 0.63 and 0.65) less the median
    takeover of 0.26 s; where the sex is not given, 0.45 s. The bounds take the takeover as 0.50 s and as 0.06 s.
    """
    event, counted, left_out = _sorted_out(swims, event, timings, takeover=True)
    if not counted:
        return RelayLegBest(event, None, None, counted, left_out, timings)
    return RelayLegBest(event, counted[0], from_flat_start(counted[0], sex), counted, left_out, timings)


def from_flat_start(leg: Swim, sex: Sex | None) -> Estimate | None:
    """A takeover leg's time with the takeover's gain taken away, as `relay_leg_best` states it; None without a time."""
    if leg.time is None:
        return None
    flat = _FLAT_REACTION_CS.get(sex, _FLAT_REACTION_OF_ANY_CS)[leg.event.stroke is Stroke.BACK]
    worth, *bounds = (Fraction(leg.time.centiseconds + flat - gone) for gone in (_TAKEOVER_CS, *_TAKEOVER_RANGE_CS))
    return estimate(leg.event, worth, Method.TAKEOVER_ALLOWANCE, TAKEOVER_SOURCE, tuple(bounds))


def _sorted_out(
    swims: Iterable[Swim], event: Event | None, timings: frozenset[Timing], *, takeover: bool
) -> tuple[Event | None, tuple[Swim, ...], tuple[LeftOut, ...]]:
    given = list(swims)
    if event is None and given:
        event = given[0].event
    counted: list[Swim] = []
    left_out: list[LeftOut] = []
    for swim in given:
        reason = _other(swim.event, event) or _wrong_start(swim, takeover=takeover) or _unfit(swim, timings)
        if reason is None:
            counted.append(swim)
        else:
            left_out.append(LeftOut(swim, reason))
    counted.sort(key=rank)
    left_out.sort(key=lambda left: (left.swim.swum_on, left.swim.id))
    return event, tuple(counted), tuple(left_out)


def _other(event: Event, wanted: Event | None) -> Reason | None:
    if event == wanted or wanted is None:
        return None
    same_race = (event.distance, event.stroke, event.relay_legs) == (wanted.distance, wanted.stroke, wanted.relay_legs)
    return Reason.OTHER_COURSE if same_race else Reason.OTHER_EVENT


def _wrong_start(swim: Swim, *, takeover: bool) -> Reason | None:
    if takeover == (swim.start is Start.TAKEOVER):
        return None
    return Reason.INDIVIDUAL_START if takeover else Reason.RELAY_LEG
