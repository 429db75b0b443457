"""The club's athletes, in the order of the alphabet, and one of them."""

from __future__ import annotations

from dataclasses import dataclass

from sprintbot.domain.access import Action
from sprintbot.domain.events import Event
from sprintbot.domain.people import Athlete, Club
from sprintbot.ports.asking import Answer, Caller, athlete_for, enter
from sprintbot.ports.kept import Page
from sprintbot.ports.store import Store, Work

PAGE = 10


@dataclass(frozen=True, slots=True)
class AthletesList:
    club: Club
    athletes: Page[Athlete]
    may_add: bool


@dataclass(frozen=True, slots=True)
class AthleteCard:
    club: Club
    athlete: Athlete
    events: tuple[Event, ...]
    swims: int
    may_edit: bool


class ShowAthletes:
    def __init__(self, store: Store) -> None:
        self._store = store

    async def __call__(self, caller: Caller, answer: Answer[AthletesList], page: int = 0) -> AthletesList:
        def step(work: Work) -> AthletesList:
            entry = enter(work, caller)
            seen = entry.among(Action.SEE_ATHLETES, work.athletes.all(entry.scope))
            offset = max(0, min(page, (len(seen) - 1) // PAGE)) * PAGE
            shown = Page(seen[offset : offset + PAGE], offset, len(seen))
            return AthletesList(entry.club, shown, entry.may(Action.ADD_ATHLETE))

        return await self._store.transact(step, answer)


class ShowAthlete:
    def __init__(self, store: Store) -> None:
        self._store = store

    async def __call__(self, caller: Caller, athlete_id: str, answer: Answer[AthleteCard]) -> AthleteCard:
        def step(work: Work) -> AthleteCard:
            entry = enter(work, caller)
            athlete = athlete_for(work, entry, Action.SEE_ATHLETES, athlete_id)
            swims = work.swims.page(entry.scope, athlete.id, offset=0, limit=1).total
            events = tuple(work.swims.events(entry.scope, athlete.id))
            return AthleteCard(entry.club, athlete, events, swims, entry.may(Action.EDIT_ATHLETE, athlete))

        return await self._store.transact(step, answer)
