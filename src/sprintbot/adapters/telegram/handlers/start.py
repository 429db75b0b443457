"""/start and the first steps."""

from __future__ import annotations

from sprintbot.adapters.telegram.ask import Ask
from sprintbot.adapters.telegram.routes import Route, button, command, dialog
from sprintbot.adapters.telegram.screen import Screen
from sprintbot.adapters.telegram.screens import menu, start
from sprintbot.adapters.telegram.speech import Speech
from sprintbot.domain.access import Action, Role
from sprintbot.domain.events import Course
from sprintbot.domain.people import Club, club_name
from sprintbot.ports.kept import Dialog, Member
from sprintbot.usecases.keep_own import OwnResults

HOME_ZONE = "Europe/Kyiv"
"""Where one's own results are dated until he says otherwise."""


async def begin(ask: Ask) -> None:
    await ask.cases.greet(ask.caller, ask.show(start.welcome))


async def choose_language(ask: Ask) -> None:
    def welcome(say: Speech, member: Member) -> Screen:
        screen = start.welcome(say, member)
        calls = menu.commands_call(say, ask.caller.chat_id, coach=heads_a_club(member)) if member.club else ()
        return Screen(screen.text, screen.rows, calls=calls)

    await ask.cases.greet(ask.caller, ask.show(welcome, lambda member: member.person.language), language=ask.args[0])


async def who(ask: Ask) -> None:
    await ask.reply(start.who_are_you(ask.speech))


async def coach(ask: Ask) -> None:
    await ask.reply(start.ask_club_name(ask.speech))


async def name_club(ask: Ask) -> None:
    name = club_name(ask.text)
    await ask.reply(start.ask_course(ask.speech, "cc", Dialog("club_course", {"name": name})))


async def choose_club_course(ask: Ask) -> None:
    await _ask_zone(ask, Course(ask.args[0]))


async def type_club_course(ask: Ask) -> None:
    """`25` typed instead of pressed."""
    typed = ask.text.strip()
    if typed[:2] in ("25", "50"):
        await _ask_zone(ask, Course.SCM if typed.startswith("25") else Course.LCM)
    else:
        await ask.reply(start.ask_course(ask.speech, "cc", ask.dialog))


async def _ask_zone(ask: Ask, course: Course) -> None:
    name = ask.asked("name")
    if name is None:
        await ask.reply(start.ask_club_name(ask.speech))
        return
    await ask.reply(start.ask_zone(ask.speech, {"name": name, "course": course.value}))


async def choose_club_zone(ask: Ask) -> None:
    await _found(ask, ask.args[0])


async def type_club_zone(ask: Ask) -> None:
    await _found(ask, ask.text.strip())


async def _found(ask: Ask, zone: str) -> None:
    name, course = ask.asked("name"), ask.asked("course")
    if name is None or course is None:
        await ask.reply(start.ask_club_name(ask.speech))
        return

    def shown(say: Speech, club: Club) -> Screen:
        return start.founded(say, club, ask.caller.chat_id)

    await ask.cases.found_club(ask.caller, name, Course(course), zone, ask.show(shown))


async def own(ask: Ask) -> None:
    await ask.reply(start.ask_course(ask.speech, "oc"))


async def choose_own_course(ask: Ask) -> None:
    await ask.reply(start.ask_own_line(ask.speech, Course(ask.args[0])))


async def type_own_line(ask: Ask) -> None:
    course = Course(ask.asked("course") or Course.SCM)

    def shown(say: Speech, own: OwnResults) -> Screen:
        return start.keeps_own(say, own, ask.caller.chat_id)

    await ask.cases.keep_own(ask.caller, ask.text, course, HOME_ZONE, ask.show(shown))


def heads_a_club(member: Member) -> bool:
    """Coach of a club that is more than himself: whose menu has the team in it."""
    club = member.club
    return (
        club is not None
        and not club.personal
        and any(
            grant.club_id == club.id and grant.role in (Role.HEAD_COACH, Role.COACH) for grant in member.actor.grants
        )
    )


ROUTES: tuple[Route, ...] = (
    command("start", Action.START, begin, in_groups=True),
    button("home", Action.START, begin),
    button("lang", Action.START, choose_language),
    button("role", Action.START, who),
    button("coach", Action.FOUND_CLUB, coach),
    dialog("club_name", Action.FOUND_CLUB, name_club),
    button("cc", Action.FOUND_CLUB, choose_club_course),
    dialog("club_course", Action.FOUND_CLUB, type_club_course),
    button("cz", Action.FOUND_CLUB, choose_club_zone),
    dialog("club_zone", Action.FOUND_CLUB, type_club_zone),
    button("own", Action.FOUND_CLUB, own),
    button("oc", Action.FOUND_CLUB, choose_own_course),
    dialog("own_line", Action.FOUND_CLUB, type_own_line),
)
