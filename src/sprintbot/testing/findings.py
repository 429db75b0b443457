"""What the rules make of swims: drawn by asking the rules themselves, so that every report is one they can give."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from sprintbot.domain.conversion import CourseDifference, course_difference
from sprintbot.domain.criticalspeed import CriticalSpeed, critical_swim_speed
from sprintbot.domain.estimates import Estimate
from sprintbot.domain.events import Course, Event, Sex, Stroke
from sprintbot.domain.metrics import Halves, LapMetrics, RaceMetrics, StrokeMetrics, halves, measure, stroke_metrics
from sprintbot.domain.pacing import LapOff, PacingReport, Profile, pacing, profile
from sprintbot.domain.pacingnorms import PacingNorm, pacing_norms
from sprintbot.domain.prediction import LapPlan, LocalExponent, lap_plan, local_exponents, predict
from sprintbot.domain.records import LeftOut, PersonalBest, RelayLegBest, personal_best, relay_leg_best
from sprintbot.domain.splitfaults import SplitFlag, flag_splits
from sprintbot.domain.splits import Splits
from sprintbot.domain.standards import Cut, Edition, NormStanding, standing
from sprintbot.domain.sumofbests import BestLap, IdealLap, IdealRace, SumOfBests, ideal_race, sum_of_bests
from sprintbot.domain.swims import Swim
from sprintbot.domain.swimtime import SwimTime
from sprintbot.testing import races
from sprintbot.testing.parts import T, one_of_the

_TABLED = st.sampled_from([Course.LCM, Course.SCM])
_LONG_FREE = Event(400, Stroke.FREE, Course.LCM)


def estimates() -> st.SearchStrategy[Estimate]:
    """Predictions from one freestyle distance of the record table to another."""
    distance = st.sampled_from([50, 100, 200, 400, 800, 1500])

    def predicted(course: Course, known: int, target: int, pace_cs: int, sex: Sex) -> Estimate:
        event = Event(known, Stroke.FREE, course)
        return predict(SwimTime(known * pace_cs), event, Event(target, Stroke.FREE, course), sex)

    return st.builds(predicted, _TABLED, distance, distance, st.integers(42, 150), races.swimmer_sexes())


def critical_speeds() -> st.SearchStrategy[CriticalSpeed]:
    """From two or three trials of 200, 400 and 800 m, each slower than the one before."""

    def tried(pace_cs: int, slower: list[int]) -> CriticalSpeed:
        trials, cs = [(200, SwimTime(200 * pace_cs))], 200 * pace_cs
        for distance, more in zip((400, 800), slower, strict=False):
            cs += distance // 2 * (pace_cs + more)
            trials.append((distance, SwimTime(cs)))
        return critical_swim_speed(trials)

    return st.builds(tried, st.integers(55, 150), st.lists(st.integers(1, 30), min_size=1, max_size=2))


def personal_bests() -> st.SearchStrategy[PersonalBest]:
    """Of careers with and without anything that counts."""
    return races.careers().map(personal_best)


def relay_leg_bests() -> st.SearchStrategy[RelayLegBest]:
    """Of careers, some with no leg begun by a takeover."""
    return st.builds(lambda swims, sex: relay_leg_best(swims, sex=sex), races.careers(), races.swimmer_sexes())


def left_out() -> st.SearchStrategy[LeftOut]:
    """A swim that did not count, for the reason it did not."""
    return one_of_the(races.swims().map(lambda swim: personal_best([swim])), lambda best: best.left_out)


def sums_of_bests() -> st.SearchStrategy[SumOfBests]:
    """Of careers with something that counts."""
    return races.careers(plain=True, min_size=1).map(sum_of_bests)


def ideal_races() -> st.SearchStrategy[IdealRace]:
    """Of careers with something that counts."""
    return races.careers(plain=True, min_size=1).map(ideal_race)


def pacing_reports() -> st.SearchStrategy[PacingReport]:
    """Of one swim beside another of the same event."""

    def judged(event: Event) -> st.SearchStrategy[PacingReport]:
        swim = races.swims(st.just(event), plain=True)
        return st.builds(lambda a, b, sex: pacing(a, sex, own_best=b), swim, swim, races.swimmer_sexes())

    return races.events(relays=False).flatmap(judged)


def laps_off() -> st.SearchStrategy[LapOff]:
    """Of two races over the same distances, one a little slower in every lap."""

    def beside(slower: int, sex: Sex) -> Sequence[LapOff]:
        own = [SwimTime(3000 + 10 * lap) for lap in range(8)]
        swum = [SwimTime(lap.centiseconds + slower) for lap in own]
        best, swim = (_long_free(Splits.from_laps(_LONG_FREE, times)) for times in (own, swum))
        return pacing(swim, sex, own_best=best).against_best

    return st.builds(beside, st.integers(0, 300), races.swimmer_sexes()).flatmap(st.sampled_from)


def profiles() -> st.SearchStrategy[Profile]:
    """Of 400 m races of eight laps."""
    laps = st.lists(races.swim_times(2800, 6000), min_size=8, max_size=8)
    return one_of_the(laps, lambda times: [profile(Splits.from_laps(_LONG_FREE, times))])


def split_flags() -> st.SearchStrategy[SplitFlag]:
    """Of files whose every split is at or over the final time."""
    late = st.dictionaries(st.sampled_from([50, 100, 150]), st.integers(20_000, 30_000), min_size=1)
    event = Event(200, Stroke.FREE, Course.LCM)
    return one_of_the(late, lambda splits: flag_splits(event, splits, 20_000))


def lap_plans() -> st.SearchStrategy[LapPlan]:
    """A target a little faster than the race that gave the profile."""

    def planned(race: Splits, percent: int) -> LapPlan:
        return lap_plan(SwimTime(race.total.centiseconds * percent // 100), [race])

    return st.builds(planned, races.splits(), st.integers(90, 100))


def stroke_counts() -> st.SearchStrategy[StrokeMetrics]:
    """Of laps of one stroke with 1 to 60 strokes counted."""
    strokes = st.sampled_from([stroke for stroke in Stroke if stroke is not Stroke.MEDLEY])
    return st.builds(stroke_metrics, races.laps(), st.integers(1, 60), strokes, st.sampled_from(Course))


@st.composite
def editions(draw: st.DrawFn) -> Edition:
    """An edition of one to four norms with whole ladders, some rows for birth years only."""
    norms = tuple(f"N{rank}" for rank in range(draw(st.integers(1, 4))))
    cuts = []
    for event in draw(st.lists(races.events(), min_size=1, max_size=3, unique=True)):
        sex, cs = draw(st.sampled_from(Sex)), draw(st.integers(1_000, 100_000))
        born = draw(st.none() | st.integers(1990, 2020))
        for norm in norms:
            cuts.append(Cut(norm, event, sex, SwimTime(cs), born, born))
            cs += draw(st.integers(0, 1_000))
    begins = draw(races.days())
    lasts = draw(st.none() | st.integers(0, 2_000))
    ends: date | None = None if lasts is None else begins + timedelta(days=lasts)
    return Edition("edition", begins, ends, "", norms, tuple(cuts))


def norm_standings() -> st.SearchStrategy[NormStanding]:
    """Where a time stands among the norms of one of an edition's own events."""

    def stood(edition: Edition, time: SwimTime) -> list[NormStanding | None]:
        cut = edition.cuts[0]
        return [standing(time, cut.event, cut.sex, edition, birth_year=cut.born_from)]

    return one_of_the(st.tuples(editions(), races.swim_times(100, 100_000)), lambda both: stood(*both))


