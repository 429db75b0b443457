"""Bot API methods by which a bot takes updates and answers presses."""

from __future__ import annotations

import re
from dataclasses import asdict
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from .backend import Backend, Webhook
from .errors import QUERY_TOO_OLD, WEBHOOK_ACTIVE, ViolationError, bad_request, conflict
from .registry import method
from .spec import Call
from .world import Json

MAX_TIMEOUT = 50
MAX_ANSWER = 200


async def get_updates(backend: Backend, call: Call) -> list[Json]:
    """Long polling. The newest poller wins: an older one that still waits is answered 409."""
    if backend.webhook.url:
        raise conflict(WEBHOOK_ACTIVE)
    params = call.params
    limit = min(max(params.get("limit", 100), 1), 100)
    seconds = min(max(params.get("timeout", 0), 0), MAX_TIMEOUT)
    if "allowed_updates" in params:
        backend.updates.allow(params["allowed_updates"])
    backend.updates.take_over()
    backend.updates.confirm(params.get("offset", 0))
    backend.store.flush()
    batch = backend.updates.batch(limit)
    if not batch and seconds and not backend.feed.closed:
        await backend.updates.wait(seconds)
        batch = backend.updates.batch(limit)
    answer: list[Json] = []
    for pending in batch:
        answer.append(pending.update)
        if backend.faults.armed and backend.faults.take_duplicate(pending.lane):
            answer.append(pending.update)
    return answer


@method("setWebhook")
def set_webhook(backend: Backend, call: Call) -> bool:
    params = call.params
    if not params["url"]:
        _remove_webhook(backend, call)
        return True
    _check_url(params["url"])
    secret = params.get("secret_token")
    if secret is not None and not re.fullmatch("[A-Za-z0-9_-]{1,256}", secret):
        raise bad_request("secret token contains unallowed characters")
    connections = params.get("max_connections", 40)
    if not 1 <= connections <= 100:
        raise bad_request("max_connections must be between 1 and 100")
    if "allowed_updates" in params:
        backend.updates.allow(params["allowed_updates"])
    if params.get("drop_pending_updates"):
        backend.updates.forget_all()
    backend.updates.take_over(by_webhook=True)
    backend.set_webhook(Webhook(params["url"], secret, connections, params.get("ip_address")))
    return True


@method("deleteWebhook")
def delete_webhook(backend: Backend, call: Call) -> bool:
    _remove_webhook(backend, call)
    return True


def _remove_webhook(backend: Backend, call: Call) -> None:
    if call.params.get("drop_pending_updates"):
        backend.updates.forget_all()
    backend.set_webhook(Webhook())


@method("getWebhookInfo")
def get_webhook_info(backend: Backend, _call: Call) -> Json:
    webhook = backend.webhook
    info: Json = {
        "url": webhook.url,
        "has_custom_certificate": False,
        "pending_update_count": len(backend.updates),
    }
    if backend.updates.allowed is not None:
        info["allowed_updates"] = backend.updates.allowed
    if webhook.url:
        info |= {"max_connections": webhook.max_connections, "ip_address": webhook.ip_address or "127.0.0.1"}
    if webhook.last_error_date is not None:
        info |= {"last_error_date": webhook.last_error_date, "last_error_message": webhook.last_error_message}
    return info


@method("answerCallbackQuery")
def answer_callback_query(backend: Backend, call: Call) -> bool:
    callback = backend.callbacks.get(call.params["callback_query_id"])
    if callback is None or callback.created < backend.clock.now() - backend.settings.callback_seconds:
        raise bad_request(QUERY_TOO_OLD)
    text = call.params.get("text", "")
    if len(text) > MAX_ANSWER:
        raise bad_request("MESSAGE_TOO_LONG")
    if call.params.get("url"):
        raise bad_request("URL_INVALID")
    if callback.answer is None:  # a second answer is accepted and shown to nobody
        callback.answer = {"text": text or None, "show_alert": call.params.get("show_alert", False)}
        backend.store.put("callback", call.params["callback_query_id"], asdict(callback))
        backend.feed.publish(
            "answer",
            callback_query_id=call.params["callback_query_id"],
            chat_id=callback.chat_id,
            user_id=callback.user_id,
            **callback.answer,
        )
    return True


def _check_url(url: str) -> None:
    """Only this machine is ever called; Telegram itself wants https and a public address."""
    parts: Any = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if not is_loopback(parts.hostname):
        raise ViolationError("bad webhook: the sandbox calls a webhook on this machine only")


def is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
