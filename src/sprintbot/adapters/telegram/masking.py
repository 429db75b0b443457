"""Keeps the bot's token out of every line that is written: logs, exception texts, tracebacks."""

from __future__ import annotations

import logging
import re

_TOKEN = re.compile(r"\b\d+(?::|%3[Aa])[A-Za-z0-9_-]{16,}")
# The full URL of a call holds the token: httpx writes it at INFO, python-telegram-bot at DEBUG,
# beside everything a person wrote.
_TALKATIVE = ("httpx", "httpcore", "telegram.Bot")


def mask(text: str) -> str:
    """`text` with whatever looks like a bot token replaced by ***."""
    return _TOKEN.sub("***", text)


class TokenFilter(logging.Filter):
    """For loggers and handlers: masks tokens in the rendered message. Put it on every handler as the last net."""

    def filter(self, record: logging.LogRecord) -> bool:
        text = record.getMessage()
        masked = mask(text)
        if masked != text:
            record.msg, record.args = masked, None
        return True


_FILTER = TokenFilter()


def quiet_libraries() -> None:
    """Libraries that log URLs speak from WARNING on, and masked even if somebody lets them say more."""
    for name in _TALKATIVE:
        logger = logging.getLogger(name)
        logger.setLevel(logging.WARNING)
        logger.addFilter(_FILTER)
