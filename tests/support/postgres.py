"""Real PostgreSQL for tests: a server per version and worker, a fresh database per test, all gone at the end.

The schema is made once, in a template; a copy of it takes a tenth of a second. Nothing is flushed to the disk.
"""

from __future__ import annotations

import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, closing
from itertools import count
from pathlib import Path

import psycopg2
import pytest
import pytest_asyncio
from sqlalchemy.engine import make_url

from sprintbot.adapters.postgres.binaries import installed
from sprintbot.adapters.postgres.database import Database
from sprintbot.adapters.postgres.embedded import FAST_AND_FORGETFUL, start_embedded
from sprintbot.adapters.postgres.upgrade import upgrade_to_head

TEMPLATE = "template_of_tests"


class Server:
    """A running PostgreSQL of one major version."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._numbers = count(1)
        self._made_template = False

    def empty(self) -> str:
        """The address of a new database with nothing in it."""
        return self._create("template0")

    def fresh(self) -> str:
        """The address of a new database with today's schema."""
        if not self._made_template:
            self._execute(f"CREATE DATABASE {TEMPLATE} TEMPLATE template0")
            upgrade_to_head(self._address(TEMPLATE))
            self._made_template = True
        return self._create(TEMPLATE)

    def _create(self, template: str) -> str:
        name = f"test_{next(self._numbers)}"
        self._execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        return self._address(name)

    def _address(self, database: str) -> str:
        return make_url(self.url).set(database=database).render_as_string(hide_password=False)

    def _execute(self, statement: str) -> None:
        with closing(psycopg2.connect(self.url)) as connection:
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute(statement)


class Servers:
    """Starts what is asked for, once."""

    def __init__(self) -> None:
        self._open = ExitStack()
        self._started: dict[int, Server] = {}

    def __call__(self, major: int | None = None) -> Server:
        """Without `major`, the one that the program itself would start."""
        found = next((one for one in installed() if major in (None, one.major)), None)
        if found is None:
            pytest.skip(f"PostgreSQL {major or ''} is not on this machine")
        if found.major not in self._started:
            home = Path(self._open.enter_context(tempfile.TemporaryDirectory(prefix="sprintbot-test-")))
            settings = {**FAST_AND_FORGETFUL, "max_connections": "200", "shared_buffers": "32MB"}
            server = self._open.enter_context(start_embedded(home, settings=settings, binaries=found))
            self._started[found.major] = Server(server.url)
        return self._started[found.major]

    def close(self) -> None:
        self._open.close()


@pytest.fixture(scope="session")
def servers() -> Iterator[Servers]:
    started = Servers()
    with closing(started):
        yield started


@pytest.fixture
def database_url(servers: Servers) -> str:
    """A database of its own for this test, with today's schema."""
    return servers().fresh()


@pytest_asyncio.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    opened = Database(database_url)
    yield opened
    await opened.close()
