"""Words for people, in the reader's language. Message ids are the English texts; values go in by name."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol


class Words(Protocol):
    @property
    def language(self) -> str:
        """uk, en or ru."""
        ...

    @property
    def decimal(self) -> str:
        """The decimal mark of the language: a comma in Ukrainian and Russian."""
        ...

    def text(self, message: str, context: str | None = None) -> str:
        """The message in this language, its `{names}` not filled in yet. An unknown one comes back as it is."""
        ...

    def plural(self, one: str, many: str, number: int) -> str:
        """The form that goes with `number`, by the language's CLDR rule, not filled in yet."""
        ...

    def day(self, day: date, *, year: bool = False) -> str:
        """24.11, or 24.11.2026: as a coach writes it."""
        ...


class Translations(Protocol):
    @property
    def languages(self) -> Sequence[str]:
        """Ukrainian first."""
        ...

    def words(self, language: str | None) -> Words:
        """A known language, or the nearest one to a client's code such as `en-GB`; Ukrainian for the rest."""
        ...
