"""Refusals: what was typed, what is wrong with it, what would be right. And the fault that is ours."""

from __future__ import annotations

from sprintbot.adapters.telegram.screen import Button, Screen
from sprintbot.adapters.telegram.speech import Markup, Speech, lines
from sprintbot.domain.errors import (
    AccessDeniedError,
    ChangedMeanwhileError,
    EventError,
    NotFoundError,
    RefusedError,
    SprintbotError,
    TurnError,
)


def trouble(say: Speech, error: SprintbotError) -> Screen:
    """No right and no such thing read the same: nobody learns what exists."""
    return Screen(_words(say, error), ((Button(say.b("Home"), "home"),),), fresh=True)


def _words(say: Speech, error: SprintbotError) -> Markup:
    if isinstance(error, NotFoundError) and error.data.get("what") in ("club", "person"):
        return say.t("First tell me who you are: /start")
    if isinstance(error, NotFoundError | AccessDeniedError):
        return say.t("There is no such thing here. Perhaps it was removed. /start goes home.")
    if isinstance(error, ChangedMeanwhileError):
        return say.t("Somebody else has just changed this. Have a look at it and try again.")
    if isinstance(error, RefusedError):
        return refused(say, error)
    if isinstance(error, EventError):
        return say.t("Such a race is not swum in that pool.")
    if isinstance(error, TurnError):
        return turn_trouble(say, error)
    return say.t("That did not work: {code}.", code=error.code)


def refused(say: Speech, error: RefusedError) -> Markup:
    """Why that input was not taken, quoting it."""
    typed = error.text
    said = {
        "club_name": lambda: say.t("A club's name has 1 to 60 characters."),
        "zone": lambda: say.t("I do not know the time zone “{typed}”. For example: Europe/Kyiv", typed=typed),
        "too_many_clubs": lambda: say.t("You head as many clubs as one person can."),
        "athlete_name": lambda: _athlete(say, typed, say.t("I see no name of letters in it.")),
        "athlete_year": lambda: _athlete(say, typed, say.t("I see no year of birth in it.")),
        "athlete_sex": lambda: _athlete(say, typed, say.t("Is it a girl (f) or a boy (m)?")),
        "too_many_lines": lambda: say.t(
            "Too many lines at once; this one and those under it were left: “{typed}”", typed=typed
        ),
        "nothing_to_save": lambda: say.t("No line is ready to be saved yet."),
        "nothing_to_undo": lambda: say.t("There is nothing to take back."),
        "turns_event": lambda: say.t(
            "I see no race in “{typed}”. For example: 200 breast 25m 9.12 9.30 …", typed=typed
        ),
        "turns_none": lambda: say.t(
            "I see no turn times in “{typed}”. For example: 200 breast 25m 9.12 9.30 …", typed=typed
        ),
        "turns_time": lambda: say.t(
            "“{typed}” is no turn time. For example: 9.12, or 9.12/8.5 with the breakout", typed=typed
        ),
    }.get(error.reason)
    return said() if said else say.t("That cannot be taken: “{typed}”", typed=typed)


def _athlete(say: Speech, typed: str, why: Markup) -> Markup:
    return lines(say.t("“{typed}” — not added.", typed=typed), why, say.t("For example: Surname Name 2011 f"))


def turn_trouble(say: Speech, error: TurnError) -> Markup:
    reason = error.data.get("reason")
    if reason == "no_such_turn":
        return say.t("The race does not have that many turns.")
    if reason == "count":
        return say.t(
            "The race has {expected} turns, you typed {found}. Put “-” in the place of a turn that was not taken.",
            expected=error.data.get("expected", 0),
            found=error.data.get("found", 0),
        )
    if reason == "relay":
        return say.t("Turns are reviewed for one swimmer, not for a relay.")
    return say.t("These turns cannot be of that race. Check the pool and the number of turns.")


def fault(say: Speech, code: str) -> Screen:
    """Something broke on our side."""
    text = lines(
        say.t("Something broke on our side (code {code}).", code=code),
        say.t("What you sent is kept: /retry tries it again."),
    )
    return Screen(text, fresh=True)
