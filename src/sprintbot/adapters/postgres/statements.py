"""Statements as psycopg2 takes them: SQLAlchemy builds them when a module is loaded, and is not in the way later."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import cast

from psycopg2.extras import Json as Adapted
from sqlalchemy import ClauseElement, Table
from sqlalchemy.dialects.postgresql.psycopg2 import dialect
from sqlalchemy.sql.compiler import SQLCompiler

_DIALECT = dialect()  # type: ignore[no-untyped-call]
_NUL = re.compile(r"(?<!\\)((?:\\\\)*)\\u0000")


@dataclass(frozen=True, slots=True)
class Statement:
    """SQL with `%(name)s` for what comes at run time; `constants` are the values that never change."""

    text: str
    constants: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Insertion:
    """An INSERT of any number of rows: `row` is filled in once for each."""

    head: str
    row: str
    tail: str = ""


def compiled(clause: ClauseElement) -> Statement:
    made = cast(SQLCompiler, clause.compile(dialect=_DIALECT))
    given = {name: bind.value for name, bind in made.binds.items() if not bind.required}
    return Statement(str(made), given)


def insertion(table: Table, *columns: str, tail: str = "") -> Insertion:
    """Without `columns`, all that the database does not number by itself."""
    names = columns or tuple(column.name for column in table.columns if column.identity is None)
    quoted = ", ".join(f'"{name}"' for name in names)
    row = ", ".join(f"%({name})s" for name in names)
    return Insertion(f"insert into {table.name} ({quoted}) values ", f"({row})", tail)  # noqa: S608 - names of our own tables


def as_json(value: object) -> Adapted:
    return Adapted(value, dumps=_storable)


def _storable(value: object) -> str:
    """jsonb holds neither NUL nor half of a surrogate pair; somebody may type them all the same."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return _NUL.sub(r"\1\\ufffd", text).encode("utf-8", "replace").decode()
