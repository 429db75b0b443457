"""Time standards: rank norms of a federation, a club's own cuts, a meet's qualifying times, as dated editions.

An edition is read from text handed in (`standardsfile`); the library ships none. A result is held against the edition
of its own day, so a later edition never changes what was met. "Norm met" is all that is said: a rank is awarded by a
federation.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sprintbot.domain.events import Event, Sex
from sprintbot.domain.swimtime import SwimTime


@dataclass(frozen=True, slots=True)
class Cut:
    """One row: the slowest `time` that meets `norm`. Birth years are inclusive, None is open."""

    norm: str
    event: Event
    sex: Sex
    time: SwimTime
    born_from: int | None = None
    born_until: int | None = None

    @property
    def for_all(self) -> bool:
        return self.born_from is None and self.born_until is None

    def is_for(self, birth_year: int | None) -> bool:
        """A row with years is for nobody whose year is not known."""
        if self.for_all or birth_year is None:
            return self.for_all
        return (self.born_from or birth_year) <= birth_year <= (self.born_until or birth_year)


@dataclass(frozen=True, slots=True)
class Edition:
    """One dated edition; `norms` strongest first, `valid_until` the last day, None while no end is known."""

    name: str
    valid_from: date
    valid_until: date | None
    source: str
    norms: tuple[str, ...]
    cuts: tuple[Cut, ...]

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)

    def ladder(self, event: Event, sex: Sex, birth_year: int | None = None) -> tuple[Cut, ...]:
        """The cuts for that swimmer in that event, strongest norm first; a row for birth years replaces the row for
        all."""
        rungs = []
        for norm in self.norms:
            rows = [
                cut
                for cut in self.cuts
                if (cut.norm, cut.event, cut.sex) == (norm, event, sex) and cut.is_for(birth_year)
            ]
            rungs.extend(sorted(rows, key=lambda cut: cut.for_all)[:1])
        return tuple(rungs)


@dataclass(frozen=True, slots=True)
class NormStanding:
    """`met` is the strongest norm met, `next` the nearest one above it, `gap_cs` the hundredths missing to it.

    None where there is none; `edition` names the one used.
    """

    edition: str
    met: Cut | None
    next: Cut | None
    gap_cs: int | None


def edition_of(editions: Iterable[Edition], day: date) -> Edition | None:
    """The edition that holds on that day; where several do, the one that began last (then the greater name)."""
    holding = [edition for edition in editions if edition.holds_on(day)]
    return max(holding, key=lambda edition: (edition.valid_from, edition.name), default=None)


def standing(
    time: SwimTime, event: Event, sex: Sex, edition: Edition, *, birth_year: int | None = None
) -> NormStanding | None:
    """Where a time stands in an edition; None where the edition has no cut for that swimmer in that event.

    A norm is met at its very time. `event` carries the course: a 25 m time is never held against a 50 m norm.
    """
    ladder = edition.ladder(event, sex, birth_year)
    if not ladder:
        return None
    met = next((cut for cut in ladder if time <= cut.time), None)
    above = [cut for cut in ladder if time > cut.time]
    nearest = max(above, key=lambda cut: cut.time, default=None)
    gap = None if nearest is None else time.centiseconds - nearest.time.centiseconds
    return NormStanding(edition.name, met, nearest, gap)
