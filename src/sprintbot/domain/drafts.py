"""A batch of typed results between the preview and Save: what is sure, what is doubtful, what is refused and why.

Nothing of a draft counts as a result. A saved draft is the batch that one tap undoes.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from sprintbot.domain.events import Course, Event, Stroke
from sprintbot.domain.swims import Start, Status, Technique, Timing
from sprintbot.domain.swimtime import SwimTime


class Problem(StrEnum):
    """What keeps a line from being saved, most telling first."""

    UNREADABLE = "unreadable"
    TIME = "time"
    """`text` is no time; `guess` may be the nearest one."""
    NO_TIME = "no_time"
    NO_DISTANCE = "no_distance"
    NO_STROKE = "no_stroke"
    STROKE = "stroke"
    """`text` is no stroke; `guess` the nearest word that is."""
    EVENT = "event"
    """Not swum in that course."""
    DATE = "date"
    FUTURE = "future"
    LAPS_COUNT = "laps_count"
    LAPS_ORDER = "laps_order"
    LAPS_SUM = "laps_sum"
    """Laps add up to `found_cs`, the time is `expected_cs`."""
    LAPS_MISPRINT = "laps_misprint"
    """A printed lap and the printed splits differ at `distance`; the splits rule, and it is said."""
    NO_ATHLETE = "no_athlete"
    """Nobody named and nobody usual."""
    UNKNOWN_ATHLETE = "unknown_athlete"
    """`text` is nobody of the club; `candidates` are near."""
    WHICH_ATHLETE = "which_athlete"
    """`text` names several of `candidates`."""
    IMPOSSIBLE = "impossible"
    """Faster than anybody has swum."""
    DUPLICATE = "duplicate"
    """The same swim stands above, or is kept already."""
    RELAY = "relay"
    """`text` is a relay, or a leg of one that does not say which."""
    LEFT_OVER = "left_over"
    """`text` is a number that has no place in the line; `guess` is how it would have one."""
    TOO_MANY = "too_many"
    """`text` is the first of the lines that are over what one message may hold; none of them was read."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing said of a line. A `note` is only told; the rest keeps the line from being saved."""

    problem: Problem
    text: str = ""
    guess: str | None = None
    expected_cs: int | None = None
    found_cs: int | None = None
    distance: int | None = None
    candidates: tuple[str, ...] = ()
    note: bool = False


@dataclass(frozen=True, slots=True)
class DraftLine:
    """One typed result as far as it was understood. `laps_cs` add up to `time_cs`; `lap_ends` are their distances."""

    number: int
    raw: str
    name: str | None = None
    athlete_id: str | None = None
    distance: int | None = None
    stroke: Stroke | None = None
    course: Course | None = None
    time_cs: int | None = None
    laps_cs: tuple[int, ...] = ()
    lap_ends: tuple[int, ...] = ()
    swum_on: date | None = None
    meet: str | None = None
    status: Status = Status.OK
    start: Start = Start.FLAT
    timing: Timing = Timing.OFFICIAL
    technique: Technique | None = None
    findings: tuple[Finding, ...] = ()
    dropped: bool = False

    @property
    def obstacles(self) -> tuple[Finding, ...]:
        """The findings that keep the line from being saved."""
        return tuple(finding for finding in self.findings if not finding.note)

    @property
    def ready(self) -> bool:
        return not self.dropped and not self.obstacles

    @property
    def event(self) -> Event | None:
        if self.distance is None or self.stroke is None or self.course is None:
            return None
        return Event(self.distance, self.stroke, self.course)

    @property
    def time(self) -> SwimTime | None:
        return None if self.time_cs is None else SwimTime(self.time_cs)

    def without(self, *problems: Problem) -> DraftLine:
        """The line with these findings settled."""
        return replace(self, findings=tuple(f for f in self.findings if f.problem not in problems))


class DraftState(StrEnum):
    OPEN = "open"
    SAVED = "saved"
    UNDONE = "undone"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Draft:
    """A previewed batch. `version` guards against two taps that edit it at once."""

    id: str
    club_id: str
    author_id: str
    created_at: datetime
    lines: tuple[DraftLine, ...] = field(default=())
    state: DraftState = DraftState.OPEN
    closed_at: datetime | None = None
    version: int = 1

    @property
    def ready(self) -> tuple[DraftLine, ...]:
        return tuple(line for line in self.lines if line.ready)

    @property
    def doubtful(self) -> tuple[DraftLine, ...]:
        return tuple(line for line in self.lines if not line.ready and not line.dropped)

    def with_line(self, line: DraftLine) -> Draft:
        """The draft with the line of that number in its place."""
        return replace(self, lines=tuple(line if old.number == line.number else old for old in self.lines))
