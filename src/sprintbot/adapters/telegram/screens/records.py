"""Bests, sum of bests, history, and laps side by side."""

from __future__ import annotations

from sprintbot.adapters.telegram.screen import Button, Rows, Screen, in_rows, table
from sprintbot.adapters.telegram.screens import terms
from sprintbot.adapters.telegram.screens.cards import laps_table
from sprintbot.adapters.telegram.speech import Markup, Speech, bold, dotted, lines
from sprintbot.domain.cards import SwimCard
from sprintbot.domain.events import Event
from sprintbot.domain.people import Athlete
from sprintbot.domain.swims import Swim, Timing
from sprintbot.usecases.find_subject import Found
from sprintbot.usecases.show_records import Records, SumReport
from sprintbot.usecases.show_splits import SplitsReport
from sprintbot.usecases.show_swims import PAGE, History

MOST_CHOICES = 30
LEFT = frozenset({0})


def choose_athlete(say: Speech, found: Found, verb: str, event: Event | None = None) -> Screen:
    """Whose? One button each; the choice goes on with the same command."""
    if not found.choice:
        text = lines(say.t("There is nobody here yet."), say.t("/athletes adds them."))
        return Screen(text, ((Button(say.b("Athletes"), "ath"),),))
    tail = "" if event is None else f":{terms.event_code(event)}"
    buttons = [Button(athlete.name, f"{verb}:{athlete.id}{tail}") for athlete in found.choice[:MOST_CHOICES]]
    hidden = len(found.choice) - len(buttons)
    text = lines(
        say.t("I do not know “{typed}”.", typed=found.words) if found.words.strip() else None,
        bold(say.t("Whose?")),
        say.n("{n} more is not shown: type the name", "{n} more are not shown: type the name", hidden)
        if hidden
        else None,
    )
    return Screen(text, in_rows(buttons, 2))


def choose_event(say: Speech, athlete: Athlete, found: Found, verb: str) -> Screen:
    if not found.events:
        return Screen(lines(bold(terms.safe_name(athlete.name)), say.t("No swims yet. Type the first one.")))
    buttons = [
        Button(
            f"{terms.event_short(say, event)} · {terms.course(say, event.course)}",
            f"{verb}:{athlete.id}:{terms.event_code(event)}",
        )
        for event in found.events[:MOST_CHOICES]
    ]
    return Screen(lines(bold(terms.safe_name(athlete.name)), say.t("Which event?")), in_rows(buttons, 2))


def records(say: Speech, records: Records) -> Screen:
    athlete = records.athlete
    head = Markup(f"{bold(terms.safe_name(athlete.name))} · {athlete.birth_year} · {terms.course(say, records.course)}")
    kind = None if records.timing is Timing.OFFICIAL else terms.timing(say, records.timing)
    if not records.lines:
        return Screen(lines(head, kind, say.t("No bests here yet.")), _record_rows(say, records))
    rows = [
        (
            str(line.swim.event.distance),
            str(terms.stroke_short(say, line.swim.event.stroke)),
            say.time(line.swim.time) if line.swim.time else "",
            say.day(line.swim.swum_on),
            "" if line.points is None else str(line.points),
        )
        for line in records.lines
    ]
    shown = table(rows, frozenset({1}))
    legend = say.t("time, day, World Aquatics points")
    return Screen(lines(head, kind, shown, Markup(f"<i>{legend}</i>")), _record_rows(say, records))


def _record_rows(say: Speech, records: Records) -> Rows:
    athlete = records.athlete
    courses = [
        Button(terms.course(say, course), f"best:{athlete.id}:{course}:{records.timing}")
        for course in records.courses
        if course is not records.course
    ]
    timings = [
        Button(terms.timing(say, timing), f"best:{athlete.id}:{records.course}:{timing}")
        for timing in (Timing.OFFICIAL, Timing.HAND, Timing.TRAINING)
        if timing is not records.timing
    ]
    events = [
        Button("Σ " + terms.event_short(say, line.swim.event), f"sob:{athlete.id}:{terms.event_code(line.swim.event)}")
        for line in records.lines[:6]
    ]
    return (*in_rows(events, 3), tuple(courses), tuple(timings), (terms.back(say, f"a:{athlete.id}"),))


