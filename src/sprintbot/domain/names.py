"""Names: sorted by the Ukrainian alphabet, and folded so that the same name typed twice is the same."""

from __future__ import annotations

import unicodedata

_ALPHABET = "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя"
_RUSSIAN = {"ё": "е", "ъ": "ь", "ы": "и", "э": "е"}
"""Letters of Russian names, beside the Ukrainian ones that they are nearest to."""
_PLACES = {letter: 1 + 2 * place for place, letter in enumerate(_ALPHABET)}
_PLACES.update({letter: _PLACES[near] + 1 for letter, near in _RUSSIAN.items()})
_LATIN = 100
_OTHER = 200
_APOSTROPHES = "'’ʼ`´‘"
_IGNORED = frozenset(_APOSTROPHES)

SortKey = tuple[tuple[int, ...], str]


def sort_key(name: str) -> SortKey:
    """Ukrainian letters in their order (Ґ after Г, Є after Е, І Ї after И), then Latin, then the rest. Apostrophes do
    not count; a space comes before any letter, so that a shorter surname stands first."""
    return tuple(_place(letter) for letter in _composed(name) if letter not in _IGNORED), name


def fold_name(typed: str) -> str:
    """Case, apostrophes, dots, hyphens and spaces do not make another person; ґ and г, є and е stay apart."""
    kept = [letter if letter.isalnum() else " " for letter in _composed(typed) if letter not in _IGNORED]
    return " ".join("".join(kept).split())


def _composed(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _place(letter: str) -> int:
    if not letter.isalnum():
        return 0
    if letter in _PLACES:
        return _PLACES[letter]
    return (_LATIN if letter.isascii() else _OTHER) + ord(letter)
