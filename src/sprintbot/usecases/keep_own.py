"""Keep one's own results without a club: a personal club of one athlete."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sprintbot.domain.access import Grant, Role
from sprintbot.domain.errors import NotFoundError
from sprintbot.domain.events import Course
from sprintbot.domain.people import Athlete, Club, known_zone
from sprintbot.ports.asking import Answer, Caller
from sprintbot.ports.clock import Ids
from sprintbot.ports.kept import AuditEntry, Scope
from sprintbot.ports.reader import AthleteReader
from sprintbot.ports.store import Store, Work


@dataclass(frozen=True, slots=True)
class OwnResults:
    club: Club
    athlete: Athlete


class KeepOwn:
    """`text` is `Surname Name 2011 f`, in any of the three languages. Raises RefusedError quoting it."""

    def __init__(self, store: Store, ids: Ids, reader: AthleteReader) -> None:
        self._store, self._ids, self._reader = store, ids, reader

    async def __call__(
        self, caller: Caller, text: str, course: Course, zone: str, answer: Answer[OwnResults]
    ) -> OwnResults:
        known_zone(zone)
        typed = self._reader.read_athlete(text, caller.now.year)

        def step(work: Work) -> OwnResults:
            member = work.people.find(caller.bot_id, caller.user_id)
            if member is None:
                raise NotFoundError(what="person")
            club = Club(self._ids.new(), typed.name, course, zone, personal=True)
            athlete = Athlete(self._ids.new(), club.id, typed.name, typed.birth_year, typed.sex)
            grants = (
                Grant(Role.HEAD_COACH, club.id),
                Grant(Role.ATHLETE, club.id, athletes=frozenset({athlete.id})),
            )
            actor = replace(member.actor, grants=(*member.actor.grants, *grants))
            work.clubs.add(club)
            work.people.grant(actor)
            work.people.update(replace(member.person, club_id=club.id))
            work.athletes.add(Scope(club.id, actor), athlete)
            work.audit.add(AuditEntry(club.id, member.person.id, "keep_own", athlete.id, caller.now))
            return OwnResults(club, athlete)

        return await self._store.transact(step, answer)
