"""From a claimed update to its handler and back: who asks, may he at all, what is said when it is refused."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from sprintbot.adapters.telegram.ask import Ask
from sprintbot.adapters.telegram.callbacks import Callbacks
from sprintbot.adapters.telegram.cases import Cases
from sprintbot.adapters.telegram.incoming import Incoming, Kind, read_update
from sprintbot.adapters.telegram.routes import Route, Routes
from sprintbot.adapters.telegram.screens import service, troubles
from sprintbot.adapters.telegram.speech import Speech
from sprintbot.domain.access import Action, Actor, Subject, may
from sprintbot.domain.errors import AccessDeniedError, NotFoundError, SprintbotError
from sprintbot.ports.asking import Caller
from sprintbot.ports.clock import Clock
from sprintbot.ports.kept import Json, LeaseLostError, StoreUnavailableError
from sprintbot.ports.queues import Claimed, Delivery, Inbox, Message
from sprintbot.ports.store import Store
from sprintbot.ports.words import Translations

PERSONAL = frozenset({Action.START, Action.FOUND_CLUB})
"""What a person does before he has any club."""
_MACHINE = frozenset({Action.BACKUP, Action.RESTORE, Action.SEE_HEALTH})

AnswerCallback = Callable[[str, str], Awaitable[None]]
"""A press's id, and words to show over the chat or none."""


@dataclass(frozen=True, slots=True)
class Bot:
    """The bot's own account, and the operators of the machine (Telegram ids, from the settings)."""

    id: int
    name: str
    operators: frozenset[int]
    version: str


class Dispatcher:
    """Called by the worker with each claimed update. It closes the update in the transaction of its effect; what it
    lets out is a fault, which the worker counts, repeats and in the end apologises for."""

    def __init__(
        self,
        *,
        bot: Bot,
        routes: Routes,
        cases: Cases,
        store: Store,
        inbox: Inbox,
        delivery: Delivery,
        translations: Translations,
        callbacks: Callbacks,
        clock: Clock,
        answer_callback: AnswerCallback,
        wake_sender: Callable[[], None],
    ) -> None:
        self._bot, self._routes, self._cases = bot, routes, cases
        self._store, self._inbox, self._delivery = store, inbox, delivery
        self._translations, self._callbacks, self._clock = translations, callbacks, clock
        self._answer_callback, self._wake_sender = answer_callback, wake_sender

    async def __call__(self, claimed: Claimed) -> None:
        incoming = read_update(claimed.update.raw, self._bot.name)
        if incoming is None or incoming.kind in (Kind.SILENT, Kind.BLOCKED):
            await self._close(claimed, incoming)
            return
        ask = self._ask(claimed, incoming)
        data = self._data(incoming)
        route = self._routes.find(incoming, claimed.dialog, data)
        ask.args = tuple((data or "").split(":")[1:])
        try:
            await self._handle(route, ask)
        finally:
            if incoming.callback_id is not None:
                await self._answer_callback(incoming.callback_id, ask.toast)
            self._wake_sender()

    async def _handle(self, route: Route, ask: Ask) -> None:
        if not ask.incoming.private and not route.in_groups:
            await ask.reply(service.in_private(ask.speech, self._bot.name))
            return
        try:
            self._admit(route, ask)
            await route.handler(ask)
        except (StoreUnavailableError, LeaseLostError):
            raise
        except SprintbotError as refusal:
            await ask.reply(replace(troubles.trouble(ask.speech, refusal), asks=ask.dialog))

    def _admit(self, route: Route, ask: Ask) -> None:
        """Turn away who cannot have the right at all. The use case decides about the very thing asked for."""
        if route.action in PERSONAL:
            return
        if route.action in _MACHINE:
            if not ask.caller.operator:
                raise AccessDeniedError(action=route.action)
            return
        if ask.member is None or ask.member.club is None:
            raise NotFoundError(what="club")
        if not _could(ask.member.actor, route.action, ask.member.club.id):
            raise AccessDeniedError(action=route.action)

    def _ask(self, claimed: Claimed, incoming: Incoming) -> Ask:
        ticket = claimed.ticket
        caller = Caller(
            ticket.bot_id,
            incoming.user_id,
            incoming.chat_id,
            self._clock.now(),
            incoming.name,
            incoming.user_id in self._bot.operators,
        )
        return Ask(
            incoming=incoming,
            caller=caller,
            member=claimed.member,
            dialog=claimed.dialog,
            args=(),
            cases=self._cases,
            ticket=ticket,
            store=self._store,
            inbox=self._inbox,
            translations=self._translations,
            callbacks=self._callbacks,
            version=self._bot.version,
        )

    def _data(self, incoming: Incoming) -> str | None:
        if incoming.kind is not Kind.BUTTON:
            return None
        return self._callbacks.read(incoming.user_id, incoming.text)

    async def _close(self, claimed: Claimed, incoming: Incoming | None) -> None:
        ticket = claimed.ticket
        if incoming is not None and incoming.kind is Kind.BLOCKED:
            await self._delivery.chat_dead(ticket.bot_id, ticket.chat_id, "blocked", self._clock.now())
        await self._store.transact(lambda work: work.inbox.done(ticket))

    def apologise(self, claimed: Claimed, code: str) -> Message | None:
        """What is said when an update could not be handled: the code that stands in the log, and how to go on."""
        incoming = read_update(claimed.update.raw, self._bot.name)
        if incoming is None or incoming.kind in (Kind.SILENT, Kind.BLOCKED):
            return None
        chosen = claimed.member.person.language if claimed.member else None
        say = Speech(self._translations.words(chosen or incoming.language))
        text = troubles.fault(say, code).text
        payload: dict[str, Json] = {"chat_id": incoming.chat_id, "text": str(text), "parse_mode": "HTML"}
        return Message(
            claimed.ticket.bot_id, incoming.chat_id, "sendMessage", payload, f"{claimed.update.update_id}.fault"
        )


def _could(actor: Actor, action: Action, club_id: str) -> bool:
    """Whether there is anything at all in the club with which he may do that."""
    held = [grant for grant in actor.grants if grant.club_id == club_id]
    subjects = [Subject(club_id)]
    subjects += [Subject(club_id, squad_id=squad) for grant in held for squad in grant.squads]
    subjects += [Subject(club_id, one, entered_by=actor.person_id) for grant in held for one in grant.athletes]
    return any(may(actor, action, subject) for subject in subjects)
