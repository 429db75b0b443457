"""The control API, the stream of events, the pages, faults and the sending limits, over HTTP."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from sprintbot.sandbox import FloodLimits, serve
from sprintbot.sandbox.pages import STATIC
from sprintbot.sandbox.registry import METHODS
from tests.support.sandbox import Json, RefusedError, SandboxClient, running_sandbox

pytest_plugins = ("tests.support.sandbox",)

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x02\0\0\0\x01"


async def test_people(sandbox: SandboxClient) -> None:
    ids = [await sandbox.add_user("Олена Коваль", "uk"), await sandbox.add_user("Ivan", "en", username="ivan")]
    chosen = await sandbox.add_user("Адмін", "uk", id=42)
    assert ids[0] < 2**32 < ids[1]
    assert chosen == 42
    await sandbox.block(ids[1])
    assert (await sandbox.get("users"))[:2] == [
        {"id": ids[0], "name": "Олена Коваль", "language_code": "uk", "blocked": False},
        {"id": ids[1], "name": "Ivan", "language_code": "en", "blocked": True},
    ]
    bot = await sandbox.get("bot")
    assert (bot["token"], bot["username"]) == (sandbox.token, "sprint_sandbox_bot")
    assert int(sandbox.token.partition(":")[0]) == bot["id"]


async def test_chats_of_a_person(sandbox: SandboxClient) -> None:
    olena, ivan = await sandbox.add_user("Олена"), await sandbox.add_user("Іван")
    group = await sandbox.add_group("Клуб", olena)
    await sandbox.write(olena, "/start")
    private, club = await sandbox.get("chats", user=olena)
    assert (private["id"], private["type"], private["title"], private["members"]) == (
        olena, "private", "Олена", [olena])  # fmt: skip
    assert private["last_message"]["text"] == "/start"
    assert (club["id"], club["title"]) == (group, "Клуб")
    assert [chat["id"] for chat in await sandbox.get("chats", user=ivan)] == [ivan]
    assert (await sandbox.get("chats", user=ivan))[0]["last_message"] is None
    assert len(await sandbox.get("chats")) == 3


async def test_messages_as_they_look_now(sandbox: SandboxClient) -> None:
    user = await sandbox.add_user("Олена")
    first = (await sandbox.write(user, "/best 100 кр"))["message_id"]
    second = (await sandbox.write(user, "x"))["message_id"]
    await sandbox.edit(user, second, "y")
    (await sandbox.call("deleteMessage", chat_id=user, message_id=first))["ok"]
    (found,) = await sandbox.messages(user)
    assert (found["message_id"], found["text"]) == (second, "y")
    assert await sandbox.messages(user, after=second) == []
    waiting = asyncio.create_task(sandbox.messages(user, after=second, wait=20))
    await sandbox.call("sendMessage", chat_id=user, text="z")
    assert [message["text"] for message in await waiting] == ["z"]


async def test_files_of_people(sandbox: SandboxClient) -> None:
    user = await sandbox.add_user("Олена")
    await sandbox.send_file(user, b"1:02,35", "протокол.csv", caption="Київ", mime_type="text/csv")
    await sandbox.send_file(user, PNG, "a.png", kind="photo", mime_type="image/png")
    await sandbox.send_file(user, b"<script>", "a.html", mime_type="text/html")
    document, photo, page = await sandbox.messages(user)
    assert document["caption"] == "Київ"
    assert document["document"]["file_name"] == "протокол.csv"
    assert document["document"]["mime_type"] == "text/csv"
    assert photo["photo"][0]["width"] == 2
    update = (await sandbox.call("getUpdates", limit=1))["result"][0]
    assert update["message"] == document
    for content, shown in ((document["document"], "attachment"), (photo["photo"][0], "inline"),
                           (page["document"], "attachment")):  # fmt: skip
        async with sandbox.http.get(f"{sandbox.url}/sandbox/files/{content['file_id']}") as response:
            assert len(await response.read()) == content["file_size"]
            assert response.headers["Content-Disposition"].startswith(f"{shown}; filename*=UTF-8''")
            assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    async with sandbox.http.get(f"{sandbox.url}/sandbox/files/none") as response:
        assert response.status == 404


async def test_a_forged_press_is_possible(sandbox: SandboxClient) -> None:
    user = await sandbox.add_user("Олена")
    first = (await sandbox.write(user, "/start"))["message_id"]
    await sandbox.press(user, first, "admin:delete:1")
    await sandbox.call("deleteMessage", chat_id=user, message_id=first)
    await sandbox.press(user, first, "ї" * 32)
    forged, old = [update["callback_query"] for update in (await sandbox.call("getUpdates"))["result"][1:]]
    assert forged["data"] == "admin:delete:1"
    assert old["message"] == {"chat": forged["message"]["chat"], "message_id": first, "date": 0}
    for message_id, data in ((first, "ї" * 33), (first, ""), (99, "x")):
        with pytest.raises(RefusedError):
            await sandbox.press(user, message_id, data)


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("users", {}, 400),
        ("users", {"name": " "}, 400),
        ("users", {"name": "x", "id": -1}, 400),
        ("users", {"name": "x", "id": 1_000_001}, 409),
        ("users/9/block", {"blocked": True}, 404),
        ("users/x/block", {"blocked": True}, 404),
        ("chats", {"title": "x", "members": []}, 400),
        ("chats", {"title": "x", "members": [9]}, 404),
        ("chats", {"title": "x", "members": [1_000_001], "type": "channel"}, 400),
        ("chats/9/messages", {"from": 1_000_001, "text": "x"}, 404),
        ("chats/1000001/messages", {"from": 9, "text": "x"}, 404),
        ("chats/1000001/messages", {"from": 1_000_001, "text": " "}, 400),
        ("chats/1000001/messages", {"from": 1_000_001, "text": "x" * 4097}, 400),
        ("chats/1000001/messages", {"from": 1_000_001, "text": "x", "reply_to_message_id": 9}, 404),
        ("chats/1000001/messages", {"from": 1_000_001, "text": "\ud83c"}, 400),
        ("chats/1000001/edit", {"from": 1_000_001, "message_id": 9, "text": "x"}, 404),
        ("chats/1000001/files", {}, 400),
        ("chats/1000001/members", {"join": [1_000_001]}, 400),
        ("chats/1000001/members", {"bot": "kicked"}, 400),
        ("chats/1000001/migrate", {}, 400),
        ("faults", {"kind": "earthquake"}, 400),
        ("faults", {"kind": "500", "colour": "red"}, 400),
        ("flood", {"colour": 1}, 400),
        ("updates", {"message": 1}, 400),
        ("updates", {}, 400),
    ],
)
async def test_refusals_say_why(sandbox: SandboxClient, path: str, body: Json, status: int) -> None:
    await sandbox.add_user("Олена")
    with pytest.raises(RefusedError) as refusal:
        await sandbox.post(path, body)
    assert refusal.value.status == status
    assert len(str(refusal.value)) > 10


async def test_a_body_that_is_no_json(sandbox: SandboxClient) -> None:
    for body in (b"{", b"[]", b"\xff"):
        async with sandbox.http.post(f"{sandbox.url}/sandbox/users", data=body) as response:
            assert response.status == 400
            assert "error" in await response.json()
    with pytest.raises(RefusedError):
        await sandbox.get("calls", after="x")


class Events:
    """A reader of server-sent events."""

    def __init__(self, response: aiohttp.ClientResponse) -> None:
        self._lines = response.content

    async def next(self) -> tuple[int, str, Any]:
        fields: dict[str, str] = {}
        async with asyncio.timeout(20):
            while True:
                line = (await self._lines.readline()).decode().rstrip("\n")
                if not line and fields:
                    return int(fields["id"]), fields["event"], json.loads(fields["data"])
                name, colon, value = line.partition(": ")
                if name and colon:
                    fields[name] = value


@pytest.fixture
async def events(sandbox: SandboxClient) -> AsyncIterator[Events]:
    async with sandbox.http.get(f"{sandbox.url}/sandbox/events") as response:
        assert response.content_type == "text/event-stream"
        yield Events(response)


async def test_events_tell_everything_in_order(sandbox: SandboxClient, events: Events) -> None:
    user = await sandbox.add_user("Олена")
    place = {"chat_id": user, "message_id": 2}
    await sandbox.write(user, "/start")
    await sandbox.call("sendChatAction", chat_id=user, action="typing")
    await sandbox.call("sendMessage", chat_id=user, text="a")
    await sandbox.call("editMessageText", **place, text="b")
    await sandbox.call("setMessageReaction", **place, reaction=[{"type": "emoji", "emoji": "👍"}])
    query = (await sandbox.press(user, 2, "x"))["callback_query_id"]
    await sandbox.call("answerCallbackQuery", callback_query_id=query, text="ок")
    await sandbox.call("deleteMessage", **place)
    seen = [await events.next() for _ in range(9)]
    assert [kind for _, kind, _ in seen] == [
        "user", "chat", "message", "action", "message", "edit", "reaction", "answer", "delete",
    ]  # fmt: skip
    numbers = [number for number, _, _ in seen]
    assert numbers == sorted(set(numbers))
    bodies = {kind: body for _, kind, body in seen}
    assert bodies["action"] == {"chat_id": user, "action": "typing"}
    assert (bodies["edit"]["chat_id"], bodies["edit"]["message"]["text"]) == (user, "b")
    assert bodies["reaction"] == {**place, "emoji": "👍"}
    assert bodies["answer"] == {
        "callback_query_id": query, "chat_id": user, "user_id": user, "text": "ок", "show_alert": False,
    }  # fmt: skip
    assert bodies["delete"] == place
    headers = {"Last-Event-ID": str(numbers[6])}
    async with sandbox.http.get(f"{sandbox.url}/sandbox/events", headers=headers) as response:
        again = Events(response)
        assert [await again.next() for _ in range(2)] == seen[7:]


async def test_other_sites_are_kept_out(sandbox: SandboxClient) -> None:
    own = sandbox.url.removeprefix("http://")
    for path in ("/sandbox/users", "/sandbox/events", "/sandbox/files/x", "/"):
        for headers in ({"Host": "evil.example"}, {"Origin": "https://evil.example"}, {"Origin": "null"},
                        {"Host": f"localhost.evil.example:{own.rpartition(':')[2]}"}):  # fmt: skip
            async with sandbox.http.get(sandbox.url + path, headers=headers) as response:
                assert response.status == 403, (path, headers)
    async with sandbox.http.get(f"{sandbox.url}/sandbox/users", headers={"Origin": f"http://{own}"}) as response:
        assert response.status == 200


async def test_pages_come_from_the_static_folder_only(sandbox: SandboxClient) -> None:
    (page := STATIC / "index.html").stat()
    async with sandbox.http.get(sandbox.url) as response:
        assert await response.read() == page.read_bytes()
        assert response.content_type == "text/html"
        assert response.headers["Content-Security-Policy"] == "default-src 'self'; img-src 'self' blob: data:"
        assert response.headers["Cache-Control"] == "no-store"
    for path in ("../server.py", "%2e%2e/server.py", "..%2fserver.py", "missing.js", "%2fetc/passwd"):
        async with sandbox.http.get(f"{sandbox.url}/static/{path}") as response:
            assert response.status == 404, path


async def test_only_a_loopback_address_is_served() -> None:
    for host in ("0.0.0.0", "example.com", "192.168.0.1", "::"):  # noqa: S104 - they are refused
        with pytest.raises(ValueError, match="this machine only"):
            await serve(host=host)


async def test_a_port_in_use_is_an_error_at_the_start(sandbox: SandboxClient) -> None:
    with pytest.raises(OSError, match="address already in use"):
        await serve(port=int(sandbox.url.rpartition(":")[2]))


async def test_faults_hit_the_chosen_calls(sandbox: SandboxClient) -> None:
    olena, ivan = await sandbox.add_user("Олена"), await sandbox.add_user("Іван")
    for user in (olena, ivan):
        await sandbox.write(user, "/start")

    async def send(user: int) -> Any:
        return await sandbox.call("sendMessage", chat_id=user, text="x")

    await sandbox.fault("429", method="sendmessage", chat_id=olena, times=2, seconds=5)
    assert (await send(ivan))["ok"]
    for _ in range(2):
        assert await send(olena) == {
            "ok": False,
            "error_code": 429,
            "description": "Too Many Requests: retry after 5",
            "parameters": {"retry_after": 5},
        }
    assert (await send(olena))["ok"]
    await sandbox.fault("500", times=None)
    assert (await send(olena))["description"] == "Internal Server Error"
    assert (await sandbox.call("getUpdates"))["ok"], "getUpdates is hit only when named"
    assert len(await sandbox.get("faults")) == 1
    await sandbox.delete("faults")
    assert (await send(olena))["ok"]
    await sandbox.fault("403", description="Forbidden: user is deactivated")
    assert (await send(olena))["description"] == "Forbidden: user is deactivated"


async def test_a_connection_is_cut_before_or_after_the_work(sandbox: SandboxClient) -> None:
    user = await sandbox.add_user("Олена")
    await sandbox.write(user, "/start")
    for after, sent in ((False, 0), (True, 1)):
        await sandbox.fault("drop", method="sendMessage", after=after)
        with pytest.raises(aiohttp.ClientConnectionError):
            await sandbox.call("sendMessage", chat_id=user, text="x")
        assert len(await sandbox.messages(user, 1)) == sent


async def test_a_slow_answer_keeps_nobody_else_waiting(sandbox: SandboxClient) -> None:
    user = await sandbox.add_user("Олена")
    await sandbox.write(user, "/start")
    await sandbox.fault("slow", method="sendMessage", seconds=60)
    slow = asyncio.create_task(sandbox.call("sendMessage", chat_id=user, text="slow"))
    while await sandbox.get("faults"):  # noqa: ASYNC110 - until the slow call has begun
        await asyncio.sleep(0)
    assert (await sandbox.call("sendMessage", chat_id=user, text="fast"))["ok"]
    assert [message["text"] for message in await sandbox.messages(user, 1)] == ["fast"]
    slow.cancel()


async def test_an_update_comes_twice(sandbox: SandboxClient) -> None:
    user = await sandbox.add_user("Олена")
    await sandbox.fault("duplicate", chat_id=user)
    made = [(await sandbox.write(user, "x"))["update_id"] for _ in range(2)]
    found = [update["update_id"] for update in (await sandbox.call("getUpdates"))["result"]]
    assert found == [made[0], made[0], made[1]]


async def test_the_sending_limits_over_http_and_their_switch() -> None:
    async with running_sandbox(flood=FloodLimits(slack=0.0)) as sandbox:
        users = [await sandbox.add_user(f"№{n}") for n in range(31)]
        for user in users:
            await sandbox.write(user, "/start")
        group = await sandbox.add_group("Клуб", users[0])

        async def status(chat: int) -> Any:
            answer = await sandbox.call("sendMessage", chat_id=chat, text="x")
            return answer.get("error_code", 200)

        await sandbox.post("flood", {"overall_seconds": 1000.0})  # wider than any slowness of this machine
        assert [await status(user) for user in users] == [200] * 30 + [429]
        await sandbox.advance(1000)
        await sandbox.post("flood", {"overall": 1000})
        assert [await status(group) for _ in range(21)] == [200] * 20 + [429]
        answer = await sandbox.call("sendMessage", chat_id=group, text="x")
        assert 50 <= answer["parameters"]["retry_after"] <= 60
        assert (await sandbox.call("sendChatAction", chat_id=group, action="typing"))["ok"], "actions are not counted"
        await sandbox.post("flood", {"private": 3, "private_seconds": 1000.0})
        assert [await status(users[0]) for _ in range(4)] == [200] * 3 + [429]
        await sandbox.post("flood", {"enabled": False})
        assert await status(users[0]) == 200


async def test_closing_ends_pollers_and_readers() -> None:
    async with running_sandbox() as sandbox:
        assert sandbox.server is not None
        poller = asyncio.create_task(sandbox.call("getUpdates", timeout=50))
        while not sandbox.server.backend.updates.is_polled:  # noqa: ASYNC110 - the server runs in this very loop
            await asyncio.sleep(0)
        async with sandbox.http.get(f"{sandbox.url}/sandbox/events") as response:
            await sandbox.server.close()
            assert await response.content.read() == b": welcome\n\n"
        assert (await poller)["result"] == []
        sandbox.violations_allowed = True


async def test_a_violation_fails_the_test_that_made_it() -> None:
    with pytest.raises(AssertionError, match='sendMessage has no parameter "colour"'):
        async with running_sandbox() as sandbox:
            await sandbox.call("sendMessage", chat_id=1, text="x", colour="red")
    async with running_sandbox() as sandbox:
        await sandbox.call("sendMessage", chat_id=1, text="x", colour="red")
        assert len(await sandbox.delete("violations")) == 1


async def test_a_fault_of_the_sandbox_itself_fails_the_test(
    sandbox: SandboxClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_backend: Any, _call: Any) -> Any:
        raise KeyError("nothing")

    monkeypatch.setitem(METHODS, "getme", broken)
    assert await sandbox.call("getMe") == {
        "ok": False, "error_code": 500, "description": "Internal Server Error",
    }  # fmt: skip
    assert "a fault of the sandbox: KeyError('nothing')" in str(await sandbox.delete("violations"))
