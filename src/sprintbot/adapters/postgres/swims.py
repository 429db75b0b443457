"""Kept swims."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from sqlalchemy import Date, Text, any_, bindparam, func, select, update
from sqlalchemy.dialects.postgresql import ARRAY, distinct_on

from sprintbot.adapters.postgres import rows
from sprintbot.adapters.postgres.audit import PostgresAudit
from sprintbot.adapters.postgres.statements import Statement, compiled, insertion
from sprintbot.adapters.postgres.tables import athletes, swims
from sprintbot.adapters.postgres.transaction import Row, Transaction
from sprintbot.domain.errors import ChangedMeanwhileError, NotFoundError
from sprintbot.domain.events import Event
from sprintbot.domain.swims import Start, Status, Swim
from sprintbot.ports.kept import AuditEntry, Page, Scope
from sprintbot.ports.store import Swims

_OF_CLUB = (swims.c.club_id == bindparam("club_id"), swims.c.withdrawn_at.is_(None))
_OF_ATHLETE = (*_OF_CLUB, swims.c.athlete_id == bindparam("athlete_id"))
_OF_EVENT = (
    *_OF_CLUB,
    *(swims.c[name] == bindparam(name) for name in ("distance", "stroke", "course", "relay_legs")),
)
_OLDEST_FIRST = (swims.c.swum_on, swims.c.id)
_NEWEST_FIRST = (swims.c.swum_on.desc(), swims.c.id.desc())
_EVENT = (swims.c.distance, swims.c.stroke, swims.c.course, swims.c.relay_legs)

_GET = compiled(select(*rows.SWIM).where(*_OF_CLUB, swims.c.id == bindparam("swim_id")))
_COUNT = compiled(select(func.count()).select_from(swims).where(*_OF_ATHLETE))
_PAGE = compiled(
    select(*rows.SWIM, func.count().over())
    .where(*_OF_ATHLETE)
    .order_by(*_NEWEST_FIRST)
    .offset(bindparam("first"))
    .limit(bindparam("most"))
)
_SWIMS_OF_EVENT = compiled(
    select(*rows.SWIM).where(*_OF_EVENT, swims.c.athlete_id == bindparam("athlete_id")).order_by(*_OLDEST_FIRST)
)
_ON_DAYS = compiled(
    select(*rows.SWIM)
    .where(*_OF_CLUB, swims.c.swum_on == any_(bindparam("days", type_=ARRAY(Date))))
    .order_by(*_OLDEST_FIRST)
)
_LATEST = compiled(
    select(*rows.SWIM)
    .ext(distinct_on(swims.c.athlete_id))
    .join(athletes, (athletes.c.club_id == swims.c.club_id) & (athletes.c.id == swims.c.athlete_id))
    .where(
        *_OF_EVENT,
        swims.c.status == Status.OK.value,
        swims.c.start != Start.TAKEOVER.value,
        athletes.c.archived.is_(False),
    )
    .order_by(swims.c.athlete_id, *_NEWEST_FIRST)
)
_EVENTS = compiled(select(*_EVENT, func.count()).where(*_OF_ATHLETE).group_by(*_EVENT))
_CLUB_EVENTS = compiled(select(*_EVENT, func.count()).where(*_OF_CLUB).group_by(*_EVENT))
_OF_BATCH = compiled(
    select(*rows.SWIM).where(*_OF_CLUB, swims.c.batch_id == bindparam("batch_id")).order_by(swims.c.place)
)
_ADD = insertion(swims, *(column.name for column in rows.SWIM), "club_id", "batch_id")
_WITHDRAW = compiled(
    update(swims)
    .where(*_OF_CLUB, swims.c.id == any_(bindparam("ids", type_=ARRAY(Text))))
    .values(withdrawn_at=bindparam("at"))
)
_OF_EVENTS = Statement(f"""
    select {", ".join(f"swims.{column.name}" for column in rows.SWIM)}
      from unnest(%(athletes)s::text[], %(distances)s::int[], %(strokes)s::text[], %(courses)s::text[], %(legs)s::int[])
           as wanted (athlete_id, distance, stroke, course, relay_legs)
      join swims using (athlete_id, distance, stroke, course, relay_legs)
     where club_id = %(club_id)s and withdrawn_at is null
     order by swum_on, swims.id
