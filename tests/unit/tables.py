"""The reference tables beside this checkout. A test that needs one is skipped, saying so, where there is none."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

TABLES = Path(__file__).parents[3] / "shared" / "tables"


def table(name: str) -> list[dict[str, str]]:
    """The rows of one table, its comment lines left out."""
    path = TABLES / name
    if not path.exists():
        pytest.skip(f"{name} is not beside this checkout")
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines))
