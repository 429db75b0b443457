"""Works off the outbox: in order within a chat, side by side between chats, never faster than Telegram allows."""

from __future__ import annotations

import asyncio
import logging
import math
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from sprintbot.adapters.telegram.api import TelegramApi
from sprintbot.adapters.telegram.backoff import backoff
from sprintbot.adapters.telegram.calling import CallFailedError, Trouble
from sprintbot.adapters.telegram.outcomes import SENT, Outcome, Verdict, judge
from sprintbot.adapters.telegram.pacing import Pacing
from sprintbot.adapters.telegram.settling import Held, Migrated, Settling
from sprintbot.ports.clock import Clock
from sprintbot.ports.queues import Delivery

_log = logging.getLogger(__name__)
CARRIED = frozenset({
    "sendMessage", "sendPhoto", "sendDocument", "sendMediaGroup", "sendChatAction", "editMessageText",
    "editMessageCaption", "editMessageMedia", "editMessageReplyMarkup", "deleteMessage", "setMessageReaction",
    "answerCallbackQuery", "setMyCommands", "deleteMyCommands", "setChatMenuButton", "pinChatMessage",
    "unpinChatMessage",
})  # fmt: skip
"""What a message of the outbox may call. Telegram answers an unknown method as it answers an unknown token."""


class SenderState(StrEnum):
    SENDING = "sending"
    UNREACHABLE = "unreachable"
    STORE_UNAVAILABLE = "store_unavailable"
    UNAUTHORIZED = "unauthorized"
    """Telegram does not know the token: `run` has ended."""
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class SenderOptions:
    """Times in seconds. A lease outlasts the longest wait for a turn and the longest call, so a message is sent twice
    only after a crash between Telegram's yes and its record."""

    ahead: int = 100
    at_once: int = 50
    lease: float = 20.0
    call: float = 15.0
    turn: float = 2.0
    poll: float = 0.5
    grace: float = 8.0


