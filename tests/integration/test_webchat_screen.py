"""How the web chat looks and is reached: widths, themes, contrast, keyboard, and text that is only ever text."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from playwright.async_api import expect

if TYPE_CHECKING:
    from playwright.async_api import Page, Route

    from tests.support.browser import Bot, Windows

pytest_plugins = ("tests.support.sandbox", "tests.support.browser")
pytestmark = pytest.mark.browser

WIDTHS = ((360, 740), (1280, 800))
SCHEMES = ("light", "dark")
TABLE = "\n".join(("12345678901234567890123456789012", "Пр. А    29,80 1:02,35  2,75 ★ п"))
BUTTONS = {
    "inline_keyboard": [
        [{"text": "Українська", "callback_data": "uk"}, {"text": "English", "callback_data": "en"}],
        [{"text": "Скасувати", "callback_data": "x", "style": "danger"}, {"text": "Так", "callback_data": "y"}],
    ]
}

TEXTS = (
    ".text, .meta time, .text a, .text code, .pre-language, .pre pre, .linkish, .key, .quote span, .quote strong,"
    " .file-name, .file-size, .file-kind, .day span, .person:not(.add) .avatar, .head-words *, #input"
)

# The contrast of an element's text with what lies behind it, translucent layers blended (WCAG 2.2, 1.4.3).
CONTRAST = """element => {
  const channels = colour => {
    const canvas = new OffscreenCanvas(1, 1).getContext('2d');
    canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const over = (top, below) => [0, 1, 2].map(i => top[i] * top[3] + below[i] * (1 - top[3])).concat(1);
  const layers = [];
  for (let at = element; at; at = at.parentElement) layers.push(channels(getComputedStyle(at).backgroundColor));
  const behind = layers.reverse().reduce((below, top) => over(top, below), [255, 255, 255, 1]);
  const text = over(channels(getComputedStyle(element).color), behind);
  const light = ([r, g, b]) => [r, g, b].map(v => v / 255)
    .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const [a, b] = [light(text), light(behind)].sort((x, y) => y - x);
  return (a + 0.05) / (b + 0.05);
}"""
WIDE = "[document.documentElement.scrollWidth, innerWidth]"


async def talk(bot: Bot) -> int:
    """A chat with one of everything; returns the person."""
    user = await bot.meet("Тренер")
    table = f"<b>Команда</b> <code>7F3K</code> /help\n<pre>{TABLE}</pre>"
    await bot("sendMessage", chat_id=user, text=table, parse_mode="HTML", reply_markup=BUTTONS)
    wide = '<pre><code class="language-python">' + "довгий " * 30 + "</code></pre>"
    await bot("sendMessage", chat_id=user, text=wide, parse_mode="HTML")
    quote = "<blockquote>цитата</blockquote><a href='https://example.org/'>посилання</a>"
    sent = await bot("sendMessage", chat_id=user, text=quote, parse_mode="HTML")
    await bot.send_document(user, "результати.csv", b"a;b")
    await bot.sandbox.write(user, "дякую", reply_to=sent["message_id"])
    return user


async def open_talk(windows: Windows, bot: Bot, user: int, size: tuple[int, int], scheme: str) -> Page:
    width, height = size
    page = await windows.open(f"{bot.sandbox.url}/#{user}/{user}", width=width, height=height, scheme=scheme)
    await expect(page.locator("article")).to_have_count(6)
    return page


@pytest.mark.parametrize("size", WIDTHS, ids=["phone", "desktop"])
async def test_nothing_is_wider_than_the_screen_and_a_table_of_32_is_shown_whole(
    windows: Windows, bot: Bot, size: tuple[int, int]
) -> None:
    user = await talk(bot)
    page = await open_talk(windows, bot, user, size, "light")
    scrolled, shown = await page.evaluate(WIDE)
    assert scrolled == shown == size[0]
    assert await page.locator("#scroller").evaluate("box => box.scrollWidth - box.clientWidth") == 0
    table, long = page.locator(".pre pre").all(), "box => box.scrollWidth - box.clientWidth"
    first, second = await table
    assert await first.evaluate(long) == 0
    assert await first.evaluate("box => box.innerText.trimEnd().split('\\n').length") == 2
    assert await first.evaluate(
        "box => getComputedStyle(box).whiteSpaceCollapse + getComputedStyle(box).textWrapMode"
    ) == ("preservenowrap")
    assert await second.evaluate(long) > 0, "a longer line scrolls in its own box"


@pytest.mark.parametrize("size", WIDTHS, ids=["phone", "desktop"])
async def test_dark_and_light_differ_and_their_text_can_be_read(
    windows: Windows, bot: Bot, size: tuple[int, int]
) -> None:
    user = await talk(bot)
    pictures = []
    for scheme in SCHEMES:
        page = await open_talk(windows, bot, user, size, scheme)
        pictures.append(await page.screenshot())
        await page.keyboard.type("/")
        texts = (
            TEXTS if size[0] < 720 else f"{TEXTS}, #chats-title, #new-group span, .chat strong, .chat time, .preview"
        )
        poor = {}
        for element in await page.locator(texts).all():
            ratio = await element.evaluate(CONTRAST)
            if ratio < 4.5:
                poor[await element.evaluate("e => e.outerHTML.slice(0, 80)")] = ratio
        assert poor == {}, scheme
    assert pictures[0] != pictures[1]


async def test_on_a_phone_the_chats_are_a_screen_of_their_own(windows: Windows, bot: Bot) -> None:
    user = await talk(bot)
    group = await bot.sandbox.add_group("Старші", user)
    page = await open_talk(windows, bot, user, WIDTHS[0], "dark")
    await expect(page.locator("#side")).to_be_hidden()
    await page.get_by_role("link", name="До чатів").click()
    await expect(page.locator("#chat")).to_be_hidden()
    await bot("sendMessage", chat_id=group, text="Старт о 11:20")
    entry = page.get_by_role("link", name="Старші")
    await expect(entry).to_contain_text("Старт о 11:20")
    await expect(entry.locator(".badge")).to_contain_text("1")
    assert await page.evaluate(WIDE) == [360, 360]
    await entry.click()
    await expect(page.get_by_role("log")).to_contain_text("Старт о 11:20")
    await page.go_back()
    await expect(page.locator("#side")).to_be_visible()
    await expect(entry.locator(".badge")).to_have_count(0)


async def test_everything_is_reached_by_tab_and_the_focus_is_seen(windows: Windows, bot: Bot) -> None:
    user = await talk(bot)
    page = await open_talk(windows, bot, user, WIDTHS[1], "light")
    mark = "i => document.querySelectorAll(i).forEach((e, n) => e.dataset.n = n)"
    controls = "a[href], button, textarea, [tabindex='0']"
    await page.evaluate(mark, controls)
    wanted = await page.locator(controls).evaluate_all(
        "all => all.filter(e => e.checkVisibility() && !e.disabled && e.tabIndex >= 0).map(e => e.dataset.n)"
    )
    await page.evaluate("document.activeElement.blur()")
    reached, unseen = set(), []
    for _ in range(len(wanted) + 3):
        await page.keyboard.press("Tab")
        number, seen = await page.evaluate(
            "() => { const e = document.activeElement, s = getComputedStyle(e), ring = parseFloat(s.outlineWidth);"
            " return [e.dataset.n, s.outlineStyle !== 'none' && ring >= 2 && s.opacity !== '0']; }"
        )
        reached.add(number)
        if number is not None and not seen:
            unseen.append(await page.evaluate("document.activeElement.outerHTML.slice(0, 80)"))
    assert set(wanted) <= reached
    assert unseen == []


async def test_a_message_is_answered_and_a_command_chosen_without_a_mouse(windows: Windows, bot: Bot) -> None:
    user = await talk(bot)
    commands = [{"command": "history", "description": "Історія"}, {"command": "help", "description": "Допомога"}]
    await bot("setMyCommands", commands=commands)
    page = await open_talk(windows, bot, user, WIDTHS[1], "light")
    await page.locator("article.in .msg-menu").last.focus()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("menuitem", name="Відповісти")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.locator("#input")).to_be_focused()
    await page.keyboard.type("добре")
    await page.keyboard.press("Enter")
    while (message := await bot.next_text())["text"] != "добре":
        pass
    assert message["reply_to_message"]["document"]["file_name"] == "результати.csv"

    await page.keyboard.type("/he")
    await expect(page.get_by_role("option")).to_have_text(["/helpДопомога"])
    await page.keyboard.press("Tab")
    await expect(page.locator("#input")).to_have_value("/help ")
    await page.keyboard.press("Control+A")
    await page.keyboard.type("/")
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("listbox")).to_be_hidden()
    await page.keyboard.press("Backspace")
    await page.keyboard.type("/")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("ArrowDown")
    await expect(page.locator("#input")).to_have_attribute("aria-activedescendant", "command-1")
    chosen = await page.get_by_role("option").nth(1).locator("strong").inner_text()
    await page.keyboard.press("Enter")
    assert (await bot.next_text())["text"] == chosen
    await expect(page.locator("#input")).to_have_value("")
    await page.locator("#commands-button").press("Enter")
    await expect(page.get_by_role("option")).to_have_count(2)


async def test_what_people_and_bots_write_is_never_markup(windows: Windows, bot: Bot) -> None:
    evil = "<img src=x onerror=\"document.title='taken'\"><script>document.title='taken'</script>"
    user = await bot.meet(evil)
    group = await bot.sandbox.add_group(evil, user)
    button = {"inline_keyboard": [[{"text": evil, "callback_data": "1"}]]}
    sent = await bot("sendMessage", chat_id=user, text=evil, reply_markup=button)
    await bot("setMyCommands", commands=[{"command": "start", "description": evil}])
    await bot.send_document(user, "<img src=x onerror=alert(1)>.txt", b"a")
    await bot.sandbox.write(user, evil, reply_to=sent["message_id"])
    await bot.sandbox.write(user, "/start", group)
    page = await windows.open(f"{bot.sandbox.url}/#{user}/{user}")
    await expect(page.locator(f"#m{sent['message_id']} .text")).to_contain_text(evil)
    await expect(page.locator(f"#m{sent['message_id']} .key")).to_have_text(evil)
    await expect(page.locator(".person-name")).to_have_text(evil)
    await expect(page.locator("article.in .file-name")).to_contain_text("<img src=x")
    query = bot.next_update("callback_query")
    await page.locator(".key").click()
    await bot("answerCallbackQuery", callback_query_id=(await query)["id"], text=evil)
    await expect(page.get_by_role("status")).to_have_text(evil)
    await page.keyboard.type("/")
    await expect(page.get_by_role("option")).to_contain_text(evil)
    await page.goto(f"{bot.sandbox.url}/#{user}/{group}")
    await expect(page.locator(".head-words h2")).to_have_text(evil)
    assert await page.locator("img[onerror], img[src='x'], body script").count() == 0
    assert await page.title() != "taken"
    for address in (
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        " javascript:alert(1)",
    ):
        safe = await page.evaluate("a => import('/static/entities.js').then(m => m.safeHref(a))", address)
        assert safe is None or safe.startswith("https://"), address


async def test_the_formatting_of_telegram_is_shown(windows: Windows, bot: Bot) -> None:
    user = await bot.meet("Тренер")
    lines = "рядок\n" * 8
    text = (
        "🏊 <b>a <i>b</i></b> <u>c</u> <s>d</s> <tg-spoiler>таємне</tg-spoiler> <code>e</code>"
        f" https://example.org/x /best\n<blockquote expandable>{lines}</blockquote>\n<pre>1\n2</pre>"
    )
    sent = await bot("sendMessage", chat_id=user, text=text, parse_mode="HTML")
    page = await windows.open(f"{bot.sandbox.url}/#{user}/{user}")
    message = page.locator(f"#m{sent['message_id']}")
    for selector, content in (
        ("strong", "a b"),
        ("strong em", "b"),
        ("u", "c"),
        ("s", "d"),
        ("code", "e"),
        ("pre", "1\n2"),
    ):
        await expect(message.locator(selector)).to_have_text(content)
    assert await message.locator("a").get_attribute("href") == "https://example.org/x"
    await message.get_by_role("button", name="Прихований").press("Enter")
    await expect(message.locator(".spoiler.shown")).to_have_text("таємне")
    folded = await message.locator("blockquote").bounding_box()
    await message.get_by_role("button", name="Показати все").click()
    unfolded = await message.locator("blockquote").bounding_box()
    assert folded is not None
    assert unfolded is not None
    assert unfolded["height"] > folded["height"] + 40
    await message.locator(".pre-copy").press("Enter")
    await expect(page.get_by_role("status")).to_have_text("Скопійовано")
    assert await page.evaluate("navigator.clipboard.readText()") == "1\n2"
    await message.get_by_role("button", name="/best").click()
    assert (await bot.next_text())["text"] == "/best"


async def test_the_keyboard_of_a_reply_markup_types_its_words(windows: Windows, bot: Bot) -> None:
    user = await talk(bot)
    page = await open_talk(windows, bot, user, WIDTHS[0], "light")

    async def with_keyboard(route: Route) -> None:
        messages: list[dict[str, Any]] = await (await route.fetch()).json()
        messages[1]["reply_markup"] = {"keyboard": [["25 м", {"text": "50 м"}]], "one_time_keyboard": True}
        await route.fulfill(body=json.dumps(messages), content_type="application/json")

    await page.route("**/messages?after=0", with_keyboard)
    await page.reload()
    await page.get_by_role("button", name="50 м").click()
    while (await bot.next_text())["text"] != "50 м":
        pass
    await expect(page.locator("#reply-keys")).to_be_hidden()


async def test_nothing_moves_for_who_asked_for_stillness(windows: Windows, bot: Bot) -> None:
    user = await bot.meet("Тренер")
    moving = []
    for motion in ("reduce", "no-preference"):
        page = await windows.open(f"{bot.sandbox.url}/#{user}/{user}", motion=motion)
        await bot("sendChatAction", chat_id=user, action="typing")
        await expect(page.locator(".typing")).to_be_visible()
        moving.append(await page.evaluate("document.getAnimations().length"))
    assert moving[0] == 0 < moving[1]


async def test_the_page_asks_nobody_but_its_own_server(windows: Windows, bot: Bot) -> None:
    user = await talk(bot)
    page = await windows.open(f"{bot.sandbox.url}/#{user}/{user}")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    answer = await page.reload()
    assert answer is not None
    policy = answer.headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    await expect(page.locator("article")).to_have_count(6)
    assert asked
    assert [url for url in asked if not url.startswith(bot.sandbox.url)] == []


async def test_every_word_of_the_shell_is_there_in_three_languages(windows: Windows, bot: Bot) -> None:
    page = await windows.open(bot.sandbox.url)
    words = await page.evaluate("import('/static/words.js').then(module => module.WORDS)")
    assert len(words) > 50
    for key, forms in words.items():
        assert len(forms) == 3, key
        assert all(forms), key
        assert len({tuple(sorted(part.split("}")[0] for part in form.split("{")[1:])) for form in forms}) == 1, key
