"""The queue of updates and its rules: ids that grow, an offset that forgets, a day of retention, one poller."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .clock import Clock
from .errors import OTHER_POLLER, WEBHOOK_SET, ApiError, conflict
from .store import Store

RETENTION_SECONDS = 24 * 3600
# Telegram sends these only to a bot that asks for them by name.
ON_REQUEST = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
FIRST_UPDATE_ID = 100_000_001


@dataclass(frozen=True, slots=True)
class Pending:
    """`lane`: updates of one lane (a chat) reach a webhook one after another."""

    update: dict[str, Any]
    created: float
    lane: int


class UpdateQueue:
    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._replays: set[int] = set()  # ids below the offset that are still to be delivered once
        self._poller: asyncio.Future[ApiError | None] | None = None
        self.listeners: list[Callable[[Pending], None]] = []
        rows = {int(key): Pending(**document) for key, document in store.load("update")}
        self._pending: dict[int, Pending] = dict(sorted(rows.items()))
        self._next_id: int = store.get("state", "next_update_id") or FIRST_UPDATE_ID
        self.allowed: list[str] | None = store.get("state", "allowed_updates")

    def __len__(self) -> int:
        self.expire()
        return len(self._pending)

    def allow(self, kinds: list[str]) -> None:
        """Which updates are made from now on; an empty list means the usual ones."""
        self.allowed = kinds or None
        self._store.put("state", "allowed_updates", self.allowed)

    def add(self, kind: str, body: dict[str, Any], lane: int) -> int | None:
        """Queue an update. Returns its id, or None when the bot does not want this kind."""
        if kind in ON_REQUEST if self.allowed is None else kind not in self.allowed:
            return None
        return self.add_raw({kind: body}, lane)

    def add_raw(self, update: dict[str, Any], lane: int, update_id: int | None = None) -> int:
        """Queue any update, wanted or not; a given `update_id` may repeat or go back (a replay, a forgery)."""
        if update_id is None:
            update_id = self._next_id
        elif update_id < self._next_id:
            self._replays.add(update_id)
        self._next_id = max(self._next_id, update_id + 1)
        pending = Pending({"update_id": update_id, **update}, self._clock.now(), lane)
        self._pending[update_id] = pending
        document = {"update": pending.update, "created": pending.created, "lane": lane}
        self._store.put("update", update_id, document)
        self._store.put("state", "next_update_id", self._next_id)
        self.wake()
        for listener in self.listeners:
            listener(pending)
        return update_id

    def pending(self) -> list[Pending]:
        self.expire()
        return list(self._pending.values())

    def get(self, update_id: int) -> Pending | None:
        return self._pending.get(update_id)

    def forget(self, update_id: int) -> None:
        if self._pending.pop(update_id, None) is not None:
            self._store.drop("update", update_id)

    def forget_all(self) -> None:
        for update_id in list(self._pending):
            self.forget(update_id)

    def confirm(self, offset: int) -> None:
        """Forget what lies before `offset`; a negative one keeps the last `-offset` updates only."""
        if offset > 0:
            for update_id in [known for known in self._pending if known < offset and known not in self._replays]:
                self.forget(update_id)
        elif offset < 0:
            for update_id in list(self._pending)[:offset]:
                self.forget(update_id)

    def batch(self, limit: int) -> list[Pending]:
        self.expire()
        found = list(itertools.islice(self._pending.values(), limit))
        self._replays.difference_update(pending.update["update_id"] for pending in found)
        return found

    def take_over(self, *, by_webhook: bool = False) -> None:
        """Send a waiting poller away with 409: a newer one came, or a webhook was set."""
        if self._poller is not None and not self._poller.done():
            self._poller.set_result(conflict(WEBHOOK_SET if by_webhook else OTHER_POLLER))
        self._poller = None

    async def wait(self, seconds: float) -> None:
        """Wait for an update. Raises ApiError 409 when another poller takes over."""
        poller: asyncio.Future[ApiError | None] = asyncio.get_running_loop().create_future()
        self._poller = poller
        try:
            await asyncio.wait({poller}, timeout=seconds)
        finally:
            if self._poller is poller:
                self._poller = None
        if poller.done() and (refusal := poller.result()) is not None:
            raise refusal

    @property
    def is_polled(self) -> bool:
        """Whether a poller waits now."""
        return self._poller is not None and not self._poller.done()

    def wake(self) -> None:
        if self._poller is not None and not self._poller.done():
            self._poller.set_result(None)

    def expire(self) -> None:
        """Let go of what is a day old."""
        oldest = self._clock.now() - RETENTION_SECONDS
        for update_id in list(itertools.takewhile(lambda key: self._pending[key].created < oldest, self._pending)):
            self.forget(update_id)
