"""An athlete as a coach types him: name, year of birth, sex, in one line."""

from __future__ import annotations

import re

from sprintbot.domain.errors import RefusedError
from sprintbot.domain.events import Sex
from sprintbot.ports.reader import AthleteReader, TypedAthlete

LONGEST_NAME = 64
OLDEST = 100
"""Masters swim past ninety; a century is a slip of the finger."""
YOUNGEST = 4

_SEXES = {
    **dict.fromkeys(
        ("ж", "жін", "жіноча", "жен", "женский", "д", "дів", "дівчина", "дев", "f", "w", "female", "girl"), Sex.F
    ),
    **dict.fromkeys(("ч", "чол", "чоловіча", "хл", "хлопець", "м", "муж", "мужской", "m", "male", "boy", "юн"), Sex.M),
}
_YEAR = re.compile(r"[0-9]{4}|[0-9]{2}")
_NAME_MARKS = frozenset(" -.'’ʼ`")


class TypedAthletes(AthleteReader):
    """Ukrainian, English and Russian words and short forms for the sexes."""

    def read_athlete(self, text: str, this_year: int) -> TypedAthlete:
        return _read(text, this_year)


def _read(text: str, this_year: int) -> TypedAthlete:
    quoted = text[:LONGEST_NAME]
    words: list[str] = []
    year, sex = None, None
    for word in re.split(r"[\s,;()]+", text.strip()):
        bare = word.strip(".").casefold()
        if year is None and _YEAR.fullmatch(bare):
            year = _full_year(bare, this_year)
        elif sex is None and words and bare in _SEXES:
            sex = _SEXES[bare]
        elif bare not in ("", "р.н", "рн", "г.р", "гр", "р", "г"):
            words.append(word)
    name = " ".join(words)
    if not 1 < len(name) <= LONGEST_NAME or not all(mark.isalpha() or mark in _NAME_MARKS for mark in name):
        raise RefusedError("athlete_name", quoted)
    if year is None or not this_year - OLDEST <= year <= this_year - YOUNGEST:
        raise RefusedError("athlete_year", quoted)
    if sex is None:
        raise RefusedError("athlete_sex", quoted)
    return TypedAthlete(name, year, sex)


def _full_year(digits: str, this_year: int) -> int:
    if len(digits) == 4:
        return int(digits)
    century = this_year - this_year % 100
    year = century + int(digits)
    return year if year <= this_year - YOUNGEST else year - 100
