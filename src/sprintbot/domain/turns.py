"""One turn: where its section begins and ends, its phases, and the rules of the wall and the water.

No turn time can be had from touch-pad splits: they mark the wall, never the lines before and after it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cache

from sprintbot.domain.errors import TurnError
from sprintbot.domain.events import MEDLEY_ORDER, Course, Event, Stroke
from sprintbot.domain.metrics import metres

FASTEST_CS_PER_METRE = 30
"""No published speed, push-off included, is quicker than 0.30 s for a metre."""


class TurnDefinition(StrEnum):
    """The section that a turn time spans: metres before the wall + metres after it, whatever the pool.

    Times of different definitions are never compared with one another.
    """

    FIVE_FIVE = "5+5"
    FIVE_TEN = "5+10"
    """LEN championship analysis (Haljand), Olstad 2020, Born 2021 and 2022."""
    FIVE_FIFTEEN = "5+15"
    SEVEN_HALF = "7.5+7.5"
    THREE = "3+3"
    """Round trip of Puel 2023."""
    INDIVIDUAL = "individual"
    """From the last hand entry before the wall to the head's breakout (Veiga 2013): distances differ by turn."""

    @property
    def section_cm(self) -> tuple[int, int] | None:
        """Centimetres before and after the wall, None for INDIVIDUAL."""
        return _SECTIONS.get(self)


_SECTIONS = {
    TurnDefinition.FIVE_FIVE: (500, 500),
    TurnDefinition.FIVE_TEN: (500, 1000),
    TurnDefinition.FIVE_FIFTEEN: (500, 1500),
    TurnDefinition.SEVEN_HALF: (750, 750),
    TurnDefinition.THREE: (300, 300),
}


class WallRule(StrEnum):
    """How the wall must be met (World Aquatics Competition Regulations, swimming)."""

    ANY_PART = "any_part"
    """Some part of the body (free)."""
    BACK_TURN = "back_turn"
    """Past the vertical only within one continuous turning action; the wall is left on the back."""
    ON_BACK = "on_back"
    """The back quarter of a medley ends as backstroke finishes."""
    TWO_HANDS = "two_hands"
    """Both hands, separated and simultaneous (fly, breast)."""


class TurnFault(StrEnum):
    """What is wrong with a turn. `LONG_PULL_OUT` is legal and unusual; the rest is against the rules or impossible."""

    SURFACED_LATE = "surfaced_late"
    LONG_PULL_OUT = "long_pull_out"
    ONE_HAND = "one_hand"
    IMPLAUSIBLY_FAST = "implausibly_fast"


@dataclass(frozen=True, slots=True)
class TurnKind:
    """The strokes into and out of the wall. Turns of different kinds are never compared with one another."""

    stroke_in: Stroke
    stroke_out: Stroke

    @property
    def wall_rule(self) -> WallRule:
        if self.stroke_in in (Stroke.FLY, Stroke.BREAST):
            return WallRule.TWO_HANDS
        if self.stroke_in is Stroke.BACK:
            return WallRule.BACK_TURN if self.stroke_out is Stroke.BACK else WallRule.ON_BACK
        return WallRule.ANY_PART

    @property
    def breakout_limited(self) -> bool:
        """The head must be up by 15 m after the wall, except in breaststroke."""
        return self.stroke_out is not Stroke.BREAST


@dataclass(frozen=True, slots=True)
class Turn:
    """One timed turn: only `time_cs`, its section's time in hundredths, is needed.

    Distances are hundredths of a metre (of a yard in a yard pool): `breakout_cm` from the wall to where the head
    breaks the surface, `inward_cm` from the last hand entry to the wall (INDIVIDUAL only). Phases in hundredths:
    `approach_cs` from the line to the first touch, `contact_cs` from there to the toes leaving, of it `push_off_cs`
    the active push, `underwater_cs` from the toes leaving to the breakout. `number` counts from 1; leave it out
    where all turns of the race are given in order. Raises TurnError: `not_positive`, `push_off_over_contact`.
    """

    time_cs: int
    breakout_cm: int | None = None
    number: int | None = None
    approach_cs: int | None = None
    contact_cs: int | None = None
    push_off_cs: int | None = None
    underwater_cs: int | None = None
    inward_cm: int | None = None
    kicks: int | None = None
    two_hands: bool | None = None

    def __post_init__(self) -> None:
        for name in _WHOLE:
            value = getattr(self, name)
            if value is not None and (type(value) is not int or value < (name not in _MAY_BE_ZERO)):
                raise TurnError(reason="not_positive", field=name, found=value, number=self.number)
        if type(self.time_cs) is not int:
            raise TurnError(reason="not_positive", field="time_cs", found=self.time_cs, number=self.number)
        if self.push_off_cs is not None and self.contact_cs is not None and self.push_off_cs > self.contact_cs:
            raise TurnError(reason="push_off_over_contact", number=self.number)


