"""What PostgreSQL's errors mean to us, by the names of the constraints."""

from __future__ import annotations

import psycopg2
from psycopg2 import errors

from sprintbot.domain.errors import ChangedMeanwhileError, NotFoundError, RefusedError, SprintbotError
from sprintbot.ports.kept import StoreUnavailableError

_WHAT = {
    "accounts": "person",
    "aliases": "alias",
    "athletes": "athlete",
    "bests": "bests",
    "clubs": "club",
    "drafts": "draft",
    "persons": "person",
    "swims": "swim",
}
_COLLISIONS = (errors.SerializationFailure, errors.DeadlockDetected)
_GAVE_UP = (errors.LockNotAvailable, errors.QueryCanceled)


def collided(error: psycopg2.Error) -> bool:
    """Another transaction was faster, and running this one again may succeed. Two that append to one club's audit
    at once would fork its chain; the key forbids it."""
    if isinstance(error, errors.UniqueViolation):
        return error.diag.constraint_name == "pk_audit"
    return isinstance(error, _COLLISIONS)


def connection_lost(error: psycopg2.Error) -> bool:
    if isinstance(error, _GAVE_UP):
        return False
    return isinstance(error, psycopg2.OperationalError | psycopg2.InterfaceError)


def as_ours(error: psycopg2.Error) -> SprintbotError | None:
    """The error of the ports that says the same; None for a fault of the program itself."""
    if isinstance(error, errors.IntegrityError):
        constraint = error.diag.constraint_name or ""
        table, referred = error.diag.table_name or "", constraint.rpartition("_")[2]
        if isinstance(error, errors.UniqueViolation):
            return ChangedMeanwhileError(what=_WHAT.get(table, table))
        if isinstance(error, errors.ForeignKeyViolation):
            return NotFoundError(what=_WHAT.get(referred, referred))
        return RefusedError("not_storable", constraint=constraint)
    if collided(error) or connection_lost(error) or isinstance(error, _GAVE_UP):
        return StoreUnavailableError(sqlstate=error.pgcode)
    return None
