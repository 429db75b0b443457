"""The preview of typed results: what will be saved, what is doubtful (one question at a time), what is refused."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sprintbot.adapters.telegram.screen import Button, Rows, Screen
from sprintbot.adapters.telegram.screens import terms
from sprintbot.adapters.telegram.screens.findings import finding_line
from sprintbot.adapters.telegram.speech import Markup, Speech, bold, example, lines
from sprintbot.domain.drafting import Choice, guessed
from sprintbot.domain.drafts import Draft, DraftLine, DraftState, Finding, Problem
from sprintbot.domain.people import Athlete
from sprintbot.domain.swims import Swim
from sprintbot.ports.asking import SettledDraft
from sprintbot.ports.kept import Dialog
from sprintbot.usecases.preview_swims import Preview
from sprintbot.usecases.undo_change import Undone

MOST_LINES = 25
"""Ready lines shown; the rest are counted. Doubtful ones are all shown."""


def previewed(say: Speech, preview: Preview) -> Screen:
    if preview.draft is None:
        return not_results(say, preview.text, personal=preview.club.personal)
    return draft_screen(say, preview.draft, preview.athletes)


def settled(say: Speech, settled: SettledDraft) -> Screen:
    return draft_screen(say, settled.draft, settled.athletes)


def not_results(say: Speech, typed: str, *, personal: bool) -> Screen:
    first = typed.strip().splitlines()[0][:60] if typed.strip() else ""
    typed_line = say.t("100 free 1:02.35 (29.80 32.55) 25m")
    if not personal:
        typed_line = say.t("Surname 100 free 1:02.35 (29.80 32.55) 25m")
    text = lines(
        say.t("I see no result in “{typed}”.", typed=first),
        say.t("A result looks like this:"),
        example(typed_line),
        say.t("/help says what else I can do."),
    )
    return Screen(text)


def draft_screen(say: Speech, draft: Draft, athletes: Mapping[str, Athlete]) -> Screen:
    if draft.state is DraftState.DROPPED:
        return dropped(say)
    if draft.state is DraftState.SAVED:
        return Screen(say.t("✅ Saved."), ((Button(say.b("Undo"), f"undo:{draft.id}"),),))
    if draft.state is DraftState.UNDONE:
        return Screen(say.t("↩️ Taken back."))
    ready, doubtful = draft.ready, draft.doubtful
    several = len(athletes) > 1
    parts: list[str] = [_header(say, draft)]
    parts += [_ready_line(say, line, athletes, named=several) for line in ready[:MOST_LINES]]
    if len(ready) > MOST_LINES:
        more = len(ready) - MOST_LINES
        parts.append(say.n("… and {n} more line that is ready", "… and {n} more lines that are ready", more))
    for line in doubtful:
        parts += _doubtful_lines(say, line, athletes)
    question = doubtful[0] if doubtful else None
    return Screen(lines(*parts), _buttons(say, draft, question, athletes))


def _header(say: Speech, draft: Draft) -> Markup:
    kept = [line for line in draft.lines if not line.dropped]
    days = sorted({line.swum_on for line in kept if line.swum_on is not None})
    courses = list(dict.fromkeys(line.course for line in kept if line.course is not None))
    meets = list(dict.fromkeys(line.meet for line in kept if line.meet))
    parts = [bold(say.n("{n} result", "{n} results", len(kept)))]
    parts += [Markup(_days(say, days))] if days else []
    parts += [Markup(", ".join(terms.course(say, course) for course in courses))] if courses else []
    parts += [terms.safe_name(meets[0])] if len(meets) == 1 else []
    return Markup(" · ".join(parts))


def _days(say: Speech, days: list[date]) -> str:
    if len(days) > 2:
        return f"{say.day(days[0])}–{say.day(days[-1])}"
    return ", ".join(say.day(day) for day in days)


def _ready_line(say: Speech, line: DraftLine, athletes: Mapping[str, Athlete], *, named: bool) -> Markup:
    event = line.event
    athlete = athletes.get(line.athlete_id or "")
    parts = [terms.safe_name(athlete.name)] if athlete is not None and named else []
    parts += [terms.event_short(say, event)] if event is not None else []
    parts += [bold(say.time(line.time_cs))] if line.time_cs is not None else []
    if len(line.laps_cs) > 1:
        parts.append(
            Markup(
                "(" + " ".join(say.time(lap) for lap in line.laps_cs[:8]) + ("…" if len(line.laps_cs) > 8 else "") + ")"
            )
        )
    said = _marks(say, line)
    parts += [Markup(f"<i>{said}</i>")] if said else []
    notes = [finding_line(say, finding) for finding in line.findings if finding.note]
    return lines(Markup("✅ " + "  ".join(parts)), *(Markup(f"     {note}") for note in notes))


def _marks(say: Speech, line: DraftLine) -> Markup | None:
    event = line.event
    if event is None or line.swum_on is None:
        return None
    plain = Swim(
        "", "", event, line.time, line.swum_on, None, line.status, line.start, line.timing, line.technique, line.meet
    )
    return terms.marks(say, plain)


def _doubtful_lines(say: Speech, line: DraftLine, athletes: Mapping[str, Athlete]) -> list[Markup]:
    shown = [Markup(f"⚠️ «{terms.safe_name(line.raw[:80])}»")]
    said = [Markup(f"     {finding_line(say, finding, athletes)}") for finding in line.obstacles]
    return [*shown, *said]


def _buttons(say: Speech, draft: Draft, question: DraftLine | None, athletes: Mapping[str, Athlete]) -> Rows:
    rows: list[tuple[Button, ...]] = []
    if question is not None:
        rows += _answers(say, draft, question, athletes)
    last = []
    if draft.ready:
        last.append(Button(say.n("Save {n}", "Save {n}", len(draft.ready)), f"save:{draft.id}"))
    last.append(Button(say.b("Cancel"), f"drop:{draft.id}"))
    return (*rows, tuple(last))


def _answers(say: Speech, draft: Draft, line: DraftLine, athletes: Mapping[str, Athlete]) -> list[tuple[Button, ...]]:
    """Buttons for the first thing that keeps the first doubtful line from being saved."""
    finding = line.obstacles[0]
    tap = f"{draft.id}:{line.number}"
    rows: list[tuple[Button, ...]] = []
    if finding.problem in (Problem.UNKNOWN_ATHLETE, Problem.WHICH_ATHLETE, Problem.NO_ATHLETE):
        rows += _whose(say, finding, tap, athletes)
    elif finding.problem is Problem.LAPS_SUM and finding.expected_cs and finding.found_cs:
        rows.append(
            (
                Button(say.time(finding.expected_cs), f"fix:{tap}:{Choice.TOTAL}"),
                Button(say.time(finding.found_cs), f"fix:{tap}:{Choice.SUM}"),
            )
        )
    elif finding.problem is Problem.DUPLICATE:
        rows.append((Button(say.b("Another swim, keep it"), f"fix:{tap}:{Choice.KEEP}"),))
    elif (offer := guessed(line)) is not None:
        rows.append((Button(f"✓ {offer[1]}", f"fix:{tap}:{Choice.GUESS}"),))
    rows.append(
        (Button(say.b("Fix the line"), f"type:{tap}"), Button(say.b("Leave it out"), f"fix:{tap}:{Choice.DROP}"))
    )
    return rows


def _whose(say: Speech, finding: Finding, tap: str, athletes: Mapping[str, Athlete]) -> list[tuple[Button, ...]]:
    offered = [athletes[one] for one in finding.candidates if one in athletes]
    if finding.problem is Problem.NO_ATHLETE:
        offered = list(athletes.values())[:6]
    rows: list[tuple[Button, ...]] = [
        (Button(f"{athlete.name} · {athlete.birth_year}", f"who:{tap}:{athlete.id}"),) for athlete in offered
    ]
    if finding.problem is not Problem.NO_ATHLETE:
        rows.append((Button(say.b("New athlete: {name}", name=finding.text[:24]), f"new:{tap}"),))
    return rows


def ask_line(say: Speech, draft_id: str, line: DraftLine) -> Screen:
    text = lines(
        say.t("Type the line as it should be:"),
        Markup(f"<pre>{terms.safe_name(line.raw)}</pre>"),
    )
    buttons = ((Button(say.b("Copy the line"), copy=line.raw[:256]), terms.back(say, f"draft:{draft_id}")),)
    return Screen(text, buttons, Dialog("retype", {"draft": draft_id, "line": line.number}))


def ask_new_athlete(say: Speech, draft_id: str, line: DraftLine) -> Screen:
    text = lines(
        bold(say.t("{name} — year of birth and sex?", name=terms.safe_name(line.name or ""))),
        say.t("For example: 2011 f. Or the whole line: Surname Name 2011 f"),
    )
    rows = ((terms.back(say, f"draft:{draft_id}"),),)
    return Screen(text, rows, Dialog("enrol", {"draft": draft_id, "line": line.number}))


def dropped(say: Speech) -> Screen:
    return Screen(say.t("Nothing was saved."), toast=say.b("Nothing was saved."))


def undone(say: Speech, undone: Undone) -> Screen:
    if undone.again:
        return Screen(say.t("↩️ It was taken back already."), toast=say.b("It was taken back already."))
    shown = [
        Markup(f"{terms.safe_name(undone.athletes[swim.athlete_id].name)} · {terms.event_short(say, swim.event)}")
        + (f" · {say.time(swim.time)}" if swim.time else "")
        for swim in undone.swims[:10]
        if swim.athlete_id in undone.athletes
    ]
    more = len(undone.swims) - len(shown)
    text = lines(
        say.n("↩️ Taken back: {n} swim", "↩️ Taken back: {n} swims", len(undone.swims)),
        *shown,
        say.n("… and {n} more", "… and {n} more", more) if more > 0 else None,
    )
    return Screen(text, fresh=True)
