"""Make a club and become its head coach."""

from __future__ import annotations

from dataclasses import replace

from sprintbot.domain.access import Grant, Role
from sprintbot.domain.errors import NotFoundError, RefusedError
from sprintbot.domain.events import Course
from sprintbot.domain.people import Club, club_name, known_zone
from sprintbot.ports.asking import Answer, Caller
from sprintbot.ports.clock import Ids
from sprintbot.ports.kept import AuditEntry
from sprintbot.ports.store import Store, Work

MOST_CLUBS = 10
"""Clubs that one person may head: a coach has one or two, a flood has hundreds."""


class FoundClub:
    """Raises RefusedError: `club_name`, `zone`, `too_many_clubs`."""

    def __init__(self, store: Store, ids: Ids) -> None:
        self._store, self._ids = store, ids

    async def __call__(self, caller: Caller, name: str, course: Course, zone: str, answer: Answer[Club]) -> Club:
        name = club_name(name)
        known_zone(zone)

        def step(work: Work) -> Club:
            member = work.people.find(caller.bot_id, caller.user_id)
            if member is None:
                raise NotFoundError(what="person")
            if sum(grant.role is Role.HEAD_COACH for grant in member.actor.grants) >= MOST_CLUBS:
                raise RefusedError("too_many_clubs", most=MOST_CLUBS)
            club = Club(self._ids.new(), name, course, zone)
            work.clubs.add(club)
            work.people.grant(replace(member.actor, grants=(*member.actor.grants, Grant(Role.HEAD_COACH, club.id))))
            work.people.update(replace(member.person, club_id=club.id))
            work.audit.add(AuditEntry(club.id, member.person.id, "found_club", club.id, caller.now))
            return club

        return await self._store.transact(step, answer)
