"""Telegram's HTML: what it takes, what it refuses, and in which words."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sprintbot.sandbox.errors import ApiError
from sprintbot.sandbox.html import Entity, parse_html, utf16_length

# Any character that Telegram can carry: no lone surrogates.
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
TAGS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "tg-spoiler": "spoiler",
    "code": "code", "pre": "pre", "blockquote": "blockquote",
}  # fmt: skip


def piece(text: str, entity: Entity) -> str:
    units = text.encode("utf-16-le", "surrogatepass")
    begin = 2 * entity["offset"]
    return units[begin : begin + 2 * entity["length"]].decode("utf-16-le", "surrogatepass")


def spans(source: str) -> tuple[str, list[tuple[str, int, int]]]:
    text, entities = parse_html(source)
    return text, [(entity["type"], entity["offset"], entity["length"]) for entity in entities]


@pytest.mark.parametrize(("tag", "kind"), TAGS.items())
def test_each_tag_marks_its_text_in_utf16_units(tag: str, kind: str) -> None:
    assert spans(f"🏊 до <{tag}>час 🏅</{tag}> ні") == ("🏊 до час 🏅 ні", [(kind, 6, 6)])


@pytest.mark.parametrize(
    ("source", "entity"),
    [
        ('<span class="tg-spoiler">x</span>', {"type": "spoiler"}),
        ('<tg-emoji emoji-id="5368324170671202286">👍</tg-emoji>', {"custom_emoji_id": "5368324170671202286"}),
        ('<a href="https://example.com/a?b=1&amp;c=2">x</a>', {"url": "https://example.com/a?b=1&c=2"}),
        ("<a href='example.com'>x</a>", {"url": "http://example.com/"}),
        ("<a>example.com</a>", {"type": "text_link", "url": "http://example.com/"}),
        ('<a href="tg://user?id=5000000002">x</a>', {"type": "text_mention", "user_id": 5_000_000_002}),
        ('<pre><code class="language-python">x</code></pre>', {"type": "pre", "language": "python"}),
        ('<code class="language-python"><pre>x</pre></code>', {"type": "pre", "language": "python"}),
        ("<blockquote expandable>x</blockquote>", {"type": "expandable_blockquote"}),
        ('<blockquote expandable="">x</blockquote>', {"type": "expandable_blockquote"}),
        ("<B  class = x-1.y >x</b >", {"type": "bold"}),
        ("<b>x</>", {"type": "bold"}),
    ],
)
def test_one_tag_with_attributes_becomes_one_entity(source: str, entity: Entity) -> None:
    _, entities = parse_html(source)
    assert len(entities) == 1
    assert entity.items() <= entities[0].items()


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("&lt;b&gt; &amp; &quot;&#1030;&#x406;&#128171;", '<b> & "ІІ💫'),
        ("&lt &nbsp; &laquo; &#0; &#12345678; &", "< &nbsp; &laquo; &#0; &#12345678; &"),
        ("1 > 0", "1 > 0"),
        ("<b></b>", ""),
        ('<a href="javascript:alert(1)">x</a>', "x"),
        ('<a href="http://localhost/">x</a>', "x"),
        ("<a>x y</a>", "x y"),
    ],
)
def test_references_are_read_and_useless_tags_leave_their_text(source: str, text: str) -> None:
    assert parse_html(source) == (text, [])


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        ("їжа <div>", 'Unsupported start tag "div" at byte offset 7'),
        ("1 < 2", 'Unsupported start tag "" at byte offset 2'),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("🏊<", "Unclosed start tag at byte offset 4"),
        ('<a href="x', "Unclosed start tag at byte offset 0"),
        ("<a href = ", 'Unclosed start tag "a" at byte offset 0'),
        ("<i =x>", 'Empty attribute name in the tag "i" at byte offset 0'),
        (
            "<i x>y</i>",
            'Expected equal sign in declaration of an attribute of the tag "i" at byte offset 0',
        ),
        ("<i x=a_b>", "Unexpected end of name token at byte offset 5"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<b>ї</i>", 'Unmatched end tag at byte offset 5, expected "</b>", found "</i>"'),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<tg-emoji emoji-id='x'>y</tg-emoji>", "Invalid custom emoji identifier specified"),
        ("&#xD83C;", "Text contains invalid Unicode characters after decoding HTML entities, check for unmatched "),
    ],
)
def test_bad_markup_is_refused_with_its_place_in_bytes(source: str, problem: str) -> None:
    with pytest.raises(ApiError) as refusal:
        parse_html(source)
    assert refusal.value.status == 400
    assert refusal.value.description.startswith(f"Bad Request: can't parse entities: {problem}")


@given(TEXT)
def test_escaped_text_comes_back_unchanged(text: str) -> None:
    """Law: html.escape is enough to send any text."""
    assert parse_html(html.escape(text)) == (text, [])


@given(st.recursive(TEXT.map(lambda text: (None, [text])), lambda inner: st.tuples(
    st.sampled_from(sorted(TAGS)), st.lists(inner, max_size=3)), max_leaves=8))  # fmt: skip
def test_offsets_point_at_the_marked_text(tree: tuple[str | None, list[object]]) -> None:
    """Law: cutting the text at an entity's UTF-16 offsets gives what stood between its tags."""
    expected: list[tuple[str, str]] = []

    def write(node: object) -> tuple[str, str]:
        if isinstance(node, str):
            return html.escape(node), node
        assert isinstance(node, tuple)
        tag, inner = node
        written = [write(child) for child in inner]
        markup, text = "".join(part[0] for part in written), "".join(part[1] for part in written)
        if tag is None:
            return markup, text
        if text:
            expected.append((TAGS[tag], text))
        return f"<{tag}>{markup}</{tag}>", text

    markup, text = write(tree)
    parsed, entities = parse_html(markup)
    assert parsed == text
    assert [(entity["type"], piece(parsed, entity)) for entity in entities] == expected
    assert all(entity["offset"] + entity["length"] <= utf16_length(parsed) for entity in entities)


@given(st.lists(st.sampled_from(
    ["<", ">", "/", "b", "a", "pre", "code", " ", "=", '"', "'", "&", "#", "x", ";", "lt", "9", "href", "class",
     "blockquote", "expandable", "span", "\0", "\n", "ї", "🏊", "\ud83c", "[", "]", "://", "."]
) | st.characters(), max_size=30).map("".join))  # fmt: skip
@example("<a href='http://[x'>y</a>")
@example("<a href='http://a.bc:99999999'>y</a>")
@example("&#" + "9" * 5000 + ";")
def test_any_text_is_parsed_or_refused_in_telegrams_words(source: str) -> None:
    """Law: whatever the bot sends, the answer is a text or a 400, never an accident."""
    try:
        text, entities = parse_html(source)
    except ApiError as refusal:
        assert re.match("Bad Request: can't parse entities: .", refusal.description)  # noqa: PT017
    else:
        total = utf16_length(text)
        assert all(0 < entity["length"] <= total - entity["offset"] for entity in entities)
