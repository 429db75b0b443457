"""Answers to presses: what stops the spinner on a button. Worth nothing a minute later, so nothing keeps them."""

from __future__ import annotations

import asyncio
from collections import Counter

from sprintbot.adapters.telegram.api import TelegramApi
from sprintbot.adapters.telegram.calling import CallFailedError
from sprintbot.ports.kept import Json

_LONGEST_TEXT = 200
_MOST = 500


class CallbackAnswers:
    """Fired and forgotten: whoever calls is never held up and never hears of a failure; `stats` does."""

    def __init__(self, api: TelegramApi, *, seconds: float = 10.0) -> None:
        self._api, self._seconds = api, seconds
        self._under_way: set[asyncio.Task[None]] = set()
        self.stats: Counter[str] = Counter()

    async def __call__(self, callback_id: str, text: str = "", *, alert: bool = False) -> None:
        if len(self._under_way) >= _MOST:
            self.stats["dropped"] += 1
            return
        task = asyncio.create_task(self._answer(callback_id, text[:_LONGEST_TEXT], alert))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    async def close(self) -> None:
        """Wait for those under way; none takes longer than `seconds`."""
        await asyncio.gather(*self._under_way)

    async def _answer(self, callback_id: str, text: str, alert: bool) -> None:
        payload: dict[str, Json] = {"callback_query_id": callback_id}
        if text:
            payload |= {"text": text, "show_alert": alert}
        try:
            async with asyncio.timeout(self._seconds):
                await self._api.call("answerCallbackQuery", payload)
        except (CallFailedError, TimeoutError):
            self.stats["failed"] += 1
        else:
            self.stats["answered"] += 1
