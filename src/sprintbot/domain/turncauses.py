"""Why turns grew slower over a race, and what to do: codes with the numbers behind them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from sprintbot.domain.estimates import half_up
from sprintbot.domain.events import Course, Stroke
from sprintbot.domain.turns import Turn, TurnFault, TurnKind, breakout_limit_cm


@dataclass(frozen=True, slots=True)
class TurnLine:
    """One turn of a race. `delta_cs` to the first possible turn of its kind (0 for that one; None for an impossible
    turn); speeds in m/s over the section and from the toes leaving the wall to the breakout; `index` is the section's
    speed over clean swimming.
    """

    number: int
    kind: TurnKind
    turn: Turn
    delta_cs: int | None
    speed: float | None
    underwater_speed: float | None
    index: float | None
    faults: tuple[TurnFault, ...]

    @property
    def counts(self) -> bool:
        """Whether the turn is possible."""
        return TurnFault.IMPLAUSIBLY_FAST not in self.faults


class CauseCode(StrEnum):
    """Units of its numbers: hundredths of a metre or yard, kicks, hundredths of a second, cm/s."""

    SHORTER_BREAKOUT = "shorter_breakout"
    FEWER_KICKS = "fewer_kicks"
    SLOWER_APPROACH = "slower_approach"
    LONGER_CONTACT = "longer_contact"
    SLOWER_UNDERWATER = "slower_underwater"


@dataclass(frozen=True, slots=True)
class Cause:
    """From turn `from_turn` on the mean went from `before` to `after`, and the turns grew slower with it."""

    code: CauseCode
    kind: TurnKind
    from_turn: int
    before: int
    after: int


class AdviceCode(StrEnum):
    CHECK_TIME = "check_time"
    SURFACE_SOONER = "surface_sooner"
    TOUCH_WITH_BOTH_HANDS = "touch_with_both_hands"
    HOLD_BREAKOUT = "hold_breakout"
    HOLD_KICKS = "hold_kicks"
    KEEP_SPEED_IN = "keep_speed_in"
    QUICKER_OFF_THE_WALL = "quicker_off_the_wall"
    KEEP_SPEED_UNDER = "keep_speed_under"
    STAY_UNDER_LONGER = "stay_under_longer"
    SWIM_SOONER = "swim_sooner"


@dataclass(frozen=True, slots=True)
class Advice:
    """`turns`: the numbers it is about. `found` was measured, `against` is what it is held against, in the unit of
    the code: hundredths of a second (CHECK_TIME has no `against`), hundredths of a metre or yard, kicks, or cm/s.
    """

    code: AdviceCode
    turns: tuple[int, ...]
    found: int | None = None
    against: int | None = None


def _underwater_cm_per_s(line: TurnLine) -> int | None:
    return None if line.underwater_speed is None else round(100 * line.underwater_speed)


@dataclass(frozen=True, slots=True)
class _Sign:
    """A growth (`worse` 1) or a loss (-1) of at least `notable`: what a person at the poolside can tell apart."""

    code: CauseCode
    value: Callable[[TurnLine], int | None]
    worse: int
    notable: int
    advice: AdviceCode


_SIGNS = (
    _Sign(CauseCode.SHORTER_BREAKOUT, lambda line: line.turn.breakout_cm, -1, 50, AdviceCode.HOLD_BREAKOUT),
    _Sign(CauseCode.FEWER_KICKS, lambda line: line.turn.kicks, -1, 1, AdviceCode.HOLD_KICKS),
    _Sign(CauseCode.SLOWER_APPROACH, lambda line: line.turn.approach_cs, 1, 10, AdviceCode.KEEP_SPEED_IN),
    _Sign(CauseCode.LONGER_CONTACT, lambda line: line.turn.contact_cs, 1, 10, AdviceCode.QUICKER_OFF_THE_WALL),
    _Sign(CauseCode.SLOWER_UNDERWATER, _underwater_cm_per_s, -1, 10, AdviceCode.KEEP_SPEED_UNDER),
)
_ADVICE = {sign.code: sign.advice for sign in _SIGNS}
FEWEST_TURNS = 3
"""A change between two turns is no change over a race."""


def find_causes(lines: Sequence[TurnLine]) -> tuple[Cause, ...]:
    """What changed over the race together with slower turns, by kind of turn, in a stable order."""
    kinds: dict[TurnKind, list[TurnLine]] = {}
    for line in lines:
        if line.counts:
            kinds.setdefault(line.kind, []).append(line)
    found = (_cause(kind, of_kind, sign) for kind, of_kind in kinds.items() for sign in _SIGNS)
    return tuple(cause for cause in found if cause is not None)


def _cause(kind: TurnKind, lines: Sequence[TurnLine], sign: _Sign) -> Cause | None:
    known = [(line, value) for line in lines if (value := sign.value(line)) is not None]
    if len(known) < FEWEST_TURNS:
        return None
    place = _change([sign.worse * value for _, value in known])
    if place is None:
        return None
    before, after = _means([value for _, value in known], place)
    slower_before, slower_after = _means([line.turn.time_cs for line, _ in known], place)
    if sign.worse * (after - before) < sign.notable or slower_after <= slower_before:
        return None
    return Cause(sign.code, kind, known[place][0].number, half_up(before), half_up(after))


def _change(values: Sequence[int]) -> int | None:
    """Where the values rise most: the split with the largest sum of squares between both parts, the earliest of
    equals. None where they never rise.
    """
    count, total, running = len(values), sum(values), 0
    place, best, best_over = None, 0, 1
    for at in range(1, count):
        running += values[at - 1]
        rise = (total - running) * at - running * (count - at)
        over = at * (count - at)
        if rise > 0 and rise * rise * best_over > best * over:
            place, best, best_over = at, rise * rise, over
    return place


def _means(values: Sequence[int], place: int) -> tuple[Fraction, Fraction]:
    return Fraction(sum(values[:place]), place), Fraction(sum(values[place:]), len(values) - place)


def find_advice(
    lines: Sequence[TurnLine], causes: Sequence[Cause], course: Course, clean: Mapping[Stroke, float]
) -> tuple[Advice, ...]:
    """Rules first, then the causes, then whether the water or the surface was quicker. `clean`: m/s by stroke."""
    advice = [Advice(AdviceCode.CHECK_TIME, (line.number,), line.turn.time_cs) for line in lines if not line.counts]
    late = [line for line in lines if TurnFault.SURFACED_LATE in line.faults]
    if late:
        farthest = max(line.turn.breakout_cm or 0 for line in late)
        advice.append(Advice(AdviceCode.SURFACE_SOONER, _numbers(late), farthest, breakout_limit_cm(course)))
    one_hand = [line for line in lines if TurnFault.ONE_HAND in line.faults]
    if one_hand:
        advice.append(Advice(AdviceCode.TOUCH_WITH_BOTH_HANDS, _numbers(one_hand)))
    advice += [Advice(_ADVICE[cause.code], (cause.from_turn,), cause.after, cause.before) for cause in causes]
    for stroke, speed in clean.items():
        timed = [line for line in lines if line.counts and line.kind.stroke_out is stroke]
        advice += _breakout_advice([line for line in timed if line.underwater_speed is not None], course, speed)
    return tuple(advice)


def _breakout_advice(lines: Sequence[TurnLine], course: Course, clean_speed: float) -> list[Advice]:
    """While the water is quicker than the surface, staying under pays, as far as the rules allow."""
    if not lines:
        return []
    under = round(100 * sum(line.underwater_speed or 0 for line in lines) / len(lines))
    swum = round(100 * clean_speed)
    if under < swum:
        return [Advice(AdviceCode.SWIM_SOONER, _numbers(lines), under, swum)]
    limit = breakout_limit_cm(course)
    short = [line for line in lines if not line.kind.breakout_limited or (line.turn.breakout_cm or 0) < limit]
    return [Advice(AdviceCode.STAY_UNDER_LONGER, _numbers(short), under, swum)] if short and under > swum else []


def _numbers(lines: Sequence[TurnLine]) -> tuple[int, ...]:
    return tuple(line.number for line in lines)
