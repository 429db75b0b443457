"""Settle what is doubtful in a draft: by a button, by typing the line again, or by enrolling the athlete it names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from zoneinfo import ZoneInfo

from sprintbot.domain.access import Action
from sprintbot.domain.drafting import Choice, check, guessed, reread, settle
from sprintbot.domain.drafts import Draft, DraftLine, DraftState
from sprintbot.domain.errors import NotFoundError
from sprintbot.domain.people import Athlete
from sprintbot.ports.asking import Answer, Caller, Entry, SettledDraft, athlete_for, enter, known_to
from sprintbot.ports.clock import Ids
from sprintbot.ports.kept import AuditEntry
from sprintbot.ports.reader import AthleteReader, ResultReader, Usual
from sprintbot.ports.store import Store, Work


class SettleLine:
    """`value` is an athlete id for Choice.ATHLETE. A tap that comes late or twice shows the draft as it is."""

    def __init__(self, store: Store, reader: ResultReader) -> None:
        self._store, self._reader = store, reader

    async def __call__(
        self, caller: Caller, draft_id: str, number: int, choice: Choice, answer: Answer[SettledDraft], value: str = ""
    ) -> SettledDraft:
        def step(work: Work) -> SettledDraft:
            entry = enter(work, caller)
            if choice is Choice.ATHLETE:
                athlete_for(work, entry, Action.ADD_SWIMS, value)

            def decide(draft: Draft, line: DraftLine) -> Draft:
                if choice is Choice.GUESS:
                    offer = guessed(line)
                    return (
                        draft
                        if offer is None
                        else _retyped(self._reader, caller, entry, draft, line, line.raw.replace(*offer, 1))
                    )
                if choice is Choice.ATHLETE:
                    return _named(work, entry, draft, line, value)
                return draft.with_line(settle(line, choice, value))

            return _change(work, entry, draft_id, number, decide)

        return await self._store.transact(step, answer)


class RetypeLine:
    """The words of one line, typed again; what the lines above it said still holds."""

    def __init__(self, store: Store, reader: ResultReader) -> None:
        self._store, self._reader = store, reader

    async def __call__(
        self, caller: Caller, draft_id: str, number: int, text: str, answer: Answer[SettledDraft]
    ) -> SettledDraft:
        def step(work: Work) -> SettledDraft:
            entry = enter(work, caller)
            return _change(
                work,
                entry,
                draft_id,
                number,
                lambda draft, line: _retyped(self._reader, caller, entry, draft, line, text),
            )

        return await self._store.transact(step, answer)


class EnrolForLine:
    """The unknown swimmer of a line becomes an athlete of the club; `text` gives birth year and sex, or the whole line.

    Raises RefusedError quoting the text.
    """

    def __init__(self, store: Store, ids: Ids, reader: AthleteReader) -> None:
        self._store, self._ids, self._reader = store, ids, reader

    async def __call__(
        self, caller: Caller, draft_id: str, number: int, text: str, answer: Answer[SettledDraft]
    ) -> SettledDraft:
        def step(work: Work) -> SettledDraft:
            entry = enter(work, caller)
            entry.require(Action.ADD_ATHLETE)

            def enrol(draft: Draft, line: DraftLine) -> Draft:
                words = text if any(letter.isalpha() for letter in text.strip()[:1]) else f"{line.name or ''} {text}"
                typed = self._reader.read_athlete(words, caller.now.year)
                athlete = Athlete(self._ids.new(), entry.club.id, typed.name, typed.birth_year, typed.sex)
                work.athletes.add(entry.scope, athlete)
                work.audit.add(AuditEntry(entry.club.id, entry.person.id, "add_athlete", athlete.id, caller.now))
                return _named(work, entry, draft, line, athlete.id)

            return _change(work, entry, draft_id, number, enrol)

        return await self._store.transact(step, answer)


def _change(
    work: Work, entry: Entry, draft_id: str, number: int, decide: Callable[[Draft, DraftLine], Draft]
) -> SettledDraft:
    draft = work.drafts.get(entry.scope, draft_id)
    if draft.author_id != entry.person.id:
        raise NotFoundError(what="draft", id=draft_id)
    line = next((one for one in draft.lines if one.number == number), None)
    changed = draft
    if draft.state is DraftState.OPEN and line is not None and not line.dropped:
        changed = decide(draft, line)
    known = known_to(work, entry, {one.swum_on for one in changed.lines if one.swum_on is not None})
    if changed is not draft:
        changed = replace(changed, lines=check(changed.lines, known))
        work.drafts.update(entry.scope, changed)
        changed = work.drafts.get(entry.scope, draft_id)
    return SettledDraft(changed, {athlete.id: athlete for athlete in known.athletes})


def _named(work: Work, entry: Entry, draft: Draft, line: DraftLine, athlete_id: str) -> Draft:
    """Whoever is typed the same way in this draft is the same, and is remembered for the next one."""
    if not line.name:
        return draft.with_line(settle(line, Choice.ATHLETE, athlete_id))
    work.athletes.remember(entry.scope, line.name, athlete_id)
    for one in draft.lines:
        if one.name == line.name and one.athlete_id is None:
            draft = draft.with_line(settle(one, Choice.ATHLETE, athlete_id))
    return draft


def _retyped(reader: ResultReader, caller: Caller, entry: Entry, draft: Draft, line: DraftLine, text: str) -> Draft:
    today = caller.now.astimezone(ZoneInfo(entry.club.zone)).date()
    read = reader.read(text, Usual(line.course or entry.club.course, line.swum_on or today))
    return draft.with_line(reread(line, read[0])) if read else draft
