"""Reading requests of the control API and answering them: JSON in, JSON out, refusals as `{"error": …}`."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from aiohttp import BodyPartReader, web

from .backend import Backend
from .errors import ApiError, ControlError
from .guard import refuse_foreign
from .world import Json

Handler = Callable[[web.Request], Awaitable[Any]]
MAX_FILE = 100 * 1024 * 1024


def add_routes(app: web.Application, backend: Backend, routes: Mapping[str, Handler]) -> None:
    """Routes written as `GET /sandbox/…`; what a handler returns is the JSON of the answer."""
    for route, handler in routes.items():
        verb, path = route.split(" ")
        app.router.add_route(verb, path, _guarded(backend, handler))


def _guarded(backend: Backend, handler: Handler) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    async def serve(request: web.Request) -> web.StreamResponse:
        try:
            refuse_foreign(request)
            body, status = await handler(request), 200
        except ControlError as error:
            body, status = {"error": str(error)}, error.status
        except ApiError as error:  # what Telegram itself would refuse, a bad photo for one
            body, status = {"error": error.description}, error.status
        finally:
            backend.store.flush()
        content = json.dumps(body, ensure_ascii=False).encode("utf-8", "replace")
        headers = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
        return web.Response(body=content, status=status, content_type="application/json", headers=headers)

    return serve


async def read_json(request: web.Request, *required: str) -> Json:
    try:
        body = json.loads(await request.text() or "{}")
    except ValueError:
        raise ControlError(400, "the body is not JSON") from None
    if not isinstance(body, dict):
        raise ControlError(400, "the body is not a JSON object")
    for name in required:
        if name not in body:
            raise ControlError(400, f'the body needs "{name}"')
    return body


def path_number(request: web.Request, name: str) -> int:
    text = request.match_info[name]
    if not text.removeprefix("-").isdecimal():
        raise ControlError(404, f"no {name} {text}")
    return int(text)


def query_number(request: web.Request, name: str) -> int:
    text = request.query.get(name, "0")
    if not text.removeprefix("-").isdecimal():
        raise ControlError(400, f"{name} is a number")
    return int(text)


async def read_form(request: web.Request) -> tuple[dict[str, str], str, str, bytes]:
    """Text fields, and the file's name, content type and bytes."""
    if request.content_type != "multipart/form-data":
        raise ControlError(400, "send a multipart form with from, file and, if you like, caption and as")
    fields: dict[str, str] = {}
    name, mime_type, content = "", "", None
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader) or part.name is None:
            raise ControlError(400, "a part of the form has no name")
        if part.name == "file":
            name, mime_type = part.filename or "file", part.headers.get("Content-Type", "")
            content = bytearray()
            while chunk := await part.read_chunk(256 * 1024):
                content += chunk
                if len(content) > MAX_FILE:
                    raise ControlError(413, f"a file takes up to {MAX_FILE} bytes here")
        else:
            fields[part.name] = await part.text()
    if content is None:
        raise ControlError(400, "the form has no file")
    return fields, name, mime_type, bytes(content)
