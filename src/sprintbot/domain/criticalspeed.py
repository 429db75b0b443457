"""Critical swim speed: the speed that could be held long, from all-out trials."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import sqrt

from sprintbot.domain.errors import EstimateError
from sprintbot.domain.estimates import Estimate, Method, estimate
from sprintbot.domain.events import Event
from sprintbot.domain.swimtime import SwimTime

CRITICAL_SPEED_SOURCE = "distance = D' + CSS * time (Wakayoshi 1992; two distances: Ginn 1993)"


class ErrorFrom(StrEnum):
    """Where the error of a critical speed comes from."""

    REGRESSION = "REGRESSION"
    """Standard errors of the line through three trials or more."""
    PUBLISHED = "PUBLISHED"
    """Two trials have no error of their own: the greatest typical errors of PMC10875687 (32 national swimmers)."""


@dataclass(frozen=True, slots=True)
class CriticalSpeed:
    """Critical swim speed. `speed` and its error in m/s, `d_prime` (D', metres over it) and its error in metres.

    D' is not reliable (CV 13-45 % between days): never show it without its error. CSS can be held for about 14-39
    minutes, not for ever.
    """

    speed: Fraction
    d_prime: Fraction
    speed_error: float
    d_prime_error: float
    error_from: ErrorFrom
    trials: tuple[tuple[int, SwimTime], ...]

    @property
    def pace_per_100(self) -> Fraction:
        """Seconds per 100 m at critical speed, exact."""
        return 100 / self.speed

    def time_for(self, event: Event) -> Estimate:
        """The time over the event's distance: t = (d - D') / CSS, bounds by the error of CSS.

        Raises EstimateError for relays and yards, and where D' alone would cover the distance.
        """
        if event.is_relay or event.course.yards:
            raise EstimateError(reason="event")
        left = event.distance - self.d_prime
        exact, *bounds = (100 * left / speed for speed in (self.speed, *self._speeds()))
        return estimate(event, exact, Method.CRITICAL_SPEED, CRITICAL_SPEED_SOURCE, tuple(bounds))

    def _speeds(self) -> tuple[Fraction, Fraction]:
        error = Fraction(self.speed_error)
        if error >= self.speed:
            raise EstimateError(reason="error_exceeds_speed")
        return self.speed + error, self.speed - error


_PUBLISHED_SPEED_ERROR, _PUBLISHED_D_PRIME_ERROR = 0.04, 9.0


def critical_swim_speed(trials: Iterable[tuple[int, SwimTime]]) -> CriticalSpeed:
    """Critical speed from all-out trials of different distances in metres, each with its time.

    CSS is the slope of distance over time and D' where it meets the axis, by least squares: with two trials
    (d2 - d1) / (t2 - t1) and d1 - CSS * t1, exact. Three or more trials of 2 to 15 minutes are recommended. Raises
    EstimateError: `too_few_trials` (two distances at least), `no_speed` where longer is not slower.
    """
    given = tuple(sorted(trials))
    if len({distance for distance, _ in given}) < 2 or given[0][0] <= 0:
        raise EstimateError(reason="too_few_trials", trials=len(given))
    seconds = [Fraction(time.centiseconds, 100) for _, time in given]
    distances = [Fraction(distance) for distance, _ in given]
    count = len(given)
    mean_t, mean_d = sum(seconds) / Fraction(count), sum(distances) / Fraction(count)
    spread = sum(((t - mean_t) ** 2 for t in seconds), Fraction(0))
    across = sum(((t - mean_t) * (d - mean_d) for t, d in zip(seconds, distances, strict=True)), Fraction(0))
    if across <= 0:
        raise EstimateError(reason="no_speed")
    speed = across / spread
    d_prime = mean_d - speed * mean_t
    if count == 2:
        errors, error_from = (_PUBLISHED_SPEED_ERROR, _PUBLISHED_D_PRIME_ERROR), ErrorFrom.PUBLISHED
    else:
        left = sum((d - d_prime - speed * t) ** 2 for t, d in zip(seconds, distances, strict=True)) / (count - 2)
        errors = sqrt(left / spread), sqrt(left * (Fraction(1, count) + mean_t**2 / spread))
        error_from = ErrorFrom.REGRESSION
    return CriticalSpeed(speed, d_prime, *errors, error_from, given)
