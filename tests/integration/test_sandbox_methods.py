"""Each Bot API method over HTTP: what it answers, its limits, and Telegram's own words when it refuses."""

from __future__ import annotations

import json
import struct
from io import BytesIO
from typing import Any

import aiohttp
import pytest

from tests.support.sandbox import Json, SandboxClient

pytest_plugins = ("tests.support.sandbox",)

PNG = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", 640, 480)
KEYBOARD = {"inline_keyboard": [[{"text": "Зберегти", "callback_data": "save:1"}]]}


@pytest.fixture
async def olena(sandbox: SandboxClient) -> int:
    """Somebody who has started the bot, with an id beyond 32 bits."""
    await sandbox.add_user("Іван Перший")
    user = await sandbox.add_user("Олена Коваль")
    await sandbox.write(user, "/start")
    assert user > 2**32
    return user


async def ok(sandbox: SandboxClient, method: str, **params: Any) -> Any:
    answer = await sandbox.call(method, **params)
    assert answer["ok"], answer
    return answer["result"]


async def refused(sandbox: SandboxClient, method: str, **params: Any) -> tuple[int, str]:
    answer = await sandbox.call(method, **params)
    assert not answer["ok"], answer
    return answer["error_code"], answer["description"]


async def upload(sandbox: SandboxClient, method: str, fields: Json, **files: tuple[str, bytes]) -> Json:
    form = aiohttp.FormData({key: str(value) for key, value in fields.items()})
    for name, (filename, body) in files.items():
        form.add_field(name, BytesIO(body), filename=filename, content_type="application/octet-stream")
    async with sandbox.http.post(f"{sandbox.base_url}{sandbox.token}/{method}", data=form) as response:
        answer: Json = await response.json()
        assert response.status == answer.get("error_code", 200)
        return answer


async def test_a_message_comes_back_and_stands_in_the_chat(sandbox: SandboxClient, olena: int) -> None:
    message = await ok(
        sandbox, "sendMessage", chat_id=olena, text="<b>1:02,35</b> 🏅", parse_mode="HTML", reply_markup=KEYBOARD,
        link_preview_options={"is_disabled": True}, protect_content=True, reply_parameters={"message_id": 1},
    )  # fmt: skip
    assert message["text"] == "1:02,35 🏅"
    assert message["entities"] == [{"type": "bold", "offset": 0, "length": 7}]
    assert message["reply_markup"] == KEYBOARD
    assert message["chat"] == {"id": olena, "first_name": "Олена", "last_name": "Коваль", "type": "private"}
    assert message["from"]["is_bot"] is True
    assert message["has_protected_content"] is True
    assert message["reply_to_message"]["text"] == "/start"
    assert message["link_preview_options"] == {"is_disabled": True}
    assert (await sandbox.messages(olena))[-1] == message


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "message text is empty"),
        (" \n ", "text must be non-empty"),
        ("<b></b>", "text must be non-empty"),
        ("x" * 4097, "message is too long"),
        ("🏊" * 2049, "message is too long"),
        ("<b>x", "can't parse entities: Can't find end tag corresponding to start tag \"b\""),
    ],
)
async def test_texts_telegram_refuses(sandbox: SandboxClient, olena: int, text: str, problem: str) -> None:
    expected = (400, f"Bad Request: {problem}")
    assert await refused(sandbox, "sendMessage", chat_id=olena, text=text, parse_mode="HTML") == expected


async def test_the_longest_text_counts_after_parsing_in_utf16(sandbox: SandboxClient, olena: int) -> None:
    text = "<b>" + "🏊" * 2048 + "</b>"
    message = await ok(sandbox, "sendMessage", chat_id=olena, text=text, parse_mode="html")
    assert message["entities"] == [{"type": "bold", "offset": 0, "length": 4096}]


