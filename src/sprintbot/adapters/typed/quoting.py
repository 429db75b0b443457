"""What a finding quotes: the words of the line, letter by letter, so that a guess can be put in their place."""

from __future__ import annotations

LONGEST_QUOTE = 64
_WORDS_BEFORE = 4


def quote(line: str, start: int, end: int, guess: str | None = None) -> tuple[str, str | None]:
    """The words and the guess. Where the same words stand earlier in the line, as many before them are quoted too (and
    repeated in the guess) as tell them apart: a guess replaces the first that is equal."""
    begin = start
    for _ in range(_WORDS_BEFORE):
        if guess is None or line.find(line[begin:end]) == begin:
            break
        begin = line.rfind(" ", 0, max(begin - 1, 0)) + 1
    text = line[begin:end]
    if guess is None or len(text) > LONGEST_QUOTE or line.find(text) != begin:
        return line[start:end][:LONGEST_QUOTE], None
    return text, line[begin:start] + guess
