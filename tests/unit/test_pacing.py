"""The pacing verdict: by norm, against the own best, and words only where they mean something."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sprintbot.domain.events import Course, Event, Sex, Stroke
from sprintbot.domain.metrics import body_cv_percent
from sprintbot.domain.pacing import Balance, LapOff, PacingReport, Profile, Shape, pacing, profile
from sprintbot.domain.pacingnorms import PointsLevel, level_of, pacing_norm, pacing_norms
from sprintbot.domain.splits import Splits
from sprintbot.domain.swims import Swim
from sprintbot.domain.swimtime import SwimTime
from sprintbot.testing import events, pacing_reports, splits, swimmer_sexes, swims
from tests.unit.tables import table

LCM, SCM, SCY = Course.LCM, Course.SCM, Course.SCY
FREE_100, FREE_200 = Event(100, Stroke.FREE, SCM), Event(200, Stroke.FREE, LCM)
FREE_400 = Event(400, Stroke.FREE, LCM)
DAY = date(2026, 5, 16)
WEAKEST, _, STRONG, BEST_LEVEL = PointsLevel


def race(event: Event, *laps: str | int, on: date = DAY) -> Swim:
    times = [SwimTime(lap) if isinstance(lap, int) else SwimTime.parse(lap) for lap in laps]
    swum = Splits.from_laps(event, times)
    return Swim("1", "athlete", event, swum.total, on, swum)


def eight(*laps: int) -> Splits:
    return Splits.from_laps(FREE_400, [SwimTime(lap) for lap in laps])


@pytest.mark.parametrize(
    ("score", "level"),
    [
        (0, "<550"),
        (549, "<550"),
        (550, "550-699"),
        (699, "550-699"),
        (700, "700-849"),
        (849, "700-849"),
        (850, ">=850"),
    ],
)
def test_levels_are_bands_of_points(score: int, level: str) -> None:
    assert level_of(score) == level


def test_verdicts_have_stable_codes() -> None:
    assert {balance.name for balance in Balance} == set(Balance)
    assert {shape.name for shape in Shape} == set(Shape)


def test_one_norm_by_hand() -> None:
    norm = pacing_norm(Event(200, Stroke.BACK, LCM), Sex.F, STRONG)
    assert norm is not None
    assert (norm.level, norm.races, norm.grid) == (STRONG, 1285, (50, 100, 150, 200))
    assert norm.shares == tuple(Fraction(share, 10_000) for share in (2354, 2514, 2573, 2559))
    assert (norm.half_p10, norm.half_p50, norm.half_p90) == (
        Fraction(10247, 10_000),
        Fraction(10538, 10_000),
        Fraction(10865, 10_000),
    )
    assert (norm.cv, norm.body_cv) == (Fraction(359, 100), Fraction(119, 100))


def test_every_norm_of_the_reference_table() -> None:
    rows = table("pacing_norms.csv")
    for row in rows:
        event = Event(int(row["distance"]), Stroke(row["stroke"]), Course(row["course"]))
        norm = pacing_norm(event, Sex(row["gender"]), PointsLevel(row["level"]))
        assert norm is not None
        shares = [Fraction(share) for share in row["share_pct_median"].split()]
        assert norm.shares == tuple(share / sum(shares) for share in shares)
        assert norm.grid == tuple(range(int(row["step_m"]), event.distance + 1, int(row["step_m"])))
        assert norm.races == int(row["n"])
        halves = (norm.half_p10, norm.half_p50, norm.half_p90)
        assert halves == tuple(Fraction(row[f"h2h1_{name}"]) for name in ("p10", "median", "p90"))
        assert norm.cv == Fraction(row["cv_all_median"])
        assert norm.body_cv == (Fraction(row["cv_mid_median"]) if row["cv_mid_median"] else None)
    assert len(rows) == 232


@pytest.mark.parametrize(
    "event", [Event(100, Stroke.FREE, SCY), Event(100, Stroke.FREE, SCM, 4), Event(75, Stroke.FREE, SCM)]
)
def test_no_norm_where_no_races_were_counted(event: Event) -> None:
    assert pacing_norms(event, Sex.M) == {}
    assert pacing_norm(event, Sex.M, BEST_LEVEL) is None


@given(events(), st.sampled_from(Sex))
def test_norms_describe_whole_races(event: Event, sex: Sex) -> None:
    """Protects expected laps: the shares of a norm are the whole race, in order, strongest level last."""
    norms = pacing_norms(event, sex)
    assert list(norms) == [level for level in PointsLevel if level in norms]
    for norm in norms.values():
        assert sum(norm.shares) == 1
        assert norm.grid[-1] == event.distance
        assert len(norm.grid) == len(norm.shares)
        assert norm.half_p10 < norm.half_p50 < norm.half_p90


def test_a_swim_of_its_level() -> None:
    """100 m freestyle, 25 m, women: 371 points are under 550, where 4.1 % slower in the second half is even."""
    found = pacing(race(FREE_100, "29.80", "32.55"), Sex.F)
    norm = pacing_norm(FREE_100, Sex.F, WEAKEST)
    assert norm is not None
    assert (found.event, found.sex, found.level, found.norm) == (FREE_100, Sex.F, WEAKEST, norm)
    assert found.half_ratio == Fraction(3255, 2980)
    assert found.balance is Balance.AS_EXPECTED
    assert (found.profile, found.body_cv, found.skill) == (None, None, None)
    assert [(lap.start, lap.end, lap.time_cs) for lap in found.against_norm] == [(0, 50, 2980), (50, 100, 3255)]
    assert found.against_norm[0].expected_cs == norm.shares[0] * 6235
    assert found.against_best == ()
    assert found.level_season == 2025


@pytest.mark.parametrize(
    ("first", "balance"),
    [("25.00", Balance.FAST_START), ("29.80", Balance.AS_EXPECTED), ("31.50", Balance.SLOW_START)],
)
def test_a_start_too_fast_or_too_slow_for_the_level(first: str, balance: Balance) -> None:
    second = SwimTime(6235 - SwimTime.parse(first).centiseconds)
    assert pacing(race(FREE_100, first, str(second)), Sex.F).balance is balance


def test_the_percentiles_themselves_are_as_expected() -> None:
    norm = pacing_norm(FREE_100, Sex.F, WEAKEST)
    assert norm is not None
    slow = norm.half_p90
    laps = (slow.denominator, slow.numerator)
    scale = 6000 // slow.denominator + 1
    assert pacing(race(FREE_100, laps[0] * scale, laps[1] * scale), Sex.F).balance is Balance.AS_EXPECTED


def test_the_lap_farthest_from_the_norm_is_named() -> None:
    found = pacing(race(FREE_200, "29.00", "33.00", "38.00", "33.00"), Sex.F)
    off = found.most_off_norm
    assert off is not None
    assert (off.start, off.end) == (100, 150)
    assert off.over_cs > 300
    early = pacing(race(FREE_200, "24.00", "36.00", "36.50", "36.50"), Sex.F).most_off_norm
    assert early is not None
    assert (early.end, early.over_cs < 0) == (50, True)


def test_against_the_own_best_lap_by_lap() -> None:
    best = race(FREE_100, "14.05", "15.75", "16.10", "16.45")
    found = pacing(race(FREE_100, "29.50", "33.00"), Sex.F, own_best=best)
    assert found.against_best == (LapOff(0, 50, 2950, Fraction(2980)), LapOff(50, 100, 3300, Fraction(3255)))
    assert [lap.over_cs for lap in found.against_best] == [-30, 45]
    assert found.most_lost_to_best == found.against_best[1]
    assert pacing(race(FREE_100, "29.80", "32.55"), Sex.F, own_best=best).most_lost_to_best is None


def test_a_best_that_cannot_be_compared_is_ignored() -> None:
    swim = race(FREE_100, "29.80", "32.55")
    long = race(Event(100, Stroke.FREE, LCM), "29.80", "32.55")
    unsplit = Swim("2", "athlete", FREE_100, SwimTime(6235), DAY)
    impossible = race(FREE_100, "7.00", "55.35")
    thirds = Splits.from_cumulative(FREE_100, {75: SwimTime(4600)}, SwimTime(6235))
    elsewhere = Swim("3", "athlete", FREE_100, SwimTime(6235), DAY, thirds)
    for other in (long, unsplit, impossible, elsewhere):
        report = pacing(swim, Sex.F, own_best=other)
        assert (report.against_best, report.most_lost_to_best) == ((), None)


def test_the_shape_of_a_long_race() -> None:
    assert profile(eight(2900, 3000, 3000, 3000, 3000, 3000, 3000, 2900)) == Profile(Shape.U, Shape.EVEN, True)
    assert profile(eight(2900, 3000, 3000, 3000, 3000, 3000, 3000, 3000)) == Profile(Shape.EVEN, Shape.EVEN, False)
    assert profile(eight(2900, 3000, 3010, 3020, 3030, 3040, 3050, 3060)) == Profile(
        Shape.POSITIVE, Shape.POSITIVE, False
    )
    assert profile(eight(3100, 3050, 3040, 3030, 3020, 3010, 3000, 2990)) == Profile(
        Shape.NEGATIVE, Shape.NEGATIVE, True
    )
    assert profile(eight(2900, 3000, 3000, 3000, 3050, 3050, 3050, 2900)) == Profile(Shape.U, Shape.POSITIVE, True)


def test_half_a_per_cent_is_still_even() -> None:
    assert profile(eight(2900, 2000, 2000, 2000, 2010, 2010, 2010, 3100)) == Profile(Shape.EVEN, Shape.EVEN, False)
    assert profile(eight(2900, 2000, 2000, 2000, 2010, 2010, 2011, 3100)) == Profile(
        Shape.POSITIVE, Shape.POSITIVE, False
    )
    assert profile(eight(2900, 2000, 2000, 2000, 1990, 1990, 1990, 3100)) == Profile(Shape.EVEN, Shape.EVEN, False)
    assert profile(eight(2900, 2000, 2000, 2000, 1990, 1990, 1989, 3100)) == Profile(
        Shape.NEGATIVE, Shape.NEGATIVE, False
    )


def test_the_middle_lap_of_an_odd_body_belongs_to_neither_half() -> None:
    event = Event(450, Stroke.FREE, LCM)
    laps = [SwimTime(cs) for cs in (2900, 3000, 3000, 3000, 9000, 3000, 3000, 3000, 3100)]
    found = profile(Splits.from_laps(event, laps))
    assert found is not None
    assert found.trend is Shape.EVEN


@pytest.mark.parametrize(
    ("event", "count"),
    [
        (FREE_200, 4),
        (Event(200, Stroke.FREE, SCM), 8),  # under 400 m only the norm speaks
        (Event(350, Stroke.FREE, LCM), 7),
        (FREE_400, 4),
        (FREE_400, 1),
        (Event(400, Stroke.MEDLEY, LCM), 8),
        (Event(400, Stroke.FREE, LCM, 4), 32),
    ],
)
def test_words_are_used_only_where_they_mean_something(event: Event, count: int) -> None:
    assert profile(Splits.from_laps(event, [SwimTime(3000)] * count)) is None


def test_six_equal_laps_from_400_m_are_enough() -> None:
    assert profile(Splits.from_laps(Event(600, Stroke.FREE, LCM), [SwimTime(6000)] * 6)) is not None
    assert profile(Splits.from_laps(Event(500, Stroke.FREE, LCM), [SwimTime(6000)] * 5)) is None
    uneven = Splits.from_laps(FREE_400, [SwimTime(3000)] * 8).on((50, 100, 150, 200, 250, 300))
    assert uneven is not None
    assert profile(uneven) is None


def test_steady_laps_are_a_skill() -> None:
    """Men's 1500 m freestyle: the body varies by 0.85 % at 850 points and over, by 1.60 % at 550-699."""
    event = Event(1500, Stroke.FREE, LCM)
    norms = pacing_norms(event, Sex.M)
    assert [norms[level].body_cv for level in list(PointsLevel)[1:]] == [
        Fraction(160, 100),
        Fraction(119, 100),
        Fraction(85, 100),
    ]
    steady = pacing(race(event, 3000, *[3200] * 28, 3000), Sex.M)
    assert (steady.body_cv, steady.skill) == (0.0, BEST_LEVEL)
    waving = pacing(race(event, 3000, *[3170, 3230] * 14, 3000), Sex.M)
    assert waving.body_cv == pytest.approx(100 * 30 / 3200)
    assert waving.skill is STRONG
    erratic = pacing(race(event, 3000, *[3000, 3400] * 14, 3000), Sex.M)
    assert erratic.skill is WEAKEST


