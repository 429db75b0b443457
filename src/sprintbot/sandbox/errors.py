"""Refusals in the words of the real Bot API server.

A bot decides what to do by the code and the text, so both are copied from Telegram to the letter.
"""

from __future__ import annotations

from typing import Any


class ApiError(Exception):
    """One Bot API refusal: HTTP status, `description`, and `parameters` where Telegram sends them."""

    def __init__(self, status: int, description: str, **parameters: Any) -> None:
        super().__init__(description)
        self.status = status
        self.description = description
        self.parameters = parameters

    def as_json(self) -> dict[str, Any]:
        answer: dict[str, Any] = {"ok": False, "error_code": self.status, "description": self.description}
        if self.parameters:
            answer["parameters"] = self.parameters
        return answer


class ViolationError(ApiError):
    """A call that Telegram's documentation does not allow (or that the sandbox does not do); recorded, answered 400."""

    def __init__(self, problem: str) -> None:
        super().__init__(400, f"Bad Request: {problem}")


class ControlError(Exception):
    """A refusal of the control API: HTTP status and a sentence for whoever wrote the script."""

    def __init__(self, status: int, problem: str) -> None:
        super().__init__(problem)
        self.status = status


def bad_request(problem: str) -> ApiError:
    return ApiError(400, f"Bad Request: {problem}")


def forbidden(problem: str) -> ApiError:
    return ApiError(403, f"Forbidden: {problem}")


def conflict(problem: str) -> ApiError:
    return ApiError(409, f"Conflict: {problem}")


def too_many_requests(retry_after: int) -> ApiError:
    return ApiError(429, f"Too Many Requests: retry after {retry_after}", retry_after=retry_after)


NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
QUERY_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
OTHER_POLLER = "terminated by other getUpdates request; make sure that only one bot instance is running"
WEBHOOK_ACTIVE = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
WEBHOOK_SET = "terminated by setWebhook request"
