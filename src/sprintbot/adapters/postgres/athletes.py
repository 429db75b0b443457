"""Athletes of a club, and the words that mean them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import bindparam, select, update

from sprintbot.adapters.postgres import rows
from sprintbot.adapters.postgres.statements import compiled, insertion
from sprintbot.adapters.postgres.tables import aliases, athletes
from sprintbot.adapters.postgres.transaction import Transaction
from sprintbot.domain.errors import ChangedMeanwhileError, NotFoundError
from sprintbot.domain.names import fold_name, sort_key
from sprintbot.domain.people import Athlete
from sprintbot.ports.kept import Scope
from sprintbot.ports.store import Athletes

_ATHLETE = select(
    *(athletes.c[name] for name in ("club_id", "id", "name", "birth_year", "sex", "squad", "archived", "version"))
).where(athletes.c.club_id == bindparam("club_id"))
_ALL = compiled(_ATHLETE.where(athletes.c.archived.is_(False)).order_by(athletes.c.id))
_GET = compiled(_ATHLETE.where(athletes.c.id == bindparam("athlete_id")))
_ADD = insertion(athletes)
_UPDATE = compiled(
    update(athletes)
    .where(
        athletes.c.club_id == bindparam("own_club_id"),
        athletes.c.id == bindparam("athlete_id"),
        athletes.c.version == bindparam("read_version"),
    )
    .values(
        **{name: bindparam(name) for name in ("name", "birth_year", "sex", "squad", "archived")},
        version=athletes.c.version + 1,
    )
)
_ALIASES = compiled(select(aliases.c.words, aliases.c.athlete_id).where(aliases.c.club_id == bindparam("club_id")))
_REMEMBER = insertion(aliases, tail=" on conflict (club_id, words) do update set athlete_id = excluded.athlete_id")


def _values(athlete: Athlete) -> dict[str, object]:
    return {
        "name": athlete.name,
        "birth_year": athlete.birth_year,
        "sex": athlete.sex.value,
        "squad": athlete.squad,
        "archived": athlete.archived,
    }


class PostgresAthletes(Athletes):
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def all(self, scope: Scope) -> Sequence[Athlete]:
        found = [rows.athlete(row) for row in self._transaction.rows(_ALL, club_id=scope.club_id)]
        return sorted(found, key=lambda athlete: sort_key(athlete.name))

    def get(self, scope: Scope, athlete_id: str) -> Athlete:
        row = self._transaction.row(_GET, club_id=scope.club_id, athlete_id=athlete_id)
        if row is None:
            raise NotFoundError(what="athlete", id=athlete_id)
        return rows.athlete(row)

    def add(self, scope: Scope, athlete: Athlete) -> None:
        if athlete.club_id != scope.club_id:
            raise ChangedMeanwhileError(what="athlete")
        values = {"club_id": athlete.club_id, "id": athlete.id, "version": athlete.version, **_values(athlete)}
        self._transaction.insert(_ADD, [values])

    def update(self, scope: Scope, athlete: Athlete) -> None:
        changed = self._transaction.changed(
            _UPDATE,
            own_club_id=scope.club_id,
            athlete_id=athlete.id,
            read_version=athlete.version,
            **_values(athlete),
        )
        if not changed:
            self.get(scope, athlete.id)
            raise ChangedMeanwhileError(what="athlete")

    def aliases(self, scope: Scope) -> Mapping[str, str]:
        return dict(self._transaction.rows(_ALIASES, club_id=scope.club_id))

    def remember(self, scope: Scope, words: str, athlete_id: str) -> None:
        values = {"club_id": scope.club_id, "words": fold_name(words), "athlete_id": athlete_id}
        self._transaction.insert(_REMEMBER, [values])
