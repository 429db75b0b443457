"""What a typed line is made of. Every token keeps where it stood, so that a refusal can quote it letter by letter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sprintbot.adapters.typed.vocabulary import NAMESAKES, Meaning, Sign
from sprintbot.domain.drafts import Problem
from sprintbot.domain.typedsplits import TypedSplit


@dataclass(frozen=True, slots=True)
class Word:
    """`after` is the punctuation that followed; `text` is clean of invisible characters."""

    start: int
    end: int
    text: str
    key: str
    meaning: Meaning | None
    after: str = ""

    @property
    def capital(self) -> bool:
        """Written as names are: a capital, then small letters (or a lone capital, an initial)."""
        return self.text[:1].isupper() and (len(self.text) < 3 or not self.text.isupper())

    @property
    def namesake(self) -> bool:
        """A word with a meaning that is written as the name it may be too."""
        return self.key in NAMESAKES and self.capital


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number; `unit` is METRES or YARDS where it was typed."""

    start: int
    end: int
    value: int
    unit: Sign | None = None
    after: str = ""


@dataclass(frozen=True, slots=True)
class Clock:
    """A time. `fraction_guess` where no fraction was typed; `day` where it may as well be a date (`dated`)."""

    start: int
    end: int
    cs: int
    fraction_guess: str | None = None
    dated: bool = False
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Dated:
    """Nothing but a date; `day` is None where there is no such day."""

    start: int
    end: int
    day: date | None


@dataclass(frozen=True, slots=True)
class Refused:
    """What is no part of a result, with the nearest thing that is."""

    start: int
    end: int
    problem: Problem
    guess: str | None = None


@dataclass(frozen=True, slots=True)
class Leg:
    """A leg of a relay; `number` counts from 1, None where it does not say."""

    start: int
    end: int
    number: int | None


@dataclass(frozen=True, slots=True)
class Relay:
    """`4x50`."""

    start: int
    end: int
    distance: int


@dataclass(frozen=True, slots=True)
class Meet:
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Bracket:
    """`(`, `)` or the bar that parts splits from a result."""

    start: int
    end: int
    mark: str


@dataclass(frozen=True, slots=True)
class Laps:
    """A bracket (or what follows a bar) that holds laps or splits, with those of its numbers that are none."""

    start: int
    end: int
    splits: tuple[TypedSplit, ...]
    refused: tuple[Refused, ...] = ()


Token = Word | Number | Clock | Dated | Refused | Leg | Relay | Meet | Bracket | Laps
