"""What Telegram keeps of a text: cleaned, trimmed, its entities in order."""

from __future__ import annotations

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sprintbot.sandbox.errors import ApiError, ViolationError
from sprintbot.sandbox.formatting import MAX_ENTITIES, format_text
from sprintbot.sandbox.html import Entity, utf16_length

ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
KINDS = ("bold", "italic", "underline", "strikethrough", "spoiler", "code", "pre", "blockquote")


def kept(source: str, mode: str | None = "HTML") -> tuple[str, list[tuple[str, int, int]]]:
    formatted = format_text(source, mode, None)
    return formatted.text, [(one["type"], one["offset"], one["length"]) for one in formatted.entities]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("  <b>x</b>  ", ("x", [("bold", 0, 1)])),
        ("a<b> </b>b", ("a b", [])),
        ("<pre>  25   14,05\n 50   29,80  </pre>\n\n", ("  25   14,05\n 50   29,80", [("pre", 0, 24)])),
        ("<b>a</b><b>b</b>", ("ab", [("bold", 0, 2)])),
        ("<b>a<code>b</code>c</b>", ("abc", [("bold", 0, 1), ("code", 1, 1), ("bold", 2, 1)])),
        ("<pre><b>x</b></pre>", ("x", [("pre", 0, 1)])),
        ("<b><i>x</i></b>", ("x", [("bold", 0, 1), ("italic", 0, 1)])),
        ("<blockquote>a<blockquote>b</blockquote></blockquote>", ("ab", [("blockquote", 0, 2)])),
        ("a\r\nb\tc\u202ed", ("a\nb cd", [])),
        ("\r<b>ж\r🏊</b>", ("ж🏊", [("bold", 0, 3)])),
        ("див. /best@sprint_bot і @coach_1, #кроль2", (
            "див. /best@sprint_bot і @coach_1, #кроль2",
            [("bot_command", 5, 16), ("mention", 24, 8), ("hashtag", 34, 7)],
        )),
        ("https://example.com/x?y=1. a@b.co", (
            "https://example.com/x?y=1. a@b.co", [("url", 0, 25), ("email", 27, 6)],
        )),
        ("<code>/start</code> 1/2 a/b 12.05 #50", ("/start 1/2 a/b 12.05 #50", [("code", 0, 6)])),
        ("", ("", [])),
        (" \n\t ", ("", [])),
    ],
)  # fmt: skip
def test_what_is_kept(source: str, expected: tuple[str, list[tuple[str, int, int]]]) -> None:
    assert kept(source) == expected


def test_markdown_is_refused_loudly_and_an_unknown_mode_in_telegrams_words() -> None:
    for mode in ("Markdown", "MarkdownV2"):
        with pytest.raises(ViolationError, match="not supported by the sandbox"):
            format_text("*x*", mode, None)
    with pytest.raises(ApiError, match="unsupported parse_mode"):
        format_text("x", "BBCode", None)


def test_only_the_first_hundred_entities_are_kept() -> None:
    formatted = format_text("<b>a</b> " * 150, "HTML", None)
    assert len(formatted.entities) == MAX_ENTITIES


@pytest.mark.parametrize(
    "entity",
    [{"type": "marquee", "offset": 0, "length": 1}, {"type": "bold", "offset": -1, "length": 1}, {"type": "bold"},
     {"type": "text_link", "offset": 0, "length": 1}],
)  # fmt: skip
def test_a_bad_given_entity_is_refused(entity: Entity) -> None:
    with pytest.raises(ApiError, match="can't parse MessageEntity"):
        format_text("x", None, [entity])


def test_a_lone_surrogate_is_not_a_text() -> None:
    with pytest.raises(ApiError, match="strings must be encoded in UTF-8"):
        format_text("a\ud83c", None, None)


@given(ANY_TEXT)
def test_plain_and_escaped_text_are_kept_alike(text: str) -> None:
    """Law: a text means the same with and without parse_mode, once escaped."""
    assert format_text(html.escape(text), "HTML", None) == format_text(text, None, None)


@given(ANY_TEXT)
def test_keeping_a_kept_text_changes_nothing(text: str) -> None:
    """Law: what Telegram gives back may be sent again as it is (edits compare equal)."""
    once = format_text(text, None, None)
    assert format_text(once.text, None, None) == once


@given(
    ANY_TEXT,
    st.lists(
        st.builds(
            lambda kind, offset, length: {"type": kind, "offset": offset, "length": length},
            st.sampled_from(KINDS), st.integers(0, 70), st.integers(0, 70),
        ),
        max_size=6,
    ),
)  # fmt: skip
def test_entities_stay_inside_the_text_and_never_style_code(text: str, entities: list[Entity]) -> None:
    """Law: whatever entities are given, the kept ones lie in the text, and nothing styles code or `pre`."""
    formatted = format_text(text, None, entities)
    total = utf16_length(formatted.text)
    code = set()
    for entity in formatted.entities:
        assert 0 <= entity["offset"] < entity["offset"] + entity["length"] <= total
        if entity["type"] in ("code", "pre"):
            code |= set(range(entity["offset"], entity["offset"] + entity["length"]))
    for entity in formatted.entities:
        if entity["type"] in ("bold", "italic", "underline", "strikethrough", "spoiler"):
            assert code.isdisjoint(range(entity["offset"], entity["offset"] + entity["length"]))
