"""The inbox of raw updates and the outbox of messages: what makes a crash lose nothing.

An update is committed before Telegram is told that it arrived; its effect, its answer and its closing are one
transaction; a message leaves after that. So effects happen exactly once and messages at least once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from sprintbot.ports.kept import Dialog, Json, Member

Urgency = int
"""0 goes first: a direct answer before a notification."""


@dataclass(frozen=True, slots=True)
class RawUpdate:
    """An update as Telegram sent it. `chat_id` is what order is kept by; the sender's id where there is no chat."""

    update_id: int
    chat_id: int
    user_id: int | None
    raw: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Ticket:
    """The right to handle one update until the lease ends; `token` changes with every claim."""

    bot_id: int
    update_id: int
    chat_id: int
    token: str


@dataclass(frozen=True, slots=True)
class Claimed:
    """An update to handle now, with who sent it and where he stands. `attempt` counts from 1."""

    ticket: Ticket
    update: RawUpdate
    attempt: int
    member: Member | None
    dialog: Dialog | None


@dataclass(frozen=True, slots=True)
class Message:
    """A Bot API call to make after the commit: `method` with `payload`, in order within its chat."""

    bot_id: int
    chat_id: int
    method: str
    payload: Mapping[str, Json]
    dedup_key: str | None = None
    not_before: datetime | None = None


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message to send now. `attempt` counts from 1."""

    id: int
    token: str
    message: Message
    attempt: int


class Inbox(Protocol):
    """Each call is a transaction of its own."""

    async def put(self, bot_id: int, updates: Sequence[RawUpdate], now: datetime) -> int:
        """Commit the updates; ones already known, by (bot, update id), change nothing. Answers how many are new."""
        ...

    async def last_update_id(self, bot_id: int) -> int | None:
        """The greatest committed update id: where polling goes on."""
        ...

    async def claim(self, bot_id: int, *, limit: int, lease: timedelta, now: datetime) -> Sequence[Claimed]:
        """The oldest open update of each of up to `limit` chats that nobody else holds: order is kept per chat."""
        ...

    async def fail(self, ticket: Ticket, *, error_code: str, retry_at: datetime | None, answer: Message | None) -> None:
        """Give the update back to be tried at `retry_at`; None puts it aside for good, under `error_code`,
        with `answer` to the person. A ticket that has lost its lease changes nothing."""
        ...

    async def retry(self, bot_id: int, chat_id: int, now: datetime) -> int:
        """Open the updates of the chat that were put aside; answers how many."""
        ...


class Delivery(Protocol):
    """The outbox as the sender sees it. Each call is a transaction of its own."""

    async def due(self, bot_id: int, *, limit: int, lease: timedelta, now: datetime) -> Sequence[Outgoing]:
        """The oldest unsent message of each of up to `limit` chats that are neither held, resting nor dead."""
        ...

    async def sent(self, messages: Sequence[Outgoing], now: datetime) -> None: ...

    async def again(self, message: Outgoing, at: datetime, reason: str) -> None:
        """Try this message again at `at`; messages behind it in the chat wait."""
        ...

    async def rest(self, bot_id: int, chat_id: int, until: datetime) -> None:
        """Telegram asked for a pause in this chat; others go on."""
        ...

    async def give_up(self, message: Outgoing, reason: str, now: datetime) -> None:
        """The message can never be sent: kept aside under its reason."""
        ...

    async def chat_dead(self, bot_id: int, chat_id: int, reason: str, now: datetime) -> None:
        """The person blocked the bot or the chat is gone: its messages wait for none. An update from the chat
        (see `Inbox.put`) brings it back to life."""
        ...
