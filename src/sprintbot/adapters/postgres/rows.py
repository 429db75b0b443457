"""Rows to domain values and back: pure, and the only place that knows the order of a row's columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import Any

from sprintbot.adapters.postgres.tables import swims
from sprintbot.adapters.postgres.transaction import Row
from sprintbot.domain.access import Actor, Grant, Role
from sprintbot.domain.events import Course, Event, Sex, Stroke
from sprintbot.domain.people import Athlete, Club, Person
from sprintbot.domain.splits import Splits
from sprintbot.domain.swims import Start, Status, Swim, Technique, Timing
from sprintbot.domain.swimtime import SwimTime
from sprintbot.ports.kept import KeptBests, Member, SectionBest

_COURSE = {one.value: one for one in Course}
_STROKE = {one.value: one for one in Stroke}
_STATUS = {one.value: one for one in Status}
_START = {one.value: one for one in Start}
_TIMING = {one.value: one for one in Timing}

SWIM = tuple(
    swims.c[name]
    for name in (
        *("id", "athlete_id", "distance", "stroke", "course", "relay_legs", "time_cs", "laps_cs", "lap_ends"),
        *("swum_on", "status", "start", "timing", "technique", "meet"),
    )
)
"""The columns that `swim` reads."""
_SWIM_WIDTH = len(SWIM)


def club(row: Row) -> Club:
    """id, name, course, zone, personal, version"""
    return Club(row[0], row[1], _COURSE[row[2]], row[3], row[4], row[5])


def member(row: Row) -> Member:
    """The person's id, name, language, club_id, version; his grants as JSON; his club as `club` reads it, or NULLs."""
    person = Person(*row[:5])
    grants = tuple(Grant(Role(role), club_id, frozenset(s), frozenset(a)) for club_id, role, s, a in row[5])
    return Member(person, Actor(person.id, grants), None if row[6] is None else club(row[6:12]))


def athlete(row: Row) -> Athlete:
    """club_id, id, name, birth_year, sex, squad, archived, version"""
    return Athlete(row[1], row[0], row[2], row[3], Sex(row[4]), row[5], row[6], row[7])


def event_of(distance: int, stroke: str, course: str, relay_legs: int) -> Event:
    return Event(distance, _STROKE[stroke], _COURSE[course], relay_legs)


def event_values(event: Event) -> dict[str, object]:
    return {
        "distance": event.distance,
        "stroke": event.stroke.value,
        "course": event.course.value,
        "relay_legs": event.relay_legs,
    }


def swim(row: Row) -> Swim:
    """The columns of `SWIM`."""
    swum = event_of(row[2], row[3], row[4], row[5])
    time_cs, laps, ends, technique = row[6], row[7], row[8], row[13]
    return Swim(
        id=row[0],
        athlete_id=row[1],
        event=swum,
        time=None if time_cs is None else SwimTime(time_cs),
        swum_on=row[9],
        splits=None if laps is None else _splits(swum, laps, ends),
        status=_STATUS[row[10]],
        start=_START[row[11]],
        timing=_TIMING[row[12]],
        technique=None if technique is None else Technique(technique),
        meet=row[14],
    )


def swim_values(swim: Swim) -> Mapping[str, object]:
    splits = swim.splits
    return {
        "id": swim.id,
        "athlete_id": swim.athlete_id,
        **event_values(swim.event),
        "time_cs": None if swim.time is None else swim.time.centiseconds,
        "laps_cs": None if splits is None else [lap.centiseconds for lap in splits.laps],
        "lap_ends": None if splits is None or splits.step is not None else list(splits.grid),
        "swum_on": swim.swum_on,
        "status": swim.status.value,
        "start": swim.start.value,
        "timing": swim.timing.value,
        "technique": None if swim.technique is None else swim.technique.value,
        "meet": swim.meet,
    }


def _splits(event: Event, laps: Sequence[int], ends: Sequence[int] | None) -> Splits:
    step = event.total_distance // len(laps)
    grid = ends if ends is not None else range(step, event.total_distance + 1, step)
    return Splits(event, tuple((end, SwimTime(split)) for end, split in zip(grid, accumulate(laps), strict=True)))


def bests(row: Row) -> KeptBests:
    """The columns of `SWIM`, or NULLs; then starts, ends, centiseconds and swims of the sections."""
    best = None if row[0] is None else swim(row)
    sections: Any = zip(*row[_SWIM_WIDTH : _SWIM_WIDTH + 4], strict=True)
    return KeptBests(best, tuple(SectionBest(*section) for section in sections))
