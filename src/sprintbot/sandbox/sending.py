"""Bot API methods that send: texts, places, contacts, copies, chat actions."""

from __future__ import annotations

import random
from typing import Any

from .backend import Backend
from .errors import bad_request
from .outgoing import caption_content, link_preview, message_text, send, text_content
from .registry import method
from .spec import Call
from .world import Json

_ACTIONS = {
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "upload_document",
    "choose_sticker", "find_location", "record_video_note", "upload_video_note",
}  # fmt: skip
# What a copy of a message keeps; the rest (sender, date, reply, keyboard) is the new message's own.
_CONTENT = (
    "text", "entities", "caption", "caption_entities", "photo", "document", "audio", "voice", "video", "animation",
    "video_note", "sticker", "location", "venue", "contact", "dice", "link_preview_options",
    "show_caption_above_media", "has_media_spoiler",
)  # fmt: skip
_DICE = {"🎲": 6, "🎯": 6, "🎳": 6, "🏀": 5, "⚽": 5, "🎰": 64}


@method("sendMessage")
def send_message(backend: Backend, call: Call) -> Json:
    return send(backend, call, text_content(message_text(backend, call)) | link_preview(call))[0]


@method("sendLocation")
def send_location(backend: Backend, call: Call) -> Json:
    return send(backend, call, {"location": _location(call)})[0]


@method("sendVenue")
def send_venue(backend: Backend, call: Call) -> Json:
    venue = {"location": _location(call), "title": call.params["title"], "address": call.params["address"]}
    return send(backend, call, {"venue": venue, "location": venue["location"]})[0]


@method("sendContact")
def send_contact(backend: Backend, call: Call) -> Json:
    fields = ("phone_number", "first_name", "last_name", "vcard")
    return send(backend, call, {"contact": {key: call.params[key] for key in fields if key in call.params}})[0]


@method("sendDice")
def send_dice(backend: Backend, call: Call) -> Json:
    emoji = call.params.get("emoji", "🎲")
    if emoji not in _DICE:
        raise bad_request("wrong dice emoji specified")
    value = random.randint(1, _DICE[emoji])  # noqa: S311 - a die, not a secret
    return send(backend, call, {"dice": {"emoji": emoji, "value": value}})[0]


@method("sendChatAction")
def send_chat_action(backend: Backend, call: Call) -> bool:
    if call.params["action"] not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat = backend.writable_chat(call.params["chat_id"])
    backend.feed.publish("action", chat_id=chat.id, action=call.params["action"])
    return True


@method("forwardMessage")
def forward_message(backend: Backend, call: Call) -> Json:
    return send(backend, call, _forwarded(_original(backend, call, call.params["message_id"], "forward")))[0]


@method("forwardMessages")
def forward_messages(backend: Backend, call: Call) -> list[Json]:
    originals = _originals(backend, call, "forward")
    return _ids(send(backend, call, *(_forwarded(original) for original in originals)))


@method("copyMessage")
def copy_message(backend: Backend, call: Call) -> Json:
    content = _content(_original(backend, call, call.params["message_id"], "copy"))
    if "caption" in call.params and "text" not in content:
        content = {key: value for key, value in content.items() if not key.startswith("caption")}
        content |= caption_content(backend, call.params)
    return _ids(send(backend, call, content))[0]


@method("copyMessages")
def copy_messages(backend: Backend, call: Call) -> list[Json]:
    return _ids(send(backend, call, *(_content(original) for original in _originals(backend, call, "copy"))))


def _location(call: Call) -> Json:
    latitude, longitude = call.params["latitude"], call.params["longitude"]
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise bad_request("wrong latitude or longitude specified")
    return {"latitude": latitude, "longitude": longitude}


def _original(backend: Backend, call: Call, message_id: int, verb: str) -> Json:
    message = backend.chat(call.params["from_chat_id"]).messages.get(message_id)
    if message is None or not _content(message):
        raise bad_request(f"message to {verb} not found")
    if message.get("has_protected_content"):
        raise bad_request(f"the message can't be {'forwarded' if verb == 'forward' else 'copied'}")
    return message


def _originals(backend: Backend, call: Call, verb: str) -> list[Json]:
    """Messages named by a bulk call; Telegram leaves out the ones it cannot find."""
    chat = backend.chat(call.params["from_chat_id"])
    found = [chat.messages[key] for key in call.params["message_ids"] if _content(chat.messages.get(key, {}))]
    if not found:
        raise bad_request(f"there are no messages to {verb}")
    return found


def _content(message: Json) -> Json:
    return {key: message[key] for key in _CONTENT if key in message}


def _forwarded(message: Json) -> Json:
    origin = {"type": "user", "sender_user": message["from"], "date": message["date"]}
    return {**_content(message), "forward_origin": message.get("forward_origin", origin)}


def _ids(messages: list[Json]) -> list[dict[str, Any]]:
    return [{"message_id": message["message_id"]} for message in messages]
