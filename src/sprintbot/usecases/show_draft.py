"""A draft as it stands, for the screens between its buttons."""

from __future__ import annotations

from sprintbot.domain.errors import NotFoundError
from sprintbot.ports.asking import Answer, Caller, SettledDraft, enter, known_to
from sprintbot.ports.store import Store, Work


class ShowDraft:
    """Raises NotFoundError for somebody else's draft."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def __call__(self, caller: Caller, draft_id: str, answer: Answer[SettledDraft]) -> SettledDraft:
        def step(work: Work) -> SettledDraft:
            entry = enter(work, caller)
            draft = work.drafts.get(entry.scope, draft_id)
            if draft.author_id != entry.person.id:
                raise NotFoundError(what="draft", id=draft_id)
            known = known_to(work, entry, ())
            return SettledDraft(draft, {athlete.id: athlete for athlete in known.athletes})

        return await self._store.transact(step, answer)
