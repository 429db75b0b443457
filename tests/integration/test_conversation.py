"""What a person sees: every command and button of the main job, over HTTP through the local Telegram."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from sprintbot.domain.swimtime import SwimTime
from tests.support.app import Person, running_bot
from tests.unit.tables import table

WORDS = {
    "uk": {
        "language": "Українська", "coach": "Я тренер", "athlete": "Я спортсмен", "pool": "25 м", "city": "Київ",
        "athletes": "Прізвище Анна 2011 ж\nКоваль Борис 2010 ч", "added": "Додано 2",
        "swim": "Прізвище 100 кр 1:02,35 (29,80 32,55) 20.10", "save": "Зберегти", "undo": "Скасувати",
        "first": "перший результат", "again": "Прізвище 100 кр 1:01,80 (29,60 32,20) 21.10",
        "best": "особистий рекорд, −0,55", "why": "Чому?", "rule": "Рекорд — найшвидший", "time": "1:01,80",
        "taken_back": "Скасовано: 1 заплив", "back": "Назад", "event": "100 кр", "surname": "Прізвище",
        "turns": "200 брас 25м 9,12/8,5 9,30/8,3 9,41/8,0 9,55/7,2 9,60/7,0 9,66/7,0 9,71/6,9",
        "lost": "2,51", "cause": "коротший вихід з 4-го", "points": "Очки WA 527", "unknown": "Не знаю команди",
        "no_result": "Не бачу результату", "even": "рівно", "sob": "Сума кращих", "pages": "запливи",
    },
    "en": {
        "language": "English", "coach": "I am a coach", "athlete": "I am an athlete", "pool": "25 m", "city": "Kyiv",
        "athletes": "Surname Anna 2011 f\nKoval Borys 2010 m", "added": "2 athletes added",
        "swim": "Surname 100 free 1:02.35 (29.80 32.55) 20.10", "save": "Save", "undo": "Undo",
        "first": "the first time", "again": "Surname 100 free 1:01.80 (29.60 32.20) 21.10",
        "best": "personal best, −0.55", "why": "Why?", "rule": "A best is the fastest", "time": "1:01.80",
        "taken_back": "Taken back: 1 swim", "back": "Back", "event": "100 free", "surname": "Surname",
        "turns": "200 breast 25m 9.12/8.5 9.30/8.3 9.41/8.0 9.55/7.2 9.60/7.0 9.66/7.0 9.71/6.9",
        "lost": "2.51", "cause": "shorter breakout from turn 4", "points": "WA points 527", "unknown": "I do not know",
        "no_result": "I see no result", "even": "even", "sob": "Sum of bests", "pages": "swims",
    },
    "ru": {
        "language": "Русский", "coach": "Я тренер", "athlete": "Я спортсмен", "pool": "25 м", "city": "Киев",
        "athletes": "Фамилия Анна 2011 ж\nКоваль Борис 2010 м", "added": "Добавлено 2",
        "swim": "Фамилия 100 кр 1:02,35 (29,80 32,55) 20.10", "save": "Сохранить", "undo": "Отменить",
        "first": "первый результат", "again": "Фамилия 100 кр 1:01,80 (29,60 32,20) 21.10",
        "best": "личный рекорд, −0,55", "why": "Почему?", "rule": "Рекорд — самый быстрый", "time": "1:01,80",
        "taken_back": "Отменён 1 заплыв", "back": "Назад", "event": "100 кр", "surname": "Фамилия",
        "turns": "200 брасс 25м 9,12/8,5 9,30/8,3 9,41/8,0 9,55/7,2 9,60/7,0 9,66/7,0 9,71/6,9",
        "lost": "2,51", "cause": "короче выход с 4-го", "points": "Очки WA 527", "unknown": "Не знаю команды",
        "no_result": "Не вижу результата", "even": "ровно", "sob": "Сумма лучших", "pages": "заплыва",
    },
}  # fmt: skip


@pytest_asyncio.fixture
async def person() -> AsyncIterator[Person]:
    async with running_bot() as bot:
        yield await bot.person("Людина", "uk")


async def _coach(person: Person, language: str) -> dict[str, str]:
    words = WORDS[language]
    await person.say("/start")
    await person.press(words["language"])
    await person.press(words["coach"])
    await person.say("Дельфін")
    await person.press(words["pool"])
    await person.press(words["city"])
    assert words["added"] in await person.say(words["athletes"])
    return words


@pytest.mark.parametrize("language", WORDS)
async def test_from_start_to_a_personal_best_and_back(person: Person, language: str) -> None:
    words = await _coach(person, language)
    assert words["surname"] in await person.say(words["swim"])
    assert words["first"] in await person.press(words["save"])
    await person.say(words["again"])
    card = await person.press(words["save"])
    assert words["best"] in card
    assert words["points"] in card
    assert words["even"] in card
    assert card.count("★") == 3
    assert words["rule"] in await person.press(words["why"])
    assert words["best"] in await person.press(words["back"])
    assert words["taken_back"] in await person.say("/undo")
    assert words["first"] not in await person.say(f"/best {words['surname']}")


@pytest.mark.parametrize("language", WORDS)
async def test_every_report_by_command_and_by_button(person: Person, language: str) -> None:
    words = await _coach(person, language)
    for swim in ("swim", "again"):
        await person.say(words[swim])
        await person.press(words["save"])
    for command in ("best", "history"):
        await person.say(f"/{command}")
        assert words["time"] in await person.press(words["surname"])
    await person.say("/sob")
    assert words["sob"] in await person.press(words["surname"])
    assert words["time"] in await person.say(f"/splits {words['event']} {words['surname']}")
    assert words["time"] in await person.say(f"/team {words['event']}")
    await person.say("/team")
    assert words["time"] in await person.press(words["event"])
    review = await person.say(f"/turns {words['turns']}")
    assert words["lost"] in review
    assert words["cause"] in review
    await person.say("/turns")
    assert words["lost"] in await person.say(words["turns"])
    assert words["surname"] in await person.say("/athletes")
    assert words["surname"] in await person.press(words["surname"])


@pytest.mark.parametrize("language", WORDS)
async def test_nothing_typed_is_met_with_silence(person: Person, language: str) -> None:
    words = await _coach(person, language)
    assert words["unknown"] in await person.say("/newsprint")
    assert words["no_result"] in await person.say("…")
    for command in ("help", "privacy", "settings", "ping", "cancel", "retry"):
        assert await person.say(f"/{command}")
    assert await person.send_file(b"PDF", "results.pdf")


async def test_an_athlete_keeps_his_own_results_without_a_name_in_the_line(person: Person) -> None:
    words = WORDS["uk"]
    await person.say("/start")
    await person.press(words["language"])
    await person.press(words["athlete"])
    await person.press("25 м")
    assert "Самітник Олег" in await person.say("Самітник Олег 2008 ч")
    assert "1:02,35" in await person.say("100 кр 1:02,35")
    assert "перший результат" in await person.press("Зберегти")
    assert "1:02,35" in await person.say("/best")


async def test_a_paste_shows_what_is_sure_what_is_doubtful_and_why(person: Person) -> None:
    await _coach(person, "uk")
    preview = await person.say(
        "Вівторок 20.10, басейн 25 м\n"
        "Прізвище А  100 кр  1:02,35 (29,80 32,55)\n"
        "Коваль  100 кр  1:05,1\n"
        "Прізвищч    50 бат  29,9o\n"
        "Коваль 100 бр 1:12,00 (35,0 37,5)"
    )
    assert "4 результати" in preview
    assert "час «29,9o»: може, 29,90?" in preview
    assert "найближчий — Прізвище Анна" in preview
    assert "сума відрізків 1:12,50, а час 1:12,00: різниця 0,50" in preview
    await person.press("29,90")
    await person.press("Прізвище Анна")
    settled = await person.press("1:12,00")
    assert "⚠️" not in settled
    assert "Збережено: 4 запливи" in await person.press("Зберегти 4", everything=True)
    assert "29,90" in await person.say("/best Прізвище")


async def test_save_and_undo_act_once_however_often_they_are_tapped(person: Person) -> None:
    await _coach(person, "uk")
    await person.say("Прізвище 100 кр 1:02,35")
    save = person.button("Зберегти")
    for _ in range(3):
        await person.press_data(*save)
    assert "1 заплив" in await person.say("/history Прізвище")
    await person.say("/undo")
    await person.press_data(*save)
    assert "Рекордів тут ще немає" in await person.say("/best Прізвище")


async def test_the_published_splits_of_a_world_record_come_back_as_laps_and_the_misprint_is_noticed(
    person: Person,
) -> None:
    rows = {row["race"]: row for row in table("wr_splits_published.csv")}
    row = next(row for race, row in rows.items() if "15:27.71" in race)
    splits = [SwimTime(int(cs)) for cs in row["cumulative_cs"].split(";")]
    laps = [SwimTime(int(cs)) for cs in row["printed_laps_cs"].split(";")]
    printed = " ".join(f"{split} ({lap})" for split, lap in zip(splits, laps, strict=True))
    await _coach(person, "en")
    preview = await person.say(f"Surname 1500 free 15:27.71 LCM 04.08.2015 ({printed})")
    assert "misprint at 1450 m: the lap is printed 30.73, the splits make 30.74" in preview
    card = await person.press("Save")
    for distance, split in zip(range(50, 1501, 50), splits, strict=True):
        assert f"{distance} {split.format()}" in " ".join(card.split())
    assert "14:58.25" in card


def test_the_published_table_is_read_as_it_stands() -> None:
    """Guards the test above: the article's misprint is in the table."""
    (row,) = [row for row in table("wr_splits_published.csv") if "15:27.71" in row["race"]]
    cumulative = [int(cs) for cs in row["cumulative_cs"].split(";")]
    laps = [int(cs) for cs in row["printed_laps_cs"].split(";")]
    assert cumulative[28] - cumulative[27] != laps[28]
