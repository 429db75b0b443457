"""Correct an athlete's line, or put him away; his swims stay."""

from __future__ import annotations

from dataclasses import replace

from sprintbot.domain.access import Action
from sprintbot.domain.people import Athlete
from sprintbot.ports.asking import Answer, Caller, athlete_for, enter
from sprintbot.ports.kept import AuditEntry
from sprintbot.ports.reader import AthleteReader
from sprintbot.ports.store import Store, Work


class EditAthlete:
    """With `text`, `Surname Name 2011 f` replaces the line; without it the athlete is archived or brought back."""

    def __init__(self, store: Store, reader: AthleteReader) -> None:
        self._store, self._reader = store, reader

    async def __call__(
        self,
        caller: Caller,
        athlete_id: str,
        answer: Answer[Athlete],
        *,
        text: str | None = None,
        archived: bool | None = None,
    ) -> Athlete:
        typed = None if text is None else self._reader.read_athlete(text, caller.now.year)

        def step(work: Work) -> Athlete:
            entry = enter(work, caller)
            athlete = athlete_for(work, entry, Action.EDIT_ATHLETE, athlete_id)
            changed = athlete
            if typed is not None:
                changed = replace(athlete, name=typed.name, birth_year=typed.birth_year, sex=typed.sex)
            if archived is not None:
                changed = replace(changed, archived=archived)
            if changed != athlete:
                work.athletes.update(entry.scope, changed)
                action = "edit_athlete" if archived is None else "archive_athlete"
                data = {"archived": changed.archived, "birth_year": changed.birth_year, "sex": changed.sex.value}
                work.audit.add(AuditEntry(entry.club.id, entry.person.id, action, athlete.id, caller.now, data))
            return changed

        return await self._store.transact(step, answer)
