"""Save a previewed draft: swims, bests and audit in one transaction. A second tap changes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sprintbot.domain.access import Action
from sprintbot.domain.cards import SwimCard, swim_card
from sprintbot.domain.drafting import swim_of
from sprintbot.domain.drafts import Draft, DraftState
from sprintbot.domain.errors import NotFoundError, RefusedError
from sprintbot.domain.events import Event
from sprintbot.domain.people import Athlete
from sprintbot.domain.swims import Swim
from sprintbot.ports.asking import Answer, Caller, Entry, enter
from sprintbot.ports.clock import Ids
from sprintbot.ports.kept import AuditEntry, KeptBests
from sprintbot.ports.store import Store, Work


@dataclass(frozen=True, slots=True)
class SavedSwims:
    """Cards in the order typed. `left` are the lines that were not ready and stay behind, quoted.
    `again`: this tap changed nothing, the batch was saved (or undone) before."""

    draft: Draft
    cards: tuple[SwimCard, ...]
    athletes: dict[str, Athlete]
    left: tuple[str, ...]
    again: bool = False


class SaveSwims:
    """Raises NotFoundError for somebody else's draft, RefusedError `nothing_to_save` where no line is ready."""

    def __init__(self, store: Store, ids: Ids) -> None:
        self._store, self._ids = store, ids

    async def __call__(self, caller: Caller, draft_id: str, answer: Answer[SavedSwims]) -> SavedSwims:
        def step(work: Work) -> SavedSwims:
            entry = enter(work, caller)
            draft = work.drafts.get(entry.scope, draft_id)
            if draft.author_id != entry.person.id:
                raise NotFoundError(what="draft", id=draft_id)
            athletes = {one.id: one for one in work.athletes.all(entry.scope)}
            if draft.state is DraftState.OPEN:
                return self._save(work, entry, caller, draft, athletes)
            swims = work.swims.of_batch(entry.scope, draft.id)
            pool = work.swims.of_events(entry.scope, _keys(swims))
            return replace(_report(draft, swims, pool, athletes), again=True)

        return await self._store.transact(step, answer)

    def _save(self, work: Work, entry: Entry, caller: Caller, draft: Draft, athletes: dict[str, Athlete]) -> SavedSwims:
        allowed = {one.id for one in entry.among(Action.ADD_SWIMS, athletes.values())}
        swims = [swim_of(line, self._ids.new()) for line in draft.ready if line.athlete_id in allowed]
        if not swims:
            raise RefusedError("nothing_to_save")
        pool = (*work.swims.of_events(entry.scope, _keys(swims)), *swims)
        work.swims.add(entry.scope, draft.id, swims)
        for athlete_id, event, timing in dict.fromkeys((one.athlete_id, one.event, one.timing) for one in swims):
            own = [one for one in pool if one.athlete_id == athlete_id]
            work.bests.put(entry.scope, athlete_id, event, timing, KeptBests.of(own, event, timing))
        saved = replace(draft, state=DraftState.SAVED, closed_at=caller.now)
        work.drafts.update(entry.scope, saved)
        data = {"swims": [swim.id for swim in swims]}
        work.audit.add(AuditEntry(entry.club.id, entry.person.id, "save_swims", draft.id, caller.now, data))
        return _report(saved, swims, pool, athletes)


def _keys(swims: Iterable[Swim]) -> tuple[tuple[str, Event], ...]:
    return tuple(dict.fromkeys((swim.athlete_id, swim.event) for swim in swims))


def _report(draft: Draft, swims: Sequence[Swim], pool: Sequence[Swim], athletes: dict[str, Athlete]) -> SavedSwims:
    by_key: dict[tuple[str, Event], list[Swim]] = {}
    for one in pool:
        by_key.setdefault((one.athlete_id, one.event), []).append(one)
    cards = tuple(
        swim_card(swim, by_key[swim.athlete_id, swim.event], athletes[swim.athlete_id].sex)
        for swim in swims
        if swim.athlete_id in athletes
    )
    return SavedSwims(draft, cards, athletes, tuple(line.raw for line in draft.doubtful))
