"""Database addresses as people write them, for SQLAlchemy."""

from __future__ import annotations

from sqlalchemy.engine import URL, make_url

_SCHEMES = frozenset({"postgres", "postgresql"})


def sqlalchemy_url(url: str) -> URL:
    """`postgres://` and `postgresql://` mean psycopg2 here. Its repr hides the password."""
    parsed = make_url(url)
    return parsed.set(drivername="postgresql+psycopg2") if parsed.drivername in _SCHEMES else parsed
