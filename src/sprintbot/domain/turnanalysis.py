"""The turns of one race: each against the first of its kind, how even they were, what was lost and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import sqrt

from sprintbot.domain.errors import TurnError
from sprintbot.domain.estimates import half_up
from sprintbot.domain.events import Course, Event, Stroke
from sprintbot.domain.metrics import metres
from sprintbot.domain.turncauses import Advice, Cause, TurnLine, find_advice, find_causes
from sprintbot.domain.turnnorms import SpreadNorm, published_turn_spread
from sprintbot.domain.turnreference import Comparison, TurnReference, compare_turns
from sprintbot.domain.turns import (
    Turn,
    TurnDefinition,
    TurnFault,
    TurnKind,
    check_turn,
    number_turns,
    section_length_cm,
    turn_faults,
    turn_kind,
)


class LostAgainst(StrEnum):
    FIRST_TURN = "first_turn"
    """The first turn of the same kind in this race."""
    TARGET = "target"


@dataclass(frozen=True, slots=True)
class TurnSeries:
    """The possible turns of one kind. Hundredths; `slope_cs` is exact, by least squares, for each further turn of
    the kind; `cv_percent` is the population deviation over the mean (three turns and more); `progression_percent`
    is last minus first over first.
    """

    kind: TurnKind
    turns: int
    mean_cs: int
    first_cs: int
    last_cs: int
    lost_cs: int
    slope_cs: Fraction | None
    cv_percent: float | None
    progression_percent: float | None


@dataclass(frozen=True, slots=True)
class TurnReport:
    """`lost_cs` is the sum of what each turn was slower than `lost_against`. `comparison` None: nothing to compare
    with. `spread`: published CV and progression of races like this one, for the series' own.
    """

    event: Event
    definition: TurnDefinition
    turns: tuple[TurnLine, ...]
    series: tuple[TurnSeries, ...]
    total_cs: int
    lost_cs: int
    lost_against: LostAgainst
    causes: tuple[Cause, ...]
    advice: tuple[Advice, ...]
    comparison: Comparison | None
    spread: tuple[SpreadNorm, ...]


def analyse_turns(
    event: Event,
    turns: Sequence[Turn],
    *,
    definition: TurnDefinition,
    reference: TurnReference | None = None,
    clean_speed: Mapping[Stroke, float] | None = None,
    target_cs: int | None = None,
) -> TurnReport:
    """Review the turns of one race. Impossible turns are shown with their fault and kept out of everything else.

    `clean_speed` is the race's own clean swimming in m/s by stroke (`race_sections` gives it); with it each turn has
    its index, against the stroke that follows it.
    `target_cs` is what each turn should take; without it time is lost against the first turn of the kind.
    Raises TurnError: what `number_turns`, `turn_kind`, `check_turn` and `compare_turns` raise, and
    `one_target_for_medley`.
    """
    if target_cs is not None and event.stroke is Stroke.MEDLEY:
        raise TurnError(reason="one_target_for_medley")
    clean = clean_speed or {}
    lines: list[TurnLine] = []
    firsts: dict[TurnKind, int] = {}
    for number, turn in number_turns(event, turns):
        check_turn(turn, definition, event.course)
        kind = turn_kind(event, number)
        faults = turn_faults(turn, kind, definition, event.course)
        first = None if TurnFault.IMPLAUSIBLY_FAST in faults else firsts.setdefault(kind, turn.time_cs)
        lines.append(_line(turn, number, kind, faults, first, definition=definition, course=event.course, clean=clean))
    times: dict[TurnKind, list[int]] = {}
    for line in lines:
        if line.counts:
            times.setdefault(line.kind, []).append(line.turn.time_cs)
    series = tuple(_series(kind, cs, cs[0] if target_cs is None else target_cs) for kind, cs in times.items())
    causes = find_causes(lines)
    return TurnReport(
        event=event,
        definition=definition,
        turns=tuple(lines),
        series=series,
        total_cs=sum(line.turn.time_cs for line in lines),
        lost_cs=sum(found.lost_cs for found in series),
        lost_against=LostAgainst.FIRST_TURN if target_cs is None else LostAgainst.TARGET,
        causes=causes,
        advice=find_advice(lines, causes, event.course, clean),
        comparison=None if reference is None else compare_turns(event, definition, times, reference),
        spread=published_turn_spread(event, definition),
    )


def _line(
    turn: Turn,
    number: int,
    kind: TurnKind,
    faults: tuple[TurnFault, ...],
    first: int | None,
    *,
    definition: TurnDefinition,
    course: Course,
    clean: Mapping[Stroke, float],
) -> TurnLine:
    section = section_length_cm(turn, definition, course)
    speed = None if section is None else float(section) / turn.time_cs
    under, swum = None, clean.get(kind.stroke_out)
    if turn.breakout_cm is not None and turn.underwater_cs is not None:
        under = float(metres(turn.breakout_cm, course)) / turn.underwater_cs
    return TurnLine(
        number=number,
        kind=kind,
        turn=turn,
        delta_cs=None if first is None else turn.time_cs - first,
        speed=speed,
        underwater_speed=under,
        index=None if speed is None or swum is None else speed / swum,
        faults=faults,
    )


def _series(kind: TurnKind, times: Sequence[int], target_cs: int) -> TurnSeries:
    count, total = len(times), sum(times)
    slope = cv = progression = None
    if count > 1:
        # Least squares over 0, 1, 2 …: both sums are whole when doubled around the middle.
        upper = sum((2 * place - count + 1) * time for place, time in enumerate(times))
        slope = Fraction(6 * upper, count * (count * count - 1))
        progression = 100 * (times[-1] - times[0]) / times[0]
    if count > 2:
        cv = 100 * sqrt(count * sum(time * time for time in times) - total * total) / total
    return TurnSeries(
        kind=kind,
        turns=count,
        mean_cs=half_up(Fraction(total, count)),
        first_cs=times[0],
        last_cs=times[-1],
        lost_cs=sum(max(0, time - target_cs) for time in times),
        slope_cs=slope,
        cv_percent=cv,
        progression_percent=progression,
    )
