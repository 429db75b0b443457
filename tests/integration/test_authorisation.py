"""Who may do what, generated from the registered handlers: a handler that is not in the table fails the build."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from sprintbot.adapters.telegram.handlers import ROUTES
from sprintbot.adapters.telegram.routes import On, Route
from sprintbot.domain.access import Action
from sprintbot.ports.kept import Dialog, Json
from tests.support.talk import BOT_ID, Shown, Talk, texts

COACH, OTHER_COACH, ATHLETE, STRANGER, OPERATOR = 1, 2, 3, 4, 5
OUTSIDERS = {"coach of another club": OTHER_COACH, "athlete": ATHLETE, "stranger": STRANGER, "operator": OPERATOR}
SECRETS = ("Зозуля", "Анна", "Коваль", "1:03,47")
"""What stands in the coach's club and nowhere else."""


@dataclass(slots=True)
class World:
    talk: Talk
    athlete_id: str
    swim_id: str
    draft_id: str
    club_id: str


async def _world() -> World:
    talk = Talk(operators=frozenset({OPERATOR}))
    await talk.coach(COACH, athletes="Зозуля Анна 2011 ж\nКоваль Борис 2010 ч")
    await talk.saved(COACH, "Зозуля 100 кр 1:03,47 (29,92 33,55) 20.10.2026")
    await talk.say(COACH, "Коваль 100 кр 1:05,10 20.10.2026\nКоваль 50 бр 4o,0")
    await talk.say(OTHER_COACH, "/start")
    await talk.press(OTHER_COACH, "Українська")
    await talk.press(OTHER_COACH, "Я тренер")
    await talk.say(OTHER_COACH, "Хвиля")
    await talk.press(OTHER_COACH, "25 м")
    await talk.press(OTHER_COACH, "Київ")
    await talk.say(OTHER_COACH, "Чужий Максим 2009 ч")
    await talk.say(ATHLETE, "/start")
    await talk.press(ATHLETE, "Українська")
    await talk.press(ATHLETE, "Я спортсмен")
    await talk.press(ATHLETE, "25 м")
    await talk.say(ATHLETE, "Самітник Олег 2008 ч")
    club_id = next(club.id for club in talk.space.clubs.values() if club.name == "Дельфін")
    athlete_id = next(one.id for one in talk.space.athletes[club_id].values() if one.name == "Зозуля Анна")
    swim_id = next(swim_id for (club, swim_id) in talk.space.swims if club == club_id)
    draft_id = max(draft.id for draft in talk.space.drafts.values() if draft.club_id == club_id)
    return World(talk, athlete_id, swim_id, draft_id, club_id)


BUTTONS: dict[str, Callable[[World], str]] = {
    "home": lambda _: "home",
    "lang": lambda _: "lang:en",
    "role": lambda _: "role",
    "coach": lambda _: "coach",
    "cc": lambda _: "cc:SCM",
    "cz": lambda _: "cz:Europe/Kyiv",
    "own": lambda _: "own",
    "oc": lambda _: "oc:SCM",
    "ath": lambda _: "ath",
    "a": lambda world: f"a:{world.athlete_id}",
    "add": lambda _: "add",
    "edit": lambda world: f"edit:{world.athlete_id}",
    "away": lambda world: f"away:{world.athlete_id}:1",
    "draft": lambda world: f"draft:{world.draft_id}",
    "fix": lambda world: f"fix:{world.draft_id}:2:guess",
    "who": lambda world: f"who:{world.draft_id}:2:{world.athlete_id}",
    "type": lambda world: f"type:{world.draft_id}:2",
    "new": lambda world: f"new:{world.draft_id}:2",
    "save": lambda world: f"save:{world.draft_id}",
    "drop": lambda world: f"drop:{world.draft_id}",
    "undo": lambda world: f"undo:{world.draft_id}",
    "best": lambda world: f"best:{world.athlete_id}",
    "hist": lambda world: f"hist:{world.athlete_id}:0",
    "sob": lambda world: f"sob:{world.athlete_id}:100.FREE.SCM",
    "spl": lambda world: f"spl:{world.athlete_id}:100.FREE.SCM",
    "swim": lambda world: f"swim:{world.swim_id}",
    "why": lambda world: f"why:{world.swim_id}",
    "team": lambda _: "team:100.FREE.SCM",
    "turns": lambda _: "turns",
    "help": lambda _: "help",
    "settings": lambda _: "settings",
    "sl": lambda _: "sl:uk",
    "sc": lambda _: "sc:LCM",
    "sz": lambda _: "sz",
    "szc": lambda _: "szc:Europe/Paris",
    "sw": lambda world: f"sw:{world.club_id}",
}
COMMANDS = {
    "start": "", "help": "", "privacy": "", "cancel": "", "ping": "", "retry": "", "settings": "",
    "athletes": "", "best": "Зозуля", "history": "Зозуля", "sob": "100 кр Зозуля", "splits": "100 кр Зозуля",
    "team": "100 кр", "turns": "200 бр 9,12 9,20", "undo": "",
}  # fmt: skip
DIALOGS = {
    "club_name": "Клуб", "club_course": "25", "club_zone": "Europe/Kyiv", "own_line": "Хтось Один 2010 ч",
    "athletes": "Новий Іван 2012 ч", "correct": "Зміна Ірина 2012 ж", "retype": "50 бр 40,00", "enrol": "2011 ж",
    "turns": "200 бр 9,12 9,20", "settings_zone": "Europe/Paris",
}  # fmt: skip
NO_RIGHT_NEEDED = frozenset({Action.START, Action.FOUND_CLUB})


