"""Neighbours that mean one thing: `25 м`, `24 листопада`, `1 етап`, `short course`, `4 x 50`, `змагання: Кубок`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from sprintbot.adapters.typed.daytext import EARLIEST_YEAR, days_before, nearest_day, real_day
from sprintbot.adapters.typed.tokens import Dated, Leg, Meet, Number, Relay, Token, Word
from sprintbot.adapters.typed.vocabulary import (
    LONGEST_PHRASE,
    MEANINGS,
    PHRASE_STARTS,
    DaysAgo,
    Month,
    Ordinal,
    Sign,
)
from sprintbot.domain.events import Course, Stroke

MOST_LEGS = 10
MOST_LANES = 10
Joined = tuple[Token | None, int]
"""What the tokens from here mean together (None: nothing of a result), and how many they are."""


def join(line: str, tokens: Sequence[Token], today: date) -> list[Token]:
    """The tokens with neighbours joined; labels (`3 місце`, `FINA 371`, `2010 р.н.`) are gone."""
    joined: list[Token] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        found: Joined | None = None
        if isinstance(token, Number):
            found = _after_number(tokens, at, token, today)
        elif isinstance(token, Word) and (token.meaning is not None or token.key in PHRASE_STARTS):
            found = _after_word(line, tokens, at, token, today)
        one, taken = (_plain(token), 1) if found is None else found
        if one is not None:
            joined.append(one)
        at += taken
    return joined


def _plain(token: Token) -> Token:
    """A word that stands alone and is written as a name means nothing else; a weekday may stand beside a date yet."""
    if isinstance(token, Word) and token.namesake and token.meaning is not Sign.WEEKDAY:
        return replace(token, meaning=None)
    return token


def _word(tokens: Sequence[Token], at: int) -> Word | None:
    token = tokens[at] if at < len(tokens) else None
    return token if isinstance(token, Word) else None


def _number(tokens: Sequence[Token], at: int) -> Number | None:
    token = tokens[at] if at < len(tokens) else None
    return token if isinstance(token, Number) else None


def _after_number(tokens: Sequence[Token], at: int, number: Number, today: date) -> Joined | None:
    word = _word(tokens, at + 1)
    meaning = word.meaning if word is not None else None
    if word is None or meaning is None:
        return None
    if isinstance(meaning, Month) and number.unit is None and 1 <= number.value <= 31:
        return _month_day(tokens, at, number, meaning, today)
    if number.unit is None and meaning in (Sign.METRES, Sign.YARDS) and isinstance(meaning, Sign):
        unit = Number(number.start, word.end, number.value, meaning, word.after)
        pooled = _pool(unit, _word(tokens, at + 2))
        return (unit, 2) if pooled is None else (pooled, 3)
    if meaning is Sign.POOL:
        pool = _pool(number, word)
        return None if pool is None else (pool, 2)
    if meaning is Sign.LEG and 0 < number.value <= MOST_LEGS:
        return Leg(number.start, word.end, number.value), 2
    if meaning is Sign.TIMES and (each := _number(tokens, at + 2)) is not None:
        return Relay(number.start, each.end, each.value), 3
    if meaning is Sign.LABEL and number.unit is None and not word.namesake:
        taken = 2
        while (more := _word(tokens, at + taken)) is not None and more.meaning is Sign.LABEL:
            taken += 1
        return None, taken
    return None


def _pool(number: Number, word: Word | None) -> Word | None:
    """`25 м басейн`, `басейн 50`: the course, as if it had been typed by its code."""
    if word is None or word.meaning is not Sign.POOL:
        return None
    course = course_of(number)
    start, end = min(number.start, word.start), max(number.end, word.end)
    return None if course is None else Word(start, end, word.text, word.key, course)


def course_of(number: Number) -> Course | None:
    """The pool of that length; metres where no unit was typed."""
    if number.unit is Sign.YARDS:
        return Course.SCY if number.value == 25 else None
    return {25: Course.SCM, 50: Course.LCM}.get(number.value)


def _month_day(tokens: Sequence[Token], at: int, number: Number, month: Month, today: date) -> Joined:
    year = _number(tokens, at + 2)
    taken = 3 if year is not None and _a_year(year) else 2
    last = tokens[at + taken - 1]
    return Dated(number.start, last.end, _day(number, month, year if taken == 3 else None, today)), taken


def _a_year(number: Number) -> bool:
    return number.unit is None and EARLIEST_YEAR <= number.value < EARLIEST_YEAR + 300


def _day(number: Number, month: Month, year: Number | None, today: date) -> date | None:
    if year is not None:
        return real_day(year.value, month.number, number.value)
    return nearest_day(number.value, month.number, today)


def _after_word(line: str, tokens: Sequence[Token], at: int, word: Word, today: date) -> Joined | None:
    phrase = _phrase(line, tokens, at) if word.key in PHRASE_STARTS else None
    if phrase is not None:
        return phrase
    meaning = word.meaning
    if isinstance(meaning, DaysAgo):
        return Dated(word.start, word.end, days_before(today, meaning.days)), 1
    if isinstance(meaning, Month):
        return _month_first(tokens, at, word, meaning, today)
    if isinstance(meaning, Ordinal):
        leg = _word(tokens, at + 1)
        return (Leg(word.start, leg.end, meaning.number), 2) if leg and leg.meaning is Sign.LEG else None
    sign = _OF_SIGNS.get(meaning) if isinstance(meaning, Sign) else None
    return None if sign is None else sign(line, tokens, at, word)


def _phrase(line: str, tokens: Sequence[Token], at: int) -> Joined | None:
    words: list[Word] = []
    while len(words) < LONGEST_PHRASE and (word := _word(tokens, at + len(words))) is not None:
        words.append(word)
        if word.after[:1] in (",", ":", ";"):
            break
    for count in range(len(words), 1, -1):
        key = " ".join(word.key for word in words[:count])
        meaning = MEANINGS.get(key)
        if meaning is not None:
            start, last = words[0].start, words[count - 1]
            return Word(start, last.end, line[start : last.end], key, meaning, last.after), count
    return None


def _month_first(tokens: Sequence[Token], at: int, word: Word, month: Month, today: date) -> Joined | None:
    """`Nov 24, 2026`; not `May 25 free`."""
    number = _number(tokens, at + 1)
    if number is None or number.unit is not None or not 1 <= number.value <= 31:
        return None
    follows = _word(tokens, at + 2)
    if follows is not None and isinstance(follows.meaning, Stroke):
        return None
    year = _number(tokens, at + 2)
    year = year if year is not None and _a_year(year) else None
    day = _day(number, month, year, today)
    return Dated(word.start, (year or number).end, day), 3 if year is not None else 2


def _pool_first(_line: str, tokens: Sequence[Token], at: int, word: Word) -> Joined | None:
    number = _number(tokens, at + 1)
    if number is None:
        return None
    unit = _word(tokens, at + 2)
    taken = 2
    if number.unit is None and unit is not None and unit.meaning in (Sign.METRES, Sign.YARDS):
        sign = Sign.METRES if unit.meaning is Sign.METRES else Sign.YARDS
        number, taken = Number(number.start, unit.end, number.value, sign), 3
    pool = _pool(number, word)
    return None if pool is None else (pool, taken)


def _leg(_line: str, tokens: Sequence[Token], at: int, word: Word) -> Joined | None:
    number = _number(tokens, at + 1)
    if number is not None and number.unit is None and 0 < number.value <= MOST_LEGS:
        return Leg(word.start, number.end, number.value), 2
    return Leg(word.start, word.end, None), 1


def _label(_line: str, tokens: Sequence[Token], at: int, word: Word) -> Joined | None:
    """`Lane 4`, `FINA points 371`; a swimmer may be called Lane."""
    taken = 1
    while (more := _word(tokens, at + taken)) is not None and more.meaning is Sign.LABEL and not more.namesake:
        taken += 1
    number = _number(tokens, at + taken)
    if word.namesake and (number is None or number.value > MOST_LANES):
        return None
    follows = _word(tokens, at + taken + 1)
    of_event = follows is not None and isinstance(follows.meaning, Stroke)
    return None, taken if number is None or number.unit is not None or of_event else taken + 1


def _meet(line: str, tokens: Sequence[Token], at: int, word: Word) -> Joined | None:
    """All that follows `змагання:`, up to a comma, a bracket, a time, a date or a pool."""
    if word.after[:1] != ":":
        return None
    taken = 1
    while at + taken < len(tokens):
        token = tokens[at + taken]
        if isinstance(token, Meet):
            return token, taken + 1
        if not isinstance(token, Word | Number) or (isinstance(token, Number) and token.unit is not None):
            break
        if isinstance(token, Word) and isinstance(token.meaning, Course | DaysAgo):
            break
        taken += 1
        if token.after[:1] in (",", ";"):
            break
    if taken == 1:
        return None
    text = " ".join(line[tokens[at + 1].start : tokens[at + taken - 1].end].split())
    return Meet(word.start, tokens[at + taken - 1].end, text), taken


_OF_SIGNS: dict[Sign, Callable[[str, Sequence[Token], int, Word], Joined | None]] = {
    Sign.POOL: _pool_first,
    Sign.LEG: _leg,
    Sign.LABEL: _label,
    Sign.MEET: _meet,
}
