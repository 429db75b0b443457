"""The words of a line that say who swam, and those that say where."""

from __future__ import annotations

from collections.abc import Sequence

from sprintbot.adapters.typed.tokens import Meet, Number, Token, Word
from sprintbot.adapters.typed.vocabulary import Month, Sign

LONGEST_NAME = 64
MOST_WORDS = 5
_OF_MEETS = (
    *("відкрит", "зимов", "літн", "обласн", "міськ", "всеукраїн", "юнацьк", "дитяч"),
    *("открыт", "зимн", "летн", "городск", "областн"),
    *("open", "winter", "summer", "spring", "autumn", "regional", "national"),
)
"""How the words before `кубок` begin that belong to its name."""


def is_name(word: Word, *, dated: bool) -> bool:
    """Whether a word outside the event is one of a name. `dated`: a weekday beside a date is no surname."""
    meaning = word.meaning
    if meaning is None:
        return True
    if not word.capital:
        return False
    if len(word.text.rstrip(".")) == 1 or isinstance(meaning, Month):
        return True
    if meaning is Sign.WEEKDAY and dated:
        return False
    return word.namesake


def name_words(tokens: Sequence[Token], stroke_names: frozenset[int], *, dated: bool) -> list[Word]:
    """In the order typed. A small letter right after a name is an initial; letters alone are nobody's."""
    words: list[Word] = []
    last = -2
    for place, token in enumerate(tokens):
        if not isinstance(token, Word):
            continue
        initial = len(token.text) == 1 and last == place - 1
        if place in stroke_names or initial or is_name(token, dated=dated):
            words.append(token)
            last = place
    return [] if all(len(word.text) == 1 for word in words) else words


def join_name(words: Sequence[Word]) -> str | None:
    name = " ".join(word.text for word in words)
    return name[:LONGEST_NAME].strip() or None


def take_meet(line: str, tokens: Sequence[Token], *, whole: bool) -> tuple[str | None, list[Token]]:
    """The meet, and the tokens without it: quoted, after `змагання:`, or the words around one such as `кубок`
    (`whole`: all that stand with it)."""
    at = next((i for i, one in enumerate(tokens) if isinstance(one, Word) and one.meaning is Sign.MEET), None)
    quoted = next((token for token in tokens if isinstance(token, Meet)), None)
    if quoted is not None:
        return quoted.text, [one for i, one in enumerate(tokens) if not isinstance(one, Meet) and i != at]
    if at is None:
        return None, list(tokens)
    begin, end = at, at + 1
    while begin and not _ends(tokens[begin - 1]) and (_of_title if whole else _says_which_meet)(tokens[begin - 1]):
        begin -= 1
    while end < len(tokens) and not _ends(tokens[end - 1]) and _of_title(tokens[end]):
        end += 1
    text = " ".join(line[tokens[begin].start : tokens[end - 1].end].split()).rstrip(",:;")
    return text, [*tokens[:begin], *tokens[end:]]


def _ends(token: Token) -> bool:
    return isinstance(token, Word | Number) and token.after[:1] in (",", ";")


def _of_title(token: Token) -> bool:
    if isinstance(token, Number):
        return token.unit is None and token.value >= 1900
    return isinstance(token, Word) and (token.meaning is None or token.meaning in (Sign.FILLER, Sign.MEET))


def _says_which_meet(token: Token) -> bool:
    return isinstance(token, Word) and token.key.startswith(_OF_MEETS)
