"""Which addresses Telegram accepts in a link or a button, and how it writes them back."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_USER = re.compile(r"tg:(?://)?user\?(?:.*&)?id=([0-9]{1,19})(?:&.*)?")
_HOST = re.compile(r"(?:[^\s/?#@:.]+\.)+[^\s/?#@:.]{2,}\.?|(?:[0-9]{1,3}\.){3}[0-9]{1,3}")


def mentioned_user(url: str) -> int | None:
    """The user that `tg://user?id=…` points at."""
    match = _USER.fullmatch(url.strip())
    return int(match.group(1)) if match else None


def checked_link(url: str) -> str:
    """The address as Telegram keeps it (a scheme is added, an empty path becomes `/`); empty when it is none."""
    url = url.strip()
    if re.match(r"(tg|ton|tonsite):", url, re.IGNORECASE):
        return url
    if "://" not in url:
        url = f"http://{url}"
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return ""
    if parts.scheme.lower() not in ("http", "https") or not _HOST.fullmatch(host) or re.search(r"\s", url):
        return ""
    netloc = host if port is None else f"{host}:{port}"
    user_info = parts.netloc.rpartition("@")[0]
    address = f"{parts.scheme.lower()}://{user_info + '@' if user_info else ''}{netloc}{parts.path or '/'}"
    if parts.query or url.endswith("?"):
        address += f"?{parts.query}"
    return f"{address}#{parts.fragment}" if parts.fragment else address
