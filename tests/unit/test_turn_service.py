"""Turn analysis: the published tables, the review a coach reads, and the laws behind it."""

from __future__ import annotations

import csv
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from statistics import fmean, linear_regression, pstdev
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sprintbot.domain.errors import TurnError
from sprintbot.domain.events import Course, Event, Sex, Stroke
from sprintbot.domain.racesections import race_sections
from sprintbot.domain.swimtime import SwimTime
from sprintbot.domain.turnanalysis import LostAgainst, TurnReport, analyse_turns
from sprintbot.domain.turncauses import Advice, AdviceCode, Cause, CauseCode
from sprintbot.domain.turnnorms import (
    BORN_2022,
    PUBLISHED_TURN_NORMS,
    Level,
    published_turn_norms,
    published_turn_spread,
)
from sprintbot.domain.turnreference import ClubTurns, EfficiencyScale
from sprintbot.domain.turns import (
    Turn,
    TurnDefinition,
    TurnFault,
    TurnKind,
    WallRule,
    breakout_limit_cm,
    turn_kind,
)

TABLES = Path(__file__).parents[3] / "shared" / "tables"
FIVE_TEN = TurnDefinition.FIVE_TEN
BREAST_200 = Event(200, Stroke.BREAST, Course.SCM)
FREE_200 = Event(200, Stroke.FREE, Course.SCM)
IM_100 = Event(100, Stroke.MEDLEY, Course.SCM)
IM_200 = Event(200, Stroke.MEDLEY, Course.SCM)
BREAST, FREE = TurnKind(Stroke.BREAST, Stroke.BREAST), TurnKind(Stroke.FREE, Stroke.FREE)

UX_TIMES = (912, 922, 931, 942, 951, 962, 971)
UX_BREAKOUTS = (850, 830, 810, 720, 700, 690, 690)
UX_TURNS = tuple(Turn(time, breakout) for time, breakout in zip(UX_TIMES, UX_BREAKOUTS, strict=True))


def table(name: str) -> list[dict[str, str]]:
    path = TABLES / name
    if not path.exists():
        pytest.skip(f"{name} is not beside this checkout")
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines))


def times(*cs: int) -> tuple[Turn, ...]:
    return tuple(Turn(each) for each in cs)


def _born_parts() -> dict[tuple[str, str, str], dict[str, list[int]]]:
    """Hundredths of the three medley turns by (sex, distance, group) and segment."""
    found: dict[tuple[str, str, str], dict[str, list[int]]] = {}
    for row in table("turn_times_im_born2022.csv"):
        means = [round(100 * float(row[f"{turn}_mean"])) for turn in ("bu_ba", "ba_br", "br_fr")]
        found.setdefault((row["sex"], row["distance"], row["group"]), {})[row["segment"]] = means
    return found


def refused(*args: object, **kwargs: object) -> str:
    with pytest.raises(TurnError) as error:
        analyse_turns(*args, **kwargs)  # type: ignore[arg-type]
    return str(error.value.data["reason"])