def strategies() -> dict[type[Any], st.SearchStrategy[Any]]:
    """Each type of report to its strategy."""
    measured, summed, ideal = races.splits().map(measure), sums_of_bests(), ideal_races()
    halved = races.splits(st.just(_LONG_FREE)).map(halves)
    return {
        Estimate: estimates(),
        CriticalSpeed: critical_speeds(),
        PersonalBest: personal_bests(),
        RelayLegBest: relay_leg_bests(),
        LeftOut: left_out(),
        SumOfBests: summed,
        BestLap: one_of_the(summed, lambda found: found.sections),
        IdealRace: ideal,
        IdealLap: one_of_the(ideal, lambda found: found.laps),
        RaceMetrics: measured,
        LapMetrics: one_of_the(measured, lambda found: found.laps),
        Halves: one_of_the(halved, lambda found: [found]),
        StrokeMetrics: stroke_counts(),
        PacingReport: pacing_reports(),
        LapOff: laps_off(),
        Profile: profiles(),
        PacingNorm: _tabled(lambda event, sex: list(pacing_norms(event, sex).values())),
        LocalExponent: _tabled(lambda event, sex: local_exponents(event.course, sex, event.stroke)),
        CourseDifference: _tabled(lambda event, sex: [course_difference(event.distance, event.stroke, sex)]),
        LapPlan: lap_plans(),
        SplitFlag: split_flags(),
        Edition: editions(),
        Cut: one_of_the(editions(), lambda edition: edition.cuts),
        NormStanding: norm_standings(),
    }


def _tabled(rows: Callable[[Event, Sex], Sequence[T | None]]) -> st.SearchStrategy[T]:
    """A row of a table that the library carries, for the events that every table has."""
    event = st.builds(Event, st.sampled_from([100, 200]), st.sampled_from(list(Stroke)[:4]), _TABLED)
    return one_of_the(st.tuples(event, races.swimmer_sexes()), lambda both: rows(*both))


def _long_free(splits: Splits) -> Swim:
    return Swim("swim", "athlete", splits.event, splits.total, date(2026, 1, 1), splits)
