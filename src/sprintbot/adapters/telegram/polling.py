"""Long polling that loses nothing: the offset moves only after the updates are committed."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Coroutine
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sprintbot.adapters.telegram.api import TelegramApi
from sprintbot.adapters.telegram.backoff import backoff
from sprintbot.adapters.telegram.calling import CallFailedError, Trouble
from sprintbot.adapters.telegram.intake import Intake
from sprintbot.adapters.telegram.rawupdate import ALLOWED_UPDATES
from sprintbot.ports.clock import Clock
from sprintbot.ports.kept import StoreUnavailableError

_log = logging.getLogger(__name__)
_IDLE_DAY = timedelta(days=1)


class PollingState(StrEnum):
    STARTING = "starting"
    POLLING = "polling"
    UNREACHABLE = "unreachable"
    """No way to Telegram, or it is in trouble."""
    RESTING = "resting"
    """Telegram asked for a pause."""
    STORE_UNAVAILABLE = "store_unavailable"
    CONFLICT = "conflict"
    """Another program polls with the same token, or a webhook was set meanwhile: this one stands by."""
    UNAUTHORIZED = "unauthorized"
    """Telegram does not know the token: `run` has ended."""
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class PollingTimes:
    """Seconds. `long_poll`: how long Telegram holds a call without news (50 is its most).
    `standby`: between looks at whether the other program still works."""

    long_poll: int = 30
    first_pause: float = 0.5
    longest_pause: float = 30.0
    standby: float = 5.0


class Poller:
    """Await `run` in a task of its own. `state` is what health tells; its changes are logged, its repetitions not."""

    def __init__(self, api: TelegramApi, intake: Intake, *, clock: Clock, times: PollingTimes | None = None) -> None:
        self._api, self._intake, self._clock = api, intake, clock
        self._times = times or PollingTimes()
        # None asks for whatever is unconfirmed. What is already committed comes again and is known; starting from the
        # greatest committed id instead would throw updates away after a quiet week, when Telegram starts to count anew.
        self._offset: int | None = None
        self._heard: datetime | None = None
        self._failures = 0
        self._stop = asyncio.Event()
        self.state = PollingState.STARTING
        self.stats: Counter[str] = Counter()

    @property
    def healthy(self) -> bool:
        return self.state in (PollingState.STARTING, PollingState.POLLING, PollingState.RESTING)

    def stop(self) -> None:
        """Lets go of a waiting long poll at once; updates that have arrived are still committed."""
        self._stop.set()

    async def run(self) -> None:
        """Until `stop`, or until Telegram refuses the token."""
        prepared = False
        while not self._stop.is_set():
            try:
                if not prepared:
                    prepared = await self._leave_webhook()
                else:
                    await self._round()
            except CallFailedError as error:
                await self._call_failed(error)
            except StoreUnavailableError:
                await self._trouble(PollingState.STORE_UNAVAILABLE)
            except Exception:
                _log.exception("polling_fault")
                await self._trouble(PollingState.UNREACHABLE)
            if self.state is PollingState.UNAUTHORIZED:
                return
        self._enter(PollingState.STOPPED)

    async def _leave_webhook(self) -> bool:
        info = await self._unless_stopped(self._api.call("getWebhookInfo"))
        if info and info["url"]:
            await self._api.call("deleteWebhook", {"drop_pending_updates": False})
            _log.warning("webhook_removed")
        return info is not None

    async def _round(self) -> None:
        now = self._clock.now()
        if self._heard is None or now - self._heard > _IDLE_DAY:
            self._offset, self._heard = None, now
        asked = self._api.get_updates(self._offset, ALLOWED_UPDATES, seconds=self._times.long_poll)
        updates = await self._unless_stopped(asked)
        if updates is None:
            return
        if updates:
            ids = [update["update_id"] for update in updates if isinstance(update.get("update_id"), int)]
            if not ids:
                raise CallFailedError(Trouble.GARBLED, "updates without ids", status=200)
            await self._intake.accept(updates)
            self._offset, self._heard = max(ids) + 1, self._clock.now()
            self.stats["updates"] += len(updates)
        self._failures = 0
        self._enter(PollingState.POLLING)

    async def _call_failed(self, error: CallFailedError) -> None:
        self.stats[f"failed_{error.status or error.trouble}"] += 1
        if _unknown_token(error):
            self._enter(PollingState.UNAUTHORIZED)
        elif error.trouble is Trouble.REFUSED and error.status == 409:
            self._enter(PollingState.CONFLICT)
            await self._stand_by()
        elif error.status == 429:
            self._enter(PollingState.RESTING)
            await self._pause(error.retry_after or self._times.longest_pause)
        else:
            await self._trouble(PollingState.UNREACHABLE)

    async def _stand_by(self) -> None:
        """Two programs that both keep asking throw each other out in turn. The one that was thrown out looks on
        instead, by a call that disturbs nobody, and takes over when updates are left lying."""
        left_lying = 0
        while left_lying < 2:
            await self._pause(backoff(1, first=self._times.standby, longest=self._times.standby))
            if self._stop.is_set():
                return
            try:
                info = await self._unless_stopped(self._api.call("getWebhookInfo"))
            except CallFailedError as error:
                if _unknown_token(error):
                    return  # the next poll says so
                continue
            waits = info is not None and not info["url"] and info["pending_update_count"] > 0
            left_lying = left_lying + 1 if waits else 0

    async def _trouble(self, state: PollingState) -> None:
        self._failures += 1
        self._enter(state)
        await self._pause(backoff(self._failures, first=self._times.first_pause, longest=self._times.longest_pause))

    async def _pause(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._stop.wait()
        except TimeoutError:
            return

    async def _unless_stopped(self, asked: Coroutine[Any, Any, Any]) -> Any:
        """The answer, or None when `stop` was called first; the call is then broken off."""
        call = asyncio.ensure_future(asked)
        stop = asyncio.ensure_future(self._stop.wait())
        try:
            await asyncio.wait({call, stop}, return_when=asyncio.FIRST_COMPLETED)
            return call.result() if call.done() else None
        finally:
            stop.cancel()
            if not call.done():
                call.cancel()
                await asyncio.gather(call, return_exceptions=True)

    def _enter(self, state: PollingState) -> None:
        if state is not self.state:
            usual = state in (PollingState.POLLING, PollingState.STOPPED)
            _log.log(logging.INFO if usual else logging.WARNING, "polling_state", extra={"state": str(state)})
            self.state = state


def _unknown_token(error: CallFailedError) -> bool:
    """Telegram answers 401 to a token it does not know, 404 to one that is none."""
    return error.trouble is Trouble.REFUSED and error.status in (401, 404)
