"""What a person has chosen: language, the club he works in, and the club's pool and zone."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sprintbot.domain.access import Action
from sprintbot.domain.errors import NotFoundError
from sprintbot.domain.events import Course
from sprintbot.domain.people import Club, known_zone
from sprintbot.ports.asking import Answer, Caller, enter
from sprintbot.ports.kept import AuditEntry, Member, Scope
from sprintbot.ports.store import Store, Work


@dataclass(frozen=True, slots=True)
class Settings:
    """`may_edit_club`: the asker may change the club's home course and zone."""

    member: Member
    may_edit_club: bool
    clubs: tuple[Club, ...]
    """All that the person has a grant in."""


class ShowSettings:
    def __init__(self, store: Store) -> None:
        self._store = store

    async def __call__(self, caller: Caller, answer: Answer[Settings]) -> Settings:
        return await self._store.transact(lambda work: _settings(work, caller), answer)


class ChangeSettings:
    """Language is one's own; course and zone are the club's. Raises RefusedError `zone`, AccessDeniedError."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def __call__(
        self,
        caller: Caller,
        answer: Answer[Settings],
        *,
        language: str | None = None,
        course: Course | None = None,
        zone: str | None = None,
        club_id: str | None = None,
    ) -> Settings:
        if zone is not None:
            known_zone(zone)

        def step(work: Work) -> Settings:
            if language is not None:
                member = _member(work, caller)
                if member.person.language != language:
                    work.people.update(replace(member.person, language=language))
            if club_id is not None:
                _go_to(work, caller, club_id)
            if course is not None or zone is not None:
                _change_club(work, caller, course, zone)
            return _settings(work, caller)

        return await self._store.transact(step, answer)


def _change_club(work: Work, caller: Caller, course: Course | None, zone: str | None) -> None:
    entry = enter(work, caller)
    entry.require(Action.EDIT_CLUB)
    club: Club = replace(entry.club, course=course or entry.club.course, zone=zone or entry.club.zone)
    if club != entry.club:
        work.clubs.update(entry.scope, club)
        data = {"course": club.course.value, "zone": club.zone}
        work.audit.add(AuditEntry(club.id, entry.person.id, "edit_club", club.id, caller.now, data))


def _go_to(work: Work, caller: Caller, club_id: str) -> None:
    member = _member(work, caller)
    if all(grant.club_id != club_id for grant in member.actor.grants):
        raise NotFoundError(what="club_id", id=club_id)
    work.people.update(replace(member.person, club_id=club_id))


def _settings(work: Work, caller: Caller) -> Settings:
    member = _member(work, caller)
    may_edit = member.club is not None and enter(work, caller).may(Action.EDIT_CLUB)
    ids = dict.fromkeys(grant.club_id for grant in member.actor.grants)
    clubs = tuple(work.clubs.get(Scope(club_id, member.actor)) for club_id in ids)
    return Settings(member, may_edit, clubs)


def _member(work: Work, caller: Caller) -> Member:
    member = work.people.find(caller.bot_id, caller.user_id)
    if member is None:
        raise NotFoundError(what="person")
    return member