class TestThePublishedTables:
    def test_every_turn_count_reproduces(self) -> None:
        for row in table("turn_counts.csv"):
            event = Event(int(row["distance"]), Stroke.FREE, Course(row["course"]))
            assert (event.lengths, event.turns) == (int(row["lengths"]), int(row["turns"])), row

    def test_every_medley_turn_of_born_2022_reproduces(self) -> None:
        rows = table("turn_times_im_born2022.csv")
        cells = ("bu_ba", "ba_br", "br_fr")
        levels = {"fast": Level.EUROPEAN_FINALISTS, "slow": Level.EUROPEAN_SLOWEST_HEATS}
        totals = [row for row in rows if row["segment"] == "total"]
        assert len(totals) == 7
        for row in totals:
            event = Event(int(row["distance"]), Stroke.MEDLEY, Course.SCM)
            norms = published_turn_norms(event, FIVE_TEN, Sex(row["sex"]))
            (found,) = [group for group in norms if group.level is levels[row["group"]]]
            assert [norm.mean_cs for norm in found.norms] == [round(100 * float(row[f"{c}_mean"])) for c in cells]
            assert [norm.sd_cs for norm in found.norms] == [round(100 * float(row[f"{c}_sd"])) for c in cells]

    def test_the_parts_of_a_medley_turn_add_up(self) -> None:
        """5 m in + 10 m out = the turn, within the rounding of separately averaged columns."""
        parts = _born_parts()
        differences = [
            abs(before + after - whole)
            for segments in parts.values()
            if "total" in segments
            for before, after, whole in zip(segments["5in"], segments["10out"], segments["total"], strict=True)
        ]
        assert len(differences) == 21
        assert max(differences) <= 10

    def test_a_5_5_norm_is_the_sum_of_its_published_parts(self) -> None:
        for (sex, distance, group), parts in _born_parts().items():
            norms = published_turn_norms(
                Event(int(distance), Stroke.MEDLEY, Course.SCM), TurnDefinition.FIVE_FIVE, Sex(sex)
            )
            found = norms[group == "slow"].norms
            sums = [before + after for before, after in zip(parts["5in"], parts["5out"], strict=True)]
            assert [(norm.mean_cs, norm.sd_cs) for norm in found] == [(cs, None) for cs in sums]

    def test_the_row_that_was_not_legible_is_the_sum_of_its_parts(self) -> None:
        (_, slow) = published_turn_norms(IM_200, FIVE_TEN, Sex.F)
        assert [(norm.mean_cs, norm.sd_cs) for norm in slow.norms] == [(986, None), (1117, None), (1072, None)]

    def test_every_other_turn_time_reproduces(self) -> None:
        kept = {(norms.sex, norm.mean_cs, norm.sd_cs) for norms in PUBLISHED_TURN_NORMS for norm in norms.norms}
        rows = [
            row
            for row in table("turn_norms_published.csv")
            if row["measure"] in {"3 m round-trip turn time", "turn time 5 m in + 5 m out"}
        ]
        assert len(rows) == 6
        for row in rows:
            assert (Sex(row["sex"]), round(100 * float(row["value"])), round(100 * float(row["sd"]))) in kept

    def test_spread_within_a_race_reproduces(self) -> None:
        rows = {
            (row["level"].removeprefix("2019 EC SC "), row["measure"]): row["value"]
            for row in table("turn_norms_published.csv")
            if row["paper"].startswith("Cuenca") and row["context"] == "SCM 100-1500"
        }
        finalists, others = published_turn_spread(FREE_200, FIVE_TEN)
        for spread, level in ((finalists, "finalists"), (others, "heats places 17-24")):
            assert spread.cv_percent == Fraction(rows[level, "within-race CV of turn section times"])
            assert spread.progression_percent == Fraction(rows[level, "turn time progression over race"])

    @pytest.mark.parametrize(
        ("event", "definition"),
        [
            (BREAST_200, FIVE_TEN),
            (FREE_200, TurnDefinition.FIVE_FIVE),
            (Event(50, Stroke.FREE, Course.SCM), FIVE_TEN),
            (Event(200, Stroke.FREE, Course.LCM), FIVE_TEN),
            (Event(100, Stroke.FREE, Course.SCM, 4), FIVE_TEN),
        ],
    )
    def test_no_spread_is_made_up(self, event: Event, definition: TurnDefinition) -> None:
        assert published_turn_spread(event, definition) == ()

    def test_no_norm_is_made_up(self) -> None:
        assert published_turn_norms(BREAST_200, FIVE_TEN, Sex.F) == ()
        assert published_turn_norms(IM_200, FIVE_TEN, Sex.X) == ()
        assert published_turn_norms(Event(100, Stroke.FREE, Course.SCM, 4), TurnDefinition.THREE, Sex.F) == ()
        assert [n.level for n in published_turn_norms(FREE_200, TurnDefinition.THREE, Sex.F)] == ["elite", "sub_elite"]


