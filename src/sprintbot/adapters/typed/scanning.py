"""A line cut into tokens, in one pass: chunks between spaces, each taken for what it looks like."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from sprintbot.adapters.typed.daytext import read_day
from sprintbot.adapters.typed.timetext import TimeText, mend_time, read_time
from sprintbot.adapters.typed.tokens import Bracket, Clock, Dated, Meet, Number, Refused, Relay, Token, Word
from sprintbot.adapters.typed.vocabulary import LONGEST_WORD, Sign, meaning_of
from sprintbot.domain.drafts import Problem
from sprintbot.domain.events import Stroke

_HIDDEN_MARKS = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062"
    "\u2063\u2064\u2066\u2067\u2068\u2069\u206a\u206b\u206c\u206d\u206e\u206f\u3164\ufe0e\ufe0f\ufeff\uffa0\ufffd"
)
_UNHIDE = str.maketrans(dict.fromkeys(_HIDDEN_MARKS))
_DASHES = "-–—−‐‑"
_EDGE = ",.:;!?…*\"'`«»“”„·•#№<>=_~^&%$\\/" + _HIDDEN_MARKS

_BULLET = re.compile(r"[\s•·*‣▪►▶>✓✔✅☑#№\-–—−=_.,:;|]*(?:[0-9]{1,3}[.)](?:\s+|(?=[^\W\d_])))?")
_CHUNK = re.compile(r"[()\[\]{}|]|[^\s()\[\]{}|]+")
_DECIMAL = re.compile(r"(?<=[0-9])[.,](?=[0-9])")
_CYRILLIC = re.compile(r"[А-Яа-яҐґЄєІіЇїЁё]")
_OPENING = re.compile('[«“„”]|(?<![0-9])"')
_WORD = re.compile(r"[^,:;!?]+")
_LETTER = re.compile(r"[^\W\d_]")
_DIGIT = re.compile(r"\d")
_LETTER_FIRST = re.compile(r"([^\W\d_][^\d]{0,23})([0-9]{1,5})")
_NUMBER_FIRST = re.compile(r"([0-9]{1,5})[-–]?([^\W\d_][^\d]{0,23})")
_RELAY = re.compile(r"[0-9]{1,2}[xXхХ×*]([0-9]{2,4})(?:м|m)?")
_BETWEEN_TIMES = re.compile(rf"[/+;{_DASHES}]")
_COMMA = re.compile(",")
_GLUED = re.compile(r"(?<=[^\W\d_])[,:;](?=\S)|(?<=\S)[,;](?=[^\W\d_])")
_ORDINAL_ENDINGS = frozenset(("й", "ий", "ый", "ій", "шй", "ша", "е", "st", "nd", "rd", "th"))
_QUOTES = {"«": "»", "“": "”", "„": "”“", '"': '"', "”": "”"}


@dataclass(frozen=True, slots=True)
class _Reader:
    """How this line types its decimals, and what day it is."""

    decimal: str
    today: date


def decimal_mark(line: str) -> str:
    """The decimal mark of the line's own times; else that of its alphabet."""
    found = _DECIMAL.search(line)
    return found[0] if found is not None else "," if _CYRILLIC.search(line) is not None else "."


def scan(line: str, today: date) -> list[Token]:
    """The tokens of a line, in order. Bullets and numbering before the first are no tokens."""
    reader = _Reader(decimal_mark(line), today)
    bullet = _BULLET.match(line)
    start = bullet.end() if bullet else 0
    quoted = _quoted(line, start)
    tokens: list[Token] = []
    for found in _CHUNK.finditer(line, start):
        at = found.start()
        if quoted is not None and quoted.start <= at < quoted.end:
            if tokens[-1:] != [quoted]:
                tokens.append(quoted)
            continue
        chunk = found.group()
        if quoted is not None and at < quoted.start < found.end():
            chunk = chunk[: quoted.start - at]
        if chunk in "()[]{}|":
            tokens.append(Bracket(at, at + 1, "|" if chunk == "|" else "(" if chunk in "([{" else ")"))
        else:
            tokens.extend(_read(reader, chunk, at))
    return tokens


def _quoted(line: str, start: int) -> Meet | None:
    """The first text in quotation marks. A `"` after a digit is of a time."""
    opening = _OPENING.search(line, start)
    if opening is None:
        return None
    at = opening.start()
    end = min((found for one in _QUOTES[line[at]] if (found := line.find(one, at + 1)) > 0), default=-1)
    inside = " ".join(line[at + 1 : end].translate(_UNHIDE).split()) if end > 0 else ""
    return Meet(at, end + 1, inside) if any(letter.isalpha() for letter in inside) else None


def _read(reader: _Reader, chunk: str, at: int) -> Iterator[Token]:
    body = chunk.lstrip(_EDGE)
    at += len(chunk) - len(body)
    core = body.rstrip(_EDGE)
    after = body[len(core) :]
    if _DIGIT.search(core) is None:
        yield from _words(core, at, after)
    elif core[0] in _DASHES or core[0] == "+":
        yield from _signed(reader, core, at)
    else:
        core = core.rstrip(_DASHES + "+")
        yield from _with_digits(reader, core, at, after)


