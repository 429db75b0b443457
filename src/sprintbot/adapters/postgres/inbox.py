"""The inbox of raw updates."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sprintbot.adapters.postgres.database import Database
from sprintbot.adapters.postgres.outbox import ENQUEUE, UNLESS_KNOWN, message_values
from sprintbot.adapters.postgres.people import MEMBER
from sprintbot.adapters.postgres.rows import member
from sprintbot.adapters.postgres.statements import Statement
from sprintbot.adapters.postgres.transaction import Row
from sprintbot.ports.kept import Dialog
from sprintbot.ports.queues import Claimed, Inbox, Message, RawUpdate, Ticket

_PUT = Statement("""
    with fresh as (
        insert into inbox (bot_id, update_id, chat_id, user_id, raw, received_at)
        select %(bot_id)s, one.update_id, one.chat_id, one.user_id, one.raw, %(now)s
          from unnest(%(update_ids)s::bigint[], %(chat_ids)s::bigint[], %(user_ids)s::bigint[], %(raws)s::json[])
               as one (update_id, chat_id, user_id, raw)
         order by one.update_id
        on conflict do nothing
        returning chat_id),
    known as (
        insert into chats (bot_id, chat_id) select distinct %(bot_id)s, chat_id from fresh order by chat_id
        on conflict do nothing),
    alive as (
        update chats set dead_at = null, dead_reason = null
         where bot_id = %(bot_id)s and dead_at is not null and chat_id in (select chat_id from fresh)
        returning chat_id),
    going_on as (
        update outbox set state = 'due'
         where bot_id = %(bot_id)s and state = 'parked' and chat_id in (select chat_id from alive))
    select count(*) from fresh
""")
_LAST = Statement("select max(update_id) from inbox where bot_id = %(bot_id)s")
# Both rows are locked, so that what another worker has just closed is looked at again and falls out.
_CLAIM = Statement(f"""
    with head as materialized (
        select i.update_id, i.chat_id
          from inbox i join chats c on c.bot_id = i.bot_id and c.chat_id = i.chat_id
         where i.bot_id = %(bot_id)s and i.state = 'open' and (i.not_before is null or i.not_before <= %(now)s)
           and (c.leased_until is null or c.leased_until <= %(now)s)
           and not exists (select from inbox e where e.bot_id = i.bot_id and e.chat_id = i.chat_id
                              and e.state = 'open' and e.update_id < i.update_id)
         order by i.update_id
         limit %(limit)s
           for update of i, c skip locked),
    leased as (
        update chats c set token = gen_random_uuid()::text, leased_until = %(until)s
          from head
         where c.bot_id = %(bot_id)s and c.chat_id = head.chat_id
        returning c.chat_id, c.token),
    tried as (
        update inbox i set attempts = i.attempts + 1
          from head
         where i.bot_id = %(bot_id)s and i.update_id = head.update_id
        returning i.update_id, i.chat_id, i.user_id, i.raw, i.attempts)
    select t.update_id, t.chat_id, t.user_id, t.raw, t.attempts, l.token, d.state, d.data, {MEMBER}
      from tried t join leased l on l.chat_id = t.chat_id
      left join dialogs d on d.bot_id = %(bot_id)s and d.chat_id = t.chat_id and d.user_id = t.user_id
      left join accounts a on a.bot_id = %(bot_id)s and a.user_id = t.user_id
      left join persons p on p.id = a.person_id
      left join clubs c on c.id = p.club_id
     order by t.update_id
""")  # noqa: S608 - made of constants
_RELEASE = """
    with released as (
        update chats set token = null, leased_until = null
         where bot_id = %(bot_id)s and chat_id = %(chat_id)s and token = %(token)s
        returning chat_id),
    failed as (
        update inbox set state = %(state)s, not_before = %(retry_at)s, error_code = %(error_code)s
          from released
         where inbox.bot_id = %(bot_id)s and inbox.update_id = %(update_id)s and inbox.chat_id = released.chat_id
           and inbox.state = 'open'
        returning 1)
"""
_FAIL = Statement(f"{_RELEASE} select count(*) from failed")  # noqa: S608 - made of constants
_FAIL_ANSWERED = Statement(f"{_RELEASE} {ENQUEUE} from failed {UNLESS_KNOWN}")
_RETRY = Statement("""
    update inbox set state = 'open', attempts = 0, not_before = %(now)s
     where bot_id = %(bot_id)s and chat_id = %(chat_id)s and state = 'aside'
    returning 1
""")


class PostgresInbox(Inbox):
    def __init__(self, database: Database) -> None:
        self._database = database

    async def put(self, bot_id: int, updates: Sequence[RawUpdate], now: datetime) -> int:
        if not updates:
            return 0
        found = await self._database.query(
            _PUT,
            bot_id=bot_id,
            now=now,
            update_ids=[update.update_id for update in updates],
            chat_ids=[update.chat_id for update in updates],
            user_ids=[update.user_id for update in updates],
            raws=[_as_it_came(update.raw) for update in updates],
        )
        return int(found[0][0])

    async def last_update_id(self, bot_id: int) -> int | None:
        found = await self._database.query(_LAST, bot_id=bot_id)
        last: int | None = found[0][0]
        return last

    async def claim(self, bot_id: int, *, limit: int, lease: timedelta, now: datetime) -> Sequence[Claimed]:
        found = await self._database.query(_CLAIM, bot_id=bot_id, limit=limit, now=now, until=now + lease)
        return [_claimed(bot_id, row) for row in found]

    async def fail(self, ticket: Ticket, *, error_code: str, retry_at: datetime | None, answer: Message | None) -> None:
        told = answer if retry_at is None else None
        values = {
            "bot_id": ticket.bot_id,
            "chat_id": ticket.chat_id,
            "update_id": ticket.update_id,
            "token": ticket.token,
            "state": "open" if retry_at is not None else "aside",
            "retry_at": retry_at,
            "error_code": error_code,
        }
        if told is None:
            await self._database.query(_FAIL, **values)
        else:
            await self._database.query(_FAIL_ANSWERED, **message_values(told), **values)

    async def retry(self, bot_id: int, chat_id: int, now: datetime) -> int:
        return len(await self._database.query(_RETRY, bot_id=bot_id, chat_id=chat_id, now=now))


def _as_it_came(raw: Mapping[str, object]) -> str:
    return json.dumps(raw, separators=(",", ":"))


def _claimed(bot_id: int, row: Row) -> Claimed:
    update_id, chat_id, user_id, raw, attempts, token, state, data = row[:8]
    return Claimed(
        ticket=Ticket(bot_id, update_id, chat_id, token),
        update=RawUpdate(update_id, chat_id, user_id, raw),
        attempt=attempts,
        member=None if row[8] is None else member(row[8:]),
        dialog=None if state is None else Dialog(state, data),
    )