class TestTheReview:
    def test_what_a_coach_reads(self) -> None:
        report = analyse_turns(BREAST_200, UX_TURNS, definition=FIVE_TEN)
        assert [line.delta_cs for line in report.turns] == [0, 10, 19, 30, 39, 50, 59]
        assert [line.turn.breakout_cm for line in report.turns] == list(UX_BREAKOUTS)
        (series,) = report.series
        assert (series.kind, series.turns, series.mean_cs) == (BREAST, 7, 942)
        assert round(series.slope_cs or 0) == 10
        assert (report.lost_cs, report.lost_against) == (207, LostAgainst.FIRST_TURN)
        assert report.causes == (Cause(CauseCode.SHORTER_BREAKOUT, BREAST, 4, 830, 700),)
        assert report.advice == (Advice(AdviceCode.HOLD_BREAKOUT, (4,), 700, 830),)
        assert (report.comparison, report.spread) == (None, ())

    def test_times_alone_are_enough(self) -> None:
        report = analyse_turns(FREE_200, times(*UX_TIMES), definition=FIVE_TEN)
        assert report.total_cs == sum(UX_TIMES)
        assert (report.causes, report.advice) == ((), ())
        assert [spread.level for spread in report.spread] == ["european_finalists", "european_places_17_24"]
        line = report.turns[0]
        assert line.speed == pytest.approx(15 / 9.12)
        assert (line.underwater_speed, line.index) == (None, None)

    def test_a_target_takes_the_place_of_the_first_turn(self) -> None:
        report = analyse_turns(BREAST_200, UX_TURNS, definition=FIVE_TEN, target_cs=940)
        assert (report.lost_cs, report.lost_against) == (2 + 11 + 22 + 31, LostAgainst.TARGET)
        assert [line.delta_cs for line in report.turns][-1] == 59

    def test_medley_turns_are_held_against_their_own_kind_only(self) -> None:
        turns = times(800, 900, 850, 950, 1000, 990, 800)
        report = analyse_turns(IM_200, turns, definition=FIVE_TEN)
        assert [line.delta_cs for line in report.turns] == [0] * 7
        assert [series.turns for series in report.series] == [1] * 7
        assert all(
            (series.slope_cs, series.cv_percent, series.progression_percent) == (None, None, None)
            for series in report.series
        )
        assert report.lost_cs == 0
        event = Event(400, Stroke.MEDLEY, Course.SCM)
        longer = analyse_turns(event, times(*range(800, 815)), definition=FIVE_TEN)
        assert [line.delta_cs for line in longer.turns] == [0, 1, 2, 0, 0, 1, 2, 0, 0, 1, 2, 0, 0, 1, 2]

    def test_some_turns_only_are_reviewed_by_their_numbers(self) -> None:
        report = analyse_turns(IM_200, [Turn(990, number=6), Turn(800, number=2)], definition=FIVE_TEN)
        assert [(line.number, line.kind.stroke_out) for line in report.turns] == [(2, Stroke.BACK), (6, Stroke.FREE)]

    def test_an_impossible_turn_is_shown_and_kept_out_of_everything(self) -> None:
        slipped = (Turn(91), *UX_TURNS[1:])
        report = analyse_turns(BREAST_200, slipped, definition=FIVE_TEN)
        assert report.turns[0].faults == (TurnFault.IMPLAUSIBLY_FAST,)
        assert [line.delta_cs for line in report.turns] == [None, 0, 9, 20, 29, 40, 49]
        assert report.series[0].turns == 6
        assert report.advice[0] == Advice(AdviceCode.CHECK_TIME, (1,), 91)
        everything = analyse_turns(IM_100, times(91, 92, 93), definition=FIVE_TEN)
        assert (everything.series, everything.lost_cs) == ((), 0)

    def test_exactly_thirty_hundredths_a_metre_is_possible(self) -> None:
        at_limit = analyse_turns(IM_100, times(450, 449, 450), definition=FIVE_TEN)
        assert [line.counts for line in at_limit.turns] == [True, False, True]

    @pytest.mark.parametrize(
        ("first", "then", "cause", "code"),
        [
            ({"kicks": 6}, {"kicks": 5}, (CauseCode.FEWER_KICKS, 6, 5), AdviceCode.HOLD_KICKS),
            (
                {"approach_cs": 250},
                {"approach_cs": 260},
                (CauseCode.SLOWER_APPROACH, 250, 260),
                AdviceCode.KEEP_SPEED_IN,
            ),
            (
                {"contact_cs": 60},
                {"contact_cs": 80},
                (CauseCode.LONGER_CONTACT, 60, 80),
                AdviceCode.QUICKER_OFF_THE_WALL,
            ),
            (
                {"breakout_cm": 800, "underwater_cs": 400},
                {"breakout_cm": 800, "underwater_cs": 500},
                (CauseCode.SLOWER_UNDERWATER, 200, 160),
                AdviceCode.KEEP_SPEED_UNDER,
            ),
        ],
    )
    def test_every_cause_has_its_advice_and_numbers(
        self, first: dict[str, Any], then: dict[str, Any], cause: tuple[CauseCode, int, int], code: AdviceCode
    ) -> None:
        turns = [replace(Turn(time), **(first if place < 3 else then)) for place, time in enumerate(UX_TIMES)]
        report = analyse_turns(BREAST_200, turns, definition=FIVE_TEN)
        kind, before, after = cause
        assert report.causes == (Cause(kind, BREAST, 4, before, after),)
        assert report.advice == (Advice(code, (4,), after, before),)

    @pytest.mark.parametrize(
        "breakouts",
        [(800,) * 7, (800, 800, 800, 751, 751, 751, 751), (700, 700, 700, 800, 800, 800, 800)],
        ids=["even", "less than half a metre", "longer"],
    )
    def test_a_change_too_small_to_see_or_for_the_better_is_no_cause(self, breakouts: tuple[int, ...]) -> None:
        turns = [Turn(time, breakout) for time, breakout in zip(UX_TIMES, breakouts, strict=True)]
        assert analyse_turns(BREAST_200, turns, definition=FIVE_TEN).causes == ()

    def test_what_did_not_slow_the_turns_is_no_cause(self) -> None:
        turns = [Turn(time, out) for time, out in zip(reversed(UX_TIMES), UX_BREAKOUTS, strict=True)]
        assert analyse_turns(BREAST_200, turns, definition=FIVE_TEN).causes == ()

    def test_two_known_breakouts_are_too_few(self) -> None:
        turns = [*times(*UX_TIMES[:5]), Turn(962, 900), Turn(971, 500)]
        assert analyse_turns(BREAST_200, turns, definition=FIVE_TEN).causes == ()


