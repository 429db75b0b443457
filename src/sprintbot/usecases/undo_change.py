"""Take a saved batch back, or drop a draft that was never saved. Swims are withdrawn, not erased."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sprintbot.domain.access import Action
from sprintbot.domain.drafts import Draft, DraftState
from sprintbot.domain.errors import NotFoundError, RefusedError
from sprintbot.domain.people import Athlete
from sprintbot.domain.swims import Swim
from sprintbot.ports.asking import Answer, Caller, Entry, enter
from sprintbot.ports.kept import AuditEntry, KeptBests
from sprintbot.ports.store import Store, Work


@dataclass(frozen=True, slots=True)
class Undone:
    """`swims` are those that this batch no longer keeps; empty on a second tap, when `again` says so."""

    draft: Draft
    swims: tuple[Swim, ...]
    athletes: dict[str, Athlete]
    again: bool = False


class UndoBatch:
    """Without `draft_id`, the asker's newest saved batch. Raises RefusedError `nothing_to_undo`, NotFoundError."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def __call__(self, caller: Caller, answer: Answer[Undone], draft_id: str | None = None) -> Undone:
        def step(work: Work) -> Undone:
            entry = enter(work, caller)
            draft = _batch(work, entry, draft_id)
            athletes = {one.id: one for one in work.athletes.all(entry.scope)}
            if draft.state is DraftState.UNDONE:
                return Undone(draft, (), athletes, again=True)
            if draft.state is not DraftState.SAVED:
                raise RefusedError("nothing_to_undo")
            return _take_back(work, entry, caller, draft, athletes)

        return await self._store.transact(step, answer)


class DropDraft:
    """Throws a preview away; a draft that is saved already stays saved."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def __call__(self, caller: Caller, draft_id: str, answer: Answer[Draft]) -> Draft:
        def step(work: Work) -> Draft:
            entry = enter(work, caller)
            draft = work.drafts.get(entry.scope, draft_id)
            if draft.author_id != entry.person.id:
                raise NotFoundError(what="draft", id=draft_id)
            if draft.state is DraftState.OPEN:
                draft = replace(draft, state=DraftState.DROPPED, closed_at=caller.now)
                work.drafts.update(entry.scope, draft)
            return draft

        return await self._store.transact(step, answer)


def _batch(work: Work, entry: Entry, draft_id: str | None) -> Draft:
    if draft_id is None:
        draft = work.drafts.last_saved(entry.scope, entry.person.id)
        if draft is None:
            raise RefusedError("nothing_to_undo")
        return draft
    draft = work.drafts.get(entry.scope, draft_id)
    if draft.author_id != entry.person.id:
        raise NotFoundError(what="draft", id=draft_id)
    return draft


def _take_back(work: Work, entry: Entry, caller: Caller, draft: Draft, athletes: dict[str, Athlete]) -> Undone:
    swims = tuple(work.swims.of_batch(entry.scope, draft.id))
    for athlete_id in {swim.athlete_id for swim in swims}:
        entry.require(Action.EDIT_SWIMS, work.athletes.get(entry.scope, athlete_id))
    data = {"why": "undo", "swims": [swim.id for swim in swims]}
    work.swims.withdraw(
        entry.scope, swims, entry=AuditEntry(entry.club.id, entry.person.id, "undo_swims", draft.id, caller.now, data)
    )
    left = work.swims.of_events(entry.scope, tuple({(swim.athlete_id, swim.event) for swim in swims}))
    for athlete_id, event, timing in dict.fromkeys((one.athlete_id, one.event, one.timing) for one in swims):
        own = [one for one in left if one.athlete_id == athlete_id]
        work.bests.put(entry.scope, athlete_id, event, timing, KeptBests.of(own, event, timing))
    undone = replace(draft, state=DraftState.UNDONE, closed_at=caller.now)
    work.drafts.update(entry.scope, undone)
    return Undone(undone, swims, athletes)
