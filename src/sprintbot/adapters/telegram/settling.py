"""What the sender does about an outcome: in the outbox, and about its own haste."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sprintbot.adapters.telegram.backoff import backoff, incident_code
from sprintbot.adapters.telegram.outcomes import Outcome, Verdict, plain
from sprintbot.adapters.telegram.pacing import Weight, weigh
from sprintbot.ports.clock import Clock
from sprintbot.ports.kept import Json
from sprintbot.ports.queues import Delivery, Outgoing

_log = logging.getLogger(__name__)
Migrated = Callable[[int, int], Awaitable[None]]
_ATTEMPTS = 6
_ATTEMPTS_IN_TROUBLE = 30
_LONGEST_PAUSE = 60.0
_ALL_REST_AFTER = 3


@dataclass(slots=True, eq=False)
class Held:
    """A claimed message, and the call that it is by now: with another chat or without markup, if Telegram said so."""

    outgoing: Outgoing
    chat_id: int
    payload: Mapping[str, Json]
    weight: Weight

    @property
    def method(self) -> str:
        return self.outgoing.message.method


class Settling:
    """A message that the server fails on is tried 6 times within half a minute while others get through; while nothing
    gets through, the trouble is not the message's, and it is tried 30 times within half an hour. Being unreachable
    never counts. Tries are counted by this process."""

    def __init__(
        self,
        delivery: Delivery,
        bot_id: int,
        *,
        clock: Clock,
        migrated: Migrated | None,
        seconds: Callable[[], float],
    ) -> None:
        self._delivery, self._bot_id, self._clock = delivery, bot_id, clock
        self._migrated, self._seconds = migrated, seconds
        self._failures: dict[int, int] = {}
        self._moved: dict[int, int] = {}
        self._floods: deque[tuple[float, int]] = deque(maxlen=16)
        self._unreachable = 0
        self._paused_until = self._succeeded_at = -_LONGEST_PAUSE

    def held(self, outgoing: Outgoing) -> Held:
        message = outgoing.message
        chat_id = self._moved.get(message.chat_id, message.chat_id)
        return Held(
            outgoing,
            chat_id,
            _addressed(message.payload, chat_id),
            weigh(message.method, chat_id, message.payload),
        )

    def pause(self) -> float:
        """Seconds for which nothing at all is sent."""
        return max(0.0, self._paused_until - self._seconds())

    def succeeded(self, sent: Iterable[Held]) -> None:
        for held in sent:
            self._failures.pop(held.outgoing.id, None)
        self._succeeded_at, self._unreachable = self._seconds(), 0

    async def settle(self, held: Held, outcome: Outcome) -> bool:
        """Whether to call once more at once, with what `held` is now."""
        match outcome.verdict:
            case Verdict.PLAIN if (bare := plain(held.payload)) != held.payload:
                _log.error("markup_refused", extra={"code": incident_code(), "method": held.method})
                held.payload = bare
                return True
            case Verdict.MIGRATED if outcome.chat_id != held.chat_id:
                await self._move(held, outcome.chat_id)
                return True
            case Verdict.AGAIN | Verdict.STOP:
                await self._again(held, outcome)
            case Verdict.WAIT:
                await self._wait(held, outcome)
            case Verdict.REST:
                await self._rest(held, outcome)
            case Verdict.DEAD:
                # Set aside first: when the person comes back he gets what is new, not what he was once refused.
                await self._give_up(held, outcome.reason)
                await self._delivery.chat_dead(
                    self._bot_id, held.outgoing.message.chat_id, outcome.reason, self._clock.now()
                )
            case _:
                await self._give_up(held, outcome.reason)
        return False

    async def _again(self, held: Held, outcome: Outcome) -> None:
        failures = self._failures[held.outgoing.id] = self._failures.get(held.outgoing.id, 0) + 1
        fine = self._seconds() - self._succeeded_at < _LONGEST_PAUSE
        if failures >= (_ATTEMPTS if fine else _ATTEMPTS_IN_TROUBLE):
            await self._give_up(held, outcome.reason)
        else:
            pause = backoff(failures, first=1.0, longest=_LONGEST_PAUSE)
            await self._delivery.again(held.outgoing, self._in(pause), outcome.reason)

    async def _give_up(self, held: Held, reason: str) -> None:
        self._failures.pop(held.outgoing.id, None)
        await self._delivery.give_up(held.outgoing, reason, self._clock.now())

    async def _wait(self, held: Held, outcome: Outcome) -> None:
        if not self.pause():  # the others that fly meanwhile fail of the same, which counts once
            self._unreachable += 1
            self._pause_all(backoff(self._unreachable, first=1.0, longest=30.0))
        await self._delivery.again(held.outgoing, self._in(self.pause()), outcome.reason)

    async def _rest(self, held: Held, outcome: Outcome) -> None:
        """Telegram does not say whether the chat or the whole bot was too fast. Several chats at once mean the bot."""
        until, now = self._in(outcome.seconds), self._seconds()
        if outcome.reason == "flood":
            self._floods.append((now, held.chat_id))
            recent = {chat for at, chat in self._floods if now - at < 5.0}
            if "chat_id" not in held.payload or len(recent) >= _ALL_REST_AFTER:
                self._pause_all(outcome.seconds)
        if "chat_id" in held.payload:
            await self._delivery.rest(self._bot_id, held.outgoing.message.chat_id, until)
        await self._delivery.again(held.outgoing, until, outcome.reason)

    async def _move(self, held: Held, chat_id: int) -> None:
        if self._migrated is not None:
            await self._migrated(held.outgoing.message.chat_id, chat_id)
        self._moved[held.outgoing.message.chat_id] = held.chat_id = chat_id
        held.payload = _addressed(held.payload, chat_id)

    def _pause_all(self, seconds: float) -> None:
        self._paused_until = max(self._paused_until, self._seconds() + seconds)

    def _in(self, seconds: float) -> datetime:
        return self._clock.now() + timedelta(seconds=seconds)


def _addressed(payload: Mapping[str, Json], chat_id: int) -> Mapping[str, Json]:
    return payload if payload.get("chat_id") in (None, chat_id) else {**payload, "chat_id": chat_id}
