"""Whose name was typed: an athlete of the club, several, or nobody yet.

Never a guess taken in silence: only an alias or a full match decides, everything near is offered.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sprintbot.domain.names import fold_name
from sprintbot.domain.people import Athlete

MOST_OFFERED = 3


@dataclass(frozen=True, slots=True)
class Match:
    """`athlete` when decided; else `candidates`, nearest first: several that fit (`fits`), or only look alike."""

    athlete: Athlete | None = None
    candidates: tuple[Athlete, ...] = ()
    fits: bool = False


def match_athlete(typed: str, athletes: Sequence[Athlete], aliases: Mapping[str, str]) -> Match:
    """`aliases` map folded words to athlete ids. Words may stand in any order, first names may be initials."""
    folded = fold_name(typed)
    known = {athlete.id: athlete for athlete in athletes}
    if aliases.get(folded, "") in known:
        return Match(known[aliases[folded]])
    words = folded.split()
    if not words:
        return Match()
    spelled = [(athlete, fold_name(athlete.name).split()) for athlete in athletes]
    fitting = [athlete for athlete, own in spelled if sorted(own) == sorted(words)]
    fitting = fitting or [athlete for athlete, own in spelled if _fits(words, own)]
    if len(fitting) == 1:
        return Match(fitting[0])
    if fitting:
        return Match(candidates=tuple(fitting[:MOST_OFFERED]), fits=True)
    near = sorted(
        (distance, index) for index, (_, own) in enumerate(spelled) if (distance := _apart(words, own)) is not None
    )
    return Match(candidates=tuple(spelled[index][0] for _, index in near[:MOST_OFFERED]))


def _fits(words: Sequence[str], own: Sequence[str]) -> bool:
    """Each typed word is a word of the name or the initial of one, and at least one is whole."""
    left = list(own)
    whole = 0
    for word in sorted(words, key=len, reverse=True):
        found = next((one for one in left if one == word), None)
        if found is not None:
            whole += 1
        elif len(word) == 1:
            found = next((one for one in left if one.startswith(word)), None)
        if found is None:
            return False
        left.remove(found)
    return whole > 0


def _apart(words: Sequence[str], own: Sequence[str]) -> int | None:
    """How far the typed words are from the name, None where they are not alike."""
    distances = [min(_edits(word, one) for one in own) for word in words if len(word) > 2]
    allowed = [max(1, len(word) // 4) for word in words if len(word) > 2]
    if not distances or any(distance > most for distance, most in zip(distances, allowed, strict=True)):
        return None
    return sum(distances)


def _edits(one: str, other: str) -> int:
    """Letters to change, add, leave out or swap with a neighbour (optimal string alignment)."""
    if abs(len(one) - len(other)) > 4:
        return 99
    before_last: list[int] = []
    last = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        row = [i]
        for j, there in enumerate(other, 1):
            best = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter != there))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == there:
                best = min(best, before_last[j - 2] + 1)
            row.append(best)
        before_last, last = last, row
    return last[-1]
