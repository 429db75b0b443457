"""Ukrainian, English and Russian words from `.po` catalogues; nothing has to be compiled first."""

from __future__ import annotations

import gettext
import io
from collections.abc import Sequence
from datetime import date
from functools import cache
from importlib.resources import files

from babel import Locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from sprintbot.ports.words import Translations, Words

LANGUAGES = ("uk", "en", "ru")


class CatalogueWords(Words):
    """One language."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._catalogue = _catalogue(language)
        self._decimal = str(Locale.parse(language).number_symbols["latn"]["decimal"])

    @property
    def language(self) -> str:
        return self._language

    @property
    def decimal(self) -> str:
        return self._decimal

    def text(self, message: str, context: str | None = None) -> str:
        if context is None:
            return self._catalogue.gettext(message)
        return self._catalogue.pgettext(context, message)

    def plural(self, one: str, many: str, number: int) -> str:
        return self._catalogue.ngettext(one, many, number)

    def day(self, day: date, *, year: bool = False) -> str:
        return f"{day:%d.%m.%Y}" if year else f"{day:%d.%m}"


class Catalogues(Translations):
    """All languages; each is read when somebody first speaks it."""

    @property
    def languages(self) -> Sequence[str]:
        return LANGUAGES

    def words(self, language: str | None) -> Words:
        spoken = (language or "").split("-")[0].casefold()
        return _words(spoken if spoken in LANGUAGES else LANGUAGES[0])


@cache
def _words(language: str) -> CatalogueWords:
    return CatalogueWords(language)


def _catalogue(language: str) -> gettext.GNUTranslations:
    """The `.po` compiled in memory, so that its plurals and contexts are the standard library's."""
    source = files(__name__).joinpath(f"locale/{language}/LC_MESSAGES/sprintbot.po")
    with source.open("rb") as stream:
        catalogue = read_po(stream, locale=language)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