def _words(core: str, at: int, after: str) -> Iterator[Word]:
    """Letters. The dot of an initial belongs to it."""
    for part in _WORD.finditer(core):
        bare = part.group().strip(_DASHES + _EDGE)
        text = bare.translate(_UNHIDE)
        if _LETTER.search(text) is None:
            continue
        start = at + part.start() + part.group().find(bare)
        key, meaning = meaning_of(text) if len(text) <= LONGEST_WORD else (text.casefold(), None)
        if after[:1] == "." and part.end() == len(core) and (len(text) == 1 or text[-2] == "."):
            text += "."
        tail = core[part.end() : part.end() + 1] or after
        yield Word(start, start + len(bare), text, key, meaning, tail)


def _signed(reader: _Reader, core: str, at: int) -> Iterator[Token]:
    """`-1:02,35`: no time is negative; `-100` is a number after a dash."""
    rest = core.lstrip(_DASHES + "+")
    begin = at + len(core) - len(rest)
    read = read_time(rest, reader.decimal)
    if read is not None:
        yield Refused(at, at + len(core), Problem.TIME, None if read.cs is None else rest)
        return
    for token in _with_digits(reader, rest, begin, ""):
        yield replace(token, start=at) if token.start == begin else token


def _with_digits(reader: _Reader, core: str, at: int, after: str) -> Iterator[Token]:
    end = at + len(core)
    if core.isdigit() and core.isascii():
        yield Number(at, end, int(core), after=after) if len(core) < 6 else Refused(at, end, Problem.LEFT_OVER)
        return
    read = read_time(core, reader.decimal)
    day = read_day(core, reader.today)
    if read is not None and read.cs is not None and not (day is not None and day.dated):
        yield Clock(
            at, end, read.cs, read.guess if read.whole else None, day is not None, None if day is None else day.day
        )
    elif day is not None:
        yield Dated(at, end, day.day)
    elif read is None:
        yield from _mixed(reader, core, at, after)
    elif read.guess is None:
        yield from _parted(reader, core, at)
    else:
        yield Refused(at, end, Problem.TIME, read.guess)


def _mixed(reader: _Reader, core: str, at: int, after: str) -> Iterator[Token]:
    """Digits with something else: a unit, a relay, a slip of the finger, or two things with no space between."""
    end = at + len(core)
    if (relay := _RELAY.fullmatch(core)) is not None:
        yield Relay(at, end, int(relay[1]))
        return
    if (glued := _NUMBER_FIRST.fullmatch(core)) is not None:
        key, meaning = meaning_of(glued[2])
        if meaning in (Sign.METRES, Sign.YARDS) and isinstance(meaning, Sign):
            yield Number(at, end, int(glued[1]), meaning, after)
            return
        if key in _ORDINAL_ENDINGS:
            yield Number(at, end, int(glued[1]), after=after)
            return
        if isinstance(meaning, Stroke) or meaning in (Sign.MEDLEY_BY_NUMBER, Sign.SUNDAY_OR_FREE, Sign.LEG):
            yield Number(at, at + glued.end(1), int(glued[1]))
            yield Word(at + glued.start(2), end, glued[2], key, meaning, after)
            return
    if (glued := _LETTER_FIRST.fullmatch(core)) is not None and meaning_of(glued[1])[1] is not None:
        yield Word(at, at + glued.end(1), glued[1], *meaning_of(glued[1]))
        yield Number(at + glued.start(2), end, int(glued[2]), after=after)
        return
    mended = mend_time(core.translate(_UNHIDE), reader.decimal)
    if mended is None and core != (shown := core.translate(_UNHIDE)):
        mended = TimeText(None, shown) if read_time(shown, reader.decimal) or shown.isdigit() else None
    if mended is not None:
        yield Clock(at, end, mended.cs) if mended.cs is not None else Refused(at, end, Problem.TIME, mended.guess)
        return
    yield from _parted(reader, core, at)


def _parted(reader: _Reader, core: str, at: int) -> Iterator[Token]:
    """`29,8/32,55`, `29.80,32.55`, `кр,1:02`: parts with a mark between them; else it is quoted as it stands."""
    for mark in (_BETWEEN_TIMES, _COMMA):
        parts = list(_split(mark, core))
        if len(parts) > 1 and all(_is_time(reader, part) for _, part in parts):
            for offset, part in parts:
                yield from _with_digits(reader, part, at + offset, "")
            return
    parts = list(_split(_GLUED, core))
    if len(parts) > 1:
        for offset, part in parts:
            yield from _read(reader, part, at + offset)
        return
    shape = any(mark in core for mark in ".,:'")
    yield Refused(at, at + len(core), Problem.TIME if shape else Problem.LEFT_OVER)


def _is_time(reader: _Reader, part: str) -> bool:
    read = read_time(part, reader.decimal)
    return read is not None and read.cs is not None


def _split(mark: re.Pattern[str], core: str) -> Iterator[tuple[int, str]]:
    begin = 0
    for found in mark.finditer(core):
        yield begin, core[begin : found.start()]
        begin = found.end()
    yield begin, core[begin:]
