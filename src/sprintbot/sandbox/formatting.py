"""From what a bot sent to what Telegram keeps: markup read, control characters cleaned, ends trimmed, entities put
in order, commands and links found."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from .errors import ViolationError, bad_request
from .html import Entity, parse_html, utf16_length

MAX_ENTITIES = 100
_BLOCKQUOTES = ("blockquote", "expandable_blockquote")
_PRE = ("pre", "code")
_SPLITTABLE = ("bold", "italic", "underline", "strikethrough", "spoiler")
_ORDER = {kind: place for place, kind in enumerate((*_BLOCKQUOTES, *_PRE, "text_link", "text_mention"))}
_ORDER |= {kind: 90 + place for place, kind in enumerate((*_SPLITTABLE, "custom_emoji"))}
_ARGUMENTS = {"text_link": "url", "text_mention": "user", "custom_emoji": "custom_emoji_id"}
_KNOWN = frozenset(_ORDER) | {
    "mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number", "date_time",
}  # fmt: skip
_REMOVED = re.compile("[\r\u2028-\u202e\u0333\u033f\u030a]")
_TO_SPACE = re.compile("[\0-\x09\x0b\x0c\x0e-\x1f]")
_TRAILING_SPACE = re.compile(r"[\s\u200b-\u200f\u2060\ufeff\u00ad]+\Z")

_FOUND = re.compile(
    r"(?P<email>(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    r"|(?P<url>https?://[^\s<>\"«»]+|(?<![\w.@/-])(?:[a-zA-Z0-9-]+\.)+(?:com|org|net|me|ua|info|io|eu|app)"
    r"(?![\w-])(?:/[^\s<>\"«»]*)?)"
    r"|(?P<bot_command>(?<![\w/<>.@#])/[a-zA-Z0-9_]{1,64}(?:@[a-zA-Z0-9_]{3,32})?(?![\w/<>]))"
    r"|(?P<mention>(?<![\w/@])@[a-zA-Z0-9_]{2,32}(?!\w))"
    r"|(?P<hashtag>(?<![\w/#])#\w{1,256})"
)


@dataclass(frozen=True, slots=True)
class FormattedText:
    text: str
    entities: tuple[Entity, ...] = ()


def format_text(source: str, parse_mode: str | None, given: list[Entity] | None) -> FormattedText:
    """What Telegram keeps of a text; empty when nothing visible is left. Raises ApiError 400."""
    if not _encodable(source):
        raise bad_request("strings must be encoded in UTF-8")
    match (parse_mode or "").lower():
        case "":
            text, entities = source, _given_entities(given or [])
        case "html":
            text, entities = parse_html(source)
        case "markdown" | "markdownv2":
            raise ViolationError(f"parse_mode {parse_mode} is not supported by the sandbox; send HTML or entities")
        case _:
            raise bad_request("unsupported parse_mode")
    text, entities = _clean(text, entities)
    entities = _in_order(entities)
    text, entities = _trim(text, entities)
    entities = _merge(entities, find_entities(text))
    return FormattedText(text, tuple(entities[:MAX_ENTITIES]))


def find_entities(text: str) -> list[Entity]:
    """Commands, mentions, addresses and hashtags that every Telegram client finds by itself."""
    if not any(sign in text for sign in "/@#."):
        return []
    found: list[Entity] = []
    for match in _FOUND.finditer(text):
        kind, piece = str(match.lastgroup), match.group()
        if kind == "url":
            piece = piece.rstrip(".,:;!?'\")]}…")
        if kind == "hashtag" and not re.search(r"[^\W\d_]", piece):
            continue
        offset = utf16_length(text[: match.start()])
        found.append({"type": kind, "offset": offset, "length": utf16_length(piece)})
    return found


def _encodable(text: str) -> bool:
    return text.isascii() or not re.search("[\ud800-\udfff]", text)


def _given_entities(given: list[Entity]) -> list[Entity]:
    entities: list[Entity] = []
    for entity in given:
        if not isinstance(entity, dict):
            raise bad_request("can't parse MessageEntity: expected an Object")
        kind, offset, length = entity.get("type"), entity.get("offset"), entity.get("length")
        if not isinstance(kind, str) or kind not in _KNOWN or not _is_count(offset) or not _is_count(length):
            raise bad_request("can't parse MessageEntity: wrong type, offset or length")
        if kind in _ARGUMENTS and not isinstance(entity.get(_ARGUMENTS[kind]), dict if kind == "text_mention" else str):
            raise bad_request(f'can\'t parse MessageEntity: {kind} needs "{_ARGUMENTS[kind]}"')
        if length and kind in _ORDER:
            entities.append(dict(entity))
    return entities


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and 0 <= value <= 1_000_000


def _clean(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Control characters become spaces; carriage returns and a few more vanish, and entities move with them."""
    text = _TO_SPACE.sub(" ", text)
    for match in reversed(list(_REMOVED.finditer(text))):
        at = utf16_length(text[: match.start()])
        for entity in entities:
            end = entity["offset"] + entity["length"]
            entity["offset"] -= entity["offset"] > at
            entity["length"] = max(0, end - (end > at) - entity["offset"])
    total = utf16_length(text := _REMOVED.sub("", text))
    for entity in entities:
        entity["length"] = min(entity["length"], total - entity["offset"])
    return text, [entity for entity in entities if entity["length"] > 0]


