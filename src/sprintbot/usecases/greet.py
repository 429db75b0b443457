"""Meet a person: remember the account the first time, and say where he stands."""

from __future__ import annotations

from dataclasses import replace

from sprintbot.domain.people import Person
from sprintbot.ports.asking import Answer, Caller
from sprintbot.ports.clock import Ids
from sprintbot.ports.kept import Member
from sprintbot.ports.store import Store, Work

LANGUAGES = ("uk", "en", "ru")
"""Ukrainian first."""


class Greet:
    """Answers with the member; with `language` it is chosen, now and for good."""

    def __init__(self, store: Store, ids: Ids) -> None:
        self._store, self._ids = store, ids

    async def __call__(self, caller: Caller, answer: Answer[Member], language: str | None = None) -> Member:
        def step(work: Work) -> Member:
            member = work.people.find(caller.bot_id, caller.user_id)
            if member is None:
                person = Person(self._ids.new(), caller.name[:64], language)
                work.people.add(caller.bot_id, caller.user_id, person)
                return _found(work, caller)
            if language in LANGUAGES and language != member.person.language:
                work.people.update(replace(member.person, language=language))
                return _found(work, caller)
            return replace(member, actor=replace(member.actor, operator=caller.operator))

        return await self._store.transact(step, answer)


def _found(work: Work, caller: Caller) -> Member:
    member = work.people.find(caller.bot_id, caller.user_id)
    if member is None:
        raise LookupError(caller.user_id)
    return replace(member, actor=replace(member.actor, operator=caller.operator))
