"""Personal bests of an athlete in one course, and the sum of bests of one event."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sprintbot.domain.access import Action
from sprintbot.domain.events import Course, Event
from sprintbot.domain.people import Athlete
from sprintbot.domain.points import points, season
from sprintbot.domain.sumofbests import SumOfBests, sum_of_bests
from sprintbot.domain.swims import Swim, Timing
from sprintbot.ports.asking import Answer, Caller, athlete_for, enter
from sprintbot.ports.store import Store, Work


@dataclass(frozen=True, slots=True)
class BestLine:
    """A best with its points in the season of its day; None where the table has none."""

    swim: Swim
    points: int | None


@dataclass(frozen=True, slots=True)
class Records:
    """Bests in programme order. `courses` are those in which the athlete has any; `course` is the one shown."""

    athlete: Athlete
    course: Course
    courses: tuple[Course, ...]
    lines: tuple[BestLine, ...]
    timing: Timing


@dataclass(frozen=True, slots=True)
class SumReport:
    athlete: Athlete
    event: Event
    sum: SumOfBests


class ShowRecords:
    """Without `course`, the club's home course, or the one with the most bests where it has none."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def __call__(
        self,
        caller: Caller,
        athlete_id: str,
        answer: Answer[Records],
        course: Course | None = None,
        timing: Timing = Timing.OFFICIAL,
    ) -> Records:
        def step(work: Work) -> Records:
            entry = enter(work, caller)
            athlete = athlete_for(work, entry, Action.SEE_SWIMS, athlete_id)
            found = work.bests.of_athlete(entry.scope, athlete.id, timing)
            return _records(athlete, found, course, entry.club.course, timing)

        return await self._store.transact(step, answer)


class ShowSumOfBests:
    def __init__(self, store: Store) -> None:
        self._store = store

    async def __call__(self, caller: Caller, athlete_id: str, event: Event, answer: Answer[SumReport]) -> SumReport:
        def step(work: Work) -> SumReport:
            entry = enter(work, caller)
            athlete = athlete_for(work, entry, Action.SEE_SWIMS, athlete_id)
            swims = work.swims.of_event(entry.scope, athlete.id, event)
            return SumReport(athlete, event, sum_of_bests(swims, event))

        return await self._store.transact(step, answer)


def _records(athlete: Athlete, found: Sequence[Swim], course: Course | None, home: Course, timing: Timing) -> Records:
    swum = [swim.event.course for swim in found]
    courses = tuple(sorted(set(swum), key=list(Course).index))
    shown = course or (home if home in courses or not swum else max(courses, key=swum.count))
    lines = [
        BestLine(swim, points(swim.time, swim.event, athlete.sex, season(shown, swim.swum_on)))
        for swim in sorted(found, key=lambda one: one.event.programme_order)
        if swim.event.course is shown and swim.time is not None
    ]
    return Records(athlete, shown, courses, tuple(lines), timing)
