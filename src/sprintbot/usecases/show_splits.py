"""The laps of an athlete's newest swim of an event beside those of his best one."""

from __future__ import annotations

from dataclasses import dataclass

from sprintbot.domain.access import Action
from sprintbot.domain.cards import SwimCard, swim_card
from sprintbot.domain.events import Event
from sprintbot.domain.people import Athlete
from sprintbot.domain.records import personal_best
from sprintbot.ports.asking import Answer, Caller, athlete_for, enter
from sprintbot.ports.store import Store, Work


@dataclass(frozen=True, slots=True)
class SplitsReport:
    """`newest` and `best` are None where no swim has splits; they are the same swim where the newest is the best."""

    athlete: Athlete
    event: Event
    newest: SwimCard | None
    best: SwimCard | None
    without_splits: int


class ShowSplits:
    def __init__(self, store: Store) -> None:
        self._store = store

    async def __call__(
        self, caller: Caller, athlete_id: str, event: Event, answer: Answer[SplitsReport]
    ) -> SplitsReport:
        def step(work: Work) -> SplitsReport:
            entry = enter(work, caller)
            athlete = athlete_for(work, entry, Action.SEE_SWIMS, athlete_id)
            swims = work.swims.of_event(entry.scope, athlete.id, event)
            split = [swim for swim in swims if swim.splits is not None and len(swim.splits.points) > 1]
            if not split:
                return SplitsReport(athlete, event, None, None, len(swims))
            newest = max(split, key=lambda swim: (swim.swum_on, swim.id))
            best = personal_best(split, event, timings=frozenset({newest.timing})).swim
            return SplitsReport(
                athlete,
                event,
                swim_card(newest, swims, athlete.sex),
                None if best is None else swim_card(best, swims, athlete.sex),
                len(swims) - len(split),
            )

        return await self._store.transact(step, answer)
