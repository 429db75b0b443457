"""Bot API methods that change or remove messages, and react to them."""

from __future__ import annotations

from typing import Any

from .backend import Backend
from .errors import NOT_MODIFIED, ViolationError, bad_request
from .markup import inline_keyboard
from .media import input_media
from .outgoing import caption_content, link_preview, message_text, text_content
from .registry import method
from .spec import Call
from .world import Chat, Json

DELETABLE_SECONDS = 48 * 3600
_TEXT = ("text", "entities", "link_preview_options")
_CAPTION = ("caption", "caption_entities", "show_caption_above_media")
_MEDIA = ("photo", "document", "audio", "video", "animation")
_EMOJI = (
    "👍 👎 ❤ 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 "
    "🥴 😍 🐳 ❤\u200d🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 🍾 💋 🖕 😈 😴 "
    "😭 🤓 👻 👨\u200d💻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 "
    "😎 👾 🤷\u200d♂ 🤷 🤷\u200d♀ 😡"
)
_REACTIONS = frozenset(_EMOJI.split())


@method("editMessageText")
def edit_message_text(backend: Backend, call: Call) -> Json:
    if "text" not in call.params:
        raise ViolationError("message text is empty")
    content = text_content(message_text(backend, call)) | link_preview(call)
    return _edit(backend, call, _TEXT, content, needs=("text",), what="text")


@method("editMessageCaption")
def edit_message_caption(backend: Backend, call: Call) -> Json:
    return _edit(backend, call, _CAPTION, caption_content(backend, call.params), needs=_MEDIA, what="caption")


@method("editMessageMedia")
def edit_message_media(backend: Backend, call: Call) -> Json:
    content = input_media(backend, call, call.params["media"])
    return _edit(backend, call, (*_MEDIA, *_CAPTION), content, needs=(*_MEDIA, "text"), what="media")


@method("editMessageReplyMarkup")
def edit_message_reply_markup(backend: Backend, call: Call) -> Json:
    return _edit(backend, call, (), {}, needs=(), what="reply markup")


@method("deleteMessage")
def delete_message(backend: Backend, call: Call) -> bool:
    chat = backend.chat(call.params["chat_id"])
    message = chat.messages.get(call.params["message_id"])
    if message is None:
        raise bad_request("message to delete not found")
    _delete(backend, chat, message)
    return True


@method("deleteMessages")
def delete_messages(backend: Backend, call: Call) -> bool:
    chat = backend.chat(call.params["chat_id"])
    if not 1 <= len(call.params["message_ids"]) <= 100:
        raise bad_request("too many message identifiers specified")
    for message_id in call.params["message_ids"]:
        if message_id in chat.messages:
            _delete(backend, chat, chat.messages[message_id])
    return True


@method("setMessageReaction")
def set_message_reaction(backend: Backend, call: Call) -> bool:
    chat = backend.writable_chat(call.params["chat_id"])
    message = chat.messages.get(call.params["message_id"])
    if message is None:
        raise bad_request("message to react not found")
    reactions = call.params.get("reaction", [])
    if len(reactions) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    if any(reaction.get("type") != "emoji" or str(reaction.get("emoji")) not in _REACTIONS for reaction in reactions):
        raise bad_request("REACTION_INVALID")
    chat.reactions[message["message_id"]] = reactions
    backend.world.keep_chat(chat)
    emoji = reactions[0]["emoji"] if reactions else None
    backend.feed.publish("reaction", chat_id=chat.id, message_id=message["message_id"], emoji=emoji)
    return True


def _edit(
    backend: Backend, call: Call, fields: tuple[str, ...], content: Json, *, needs: tuple[str, ...], what: str
) -> Json:
    """Replace `fields` of a message by `content` and its keyboard by the given one (none given: none left)."""
    keyboard = inline_keyboard(call.params.get("reply_markup"))
    chat, message = _own_message(backend, call)
    if needs and not any(field in message for field in needs):
        raise bad_request(f"there is no {what} in the message to edit")
    before = {key: message.get(key) for key in (*fields, "reply_markup")}
    after = {**dict.fromkeys(fields), **content, "reply_markup": keyboard}
    if before == {key: after.get(key) for key in before} and not content.keys() - before.keys():
        raise bad_request(NOT_MODIFIED)
    if "text" in message and what == "media":
        after |= dict.fromkeys(_TEXT)
    for key, value in after.items():
        if value is None:
            message.pop(key, None)
        else:
            message[key] = value
    if fields:
        message["edit_date"] = int(backend.clock.now())
    backend.world.keep_message(message)
    backend.feed.publish("edit", chat_id=chat.id, message=message)
    return message


def _own_message(backend: Backend, call: Call) -> tuple[Chat, Json]:
    chat_id: Any = call.params.get("chat_id")
    message_id = call.params.get("message_id")
    if chat_id is None or message_id is None:
        raise ViolationError("message identifier is not specified")
    chat = backend.writable_chat(chat_id)
    message = chat.messages.get(message_id)
    if message is None:
        raise bad_request("message to edit not found")
    if message["from"]["id"] != backend.world.bot["id"] or "forward_origin" in message:
        raise bad_request("message can't be edited")
    return chat, message


def _delete(backend: Backend, chat: Chat, message: Json) -> None:
    own = message["from"]["id"] == backend.world.bot["id"]
    if not own and chat.type != "private" and chat.bot != "administrator":
        raise bad_request("message can't be deleted")
    if message["date"] < backend.clock.now() - DELETABLE_SECONDS:
        raise bad_request("message can't be deleted for everyone")
    backend.world.delete_message(chat, message["message_id"])
    backend.feed.publish("delete", chat_id=chat.id, message_id=message["message_id"])
