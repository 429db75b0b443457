"""Typed results: text in, lines out. The words of swimming in three languages live in the adapter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from sprintbot.domain.drafts import DraftLine
from sprintbot.domain.events import Course, Event, Sex
from sprintbot.domain.turns import Turn, TurnDefinition


@dataclass(frozen=True, slots=True)
class Usual:
    """What holds where a line does not say it: the home course, today's date in the club's zone."""

    course: Course
    today: date


@dataclass(frozen=True, slots=True)
class TypedAthlete:
    name: str
    birth_year: int
    sex: Sex


class AthleteReader(Protocol):
    def read_athlete(self, text: str, this_year: int) -> TypedAthlete:
        """`Surname Name 2011 f`: the order of year and sex is free, a year of two digits is the nearest past one.

        Raises RefusedError quoting the text: `athlete_name`, `athlete_year`, `athlete_sex`.
        """
        ...


class ResultReader(Protocol):
    def read(self, text: str, usual: Usual) -> Sequence[DraftLine]:
        """One DraftLine for each line that holds a result or should. Never raises on any text.

        Lines that only say a date, a pool, a meet or an athlete apply to the lines under them. Names are given as
        typed (`name`); whose they are is decided by the use case.
        """
        ...

    def read_event(self, text: str, usual: Usual) -> tuple[Event | None, str]:
        """The event in `text` (`100 кр 25м`), and the words that are left over, such as a name."""
        ...


@dataclass(frozen=True, slots=True)
class TypedTurns:
    event: Event
    definition: TurnDefinition
    turns: tuple[Turn, ...]


class TurnReader(Protocol):
    def read_turns(self, text: str, usual: Usual) -> TypedTurns:
        """`200 breast 25m 9.12/8.5 9.30`: an event, then a time for each turn, each with its breakout in metres where
        known, `-` for a turn that was not taken; a definition such as `5+5` may stand anywhere, `5+10` is the usual.

        Raises RefusedError quoting the text: `turns_event`, `turns_none`, `turns_time`.
        """
        ...
