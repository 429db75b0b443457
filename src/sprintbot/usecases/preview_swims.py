"""Read typed results and show what would be saved. Nothing counts as a result before Save."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from sprintbot.domain.drafting import check
from sprintbot.domain.drafts import Draft, DraftLine, Problem
from sprintbot.domain.people import Athlete, Club
from sprintbot.ports.asking import Answer, Caller, enter, known_to
from sprintbot.ports.clock import Ids
from sprintbot.ports.reader import ResultReader, Usual
from sprintbot.ports.store import Store, Work


@dataclass(frozen=True, slots=True)
class Preview:
    """`draft` is None where nothing in the text looks like a result; `text` is then what was typed."""

    club: Club
    draft: Draft | None
    athletes: dict[str, Athlete]
    today: date
    text: str = ""


class PreviewSwims:
    """Reads, decides whose swims they are, finds what is doubtful, and keeps the draft."""

    def __init__(self, store: Store, ids: Ids, reader: ResultReader) -> None:
        self._store, self._ids, self._reader = store, ids, reader

    async def __call__(self, caller: Caller, text: str, answer: Answer[Preview]) -> Preview:
        def step(work: Work) -> Preview:
            entry = enter(work, caller)
            today = caller.now.astimezone(ZoneInfo(entry.club.zone)).date()
            lines = tuple(self._reader.read(text, Usual(entry.club.course, today)))
            if not any(_looks_like_a_result(line) for line in lines):
                return Preview(entry.club, None, {}, today, text)
            known = known_to(work, entry, {line.swum_on for line in lines if line.swum_on is not None})
            draft = Draft(self._ids.new(), entry.club.id, entry.person.id, caller.now, check(lines, known))
            work.drafts.add(draft)
            return Preview(entry.club, draft, {athlete.id: athlete for athlete in known.athletes}, today)

        return await self._store.transact(step, answer)


def _looks_like_a_result(line: DraftLine) -> bool:
    return not any(finding.problem is Problem.UNREADABLE for finding in line.findings)
