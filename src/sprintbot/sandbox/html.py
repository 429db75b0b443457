"""Telegram's HTML: the tags it knows, its own lenient grammar, its words when it refuses.

Positions in refusals are byte offsets in UTF-8, as Telegram counts them; offsets of entities are UTF-16 units.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from .errors import bad_request
from .links import checked_link, mentioned_user

Entity = dict[str, Any]

_KINDS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "tg-spoiler": "spoiler",
    "span": "spoiler", "tg-emoji": "custom_emoji", "a": "text_link", "pre": "pre", "code": "code",
    "blockquote": "blockquote",
}  # fmt: skip
_SPECIAL = re.compile("[&<]")
_REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]*)|#([0-9]*)|([a-zA-Z]*))(;?)")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_SPACE = " \t\r\n\0\v"
_TAG_NAME = re.compile(r"[^ \t\r\n\0\v>]*")
_ATTRIBUTE_NAME = re.compile(r"[^ \t\r\n\0\v=>]*")
_NAME_TOKEN = re.compile(r"[A-Za-z0-9.-]*")
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class _Open:
    tag: str
    argument: str
    offset: int
    start: int


def utf16_length(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """Text without markup and its entities, in the order their tags close. Raises ApiError 400."""
    try:
        return _Parser(source).parse()
    except _MarkupError as refusal:
        raise bad_request(f"can't parse entities: {refusal}") from None


class _MarkupError(Exception):
    pass


class _Parser:
    def __init__(self, source: str) -> None:
        self._source = source
        self._at = 0
        self._text = ""
        self._offset = 0
        self._open: list[_Open] = []
        self._entities: list[Entity] = []

    def parse(self) -> tuple[str, list[Entity]]:
        source = self._source
        while (special := _SPECIAL.search(source, self._at)) is not None:
            self._append(source[self._at : special.start()])
            self._at = special.start()
            if source[self._at] == "&":
                self._append(self._reference() or self._take(1))
            elif source.startswith("</", self._at):
                self._end_tag()
            else:
                self._start_tag()
        self._append(source[self._at :])
        if self._open:
            raise _MarkupError(f'Can\'t find end tag corresponding to start tag "{self._open[-1].tag}"')
        if _SURROGATE.search(self._text):
            raise _MarkupError(
                "Text contains invalid Unicode characters after decoding HTML entities, "
                "check for unmatched surrogate code units"
            )
        for entity in self._entities:
            if entity["type"] == "code":
                entity.pop("language", None)
        return self._text, self._entities

    def _append(self, text: str) -> None:
        self._text += text
        self._offset += utf16_length(text)

    def _take(self, length: int) -> str:
        taken = self._source[self._at : self._at + length]
        self._at += length
        return taken

    def _reference(self) -> str:
        """The character that `&…;` stands for, stepped over; empty when it is no reference Telegram knows."""
        match = _REFERENCE.match(self._source, self._at)
        if match is None:
            return ""
        hexadecimal, decimal, name, semicolon = match.groups()
        if name is not None:
            character = _NAMED.get(name, "")
        else:
            digits, base = (hexadecimal, 16) if hexadecimal is not None else (decimal, 10)
            too_long = match.end() - len(semicolon) - match.start() >= 10
            code = 0 if too_long or not digits else int(digits, base)
            character = chr(code) if 0 < code < 0x10FFFF else ""
        if character:
            self._at = match.end()
        return character

    def _match(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self._source, self._at)
        found = match.group() if match else ""
        self._at += len(found)
        return found

    def _skip_space(self) -> None:
        while self._at < len(self._source) and self._source[self._at] in _SPACE:
            self._at += 1

    def _ended(self) -> bool:
        return self._at >= len(self._source)

    def _byte(self, position: int) -> int:
        return len(self._source[:position].encode("utf-8", "surrogatepass"))

    def _start_tag(self) -> None:
        begin = self._at
        self._at += 1
        tag = self._match(_TAG_NAME).lower()
        if self._ended():
            raise _MarkupError(f"Unclosed start tag at byte offset {self._byte(begin)}")
        if tag not in _KINDS:
            raise _MarkupError(f'Unsupported start tag "{tag}" at byte offset {self._byte(begin)}')
        argument = ""
        self._skip_space()
        while self._ended() or self._source[self._at] != ">":
            argument = self._attribute(tag, begin) or argument
            self._skip_space()
        self._at += 1
        if tag == "span" and argument != "spoiler":
            raise _MarkupError(f'Tag "span" must have class "tg-spoiler" at byte offset {self._byte(begin)}')
        self._open.append(_Open(tag, argument, self._offset, len(self._text)))

    def _attribute(self, tag: str, begin: int) -> str:
        """Read one attribute; what it says about the entity (an address, a language …), or nothing."""
        name = self._match(_ATTRIBUTE_NAME)
        if not name:
            raise _MarkupError(f'Empty attribute name in the tag "{tag}" at byte offset {self._byte(begin)}')
        self._skip_space()
        if self._ended() or self._source[self._at] != "=":
            if (tag, name) == ("blockquote", "expandable") and not self._ended():
                return "expandable"
            raise _MarkupError(
                f'Expected equal sign in declaration of an attribute of the tag "{tag}" '
                f"at byte offset {self._byte(begin)}"
            )
        self._at += 1
        self._skip_space()
        if self._ended():
            raise _MarkupError(f'Unclosed start tag "{tag}" at byte offset {self._byte(begin)}')
        value = self._attribute_value()
        if self._ended():
            raise _MarkupError(f"Unclosed start tag at byte offset {self._byte(begin)}")
        match tag, name:
            case ("a", "href") | ("tg-emoji", "emoji-id"):
                return value
            case ("code", "class") if value.startswith("language-"):
                return value.removeprefix("language-")
            case ("span", "class") if value.startswith("tg-"):
                return value.removeprefix("tg-")
            case ("blockquote", "expandable"):
                return "expandable"
        return ""

    def _attribute_value(self) -> str:
        quote = self._source[self._at]
        if quote not in "'\"":
            begin = self._at
            token = self._match(_NAME_TOKEN).lower()
            if not self._ended() and self._source[self._at] not in _SPACE + ">":
                raise _MarkupError(f"Unexpected end of name token at byte offset {self._byte(begin)}")
            return token
        self._at += 1
        value: list[str] = []
        while not self._ended() and self._source[self._at] != quote:
            reference = self._reference() if self._source[self._at] == "&" else ""
            value.append(reference or self._take(1))
        if not self._ended():
            self._at += 1
        return "".join(value)

    def _end_tag(self) -> None:
        begin = self._at
        if not self._open:
            raise _MarkupError(f"Unexpected end tag at byte offset {self._byte(begin)}")
        self._at += 2
        tag = self._match(_TAG_NAME).lower()
        self._skip_space()
        if self._ended() or self._source[self._at] != ">":
            raise _MarkupError(f"Unclosed end tag at byte offset {self._byte(begin)}")
        self._at += 1
        opened = self._open.pop()
        if tag and tag != opened.tag:
            raise _MarkupError(
                f'Unmatched end tag at byte offset {self._byte(begin)}, expected "</{opened.tag}>", found "</{tag}>"'
            )
        if self._offset > opened.offset:
            self._close(opened)

    def _close(self, opened: _Open) -> None:
        entity: Entity = {
            "type": _KINDS[opened.tag],
            "offset": opened.offset,
            "length": self._offset - opened.offset,
        }
        last = self._entities[-1] if self._entities else {}
        same_place = (last.get("offset"), last.get("length")) == (entity["offset"], entity["length"])
        match opened.tag:
            case "a":
                url = opened.argument or self._text[opened.start :]
                user_id = mentioned_user(url)
                if user_id is not None:
                    entity |= {"type": "text_mention", "user_id": user_id}
                elif link := checked_link(url):
                    entity["url"] = link
                else:
                    return
            case "tg-emoji":
                if not re.fullmatch(r"-?[0-9]{1,19}", opened.argument) or int(opened.argument) == 0:
                    raise _MarkupError("Invalid custom emoji identifier specified")
                entity["custom_emoji_id"] = opened.argument
            case "blockquote" if opened.argument:
                entity["type"] = "expandable_blockquote"
            case "pre" if same_place and last.get("type") == "code" and last.get("language"):
                last["type"] = "pre"
                return
            case "code" if opened.argument:
                if same_place and last.get("type") == "pre":
                    last["language"] = opened.argument
                    return
                entity["language"] = opened.argument
        self._entities.append(entity)
