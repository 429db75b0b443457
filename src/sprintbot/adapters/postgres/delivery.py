"""The outbox as the sender sees it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sprintbot.adapters.postgres.database import Database
from sprintbot.adapters.postgres.statements import Statement
from sprintbot.adapters.postgres.transaction import Row
from sprintbot.ports.queues import Delivery, Message, Outgoing

_DUE = Statement("""
    with head as materialized (
        select o.id
          from outbox o left join chats c on c.bot_id = o.bot_id and c.chat_id = o.chat_id
         where o.bot_id = %(bot_id)s and o.state = 'due' and o.ready_at <= %(now)s
           and (o.leased_until is null or o.leased_until <= %(now)s)
           and (c.rest_until is null or c.rest_until <= %(now)s) and c.dead_at is null
           and not exists (select from outbox e where e.bot_id = o.bot_id and e.chat_id = o.chat_id
                              and e.state in ('due', 'parked') and e.id < o.id)
         order by o.ready_at, o.id
         limit %(limit)s
           for update of o skip locked),
    tried as (
        update outbox o
           set attempts = o.attempts + 1, token = gen_random_uuid()::text, leased_until = %(until)s
          from head
         where o.id = head.id
        returning o.id, o.token, o.chat_id, o.method, o.payload, o.dedup_key, o.not_before, o.attempts, o.ready_at)
    select id, token, chat_id, method, payload, dedup_key, not_before, attempts from tried order by ready_at, id
""")
_SENT = Statement("""
    with sent as (
        select id from outbox
          join unnest(%(ids)s::bigint[], %(tokens)s::text[]) as one (id, token) using (id, token)
         where state = 'due'),
    forgotten as (
        delete from outbox using sent where outbox.id = sent.id and dedup_key is null)
    update outbox
       set state = 'sent', payload = null, token = null, leased_until = null, closed_at = %(now)s
      from sent
     where outbox.id = sent.id and dedup_key is not null
""")
_AGAIN = Statement("""
    update outbox set ready_at = %(at)s, reason = %(reason)s, token = null, leased_until = null
     where id = %(id)s and token = %(token)s
""")
_GIVE_UP = Statement("""
    update outbox
       set state = 'given_up', reason = %(reason)s, token = null, leased_until = null, closed_at = %(now)s
     where id = %(id)s and token = %(token)s
""")
_REST = Statement("""
    insert into chats (bot_id, chat_id, rest_until) values (%(bot_id)s, %(chat_id)s, %(until)s)
    on conflict (bot_id, chat_id) do update set rest_until = excluded.rest_until
""")
_DEAD = Statement("""
    with dead as (
        insert into chats (bot_id, chat_id, dead_at, dead_reason)
        values (%(bot_id)s, %(chat_id)s, %(now)s, %(reason)s)
        on conflict (bot_id, chat_id) do update set dead_at = excluded.dead_at, dead_reason = excluded.dead_reason)
    update outbox set state = 'parked' where bot_id = %(bot_id)s and chat_id = %(chat_id)s and state = 'due'
""")


class PostgresDelivery(Delivery):
    def __init__(self, database: Database) -> None:
        self._database = database

    async def due(self, bot_id: int, *, limit: int, lease: timedelta, now: datetime) -> Sequence[Outgoing]:
        found = await self._database.query(_DUE, bot_id=bot_id, limit=limit, now=now, until=now + lease)
        return [_outgoing(bot_id, row) for row in found]

    async def sent(self, messages: Sequence[Outgoing], now: datetime) -> None:
        if messages:
            ids, tokens = [message.id for message in messages], [message.token for message in messages]
            await self._database.query(_SENT, ids=ids, tokens=tokens, now=now)

    async def again(self, message: Outgoing, at: datetime, reason: str) -> None:
        await self._database.query(_AGAIN, id=message.id, token=message.token, at=at, reason=reason)

    async def rest(self, bot_id: int, chat_id: int, until: datetime) -> None:
        await self._database.query(_REST, bot_id=bot_id, chat_id=chat_id, until=until)

    async def give_up(self, message: Outgoing, reason: str, now: datetime) -> None:
        await self._database.query(_GIVE_UP, id=message.id, token=message.token, reason=reason, now=now)

    async def chat_dead(self, bot_id: int, chat_id: int, reason: str, now: datetime) -> None:
        await self._database.query(_DEAD, bot_id=bot_id, chat_id=chat_id, reason=reason, now=now)


def _outgoing(bot_id: int, row: Row) -> Outgoing:
    message_id, token, chat_id, method, payload, dedup_key, not_before, attempts = row
    message = Message(bot_id, chat_id, method, payload, dedup_key, not_before)
    return Outgoing(message_id, token, message, attempts)
