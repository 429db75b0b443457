"""The store: everything that is kept, behind one transaction at a time.

`step(work)` is plain synchronous code. It answers with a report and changes nothing outside `work`, because the store
may run it again after a serialization failure. There is no `await` inside, no lazy loading outside, and nothing is sent
to anybody while the transaction is open.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from typing import Protocol, TypeVar

from sprintbot.domain.access import Actor
from sprintbot.domain.drafts import Draft
from sprintbot.domain.events import Event
from sprintbot.domain.people import Athlete, Club, Person
from sprintbot.domain.swims import Swim, Timing
from sprintbot.ports.kept import AuditEntry, Dialog, KeptBests, Member, Page, Scope
from sprintbot.ports.queues import Message, Ticket

R = TypeVar("R")


class Store(Protocol):
    async def transact(self, step: Callable[[Work], R], answer: Callable[[Work, R], None] | None = None) -> R:
        """Run `step`, then `answer` with what it reported, in one transaction on one worker thread.

        `answer` is how the asker's side (a chat) writes its reply and closes its request atomically with the effect.
        Raises what `step` raises, after a rollback; StoreUnavailableError when the database cannot be reached.
        """
        ...


class Work(Protocol):
    """One open transaction. Reads see the writes made through it."""

    @property
    def people(self) -> People: ...
    @property
    def clubs(self) -> Clubs: ...
    @property
    def athletes(self) -> Athletes: ...
    @property
    def swims(self) -> Swims: ...
    @property
    def bests(self) -> Bests: ...
    @property
    def drafts(self) -> Drafts: ...
    @property
    def audit(self) -> Audit: ...
    @property
    def dialogs(self) -> Dialogs: ...
    @property
    def outbox(self) -> Outbox: ...
    @property
    def inbox(self) -> InboxDone: ...


class People(Protocol):
    """Persons, found by their Telegram account of one bot."""

    def find(self, bot_id: int, user_id: int) -> Member | None: ...

    def add(self, bot_id: int, user_id: int, person: Person) -> None:
        """Twice for one account is ChangedMeanwhileError."""
        ...

    def update(self, person: Person) -> None:
        """`person.version` is the version that was read; another one now is ChangedMeanwhileError."""
        ...

    def grant(self, actor: Actor) -> None:
        """Replace the person's grants by those of `actor`."""
        ...


class Clubs(Protocol):
    def get(self, scope: Scope) -> Club: ...

    def add(self, club: Club) -> None: ...

    def update(self, scope: Scope, club: Club) -> None: ...


class Athletes(Protocol):
    def all(self, scope: Scope) -> Sequence[Athlete]:
        """The club's, archived ones left out, in the order of the Ukrainian alphabet."""
        ...

    def get(self, scope: Scope, athlete_id: str) -> Athlete:
        """NotFoundError where the club has no such athlete, archived ones are found."""
        ...

    def add(self, scope: Scope, athlete: Athlete) -> None: ...

    def update(self, scope: Scope, athlete: Athlete) -> None: ...

    def aliases(self, scope: Scope) -> Mapping[str, str]:
        """Folded words as they were typed to athlete id."""
        ...

    def remember(self, scope: Scope, words: str, athlete_id: str) -> None:
        """From now on these words mean this athlete."""
        ...


class Swims(Protocol):
    """Kept swims. Withdrawn ones stay in the store and are in no answer."""

    def get(self, scope: Scope, swim_id: str) -> Swim: ...

    def page(self, scope: Scope, athlete_id: str, *, offset: int, limit: int) -> Page[Swim]:
        """Newest first."""
        ...

    def of_event(self, scope: Scope, athlete_id: str, event: Event) -> Sequence[Swim]:
        """Oldest first."""
        ...

    def of_events(self, scope: Scope, keys: Collection[tuple[str, Event]]) -> Sequence[Swim]:
        """All swims of these (athlete id, event) pairs in one query, oldest first."""
        ...

    def on_days(self, scope: Scope, days: Collection[date]) -> Sequence[Swim]:
        """All swims of the club swum on these days."""
        ...

    def latest(self, scope: Scope, event: Event) -> Mapping[str, Swim]:
        """The newest OK individual swim of each athlete of the club in the event, archived athletes left out."""
        ...

    def events(self, scope: Scope, athlete_id: str) -> Sequence[Event]:
        """The events in which the athlete has swims, most swum first."""
        ...

    def club_events(self, scope: Scope) -> Sequence[Event]:
        """The events in which the club has swims, most swum first."""
        ...

    def of_batch(self, scope: Scope, batch_id: str) -> Sequence[Swim]:
        """In the order in which they were saved; withdrawn ones left out."""
        ...

    def add(self, scope: Scope, batch_id: str, swims: Sequence[Swim]) -> None: ...

    def withdraw(self, scope: Scope, swims: Sequence[Swim], *, entry: AuditEntry) -> None:
        """Take them out of every answer; `entry` says who, when and why and is written to the audit too."""
        ...


class Bests(Protocol):
    """Derived from swims, written in the same transaction as they; a recomputation always gives the same."""

    def of_athlete(self, scope: Scope, athlete_id: str, timing: Timing = Timing.OFFICIAL) -> Sequence[Swim]:
        """The best swim of each event."""
        ...

    def get(self, scope: Scope, athlete_id: str, event: Event, timing: Timing) -> KeptBests:
        """Empty where there are none."""
        ...

    def of_event(self, scope: Scope, event: Event, timing: Timing) -> Mapping[str, KeptBests]:
        """Athlete id to bests, for the athletes of the club that have any."""
        ...

    def put(self, scope: Scope, athlete_id: str, event: Event, timing: Timing, bests: KeptBests) -> None: ...


class Drafts(Protocol):
    def get(self, scope: Scope, draft_id: str) -> Draft: ...

    def last_saved(self, scope: Scope, author_id: str) -> Draft | None:
        """The author's newest batch that is saved and not undone."""
        ...

    def add(self, draft: Draft) -> None: ...

    def update(self, scope: Scope, draft: Draft) -> None:
        """`draft.version` is the version that was read; another one now is ChangedMeanwhileError."""
        ...


class Audit(Protocol):
    """Append-only; each entry carries the hash of the one before it in its club."""

    def add(self, entry: AuditEntry) -> None: ...

    def page(self, scope: Scope, *, offset: int, limit: int) -> Page[AuditEntry]:
        """Newest first."""
        ...


class Dialogs(Protocol):
    """Where a person stands in a conversation, per chat; it survives a restart."""

    def get(self, bot_id: int, chat_id: int, user_id: int) -> Dialog | None: ...

    def put(self, bot_id: int, chat_id: int, user_id: int, dialog: Dialog | None) -> None:
        """None ends the conversation."""
        ...


class Outbox(Protocol):
    def add(self, message: Message) -> None:
        """To be sent after the commit. A `dedup_key` already there changes nothing."""
        ...


class InboxDone(Protocol):
    def done(self, ticket: Ticket) -> None:
        """Close the claimed update in this transaction. LeaseLostError when another worker has taken it over:
        everything of this transaction is then rolled back, which is what makes effects happen exactly once."""
        ...
