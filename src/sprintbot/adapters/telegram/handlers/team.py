"""/team, and /turns."""

from __future__ import annotations

from sprintbot.adapters.telegram.ask import Ask
from sprintbot.adapters.telegram.routes import Route, button, command, dialog
from sprintbot.adapters.telegram.screens import team, terms, turns
from sprintbot.domain.access import Action


async def compare(ask: Ask) -> None:
    event = terms.read_event_code(ask.args[0]) if ask.args else None
    await ask.cases.compare_team(ask.caller, ask.words, ask.show(team.team), event)


async def review(ask: Ask) -> None:
    """`/turns` asks; with an event and times behind it, it answers."""
    if ask.words:
        await ask.cases.review_turns(ask.caller, ask.words, ask.show(turns.review))
    else:
        await ask.reply(turns.ask_turns(ask.speech))


async def typed_turns(ask: Ask) -> None:
    await ask.cases.review_turns(ask.caller, ask.text, ask.show(turns.review))


ROUTES: tuple[Route, ...] = (
    command("team", Action.COMPARE_TEAM, compare),
    button("team", Action.COMPARE_TEAM, compare),
    command("turns", Action.SEE_CLUB, review),
    button("turns", Action.SEE_CLUB, review),
    dialog("turns", Action.SEE_CLUB, typed_turns),
)
