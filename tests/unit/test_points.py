"""World Aquatics points: the published examples, every base time known, and both ways back from points to time."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sprintbot.domain.basetimes import base_times
from sprintbot.domain.errors import PointsError
from sprintbot.domain.events import Course, Event, Sex, Stroke
from sprintbot.domain.points import (
    LAST_ROUNDED_SEASON,
    base_time,
    fastest_time_for,
    latest_season,
    points,
    season,
    slowest_time_for,
)
from sprintbot.domain.swimtime import SwimTime
from sprintbot.testing import days, events, swim_times
from tests.unit.tables import table

LCM, SCM, SCY = Course.LCM, Course.SCM, Course.SCY
FREE_100 = Event(100, Stroke.FREE, LCM)
MEN_2016 = (FREE_100, Sex.M, 2016)


@st.composite
def tabled(draw: st.DrawFn) -> tuple[Event, Sex, int]:
    """An event, sex and season that has a base time."""
    (course, sex, legs, distance, stroke), seasons = draw(st.sampled_from(sorted(base_times().items())))
    event = Event(distance, Stroke(stroke), Course(course), legs)
    return event, Sex(sex), draw(st.sampled_from(sorted(seasons)))


@pytest.mark.parametrize(
    ("time", "event", "sex", "year", "expected"),
    [
        ("52.81", FREE_100, Sex.M, 2016, 700),  # the official page's own example of the inverse
        ("52.80", FREE_100, Sex.M, 2016, 701),
        ("46.91", FREE_100, Sex.M, 2016, 1000),
        ("20.16", Event(50, Stroke.FREE, SCM), Sex.M, 2020, 1011),
        ("25.20", Event(50, Stroke.FREE, SCM), Sex.M, 2026, 492),
        ("1:02.35", Event(100, Stroke.FREE, SCM), Sex.M, 2026, 371),
        ("3:18.48", Event(100, Stroke.FREE, LCM, 4), Sex.X, 2026, 1000),
        ("3:49.34", Event(100, Stroke.MEDLEY, LCM, 4), Sex.F, 2026, 1000),
        ("1:35.15", Event(50, Stroke.MEDLEY, SCM, 4), Sex.X, 2025, 1000),
        ("54.60", Event(100, Stroke.FLY, LCM), Sex.F, 2026, 1000),
        ("9:59:59.99", FREE_100, Sex.M, 2016, 0),
    ],
)
def test_scores(time: str, event: Event, sex: Sex, year: int, expected: int) -> None:
    assert points(SwimTime.parse(time), event, sex, year) == expected


def test_an_exact_whole_score_is_not_lost() -> None:
    """20.16 / 25.20 is 0.8 exactly: 512 points, where a float floor prints 511."""
    event = Event(50, Stroke.FREE, SCM)
    seasons = [year for year in range(2008, 2027) if base_time(event, Sex.M, year) == SwimTime(2016)]
    assert seasons
    for year in seasons:
        assert points(SwimTime(2520), event, Sex.M, year) == 512


def test_tables_of_2009_and_earlier_round_and_later_ones_cut() -> None:
    cut = points(SwimTime(5279), FREE_100, Sex.M, 2010)  # 701.66...
    rounded = points(SwimTime(5295), FREE_100, Sex.M, 2009)  # 701.56...
    assert (cut, rounded) == (701, 702)
    assert points(SwimTime(5301), FREE_100, Sex.M, 2009) == 699  # 699.18...
    assert LAST_ROUNDED_SEASON == 2009


@pytest.mark.parametrize(
    ("event", "sex", "year"),
    [
        (FREE_100, Sex.M, 2007),
        (FREE_100, Sex.M, 2027),
        (FREE_100, Sex.X, 2026),
        (Event(100, Stroke.FREE, SCY), Sex.M, 2026),
        (Event(100, Stroke.FREE, Course.SCM33), Sex.M, 2026),
        (Event(50, Stroke.FREE, SCM, 4), Sex.M, 2026),  # the relays of that season are not known
        (Event(50, Stroke.FREE, LCM, 4), Sex.M, 2026),
        (Event(100, Stroke.FREE, LCM, 4), Sex.M, 2019),
        (Event(100, Stroke.FREE, LCM, 2), Sex.M, 2026),
        (Event(150, Stroke.FREE, LCM), Sex.M, 2026),
    ],
)
def test_what_no_table_has_is_none(event: Event, sex: Sex, year: int) -> None:
    assert points(SwimTime(5000), event, sex, year) is None
    assert base_time(event, sex, year) is None
    assert fastest_time_for(700, event, sex, year) is None
    assert slowest_time_for(700, event, sex, year) is None


@pytest.mark.parametrize(
    ("course", "day", "expected"),
    [
        (LCM, date(2026, 1, 1), 2026),
        (LCM, date(2026, 12, 31), 2026),
        (SCM, date(2026, 8, 31), 2025),
        (SCM, date(2026, 9, 1), 2026),
        (SCM, date(2026, 12, 31), 2026),
        (SCM, date(2027, 1, 1), 2026),
        (SCY, date(2026, 8, 31), 2025),
    ],
)
def test_long_course_seasons_are_years_and_short_course_ones_begin_in_september(
    course: Course, day: date, expected: int
) -> None:
    assert season(course, day) == expected


def test_seasons_are_those_of_the_official_documents() -> None:
    rows = table("wa_base_times_meta.csv")
    for row in rows:
        for day in ("valid_from", "valid_until"):
            assert season(Course(row["course"]), date.fromisoformat(row[day])) == int(row["season"])
    assert len(rows) == 10


def test_the_newest_table_of_each_course() -> None:
    assert (latest_season(LCM), latest_season(SCM), latest_season(SCY)) == (2026, 2026, None)


def test_the_tables_hold_what_they_hold() -> None:
    """A few values by hand, and how many there are: gaps stay gaps."""
    assert Counter(course for course, *_ in base_times()) == Counter(LCM=48, SCM=48)
    assert sum(map(len, base_times().values())) == 1684
    assert base_time(Event(100, Stroke.FLY, SCM), Sex.F, 2022) == SwimTime(5459)  # the official PDF's erratum
    assert base_time(Event(50, Stroke.FREE, SCM), Sex.F, 2017) == SwimTime(
        2324
    )  # sources differ; printed points decide
    assert base_time(Event(1500, Stroke.FREE, LCM), Sex.F, 2026) == SwimTime(92048)
    assert base_time(Event(100, Stroke.FREE, LCM), Sex.M, 2024) == SwimTime(4686)
    assert base_time(Event(50, Stroke.MEDLEY, LCM, 4), Sex.F, 2024) == SwimTime(10561)


def test_every_base_time_of_the_reference_table() -> None:
    expected: dict[tuple[str, str, int, int, str], dict[int, int]] = {}
    for row in table("wa_base_times.csv"):
        key = (row["course"], row["gender"], int(row["relaycount"]), int(row["distance"]), row["stroke"])
        expected.setdefault(key, {})[int(row["season"])] = int(row["basetime_cs"])
    assert base_times() == expected


def test_the_official_inverse_is_the_fastest_and_the_old_calculator_the_slowest() -> None:
    """700 points, men's 100 m freestyle 2016: the rule says 52.81, the old program printed 52.83."""
    assert fastest_time_for(700, *MEN_2016) == SwimTime(5281)
    assert slowest_time_for(700, *MEN_2016) == SwimTime(5283)


