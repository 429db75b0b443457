"""The whole bot, over HTTP: the local Telegram, polling, worker, handlers, use cases, sender; the store in memory."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from sprintbot.adapters.memory.queues import MemoryDelivery, MemoryInbox
from sprintbot.adapters.memory.space import Memory
from sprintbot.adapters.memory.store import MemoryStore
from sprintbot.adapters.telegram.pacing import Limit, Limits
from sprintbot.entrypoints.container import Core
from sprintbot.entrypoints.program import Program, Tuning
from sprintbot.sandbox import FloodLimits
from tests.support.sandbox import SandboxClient, running_sandbox

UNHURRIED = Limits(Limit(10_000, 1.0), Limit(10_000, 1.0), Limit(10_000, 60.0), group_at_start=10_000)
"""A conversation of a test is faster than a person's; Telegram's own limits have tests of their own."""
PATIENCE_S = 20


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
    sandbox: SandboxClient
    space: Memory

    async def person(self, name: str, language: str) -> Person:
        return Person(self, await self.sandbox.add_user(name, language))

    async def settled(self) -> None:
        """Every update handled and every message sent."""
        async with asyncio.timeout(PATIENCE_S):
            while await self.sandbox.get("updates") or self._at_work():  # noqa: ASYNC110 - no one event tells
                await asyncio.sleep(0.005)

    def _at_work(self) -> bool:
        return any(
            any(kept.state == "open" for kept in chat.updates.values())
            or any(sending.state == "due" for sending in chat.messages.values())
            for chat in self.space.chats.values()
            if chat.dead is None
        )


@asynccontextmanager
async def running_bot(**options: Any) -> AsyncIterator[RunningBot]:
    """The bot beside a sandbox on free ports, stopped at the end."""
    async with running_sandbox(flood=FloodLimits(enabled=False), **options) as sandbox:
        space = Memory()
        core = Core(
            store=MemoryStore(space),
            inbox=MemoryInbox(space),
            delivery=MemoryDelivery(space),
            secret=sandbox.token.encode(),
        )
        program = Program(core, sandbox.token, api_url=sandbox.url, tuning=Tuning(limits=UNHURRIED))
        await program.start()
        try:
            yield RunningBot(sandbox, space)
        finally:
            await program.stop()
