"""How a draft is checked against the club, and how one tap settles a doubt. Pure: lines in, lines out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from sprintbot.domain.drafts import DraftLine, Finding, Problem
from sprintbot.domain.errors import SplitsError
from sprintbot.domain.matching import match_athlete
from sprintbot.domain.people import Athlete
from sprintbot.domain.splits import Splits
from sprintbot.domain.swims import Swim
from sprintbot.domain.swimtime import SwimTime

_OF_ATHLETES = (Problem.NO_ATHLETE, Problem.UNKNOWN_ATHLETE, Problem.WHICH_ATHLETE)


class Choice(StrEnum):
    """What a person may decide about a doubtful line."""

    ATHLETE = "athlete"
    GUESS = "guess"
    TOTAL = "total"
    """The time is right, the laps are not: keep it without them."""
    SUM = "sum"
    """The laps are right: their sum is the time."""
    KEEP = "keep"
    """It is another swim, not the same twice."""
    DROP = "drop"


@dataclass(frozen=True, slots=True)
class Known:
    """What the club knows when a draft is checked. `usual` is meant where nobody is named."""

    athletes: Sequence[Athlete]
    aliases: Mapping[str, str]
    swims: Sequence[Swim]
    usual: Athlete | None = None


def with_athlete(line: DraftLine, known: Known) -> DraftLine:
    """Whose swim it is: decided, or with a finding that offers who is near."""
    if line.athlete_id is not None:
        return line
    cleared = line.without(*_OF_ATHLETES)
    if not line.name:
        if known.usual is not None:
            return replace(cleared, athlete_id=known.usual.id)
        return _found(cleared, Finding(Problem.NO_ATHLETE))
    match = match_athlete(line.name, known.athletes, known.aliases)
    if match.athlete is not None:
        return replace(cleared, athlete_id=match.athlete.id)
    problem = Problem.WHICH_ATHLETE if match.fits else Problem.UNKNOWN_ATHLETE
    near = tuple(athlete.id for athlete in match.candidates)
    return _found(cleared, Finding(problem, line.name, candidates=near))


def check(lines: Iterable[DraftLine], known: Known) -> tuple[DraftLine, ...]:
    """Every line with its athlete, and the same swim twice found out: against the club's swims and among themselves."""
    kept = {_key_of_swim(swim) for swim in known.swims}
    checked = []
    for line in lines:
        one = with_athlete(line, known)
        key = _key_of_line(one)
        if key is not None and not one.dropped:
            if key in kept and not _kept_on_purpose(one):
                one = _found(one.without(Problem.DUPLICATE), Finding(Problem.DUPLICATE, one.raw))
            kept.add(key)
        checked.append(one)
    return tuple(checked)


def settle(line: DraftLine, choice: Choice, value: str = "") -> DraftLine:
    """The line after the decision; the same line where the decision has nothing to decide any more.

    GUESS needs the words read again and is not settled here.
    """
    if choice is Choice.DROP:
        return replace(line, dropped=True)
    if choice is Choice.KEEP:
        told = [replace(f, note=True) if f.problem is Problem.DUPLICATE else f for f in line.findings]
        return replace(line, findings=tuple(told))
    if choice is Choice.ATHLETE:
        return replace(line.without(*_OF_ATHLETES), athlete_id=value)
    differs = next((f for f in line.findings if f.problem is Problem.LAPS_SUM), None)
    if differs is None:
        return line
    if choice is Choice.SUM and differs.found_cs is not None:
        return replace(line.without(Problem.LAPS_SUM), time_cs=differs.found_cs)
    if choice is Choice.TOTAL:
        return replace(line.without(Problem.LAPS_SUM), laps_cs=(), lap_ends=())
    return line


def guessed(line: DraftLine) -> tuple[str, str] | None:
    """What was typed and what was probably meant, where exactly that is offered."""
    offer = next((f for f in line.obstacles if f.guess is not None), None)
    return None if offer is None or offer.guess is None else (offer.text, offer.guess)


def reread(old: DraftLine, new: DraftLine) -> DraftLine:
    """A line read anew keeps what the lines above it had said: date, meet, whose it is, the pool."""
    name = new.name or old.name
    return replace(
        new,
        number=old.number,
        name=name,
        athlete_id=old.athlete_id if name == old.name else None,
        distance=new.distance or old.distance,
        stroke=new.stroke or old.stroke,
        course=old.course or new.course,
        swum_on=old.swum_on or new.swum_on,
        meet=new.meet or old.meet,
    )


def swim_of(line: DraftLine, swim_id: str) -> Swim:
    """The result that a ready line becomes. Raises SplitsError where laps do not end at the time."""
    event, athlete_id, time = line.event, line.athlete_id, line.time
    if event is None or athlete_id is None or line.swum_on is None or not line.ready:
        raise SplitsError("line_not_ready", lap=line.number)
    splits = None
    if line.laps_cs and time is not None:
        running, cumulative = 0, {}
        for end, lap in zip(line.lap_ends, line.laps_cs, strict=True):
            running += lap
            cumulative[end] = SwimTime(running)
        splits = Splits.from_cumulative(event, cumulative, time)
    return Swim(
        swim_id,
        athlete_id,
        event,
        time,
        line.swum_on,
        splits,
        line.status,
        line.start,
        line.timing,
        line.technique,
        line.meet,
    )


def _found(line: DraftLine, finding: Finding) -> DraftLine:
    return replace(line, findings=(*line.findings, finding))


def _kept_on_purpose(line: DraftLine) -> bool:
    return any(f.problem is Problem.DUPLICATE and f.note for f in line.findings)


def _key_of_line(line: DraftLine) -> tuple[object, ...] | None:
    if line.athlete_id is None or line.event is None or line.time_cs is None:
        return None
    return (line.athlete_id, line.event, line.time_cs, line.swum_on, line.start, line.technique)


def _key_of_swim(swim: Swim) -> tuple[object, ...]:
    time = swim.time.centiseconds if swim.time else None
    return (swim.athlete_id, swim.event, time, swim.swum_on, swim.start, swim.technique)
