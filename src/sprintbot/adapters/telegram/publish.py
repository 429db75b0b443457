"""What Telegram itself shows of the bot before anybody has said a word: its commands, in each language."""

from __future__ import annotations

from sprintbot.adapters.telegram.api import TelegramApi
from sprintbot.adapters.telegram.screens.menu import published
from sprintbot.adapters.telegram.speech import Speech
from sprintbot.ports.words import Translations


async def publish_commands(api: TelegramApi, translations: Translations) -> None:
    """For every language, and Ukrainian for the rest. A chat gets its own menu once its person has a role."""
    for language in translations.languages:
        commands = published(Speech(translations.words(language)), club=False, coach=False)
        await api.call("setMyCommands", {"commands": commands, "language_code": language})
    await api.call("setMyCommands", {"commands": published(Speech(translations.words(None)), club=False, coach=False)})
