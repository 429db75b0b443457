"""`sprintbot run`: the bot, its database and, where there is no token, a local Telegram; all ended by one signal."""

from __future__ import annotations

import asyncio
import logging
import secrets
import signal
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

from sprintbot.domain.errors import SprintbotError
from sprintbot.entrypoints.container import (
    CallFailedError,
    Limit,
    Limits,
    Postgres,
    Tuning,
    core_on,
    start_embedded,
    upgrade_to_head,
)
from sprintbot.entrypoints.program import Program
from sprintbot.entrypoints.settings import Settings
from sprintbot.sandbox import serve

log = logging.getLogger(__name__)
TELEGRAM = "https://api.telegram.org"


def main() -> int:
    """The exit code: 0 after a signal, 1 where the bot could not start or was refused."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    settings = Settings()
    settings.sprintbot_home.mkdir(parents=True, exist_ok=True)
    try:
        with _database(settings) as db_url:
            upgrade_to_head(db_url)
            return asyncio.run(_serve(settings, db_url))
    except (SprintbotError, CallFailedError, OSError) as refusal:
        log.error("cannot start: %s", refusal)
        return 1


@contextmanager
def _database(settings: Settings) -> Iterator[str]:
    """The address of the database: the given one, or that of an own server in the data folder."""
    if settings.db_url is not None:
        yield settings.db_url.get_secret_value()
        return
    with start_embedded(settings.sprintbot_home) as server:
        yield server.url


@asynccontextmanager
async def _telegram(settings: Settings) -> AsyncIterator[tuple[str, str]]:
    """Token and address of the Bot API: Telegram's own, or a local one for as long as this lasts."""
    if settings.bot_token is not None:
        yield settings.bot_token.get_secret_value(), settings.telegram_api_url or TELEGRAM
        return
    sandbox = await serve(port=settings.port, home=settings.sprintbot_home / "telegram")
    print(f"\n  A local Telegram is open: {sandbox.url}\n  Ctrl+C ends it.\n", flush=True)  # noqa: T201 - the one line
    try:
        yield sandbox.token, sandbox.url
    finally:
        await sandbox.close()


async def _serve(settings: Settings, db_url: str) -> int:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for sign in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(sign, stop.set)
    async with _telegram(settings) as (token, api_url):
        kept = Postgres(db_url=db_url)
        program = Program(
            core_on(kept, token.encode()),
            token,
            api_url=api_url,
            operators=settings.admin_ids,
            tuning=Tuning(limits=Limits(overall=Limit(settings.messages_per_second, 1.0))),
            webhook_url=settings.webhook_url,
            webhook_secret=_webhook_secret(settings),
            webhook_host=settings.webhook_host,
            webhook_port=settings.port,
        )
        try:
            return await _until_stopped(program, stop)
        finally:
            await program.stop()
            await kept.database().close()


async def _until_stopped(program: Program, stop: asyncio.Event) -> int:
    """0 after a signal, also one that comes while the start waits for Telegram; 1 where a part ended by itself."""
    stopped, starting = asyncio.create_task(stop.wait()), asyncio.create_task(program.start())
    try:
        await asyncio.wait({starting, stopped}, return_when=asyncio.FIRST_COMPLETED)
        if not starting.done():
            return 0
        await starting
        log.info("@%s is answering", program.name)
        ended = asyncio.create_task(program.ended())
        await asyncio.wait({ended, stopped}, return_when=asyncio.FIRST_COMPLETED)
        if not ended.done():
            ended.cancel()
            return 0
        log.error("%s has ended: is the token right, and is this the only bot that uses it?", ended.result())
        return 1
    finally:
        starting.cancel()
        stopped.cancel()
        await asyncio.wait({starting, stopped})


def _webhook_secret(settings: Settings) -> str:
    given = settings.webhook_secret
    return secrets.token_urlsafe(32) if given is None else given.get_secret_value()


if __name__ == "__main__":
    sys.exit(main())
