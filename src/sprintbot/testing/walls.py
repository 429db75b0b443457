"""Turns that can be made, and the reviews and references that come of them."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from sprintbot.domain.events import Course, Event, Stroke
from sprintbot.domain.racesections import RaceSections, race_sections
from sprintbot.domain.swimtime import SwimTime
from sprintbot.domain.turnanalysis import TurnReport, TurnSeries, analyse_turns
from sprintbot.domain.turncauses import Advice, Cause, TurnLine
from sprintbot.domain.turnnorms import PUBLISHED_TURN_NORMS, PublishedNorms, SpreadNorm, TurnNorm, published_turn_spread
from sprintbot.domain.turnreference import CLUB_SWIMS_NEEDED, ClubTurns, Comparison, KindComparison
from sprintbot.domain.turns import Turn, TurnDefinition
from sprintbot.testing.parts import one_of_the

FIVE_TEN = TurnDefinition.FIVE_TEN


@st.composite
def turns(draw: st.DrawFn) -> Turn:
    """A turn over 5 m in and 10 m out, its phases within its time and its breakout within the rules."""
    approach, contact = draw(st.integers(200, 400)), draw(st.integers(20, 120))
    underwater, swum = draw(st.integers(100, 400)), draw(st.integers(130, 400))
    return Turn(
        time_cs=approach + contact + underwater + swum,
        breakout_cm=draw(st.none() | st.integers(300, 990)),
        approach_cs=draw(st.none() | st.just(approach)),
        contact_cs=contact,
        push_off_cs=draw(st.none() | st.integers(1, contact)),
        underwater_cs=draw(st.none() | st.just(underwater)),
        kicks=draw(st.none() | st.integers(0, 12)),
        two_hands=draw(st.none() | st.just(True)),
    )


def turned_events() -> st.SearchStrategy[Event]:
    """Individual races in 25 and 50 m pools with one turn at least."""
    strokes, pools = st.sampled_from(Stroke), st.sampled_from([Course.LCM, Course.SCM])
    return st.builds(Event, st.sampled_from([200, 400]), strokes, pools)


@st.composite
def turn_reports(draw: st.DrawFn) -> TurnReport:
    """A race reviewed turn by turn, with no reference."""
    event = draw(turned_events())
    made = draw(st.lists(turns(), min_size=event.turns, max_size=event.turns))
    return analyse_turns(event, made, definition=FIVE_TEN)


@st.composite
def club_turns(draw: st.DrawFn, event: Event | None = None) -> ClubTurns:
    """A club's own swims of one event, just enough to compare with."""
    raced = draw(turned_events()) if event is None else event
    times = st.lists(st.integers(450, 1500), min_size=raced.turns, max_size=raced.turns)
    swims = draw(st.lists(times, min_size=CLUB_SWIMS_NEEDED, max_size=CLUB_SWIMS_NEEDED + 3))
    return ClubTurns.of(raced, FIVE_TEN, [[Turn(cs) for cs in swim] for swim in swims])


@st.composite
def comparisons(draw: st.DrawFn) -> Comparison:
    """A race held against the club's swims of the same event."""
    event = draw(turned_events())
    made = draw(st.lists(turns(), min_size=event.turns, max_size=event.turns))
    found = analyse_turns(event, made, definition=FIVE_TEN, reference=draw(club_turns(event))).comparison
    if found is None:
        raise AssertionError(event)
    return found


@st.composite
def race_sections_of(draw: st.DrawFn) -> RaceSections:
    """Start, turns, clean swimming and finish of one race."""
    event = draw(turned_events())
    made = draw(st.lists(turns(), min_size=event.turns, max_size=event.turns))
    start, finish, clean = draw(st.integers(500, 900)), draw(st.integers(200, 400)), draw(st.integers(2000, 90_000))
    total = SwimTime(start + finish + clean + sum(turn.time_cs for turn in made))
    return race_sections(event, total, made, definition=FIVE_TEN, start_cs=start, finish_cs=finish)


def slowing_races() -> st.SearchStrategy[TurnReport]:
    """Races whose turns grow slower because the swimmer surfaces sooner: reviews with a cause and advice."""

    def slowing(first: int, step: int) -> TurnReport:
        made = [Turn(first + step * number, 900 - 50 * number) for number in range(7)]
        return analyse_turns(Event(200, Stroke.FREE, Course.SCM), made, definition=FIVE_TEN)

    return st.builds(slowing, st.integers(800, 1000), st.integers(10, 30))


def strategies() -> dict[type[Any], st.SearchStrategy[Any]]:
    """Each type of turn analysis to its strategy."""
    spread = published_turn_spread(Event(100, Stroke.FREE, Course.SCM), FIVE_TEN)
    published = st.sampled_from(PUBLISHED_TURN_NORMS)
    return {
        Turn: turns(),
        TurnReport: turn_reports(),
        TurnLine: one_of_the(turn_reports(), lambda report: report.turns),
        TurnSeries: one_of_the(turn_reports(), lambda report: report.series),
        Cause: one_of_the(slowing_races(), lambda report: report.causes),
        Advice: one_of_the(slowing_races(), lambda report: report.advice),
        PublishedNorms: published,
        TurnNorm: one_of_the(published, lambda found: found.norms),
        SpreadNorm: st.sampled_from(spread),
        ClubTurns: club_turns(),
        Comparison: comparisons(),
        KindComparison: one_of_the(comparisons(), lambda found: found.kinds),
        RaceSections: race_sections_of(),
    }
