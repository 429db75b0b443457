"""What people say: messages, edits, files, presses of buttons; and which of it the bot hears."""

from __future__ import annotations

import secrets
from dataclasses import asdict
from typing import Any

from .backend import Backend, Callback
from .errors import ControlError
from .files import content_of
from .formatting import FormattedText, format_text
from .html import utf16_length
from .markup import MAX_CALLBACK_DATA
from .outgoing import MAX_CAPTION, MAX_TEXT, reply_json
from .world import Chat, Json, Person

OLD_CALLBACK_SECONDS = 3600


def find_person(backend: Backend, user_id: Any) -> Person:
    person = backend.world.people.get(user_id)
    if person is None:
        raise ControlError(404, f"no user {user_id}")
    return person


def find_chat(backend: Backend, chat_id: Any) -> Chat:
    chat = backend.world.chats.get(chat_id)
    if chat is None:
        raise ControlError(404, f"no chat {chat_id}")
    return chat


def write(backend: Backend, chat: Chat, sender: Person, text: str, reply_to: int | None) -> tuple[Json, int | None]:
    """A text message. Returns the message and the id of its update, None where the bot does not hear it."""
    formatted = _typed(text, MAX_TEXT, "text")
    if not formatted.text:
        raise ControlError(400, "the text is empty")
    content: Json = {"text": formatted.text}
    if formatted.entities:
        content["entities"] = list(formatted.entities)
    return _post(backend, chat, sender, content, reply_to)


def send_file(
    backend: Backend, chat: Chat, sender: Person, *, kind: str, name: str, mime_type: str, body: bytes, caption: str
) -> tuple[Json, int | None]:
    formatted = _typed(caption, MAX_CAPTION, "caption")
    content = content_of(backend.files.add(kind, name, mime_type, body))
    if formatted.text:
        content["caption"] = formatted.text
    if formatted.entities:
        content["caption_entities"] = list(formatted.entities)
    return _post(backend, chat, sender, content, None)


def edit(backend: Backend, chat: Chat, sender: Person, message_id: int, text: str) -> tuple[Json, int | None]:
    message = chat.messages.get(message_id)
    if message is None or message["from"]["id"] != sender.id:
        raise ControlError(404, f"{sender.name} has no message {message_id} in this chat")
    field = "text" if "text" in message else "caption"
    formatted = _typed(text, MAX_TEXT if field == "text" else MAX_CAPTION, field)
    if field == "text" and not formatted.text:
        raise ControlError(400, "the text is empty")
    message[field] = formatted.text
    entities = "entities" if field == "text" else "caption_entities"
    message.pop(entities, None)
    if formatted.entities:
        message[entities] = list(formatted.entities)
    message["edit_date"] = int(backend.clock.now())
    backend.world.keep_message(message)
    backend.feed.publish("edit", chat_id=chat.id, message=message)
    heard = _heard(backend, chat, message)
    return message, backend.updates.add("edited_message", dict(message), chat.id) if heard else None


def press(backend: Backend, chat: Chat, sender: Person, message_id: int, data: str) -> tuple[str, int | None]:
    """Press a button, or forge a press: any data of 1 to 64 bytes, on any message there is or was."""
    _must_be_in(chat, sender)
    if not 1 <= len(data.encode("utf-8", "replace")) <= MAX_CALLBACK_DATA:
        raise ControlError(400, "callback data takes 1 to 64 bytes")
    message = chat.messages.get(message_id)
    if message is None and not backend.world.was_issued(message_id):
        raise ControlError(404, f"no message {message_id} in chat {chat.id}")
    shown = message or {"chat": backend.world.chat_json(chat), "message_id": message_id, "date": 0}
    _forget_old_callbacks(backend)
    query_id = str(secrets.randbits(62) + 1)
    callback = Callback(backend.clock.now(), chat.id, sender.id)
    backend.callbacks[query_id] = callback
    backend.store.put("callback", query_id, asdict(callback))
    query = {
        "id": query_id,
        "from": sender.as_user(),
        "message": dict(shown),
        "chat_instance": str(chat.id * 1_000_003 % 2**62),
        "data": data,
    }
    return query_id, backend.updates.add("callback_query", query, chat.id)


def _post(backend: Backend, chat: Chat, sender: Person, content: Json, reply_to: int | None) -> tuple[Json, int | None]:
    _must_be_in(chat, sender)
    if chat.migrated_to is not None:
        raise ControlError(400, f"this group became the supergroup {chat.migrated_to}")
    if chat.type == "private":
        if sender.blocked:
            raise ControlError(409, f"{sender.name} has blocked the bot; unblock it first")
        if not sender.started:
            sender.started = True
            backend.world.keep_person(sender)
    if reply_to is not None:
        if reply_to not in chat.messages:
            raise ControlError(404, f"no message {reply_to} to reply to")
        content = {"reply_to_message": reply_json(chat.messages[reply_to]), **content}
    message = backend.world.add_message(chat, sender.as_user(), backend.clock.now(), **content)
    backend.feed.publish("message", chat_id=chat.id, message=message)
    heard = _heard(backend, chat, message)
    return message, backend.updates.add("message", dict(message), chat.id) if heard else None


def _heard(backend: Backend, chat: Chat, message: Json) -> bool:
    """Group privacy: of ordinary talk a bot gets commands, replies to it and mentions of it."""
    if chat.type == "private" or chat.bot == "administrator":
        return True
    if chat.bot != "member":
        return False
    bot = backend.world.bot
    if not backend.settings.privacy or message.get("reply_to_message", {}).get("from", {}).get("id") == bot["id"]:
        return True
    text: str = message.get("text") or message.get("caption") or ""
    units = text.encode("utf-16-le")
    name = f"@{bot['username']}".lower()
    entities: list[Json] = message.get("entities") or message.get("caption_entities") or []
    for entity in entities:
        begin = 2 * entity["offset"]
        piece = units[begin : begin + 2 * entity["length"]].decode("utf-16-le").lower()
        if entity["type"] == "bot_command" and ("@" not in piece or piece.endswith(name)):
            return True
        if entity["type"] == "mention" and piece == name:
            return True
    return False


def _typed(text: str, longest: int, what: str) -> FormattedText:
    formatted = format_text(text, None, None)
    if utf16_length(formatted.text) > longest:
        raise ControlError(400, f"the {what} is longer than {longest}; a Telegram client would split it")
    return formatted


def _must_be_in(chat: Chat, person: Person) -> None:
    if person.id not in chat.members:
        raise ControlError(403, f"{person.name} is not in this chat")


def _forget_old_callbacks(backend: Backend) -> None:
    oldest = backend.clock.now() - OLD_CALLBACK_SECONDS
    while backend.callbacks and next(iter(backend.callbacks.values())).created < oldest:
        query_id = next(iter(backend.callbacks))
        del backend.callbacks[query_id]
        backend.store.drop("callback", query_id)
