"""What becomes of a message after a call: the table of everything that Telegram, or the way to it, can answer."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from sprintbot.adapters.telegram.calling import CallFailedError, Trouble
from sprintbot.ports.kept import Json


class Verdict(StrEnum):
    SENT = "sent"
    AGAIN = "again"
    """Later, after a pause that grows; a bounded number of times."""
    WAIT = "wait"
    """Telegram cannot be reached: everything waits, and it does not count against the message."""
    REST = "rest"
    """Too many messages: after the pause that Telegram named."""
    PLAIN = "plain"
    """Its markup is refused: once more, as plain text."""
    MIGRATED = "migrated"
    """The group has a new id: once more, there."""
    GIVE_UP = "give_up"
    """This message can never be sent; the next of the chat can."""
    DEAD = "dead"
    """Nothing can be sent to this chat."""
    STOP = "stop"
    """Nothing can be sent at all: the token is not known."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """`reason` is a code for the outbox, the log and the counters. REST has `seconds`, MIGRATED the new `chat_id`."""

    verdict: Verdict
    reason: str
    seconds: float = 0.0
    chat_id: int = 0


SENT = Outcome(Verdict.SENT, "sent")
_REST_UNSAID = 5.0
# Telegram's words in lower case, in the order in which they are looked for.
_BAD_REQUEST: tuple[tuple[str, Verdict, str], ...] = (
    ("message is not modified", Verdict.SENT, "not_modified"),
    ("can't parse entities", Verdict.PLAIN, "markup_refused"),
    ("message to edit not found", Verdict.GIVE_UP, "edit_not_found"),
    ("message can't be edited", Verdict.GIVE_UP, "edit_refused"),
    ("message to delete not found", Verdict.SENT, "already_deleted"),
    ("query is too old", Verdict.GIVE_UP, "query_too_old"),
    ("chat not found", Verdict.DEAD, "chat_not_found"),
    ("user not found", Verdict.DEAD, "chat_not_found"),
    ("peer_id_invalid", Verdict.DEAD, "chat_not_found"),
    ("group chat was deactivated", Verdict.DEAD, "chat_deactivated"),
)
_FORBIDDEN: tuple[tuple[str, Verdict, str], ...] = (
    ("blocked by the user", Verdict.DEAD, "blocked"),
    ("user is deactivated", Verdict.DEAD, "deactivated"),
    ("was kicked", Verdict.DEAD, "kicked"),
    ("is not a member", Verdict.DEAD, "left"),
    ("can't initiate conversation", Verdict.DEAD, "never_started"),
    ("rights", Verdict.GIVE_UP, "no_rights"),
    ("write_forbidden", Verdict.GIVE_UP, "no_rights"),
)


def judge(error: CallFailedError) -> Outcome:
    """Total: every failure has its outcome. What is not Telegram's own answer says nothing about the chat or the
    message, so a proxy's page counts as a server error whatever its status, but for 413 and 429."""
    if error.status == 429:
        return Outcome(Verdict.REST, "flood", error.retry_after or _REST_UNSAID)
    if error.status == 413:
        return Outcome(Verdict.GIVE_UP, "too_large")
    if error.trouble is Trouble.UNREACHABLE:
        return Outcome(Verdict.WAIT, "unreachable")
    if error.trouble is not Trouble.REFUSED:
        return Outcome(Verdict.AGAIN, str(error.trouble))
    if error.migrate_to is not None:
        return Outcome(Verdict.MIGRATED, "migrated", chat_id=error.migrate_to)
    match error.status:
        case 400:
            return _look_up(error, _BAD_REQUEST, Outcome(Verdict.GIVE_UP, "bad_request"))
        case 401 | 404:
            return Outcome(Verdict.STOP, "unauthorized")
        case 403:
            return _look_up(error, _FORBIDDEN, Outcome(Verdict.DEAD, "forbidden"))
        case 409:
            return Outcome(Verdict.AGAIN, "conflict")
        case _:
            return Outcome(Verdict.AGAIN, "server_error")


def _look_up(error: CallFailedError, table: tuple[tuple[str, Verdict, str], ...], otherwise: Outcome) -> Outcome:
    said = error.description.lower()
    return next((Outcome(verdict, reason) for words, verdict, reason in table if words in said), otherwise)


def plain(payload: Mapping[str, Json]) -> dict[str, Json]:
    """The same message without markup: tags taken out, what they enclosed kept."""
    found: dict[str, Json] = {}
    for name, value in payload.items():
        if name in ("text", "caption") and isinstance(value, str):
            found[name] = html.unescape(re.sub(r"</?[a-zA-Z][^<>]*>", "", value))
        elif name == "media" and isinstance(value, list | tuple):
            found[name] = [plain(item) if isinstance(item, Mapping) else item for item in value]
        elif name != "parse_mode":
            found[name] = value
    return found
