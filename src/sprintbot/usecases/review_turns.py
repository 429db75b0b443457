"""Review the turns of one race from the times that a coach took by hand."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from sprintbot.domain.access import Action
from sprintbot.domain.turnanalysis import TurnReport, analyse_turns
from sprintbot.ports.asking import Answer, Caller, enter
from sprintbot.ports.reader import TurnReader, Usual
from sprintbot.ports.store import Store, Work


class ReviewTurns:
    """`text` is `200 breast 25m 9.12/8.5 9.30/8.3 …`: turn times, each with its breakout in metres where known.

    Raises RefusedError quoting what cannot be read, TurnError where the turns cannot be those of the race.
    """

    def __init__(self, store: Store, reader: TurnReader) -> None:
        self._store, self._reader = store, reader

    async def __call__(self, caller: Caller, text: str, answer: Answer[TurnReport]) -> TurnReport:
        def step(work: Work) -> TurnReport:
            entry = enter(work, caller)
            entry.require(Action.SEE_CLUB)
            today = caller.now.astimezone(ZoneInfo(entry.club.zone)).date()
            typed = self._reader.read_turns(text, Usual(entry.club.course, today))
            return analyse_turns(typed.event, typed.turns, definition=typed.definition)

        return await self._store.transact(step, answer)