class TestTheRules:
    def test_wall_and_water_by_kind(self) -> None:
        expected = [
            (1, WallRule.TWO_HANDS, True),
            (2, WallRule.TWO_HANDS, True),
            (3, WallRule.BACK_TURN, True),
            (4, WallRule.ON_BACK, False),
            (5, WallRule.TWO_HANDS, False),
            (6, WallRule.TWO_HANDS, True),
            (7, WallRule.ANY_PART, True),
        ]
        kinds = [(number, turn_kind(IM_200, number)) for number in range(1, 8)]
        assert [(number, kind.wall_rule, kind.breakout_limited) for number, kind in kinds] == expected

    @pytest.mark.parametrize(
        ("stroke", "course", "breakout", "faults"),
        [
            (Stroke.FREE, Course.SCM, 1500, ()),
            (Stroke.FREE, Course.SCM, 1501, (TurnFault.SURFACED_LATE,)),
            (Stroke.BACK, Course.LCM, 1501, (TurnFault.SURFACED_LATE,)),
            (Stroke.FLY, Course.SCM, 1501, (TurnFault.SURFACED_LATE,)),
            (Stroke.BREAST, Course.SCM, 1501, (TurnFault.LONG_PULL_OUT,)),
            (Stroke.FREE, Course.SCY, 1640, ()),
            (Stroke.FREE, Course.SCY, 1641, (TurnFault.SURFACED_LATE,)),
        ],
    )
    def test_the_15_metre_rule(
        self, stroke: Stroke, course: Course, breakout: int, faults: tuple[TurnFault, ...]
    ) -> None:
        event = Event(100, stroke, course)
        report = analyse_turns(event, [Turn(800, breakout, number=1)], definition=FIVE_TEN)
        assert report.turns[0].faults == faults
        late = [Advice(AdviceCode.SURFACE_SOONER, (1,), breakout, breakout_limit_cm(course))]
        assert list(report.advice) == (late if TurnFault.SURFACED_LATE in faults else [])

    def test_two_hands_where_the_stroke_asks_for_them(self) -> None:
        turns = [Turn(900, two_hands=hands) for hands in (False, True, None, False, False, True, False)]
        report = analyse_turns(IM_200, turns, definition=FIVE_TEN)
        assert [line.number for line in report.turns if TurnFault.ONE_HAND in line.faults] == [1, 5]
        assert report.advice == (Advice(AdviceCode.TOUCH_WITH_BOTH_HANDS, (1, 5)),)


class TestSpeeds:
    def test_index_and_underwater_speed(self) -> None:
        turn = Turn(750, 1000, number=1, approach_cs=240, contact_cs=70, push_off_cs=30, underwater_cs=420)
        report = analyse_turns(FREE_200, [turn], definition=FIVE_TEN, clean_speed={Stroke.FREE: 1.6})
        (line,) = report.turns
        assert line.speed == pytest.approx(2.0)
        assert line.index == pytest.approx(1.25)
        assert line.underwater_speed == pytest.approx(10 / 4.2)
        assert report.advice == (Advice(AdviceCode.STAY_UNDER_LONGER, (1,), 238, 160),)

    def test_yards_become_metres(self) -> None:
        turn = Turn(750, 1000, number=1, underwater_cs=420)
        (line,) = analyse_turns(Event(100, Stroke.FREE, Course.SCY), [turn], definition=FIVE_TEN).turns
        assert line.speed == pytest.approx(2.0)
        assert line.underwater_speed == pytest.approx(9.144 / 4.2)

    def test_an_individual_section_needs_its_distances(self) -> None:
        turns = [
            Turn(700, 900, number=1, inward_cm=150, approach_cs=60, contact_cs=70, underwater_cs=570),
            Turn(700, 900, number=2, inward_cm=None),
            Turn(700, number=3, inward_cm=150),
        ]
        report = analyse_turns(FREE_200, turns, definition=TurnDefinition.INDIVIDUAL, clean_speed={Stroke.FREE: 1.5})
        assert [line.speed for line in report.turns] == [pytest.approx(1.5), None, None]
        assert [line.index for line in report.turns] == [pytest.approx(1.0), None, None]
        yards = analyse_turns(Event(200, Stroke.FREE, Course.SCY), turns[:1], definition=TurnDefinition.INDIVIDUAL)
        assert yards.turns[0].speed == pytest.approx(1.5 * 0.9144)

    def test_slower_under_water_than_above_says_swim_sooner(self) -> None:
        turns = [Turn(900, 900, number=n, underwater_cs=700) for n in (1, 2)]
        report = analyse_turns(FREE_200, turns, definition=FIVE_TEN, clean_speed={Stroke.FREE: 1.5})
        assert report.advice == (Advice(AdviceCode.SWIM_SOONER, (1, 2), 129, 150),)

    @pytest.mark.parametrize(
        ("event", "breakout", "underwater", "advised"),
        [
            (FREE_200, 1500, 750, False),
            (FREE_200, 1499, 750, True),
            (BREAST_200, 1500, 750, True),
            (FREE_200, 1200, 800, False),
        ],
        ids=["at the limit", "below it", "no limit", "equal speeds"],
    )
    def test_staying_under_is_advised_as_far_as_the_rules_allow(
        self, event: Event, breakout: int, underwater: int, advised: bool
    ) -> None:
        turn = Turn(1000, breakout, number=1, underwater_cs=underwater)
        report = analyse_turns(event, [turn], definition=FIVE_TEN, clean_speed={event.stroke: 1.5})
        assert [advice.code for advice in report.advice] == [AdviceCode.STAY_UNDER_LONGER] * advised

    def test_without_underwater_times_nothing_is_said_about_them(self) -> None:
        report = analyse_turns(FREE_200, times(*UX_TIMES), definition=FIVE_TEN, clean_speed={Stroke.FREE: 1.5})
        assert report.advice == ()
        assert report.turns[0].index == pytest.approx(15 / 9.12 / 1.5)


