"""One open transaction, in as few round trips as its reads need.

What only writes waits, in order, and travels in front of the next read or with the commit; BEGIN travels with the first
statement. So a read sees every write made before it, and a write's failure may show only at the next read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from psycopg2.extensions import TRANSACTION_STATUS_IDLE, connection, cursor

from sprintbot.adapters.postgres.statements import Insertion, Statement

Row = tuple[Any, ...]
OnQuery = Callable[[bytes], None]
"""Told every round trip: one statement or several, as sent."""


class Transaction:
    """REPEATABLE READ: two transactions that write the same club's audit or the same bests cannot both pass."""

    def __init__(self, connection: connection, on_query: OnQuery | None = None) -> None:
        self._connection = connection
        self._cursor: cursor = connection.cursor()
        self._on_query = on_query
        self._waiting: list[bytes] = [b"begin isolation level repeatable read"]
        self.committing = False

    def rows(self, statement: Statement, **values: object) -> Sequence[Row]:
        self._send(self._filled(statement, values))
        return self._cursor.fetchall()

    def row(self, statement: Statement, **values: object) -> Row | None:
        """The first row, where there is one."""
        self._send(self._filled(statement, values))
        return self._cursor.fetchone()

    def changed(self, statement: Statement, **values: object) -> int:
        """Run it now; how many rows it changed."""
        self._send(self._filled(statement, values))
        return self._cursor.rowcount

    def write(self, statement: Statement, **values: object) -> None:
        """Run it later, in its turn."""
        self._waiting.append(self._filled(statement, values))

    def insert(self, insertion: Insertion, rows: Sequence[Mapping[str, object]]) -> None:
        """Insert later, in its turn, in one statement."""
        if rows:
            filled = b",".join(self._cursor.mogrify(insertion.row, row) for row in rows)
            self._waiting.append(insertion.head.encode() + filled + insertion.tail.encode())

    def commit(self) -> None:
        nothing_sent = self._connection.info.transaction_status == TRANSACTION_STATUS_IDLE
        if nothing_sent and len(self._waiting) == 1:
            return
        self.committing = True
        self._send(b"commit")

    def rollback(self) -> None:
        self._waiting.clear()
        if not self._connection.closed and self._connection.info.transaction_status != TRANSACTION_STATUS_IDLE:
            self._cursor.execute(b"rollback")

    def _filled(self, statement: Statement, values: Mapping[str, object]) -> bytes:
        return self._cursor.mogrify(statement.text, {**statement.constants, **values})

    def _send(self, last: bytes) -> None:
        sent = b";".join((*self._waiting, last))
        self._waiting.clear()
        if self._on_query is not None:
            self._on_query(sent)
        self._cursor.execute(sent)
