"""What `postmaster.pid` says, and whether it is true."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

NAME = "postmaster.pid"


@dataclass(frozen=True, slots=True)
class Postmaster:
    pid: int
    port: int | None


def running(data: Path) -> Postmaster | None:
    """The server that runs on this data folder, if one does. A pid that now belongs to another program, as after a
    container's restart, or to a dead process that nobody has reaped, is no server."""
    try:
        lines = (data / NAME).read_text().splitlines()
        pid = int(lines[0])
    except (OSError, ValueError, IndexError):
        return None
    port = int(lines[3]) if len(lines) > 3 and lines[3].strip().isdigit() else None
    return Postmaster(pid, port) if _is_postgres(pid, data) else None


def forget(data: Path) -> None:
    (data / NAME).unlink(missing_ok=True)


def _is_postgres(pid: int, data: Path) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    process = Path("/proc") / str(pid)
    if not process.exists():
        return not Path("/proc/self").exists()
    try:
        if (process / "stat").read_text().rpartition(")")[2].split()[0] == "Z":
            return False
        return (process / "cwd").resolve() == data.resolve()
    except OSError:
        return b"postgres" in _command(process)


def _command(process: Path) -> bytes:
    try:
        return (process / "cmdline").read_bytes()
    except OSError:
        return b""