async def test_whom_a_bot_may_write_to(sandbox: SandboxClient, olena: int) -> None:
    stranger = await sandbox.add_user("Новий")
    send = "sendMessage"
    assert await refused(sandbox, send, chat_id=stranger, text="x") == (
        403, "Forbidden: bot can't initiate conversation with a user")  # fmt: skip
    assert await refused(sandbox, send, chat_id=999, text="x") == (400, "Bad Request: chat not found")
    assert await refused(sandbox, send, chat_id="@nobody", text="x") == (400, "Bad Request: chat not found")
    assert await refused(sandbox, "getChat", chat_id=stranger) == (400, "Bad Request: chat not found")
    await sandbox.block(olena)
    blocked = (403, "Forbidden: bot was blocked by the user")
    assert await refused(sandbox, send, chat_id=olena, text="x") == blocked
    assert await refused(sandbox, "sendChatAction", chat_id=olena, action="typing") == blocked
    await sandbox.block(olena, blocked=False)
    await ok(sandbox, send, chat_id=olena, text="x")


async def test_a_reply_to_nothing(sandbox: SandboxClient, olena: int) -> None:
    assert await refused(sandbox, "sendMessage", chat_id=olena, text="x", reply_parameters={"message_id": 77}) == (
        400, "Bad Request: message to be replied not found")  # fmt: skip
    alone = {"message_id": 77, "allow_sending_without_reply": True}
    message = await ok(sandbox, "sendMessage", chat_id=olena, text="x", reply_parameters=alone)
    assert "reply_to_message" not in message


async def test_editing_a_message(sandbox: SandboxClient, olena: int) -> None:
    sent = await ok(sandbox, "sendMessage", chat_id=olena, text="one", reply_markup=KEYBOARD)
    place = {"chat_id": olena, "message_id": sent["message_id"]}
    not_modified = (
        400,
        "Bad Request: message is not modified: specified new message content and reply markup are exactly the same "
        "as a current content and reply markup of the message",
    )
    assert await refused(sandbox, "editMessageText", **place, text=" one ", reply_markup=KEYBOARD) == not_modified
    assert await refused(sandbox, "editMessageReplyMarkup", **place, reply_markup=KEYBOARD) == not_modified
    edited = await ok(sandbox, "editMessageText", **place, text="<i>one</i>", parse_mode="HTML")
    assert edited["entities"] == [{"type": "italic", "offset": 0, "length": 3}]
    assert edited["edit_date"] >= edited["date"]
    assert "reply_markup" not in edited, "an edit without a keyboard removes it"
    assert await refused(sandbox, "editMessageText", **place, text="<i>one</i>", parse_mode="HTML") == not_modified
    assert (await ok(sandbox, "editMessageReplyMarkup", **place, reply_markup=KEYBOARD))["reply_markup"] == KEYBOARD
    assert (await sandbox.messages(olena, 1))[0]["text"] == "one"
    assert await refused(sandbox, "editMessageCaption", **place, caption="x") == (
        400, "Bad Request: there is no caption in the message to edit")  # fmt: skip
    edit = "editMessageText"
    assert await refused(sandbox, edit, chat_id=olena, message_id=1, text="x") == (
        400, "Bad Request: message can't be edited")  # fmt: skip
    assert await refused(sandbox, edit, chat_id=olena, message_id=99, text="x") == (
        400, "Bad Request: message to edit not found")  # fmt: skip


async def test_deleting_messages(sandbox: SandboxClient, olena: int) -> None:
    sent = [(await ok(sandbox, "sendMessage", chat_id=olena, text="x"))["message_id"] for _ in range(4)]
    assert await ok(sandbox, "deleteMessage", chat_id=olena, message_id=sent[0]) is True
    assert await ok(sandbox, "deleteMessage", chat_id=olena, message_id=1) is True, "a private chat is the bot's too"
    assert await refused(sandbox, "deleteMessage", chat_id=olena, message_id=sent[0]) == (
        400, "Bad Request: message to delete not found")  # fmt: skip
    await ok(sandbox, "deleteMessages", chat_id=olena, message_ids=[sent[0], sent[1]])
    assert [message["message_id"] for message in await sandbox.messages(olena)] == sent[2:]
    await sandbox.advance(48 * 3600 + 60)
    assert await refused(sandbox, "deleteMessage", chat_id=olena, message_id=sent[2]) == (
        400, "Bad Request: message can't be deleted for everyone")  # fmt: skip


