"""Drafts, which are batches once they are saved."""

from __future__ import annotations

from sqlalchemy import bindparam, select, update

from sprintbot.adapters.postgres.draftlines import from_json, to_json
from sprintbot.adapters.postgres.statements import as_json, compiled, insertion
from sprintbot.adapters.postgres.tables import drafts
from sprintbot.adapters.postgres.transaction import Row, Transaction
from sprintbot.domain.drafts import Draft, DraftState
from sprintbot.domain.errors import ChangedMeanwhileError, NotFoundError
from sprintbot.ports.kept import Scope
from sprintbot.ports.store import Drafts

_DRAFT = select(
    *(drafts.c[name] for name in ("id", "club_id", "author_id", "created_at", "lines", "state", "closed_at", "version"))
).where(drafts.c.club_id == bindparam("club_id"))
_GET = compiled(_DRAFT.where(drafts.c.id == bindparam("draft_id")))
_LAST_SAVED = compiled(
    _DRAFT.where(drafts.c.author_id == bindparam("author_id"), drafts.c.state == DraftState.SAVED.value)
    .order_by(drafts.c.closed_at.desc(), drafts.c.id.desc())
    .limit(1)
)
_ADD = insertion(drafts)
_UPDATE = compiled(
    update(drafts)
    .where(
        drafts.c.club_id == bindparam("own_club_id"),
        drafts.c.id == bindparam("draft_id"),
        drafts.c.version == bindparam("read_version"),
    )
    .values(
        lines=bindparam("lines"),
        state=bindparam("state"),
        closed_at=bindparam("closed_at"),
        version=drafts.c.version + 1,
    )
)


def _changing(draft: Draft) -> dict[str, object]:
    return {"lines": as_json(to_json(draft.lines)), "state": draft.state.value, "closed_at": draft.closed_at}


class PostgresDrafts(Drafts):
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def get(self, scope: Scope, draft_id: str) -> Draft:
        row = self._transaction.row(_GET, club_id=scope.club_id, draft_id=draft_id)
        if row is None:
            raise NotFoundError(what="draft", id=draft_id)
        return _draft(row)

    def last_saved(self, scope: Scope, author_id: str) -> Draft | None:
        row = self._transaction.row(_LAST_SAVED, club_id=scope.club_id, author_id=author_id)
        return None if row is None else _draft(row)

    def add(self, draft: Draft) -> None:
        values = {
            "club_id": draft.club_id,
            "id": draft.id,
            "author_id": draft.author_id,
            "created_at": draft.created_at,
            "version": draft.version,
            **_changing(draft),
        }
        self._transaction.insert(_ADD, [values])

    def update(self, scope: Scope, draft: Draft) -> None:
        changed = self._transaction.changed(
            _UPDATE, own_club_id=scope.club_id, draft_id=draft.id, read_version=draft.version, **_changing(draft)
        )
        if not changed:
            self.get(scope, draft.id)
            raise ChangedMeanwhileError(what="draft")


def _draft(row: Row) -> Draft:
    return Draft(row[0], row[1], row[2], row[3], from_json(row[4]), DraftState(row[5]), row[6], row[7])
