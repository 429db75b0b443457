"""Bests: which swim, why it counts, what does not and why; sums of bests, ideal races and relay legs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import count

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sprintbot.domain.estimates import Method
from sprintbot.domain.events import Course, Event, Sex, Stroke
from sprintbot.domain.intermediates import intermediate_swims
from sprintbot.domain.records import (
    LeftOut,
    Reason,
    bests,
    better,
    counts_as_best,
    from_flat_start,
    personal_best,
    rank,
    relay_leg_best,
)
from sprintbot.domain.splits import Splits
from sprintbot.domain.sumofbests import IdealLap, ideal_race, sum_of_bests
from sprintbot.domain.swims import Start, Status, Swim, Technique, Timing
from sprintbot.domain.swimtime import SwimTime
from sprintbot.testing import careers, events, swimmer_sexes, swims

FREE_100 = Event(100, Stroke.FREE, Course.SCM)
FREE_100_LONG = Event(100, Stroke.FREE, Course.LCM)
FREE_200 = Event(200, Stroke.FREE, Course.SCM)
BACK_100 = Event(100, Stroke.BACK, Course.SCM)
DAY = date(2026, 11, 24)
ONE_EVENT = st.just(FREE_200)
TIMINGS = st.frozensets(st.sampled_from(Timing))
_numbers = count(1)


def swum(time: str, *, event: Event = FREE_100, on: date = DAY, swim_id: str = "") -> Swim:
    return Swim(swim_id or f"{next(_numbers):06d}", "athlete", event, SwimTime.parse(time), on)


def swum_in(*laps: str, event: Event = FREE_100, on: date = DAY) -> Swim:
    splits = Splits.from_laps(event, [SwimTime.parse(lap) for lap in laps])
    return Swim(f"{next(_numbers):06d}", "athlete", event, splits.total, on, splits)


def reasons(left_out: Iterable[LeftOut]) -> dict[str, Reason]:
    return {left.swim.id: left.reason for left in left_out}


def test_reasons_have_stable_codes() -> None:
    assert {reason.name for reason in Reason} == set(Reason)
    assert len(Reason) == 16


def test_the_best_is_the_fastest_that_counts() -> None:
    slow, fast, long = swum("1:03.00"), swum("1:02.35"), swum("1:01.00", event=FREE_100_LONG)
    best = personal_best([slow, fast, long])
    assert (best.event, best.swim, best.time) == (FREE_100, fast, SwimTime(6235))
    assert best.counted == (fast, slow)
    assert best.left_out == (LeftOut(long, Reason.OTHER_COURSE),)
    assert best.timings == {Timing.OFFICIAL}


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({}, None),
        ({"start": Start.LEAD_OFF}, None),
        ({"start": Start.TAKEOVER}, Reason.RELAY_LEG),
        ({"technique": Technique.KICK}, Reason.TECHNIQUE),
        ({"status": Status.DSQ}, Reason.NOT_OK),
        ({"status": Status.EXH}, Reason.NOT_OK),
        ({"status": Status.DNS, "time": None}, Reason.NOT_OK),
        ({"time": None}, Reason.NO_TIME),
        ({"timing": Timing.HAND}, Reason.HAND_TIMED),
        ({"timing": Timing.TRAINING}, Reason.TRAINING),
        ({"timing": Timing.CONVERTED}, Reason.CONVERTED),
        ({"timing": Timing.INTERMEDIATE}, Reason.INTERMEDIATE),
        ({"event": Event(100, Stroke.FREE, Course.SCM, 4)}, Reason.RELAY_TEAM),
    ],
)
def test_why_a_swim_does_not_count(changed: dict[str, object], reason: Reason | None) -> None:
    swim = replace(swum("1:02.35"), **changed)  # type: ignore[arg-type]
    assert counts_as_best(swim) is reason
    best = personal_best([swim])
    assert best.swim == (swim if reason is None else None)
    assert best.left_out == (() if reason is None else (LeftOut(swim, reason),))


def test_other_events_and_courses_are_told_apart() -> None:
    others = [
        swum("1:02.35", event=FREE_100_LONG, swim_id="course"),
        swum("1:02.35", event=FREE_200, swim_id="distance"),
        swum("1:02.35", event=BACK_100, swim_id="stroke"),
        swum("1:02.35", event=Event(100, Stroke.FREE, Course.SCM, 4), swim_id="relay"),
        replace(swum("1:02.35", event=BACK_100, swim_id="first"), start=Start.TAKEOVER),
    ]
    assert reasons(personal_best(others, FREE_100).left_out) == {
        "course": Reason.OTHER_COURSE,
        "distance": Reason.OTHER_EVENT,
        "stroke": Reason.OTHER_EVENT,
        "relay": Reason.OTHER_EVENT,
        "first": Reason.OTHER_EVENT,
    }


def test_kinds_of_timing_are_kept_apart() -> None:
    official, hand = swum("1:02.35"), replace(swum("1:01.90"), timing=Timing.HAND)
    trained, converted = (replace(swum("1:00.00"), timing=kind) for kind in (Timing.TRAINING, Timing.CONVERTED))
    every = [official, hand, trained, converted]
    assert personal_best(every).swim == official
    by_hand = personal_best(every, timings=frozenset({Timing.HAND}))
    assert by_hand.swim == hand
    assert reasons(by_hand.left_out)[official.id] is Reason.OFFICIAL
    assert by_hand.timings == {Timing.HAND}
    assert personal_best(every, timings=frozenset({Timing.HAND, Timing.OFFICIAL})).swim == hand
    assert personal_best([converted], timings=frozenset(Timing)).swim is None
    assert counts_as_best(converted, frozenset(Timing)) is Reason.CONVERTED


def test_equal_times_leave_the_best_where_it_was() -> None:
    first, second = swum("1:02.35", on=DAY), swum("1:02.35", on=DAY + timedelta(days=1))
    assert better(first, second) == better(second, first) == first
    same_day = replace(first, id="zzz")
    assert better(same_day, first) == better(first, same_day) == first
    assert rank(first) < rank(same_day) < rank(second) < rank(replace(first, time=None))


def test_nobody_has_a_best_before_the_first_swim() -> None:
    none = personal_best([])
    assert (none.event, none.swim, none.time, none.counted, none.left_out) == (None, None, None, (), ())
    assert personal_best([], FREE_100).event == FREE_100
    assert bests([]) == {}


def test_every_event_has_its_best() -> None:
    short, long, back = swum("1:02.35"), swum("1:04.00", event=FREE_100_LONG), swum("1:12.04", event=BACK_100)
    missed = replace(swum("2:16.80", event=FREE_200), status=Status.DSQ)
    found = bests([back, short, missed, long], timings=frozenset({Timing.OFFICIAL}))
    assert list(found) == [FREE_100_LONG, FREE_100, FREE_200, BACK_100]
    assert [best.swim for best in found.values()] == [long, short, None, back]
    assert found[FREE_200].left_out == (LeftOut(missed, Reason.NOT_OK),)
    assert found[FREE_100].left_out == ()
    by_hand = bests([short], timings=frozenset({Timing.HAND}))
    assert by_hand[FREE_100].left_out == (LeftOut(short, Reason.OFFICIAL),)


@given(careers(), TIMINGS, st.randoms())
def test_the_order_of_swims_leaves_no_trace(career: list[Swim], timings: frozenset[Timing], random: object) -> None:
    """Protects derived tables: bests are the same in whatever order swims are read."""
    assume(career)
    event, shuffled = career[0].event, sorted(career, key=lambda _: random.random())  # type: ignore[attr-defined]
    assert personal_best(shuffled, event, timings=timings) == personal_best(career, event, timings=timings)
    assert bests(shuffled, timings=timings) == bests(career, timings=timings)
    assert sum_of_bests(shuffled, event, timings=timings) == sum_of_bests(career, event, timings=timings)
    assert ideal_race(shuffled, event, timings=timings) == ideal_race(career, event, timings=timings)


@given(careers(), TIMINGS)
def test_every_swim_counts_or_is_left_out_for_a_reason(career: list[Swim], timings: frozenset[Timing]) -> None:
    """Protects the "why": no swim is dropped in silence and none is in both lists."""
    best = personal_best(career, timings=timings)
    named = [*best.counted, *(left.swim for left in best.left_out)]
    assert sorted(swim.id for swim in named) == sorted(swim.id for swim in career)
    assert all(counts_as_best(swim, timings) is None and swim.event == best.event for swim in best.counted)
    assert all(best.time is not None and best.time <= (swim.time or best.time) for swim in best.counted)


@given(careers(), TIMINGS)
def test_a_best_kept_swim_by_swim_is_the_best_of_all(career: list[Swim], timings: frozenset[Timing]) -> None:
    """Protects a store that keeps bests as swims come in: step by step gives what recomputing gives."""
    kept: dict[Event, Swim] = {}
    for swim in career:
        if counts_as_best(swim, timings) is None:
            kept[swim.event] = better(kept.get(swim.event, swim), swim)
    assert kept == {event: best.swim for event, best in bests(career, timings=timings).items() if best.swim}


@given(careers(ONE_EVENT, plain=True, min_size=2))
def test_a_withdrawn_swim_withdraws_what_rested_on_it(career: list[Swim]) -> None:
    """Protects corrections: without the best swim the next one is the best, and no lap of it is left anywhere."""
    best = personal_best(career)
    left = [swim for swim in career if swim != best.swim]
    assert personal_best(left).swim == best.counted[1]
    remaining = sum_of_bests(left)
    assert best.swim not in [lap.swim for lap in remaining.sections]
    assert remaining.personal_best == personal_best(left)


def test_the_sum_of_bests_takes_each_lap_from_where_it_was_best() -> None:
    fast_start, fast_finish = swum_in("29.80", "32.55"), swum_in("30.10", "32.30")
    found = sum_of_bests([fast_finish, fast_start])
    assert [(lap.start, lap.end, str(lap.time), lap.swim) for lap in found.sections] == [
        (0, 50, "29.80", fast_start),
        (50, 100, "32.30", fast_finish),
    ]
    assert (str(found.total), found.gap_cs) == ("1:02.10", 25)
    assert (found.event, found.counted, found.left_out) == (FREE_100, (fast_start, fast_finish), ())


def test_finer_splits_count_on_coarser_sections() -> None:
    fine, coarse = swum_in("14.05", "15.75", "16.10", "16.45"), swum_in("29.50", "33.50")
    found = sum_of_bests([fine, coarse])
    assert [(lap.end, str(lap.time), lap.swim) for lap in found.sections] == [
        (50, "29.50", coarse),
        (100, "32.55", fine),
    ]
    finest = sum_of_bests([fine, coarse], grid=(25, 50, 75, 100))
    assert [lap.swim for lap in finest.sections] == [fine] * 4
    assert finest.left_out == (LeftOut(coarse, Reason.OTHER_SECTIONS),)
    assert (finest.counted, finest.gap_cs) == ((fine,), 0)


def test_of_equal_sums_the_finest_sections_are_taken() -> None:
    found = sum_of_bests([swum_in("14.05", "15.75", "16.10", "16.45"), swum_in("29.80", "32.55")])
    assert [lap.end for lap in found.sections] == [25, 50, 75, 100]


def test_equal_laps_belong_to_the_earlier_swim() -> None:
    later, earlier = swum_in("29.80", "32.55"), swum_in("29.80", "32.55", on=DAY - timedelta(days=1))
    twin = replace(earlier, id="000000")
    assert {lap.swim for lap in sum_of_bests([later, earlier]).sections} == {earlier}
    assert {lap.swim for lap in sum_of_bests([earlier, twin]).sections} == {twin}


def test_swims_without_sections_are_the_whole_race() -> None:
    whole, split = swum("1:02.00"), swum_in("29.80", "32.55")
    found = sum_of_bests([whole, split])
    assert [(lap.start, lap.end, lap.swim) for lap in found.sections] == [(0, 100, whole)]
    assert (found.total, found.gap_cs) == (SwimTime(6200), 0)
    in_laps = sum_of_bests([whole, split], grid=(50, 100))
    assert in_laps.left_out == (LeftOut(whole, Reason.NO_SPLITS),)
    assert (in_laps.counted, in_laps.gap_cs) == ((split,), -35)
    only_the_finish = replace(whole, splits=Splits.from_cumulative(FREE_100, {}, SwimTime(6200)))
    assert reasons(sum_of_bests([only_the_finish], grid=(50, 100)).left_out) == {whole.id: Reason.NO_SPLITS}


def test_impossible_laps_stay_out_and_the_finish_counts() -> None:
    late_touch, honest = swum_in("7.00", "55.00"), swum_in("29.80", "32.55")
    found = sum_of_bests([late_touch, honest], grid=(50, 100))
    assert found.left_out == (LeftOut(late_touch, Reason.IMPOSSIBLE_SPLITS),)
    assert found.personal_best.swim == late_touch
    assert sum_of_bests([late_touch, honest]).total == SwimTime(6200)


@pytest.mark.parametrize("grid", [(), (50,), (50, 150), (60, 100), (0, 100), (50, 100, 125)])
def test_sections_that_nobody_swam_have_no_sum(grid: tuple[int, ...]) -> None:
    swim = swum_in("29.80", "32.55")
    found = sum_of_bests([swim], grid=grid)
    assert (found.sections, found.total, found.gap_cs, found.counted) == ((), None, None, ())
    assert found.left_out == (LeftOut(swim, Reason.OTHER_SECTIONS),)
    assert ideal_race([swim], grid=grid).laps == ()


def test_sections_may_be_given_in_any_order() -> None:
    swim = swum_in("14.05", "15.75", "16.10", "16.45")
    assert sum_of_bests([swim], grid=(100, 50, 50)) == sum_of_bests([swim], grid=(50, 100))
    assert ideal_race([swim], grid=(100, 50, 50)) == ideal_race([swim], grid=(50, 100))


def test_there_is_no_sum_of_nothing() -> None:
    none = sum_of_bests([])
    assert (none.event, none.total, none.gap_cs, none.sections) == (None, None, None, ())
    assert sum_of_bests([swum("1:02.35")], FREE_200).left_out[0].reason is Reason.OTHER_EVENT


def test_a_25_m_pool_never_meets_a_50_m_pool() -> None:
    short, long = swum_in("29.80", "32.55"), swum_in("28.00", "30.00", event=FREE_100_LONG)
    assert sum_of_bests([short, long]).sections == sum_of_bests([short]).sections


def test_lead_offs_join_and_takeovers_do_not() -> None:
    flat = swum_in("30.00", "32.55")
    lead_off = replace(swum_in("29.80", "33.00"), start=Start.LEAD_OFF)
    takeover = replace(swum_in("28.00", "31.00"), start=Start.TAKEOVER)
    found = sum_of_bests([flat, lead_off, takeover])
    assert [lap.swim for lap in found.sections] == [lead_off, flat]
    assert found.left_out == (LeftOut(takeover, Reason.RELAY_LEG),)


@given(careers(st.just(FREE_200), plain=True, min_size=1))
def test_the_sum_of_bests_is_never_slower_than_the_best(career: list[Swim]) -> None:
    """Protects "still in the water": the gap is never negative, and each section is a lap that its swim swam."""
    found = sum_of_bests(career)
    assert found.gap_cs is not None
    assert found.gap_cs >= 0
    for lap in found.sections:
        cumulative = dict(lap.swim.splits.cumulative) if lap.swim.splits else {200: lap.swim.time or lap.time}
        before = cumulative[lap.start].centiseconds if lap.start else 0
        assert cumulative[lap.end].centiseconds - before == lap.time.centiseconds
    assert [lap.end for lap in found.sections][-1] == 200
    assert [lap.start for lap in found.sections] == [0, *(lap.end for lap in found.sections[:-1])]


@given(careers(ONE_EVENT, plain=True, min_size=2))
def test_another_swim_never_makes_the_sum_slower(career: list[Swim]) -> None:
    """Protects progress: what one more race shows can only be better or as good."""
    fewer, all_of_them = sum_of_bests(career[1:]).total, sum_of_bests(career).total
    assert fewer is not None
    assert all_of_them is not None
    assert all_of_them <= fewer


@given(careers(ONE_EVENT, plain=True, min_size=1))
def test_an_ideal_race_of_single_best_laps_is_the_sum_of_bests(career: list[Swim]) -> None:
    """Protects the two from drifting apart: k=1 is the sum of bests, and a greater k asks for no more than that."""
    summed, ideal = sum_of_bests(career), ideal_race(career, k=1)
    assert [lap.mean_cs for lap in ideal.laps] == [lap.time.centiseconds for lap in summed.sections]
    assert summed.total is not None
    assert ideal.total_cs == summed.total.centiseconds
    assert ideal_race(career, k=3).total_cs >= ideal.total_cs
    assert ideal_race(career, k=0) == ideal


def test_the_ideal_race_lists_where_the_best_lost() -> None:
    best = swum_in("29.80", "32.50")
    others = [swum_in("30.10", "32.30"), swum_in("30.20", "32.31"), swum_in("40.00", "40.00")]
    ideal = ideal_race([best, *others])
    assert (ideal.event, ideal.k) == (FREE_100, 3)
    assert [lap.mean_cs for lap in ideal.laps] == [Fraction(2980 + 3010 + 3020, 3), Fraction(3230 + 3231 + 3250, 3)]
    assert [lap.own for lap in ideal.laps] == [SwimTime(2980), SwimTime(3250)]
    assert ideal.gaps == (IdealLap(50, 100, Fraction(3237), SwimTime(3250), Fraction(13)),)
    assert ideal.total_cs == Fraction(9010, 3) + 3237


def test_gaps_are_listed_greatest_first() -> None:
    best = swum_in("16.00", "15.90", "15.50", "14.95")
    helpers = swum_in("15.00", "14.90", "15.40", "18.00")
    assert [lap.end for lap in ideal_race([best, helpers], k=1).gaps] == [25, 50, 75]
    assert [lap.gap_cs for lap in ideal_race([best, helpers], k=1).gaps] == [100, 100, 10]


def test_an_unsplit_best_has_no_gaps() -> None:
    ideal = ideal_race([swum("1:02.00"), swum_in("29.80", "32.55")], grid=(50, 100))
    assert [(lap.own, lap.gap_cs) for lap in ideal.laps] == [(None, None), (None, None)]
    assert ideal.gaps == ()
    assert ideal_race([]).laps == ()


@pytest.mark.parametrize(
    ("sex", "event", "flat", "lower", "upper"),
    [
        (Sex.M, FREE_100, 6043, 6019, 6063),
        (Sex.F, FREE_100, 6046, 6022, 6066),
        (Sex.M, BACK_100, 6037, 6013, 6057),
        (Sex.F, BACK_100, 6039, 6015, 6059),
        (None, FREE_100, 6045, 6021, 6065),
        (Sex.X, FREE_100, 6045, 6021, 6065),
        (None, BACK_100, 6038, 6014, 6058),
    ],
)
def test_relay_legs_are_a_kind_of_their_own(sex: Sex | None, event: Event, flat: int, lower: int, upper: int) -> None:
    leg = replace(swum("1:00.00", event=event), start=Start.TAKEOVER)
    slower, individual = replace(leg, id="z", time=SwimTime(6100)), swum("59.00", event=event)
    found = relay_leg_best([slower, individual, leg], sex=sex)
    assert (found.event, found.swim, found.time, found.counted) == (event, leg, SwimTime(6000), (leg, slower))
    assert found.left_out == (LeftOut(individual, Reason.INDIVIDUAL_START),)
    worth = found.flat_start
    assert worth is not None
    assert (worth.time, worth.lower, worth.upper) == (SwimTime(flat), SwimTime(lower), SwimTime(upper))
    assert (worth.method, worth.event) == (Method.TAKEOVER_ALLOWANCE, event)
    assert "12302 takeovers" in worth.source


def test_without_a_leg_there_is_no_relay_best() -> None:
    found = relay_leg_best([swum("1:00.00")], timings=frozenset({Timing.OFFICIAL}))
    assert (found.event, found.swim, found.time, found.flat_start, found.counted) == (FREE_100, None, None, None, ())
    assert found.timings == {Timing.OFFICIAL}
    assert relay_leg_best([]).event is None
    assert from_flat_start(replace(swum("1:00.00"), time=None), Sex.F) is None


@given(swims(events(relays=False)), swimmer_sexes())
def test_a_leg_is_never_worth_less_than_it_was_swum_in(leg: Swim, sex: Sex) -> None:
    """Protects the fairness of the allowance: a flat start is slower than a takeover, within stated bounds."""
    worth = from_flat_start(leg, sex)
    assert (worth is None) == (leg.time is None)
    assert worth is None or (leg.time is not None and leg.time < worth.lower < worth.time < worth.upper)


@given(careers())
def test_individual_bests_and_relay_legs_share_no_swim(career: list[Swim]) -> None:
    """Protects personal bests from flying starts: a swim counts as one kind at most."""
    individual, legs = personal_best(career), relay_leg_best(career)
    assert {swim.id for swim in individual.counted}.isdisjoint(swim.id for swim in legs.counted)
    assert all(swim.start is Start.TAKEOVER for swim in legs.counted)


def test_a_longer_race_gives_times_on_the_way() -> None:
    event = Event(400, Stroke.FREE, Course.SCM)
    race = replace(swum_in(*["17.00"] * 16, event=event), start=Start.LEAD_OFF, meet="meet")
    found = intermediate_swims(race)
    assert [(swim.event.distance, str(swim.time)) for swim in found] == [
        (25, "17.00"),
        (50, "34.00"),
        (100, "1:08.00"),
        (200, "2:16.00"),
    ]
    hundred = found[2]
    assert hundred == Swim(
        f"{race.id}/100",
        "athlete",
        FREE_100,
        SwimTime(6800),
        DAY,
        Splits.from_laps(FREE_100, [SwimTime(1700)] * 4),
        start=Start.LEAD_OFF,
        timing=Timing.INTERMEDIATE,
        meet="meet",
    )
    assert personal_best([hundred]).left_out == (LeftOut(hundred, Reason.INTERMEDIATE),)
    assert personal_best([hundred], timings=frozenset({Timing.INTERMEDIATE})).swim == hundred


def test_yards_have_distances_of_their_own() -> None:
    race = swum_in(*["15.00"] * 40, event=Event(1000, Stroke.FREE, Course.SCY))
    assert [swim.event.distance for swim in intermediate_swims(race)] == [25, 50, 100, 200, 500]


def test_a_split_away_from_the_wall_is_no_time_of_a_distance() -> None:
    event = Event(200, Stroke.FREE, Course.LCM)
    splits = Splits.from_cumulative(event, {25: SwimTime(1400), 50: SwimTime(3000)}, SwimTime(13_000))
    race = Swim("1", "athlete", event, SwimTime(13_000), DAY, splits)
    assert [swim.event.distance for swim in intermediate_swims(race)] == [50]


def test_nothing_doubtful_gives_times_on_the_way() -> None:
    race = swum_in("34.00", "34.00", "34.00", "34.00", event=FREE_200)
    assert len(intermediate_swims(race)) == 2
    doubtful = [
        replace(race, start=Start.TAKEOVER),
        replace(race, status=Status.DSQ),
        replace(race, timing=Timing.HAND),
        replace(race, technique=Technique.PULL),
        replace(race, splits=None),
        swum_in("7.00", "61.00", "34.00", "34.00", event=FREE_200),
        swum_in("34.00", "34.00", "34.00", "34.00", event=Event(200, Stroke.MEDLEY, Course.SCM)),
    ]
    assert [intermediate_swims(swim) for swim in doubtful] == [()] * len(doubtful)


@given(careers())
def test_times_on_the_way_never_touch_the_bests(career: list[Swim]) -> None:
    """Protects official bests: adding every intermediate time changes no best, only the kept-apart ones."""
    on_the_way = [passing for swim in career for passing in intermediate_swims(swim)]
    official = {event: best.swim for event, best in bests(career).items()}
    both = {event: best.swim for event, best in bests([*career, *on_the_way]).items()}
    assert {event: both[event] for event in official} == official
    assert all(both[event] is None for event in both.keys() - official.keys())