class TestTheReference:
    def test_a_published_norm_is_named_and_scored_by_speed(self) -> None:
        fast, _ = published_turn_norms(IM_100, FIVE_TEN, Sex.M)
        report = analyse_turns(IM_100, times(734, 900, 908), definition=FIVE_TEN, reference=fast)
        comparison = report.comparison
        assert comparison is not None
        assert (comparison.reference, comparison.scale) == (fast, EfficiencyScale.SPEED_RATIO)
        assert fast.citation == BORN_2022
        assert BORN_2022.doi == "10.52082/jssm.2022.233"
        assert [(kind.own_cs, kind.reference_cs, kind.lost_cs) for kind in comparison.kinds] == [
            (734, 734, 0),
            (900, 794, 106),
            (908, 817, 91),
        ]
        assert [kind.efficiency for kind in comparison.kinds] == pytest.approx([100, 100 * 794 / 900, 100 * 817 / 908])
        assert comparison.efficiency == pytest.approx(fmean(kind.efficiency for kind in comparison.kinds))
        assert comparison.lost_cs == 197

    def test_kinds_that_nobody_published_are_left_out(self) -> None:
        fast, _ = published_turn_norms(IM_200, FIVE_TEN, Sex.M)
        report = analyse_turns(IM_200, times(*[900] * 7), definition=FIVE_TEN, reference=fast)
        assert report.comparison is not None
        assert [kind.kind for kind in report.comparison.kinds] == [norm.kind for norm in fast.norms]
        only_fly = analyse_turns(IM_200, [Turn(900, number=1)], definition=FIVE_TEN, reference=fast)
        assert only_fly.comparison is None

    def test_the_club_is_its_own_reference(self) -> None:
        club = ClubTurns.of(BREAST_200, FIVE_TEN, [times(*[cs] * 7) for cs in range(900, 1000, 10)])
        assert (club.swims, club.percentile_cs(BREAST, 50)) == (10, 945)
        assert [club.percentile_cs(BREAST, p) for p in (0, 10, 100)] == [900, 909, 990]
        assert club.percentile_cs(FREE, 50) is None
        report = analyse_turns(BREAST_200, times(*[920] * 7), definition=FIVE_TEN, reference=club)
        comparison = report.comparison
        assert comparison is not None
        assert comparison.scale is EfficiencyScale.PERCENTILE
        assert (comparison.kinds[0].own_cs, comparison.kinds[0].reference_cs) == (920, 945)
        assert comparison.efficiency == 75  # seven of ten were slower, one was equal

    def test_below_ten_swims_the_club_is_no_reference(self) -> None:
        swims = [times(*UX_TIMES)] * 9
        for few in (swims, [*swims, times(91, *UX_TIMES[1:])]):
            with pytest.raises(TurnError) as error:
                ClubTurns.of(BREAST_200, FIVE_TEN, few)
            assert error.value.data == {"reason": "too_few_swims", "found": 9, "needed": 10}
        assert ClubTurns.of(BREAST_200, FIVE_TEN, [*swims, times(*UX_TIMES)]).swims == 10

    def test_a_kind_that_few_swims_have_is_no_reference(self) -> None:
        swims = [[Turn(900, number=1)]] * 10 + [[Turn(990, number=4)]] * 9
        club = ClubTurns.of(IM_200, FIVE_TEN, swims)
        report = analyse_turns(IM_200, [Turn(950, number=1), Turn(990, number=4)], definition=FIVE_TEN, reference=club)
        assert report.comparison is not None
        assert [kind.kind for kind in report.comparison.kinds] == [turn_kind(IM_200, 1)]

    def test_definitions_and_races_are_never_compared_across(self) -> None:
        fast, _ = published_turn_norms(IM_100, FIVE_TEN, Sex.M)
        club = ClubTurns.of(BREAST_200, FIVE_TEN, [times(*UX_TIMES)] * 10)
        five_five = TurnDefinition.FIVE_FIVE
        assert refused(IM_100, times(734, 900, 908), definition=five_five, reference=fast) == "reference_differs"
        assert refused(IM_200, times(*UX_TIMES), definition=FIVE_TEN, reference=fast) == "reference_differs"
        assert refused(BREAST_200, UX_TURNS, definition=five_five, reference=club) == "reference_differs"
        assert refused(FREE_200, UX_TURNS, definition=FIVE_TEN, reference=club) == "reference_differs"


