"""A transaction's side of the queues: messages to be sent after it, and the update that it closes."""

from __future__ import annotations

from sprintbot.adapters.postgres.statements import Statement, as_json
from sprintbot.adapters.postgres.transaction import Transaction
from sprintbot.ports.kept import LeaseLostError
from sprintbot.ports.queues import Message, Ticket
from sprintbot.ports.store import InboxDone, Outbox

ENQUEUE = """
    insert into outbox (bot_id, chat_id, method, payload, dedup_key, not_before, ready_at, state)
    select %(to_bot)s, %(to_chat)s, %(method)s, %(payload)s, %(dedup_key)s, %(not_before)s,
           coalesce(%(not_before)s, '-infinity'::timestamptz),
           case when exists (select from chats where bot_id = %(to_bot)s and chat_id = %(to_chat)s
                                and dead_at is not null) then 'parked' else 'due' end
"""
UNLESS_KNOWN = " on conflict (bot_id, dedup_key) where dedup_key is not null do nothing"
_ADD = Statement(ENQUEUE + UNLESS_KNOWN)
_DONE = Statement("""
    with released as (
        update chats set token = null, leased_until = null
         where bot_id = %(bot_id)s and chat_id = %(chat_id)s and token = %(token)s
        returning chat_id)
    update inbox set state = 'done', raw = null, error_code = null
      from released
     where inbox.bot_id = %(bot_id)s and inbox.update_id = %(update_id)s and inbox.chat_id = released.chat_id
       and inbox.state = 'open'
""")


def message_values(message: Message) -> dict[str, object]:
    return {
        "to_bot": message.bot_id,
        "to_chat": message.chat_id,
        "method": message.method,
        "payload": as_json(message.payload),
        "dedup_key": message.dedup_key,
        "not_before": message.not_before,
    }


class PostgresOutbox(Outbox):
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def add(self, message: Message) -> None:
        self._transaction.write(_ADD, **message_values(message))


class PostgresInboxDone(InboxDone):
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def done(self, ticket: Ticket) -> None:
        changed = self._transaction.changed(
            _DONE, bot_id=ticket.bot_id, chat_id=ticket.chat_id, update_id=ticket.update_id, token=ticket.token
        )
        if changed != 1:
            raise LeaseLostError(update_id=ticket.update_id)
