"""The repositories of one transaction in memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date

from sprintbot.adapters.memory.space import Journal, KeptSwim, Memory
from sprintbot.domain.access import Actor
from sprintbot.domain.drafts import Draft, DraftState
from sprintbot.domain.errors import ChangedMeanwhileError, NotFoundError
from sprintbot.domain.events import Event
from sprintbot.domain.names import fold_name, sort_key
from sprintbot.domain.people import Athlete, Club, Person
from sprintbot.domain.swims import Start, Status, Swim, Timing
from sprintbot.ports.kept import AuditEntry, Dialog, KeptBests, Member, Page, Scope
from sprintbot.ports.store import Athletes, Audit, Bests, Clubs, Dialogs, Drafts, People, Swims


class MemoryPeople(People):
    def __init__(self, space: Memory, journal: Journal) -> None:
        self._space, self._journal = space, journal

    def find(self, bot_id: int, user_id: int) -> Member | None:
        return found_member(self._space, bot_id, user_id)

    def add(self, bot_id: int, user_id: int, person: Person) -> None:
        if (bot_id, user_id) in self._space.accounts:
            raise ChangedMeanwhileError(what="person")
        self._journal.put(self._space.accounts, (bot_id, user_id), person.id)
        self._journal.put(self._space.people, person.id, person)

    def update(self, person: Person) -> None:
        before = self._space.people.get(person.id)
        if before is None or before.version != person.version:
            raise ChangedMeanwhileError(what="person")
        self._journal.put(self._space.people, person.id, replace(person, version=person.version + 1))

    def grant(self, actor: Actor) -> None:
        self._journal.put(self._space.grants, actor.person_id, actor.grants)


def found_member(space: Memory, bot_id: int, user_id: int) -> Member | None:
    person_id = space.accounts.get((bot_id, user_id))
    if person_id is None:
        return None
    person = space.people[person_id]
    club = space.clubs.get(person.club_id) if person.club_id is not None else None
    return Member(person, Actor(person_id, space.grants.get(person_id, ())), club)


class MemoryClubs(Clubs):
    def __init__(self, space: Memory, journal: Journal) -> None:
        self._space, self._journal = space, journal

    def get(self, scope: Scope) -> Club:
        club = self._space.clubs.get(scope.club_id)
        if club is None:
            raise NotFoundError(what="club_id", id=scope.club_id)
        return club

    def add(self, club: Club) -> None:
        self._journal.put(self._space.clubs, club.id, club)

    def update(self, scope: Scope, club: Club) -> None:
        if self.get(scope).version != club.version or club.id != scope.club_id:
            raise ChangedMeanwhileError(what="club")
        self._journal.put(self._space.clubs, club.id, replace(club, version=club.version + 1))


class MemoryAthletes(Athletes):
    def __init__(self, space: Memory, journal: Journal) -> None:
        self._space, self._journal = space, journal

    def all(self, scope: Scope) -> Sequence[Athlete]:
        own = self._space.athletes.get(scope.club_id, {}).values()
        return sorted((one for one in own if not one.archived), key=lambda one: sort_key(one.name))

    def get(self, scope: Scope, athlete_id: str) -> Athlete:
        athlete = self._space.athletes.get(scope.club_id, {}).get(athlete_id)
        if athlete is None:
            raise NotFoundError(what="athlete", id=athlete_id)
        return athlete

    def add(self, scope: Scope, athlete: Athlete) -> None:
        own = self._space.athletes.setdefault(scope.club_id, {})
        if athlete.club_id != scope.club_id or athlete.id in own:
            raise ChangedMeanwhileError(what="athlete")
        self._journal.put(own, athlete.id, athlete)

    def update(self, scope: Scope, athlete: Athlete) -> None:
        if self.get(scope, athlete.id).version != athlete.version:
            raise ChangedMeanwhileError(what="athlete")
        own = self._space.athletes[scope.club_id]
        self._journal.put(own, athlete.id, replace(athlete, version=athlete.version + 1))

    def aliases(self, scope: Scope) -> Mapping[str, str]:
        return {words: one for (club_id, words), one in self._space.aliases.items() if club_id == scope.club_id}

    def remember(self, scope: Scope, words: str, athlete_id: str) -> None:
        self.get(scope, athlete_id)
        self._journal.put(self._space.aliases, (scope.club_id, fold_name(words)), athlete_id)


def _by_day(swim: Swim) -> tuple[date, str]:
    return swim.swum_on, swim.id


class MemorySwims(Swims):
    def __init__(self, space: Memory, journal: Journal) -> None:
        self._space, self._journal = space, journal

    def _own(self, scope: Scope, athlete_id: str) -> list[Swim]:
        ids = self._space.of_athlete.get((scope.club_id, athlete_id), ())
        kept = (self._space.swims[scope.club_id, swim_id] for swim_id in ids)
        return sorted((one.swim for one in kept if not one.withdrawn), key=_by_day)

    def _club(self, scope: Scope) -> list[KeptSwim]:
        kept = [one for (club_id, _), one in self._space.swims.items() if club_id == scope.club_id]
        return [one for one in kept if not one.withdrawn]

    def get(self, scope: Scope, swim_id: str) -> Swim:
        kept = self._space.swims.get((scope.club_id, swim_id))
        if kept is None or kept.withdrawn:
            raise NotFoundError(what="swim", id=swim_id)
        return kept.swim

    def page(self, scope: Scope, athlete_id: str, *, offset: int, limit: int) -> Page[Swim]:
        own = self._own(scope, athlete_id)[::-1]
        return Page(tuple(own[offset : offset + limit]), offset, len(own))

    def of_event(self, scope: Scope, athlete_id: str, event: Event) -> Sequence[Swim]:
        return [swim for swim in self._own(scope, athlete_id) if swim.event == event]

    def of_events(self, scope: Scope, keys: Collection[tuple[str, Event]]) -> Sequence[Swim]:
        found = [swim for athlete_id, event in set(keys) for swim in self.of_event(scope, athlete_id, event)]
        return sorted(found, key=_by_day)

    def on_days(self, scope: Scope, days: Collection[date]) -> Sequence[Swim]:
        return sorted((one.swim for one in self._club(scope) if one.swim.swum_on in days), key=_by_day)

    def latest(self, scope: Scope, event: Event) -> Mapping[str, Swim]:
        athletes = self._space.athletes.get(scope.club_id, {})
        found = {}
        for swim in sorted((one.swim for one in self._club(scope) if one.swim.event == event), key=_by_day):
            individual = swim.status is Status.OK and swim.start is not Start.TAKEOVER
            if individual and not athletes[swim.athlete_id].archived:
                found[swim.athlete_id] = swim
        return found

    def events(self, scope: Scope, athlete_id: str) -> Sequence[Event]:
        return _most_swum(self._own(scope, athlete_id))

    def club_events(self, scope: Scope) -> Sequence[Event]:
        return _most_swum([one.swim for one in self._club(scope)])

    def of_batch(self, scope: Scope, batch_id: str) -> Sequence[Swim]:
        return [one.swim for one in self._club(scope) if one.batch_id == batch_id]

    def add(self, scope: Scope, batch_id: str, swims: Sequence[Swim]) -> None:
        for swim in swims:
            key = (scope.club_id, swim.athlete_id)
            if swim.athlete_id not in self._space.athletes.get(scope.club_id, {}):
                raise NotFoundError(what="athlete", id=swim.athlete_id)
            self._journal.put(self._space.swims, (scope.club_id, swim.id), KeptSwim(swim, batch_id))
            self._journal.put(self._space.of_athlete, key, (*self._space.of_athlete.get(key, ()), swim.id))

    def withdraw(self, scope: Scope, swims: Sequence[Swim], *, entry: AuditEntry) -> None:
        for swim in swims:
            kept = self._space.swims[scope.club_id, swim.id]
            self._journal.put(self._space.swims, (scope.club_id, swim.id), replace(kept, withdrawn=True))
        MemoryAudit(self._space, self._journal).add(entry)


def _most_swum(swims: Sequence[Swim]) -> list[Event]:
    counted = Counter(swim.event for swim in swims)
    return sorted(counted, key=lambda event: (-counted[event], event.programme_order))


class MemoryBests(Bests):
    def __init__(self, space: Memory, journal: Journal) -> None:
        self._space, self._journal = space, journal

    def of_athlete(self, scope: Scope, athlete_id: str, timing: Timing = Timing.OFFICIAL) -> Sequence[Swim]:
        wanted = (scope.club_id, athlete_id, timing)
        kept = [one.swim for key, one in self._space.bests.items() if (key[0], key[1], key[3]) == wanted]
        return [swim for swim in kept if swim is not None]

    def get(self, scope: Scope, athlete_id: str, event: Event, timing: Timing) -> KeptBests:
        return self._space.bests.get((scope.club_id, athlete_id, event, timing), KeptBests())

    def of_event(self, scope: Scope, event: Event, timing: Timing) -> Mapping[str, KeptBests]:
        wanted = (scope.club_id, event, timing)
        kept = {key[1]: one for key, one in self._space.bests.items() if (key[0], key[2], key[3]) == wanted}
        return {athlete_id: one for athlete_id, one in kept.items() if one.swim is not None}

    def put(self, scope: Scope, athlete_id: str, event: Event, timing: Timing, bests: KeptBests) -> None:
        self._journal.put(self._space.bests, (scope.club_id, athlete_id, event, timing), bests)


class MemoryDrafts(Drafts):
    def __init__(self, space: Memory, journal: Journal) -> None:
        self._space, self._journal = space, journal

    def get(self, scope: Scope, draft_id: str) -> Draft:
        draft = self._space.drafts.get((scope.club_id, draft_id))
        if draft is None:
            raise NotFoundError(what="draft", id=draft_id)
        return draft

    def last_saved(self, scope: Scope, author_id: str) -> Draft | None:
        saved = [
            draft
            for (club_id, _), draft in self._space.drafts.items()
            if club_id == scope.club_id and draft.author_id == author_id and draft.state is DraftState.SAVED
        ]
        return max(saved, key=lambda draft: (draft.closed_at or draft.created_at, draft.id), default=None)

    def add(self, draft: Draft) -> None:
        self._journal.put(self._space.drafts, (draft.club_id, draft.id), draft)

    def update(self, scope: Scope, draft: Draft) -> None:
        if self.get(scope, draft.id).version != draft.version:
            raise ChangedMeanwhileError(what="draft")
        changed = replace(draft, version=draft.version + 1)
        self._journal.put(self._space.drafts, (scope.club_id, draft.id), changed)


class MemoryAudit(Audit):
    def __init__(self, space: Memory, journal: Journal) -> None:
        self._space, self._journal = space, journal

    def add(self, entry: AuditEntry) -> None:
        kept = self._space.audit.get(entry.club_id, ())
        self._journal.put(self._space.audit, entry.club_id, (*kept, entry))

    def page(self, scope: Scope, *, offset: int, limit: int) -> Page[AuditEntry]:
        kept = self._space.audit.get(scope.club_id, ())[::-1]
        return Page(kept[offset : offset + limit], offset, len(kept))


class MemoryDialogs(Dialogs):
    def __init__(self, space: Memory, journal: Journal) -> None:
        self._space, self._journal = space, journal

    def get(self, bot_id: int, chat_id: int, user_id: int) -> Dialog | None:
        return self._space.dialogs.get((bot_id, chat_id, user_id))

    def put(self, bot_id: int, chat_id: int, user_id: int, dialog: Dialog | None) -> None:
        if dialog is None:
            self._journal.drop(self._space.dialogs, (bot_id, chat_id, user_id))
        else:
            self._journal.put(self._space.dialogs, (bot_id, chat_id, user_id), dialog)
