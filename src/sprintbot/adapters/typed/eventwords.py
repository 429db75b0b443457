"""Which number is the distance, which the pool, and which word the stroke: surnames are made of the same words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sprintbot.adapters.typed.above import Above
from sprintbot.adapters.typed.joining import course_of
from sprintbot.adapters.typed.tokens import Clock, Dated, Number, Token, Word
from sprintbot.adapters.typed.vocabulary import Sign, nearest_stroke
from sprintbot.domain.errors import EventError
from sprintbot.domain.events import LONGEST_DISTANCE, Course, Event, Stroke

SHORTEST_DISTANCE = 25
MOST_NUMBERS = 6
"""Numbers of a line that are weighed against one another; those after them fit nowhere."""
_OLDEST, _YOUNGEST = 100, 3

_LEFT_OVER = 10.0
_NO_DISTANCE = 8.0
_RIVAL = 6.0
_NOT_SWUM = 5.0


@dataclass(frozen=True, slots=True)
class Picked:
    """What of a line is its event. `rival` is a stroke word too many, `slip` a word that is nearly one (`guess`)."""

    distance: Number | None = None
    stroke: Stroke | None = None
    course: Course | None = None
    stroke_at: Word | None = None
    spare: tuple[Number, ...] = ()
    rival: Word | None = None
    slip: Word | None = None
    guess: str | None = None
    names: frozenset[int] = frozenset()
    """Where the stroke words stand that are taken for names."""


def pick_event(tokens: Sequence[Token], above: Above, *, timed: bool, this_year: int) -> Picked:
    """`timed` says that the line holds a result, so that it needs an event."""
    courses = [token.meaning for token in tokens if isinstance(token, Word) and isinstance(token.meaning, Course)]
    candidates = list(_stroke_candidates(tokens))
    at, rival = _pick_stroke(tokens, candidates, above)
    stroke_at = tokens[at] if at is not None else None
    word = stroke_at if isinstance(stroke_at, Word) else None
    stroke = _stroke_of(word) if word is not None else None
    numbers = [(place, token) for place, token in enumerate(tokens) if isinstance(token, Number)]
    needed = timed or word is not None
    weighed = _Weighed(
        stroke or above.stroke, at, courses[0] if courses else None, above.distance is not None, needed, this_year
    )
    distance, pool = _pick_numbers(numbers[:MOST_NUMBERS], weighed)
    slip, guess = (None, None)
    if word is None and above.stroke is None and distance is not None:
        slip, guess = _slip(tokens, tokens.index(distance))
    course = courses[0] if courses else course_of(pool) if pool is not None else None
    if course is None and distance is not None and distance.unit is Sign.YARDS:
        course = Course.SCY
    spare = tuple(
        number
        for place, number in numbers
        if number is not distance and number is not pool and not _numbering(tokens, place, this_year)
    )
    named = frozenset(place for place, one in candidates if place != at and one is not rival and one.capital)
    return Picked(distance, stroke, course, word, spare, rival, slip, guess, named)


def _stroke_candidates(tokens: Sequence[Token]) -> Iterator[tuple[int, Word]]:
    plain = any(isinstance(token, Word) and isinstance(token.meaning, Stroke) for token in tokens)
    for place, token in enumerate(tokens):
        if isinstance(token, Word) and (
            isinstance(token.meaning, Stroke) or (not plain and _is_stroke_here(tokens, place, token))
        ):
            yield place, token


def _is_stroke_here(tokens: Sequence[Token], place: int, word: Word) -> bool:
    before = tokens[place - 1] if place else None
    if word.meaning is Sign.MEDLEY_BY_NUMBER:
        return isinstance(before, Number)
    if word.meaning is not Sign.SUNDAY_OR_FREE:
        return False
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    return isinstance(before, Number) or isinstance(after, Number) or not (may_be_date(before) or may_be_date(after))


def may_be_date(token: Token | None) -> bool:
    return isinstance(token, Dated) or (isinstance(token, Clock) and token.dated)


def _stroke_of(word: Word) -> Stroke:
    if isinstance(word.meaning, Stroke):
        return word.meaning
    return Stroke.MEDLEY if word.meaning is Sign.MEDLEY_BY_NUMBER else Stroke.FREE


def _pick_stroke(
    tokens: Sequence[Token], candidates: Sequence[tuple[int, Word]], above: Above
) -> tuple[int | None, Word | None]:
    """Where the stroke stands, and a word that contradicts it: neither beside a number nor written as a name."""
    if len(candidates) == 1 and above.distance is not None and above.stroke is not None:
        place, word = candidates[0]
        if word.capital and len(word.text) > 2 and _from_number(tokens, place) > 1:
            return None, None
    best: tuple[float, int] | None = None
    for place, word in candidates[:MOST_NUMBERS]:
        cost = float(_from_number(tokens, place))
        for other_place, other in candidates[:MOST_NUMBERS]:
            if other_place != place and _stroke_of(other) is not _stroke_of(word):
                cost += 0.5 if other.capital and len(other.text) > 2 else _RIVAL
        if best is None or cost < best[0]:
            best = cost, place
    if best is None:
        return None, None
    chosen = next(word for place, word in candidates if place == best[1])
    others = (
        word
        for place, word in candidates
        if _stroke_of(word) is not _stroke_of(chosen) and not (word.capital and len(word.text) > 2)
    )
    return best[1], next(others, None)


def _from_number(tokens: Sequence[Token], place: int) -> int:
    """0 right after a number (`100 free`), 1 right before one, else 2."""
    if place and isinstance(tokens[place - 1], Number):
        return 0
    return 1 if place + 1 < len(tokens) and isinstance(tokens[place + 1], Number) else 2


@dataclass(frozen=True, slots=True)
class _Weighed:
    """What is known when numbers are weighed."""

    stroke: Stroke | None
    stroke_place: int | None
    course: Course | None
    known: bool
    needed: bool
    this_year: int


def _pick_numbers(numbers: Sequence[tuple[int, Number]], weighed: _Weighed) -> tuple[Number | None, Number | None]:
    """Distance and pool such that the fewest numbers are left over, and each stands where people type it."""
    best: tuple[float, Number | None, Number | None] | None = None
    for distance in (*numbers, None):
        for pool in (None, *numbers):
            if pool is not None and (pool is distance or not _may_be_pool(pool[1], weighed)):
                continue
            cost = _cost(numbers, distance, pool, weighed)
            if best is None or cost < best[0]:
                best = cost, distance and distance[1], pool and pool[1]
    return (None, None) if best is None else best[1:]


def _may_be_pool(number: Number, weighed: _Weighed) -> bool:
    return weighed.course is None and number.unit is not None and course_of(number) is not None


def _cost(
    numbers: Sequence[tuple[int, Number]],
    distance: tuple[int, Number] | None,
    pool: tuple[int, Number] | None,
    weighed: _Weighed,
) -> float:
    cost = 0.0
    for one in numbers:
        if one is not distance and one is not pool:
            cost += 0.5 if _a_birth_year(one[1], weighed.this_year) else _LEFT_OVER
    if distance is None:
        return cost + (1.0 if weighed.known else _NO_DISTANCE if weighed.needed else 0.0)
    place, number = distance
    if not SHORTEST_DISTANCE <= number.value <= LONGEST_DISTANCE:
        return cost + 2 * _LEFT_OVER
    beside = 2.0
    if weighed.stroke_place is not None:
        beside = {-1: 0.0, 1: 1.0}.get(place - weighed.stroke_place, 2.0)
    if _a_birth_year(number, weighed.this_year) and beside > 1:
        cost += 1.0
    if weighed.known and weighed.stroke_place is None and (number.unit is None or course_of(number) is not None):
        cost += 2 * _LEFT_OVER
    if beside and number.unit is not None and course_of(number) is not None:
        cost += 1.5
    course = weighed.course if pool is None else course_of(pool[1])
    if course is not None and weighed.stroke is not None and not _swum(number.value, weighed.stroke, course):
        cost += _NOT_SWUM
    return cost + beside


def _swum(distance: int, stroke: Stroke, course: Course) -> bool:
    try:
        Event(distance, stroke, course)
    except EventError:
        return False
    return True


def _a_birth_year(number: Number, this_year: int) -> bool:
    return number.unit is None and this_year - _OLDEST <= number.value <= this_year - _YOUNGEST


def _numbering(tokens: Sequence[Token], place: int, this_year: int) -> bool:
    """A year of birth, or the place in a list: a number before the first word of a line."""
    number = tokens[place]
    if isinstance(number, Number) and _a_birth_year(number, this_year):
        return True
    return place == 0 and len(tokens) > 1 and isinstance(tokens[1], Word) and tokens[1].meaning is None


def _slip(tokens: Sequence[Token], place: int) -> tuple[Word | None, str | None]:
    """The unknown word beside the distance that is nearly a stroke. A capital before the distance is a surname's."""
    for word in _beside(tokens, place):
        guess = nearest_stroke(word.key)
        if guess is not None:
            return word, guess
    return None, None


def _beside(tokens: Sequence[Token], place: int) -> Iterable[Word]:
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    if isinstance(after, Word) and after.meaning is None:
        yield after
    before = tokens[place - 1] if place else None
    if isinstance(before, Word) and before.meaning is None and not before.capital:
        yield before
