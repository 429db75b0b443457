"""One swim as a coach wants to see it: the conclusion, the laps, what they say; and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from sprintbot.adapters.telegram.screen import Button, Rows, Screen, in_rows, table
from sprintbot.adapters.telegram.screens import terms
from sprintbot.adapters.telegram.speech import Markup, Speech, bold, lines
from sprintbot.domain.cards import LapLine, Standing, SwimCard
from sprintbot.domain.drafts import DraftState
from sprintbot.domain.metrics import Halves
from sprintbot.domain.pacing import Balance
from sprintbot.domain.people import Athlete
from sprintbot.domain.swims import Swim, Timing
from sprintbot.usecases.save_swims import SavedSwims
from sprintbot.usecases.show_swims import ShownSwim

MOST_FULL = 3
"""Swims of a batch shown with their laps; a longer batch is a list that opens them one by one."""
MOST_BUTTONS = 12


def saved(say: Speech, saved: SavedSwims) -> list[Screen]:
    """The preview closes where it stands; what is new comes as a new message. A second tap brings nothing new."""
    if saved.draft.state is not DraftState.SAVED:
        return [Screen(say.t("↩️ It was taken back already."), toast=say.b("It was taken back already."))]
    closing = Screen(_closing(say, saved), toast=say.b("Saved already.") if saved.again else say.b("Saved."))
    return [closing] if saved.again else [closing, _news(say, saved)]


def _closing(say: Speech, saved: SavedSwims) -> Markup:
    left = [Markup(f"⚠️ «{terms.safe_name(raw[:80])}»") for raw in saved.left]
    return lines(
        say.n("✅ Saved: {n} swim", "✅ Saved: {n} swims", len(saved.cards)),
        say.t("Not saved, send them again:") if left else None,
        *left,
    )


def _news(say: Speech, saved: SavedSwims) -> Screen:
    undo = Button(say.b("Undo"), f"undo:{saved.draft.id}")
    if len(saved.cards) == 1:
        card = saved.cards[0]
        text = full(say, card, saved.athletes[card.swim.athlete_id])
        return Screen(text, (*_card_buttons(say, card), (undo,)), fresh=True)
    if len(saved.cards) <= MOST_FULL:
        shown = [full(say, card, saved.athletes[card.swim.athlete_id]) for card in saved.cards]
        text = Markup("\n\n".join(shown))
    else:
        text = lines(*(short(say, card, saved.athletes[card.swim.athlete_id]) for card in saved.cards))
    return Screen(text, (*_openers(say, saved.cards, saved.athletes), (undo,)), fresh=True)


def _openers(say: Speech, cards: tuple[SwimCard, ...], athletes: Mapping[str, Athlete]) -> Rows:
    buttons = [
        Button(
            f"{athletes[card.swim.athlete_id].name.split()[0]} {terms.event_short(say, card.swim.event)}",
            f"swim:{card.swim.id}",
        )
        for card in cards[:MOST_BUTTONS]
    ]
    return in_rows(buttons, 2)


def one_swim(say: Speech, shown: ShownSwim) -> Screen:
    athlete = shown.athlete
    text = full(say, shown.card, athlete)
    rows = (*_card_buttons(say, shown.card), (terms.back(say, f"hist:{athlete.id}:0"),))
    return Screen(text, rows)


def _card_buttons(say: Speech, card: SwimCard) -> Rows:
    buttons = [Button(say.b("Why?"), f"why:{card.swim.id}")]
    if card.swim.splits is not None and len(card.laps) > 1:
        code = terms.event_code(card.swim.event)
        buttons.append(Button(say.b("Beside the best"), f"spl:{card.swim.athlete_id}:{code}"))
    return (tuple(buttons),)


def full(say: Speech, card: SwimCard, athlete: Athlete) -> Markup:
    """Who and what; the time and what it is worth; laps; what the laps say; points."""
    starred = any(lap.best_ever for lap in card.laps)
    return lines(
        _head(say, card, athlete),
        _result(say, card),
        terms.marks(say, card.swim),
        laps_table(say, card.laps) if len(card.laps) > 1 else None,
        _sum_line(say, card, starred=starred),
        _halves_line(say, card),
        _points_line(say, card),
    )


def short(say: Speech, card: SwimCard, athlete: Athlete) -> Markup:
    """One line of a long batch."""
    sign = "🏅 " if card.standing is Standing.BEST else ""
    event = terms.event_short(say, card.swim.event)
    time = say.time(card.swim.time) if card.swim.time else terms.status(say, card.swim.status)
    gap = f" {say.signed(card.gap_cs)}" if card.gap_cs is not None and card.why_not is None else ""
    return Markup(f"{sign}{terms.safe_name(athlete.name)} · {event} · {bold(time)}{gap}")


def _head(say: Speech, card: SwimCard, athlete: Athlete) -> Markup:
    sign = "🏅 " if card.standing is Standing.BEST else ""
    event, course = terms.event(say, card.swim.event), terms.course(say, card.swim.event.course)
    return Markup(f"{sign}{bold(terms.safe_name(athlete.name))} · {event} · {course}")


def _result(say: Speech, card: SwimCard) -> Markup:
    swim = card.swim
    if swim.time is None:
        return bold(terms.status(say, swim.status))
    time = bold(say.time(swim.time))
    gap = "" if card.gap_cs is None else say.signed(card.gap_cs)
    if card.standing is Standing.UNCOUNTED:
        why = "" if card.why_not is None else terms.why_not(say, card.why_not)
        return say.t("{time} — not a best: {why}", time=time, why=why)
    if swim.timing is not Timing.OFFICIAL:
        kind = terms.timing(say, swim.timing)
        return _of_kind(say, card, time, kind, gap)
    return {
        Standing.FIRST: lambda: say.t("{time} — the first time in this event", time=time),
        Standing.BEST: lambda: say.t("{time} — personal best, {gap}", time=time, gap=gap),
        Standing.EQUAL: lambda: say.t("{time} — equals the personal best", time=time),
    }.get(card.standing, lambda: say.t("{time} · {gap} to the personal best", time=time, gap=gap))()


def _of_kind(say: Speech, card: SwimCard, time: Markup, kind: Markup, gap: str) -> Markup:
    """Hand times and training swims have bests of their own."""
    if card.standing is Standing.FIRST:
        return say.t("{time} — the first one ({kind})", time=time, kind=kind)
    if card.standing is Standing.BEST:
        return say.t("{time} — the best one ({kind}), {gap}", time=time, kind=kind, gap=gap)
    return say.t("{time} · {gap} to the best one ({kind})", time=time, gap=gap or "±0", kind=kind)


def laps_table(say: Speech, laps: tuple[LapLine, ...]) -> Markup:
    """Distance, split, pace per 100 of that lap; a star where the lap is the best ever."""
    rows = [
        (
            str(lap.lap.end),
            say.time(lap.split),
            say.tenth((lap.pace_cs + 5) // 10),
            "★" if lap.best_ever else " ",
        )
        for lap in laps
    ]
    return table(rows)


def _sum_line(say: Speech, card: SwimCard, *, starred: bool) -> Markup | None:
    total, behind = card.sum_of_bests.total, card.behind_sum_cs
    star = say.t("★ best-ever lap.") if starred else None
    if total is None or behind is None or card.why_not is not None or len(card.sum_of_bests.sections) < 2:
        return star
    said = say.t("Sum of bests {total}", total=say.time(total))
    if behind > 0:
        said = say.t("Sum of bests {total}: {gap} still in the water", total=say.time(total), gap=say.seconds(behind))
    return Markup(f"{star} {said}") if star else said


def _halves_line(say: Speech, card: SwimCard) -> Markup | None:
    if card.halves is None:
        return None
    gap = _drop_off(say, card.halves)
    verdict = {
        Balance.AS_EXPECTED: say.t("even, as usual at this level"),
        Balance.FAST_START: say.t("too fast a start for this level"),
        Balance.SLOW_START: say.t("held back at the start for this level"),
    }
    if card.pacing.balance is None:
        return say.t("Second half {gap}", gap=gap)
    return say.t("Second half {gap}: {verdict}", gap=gap, verdict=verdict[card.pacing.balance])


def _drop_off(say: Speech, halves: Halves) -> str:
    return say.signed(halves.drop_off_cs)


def _points_line(say: Speech, card: SwimCard) -> Markup | None:
    if card.points is None:
        return None
    course = terms.course(say, card.swim.event.course)
    return say.t("WA points {points} ({course}, {season})", points=card.points, course=course, season=card.season)


def why(say: Speech, shown: ShownSwim) -> Screen:
    """The rule, the table's edition, the swims it rests on, what was not counted and why."""
    card, swim = shown.card, shown.card.swim
    best = card.sum_of_bests.personal_best
    rule = say.t("A best is the fastest finished swim of the same race in the same pool, from an individual start.")
    counted = say.n("Counted: {n} swim", "Counted: {n} swims", len(best.counted))
    text = lines(
        _head(say, card, shown.athlete),
        bold(_result(say, card)) if card.standing is Standing.UNCOUNTED else _result(say, card),
        "",
        rule,
        counted,
        *(_counted_line(say, one, own=one.id == swim.id) for one in best.counted[:5]),
        _left_out(say, card),
        _points_why(say, card),
    )
    return Screen(text, ((terms.back(say, f"swim:{swim.id}"),),))


def _counted_line(say: Speech, swim: Swim, *, own: bool) -> Markup:
    time = "" if swim.time is None else say.time(swim.time)
    shown = f"· {time} · {say.day(swim.swum_on, year=True)}"
    if swim.meet:
        shown += f" · {terms.safe_name(swim.meet)}"
    return bold(Markup(shown)) if own else Markup(shown)


def _left_out(say: Speech, card: SwimCard) -> Markup | None:
    reasons = Counter(one.reason for one in card.sum_of_bests.personal_best.left_out)
    if not reasons:
        return None
    shown = ", ".join(f"{terms.why_not(say, reason)}: {number}" for reason, number in reasons.most_common())
    return say.t("Not counted: {reasons}", reasons=Markup(shown))


def _points_why(say: Speech, card: SwimCard) -> Markup | None:
    if card.points is None or card.base is None:
        return say.t("Points: the World Aquatics table of {season} has no such event.", season=card.season)
    return say.t(
        "Points: 1000 × ({base} / time)³, cut to a whole number; World Aquatics base times of {season}.",
        base=say.time(card.base),
        season=card.season,
    )
