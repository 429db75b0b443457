"""From the update as it came to who sent it and in which chat, or to the reason why it is not worth keeping.

Works on the parsed JSON alone: no python-telegram-bot object is built for what is thrown away.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from enum import StrEnum

from sprintbot.ports.queues import RawUpdate

ALLOWED_UPDATES = ("message", "callback_query", "my_chat_member")
_MAX_ID = 2**63 - 1


class Shed(StrEnum):
    """Why an update is acknowledged and dropped."""

    MALFORMED = "malformed"
    UNKNOWN = "unknown"
    EDITED = "edited"
    CHANNEL = "channel"
    BOT = "bot"
    ANONYMOUS = "anonymous"
    NO_SENDER = "no_sender"
    DUPLICATE = "duplicate"
    FLOOD = "flood"


def read(raw: Mapping[str, object]) -> RawUpdate | Shed:
    """Never raises, whatever the JSON holds. Kept besides what people write: that the bot was blocked or let in
    again (`my_chat_member`), and that a group got a new id (`migrate_to_chat_id`), whoever did it."""
    update_id = _id(raw.get("update_id"))
    if update_id is None:
        return Shed.MALFORMED
    if isinstance(message := raw.get("message"), dict):
        return _message(update_id, message, raw)
    if isinstance(press := raw.get("callback_query"), dict):
        return _press(update_id, press, raw)
    if isinstance(change := raw.get("my_chat_member"), dict):
        chat = _chat(change)
        return chat if isinstance(chat, Shed) else RawUpdate(update_id, chat, _sender(change), raw)
    if "channel_post" in raw or "edited_channel_post" in raw:
        return Shed.CHANNEL
    return Shed.EDITED if "edited_message" in raw else Shed.UNKNOWN


class Doorkeeper:
    """Sheds what `read` does not want, repetitions of recent updates, and floods of one person.

    A person's bucket holds `burst` updates and gets `per_second` new ones each second. Telegram lets one forward a
    hundred messages at once, and a coach does, so a burst is that long. Messages are counted by the second in which
    they were written, so that what piled up while the bot was down is no flood. Memory is bounded by `remembered`.
    """

    def __init__(self, *, burst: int = 100, per_second: float = 5.0, remembered: int = 10_000) -> None:
        self._burst, self._per_second, self._remembered = float(burst), per_second, remembered
        self._recent: OrderedDict[int, None] = OrderedDict()
        self._buckets: OrderedDict[tuple[int, bool], tuple[float, float]] = OrderedDict()

    def admit(self, raw: Mapping[str, object], now: float) -> RawUpdate | Shed:
        """`now` in Unix seconds, for what carries no time of its own (a press of a button)."""
        update = read(raw)
        if isinstance(update, Shed):
            return update
        if update.update_id in self._recent:
            return Shed.DUPLICATE
        if update.user_id is None:
            return update
        body = raw.get("message") or raw.get("my_chat_member")
        written = body.get("date") if isinstance(body, dict) else None
        at = float(written) if isinstance(written, int) and 0 <= written <= now else now
        return update if self._take((update.user_id, body is None), at) else Shed.FLOOD

    def committed(self, update_ids: Iterable[int]) -> None:
        """Only what is safely kept counts as seen: an update whose commit failed is wanted when it comes again."""
        for update_id in update_ids:
            self._recent[update_id] = None
        while len(self._recent) > self._remembered:
            self._recent.popitem(last=False)

    def _take(self, whose: tuple[int, bool], at: float) -> bool:
        tokens, last = self._buckets.pop(whose, (self._burst, at))
        tokens = min(self._burst, tokens + max(0.0, at - last) * self._per_second)
        allowed = tokens >= 1.0
        self._buckets[whose] = (tokens - allowed, max(at, last))
        if len(self._buckets) > self._remembered:
            self._buckets.popitem(last=False)
        return allowed


def _message(update_id: int, message: Mapping[str, object], raw: Mapping[str, object]) -> RawUpdate | Shed:
    chat = _chat(message)
    if isinstance(chat, Shed):
        return chat
    if "migrate_to_chat_id" in message:
        return RawUpdate(update_id, chat, _sender(message), raw)
    if "sender_chat" in message:  # an anonymous administrator, or a channel's post in its discussion group
        return Shed.ANONYMOUS
    return _from_person(update_id, chat, message, raw)


def _press(update_id: int, press: Mapping[str, object], raw: Mapping[str, object]) -> RawUpdate | Shed:
    message = press.get("message")
    chat = _chat(message) if isinstance(message, dict) else _sender(press)
    if isinstance(chat, Shed):
        return chat
    return Shed.NO_SENDER if chat is None else _from_person(update_id, chat, press, raw)


def _from_person(update_id: int, chat: int, body: Mapping[str, object], raw: Mapping[str, object]) -> RawUpdate | Shed:
    user = _sender(body)
    if user is None:
        return Shed.NO_SENDER
    sender = body["from"]
    return Shed.BOT if isinstance(sender, dict) and sender.get("is_bot") else RawUpdate(update_id, chat, user, raw)


def _chat(body: Mapping[str, object]) -> int | Shed:
    chat = body.get("chat")
    number = _id(chat.get("id")) if isinstance(chat, dict) else None
    if number is None:
        return Shed.MALFORMED
    return Shed.CHANNEL if isinstance(chat, dict) and chat.get("type") == "channel" else number


def _sender(body: Mapping[str, object]) -> int | None:
    sender = body.get("from")
    return _id(sender.get("id")) if isinstance(sender, dict) else None


def _id(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and abs(value) <= _MAX_ID else None
