"""First steps: language, who one is, a club or one's own results; and the home screen."""

from __future__ import annotations

from sprintbot.adapters.telegram.screen import Button, Rows, Screen, in_rows
from sprintbot.adapters.telegram.screens import terms
from sprintbot.adapters.telegram.screens.menu import commands_call
from sprintbot.adapters.telegram.speech import Markup, Speech, bold, dotted, example, lines
from sprintbot.domain.events import Course
from sprintbot.domain.people import Club
from sprintbot.ports.kept import Dialog, Json, Member
from sprintbot.usecases.keep_own import OwnResults

LANGUAGE_NAMES = {"uk": "Українська", "en": "English", "ru": "Русский"}
"""Each in its own language: who cannot read the others must find his."""


def zones(say: Speech) -> dict[str, str]:
    """The zones that most are in, by the name of their best-known city."""
    return {
        "Europe/Kyiv": say.b("Kyiv"),
        "Europe/Warsaw": say.b("Warsaw"),
        "Europe/Berlin": say.b("Berlin"),
        "Europe/London": say.b("London"),
    }


def languages(verb: str) -> Rows:
    return (tuple(Button(name, f"{verb}:{code}") for code, name in LANGUAGE_NAMES.items()),)


def choose_language() -> Screen:
    """Before anybody has chosen, all three are spoken."""
    text = "🏊 sprintbot\n\nОберіть мову · Choose a language · Выберите язык"
    return Screen(Markup(text), languages("lang"))


def welcome(say: Speech, member: Member) -> Screen:
    """Where the person stands: who he is to be asked, or his club's home."""
    if member.person.language is None:
        return choose_language()
    if member.club is None:
        return who_are_you(say)
    return home(say, member.club)


def who_are_you(say: Speech) -> Screen:
    text = lines(
        bold(say.t("Who are you?")),
        say.t("A coach makes a club and keeps its results. An athlete can keep his own."),
    )
    rows = ((Button(say.b("I am a coach"), "coach"), Button(say.b("I am an athlete"), "own")),)
    return Screen(text, rows)


def ask_club_name(say: Speech) -> Screen:
    text = lines(bold(say.t("What is the club called?")), say.t("For example: Dolphin"))
    return Screen(text, ((terms.back(say, "role"),),), Dialog("club_name"))


def ask_course(say: Speech, verb: str, asks: Dialog | None = None) -> Screen:
    text = lines(
        bold(say.t("Which pool do you usually swim in?")),
        say.t("It counts where a result does not say its pool. You can change it later."),
    )
    rows = (
        (Button(say.b("25 m"), f"{verb}:SCM"), Button(say.b("50 m"), f"{verb}:LCM")),
        (terms.back(say, "role"),),
    )
    return Screen(text, rows, asks)


def ask_zone(
    say: Speech, data: dict[str, Json], verb: str = "cz", state: str = "club_zone", back: str = "role"
) -> Screen:
    text = lines(
        bold(say.t("What time zone are you in?")),
        say.t("Press one or type yours, for example Europe/Paris."),
    )
    buttons = [Button(city, f"{verb}:{zone}") for zone, city in zones(say).items()]
    return Screen(text, (*in_rows(buttons, 2), (terms.back(say, back),)), Dialog(state, data))


def founded(say: Speech, club: Club, chat_id: int) -> Screen:
    text = lines(
        say.t("✅ The club {name} is made.", name=bold(terms.safe_name(club.name))),
        "",
        say.t("Now the athletes, one line each: name, year of birth, sex."),
        example(say.t("Surname Name 2011 f"), say.t("Surname Name 2010 m")),
    )
    rows = ((Button(say.b("Later"), "home"),),)
    return Screen(text, rows, Dialog("athletes"), fresh=True, calls=commands_call(say, chat_id, coach=True))


def ask_own_line(say: Speech, course: Course) -> Screen:
    text = lines(
        bold(say.t("Your name, year of birth and sex?")),
        say.t("In one line, for example:"),
        example(say.t("Surname Name 2011 f")),
    )
    return Screen(text, ((terms.back(say, "own"),),), Dialog("own_line", {"course": course.value}))


def keeps_own(say: Speech, own: OwnResults, chat_id: int) -> Screen:
    text = lines(
        say.t("✅ {name}, your results have a place now.", name=bold(terms.safe_name(own.athlete.name))),
        "",
        *_first_result(say, personal=True),
    )
    return Screen(text, home_rows(say, own.club), fresh=True, calls=commands_call(say, chat_id, coach=False))


def home(say: Speech, club: Club) -> Screen:
    text = lines(
        dotted(Markup(f"🏊 {bold(terms.safe_name(club.name))}"), terms.course(say, club.course)),
        *_first_result(say, personal=club.personal),
    )
    return Screen(text, home_rows(say, club))


def home_rows(say: Speech, club: Club) -> Rows:
    reports = (Button(say.b("Bests"), "best"), Button(say.b("History"), "hist"))
    if club.personal:
        return (reports, (Button(say.b("Settings"), "settings"), Button(say.b("Help"), "help")))
    return (
        (Button(say.b("Athletes"), "ath"), Button(say.b("Team"), "team")),
        reports,
        (Button(say.b("Settings"), "settings"), Button(say.b("Help"), "help")),
    )


def _first_result(say: Speech, *, personal: bool) -> tuple[Markup, Markup, Markup]:
    typed = say.t("100 free 1:02.35 (29.80 32.55) 25m")
    if not personal:
        typed = say.t("Surname 100 free 1:02.35 (29.80 32.55) 25m")
    return (
        say.t("Type a result, or paste many, one line each:"),
        example(typed),
        say.t("Nothing is stored before you press Save."),
    )
