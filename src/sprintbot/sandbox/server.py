"""Putting the sandbox together and on a port of this machine."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from aiohttp import web

# The methods register themselves when their modules are imported.
from . import chats, editing, media, profile, sending  # noqa: F401
from .backend import BOT_NAME, BOT_USERNAME, Backend, Settings
from .botapi import BotApi
from .control import Control
from .flood import FloodLimits
from .instruments import Instruments
from .pages import Pages
from .receiving import is_loopback
from .webhook import WebhookSender

MAX_REQUEST = 256 * 1024 * 1024  # larger than every limit of Telegram, so that those speak first


@dataclass(frozen=True, slots=True)
class Sandbox:
    """A running local Telegram. A bot uses `url + "/bot"` and `url + "/file/bot"` as its base addresses."""

    url: str
    token: str
    backend: Backend = field(repr=False)
    _runner: web.AppRunner = field(repr=False)
    _sender: WebhookSender = field(repr=False)

    async def close(self) -> None:
        """Stop answering and let go of the port and the folder. Waiting pollers get an empty list."""
        self.backend.feed.close()
        self.backend.updates.wake()
        await self._sender.close()
        await self._runner.cleanup()
        self.backend.store.close()


async def serve(
    *,
    host: str = "127.0.0.1",
    port: int = 0,
    token: str | None = None,
    home: Path | None = None,
    name: str = BOT_NAME,
    username: str = BOT_USERNAME,
    privacy: bool = True,
    flood: FloodLimits | None = None,
    callback_seconds: float = 60.0,
    webhook_backoff: float = 1.0,
    webhook_timeout: float = 60.0,
) -> Sandbox:
    """Start a local Telegram on a loopback address; port 0 takes a free one.

    `token`: one is made (and kept in `home`) when none is given. `home`: a folder for everything that should survive a
    restart; without it all is in memory. `privacy` False lets the bot hear all talk in groups. `flood`: the sending
    limits, `FloodLimits(enabled=False)` for none. `callback_seconds`: how long a press may be answered.
    `webhook_backoff`: the first pause after a failed delivery, doubled each time, in seconds.

    Raises ValueError for a host that other machines could reach.
    """
    if not is_loopback(host):
        raise ValueError(f"the sandbox has no passwords and listens on this machine only, not on {host}")
    settings = Settings(
        flood=flood or FloodLimits(),
        privacy=privacy,
        callback_seconds=callback_seconds,
        webhook_backoff=webhook_backoff,
        webhook_timeout=webhook_timeout,
    )
    backend = Backend(token=token, home=home, settings=settings, name=name, username=username)
    api = BotApi(backend)
    app = web.Application(client_max_size=MAX_REQUEST)
    for part in (api, Control(backend), Instruments(backend), Pages(backend)):
        part.add_routes(app)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
    await runner.setup()
    site = web.TCPSite(runner, host, port)
    try:
        await site.start()
    except OSError:
        await runner.cleanup()
        backend.store.close()
        raise
    address = runner.addresses[0]
    shown = f"[{address[0]}]" if ":" in address[0] else address[0]
    return Sandbox(f"http://{shown}:{address[1]}", backend.token, backend, runner, WebhookSender(backend, api))
