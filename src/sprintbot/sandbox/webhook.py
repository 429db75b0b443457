"""Delivery of updates to the bot's webhook: in order within a chat, at once between chats, again after a failure."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl

import aiohttp

from .backend import Backend, Webhook
from .botapi import BotApi
from .updates import Pending

_SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header


class WebhookSender:
    """Lanes (one a chat) wait in a queue; up to `max_connections` of them are served at a time."""

    def __init__(self, backend: Backend, api: BotApi) -> None:
        self._backend = backend
        self._api = api
        self._lanes: dict[int, deque[int]] = {}
        self._running: dict[int, asyncio.Task[None]] = {}
        self._session: aiohttp.ClientSession | None = None
        self._closed = False
        backend.updates.listeners.append(self._arrived)
        backend.webhook_changed.append(self.restart)
        self.restart()

    def restart(self) -> None:
        """Start over with what is pending: the webhook was set, changed or removed."""
        for task in self._running.values():
            task.cancel()
        self._running.clear()
        self._lanes.clear()
        if self._backend.webhook.url:
            for pending in self._backend.updates.pending():
                self._arrived(pending)

    async def close(self) -> None:
        self._closed = True
        tasks = list(self._running.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if self._session is not None:
            await self._session.close()

    def _arrived(self, pending: Pending) -> None:
        if self._backend.webhook.url and not self._closed:
            lane = self._lanes.setdefault(pending.lane, deque())
            lane.append(pending.update["update_id"])
            self._start_lanes()

    def _start_lanes(self) -> None:
        for lane in list(self._lanes):
            if len(self._running) >= self._backend.webhook.max_connections:
                break
            if lane not in self._running:
                self._running[lane] = asyncio.create_task(self._serve_lane(lane))

    async def _serve_lane(self, lane: int) -> None:
        webhook = self._backend.webhook
        waiting = self._lanes[lane]
        try:
            while waiting and self._backend.webhook is webhook:
                pending = self._backend.updates.get(waiting[0])
                if pending is not None:
                    await self._deliver(webhook, pending)
                waiting.popleft()
        finally:
            if self._running.get(lane) is asyncio.current_task():
                del self._running[lane]
                del self._lanes[lane]
                if not self._closed:
                    self._start_lanes()

    async def _deliver(self, webhook: Webhook, pending: Pending) -> None:
        """Post one update until it is taken, forgotten or a day old."""
        backend = self._backend
        update_id = pending.update["update_id"]
        delay = backend.settings.webhook_backoff
        while backend.updates.get(update_id) is pending:
            problem, wait, reply = await self._post(webhook, pending)
            if problem is None:
                if not backend.faults.take_duplicate(pending.lane):
                    backend.updates.forget(update_id)
                    backend.store.flush()
                await self._do_reply(reply)
                continue
            webhook.last_error_date = int(backend.clock.now())
            webhook.last_error_message = problem
            await asyncio.sleep(delay if wait is None else wait)
            delay = min(delay * 2, backend.settings.webhook_longest_backoff)
            backend.updates.expire()

    async def _post(self, webhook: Webhook, pending: Pending) -> tuple[str | None, float | None, dict[str, Any]]:
        """What went wrong (None: nothing), the seconds that the bot asked to wait, the call in its answer."""
        headers = {"Content-Type": "application/json"}
        if webhook.secret_token is not None:
            headers[_SECRET_HEADER] = webhook.secret_token
        body = json.dumps(pending.update, ensure_ascii=False).encode("utf-8", "replace")
        try:
            async with self._client().post(webhook.url, data=body, headers=headers, allow_redirects=False) as response:
                content = await response.read()
        except TimeoutError:
            return "Read timeout expired", None, {}
        except aiohttp.ClientConnectorError:
            return "Connection refused", None, {}
        except aiohttp.ClientError:
            return "Connection closed", None, {}
        if not HTTPStatus.OK <= response.status < HTTPStatus.MULTIPLE_CHOICES:
            retry_after = response.headers.get("Retry-After", "")
            reason = response.reason or ""
            return (
                f"Wrong response from the webhook: {response.status} {reason}".rstrip(),
                float(retry_after) if retry_after.isdecimal() else None,
                {},
            )
        return None, None, _read_reply(response.content_type, content)

    async def _do_reply(self, fields: dict[str, Any]) -> None:
        name = fields.pop("method", None)
        if isinstance(name, str):
            await self._api.execute_by_name(name, fields, {})

    def _client(self) -> aiohttp.ClientSession:
        if self._session is None:
            timeout = aiohttp.ClientTimeout(total=self._backend.settings.webhook_timeout)
            self._session = aiohttp.ClientSession(timeout=timeout, connector=aiohttp.TCPConnector(limit=0))
        return self._session


def _read_reply(content_type: str, content: bytes) -> dict[str, Any]:
    """The method call that a webhook's answer may carry; anything else is no call."""
    try:
        if content_type == "application/json":
            body = json.loads(content or b"{}")
            return body if isinstance(body, dict) else {}
        if content_type == "application/x-www-form-urlencoded":
            return dict(parse_qsl(content.decode(), keep_blank_values=True))
    except ValueError:
        pass
    return {}
