"""A squad side by side in one event: everybody's newest swim, and what each has in reserve."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from sprintbot.domain.access import Action
from sprintbot.domain.events import Event
from sprintbot.domain.metrics import Halves, halves
from sprintbot.domain.people import Athlete
from sprintbot.domain.swims import Swim, Timing
from sprintbot.domain.swimtime import SwimTime
from sprintbot.ports.asking import Answer, Caller, enter
from sprintbot.ports.reader import ResultReader, Usual
from sprintbot.ports.store import Store, Work


@dataclass(frozen=True, slots=True)
class TeamRow:
    """`reserve_cs`: the newest time less the athlete's sum of bests; None without laps."""

    athlete: Athlete
    swim: Swim
    time: SwimTime
    halves: Halves | None
    reserve_cs: int | None


@dataclass(frozen=True, slots=True)
class TeamReport:
    """Fastest first. `event` is None where none was named; `events` are then those that the club swims."""

    event: Event | None
    rows: tuple[TeamRow, ...]
    events: tuple[Event, ...]
    words: str = ""

    @property
    def average(self) -> SwimTime | None:
        return _mean([row.time for row in self.rows])

    @property
    def average_half(self) -> SwimTime | None:
        """The mean first half of those who have one; None where somebody has none."""
        firsts = [row.halves.first for row in self.rows if row.halves is not None]
        return _mean(firsts) if len(firsts) == len(self.rows) else None

    @property
    def most_even(self) -> TeamRow | None:
        """The least drop-off in proportion; None where fewer than two have halves."""
        held = [(row.halves.ratio, place, row) for place, row in enumerate(self.rows) if row.halves is not None]
        return min(held)[2] if len(held) > 1 else None

    @property
    def largest_reserve(self) -> TeamRow | None:
        held = [(-(row.reserve_cs or 0), place, row) for place, row in enumerate(self.rows)]
        found = min(held)[2] if held else None
        return found if found is not None and found.reserve_cs else None


class CompareTeam:
    """`text` names the event. Raises AccessDeniedError for whoever may not see athletes side by side."""

    def __init__(self, store: Store, reader: ResultReader) -> None:
        self._store, self._reader = store, reader

    async def __call__(
        self, caller: Caller, text: str, answer: Answer[TeamReport], event: Event | None = None
    ) -> TeamReport:
        def step(work: Work) -> TeamReport:
            entry = enter(work, caller)
            entry.require(Action.COMPARE_TEAM)
            today = caller.now.astimezone(ZoneInfo(entry.club.zone)).date()
            named, words = self._reader.read_event(text, Usual(entry.club.course, today))
            wanted = event or named
            athletes = entry.among(Action.COMPARE_TEAM, work.athletes.all(entry.scope))
            if wanted is None:
                return TeamReport(None, (), tuple(work.swims.club_events(entry.scope)), words)
            newest = work.swims.latest(entry.scope, wanted)
            kept = work.bests.of_event(entry.scope, wanted, Timing.OFFICIAL)
            rows = []
            for athlete in athletes:
                swim = newest.get(athlete.id)
                if swim is None or swim.time is None:
                    continue
                sections = kept[athlete.id].sections if athlete.id in kept else ()
                reserve = swim.time.centiseconds - sum(one.centiseconds for one in sections)
                split = None if swim.splits is None else halves(swim.splits)
                rows.append(TeamRow(athlete, swim, swim.time, split, reserve if len(sections) > 1 else None))
            rows.sort(key=lambda row: row.time)
            return TeamReport(wanted, tuple(rows), ())

        return await self._store.transact(step, answer)


def _mean(times: list[SwimTime]) -> SwimTime | None:
    """Rounded half up to the hundredth."""
    if not times:
        return None
    return SwimTime((2 * sum(time.centiseconds for time in times) + len(times)) // (2 * len(times)))
