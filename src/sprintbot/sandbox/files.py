"""Files of both sides: bytes, ids, and the object that a message carries for each kind of media."""

from __future__ import annotations

import base64
import hashlib
import mimetypes
from dataclasses import asdict, dataclass
from typing import Any

from .errors import bad_request
from .images import image_size
from .store import Store

MAX_PHOTO_BYTES = 10 * 1024 * 1024
MAX_UPLOAD_BYTES = 50 * 1024 * 1024
MAX_DOWNLOAD_BYTES = 20 * 1024 * 1024

# kind: (prefix of its file ids as Telegram's look, folder of its download path)
KINDS = {
    "photo": ("AgACAgI", "photos"),
    "document": ("BQACAgI", "documents"),
    "audio": ("CQACAgI", "music"),
    "voice": ("AwACAgI", "voice"),
    "video": ("BAACAgI", "videos"),
    "animation": ("CgACAgI", "animations"),
    "video_note": ("DQACAgI", "video_notes"),
    "sticker": ("CAACAgI", "stickers"),
}


@dataclass(frozen=True, slots=True)
class File:
    file_id: str
    file_unique_id: str
    kind: str
    number: int
    name: str
    mime_type: str
    size: int
    width: int = 0
    height: int = 0

    @property
    def path(self) -> str:
        extension = self.name.rpartition(".")[2] if "." in self.name else "bin"
        return f"{KINDS[self.kind][1]}/file_{self.number}.{extension}"

    def as_file(self) -> dict[str, Any]:
        return {"file_id": self.file_id, "file_unique_id": self.file_unique_id, "file_size": self.size}


class Files:
    def __init__(self, store: Store) -> None:
        self._store = store
        self._files = {document["file_id"]: File(**document) for _, document in store.load("file")}
        self._paths = {file.path: file for file in self._files.values()}

    def add(self, kind: str, name: str, mime_type: str, body: bytes) -> File:
        """Keep a file. Raises ApiError 400 for a photo that Telegram would not take."""
        if not body:
            raise bad_request("file must be non-empty")
        width, height = _photo_size(body) if kind == "photo" else (0, 0)
        number = len(self._files) + 1
        digest = hashlib.sha256(kind.encode() + body).digest()
        unique = "AgAD" + base64.urlsafe_b64encode(digest[:9]).decode()
        file_id = KINDS[kind][0] + base64.urlsafe_b64encode(number.to_bytes(6, "big") + digest[:30]).decode()
        mime_type = mime_type or mimetypes.guess_type(name)[0] or "application/octet-stream"
        file = File(file_id, unique, kind, number, name, mime_type, len(body), width, height)
        self._files[file_id] = file
        self._paths[file.path] = file
        self._store.put_file(file_id, body)
        self._store.put("file", file_id, asdict(file))
        return file

    def get(self, file_id: str) -> File | None:
        return self._files.get(file_id)

    def by_path(self, path: str) -> File | None:
        return self._paths.get(path)

    def body(self, file: File) -> bytes:
        return self._store.file(file.file_id)


def content_of(file: File) -> dict[str, Any]:
    """The part of a Message that carries this file, e.g. `{"document": {…}}`."""
    base = file.as_file()
    typed = {**base, "mime_type": file.mime_type}
    named = {**typed, "file_name": file.name}
    match file.kind:
        case "photo":
            return {"photo": [{**base, "width": file.width, "height": file.height}]}
        case "audio":
            return {"audio": {**named, "duration": 1}}
        case "voice":
            return {"voice": {**typed, "duration": 1}}
        case "video" | "animation":
            content: dict[str, Any] = {file.kind: {**named, "duration": 1, "width": 320, "height": 240}}
            return {**content, "document": named} if file.kind == "animation" else content
        case "video_note":
            return {"video_note": {**base, "duration": 1, "length": 240}}
        case "sticker":
            sticker = {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False}
            return {"sticker": {**base, **sticker}}
        case _:
            return {"document": named}


def _photo_size(body: bytes) -> tuple[int, int]:
    if len(body) > MAX_PHOTO_BYTES:
        raise bad_request(
            f"file of size {len(body)} bytes is too big for a photo; the maximum size is {MAX_PHOTO_BYTES} bytes"
        )
    size = image_size(body)
    if size is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    width, height = size
    if width + height > 10_000 or max(size) > 20 * min(size):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return width, height