def _in_order(entities: list[Entity]) -> list[Entity]:
    """Entities as Telegram nests them: no formatting inside code, no quote inside a quote, equal neighbours joined."""
    firm = sorted((entity for entity in entities if entity["type"] not in _SPLITTABLE), key=_sort_key)
    quotes = _without_overlaps(entity for entity in firm if entity["type"] in _BLOCKQUOTES)
    inline = _without_overlaps(entity for entity in firm if entity["type"] not in _BLOCKQUOTES)
    blocked = [(entity["offset"], _end(entity)) for entity in inline if entity["type"] in _PRE]
    styles: list[Entity] = []
    for kind in _SPLITTABLE:
        spans = [(entity["offset"], _end(entity)) for entity in entities if entity["type"] == kind]
        styles += [
            {"type": kind, "offset": begin, "length": end - begin}
            for joined in _joined(spans)
            for begin, end in _outside(joined, blocked)
        ]
    return sorted([*quotes, *inline, *styles], key=_sort_key)


def _sort_key(entity: Entity) -> tuple[int, int, int]:
    return entity["offset"], -entity["length"], _ORDER.get(entity["type"], 50)


def _end(entity: Entity) -> int:
    return int(entity["offset"] + entity["length"])


def _without_overlaps(entities: Iterable[Entity]) -> list[Entity]:
    kept: list[Entity] = []
    for entity in entities:
        if not kept or entity["offset"] >= _end(kept[-1]):
            kept.append(entity)
    return kept


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for begin, end in sorted(spans):
        if joined and begin <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((begin, end))
    return joined


def _outside(span: tuple[int, int], blocked: list[tuple[int, int]]) -> list[tuple[int, int]]:
    begin, end = span
    parts: list[tuple[int, int]] = []
    for low, high in blocked:
        if high <= begin or low >= end:
            continue
        if begin < low:
            parts.append((begin, low))
        begin = max(begin, high)
    if begin < end:
        parts.append((begin, end))
    return parts


def _trim(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """White space goes from both ends; at the beginning only as far as the first entity, so a `<pre>` keeps its
    indent."""
    text = _TRAILING_SPACE.sub("", text)
    total = utf16_length(text)
    kept = []
    for entity in entities:
        entity["length"] = min(entity["length"], total - entity["offset"])
        if entity["length"] > 0 and not _is_blank(text, entity):
            kept.append(entity)
    first = min((entity["offset"] for entity in kept), default=total)
    leading = min(len(text) - len(text.lstrip(" \n")), first)
    for entity in kept:
        entity["offset"] -= leading
    return text[leading:], sorted(kept, key=_sort_key)


def _is_blank(text: str, entity: Entity) -> bool:
    if entity["type"] in _ARGUMENTS:
        return False
    units = text.encode("utf-16-le")[2 * entity["offset"] : 2 * _end(entity)]
    return not units.decode("utf-16-le", "replace").strip()


def _merge(entities: list[Entity], found: list[Entity]) -> list[Entity]:
    """Found entities give way to links and code that the bot marked."""
    firm = [entity for entity in entities if entity["type"] not in (*_SPLITTABLE, *_BLOCKQUOTES)]
    free = [new for new in found if all(_end(new) <= old["offset"] or _end(old) <= new["offset"] for old in firm)]
    return sorted([*entities, *free], key=_sort_key) if free else entities
