"""The bot's commands by scope and language, and which of them a person sees."""

from __future__ import annotations

import re
from typing import Any

from .backend import Backend
from .errors import ViolationError, bad_request
from .world import Chat, Json, Person

MAX_COMMANDS = 100
_SIMPLE = ("default", "all_private_chats", "all_group_chats", "all_chat_administrators")


def scope_key(scope: Json) -> str:
    """A scope as one text. Raises ApiError 400 for a scope that Telegram does not know."""
    match scope:
        case {"type": str(kind)} if kind in _SIMPLE:
            return kind
        case {"type": "chat" | "chat_administrators" as kind, "chat_id": int(chat_id)}:
            return f"{kind}:{chat_id}"
        case {"type": "chat_member", "chat_id": int(chat_id), "user_id": int(user_id)}:
            return f"chat_member:{chat_id}:{user_id}"
    raise bad_request("can't parse BotCommandScope: unsupported type or a missing field")


def set_commands(backend: Backend, scope: str, language: str, commands: list[Json]) -> None:
    if len(commands) > MAX_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if unknown := sorted(command.keys() - {"command", "description"}):
            raise ViolationError(f"BotCommand has no field {', '.join(unknown)}")
        name, description = command.get("command"), command.get("description")
        if not isinstance(name, str) or not re.fullmatch("/?[a-z0-9_]{1,32}", name):
            raise bad_request("BOT_COMMAND_INVALID")
        if not isinstance(description, str) or not 1 <= len(description.strip()) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    backend.profile[_key(scope, language)] = [
        {"command": command["command"].removeprefix("/"), "description": command["description"]} for command in commands
    ]
    backend.keep_profile()


def clear_commands(backend: Backend, scope: str, language: str) -> None:
    backend.profile.pop(_key(scope, language), None)
    backend.keep_profile()


def commands_of(backend: Backend, scope: str, language: str) -> list[Json] | None:
    found: list[Json] | None = backend.profile.get(_key(scope, language))
    return found


def visible_commands(backend: Backend, person: Person, chat: Chat) -> list[Json]:
    """What a Telegram client shows: the narrowest scope that has commands, the person's language before none."""
    scopes: list[Any] = []
    if chat.type == "private":
        scopes = [f"chat:{chat.id}", "all_private_chats", "default"]
    else:
        admin = chat.members[:1] == [person.id]
        scopes = [
            f"chat_member:{chat.id}:{person.id}",
            *([f"chat_administrators:{chat.id}"] if admin else []),
            f"chat:{chat.id}",
            *(["all_chat_administrators"] if admin else []),
            "all_group_chats",
            "default",
        ]
    for scope in scopes:
        for language in (person.language_code or "", ""):
            if commands := commands_of(backend, scope, language):
                return commands
    return []


def _key(scope: str, language: str) -> str:
    return f"commands/{scope}/{language}"
