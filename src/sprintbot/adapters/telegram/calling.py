"""One HTTP exchange with the Bot API: what came back, or what exactly went wrong."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import Any

import httpx
from telegram.error import TelegramError
from telegram.request import BaseRequest, HTTPXRequest, RequestData

from sprintbot.adapters.telegram.masking import mask

_NEVER_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol)
_NOT_SET = BaseRequest.DEFAULT_NONE


class Trouble(StrEnum):
    REFUSED = "refused"
    """Telegram answered, and said no."""
    UNREACHABLE = "unreachable"
    """No connection: the call did not get to Telegram."""
    INTERRUPTED = "interrupted"
    """Sent, but no answer came: Telegram may or may not have done it."""
    GARBLED = "garbled"
    """An answer that is not Telegram's: a proxy's page, half a JSON."""


class CallFailedError(TelegramError):
    """`status` is HTTP's, 0 where there was no answer; `description` is Telegram's own text, never with a token."""

    def __init__(
        self,
        trouble: Trouble,
        description: str,
        *,
        status: int = 0,
        retry_after: int | None = None,
        migrate_to: int | None = None,
    ) -> None:
        super().__init__(mask(description))
        self.trouble = trouble
        self.status = status
        self.description = mask(description)
        self.retry_after = retry_after
        self.migrate_to = migrate_to

    def __str__(self) -> str:
        return f"{self.trouble} {self.status or ''} {self.description}".replace("  ", " ")

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.trouble, self.description), self.__dict__


class ExactRequest(HTTPXRequest):
    """python-telegram-bot's transport, but failures keep their status and Telegram's exact words."""

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = _NOT_SET,
        write_timeout: Any = _NOT_SET,
        connect_timeout: Any = _NOT_SET,
        pool_timeout: Any = _NOT_SET,
    ) -> tuple[int, bytes]:
        """Raises CallFailedError only; answers with a success."""
        try:
            status, body = await super().do_request(
                url, method, request_data, read_timeout, write_timeout, connect_timeout, pool_timeout
            )
        except TelegramError as error:
            raise _no_answer(error) from None
        if 200 <= status < 300:
            return status, body
        raise refusal(status, body)

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Raises CallFailedError where the payload is not a Bot API answer."""
        answer = _parsed(payload)
        if answer is None or "result" not in answer:
            raise CallFailedError(Trouble.GARBLED, "the answer is not the Bot API's", status=200)
        return answer


def refusal(status: int, body: bytes) -> CallFailedError:
    """What an answer other than success means. A proxy's page is told from Telegram's refusal by its body."""
    answer = _parsed(body)
    if answer is None or not isinstance(answer.get("description"), str):
        return CallFailedError(Trouble.GARBLED, "the answer is not the Bot API's", status=status)
    parameters = answer.get("parameters")
    extra = parameters if isinstance(parameters, dict) else {}
    return CallFailedError(
        Trouble.REFUSED,
        answer["description"],
        status=status,
        retry_after=_whole(extra.get("retry_after")),
        migrate_to=_whole(extra.get("migrate_to_chat_id")),
    )


def _no_answer(error: TelegramError) -> CallFailedError:
    cause = error.__cause__
    trouble = Trouble.UNREACHABLE if isinstance(cause, _NEVER_SENT) else Trouble.INTERRUPTED
    return CallFailedError(trouble, type(cause or error).__name__)


def _parsed(body: bytes) -> dict[str, Any] | None:
    try:
        answer = json.loads(body)
    except ValueError:
        return None
    return answer if isinstance(answer, dict) else None


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None
