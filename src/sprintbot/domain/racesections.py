"""A race as start, turns, clean swimming and finish: the four add up to the race exactly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from sprintbot.domain.errors import TurnError
from sprintbot.domain.events import Event
from sprintbot.domain.metrics import metres
from sprintbot.domain.swimtime import SwimTime
from sprintbot.domain.turns import Turn, TurnDefinition, check_turn, number_turns, section_length_cm

START_CM = 1500
"""From the signal to the head at 15 m (LEN championship analysis)."""
FINISH_CM = 500
"""The last 5 m to the touch."""


@dataclass(frozen=True, slots=True)
class RaceSections:
    """Hundredths; `clean_cm` is the exact distance swum outside starts, turns and finish, in centimetres."""

    start_cs: int
    turns_cs: int
    clean_cs: int
    finish_cs: int
    clean_cm: Fraction

    @property
    def total_cs(self) -> int:
        return self.start_cs + self.turns_cs + self.clean_cs + self.finish_cs

    @property
    def clean_speed(self) -> float:
        """m/s."""
        return float(self.clean_cm) / self.clean_cs

    @property
    def shares_percent(self) -> tuple[float, float, float, float]:
        """Start, turns, clean swimming and finish, in percent of the race time."""
        parts = (self.start_cs, self.turns_cs, self.clean_cs, self.finish_cs)
        start, turns, clean, finish = (100 * part / self.total_cs for part in parts)
        return start, turns, clean, finish


def race_sections(
    event: Event,
    total: SwimTime,
    turns: Sequence[Turn],
    *,
    definition: TurnDefinition,
    start_cs: int,
    finish_cs: int,
) -> RaceSections:
    """Clean swimming is what is left of `total` when the 15 m start, every turn and the last 5 m are taken out.

    Raises TurnError: what `number_turns` and `check_turn` raise, `count` where a turn is missing, `relay`,
    `not_measured` where an INDIVIDUAL section has no distances, `sections_overlap` where start, turn and finish share
    a length that is too short for them, `no_clean_swimming` where nothing is left.
    """
    if event.is_relay:
        raise TurnError(reason="relay", legs=event.relay_legs)
    timed = [turn for _, turn in number_turns(event, turns)] if event.turns or turns else []
    if len(timed) != event.turns:
        raise TurnError(reason="count", expected=event.turns, found=len(timed))
    course, inside = event.course, Fraction(START_CM + FINISH_CM)
    pool_cm = metres(course.length * 100, course)
    for turn in timed:
        check_turn(turn, definition, course)
        section = section_length_cm(turn, definition, course)
        if section is None:
            raise TurnError(reason="not_measured", number=turn.number)
        before, after = definition.section_cm or (
            metres(turn.inward_cm or 0, course),
            metres(turn.breakout_cm or 0, course),
        )
        if START_CM + before > pool_cm or after + FINISH_CM > pool_cm:
            raise TurnError(reason="sections_overlap", number=turn.number, course=str(course))
        inside += section
    clean_cm = metres(event.distance * 100, course) - inside
    turns_cs = sum(turn.time_cs for turn in timed)
    clean_cs = total.centiseconds - start_cs - turns_cs - finish_cs
    if min(start_cs, finish_cs, clean_cs) <= 0 or clean_cm <= 0:
        raise TurnError(reason="no_clean_swimming", clean_cs=clean_cs, clean_cm=str(clean_cm))
    return RaceSections(start_cs, turns_cs, clean_cs, finish_cs, clean_cm)
