"""The commands: their descriptions, who is shown which, and the help made of them."""

from __future__ import annotations

from collections.abc import Callable

from sprintbot.adapters.telegram.screen import Button, Screen
from sprintbot.adapters.telegram.speech import Speech, bold, example, lines
from sprintbot.ports.kept import Json

Described = tuple[str, Callable[[Speech], str]]

EVERYBODY: tuple[Described, ...] = (
    ("start", lambda say: say.b("begin, or go home")),
    ("help", lambda say: say.b("what I can do")),
    ("settings", lambda say: say.b("language, pool, time zone")),
    ("privacy", lambda say: say.b("what is kept about you")),
)
SWIMMING: tuple[Described, ...] = (
    ("best", lambda say: say.b("personal bests")),
    ("history", lambda say: say.b("all swims, newest first")),
    ("sob", lambda say: say.b("sum of bests by lap")),
    ("splits", lambda say: say.b("laps of the last swim beside the best")),
    ("turns", lambda say: say.b("review turns")),
    ("undo", lambda say: say.b("take the last batch back")),
)
COACHING: tuple[Described, ...] = (
    ("athletes", lambda say: say.b("the club's athletes")),
    ("team", lambda say: say.b("the squad side by side")),
)


def commands_for(*, club: bool, coach: bool) -> tuple[Described, ...]:
    """What the menu of a chat lists; everything else still answers when it is typed."""
    if not club:
        return EVERYBODY
    return (EVERYBODY[0], *(COACHING if coach else ()), *SWIMMING, *EVERYBODY[1:])


def published(say: Speech, *, club: bool, coach: bool) -> list[Json]:
    return [{"command": name, "description": words(say)} for name, words in commands_for(club=club, coach=coach)]


def commands_call(say: Speech, chat_id: int, *, coach: bool) -> tuple[tuple[str, dict[str, Json]], ...]:
    """The menu of this chat, by its person's language and role. A menu is no right: rights are checked elsewhere."""
    commands = published(say, club=True, coach=coach)
    return (("setMyCommands", {"commands": commands, "scope": {"type": "chat", "chat_id": chat_id}}),)


def help_screen(say: Speech, *, club: bool, coach: bool, unknown: str = "") -> Screen:
    """`unknown` is a command that does not exist, quoted."""
    listed = [f"/{name} — {words(say)}" for name, words in commands_for(club=club, coach=coach)]
    text = lines(
        say.t("I do not know “{command}”.", command=unknown) if unknown else None,
        bold(say.t("What I can do")),
        *listed,
        "",
        say.t("Results are just typed or pasted:"),
        example(say.t("Surname 100 free 1:02.35 (29.80 32.55) 25m")),
        say.t("Laps or splits in brackets. Date, meet, “lead-off”, “hand”, “training”, DSQ where needed."),
    )
    return Screen(text, ((Button(say.b("Home"), "home"),),))


def privacy(say: Speech) -> Screen:
    text = lines(
        bold(say.t("What is kept about you")),
        say.t("Your Telegram number, your name as Telegram gives it, the language you chose."),
        say.t("Of athletes: name, year of birth, sex, squad, swims. No more, and only their club sees them."),
        say.t("Results that you take back are no longer shown or counted; who took them back stays on record."),
        say.t("Nothing is sold, shared or used for advertising."),
    )
    return Screen(text, ((Button(say.b("Home"), "home"),),))
