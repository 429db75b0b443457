"""Long polling: offsets, limits, retention, one poller at a time; groups and what a bot hears in them."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from tests.support.sandbox import Json, RefusedError, SandboxClient, running_sandbox

pytest_plugins = ("tests.support.sandbox",)


async def updates(sandbox: SandboxClient, **params: Any) -> list[Json]:
    answer = await sandbox.call("getUpdates", **params)
    assert answer["ok"], answer
    found: list[Json] = answer["result"]
    return found


def ids(found: list[Json]) -> list[int]:
    return [update["update_id"] for update in found]


async def written(sandbox: SandboxClient, count: int) -> list[int]:
    user = await sandbox.add_user("Олена")
    return [(await sandbox.write(user, f"№{n}"))["update_id"] for n in range(count)]


async def polling(sandbox: SandboxClient, **params: Any) -> asyncio.Task[Json]:
    """A poller that waits already."""
    assert sandbox.server is not None
    task = asyncio.create_task(sandbox.call("getUpdates", timeout=20, **params))
    while not sandbox.server.backend.updates.is_polled:  # noqa: ASYNC110 - the server runs in this very loop
        await asyncio.sleep(0)
    return task


async def test_updates_come_again_until_an_offset_confirms_them(sandbox: SandboxClient) -> None:
    made = await written(sandbox, 3)
    assert made == [made[0], made[0] + 1, made[0] + 2]
    assert ids(await updates(sandbox)) == ids(await updates(sandbox, offset=0)) == made
    assert ids(await updates(sandbox, offset=made[1])) == made[1:]
    assert ids(await updates(sandbox)) == made[1:], "what lies before the offset is forgotten"
    assert ids(await updates(sandbox, limit=1)) == made[1:2]
    assert await updates(sandbox, offset=made[2] + 1) == []
    user = (await sandbox.get("users"))[0]["id"]
    assert (await sandbox.write(user, "ще"))["update_id"] == made[2] + 1


async def test_a_negative_offset_keeps_the_last_ones(sandbox: SandboxClient) -> None:
    made = await written(sandbox, 5)
    assert ids(await updates(sandbox, offset=-2)) == made[3:]
    assert ids(await updates(sandbox)) == made[3:]
    assert ids(await updates(sandbox, offset=-10)) == made[3:]


async def test_at_most_a_hundred_at_once(sandbox: SandboxClient) -> None:
    made = await written(sandbox, 120)
    assert ids(await updates(sandbox)) == ids(await updates(sandbox, limit=1000)) == made[:100]
    assert ids(await updates(sandbox, offset=made[100])) == made[100:]


async def test_a_poller_waits_for_the_next_update(sandbox: SandboxClient) -> None:
    user = await sandbox.add_user("Олена")
    task = await polling(sandbox)
    sent = await sandbox.write(user, "/start")
    assert ids((await task)["result"]) == [sent["update_id"]]


async def test_the_newest_poller_wins_and_the_older_gets_409(sandbox: SandboxClient) -> None:
    user = await sandbox.add_user("Олена")
    older = await polling(sandbox)
    newer = asyncio.create_task(sandbox.call("getUpdates", timeout=20))
    assert await older == {
        "ok": False,
        "error_code": 409,
        "description": "Conflict: terminated by other getUpdates request; "
        "make sure that only one bot instance is running",
    }
    await sandbox.write(user, "/start")
    assert len((await newer)["result"]) == 1


async def test_a_webhook_ends_polling(sandbox: SandboxClient) -> None:
    task = await polling(sandbox)
    assert (await sandbox.call("setWebhook", url="http://127.0.0.1:9/x"))["ok"]
    assert (await task)["description"] == "Conflict: terminated by setWebhook request"
    refused = await sandbox.call("getUpdates")
    assert (refused["error_code"], refused["description"]) == (
        409,
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
    )
    assert (await sandbox.call("deleteWebhook"))["ok"]
    assert await updates(sandbox) == []


async def test_unasked_kinds_are_not_made(sandbox: SandboxClient) -> None:
    user = await sandbox.add_user("Олена")
    await updates(sandbox, allowed_updates=["callback_query"])
    assert (await sandbox.write(user, "x"))["update_id"] is None
    assert (await sandbox.press(user, 1, "x"))["update_id"] is not None
    assert [set(one) - {"update_id"} for one in await updates(sandbox)] == [{"callback_query"}]
    await updates(sandbox, allowed_updates=[])
    assert (await sandbox.write(user, "x"))["update_id"] is not None


async def test_updates_are_kept_for_a_day_of_the_sandboxs_clock(sandbox: SandboxClient) -> None:
    made = await written(sandbox, 1)
    await sandbox.advance(12 * 3600)
    made += [(await sandbox.write((await sandbox.get("users"))[0]["id"], "x"))["update_id"]]
    await sandbox.advance(12 * 3600 + 10)
    assert ids(await updates(sandbox)) == made[1:]
    assert (await sandbox.call("getWebhookInfo"))["result"]["pending_update_count"] == 1


async def test_pending_updates_can_be_dropped(sandbox: SandboxClient) -> None:
    await written(sandbox, 2)
    await sandbox.call("deleteWebhook", drop_pending_updates=True)
    assert await updates(sandbox) == []


async def test_an_edit_and_a_block_are_told(sandbox: SandboxClient) -> None:
    user = await sandbox.add_user("Олена")
    sent = await sandbox.write(user, "100 кр 1:02")
    await sandbox.edit(user, sent["message_id"], "100 кр 1:03")
    await sandbox.block(user)
    message, edited, blocked = await updates(sandbox)
    assert message["message"]["text"] == "100 кр 1:02", "an update shows the message as it was"
    assert (edited["edited_message"]["text"], "edit_date" in edited["edited_message"]) == ("100 кр 1:03", True)
    change = blocked["my_chat_member"]
    assert (change["chat"]["id"], change["old_chat_member"]["status"]) == (user, "member")
    assert change["new_chat_member"]["status"] == "kicked"
    with pytest.raises(RefusedError, match="has blocked the bot"):
        await sandbox.write(user, "x")


async def test_any_update_can_be_made_up_and_replayed(sandbox: SandboxClient) -> None:
    made = await written(sandbox, 2)
    await updates(sandbox, offset=made[1] + 1)
    channel = {"id": -1_003_000_000_001, "type": "channel", "title": "Новини"}
    post = {"message_id": 1, "chat": channel, "date": 1, "text": "/start"}
    raw = await sandbox.post("updates", {"channel_post": post})
    assert await updates(sandbox) == [{"update_id": made[1] + 1, "channel_post": post}]
    replay = await sandbox.post("updates", {"update_id": made[0], "channel_post": post})
    assert replay["update_id"] == made[0]
    assert ids(await updates(sandbox, offset=raw["update_id"] + 1)) == [made[0]], "a replay comes once, whatever offset"
    assert await updates(sandbox, offset=raw["update_id"] + 1) == []


async def test_what_a_bot_hears_in_a_group(sandbox: SandboxClient) -> None:
    coach, athlete = await sandbox.add_user("Тренер"), await sandbox.add_user("Плавець")
    group = await sandbox.add_group("Клуб", coach, athlete)
    joined, service = await updates(sandbox)
    assert group < -(2**32)
    assert joined["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert service["message"]["new_chat_members"][0]["is_bot"] is True
    mine = (await sandbox.call("sendMessage", chat_id=group, text="звіт"))["result"]["message_id"]

    async def heard(text: str, reply_to: int | None = None) -> bool:
        return (await sandbox.write(athlete, text, group, reply_to=reply_to))["update_id"] is not None

    assert not await heard("просто розмова")
    assert await heard("/best")
    assert await heard("/best@sprint_sandbox_bot")
    assert not await heard("/best@another_bot")
    assert await heard("привіт @sprint_sandbox_bot")
    assert await heard("дякую", reply_to=mine)
    assert not await heard("дякую", reply_to=mine + 1)
    with pytest.raises(RefusedError, match="is not in this chat"):
        await sandbox.write(await sandbox.add_user("Чужий"), "/best", group)


async def test_a_bot_without_privacy_hears_all() -> None:
    async with running_sandbox(privacy=False) as sandbox:
        coach = await sandbox.add_user("Тренер")
        group = await sandbox.add_group("Клуб", coach)
        assert (await sandbox.write(coach, "розмова", group))["update_id"] is not None
        assert (await sandbox.call("getMe"))["result"]["can_read_all_group_messages"] is True


async def test_members_of_a_group(sandbox: SandboxClient) -> None:
    coach, athlete = await sandbox.add_user("Тренер"), await sandbox.add_user("Плавець")
    group = await sandbox.add_group("Клуб", coach)

    async def status(user: int) -> Any:
        answer = await sandbox.call("getChatMember", chat_id=group, user_id=user)
        return answer["result"]["status"]

    assert (await status(coach), await status(athlete)) == ("creator", "left")
    await sandbox.post(f"chats/{group}/members", {"join": [athlete]})
    assert await status(athlete) == "member"
    assert (await sandbox.call("getChatMemberCount", chat_id=group))["result"] == 3
    admins = await sandbox.call("getChatAdministrators", chat_id=group)
    assert [one["user"]["id"] for one in admins["result"]] == [coach]
    other = (await sandbox.write(athlete, "x", group))["message_id"]
    delete = {"chat_id": group, "message_id": other}
    assert (await sandbox.call("deleteMessage", **delete))["description"] == "Bad Request: message can't be deleted"
    await sandbox.post(f"chats/{group}/members", {"bot": "administrator", "leave": [athlete]})
    assert (await sandbox.call("deleteMessage", **delete))["result"] is True
    assert (await sandbox.call("pinChatMessage", chat_id=group, message_id=other - 1))["result"] is True
    await sandbox.post(f"chats/{group}/members", {"bot": "kicked"})
    kicked = await sandbox.call("sendMessage", chat_id=group, text="x")
    assert kicked["description"] == "Forbidden: bot was kicked from the supergroup chat"
    await sandbox.post(f"chats/{group}/members", {"bot": "member"})
    assert (await sandbox.call("leaveChat", chat_id=group))["result"] is True
    left = await sandbox.call("sendMessage", chat_id=group, text="x")
    assert left["description"] == "Forbidden: bot is not a member of the supergroup chat"


async def test_a_group_becomes_a_supergroup(sandbox: SandboxClient) -> None:
    coach = await sandbox.add_user("Тренер")
    group = await sandbox.add_group("Клуб", coach, type="group")
    after = (await updates(sandbox))[-1]["update_id"] + 1
    target = (await sandbox.post(f"chats/{group}/migrate", {}))["id"]
    answer = await sandbox.call("sendMessage", chat_id=group, text="x")
    assert answer == {
        "ok": False,
        "error_code": 400,
        "description": "Bad Request: group chat was upgraded to a supergroup chat",
        "parameters": {"migrate_to_chat_id": target},
    }
    told = [update["message"] for update in await updates(sandbox, offset=after)]
    assert [one.get("migrate_to_chat_id") for one in told] == [target, None]
    assert told[1]["migrate_from_chat_id"] == group
    assert (await sandbox.call("sendMessage", chat_id=target, text="x"))["ok"]
