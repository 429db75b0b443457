"""Persons, their accounts and their grants."""

from __future__ import annotations

from sqlalchemy import bindparam, delete, update

from sprintbot.adapters.postgres.rows import member
from sprintbot.adapters.postgres.statements import Statement, compiled, insertion
from sprintbot.adapters.postgres.tables import accounts, grants, persons
from sprintbot.adapters.postgres.transaction import Transaction
from sprintbot.domain.access import Actor
from sprintbot.domain.errors import ChangedMeanwhileError
from sprintbot.domain.people import Person
from sprintbot.ports.kept import Member
from sprintbot.ports.store import People

MEMBER = """
    p.id, p.name, p.language, p.club_id, p.version,
    (select coalesce(json_agg(json_build_array(g.club_id, g.role, g.squads, g.athletes) order by g.place), '[]')
       from grants g where g.person_id = p.id),
    c.id, c.name, c.course, c.zone, c.personal, c.version"""
"""What `rows.member` reads, of persons p and clubs c."""

_FIND = Statement(f"""
    select {MEMBER}
      from accounts a join persons p on p.id = a.person_id left join clubs c on c.id = p.club_id
     where a.bot_id = %(bot_id)s and a.user_id = %(user_id)s
""")  # noqa: S608 - made of constants
_ADD = insertion(persons)
_ADD_ACCOUNT = insertion(accounts)
_UPDATE = compiled(
    update(persons)
    .where(persons.c.id == bindparam("person_id"), persons.c.version == bindparam("read_version"))
    .values(
        name=bindparam("name"),
        language=bindparam("language"),
        club_id=bindparam("club_id"),
        version=persons.c.version + 1,
    )
)
_REVOKE = compiled(delete(grants).where(grants.c.person_id == bindparam("person_id")))
_GRANT = insertion(grants)


class PostgresPeople(People):
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def find(self, bot_id: int, user_id: int) -> Member | None:
        row = self._transaction.row(_FIND, bot_id=bot_id, user_id=user_id)
        return None if row is None else member(row)

    def add(self, bot_id: int, user_id: int, person: Person) -> None:
        values = {
            "id": person.id,
            "name": person.name,
            "language": person.language,
            "club_id": person.club_id,
            "version": person.version,
        }
        self._transaction.insert(_ADD, [values])
        self._transaction.insert(_ADD_ACCOUNT, [{"bot_id": bot_id, "user_id": user_id, "person_id": person.id}])

    def update(self, person: Person) -> None:
        changed = self._transaction.changed(
            _UPDATE,
            person_id=person.id,
            read_version=person.version,
            name=person.name,
            language=person.language,
            club_id=person.club_id,
        )
        if changed == 0:
            raise ChangedMeanwhileError(what="person")

    def grant(self, actor: Actor) -> None:
        self._transaction.write(_REVOKE, person_id=actor.person_id)
        self._transaction.insert(
            _GRANT,
            [
                {
                    "club_id": grant.club_id,
                    "person_id": actor.person_id,
                    "place": place,
                    "role": grant.role.value,
                    "squads": sorted(grant.squads),
                    "athletes": sorted(grant.athletes),
                }
                for place, grant in enumerate(actor.grants)
            ],
        )
