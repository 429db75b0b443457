"""A PostgreSQL of our own in the data folder, for whoever gives no DB_URL.

It listens on loopback only, behind a random password in a file of mode 600, and ends with the process that started
it, however that process ends. Nothing that was committed is lost by that.
"""

from __future__ import annotations

import atexit
import fcntl
import os
import secrets
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import IO
from urllib.parse import quote

import psycopg2

from sprintbot.adapters.postgres import pidfile
from sprintbot.adapters.postgres.binaries import Binaries, installed
from sprintbot.adapters.postgres.spawning import Account, account_for, preparation
from sprintbot.domain.errors import SprintbotError

ROLE = DATABASE = "sprintbot"
FAST_AND_FORGETFUL: Mapping[str, str] = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
"""Settings for tests only: a power cut loses data."""

_SETTINGS: Mapping[str, str] = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "jit": "off",
}
_ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}
_READY_S = 120.0
_OTHER_S = 30.0
_STOP_S = 30.0
_POLL_S = 0.02
_LOG_TAIL = 2000
_LOG_LIMIT = 5_000_000


class EmbeddedPostgresError(SprintbotError):
    """`reason`: `no_binaries`, `other_version` (found, have), `closed_folder`, `initdb`, `start` (log), `busy`."""

    code = "embedded_postgres"

    def __init__(self, reason: str, **data: object) -> None:
        super().__init__(reason=reason, **data)
        self.reason = reason


class _PortTakenError(Exception):
    """Another program was faster between the choice of the port and the start."""


class EmbeddedPostgres:
    """A running server. `url` holds the password. `joined`: another process of ours had started it and will end it."""

    def __init__(self, url: str, lock: IO[str] | None, process: subprocess.Popen[bytes] | None, pid: int) -> None:
        self.url, self.pid = url, pid
        self._lock, self._process = lock, process
        if lock is not None:
            atexit.register(self.stop)

    @property
    def joined(self) -> bool:
        return self._lock is None

    def stop(self) -> None:
        """End the server, unless another process started it. Twice is once."""
        if self._lock is None:
            return
        _end(self._process, self.pid)
        self._lock.close()
        self._lock = None
        atexit.unregister(self.stop)

    def __enter__(self) -> EmbeddedPostgres:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def __repr__(self) -> str:
        return f"EmbeddedPostgres(pid={self.pid}, joined={self.joined})"


def start_embedded(
    home: Path, *, settings: Mapping[str, str] | None = None, binaries: Binaries | None = None
) -> EmbeddedPostgres:
    """Start the server of this data folder, or join the one that another process of ours has started on it.

    Blocks until it answers; the first start takes a second. Call it in a thread that lives as long as the program
    (the main one): on Linux the server ends with that thread. `settings` are PostgreSQL's own. Raises
    EmbeddedPostgresError.
    """
    folder = (home / "postgres").resolve()
    folder.mkdir(parents=True, exist_ok=True)
    data = folder / "data"
    lock = (folder / "lock").open("w")
    deadline = time.monotonic() + _OTHER_S
    while not _locked(lock):
        there = pidfile.running(data)
        url = None if there is None or there.port is None else _url(folder, there.port)
        if there is not None and url is not None and _answers(url):
            lock.close()
            return EmbeddedPostgres(url, None, None, there.pid)
        if time.monotonic() > deadline:
            lock.close()
            raise EmbeddedPostgresError("busy", folder=str(folder))
        time.sleep(_POLL_S)
    try:
        return _own(folder, data, lock, {**_SETTINGS, **(settings or {})}, binaries)
    except BaseException:
        lock.close()
        raise


def _own(
    folder: Path, data: Path, lock: IO[str], settings: Mapping[str, str], binaries: Binaries | None
) -> EmbeddedPostgres:
    orphan = _wait_for_the_last_one(data)
    if orphan is not None and orphan.port is not None:
        return EmbeddedPostgres(_url(folder, orphan.port), lock, None, orphan.pid)
    programs = _choose(data, binaries)
    account = account_for(data)
    try:
        prepare = preparation(account, data, programs.folder / "postgres")
    except PermissionError as closed:
        raise EmbeddedPostgresError("closed_folder", folder=str(closed)) from closed
    if not data.exists():
        _initialise(folder, programs, account)
    elif os.geteuid() == 0 and data.stat().st_uid == 0:
        account.own(data)
    pidfile.forget(data)
    if not (folder / "password").exists():
        _reset_password(folder, data, programs, prepare)
    while True:
        port = _free_port()
        process = _spawn(folder, data, programs, {**settings, "port": str(port)}, prepare)
        try:
            _wait_until_ready(folder, port, process)
        except _PortTakenError:
            continue
        except BaseException:
            _end(process, process.pid)
            raise
        return EmbeddedPostgres(_url(folder, port), lock, process, process.pid)


def _spawn(
    folder: Path, data: Path, programs: Binaries, settings: Mapping[str, str], prepare: Callable[[], None]
) -> subprocess.Popen[bytes]:
    with _log(folder) as log:
        return subprocess.Popen(  # noqa: S603 - a program of PostgreSQL
            [programs["postgres"], "-D", str(data), *_options(settings)],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd="/",
            env=_ENVIRONMENT,
            preexec_fn=prepare,  # noqa: PLW1509 - credentials and the death signal can be set nowhere else
            start_new_session=True,
        )


