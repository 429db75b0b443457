"""Times on the way: a shorter distance passed in a longer race. Kept apart from the bests of that distance."""

from __future__ import annotations

from sprintbot.domain.events import Event, Stroke
from sprintbot.domain.records import counts_as_best
from sprintbot.domain.splitfaults import is_plausible
from sprintbot.domain.splits import Splits
from sprintbot.domain.swims import Swim, Timing

RACED = {False: frozenset({25, 50, 100, 200, 400, 800, 1500}), True: frozenset({25, 50, 100, 200, 500, 1000, 1650})}
"""Distances that have bests, in metres; under True in yards."""


def intermediate_swims(swim: Swim) -> tuple[Swim, ...]:
    """A swim for each raced distance that the race was split at, shortest first, with the splits up to there.

    Their timing is INTERMEDIATE and their ids are the race's id, a slash and the distance. Only of official times that
    count as bests themselves, of one stroke and with splits that can be true: none of anything else.
    """
    event, splits = swim.event, swim.splits
    if splits is None or event.stroke is Stroke.MEDLEY or counts_as_best(swim) is not None or not is_plausible(splits):
        return ()
    found = []
    for number, (distance, time) in enumerate(splits.points[:-1], 1):
        if distance in RACED[event.course.yards] and (distance / event.course.length).denominator == 1:
            shorter = Event(distance, event.stroke, event.course)
            found.append(
                Swim(
                    id=f"{swim.id}/{distance}",
                    athlete_id=swim.athlete_id,
                    event=shorter,
                    time=time,
                    swum_on=swim.swum_on,
                    splits=Splits(shorter, splits.points[:number]),
                    start=swim.start,
                    timing=Timing.INTERMEDIATE,
                    meet=swim.meet,
                )
            )
    return tuple(found)