class TestRefusals:
    @pytest.mark.parametrize("field", ["time_cs", "breakout_cm", "number", "underwater_cs", "inward_cm", "kicks"])
    @pytest.mark.parametrize("value", [-1, 0, 9.12, True, "912", None])
    def test_marks_are_whole_and_positive(self, field: str, value: object) -> None:
        if (value is None and field != "time_cs") or (value == 0 and value is not False and field == "kicks"):
            Turn(**{"time_cs": 912, field: value})  # type: ignore[arg-type]
            return
        with pytest.raises(TurnError) as error:
            Turn(**{"time_cs": 912, field: value})  # type: ignore[arg-type]
        assert (error.value.data["reason"], error.value.data["field"]) == ("not_positive", field)

    def test_the_push_is_a_part_of_the_contact(self) -> None:
        assert Turn(912, contact_cs=70, push_off_cs=70).push_off_cs == 70
        with pytest.raises(TurnError, match="push_off_over_contact"):
            Turn(912, contact_cs=70, push_off_cs=71)

    @pytest.mark.parametrize(
        ("event", "turns", "definition", "reason"),
        [
            (FREE_200, [], FIVE_TEN, "no_turns"),
            (Event(50, Stroke.FREE, Course.LCM), times(900), FIVE_TEN, "count"),
            (FREE_200, times(900, 900), FIVE_TEN, "count"),
            (FREE_200, [Turn(900, number=1), Turn(900)], FIVE_TEN, "some_numbered"),
            (FREE_200, [Turn(900, number=1), Turn(900, number=1)], FIVE_TEN, "duplicate"),
            (FREE_200, [Turn(900, number=8)], FIVE_TEN, "no_such_turn"),
            (Event(100, Stroke.FREE, Course.SCM, 4), times(900, 900, 900), FIVE_TEN, "relay"),
            (FREE_200, [Turn(900, 2500, number=1)], FIVE_TEN, "breakout_over_pool"),
            (
                Event(100, Stroke.FREE, Course.SCM16),
                times(*[900] * 5),
                TurnDefinition.FIVE_FIFTEEN,
                "section_over_pool",
            ),
            (
                Event(100, Stroke.FREE, Course.SCY20),
                times(*[900] * 4),
                TurnDefinition.FIVE_FIFTEEN,
                "section_over_pool",
            ),
            (FREE_200, [Turn(900, number=1, approach_cs=500, contact_cs=400)], FIVE_TEN, "phases_over_time"),
            (FREE_200, [Turn(900, 999, number=1, contact_cs=400, underwater_cs=500)], FIVE_TEN, "phases_over_time"),
            (
                Event(100, Stroke.FREE, Course.SCY),
                [Turn(900, 1093, number=1, contact_cs=400, underwater_cs=500)],
                FIVE_TEN,
                "phases_over_time",
            ),
            (FREE_200, [Turn(900, number=1, underwater_cs=901)], TurnDefinition.INDIVIDUAL, "phases_differ"),
            (
                FREE_200,
                [Turn(900, number=1, approach_cs=100, contact_cs=100, underwater_cs=699)],
                TurnDefinition.INDIVIDUAL,
                "phases_differ",
            ),
        ],
    )
    def test_what_cannot_be_a_turn_is_refused_with_its_reason(
        self, event: Event, turns: list[Turn], definition: TurnDefinition, reason: str
    ) -> None:
        assert refused(event, turns, definition=definition) == reason

    @pytest.mark.parametrize(
        ("turn", "definition"),
        [
            (Turn(900, 1000, number=1, approach_cs=300, contact_cs=100, underwater_cs=600), FIVE_TEN),
            (Turn(900, number=1, approach_cs=300, contact_cs=100, underwater_cs=600), FIVE_TEN),
            (Turn(900, 999, number=1, approach_cs=300, contact_cs=100, underwater_cs=499), FIVE_TEN),
            (Turn(900, 2499, number=1), FIVE_TEN),
            (Turn(900, number=1, underwater_cs=900), TurnDefinition.INDIVIDUAL),
            (Turn(900, number=1, contact_cs=100, underwater_cs=700), TurnDefinition.INDIVIDUAL),
        ],
    )
    def test_what_may_be_a_turn_is_taken(self, turn: Turn, definition: TurnDefinition) -> None:
        assert analyse_turns(FREE_200, [turn], definition=definition).total_cs == 900

    def test_a_medley_has_no_one_target(self) -> None:
        assert refused(IM_100, times(734, 794, 817), definition=FIVE_TEN, target_cs=800) == "one_target_for_medley"