async def test_a_press_is_answered_once_and_in_time(sandbox: SandboxClient, olena: int) -> None:
    sent = await ok(sandbox, "sendMessage", chat_id=olena, text="x", reply_markup=KEYBOARD)
    pressed = await sandbox.press(olena, sent["message_id"], "save:1")
    query = (await ok(sandbox, "getUpdates", offset=-1))[0]["callback_query"]
    assert (query["data"], query["from"]["id"], query["message"]["text"]) == ("save:1", olena, "x")
    answer = {"callback_query_id": query["id"], "text": "Збережено", "show_alert": True}
    assert await ok(sandbox, "answerCallbackQuery", **answer) is True
    assert await ok(sandbox, "answerCallbackQuery", callback_query_id=query["id"], text="again") is True
    shown = await sandbox.answer(pressed["callback_query_id"])
    assert shown == {"answered": True, "text": "Збережено", "show_alert": True}
    late = await sandbox.press(olena, sent["message_id"], "save:1")
    await sandbox.advance(61)
    too_old = (400, "Bad Request: query is too old and response timeout expired or query ID is invalid")
    ids = (late["callback_query_id"], "17")
    assert [await refused(sandbox, "answerCallbackQuery", callback_query_id=one) for one in ids] == [too_old] * 2
    fresh = (await sandbox.press(olena, sent["message_id"], "x"))["callback_query_id"]
    assert await refused(sandbox, "answerCallbackQuery", callback_query_id=fresh, text="x" * 201) == (
        400, "Bad Request: MESSAGE_TOO_LONG")  # fmt: skip


async def test_files_of_every_kind_go_up_by_bytes_and_again_by_id(sandbox: SandboxClient, olena: int) -> None:
    for kind in ("photo", "document", "audio", "video", "animation", "voice", "video_note", "sticker"):
        method = "send" + "".join(word.capitalize() for word in kind.split("_"))
        answer = await upload(sandbox, method, {"chat_id": olena}, **{kind: (f"a.{kind}", PNG)})
        content = answer["result"][kind]
        one = content[0] if kind == "photo" else content
        again = await ok(sandbox, method, chat_id=olena, **{kind: one["file_id"]})
        assert again[kind] == content
        file = await ok(sandbox, "getFile", file_id=one["file_id"])
        assert file["file_size"] == len(PNG)
        async with sandbox.http.get(f"{sandbox.base_file_url}{sandbox.token}/{file['file_path']}") as response:
            assert (response.status, await response.read()) == (200, PNG)
    photo = (await sandbox.messages(olena))[1]["photo"][0]
    assert (photo["width"], photo["height"]) == (640, 480)
    assert await refused(sandbox, "sendDocument", chat_id=olena, document=photo["file_id"]) == (
        400, "Bad Request: can't use file of type Photo as Document")  # fmt: skip
    assert await refused(sandbox, "sendDocument", chat_id=olena, document="nonsense") == (
        400, "Bad Request: wrong file identifier/HTTP URL specified")  # fmt: skip
    assert await refused(sandbox, "getFile", file_id="nonsense") == (400, "Bad Request: invalid file_id")


async def test_captions_and_their_limit(sandbox: SandboxClient, olena: int) -> None:
    fields = {"chat_id": olena, "caption": "<b>" + "ї" * 1024 + "</b>", "parse_mode": "HTML"}
    sent = (await upload(sandbox, "sendPhoto", fields, photo=("a.png", PNG)))["result"]
    assert sent["caption_entities"] == [{"type": "bold", "offset": 0, "length": 1024}]
    place = {"chat_id": olena, "message_id": sent["message_id"]}
    assert await refused(sandbox, "editMessageCaption", **place, caption="x" * 1025) == (
        400, "Bad Request: message caption is too long")  # fmt: skip
    assert (await ok(sandbox, "editMessageCaption", **place, caption="коротко"))["caption"] == "коротко"
    assert await refused(sandbox, "editMessageText", **place, text="x") == (
        400, "Bad Request: there is no text in the message to edit")  # fmt: skip
    media = {"type": "photo", "media": sent["photo"][0]["file_id"], "caption": "нове"}
    assert (await ok(sandbox, "editMessageMedia", **place, media=media))["caption"] == "нове"
    assert (await refused(sandbox, "editMessageMedia", **place, media=media))[1].startswith(
        "Bad Request: message is not modified")  # fmt: skip


