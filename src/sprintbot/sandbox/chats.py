"""Bot API methods about chats and who is in them."""

from __future__ import annotations

from .backend import Backend
from .errors import bad_request
from .registry import method
from .spec import Call
from .world import Chat, Json

_RIGHTS = (
    "can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages", "can_manage_video_chats",
    "can_restrict_members", "can_promote_members", "can_change_info", "can_invite_users", "can_post_stories",
    "can_edit_stories", "can_delete_stories", "can_pin_messages",
)  # fmt: skip
_GIFTS = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")


@method("getChat")
def get_chat(backend: Backend, call: Call) -> Json:
    chat = backend.chat(call.params["chat_id"])
    full: Json = {
        **backend.world.chat_json(chat),
        "accent_color_id": abs(chat.id) % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(_GIFTS, False),
    }
    if chat.type != "private":
        full["permissions"] = {"can_send_messages": True}
    return full


@method("getChatMember")
def get_chat_member(backend: Backend, call: Call) -> Json:
    chat = _group_or_private(backend, call)
    user_id = call.params["user_id"]
    if user_id != backend.world.bot["id"] and user_id not in backend.world.people:
        raise bad_request("invalid user_id specified")
    return member_json(backend, chat, user_id)


@method("getChatMemberCount")
def get_chat_member_count(backend: Backend, call: Call) -> int:
    chat = _group_or_private(backend, call)
    return len(chat.members) + (chat.bot in ("member", "administrator"))


@method("getChatAdministrators")
def get_chat_administrators(backend: Backend, call: Call) -> list[Json]:
    chat = _group_or_private(backend, call)
    if chat.type == "private":
        raise bad_request("there are no administrators in the private chat")
    admins = chat.members[:1] + ([backend.world.bot["id"]] if chat.bot == "administrator" else [])
    return [member_json(backend, chat, user_id) for user_id in admins]


@method("leaveChat")
def leave_chat(backend: Backend, call: Call) -> bool:
    chat = backend.writable_chat(call.params["chat_id"])
    if chat.type == "private":
        raise bad_request("chat member status can't be changed in private chats")
    chat.bot = "left"
    backend.world.keep_chat(chat)
    return True


@method("pinChatMessage", "unpinChatMessage", "unpinAllChatMessages")
def pin_chat_message(backend: Backend, call: Call) -> bool:
    chat = backend.writable_chat(call.params["chat_id"])
    if chat.type != "private" and chat.bot != "administrator":
        raise bad_request("not enough rights to manage pinned messages in the chat")
    message_id = call.params.get("message_id")
    if message_id is not None and message_id not in chat.messages:
        raise bad_request("message to pin not found")
    return True


@method("getUserProfilePhotos")
def get_user_profile_photos(backend: Backend, call: Call) -> Json:
    if call.params["user_id"] not in backend.world.people:
        raise bad_request("user not found")
    return {"total_count": 0, "photos": []}


def member_json(backend: Backend, chat: Chat, user_id: int) -> Json:
    """A ChatMember… object: the first member of a group is its creator."""
    user = backend.world.user_json(user_id)
    if user_id == backend.world.bot["id"]:
        return membership(user, chat.bot)
    if user_id not in chat.members:
        return membership(user, "left")
    if chat.type != "private" and user_id == chat.members[0]:
        return {"user": user, "status": "creator", "is_anonymous": False}
    return membership(user, "member")


def membership(user: Json, status: str) -> Json:
    if status == "administrator":
        return {"user": user, "status": status, **dict.fromkeys(_RIGHTS, True), "is_anonymous": False}
    return {"user": user, "status": status, **({"until_date": 0} if status == "kicked" else {})}


def _group_or_private(backend: Backend, call: Call) -> Chat:
    chat = backend.chat(call.params["chat_id"])
    return backend.writable_chat(chat.id) if chat.type != "private" else chat
