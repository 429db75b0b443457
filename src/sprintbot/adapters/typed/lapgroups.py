"""Brackets: those with times in them are laps or splits, of the rest only words that mean something are kept."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from sprintbot.adapters.typed.timetext import read_time
from sprintbot.adapters.typed.tokens import Bracket, Clock, Laps, Number, Refused, Token, Word
from sprintbot.adapters.typed.vocabulary import Sign
from sprintbot.domain.drafts import Problem
from sprintbot.domain.typedsplits import TypedSplit

_DISTANCE_GLUED = re.compile(r"([0-9]{2,4}):(.+)")
_STEP = 25
_LAST_WHOLE_SECOND = 999


def fold_brackets(line: str, tokens: Sequence[Token]) -> list[Token]:
    """The tokens with every bracket of times made one `Laps`, and no bracket left."""
    folded: list[Token] = []
    at, timed = 0, False
    while at < len(tokens):
        token = tokens[at]
        if isinstance(token, Bracket):
            end = at + 1
            if token.mark == "(":
                end = _closing(tokens, at)
                folded.extend(_folded(line, tokens[at:end]))
            elif token.mark == "|" and timed:
                end = _run(tokens, at + 1)
                folded.extend(_folded(line, tokens[at:end]))
            at = end
            continue
        if isinstance(token, Word) and token.meaning is Sign.SPLITS and (end := _run(tokens, at + 1)) > at + 1:
            folded.extend(_folded(line, tokens[at:end]))
            at = end
            continue
        timed = timed or isinstance(token, Clock)
        folded.append(token)
        at += 1
    return folded


def _closing(tokens: Sequence[Token], at: int) -> int:
    """Past the bracket that closes the one at `at`; the end of the line where none does."""
    depth = 0
    for end in range(at, len(tokens)):
        token = tokens[end]
        if isinstance(token, Bracket) and token.mark != "|":
            depth += 1 if token.mark == "(" else -1
            if depth == 0:
                return end + 1
    return len(tokens)


def _run(tokens: Sequence[Token], at: int) -> int:
    """Past the times, numbers and brackets that follow."""
    while at < len(tokens):
        token = tokens[at]
        of_laps = isinstance(token, Clock | Refused) or (isinstance(token, Number) and token.unit is None)
        if not of_laps and not (isinstance(token, Bracket) and token.mark != "|"):
            break
        at += 1
    return at


def _folded(line: str, tokens: Sequence[Token]) -> Iterator[Token]:
    inside = [token for token in tokens if not isinstance(token, Bracket)]
    refused = tuple(token for token in inside if isinstance(token, Refused))
    plain = sum(isinstance(token, Number) and token.unit is None for token in inside)
    timed = plain > 1 or any(isinstance(token, Clock) for token in inside)
    if not timed and not any(one.problem is Problem.TIME for one in refused):
        yield from (token for token in inside if not _aside(token))
        return
    glued = _glued(line, tokens)
    distances = _with_distances(tokens)
    splits = glued or tuple(_splits(tokens, distances=distances))
    yield Laps(tokens[0].start, tokens[-1].end, splits, () if glued else refused)
    for token in inside:
        pool = isinstance(token, Number) and token.unit is not None and not distances
        if pool or (not isinstance(token, Clock | Refused | Number) and not _aside(token)):
            yield token


def _aside(token: Token) -> bool:
    """A word in brackets that means nothing here: a city, a club."""
    return isinstance(token, Word) and (token.meaning is None or token.meaning is Sign.SPLITS)


def _glued(line: str, tokens: Sequence[Token]) -> tuple[TypedSplit, ...]:
    """`50:29,80 100:1:02,35`: a distance before each time, with no space. Empty where it is not that."""
    read: list[TypedSplit] = []
    for token in tokens:
        if isinstance(token, Bracket):
            continue
        found = _DISTANCE_GLUED.fullmatch(line[token.start : token.end])
        time = read_time(found[2], ".") if found is not None else None
        if found is None or time is None or time.cs is None or int(found[1]) % _STEP:
            return ()
        read.append(TypedSplit(time.cs, int(found[1])))
    rising = all((before.distance or 0) < (after.distance or 0) for before, after in pairwise(read))
    return tuple(read) if rising else ()


def _with_distances(tokens: Sequence[Token]) -> bool:
    """`50 29,80 100 1:02,35`: a number before every time, each a distance."""
    flat = [token for token in tokens if isinstance(token, Clock | Number)]
    return len(flat) > 1 and all(
        isinstance(token, Clock) if place % 2 else isinstance(token, Number) and token.value % _STEP == 0
        for place, token in enumerate(flat)
    )


def _splits(tokens: Sequence[Token], *, distances: bool) -> Iterator[TypedSplit]:
    """The numbers in order. A time in inner brackets is the lap that ends at the split before it."""
    depth, distance, outer = 0, None, _leading_brackets(tokens)
    last: TypedSplit | None = None
    for token in tokens:
        if isinstance(token, Bracket):
            depth += {"(": 1, ")": -1}.get(token.mark, 0)
        elif isinstance(token, Clock) and depth > outer and last is not None and last.lap is None:
            last = replace(last, lap=token.cs)
        elif isinstance(token, Number) and distances:
            distance = token.value
        elif (cs := _hundredths(token)) is not None:
            if last is not None:
                yield last
            last, distance = TypedSplit(cs, distance), None
    if last is not None:
        yield last


def _leading_brackets(tokens: Sequence[Token]) -> int:
    """How many brackets open before the first number: what is in more than these is in inner ones."""
    count = 0
    for token in tokens:
        if not isinstance(token, Bracket | Word):
            break
        count += isinstance(token, Bracket) and token.mark == "("
    return count


def _hundredths(token: Token) -> int | None:
    if isinstance(token, Number) and token.unit is None and 0 < token.value <= _LAST_WHOLE_SECOND:
        return token.value * 100
    return token.cs if isinstance(token, Clock) else None
