"""The whole bot, over HTTP: the local Telegram, polling, worker, handlers, use cases, sender; the store in memory or
PostgreSQL."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from typing import Any

import psycopg2
from psycopg2.extensions import connection

from sprintbot.adapters.memory.queues import MemoryDelivery, MemoryInbox
from sprintbot.adapters.memory.space import Memory
from sprintbot.adapters.memory.store import MemoryStore
from sprintbot.adapters.telegram.pacing import Limit, Limits
from sprintbot.entrypoints.container import Core, Postgres, core_on
from sprintbot.entrypoints.program import Program, Tuning
from sprintbot.sandbox import FloodLimits
from tests.support.sandbox import SandboxClient, running_sandbox

UNHURRIED = Limits(Limit(10_000, 1.0), Limit(10_000, 1.0), Limit(10_000, 60.0), group_at_start=10_000)
"""A conversation of a test is faster than a person's; Telegram's own limits have tests of their own."""
PATIENCE_S = 20
SIGNATURE = 12
"""Characters of a button's data before its verb."""


@dataclass(slots=True)
class Person:
    """Somebody at the keyboard. `say` and `press` answer with the text of the bot's newest message after it settled."""

    bot: RunningBot
    id: int
    shown: dict[str, Any] = field(default_factory=dict)

    async def say(self, text: str) -> str:
        await self.bot.sandbox.write(self.id, text)
        return await self._see()

    async def send_file(self, content: bytes, name: str) -> str:
        await self.bot.sandbox.send_file(self.id, content, name)
        return await self._see()

    def button(self, label: str) -> tuple[int, str]:
        """Message id and data of the first button whose label holds these words."""
        rows = self.shown.get("reply_markup", {}).get("inline_keyboard", [])
        buttons = {button["text"]: button for row in rows for button in row}
        for text, button in buttons.items():
            if label in text:
                return self.shown["message_id"], button["callback_data"]
        raise AssertionError(f"no button {label!r} among {list(buttons)} under {self.shown.get('text')!r}")

    async def press(self, label: str, *, everything: bool = False) -> str:
        text = await self.press_data(*self.button(label))
        return "\n".join(message.get("text", "") for message in await self._messages()) if everything else text

    async def press_verb(self, verb: str) -> str:
        """The first button under the last message that does this, whatever language its label is in."""
        rows = self.shown.get("reply_markup", {}).get("inline_keyboard", [])
        found = [one["callback_data"] for row in rows for one in row if "callback_data" in one]
        data = next((one for one in found if one[SIGNATURE:].split(":", 1)[0] == verb), None)
        assert data is not None, f"no button for {verb!r} under {self.shown.get('text')!r}"
        self.bot.verbs.add(verb)
        return await self.press_data(self.shown["message_id"], data)

    async def press_data(self, message_id: int, data: str) -> str:
        """Raises AssertionError when the press is not answered: the button would spin for ever."""
        pressed = await self.bot.sandbox.press(self.id, message_id, data)
        answered = await self.bot.sandbox.answer(pressed["callback_query_id"])
        assert answered["answered"]
        return await self._see(message_id)

    async def _messages(self) -> list[dict[str, Any]]:
        return await self.bot.sandbox.messages(self.id)

    async def _see(self, pressed: int | None = None) -> str:
        """The newest message of the bot, or the pressed one where nothing newer came."""
        await self.bot.settled()
        ours = [message for message in await self._messages() if message["from"]["is_bot"]]
        if pressed is not None and ours[-1]["message_id"] <= max(pressed, self.shown["message_id"]):
            ours = [message for message in ours if message["message_id"] == pressed]
        self.shown = ours[-1]
        return str(self.shown["text"])


@dataclass(slots=True)
class RunningBot:
    """`at_work` says whether anything is still to be handled or sent."""

    sandbox: SandboxClient
    at_work: Callable[[], bool]
    verbs: set[str] = field(default_factory=set)

    async def person(self, name: str, language: str) -> Person:
        return Person(self, await self.sandbox.add_user(name, language))

    async def settled(self) -> None:
        """Every update handled and every message sent."""
        async with asyncio.timeout(PATIENCE_S):
            while await self.sandbox.get("updates") or self.at_work():  # noqa: ASYNC110 - no one event tells
                await asyncio.sleep(0.005)


@asynccontextmanager
async def running_bot(db_url: str | None = None, **options: Any) -> AsyncIterator[RunningBot]:
    """The bot beside a sandbox on free ports, on PostgreSQL or in memory, stopped at the end."""
    async with running_sandbox(flood=FloodLimits(enabled=False), **options) as sandbox, _core(sandbox, db_url) as kept:
        core, at_work = kept
        program = Program(core, sandbox.token, api_url=sandbox.url, tuning=Tuning(limits=UNHURRIED))
        await program.start()
        try:
            yield RunningBot(sandbox, at_work)
        finally:
            await program.stop()


@asynccontextmanager
async def _core(sandbox: SandboxClient, db_url: str | None) -> AsyncIterator[tuple[Core, Callable[[], bool]]]:
    secret = sandbox.token.encode()
    if db_url is None:
        space = Memory()
        inbox, delivery = MemoryInbox(space), MemoryDelivery(space)
        yield Core(store=MemoryStore(space), inbox=inbox, delivery=delivery, secret=secret), lambda: _waits(space)
        return
    kept = Postgres(db_url=db_url)
    with closing(psycopg2.connect(db_url.replace("+psycopg2", ""))) as looking:
        looking.autocommit = True
        yield core_on(kept, secret), lambda: _rows_wait(looking)
    await kept.database().close()


def _waits(space: Memory) -> bool:
    return any(
        any(kept.state == "open" for kept in chat.updates.values())
        or any(sending.state == "due" for sending in chat.messages.values())
        for chat in space.chats.values()
        if chat.dead is None
    )


def _rows_wait(looking: connection) -> bool:
    with looking.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM inbox WHERE state = 'open') OR EXISTS (SELECT FROM outbox WHERE state = 'due')"
        )
        found = cursor.fetchone()
    return bool(found and found[0])
