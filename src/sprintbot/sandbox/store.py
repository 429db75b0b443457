"""What survives a restart and a kill -9: documents by kind and key, and the bytes of files, in one SQLite file.

Changes are collected with `put` and `drop` and written by `flush` in one transaction, so that whatever one request
changed is there in full or not at all. Without a folder nothing is written and files stay in memory.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_TABLES = """
create table if not exists documents (kind text, key text, body text, primary key (kind, key));
create table if not exists files (key text primary key, body blob);
"""
# An update keeps the row's place: documents are loaded in the order in which they were made.
_WRITE = "insert into documents values (?, ?, ?) on conflict (kind, key) do update set body = excluded.body"


class Store:
    def __init__(self, home: Path | None) -> None:
        self._database: sqlite3.Connection | None = None
        self._changed: dict[tuple[str, str], Any] = {}
        self._dropped: set[tuple[str, str]] = set()
        self._files: dict[str, bytes] = {}
        if home is not None:
            home.mkdir(parents=True, exist_ok=True)
            self._database = _open(home / "sandbox.sqlite3")

    def put(self, kind: str, key: object, body: Any) -> None:
        """Keep `body` (JSON); it is read when flushed, so later changes to the same object are kept too."""
        if self._database is not None:
            place = (kind, str(key))
            self._changed[place] = body
            self._dropped.discard(place)

    def drop(self, kind: str, key: object) -> None:
        if self._database is not None:
            place = (kind, str(key))
            self._changed.pop(place, None)
            self._dropped.add(place)

    def load(self, kind: str) -> Iterator[tuple[str, Any]]:
        if self._database is None:
            return
        for key, body in self._database.execute(
            "select key, body from documents where kind = ? order by rowid", (kind,)
        ):
            yield key, json.loads(body)

    def get(self, kind: str, key: object) -> Any:
        if self._database is None:
            return None
        found = self._database.execute(
            "select body from documents where kind = ? and key = ?", (kind, str(key))
        ).fetchone()
        return json.loads(found[0]) if found else None

    def put_file(self, key: str, body: bytes) -> None:
        if self._database is None:
            self._files[key] = body
        else:
            self._database.execute("insert or replace into files values (?, ?)", (key, body))

    def file(self, key: str) -> bytes:
        if self._database is None:
            return self._files[key]
        found = self._database.execute("select body from files where key = ?", (key,)).fetchone()
        return bytes(found[0])

    def flush(self) -> None:
        if self._database is None:
            return
        if self._dropped:
            self._database.executemany("delete from documents where kind = ? and key = ?", self._dropped)
            self._dropped.clear()
        if self._changed:
            rows = [(kind, key, json.dumps(body)) for (kind, key), body in self._changed.items()]
            self._database.executemany(_WRITE, rows)
            self._changed.clear()
        if self._database.in_transaction:
            self._database.commit()

    def close(self) -> None:
        if self._database is not None:
            self.flush()
            self._database.close()


def _open(path: Path) -> sqlite3.Connection:
    """Raises OSError when another sandbox has the folder."""
    database = sqlite3.connect(path, timeout=0.5)
    try:
        database.execute("pragma locking_mode = exclusive")
        # The pages are with the operating system after every commit: enough for a killed process.
        database.execute("pragma synchronous = off")
        database.execute("pragma journal_mode = wal")
        database.executescript(_TABLES)
    except sqlite3.OperationalError as error:
        database.close()
        raise OSError(f"{path.parent} is in use by another sandbox: {error}") from None
    return database
