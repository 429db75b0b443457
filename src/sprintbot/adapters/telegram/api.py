"""The Bot API as the bot uses it. With `calling` and `attachments`, all that knows python-telegram-bot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import httpx
from telegram import Bot

from sprintbot.adapters.telegram.attachments import unpacked
from sprintbot.adapters.telegram.calling import CallFailedError, ExactRequest, Trouble, refusal
from sprintbot.adapters.telegram.masking import quiet_libraries
from sprintbot.ports.kept import Json

TELEGRAM = "https://api.telegram.org"
_POLL_SLACK = 10.0
"""Seconds to wait for the answer of a long poll beyond what was asked for."""


class FileTooBigError(Exception):
    """A file is bigger than `limit` bytes; it was not read further."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"more than {limit} bytes")
        self.limit = limit


class TelegramApi:
    """One bot's way to Telegram, or to any other Bot API server at `base_url`.

    Every method raises CallFailedError and nothing else. The token is in no repr, log line, exception or traceback
    that starts here. Use as a context manager, or `start` and `close`; neither talks to Telegram.
    """

    __slots__ = ("_bot", "_files", "_files_url", "_poller", "_polls", "_sends", "bot_id")

    def __init__(self, token: str, *, base_url: str = TELEGRAM, connections: int = 64) -> None:
        quiet_libraries()
        number, colon, secret = token.partition(":")
        if not (number.isdecimal() and colon and secret):
            raise ValueError("a bot token is a number, a colon and a secret")
        self.bot_id = int(number)
        base_url = base_url.rstrip("/")
        self._sends = ExactRequest(
            connection_pool_size=connections, read_timeout=10, write_timeout=10, connect_timeout=5, pool_timeout=5
        )
        self._polls = ExactRequest(connection_pool_size=2, write_timeout=10, connect_timeout=5, pool_timeout=5)
        self._bot, self._poller = (
            Bot(token, base_url=f"{base_url}/bot", request=request, get_updates_request=self._polls)
            for request in (self._sends, self._polls)
        )
        self._files = httpx.AsyncClient(timeout=httpx.Timeout(20, connect=5))
        self._files_url = f"{base_url}/file/bot{token}/"

    def __repr__(self) -> str:
        return f"TelegramApi(bot_id={self.bot_id})"

    async def start(self) -> None:
        await self._sends.initialize()
        await self._polls.initialize()

    async def close(self) -> None:
        await self._sends.shutdown()
        await self._polls.shutdown()
        await self._files.aclose()

    async def __aenter__(self) -> TelegramApi:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def call(self, method: str, payload: Mapping[str, Json] | None = None) -> Any:
        """Any method of the Bot API, with the payload and the result as JSON; files as `attachments` says."""
        try:
            ready = unpacked(payload or {})
        except (KeyError, TypeError, ValueError) as error:
            raise CallFailedError(Trouble.REFUSED, f"payload of {method}: {error!r}", status=400) from None
        return await _call(self._bot, method, ready)

    async def get_updates(self, offset: int | None, allowed: Sequence[str], *, seconds: int) -> list[dict[str, Any]]:
        """A long poll: up to 100 updates from `offset` on, or none after `seconds`."""
        payload = {"offset": offset, "timeout": seconds, "limit": 100, "allowed_updates": list(allowed)}
        found = await _call(self._poller, "getUpdates", payload, read_timeout=seconds + _POLL_SLACK)
        if isinstance(found, list) and all(isinstance(update, dict) for update in found):
            return found
        raise CallFailedError(Trouble.GARBLED, "updates are not a list of objects", status=200)

    async def download(self, file_id: str, limit: int) -> bytes:
        """The bytes of a file. Raises FileTooBigError above `limit` bytes, whatever Telegram said of its size."""
        described = await self.call("getFile", {"file_id": file_id})
        if described.get("file_size", 0) > limit:
            raise FileTooBigError(limit)
        if "file_path" not in described:
            raise CallFailedError(Trouble.REFUSED, "the file cannot be downloaded", status=404)
        trouble = Trouble.INTERRUPTED
        try:
            return await self._read(described["file_path"], limit)
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
            name = type(error).__name__
            if isinstance(error, httpx.ConnectError | httpx.ConnectTimeout):
                trouble = Trouble.UNREACHABLE
        raise CallFailedError(trouble, name)

    async def _read(self, path: str, limit: int) -> bytes:
        held = bytearray()
        async with self._files.stream("GET", self._files_url + path) as answer:
            if not answer.is_success:
                raise refusal(answer.status_code, await answer.aread())
            async for chunk in answer.aiter_bytes(65_536):
                held += chunk
                if len(held) > limit:
                    raise FileTooBigError(limit)
        return bytes(held)


async def _call(bot: Bot, method: str, payload: dict[str, Any], read_timeout: float | None = None) -> Any:
    # `do_api_request` gives plain JSON, but warns where `Bot` has a method of that name, which would build objects.
    # Telegram does not look at the case of a method's name, so a capital letter is the same call without the warning.
    name = method[:1].upper() + method[1:]
    timeouts: dict[str, Any] = {} if read_timeout is None else {"read_timeout": read_timeout}
    failure: CallFailedError
    try:
        return await bot.do_api_request(name, api_kwargs=payload, **timeouts)
    except CallFailedError as error:
        failure = error
    except Exception as error:
        failure = CallFailedError(Trouble.GARBLED, f"{type(error).__name__}: {error}")
    # Raised anew, out of the handlers: the frames below hold the URL, and with it the token.
    failure.__cause__ = failure.__context__ = None
    raise failure.with_traceback(None)
