"""What is wrong with a line, quoted, with the nearest thing that would be right where there is one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sprintbot.adapters.typed.above import Above
from sprintbot.adapters.typed.facts import UNTIMED, Facts, event_of
from sprintbot.adapters.typed.quoting import quote
from sprintbot.adapters.typed.scanning import decimal_mark
from sprintbot.adapters.typed.times import is_plausible_time
from sprintbot.adapters.typed.timetext import guess_from_digits, read_time, type_time
from sprintbot.adapters.typed.tokens import Number, Refused, Token, Word
from sprintbot.domain.drafts import Finding, Problem
from sprintbot.domain.events import Course, Event
from sprintbot.domain.splitfaults import fastest_plausible_cs
from sprintbot.domain.typedsplits import ReadSplits

_ORDER = {problem: place for place, problem in enumerate(Problem)}


def find_faults(line: str, facts: Facts, both: Above, splits: ReadSplits | None, total: int | None) -> list[Finding]:
    """Of a line that holds a result or should; most telling first, what is only told last. `both` is what the line and
    those above it say."""
    found = [
        *_of_times(line, facts, total),
        *_of_numbers(line, facts, total),
        *_of_event(line, facts, both),
        *(splits.findings if splits is not None else ()),
        *([] if both.day_problem is None else [both.day_problem]),
    ]
    asked = {one.problem for one in found if not one.note}
    timeless = total is None and facts.status not in UNTIMED and facts.relay is None
    if timeless and not asked & {Problem.TIME, Problem.NO_TIME} and not (facts.laps and facts.event is None):
        found.append(Finding(Problem.NO_TIME))
    if not asked & {Problem.TIME, Problem.IMPOSSIBLE} and _is_too_fast(facts.event, total):
        text = "" if facts.times.total is None else line[facts.times.total.start : facts.times.total.end]
        found.append(Finding(Problem.IMPOSSIBLE, text))
    return sorted(found, key=lambda one: (one.note, _ORDER[one.problem]))


def _is_too_fast(event: Event | None, total: int | None) -> bool:
    return event is not None and total is not None and total < fastest_plausible_cs(event.course, event.distance)


def day_of(line: str, facts: Facts, today: date) -> tuple[date | None, Finding | None]:
    """The day, or why it is none."""
    token = facts.times.day
    if token is None:
        return None, None
    if token.day is None:
        return None, _fault(line, Problem.DATE, token)
    return (None, _fault(line, Problem.FUTURE, token)) if token.day > today else (token.day, None)


def _fault(line: str, problem: Problem, token: Token, guess: str | None = None, *, note: bool = False) -> Finding:
    text, guess = quote(line, token.start, token.end, guess)
    return Finding(problem, text, guess, note=note)


def _of_times(line: str, facts: Facts, total: int | None) -> Iterator[Finding]:
    times = facts.times
    for refused in facts.refused:
        problem = Problem.TIME if total is None and facts.status not in UNTIMED else refused.problem
        yield _fault(line, problem, refused, _plausible(facts.event, refused))
    for group in facts.laps:
        for refused in group.refused:
            yield _fault(line, Problem.TIME, refused, refused.guess)
    if times.total is not None and times.meant is not None:
        yield _fault(line, Problem.TIME, times.total, type_time(times.meant, decimal_mark(line)))
    elif times.total is not None and times.total.fraction_guess is not None:
        yield _fault(line, Problem.TIME, times.total, times.total.fraction_guess, note=True)
    if times.either is not None and times.either.day is not None:
        yield _fault(line, Problem.TIME, times.either, times.either.day.strftime("%d.%m.%Y"))
    for spare in times.spare:
        yield _fault(line, Problem.LEFT_OVER, spare)


def _plausible(event: Event | None, refused: Refused) -> str | None:
    """The guess, unless nobody swims that."""
    read = read_time(refused.guess, ".") if refused.guess is not None else None
    if event is None or read is None or read.cs is None or is_plausible_time(event, read.cs):
        return refused.guess
    return None


def _of_numbers(line: str, facts: Facts, total: int | None) -> Iterator[Finding]:
    """Numbers that are neither distance nor pool: a time without its marks, or a pool without its unit."""
    wanting = total is None and facts.status not in UNTIMED and not facts.refused and not facts.laps
    for number in facts.picked.spare:
        if wanting:
            wanting = False
            yield _fault(line, Problem.TIME, number, _time_of_digits(line, facts.event, number))
            continue
        pool = number.value in (25, 50) and number.unit is None and facts.picked.course is None
        typed = line[number.start : number.end]
        yield _fault(line, Problem.LEFT_OVER, number, typed + _metres(line) if pool else None)


def _time_of_digits(line: str, event: Event | None, number: Number) -> str | None:
    digits = "".join(one for one in line[number.start : number.end] if one.isdigit())
    guessed = guess_from_digits(digits, decimal_mark(line))
    if guessed is None or (event is not None and not is_plausible_time(event, guessed[0])):
        return None
    return guessed[1]


def _of_event(line: str, facts: Facts, both: Above) -> Iterator[Finding]:
    picked = facts.picked
    if facts.relay is not None:
        yield _fault(line, Problem.RELAY, facts.relay)
    if both.distance is None and facts.relay is None:
        yield Finding(Problem.NO_DISTANCE)
    if picked.slip is not None:
        yield _fault(line, Problem.STROKE, picked.slip, picked.guess)
    elif picked.rival is not None and picked.stroke_at is not None:
        yield _two_strokes(line, picked.rival, picked.stroke_at)
    elif both.stroke is None:
        yield Finding(Problem.NO_STROKE)
    if both.distance is not None and both.stroke is not None and facts.event is None:
        yield _not_swum(line, facts, both)


def _two_strokes(line: str, rival: Word, chosen: Word) -> Finding:
    first, last = sorted((rival, chosen), key=lambda word: word.start)
    if line[first.end : last.start].strip():
        return _fault(line, Problem.STROKE, rival)
    text, guess = quote(line, first.start, last.end, chosen.text)
    return Finding(Problem.STROKE, text, guess)


def _not_swum(line: str, facts: Facts, both: Above) -> Finding:
    """Where nobody said the pool, a race that is swum only in 25 m is offered there."""
    number, word = facts.picked.distance, facts.picked.stroke_at
    if number is None or word is None:
        return Finding(Problem.EVENT)
    start, end = min(number.start, word.start), max(number.end, word.end)
    offered = both.course is None and event_of(facts.distance, facts.stroke, Course.SCM) is not None
    text, guess = quote(line, start, end, f"{line[start:end]} 25{_metres(line)}" if offered else None)
    return Finding(Problem.EVENT, text, guess)


def _metres(line: str) -> str:
    return "м" if decimal_mark(line) == "," else "m"
