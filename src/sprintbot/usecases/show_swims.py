"""One swim again, and all swims of an athlete, newest first."""

from __future__ import annotations

from dataclasses import dataclass

from sprintbot.domain.access import Action
from sprintbot.domain.cards import SwimCard, swim_card
from sprintbot.domain.people import Athlete
from sprintbot.domain.swims import Swim
from sprintbot.ports.asking import Answer, Caller, athlete_for, enter
from sprintbot.ports.kept import Page
from sprintbot.ports.store import Store, Work

PAGE = 10


@dataclass(frozen=True, slots=True)
class ShownSwim:
    athlete: Athlete
    card: SwimCard


@dataclass(frozen=True, slots=True)
class History:
    athlete: Athlete
    swims: Page[Swim]


class ShowSwim:
    def __init__(self, store: Store) -> None:
        self._store = store

    async def __call__(self, caller: Caller, swim_id: str, answer: Answer[ShownSwim]) -> ShownSwim:
        def step(work: Work) -> ShownSwim:
            entry = enter(work, caller)
            swim = work.swims.get(entry.scope, swim_id)
            athlete = athlete_for(work, entry, Action.SEE_SWIMS, swim.athlete_id)
            others = work.swims.of_event(entry.scope, athlete.id, swim.event)
            return ShownSwim(athlete, swim_card(swim, others, athlete.sex))

        return await self._store.transact(step, answer)


class ShowHistory:
    def __init__(self, store: Store) -> None:
        self._store = store

    async def __call__(self, caller: Caller, athlete_id: str, answer: Answer[History], page: int = 0) -> History:
        def step(work: Work) -> History:
            entry = enter(work, caller)
            athlete = athlete_for(work, entry, Action.SEE_SWIMS, athlete_id)
            offset = max(0, page) * PAGE
            swims = work.swims.page(entry.scope, athlete.id, offset=offset, limit=PAGE)
            return History(athlete, swims)

        return await self._store.transact(step, answer)
