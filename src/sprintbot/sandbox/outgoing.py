"""What every message of the bot goes through, whatever it carries."""

from __future__ import annotations

from typing import Any

from .backend import Backend
from .errors import bad_request
from .formatting import FormattedText, format_text
from .html import utf16_length
from .markup import inline_keyboard
from .spec import Call
from .world import Chat, Json

MAX_TEXT = 4096
MAX_CAPTION = 1024


def message_text(backend: Backend, call: Call) -> FormattedText:
    source = call.params.get("text", "")
    if not source:
        raise bad_request("message text is empty")
    formatted = _known_mentions(
        backend, format_text(source, call.params.get("parse_mode"), call.params.get("entities"))
    )
    if not formatted.text:
        raise bad_request("text must be non-empty")
    if utf16_length(formatted.text) > MAX_TEXT:
        raise bad_request("message is too long")
    return formatted


def caption_content(backend: Backend, params: Any) -> Json:
    """`caption` and `caption_entities` of a Message from the same-named parameters of a call or of an album's item."""
    caption, mode, entities = (params.get(key) for key in ("caption", "parse_mode", "caption_entities"))
    formatted = _known_mentions(backend, format_text(caption or "", mode, entities))
    if utf16_length(formatted.text) > MAX_CAPTION:
        raise bad_request("message caption is too long")
    content: Json = {}
    if formatted.text:
        content["caption"] = formatted.text
    if formatted.entities:
        content["caption_entities"] = list(formatted.entities)
    if params.get("show_caption_above_media"):
        content["show_caption_above_media"] = True
    if params.get("has_spoiler"):
        content["has_media_spoiler"] = True
    return content


def text_content(formatted: FormattedText) -> Json:
    content: Json = {"text": formatted.text}
    if formatted.entities:
        content["entities"] = list(formatted.entities)
    return content


def link_preview(call: Call) -> Json:
    options = call.params.get("link_preview_options")
    if call.params.get("disable_web_page_preview"):
        options = {"is_disabled": True}
    return {"link_preview_options": options} if options else {}


def send(backend: Backend, call: Call, *contents: Json) -> list[Json]:
    """Put one message, or an album, into the chat that the call names. Nothing is kept when Telegram would refuse."""
    keyboard = inline_keyboard(call.params.get("reply_markup"))
    chat = backend.writable_chat(call.params["chat_id"])
    common: Json = {"reply_to_message": _reply(chat, call), "reply_markup": keyboard}
    if call.params.get("protect_content"):
        common["has_protected_content"] = True
    if effect := call.params.get("message_effect_id"):
        common["effect_id"] = effect
    backend.count_sending(chat, len(contents))
    sender, now = backend.world.bot_user(), backend.clock.now()
    messages = [backend.world.add_message(chat, sender, now, **common, **content) for content in contents]
    for message in messages:
        backend.feed.publish("message", chat_id=chat.id, message=message)
    return messages


def reply_json(message: Json) -> Json:
    """A message as it appears inside the answer to it: without what it answers itself."""
    return {key: value for key, value in message.items() if key != "reply_to_message"}


def _reply(chat: Chat, call: Call) -> Json | None:
    wanted = call.params.get("reply_parameters")
    if wanted is None and "reply_to_message_id" in call.params:
        wanted = {
            "message_id": call.params["reply_to_message_id"],
            "allow_sending_without_reply": call.params.get("allow_sending_without_reply", False),
        }
    if not wanted:
        return None
    message_id = wanted.get("message_id")
    if not isinstance(message_id, int):
        raise bad_request("can't parse reply parameters: message_id must be a Number")
    original = chat.messages.get(message_id)
    if original is None or wanted.get("chat_id", chat.id) != chat.id:
        if wanted.get("allow_sending_without_reply"):
            return None
        raise bad_request("message to be replied not found")
    return reply_json(original)


def _known_mentions(backend: Backend, formatted: FormattedText) -> FormattedText:
    """A `text_mention` carries the whole user; one of a stranger is dropped, as Telegram does."""
    if not any(entity["type"] == "text_mention" for entity in formatted.entities):
        return formatted
    entities = []
    for entity in formatted.entities:
        if entity["type"] == "text_mention":
            place = {key: entity[key] for key in ("type", "offset", "length")}
            person = backend.world.people.get(entity.get("user_id") or entity["user"].get("id"))
            if person is not None:
                entities.append({**place, "user": person.as_user()})
        else:
            entities.append(entity)
    return FormattedText(formatted.text, tuple(entities))
