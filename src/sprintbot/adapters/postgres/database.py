"""Connections and the threads that use them: one hop off the event loop for a whole transaction."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar, cast

import psycopg2
from psycopg2.extensions import connection
from sqlalchemy import create_engine, event
from sqlalchemy.pool import QueuePool

from sprintbot.adapters.postgres.faults import as_ours, collided, connection_lost
from sprintbot.adapters.postgres.statements import Statement
from sprintbot.adapters.postgres.transaction import OnQuery, Row, Transaction
from sprintbot.adapters.postgres.url import sqlalchemy_url
from sprintbot.ports.kept import StoreUnavailableError

R = TypeVar("R")

_ATTEMPTS = 5
_PAUSE_S = 0.01
_OPTIONS = (
    "-c timezone=UTC -c lock_timeout=2s -c statement_timeout=10s -c idle_in_transaction_session_timeout=30s -c jit=off"
)
_TURN = 0x5350_5249_4E54  # the advisory lock of those that have collided


class Database:
    """The connections of one process to one database, shared by PostgresStore, PostgresInbox and PostgresDelivery.

    `url` as SQLAlchemy or libpq writes it; `pool_size` connections at most, each with a thread. `on_query` is told
    every round trip.
    """

    def __init__(self, url: str, pool_size: int = 10, *, on_query: OnQuery | None = None) -> None:
        self._engine = create_engine(
            sqlalchemy_url(url),
            poolclass=QueuePool,
            pool_size=pool_size,
            max_overflow=0,
            pool_reset_on_return=None,  # every transaction is ended here
            use_native_hstore=False,
            connect_args={"options": _OPTIONS, "connect_timeout": 5, "application_name": "sprintbot"},
        )
        event.listen(self._engine, "connect", _begin_by_hand)
        self._threads = ThreadPoolExecutor(pool_size, thread_name_prefix="postgres")
        self._on_query = on_query

    async def transact(self, step: Callable[[Transaction], R]) -> R:
        """Run `step` in one transaction, again where it collided with another one. Raises what `step` raises, the
        ports' errors for broken constraints, and StoreUnavailableError."""

        def job(held: connection) -> R:
            return _in_transaction(Transaction(held, self._on_query), step)

        return await asyncio.get_running_loop().run_in_executor(self._threads, self._run, job)

    async def query(self, statement: Statement, **values: object) -> Sequence[Row]:
        """One statement that is a transaction of its own (READ COMMITTED, as SKIP LOCKED wants it)."""

        def job(held: connection) -> Sequence[Row]:
            with held.cursor() as cursor:
                sent = cursor.mogrify(statement.text, {**statement.constants, **values})
                if self._on_query is not None:
                    self._on_query(sent)
                cursor.execute(sent)
                return cursor.fetchall() if cursor.description else []

        return await asyncio.get_running_loop().run_in_executor(self._threads, self._run, job)

    async def close(self) -> None:
        """Wait for open transactions, then let all connections go."""
        await asyncio.to_thread(self._threads.shutdown)
        self._engine.dispose()

    def _run(self, job: Callable[[connection], R]) -> R:
        attempt = 1
        while True:
            try:
                with self._connected() as held, _turn(held, collided_before=attempt > 1):
                    return job(held)
            except psycopg2.Error as error:
                if not self._worth_another(error, attempt):
                    ours = as_ours(error)
                    raise error if ours is None else ours from error
            time.sleep(random.uniform(0, _PAUSE_S * attempt))  # noqa: S311 - no secret
            attempt += 1

    def _worth_another(self, error: psycopg2.Error, attempt: int) -> bool:
        if connection_lost(error):
            # After a restart of the server every idle connection is dead: one fresh start, then it is unreachable.
            self._engine.dispose()
            return attempt == 1
        return collided(error) and attempt < _ATTEMPTS

    @contextmanager
    def _connected(self) -> Iterator[connection]:
        pooled = self._engine.raw_connection()
        try:
            yield cast(connection, pooled.driver_connection)
        finally:
            if pooled.driver_connection is not None and pooled.driver_connection.closed:
                pooled.invalidate()
            pooled.close()


def _begin_by_hand(held: connection, _: object) -> None:
    held.autocommit = True


def _in_transaction(transaction: Transaction, step: Callable[[Transaction], R]) -> R:
    try:
        report = step(transaction)
        transaction.commit()
    except BaseException as error:
        transaction.rollback()
        if transaction.committing and isinstance(error, psycopg2.Error) and connection_lost(error):
            raise StoreUnavailableError(committed="unknown") from error
        raise
    return report


@contextmanager
def _turn(held: connection, *, collided_before: bool) -> Iterator[None]:
    """Those that have collided go one at a time, or they would collide again. The lock is taken before the
    transaction begins, so that its snapshot is newer than the wait."""
    if not collided_before:
        yield
        return
    with held.cursor() as cursor:
        cursor.execute("select pg_advisory_lock(%s)", (_TURN,))
        try:
            yield
        finally:
            if not held.closed:
                cursor.execute("select pg_advisory_unlock(%s)", (_TURN,))
