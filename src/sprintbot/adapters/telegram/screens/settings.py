"""Language, the club one works in, its pool and zone."""

from __future__ import annotations

from sprintbot.adapters.telegram.screen import Button, Rows, Screen, in_rows
from sprintbot.adapters.telegram.screens import start, terms
from sprintbot.adapters.telegram.screens.menu import commands_call
from sprintbot.adapters.telegram.speech import Speech, bold, lines
from sprintbot.domain.events import Course
from sprintbot.usecases.change_settings import Settings


def settings(say: Speech, settings: Settings) -> Screen:
    person, club = settings.member.person, settings.member.club
    language = start.LANGUAGE_NAMES.get(person.language or "", "—")
    text = lines(
        bold(say.t("Settings")),
        say.t("Language: {language}", language=language),
        say.t("Club: {name}", name=terms.safe_name(club.name)) if club else None,
        say.t("Usual pool: {course}", course=terms.course(say, club.course)) if club else None,
        say.t("Time zone: {zone}", zone=club.zone) if club else None,
    )
    return Screen(text, (*_rows(say, settings), (Button(say.b("Home"), "home"),)))


def changed(say: Speech, settings_now: Settings, chat_id: int, *, coach: bool) -> Screen:
    """The same screen, in the new language, with the chat's menu in it too."""
    screen = settings(say, settings_now)
    calls = commands_call(say, chat_id, coach=coach) if settings_now.member.club else ()
    return Screen(screen.text, screen.rows, toast=say.b("Changed."), calls=calls)


def _rows(say: Speech, settings: Settings) -> Rows:
    rows: list[tuple[Button, ...]] = list(start.languages("sl"))
    club = settings.member.club
    if club is not None and settings.may_edit_club:
        other = Course.LCM if club.course is not Course.LCM else Course.SCM
        pool = say.b("Usual pool: {course}", course=terms.course(say, other))
        rows.append((Button(pool, f"sc:{other}"), Button(say.b("Time zone"), "sz")))
    others = [one for one in settings.clubs if club is None or one.id != club.id]
    rows += in_rows([Button(say.b("Go to: {name}", name=one.name), f"sw:{one.id}") for one in others], 1)
    rows.append((Button(say.b("Another club or own results"), "role"),))
    return tuple(rows)


def ask_zone(say: Speech) -> Screen:
    return start.ask_zone(say, {}, verb="szc", state="settings_zone", back="settings")
