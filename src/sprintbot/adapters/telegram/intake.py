"""The door for updates: what is worth keeping is committed to the inbox, the rest is counted and let go."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from sprintbot.adapters.telegram.rawupdate import Doorkeeper, Shed
from sprintbot.ports.clock import Clock
from sprintbot.ports.kept import StoreUnavailableError
from sprintbot.ports.queues import Inbox, RawUpdate

_log = logging.getLogger(__name__)
_Batch = list[tuple[list[RawUpdate], asyncio.Future[None]]]


class Intake:
    """One bot's. Updates that come at the same time are committed together: one transaction for all that arrived
    while the one before it ran. `on_commit` is called after each commit that kept something new."""

    def __init__(
        self,
        inbox: Inbox,
        *,
        bot_id: int,
        clock: Clock,
        on_commit: Callable[[], None],
        doorkeeper: Doorkeeper | None = None,
    ) -> None:
        self._inbox, self._bot_id, self._clock, self._on_commit = inbox, bot_id, clock, on_commit
        self._doorkeeper = doorkeeper or Doorkeeper()
        self._waiting: _Batch = []
        self._committing: asyncio.Task[None] | None = None
        self.shed: Counter[Shed] = Counter()
        self.stats: Counter[str] = Counter()

    async def accept(self, raws: Sequence[Mapping[str, object]]) -> None:
        """Return when every update is committed or shed: only then may Telegram be told that it arrived.
        Raises StoreUnavailableError; nothing is known of the updates then, and they are wanted again."""
        now = self._clock.now().timestamp()
        kept: list[RawUpdate] = []
        for raw in raws:
            update = self._doorkeeper.admit(raw, now)
            if isinstance(update, Shed):
                self.shed[update] += 1
            else:
                kept.append(update)
        if not kept:
            return
        committed: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((kept, committed))
        if self._committing is None:
            self._committing = asyncio.create_task(self._commit())
        await committed

    async def _commit(self) -> None:
        while self._waiting:
            batch, self._waiting = self._waiting, []
            updates = {update.update_id: update for kept, _ in batch for update in kept}
            try:
                await self._put(list(updates.values()))
            except Exception as error:
                if not isinstance(error, StoreUnavailableError):
                    _log.exception("intake_failed")
                self.stats["failed"] += 1
                _settle(batch, type(error).__name__)
            else:
                self._doorkeeper.committed(updates)
                _settle(batch, None)
        self._committing = None

    async def _put(self, updates: list[RawUpdate]) -> None:
        now = self._clock.now()
        try:
            new = await self._inbox.put(self._bot_id, updates, now)
        except StoreUnavailableError:
            raise
        except Exception:
            # A text that no database takes must not keep all others out for ever: try once more without its sting.
            new = await self._inbox.put(self._bot_id, [_storable(update) for update in updates], now)
        self.stats["new"] += new
        self.stats["known"] += len(updates) - new
        if new:
            self._on_commit()


def _settle(batch: _Batch, trouble: str | None) -> None:
    for _, committed in batch:
        if committed.done():  # who waited was cancelled
            continue
        if trouble is None:
            committed.set_result(None)
        else:
            committed.set_exception(StoreUnavailableError(reason=trouble))


def _storable(update: RawUpdate) -> RawUpdate:
    raw = {name: _clean(value) for name, value in update.raw.items()}
    return RawUpdate(update.update_id, update.chat_id, update.user_id, raw)


def _clean(value: object) -> object:
    """Without what JSON can hold and PostgreSQL cannot: NUL, and halves of surrogate pairs."""
    if isinstance(value, str):
        return value.replace("\0", "").encode("utf-8", "replace").decode()
    if isinstance(value, dict):
        return {_clean(name): _clean(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_clean(one) for one in value]
    return value
