"""Bot API methods about the bot itself: who it is, what it says of itself, its commands."""

from __future__ import annotations

import re

from .backend import Backend
from .commands import clear_commands, commands_of, scope_key, set_commands
from .errors import bad_request
from .html import utf16_length
from .registry import method
from .spec import Call
from .world import Json

# what: (parameter, longest value)
_TEXTS = {"Name": ("name", 64), "Description": ("description", 512), "ShortDescription": ("short_description", 120)}
_RIGHTS = (
    "is_anonymous", "can_manage_chat", "can_delete_messages", "can_manage_video_chats", "can_restrict_members",
    "can_promote_members", "can_change_info", "can_invite_users", "can_post_stories", "can_edit_stories",
    "can_delete_stories",
)  # fmt: skip


@method("getMe")
def get_me(backend: Backend, _call: Call) -> Json:
    return {**backend.world.bot, "first_name": backend.profile.get("name/") or backend.world.bot["first_name"]}


@method("logOut")
def log_out(backend: Backend, _call: Call) -> bool:
    backend.logged_out = True
    return True


@method("close")
def close(_backend: Backend, _call: Call) -> bool:
    return True


@method("setMyCommands")
def set_my_commands(backend: Backend, call: Call) -> bool:
    set_commands(backend, _scope(backend, call), _language(call), call.params["commands"])
    return True


@method("deleteMyCommands")
def delete_my_commands(backend: Backend, call: Call) -> bool:
    clear_commands(backend, _scope(backend, call), _language(call))
    return True


@method("getMyCommands")
def get_my_commands(backend: Backend, call: Call) -> list[Json]:
    return commands_of(backend, _scope(backend, call), _language(call)) or []


@method("setMyName", "setMyDescription", "setMyShortDescription")
def set_text(backend: Backend, call: Call) -> bool:
    name, longest = _TEXTS[call.method.removeprefix("setMy")]
    value = call.params.get(name, "")
    if utf16_length(value) > longest:
        raise bad_request(f"bot {name.replace('_', ' ')} is too long")
    backend.profile[f"{name}/{_language(call)}"] = value
    backend.keep_profile()
    return True


@method("getMyName", "getMyDescription", "getMyShortDescription")
def get_text(backend: Backend, call: Call) -> Json:
    name, _ = _TEXTS[call.method.removeprefix("getMy")]
    default = backend.world.bot["first_name"] if name == "name" else ""
    value = backend.profile.get(f"{name}/{_language(call)}") or backend.profile.get(f"{name}/") or default
    return {name: value}


@method("setChatMenuButton")
def set_chat_menu_button(backend: Backend, call: Call) -> bool:
    backend.profile[f"menu_button/{call.params.get('chat_id', '')}"] = call.params.get("menu_button")
    backend.keep_profile()
    return True


@method("getChatMenuButton")
def get_chat_menu_button(backend: Backend, call: Call) -> Json:
    button: Json = backend.profile.get(f"menu_button/{call.params.get('chat_id', '')}") or {"type": "commands"}
    return button


@method("setMyDefaultAdministratorRights")
def set_default_rights(backend: Backend, call: Call) -> bool:
    backend.profile[f"rights/{call.params.get('for_channels', False)}"] = call.params.get("rights")
    backend.keep_profile()
    return True


@method("getMyDefaultAdministratorRights")
def get_default_rights(backend: Backend, call: Call) -> Json:
    rights = backend.profile.get(f"rights/{call.params.get('for_channels', False)}") or {}
    return {**dict.fromkeys(_RIGHTS, False), **rights}


def _scope(backend: Backend, call: Call) -> str:
    scope = call.params.get("scope") or {"type": "default"}
    key = scope_key(scope)
    if ":" in key:
        backend.chat(scope["chat_id"])
    return key


def _language(call: Call) -> str:
    code: str = call.params.get("language_code", "")
    if code and not re.fullmatch("[a-z]{2}", code):
        raise bad_request("LANG_CODE_INVALID")
    return code
