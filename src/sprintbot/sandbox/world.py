"""Who there is and what was said: people, chats and messages, as Telegram itself would know them.

Messages are Bot API Message objects, ready to be sent as JSON. No HTTP and no rules of sending here.
"""

from __future__ import annotations

import itertools
from dataclasses import asdict, dataclass, field
from typing import Any

from .store import Store

Json = dict[str, Any]

FIRST_USER_ID = 1_000_001
NEXT_USER_IDS = 5_000_000_000  # beyond 32 bits, as many real accounts are
FIRST_GROUP_ID = 4_000_000
FIRST_SUPERGROUP_ID = 1_000_000_000_000 + 2_000_000_000


@dataclass(slots=True)
class Person:
    id: int
    name: str
    language_code: str | None
    username: str | None = None
    blocked: bool = False
    started: bool = False  # has written to the bot: before that, the bot may not write

    def as_user(self) -> Json:
        first, _, last = self.name.partition(" ")
        user: Json = {"id": self.id, "is_bot": False, "first_name": first}
        for key, value in (("last_name", last), ("username", self.username), ("language_code", self.language_code)):
            if value:
                user[key] = value
        return user


@dataclass(slots=True)
class Chat:
    """`bot` is the bot's membership: member, administrator, left or kicked; a private chat has one person."""

    id: int
    type: str
    title: str | None = None
    members: list[int] = field(default_factory=list)
    bot: str = "member"
    migrated_to: int | None = None
    messages: dict[int, Json] = field(default_factory=dict)
    reactions: dict[int, list[Json]] = field(default_factory=dict)

    def as_document(self) -> Json:
        document = {key: getattr(self, key) for key in ("id", "type", "title", "members", "bot", "migrated_to")}
        return {**document, "reactions": {str(key): value for key, value in self.reactions.items()}}

    def last_message(self) -> Json | None:
        return self.messages[next(reversed(self.messages))] if self.messages else None

    def messages_after(self, message_id: int) -> list[Json]:
        """Messages with a larger id, oldest first, as they look now. Ids grow in the order of the dictionary."""
        later = itertools.takewhile(lambda key: key > message_id, reversed(self.messages))
        return [self.messages[key] for key in later][::-1]


class World:
    def __init__(self, store: Store, bot: Json) -> None:
        self._store = store
        self.bot = bot
        self.people: dict[int, Person] = {}
        self.chats: dict[int, Chat] = {}
        self._last_message_id = 0
        self._load()

    def _load(self) -> None:
        for _, document in self._store.load("person"):
            person = Person(**document)
            self.people[person.id] = person
        for _, document in self._store.load("chat"):
            reactions = {int(key): value for key, value in document.pop("reactions").items()}
            chat = Chat(**document, reactions=reactions)
            self.chats[chat.id] = chat
        messages = [document for _, document in self._store.load("message")]
        for message in sorted(messages, key=lambda message: int(message["message_id"])):
            self.chats[message["chat"]["id"]].messages[message["message_id"]] = message
        self._last_message_id = self._store.get("state", "last_message_id") or 0

    def add_person(
        self, name: str, language_code: str | None, *, username: str | None = None, user_id: int | None = None
    ) -> Person:
        if user_id is None:
            place = len(self.people)
            user_id = FIRST_USER_ID if place == 0 else NEXT_USER_IDS + place + 1
            while user_id in self.people:
                user_id += 1
        person = Person(user_id, name, language_code, username)
        self.people[user_id] = person
        self.chats[user_id] = Chat(user_id, "private", members=[user_id])
        self.keep_person(person)
        self.keep_chat(self.chats[user_id])
        return person

    def add_group(self, title: str, members: list[int], kind: str) -> Chat:
        first = FIRST_GROUP_ID if kind == "group" else FIRST_SUPERGROUP_ID
        chat_id = -first - sum(chat.type == kind for chat in self.chats.values()) - 1
        chat = Chat(chat_id, kind, title, members=list(members))
        self.chats[chat_id] = chat
        self.keep_chat(chat)
        return chat

    def keep_person(self, person: Person) -> None:
        self._store.put("person", person.id, asdict(person))

    def keep_chat(self, chat: Chat) -> None:
        self._store.put("chat", chat.id, chat.as_document())

    def chat_json(self, chat: Chat) -> Json:
        """The short Chat object that messages carry."""
        if chat.type != "private":
            return {"id": chat.id, "title": chat.title, "type": chat.type}
        user = self.people[chat.id].as_user()
        names: Json = {key: user[key] for key in ("first_name", "last_name", "username") if key in user}
        return {"id": chat.id, **names, "type": "private"}

    def user_json(self, user_id: int) -> Json:
        return self.bot_user() if user_id == self.bot["id"] else self.people[user_id].as_user()

    def bot_user(self) -> Json:
        return {key: self.bot[key] for key in ("id", "is_bot", "first_name", "username")}

    def add_message(self, chat: Chat, sender: Json, date: float, **content: Any) -> Json:
        """A new message at the end of a chat; message ids grow through all chats, as they do for a real bot."""
        self._last_message_id += 1
        message: Json = {
            "message_id": self._last_message_id,
            "from": sender,
            "chat": self.chat_json(chat),
            "date": int(date),
            **{key: value for key, value in content.items() if value is not None},
        }
        chat.messages[self._last_message_id] = message
        self.keep_message(message)
        self._store.put("state", "last_message_id", self._last_message_id)
        return message

    def keep_message(self, message: Json) -> None:
        self._store.put("message", message["message_id"], message)

    def delete_message(self, chat: Chat, message_id: int) -> None:
        del chat.messages[message_id]
        self._store.drop("message", message_id)

    def was_issued(self, message_id: int) -> bool:
        return 0 < message_id <= self._last_message_id
