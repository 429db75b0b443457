"""Estimates: times that nobody swam. Their own type, so that none can ever become a best."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from sprintbot.domain.errors import EstimateError
from sprintbot.domain.events import Event
from sprintbot.domain.swimtime import LONGEST_CS, SwimTime


class Method(StrEnum):
    """What an estimate was made by; the conversions carry the names that their publishers use."""

    RIEGEL_LOCAL = "RIEGEL_LOCAL"
    CRITICAL_SPEED = "CRITICAL_SPEED"
    TAKEOVER_ALLOWANCE = "TAKEOVER_ALLOWANCE"
    POINTS_EQUAL = "POINTS_EQUAL"
    HYTEK = "HYTEK"
    HYTEK_STRAIGHT = "HYTEK_STRAIGHT"
    USA_AGE_GROUP = "USA_AGE_GROUP"
    ASA_EQUIVALENT = "ASA_EQUIVALENT"
    NCAA = "NCAA"


@dataclass(frozen=True, slots=True)
class Estimate:
    """`time` for `event` by `method`, between `lower` (faster) and `upper` (slower).

    `source` cites where the method was published; `exact_cs` is the unrounded value in hundredths. What the bounds
    mean is stated by the function that made the estimate. A Swim refuses an Estimate for its time.
    """

    event: Event
    time: SwimTime
    method: Method
    source: str
    lower: SwimTime
    upper: SwimTime
    exact_cs: Fraction


def estimate(
    event: Event, exact_cs: Fraction, method: Method, source: str, others_cs: tuple[Fraction, ...], *, cut: bool = False
) -> Estimate:
    """An Estimate rounded half-up (`cut`: the third digit dropped), its bounds the span of it and `others_cs`.

    Raises EstimateError where the value is no swim time.
    """
    span = (exact_cs, *others_cs)
    return Estimate(
        event=event,
        time=_whole(exact_cs, cut=cut),
        method=method,
        source=source,
        lower=_whole(min(span), cut=cut),
        upper=_whole(max(span), cut=cut),
        exact_cs=exact_cs,
    )


def _whole(exact_cs: Fraction, *, cut: bool) -> SwimTime:
    hundredths = exact_cs // 1 if cut else half_up(exact_cs)
    if not 0 < hundredths <= LONGEST_CS:
        raise EstimateError(reason="no_swim_time", centiseconds=str(hundredths))
    return SwimTime(hundredths)


def half_up(exact: Fraction) -> int:
    """The nearest whole number, halves up: how shown values are rounded everywhere."""
    return (2 * exact + 1) // 2
