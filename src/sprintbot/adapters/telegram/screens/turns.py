"""A review of turns: each against the first, what was lost together, the cause where the numbers show one."""

from __future__ import annotations

from sprintbot.adapters.telegram.screen import Button, Screen, table
from sprintbot.adapters.telegram.screens import terms
from sprintbot.adapters.telegram.speech import Markup, Speech, bold, dotted, example, lines
from sprintbot.domain.turnanalysis import TurnReport
from sprintbot.domain.turncauses import Advice, AdviceCode, Cause, CauseCode, TurnLine
from sprintbot.domain.turns import TurnFault
from sprintbot.ports.kept import Dialog

MOST_ROWS = 60


def ask_turns(say: Speech) -> Screen:
    text = lines(
        bold(say.t("Which race, and what were the turn times?")),
        say.t("A time for each turn, and the breakout in metres behind a slash where you have it:"),
        example(say.t("200 breast 25m 9.12/8.5 9.30/8.3 9.41/8.0 9.55/7.2 9.60/7.0 9.66/7.0 9.71/6.9")),
        say.t("Times are taken 5 m before the wall to 10 m after it; 5+5, 5+15 or 7.5+7.5 may be typed too."),
    )
    return Screen(text, ((terms.back(say, "home"),),), Dialog("turns"))


def review(say: Speech, report: TurnReport) -> Screen:
    event = report.event
    head = dotted(
        bold(say.t("Turns")),
        terms.event(say, event),
        terms.course(say, event.course),
        say.n(
            "{n} turn ({definition} m)", "{n} turns ({definition} m)", len(report.turns), definition=report.definition
        ),
    )
    faults = [_fault(say, line, fault) for line in report.turns for fault in line.faults]
    text = lines(
        head,
        bold(_conclusion(say, report)),
        _turns_table(say, report),
        *(_cause(say, cause) for cause in report.causes),
        *faults,
        *(_advice(say, advice) for advice in report.advice[:3]),
        say.t("There is nothing to compare with yet: 10 swims of the club are needed.")
        if report.comparison is None
        else None,
    )
    return Screen(text, ((Button(say.b("Another race"), "turns"), Button(say.b("Home"), "home")),))


def _conclusion(say: Speech, report: TurnReport) -> Markup:
    if len(report.turns) == 1:
        return say.t("One turn: {time}", time=say.time(report.turns[0].turn.time_cs))
    if report.lost_cs == 0:
        return say.t("No turn was slower than the first of its kind")
    return say.t("{gap} lost together against the first turn", gap=say.seconds(report.lost_cs))


def _turns_table(say: Speech, report: TurnReport) -> Markup:
    shown = report.turns[:MOST_ROWS]
    with_breakout = any(line.turn.breakout_cm is not None for line in shown)
    rows = [_row(say, line, with_breakout=with_breakout) for line in shown]
    head = ("№", say.b("time"), *((say.b("breakout"),) if with_breakout else ()), "Δ")
    return table([head, *rows])


def _row(say: Speech, line: TurnLine, *, with_breakout: bool) -> tuple[str, ...]:
    delta = "—" if line.delta_cs is None or line.number == 1 else say.signed(line.delta_cs)
    breakout = "" if line.turn.breakout_cm is None else say.tenth((line.turn.breakout_cm + 5) // 10)
    return (str(line.number), say.time(line.turn.time_cs), *((breakout,) if with_breakout else ()), delta)


def _cause(say: Speech, cause: Cause) -> Markup:
    if cause.code is CauseCode.SHORTER_BREAKOUT:
        before, after = (say.tenth((value + 5) // 10) for value in (cause.before, cause.after))
        return say.t(
            "Cause: a shorter breakout from turn {turn} on ({before} → {after} m)",
            turn=cause.from_turn,
            before=before,
            after=after,
        )
    said = {
        CauseCode.FEWER_KICKS: say.t("fewer kicks"),
        CauseCode.SLOWER_APPROACH: say.t("a slower approach"),
        CauseCode.LONGER_CONTACT: say.t("longer on the wall"),
        CauseCode.SLOWER_UNDERWATER: say.t("slower under water"),
    }
    return say.t("Cause: {what} from turn {turn} on", what=said[cause.code], turn=cause.from_turn)


def _fault(say: Speech, line: TurnLine, fault: TurnFault) -> Markup:
    if fault is TurnFault.SURFACED_LATE:
        return say.t("⚠️ Turn {turn}: under water past 15 m", turn=line.number)
    if fault is TurnFault.IMPLAUSIBLY_FAST:
        return say.t("⚠️ Turn {turn}: too fast to be true, left out", turn=line.number)
    return say.t("⚠️ Turn {turn}: against the rules or unusual, look at it again", turn=line.number)


def _advice(say: Speech, advice: Advice) -> Markup | None:
    said = {
        AdviceCode.HOLD_BREAKOUT: lambda: say.t("Advice: hold the length of the breakout to the end"),
        AdviceCode.HOLD_KICKS: lambda: say.t("Advice: hold the number of kicks to the end"),
        AdviceCode.KEEP_SPEED_IN: lambda: say.t("Advice: keep the speed into the wall"),
        AdviceCode.QUICKER_OFF_THE_WALL: lambda: say.t("Advice: be quicker off the wall"),
        AdviceCode.KEEP_SPEED_UNDER: lambda: say.t("Advice: keep the speed under water"),
        AdviceCode.SURFACE_SOONER: lambda: say.t("Advice: surface before 15 m"),
        AdviceCode.STAY_UNDER_LONGER: lambda: say.t("Advice: under water you are faster, stay longer"),
        AdviceCode.SWIM_SOONER: lambda: say.t("Advice: swimming you are faster, surface sooner"),
    }.get(advice.code)
    return said() if said else None
