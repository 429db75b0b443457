"""The size of a picture from its first bytes: PNG, JPEG, GIF, WebP, BMP. Nothing is decoded."""

from __future__ import annotations

import struct

_JPEG_FRAMES = {0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF}


def image_size(body: bytes) -> tuple[int, int] | None:
    """Width and height in pixels, or None when this is no picture."""
    try:
        size = _size(body)
    except (struct.error, IndexError):
        return None
    return size if size is not None and min(size) > 0 else None


def _size(body: bytes) -> tuple[int, int] | None:
    if body.startswith(b"\x89PNG\r\n\x1a\n"):
        width, height = struct.unpack_from(">II", body, 16)
    elif body.startswith((b"GIF87a", b"GIF89a")):
        width, height = struct.unpack_from("<HH", body, 6)
    elif body.startswith(b"BM"):
        width, height = struct.unpack_from("<ii", body, 18)
        height = abs(height)
    elif body.startswith(b"RIFF") and body[8:12] == b"WEBP":
        return _webp(body)
    elif body.startswith(b"\xff\xd8"):
        return _jpeg(body)
    else:
        return None
    return width, height


def _webp(body: bytes) -> tuple[int, int] | None:
    match body[12:16]:
        case b"VP8 ":
            width, height = struct.unpack_from("<HH", body, 26)
            return width & 0x3FFF, height & 0x3FFF
        case b"VP8L":
            (bits,) = struct.unpack_from("<I", body, 21)
            return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
        case b"VP8X":
            return int.from_bytes(body[24:27], "little") + 1, int.from_bytes(body[27:30], "little") + 1
    return None


def _jpeg(body: bytes) -> tuple[int, int] | None:
    at = 2
    while body[at] == 0xFF:
        marker = body[at + 1]
        if marker in _JPEG_FRAMES:
            height, width = struct.unpack_from(">HH", body, at + 5)
            return width, height
        if marker in (0x01, 0xFF) or 0xD0 <= marker <= 0xD7:
            at += 1 if marker == 0xFF else 2
            continue
        (length,) = struct.unpack_from(">H", body, at + 2)
        at += 2 + length
    return None
