"""Only pages and programs of this machine may use the control API.

A browser lets any web site send requests to 127.0.0.1. The Host header shows a rebound name, the Origin header a
foreign page; both are refused.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from aiohttp import web

from .errors import ControlError
from .receiving import is_loopback


def refuse_foreign(request: web.Request) -> None:
    """Raises ControlError 403 for a request that another site made."""
    host = urlsplit(f"//{request.host}")
    if not is_loopback(host.hostname or ""):
        raise ControlError(403, "the sandbox answers to 127.0.0.1 and localhost only")
    origin = request.headers.get("Origin")
    if origin is not None and urlsplit(origin).netloc != request.host:
        raise ControlError(403, "another site may not use the sandbox")


def local_only(
    handler: Callable[[web.Request], Awaitable[web.StreamResponse]],
) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    """The same handler, answering 403 to other sites."""

    async def serve(request: web.Request) -> web.StreamResponse:
        try:
            refuse_foreign(request)
        except ControlError as error:
            return web.json_response({"error": str(error)}, status=error.status)
        return await handler(request)

    return serve
