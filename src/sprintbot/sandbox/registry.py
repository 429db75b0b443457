"""The methods that the sandbox does, by their lower-case names."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .backend import Backend
from .errors import ViolationError, bad_request
from .spec import Call

Handler = Callable[[Backend, Call], Any]
METHODS: dict[str, Handler] = {}

# Documented parameters whose meaning the sandbox does not act out: refused rather than ignored.
REFUSED = (
    "business_connection_id", "direct_messages_topic_id", "suggested_post_parameters", "ephemeral_message_parameters",
    "receiver_user_id", "rich_message", "inline_message_id", "message_checklist",
)  # fmt: skip


def method(*names: str) -> Callable[[Handler], Handler]:
    def register(handler: Handler) -> Handler:
        for name in names:
            METHODS[name.lower()] = handler
        return handler

    return register


def perform(backend: Backend, call: Call) -> Any:
    """Do one call, at once and in full. Raises ApiError; an unsupported method or parameter is a ViolationError."""
    handler = METHODS.get(call.method.lower())
    if handler is None:
        raise ViolationError(f"method {call.method} is not supported by the sandbox")
    for name in REFUSED:
        if name in call.params:
            raise ViolationError(f'parameter "{name}" is not supported by the sandbox')
    if "callback_query_id" in call.params and call.method != "answerCallbackQuery":
        raise ViolationError("ephemeral messages are not supported by the sandbox")
    if call.params.get("message_thread_id"):
        raise bad_request("message thread not found")
    return handler(backend, call)
