"""The bot as a running program: what is started, in which order, and how it stops without losing anything."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine
from contextlib import AsyncExitStack

from sprintbot import __version__
from sprintbot.entrypoints.container import Bot, Core, Telegram, Tuning, publish_commands, served

log = logging.getLogger(__name__)

__all__ = ["Program", "Tuning"]


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
        self._core, self._token, self._api_url, self._operators = core, token, api_url, operators
        self._tuning = tuning or Tuning()
        self._webhook_url, self._webhook_secret = webhook_url, webhook_secret
        self._webhook_host, self._webhook_port = webhook_host, webhook_port
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._open = AsyncExitStack()
        self.name = ""

    async def start(self) -> None:
        """Raises CallFailedError where Telegram does not know the token or cannot be reached."""
        self._telegram = telegram = Telegram(
            core=self._core,
            token=self._token,
            api_url=self._api_url,
            tuning=self._tuning,
            webhook_secret=self._webhook_secret,
        )
        api = await self._open.enter_async_context(telegram.api())
        me = await api.call("getMe")
        self.name = me["username"]
        telegram.bot.override(Bot(me["id"], self.name, self._operators, __version__))
        await publish_commands(api, self._core.translations())
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
        telegram = self._telegram
        if "poller" in self._tasks:
            telegram.poller().stop()
            await self._tasks["poller"]
        telegram.worker().stop()
        await self._tasks["worker"]
        await telegram.answers().close()
        telegram.sender().stop()
        await self._tasks["sender"]
        await self._open.aclose()

    async def ended(self) -> str:
        """Waits for whatever ends by itself, such as a token that Telegram refuses, and gives its name."""
        await asyncio.wait(self._tasks.values(), return_when=asyncio.FIRST_COMPLETED)
        return next(name for name, task in self._tasks.items() if task.done())

    def _run(self, name: str, running: Coroutine[object, object, None]) -> None:
        self._tasks[name] = asyncio.create_task(running, name=name)
