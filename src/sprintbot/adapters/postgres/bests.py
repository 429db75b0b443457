"""The best swims and the best times by section."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import and_, bindparam, select

from sprintbot.adapters.postgres import rows
from sprintbot.adapters.postgres.statements import compiled, insertion
from sprintbot.adapters.postgres.tables import bests, swims
from sprintbot.adapters.postgres.transaction import Transaction
from sprintbot.domain.events import Event
from sprintbot.domain.swims import Swim, Timing
from sprintbot.ports.kept import KeptBests, Scope
from sprintbot.ports.store import Bests

_OF_CLUB = (bests.c.club_id == bindparam("club_id"), bests.c.timing == bindparam("timing"))
_OF_EVENT = (
    *_OF_CLUB,
    *(bests.c[name] == bindparam(name) for name in ("distance", "stroke", "course", "relay_legs")),
)
_SECTIONS = (bests.c.section_starts, bests.c.section_ends, bests.c.section_cs, bests.c.section_swim_ids)
_ITS_SWIM = and_(swims.c.club_id == bests.c.club_id, swims.c.id == bests.c.swim_id)

_OF_ATHLETE = compiled(
    select(*rows.SWIM)
    .select_from(bests.join(swims, _ITS_SWIM))
    .where(*_OF_CLUB, bests.c.athlete_id == bindparam("athlete_id"))
)
_GET = compiled(
    select(*rows.SWIM, *_SECTIONS)
    .select_from(bests.outerjoin(swims, _ITS_SWIM))
    .where(*_OF_EVENT, bests.c.athlete_id == bindparam("athlete_id"))
)
_BESTS_OF_EVENT = compiled(select(*rows.SWIM, *_SECTIONS).select_from(bests.join(swims, _ITS_SWIM)).where(*_OF_EVENT))
_PUT = insertion(
    bests,
    tail="""
    on conflict (club_id, athlete_id, distance, stroke, course, relay_legs, timing) do update
    set swim_id = excluded.swim_id, section_starts = excluded.section_starts, section_ends = excluded.section_ends,
        section_cs = excluded.section_cs, section_swim_ids = excluded.section_swim_ids""",
)


class PostgresBests(Bests):
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def of_athlete(self, scope: Scope, athlete_id: str, timing: Timing = Timing.OFFICIAL) -> Sequence[Swim]:
        found = self._transaction.rows(_OF_ATHLETE, club_id=scope.club_id, athlete_id=athlete_id, timing=timing.value)
        return sorted(map(rows.swim, found), key=lambda swim: swim.event.programme_order)

    def get(self, scope: Scope, athlete_id: str, event: Event, timing: Timing) -> KeptBests:
        row = self._transaction.row(
            _GET, club_id=scope.club_id, athlete_id=athlete_id, timing=timing.value, **rows.event_values(event)
        )
        return KeptBests() if row is None else rows.bests(row)

    def of_event(self, scope: Scope, event: Event, timing: Timing) -> Mapping[str, KeptBests]:
        found = self._transaction.rows(
            _BESTS_OF_EVENT, club_id=scope.club_id, timing=timing.value, **rows.event_values(event)
        )
        return {row[1]: rows.bests(row) for row in found}

    def put(self, scope: Scope, athlete_id: str, event: Event, timing: Timing, bests: KeptBests) -> None:
        values = {
            "club_id": scope.club_id,
            "athlete_id": athlete_id,
            "timing": timing.value,
            "swim_id": None if bests.swim is None else bests.swim.id,
            "section_starts": [section.start for section in bests.sections],
            "section_ends": [section.end for section in bests.sections],
            "section_cs": [section.centiseconds for section in bests.sections],
            "section_swim_ids": [section.swim_id for section in bests.sections],
            **rows.event_values(event),
        }
        self._transaction.insert(_PUT, [values])
