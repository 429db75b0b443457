"""Button data that nobody can forge, and that works only for the person whom it was shown to."""

from __future__ import annotations

import hmac
from base64 import urlsafe_b64encode
from hashlib import sha256

LONGEST = 64
"""Telegram's limit in bytes."""
_MAC_BYTES = 9
_MAC_CHARS = 12
LONGEST_DATA = LONGEST - _MAC_CHARS


class Callbacks:
    """`data` and twelve characters of an HMAC over it and the person. Rights are checked again at every press: the
    signature only keeps strangers' fingers off other people's buttons."""

    def __init__(self, secret: bytes) -> None:
        self._key = sha256(b"sprintbot callbacks" + secret).digest()

    def sign(self, user_id: int, data: str) -> str:
        """Raises ValueError where the data does not fit into Telegram's 64 bytes."""
        if len(data.encode()) > LONGEST_DATA:
            raise ValueError(data)
        return self._mac(user_id, data) + data

    def read(self, user_id: int, signed: str) -> str | None:
        """The data, or None where it is not what we gave this person."""
        data = signed[_MAC_CHARS:]
        mac = self._mac(user_id, data)
        return data if hmac.compare_digest(mac.encode(), signed[:_MAC_CHARS].encode()) else None

    def _mac(self, user_id: int, data: str) -> str:
        digest = hmac.digest(self._key, f"{user_id}:{data}".encode(), sha256)
        return urlsafe_b64encode(digest[:_MAC_BYTES]).decode()
