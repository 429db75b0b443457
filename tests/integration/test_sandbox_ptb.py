"""An unmodified python-telegram-bot against the sandbox, from end to end."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import web
from telegram import (
    BotCommand,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    LinkPreviewOptions,
    ReactionTypeEmoji,
    ReplyKeyboardRemove,
    ReplyParameters,
    Update,
)
from telegram.constants import ChatAction, ParseMode
from telegram.error import BadRequest, Conflict, Forbidden, InvalidToken, NetworkError, RetryAfter
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    ExtBot,
    MessageHandler,
    filters,
)

from sprintbot.sandbox import FloodLimits
from tests.support.sandbox import SandboxClient, running_sandbox

pytest_plugins = ("tests.support.sandbox",)

App = Application[Any, Any, Any, Any, Any, Any]
Context = ContextTypes.DEFAULT_TYPE
KEYBOARD = InlineKeyboardMarkup([[InlineKeyboardButton("Зберегти", callback_data="save:1")]])
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000002000000010802000000 7b40e8dd0000000c49444154789c63f8cfc0000003"
    "0101002d8a2a3b0000000049454e44ae426082".replace(" ", "")
)


async def start(update: Update, _context: Context) -> None:
    assert update.message is not None
    assert update.effective_user is not None
    await update.message.reply_html(f"Вітаю, <b>{update.effective_user.full_name}</b> 🏊", reply_markup=KEYBOARD)


async def saved(update: Update, _context: Context) -> None:
    query = update.callback_query
    assert query is not None
    await query.answer(f"Збережено {query.data}", show_alert=True)
    await query.edit_message_text("Збережено ✅")


async def document_back(update: Update, _context: Context) -> None:
    assert update.message is not None
    assert update.message.document is not None
    file = await update.message.document.get_file()
    body = bytes(await file.download_as_bytearray())
    await update.message.reply_document(body[::-1], filename="назад.txt", caption="<i>готово</i>", parse_mode="HTML")


def build(sandbox: SandboxClient) -> App:
    builder = ApplicationBuilder().token(sandbox.token).base_url(sandbox.base_url)
    app: App = builder.base_file_url(sandbox.base_file_url).build()
    app.add_handler(CommandHandler("start", start))
    app.add_handler(CallbackQueryHandler(saved))
    app.add_handler(MessageHandler(filters.Document.ALL, document_back))
    return app


@asynccontextmanager
async def polling(sandbox: SandboxClient) -> AsyncIterator[App]:
    app = build(sandbox)
    async with app:
        await app.start()
        assert app.updater is not None
        await app.updater.start_polling(timeout=10)
        try:
            yield app
        finally:
            await app.updater.stop()
            await app.stop()


@asynccontextmanager
async def webhook(sandbox: SandboxClient) -> AsyncIterator[App]:
    app = build(sandbox)

    async def receive(request: web.Request) -> web.Response:
        assert request.headers["X-Telegram-Bot-Api-Secret-Token"] == "s3cret"
        await app.update_queue.put(Update.de_json(await request.json(), app.bot))
        return web.Response()

    server = web.Application()
    server.router.add_post("/hook", receive)
    runner = web.AppRunner(server)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    async with app:
        await app.start()
        await app.bot.set_webhook(f"http://127.0.0.1:{runner.addresses[0][1]}/hook", secret_token="s3cret")
        try:
            yield app
        finally:
            await app.bot.delete_webhook()
            await app.stop()
    await runner.cleanup()


@asynccontextmanager
async def bot_of(sandbox: SandboxClient, token: str | None = None) -> AsyncIterator[ExtBot[None]]:
    bot: ExtBot[None] = ExtBot(token or sandbox.token, sandbox.base_url, sandbox.base_file_url)
    async with bot:
        yield bot


@pytest.mark.parametrize("way", [polling, webhook])
async def test_a_talk_from_start_to_saved(sandbox: SandboxClient, way: Any) -> None:
    olena = await sandbox.add_user("Олена Коваль")
    ivan = await sandbox.add_user("Ivan", "en")
    async with way(sandbox):
        for user, name in ((olena, "Олена Коваль"), (ivan, "Ivan")):
            reply = await sandbox.ask(user, "/start")
            assert reply["text"] == f"Вітаю, {name} 🏊"
            assert reply["reply_markup"] == KEYBOARD.to_dict()
            pressed = await sandbox.press(user, reply["message_id"], "save:1")
            shown = await sandbox.answer(pressed["callback_query_id"])
            assert shown == {"answered": True, "text": "Збережено save:1", "show_alert": True}
            sent = await sandbox.send_file(user, "Київ".encode(), "а.txt", mime_type="text/plain")
            back = await sandbox.next_message(user, sent["message_id"])
            assert back["document"]["file_name"] == "назад.txt"
            assert back["caption_entities"] == [{"type": "italic", "offset": 0, "length": 6}]
            async with sandbox.http.get(f"{sandbox.url}/sandbox/files/{back['document']['file_id']}") as response:
                assert await response.read() == "Київ".encode()[::-1]
            assert (await sandbox.messages(user))[1]["text"] == "Збережено ✅"


async def test_everything_a_bot_library_sends_fits_the_documentation(sandbox: SandboxClient) -> None:
    user = await sandbox.add_user("Олена Коваль")
    first = (await sandbox.write(user, "/start"))["message_id"]
    async with bot_of(sandbox) as bot:
        assert bot.username == "sprint_sandbox_bot"
        sent = await bot.send_message(
            user, "a <code>b</code>", ParseMode.HTML, reply_parameters=ReplyParameters(first), protect_content=True,
            link_preview_options=LinkPreviewOptions(is_disabled=True), disable_notification=True,
            reply_markup=ReplyKeyboardRemove(),
        )  # fmt: skip
        assert (sent.text_html, sent.reply_to_message.text if sent.reply_to_message else "") == (
            "a <code>b</code>", "/start")  # fmt: skip
        assert await bot.send_chat_action(user, ChatAction.TYPING)
        assert await bot.set_message_reaction(user, first, [ReactionTypeEmoji("👍")])
        photo = await bot.send_photo(user, PNG, caption="час")
        assert (photo.photo[-1].width, photo.photo[-1].height) == (2, 1)
        album = await bot.send_media_group(user, [InputMediaPhoto(PNG, caption=f"{n}") for n in range(3)])
        assert len({one.media_group_id for one in album}) == 1
        edited = await bot.edit_message_media(InputMediaPhoto(PNG, "інше"), user, photo.message_id)
        assert not isinstance(edited, bool)
        assert edited.caption == "інше"
        assert await bot.delete_messages(user, [one.message_id for one in album])
        copied = await bot.copy_message(user, user, first)
        forwarded = await bot.forward_message(user, user, first)
        assert forwarded.forward_origin is not None
        assert copied.message_id < forwarded.message_id
        assert (await bot.send_location(user, 50.45, 30.52)).location is not None
        assert (await bot.send_contact(user, "+380", "О")).contact is not None
        assert (await bot.send_dice(user)).dice is not None
        chat = await bot.get_chat(user)
        assert chat.full_name == "Олена Коваль"
        assert (await bot.get_chat_member(user, user)).status == "member"
        commands = [BotCommand("best", "особисті рекорди")]
        for scope in (None, BotCommandScopeAllPrivateChats(), BotCommandScopeChat(user)):
            assert await bot.set_my_commands(commands, scope, "uk")
            assert list(await bot.get_my_commands(scope, "uk")) == commands
        assert await bot.set_my_description("Опис", "uk")
        assert (await bot.get_my_description("uk")).description == "Опис"
        assert await bot.set_webhook("http://127.0.0.1:9/x", max_connections=5, secret_token="a")
        info = await bot.get_webhook_info()
        assert (info.url, info.max_connections) == ("http://127.0.0.1:9/x", 5)
        assert await bot.delete_webhook(drop_pending_updates=True)
        assert await bot.get_updates(timeout=0) == ()
    assert await sandbox.violations() == []


async def test_refusals_arrive_as_the_librarys_errors(sandbox: SandboxClient) -> None:
    user = await sandbox.add_user("Олена")
    async with bot_of(sandbox) as bot:
        with pytest.raises(Forbidden, match="bot can't initiate conversation"):
            await bot.send_message(user, "x")
        await sandbox.write(user, "/start")
        sent = await bot.send_message(user, "x")
        with pytest.raises(BadRequest, match="Message is not modified"):
            await sent.edit_text("x")
        with pytest.raises(BadRequest, match="Can't parse entities"):
            await bot.send_message(user, "<b>x", ParseMode.HTML)
        with pytest.raises(BadRequest, match="Chat not found"):
            await bot.send_message(1, "x")
        await sandbox.block(user)
        with pytest.raises(Forbidden, match="bot was blocked by the user"):
            await sent.edit_text("y")
        await bot.set_webhook("http://127.0.0.1:9/x")
        with pytest.raises(Conflict, match="webhook is active"):
            await bot.get_updates()
        await bot.delete_webhook()
    with pytest.raises(InvalidToken):
        async with bot_of(sandbox, "1:wrong"):
            pass


async def test_a_second_poller_gets_a_conflict(sandbox: SandboxClient) -> None:
    async with bot_of(sandbox) as first, bot_of(sandbox) as second:
        older = asyncio.create_task(first.get_updates(timeout=20))
        assert sandbox.server is not None
        while not sandbox.server.backend.updates.is_polled:  # noqa: ASYNC110 - the server runs in this very loop
            await asyncio.sleep(0)
        assert await second.get_updates(timeout=0) == ()
        with pytest.raises(Conflict, match="terminated by other getUpdates request"):
            await older


async def test_too_fast_is_a_retry_after(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    async with running_sandbox(flood=FloodLimits(slack=0.0)) as sandbox:
        user = await sandbox.add_user("Олена")
        await sandbox.write(user, "/start")
        async with bot_of(sandbox) as bot:
            await bot.send_message(user, "1")
            with pytest.raises(RetryAfter) as refusal:
                await bot.send_message(user, "2")
            assert refusal.value.retry_after == timedelta(seconds=1)
            await sandbox.advance(1)
            await bot.send_message(user, "2")


async def test_faults_reach_the_library(sandbox: SandboxClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    user = await sandbox.add_user("Олена")
    await sandbox.write(user, "/start")
    async with bot_of(sandbox) as bot:
        for kind, error in (("500", NetworkError), ("drop", NetworkError), ("403", Forbidden), ("400", BadRequest)):
            await sandbox.fault(kind, method="sendMessage")
            with pytest.raises(error):
                await bot.send_message(user, "x")
        await sandbox.fault("429", method="sendMessage", seconds=7)
        with pytest.raises(RetryAfter, match="Flood control exceeded"):
            await bot.send_message(user, "x")
        await bot.send_message(user, "x")
    assert [call["status"] for call in await sandbox.calls("sendMessage")] == [500, 0, 403, 400, 429, 200]