async def test_pictures_telegram_refuses(sandbox: SandboxClient, olena: int) -> None:
    async def send(body: bytes) -> Any:
        return (await upload(sandbox, "sendPhoto", {"chat_id": olena}, photo=("a.png", body)))["description"]

    assert await send(b"no picture") == "Bad Request: IMAGE_PROCESS_FAILED"
    assert await send(PNG[:16] + struct.pack(">II", 9999, 9)) == "Bad Request: PHOTO_INVALID_DIMENSIONS"
    assert await send(b"") == "Bad Request: file must be non-empty"
    assert "bytes is too big for a photo; the maximum size is 10485760 bytes" in await send(
        PNG + bytes(10 * 1024 * 1024)
    )


async def test_files_too_big_to_send_or_to_fetch(sandbox: SandboxClient, olena: int) -> None:
    document = ("a.bin", bytes(50 * 1024 * 1024 + 1))
    answer = await upload(sandbox, "sendDocument", {"chat_id": olena}, document=document)
    assert answer == {"ok": False, "error_code": 413, "description": "Request Entity Too Large"}
    await sandbox.send_file(olena, bytes(20 * 1024 * 1024 + 1), "big.bin")
    file_id = (await sandbox.messages(olena))[-1]["document"]["file_id"]
    assert await refused(sandbox, "getFile", file_id=file_id) == (400, "Bad Request: file is too big")


async def test_albums(sandbox: SandboxClient, olena: int) -> None:
    media = [{"type": "photo", "media": f"attach://p{n}", "caption": f"№{n}"} for n in range(10)]
    files = {f"p{n}": (f"{n}.png", PNG + bytes([n])) for n in range(10)}
    sent = (await upload(sandbox, "sendMediaGroup", {"chat_id": olena, "media": json.dumps(media)}, **files))["result"]
    assert [message["caption"] for message in sent] == [f"№{n}" for n in range(10)]
    assert len({message["media_group_id"] for message in sent}) == 1
    items = [{"type": "photo", "media": sent[0]["photo"][0]["file_id"]}] * 11
    assert await refused(sandbox, "sendMediaGroup", chat_id=olena, media=items) == (
        400, "Bad Request: too many messages to send as an album")  # fmt: skip
    assert await refused(sandbox, "sendMediaGroup", chat_id=olena, media=items[:1]) == (
        400, "Bad Request: an album takes 2 to 10 messages")  # fmt: skip
    mixed = [items[0], {"type": "document", "media": "x"}]
    assert await refused(sandbox, "sendMediaGroup", chat_id=olena, media=mixed) == (
        400, "Bad Request: document can't be mixed with other media types")  # fmt: skip


async def test_reactions_and_actions(sandbox: SandboxClient, olena: int) -> None:
    place = {"chat_id": olena, "message_id": 1}
    emoji = {"type": "emoji", "emoji": "🔥"}
    assert await ok(sandbox, "setMessageReaction", **place, reaction=[emoji]) is True
    assert await sandbox.get(f"chats/{olena}/reactions") == {"1": "🔥"}
    await ok(sandbox, "setMessageReaction", **place, reaction=[])
    assert await sandbox.get(f"chats/{olena}/reactions") == {}
    assert await refused(sandbox, "setMessageReaction", **place, reaction=[{"type": "emoji", "emoji": "🏊"}]) == (
        400, "Bad Request: REACTION_INVALID")  # fmt: skip
    assert await refused(sandbox, "setMessageReaction", **place, reaction=[emoji, emoji]) == (
        400, "Bad Request: REACTIONS_TOO_MANY")  # fmt: skip
    assert await refused(sandbox, "setMessageReaction", chat_id=olena, message_id=9, reaction=[emoji]) == (
        400, "Bad Request: message to react not found")  # fmt: skip
    assert await ok(sandbox, "sendChatAction", chat_id=olena, action="upload_document") is True
    assert await refused(sandbox, "sendChatAction", chat_id=olena, action="swimming") == (
        400, "Bad Request: wrong parameter action in request")  # fmt: skip


