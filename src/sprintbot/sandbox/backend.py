"""Everything one sandbox is made of, in one place, for the methods and for the control API."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from .calls import CallLog
from .clock import Clock
from .errors import bad_request, forbidden, too_many_requests
from .faults import Faults
from .feed import Feed
from .files import Files
from .flood import FloodControl, FloodLimits
from .store import Store
from .updates import UpdateQueue
from .world import Chat, Json, World

BOT_ID = 7_000_000_001
BOT_NAME = "SprintBot"
BOT_USERNAME = "sprint_sandbox_bot"


@dataclass(frozen=True, slots=True)
class Settings:
    """`callback_seconds`: how long a press may be answered. `webhook_*` are real seconds, not the clock's."""

    flood: FloodLimits = field(default_factory=FloodLimits)
    privacy: bool = True
    callback_seconds: float = 60.0
    webhook_backoff: float = 1.0
    webhook_longest_backoff: float = 60.0
    webhook_timeout: float = 60.0


@dataclass(slots=True)
class Callback:
    """A press of a button waiting for its answer."""

    created: float
    chat_id: int
    user_id: int
    answer: Json | None = None


@dataclass(slots=True)
class Webhook:
    url: str = ""
    secret_token: str | None = None
    max_connections: int = 40
    ip_address: str | None = None
    last_error_date: int | None = None
    last_error_message: str | None = None


class Backend:
    def __init__(self, *, token: str | None, home: Path | None, settings: Settings, name: str, username: str) -> None:
        self.settings = settings
        self.clock = Clock()
        self.store = Store(home)
        self.token = token or self.store.get("state", "token") or f"{BOT_ID}:{secrets.token_urlsafe(26)}"
        self.store.put("state", "token", self.token)
        self.world = World(self.store, _bot(self.token, name, username, privacy=settings.privacy))
        self.files = Files(self.store)
        self.updates = UpdateQueue(self.store, self.clock)
        self.flood = FloodControl(self.clock, settings.flood)
        self.faults = Faults()
        self.feed = Feed()
        self.calls = CallLog()
        self.profile: dict[str, Any] = self.store.get("state", "profile") or {}
        self.webhook = Webhook(**(self.store.get("state", "webhook") or {}))
        self.callbacks: dict[str, Callback] = {
            key: Callback(**document) for key, document in self.store.load("callback")
        }
        self.webhook_changed: list[Callable[[], None]] = []
        self.logged_out = False
        self.store.flush()

    def set_webhook(self, webhook: Webhook) -> None:
        self.webhook = webhook
        self.store.put("state", "webhook", asdict(webhook))
        for listener in self.webhook_changed:
            listener()

    def keep_profile(self) -> None:
        self.store.put("state", "profile", self.profile)

    def chat(self, chat_id: int | str) -> Chat:
        """A chat the bot may know of. Raises ApiError 400 with Telegram's words."""
        chat = self.world.chats.get(chat_id) if isinstance(chat_id, int) else self._by_username(chat_id)
        if chat is None or (chat.type == "private" and not self._met(chat)):
            raise bad_request("chat not found")
        return chat

    def writable_chat(self, chat_id: int | str) -> Chat:
        """A chat that the bot may write to. Raises ApiError 400 or 403 with Telegram's words."""
        person = self.world.people.get(chat_id) if isinstance(chat_id, int) else None
        if person is not None and not person.started:
            raise forbidden("bot can't initiate conversation with a user")
        chat = self.chat(chat_id)
        if chat.migrated_to is not None:
            refusal = bad_request("group chat was upgraded to a supergroup chat")
            refusal.parameters = {"migrate_to_chat_id": chat.migrated_to}
            raise refusal
        if chat.type == "private" and self.world.people[chat.id].blocked:
            raise forbidden("bot was blocked by the user")
        if chat.bot == "kicked":
            raise forbidden(f"bot was kicked from the {chat.type} chat")
        if chat.bot == "left":
            raise forbidden(f"bot is not a member of the {chat.type} chat")
        return chat

    def count_sending(self, chat: Chat, messages: int = 1) -> None:
        """Raises ApiError 429 when the bot sends faster than Telegram allows."""
        wait = self.flood.take(chat.id, messages)
        if wait:
            raise too_many_requests(wait)

    def _met(self, chat: Chat) -> bool:
        return self.world.people[chat.id].started

    def _by_username(self, name: str) -> Chat | None:
        wanted = name.removeprefix("@").lower()
        for person in self.world.people.values():
            if person.username and person.username.lower() == wanted:
                return self.world.chats[person.id]
        return None


def _bot(token: str, name: str, username: str, *, privacy: bool) -> Json:
    number = token.partition(":")[0]
    return {
        "id": int(number) if number.isdecimal() else BOT_ID,
        "is_bot": True,
        "first_name": name,
        "username": username,
        "can_join_groups": True,
        "can_read_all_group_messages": not privacy,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }
