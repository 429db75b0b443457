"""Hypothesis strategies for every value of `sprintbot.domain`, valid by construction (extra `testing`).

Hypothesis finds `register` through its entry point, so that `st.from_type(SwimTime)`, and `@given` on annotated
arguments, just work wherever sprintbot is installed. The strategies with parameters are here by name:

    @given(careers(plain=True))
    def test_mine(swims): ...
"""

from __future__ import annotations

from hypothesis import strategies as st

from sprintbot.testing import findings, races, rights, walls
from sprintbot.testing.findings import editions, estimates, pacing_reports, personal_bests, sums_of_bests
from sprintbot.testing.races import careers, days, events, ids, laps, splits, swim_times, swimmer_sexes, swims
from sprintbot.testing.rights import actors, grants, subjects
from sprintbot.testing.walls import turn_reports, turns

__all__ = [
    "actors",
    "careers",
    "days",
    "editions",
    "estimates",
    "events",
    "grants",
    "ids",
    "laps",
    "pacing_reports",
    "personal_bests",
    "register",
    "splits",
    "subjects",
    "sums_of_bests",
    "swim_times",
    "swimmer_sexes",
    "swims",
    "turn_reports",
    "turns",
]


def register() -> None:
    """Tell Hypothesis how to draw each type. Called by Hypothesis itself; calling it again changes nothing."""
    for part in (races, findings, walls, rights):
        for kind, strategy in part.strategies().items():
            st.register_type_strategy(kind, strategy)
