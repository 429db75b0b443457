"""Who asks, and the one door through which a use case lets him in."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TypeVar

from sprintbot.domain.access import Action, Actor, Subject, may, require
from sprintbot.domain.drafting import Known
from sprintbot.domain.drafts import Draft
from sprintbot.domain.errors import NotFoundError
from sprintbot.domain.people import Athlete, Club, Person
from sprintbot.ports.kept import Scope
from sprintbot.ports.store import Work

R = TypeVar("R")

Answer = Callable[[Work, R], None]
"""Writes the reply to a report in the transaction of its effect; the asker's side hands it to the use case."""


@dataclass(frozen=True, slots=True)
class Caller:
    """A Telegram account in a chat, at a moment (UTC). `operator` comes from the settings, never from a message."""

    bot_id: int
    user_id: int
    chat_id: int
    now: datetime
    name: str = ""
    operator: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """Somebody let in: who he is, the club he works in, and what he may there."""

    person: Person
    club: Club
    scope: Scope

    @property
    def actor(self) -> Actor:
        return self.scope.actor

    def require(self, action: Action, athlete: Athlete | None = None) -> None:
        """AccessDeniedError unless he may do that in his club, or to that athlete of it."""
        require(self.actor, action, self._subject(athlete))

    def may(self, action: Action, athlete: Athlete | None = None) -> bool:
        return may(self.actor, action, self._subject(athlete)).allowed

    def among(self, action: Action, athletes: Iterable[Athlete]) -> tuple[Athlete, ...]:
        """Those of the athletes with whom he may do that."""
        return tuple(athlete for athlete in athletes if self.may(action, athlete))

    def _subject(self, athlete: Athlete | None) -> Subject:
        if athlete is None:
            return Subject(self.club.id)
        return Subject(athlete.club_id, athlete.id, athlete.squad)


def enter(work: Work, caller: Caller) -> Entry:
    """NotFoundError(what="club") for a stranger, and for a person who has no club yet."""
    member = work.people.find(caller.bot_id, caller.user_id)
    if member is None or member.club is None:
        raise NotFoundError(what="club")
    actor = replace(member.actor, operator=caller.operator)
    return Entry(member.person, member.club, Scope(member.club.id, actor))


def athlete_for(work: Work, entry: Entry, action: Action, athlete_id: str) -> Athlete:
    """The athlete, if the club has him and the asker may do that with him; one NotFoundError for all the rest."""
    athlete = work.athletes.get(entry.scope, athlete_id)
    if not entry.may(action, athlete):
        raise NotFoundError(what="athlete", id=athlete_id)
    return athlete


@dataclass(frozen=True, slots=True)
class SettledDraft:
    """A draft as it stands now, whether or not this tap was the one that changed it."""

    draft: Draft
    athletes: Mapping[str, Athlete]


def known_to(work: Work, entry: Entry, days: Collection[date]) -> Known:
    """What a draft of the asker's is checked against: the athletes whose swims he may add, and the swims kept
    already on the days of its lines."""
    athletes = entry.among(Action.ADD_SWIMS, work.athletes.all(entry.scope))
    usual = athletes[0] if len(athletes) == 1 else None
    return Known(athletes, work.athletes.aliases(entry.scope), work.swims.on_days(entry.scope, days), usual)
