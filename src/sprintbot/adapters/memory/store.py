"""One transaction at a time, on the loop's own thread: steps are plain code, so nothing can come between."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from sprintbot.adapters.memory.space import Journal, Memory, Sending
from sprintbot.adapters.memory.work import (
    MemoryAthletes,
    MemoryAudit,
    MemoryBests,
    MemoryClubs,
    MemoryDialogs,
    MemoryDrafts,
    MemoryPeople,
    MemorySwims,
)
from sprintbot.ports.kept import LeaseLostError
from sprintbot.ports.queues import Message, Ticket
from sprintbot.ports.store import InboxDone, Outbox, Store, Work

R = TypeVar("R")


class MemoryStore(Store):
    def __init__(self, space: Memory) -> None:
        self._space = space

    async def transact(self, step: Callable[[Work], R], answer: Callable[[Work, R], None] | None = None) -> R:
        journal = Journal()
        work = MemoryWork(self._space, journal)
        try:
            report = step(work)
            if answer is not None:
                answer(work, report)
        except BaseException:
            journal.take_back()
            raise
        return report


class MemoryWork(Work):
    """Its repositories, made when first asked for: an answer needs two of ten."""

    def __init__(self, space: Memory, journal: Journal) -> None:
        self._space, self._journal = space, journal

    @property
    def people(self) -> MemoryPeople:
        return MemoryPeople(self._space, self._journal)

    @property
    def clubs(self) -> MemoryClubs:
        return MemoryClubs(self._space, self._journal)

    @property
    def athletes(self) -> MemoryAthletes:
        return MemoryAthletes(self._space, self._journal)

    @property
    def swims(self) -> MemorySwims:
        return MemorySwims(self._space, self._journal)

    @property
    def bests(self) -> MemoryBests:
        return MemoryBests(self._space, self._journal)

    @property
    def drafts(self) -> MemoryDrafts:
        return MemoryDrafts(self._space, self._journal)

    @property
    def audit(self) -> MemoryAudit:
        return MemoryAudit(self._space, self._journal)

    @property
    def dialogs(self) -> MemoryDialogs:
        return MemoryDialogs(self._space, self._journal)

    @property
    def outbox(self) -> MemoryOutbox:
        return MemoryOutbox(self._space, self._journal)

    @property
    def inbox(self) -> MemoryInboxDone:
        return MemoryInboxDone(self._space, self._journal)


class MemoryOutbox(Outbox):
    def __init__(self, space: Memory, journal: Journal) -> None:
        self._space, self._journal = space, journal

    def add(self, message: Message) -> None:
        if message.dedup_key is not None:
            key = (message.bot_id, message.dedup_key)
            if key in self._space.dedup:
                return
            self._journal.put(self._space.dedup, key, self._space.last_message + 1)
        self._space.last_message += 1
        chat = self._space.chat(message.bot_id, message.chat_id)
        sending = Sending(self._space.last_message, message, not_before=message.not_before)
        self._journal.put(chat.messages, sending.id, sending)


class MemoryInboxDone(InboxDone):
    def __init__(self, space: Memory, journal: Journal) -> None:
        self._space, self._journal = space, journal

    def done(self, ticket: Ticket) -> None:
        chat = self._space.chat(ticket.bot_id, ticket.chat_id)
        if chat.inbox.token != ticket.token or ticket.update_id not in chat.updates:
            raise LeaseLostError(update_id=ticket.update_id)
        self._journal.drop(chat.updates, ticket.update_id)
        token, until = chat.inbox.token, chat.inbox.until
        chat.inbox.token, chat.inbox.until = "", None

        def held_again() -> None:
            chat.inbox.token, chat.inbox.until = token, until

        self._journal.on_rollback(held_again)
