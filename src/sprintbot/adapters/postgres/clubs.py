"""Clubs."""

from __future__ import annotations

from sqlalchemy import bindparam, select, update

from sprintbot.adapters.postgres import rows
from sprintbot.adapters.postgres.statements import compiled, insertion
from sprintbot.adapters.postgres.tables import clubs
from sprintbot.adapters.postgres.transaction import Transaction
from sprintbot.domain.errors import ChangedMeanwhileError, NotFoundError
from sprintbot.domain.people import Club
from sprintbot.ports.kept import Scope
from sprintbot.ports.store import Clubs

_GET = compiled(
    select(clubs.c.id, clubs.c.name, clubs.c.course, clubs.c.zone, clubs.c.personal, clubs.c.version).where(
        clubs.c.id == bindparam("club_id")
    )
)
_ADD = insertion(clubs)
_UPDATE = compiled(
    update(clubs)
    .where(clubs.c.id == bindparam("club_id"), clubs.c.version == bindparam("read_version"))
    .values(
        name=bindparam("name"),
        course=bindparam("course"),
        zone=bindparam("zone"),
        personal=bindparam("personal"),
        version=clubs.c.version + 1,
    )
)


def _values(club: Club) -> dict[str, object]:
    return {"name": club.name, "course": club.course.value, "zone": club.zone, "personal": club.personal}


class PostgresClubs(Clubs):
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def get(self, scope: Scope) -> Club:
        row = self._transaction.row(_GET, club_id=scope.club_id)
        if row is None:
            raise NotFoundError(what="club", id=scope.club_id)
        return rows.club(row)

    def add(self, club: Club) -> None:
        self._transaction.insert(_ADD, [{"id": club.id, "version": club.version, **_values(club)}])

    def update(self, scope: Scope, club: Club) -> None:
        wanted = club.id == scope.club_id
        changed = wanted and self._transaction.changed(
            _UPDATE, club_id=scope.club_id, read_version=club.version, **_values(club)
        )
        if not changed:
            self.get(scope)
            raise ChangedMeanwhileError(what="club")
