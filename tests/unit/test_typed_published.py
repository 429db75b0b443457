"""Splits as a magazine printed them, pasted as one line: the right laps, and the misprint found.

Both races were printed by Swimming World Magazine (1500 m freestyle, Kazan 2015) with splits and with laps; the heat's
split at 1450 m is a hundredth late, as the official file and the article's own laps show.
"""

from __future__ import annotations

from datetime import date
from itertools import accumulate

import pytest

from sprintbot.adapters.typed.results import TypedResults
from sprintbot.domain.drafts import DraftLine, Finding, Problem
from sprintbot.domain.events import Course, Event, Stroke
from sprintbot.domain.swimtime import SwimTime
from sprintbot.ports.reader import Usual

GOLD_COAST = (
    "2856 3078 3107 3144 3104 3114 3120 3134 3117 3139 3128 3135 3120 3129 3130 "
    "3135 3108 3113 3096 3089 3112 3100 3073 3114 3071 3099 3091 3096 3085 2899"
)
KAZAN_LAPS = (
    "2856 3053 3132 3142 3122 3096 3113 3127 3135 3119 3106 3117 3119 3105 3093 "
    "3094 3115 3132 3087 3092 3104 3125 3082 3092 3092 3100 3089 3112 3073 2947"
)
RACES = [[int(lap) for lap in laps.split()] for laps in (GOLD_COAST, KAZAN_LAPS)]
MISPRINT = 29
"""Which of Kazan's splits is printed a hundredth late."""


def printed(race: int) -> tuple[list[str], list[str]]:
    """Splits and laps as they stood in the article."""
    laps = RACES[race]
    splits = list(accumulate(laps))
    if race:
        splits[MISPRINT - 1] += 1
    return [str(SwimTime(cs)) for cs in splits], [str(SwimTime(cs)) for cs in laps]


def between(splits: list[str], laps: list[str]) -> str:
    """`28.56 59.09 (30.53) 1:30.41 (31.32) …`"""
    return " ".join([splits[0], *(f"{split} ({lap})" for split, lap in zip(splits[1:], laps[1:], strict=True))])


def ways(race: int) -> dict[str, str]:
    splits, laps = printed(race)
    with_distances = " ".join(f"{50 * number}: {split}" for number, split in enumerate(splits, 1))
    return {
        "two brackets": f"({' '.join(splits)}) ({' '.join(laps)})",
        "laps first": f"({' '.join(laps)}) ({' '.join(splits)})",
        "no finish": f"({' '.join(splits[:-1])}) ({' '.join(laps[1:])})",
        "laps between splits": f"({between(splits, laps)})",
        "no outer brackets": between(splits, laps),
        "commas": f"({', '.join(splits)}) ({', '.join(laps)})",
        "a bar": f"| {between(splits, laps)}",
        "with distances": f"({with_distances}) ({' '.join(laps)})",
    }


def read(text: str) -> DraftLine:
    [line] = TypedResults().read(text, Usual(Course.SCM, date(2026, 11, 25)))
    return line


@pytest.mark.parametrize("way", list(ways(0)))
@pytest.mark.parametrize("race", [0, 1], ids=["Gold Coast 2014", "Kazan 2015"])
def test_a_world_record_as_it_was_printed(race: int, way: str) -> None:
    total = SwimTime(sum(RACES[race]))
    line = read(f"Ledecky 1500 free LCM {total} {ways(race)[way]}")
    laps = list(RACES[race])
    if race:
        laps[MISPRINT - 1 : MISPRINT + 1] = [3074, 2946]
    assert (line.name, line.event, line.time) == ("Ledecky", Event(1500, Stroke.FREE, Course.LCM), total)
    assert (list(line.laps_cs), line.lap_ends) == (laps, tuple(range(50, 1501, 50)))
    assert line.ready
    told = Finding(Problem.LAPS_MISPRINT, expected_cs=3074, found_cs=3073, distance=1450, note=True)
    assert line.findings == ((told,) if race else ())


@pytest.mark.parametrize("race", [0, 1])
def test_the_laps_alone_are_the_race(race: int) -> None:
    _, laps = printed(race)
    line = read(f"Ledecky 1500 free LCM {SwimTime(sum(RACES[race]))} ({' '.join(laps)})")
    assert (list(line.laps_cs), line.findings) == (RACES[race], ())


def test_a_misprint_of_more_than_a_hundredth_is_asked() -> None:
    splits, laps = printed(0)
    laps[9] = "31.93"
    line = read(f"Ledecky 1500 free LCM 15:28.36 ({' '.join(splits)}) ({' '.join(laps)})")
    [finding] = line.obstacles
    assert (finding.problem, finding.distance, finding.expected_cs, finding.found_cs) == (
        Problem.LAPS_MISPRINT,
        500,
        3139,
        3193,
    )
