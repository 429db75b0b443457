"""Updates that Telegram brings: answered 200 only after they are committed."""

from __future__ import annotations

import asyncio
import hmac
import json
import re
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web

from sprintbot.adapters.telegram.api import TelegramApi
from sprintbot.adapters.telegram.intake import Intake
from sprintbot.adapters.telegram.rawupdate import ALLOWED_UPDATES
from sprintbot.ports.kept import StoreUnavailableError

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header
LONGEST_BODY = 1024 * 1024
"""Bytes. Telegram's updates are some kilobytes."""
_READ_SECONDS = 10.0
_COMMIT_SECONDS = 20.0


class Webhook:
    """`secret`, 16 to 256 of A-Z, a-z, 0-9, _ and -, is what Telegram proves itself by.

    Answers: 403 to a wrong secret, before the body is read; 405, 408, 413 and 400 to what is no update; 503 when the
    update could not be kept, so that Telegram brings it again; 200 when it is committed or not wanted.
    """

    def __init__(self, intake: Intake, *, secret: str, max_connections: int = 40) -> None:
        if not re.fullmatch("[A-Za-z0-9_-]{16,256}", secret):
            raise ValueError("a webhook secret is 16 to 256 letters, digits, _ and -")
        self._intake, self._secret, self._max_connections = intake, secret.encode(), max_connections
        self.stats: Counter[str] = Counter()

    def __repr__(self) -> str:
        return "Webhook()"

    async def register(self, api: TelegramApi, url: str) -> None:
        """Tell Telegram to bring updates to `url`. What waits there is kept. Raises CallFailedError."""
        await api.call(
            "setWebhook",
            {
                "url": url,
                "secret_token": self._secret.decode(),
                "allowed_updates": list(ALLOWED_UPDATES),
                "max_connections": self._max_connections,
                "drop_pending_updates": False,
            },
        )

    def application(self, path: str = "/telegram") -> web.Application:
        """To be served alone or added to another application as a part of it."""
        app = web.Application()
        app.router.add_post(path, self.handle)
        return app

    async def handle(self, request: web.Request) -> web.Response:
        shown = request.headers.get(SECRET_HEADER, "").encode("utf-8", "replace")
        if not hmac.compare_digest(shown, self._secret):
            return self._answer(403)
        try:
            async with asyncio.timeout(_READ_SECONDS):
                body = await _read(request)
        except TimeoutError:
            return self._answer(408)
        if body is None:
            return self._answer(413)
        try:
            update = json.loads(body)
        except (ValueError, RecursionError):
            update = None
        if not isinstance(update, dict) or not isinstance(update.get("update_id"), int):
            return self._answer(400)
        try:
            async with asyncio.timeout(_COMMIT_SECONDS):
                await self._intake.accept([update])
        except (StoreUnavailableError, TimeoutError):
            return self._answer(503)
        return self._answer(200)

    def _answer(self, status: int) -> web.Response:
        self.stats[str(status)] += 1
        response = web.Response(status=status)
        if status in (403, 408, 413):  # the rest of the body is not wanted either
            response.force_close()
        return response


@asynccontextmanager
async def served(app: web.Application, *, host: str = "127.0.0.1", port: int = 0) -> AsyncIterator[str]:
    """The application on a port of this machine (0: a free one); gives its address, such as http://127.0.0.1:8443.
    Other machines reach it through a proxy that speaks TLS; `host` says otherwise only on purpose."""
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=5.0)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
        address = runner.addresses[0]
        yield f"http://{address[0]}:{address[1]}"
    finally:
        await runner.cleanup()


async def _read(request: web.Request) -> bytes | None:
    """The body, or None for one that is too long; it is not read further then."""
    if (request.content_length or 0) > LONGEST_BODY:
        return None
    body = bytearray()
    async for chunk in request.content.iter_chunked(65_536):
        body += chunk
        if len(body) > LONGEST_BODY:
            return None
    return bytes(body)
