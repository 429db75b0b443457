"""Add athletes to the club, one line each, any number of lines."""

from __future__ import annotations

from dataclasses import dataclass

from sprintbot.domain.access import Action
from sprintbot.domain.errors import RefusedError
from sprintbot.domain.names import fold_name
from sprintbot.domain.people import Athlete
from sprintbot.ports.asking import Answer, Caller, enter
from sprintbot.ports.clock import Ids
from sprintbot.ports.kept import AuditEntry
from sprintbot.ports.reader import AthleteReader, TypedAthlete
from sprintbot.ports.store import Store, Work

MOST_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class AddedAthletes:
    """`refused` quote what was typed; `known` were there already (same name and year)."""

    added: tuple[Athlete, ...]
    known: tuple[Athlete, ...]
    refused: tuple[RefusedError, ...]
    total: int


class AddAthletes:
    """What can be read is added; each other line is refused with its reason, and nothing else is lost."""

    def __init__(self, store: Store, ids: Ids, reader: AthleteReader) -> None:
        self._store, self._ids, self._reader = store, ids, reader

    async def __call__(self, caller: Caller, text: str, answer: Answer[AddedAthletes]) -> AddedAthletes:
        typed, refused = _read(self._reader, text, caller.now.year)

        def step(work: Work) -> AddedAthletes:
            entry = enter(work, caller)
            entry.require(Action.ADD_ATHLETE)
            there = {
                (fold_name(athlete.name), athlete.birth_year): athlete for athlete in work.athletes.all(entry.scope)
            }
            before = len(there)
            added, known = [], []
            for one in typed:
                key = (fold_name(one.name), one.birth_year)
                if key in there:
                    known.append(there[key])
                    continue
                athlete = Athlete(self._ids.new(), entry.club.id, one.name, one.birth_year, one.sex)
                there[key] = athlete
                added.append(athlete)
                work.athletes.add(entry.scope, athlete)
                work.audit.add(AuditEntry(entry.club.id, entry.person.id, "add_athlete", athlete.id, caller.now))
            return AddedAthletes(tuple(added), tuple(known), refused, before + len(added))

        return await self._store.transact(step, answer)


def _read(reader: AthleteReader, text: str, this_year: int) -> tuple[list[TypedAthlete], tuple[RefusedError, ...]]:
    lines = [line.strip(" \t•*·-") for line in text.splitlines() if line.strip(" \t•*·-")]
    typed, refused = [], []
    for line in lines[:MOST_AT_ONCE]:
        try:
            typed.append(reader.read_athlete(line, this_year))
        except RefusedError as error:
            refused.append(error)
    refused += [RefusedError("too_many_lines", line[:64], most=MOST_AT_ONCE) for line in lines[MOST_AT_ONCE:]]
    return typed, tuple(refused)
