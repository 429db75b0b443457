"""What one line says: each thing settled with the help of those before it, and of the lines above."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sprintbot.adapters.typed.above import Above
from sprintbot.adapters.typed.eventwords import Picked, may_be_date, pick_event
from sprintbot.adapters.typed.names import name_words, take_meet
from sprintbot.adapters.typed.times import Setting, Times, pick_times
from sprintbot.adapters.typed.tokens import Clock, Laps, Leg, Refused, Relay, Token, Word
from sprintbot.adapters.typed.vocabulary import Sign
from sprintbot.domain.errors import EventError
from sprintbot.domain.events import Course, Event, Stroke
from sprintbot.domain.swims import Start, Status, Technique, Timing
from sprintbot.ports.reader import Usual

UNTIMED = frozenset((Status.DSQ, Status.DNS, Status.DNF, Status.WDR, Status.SICK))
"""A swim of such a status may have no time."""


@dataclass(frozen=True, slots=True)
class Facts:
    """`distance` and `stroke` are the line's own; `event` is made with those above, None where it cannot be swum."""

    tokens: Sequence[Token]
    picked: Picked
    distance: int | None
    stroke: Stroke | None
    course: Course
    event: Event | None
    start: Start | None
    status: Status
    timing: Timing | None
    technique: Technique | None
    name: tuple[Word, ...]
    meet: str | None
    times: Times
    relay: Relay | Word | None
    """What makes it a relay, where it is one and does not say which leg."""

    @property
    def of_event(self) -> bool:
        return self.distance is not None or self.stroke is not None

    @property
    def laps(self) -> list[Laps]:
        return [token for token in self.tokens if isinstance(token, Laps)]

    @property
    def refused(self) -> list[Refused]:
        return [token for token in self.tokens if isinstance(token, Refused)]


def gather(line: str, tokens: Sequence[Token], above: Above, usual: Usual, *, needed: bool) -> Facts:
    """`needed`: the line below has a time and no event, so that an event alone is meant for it."""
    swum = any(isinstance(token, Word) and isinstance(token.meaning, Stroke) for token in tokens)
    meet, tokens = take_meet(line, tokens, whole=not swum)
    words = [token for token in tokens if isinstance(token, Word)]
    meanings = [word.meaning for word in words if word.meaning is not None]
    status = next((one for one in meanings if isinstance(one, Status)), Status.OK)
    timed = status in UNTIMED or any(isinstance(one, Laps | Clock | Refused) and not may_be_date(one) for one in tokens)
    picked = pick_event(tokens, above, timed=timed, this_year=usual.today.year)
    start = _start(tokens)
    distance, relay = _distance(tokens, words, picked, start)
    course = picked.course or above.course or usual.course
    event = event_of(distance or above.distance, picked.stroke or above.stroke, course)
    dated = meet is not None or any(may_be_date(one) for one in tokens)
    name = tuple(word for word in name_words(tokens, picked.names, dated=dated) if word is not picked.slip)
    heading = meet is not None or picked.course is not None or Sign.WEEKDAY in meanings or Sign.HEADING in meanings
    setting = Setting(
        event,
        own=distance is not None or picked.stroke is not None,
        named=bool(name or above.name),
        header=heading and not name,
        needed=needed and not name,
    )
    return Facts(
        tokens,
        picked,
        distance,
        picked.stroke,
        course,
        event,
        start,
        status,
        next((one for one in meanings if isinstance(one, Timing)), None),
        next((one for one in meanings if isinstance(one, Technique)), None),
        name,
        meet,
        pick_times(tokens, setting),
        relay,
    )


def _start(tokens: Sequence[Token]) -> Start | None:
    for token in tokens:
        if isinstance(token, Leg):
            return Start.LEAD_OFF if token.number == 1 else Start.TAKEOVER
        if isinstance(token, Word) and isinstance(token.meaning, Start):
            return token.meaning
    return None


def _distance(
    tokens: Sequence[Token], words: Sequence[Word], picked: Picked, start: Start | None
) -> tuple[int | None, Relay | Word | None]:
    """A leg of a relay is an individual swim when it says which leg; of a medley relay its stroke is another one."""
    typed = picked.distance.value if picked.distance is not None else None
    relay = next((token for token in tokens if isinstance(token, Relay)), None)
    if relay is None:
        word = next((one for one in words if one.meaning is Sign.RELAY), None)
        return typed, word if start is None else None
    if start is None or picked.stroke is Stroke.MEDLEY:
        return None, relay
    return typed or relay.distance, None


def event_of(distance: int | None, stroke: Stroke | None, course: Course) -> Event | None:
    """None where something is missing or such a race is not swum."""
    if distance is None or stroke is None:
        return None
    try:
        return Event(distance, stroke, course)
    except EventError:
        return None
