"""What the sandbox knows survives a restart and a kill -9; the command starts it."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from sprintbot.sandbox import FloodLimits, serve
from tests.support.sandbox import SandboxClient, client, running_sandbox

pytest_plugins = ("tests.support.sandbox",)

KEYBOARD = {"inline_keyboard": [[{"text": "Так", "callback_data": "yes"}]]}
NO_LIMITS = FloodLimits(enabled=False)


async def everything(sandbox: SandboxClient) -> dict[str, Any]:
    """All that can be seen of a sandbox from outside."""
    chats = await sandbox.get("chats")
    users = await sandbox.get("users")
    return {
        "bot": await sandbox.get("bot"),
        "users": users,
        "chats": chats,
        "messages": [await sandbox.messages(chat["id"]) for chat in chats],
        "reactions": [await sandbox.get(f"chats/{chat['id']}/reactions") for chat in chats],
        "updates": await sandbox.get("updates"),
        "commands": [await sandbox.get("commands", user=user["id"]) for user in users],
        "webhook": (await sandbox.call("getWebhookInfo"))["result"],
        "name": (await sandbox.call("getMyName"))["result"],
    }


async def test_everything_survives_a_restart(tmp_path: Path) -> None:
    async with running_sandbox(home=tmp_path, flood=NO_LIMITS) as sandbox:
        olena, ivan = await sandbox.add_user("Олена Коваль"), await sandbox.add_user("Ivan", "en")
        await sandbox.call("getUpdates", allowed_updates=["message", "callback_query"])
        group = await sandbox.add_group("Клуб", olena, ivan)
        first = await sandbox.write(olena, "/start")
        await sandbox.write(ivan, "/start")
        await sandbox.send_file(olena, b"\0\xff" * 1000, "a.bin", caption="файл")
        sent = (await sandbox.call("sendMessage", chat_id=olena, text="a", reply_markup=KEYBOARD))["result"]
        gone = (await sandbox.call("sendMessage", chat_id=group, text="b"))["result"]
        place = {"chat_id": olena, "message_id": sent["message_id"]}
        await sandbox.call("editMessageText", **place, text="<b>c</b>", parse_mode="HTML", reply_markup=KEYBOARD)
        await sandbox.call("setMessageReaction", **place, reaction=[{"type": "emoji", "emoji": "👍"}])
        await sandbox.call("deleteMessage", chat_id=group, message_id=gone["message_id"])
        query = (await sandbox.press(olena, sent["message_id"], "yes"))["callback_query_id"]
        await sandbox.call("setMyCommands", commands=[{"command": "x", "description": "y"}], language_code="uk")
        await sandbox.call("setMyName", name="Плавець")
        await sandbox.call("getUpdates", offset=first["update_id"] + 1)
        await sandbox.block(ivan)
        before = await everything(sandbox)
    async with running_sandbox(home=tmp_path, flood=NO_LIMITS) as sandbox:
        assert await everything(sandbox) == before
        assert len(before["updates"]) == 3
        file_id = (await sandbox.messages(olena))[1]["document"]["file_id"]
        path = (await sandbox.call("getFile", file_id=file_id))["result"]["file_path"]
        async with sandbox.http.get(f"{sandbox.base_file_url}{sandbox.token}/{path}") as response:
            assert await response.read() == b"\0\xff" * 1000
        assert (await sandbox.call("answerCallbackQuery", callback_query_id=query, text="ок"))["ok"]
        later = await sandbox.write(olena, "ще")
        assert later["update_id"] == before["updates"][-1]["update_id"] + 1
        assert later["message_id"] == gone["message_id"] + 1, "the id of a deleted message is not given again"
        blocked = await sandbox.call("sendMessage", chat_id=ivan, text="x")
        assert blocked["error_code"] == 403
        assert (await sandbox.add_user("Третя")) not in (olena, ivan)
        assert await sandbox.add_group("Другий", olena) != group


async def test_counters_survive_the_confirmation_of_everything(tmp_path: Path) -> None:
    async with running_sandbox(home=tmp_path) as sandbox:
        user = await sandbox.add_user("Олена")
        last = (await sandbox.write(user, "x"))["update_id"]
        await sandbox.call("getUpdates", offset=last + 1)
    async with running_sandbox(home=tmp_path) as sandbox:
        assert await sandbox.get("updates") == []
        assert (await sandbox.write(user, "y"))["update_id"] == last + 1


async def test_two_sandboxes_do_not_share_a_folder(tmp_path: Path) -> None:
    async with running_sandbox(home=tmp_path):
        with pytest.raises(OSError, match="in use by another sandbox"):
            await serve(home=tmp_path)


@asynccontextmanager
async def process(*options: str) -> AsyncIterator[tuple[asyncio.subprocess.Process, SandboxClient]]:
    running = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "sprintbot.sandbox", "--port", "0", *options, stdout=asyncio.subprocess.PIPE
    )
    assert running.stdout is not None
    try:
        async with asyncio.timeout(60):
            url = (await running.stdout.readline()).decode().strip()
            token = (await running.stdout.readline()).decode().strip().removeprefix("BOT_TOKEN=")
        async with client(url, token) as sandbox:
            yield running, sandbox
    finally:
        if running.returncode is None:
            running.kill()
        await running.communicate()


async def test_nothing_that_was_answered_is_lost_by_a_kill(tmp_path: Path) -> None:
    """Three kill -9 while people write and the bot confirms and answers as fast as they can."""
    options = ("--home", str(tmp_path), "--no-flood-control")
    sent: set[int] = set()
    written: set[int] = set()
    confirmed = 0
    async with process(*options) as (running, sandbox):
        token = sandbox.token
        user = await sandbox.add_user("Олена")
        running.send_signal(signal.SIGTERM)
        assert await running.wait() == 0
    for _ in range(3):
        async with process(*options) as (running, sandbox):
            assert sandbox.token == token
            pending = [update["update_id"] for update in await sandbox.get("updates")]
            assert written - set(pending) == {one for one in written if one < confirmed}
            assert sent <= {message["message_id"] for message in await sandbox.messages(user)}

            async def people(sandbox: SandboxClient) -> None:
                while True:
                    made = await sandbox.write(user, "x")
                    assert made["update_id"] not in written
                    written.add(made["update_id"])

            async def bot(sandbox: SandboxClient) -> None:
                nonlocal confirmed
                while True:
                    updates = (await sandbox.call("getUpdates", offset=confirmed, limit=5, timeout=5))["result"]
                    for _update in updates:
                        answer = await sandbox.call("sendMessage", chat_id=user, text="y")
                        sent.add(answer["result"]["message_id"])
                    confirmed = max([confirmed, *(update["update_id"] + 1 for update in updates[:2])])

            goal = len(written) + 200
            work = [asyncio.create_task(people(sandbox)), asyncio.create_task(bot(sandbox))]
            async with asyncio.timeout(60):
                while len(written) < goal:  # noqa: ASYNC110 - the tasks run in this very loop
                    await asyncio.sleep(0)
            running.kill()
            await running.wait()
            await asyncio.gather(*work, return_exceptions=True)
    assert len(written) >= 600
    assert len(sent) > 0


async def test_the_command_refuses_what_it_cannot_do() -> None:
    refused = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "sprintbot.sandbox", "--host", "0.0.0.0", stderr=asyncio.subprocess.PIPE  # noqa: S104
    )  # fmt: skip
    _, problem = await refused.communicate()
    assert refused.returncode == 1
    assert b"listens on this machine only" in problem
    assert b"Traceback" not in problem
