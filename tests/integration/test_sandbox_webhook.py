"""Delivery to a webhook: the secret, retries, order within a chat, calls in the answer."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from sprintbot.sandbox import FloodLimits
from tests.support.sandbox import Json, SandboxClient, running_sandbox

pytest_plugins = ("tests.support.sandbox",)

Answer = Callable[[Json], Awaitable[web.Response]]


@dataclass
class Receiver:
    """A bot's web server: keeps what came and answers as told."""

    url: str = ""
    requests: list[tuple[Json, dict[str, str]]] = field(default_factory=list)
    answer: Answer | None = None
    came: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def receive(self, request: web.Request) -> web.Response:
        update = await request.json()
        async with self.came:
            self.requests.append((update, dict(request.headers)))
            self.came.notify_all()
        return web.Response() if self.answer is None else await self.answer(update)

    async def until(self, count: int) -> list[Json]:
        """The updates that came, once there are `count` requests."""
        async with asyncio.timeout(20), self.came:
            await self.came.wait_for(lambda: len(self.requests) >= count)
        return [update for update, _ in self.requests]


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    bot = Receiver()
    app = web.Application()
    app.router.add_post("/hook", bot.receive)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    bot.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield bot
    await runner.cleanup()


@pytest.fixture
async def quick() -> AsyncIterator[SandboxClient]:
    """A sandbox that tries a webhook again almost at once."""
    async with running_sandbox(webhook_backoff=0.01, flood=FloodLimits(enabled=False)) as running:
        yield running


async def set_webhook(sandbox: SandboxClient, url: str, **more: Any) -> Json:
    return await sandbox.call("setWebhook", url=url, **more)


async def info(sandbox: SandboxClient) -> Json:
    found: Json = (await sandbox.call("getWebhookInfo"))["result"]
    return found


async def settled(sandbox: SandboxClient) -> None:
    """All updates are delivered."""
    async with asyncio.timeout(20):
        while (await info(sandbox))["pending_update_count"]:  # noqa: ASYNC110 - asked over HTTP
            await asyncio.sleep(0)


async def test_updates_arrive_with_the_secret_and_are_forgotten(quick: SandboxClient, receiver: Receiver) -> None:
    user = await quick.add_user("Олена")
    early = await quick.write(user, "до вебхука")
    assert (await set_webhook(quick, receiver.url, secret_token="s3-cret_", max_connections=7))["result"] is True
    await quick.write(user, "після")
    updates = await receiver.until(2)
    assert [update["message"]["text"] for update in updates] == ["до вебхука", "після"]
    assert updates[0]["update_id"] == early["update_id"]
    assert {headers["X-Telegram-Bot-Api-Secret-Token"] for _, headers in receiver.requests} == {"s3-cret_"}
    await settled(quick)
    found = await info(quick)
    assert (found["url"], found["max_connections"], found["ip_address"]) == (receiver.url, 7, "127.0.0.1")
    await quick.call("deleteWebhook")
    assert await info(quick) == {"url": "", "has_custom_certificate": False, "pending_update_count": 0}


async def test_a_refused_update_comes_again_and_the_next_waits_for_it(quick: SandboxClient, receiver: Receiver) -> None:
    statuses = iter([500, 404, 301])

    async def sulk(_update: Json) -> web.Response:
        return web.Response(status=next(statuses, 200), headers={"Location": "http://127.0.0.1:9/"})

    receiver.answer = sulk
    user = await quick.add_user("Олена")
    await set_webhook(quick, receiver.url)
    for text in ("перший", "другий"):
        await quick.write(user, text)
    updates = await receiver.until(5)
    assert [update["message"]["text"] for update in updates] == ["перший"] * 4 + ["другий"]
    await settled(quick)
    found = await info(quick)
    assert found["last_error_message"] == "Wrong response from the webhook: 301 Moved Permanently"
    assert found["last_error_date"] > 0


async def test_nobody_listens(quick: SandboxClient) -> None:
    user = await quick.add_user("Олена")
    await set_webhook(quick, "http://127.0.0.1:9/hook")
    await quick.write(user, "x")
    async with asyncio.timeout(20):
        while "last_error_message" not in (found := await info(quick)):  # noqa: ASYNC110 - asked over HTTP
            await asyncio.sleep(0)
    assert (found["last_error_message"], found["pending_update_count"]) == ("Connection refused", 1)


