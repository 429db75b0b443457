"""Who is where: people block the bot, make groups, join and leave them; the bot is added and removed."""

from __future__ import annotations

from typing import Any

from .backend import Backend
from .chats import membership as member_object
from .errors import ControlError
from .world import Chat, Person


def block(backend: Backend, person: Person, *, blocked: bool) -> int | None:
    """Block or unblock the bot in the private chat; the bot is told by my_chat_member."""
    if person.blocked == blocked:
        return None
    person.blocked = blocked
    person.started = True
    backend.world.keep_person(person)
    backend.feed.publish("user", id=person.id)
    old, new = ("member", "kicked") if blocked else ("kicked", "member")
    return _my_chat_member(backend, backend.world.chats[person.id], person, old, new)


def make_group(backend: Backend, title: str, members: list[Person], kind: str) -> Chat:
    """A group with the bot in it, made by the first member."""
    chat = backend.world.add_group(title, [person.id for person in members], kind)
    backend.feed.publish("chat", id=chat.id)
    _my_chat_member(backend, chat, members[0], "left", "member")
    _service(backend, chat, members[0], new_chat_members=[backend.world.bot_user()])
    return chat


def change_bot_membership(backend: Backend, chat: Chat, actor: Person, status: str) -> int | None:
    """Add the bot to a group (`member`, `administrator`) or remove it (`kicked`)."""
    if chat.type == "private":
        raise ControlError(400, "a private chat has no members to change; block the bot instead")
    old, chat.bot = chat.bot, status
    backend.world.keep_chat(chat)
    backend.feed.publish("chat", id=chat.id)
    return _my_chat_member(backend, chat, actor, old, status)


def join(backend: Backend, chat: Chat, person: Person) -> None:
    if chat.type == "private" or person.id in chat.members:
        raise ControlError(400, f"{person.name} cannot join this chat")
    chat.members.append(person.id)
    backend.world.keep_chat(chat)
    _service(backend, chat, person, new_chat_members=[person.as_user()])


def leave(backend: Backend, chat: Chat, person: Person) -> None:
    if chat.type == "private" or person.id not in chat.members:
        raise ControlError(400, f"{person.name} cannot leave this chat")
    chat.members.remove(person.id)
    backend.world.keep_chat(chat)
    _service(backend, chat, person, left_chat_member=person.as_user())


def migrate(backend: Backend, chat: Chat) -> Chat:
    """Turn a group into a supergroup: the old id answers with `migrate_to_chat_id` from now on."""
    if chat.type != "group" or chat.migrated_to is not None or not chat.members:
        raise ControlError(400, "only a group that was not migrated yet becomes a supergroup")
    target = backend.world.add_group(chat.title or "", chat.members, "supergroup")
    owner = backend.world.people[chat.members[0]]
    _service(backend, chat, owner, migrate_to_chat_id=target.id)
    chat.migrated_to = target.id
    backend.world.keep_chat(chat)
    _service(backend, target, owner, migrate_from_chat_id=chat.id)
    backend.feed.publish("chat", id=target.id)
    return target


def _service(backend: Backend, chat: Chat, actor: Person, **content: Any) -> None:
    message = backend.world.add_message(chat, actor.as_user(), backend.clock.now(), **content)
    backend.feed.publish("message", chat_id=chat.id, message=message)
    if chat.bot in ("member", "administrator"):
        backend.updates.add("message", dict(message), chat.id)


def _my_chat_member(backend: Backend, chat: Chat, actor: Person, old: str, new: str) -> int | None:
    bot = backend.world.bot_user()
    change = {
        "chat": backend.world.chat_json(chat),
        "from": actor.as_user(),
        "date": int(backend.clock.now()),
        "old_chat_member": member_object(bot, old),
        "new_chat_member": member_object(bot, new),
    }
    return backend.updates.add("my_chat_member", change, chat.id)