def test_where_no_hundredth_scores_that_the_next_better_is_taken() -> None:
    event = (Event(50, Stroke.FREE, LCM), Sex.M, 2026)
    scores = {cs: points(SwimTime(cs), *event) for cs in (2090, 2091, 2092)}
    assert scores == {2090: 1001, 2091: 1000, 2092: 998}
    assert fastest_time_for(999, *event) == slowest_time_for(999, *event) == SwimTime(2091)


def test_no_points_are_the_slowest_times_of_all() -> None:
    """1000 x (46.91 / T)^3 falls under 1 just after ten base times."""
    assert fastest_time_for(0, *MEN_2016) == SwimTime(46_911)
    assert slowest_time_for(1, *MEN_2016) == SwimTime(46_910)


@pytest.mark.parametrize("score", [-1, True, 700.0, "700", 10**20])
def test_points_that_no_time_scores_are_refused(score: int) -> None:
    for inverse in (fastest_time_for, slowest_time_for):
        with pytest.raises(PointsError) as refusal:
            inverse(score, *MEN_2016)
        assert refusal.value.data["points"] == score
        assert refusal.value.data["reason"] == ("no_time_scores_that" if score == 10**20 else "below_least")


def test_the_most_points_are_those_of_one_hundredth() -> None:
    most = points(SwimTime(1), *MEN_2016)
    assert most is not None
    assert fastest_time_for(most, *MEN_2016) == slowest_time_for(most, *MEN_2016) == SwimTime(1)
    assert fastest_time_for(most - 1, *MEN_2016) == SwimTime(1)
    with pytest.raises(PointsError):
        fastest_time_for(most + 1, *MEN_2016)
    with pytest.raises(PointsError):
        slowest_time_for(most + 1, *MEN_2016)
    with pytest.raises(PointsError):
        slowest_time_for(0, *MEN_2016)


