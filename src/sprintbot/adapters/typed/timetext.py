"""Swim times as people type them: lenient where one reading exists, a guess where two do."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from sprintbot.domain.errors import SwimTimeError
from sprintbot.domain.swimtime import SwimTime

LONGEST = 16

_SHAPE = re.compile(
    r"(?P<first>\d{1,6})(?P<sep>[:.,'])(?P<second>\d{1,3})(?:(?P<sep2>[:.,'\"])(?P<third>\d{1,3})"
    r"(?:[.,](?P<fourth>\d{1,2}))?)?['\"]?",
    re.ASCII,
)
_MARKS = str.maketrans({"’": "'", "′": "'", "ʼ": "'", "`": "'", "´": "'", "″": '"', "”": '"', "“": '"', "\u2236": ":"})
_DIGIT_LIKE = str.maketrans("оОoOзЗбБlIІіSZzВB", "00003366111152288")
_SECONDS = re.compile(r"(?<=\d)(?:сек|sec|[сcs])\.?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TimeText:
    """A text that has the shape of a time. `cs` is None where it is none; `guess` is then what was probably meant.

    `whole` says that no fraction was typed.
    """

    cs: int | None
    guess: str | None = None
    whole: bool = False


def read_time(text: str, decimal: str) -> TimeText | None:
    """None where `text` has no shape of a time, a bare number among them. Guesses are typed with `decimal`."""
    if len(text) > LONGEST:
        return None
    found = _SHAPE.fullmatch(text.translate(_MARKS).replace("''", '"'))
    if found is None:
        return None
    first, sep, second, sep2, third, fourth = found.groups()
    if fourth is not None:
        hours = f"{first}:{second}:{third}.{fourth}" if sep == sep2 == ":" else ""
        return _parsed(hours, decimal)
    if third is None:
        return _of_two(first, sep, second, decimal)
    if len(second) != 2 or len(first) > 2:
        return TimeText(None)
    read = _parsed(f"{first}:{second}.{third[:2]}", decimal)
    if sep2 == ":" or len(third) > 2:
        return TimeText(None, read.guess if read.cs is None else type_time(read.cs, decimal))
    return read


def _of_two(first: str, sep: str, second: str, decimal: str) -> TimeText:
    if sep in ":'":
        if len(second) != 2 or len(first) > 2:
            return TimeText(None)
        read = _parsed(f"{first}:{second}.00", decimal)
        return TimeText(read.cs, type_time(read.cs, decimal) if read.cs else read.guess, whole=True)
    read = _parsed(f"{first}.{second[:2]}", decimal)
    if len(second) > 2:
        return TimeText(None, None if read.cs is None else type_time(read.cs, decimal))
    return read


def _parsed(text: str, decimal: str) -> TimeText:
    try:
        return TimeText(SwimTime.parse(text).centiseconds)
    except SwimTimeError as refused:
        return TimeText(None, refused.guess and refused.guess.replace(".", decimal))


def type_time(cs: int, decimal: str) -> str:
    """As a person of that decimal mark would type it."""
    return SwimTime(cs).format(decimal)


def mend_time(text: str, decimal: str) -> TimeText | None:
    """A time with a letter for a digit, digits of another script, or a unit of seconds; None where that is not it."""
    if len(text) > LONGEST * 2:
        return None
    unitless = _SECONDS.sub("", text) if text[-1:].isalpha() or text.endswith(".") else text
    plain = read_time(unitless, decimal) if unitless != text else None
    if plain is not None:
        return plain
    digits = "".join(str(unicodedata.decimal(one, one)) for one in text).translate(_DIGIT_LIKE)
    read = read_time(digits, decimal)
    if digits == text or read is None:
        return None
    return TimeText(None, type_time(read.cs, decimal) if read.cs is not None else read.guess)


def guess_from_digits(digits: str, decimal: str) -> tuple[int, str] | None:
    """`10235` was probably 1:02.35, `62` 62 seconds: the hundredths and how that is typed."""
    if len(digits) > 6 or not digits.isascii():
        return None
    if len(digits) <= 3:
        cs = int(digits) * 100
    else:
        minutes, seconds = int(digits[:-4] or 0), int(digits[-4:-2])
        cs = (minutes * 60 + seconds) * 100 + int(digits[-2:])
        if minutes and seconds > 59:
            return None
    return (cs, type_time(cs, decimal)) if cs else None
