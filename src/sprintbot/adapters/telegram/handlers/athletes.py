"""/athletes: the list, one athlete, adding, correcting, putting away."""

from __future__ import annotations

from sprintbot.adapters.telegram.ask import Ask
from sprintbot.adapters.telegram.routes import Route, button, command, dialog
from sprintbot.adapters.telegram.screens import athletes
from sprintbot.domain.access import Action


async def listed(ask: Ask) -> None:
    """`/athletes`, with lines behind it they are added."""
    if ask.words:
        await ask.cases.add_athletes(ask.caller, ask.words, ask.show(athletes.added))
        return
    page = int(ask.args[0]) if ask.args else 0
    await ask.cases.show_athletes(ask.caller, ask.show(athletes.athletes), page)


async def one(ask: Ask) -> None:
    await ask.cases.show_athlete(ask.caller, ask.args[0], ask.show(athletes.one))


async def ask_athletes(ask: Ask) -> None:
    await ask.reply(athletes.ask_athletes(ask.speech))


async def add(ask: Ask) -> None:
    await ask.cases.add_athletes(ask.caller, ask.text, ask.show(athletes.added))


async def ask_correction(ask: Ask) -> None:
    await ask.cases.show_athlete(ask.caller, ask.args[0], ask.show(athletes.ask_correction))


async def correct(ask: Ask) -> None:
    athlete_id = ask.asked("athlete") or ""
    await ask.cases.edit_athlete(ask.caller, athlete_id, ask.show(athletes.corrected), text=ask.text)


async def put_away(ask: Ask) -> None:
    athlete_id, archived = ask.args
    await ask.cases.edit_athlete(ask.caller, athlete_id, ask.show(athletes.corrected), archived=archived == "1")


ROUTES: tuple[Route, ...] = (
    command("athletes", Action.SEE_ATHLETES, listed),
    button("ath", Action.SEE_ATHLETES, listed),
    button("a", Action.SEE_ATHLETES, one),
    button("add", Action.ADD_ATHLETE, ask_athletes),
    dialog("athletes", Action.ADD_ATHLETE, add),
    button("edit", Action.EDIT_ATHLETE, ask_correction),
    dialog("correct", Action.EDIT_ATHLETE, correct),
    button("away", Action.EDIT_ATHLETE, put_away),
)
