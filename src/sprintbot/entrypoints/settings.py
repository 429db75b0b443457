"""Configuration from the environment and `.env`. Secrets never show themselves."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict


class Settings(BaseSettings):
    """Every variable is optional: with none the bot runs here and now, on its own database and local Telegram."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", frozen=True)

    bot_token: SecretStr | None = None
    """BOT_TOKEN from @BotFather; without it a local Telegram is opened on this machine."""
    admin_ids: Annotated[frozenset[int], NoDecode] = frozenset()
    """ADMIN_IDS: Telegram ids of the operators, separated by commas."""
    db_url: SecretStr | None = None
    """DB_URL of a PostgreSQL; without it one of our own is started in the data folder."""
    sprintbot_home: Path = Path("data")
    """SPRINTBOT_HOME: the data folder."""
    port: int = Field(default=8080, ge=0, le=65535)
    """PORT of the local Telegram's web chat, or of the webhook; 0 takes a free one."""
    telegram_api_url: str = ""
    """TELEGRAM_API_URL: another Bot API server than Telegram's own."""
    webhook_url: str = ""
    """WEBHOOK_URL: the public https address; empty means long polling."""
    webhook_secret: SecretStr | None = None
    """WEBHOOK_SECRET: what Telegram must show; made up at every start where it is not given."""
    webhook_host: str = "127.0.0.1"
    """WEBHOOK_HOST to listen on: loopback, behind a proxy that speaks TLS."""
    messages_per_second: int = Field(default=30, ge=1)
    """MESSAGES_PER_SECOND that this process may send. Telegram takes 30 of a bot: replicas share them out."""

    @field_validator("admin_ids", mode="before")
    @classmethod
    def _ids(cls, value: object) -> object:
        if isinstance(value, str):
            return frozenset(int(part) for part in value.replace(";", ",").split(",") if part.strip())
        return value

    @field_validator("bot_token", "db_url", "webhook_secret", mode="before")
    @classmethod
    def _empty_is_absent(cls, value: object) -> object:
        return None if isinstance(value, str) and not value.strip() else value
