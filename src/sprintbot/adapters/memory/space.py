"""What is kept, in dictionaries, with a journal that takes a failed transaction back."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from sprintbot.domain.access import Grant
from sprintbot.domain.drafts import Draft
from sprintbot.domain.events import Event
from sprintbot.domain.people import Athlete, Club, Person
from sprintbot.domain.swims import Swim, Timing
from sprintbot.ports.kept import AuditEntry, Dialog, KeptBests
from sprintbot.ports.queues import Message, RawUpdate

K = TypeVar("K")
V = TypeVar("V")

BestKey = tuple[str, str, Event, Timing]
ChatKey = tuple[int, int]


@dataclass(frozen=True, slots=True)
class KeptSwim:
    swim: Swim
    batch_id: str
    withdrawn: bool = False


@dataclass(slots=True)
class Kept:
    """An update in the inbox. `state` is open, done or aside."""

    update: RawUpdate
    state: str = "open"
    attempts: int = 0
    not_before: datetime | None = None
    error_code: str | None = None


@dataclass(slots=True)
class Sending:
    """A message in the outbox. `state` is due, sent or given up."""

    id: int
    message: Message
    state: str = "due"
    attempts: int = 0
    not_before: datetime | None = None
    reason: str | None = None


@dataclass(slots=True)
class Lease:
    token: str = ""
    until: datetime | None = None

    def held(self, now: datetime) -> bool:
        return self.until is not None and self.until > now


@dataclass(slots=True)
class Chat:
    """One chat of a bot: who works on it, what waits, whether it rests or is dead."""

    inbox: Lease = field(default_factory=Lease)
    outbox: Lease = field(default_factory=Lease)
    updates: dict[int, Kept] = field(default_factory=dict)
    messages: dict[int, Sending] = field(default_factory=dict)
    rest_until: datetime | None = None
    dead: str | None = None


@dataclass(slots=True)
class Memory:
    """One space, shared by MemoryStore, MemoryInbox and MemoryDelivery as one database is."""

    accounts: dict[tuple[int, int], str] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    grants: dict[str, tuple[Grant, ...]] = field(default_factory=dict)
    clubs: dict[str, Club] = field(default_factory=dict)
    athletes: dict[str, dict[str, Athlete]] = field(default_factory=dict)
    aliases: dict[tuple[str, str], str] = field(default_factory=dict)
    swims: dict[tuple[str, str], KeptSwim] = field(default_factory=dict)
    of_athlete: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    bests: dict[BestKey, KeptBests] = field(default_factory=dict)
    drafts: dict[tuple[str, str], Draft] = field(default_factory=dict)
    audit: dict[str, tuple[AuditEntry, ...]] = field(default_factory=dict)
    dialogs: dict[tuple[int, int, int], Dialog] = field(default_factory=dict)
    chats: dict[ChatKey, Chat] = field(default_factory=dict)
    known_updates: dict[int, set[int]] = field(default_factory=dict)
    dedup: dict[tuple[int, str], int] = field(default_factory=dict)
    last_message: int = 0
    tokens: int = 0

    def chat(self, bot_id: int, chat_id: int) -> Chat:
        return self.chats.setdefault((bot_id, chat_id), Chat())

    def token(self) -> str:
        self.tokens += 1
        return str(self.tokens)


class Journal:
    """Every write of one transaction, and how to take it back."""

    def __init__(self) -> None:
        self._undo: list[Callable[[], object]] = []

    def put(self, table: MutableMapping[K, V], key: K, value: V) -> None:
        if key in table:
            before = table[key]
            self._undo.append(lambda: table.__setitem__(key, before))
        else:
            self._undo.append(lambda: table.pop(key))
        table[key] = value

    def drop(self, table: MutableMapping[K, V], key: K) -> None:
        if key in table:
            before = table.pop(key)
            self._undo.append(lambda: table.__setitem__(key, before))

    def on_rollback(self, undo: Callable[[], object]) -> None:
        self._undo.append(undo)

    def take_back(self) -> None:
        for undo in reversed(self._undo):
            undo()
        self._undo.clear()