async def test_a_bot_that_never_answers(receiver: Receiver) -> None:
    forever = asyncio.Event()

    async def hang(_update: Json) -> web.Response:
        await forever.wait()
        return web.Response()

    receiver.answer = hang
    async with running_sandbox(webhook_backoff=0.01, webhook_timeout=0.05) as sandbox:
        user = await sandbox.add_user("Олена")
        await set_webhook(sandbox, receiver.url)
        await sandbox.write(user, "x")
        await receiver.until(2)
        assert (await info(sandbox))["last_error_message"] == "Read timeout expired"
        forever.set()


async def test_chats_are_served_at_once_up_to_max_connections(quick: SandboxClient, receiver: Receiver) -> None:
    release = asyncio.Event()
    inside: set[int] = set()
    most = 0

    async def slow(update: Json) -> web.Response:
        nonlocal most
        chat = update["message"]["chat"]["id"]
        assert chat not in inside, "two updates of one chat at once"
        inside.add(chat)
        most = max(most, len(inside))
        await release.wait()
        inside.remove(chat)
        return web.Response()

    receiver.answer = slow
    users = [await quick.add_user(f"№{n}") for n in range(5)]
    await set_webhook(quick, receiver.url, max_connections=3)
    for user in users * 2:
        await quick.write(user, "x")
    await receiver.until(3)
    assert len(receiver.requests) == 3
    release.set()
    await receiver.until(10)
    await settled(quick)
    assert (most, len(receiver.requests)) == (3, 10)


async def test_a_call_in_the_answer_is_done(quick: SandboxClient, receiver: Receiver) -> None:
    async def reply(update: Json) -> web.Response:
        call = {"method": "sendMessage", "chat_id": update["message"]["chat"]["id"], "text": "відповідь"}
        if update["message"]["text"] == "form":
            form = "&".join(f"{key}={value}" for key, value in call.items())
            return web.Response(text=form, content_type="application/x-www-form-urlencoded")
        return web.Response(text=json.dumps(call), content_type="application/json")

    receiver.answer = reply
    user = await quick.add_user("Олена")
    await set_webhook(quick, receiver.url)
    for text in ("json", "form"):
        assert (await quick.ask(user, text))["text"] == "відповідь"
    assert [call["method"] for call in await quick.calls("sendMessage")] == ["sendMessage"] * 2


async def test_an_answer_that_makes_no_sense_is_only_logged(quick: SandboxClient, receiver: Receiver) -> None:
    bodies = iter(['{"method": "sendTelepathy"}', '{"method": "sendMessage"}', "[", "[]", '{"method": 5}'])

    async def babble(_update: Json) -> web.Response:
        return web.Response(text=next(bodies), content_type="application/json")

    receiver.answer = babble
    user = await quick.add_user("Олена")
    await set_webhook(quick, receiver.url)
    for _ in range(5):
        await quick.write(user, "x")
    await receiver.until(5)
    await settled(quick)
    quick.violations_allowed = True
    assert [one["method"] for one in await quick.violations()] == ["sendTelepathy", "sendMessage"]


async def test_a_duplicate_can_be_ordered(quick: SandboxClient, receiver: Receiver) -> None:
    user = await quick.add_user("Олена")
    await set_webhook(quick, receiver.url)
    await quick.fault("duplicate")
    sent = await quick.write(user, "x")
    assert [update["update_id"] for update in await receiver.until(2)] == [sent["update_id"]] * 2


async def test_webhooks_telegram_or_the_sandbox_refuses(quick: SandboxClient) -> None:
    async def problem(url: str, **more: Any) -> Any:
        return (await set_webhook(quick, url, **more))["description"]

    assert await problem("ftp://127.0.0.1/") == "Bad Request: bad webhook: An HTTPS URL must be provided for webhook"
    assert "unallowed characters" in await problem("http://127.0.0.1/", secret_token="a b")
    assert "max_connections" in await problem("http://127.0.0.1/", max_connections=101)
    assert await quick.violations() == []
    assert "this machine only" in await problem("https://example.com/hook")
    quick.violations_allowed = True
    assert (await set_webhook(quick, ""))["result"] is True


async def test_a_webhook_and_what_waits_for_it_survive_a_restart(tmp_path: Path, receiver: Receiver) -> None:
    async with running_sandbox(home=tmp_path, webhook_backoff=30) as sandbox:
        await set_webhook(sandbox, receiver.url.replace("/hook", "/missing"), secret_token="a")
        user = await sandbox.add_user("Олена")
        sent = [(await sandbox.write(user, text))["update_id"] for text in ("1", "2")]
    async with running_sandbox(home=tmp_path) as sandbox:
        assert (await info(sandbox))["pending_update_count"] == 2
        await set_webhook(sandbox, receiver.url)
        assert [update["update_id"] for update in await receiver.until(2)] == sent
