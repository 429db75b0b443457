"""Runs migrations on the connection that the program gives, or on DB_URL from the shell."""

import os
import sys
from logging.config import fileConfig

from alembic import context
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.pool import NullPool

from sprintbot.adapters.postgres import queuetables  # noqa: F401 - fills the metadata
from sprintbot.adapters.postgres.tables import metadata
from sprintbot.adapters.postgres.url import sqlalchemy_url

_ONE_AT_A_TIME = 0x5350_5249_4D47


def run(connection: Connection) -> None:
    context.configure(connection=connection, target_metadata=metadata, compare_server_default=True)
    with context.begin_transaction():
        # Its wait is bounded, and a migration that cannot get a table does not stop the bot for longer than this.
        connection.execute(text("set local lock_timeout = '60s'"))
        connection.execute(text("select pg_advisory_xact_lock(:key)"), {"key": _ONE_AT_A_TIME})
        context.run_migrations()


def main() -> None:
    given: Connection | None = context.config.attributes.get("connection")
    if given is not None:
        run(given)
        return
    if context.config.config_file_name is not None:
        fileConfig(context.config.config_file_name, disable_existing_loggers=False)
    url = os.environ.get("DB_URL")
    if not url:
        sys.exit("Set DB_URL to the database that is to be migrated")
    engine = create_engine(sqlalchemy_url(url), poolclass=NullPool)
    if context.is_offline_mode():
        context.configure(dialect_name="postgresql", target_metadata=metadata)
        with context.begin_transaction():
            context.run_migrations()
        return
    with engine.connect() as connection:
        run(connection)


main()
