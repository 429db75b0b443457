"""Results as people type and paste them, in Ukrainian, English and Russian."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sprintbot.adapters.typed.above import Above
from sprintbot.adapters.typed.facts import event_of, gather
from sprintbot.adapters.typed.line import Header, Result, Scanned, read_line, scan_line, unreadable
from sprintbot.adapters.typed.names import join_name
from sprintbot.domain.drafts import DraftLine, Problem
from sprintbot.domain.events import Course, Event
from sprintbot.domain.swims import Start, Timing
from sprintbot.ports.reader import ResultReader, Usual

MOST_LINES = 200
"""Lines read of one message, blank ones not counted."""
LONGEST_TEXT = 20_000
"""Characters read of one message: five of Telegram's longest."""
LONGEST_COMMAND = 200

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f\ud800-\udfff]")
"""What no database keeps as text."""


class TypedResults(ResultReader):
    """Holds nothing between two texts. Time is linear in the text, of which no more than `LONGEST_TEXT` is read."""

    def read(self, text: str, usual: Usual) -> Sequence[DraftLine]:
        read, rest = _cut(_clean(text))
        lines = _lines(read)
        found = _read_all([scan_line(line, usual) for line in lines[:MOST_LINES]], usual)
        unread = lines[MOST_LINES : MOST_LINES + 1] or _lines(rest)[:1]
        found += [unreadable(line, Problem.TOO_MANY).line for line in unread]
        return [line if line.number == place else replace(line, number=place) for place, line in enumerate(found, 1)]

    def read_again(self, old: DraftLine, text: str, usual: Usual) -> DraftLine:
        """The line of a draft, typed anew: what the lines above it had said still holds, what it had said itself does
        not. `usual` is the club's, as for `read`; `text` is one line, of several the first."""
        before = read_line(scan_line(old.raw, usual), Above(), usual)
        own = before.own if before is not None else Above()
        typed = _lines(_clean(text))[:1] or [""]
        new = read_line(scan_line(typed[0], usual), _of_draft(old).without(own), usual, result=True)
        read = new.line if isinstance(new, Result) else old
        return replace(read, number=old.number, athlete_id=old.athlete_id if read.name == old.name else None)

    def read_event(self, text: str, usual: Usual) -> tuple[Event | None, str]:
        """Of a text that names no pool, a race swum only in 25 m is one of 25 m."""
        line = " ".join(_clean(text[:LONGEST_COMMAND]).split())
        tokens = scan_line(line, usual).tokens
        if not tokens:
            return None, ""
        facts = gather(line, tokens, Above(), usual, needed=False)
        event = facts.event
        if event is None and facts.picked.course is None:
            event = event_of(facts.distance, facts.stroke, Course.SCM)
        words = join_name(facts.name) or ""
        if facts.distance is None and not words and facts.picked.stroke_at is not None:
            words = facts.picked.stroke_at.text
        return event, words


def _clean(text: str) -> str:
    return _CONTROL.sub("\ufffd", text)


def _cut(text: str) -> tuple[str, str]:
    """What is read and what is not, parted between two lines: half a line would say something else."""
    if len(text) <= LONGEST_TEXT:
        return text, ""
    end = text.rfind("\n", 0, LONGEST_TEXT) + 1
    return text[:end], text[end : end + LONGEST_TEXT]


def _lines(text: str) -> list[str]:
    return [line for part in text.splitlines() if (line := part.strip())]


def _read_all(scanned: Sequence[Scanned], usual: Usual) -> list[DraftLine]:
    found: list[tuple[int, DraftLine]] = []
    waiting: list[tuple[int, Scanned, Above]] = []
    above = Above()
    for place, one in enumerate(scanned):
        needed = place + 1 < len(scanned) and scanned[place + 1].wants_event
        read = read_line(one, above, usual, number=len(found) + 1, needed=needed)
        if isinstance(read, Header):
            if not read.silent:
                waiting.append((place, one, above))
            above = above.then(read.own)
        elif read is not None:
            found.append((place, read.line))
            if not _unreadable(read.line):
                waiting.clear()
            if read.own.name is not None:
                above = replace(above, name=None)
    found += [(place, _held_for_nothing(one, over, usual)) for place, one, over in waiting]
    return [line for _, line in sorted(found, key=lambda pair: pair[0])]


def _unreadable(line: DraftLine) -> bool:
    return any(finding.problem is Problem.UNREADABLE for finding in line.findings)


def _held_for_nothing(scanned: Scanned, above: Above, usual: Usual) -> DraftLine:
    """A header with no result under it: an event that lacks its time, or nothing that can be read."""
    read = read_line(scanned, above, usual, result=True)
    if isinstance(read, Result) and read.own.distance is not None and read.own.stroke is not None:
        return read.line
    return unreadable(scanned.line).line


def _of_draft(line: DraftLine) -> Above:
    return Above(
        line.name,
        line.distance,
        line.stroke,
        line.course,
        line.swum_on,
        None,
        line.meet,
        line.start if line.start is not Start.FLAT else None,
        line.timing if line.timing is not Timing.OFFICIAL else None,
        line.technique,
    )