def test_the_body_is_measured_on_the_sections_of_the_norm() -> None:
    event = Event(200, Stroke.FREE, SCM)
    swim = race(event, "14.00", "15.00", "15.20", "15.80", "16.20", "15.80", "16.40", "15.20")
    assert swim.splits is not None
    coarse = swim.splits.on((50, 100, 150, 200))
    assert coarse is not None
    assert pacing(swim, Sex.F).body_cv == body_cv_percent(coarse)
    assert pacing(race(event, "1:00.00", "1:02.00"), Sex.F).body_cv is None


def test_a_medley_has_a_norm_and_no_skill() -> None:
    found = pacing(race(Event(200, Stroke.MEDLEY, SCM), "31.20", "38.90", "46.10", "35.20"), Sex.F)
    assert found.norm is not None
    assert len(found.against_norm) == 4
    assert found.body_cv is not None
    assert (found.skill, found.profile) == (None, None)


def test_the_level_is_of_the_swims_own_season_or_the_newest_before_it() -> None:
    laps = ("29.80", "32.55")
    assert pacing(race(FREE_100, *laps, on=date(2016, 9, 1)), Sex.F).level_season == 2016
    assert pacing(race(FREE_100, *laps, on=date(2029, 9, 1)), Sex.F).level_season == 2026
    before_all = pacing(race(FREE_100, *laps, on=date(2001, 9, 1)), Sex.F)
    assert (before_all.level, before_all.level_season, before_all.norm, before_all.balance) == (None, None, None, None)
    assert before_all.against_norm == ()
    assert before_all.half_ratio == Fraction(3255, 2980)
    assert before_all.most_off_norm is None


