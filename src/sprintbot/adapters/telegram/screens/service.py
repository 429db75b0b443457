"""Short answers: ping, cancel, retry, and to what we cannot read."""

from __future__ import annotations

from sprintbot.adapters.telegram.screen import Button, Screen
from sprintbot.adapters.telegram.speech import Speech, example, lines


def ping(say: Speech, version: str) -> Screen:
    """That this is answered at all means that intake, database and sender work."""
    return Screen(lines(say.t("✅ In touch: messages come in, the database answers."), f"sprintbot {version}"))


def cancelled(say: Speech, *, busy: bool) -> Screen:
    text = say.t("Left where it was; nothing was stored.") if busy else say.t("There is nothing to leave.")
    return Screen(text, _home(say))


def retried(say: Speech, opened: int) -> Screen:
    if not opened:
        return Screen(say.t("There is nothing to try again."))
    return Screen(say.n("Trying {n} message again.", "Trying {n} messages again.", opened))


def stale(say: Speech) -> Screen:
    text = say.t("This button is from an old message.")
    return Screen(text, _home(say), fresh=True, toast=say.b("This button is from an old message."))


def file(say: Speech) -> Screen:
    text = lines(
        say.t("I cannot read files yet."),
        say.t("Paste the results as text, one line each:"),
        example(say.t("Surname 100 free 1:02.35 (29.80 32.55) 25m")),
    )
    return Screen(text, _home(say))


def other(say: Speech) -> Screen:
    return Screen(say.t("I read text: a result, or a command from /help."), _home(say))


def in_private(say: Speech, bot_name: str) -> Screen:
    """Results are personal: a group is told where to ask."""
    text = say.t("Results are personal: ask me in our own chat.")
    return Screen(text, ((Button(say.b("Open the chat"), url=f"https://t.me/{bot_name}"),),))


def _home(say: Speech) -> tuple[tuple[Button, ...], ...]:
    return ((Button(say.b("Home"), "home"),),)
