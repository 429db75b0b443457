"""Bot API methods that send and fetch files."""

from __future__ import annotations

import re
import secrets
from typing import Any

from .backend import Backend
from .errors import ViolationError, bad_request
from .files import KINDS, MAX_DOWNLOAD_BYTES, File, content_of
from .outgoing import caption_content, send
from .registry import method
from .spec import Call, Upload
from .world import Json

_METHODS = {
    "sendphoto": "photo", "senddocument": "document", "sendaudio": "audio", "sendvideo": "video",
    "sendanimation": "animation", "sendvoice": "voice", "sendvideonote": "video_note", "sendsticker": "sticker",
}  # fmt: skip
_DESCRIBED = ("duration", "width", "height", "length", "performer", "title")
_ALONE = ("document", "audio")  # album items that do not mix with others
_MEDIA_FIELDS = {
    "type", "media", "thumbnail", "cover", "start_timestamp", "caption", "parse_mode", "caption_entities",
    "show_caption_above_media", "width", "height", "duration", "performer", "title", "supports_streaming",
    "has_spoiler", "disable_content_type_detection", "photo",
}  # fmt: skip
_TYPES = {"type": str, "media": str, "caption": str, "parse_mode": str, "caption_entities": list}


@method(*_METHODS)
def send_media(backend: Backend, call: Call) -> Json:
    kind = _METHODS[call.method.lower()]
    content = media_content(backend, call, kind, call.params[kind], call.params)
    if kind not in ("sticker", "video_note"):
        content |= caption_content(backend, call.params)
    return send(backend, call, content)[0]


@method("sendMediaGroup")
def send_media_group(backend: Backend, call: Call) -> list[Json]:
    items = call.params["media"]
    if len(items) > 10:
        raise bad_request("too many messages to send as an album")
    if len(items) < 2:
        raise bad_request("there are no messages to send" if not items else "an album takes 2 to 10 messages")
    kinds = {str(item.get("type")) for item in items}
    for kind in _ALONE:
        if kind in kinds and len(kinds) > 1:
            raise bad_request(f"{kind} can't be mixed with other media types")
    group: Json = {"media_group_id": str(secrets.randbits(63))}
    return send(backend, call, *({**group, **input_media(backend, call, item)} for item in items))


@method("getFile")
def get_file(backend: Backend, call: Call) -> Json:
    file = backend.files.get(call.params["file_id"])
    if file is None:
        raise bad_request("invalid file_id")
    if file.size > MAX_DOWNLOAD_BYTES:
        raise bad_request("file is too big")
    return {**file.as_file(), "file_path": file.path}


def input_media(backend: Backend, call: Call, item: Json) -> Json:
    """The content of a message from an InputMedia… object."""
    if unknown := sorted(item.keys() - _MEDIA_FIELDS):
        raise ViolationError(f"InputMedia has no field {', '.join(unknown)}")
    kind = item.get("type")
    wrong = [key for key, kind_of in _TYPES.items() if not isinstance(item.get(key, kind_of()), kind_of)]
    if wrong:
        raise bad_request(f"can't parse InputMedia: field {wrong[0]} has a wrong type")
    if kind not in ("photo", "document", "audio", "video", "animation"):
        raise bad_request("can't parse InputMedia: type must be non-empty and known")
    return media_content(backend, call, kind, item.get("media"), item) | caption_content(backend, item)


def media_content(backend: Backend, call: Call, kind: str, source: Any, described: Any) -> Json:
    file = _file(backend, call, kind, source)
    content = content_of(file)
    if kind != "photo" and isinstance(content.get(kind), dict):
        content[kind] |= {key: described[key] for key in _DESCRIBED if key in described and key in content[kind]}
    return content


def _file(backend: Backend, call: Call, kind: str, source: Any) -> File:
    if isinstance(source, str) and source.startswith("attach://"):
        source = call.uploads.get(source.removeprefix("attach://"))
        if source is None:
            raise bad_request("can't parse InputMedia: attached file not found")
    if isinstance(source, Upload):
        return backend.files.add(kind, source.filename or kind, source.content_type, source.data)
    if not isinstance(source, str) or not source:
        raise bad_request(f"there is no {kind} in the request")
    if re.match(r"https?://", source):
        raise ViolationError("the sandbox does not fetch files from the network; upload them")
    file = backend.files.get(source)
    if file is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    if file.kind != kind:
        raise bad_request(f"can't use file of type {_type_name(file.kind)} as {_type_name(kind)}")
    return file


def _type_name(kind: str) -> str:
    assert kind in KINDS  # noqa: S101 - kinds come from our own tables
    return "".join(word.capitalize() for word in kind.split("_"))
