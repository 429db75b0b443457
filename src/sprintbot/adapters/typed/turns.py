"""Turn times as a coach types them: `200 breast 25m 9.12/8.5 - 9.30/8.3`; the second turn was not taken."""

from __future__ import annotations

import re
from dataclasses import replace

from sprintbot.domain.errors import RefusedError, SwimTimeError
from sprintbot.domain.swimtime import SwimTime
from sprintbot.domain.turns import Turn, TurnDefinition
from sprintbot.ports.reader import ResultReader, TurnReader, TypedTurns, Usual

MOST_TURNS = 200
_LONGEST_QUOTE = 60
_TIME = re.compile(r"([0-9]{1,2}[.,][0-9]{1,2})(?:/([0-9]{1,2})(?:[.,]([0-9]{1,2}))?)?")
_NOT_TAKEN = frozenset("-–—")
_DEFINITION = re.compile(r"[0-9]{1,2}([.,]5)?\+[0-9]{1,2}([.,]5)?")


class TypedTurnTimes(TurnReader):
    """The event's words are those of results; `results` reads them."""

    def __init__(self, results: ResultReader) -> None:
        self._results = results

    def read_turns(self, text: str, usual: Usual) -> TypedTurns:
        quoted = text.strip()[:_LONGEST_QUOTE]
        definition, turns, words = TurnDefinition.FIVE_TEN, list[Turn | None](), list[str]()
        for word in text.replace(";", " ").split():
            if _DEFINITION.fullmatch(word):
                definition = _definition(word)
            elif (found := _TIME.fullmatch(word.rstrip(","))) is not None:
                turns.append(_turn(word, found))
            elif word in _NOT_TAKEN:
                turns.append(None)
            else:
                words.append(word)
        event, left = self._results.read_event(" ".join(words), usual)
        if event is None:
            raise RefusedError("turns_event", quoted)
        if left.strip():
            raise RefusedError("turns_time", left.strip()[:_LONGEST_QUOTE])
        if not 0 < len(turns) <= MOST_TURNS:
            raise RefusedError("turns_none", quoted)
        return TypedTurns(event, definition, _numbered(turns))


def _numbered(turns: list[Turn | None]) -> tuple[Turn, ...]:
    """Where a turn was not taken, the others say which they were."""
    if None not in turns:
        return tuple(turn for turn in turns if turn is not None)
    return tuple(replace(turn, number=number) for number, turn in enumerate(turns, 1) if turn is not None)


def _definition(word: str) -> TurnDefinition:
    try:
        return TurnDefinition(word.replace(",", "."))
    except ValueError as unknown:
        raise RefusedError("turns_time", word) from unknown


def _turn(word: str, found: re.Match[str]) -> Turn:
    time, metres, part = found.groups()
    try:
        time_cs = SwimTime.parse(time).centiseconds
    except SwimTimeError as wrong:
        raise RefusedError("turns_time", word) from wrong
    if metres is None:
        return Turn(time_cs)
    return Turn(time_cs, breakout_cm=int(metres) * 100 + int((part or "0").ljust(2, "0")))
