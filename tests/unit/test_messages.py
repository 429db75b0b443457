"""Every message in every language, with the same places to fill in."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from sprintbot.adapters import telegram
from sprintbot.adapters.i18n import LANGUAGES, Catalogues

Key = tuple[str | None, str]
_SPOKEN = {"t": (None, 0), "b": (None, 0), "n": (None, 0), "p": (0, 1)}


def _catalogue(language: str) -> Catalog:
    source = files("sprintbot.adapters.i18n").joinpath(f"locale/{language}/LC_MESSAGES/sprintbot.po")
    with source.open("rb") as stream:
        return read_po(stream, locale=language)


def _messages(language: str) -> dict[Key, Message]:
    return {
        (message.context, message.id if isinstance(message.id, str) else message.id[0]): message
        for message in _catalogue(language)
        if message.id
    }


def _spoken() -> Iterator[Key]:
    """Every literal said by a screen, also inside f-strings, which extractors do not see."""
    for source in sorted(Path(str(telegram.__file__)).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(source.read_text())):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
                continue
            if node.func.attr not in _SPOKEN or not isinstance(node.func.value, ast.Name):
                continue
            if node.func.value.id != "say":
                continue
            context, place = _SPOKEN[node.func.attr]
            said = [arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
            assert len(said) > place, f"{source.name}:{node.lineno} says no literal"
            yield (None if context is None else said[context], said[place])


def _forms(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string or ())


def _places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_that_is_said_is_in_the_catalogue_and_no_other(language: str) -> None:
    assert set(_messages(language)) == set(_spoken())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_form_has_the_places_of_the_message(language: str) -> None:
    for (_, text), message in _messages(language).items():
        forms = _forms(message)
        assert all(forms), f"{language}: {text!r} is not translated"
        for form in forms:
            assert _places(form) == _places(text), f"{language}: {text!r}"


@pytest.mark.parametrize(
    ("number", "shown"), [(1, "1 заплив"), (2, "2 запливи"), (5, "5 запливів"), (11, "11 запливів"), (21, "21 заплив")]
)
def test_ukrainian_plurals_follow_cldr(number: int, shown: str) -> None:
    words = Catalogues().words("uk")
    assert words.plural("{n} swim", "{n} swims", number).format(n=number) == shown


@pytest.mark.parametrize(
    ("code", "language"), [("uk", "uk"), ("en-GB", "en"), ("ru", "ru"), ("pl", "uk"), (None, "uk")]
)
def test_a_client_gets_the_nearest_language_and_else_ukrainian(code: str | None, language: str) -> None:
    assert Catalogues().words(code).language == language


@pytest.mark.parametrize(("language", "mark"), [("uk", ","), ("ru", ","), ("en", ".")])
def test_the_decimal_mark_is_the_languages_own(language: str, mark: str) -> None:
    assert Catalogues().words(language).decimal == mark
