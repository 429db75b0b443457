"""One line read: a header that holds for those below, a result, or nothing that belongs here."""

from __future__ import annotations

from dataclasses import dataclass

from sprintbot.adapters.typed.above import Above
from sprintbot.adapters.typed.facts import UNTIMED, Facts, gather
from sprintbot.adapters.typed.faults import day_of, find_faults
from sprintbot.adapters.typed.joining import join
from sprintbot.adapters.typed.lapgroups import fold_brackets
from sprintbot.adapters.typed.names import MOST_WORDS, join_name
from sprintbot.adapters.typed.quoting import LONGEST_QUOTE
from sprintbot.adapters.typed.scanning import scan
from sprintbot.adapters.typed.tokens import Clock, Laps, Token, Word
from sprintbot.adapters.typed.vocabulary import Sign
from sprintbot.domain.drafts import DraftLine, Finding, Problem
from sprintbot.domain.events import Stroke
from sprintbot.domain.swims import Start, Timing
from sprintbot.domain.typedsplits import ReadSplits, read_splits
from sprintbot.ports.reader import Usual

LONGEST_LINE = 2000
"""Characters: 1500 m in a 25 m pool with every split and lap stays under it."""
MOST_TOKENS = 400


@dataclass(frozen=True, slots=True)
class Scanned:
    """A line and its tokens. None of them where there is too much in it to be one result."""

    line: str
    tokens: tuple[Token, ...] | None

    @property
    def wants_event(self) -> bool:
        """It has a time, and neither distance nor stroke: the line above may be its event."""
        tokens = self.tokens or ()
        swum = any(isinstance(one, Word) and isinstance(one.meaning, Stroke) for one in tokens)
        return not swum and any(isinstance(one, Clock | Laps) for one in tokens)


@dataclass(frozen=True, slots=True)
class Result:
    """A swim, or what should be one. `own` is what the line said itself; its number is left to the caller."""

    line: DraftLine
    own: Above


@dataclass(frozen=True, slots=True)
class Header:
    """`own` holds for the lines below. `silent`: a heading that may as well hold for none."""

    own: Above
    silent: bool = False


def scan_line(line: str, usual: Usual) -> Scanned:
    """Linear in the length of the line."""
    if len(line) > LONGEST_LINE:
        return Scanned(line, None)
    tokens = scan(line, usual.today)
    if len(tokens) > MOST_TOKENS:
        return Scanned(line, None)
    return Scanned(line, tuple(fold_brackets(line, join(line, tokens, usual.today))))


def read_line(
    scanned: Scanned, above: Above, usual: Usual, *, number: int = 1, needed: bool = False, result: bool = False
) -> Header | Result | None:
    """None for a line that says nothing.

    `needed`: the line below has a time and no event, so that an event alone is meant for it. `result`: it is one, even
    where it lacks what makes one.
    """
    line, tokens = scanned.line, scanned.tokens
    if tokens is None or (not tokens and (result or any(letter.isdigit() for letter in line))):
        return unreadable(line)
    if not tokens:
        return None
    facts = gather(line, tokens, above, usual, needed=needed)
    day, problem = day_of(line, facts, usual.today)
    own = Above(
        join_name(facts.name),
        facts.distance,
        facts.stroke,
        facts.picked.course,
        day,
        problem,
        facts.meet,
        facts.start,
        facts.timing,
        facts.technique,
    )
    if result or _is_result(facts):
        promising = result or facts.of_event or above.has_event or _promising(facts)
        return Result(_swim(line, number, facts, above.under(own), usual), own) if promising else unreadable(line)
    return _header(line, facts, own)


def _is_result(facts: Facts) -> bool:
    if facts.times.total is not None or facts.times.spare or facts.laps or facts.status in UNTIMED:
        return True
    if facts.relay is not None or (facts.name and facts.of_event):
        return True
    return any(one.problem is Problem.TIME for one in facts.refused) or bool(facts.refused and facts.of_event)


def _promising(facts: Facts) -> bool:
    """A time to the hundredth with a name at most: a result that lacks its event, not a sentence."""
    total = facts.times.total
    timed = (total is not None and total.fraction_guess is None) or bool(facts.laps)
    return len(facts.name) < MOST_WORDS and (timed or any(one.guess is not None for one in facts.refused))


def _header(line: str, facts: Facts, own: Above) -> Header | Result | None:
    if facts.refused or facts.picked.spare or len(facts.name) > MOST_WORDS:
        return unreadable(line)
    colon = line.rstrip().endswith(":")
    heading = any(isinstance(one, Word) and one.meaning is Sign.HEADING for one in facts.tokens)
    if colon and heading and not any(letter.isdigit() for letter in line):
        return None
    return None if own == Above() else Header(own, silent=colon)


def unreadable(line: str, problem: Problem = Problem.UNREADABLE) -> Result:
    """Quoted, and cut where it is longer than any result."""
    raw = line if len(line) <= LONGEST_LINE else line[:200] + "…"
    return Result(DraftLine(0, raw, findings=(Finding(problem, line[:LONGEST_QUOTE]),)), Above())


def _swim(line: str, number: int, facts: Facts, both: Above, usual: Usual) -> DraftLine:
    """The swim that the line and those above it make, with all that is doubtful about it."""
    splits = _splits(facts)
    total = splits.total_cs if splits is not None else None
    if total is None and facts.times.total is not None:
        total = facts.times.total.cs
    findings = find_faults(line, facts, both, splits, total)
    spoilt = any(one.problem is Problem.TIME and not one.note for one in findings)
    laps = splits if splits is not None and not spoilt else ReadSplits(None)
    return DraftLine(
        number,
        line,
        name=both.name,
        distance=None if facts.relay is not None else both.distance,
        stroke=both.stroke,
        course=None if any(one.problem is Problem.EVENT for one in findings) else facts.course,
        time_cs=None if spoilt else total,
        laps_cs=laps.laps_cs,
        lap_ends=laps.lap_ends,
        swum_on=None if both.day_problem is not None else both.swum_on or usual.today,
        meet=both.meet,
        status=facts.status,
        start=both.start or Start.FLAT,
        timing=both.timing or Timing.OFFICIAL,
        technique=both.technique,
        findings=tuple(findings),
    )


def _splits(facts: Facts) -> ReadSplits | None:
    """Laps are read only beside an event and a time that are sure."""
    if facts.times.splits is not None:
        return facts.times.splits
    groups = facts.laps
    if facts.event is None or not groups or not groups[0].splits or facts.times.meant is not None:
        return None
    if any(group.refused for group in groups) or any(one.problem is Problem.TIME for one in facts.refused):
        return None
    if len(groups) > 2:
        return ReadSplits(None, findings=(Finding(Problem.LAPS_COUNT, str(len(groups))),))
    total = facts.times.total.cs if facts.times.total is not None else None
    printed = [one.centiseconds for one in groups[1].splits] if len(groups) > 1 else []
    return read_splits(facts.event, total, groups[0].splits, printed)