""")  # noqa: S608 - made of constants


class PostgresSwims(Swims):
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def get(self, scope: Scope, swim_id: str) -> Swim:
        row = self._transaction.row(_GET, club_id=scope.club_id, swim_id=swim_id)
        if row is None:
            raise NotFoundError(what="swim", id=swim_id)
        return rows.swim(row)

    def page(self, scope: Scope, athlete_id: str, *, offset: int, limit: int) -> Page[Swim]:
        whose = {"club_id": scope.club_id, "athlete_id": athlete_id}
        found = self._transaction.rows(_PAGE, first=offset, most=limit, **whose)
        if found:
            return Page(tuple(map(rows.swim, found)), offset, found[0][-1])
        counted = self._transaction.row(_COUNT, **whose) if offset or not limit else None
        return Page((), offset, counted[0] if counted else 0)

    def of_event(self, scope: Scope, athlete_id: str, event: Event) -> Sequence[Swim]:
        whose = {"club_id": scope.club_id, "athlete_id": athlete_id}
        return self._swims(_SWIMS_OF_EVENT, **whose, **rows.event_values(event))

    def of_events(self, scope: Scope, keys: Collection[tuple[str, Event]]) -> Sequence[Swim]:
        wanted = list(set(keys))
        return self._swims(
            _OF_EVENTS,
            club_id=scope.club_id,
            athletes=[athlete_id for athlete_id, _ in wanted],
            distances=[event.distance for _, event in wanted],
            strokes=[event.stroke.value for _, event in wanted],
            courses=[event.course.value for _, event in wanted],
            legs=[event.relay_legs for _, event in wanted],
        )

    def on_days(self, scope: Scope, days: Collection[date]) -> Sequence[Swim]:
        return self._swims(_ON_DAYS, club_id=scope.club_id, days=list(days)) if days else ()

    def latest(self, scope: Scope, event: Event) -> Mapping[str, Swim]:
        found = self._swims(_LATEST, club_id=scope.club_id, **rows.event_values(event))
        return {swim.athlete_id: swim for swim in found}

    def events(self, scope: Scope, athlete_id: str) -> Sequence[Event]:
        return _most_swum(self._transaction.rows(_EVENTS, club_id=scope.club_id, athlete_id=athlete_id))

    def club_events(self, scope: Scope) -> Sequence[Event]:
        return _most_swum(self._transaction.rows(_CLUB_EVENTS, club_id=scope.club_id))

    def of_batch(self, scope: Scope, batch_id: str) -> Sequence[Swim]:
        return self._swims(_OF_BATCH, club_id=scope.club_id, batch_id=batch_id)

    def add(self, scope: Scope, batch_id: str, swims: Sequence[Swim]) -> None:
        kept = {"club_id": scope.club_id, "batch_id": batch_id}
        self._transaction.insert(_ADD, [{**kept, **rows.swim_values(swim)} for swim in swims])

    def withdraw(self, scope: Scope, swims: Sequence[Swim], *, entry: AuditEntry) -> None:
        ids = [swim.id for swim in swims]
        if self._transaction.changed(_WITHDRAW, club_id=scope.club_id, ids=ids, at=entry.at) != len(ids):
            raise ChangedMeanwhileError(what="swim")
        PostgresAudit(self._transaction).add(entry)

    def _swims(self, statement: Statement, **values: object) -> Sequence[Swim]:
        return [rows.swim(row) for row in self._transaction.rows(statement, **values)]


def _most_swum(counted: Sequence[Row]) -> Sequence[Event]:
    events = [(-count, rows.event_of(*event)) for *event, count in counted]
    return [event for _, event in sorted(events, key=lambda one: (one[0], one[1].programme_order))]