def _options(settings: Mapping[str, str]) -> list[str]:
    return [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]


def _reset_password(folder: Path, data: Path, programs: Binaries, prepare: Callable[[], None]) -> None:
    """The data matter and the password does not: only who can read the folder could have used it."""
    password = _new_password(folder)
    subprocess.run(  # noqa: S603 - a program of PostgreSQL
        [programs["postgres"], "--single", "-D", str(data), "postgres"],
        input=f"ALTER ROLE {ROLE} PASSWORD '{password}'\n".encode(),
        capture_output=True,
        cwd="/",
        env=_ENVIRONMENT,
        preexec_fn=prepare,
        check=True,
    )


def _new_password(folder: Path) -> str:
    password = secrets.token_urlsafe(24)
    secret = folder / "password"
    secret.touch(mode=0o600)
    secret.write_text(password)
    return password


def _wait_for_the_last_one(data: Path) -> pidfile.Postmaster | None:
    """A server whose parent has just died is shutting down; where it does not, it is ours now."""
    deadline = time.monotonic() + _OTHER_S
    while (there := pidfile.running(data)) is not None and time.monotonic() < deadline:
        time.sleep(_POLL_S)
    return there


def _choose(data: Path, wanted: Binaries | None) -> Binaries:
    have = [wanted] if wanted is not None else installed()
    if not have:
        raise EmbeddedPostgresError("no_binaries")
    version = data / "PG_VERSION"
    if not data.exists():
        return have[0]
    found = int(version.read_text()) if version.exists() else None
    fitting = next((one for one in have if one.major == found), None)
    if fitting is None:
        raise EmbeddedPostgresError("other_version", folder=str(data), found=found, have=[one.major for one in have])
    return fitting


def _initialise(folder: Path, programs: Binaries, account: Account) -> None:
    """Made aside and moved into place, so that a crash in the middle leaves no half of a cluster."""
    for left in folder.glob("new-*"):
        shutil.rmtree(left)
    new = folder / f"new-{secrets.token_hex(4)}"
    new.mkdir(mode=0o700)
    handed = new / "password"
    handed.touch(mode=0o600)
    handed.write_text(_new_password(folder))
    account.own(new)
    locale = ["--locale=C.UTF-8"]
    if programs.major >= 17:
        locale = ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    done = subprocess.run(  # noqa: S603 - a program of PostgreSQL
        [
            *(programs["initdb"], "-D", str(new / "data"), "--username", ROLE, "--pwfile", str(handed)),
            *("--auth=scram-sha-256", "--encoding=UTF8", *locale),
        ],
        capture_output=True,
        text=True,
        cwd="/",
        env=_ENVIRONMENT,
        preexec_fn=preparation(account, new, Path(programs["initdb"])),
        start_new_session=True,
        check=False,
    )
    if done.returncode != 0:
        shutil.rmtree(new)
        raise EmbeddedPostgresError("initdb", log=(done.stdout + done.stderr)[-_LOG_TAIL:])
    (new / "data").rename(folder / "data")
    shutil.rmtree(new)


def _wait_until_ready(folder: Path, port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _READY_S
    url = _url(folder, port, "postgres")
    while not _answers(url):
        if process.poll() is not None or time.monotonic() > deadline:
            log = (folder / "server.log").read_text(errors="replace")[-_LOG_TAIL:]
            if process.poll() is not None and "Address already in use" in log.rpartition("starting PostgreSQL")[2]:
                raise _PortTakenError
            raise EmbeddedPostgresError("start", log=log)
        time.sleep(_POLL_S)
    connection = psycopg2.connect(url)
    try:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute("select 1 from pg_database where datname = %s", (DATABASE,))
            if cursor.fetchone() is None:
                cursor.execute(f'create database "{DATABASE}"')
    finally:
        connection.close()


def _answers(url: str) -> bool:
    try:
        psycopg2.connect(url, connect_timeout=5).close()
    except psycopg2.OperationalError:
        return False
    return True


def _url(folder: Path, port: int, database: str = DATABASE) -> str:
    try:
        password = (folder / "password").read_text()
    except OSError as error:
        raise EmbeddedPostgresError("no_password", folder=str(folder)) from error
    return f"postgresql://{ROLE}:{quote(password, safe='')}@127.0.0.1:{port}/{database}"


def _locked(lock: IO[str]) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _log(folder: Path) -> IO[bytes]:
    path = folder / "server.log"
    grown = path.exists() and path.stat().st_size > _LOG_LIMIT
    return path.open("wb" if grown else "ab")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _end(process: subprocess.Popen[bytes] | None, pid: int) -> None:
    for kind in (signal.SIGINT, signal.SIGQUIT):
        try:
            os.kill(pid, kind)
        except ProcessLookupError:
            return
        if process is None:
            return  # adopted: not our child to wait for
        try:
            process.wait(_STOP_S)
        except subprocess.TimeoutExpired:
            continue
        return
