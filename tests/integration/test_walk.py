"""Every command, every button and every question is walked through over HTTP, in each language."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from sprintbot.adapters.telegram.handlers import ROUTES
from sprintbot.adapters.telegram.routes import On
from tests.support.app import Person, running_bot

TYPED = {
    "uk": ("кр", "бр", "ж", "ч", "Прізвище"),
    "en": ("free", "breast", "f", "m", "Surname"),
    "ru": ("кр", "бр", "ж", "м", "Фамилия"),
}


@pytest_asyncio.fixture
async def person() -> AsyncIterator[Person]:
    async with running_bot() as bot:
        yield await bot.person("Людина", "uk")


@pytest.mark.parametrize("language", TYPED)
async def test_every_command_button_and_question(person: Person, language: str) -> None:
    free, breast, girl, boy, surname = TYPED[language]
    said: set[str] = set()

    async def command(text: str) -> str:
        said.add(text.split(maxsplit=1)[0])
        return await person.say(f"/{text}")

    press = person.press_verb
    # first steps, one's own results, then a club; answers typed where they could have been pressed
    await command("start")
    await person.press_data(*_language(person, language))
    for verb in ("own", "oc"):
        await press(verb)
    await person.say(f"Solo Anna 2008 {girl}")
    for verb in ("settings", "role", "coach"):
        await press(verb)
    await person.say("Дельфін")
    await press("cc")
    await press("cz")
    await person.say(f"{surname} Anna 2011 {girl}")
    await command("settings")
    for verb in ("role", "coach"):
        await press(verb)
    await person.say("Хвиля")
    await person.say("25")
    await person.say("Europe/Warsaw")
    await press("home")
    await press("settings")
    assert "Europe/Warsaw" in person.shown["text"]
    await press("sl")
    await person.press_data(*_language(person, language, verb="sl"))
    await press("sc")
    await press("sz")
    await press("szc")
    await press("sz")
    assert "Europe/Paris" in await person.say("Europe/Paris")
    await press("sw")
    await press("sw")
    await press("home")
    # athletes
    await press("ath")
    await press("add")
    await person.say(f"{surname} Anna 2011 {girl}\nZoval Borys 2010 {boy}")
    await press("ath")
    await press("a")
    await press("edit")
    await person.say(f"{surname} Anna 2011 {girl}")
    await press("a")
    await press("away")
    await press("a")
    await press("away")
    # results: guesses, names, lines typed anew, new athletes, a draft dropped
    await command("athletes")
    await person.say(f"{surname} 50 {free} 29,9o\nNobody 50 {breast} 41.20\n{surname[:-1]} 100 {free} 1:02.35")
    await press("fix")
    await press("type")
    await press("draft")
    await press("new")
    await person.say(f"2012 {girl}")
    await press("who")
    await press("drop")
    await person.say(f"{surname} 50 {free} 29,9o")
    await press("type")
    await person.say(f"{surname} 50 {free} 29.90")
    await press("save")
    await press("undo")
    await person.say(f"{surname} 100 {free} 1:02.35 (29.80 32.55)")
    await press("save")
    await person.say(f"{surname} 100 {free} 1:01.80 (29.60 32.20)")
    await press("save")
    # reports
    await press("why")
    await press("swim")
    await press("spl")
    await press("a")
    await press("best")
    await press("sob")
    await press("best")
    await press("a")
    await press("hist")
    await press("swim")
    await press("hist")
    for text in ("best", "history", "sob", "splits", "team"):
        await command(text)
    await press("team")
    await command("turns")
    await person.say(f"200 {breast} 25m 9.12 9.20 9.30 9.35 - 9.40 9.41")
    await press("turns")
    await press("home")
    await press("help")
    for text in ("help", "privacy", "cancel", "ping", "retry", "settings", "undo"):
        assert await command(text)

    registered = {on: {route.name for route in ROUTES.all if route.on is on} for on in On}
    assert person.bot.verbs | {"lang"} == registered[On.BUTTON]
    assert said == registered[On.COMMAND]


def _language(person: Person, language: str, verb: str = "lang") -> tuple[int, str]:
    rows = person.shown["reply_markup"]["inline_keyboard"]
    data = next(
        one["callback_data"] for row in rows for one in row if one["callback_data"].endswith(f"{verb}:{language}")
    )
    return person.shown["message_id"], data
