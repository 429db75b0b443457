"""Whose, and which race: what a command's words name, or what there is to choose from."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from sprintbot.domain.access import Action
from sprintbot.domain.events import Course, Event
from sprintbot.domain.matching import match_athlete
from sprintbot.domain.people import Athlete
from sprintbot.ports.asking import Caller, Entry, enter
from sprintbot.ports.reader import ResultReader, Usual
from sprintbot.ports.store import Store, Work


@dataclass(frozen=True, slots=True)
class Found:
    """`athlete` where the words leave no doubt; else `choice` offers, those named nearest first.

    `events` are those in which the athlete has swims, most swum first; `words` what nobody understood.
    """

    athlete: Athlete | None
    choice: tuple[Athlete, ...]
    event: Event | None
    events: tuple[Event, ...]
    course: Course
    words: str


class FindSubject:
    """Reads only, and leaves the answer to the use case that follows."""

    def __init__(self, store: Store, reader: ResultReader) -> None:
        self._store, self._reader = store, reader

    async def __call__(self, caller: Caller, text: str, athlete_id: str | None = None) -> Found:
        def step(work: Work) -> Found:
            entry = enter(work, caller)
            today = caller.now.astimezone(ZoneInfo(entry.club.zone)).date()
            event, words = self._reader.read_event(text, Usual(entry.club.course, today))
            athlete, choice = _whose(work, entry, words, athlete_id)
            events = () if athlete is None else tuple(work.swims.events(entry.scope, athlete.id))
            return Found(athlete, choice, event, events, entry.club.course, words)

        return await self._store.transact(step)


def _whose(work: Work, entry: Entry, words: str, athlete_id: str | None) -> tuple[Athlete | None, tuple[Athlete, ...]]:
    seen = entry.among(Action.SEE_SWIMS, work.athletes.all(entry.scope))
    if athlete_id is not None:
        return next((one for one in seen if one.id == athlete_id), None), seen
    if words.strip():
        match = match_athlete(words, seen, work.athletes.aliases(entry.scope))
        return match.athlete, match.candidates or seen
    return (seen[0], seen) if len(seen) == 1 else (None, seen)
