"""Lines of a draft as JSON: only what differs from a line's defaults, so that old drafts stay readable."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, Field, fields
from datetime import date
from typing import Any

from sprintbot.domain.drafts import DraftLine, Finding, Problem
from sprintbot.domain.events import Course, Stroke
from sprintbot.domain.swims import Start, Status, Technique, Timing

_LINE: Mapping[str, Callable[[Any], object]] = {
    "stroke": Stroke,
    "course": Course,
    "laps_cs": tuple,
    "lap_ends": tuple,
    "swum_on": date.fromisoformat,
    "status": Status,
    "start": Start,
    "timing": Timing,
    "technique": Technique,
    "findings": lambda found: tuple(_made(Finding, _FINDING, one) for one in found),
}
_FINDING: Mapping[str, Callable[[Any], object]] = {"problem": Problem, "candidates": tuple}


def to_json(lines: Sequence[DraftLine]) -> list[dict[str, object]]:
    return [_told(line) for line in lines]


def from_json(lines: Sequence[Mapping[str, object]]) -> tuple[DraftLine, ...]:
    return tuple(_made(DraftLine, _LINE, line) for line in lines)


def _told(value: DraftLine | Finding) -> dict[str, object]:
    told = {one.name: getattr(value, one.name) for one in fields(value) if _differs(value, one)}
    return {name: _plain(kept) for name, kept in told.items()}


def _differs(value: object, one: Field[Any]) -> bool:
    return one.default is MISSING or getattr(value, one.name) != one.default


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_told(one) if isinstance(one, Finding) else one for one in value]
    return value


def _made(kind: Any, readers: Mapping[str, Callable[[Any], object]], told: Mapping[str, object]) -> Any:
    return kind(**{name: readers[name](value) if name in readers else value for name, value in told.items()})