async def test_copies_and_forwards(sandbox: SandboxClient, olena: int) -> None:
    copy = await ok(sandbox, "copyMessage", chat_id=olena, from_chat_id=olena, message_id=1)
    assert copy == {"message_id": 2}
    forwarded = await ok(sandbox, "forwardMessage", chat_id=olena, from_chat_id=olena, message_id=1)
    assert forwarded["forward_origin"]["sender_user"]["id"] == olena
    pair = {"chat_id": olena, "from_chat_id": olena, "message_ids": [1, 2, 50]}
    assert len(await ok(sandbox, "copyMessages", **pair)) == 2
    assert len(await ok(sandbox, "forwardMessages", **pair)) == 2
    assert await refused(sandbox, "copyMessage", chat_id=olena, from_chat_id=olena, message_id=50) == (
        400, "Bad Request: message to copy not found")  # fmt: skip
    assert (await sandbox.messages(olena, 2))[0]["text"] == "/start"


async def test_places_contacts_and_dice(sandbox: SandboxClient, olena: int) -> None:
    place = {"latitude": 50.45, "longitude": 30.52}
    assert (await ok(sandbox, "sendLocation", chat_id=olena, **place))["location"] == place
    venue = await ok(sandbox, "sendVenue", chat_id=olena, title="Басейн", address="Київ", **place)
    assert venue["venue"] == {"location": place, "title": "Басейн", "address": "Київ"}
    contact = {"phone_number": "+380", "first_name": "О"}
    assert (await ok(sandbox, "sendContact", chat_id=olena, **contact))["contact"] == contact
    assert 1 <= (await ok(sandbox, "sendDice", chat_id=olena))["dice"]["value"] <= 6
    assert (await refused(sandbox, "sendDice", chat_id=olena, emoji="🏊"))[0] == 400
    assert (await refused(sandbox, "sendLocation", chat_id=olena, latitude=91, longitude=0))[0] == 400


async def test_commands_by_scope_and_language_as_a_client_sees_them(sandbox: SandboxClient, olena: int) -> None:
    def named(name: str) -> list[Json]:
        return [{"command": name, "description": name.upper()}]

    ivan = 1_000_001
    await sandbox.write(ivan, "/start")
    await ok(sandbox, "setMyCommands", commands=named("default"))
    await ok(sandbox, "setMyCommands", commands=named("english"), language_code="en")
    await ok(sandbox, "setMyCommands", commands=named("private"), scope={"type": "all_private_chats"})
    chat = {"type": "chat", "chat_id": olena}
    await ok(sandbox, "setMyCommands", commands=named("coach"), scope=chat, language_code="uk")
    assert await sandbox.get("commands", user=olena) == named("coach")
    assert await sandbox.get("commands", user=ivan) == named("private")
    assert await ok(sandbox, "getMyCommands", scope=chat) == []
    assert await ok(sandbox, "getMyCommands", scope=chat, language_code="uk") == named("coach")
    await ok(sandbox, "deleteMyCommands", scope=chat, language_code="uk")
    assert await sandbox.get("commands", user=olena) == named("private")
    assert (await refused(sandbox, "setMyCommands", commands=named("x") * 101))[1].endswith("BOT_COMMANDS_TOO_MUCH")
    assert (await refused(sandbox, "setMyCommands", commands=named("Старт")))[1].endswith("BOT_COMMAND_INVALID")
    empty = [{"command": "x", "description": ""}]
    assert (await refused(sandbox, "setMyCommands", commands=empty))[1].endswith("BOT_COMMAND_DESCRIPTION_INVALID")
    assert (await refused(sandbox, "setMyCommands", commands=[], language_code="ukr"))[1].endswith("LANG_CODE_INVALID")
    assert (await refused(sandbox, "getMyCommands", scope={"type": "world"}))[0] == 400


async def test_what_the_bot_says_of_itself(sandbox: SandboxClient) -> None:
    for what, field in (("Name", "name"), ("Description", "description"), ("ShortDescription", "short_description")):
        assert await ok(sandbox, f"setMy{what}", **{field: "Плавання", "language_code": "uk"}) is True
        assert await ok(sandbox, f"getMy{what}", language_code="uk") == {field: "Плавання"}
        assert (await ok(sandbox, f"getMy{what}"))[field] != "Плавання"
        assert (await refused(sandbox, f"setMy{what}", **{field: "x" * 513}))[0] == 400
    await ok(sandbox, "setMyName", name="SprintBot 2")
    assert (await ok(sandbox, "getMe"))["first_name"] == "SprintBot 2"
    await ok(sandbox, "setChatMenuButton", menu_button={"type": "default"})
    assert await ok(sandbox, "getChatMenuButton") == {"type": "default"}
    await ok(sandbox, "setMyDefaultAdministratorRights", rights={"can_manage_chat": True})
    assert (await ok(sandbox, "getMyDefaultAdministratorRights"))["can_manage_chat"] is True
    assert await ok(sandbox, "close") is True


