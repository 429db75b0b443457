"""Help, settings, privacy, ping; and answers to what is no command, no result, no question of ours."""

from __future__ import annotations

from sprintbot.adapters.telegram.ask import Ask, Render
from sprintbot.adapters.telegram.handlers.start import heads_a_club
from sprintbot.adapters.telegram.routes import On, Route, button, command, dialog
from sprintbot.adapters.telegram.screen import Screen
from sprintbot.adapters.telegram.screens import menu, service, settings
from sprintbot.adapters.telegram.speech import Speech
from sprintbot.domain.access import Action
from sprintbot.domain.events import Course
from sprintbot.usecases.change_settings import Settings


async def help_(ask: Ask) -> None:
    await ask.reply(_help(ask))


async def unknown(ask: Ask) -> None:
    """A command that does not exist, or a button that is not ours any more."""
    if ask.incoming.callback_id is not None:
        await ask.reply(service.stale(ask.speech))
    else:
        await ask.reply(_help(ask, f"/{ask.incoming.command}"[:40]))


def _help(ask: Ask, typed: str = "") -> Screen:
    club = ask.member is not None and ask.member.club is not None
    coach = ask.member is not None and heads_a_club(ask.member)
    return menu.help_screen(ask.speech, club=club, coach=coach, unknown=typed)


async def privacy(ask: Ask) -> None:
    await ask.reply(menu.privacy(ask.speech))


async def cancel(ask: Ask) -> None:
    await ask.reply(service.cancelled(ask.speech, busy=ask.dialog is not None))


async def ping(ask: Ask) -> None:
    await ask.reply(service.ping(ask.speech, ask.version))


async def retry(ask: Ask) -> None:
    opened = await ask.retry()
    await ask.reply(service.retried(ask.speech, opened))


async def file(ask: Ask) -> None:
    await ask.reply(service.file(ask.speech))


async def other(ask: Ask) -> None:
    await ask.reply(service.other(ask.speech))


async def show_settings(ask: Ask) -> None:
    await ask.cases.show_settings(ask.caller, ask.show(settings.settings))


async def set_language(ask: Ask) -> None:
    await ask.cases.change_settings(
        ask.caller, ask.show(_changed(ask), lambda now: now.member.person.language), language=ask.args[0]
    )


async def set_course(ask: Ask) -> None:
    await ask.cases.change_settings(ask.caller, ask.show(_changed(ask)), course=Course(ask.args[0]))


async def ask_zone(ask: Ask) -> None:
    await ask.reply(settings.ask_zone(ask.speech))


async def set_zone(ask: Ask) -> None:
    zone = ask.args[0] if ask.args else ask.text.strip()
    await ask.cases.change_settings(ask.caller, ask.show(_changed(ask)), zone=zone)


async def go_to_club(ask: Ask) -> None:
    await ask.cases.change_settings(ask.caller, ask.show(_changed(ask)), club_id=ask.args[0])


def _changed(ask: Ask) -> Render[Settings]:
    def render(say: Speech, now: Settings) -> Screen:
        return settings.changed(say, now, ask.caller.chat_id, coach=heads_a_club(now.member))

    return render


ROUTES: tuple[Route, ...] = (
    command("help", Action.START, help_, in_groups=True),
    button("help", Action.START, help_),
    command("privacy", Action.START, privacy, in_groups=True),
    command("cancel", Action.START, cancel),
    command("ping", Action.START, ping, in_groups=True),
    command("retry", Action.START, retry),
    command("settings", Action.START, show_settings),
    button("settings", Action.START, show_settings),
    button("sl", Action.START, set_language),
    button("sc", Action.EDIT_CLUB, set_course),
    button("sz", Action.EDIT_CLUB, ask_zone),
    button("szc", Action.EDIT_CLUB, set_zone),
    dialog("settings_zone", Action.EDIT_CLUB, set_zone),
    button("sw", Action.START, go_to_club),
    Route(On.FILE, "", Action.START, file),
    Route(On.OTHER, "", Action.START, other),
    Route(On.UNKNOWN, "", Action.START, unknown, in_groups=True),
)