def test_where_there_is_no_table_only_the_race_itself_speaks() -> None:
    yards = pacing(race(Event(500, Stroke.FREE, SCY), *["30.00"] * 10), Sex.M)
    assert (yards.level, yards.norm, yards.body_cv, yards.skill) == (None, None, None, None)
    assert yards.profile == Profile(Shape.EVEN, Shape.EVEN, False)


def test_impossible_or_missing_splits_leave_all_but_the_level_unsaid() -> None:
    relay = Event(100, Stroke.FREE, SCM, 4)
    for swim in (
        Swim("1", "athlete", FREE_100, SwimTime(6235), DAY),
        Swim("1", "athlete", FREE_100, SwimTime(6235), DAY, Splits.from_cumulative(FREE_100, {}, SwimTime(6235))),
        race(FREE_100, "7.00", "55.35"),
        race(relay, *["1:00.00"] * 4),
    ):
        found = pacing(swim, Sex.F)
        assert found == PacingReport(swim.event, Sex.F, found.level, 2025, found.norm)
        assert found.level is not None
    never = Swim("1", "athlete", FREE_100, None, DAY)
    assert pacing(never, Sex.F) == PacingReport(FREE_100, Sex.F, None, None, None)


@given(pacing_reports())
def test_time_lost_to_the_norm_is_won_elsewhere(report: PacingReport) -> None:
    """Protects the lap verdict from being about speed: against the norm the laps of a race even out to nothing."""
    assert sum(lap.over_cs for lap in report.against_norm) == 0
    ends = [lap.end for lap in report.against_norm]
    assert not ends or ends[-1] == report.event.distance


