"""What the store's ports take and give, where no domain type says it already."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Generic, TypeVar

from sprintbot.domain.access import Actor
from sprintbot.domain.errors import SprintbotError
from sprintbot.domain.events import Event
from sprintbot.domain.people import Club, Person
from sprintbot.domain.sumofbests import sum_of_bests
from sprintbot.domain.swims import Swim, Timing

T = TypeVar("T")

Json = None | bool | int | str | Sequence["Json"] | Mapping[str, "Json"]
"""What a dialog, a message or an audit entry may carry: no floats, because times are hundredths."""


class StoreUnavailableError(SprintbotError):
    """The database cannot be reached, or gave up; trying again later may help."""

    code = "store_unavailable"


class LeaseLostError(SprintbotError):
    """Another worker has taken the update over."""

    code = "lease_lost"


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose data, and who asks: every query about a club's things takes one, never a bare id."""

    club_id: str
    actor: Actor


@dataclass(frozen=True, slots=True)
class Member:
    """A person with what he may and the club he works in."""

    person: Person
    actor: Actor
    club: Club | None


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """`items` of `total`, from `offset`."""

    items: tuple[T, ...]
    offset: int
    total: int


@dataclass(frozen=True, slots=True)
class SectionBest:
    """The best time over one section of an event, and the swim that gave it."""

    start: int
    end: int
    centiseconds: int
    swim_id: str


@dataclass(frozen=True, slots=True)
class KeptBests:
    """The best swim of an athlete in one event and timing, and the best times by section."""

    swim: Swim | None = None
    sections: tuple[SectionBest, ...] = ()

    @classmethod
    def of(cls, swims: Iterable[Swim], event: Event, timing: Timing) -> KeptBests:
        """Computed anew from the athlete's swims: what the store must hold at any time."""
        found = sum_of_bests(swims, event, timings=frozenset({timing}))
        sections = (SectionBest(one.start, one.end, one.time.centiseconds, one.swim.id) for one in found.sections)
        return cls(found.personal_best.swim, tuple(sections))


@dataclass(frozen=True, slots=True)
class Dialog:
    """The question that was asked last (`state`) and the answers so far."""

    state: str
    data: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """Who did what to what, when. `data` holds ids, codes and numbers, never names."""

    club_id: str
    actor_id: str
    action: str
    subject: str
    at: datetime
    data: Mapping[str, Json] = field(default_factory=dict)
