"""The bot as a running program: what is started, in which order, and how it stops without losing anything."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from contextlib import AsyncExitStack
from typing import Any, Protocol

from sprintbot import __version__
from sprintbot.entrypoints.container import (
    Bot,
    CallFailedError,
    Core,
    Telegram,
    TelegramApi,
    Tuning,
    publish_commands,
    served,
)

log = logging.getLogger(__name__)
FIRST_PAUSE_S = 0.5
LONGEST_PAUSE_S = 30.0

__all__ = ["Program", "Tuning"]


class Stoppable(Protocol):
    def stop(self) -> None: ...


class Program:
    """One bot on one store. `start` returns when it answers; `stop` first closes the way in, then lets what is under
    way come to its end, then closes the way out."""

    def __init__(
        self,
        core: Core,
        token: str,
        *,
        api_url: str,
        operators: frozenset[int] = frozenset(),
        tuning: Tuning | None = None,
        webhook_url: str = "",
        webhook_secret: str = "",
        webhook_host: str = "127.0.0.1",
        webhook_port: int = 0,
    ) -> None:
        self._core, self._operators = core, operators
        self._tuning = tuning or Tuning()
        self._webhook_url = webhook_url
        self._webhook_host, self._webhook_port = webhook_host, webhook_port
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._open = AsyncExitStack()
        self._telegram = Telegram(
            core=core, token=token, api_url=api_url, tuning=self._tuning, webhook_secret=webhook_secret
        )
        self.name = ""

    async def start(self) -> None:
        """Waits until Telegram can be reached. Raises CallFailedError where it does not know the token."""
        telegram = self._telegram
        api = await self._open.enter_async_context(telegram.api())
        me = await _introduced(api)
        self.name = me["username"]
        telegram.bot.override(Bot(me["id"], self.name, self._operators, __version__))
        try:
            await publish_commands(api, self._core.translations())
        except CallFailedError as error:  # the menu is a comfort: it comes with the next start
            log.warning("commands_not_published: %s", error)
        self._run("sender", telegram.sender().run())
        self._run("worker", telegram.worker().run())
        if self._webhook_url:
            webhook = telegram.webhook()
            app = webhook.application()
            await self._open.enter_async_context(served(app, host=self._webhook_host, port=self._webhook_port))
            await webhook.register(api, self._webhook_url)
        else:
            self._run("poller", telegram.poller().run())

    async def stop(self) -> None:
        """Also from a start that was broken off."""
        telegram = self._telegram
        await self._stopped("poller", telegram.poller)
        await self._stopped("worker", telegram.worker)
        await telegram.answers().close()
        await self._stopped("sender", telegram.sender)
        await self._open.aclose()

    async def ended(self) -> str:
        """Waits for whatever ends by itself, such as a token that Telegram refuses, and gives its name."""
        await asyncio.wait(self._tasks.values(), return_when=asyncio.FIRST_COMPLETED)
        return next(name for name, task in self._tasks.items() if task.done())

    async def _stopped(self, name: str, part: Callable[[], Stoppable]) -> None:
        if name in self._tasks:
            part().stop()
            await self._tasks[name]

    def _run(self, name: str, running: Coroutine[object, object, None]) -> None:
        self._tasks[name] = asyncio.create_task(running, name=name)


async def _introduced(api: TelegramApi) -> dict[str, Any]:
    """Who the bot is, by Telegram's own word, however long Telegram takes to come within reach."""
    pause = FIRST_PAUSE_S
    while True:
        try:
            me: dict[str, Any] = await api.call("getMe")
        except CallFailedError as error:
            if error.status in (401, 404):
                raise
            log.warning("telegram_unreachable: %s", error)
            await asyncio.sleep(pause)
            pause = min(2 * pause, LONGEST_PAUSE_S)
        else:
            return me