_WHOLE = (
    "time_cs", "breakout_cm", "number", "approach_cs", "contact_cs",
    "push_off_cs", "underwater_cs", "inward_cm", "kicks",
)  # fmt: skip
_MAY_BE_ZERO = frozenset({"kicks"})


def turn_kind(event: Event, number: int) -> TurnKind:
    """The kind of the race's turn `number` (from 1). Raises TurnError: `relay`, `no_such_turn`."""
    if event.is_relay:
        raise TurnError(reason="relay", legs=event.relay_legs)
    if not 1 <= number <= event.turns:
        raise TurnError(reason="no_such_turn", number=number, turns=event.turns)
    if event.stroke is not Stroke.MEDLEY:
        return TurnKind(event.stroke, event.stroke)
    return TurnKind(MEDLEY_ORDER[(number - 1) * 4 // event.lengths], MEDLEY_ORDER[number * 4 // event.lengths])


def number_turns(event: Event, turns: Sequence[Turn]) -> list[tuple[int, Turn]]:
    """Each turn with its number in the race, rising. Without numbers the race's turns are all there, in order.

    Raises TurnError: `no_turns`, `count`, `some_numbered`, `duplicate`.
    """
    if not turns:
        raise TurnError(reason="no_turns")
    numbers = [turn.number for turn in turns if turn.number is not None]
    if not numbers:
        if len(turns) != event.turns:
            raise TurnError(reason="count", expected=event.turns, found=len(turns))
        return list(enumerate(turns, 1))
    if len(numbers) != len(turns):
        raise TurnError(reason="some_numbered", numbered=len(numbers), found=len(turns))
    if len(set(numbers)) != len(numbers):
        raise TurnError(reason="duplicate", numbers=tuple(sorted(numbers)))
    return sorted(zip(numbers, turns, strict=True), key=lambda pair: pair[0])


def breakout_limit_cm(course: Course) -> int:
    """15 m from the wall; 16.4 yards in a yard pool."""
    return 1640 if course.yards else 1500


def section_length_cm(turn: Turn, definition: TurnDefinition, course: Course) -> int | Fraction | None:
    """The length of the turn's section in centimetres; None where an INDIVIDUAL one was not measured."""
    section = definition.section_cm
    if section is not None:
        return sum(section)
    if turn.inward_cm is None or turn.breakout_cm is None:
        return None
    return metres(turn.inward_cm + turn.breakout_cm, course)


def turn_faults(turn: Turn, kind: TurnKind, definition: TurnDefinition, course: Course) -> tuple[TurnFault, ...]:
    """What the rules forbid and what cannot be, in a stable order."""
    found = []
    if turn.breakout_cm is not None and turn.breakout_cm > breakout_limit_cm(course):
        found.append(TurnFault.SURFACED_LATE if kind.breakout_limited else TurnFault.LONG_PULL_OUT)
    if turn.two_hands is False and kind.wall_rule is WallRule.TWO_HANDS:
        found.append(TurnFault.ONE_HAND)
    section = section_length_cm(turn, definition, course)
    if section is not None and turn.time_cs * 100 < section * FASTEST_CS_PER_METRE:
        found.append(TurnFault.IMPLAUSIBLY_FAST)
    return tuple(found)


def check_turn(turn: Turn, definition: TurnDefinition, course: Course) -> None:
    """Raises TurnError where a section does not fit the pool (`section_over_pool`), a breakout lies beyond the next
    wall (`breakout_over_pool`), or the phases do not fit the section (`phases_over_time`, `phases_differ`).
    """
    pool, pool_in_metres = _pool_cm(course)
    if turn.breakout_cm is not None and turn.breakout_cm >= pool:
        raise TurnError(reason="breakout_over_pool", number=turn.number, found=turn.breakout_cm)
    section = definition.section_cm
    if section is not None and sum(section) > pool_in_metres:
        raise TurnError(reason="section_over_pool", definition=str(definition), course=str(course))
    at_wall = (turn.approach_cs or 0) + (turn.contact_cs or 0)
    if at_wall >= turn.time_cs:
        raise TurnError(reason="phases_over_time", number=turn.number, expected_cs=turn.time_cs, found_cs=at_wall)
    if turn.underwater_cs is None:
        return
    phases = at_wall + turn.underwater_cs
    if section is None:
        whole = turn.approach_cs is not None and turn.contact_cs is not None
        if phases > turn.time_cs or (whole and phases != turn.time_cs):
            raise TurnError(reason="phases_differ", number=turn.number, expected_cs=turn.time_cs, found_cs=phases)
        return
    breakout = None if turn.breakout_cm is None else metres(turn.breakout_cm, course)
    # Up before the out line, so a part of the section was swum: the phases cannot fill it.
    if breakout is not None and breakout < section[1] and phases >= turn.time_cs:
        raise TurnError(reason="phases_over_time", number=turn.number, expected_cs=turn.time_cs, found_cs=phases)


@cache
def _pool_cm(course: Course) -> tuple[Fraction, Fraction]:
    """One length in hundredths of the course's own unit, and in centimetres."""
    pool = course.length * 100
    return pool, metres(pool, course)