def sum_report(say: Speech, report: SumReport) -> Screen:
    found, athlete = report.sum, report.athlete
    head = Markup(
        f"{bold(terms.safe_name(athlete.name))} · {terms.event(say, report.event)} · "
        f"{terms.course(say, report.event.course)}"
    )
    back = (terms.back(say, f"best:{athlete.id}"),)
    if found.total is None or found.personal_best.time is None:
        return Screen(lines(head, say.t("No best in this event yet.")), (back,))
    gap = found.gap_cs or 0
    total, best = say.time(found.total), say.time(found.personal_best.time)
    conclusion = say.t("Sum of bests {total}: {gap} still in the water", total=total, gap=say.seconds(gap))
    if len(found.sections) < 2:
        conclusion = say.t("No laps yet: the best is {best}", best=best)
    elif gap == 0:
        conclusion = say.t("Sum of bests {total}: the best was made of the best laps", total=total)
    rows = [
        (f"{lap.start}–{lap.end}", say.time(lap.time), say.day(lap.swim.swum_on, year=True)) for lap in found.sections
    ]
    shown = table(rows, LEFT) if len(rows) > 1 else None
    text = lines(head, bold(conclusion), shown, say.t("Personal best {best}", best=best))
    return Screen(text, (back,))


def history(say: Speech, history: History) -> Screen:
    athlete, page = history.athlete, history.swims
    head = dotted(bold(terms.safe_name(athlete.name)), say.n("{n} swim", "{n} swims", page.total))
    back = (terms.back(say, f"a:{athlete.id}"),)
    if not page.items:
        return Screen(lines(head, say.t("No swims yet. Type the first one.")), (back,))
    rows = [_history_row(say, swim) for swim in page.items]
    buttons = [Button(_history_button(say, swim), f"swim:{swim.id}") for swim in page.items]
    turning = terms.pager(say, f"hist:{athlete.id}", page.offset, PAGE, page.total)
    return Screen(lines(head, table(rows, frozenset({2}))), (*in_rows(buttons, 2), turning, back))


def _history_row(say: Speech, swim: Swim) -> tuple[str, ...]:
    course = {"LCM": "50", "SCM": "25"}.get(swim.event.course.value, swim.event.course.value)
    time = say.time(swim.time) if swim.time else swim.status.value
    return (
        f"{swim.swum_on:%d.%m.%y}",
        str(swim.event.distance),
        str(terms.stroke_short(say, swim.event.stroke)),
        course,
        time,
    )


def _history_button(say: Speech, swim: Swim) -> str:
    time = say.time(swim.time) if swim.time else swim.status.value
    return f"{terms.event_short(say, swim.event)} {time}"


def splits(say: Speech, report: SplitsReport) -> Screen:
    """The newest swim's laps; beside the best one's where that is another swim."""
    athlete = report.athlete
    head = Markup(
        f"{bold(terms.safe_name(athlete.name))} · {terms.event(say, report.event)} · "
        f"{terms.course(say, report.event.course)}"
    )
    back = (terms.back(say, f"a:{athlete.id}"),)
    newest, best = report.newest, report.best
    if newest is None:
        return Screen(lines(head, say.t("No laps in this event yet.")), (back,))
    if best is None or best.swim.id == newest.swim.id or not _same_grid(newest, best):
        text = lines(head, _dated(say, newest), laps_table(say, newest.laps))
        return Screen(text, (back,))
    pairs = list(zip(newest.laps, best.laps, strict=True))
    gaps = [new.lap.time.centiseconds - old.lap.time.centiseconds for new, old in pairs]
    rows = [
        (str(new.lap.end), say.time(new.lap.time), say.time(old.lap.time), say.signed(gap))
        for (new, old), gap in zip(pairs, gaps, strict=True)
    ]
    lost, at = max((gap, place) for place, gap in enumerate(gaps))
    lap = pairs[at][0].lap
    text = lines(
        head,
        _dated(say, newest),
        say.t("Best: {time} · {day}", time=_time(say, best), day=say.day(best.swim.swum_on, year=True)),
        table([("", say.b("now"), say.b("best"), "Δ"), *rows]),
        say.t("Most was lost in lap {start}–{end}: {gap}", start=lap.start, end=lap.end, gap=say.signed(lost))
        if lost > 0
        else None,
    )
    return Screen(text, (back,))


def _same_grid(one: SwimCard, other: SwimCard) -> bool:
    return [lap.lap.end for lap in one.laps] == [lap.lap.end for lap in other.laps]


def _dated(say: Speech, card: SwimCard) -> Markup:
    return Markup(f"{bold(_time(say, card))} · {say.day(card.swim.swum_on, year=True)}")


def _time(say: Speech, card: SwimCard) -> str:
    return say.time(card.swim.time) if card.swim.time else ""
