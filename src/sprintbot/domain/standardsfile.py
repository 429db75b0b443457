"""The file that a dated edition of time standards is read from.

One edition a file, cells parted by semicolons; lines that start with # and empty lines are skipped:

    edition; Example club cuts 2026
    valid_from; 2026-01-01
    valid_until; 2026-12-31
    source; an example, the times mean nothing
    norms; GOLD; SILVER

    norm; course; sex; event; time; born_from; born_until
    GOLD; LCM; F; 100 FREE; 1:05.00
    SILVER; LCM; F; 100 FREE; 1:10,00
    SILVER; LCM; F; 100 FREE; 1:20.00; 2014; 2015
    GOLD; SCM; X; 4x50 MEDLEY; 2:10.00

`norms` lists the strongest first. `valid_until`, `source` and the birth years may be left out; a row with birth years
is for swimmers born in them and goes before the row for all.
"""

from __future__ import annotations

import re
from datetime import date

from sprintbot.domain.errors import EventError, StandardsError, SwimTimeError
from sprintbot.domain.events import Course, Event, Sex, Stroke
from sprintbot.domain.standards import Cut, Edition
from sprintbot.domain.swimtime import SwimTime

_FIELDS = ("edition", "valid_from", "valid_until", "source", "norms")
_COLUMNS = ("norm", "course", "sex", "event", "time", "born_from", "born_until")
_EVENT = re.compile(r"(?:([0-9]{1,2}) ?[xх] ?)?([0-9]{1,5}) +([A-Z]+)")  # х: the Cyrillic letter
_YEAR = re.compile(r"[0-9]{4}")


def load_edition(text: str) -> Edition:
    """Read one edition in the format above.

    Raises StandardsError with `reason`, the `line` (from 1; 0: the whole file) and its `text`: `heading`, `columns`,
    `missing`, `day`, `contradiction`, `row`, `code` (or a year), `event`, `time`, `unknown_norm`, `twice`, `order` (a
    stronger norm that is easier).
    """
    fields: dict[str, list[str]] = {}
    cuts: dict[tuple[object, ...], Cut] = {}
    norms: tuple[str, ...] | None = None
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        name, *values = (cell.strip() for cell in line.rstrip("; \t").split(";"))
        if not (name or values) or name.startswith("#"):
            continue
        if norms is not None:
            _add(cuts, _cut(name, values, norms, number, line), number, line)
        elif name == _COLUMNS[0]:
            if (name, *values) not in (_COLUMNS[:5], _COLUMNS):
                raise StandardsError(reason="columns", line=number, text=line)
            norms = tuple(fields.get("norms", ()))
        elif name in fields or name not in _FIELDS:
            raise StandardsError(reason="heading", line=number, text=line)
        else:
            fields[name] = [value for value in values if value]
    return _edition(fields, tuple(cuts.values()))


def _edition(fields: dict[str, list[str]], cuts: tuple[Cut, ...]) -> Edition:
    for needed in ("edition", "valid_from", "norms"):
        if not fields.get(needed):
            raise StandardsError(reason="missing", line=0, text=needed)
    norms, until = tuple(fields["norms"]), fields.get("valid_until")
    begins, ends = _day(fields["valid_from"][0]), _day(until[0]) if until else None
    if len(set(norms)) < len(norms):
        raise StandardsError(reason="contradiction", line=0, text="norms")
    if ends is not None and ends < begins:
        raise StandardsError(reason="contradiction", line=0, text="valid_until")
    _check_order(norms, cuts)
    return Edition("; ".join(fields["edition"]), begins, ends, "; ".join(fields.get("source", ())), norms, cuts)


def _check_order(norms: tuple[str, ...], cuts: tuple[Cut, ...]) -> None:
    weaker: dict[tuple[object, ...], Cut] = {}
    for cut in sorted(cuts, key=lambda cut: -norms.index(cut.norm)):
        below = weaker.setdefault((cut.event, cut.sex, cut.born_from, cut.born_until), cut)
        if cut.time > below.time:
            raise StandardsError(reason="order", line=0, text=f"{cut.norm} {cut.event} {cut.sex} {cut.time}")
        weaker[cut.event, cut.sex, cut.born_from, cut.born_until] = cut


def _add(cuts: dict[tuple[object, ...], Cut], cut: Cut, number: int, line: str) -> None:
    key = (cut.norm, cut.event, cut.sex, cut.born_from, cut.born_until)
    if key in cuts:
        raise StandardsError(reason="twice", line=number, text=line)
    cuts[key] = cut


def _cut(norm: str, values: list[str], norms: tuple[str, ...], number: int, line: str) -> Cut:
    if norm not in norms:
        raise StandardsError(reason="unknown_norm", line=number, text=line)
    if not len(_COLUMNS[1:5]) <= len(values) <= len(_COLUMNS[1:]):
        raise StandardsError(reason="row", line=number, text=line)
    course, sex, event, time, *years = values
    try:
        raced = _event(event, Course(course))
        first, last = (_year(year) for year in (*years, "", "")[:2])
        if first is not None and last is not None and last < first:
            raise ValueError(years)
        return Cut(norm, raced, Sex(sex), SwimTime.parse(time), first, last)
    except SwimTimeError as error:
        raise StandardsError(reason="time", line=number, text=line) from error
    except EventError as error:
        raise StandardsError(reason="event", line=number, text=line) from error
    except ValueError as error:
        raise StandardsError(reason="code", line=number, text=line) from error


def _event(text: str, course: Course) -> Event:
    found = _EVENT.fullmatch(text)
    if found is None:
        raise ValueError(text)
    legs, distance, stroke = found.groups()
    return Event(int(distance), Stroke(stroke), course, int(legs or 1))


def _year(text: str) -> int | None:
    if text and not _YEAR.fullmatch(text):
        raise ValueError(text)
    return int(text) if text else None


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise StandardsError(reason="day", line=0, text=text) from error
