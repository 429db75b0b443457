"""The laws of a screen: it fits a phone, it fits Telegram, and nothing that a person typed becomes markup."""

from __future__ import annotations

from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from sprintbot.adapters.i18n import Catalogues
from sprintbot.adapters.telegram.callbacks import LONGEST, LONGEST_DATA, Callbacks
from sprintbot.adapters.telegram.incoming import Kind, read_update
from sprintbot.adapters.telegram.screen import LONGEST_TEXT, TABLE_WIDTH, pages, table
from sprintbot.adapters.telegram.speech import Markup, Speech, lines, safe

SAY = Speech(Catalogues().words("uk"))
CELLS = st.text("абвгґ<>&0123456789:,", min_size=1, max_size=12)


@given(st.lists(st.tuples(st.text("абв <&", max_size=40), st.text("0123456789:,", min_size=1, max_size=9)), min_size=1))
def test_a_table_with_one_wide_column_of_words_fits_a_phone(rows: list[tuple[str, str]]) -> None:
    """Protects readers at 360 px: long names are cut, numbers never."""
    shown = str(table(rows, frozenset({0}))).removeprefix("<pre>").removesuffix("</pre>")
    for line, (_, number) in zip(shown.split("\n"), rows, strict=True):
        assert len(unescape(line)) <= TABLE_WIDTH
        assert unescape(line).endswith(number)


@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=20))
def test_nothing_typed_becomes_markup(rows: list[tuple[str, str]]) -> None:
    """Protects against broken or forged tags: Telegram refuses the one and shows the other."""
    shown = str(table(rows))
    assert shown.count("<") == 2
    assert SAY.t("“{typed}” is no time", typed=rows[0][0]) == f"«{safe(rows[0][0])}» — це не час"


@given(st.lists(st.text("абв 12", max_size=90), max_size=200), st.booleans())
def test_a_long_text_is_cut_into_messages_that_telegram_takes_and_loses_no_line(said: list[str], inside: bool) -> None:
    """Protects long tables: every page is whole markup, and all the lines are still there, in order."""
    text = Markup("<pre>" + "\n".join(said) + "</pre>") if inside else lines(*said)
    cut = pages(text)
    assert all(len(page) <= LONGEST_TEXT for page in cut)
    assert all(page.count("<pre>") == page.count("</pre>") for page in cut)
    plain = "\n".join(str(page).replace("<pre>", "").replace("</pre>", "") for page in cut)
    assert plain == "\n".join(said)


@given(st.integers(1, 2**52), st.text("abcdef0123456789:._-", max_size=LONGEST_DATA), st.integers(1, 2**52))
def test_a_button_works_for_whom_it_was_made_and_for_nobody_else(user: int, data: str, other: int) -> None:
    """Protects a group: another member's finger on the keyboard does nothing."""
    callbacks = Callbacks(b"secret")
    signed = callbacks.sign(user, data)
    assert len(signed.encode()) <= LONGEST
    assert callbacks.read(user, signed) == data
    assert other == user or callbacks.read(other, signed) is None
    assert Callbacks(b"another").read(user, signed) is None


@given(st.integers(1, 2**52), st.text(max_size=70))
def test_any_text_as_button_data_is_read_without_a_fault(user: int, forged: str) -> None:
    """Protects the dispatcher: data comes from people."""
    assert Callbacks(b"secret").read(user, forged) is None


def test_a_command_may_name_its_bot_and_only_ours_is_answered() -> None:
    message = {"message_id": 1, "from": {"id": 5, "first_name": "X"}, "chat": {"id": -1, "type": "group"}}
    ours = read_update({"message": message | {"text": "/best@SprintBot Прізвище"}}, "sprintbot")
    assert ours is not None
    assert (ours.kind, ours.command, ours.text, ours.private) == (Kind.COMMAND, "best", "Прізвище", False)
    assert read_update({"message": message | {"text": "/best@otherbot"}}, "sprintbot") is None


def test_lines_under_a_command_are_its_words() -> None:
    message = {"message_id": 1, "from": {"id": 5, "first_name": "X"}, "chat": {"id": 5, "type": "private"}}
    read = read_update({"message": message | {"text": "/athletes\nОдин 2010 ч\nДва 2011 ж"}}, "sprintbot")
    assert read is not None
    assert read.text == "Один 2010 ч\nДва 2011 ж"
