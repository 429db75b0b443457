"""Typed results: preview, doubts, Save, Undo."""

from __future__ import annotations

from sprintbot.adapters.telegram.ask import Ask
from sprintbot.adapters.telegram.routes import On, Route, button, command, dialog
from sprintbot.adapters.telegram.screen import Screen
from sprintbot.adapters.telegram.screens import cards, preview
from sprintbot.adapters.telegram.speech import Speech
from sprintbot.domain.access import Action
from sprintbot.domain.drafting import Choice
from sprintbot.domain.drafts import DraftLine
from sprintbot.ports.asking import SettledDraft


async def typed(ask: Ask) -> None:
    """Any text that answers no question is taken for results."""
    await ask.cases.preview_swims(ask.caller, ask.text, ask.show(preview.previewed))


async def show(ask: Ask) -> None:
    await ask.cases.show_draft(ask.caller, ask.args[0], ask.show(preview.settled))


async def fix(ask: Ask) -> None:
    draft_id, number, choice = ask.args
    await ask.cases.settle_line(ask.caller, draft_id, int(number), Choice(choice), ask.show(preview.settled))


async def name_athlete(ask: Ask) -> None:
    draft_id, number, athlete_id = ask.args
    shown = ask.show(preview.settled)
    await ask.cases.settle_line(ask.caller, draft_id, int(number), Choice.ATHLETE, shown, athlete_id)


async def ask_line(ask: Ask) -> None:
    draft_id, number = ask.args

    def question(say: Speech, settled: SettledDraft) -> Screen:
        line = _line(settled, int(number))
        return preview.ask_line(say, draft_id, line) if line else preview.settled(say, settled)

    await ask.cases.show_draft(ask.caller, draft_id, ask.show(question))


async def ask_new_athlete(ask: Ask) -> None:
    draft_id, number = ask.args

    def question(say: Speech, settled: SettledDraft) -> Screen:
        line = _line(settled, int(number))
        return preview.ask_new_athlete(say, draft_id, line) if line else preview.settled(say, settled)

    await ask.cases.show_draft(ask.caller, draft_id, ask.show(question))


async def retype(ask: Ask) -> None:
    draft_id, number = ask.asked("draft"), ask.asked_number("line")
    await ask.cases.retype_line(ask.caller, draft_id or "", number, ask.text, ask.show(preview.settled))


async def enrol(ask: Ask) -> None:
    draft_id, number = ask.asked("draft"), ask.asked_number("line")
    await ask.cases.enrol_for_line(ask.caller, draft_id or "", number, ask.text, ask.show(preview.settled))


async def save(ask: Ask) -> None:
    await ask.cases.save_swims(ask.caller, ask.args[0], ask.show(cards.saved))


async def drop(ask: Ask) -> None:
    await ask.cases.drop_draft(
        ask.caller, ask.args[0], ask.show(lambda say, draft: preview.draft_screen(say, draft, {}))
    )


async def undo(ask: Ask) -> None:
    draft_id = ask.args[0] if ask.args else None
    await ask.cases.undo_batch(ask.caller, ask.show(preview.undone), draft_id)


def _line(settled: SettledDraft, number: int) -> DraftLine | None:
    return next((line for line in settled.draft.doubtful if line.number == number), None)


ROUTES: tuple[Route, ...] = (
    Route(On.TEXT, "", Action.ADD_SWIMS, typed),
    button("draft", Action.ADD_SWIMS, show),
    button("fix", Action.ADD_SWIMS, fix),
    button("who", Action.ADD_SWIMS, name_athlete),
    button("type", Action.ADD_SWIMS, ask_line),
    dialog("retype", Action.ADD_SWIMS, retype),
    button("new", Action.ADD_ATHLETE, ask_new_athlete),
    dialog("enrol", Action.ADD_ATHLETE, enrol),
    button("save", Action.ADD_SWIMS, save),
    button("drop", Action.ADD_SWIMS, drop),
    button("undo", Action.EDIT_SWIMS, undo),
    command("undo", Action.EDIT_SWIMS, undo),
)
