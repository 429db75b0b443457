"""The store over PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from sprintbot.adapters.postgres.athletes import PostgresAthletes
from sprintbot.adapters.postgres.audit import PostgresAudit
from sprintbot.adapters.postgres.bests import PostgresBests
from sprintbot.adapters.postgres.clubs import PostgresClubs
from sprintbot.adapters.postgres.database import Database
from sprintbot.adapters.postgres.dialogs import PostgresDialogs
from sprintbot.adapters.postgres.drafts import PostgresDrafts
from sprintbot.adapters.postgres.outbox import PostgresInboxDone, PostgresOutbox
from sprintbot.adapters.postgres.people import PostgresPeople
from sprintbot.adapters.postgres.swims import PostgresSwims
from sprintbot.adapters.postgres.transaction import Transaction
from sprintbot.ports.store import Store, Work

R = TypeVar("R")


class PostgresStore(Store):
    def __init__(self, database: Database) -> None:
        self._database = database

    async def transact(self, step: Callable[[Work], R], answer: Callable[[Work, R], None] | None = None) -> R:
        def whole(transaction: Transaction) -> R:
            work = PostgresWork(transaction)
            report = step(work)
            if answer is not None:
                answer(work, report)
            return report

        return await self._database.transact(whole)


class PostgresWork(Work):
    """Its repositories, made when asked for: a step needs three of ten."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    @property
    def people(self) -> PostgresPeople:
        return PostgresPeople(self._transaction)

    @property
    def clubs(self) -> PostgresClubs:
        return PostgresClubs(self._transaction)

    @property
    def athletes(self) -> PostgresAthletes:
        return PostgresAthletes(self._transaction)

    @property
    def swims(self) -> PostgresSwims:
        return PostgresSwims(self._transaction)

    @property
    def bests(self) -> PostgresBests:
        return PostgresBests(self._transaction)

    @property
    def drafts(self) -> PostgresDrafts:
        return PostgresDrafts(self._transaction)

    @property
    def audit(self) -> PostgresAudit:
        return PostgresAudit(self._transaction)

    @property
    def dialogs(self) -> PostgresDialogs:
        return PostgresDialogs(self._transaction)

    @property
    def outbox(self) -> PostgresOutbox:
        return PostgresOutbox(self._transaction)

    @property
    def inbox(self) -> PostgresInboxDone:
        return PostgresInboxDone(self._transaction)
