"""Inbox and outbox in memory."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sprintbot.adapters.memory.space import Chat, Kept, Memory, Sending
from sprintbot.adapters.memory.work import found_member
from sprintbot.ports.queues import Claimed, Delivery, Inbox, Message, Outgoing, RawUpdate, Ticket


class MemoryInbox(Inbox):
    def __init__(self, space: Memory) -> None:
        self._space = space

    async def put(self, bot_id: int, updates: Sequence[RawUpdate], now: datetime) -> int:
        known = self._space.known_updates.setdefault(bot_id, set())
        fresh = [update for update in updates if update.update_id not in known]
        for update in fresh:
            known.add(update.update_id)
            chat = self._space.chat(bot_id, update.chat_id)
            chat.dead = None
            chat.updates[update.update_id] = Kept(update)
        return len(fresh)

    async def last_update_id(self, bot_id: int) -> int | None:
        return max(self._space.known_updates.get(bot_id, ()), default=None)

    async def claim(self, bot_id: int, *, limit: int, lease: timedelta, now: datetime) -> Sequence[Claimed]:
        found: list[Claimed] = []
        for (owner, chat_id), chat in self._space.chats.items():
            if len(found) == limit:
                break
            kept = None if owner != bot_id or chat.inbox.held(now) else _next(chat, now)
            if kept is None:
                continue
            kept.attempts += 1
            chat.inbox.token, chat.inbox.until = self._space.token(), now + lease
            ticket = Ticket(bot_id, kept.update.update_id, chat_id, chat.inbox.token)
            user_id = kept.update.user_id
            member = None if user_id is None else found_member(self._space, bot_id, user_id)
            dialog = None if user_id is None else self._space.dialogs.get((bot_id, chat_id, user_id))
            found.append(Claimed(ticket, kept.update, kept.attempts, member, dialog))
        return found

    async def fail(self, ticket: Ticket, *, error_code: str, retry_at: datetime | None, answer: Message | None) -> None:
        chat = self._space.chat(ticket.bot_id, ticket.chat_id)
        if chat.inbox.token != ticket.token or ticket.update_id not in chat.updates:
            return
        kept = chat.updates[ticket.update_id]
        kept.error_code, kept.not_before = error_code, retry_at
        chat.inbox.token, chat.inbox.until = "", None
        if retry_at is None:
            kept.state = "aside"
            if answer is not None:
                _enqueue(self._space, answer)

    async def retry(self, bot_id: int, chat_id: int, now: datetime) -> int:
        aside = [kept for kept in self._space.chat(bot_id, chat_id).updates.values() if kept.state == "aside"]
        for kept in aside:
            kept.state, kept.attempts, kept.not_before = "open", 0, now
        return len(aside)


def _next(chat: Chat, now: datetime) -> Kept | None:
    """The oldest open update; while it waits to be tried again those behind it wait too."""
    waiting = [kept for kept in chat.updates.values() if kept.state == "open"]
    kept = min(waiting, key=lambda one: one.update.update_id, default=None)
    return kept if kept is not None and (kept.not_before is None or kept.not_before <= now) else None


def _enqueue(space: Memory, message: Message) -> None:
    space.last_message += 1
    sending = Sending(space.last_message, message, not_before=message.not_before)
    space.chat(message.bot_id, message.chat_id).messages[sending.id] = sending


class MemoryDelivery(Delivery):
    def __init__(self, space: Memory) -> None:
        self._space = space
        self.sent_messages: list[Message] = []
        """What was sent, oldest first: in memory nothing else would remember it."""

    async def due(self, bot_id: int, *, limit: int, lease: timedelta, now: datetime) -> Sequence[Outgoing]:
        found: list[Outgoing] = []
        for (owner, _), chat in self._space.chats.items():
            if len(found) == limit:
                break
            if owner != bot_id or chat.dead is not None or chat.outbox.held(now):
                continue
            if chat.rest_until is not None and chat.rest_until > now:
                continue
            sending = next((one for one in chat.messages.values() if one.state == "due"), None)
            if sending is None or (sending.not_before is not None and sending.not_before > now):
                continue
            sending.attempts += 1
            chat.outbox.token, chat.outbox.until = self._space.token(), now + lease
            found.append(Outgoing(sending.id, chat.outbox.token, sending.message, sending.attempts))
        return found

    def _held(self, message: Outgoing) -> tuple[Chat, Sending] | None:
        chat = self._space.chat(message.message.bot_id, message.message.chat_id)
        sending = chat.messages.get(message.id)
        return None if sending is None or chat.outbox.token != message.token else (chat, sending)

    async def sent(self, messages: Sequence[Outgoing], now: datetime) -> None:
        for message in messages:
            held = self._held(message)
            if held is not None:
                chat, _ = held
                del chat.messages[message.id]
                chat.outbox.token, chat.outbox.until = "", None
                self.sent_messages.append(message.message)

    async def again(self, message: Outgoing, at: datetime, reason: str) -> None:
        held = self._held(message)
        if held is not None:
            chat, sending = held
            sending.not_before, sending.reason = at, reason
            chat.outbox.token, chat.outbox.until = "", None

    async def rest(self, bot_id: int, chat_id: int, until: datetime) -> None:
        self._space.chat(bot_id, chat_id).rest_until = until

    async def give_up(self, message: Outgoing, reason: str, now: datetime) -> None:
        held = self._held(message)
        if held is not None:
            chat, sending = held
            sending.state, sending.reason = "given up", reason
            chat.outbox.token, chat.outbox.until = "", None

    async def chat_dead(self, bot_id: int, chat_id: int, reason: str, now: datetime) -> None:
        self._space.chat(bot_id, chat_id).dead = reason
