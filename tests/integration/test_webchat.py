"""The web chat in a real Chromium: what people do in it reaches the bot, what the bot does appears at once."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

if TYPE_CHECKING:
    from playwright.async_api import Page

    from tests.support.browser import Bot, Windows

pytest_plugins = ("tests.support.sandbox", "tests.support.browser")
pytestmark = pytest.mark.browser

KEYBOARD = {
    "inline_keyboard": [[{"text": "Зберегти 3", "callback_data": "save:1"}, {"text": "Ні", "callback_data": "no"}]]
}


async def chat_of(windows: Windows, bot: Bot, user_id: int, *, width: int = 1280) -> Page:
    return await windows.open(f"{bot.sandbox.url}/#{user_id}/{user_id}", width=width)


async def test_the_first_visit_makes_three_people_and_says_what_to_type(windows: Windows, bot: Bot) -> None:
    page = await windows.open(bot.sandbox.url)
    users = await bot.sandbox.get("users")
    assert [(user["name"], user["language_code"]) for user in users] == [
        ("Тренер", "uk"), ("Спортсмен", "uk"), ("Parent", "en"),
    ]  # fmt: skip
    examples = page.locator(".empty button")
    assert await examples.all_inner_texts() == ["/start", "Прізвище 100 кр 1:02,35 (29,80 32,55) 25м", "/help"]
    await examples.nth(1).click()
    message = await bot.next_update("message")
    assert message["text"] == "Прізвище 100 кр 1:02,35 (29,80 32,55) 25м"
    assert message["from"]["id"] == users[0]["id"]
    await expect(page.locator(".empty")).to_have_count(0)
    await page.reload()
    await expect(page.locator("article.out")).to_have_count(1)
    assert len(await bot.sandbox.get("users")) == 3


async def test_what_is_typed_reaches_the_bot_and_its_answer_appears_live(windows: Windows, bot: Bot) -> None:
    user = await bot.sandbox.add_user("Тренер")
    page = await chat_of(windows, bot, user)
    await page.keyboard.type("перший")
    await page.keyboard.press("Shift+Enter")
    await page.keyboard.type("другий")
    await page.keyboard.press("Enter")
    message = await bot.next_update("message")
    assert message["text"] == "перший\nдругий"
    mine = page.locator("article.out")
    await expect(mine.locator(".ticks")).to_have_attribute("aria-label", "надіслано")
    await expect(page.locator("#input")).to_have_value("")

    await bot("sendChatAction", chat_id=user, action="typing")
    await expect(page.locator(".typing")).to_be_visible()
    await expect(page.locator("#chat-head")).to_contain_text("друкує")
    answer = "<b>1:02,35</b> — особистий рекорд\n<pre> 25   14,05</pre>"
    sent = await bot("sendMessage", chat_id=user, text=answer, parse_mode="HTML")
    theirs = page.locator(f"#m{sent['message_id']}")
    await expect(theirs.locator("strong")).to_have_text("1:02,35")
    await expect(theirs.locator("pre")).to_have_text(" 25   14,05")
    await expect(page.locator(".typing")).to_have_count(0)
    await expect(mine.locator(".ticks")).to_have_attribute("aria-label", "бот прочитав")

    await bot(
        "setMessageReaction",
        chat_id=user,
        message_id=message["message_id"],
        reaction=[{"type": "emoji", "emoji": "👍"}],
    )
    await expect(mine.locator(".reactions")).to_have_text("👍")
    await page.reload()
    await expect(mine.locator(".reactions")).to_have_text("👍")
    await bot("deleteMessage", chat_id=user, message_id=sent["message_id"])
    await expect(theirs).to_have_count(0)


async def test_a_pressed_button_shows_progress_and_the_message_is_edited_in_its_place(
    windows: Windows, bot: Bot
) -> None:
    user = await bot.meet("Тренер")
    sent = await bot("sendMessage", chat_id=user, text="3 результати", reply_markup=KEYBOARD)
    await bot("sendMessage", chat_id=user, text="після")
    page = await chat_of(windows, bot, user)
    message = page.locator(f"#m{sent['message_id']}")
    save = message.get_by_role("button", name="Зберегти 3")
    await save.press("Enter")
    query = await bot.next_update("callback_query")
    assert (query["data"], query["from"]["id"]) == ("save:1", user)
    await expect(save).to_have_attribute("aria-busy", "true")
    after = {"inline_keyboard": [[{"text": "Скасувати", "callback_data": "undo"}]]}
    await bot("editMessageText", chat_id=user, message_id=sent["message_id"], text="Збережено", reply_markup=after)
    undo = message.get_by_role("button", name="Скасувати")
    await expect(message.locator(".text")).to_contain_text("Збережено")
    await expect(message.locator(".edited")).to_be_visible()
    await expect(undo).to_be_focused()
    assert await page.locator("article").last.locator(".text").inner_text() != "Збережено"
    await bot("answerCallbackQuery", callback_query_id=query["id"], text="Три запливи")
    await expect(page.get_by_role("status")).to_have_text("Три запливи")

    await undo.click()
    query = await bot.next_update("callback_query")
    await bot("answerCallbackQuery", callback_query_id=query["id"], text="Уже скасовано", show_alert=True)
    await expect(page.get_by_role("alertdialog")).to_contain_text("Уже скасовано")
    await page.keyboard.press("Escape")
    await expect(undo).to_have_attribute("aria-busy", "false")


async def test_buttons_that_open_and_copy_do_so_without_the_bot(windows: Windows, bot: Bot) -> None:
    user = await bot.meet("Тренер")
    row = [{"text": "Сайт", "url": "https://example.org/swim"}, {"text": "Код", "copy_text": {"text": "7F3K"}}]
    await bot("sendMessage", chat_id=user, text="Ось", reply_markup={"inline_keyboard": [row]})
    page = await chat_of(windows, bot, user)
    link = page.get_by_role("link", name="Сайт")
    assert await link.get_attribute("href") == "https://example.org/swim"
    assert await link.get_attribute("rel") == "noopener noreferrer"
    await page.get_by_role("button", name="Код").click()
    await expect(page.get_by_role("status")).to_have_text("Скопійовано")
    assert await page.evaluate("navigator.clipboard.readText()") == "7F3K"


async def test_a_file_goes_up_and_comes_down_unchanged(windows: Windows, bot: Bot, tmp_path: Path) -> None:
    user = await bot.meet("Тренер")
    page = await chat_of(windows, bot, user)
    body = bytes(range(256)) * 300
    await page.set_input_files(
        "#file", {"name": "протокол.xlsx", "mimeType": "application/vnd.ms-excel", "buffer": body}
    )
    await page.get_by_label("Підпис").fill("листопад")
    await page.keyboard.press("Enter")
    message = await bot.next_update("message")
    assert (message["document"]["file_name"], message["caption"]) == ("протокол.xlsx", "листопад")
    assert await bot.download(message["document"]["file_id"]) == body

    await bot.send_document(user, "рекорди.csv", b"name;time\n")
    card = page.locator("article.in a.file")
    await expect(card).to_contain_text("рекорди.csv")
    async with page.expect_download() as download:
        await card.click()
    file = await download.value
    assert file.suggested_filename == "рекорди.csv"
    await file.save_as(tmp_path / "down.csv")
    assert (tmp_path / "down.csv").read_bytes() == b"name;time\n"


async def test_a_dropped_picture_becomes_a_photo_that_opens_in_full_size(windows: Windows, bot: Bot) -> None:
    from tests.support.browser import png

    user = await bot.meet("Тренер")
    page = await chat_of(windows, bot, user)
    carried = await page.evaluate_handle(
        """bytes => { const all = new DataTransfer();
        all.items.add(new File([new Uint8Array(bytes)], 'start.png', { type: 'image/png' })); return all; }""",
        list(png(1600, 900)),
    )
    await page.dispatch_event("#log", "dragenter", {"dataTransfer": carried})
    await expect(page.locator("#drop")).to_be_visible()
    await page.dispatch_event("#log", "drop", {"dataTransfer": carried})
    await expect(page.locator("#drop")).to_be_hidden()
    await expect(page.locator("dialog canvas")).to_have_js_property("width", 640)
    await page.get_by_role("button", name="Надіслати").last.click()
    photo = (await bot.next_update("message"))["photo"][-1]
    assert (photo["width"], photo["height"]) == (1600, 900)

    picture = page.locator("article.out .photo")
    await picture.click()
    viewer = page.locator("dialog.viewer img")
    fitted = await viewer.bounding_box()
    await viewer.click()
    full = await viewer.bounding_box()
    assert fitted is not None
    assert full is not None
    assert fitted["width"] <= 1280 < full["width"] == 1600
    await page.keyboard.press("Escape")
    await expect(page.locator("dialog")).to_have_count(0)
    await expect(picture).to_be_focused()


async def test_a_pasted_file_is_asked_about_and_not_sent_by_itself(windows: Windows, bot: Bot) -> None:
    user = await bot.sandbox.add_user("Тренер")
    page = await chat_of(windows, bot, user)
    await page.evaluate(
        """() => { const clipboardData = new DataTransfer(); clipboardData.items.add(new File(['a'], 'a.txt'));
        const paste = new ClipboardEvent('paste', { clipboardData, cancelable: true });
        document.getElementById('input').dispatchEvent(paste); }"""
    )
    await expect(page.get_by_role("dialog", name="Надіслати файл")).to_contain_text("a.txt")
    await page.keyboard.press("Escape")
    assert await bot.sandbox.messages(user) == []


async def test_switching_the_person_switches_chats_language_and_shows_what_waits(windows: Windows, bot: Bot) -> None:
    coach, parent = await bot.meet("Тренер"), await bot.meet("Mum", "en")
    page = await chat_of(windows, bot, coach)
    await bot("sendMessage", chat_id=parent, text="Olena swam 1:02.35")
    tab = page.get_by_role("link", name="Mum")
    await expect(tab.locator(".badge")).to_contain_text("1")
    await tab.click()
    await expect(page.locator("article.in")).to_contain_text("Olena swam")
    await expect(page.locator("html")).to_have_attribute("lang", "en")
    await expect(page.locator("#input")).to_have_attribute("placeholder", "Message")
    await page.keyboard.type("thanks")
    await page.keyboard.press("Enter")
    assert (await bot.next_update("message"))["from"]["id"] == parent
    await page.get_by_role("link", name="Тренер").click()
    await expect(page.locator("html")).to_have_attribute("lang", "uk")
    await expect(page.locator("article")).to_have_count(1)


async def test_a_new_person_and_a_new_group_are_made_in_the_chat(windows: Windows, bot: Bot) -> None:
    coach = await bot.meet("Тренер")
    page = await chat_of(windows, bot, coach)
    await page.get_by_role("button", name="Додати людину").click()
    await page.keyboard.type("Марко")
    await page.get_by_label("Мова").select_option("ru")
    await page.keyboard.press("Enter")
    await expect(page.locator("html")).to_have_attribute("lang", "ru")
    assert (await bot.sandbox.get("users"))[1]["language_code"] == "ru"

    await page.get_by_role("button", name="Новая группа").click()
    await page.keyboard.type("Старші")
    await page.get_by_label("Тренер").check()
    await page.keyboard.press("Enter")
    await expect(page.locator("#chat-head")).to_contain_text("Старші")
    await bot("setMyCommands", commands=[{"command": "team", "description": "Команда"}])
    await page.keyboard.type("/")
    await page.get_by_role("option", name="/team").click()
    message = await bot.next_text()
    assert message["text"] == "/team@" + (await bot.sandbox.get("bot"))["username"]
    await page.get_by_role("link", name="Тренер").click()
    await page.get_by_role("link", name="Старші").click()
    await expect(page.locator("article .sender")).to_have_text("Марко")


async def test_arrow_up_edits_the_last_own_message_and_escape_leaves_it(windows: Windows, bot: Bot) -> None:
    user = await bot.sandbox.add_user("Тренер")
    page = await chat_of(windows, bot, user)
    for text in ("100 кр 1:02,35", "50 бат 29,9o"):
        await page.keyboard.type(text)
        await page.keyboard.press("Enter")
        await bot.next_update("message")
    box = page.locator("#input")
    await expect(page.locator("article.out:not(.pending)")).to_have_count(2)
    await page.keyboard.press("ArrowUp")
    await expect(box).to_have_value("50 бат 29,9o")
    await page.keyboard.press("Escape")
    await expect(box).to_have_value("")
    await page.keyboard.press("ArrowUp")
    await page.keyboard.press("Backspace")
    await page.keyboard.type("0")
    await page.keyboard.press("Enter")
    assert (await bot.next_update("edited_message"))["text"] == "50 бат 29,90"
    await expect(page.locator("article.out").last.locator(".text")).to_have_text(re.compile("50 бат 29,90змінено"))
    await expect(page.locator("article.out")).to_have_count(2)


async def test_the_chat_comes_back_after_the_server_restarts(windows: Windows, tmp_path: Path) -> None:
    from tests.support.browser import Bot
    from tests.support.sandbox import running_sandbox

    async with running_sandbox(home=tmp_path) as sandbox:
        user = await Bot(sandbox).meet("Тренер")
        page = await chat_of(windows, Bot(sandbox), user)
    await expect(page.locator("#banner")).to_contain_text("Немає зв’язку")
    await page.keyboard.type("не втрать мене")
    await page.keyboard.press("Enter")
    await expect(page.locator(".failed")).to_contain_text("Не надіслано")

    async with running_sandbox(home=tmp_path, port=int(sandbox.url.rpartition(":")[2])) as sandbox:
        bot = Bot(sandbox)
        await bot("sendMessage", chat_id=user, text="поки вас не було")
        await expect(page.locator("#banner")).to_be_hidden(timeout=20_000)
        await expect(page.locator("article.in")).to_have_text(re.compile("поки вас не було"))
        await page.get_by_role("button", name="Ще раз").click()
        assert (await bot.next_update("message"))["text"] == "/start"  # not confirmed before the restart
        assert (await bot.next_update("message"))["text"] == "не втрать мене"
        await bot("sendMessage", chat_id=user, text="знову наживо")
        await expect(page.locator("article.in").last).to_contain_text("знову наживо")
        await expect(page.locator("article.out")).to_have_count(2)
        await page.close()


async def test_who_blocked_the_bot_can_only_unblock_it(windows: Windows, bot: Bot) -> None:
    user = await bot.meet("Тренер")
    page = await chat_of(windows, bot, user)
    await page.get_by_role("button", name="Заблокувати бота").click()
    await page.get_by_role("menuitem", name="Заблокувати бота").click()
    assert (await bot.next_update("my_chat_member"))["new_chat_member"]["status"] == "kicked"
    await expect(page.locator("#composer")).to_be_hidden()
    await page.locator("#unblock").click()
    await expect(page.locator("#composer")).to_be_visible()
