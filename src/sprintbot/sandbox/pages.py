"""The web chat's files and the stream of events that keeps it live."""

from __future__ import annotations

import json
from pathlib import Path

from aiohttp import web

from .backend import Backend
from .guard import local_only

STATIC = Path(__file__).parent / "static"
PING_SECONDS = 15.0
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'self'; img-src 'self' blob: data:",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


class Pages:
    def __init__(self, backend: Backend) -> None:
        self._backend = backend

    def add_routes(self, app: web.Application) -> None:
        app.router.add_get("/", local_only(self._index))
        app.router.add_get("/static/{path:.+}", local_only(self._static))
        app.router.add_get("/sandbox/events", local_only(self._events))

    async def _index(self, _request: web.Request) -> web.StreamResponse:
        return _page("index.html")

    async def _static(self, request: web.Request) -> web.StreamResponse:
        return _page(request.match_info["path"])

    async def _events(self, request: web.Request) -> web.StreamResponse:
        """Server-sent events from now on, or from after `Last-Event-ID` as far as the ring remembers."""
        feed = self._backend.feed
        seen = feed.last_id
        asked = request.headers.get("Last-Event-ID", request.query.get("after", ""))
        if asked.isdecimal():
            seen = min(int(asked), seen)
        headers = {"Content-Type": "text/event-stream", "Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        response = web.StreamResponse(headers=headers)
        await response.prepare(request)
        await response.write(b": welcome\n\n")
        try:
            while not feed.closed:
                events = feed.after(seen)
                if not events and not await feed.changed_before(feed.deadline(PING_SECONDS)) and not feed.closed:
                    await response.write(b": ping\n\n")
                for event in events:
                    data = json.dumps(event.body, ensure_ascii=False)
                    text = f"id: {event.id}\nevent: {event.kind}\ndata: {data}\n\n"
                    await response.write(text.encode("utf-8", "replace"))
                    seen = event.id
        except ConnectionError:
            pass
        return response


def _page(name: str) -> web.StreamResponse:
    path = (STATIC / name).resolve()
    if not path.is_relative_to(STATIC) or not path.is_file():
        raise web.HTTPNotFound
    return web.FileResponse(path, headers=_HEADERS)
