"""Brings a database's schema up to date."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, create_engine
from sqlalchemy.pool import NullPool

from sprintbot.adapters.postgres.url import sqlalchemy_url

_PACKAGED = Path(__file__).parent / "migrations"
_CHECKOUT = Path(__file__).parents[4] / "migrations"


def upgrade_to_head(url: str) -> None:
    """Run the migrations that are missing; processes that start together wait for one another. Blocks."""
    engine = create_engine(sqlalchemy_url(url), poolclass=NullPool)
    with engine.connect() as connection:
        command.upgrade(alembic_config(connection), "head")


def alembic_config(connection: Connection) -> Config:
    """Alembic's configuration for work on this connection."""
    config = Config()
    config.set_main_option("script_location", str(_PACKAGED if _PACKAGED.is_dir() else _CHECKOUT).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
