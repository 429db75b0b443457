"""A conversation with the whole bot but for HTTP: the real dispatcher, handlers, use cases and words, over memory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sprintbot.adapters.memory.queues import MemoryDelivery, MemoryInbox
from sprintbot.adapters.memory.space import Memory
from sprintbot.adapters.memory.store import MemoryStore
from sprintbot.adapters.telegram.callbacks import Callbacks
from sprintbot.adapters.telegram.dispatch import Bot, Dispatcher
from sprintbot.adapters.telegram.handlers import ROUTES
from sprintbot.entrypoints.container import Core
from sprintbot.ports.clock import Clock
from sprintbot.ports.queues import RawUpdate

BOT_ID = 42
LEASE = timedelta(seconds=10)


@dataclass(frozen=True, slots=True)
class Shown:
    """One call that the bot made: a message, or an edit of the one whose button was pressed."""

    method: str
    payload: Mapping[str, Any]

    @property
    def text(self) -> str:
        return str(self.payload.get("text", ""))

    @property
    def buttons(self) -> dict[str, str]:
        """Label to data."""
        rows = self.payload.get("reply_markup", {}).get("inline_keyboard", [])
        return {button["text"]: button.get("callback_data", "") for row in rows for button in row}

    def data(self, label: str) -> str:
        """The data of the first button whose label holds these words."""
        found = next((data for shown, data in self.buttons.items() if label in shown), None)
        assert found is not None, f"no button {label!r} in {list(self.buttons)} under {self.text!r}"
        return found


@dataclass(slots=True)
class Talk:
    """`say` and `press` answer with what the bot did about it, in order; the menu's own call is left out."""

    operators: frozenset[int] = frozenset()
    space: Memory = field(default_factory=Memory)
    toasts: list[str] = field(default_factory=list)
    last: dict[int, Shown] = field(default_factory=dict)
    updates: int = 0
    core: Core = field(init=False)
    delivery: MemoryDelivery = field(init=False)
    dispatcher: Dispatcher = field(init=False)

    def __post_init__(self) -> None:
        self.delivery = MemoryDelivery(self.space)
        self.core = Core(
            store=MemoryStore(self.space), inbox=MemoryInbox(self.space), delivery=self.delivery, secret=b"talk"
        )
        self.dispatcher = Dispatcher(
            bot=Bot(BOT_ID, "sprintbot", self.operators, "test"),
            routes=ROUTES,
            cases=self.core.cases(),
            store=self.core.store(),
            inbox=self.core.inbox(),
            delivery=self.delivery,
            translations=self.core.translations(),
            callbacks=self.callbacks,
            clock=self.clock,
            answer_callback=self._toast,
            wake_sender=lambda: None,
        )

    @property
    def callbacks(self) -> Callbacks:
        found: Callbacks = self.core.callbacks()
        return found

    @property
    def clock(self) -> Clock:
        found: Clock = self.core.clock()
        return found

    async def _toast(self, _: str, text: str) -> None:
        self.toasts.append(text)

    async def say(self, user: int, text: str, *, language: str = "uk", chat: int | None = None) -> list[Shown]:
        message = {"message_id": self.updates + 1, "from": _user(user, language), "text": text}
        return await self._update(user, chat or user, {"message": message | {"chat": _chat(chat or user)}})

    async def press(self, user: int, label: str, *, of: int | None = None) -> list[Shown]:
        """The button with these words under the last message, `of` another person's chat where given."""
        return await self.press_data(user, self.last[of or user].data(label))

    async def press_data(self, user: int, data: str) -> list[Shown]:
        message = {"message_id": 1, "chat": _chat(user)}
        query = {"id": "1", "from": _user(user, "uk"), "message": message, "data": data}
        return await self._update(user, user, {"callback_query": query})

    async def send(self, user: int, update: Mapping[str, Any]) -> list[Shown]:
        """Any other update of this person's chat."""
        return await self._update(user, user, update)

    async def _update(self, user: int, chat: int, body: Mapping[str, Any]) -> list[Shown]:
        self.updates += 1
        inbox = self.core.inbox()
        raw = RawUpdate(self.updates, chat, user, {"update_id": self.updates, **body})
        await inbox.put(BOT_ID, [raw], self.clock.now())
        for claimed in await inbox.claim(BOT_ID, limit=10, lease=LEASE, now=self.clock.now()):
            await self.dispatcher(claimed)
        return await self._deliver(chat)

    async def _deliver(self, chat: int) -> list[Shown]:
        shown: list[Shown] = []
        while due := await self.delivery.due(BOT_ID, limit=10, lease=LEASE, now=self.clock.now()):
            shown += [Shown(one.message.method, one.message.payload) for one in due]
            await self.delivery.sent(due, self.clock.now())
        said = [one for one in shown if one.method != "setMyCommands"]
        if said:
            self.last[chat] = said[-1]
        return said

    async def coach(
        self, user: int, club: str = "Дельфін", athletes: str = "Прізвище Анна 2011 ж\nКоваль Борис 2010 ч"
    ) -> None:
        """A person who has made a club with two athletes."""
        await self.say(user, "/start")
        await self.press(user, "Українська")
        await self.press(user, "Я тренер")
        await self.say(user, club)
        await self.press(user, "25 м")
        await self.press(user, "Київ")
        await self.say(user, athletes)

    async def saved(self, user: int, *lines: str) -> list[Shown]:
        """These lines, previewed and saved."""
        await self.say(user, "\n".join(lines))
        return await self.press(user, "Зберегти")


def texts(shown: Sequence[Shown]) -> str:
    return "\n".join(one.text for one in shown)


def _user(user: int, language: str) -> dict[str, Any]:
    return {"id": user, "is_bot": False, "first_name": "Людина", "language_code": language}


def _chat(chat: int) -> dict[str, Any]:
    return {"id": chat, "type": "private" if chat > 0 else "group"}
