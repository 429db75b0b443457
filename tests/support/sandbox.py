"""A local Telegram for tests: the fixture `sandbox`, and a small client of its control API.

    pytest_plugins = ("tests.support.sandbox",)

    async def test_start(sandbox: SandboxClient) -> None:
        olena = await sandbox.add_user("Олена Коваль", "uk")
        reply = await sandbox.ask(olena, "/start")

A test that made a call which the documented Bot API does not allow fails when it ends, unless it sets
`sandbox.violations_allowed = True`.

PYTEST_DONT_REWRITE: the module may be imported before it is named as a plugin, and pytest warns otherwise.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import aiohttp
import pytest_asyncio

from sprintbot.sandbox import FloodLimits, Sandbox, serve

Json = dict[str, Any]
WAIT_SECONDS = 20  # only ever reached by a test that fails


class RefusedError(Exception):
    """The control API said no: HTTP status and its `error`."""

    def __init__(self, status: int, problem: str) -> None:
        super().__init__(f"{status}: {problem}")
        self.status = status


@dataclass(slots=True)
class SandboxClient:
    url: str
    token: str
    http: aiohttp.ClientSession
    violations_allowed: bool = False
    server: Sandbox | None = field(default=None, repr=False)

    @property
    def base_url(self) -> str:
        """For `ApplicationBuilder.base_url`."""
        return f"{self.url}/bot"

    @property
    def base_file_url(self) -> str:
        return f"{self.url}/file/bot"

    async def get(self, path: str, **query: Any) -> Any:
        wanted = {key: str(value) for key, value in query.items()}
        async with self.http.get(f"{self.url}/sandbox/{path}", params=wanted) as response:
            return await _answer(response)

    async def post(self, path: str, body: Json) -> Any:
        async with self.http.post(f"{self.url}/sandbox/{path}", json=body) as response:
            return await _answer(response)

    async def delete(self, path: str) -> Any:
        async with self.http.delete(f"{self.url}/sandbox/{path}") as response:
            return await _answer(response)

    async def call(self, method: str, **params: Any) -> Json:
        """A Bot API call as JSON; the whole answer with `ok`, `result` or `error_code` and `description`."""
        async with self.http.post(f"{self.base_url}{self.token}/{method}", json=params) as response:
            answer: Json = await response.json()
            return answer

    async def add_user(self, name: str, language_code: str = "uk", **more: Any) -> int:
        made = await self.post("users", {"name": name, "language_code": language_code, **more})
        return int(made["id"])

    async def add_group(self, title: str, *members: int, **more: Any) -> int:
        made = await self.post("chats", {"title": title, "members": list(members), **more})
        return int(made["id"])

    async def write(self, user: int, text: str, chat: int | None = None, *, reply_to: int | None = None) -> Json:
        """A message of a person, in the private chat with the bot or in a group: `message_id` and `update_id`."""
        body: Json = {"from": user, "text": text}
        if reply_to is not None:
            body["reply_to_message_id"] = reply_to
        sent: Json = await self.post(f"chats/{chat or user}/messages", body)
        return sent

    async def edit(self, user: int, message_id: int, text: str, chat: int | None = None) -> Json:
        body = {"from": user, "message_id": message_id, "text": text}
        edited: Json = await self.post(f"chats/{chat or user}/edit", body)
        return edited

    async def press(self, user: int, message_id: int, data: str, chat: int | None = None) -> Json:
        body = {"from": user, "message_id": message_id, "data": data}
        pressed: Json = await self.post(f"chats/{chat or user}/press", body)
        return pressed

    async def send_file(
        self,
        user: int,
        content: bytes,
        name: str,
        *,
        caption: str = "",
        kind: str = "document",
        mime_type: str = "application/octet-stream",
        chat: int | None = None,
    ) -> Json:
        form = aiohttp.FormData({"from": str(user), "caption": caption, "as": kind}, quote_fields=False)
        form.add_field("file", BytesIO(content), filename=name, content_type=mime_type)
        async with self.http.post(f"{self.url}/sandbox/chats/{chat or user}/files", data=form) as response:
            sent: Json = await _answer(response)
            return sent

    async def messages(self, chat: int, after: int = 0, *, wait: int = 0) -> list[Json]:
        found: list[Json] = await self.get(f"chats/{chat}/messages", after=after, wait=wait)
        return found

    async def next_message(self, chat: int, after: int) -> Json:
        """The first message later than `after`, as soon as there is one."""
        found = await self.messages(chat, after, wait=WAIT_SECONDS)
        assert found, f"no message in chat {chat} after {after} within {WAIT_SECONDS} s"
        return found[0]

    async def ask(self, user: int, text: str, chat: int | None = None) -> Json:
        """Write, and return the first message that follows."""
        sent = await self.write(user, text, chat)
        return await self.next_message(chat or user, int(sent["message_id"]))

    async def answer(self, callback_query_id: str) -> Json:
        """The answer to a press, `{"answered", "text", "show_alert"}`, as soon as there is one."""
        found: Json = await self.get(f"callbacks/{callback_query_id}", wait=WAIT_SECONDS)
        return found

    async def block(self, user: int, *, blocked: bool = True) -> Json:
        done: Json = await self.post(f"users/{user}/block", {"blocked": blocked})
        return done

    async def fault(self, kind: str, **more: Any) -> None:
        await self.post("faults", {"kind": kind, **more})

    async def advance(self, seconds: float) -> None:
        await self.post("clock", {"advance": seconds})

    async def calls(self, method: str | None = None, after: int = 0) -> list[Json]:
        """The bot's calls, oldest first; getUpdates only when asked for by name."""
        found: list[Json] = await self.get("calls", after=after, all=1 if method == "getUpdates" else 0)
        return [call for call in found if method is None or call["method"] == method]

    async def violations(self) -> list[Json]:
        found: list[Json] = await self.get("violations")
        return found


@asynccontextmanager
async def running_sandbox(**options: Any) -> AsyncIterator[SandboxClient]:
    """A sandbox on a free port, closed at the end; `options` are those of `sprintbot.sandbox.serve`.

    Raises AssertionError at the end if the documented Bot API was violated.
    """
    server = await serve(**options)
    try:
        async with client(server.url, server.token) as sandbox:
            sandbox.server = server
            yield sandbox
            if not sandbox.violations_allowed:
                found = await sandbox.violations()
                assert not found, f"calls that the Bot API does not allow: {found}"
    finally:
        await server.close()


@asynccontextmanager
async def client(url: str, token: str) -> AsyncIterator[SandboxClient]:
    """A client of a sandbox that runs already, in another process for one."""
    async with aiohttp.ClientSession() as http:
        yield SandboxClient(url, token, http)


@pytest_asyncio.fixture
async def sandbox() -> AsyncIterator[SandboxClient]:
    """A fresh sandbox in memory without flood control; for other settings use `running_sandbox`."""
    async with running_sandbox(flood=FloodLimits(enabled=False)) as running:
        yield running


async def _answer(response: aiohttp.ClientResponse) -> Any:
    body = await response.json()
    if response.status >= 400:
        raise RefusedError(response.status, body.get("error", str(body)))
    return body
