"""Times, events, splits, swims: whatever these strategies draw is valid, and could have been swum."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from hypothesis import strategies as st

from sprintbot.domain.events import Course, Event, Sex, Stroke
from sprintbot.domain.splits import Lap, Splits
from sprintbot.domain.swims import Start, Status, Swim, Technique, Timing
from sprintbot.domain.swimtime import LONGEST_CS, SwimTime

PROGRAMME = {
    Course.LCM: (50, 100, 200, 400, 800, 1500),
    Course.SCM: (25, 50, 100, 200, 400, 800, 1500),
    Course.SCY: (25, 50, 100, 200, 500, 1000, 1650),
}
"""The distances of meets; other pools draw theirs from whole lengths."""
MOST_LAPS = 30
FASTEST_CS_PER_UNIT, SLOWEST_CS_PER_UNIT = 31, 300
_LONGEST_DRAWN = 5_000


def swim_times(min_cs: int = 1, max_cs: int = LONGEST_CS) -> st.SearchStrategy[SwimTime]:
    """Any time from `min_cs` to `max_cs` hundredths; by default every time there is."""
    return st.integers(min_cs, max_cs).map(SwimTime)


def swimmer_sexes() -> st.SearchStrategy[Sex]:
    """Of a swimmer: never mixed."""
    return st.sampled_from([Sex.F, Sex.M])


@st.composite
def events(
    draw: st.DrawFn,
    courses: Collection[Course] = tuple(Course),
    strokes: Collection[Stroke] = tuple(Stroke),
    *,
    relays: bool = True,
) -> Event:
    """Events that are swum in one of `courses`: mostly those of meets, now and then any whole number of lengths."""
    course, stroke = draw(st.sampled_from(tuple(courses))), draw(st.sampled_from(tuple(strokes)))
    legs = draw(st.sampled_from([1, 1, 4])) if relays else 1
    wall = course.length.numerator * (4 if stroke is Stroke.MEDLEY and legs == 1 else 1)
    usual = [distance for distance in PROGRAMME.get(course, ()) if distance % wall == 0]
    unusual = st.integers(1, _LONGEST_DRAWN // wall).map(lambda count: count * wall)
    return Event(draw(st.sampled_from(usual or [wall, 2 * wall]) | unusual), stroke, course, legs)


@st.composite
def splits(draw: st.DrawFn, of: st.SearchStrategy[Event] | None = None) -> Splits:
    """Splits of an event drawn from `of`: at equal steps, sometimes with some of them missing, at a believable pace."""
    event = draw(events() if of is None else of)
    steps = [count for count in range(1, MOST_LAPS + 1) if event.total_distance % count == 0]
    count = draw(st.sampled_from(steps))
    ends = [event.total_distance * lap // count for lap in range(1, count + 1)]
    missed = draw(st.just(frozenset[int]()) | st.frozensets(st.sampled_from(ends)))
    running, start, points = 0, 0, []
    for end in ends:
        if end in missed and end != ends[-1]:
            continue
        distance = end - start
        running += draw(st.integers(FASTEST_CS_PER_UNIT * distance, SLOWEST_CS_PER_UNIT * distance))
        points.append((end, SwimTime(running)))
        start = end
    return Splits(event, tuple(points))


@st.composite
def laps(draw: st.DrawFn) -> Lap:
    """One lap of a believable race."""
    return draw(st.sampled_from(draw(splits()).segments))


def days() -> st.SearchStrategy[date]:
    """Days of meets since LENEX and points tables exist."""
    return st.dates(date(2008, 1, 1), date(2030, 12, 31))


def ids() -> st.SearchStrategy[str]:
    """Opaque ids as a store hands them out."""
    return st.text("0123456789abcdef", min_size=1, max_size=8)


@st.composite
def swims(
    draw: st.DrawFn,
    of: st.SearchStrategy[Event] | None = None,
    *,
    id: st.SearchStrategy[str] | None = None,  # noqa: A002 - the field's own name
    athlete_id: str | None = None,
    plain: bool = False,
) -> Swim:
    """A swim of an event drawn from `of`, of one athlete where `athlete_id` is given.

    `plain`: an official OK time from a flat start, so that it counts as a best; otherwise every kind of result.
    """
    raced = draw(splits(events(relays=False) if of is None else of))
    status = Status.OK if plain else draw(st.sampled_from(Status))
    timed = status in (Status.OK, Status.EXH, Status.DSQ)
    return Swim(
        id=draw(ids() if id is None else id),
        athlete_id=draw(ids()) if athlete_id is None else athlete_id,
        event=raced.event,
        time=raced.total if timed else None,
        swum_on=draw(days()),
        splits=raced if timed and draw(st.booleans()) else None,
        status=status,
        start=Start.FLAT if plain else draw(st.sampled_from(Start)),
        timing=Timing.OFFICIAL if plain else draw(st.sampled_from(Timing)),
        technique=None if plain else draw(st.none() | st.none() | st.sampled_from(Technique)),
        meet=draw(st.none() | ids()),
    )


@st.composite
def careers(
    draw: st.DrawFn, of: st.SearchStrategy[Event] | None = None, *, plain: bool = False, min_size: int = 0
) -> list[Swim]:
    """Swims of one athlete with ids of their own, of a few events: what bests are taken from."""
    pool = draw(st.lists(events(relays=False) if of is None else of, min_size=1, max_size=2))
    one = swims(st.sampled_from(pool), athlete_id="athlete", plain=plain)
    return draw(st.lists(one, min_size=min_size, max_size=min_size + 12, unique_by=lambda swim: swim.id))


def strategies() -> dict[type[Any], st.SearchStrategy[Any]]:
    """Each type of race to its strategy."""
    return {SwimTime: swim_times(), Event: events(), Lap: laps(), Splits: splits(), Swim: swims()}