async def test_tokens_and_method_names(sandbox: SandboxClient) -> None:
    async def status(path: str) -> tuple[int, Any]:
        async with sandbox.http.post(f"{sandbox.url}/{path}") as response:
            return response.status, (await response.json())["description"]

    assert await status("bot1:wrong/getMe") == (401, "Unauthorized")
    assert await status("botnonsense/getMe") == (404, "Not Found")
    async with sandbox.http.get(f"{sandbox.base_url}{sandbox.token}/GETme") as response:
        assert (await response.json())["result"]["is_bot"] is True
    async with sandbox.http.get(f"{sandbox.base_file_url}1:wrong/documents/file_1.bin") as response:
        assert response.status == 401
    assert await sandbox.violations() == []
    assert await status(f"bot{sandbox.token}/sendTelepathy") == (404, "Not Found")
    assert [one["problem"] for one in await sandbox.violations()] == ["no such method"]
    sandbox.violations_allowed = True
    await ok(sandbox, "logOut")
    assert await refused(sandbox, "getMe") == (400, "Logged out")


async def test_violations_are_refused_and_remembered(sandbox: SandboxClient, olena: int) -> None:
    sandbox.violations_allowed = True
    assert await refused(sandbox, "sendMessage", chat_id=olena, text="x", colour="red") == (
        400, 'Bad Request: sendMessage has no parameter "colour"')  # fmt: skip
    assert await refused(sandbox, "sendMessage", chat_id=olena) == (400, "Bad Request: message text is empty")
    assert (await refused(sandbox, "sendPoll", chat_id=olena, question="?", options=["a", "b"]))[1].endswith(
        "method sendPoll is not supported by the sandbox")  # fmt: skip
    markdown = {"chat_id": olena, "text": "*x*", "parse_mode": "MarkdownV2"}
    assert "not supported by the sandbox" in (await refused(sandbox, "sendMessage", **markdown))[1]
    assert "does not fetch files" in (await refused(sandbox, "sendPhoto", chat_id=olena, photo="https://a.bc/x"))[1]
    found = await sandbox.violations()
    assert [one["method"] for one in found] == ["sendMessage", "sendMessage", "sendPoll", "sendMessage", "sendPhoto"]
    assert found[0]["params"]["colour"] == "red"


async def test_requests_that_are_no_requests(sandbox: SandboxClient) -> None:
    url = f"{sandbox.base_url}{sandbox.token}/getMe"
    for body, kind in ((b"{", "application/json"), (b"[]", "application/json"), (b"\xff\xfe", "application/json"),
                       (b"--x\r\nnonsense", "multipart/form-data; boundary=x")):  # fmt: skip
        async with sandbox.http.post(url, data=body, headers={"Content-Type": kind}) as response:
            assert (response.status, (await response.json())["ok"]) == (400, False)


async def test_calls_are_logged_with_the_time_of_the_sandbox(sandbox: SandboxClient, olena: int) -> None:
    await sandbox.post("clock", {"now": 2_000_000_000})
    await ok(sandbox, "sendMessage", chat_id=olena, text="x")
    await refused(sandbox, "sendMessage", chat_id=99, text="x")
    await ok(sandbox, "getUpdates")
    first, second = await sandbox.calls()
    assert (first["method"], first["status"], first["params"]) == (
        "sendMessage", 200, {"chat_id": olena, "text": "x"})  # fmt: skip
    assert 2_000_000_000 <= first["at"] <= second["at"] < 2_000_000_100
    assert second["status"] == 400
    assert [call["n"] for call in await sandbox.calls(after=first["n"])] == [second["n"]]
    assert len(await sandbox.calls("getUpdates")) == 1
    assert (await sandbox.messages(olena))[-1]["date"] >= 2_000_000_000