@given(st.data(), swimmer_sexes())
def test_lap_by_lap_the_gap_to_the_best_adds_up(data: st.DataObject, sex: Sex) -> None:
    """Protects the comparison with the best: what the laps lost is what the race lost."""
    swim, best = (data.draw(swims(st.just(FREE_400), plain=True)) for _ in range(2))
    report = pacing(swim, sex, own_best=best)
    assert swim.time is not None
    assert best.time is not None
    if report.against_best:
        lost = swim.time.centiseconds - best.time.centiseconds
        assert sum(lap.over_cs for lap in report.against_best) == lost


@given(swims(), swimmer_sexes())
def test_any_swim_has_a_verdict_or_none_is_given(swim: Swim, sex: Sex) -> None:
    """Protects every screen that shows a swim: whatever was recorded, the verdict never fails."""
    report = pacing(swim, sex, own_best=swim)
    assert (report.norm is None) or report.norm.level == report.level
    assert all(lap.over_cs == 0 for lap in report.against_best)


@given(splits())
def test_a_shape_is_given_to_long_races_of_one_stroke_only(swum: Splits) -> None:
    """Protects the words: no shape for sprints, medleys, relays or uneven sections."""
    found = profile(swum)
    if found is not None:
        assert swum.event.distance >= 400
        assert not swum.event.is_relay
        assert swum.event.stroke is not Stroke.MEDLEY
        assert found.trend is not Shape.U
        assert found.shape in (Shape.U, found.trend)
