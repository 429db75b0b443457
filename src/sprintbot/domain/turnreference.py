"""What turn times are held against: one published group, or the club's own swims. Never anything made up."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from sprintbot.domain.errors import TurnError
from sprintbot.domain.estimates import half_up
from sprintbot.domain.events import Event
from sprintbot.domain.turnnorms import PublishedNorms
from sprintbot.domain.turns import Turn, TurnDefinition, TurnFault, TurnKind, number_turns, turn_faults, turn_kind

CLUB_SWIMS_NEEDED = 10
"""Below this many swims a club's percentiles are chance."""


class EfficiencyScale(StrEnum):
    SPEED_RATIO = "speed_ratio"
    """Own section speed in percent of the group's mean, 100 at most."""
    PERCENTILE = "percentile"
    """The share of the club's swims whose turns were slower (equal ones count half)."""


@dataclass(frozen=True, slots=True)
class ClubTurns:
    """The club's swims of one event by one definition: mean turn times by kind, exact hundredths, rising."""

    event: Event
    definition: TurnDefinition
    swims: int
    means: tuple[tuple[TurnKind, tuple[Fraction, ...]], ...]

    @classmethod
    def of(cls, event: Event, definition: TurnDefinition, swims: Iterable[Sequence[Turn]]) -> ClubTurns:
        """Each item: the turns of one swim. A swim with an impossible turn is left out.

        Raises TurnError `too_few_swims` below CLUB_SWIMS_NEEDED, and what `number_turns` raises.
        """
        means: dict[TurnKind, list[Fraction]] = {}
        counted = 0
        for turns in swims:
            times = _times_by_kind(event, definition, turns)
            counted += times is not None
            for kind, cs in (times or {}).items():
                means.setdefault(kind, []).append(Fraction(sum(cs), len(cs)))
        if counted < CLUB_SWIMS_NEEDED:
            raise TurnError(reason="too_few_swims", found=counted, needed=CLUB_SWIMS_NEEDED)
        enough = ((kind, tuple(sorted(found))) for kind, found in means.items() if len(found) >= CLUB_SWIMS_NEEDED)
        return cls(event, definition, counted, tuple(enough))

    def fits(self, event: Event, definition: TurnDefinition) -> bool:
        return (self.event, self.definition) == (event, definition)

    def percentile_cs(self, kind: TurnKind, percent: int) -> int | None:
        """The turn time that `percent` of the swims beat or reach, between neighbours in proportion; hundredths.

        50 is the median. None where the club has too few turns of this kind.
        """
        means = dict(self.means).get(kind)
        if means is None:
            return None
        place = Fraction(percent * (len(means) - 1), 100)
        below = int(place)
        above = min(below + 1, len(means) - 1)
        return half_up(means[below] + (means[above] - means[below]) * (place - below))


def _times_by_kind(event: Event, definition: TurnDefinition, turns: Sequence[Turn]) -> dict[TurnKind, list[int]] | None:
    times: dict[TurnKind, list[int]] = {}
    for number, turn in number_turns(event, turns):
        kind = turn_kind(event, number)
        if TurnFault.IMPLAUSIBLY_FAST in turn_faults(turn, kind, definition, event.course):
            return None
        times.setdefault(kind, []).append(turn.time_cs)
    return times


TurnReference = PublishedNorms | ClubTurns


@dataclass(frozen=True, slots=True)
class KindComparison:
    """Own mean against the reference's mean (published) or median (club), hundredths; `efficiency` 0 to 100."""

    kind: TurnKind
    turns: int
    own_cs: int
    reference_cs: int
    lost_cs: int
    efficiency: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """`efficiency` is the mean over the compared turns. The reference names its paper and level, or its swims."""

    reference: TurnReference
    scale: EfficiencyScale
    kinds: tuple[KindComparison, ...]
    efficiency: float
    lost_cs: int


def compare_turns(
    event: Event,
    definition: TurnDefinition,
    times: Mapping[TurnKind, Sequence[int]],
    reference: TurnReference,
) -> Comparison | None:
    """None where the reference has none of these kinds of turn. Raises TurnError `reference_differs` where it is of
    another race or another definition.
    """
    if not reference.fits(event, definition):
        raise TurnError(reason="reference_differs", definition=str(definition), reference=str(reference.definition))
    found = [_compared(reference, kind, cs) for kind, cs in times.items()]
    kinds = tuple(compared for compared in found if compared is not None)
    turns = sum(compared.turns for compared in kinds)
    if not turns:
        return None
    scale = EfficiencyScale.SPEED_RATIO if isinstance(reference, PublishedNorms) else EfficiencyScale.PERCENTILE
    efficiency = sum(compared.efficiency * compared.turns for compared in kinds) / turns
    return Comparison(reference, scale, kinds, efficiency, sum(compared.lost_cs for compared in kinds))


def _compared(reference: TurnReference, kind: TurnKind, times: Sequence[int]) -> KindComparison | None:
    if isinstance(reference, PublishedNorms):
        return _with_published(reference, kind, times)
    return _with_club(reference, kind, times)


def _with_published(reference: PublishedNorms, kind: TurnKind, times: Sequence[int]) -> KindComparison | None:
    for norm in reference.norms:
        if norm.kind == kind:
            ratio = min(1.0, norm.mean_cs * len(times) / sum(times))
            return _kind_comparison(kind, times, norm.mean_cs, 100 * ratio)
    return None


def _with_club(reference: ClubTurns, kind: TurnKind, times: Sequence[int]) -> KindComparison | None:
    median = reference.percentile_cs(kind, 50)
    if median is None:
        return None
    means = dict(reference.means)[kind]
    own = Fraction(sum(times), len(times))
    not_faster, slower = len(means) - bisect_left(means, own), len(means) - bisect_right(means, own)
    return _kind_comparison(kind, times, median, 50 * (not_faster + slower) / len(means))


def _kind_comparison(kind: TurnKind, times: Sequence[int], reference_cs: int, efficiency: float) -> KindComparison:
    lost = sum(max(0, time - reference_cs) for time in times)
    return KindComparison(kind, len(times), half_up(Fraction(sum(times), len(times))), reference_cs, lost, efficiency)
