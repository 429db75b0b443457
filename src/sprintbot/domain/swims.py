"""One swum result, with what decides whether it may count."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sprintbot.domain.errors import SplitsError, SwimTimeError
from sprintbot.domain.events import Event
from sprintbot.domain.splits import Splits
from sprintbot.domain.swimtime import SwimTime


class Status(StrEnum):
    """LENEX's result status; OK is LENEX's absent attribute."""

    OK = "OK"
    EXH = "EXH"
    DSQ = "DSQ"
    DNS = "DNS"
    DNF = "DNF"
    SICK = "SICK"
    WDR = "WDR"


class Start(StrEnum):
    """How the swimmer left the wall. Only FLAT and LEAD_OFF are individual times."""

    FLAT = "FLAT"
    LEAD_OFF = "LEAD_OFF"
    TAKEOVER = "TAKEOVER"


class Timing(StrEnum):
    """Where the time comes from. Kinds are never compared silently with one another."""

    OFFICIAL = "OFFICIAL"
    HAND = "HAND"
    TRAINING = "TRAINING"
    CONVERTED = "CONVERTED"
    INTERMEDIATE = "INTERMEDIATE"
    """Taken from a split of a longer race."""


class Technique(StrEnum):
    """LENEX's technique: such a swim is never a best of the plain event."""

    DIVE = "DIVE"
    GLIDE = "GLIDE"
    KICK = "KICK"
    PULL = "PULL"
    START = "START"
    TURN = "TURN"


@dataclass(frozen=True, slots=True)
class Swim:
    """A swim of one athlete. `time` is None where there is none (DNS); splits end at `time`.

    A relay's lead-off or takeover leg is a Swim of the leg's own individual event. `id` is unique among swims. Raises
    SwimTimeError where `time` is no SwimTime (an Estimate was not swum) and SplitsError where the splits are of
    another event or end at another time.
    """

    id: str
    athlete_id: str
    event: Event
    time: SwimTime | None
    swum_on: date
    splits: Splits | None = None
    status: Status = Status.OK
    start: Start = Start.FLAT
    timing: Timing = Timing.OFFICIAL
    technique: Technique | None = None
    meet: str | None = None

    def __post_init__(self) -> None:
        if self.time is not None and type(self.time) is not SwimTime:
            raise SwimTimeError(repr(self.time), "not_swum")
        if self.splits is None:
            return
        if self.splits.event != self.event:
            raise SplitsError("event_differs")
        if self.time is None or self.splits.total != self.time:
            raise SplitsError(
                "final_differs",
                expected_cs=self.time.centiseconds if self.time else None,
                found_cs=self.splits.total.centiseconds,
            )