@given(tabled(), swim_times())
def test_points_are_the_formula_in_whole_numbers(entry: tuple[Event, Sex, int], time: SwimTime) -> None:
    """Protects exactness: p is the one whole number with p <= 1000 (B/T)^3 < p + 1 (half-up until 2009)."""
    event, sex, year = entry
    base, score = base_time(event, sex, year), points(time, event, sex, year)
    assert base is not None
    assert score is not None
    half = 1 if year <= 2009 else 0
    thousands, cube = 2000 * base.centiseconds**3, time.centiseconds**3
    assert (2 * score - half) * cube <= thousands < (2 * (score + 1) - half) * cube


@given(tabled(), swim_times(1, 200_000), swim_times(1, 200_000))
def test_a_faster_time_never_scores_less(entry: tuple[Event, Sex, int], one: SwimTime, other: SwimTime) -> None:
    """Protects rankings by points: order of times is order of points."""
    event, sex, year = entry
    faster, slower = sorted((one, other))
    best, worst = points(faster, event, sex, year), points(slower, event, sex, year)
    assert best is not None
    assert worst is not None
    assert best >= worst


@given(tabled(), st.integers(1, 1400))
def test_the_inverses_enclose_exactly_the_times_that_score(entry: tuple[Event, Sex, int], score: int) -> None:
    """Protects both inverses: no hundredth faster than the one, or slower than the other, scores the same."""
    event, sex, year = entry

    def scored(cs: int) -> int:
        found = points(SwimTime(cs), event, sex, year)
        assert found is not None
        return found

    fastest, slowest = fastest_time_for(score, *entry), slowest_time_for(score, *entry)
    assert fastest is not None
    assert slowest is not None
    assert scored(slowest.centiseconds) >= score > scored(slowest.centiseconds + 1)
    if scored(slowest.centiseconds) > score:
        assert fastest == slowest
    else:
        assert scored(fastest.centiseconds) == score < scored(fastest.centiseconds - 1)


@given(tabled(), swim_times(1000, 100_000))
def test_a_time_lies_between_both_inverses_of_its_points(entry: tuple[Event, Sex, int], time: SwimTime) -> None:
    """Protects the round trip: from a time to points and back never leaves the times that score them."""
    score = points(time, *entry)
    assert score is not None
    assume(score > 0)
    fastest, slowest = fastest_time_for(score, *entry), slowest_time_for(score, *entry)
    assert fastest is not None
    assert slowest is not None
    assert fastest <= time <= slowest


@given(st.sampled_from(Course), days())
def test_a_season_changes_once_a_year(course: Course, day: date) -> None:
    """Protects the choice of a table: tomorrow's season is today's, or on one day of the year the next."""
    step = season(course, day + timedelta(days=1)) - season(course, day)
    tomorrow = day + timedelta(days=1)
    assert step == ((tomorrow.month, tomorrow.day) == ((1, 1) if course is LCM else (9, 1)))


@given(events(), st.sampled_from(Sex), st.integers(1900, 2100), swim_times(), st.integers(0, 2000))
def test_any_event_and_season_is_points_or_none(event: Event, sex: Sex, year: int, time: SwimTime, score: int) -> None:
    """Protects callers: whatever was swum, wherever and whenever, the answer is a number or None, all ways alike."""
    known = base_time(event, sex, year) is not None
    assert (points(time, event, sex, year) is not None) == known
    assert (fastest_time_for(score, event, sex, year) is not None) == known