class TestRaceSections:
    def test_shares_like_those_of_olstad_2020(self) -> None:
        """100 breast in 25 m: start 11.39, turns 44.3, clean swimming 38.93, finish 5.36 % of the race."""
        event = Event(100, Stroke.BREAST, Course.SCM)
        turns = times(886, 886, 886)
        sections = race_sections(event, SwimTime(6000), turns, definition=FIVE_TEN, start_cs=683, finish_cs=322)
        assert sections.clean_cm == 3500
        assert sections.total_cs == 6000
        assert sections.shares_percent == pytest.approx((11.39, 44.3, 38.93, 5.36), abs=0.03)
        assert sections.clean_speed == pytest.approx(35 / 23.37)

    def test_a_length_without_a_turn(self) -> None:
        event = Event(50, Stroke.FREE, Course.LCM)
        sections = race_sections(event, SwimTime(2500), [], definition=FIVE_TEN, start_cs=600, finish_cs=250)
        assert (sections.turns_cs, sections.clean_cs) == (0, 1650)
        assert sections.clean_cm == 3000

    def test_yards_and_individual_sections(self) -> None:
        event = Event(50, Stroke.FREE, Course.SCY)
        turn = Turn(500, 600, inward_cm=100)
        sections = race_sections(
            event, SwimTime(2500), [turn], definition=TurnDefinition.INDIVIDUAL, start_cs=600, finish_cs=250
        )
        assert sections.clean_cm == 43 * Fraction(9144, 100) - 2000

    @pytest.mark.parametrize(
        ("event", "turns", "definition", "start", "reason"),
        [
            (Event(100, Stroke.FREE, Course.SCM, 4), times(800, 800, 800), FIVE_TEN, 600, "relay"),
            (Event(100, Stroke.FREE, Course.SCM), times(800, 800), FIVE_TEN, 600, "count"),
            (Event(100, Stroke.FREE, Course.SCM), [], FIVE_TEN, 600, "no_turns"),
            (Event(100, Stroke.FREE, Course.SCM), [Turn(800, number=1)], FIVE_TEN, 600, "count"),
            (Event(50, Stroke.FREE, Course.SCM), times(800), TurnDefinition.INDIVIDUAL, 600, "not_measured"),
            (Event(100, Stroke.FREE, Course.SCM16), times(*[800] * 5), FIVE_TEN, 600, "sections_overlap"),
            (Event(20, Stroke.FREE, Course.SCM20), [], FIVE_TEN, 600, "no_clean_swimming"),
            (Event(50, Stroke.FREE, Course.SCM), times(800), FIVE_TEN, 0, "no_clean_swimming"),
            (Event(50, Stroke.FREE, Course.SCM), times(800), FIVE_TEN, 1450, "no_clean_swimming"),
            (
                Event(50, Stroke.FREE, Course.SCM),
                [Turn(800, 2100, inward_cm=100)],
                TurnDefinition.INDIVIDUAL,
                600,
                "sections_overlap",
            ),
        ],
    )
    def test_what_leaves_no_clean_swimming_is_refused(
        self, event: Event, turns: list[Turn], definition: TurnDefinition, start: int, reason: str
    ) -> None:
        with pytest.raises(TurnError) as error:
            race_sections(event, SwimTime(2500), turns, definition=definition, start_cs=start, finish_cs=250)
        assert error.value.data["reason"] == reason

    @given(
        st.lists(st.integers(450, 2000), min_size=7, max_size=7),
        st.integers(500, 1500),
        st.integers(200, 500),
        st.integers(1, 30000),
    )
    def test_the_four_parts_add_up_to_the_race(self, cs: list[int], start: int, finish: int, clean: int) -> None:
        """Protects the one check a race analysis gets for free."""
        total = SwimTime(start + sum(cs) + finish + clean)
        sections = race_sections(FREE_200, total, times(*cs), definition=FIVE_TEN, start_cs=start, finish_cs=finish)
        assert (sections.clean_cs, sections.total_cs) == (clean, total.centiseconds)
        assert sum(sections.shares_percent) == pytest.approx(100)


race_times = st.lists(st.integers(450, 3000), min_size=7, max_size=7)
breakouts = st.lists(st.integers(1, 2400), min_size=7, max_size=7)
clubs = st.lists(race_times.map(lambda cs: times(*cs)), min_size=10, max_size=14)


def _report(cs: list[int], out: list[int] | None = None) -> TurnReport:
    far: list[int | None] = [*out] if out else [None] * 7
    turns = [Turn(time, breakout) for time, breakout in zip(cs, far, strict=True)]
    return analyse_turns(BREAST_200, turns, definition=FIVE_TEN)


