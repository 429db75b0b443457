"""Files inside the payload of a message that waits in the outbox.

A payload is JSON, so that a file is kept, sent again and thrown away together with its message: bytes travel as
base64. That is meant for a chart or an export of some hundred kilobytes. What is bigger, or already at Telegram,
goes by its file id, which is a plain string.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from typing import Any

from telegram import InputFile, InputMediaDocument, InputMediaPhoto

from sprintbot.ports.kept import Json

_MEDIA: dict[str, type[InputMediaPhoto | InputMediaDocument]] = {
    "photo": InputMediaPhoto,
    "document": InputMediaDocument,
}


def attachment(file_name: str, data: bytes) -> dict[str, Json]:
    """What stands in a payload where Telegram expects a file: `{"photo": attachment("best.png", png)}`."""
    return {"file_name": file_name, "base64": base64.b64encode(data).decode("ascii")}


def unpacked(payload: Mapping[str, Json]) -> dict[str, Any]:
    """The payload as python-telegram-bot takes it: attachments become uploads, items of an album media objects."""
    found: dict[str, Any] = {}
    for name, value in payload.items():
        if isinstance(value, Mapping) and value.keys() == {"file_name", "base64"}:
            found[name] = _upload(value)
        elif name == "media" and isinstance(value, list | tuple):
            found[name] = [_item(item) for item in value]
        elif name == "media" and isinstance(value, Mapping):
            found[name] = _item(value)
        else:
            found[name] = value
    return found


def _item(item: Any) -> InputMediaPhoto | InputMediaDocument:
    details = dict(item)
    media = details.pop("media")
    if isinstance(media, Mapping):
        media = _upload(media, attach=True)
    return _MEDIA[details.pop("type")](media=media, **details)


def _upload(value: Mapping[str, Any], *, attach: bool = False) -> InputFile:
    return InputFile(base64.b64decode(value["base64"]), filename=value["file_name"], attach=attach)