def test_every_handler_stands_in_the_table() -> None:
    registered: dict[On, set[str]] = {}
    for route in ROUTES.all:
        registered.setdefault(route.on, set()).add(route.name)
        assert isinstance(route.action, Action)
    assert registered[On.BUTTON] == set(BUTTONS)
    assert registered[On.COMMAND] == set(COMMANDS)
    assert registered[On.DIALOG] == set(DIALOGS)
    assert set(registered) == set(On)


def _of_the_club(world: World) -> object:
    """Everything that the coach's club keeps, to see that nobody else changes it."""
    space, club_id = world.talk.space, world.club_id
    return copy.deepcopy(
        (
            space.clubs[club_id],
            space.athletes[club_id],
            [kept for (club, _), kept in space.swims.items() if club == club_id],
            [draft for (club, _), draft in space.drafts.items() if club == club_id],
            [kept for key, kept in space.bests.items() if key[0] == club_id],
            space.audit[club_id],
        )
    )


async def _use(world: World, user: int, route: Route) -> list[Shown]:
    talk = world.talk
    if route.on is On.BUTTON:
        return await talk.press_data(user, talk.callbacks.sign(user, BUTTONS[route.name](world)))
    if route.on is On.COMMAND:
        return await talk.say(user, f"/{route.name} {COMMANDS[route.name]}".strip())
    if route.on is On.DIALOG:
        await _ask_as_of(world, user, route.name)
        return await talk.say(user, DIALOGS[route.name])
    if route.on is On.TEXT:
        return await talk.say(user, "Зозуля 100 кр 1:01,00")
    if route.on is On.UNKNOWN:
        return await talk.say(user, "/nothing")
    message = {"message_id": 9, "from": {"id": user, "first_name": "X"}, "chat": {"id": user, "type": "private"}}
    extra = {"document": {"file_id": "1"}} if route.on is On.FILE else {"sticker": {"file_id": "1"}}
    return await talk.send(user, {"message": message | extra})


async def _ask_as_of(world: World, user: int, state: str) -> None:
    """A conversation about the coach's own things, as if it had been forged into another person's chat."""
    data: dict[str, Json] = {
        "draft": world.draft_id,
        "line": 2,
        "athlete": world.athlete_id,
        "name": "Клуб",
        "course": "SCM",
    }
    world.talk.space.dialogs[BOT_ID, user, user] = Dialog(state, data)


@pytest.mark.parametrize("route", ROUTES.all, ids=lambda route: f"{route.on}:{route.name}")
@pytest.mark.parametrize("outsider", OUTSIDERS)
async def test_nobody_outside_the_club_sees_or_changes_anything_of_it(outsider: str, route: Route) -> None:
    world = await _world()
    before = _of_the_club(world)
    shown = await _use(world, OUTSIDERS[outsider], route)
    assert shown, "silence is no answer"
    assert _of_the_club(world) == before
    typed = COMMANDS.get(route.name, "") + DIALOGS.get(route.name, "") + "Зозуля 100 кр 1:01,00"
    answer = texts(shown)
    for secret in SECRETS:
        assert secret not in answer or secret in typed, answer


@pytest.mark.parametrize("route", ROUTES.all, ids=lambda route: f"{route.on}:{route.name}")
async def test_the_coach_of_the_club_is_never_refused(route: Route) -> None:
    world = await _world()
    shown = await _use(world, COACH, route)
    assert shown
    assert "Такого тут немає" not in texts(shown)
    assert "Спершу познайомимось" not in texts(shown)


@pytest.mark.parametrize(
    "route",
    [route for route in ROUTES.all if route.action not in NO_RIGHT_NEEDED],
    ids=lambda route: f"{route.on}:{route.name}",
)
async def test_a_stranger_is_asked_who_he_is(route: Route) -> None:
    world = await _world()
    shown = await _use(world, STRANGER, route)
    assert "/start" in texts(shown)


@pytest.mark.parametrize("verb", BUTTONS)
async def test_forged_data_does_nothing(verb: str) -> None:
    """Data without our signature, or signed for somebody else, is an old button, whatever it says."""
    world = await _world()
    talk = world.talk
    data = BUTTONS[verb](world)
    before = _of_the_club(world)
    for forged in (data, "A" * 12 + data, talk.callbacks.sign(OTHER_COACH, data)):
        shown = await talk.press_data(COACH, forged[:64])
        assert "старого повідомлення" in texts(shown)
    assert _of_the_club(world) == before


async def test_no_right_and_no_such_thing_read_the_same() -> None:
    world = await _world()
    talk = world.talk
    of_others = await talk.press_data(OTHER_COACH, talk.callbacks.sign(OTHER_COACH, f"best:{world.athlete_id}"))
    of_nobody = await talk.press_data(OTHER_COACH, talk.callbacks.sign(OTHER_COACH, "best:0000000000000000"))
    assert texts(of_others) == texts(of_nobody)


async def test_a_right_that_was_taken_away_is_gone_at_the_next_press() -> None:
    world = await _world()
    talk = world.talk
    button = talk.callbacks.sign(COACH, f"best:{world.athlete_id}")
    assert "Зозуля" in texts(await talk.press_data(COACH, button))
    person_id = next(one.id for one in talk.space.people.values() if one.club_id == world.club_id)
    talk.space.grants[person_id] = ()
    assert "Зозуля" not in texts(await talk.press_data(COACH, button))
