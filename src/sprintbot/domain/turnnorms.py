"""Published turn times, each with its paper. Nobody published norms for clubs or age groups, so there are none here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from sprintbot.domain.events import Course, Event, Sex, Stroke
from sprintbot.domain.turns import TurnDefinition, TurnKind


class Level(StrEnum):
    """Who was measured, as the paper says it."""

    WORLD_GOLD = "world_gold"
    WORLD_SILVER = "world_silver"
    WORLD_BRONZE = "world_bronze"
    WORLD_FINALIST = "world_finalist"
    EUROPEAN_FINALISTS = "european_finalists"
    EUROPEAN_SLOWEST_HEATS = "european_slowest_heats"
    EUROPEAN_PLACES_17_24 = "european_places_17_24"
    ELITE = "elite"
    SUB_ELITE = "sub_elite"


@dataclass(frozen=True, slots=True)
class Citation:
    """Where numbers come from. `doi` None where the paper has none in our sources."""

    authors: str
    year: int | None
    source: str
    doi: str | None = None


@dataclass(frozen=True, slots=True)
class TurnNorm:
    """The mean turn time of a group, hundredths; `sd_cs` None where only the parts of the section were published."""

    kind: TurnKind
    mean_cs: int
    sd_cs: int | None


@dataclass(frozen=True, slots=True)
class PublishedNorms:
    """One group of one paper. `distance` None: a test protocol, not a race. Norms are ordered as in the race."""

    level: Level
    definition: TurnDefinition
    course: Course
    stroke: Stroke
    distance: int | None
    sex: Sex
    norms: tuple[TurnNorm, ...]
    citation: Citation

    def fits(self, event: Event, definition: TurnDefinition) -> bool:
        """Whether times of this race and definition may be held against them."""
        same_race = (self.course, self.stroke) == (event.course, event.stroke) and not event.is_relay
        return same_race and self.distance in (None, event.distance) and self.definition is definition


@dataclass(frozen=True, slots=True)
class SpreadNorm:
    """How turn times vary within one race: CV and rise from first to last, in percent."""

    level: Level
    cv_percent: Fraction
    progression_percent: Fraction
    citation: Citation


BORN_2022 = Citation("Born, Romann, Stöggl", 2022, "J Sports Sci Med 21:233", "10.52082/jssm.2022.233")
PUEL_2023 = Citation("Puel, Hellard, Pyne, Morlier", 2023, "J Sports Sci Med", "10.52082/jssm.2023.571")
CUENCA_2022 = Citation("Cuenca-Fernández et al.", 2022, "Int J Environ Res Public Health", "10.3390/ijerph19095033")
CHARLES_UNIVERSITY = Citation("Charles University, Prague", None, "explorer.cuni.cz 567663")

MEDLEY_CHANGES = (
    TurnKind(Stroke.FLY, Stroke.BACK),
    TurnKind(Stroke.BACK, Stroke.BREAST),
    TurnKind(Stroke.BREAST, Stroke.FREE),
)

# European SC Championships 2019, hundredths: (mean, sd) for each of MEDLEY_CHANGES, by sex, distance and group.
# "in" is the line 5 m before the wall to the wall, "out5" and "out10" the wall to 5 and 10 m after it, "turn" is
# in + out10 as published (one row was not legible: there it is their sum). "fast": finalists; "slow": the eight
# slowest of the heats.
_BORN = """
M 100 in    fast 238  8 324 17 308 11
M 100 in    slow 264 14 304 26 333 23
M 100 out5  fast 248 11 170 10 251  9
M 100 out5  slow 275 16 263 39 279 14
M 100 out10 fast 497 12 470 33 509 12
M 100 out10 slow 564 25 625 35 563 21
M 100 turn  fast 734 14 794 42 817 15
M 100 turn  slow 828 25 929 27 896 35
M 200 in    fast 262 14 293  6 329  5
M 200 in    slow 279 12 323 14 372 15
M 200 out5  fast 261 11 255 14 271 12
M 200 out5  slow 287 15 298 18 292 10
M 200 out10 fast 522 16 577 40 552 16
M 200 out10 slow 596 22 676 20 593 15
M 200 turn  fast 784 24 870 41 881 17
M 200 turn  slow 875 30 999 21 965 19
F 100 in    fast 269  9 294  7 350 19
F 100 in    slow 291 25 325 22 388 21
F 100 out5  fast 283 14 274 16 284  7
F 100 out5  slow 297 16 331 26 322 11
F 100 out10 fast 554  8 638 22 583 18
F 100 out10 slow 626 33 752 31 647 22
F 100 turn  fast 824 15 932 22 933 23
F 100 turn  slow 917 55 1077 47 1036 39
F 200 in    fast 296  7 330 12 376  6
F 200 in    slow 322  8 363 16 405 23
F 200 out5  fast 299  8 275 18 300 13
F 200 out5  slow 313 13 323 21 324 13
F 200 out10 fast 620 16 671 20 612 13
F 200 out10 slow 664 26 754 28 667 16
F 200 turn  fast 916 16 1002 28 988 14
"""


def _born() -> tuple[PublishedNorms, ...]:
    groups: dict[tuple[str, str, str], dict[str, list[int]]] = {}
    for line in _BORN.strip().splitlines():
        sex, distance, segment, group, *numbers = line.split()
        groups.setdefault((sex, distance, group), {})[segment] = [int(number) for number in numbers]
    found = []
    for (sex, distance, group), parts in groups.items():
        level = Level.EUROPEAN_FINALISTS if group == "fast" else Level.EUROPEAN_SLOWEST_HEATS
        nobody: list[int | None] = [None, None, None]
        totals = parts.get("turn")
        sections = [
            (TurnDefinition.FIVE_FIVE, _summed(parts["in"], parts["out5"]), nobody),
            (TurnDefinition.FIVE_TEN, _summed(parts["in"], parts["out10"]), nobody)
            if totals is None
            else (TurnDefinition.FIVE_TEN, totals[::2], [*totals[1::2]]),
        ]
        for definition, means, sds in sections:
            norms = tuple(TurnNorm(*norm) for norm in zip(MEDLEY_CHANGES, means, sds, strict=True))
            found.append(
                PublishedNorms(level, definition, Course.SCM, Stroke.MEDLEY, int(distance), Sex(sex), norms, BORN_2022)
            )
    return tuple(found)


def _summed(before: list[int], after: list[int]) -> list[int]:
    """Means of two parts of the same turns add up; their deviations do not."""
    return [first + second for first, second in zip(before[::2], after[::2], strict=True)]


def _free(level: Level, sex: Sex, mean_cs: int, sd_cs: int, citation: Citation) -> PublishedNorms:
    """1500 m in short course by 5+5, or the 3 m round trip of a test."""
    norm = TurnNorm(TurnKind(Stroke.FREE, Stroke.FREE), mean_cs, sd_cs)
    test = citation is PUEL_2023
    definition = TurnDefinition.THREE if test else TurnDefinition.FIVE_FIVE
    return PublishedNorms(level, definition, Course.SCM, Stroke.FREE, None if test else 1500, sex, (norm,), citation)


PUBLISHED_TURN_NORMS: tuple[PublishedNorms, ...] = (
    _free(Level.WORLD_GOLD, Sex.M, 500, 6, CHARLES_UNIVERSITY),
    _free(Level.WORLD_SILVER, Sex.M, 509, 9, CHARLES_UNIVERSITY),
    _free(Level.WORLD_BRONZE, Sex.M, 501, 5, CHARLES_UNIVERSITY),
    _free(Level.WORLD_FINALIST, Sex.M, 527, 14, CHARLES_UNIVERSITY),
    _free(Level.ELITE, Sex.F, 289, 7, PUEL_2023),
    _free(Level.SUB_ELITE, Sex.F, 315, 11, PUEL_2023),
    *_born(),
)

_FREE_SPREAD = (
    SpreadNorm(Level.EUROPEAN_FINALISTS, Fraction(74, 100), Fraction(149, 100), CUENCA_2022),
    SpreadNorm(Level.EUROPEAN_PLACES_17_24, Fraction(91, 100), Fraction(190, 100), CUENCA_2022),
)


def published_turn_norms(event: Event, definition: TurnDefinition, sex: Sex) -> tuple[PublishedNorms, ...]:
    """The groups whose turns may be compared with these; empty for nearly every race, because nobody published more."""
    return tuple(norms for norms in PUBLISHED_TURN_NORMS if norms.sex is sex and norms.fits(event, definition))


def published_turn_spread(event: Event, definition: TurnDefinition) -> tuple[SpreadNorm, ...]:
    """Within-race CV and progression, published for 5+10 in short course free, 100 to 1500 m, both sexes together."""
    free = event.course is Course.SCM and event.stroke is Stroke.FREE and not event.is_relay
    return _FREE_SPREAD if free and definition is TurnDefinition.FIVE_TEN and 100 <= event.distance <= 1500 else ()
