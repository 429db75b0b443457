"""An update as the handlers see it: who asks, where, and what. Read straight from Telegram's JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    COMMAND = "command"
    TEXT = "text"
    BUTTON = "button"
    FILE = "file"
    OTHER = "other"
    """A sticker, a voice message, a place: nothing we read."""
    BLOCKED = "blocked"
    """The person blocked the bot, or the group threw it out."""
    SILENT = "silent"
    """Nothing to answer: a service message, or the person let the bot in again."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """`text` is the words after a command, the typed text, a file's caption, or a button's data."""

    kind: Kind
    chat_id: int
    user_id: int
    name: str
    language: str | None
    private: bool
    message_id: int | None = None
    command: str = ""
    text: str = ""
    callback_id: str | None = None
    thread_id: int | None = None


_FILES = ("document", "photo", "video", "audio", "voice", "animation", "video_note")


def read_update(raw: Mapping[str, Any], bot_name: str) -> Incoming | None:
    """None for what has no person to answer. A command that names another bot is not for us."""
    if "callback_query" in raw:
        return _button(raw["callback_query"])
    if "my_chat_member" in raw:
        return _membership(raw["my_chat_member"])
    if "message" in raw:
        return _message(raw["message"], bot_name)
    return None


def _button(query: Mapping[str, Any]) -> Incoming | None:
    message = query.get("message")
    if not message:
        return None
    return _from(
        query["from"],
        message["chat"],
        Kind.BUTTON,
        message_id=message["message_id"],
        text=query.get("data", ""),
        callback_id=query["id"],
        thread_id=_thread(message),
    )


def _membership(member: Mapping[str, Any]) -> Incoming:
    gone = member["new_chat_member"]["status"] in ("kicked", "left")
    return _from(member["from"], member["chat"], Kind.BLOCKED if gone else Kind.SILENT)


def _message(message: Mapping[str, Any], bot_name: str) -> Incoming | None:
    sender = message.get("from")
    if sender is None:
        return None
    common: dict[str, Any] = {"message_id": message["message_id"], "thread_id": _thread(message)}
    text = message.get("text")
    if text is None:
        kind = Kind.FILE if any(name in message for name in _FILES) else _otherwise(message)
        return _from(sender, message["chat"], kind, text=message.get("caption", ""), **common)
    if not text.startswith("/"):
        return _from(sender, message["chat"], Kind.TEXT, text=text, **common)
    head, _, rest = text.partition("\n") if "\n" in text.split(" ", 1)[0] else text.partition(" ")
    command, _, addressed = head[1:].partition("@")
    if addressed and addressed.casefold() != bot_name.casefold():
        return None
    return _from(sender, message["chat"], Kind.COMMAND, command=command.casefold(), text=rest.strip(), **common)


def _otherwise(message: Mapping[str, Any]) -> Kind:
    """Service messages (somebody joined, a title changed) want no answer; stickers and places get a helpful one."""
    shown = ("sticker", "location", "contact", "poll", "dice", "venue", "story", "game")
    return Kind.OTHER if any(name in message for name in shown) else Kind.SILENT


def _thread(message: Mapping[str, Any]) -> int | None:
    return message.get("message_thread_id") if message.get("is_topic_message") else None


def _from(sender: Mapping[str, Any], chat: Mapping[str, Any], kind: Kind, **rest: Any) -> Incoming:
    name = " ".join(filter(None, (sender.get("first_name"), sender.get("last_name"))))
    return Incoming(
        kind,
        chat["id"],
        sender["id"],
        name,
        sender.get("language_code"),
        chat["type"] == "private",
        **rest,
    )
