"""The tables of the inbox, the outbox and the conversations.

`chats` holds the inbox's lease, one for all updates of the chat, so that no two of them are ever handled at once. The
outbox's lease is on the message: a sender that writes `chats` would collide with every step that closes an update.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Identity, Index, Integer, PrimaryKeyConstraint, Table, Text, text
from sqlalchemy.dialects.postgresql import JSON, JSONB

from sprintbot.adapters.postgres.tables import Code, Moment, metadata, one_of

chats = Table(
    "chats",
    metadata,
    Column("bot_id", BigInteger, nullable=False),
    Column("chat_id", BigInteger, nullable=False),
    Column("token", Code),
    Column("leased_until", Moment),
    Column("rest_until", Moment),
    Column("dead_at", Moment),
    Column("dead_reason", Text),
    PrimaryKeyConstraint("bot_id", "chat_id"),
)

inbox = Table(
    "inbox",
    metadata,
    Column("bot_id", BigInteger, nullable=False),
    Column("update_id", BigInteger, nullable=False),
    Column("chat_id", BigInteger, nullable=False),
    Column("user_id", BigInteger),
    Column("raw", JSON),  # as it came: jsonb refuses some texts that Telegram may send
    Column("state", Code, nullable=False, server_default="open"),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("not_before", Moment),
    Column("error_code", Text),
    Column("received_at", Moment, nullable=False),
    PrimaryKeyConstraint("bot_id", "update_id"),
    one_of("state", ("open", "done", "aside")),
    Index("ix_inbox_open", "bot_id", "update_id", postgresql_where=text("state = 'open'")),
    Index("ix_inbox_open_chat", "bot_id", "chat_id", "update_id", postgresql_where=text("state = 'open'")),
    Index("ix_inbox_aside", "bot_id", "chat_id", postgresql_where=text("state = 'aside'")),
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    Column("bot_id", BigInteger, nullable=False),
    Column("chat_id", BigInteger, nullable=False),
    Column("method", Code, nullable=False),
    Column("payload", JSONB),
    Column("dedup_key", Code),
    Column("not_before", Moment),
    Column("ready_at", Moment, nullable=False),
    Column("state", Code, nullable=False),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("token", Code),
    Column("leased_until", Moment),
    Column("reason", Text),
    Column("closed_at", Moment),
    # parked: due in a chat that is dead
    one_of("state", ("due", "parked", "sent", "given_up")),
    Index("uq_outbox_dedup", "bot_id", "dedup_key", unique=True, postgresql_where=text("dedup_key IS NOT NULL")),
    Index("ix_outbox_due", "bot_id", "ready_at", "id", postgresql_where=text("state = 'due'")),
    Index("ix_outbox_due_chat", "bot_id", "chat_id", "id", postgresql_where=text("state IN ('due', 'parked')")),
)

dialogs = Table(
    "dialogs",
    metadata,
    Column("bot_id", BigInteger, nullable=False),
    Column("chat_id", BigInteger, nullable=False),
    Column("user_id", BigInteger, nullable=False),
    Column("state", Text, nullable=False),
    Column("data", JSONB, nullable=False),
    PrimaryKeyConstraint("bot_id", "chat_id", "user_id"),
)
