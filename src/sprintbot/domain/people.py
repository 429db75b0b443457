"""Who takes part: persons who talk to us, clubs, and the athletes whose swims are kept."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from sprintbot.domain.errors import RefusedError
from sprintbot.domain.events import Course, Sex


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who talks to us. `language` is the person's own choice (uk, en, ru), None until chosen."""

    id: str
    name: str
    language: str | None = None
    club_id: str | None = None
    """The club the person works in now, one of those that a grant names."""
    version: int = 1


@dataclass(frozen=True, slots=True)
class Club:
    """A club, or the `personal` one of an athlete who keeps his own results. `zone` is an IANA name."""

    id: str
    name: str
    course: Course
    zone: str
    personal: bool = False
    version: int = 1


@dataclass(frozen=True, slots=True)
class Athlete:
    """A swimmer of one club. Only the year of birth is kept."""

    id: str
    club_id: str
    name: str
    birth_year: int
    sex: Sex
    squad: str | None = None
    archived: bool = False
    version: int = 1


LONGEST_CLUB_NAME = 60


def club_name(text: str) -> str:
    """A club's name as typed, spaces tidied. Raises RefusedError `club_name`."""
    name = " ".join(text.split())
    if not 0 < len(name) <= LONGEST_CLUB_NAME:
        raise RefusedError("club_name", name[:LONGEST_CLUB_NAME], longest=LONGEST_CLUB_NAME)
    return name


def known_zone(name: str) -> ZoneInfo:
    """The zone of that IANA name. Raises RefusedError `zone` quoting it."""
    try:
        return ZoneInfo(name)
    except (LookupError, ValueError, OSError) as unknown:
        raise RefusedError("zone", name) from unknown
