"""The first schema"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_TABLES = (
    "chats",
    "clubs",
    "dialogs",
    "inbox",
    "outbox",
    "athletes",
    "audit",
    "persons",
    "accounts",
    "aliases",
    "drafts",
    "grants",
    "swims",
    "bests",
)
_CODE = sa.Text(collation="C")
_MOMENT = postgresql.TIMESTAMP(timezone=True)
_COURSES = ("LCM", "SCM", "SCY", "SCM16", "SCM20", "SCM33", "SCY20", "SCY27", "SCY33", "SCY36")
_STROKES = ("FREE", "BACK", "BREAST", "FLY", "MEDLEY")
_TIMINGS = ("OFFICIAL", "HAND", "TRAINING", "CONVERTED", "INTERMEDIATE")


def _one_of(column: str, *values: str, name: str) -> sa.CheckConstraint:
    listed = ", ".join(f"'{value}'" for value in values)
    return sa.CheckConstraint(f"{column} IN ({listed})", name=name)


def upgrade() -> None:
    op.create_table(
        "chats",
        sa.Column("bot_id", sa.BigInteger(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("token", _CODE, nullable=True),
        sa.Column("leased_until", _MOMENT, nullable=True),
        sa.Column("rest_until", _MOMENT, nullable=True),
        sa.Column("dead_at", _MOMENT, nullable=True),
        sa.Column("dead_reason", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("bot_id", "chat_id", name="pk_chats"),
    )
    op.create_table(
        "clubs",
        sa.Column("id", _CODE, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("course", _CODE, nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("personal", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        _one_of("course", *_COURSES, name="ck_clubs_course"),
        sa.CheckConstraint("version > 0", name="ck_clubs_version"),
        sa.PrimaryKeyConstraint("id", name="pk_clubs"),
    )
    op.create_table(
        "dialogs",
        sa.Column("bot_id", sa.BigInteger(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("data", postgresql.JSONB(), nullable=False),
        sa.PrimaryKeyConstraint("bot_id", "chat_id", "user_id", name="pk_dialogs"),
    )
    op.create_table(
        "inbox",
        sa.Column("bot_id", sa.BigInteger(), nullable=False),
        sa.Column("update_id", sa.BigInteger(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=True),
        sa.Column("raw", postgresql.JSON(), nullable=True),
        sa.Column("state", _CODE, server_default="open", nullable=False),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("not_before", _MOMENT, nullable=True),
        sa.Column("error_code", sa.Text(), nullable=True),
        sa.Column("received_at", _MOMENT, nullable=False),
        sa.CheckConstraint("state IN ('open', 'done', 'aside')", name="ck_inbox_state"),
        sa.PrimaryKeyConstraint("bot_id", "update_id", name="pk_inbox"),
    )
    op.create_index("ix_inbox_aside", "inbox", ["bot_id", "chat_id"], postgresql_where=sa.text("state = 'aside'"))
    op.create_index("ix_inbox_open", "inbox", ["bot_id", "update_id"], postgresql_where=sa.text("state = 'open'"))
    op.create_index(
        "ix_inbox_open_chat", "inbox", ["bot_id", "chat_id", "update_id"], postgresql_where=sa.text("state = 'open'")
    )
    op.create_table(
        "outbox",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("bot_id", sa.BigInteger(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("method", _CODE, nullable=False),
        sa.Column("payload", postgresql.JSONB(), nullable=True),
        sa.Column("dedup_key", _CODE, nullable=True),
        sa.Column("not_before", _MOMENT, nullable=True),
        sa.Column("ready_at", _MOMENT, nullable=False),
        sa.Column("state", _CODE, nullable=False),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("token", _CODE, nullable=True),
        sa.Column("leased_until", _MOMENT, nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("closed_at", _MOMENT, nullable=True),
        sa.CheckConstraint("state IN ('due', 'parked', 'sent', 'given_up')", name="ck_outbox_state"),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
    )
    op.create_index("ix_outbox_due", "outbox", ["bot_id", "ready_at", "id"], postgresql_where=sa.text("state = 'due'"))
    op.create_index(
        "ix_outbox_due_chat",
        "outbox",
        ["bot_id", "chat_id", "id"],
        postgresql_where=sa.text("state IN ('due', 'parked')"),
    )
    op.create_index(
        "uq_outbox_dedup",
        "outbox",
        ["bot_id", "dedup_key"],
        unique=True,
        postgresql_where=sa.text("dedup_key IS NOT NULL"),
    )
    op.create_table(
        "athletes",
        sa.Column("club_id", _CODE, nullable=False),
        sa.Column("id", _CODE, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("birth_year", sa.Integer(), nullable=False),
        sa.Column("sex", _CODE, nullable=False),
        sa.Column("squad", sa.Text(), nullable=True),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("sex IN ('F', 'M', 'X')", name="ck_athletes_sex"),
        sa.CheckConstraint("version > 0", name="ck_athletes_version"),
        sa.ForeignKeyConstraint(["club_id"], ["clubs.id"], name="fk_athletes_clubs"),
        sa.PrimaryKeyConstraint("club_id", "id", name="pk_athletes"),
    )
    op.create_table(
        "audit",
        sa.Column("club_id", _CODE, nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("actor_id", _CODE, nullable=False),
        sa.Column("action", _CODE, nullable=False),
        sa.Column("subject", _CODE, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("data", postgresql.JSONB(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("octet_length(hash) = 32", name="ck_audit_hash"),
        sa.CheckConstraint("seq > 0", name="ck_audit_seq"),
        sa.ForeignKeyConstraint(["club_id"], ["clubs.id"], name="fk_audit_clubs"),
        sa.PrimaryKeyConstraint("club_id", "seq", name="pk_audit"),
    )
    op.create_table(
        "persons",
        sa.Column("id", _CODE, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("club_id", _CODE, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("version > 0", name="ck_persons_version"),
        sa.ForeignKeyConstraint(["club_id"], ["clubs.id"], name="fk_persons_clubs"),
        sa.PrimaryKeyConstraint("id", name="pk_persons"),
    )
    op.create_table(
        "accounts",
        sa.Column("bot_id", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", _CODE, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name="fk_accounts_persons"),
        sa.PrimaryKeyConstraint("bot_id", "user_id", name="pk_accounts"),
    )
    op.create_index("ix_accounts_person_id", "accounts", ["person_id"])
    op.create_table(
        "aliases",
        sa.Column("club_id", _CODE, nullable=False),
        sa.Column("words", _CODE, nullable=False),
        sa.Column("athlete_id", _CODE, nullable=False),
        sa.ForeignKeyConstraint(
            ["club_id", "athlete_id"], ["athletes.club_id", "athletes.id"], name="fk_aliases_athletes"
        ),
        sa.PrimaryKeyConstraint("club_id", "words", name="pk_aliases"),
    )
    op.create_index("ix_aliases_athlete", "aliases", ["club_id", "athlete_id"])
    op.create_table(
        "drafts",
        sa.Column("club_id", _CODE, nullable=False),
        sa.Column("id", _CODE, nullable=False),
        sa.Column("author_id", _CODE, nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("state", _CODE, nullable=False),
        sa.Column("closed_at", _MOMENT, nullable=True),
        sa.Column("lines", postgresql.JSONB(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("state IN ('open', 'saved', 'undone', 'dropped')", name="ck_drafts_state"),
        sa.CheckConstraint("version > 0", name="ck_drafts_version"),
        sa.ForeignKeyConstraint(["author_id"], ["persons.id"], name="fk_drafts_persons"),
        sa.ForeignKeyConstraint(["club_id"], ["clubs.id"], name="fk_drafts_clubs"),
        sa.PrimaryKeyConstraint("club_id", "id", name="pk_drafts"),
    )
    op.create_index(
        "ix_drafts_saved", "drafts", ["club_id", "author_id", "closed_at"], postgresql_where=sa.text("state = 'saved'")
    )
    op.create_table(
        "grants",
        sa.Column("club_id", _CODE, nullable=False),
        sa.Column("person_id", _CODE, nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("role", _CODE, nullable=False),
        sa.Column("squads", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("athletes", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.CheckConstraint("role IN ('head_coach', 'coach', 'athlete', 'parent')", name="ck_grants_role"),
        sa.ForeignKeyConstraint(["club_id"], ["clubs.id"], name="fk_grants_clubs"),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name="fk_grants_persons"),
        sa.PrimaryKeyConstraint("club_id", "person_id", "place", name="pk_grants"),
    )
    op.create_index("ix_grants_person_id", "grants", ["person_id"])
    op.create_table(
        "swims",
        sa.Column("club_id", _CODE, nullable=False),
        sa.Column("id", _CODE, nullable=False),
        sa.Column("place", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("batch_id", _CODE, nullable=False),
        sa.Column("athlete_id", _CODE, nullable=False),
        sa.Column("distance", sa.Integer(), nullable=False),
        sa.Column("stroke", _CODE, nullable=False),
        sa.Column("course", _CODE, nullable=False),
        sa.Column("relay_legs", sa.Integer(), nullable=False),
        sa.Column("time_cs", sa.Integer(), nullable=True),
        sa.Column("laps_cs", postgresql.ARRAY(sa.Integer()), nullable=True),
        sa.Column("lap_ends", postgresql.ARRAY(sa.Integer()), nullable=True),
        sa.Column("swum_on", sa.Date(), nullable=False),
        sa.Column("status", _CODE, nullable=False),
        sa.Column("start", _CODE, nullable=False),
        sa.Column("timing", _CODE, nullable=False),
        sa.Column("technique", _CODE, nullable=True),
        sa.Column("meet", sa.Text(), nullable=True),
        sa.Column("withdrawn_at", _MOMENT, nullable=True),
        _one_of("course", *_COURSES, name="ck_swims_course"),
        sa.CheckConstraint("start IN ('FLAT', 'LEAD_OFF', 'TAKEOVER')", name="ck_swims_start"),
        sa.CheckConstraint("status IN ('OK', 'EXH', 'DSQ', 'DNS', 'DNF', 'SICK', 'WDR')", name="ck_swims_status"),
        _one_of("stroke", *_STROKES, name="ck_swims_stroke"),
        sa.CheckConstraint(
            "technique IN ('DIVE', 'GLIDE', 'KICK', 'PULL', 'START', 'TURN')", name="ck_swims_technique"
        ),
        _one_of("timing", *_TIMINGS, name="ck_swims_timing"),
        sa.CheckConstraint("cardinality(laps_cs) > 0 AND 0 < ALL (laps_cs)", name="ck_swims_laps_cs"),
        sa.CheckConstraint("distance > 0", name="ck_swims_distance"),
        sa.CheckConstraint(
            "lap_ends IS NULL OR laps_cs IS NOT NULL AND cardinality(lap_ends) = cardinality(laps_cs)",
            name="ck_swims_lap_ends",
        ),
        sa.CheckConstraint("relay_legs > 0", name="ck_swims_relay_legs"),
        sa.CheckConstraint("time_cs > 0", name="ck_swims_time_cs"),
        sa.ForeignKeyConstraint(
            ["club_id", "athlete_id"], ["athletes.club_id", "athletes.id"], name="fk_swims_athletes"
        ),
        sa.PrimaryKeyConstraint("club_id", "id", name="pk_swims"),
    )
    op.create_index(
        "ix_swims_athlete",
        "swims",
        ["club_id", "athlete_id", "swum_on", "id"],
        postgresql_where=sa.text("withdrawn_at IS NULL"),
    )
    op.create_index("ix_swims_batch", "swims", ["club_id", "batch_id", "place"])
    op.create_index(
        "ix_swims_day", "swims", ["club_id", "swum_on", "id"], postgresql_where=sa.text("withdrawn_at IS NULL")
    )
    op.create_index(
        "ix_swims_event",
        "swims",
        ["club_id", "distance", "stroke", "course", "relay_legs", "athlete_id", "swum_on", "id"],
        postgresql_where=sa.text("withdrawn_at IS NULL"),
    )
    op.create_table(
        "bests",
        sa.Column("club_id", _CODE, nullable=False),
        sa.Column("athlete_id", _CODE, nullable=False),
        sa.Column("distance", sa.Integer(), nullable=False),
        sa.Column("stroke", _CODE, nullable=False),
        sa.Column("course", _CODE, nullable=False),
        sa.Column("relay_legs", sa.Integer(), nullable=False),
        sa.Column("timing", _CODE, nullable=False),
        sa.Column("swim_id", _CODE, nullable=True),
        sa.Column("section_starts", postgresql.ARRAY(sa.Integer()), nullable=False),
        sa.Column("section_ends", postgresql.ARRAY(sa.Integer()), nullable=False),
        sa.Column("section_cs", postgresql.ARRAY(sa.Integer()), nullable=False),
        sa.Column("section_swim_ids", postgresql.ARRAY(sa.Text()), nullable=False),
        _one_of("course", *_COURSES, name="ck_bests_course"),
        _one_of("stroke", *_STROKES, name="ck_bests_stroke"),
        _one_of("timing", *_TIMINGS, name="ck_bests_timing"),
        sa.CheckConstraint("0 < ALL (section_cs)", name="ck_bests_section_cs"),
        sa.CheckConstraint(
            "cardinality(section_starts) = cardinality(section_cs)"
            " AND cardinality(section_ends) = cardinality(section_cs)"
            " AND cardinality(section_swim_ids) = cardinality(section_cs)",
            name="ck_bests_sections",
        ),
        sa.CheckConstraint("distance > 0", name="ck_bests_distance"),
        sa.CheckConstraint("relay_legs > 0", name="ck_bests_relay_legs"),
        sa.ForeignKeyConstraint(
            ["club_id", "athlete_id"], ["athletes.club_id", "athletes.id"], name="fk_bests_athletes"
        ),
        sa.ForeignKeyConstraint(["club_id", "swim_id"], ["swims.club_id", "swims.id"], name="fk_bests_swims"),
        sa.PrimaryKeyConstraint(
            "club_id", "athlete_id", "distance", "stroke", "course", "relay_legs", "timing", name="pk_bests"
        ),
    )
    op.create_index(
        "ix_bests_event", "bests", ["club_id", "distance", "stroke", "course", "relay_legs", "timing", "athlete_id"]
    )
    op.execute("""
        CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
        END $$
    """)
    op.execute("""
        CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
    """)


def downgrade() -> None:
    for table in reversed(_TABLES):
        op.drop_table(table)
    op.execute("DROP FUNCTION refuse_change()")
