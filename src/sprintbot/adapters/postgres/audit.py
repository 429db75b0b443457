"""The audit: append-only, numbered without gaps within a club, each entry hashed together with the one before."""

from __future__ import annotations

from sqlalchemy import bindparam, func, select

from sprintbot.adapters.postgres.statements import Statement, as_json, compiled
from sprintbot.adapters.postgres.tables import audit
from sprintbot.adapters.postgres.transaction import Row, Transaction
from sprintbot.ports.kept import AuditEntry, Page, Scope
from sprintbot.ports.store import Audit

# sha256 over the JSON text of [hash before in hex, club, number, actor, action, subject, moment in UTC, data].
_ADD = Statement("""
    insert into audit (club_id, seq, actor_id, action, subject, at, data, hash)
    select new.club_id, coalesce(last.seq, 0) + 1, new.actor_id, new.action, new.subject, new.at, new.data,
           sha256(convert_to(jsonb_build_array(
               encode(coalesce(last.hash, ''), 'hex'), new.club_id, coalesce(last.seq, 0) + 1,
               new.actor_id, new.action, new.subject,
               to_char(new.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), new.data
           )::text, 'UTF8'))
      from (select %(club_id)s::text as club_id, %(actor_id)s::text as actor_id, %(action)s::text as action,
                   %(subject)s::text as subject, %(at)s::timestamptz as at, %(data)s::jsonb as data) as new
      left join lateral (
           select seq, hash from audit where audit.club_id = new.club_id order by seq desc limit 1) as last on true
""")
_OF_CLUB = audit.c.club_id == bindparam("club_id")
_PAGE = compiled(
    select(audit.c.club_id, audit.c.actor_id, audit.c.action, audit.c.subject, audit.c.at, audit.c.data)
    .where(_OF_CLUB)
    .order_by(audit.c.seq.desc())
    .offset(bindparam("first"))
    .limit(bindparam("most"))
)
_COUNT = compiled(select(func.coalesce(func.max(audit.c.seq), 0)).where(_OF_CLUB))


class PostgresAudit(Audit):
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def add(self, entry: AuditEntry) -> None:
        self._transaction.write(
            _ADD,
            club_id=entry.club_id,
            actor_id=entry.actor_id,
            action=entry.action,
            subject=entry.subject,
            at=entry.at,
            data=as_json(entry.data),
        )

    def page(self, scope: Scope, *, offset: int, limit: int) -> Page[AuditEntry]:
        found = self._transaction.rows(_PAGE, club_id=scope.club_id, first=offset, most=limit)
        counted = self._transaction.row(_COUNT, club_id=scope.club_id)
        return Page(tuple(map(_entry, found)), offset, 0 if counted is None else counted[0])


def _entry(row: Row) -> AuditEntry:
    return AuditEntry(*row)
