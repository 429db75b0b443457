"""The tables. What belongs to a club has `club_id` first in its keys; Telegram's ids stand beside `bot_id`.

Times are hundredths of a second. Ids compare by bytes whatever the database's collation, so that they sort everywhere
as they do in Python. Inbox and outbox are in `queuetables`.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKeyConstraint,
    Identity,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, TIMESTAMP

from sprintbot.domain.access import Role
from sprintbot.domain.drafts import DraftState
from sprintbot.domain.events import Course, Sex, Stroke
from sprintbot.domain.swims import Start, Status, Technique, Timing

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(referred_table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)

Code = Text(collation="C")
Moment = TIMESTAMP(timezone=True)


def one_of(column: str, values: Iterable[StrEnum | str]) -> CheckConstraint:
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


def above_zero(*columns: str) -> Iterable[CheckConstraint]:
    return (CheckConstraint(f"{column} > 0", name=column) for column in columns)


def _event() -> tuple[Column[int] | Column[str] | CheckConstraint, ...]:
    return (
        Column("distance", Integer, nullable=False),
        Column("stroke", Code, nullable=False),
        Column("course", Code, nullable=False),
        Column("relay_legs", Integer, nullable=False),
        *above_zero("distance", "relay_legs"),
        one_of("stroke", Stroke),
        one_of("course", Course),
    )


def _version() -> tuple[Column[int] | CheckConstraint, ...]:
    return Column("version", Integer, nullable=False), *above_zero("version")


clubs = Table(
    "clubs",
    metadata,
    Column("id", Code, primary_key=True),
    Column("name", Text, nullable=False),
    Column("course", Code, nullable=False),
    Column("zone", Text, nullable=False),
    Column("personal", Boolean, nullable=False),
    *_version(),
    one_of("course", Course),
)

persons = Table(
    "persons",
    metadata,
    Column("id", Code, primary_key=True),
    Column("name", Text, nullable=False),
    Column("language", Text),
    Column("club_id", Code),
    *_version(),
    ForeignKeyConstraint(["club_id"], ["clubs.id"]),
)

accounts = Table(
    "accounts",
    metadata,
    Column("bot_id", BigInteger, nullable=False),
    Column("user_id", BigInteger, nullable=False),
    Column("person_id", Code, nullable=False),
    PrimaryKeyConstraint("bot_id", "user_id"),
    ForeignKeyConstraint(["person_id"], ["persons.id"]),
    Index("ix_accounts_person_id", "person_id"),
)

grants = Table(
    "grants",
    metadata,
    Column("club_id", Code, nullable=False),
    Column("person_id", Code, nullable=False),
    Column("place", Integer, nullable=False),
    Column("role", Code, nullable=False),
    Column("squads", ARRAY(Text), nullable=False),
    Column("athletes", ARRAY(Text), nullable=False),
    PrimaryKeyConstraint("club_id", "person_id", "place"),
    ForeignKeyConstraint(["club_id"], ["clubs.id"]),
    ForeignKeyConstraint(["person_id"], ["persons.id"]),
    one_of("role", [role for role in Role if role is not Role.OPERATOR]),
    Index("ix_grants_person_id", "person_id"),
)

athletes = Table(
    "athletes",
    metadata,
    Column("club_id", Code, nullable=False),
    Column("id", Code, nullable=False),
    Column("name", Text, nullable=False),
    Column("birth_year", Integer, nullable=False),
    Column("sex", Code, nullable=False),
    Column("squad", Text),
    Column("archived", Boolean, nullable=False),
    *_version(),
    PrimaryKeyConstraint("club_id", "id"),
    ForeignKeyConstraint(["club_id"], ["clubs.id"]),
    one_of("sex", Sex),
)

aliases = Table(
    "aliases",
    metadata,
    Column("club_id", Code, nullable=False),
    Column("words", Code, nullable=False),
    Column("athlete_id", Code, nullable=False),
    PrimaryKeyConstraint("club_id", "words"),
    ForeignKeyConstraint(["club_id", "athlete_id"], ["athletes.club_id", "athletes.id"]),
    Index("ix_aliases_athlete", "club_id", "athlete_id"),
)

_KEPT = text("withdrawn_at IS NULL")

swims = Table(
    "swims",
    metadata,
    Column("club_id", Code, nullable=False),
    Column("id", Code, nullable=False),
    Column("place", BigInteger, Identity(always=True), nullable=False),
    Column("batch_id", Code, nullable=False),
    Column("athlete_id", Code, nullable=False),
    *_event(),
    Column("time_cs", Integer),
    Column("laps_cs", ARRAY(Integer)),
    Column("lap_ends", ARRAY(Integer)),
    Column("swum_on", Date, nullable=False),
    Column("status", Code, nullable=False),
    Column("start", Code, nullable=False),
    Column("timing", Code, nullable=False),
    Column("technique", Code),
    Column("meet", Text),
    Column("withdrawn_at", Moment),
    PrimaryKeyConstraint("club_id", "id"),
    ForeignKeyConstraint(["club_id", "athlete_id"], ["athletes.club_id", "athletes.id"]),
    *above_zero("time_cs"),
    CheckConstraint("cardinality(laps_cs) > 0 AND 0 < ALL (laps_cs)", name="laps_cs"),
    CheckConstraint(
        "lap_ends IS NULL OR laps_cs IS NOT NULL AND cardinality(lap_ends) = cardinality(laps_cs)", name="lap_ends"
    ),
    one_of("status", Status),
    one_of("start", Start),
    one_of("timing", Timing),
    one_of("technique", Technique),
    Index("ix_swims_athlete", "club_id", "athlete_id", "swum_on", "id", postgresql_where=_KEPT),
    Index(
        "ix_swims_event",
        *("club_id", "distance", "stroke", "course", "relay_legs", "athlete_id", "swum_on", "id"),
        postgresql_where=_KEPT,
    ),
    Index("ix_swims_day", "club_id", "swum_on", "id", postgresql_where=_KEPT),
    Index("ix_swims_batch", "club_id", "batch_id", "place"),
)

bests = Table(
    "bests",
    metadata,
    Column("club_id", Code, nullable=False),
    Column("athlete_id", Code, nullable=False),
    *_event(),
    Column("timing", Code, nullable=False),
    Column("swim_id", Code),
    Column("section_starts", ARRAY(Integer), nullable=False),
    Column("section_ends", ARRAY(Integer), nullable=False),
    Column("section_cs", ARRAY(Integer), nullable=False),
    Column("section_swim_ids", ARRAY(Text), nullable=False),
    PrimaryKeyConstraint("club_id", "athlete_id", "distance", "stroke", "course", "relay_legs", "timing"),
    ForeignKeyConstraint(["club_id", "athlete_id"], ["athletes.club_id", "athletes.id"]),
    ForeignKeyConstraint(["club_id", "swim_id"], ["swims.club_id", "swims.id"]),
    one_of("timing", Timing),
    CheckConstraint("0 < ALL (section_cs)", name="section_cs"),
    CheckConstraint(
        "cardinality(section_starts) = cardinality(section_cs) AND cardinality(section_ends) = cardinality(section_cs)"
        " AND cardinality(section_swim_ids) = cardinality(section_cs)",
        name="sections",
    ),
    Index("ix_bests_event", "club_id", "distance", "stroke", "course", "relay_legs", "timing", "athlete_id"),
)

drafts = Table(
    "drafts",
    metadata,
    Column("club_id", Code, nullable=False),
    Column("id", Code, nullable=False),
    Column("author_id", Code, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("state", Code, nullable=False),
    Column("closed_at", Moment),
    Column("lines", JSONB, nullable=False),
    *_version(),
    PrimaryKeyConstraint("club_id", "id"),
    ForeignKeyConstraint(["club_id"], ["clubs.id"]),
    ForeignKeyConstraint(["author_id"], ["persons.id"]),
    one_of("state", DraftState),
    Index("ix_drafts_saved", "club_id", "author_id", "closed_at", postgresql_where=text("state = 'saved'")),
)

audit = Table(
    "audit",
    metadata,
    Column("club_id", Code, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("actor_id", Code, nullable=False),
    Column("action", Code, nullable=False),
    Column("subject", Code, nullable=False),
    Column("at", Moment, nullable=False),
    Column("data", JSONB, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    PrimaryKeyConstraint("club_id", "seq"),
    ForeignKeyConstraint(["club_id"], ["clubs.id"]),
    *above_zero("seq"),
    CheckConstraint("octet_length(hash) = 32", name="hash"),
)