class Sender:
    """One a bot, over all processes: the limits are the bot's, and each Sender keeps them by what it sent itself.

    Await `run` in a task of its own; `wake` after a commit that put something into the outbox; `stop` lets `run` end
    within `grace` seconds: what is under way ends, what was only claimed goes back at once. `seconds` is the clock of
    pacing. `migrated` is told the old and the new id of a group.
    """

    def __init__(
        self,
        delivery: Delivery,
        api: TelegramApi,
        *,
        clock: Clock,
        pacing: Pacing | None = None,
        options: SenderOptions | None = None,
        migrated: Migrated | None = None,
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        self._delivery, self._api, self._clock, self._seconds = delivery, api, clock, seconds
        self._pacing = pacing or Pacing(seconds())
        self._options = options or SenderOptions()
        self._settling = Settling(delivery, api.bot_id, clock=clock, migrated=migrated, seconds=seconds)
        self._ready: dict[int, Held] = {}
        self._flying: dict[int, asyncio.Task[None]] = {}
        self._finished: list[tuple[Held, Outcome]] = []
        self._awake = asyncio.Event()
        self._stopping = False
        self._store_failures = 0
        self.state = SenderState.SENDING
        self.stats: Counter[str] = Counter()

    @property
    def healthy(self) -> bool:
        return self.state is SenderState.SENDING

    def wake(self) -> None:
        self._awake.set()

    def stop(self) -> None:
        self._stopping = True
        self._awake.set()

    async def run(self) -> None:
        """Until `stop`, or until Telegram refuses the token."""
        while not self._stopping and self.state is not SenderState.UNAUTHORIZED:
            self._awake.clear()
            wait = await self._exchange()
            await self._sleep(min(self._launch(), wait))
        await self._wind_up()
        if self.state is not SenderState.UNAUTHORIZED:
            self._enter(SenderState.STOPPED)

    async def _exchange(self) -> float:
        """Record what has ended, claim what is due; the seconds until the next look at the store."""
        try:
            await self._record()
            await self._claim()
        except Exception as error:
            self._store_failures += 1
            self._enter(SenderState.STORE_UNAVAILABLE, error)
            return backoff(self._store_failures, first=0.5, longest=5.0)
        self._store_failures = 0
        if self.state is SenderState.STORE_UNAVAILABLE:
            self._enter(SenderState.SENDING)
        return self._options.poll

    async def _record(self) -> None:
        """Nothing is forgotten when the store fails half-way: what is not recorded stays in `_finished`."""
        sent = [held for held, outcome in self._finished if outcome.verdict is Verdict.SENT]
        if sent:
            await self._delivery.sent([held.outgoing for held in sent], self._clock.now())
            self._settling.succeeded(sent)
            self._finished = [one for one in self._finished if one[0] not in sent]
        for held, outcome in list(self._finished):
            if outcome.verdict is not Verdict.SENT and await self._settling.settle(held, outcome):
                self._ready[held.outgoing.id] = held
            self._finished.remove((held, outcome))

    async def _claim(self) -> None:
        room = self._options.ahead - len(self._ready) - len(self._flying)
        if room <= 0 or self._settling.pause() > 0:
            return
        lease = timedelta(seconds=self._options.lease)
        due = await self._delivery.due(self._api.bot_id, limit=room, lease=lease, now=self._clock.now())
        for outgoing in due:
            if outgoing.id not in self._flying:  # its lease ran out under way: it is still the same call
                self._ready[outgoing.id] = self._settling.held(outgoing)

    def _launch(self) -> float:
        """Start every call whose turn has come; the seconds until the next turn."""
        if (pause := self._settling.pause()) > 0:
            return pause
        now, soonest, full = self._seconds(), math.inf, False
        for held in list(self._ready.values()):
            if len(self._flying) >= self._options.at_once:
                break
            if held.weight.overall:
                # What waits for the whole bot's turn lets nobody pass, so that an album is not overtaken for ever.
                full = full or self._pacing.overall_wait(held.weight, now) > 0
                if full:
                    soonest = min(soonest, self._pacing.overall_wait(held.weight, now))
                    continue
            wait = self._pacing.chat_wait(held.chat_id, held.weight, now)
            if wait <= 0:
                self._start(held, now)
            elif wait <= self._options.turn:
                soonest = min(soonest, wait)
            else:
                self._finish(held, Outcome(Verdict.REST, "pacing", wait))
        return soonest

    def _start(self, held: Held, now: float) -> None:
        del self._ready[held.outgoing.id]
        self._pacing.start(held.chat_id, held.weight, now)
        self._flying[held.outgoing.id] = asyncio.create_task(self._send(held))

    async def _send(self, held: Held) -> None:
        outcome = SENT
        try:
            await self._call(held)
        except CallFailedError as error:
            outcome = judge(error)
            if outcome.reason in ("bad_request", "forbidden"):
                _log.error("message_refused", extra={"method": held.method, "said": error.description})
        finally:
            self._pacing.end(held.chat_id, held.weight, self._seconds())
            del self._flying[held.outgoing.id]
        self._finish(held, outcome)

    async def _call(self, held: Held) -> None:
        if held.method not in CARRIED:
            raise CallFailedError(Trouble.REFUSED, f"{held.method} is no method of the outbox", status=400)
        try:
            async with asyncio.timeout(self._options.call):
                await self._api.call(held.method, held.payload)
        except TimeoutError:
            raise CallFailedError(Trouble.INTERRUPTED, "timeout") from None

    def _finish(self, held: Held, outcome: Outcome) -> None:
        self._ready.pop(held.outgoing.id, None)
        self._finished.append((held, outcome))
        self.stats[outcome.reason] += 1
        if outcome.verdict is Verdict.STOP:
            self._enter(SenderState.UNAUTHORIZED)
        elif outcome.verdict is Verdict.WAIT:
            self._enter(SenderState.UNREACHABLE)
        elif self.state is SenderState.UNREACHABLE and outcome.verdict is not Verdict.AGAIN:
            self._enter(SenderState.SENDING)
        self._awake.set()

    async def _sleep(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._awake.wait()
        except TimeoutError:
            return

    async def _wind_up(self) -> None:
        if self._flying:
            await asyncio.wait(self._flying.values(), timeout=self._options.grace)
        cut_off = list(self._flying.values())
        for task in cut_off:
            task.cancel()
        await asyncio.gather(*cut_off, return_exceptions=True)
        try:
            await self._record()
            for held in self._ready.values():
                await self._delivery.again(held.outgoing, self._clock.now(), "stopping")
        except Exception:
            _log.warning("sender_stopped_without_record", exc_info=True)

    def _enter(self, state: SenderState, error: Exception | None = None) -> None:
        if state is not self.state:
            usual = state in (SenderState.SENDING, SenderState.STOPPED)
            level = logging.INFO if usual else logging.WARNING
            _log.log(level, "sender_state", extra={"state": str(state)}, exc_info=error)
            self.state = state
