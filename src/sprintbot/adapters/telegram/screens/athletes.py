"""The club's athletes: the list, one of them, adding and correcting."""

from __future__ import annotations

from sprintbot.adapters.telegram.screen import Button, Screen, in_rows
from sprintbot.adapters.telegram.screens import terms
from sprintbot.adapters.telegram.screens.troubles import refused
from sprintbot.adapters.telegram.speech import Markup, Speech, bold, dotted, example, lines
from sprintbot.domain.people import Athlete
from sprintbot.ports.kept import Dialog
from sprintbot.usecases.add_athletes import AddedAthletes
from sprintbot.usecases.show_athletes import PAGE, AthleteCard, AthletesList


def athletes(say: Speech, listed: AthletesList) -> Screen:
    page = listed.athletes
    head = dotted(bold(terms.safe_name(listed.club.name)), say.n("{n} athlete", "{n} athletes", page.total))
    shown = [
        Markup(f"{number}. {terms.athlete_line(say, athlete)}")
        for number, athlete in enumerate(page.items, page.offset + 1)
    ]
    buttons = in_rows([Button(athlete.name, f"a:{athlete.id}") for athlete in page.items], 2)
    add = (Button(say.b("Add"), "add"),) if listed.may_add else ()
    turning = terms.pager(say, "ath", page.offset, PAGE, page.total)
    hint = say.t("Nobody yet. Add the first athletes.") if not page.items else None
    return Screen(lines(head, hint, *shown), (*buttons, turning, add, (Button(say.b("Home"), "home"),)))


def one(say: Speech, card: AthleteCard) -> Screen:
    athlete = card.athlete
    events = ", ".join(terms.event_short(say, event) for event in card.events[:6])
    text = lines(
        bold(terms.safe_name(athlete.name)),
        Markup(f"{athlete.birth_year} · {terms.sex(say, athlete.sex)}"),
        say.t("put away") if athlete.archived else None,
        say.n("{n} swim", "{n} swims", card.swims),
        Markup(events) if events else None,
    )
    reports = (
        Button(say.b("Bests"), f"best:{athlete.id}"),
        Button(say.b("History"), f"hist:{athlete.id}:0"),
        Button(say.b("Laps"), f"spl:{athlete.id}"),
        Button(say.b("Sum of bests"), f"sob:{athlete.id}"),
    )
    away = Button(
        say.b("Bring back") if athlete.archived else say.b("Put away"), f"away:{athlete.id}:{int(not athlete.archived)}"
    )
    edit = (Button(say.b("Correct"), f"edit:{athlete.id}"), away) if card.may_edit and not card.club.personal else ()
    back = terms.back(say, "home" if card.club.personal else "ath")
    return Screen(text, (*in_rows(reports, 2), edit, (back,)))


def ask_athletes(say: Speech) -> Screen:
    text = lines(
        bold(say.t("Athletes, one line each: name, year of birth, sex.")),
        example(say.t("Surname Name 2011 f"), say.t("Surname Name 2010 m")),
    )
    return Screen(text, ((terms.back(say, "ath"),),), Dialog("athletes"))


def added(say: Speech, added: AddedAthletes) -> Screen:
    shown = [Markup(f"✅ {terms.athlete_line(say, athlete)}") for athlete in added.added[:30]]
    more = len(added.added) - len(shown)
    known = [say.t("{name} is in the club already", name=terms.safe_name(one.name)) for one in added.known]
    text = lines(
        bold(say.n("{n} athlete added", "{n} athletes added", len(added.added))),
        *shown,
        say.n("… and {n} more", "… and {n} more", more) if more > 0 else None,
        *known,
        *(Markup(f"⚠️ {refused(say, error)}") for error in added.refused),
        "",
        say.t("Now type a result: Surname 100 free 1:02.35 (29.80 32.55) 25m") if added.added else None,
    )
    again = Dialog("athletes") if added.refused and not added.added else None
    rows = ((Button(say.b("Add more"), "add"), Button(say.b("Athletes"), "ath")),)
    return Screen(text, rows, again)


def ask_correction(say: Speech, card: AthleteCard) -> Screen:
    athlete = card.athlete
    line = f"{athlete.name} {athlete.birth_year} {terms.sex(say, athlete.sex)}"
    text = lines(bold(say.t("Type the line as it should be:")), example(line))
    rows = ((Button(say.b("Copy the line"), copy=line), terms.back(say, f"a:{athlete.id}")),)
    return Screen(text, rows, Dialog("correct", {"athlete": athlete.id}))


def corrected(say: Speech, athlete: Athlete) -> Screen:
    text = say.t("✅ {athlete}", athlete=terms.athlete_line(say, athlete))
    if athlete.archived:
        text = say.t("{name} is put away. The swims stay.", name=bold(terms.safe_name(athlete.name)))
    rows = ((Button(say.b("Open"), f"a:{athlete.id}"), Button(say.b("Athletes"), "ath")),)
    return Screen(text, rows)
