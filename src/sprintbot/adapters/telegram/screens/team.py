"""The squad side by side."""

from __future__ import annotations

from sprintbot.adapters.telegram.screen import Button, Screen, in_rows, table
from sprintbot.adapters.telegram.screens import terms
from sprintbot.adapters.telegram.speech import Markup, Speech, bold, dotted, lines
from sprintbot.usecases.compare_team import TeamReport, TeamRow

MOST_ROWS = 40
MOST_EVENTS = 24
LEFT = frozenset({0})


def team(say: Speech, report: TeamReport) -> Screen:
    home = (Button(say.b("Home"), "home"),)
    if report.event is None:
        return _choose(say, report)
    head = dotted(bold(terms.event(say, report.event)), terms.course(say, report.event.course), say.t("newest swims"))
    other = (Button(say.b("Another event"), "team"),)
    if not report.rows:
        return Screen(lines(head, say.t("Nobody has swum this yet.")), (other, home))
    shown = report.rows[:MOST_ROWS]
    hidden = len(report.rows) - len(shown)
    text = lines(
        head,
        _table(say, report, shown),
        say.n("… and {n} more", "… and {n} more", hidden) if hidden else None,
        _verdict(say, report),
    )
    return Screen(text, (other, home))


def _choose(say: Speech, report: TeamReport) -> Screen:
    home = (Button(say.b("Home"), "home"),)
    if not report.events:
        return Screen(say.t("No swims yet. Type the first one."), (home,))
    buttons = [
        Button(
            dotted(terms.event_short(say, event), terms.course(say, event.course)), f"team:{terms.event_code(event)}"
        )
        for event in report.events[:MOST_EVENTS]
    ]
    return Screen(bold(say.t("Which event?")), (*in_rows(buttons, 2), home))


def _table(say: Speech, report: TeamReport, shown: tuple[TeamRow, ...]) -> Markup:
    """First half, time and drop-off where halves are known; time alone where nobody has them."""
    split = any(row.halves is not None for row in shown)
    event = report.event
    rows = [_row(say, row, split=split) for row in shown]
    if len(shown) > 1 and report.average is not None:
        half = report.average_half
        middle = (say.time(half) if half else "",) if split else ()
        last = ("",) if split else ()
        rows.append((say.b("average"), *middle, say.time(report.average), *last))
    if split and event is not None:
        rows.insert(0, ("", str(event.distance // 2), str(event.distance), say.b("drop")))
    return table(rows, LEFT)


def _row(say: Speech, row: TeamRow, *, split: bool) -> tuple[str, ...]:
    name = terms.short_name(row.athlete.name)
    if not split:
        return (name, say.time(row.time))
    if row.halves is None:
        return (name, "", say.time(row.time), "")
    return (name, say.time(row.halves.first), say.time(row.time), say.seconds(row.halves.drop_off_cs))


def _verdict(say: Speech, report: TeamReport) -> Markup | None:
    said = []
    if report.most_even is not None:
        said.append(say.t("Most even: {name}.", name=terms.safe_name(report.most_even.athlete.name)))
    if report.largest_reserve is not None and report.largest_reserve.reserve_cs is not None:
        row = report.largest_reserve
        gap = say.seconds(row.reserve_cs or 0)
        said.append(say.t("Largest reserve: {name}, {gap}.", name=terms.safe_name(row.athlete.name), gap=gap))
    return Markup(" ".join(said)) if said else None
