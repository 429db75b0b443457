"""Works off the inbox: in order within a chat, side by side between chats; again after a fault, aside after five."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sprintbot.adapters.telegram.backoff import backoff, incident_code
from sprintbot.ports.clock import Clock
from sprintbot.ports.kept import LeaseLostError, StoreUnavailableError
from sprintbot.ports.queues import Claimed, Inbox, Message

_log = logging.getLogger(__name__)
Handle = Callable[[Claimed], Awaitable[None]]
Apologise = Callable[[Claimed, str], Message | None]
_PAUSES = (0.2, 1.0, 3.0, 8.0)
"""Seconds before the second, third … try: quick first, and the chat's next update waits under half a minute."""
_FAULTS = len(_PAUSES) + 1
_TIMEOUT_WEIGHS = 3
_CLAIMS = 25


class WorkerState(StrEnum):
    WORKING = "working"
    STORE_UNAVAILABLE = "store_unavailable"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class WorkerOptions:
    """Times in seconds. `handling` is shorter than `lease`, so nobody else gets an update while it is handled, and no
    lease has to be renewed. An update that hangs is tried twice, so that its chat waits less than half a minute.
    `poll` is how soon the work of another process, or of one that died, is found."""

    at_once: int = 32
    lease: float = 15.0
    handling: float = 10.0
    poll: float = 0.3
    grace: float = 9.0


@dataclass(slots=True)
class Fault:
    """What went wrong so far with one update, in this process. The code stays, so that the log tells one story."""

    code: str
    weight: int = 0


class Worker:
    """`handle` closes the update's ticket in the transaction of its effect; that is what makes effects happen once.
    `apologise` words the message for an update that is put aside, under the code that stands in the log.

    Await `run` in a task of its own; `wake` after a commit of the intake; `stop` lets `run` end within `grace` seconds.
    """

    def __init__(
        self,
        inbox: Inbox,
        handle: Handle,
        apologise: Apologise,
        *,
        bot_id: int,
        clock: Clock,
        options: WorkerOptions | None = None,
        answered: Callable[[], None] = lambda: None,
    ) -> None:
        """`answered` is called when an apology was put into the outbox: the sender's `wake`."""
        self._inbox, self._handle, self._apologise = inbox, handle, apologise
        self._bot_id, self._clock, self._answered = bot_id, clock, answered
        self._options = options or WorkerOptions()
        self._running: dict[asyncio.Task[None], Claimed] = {}
        self._faults: dict[int, Fault] = {}
        self._awake = asyncio.Event()
        self._stopping = False
        self._store_failures = 0
        self.state = WorkerState.WORKING
        self.stats: Counter[str] = Counter()

    @property
    def healthy(self) -> bool:
        return self.state is WorkerState.WORKING

    def wake(self) -> None:
        self._awake.set()

    def stop(self) -> None:
        self._stopping = True
        self._awake.set()

    async def run(self) -> None:
        while not self._stopping:
            self._awake.clear()
            wait = await self._claim()
            try:
                async with asyncio.timeout(wait):
                    await self._awake.wait()
            except TimeoutError:
                continue
        await self._wind_up()
        self._enter(WorkerState.STOPPED)

    async def _claim(self) -> float:
        """Start on what may be started; the seconds until the next look, if nothing wakes before."""
        room = self._options.at_once - len(self._running)
        if room <= 0:
            return self._options.poll
        lease = timedelta(seconds=self._options.lease)
        try:
            claims = await self._inbox.claim(self._bot_id, limit=room, lease=lease, now=self._clock.now())
        except Exception as error:
            self._store_failures += 1
            self._enter(WorkerState.STORE_UNAVAILABLE, error)
            return backoff(self._store_failures, first=0.3, longest=5.0)
        self._store_failures = 0
        self._enter(WorkerState.WORKING)
        for claimed in claims:
            task = asyncio.create_task(self._work(claimed))
            self._running[task] = claimed
            task.add_done_callback(self._ended)
        return self._options.poll

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._running.pop(task, None)
        self._awake.set()
        if not task.cancelled() and (error := task.exception()) is not None:
            _log.error("worker_fault", exc_info=error)

    async def _work(self, claimed: Claimed) -> None:
        if claimed.attempt > _CLAIMS:  # so often only where the process dies of it
            await self._put_aside(claimed, self._fault(claimed))
            return
        limit = asyncio.timeout(self._options.handling)
        try:
            async with limit:
                await self._handle(claimed)
        except LeaseLostError:
            self.stats["lease_lost"] += 1
            self._faults.pop(claimed.update.update_id, None)
        except StoreUnavailableError as error:
            self.stats["store_unavailable"] += 1
            await self._give_back(claimed, error.code, backoff(claimed.attempt, first=0.3, longest=10.0))
        except Exception:
            await self._failed(claimed, _TIMEOUT_WEIGHS if limit.expired() else 1)
        else:
            self.stats["handled"] += 1
            self._faults.pop(claimed.update.update_id, None)

    async def _failed(self, claimed: Claimed, weight: int) -> None:
        fault = self._fault(claimed)
        fault.weight += weight
        self.stats["faults"] += 1
        said = {"code": fault.code, "update_id": claimed.update.update_id, "attempt": claimed.attempt}
        _log.error("update_failed", extra=said, exc_info=True)
        if fault.weight >= _FAULTS:
            await self._put_aside(claimed, fault)
        else:
            await self._give_back(claimed, fault.code, _PAUSES[fault.weight - 1])

    def _fault(self, claimed: Claimed) -> Fault:
        return self._faults.setdefault(claimed.update.update_id, Fault(incident_code()))

    async def _put_aside(self, claimed: Claimed, fault: Fault) -> None:
        try:
            answer = self._apologise(claimed, fault.code)
        except Exception:  # what the handler choked on may choke this too
            _log.exception("apology_failed", extra={"code": fault.code})
            answer = None
        if await self._fail(claimed, fault.code, None, answer):
            self.stats["aside"] += 1
            self._faults.pop(claimed.update.update_id, None)
            _log.error("update_put_aside", extra={"code": fault.code, "update_id": claimed.update.update_id})
            self._answered()

    async def _give_back(self, claimed: Claimed, code: str, seconds: float) -> None:
        if await self._fail(claimed, code, self._clock.now() + timedelta(seconds=seconds), None):
            asyncio.get_running_loop().call_later(seconds, self._awake.set)

    async def _fail(self, claimed: Claimed, code: str, retry_at: datetime | None, answer: Message | None) -> bool:
        try:
            await self._inbox.fail(claimed.ticket, error_code=code, retry_at=retry_at, answer=answer)
        except StoreUnavailableError:
            self.stats["store_unavailable"] += 1
            return False  # the end of the lease gives it back
        return True

    async def _wind_up(self) -> None:
        """Let what runs come to its end; what does not in time goes back at once, for another process to take."""
        if self._running:
            await asyncio.wait(self._running, timeout=self._options.grace)
        cut_off = dict(self._running)
        for task in cut_off:
            task.cancel()
        await asyncio.gather(*cut_off, return_exceptions=True)
        for claimed in cut_off.values():
            await self._fail(claimed, "stopping", self._clock.now(), None)

    def _enter(self, state: WorkerState, error: Exception | None = None) -> None:
        if state is not self.state:
            usual = state is not WorkerState.STORE_UNAVAILABLE
            _log.log(
                logging.INFO if usual else logging.WARNING, "worker_state", extra={"state": str(state)}, exc_info=error
            )
            self.state = state