class TestLaws:
    @given(race_times)
    def test_numbers_agree_with_the_textbook(self, cs: list[int]) -> None:
        """Protects the formulas: mean, population CV and least-squares slope as the statistics module has them."""
        (series,) = _report(cs).series
        assert abs(series.mean_cs - fmean(cs)) <= 0.5
        assert series.cv_percent == pytest.approx(100 * pstdev(cs) / fmean(cs), abs=1e-6)
        assert float(series.slope_cs or 0) == pytest.approx(linear_regression(range(7), cs).slope, abs=1e-6)
        assert series.progression_percent == pytest.approx(100 * (cs[-1] / cs[0] - 1), abs=1e-6)

    @given(race_times, st.integers(1, 500))
    def test_slowing_every_turn_alike_changes_no_difference(self, cs: list[int], by: int) -> None:
        """Protects deltas, losses and trend from the swimmer's level."""
        here, there = _report(cs), _report([time + by for time in cs])
        assert [line.delta_cs for line in here.turns] == [line.delta_cs for line in there.turns]
        assert (here.lost_cs, here.series[0].slope_cs) == (there.lost_cs, there.series[0].slope_cs)

    @given(race_times, st.integers(1, 6), st.integers(1, 500))
    def test_a_slower_turn_never_loses_less(self, cs: list[int], place: int, by: int) -> None:
        """Protects the sum of losses: it can only grow with a turn's time."""
        slower = [time + by * (at == place) for at, time in enumerate(cs)]
        assert _report(slower).lost_cs >= _report(cs).lost_cs >= 0

    @given(race_times, st.permutations(range(1, 8)))
    def test_the_order_in_which_turns_are_typed_decides_nothing(self, cs: list[int], order: list[int]) -> None:
        """Protects numbered turns: the number is the place in the race, not in the list."""
        numbered = [Turn(time, number=number) for number, time in enumerate(cs, 1)]
        shuffled = [numbered[number - 1] for number in order]
        here = analyse_turns(BREAST_200, numbered, definition=FIVE_TEN)
        assert analyse_turns(BREAST_200, shuffled, definition=FIVE_TEN) == here

    @given(race_times, breakouts)
    def test_a_cause_states_a_true_change(self, cs: list[int], out: list[int]) -> None:
        """Protects "because": both means are those of the turns before and from the named one, and time was lost."""
        for cause in _report(cs, out).causes:
            at = cause.from_turn - 1
            assert abs(cause.before - fmean(out[:at])) <= 0.5
            assert abs(cause.after - fmean(out[at:])) <= 0.5
            assert fmean(out[:at]) - fmean(out[at:]) >= 50
            assert fmean(cs[at:]) > fmean(cs[:at])

    @given(breakouts)
    def test_a_change_is_placed_where_it_explains_most(self, out: list[int]) -> None:
        """Protects the turn a coach is sent to look at: no other place explains more of the shortening."""
        cs = list(range(900, 907))
        for cause in _report(cs, out).causes:
            gains = {
                at: (fmean(out[:at]) - fmean(out[at:])) ** 2 * at * (7 - at)
                for at in range(1, 7)
                if fmean(out[:at]) > fmean(out[at:])
            }
            assert gains[cause.from_turn - 1] == pytest.approx(max(gains.values()))

    @given(race_times, clubs, st.integers(0, 6), st.integers(1, 500))
    def test_efficiency_is_a_score_and_never_rises_with_time(
        self, cs: list[int], swims: list[tuple[Turn, ...]], place: int, by: int
    ) -> None:
        """Protects the score: 0 to 100, and a slower turn never scores more, by either scale."""
        club = ClubTurns.of(BREAST_200, FIVE_TEN, swims)
        slower = [time + by * (at == place) for at, time in enumerate(cs)]
        scores = []
        for times_cs in (cs, slower):
            found = analyse_turns(BREAST_200, times(*times_cs), definition=FIVE_TEN, reference=club).comparison
            assert found is not None
            scores.append(found.efficiency)
        assert 100 >= scores[0] >= scores[1] >= 0
        (elite, _) = published_turn_norms(FREE_200, TurnDefinition.THREE, Sex.F)
        ratios = []
        for times_cs in (cs, slower):
            report = analyse_turns(FREE_200, times(*times_cs), definition=TurnDefinition.THREE, reference=elite)
            assert report.comparison is not None
            ratios.append(report.comparison.efficiency)
        assert 100 >= ratios[0] >= ratios[1] >= 0

    @given(clubs)
    def test_the_order_of_the_clubs_swims_decides_nothing(self, swims: list[tuple[Turn, ...]]) -> None:
        """Protects the reference from the order in which the database returns rows."""
        assert ClubTurns.of(BREAST_200, FIVE_TEN, swims) == ClubTurns.of(BREAST_200, FIVE_TEN, swims[::-1])

    @given(clubs)
    def test_percentiles_rise(self, swims: list[tuple[Turn, ...]]) -> None:
        """Protects the club's own table: a higher percentile is never a quicker time."""
        club = ClubTurns.of(BREAST_200, FIVE_TEN, swims)
        found = [club.percentile_cs(BREAST, percent) or 0 for percent in range(0, 101, 5)]
        assert found == sorted(found)

    @given(
        st.lists(
            st.builds(
                Turn,
                st.integers(1, 5000),
                st.none() | st.integers(1, 3000),
                st.none() | st.integers(1, 9),
                st.none() | st.integers(1, 900),
                st.none() | st.integers(1, 900),
                underwater_cs=st.none() | st.integers(1, 900),
                inward_cm=st.none() | st.integers(1, 500),
                kicks=st.none() | st.integers(0, 15),
                two_hands=st.none() | st.booleans(),
            ),
            max_size=9,
        ),
        st.sampled_from([IM_200, BREAST_200, FREE_200, Event(50, Stroke.BACK, Course.LCM), IM_100]),
        st.sampled_from(TurnDefinition),
        st.none() | st.dictionaries(st.sampled_from(Stroke), st.floats(0.1, 3)),
    )
    def test_any_marks_give_a_report_or_a_turn_error(
        self, turns: list[Turn], event: Event, definition: TurnDefinition, speeds: dict[Stroke, float] | None
    ) -> None:
        """Protects the bot: nothing typed can end in an unexpected exception."""
        try:
            report = analyse_turns(event, turns, definition=definition, clean_speed=speeds)
        except TurnError:
            return
        assert len(report.turns) == len(turns)
        assert sum(series.turns for series in report.series) == sum(line.counts for line in report.turns)


def test_values_cannot_be_changed() -> None:
    turn = Turn(912)
    with pytest.raises(AttributeError):
        turn.time_cs = 900  # type: ignore[misc]
    assert replace(turn, time_cs=900) == Turn(900)
    assert hash(Turn(900)) == hash(Turn(900))
