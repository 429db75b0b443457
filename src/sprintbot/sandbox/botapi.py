"""HTTP of the Bot API: `/bot<token>/<method>` and `/file/bot<token>/<path>`."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import BodyPartReader, web
from aiohttp.http import HttpProcessingError

from .backend import Backend
from .errors import ApiError, ViolationError, bad_request, too_many_requests
from .faults import Fault
from .files import MAX_UPLOAD_BYTES
from .receiving import get_updates
from .registry import METHODS, perform
from .spec import Method, Upload, load_spec

_log = logging.getLogger(__name__)

Fields = dict[str, Any]
Uploads = dict[str, Upload]
_FORM_ROOM = 1024 * 1024  # what a request may weigh beside its file


class DroppedError(Exception):
    """The connection is to be cut without an answer."""


class BotApi:
    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self._spec = load_spec()

    def add_routes(self, app: web.Application) -> None:
        app.router.add_route("*", "/bot{token:[^/]+}/{method}", self._serve)
        app.router.add_get("/file/bot{token:[^/]+}/{path:.+}", self._download)

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        refusal = self._refuse_token(request.match_info["token"])
        method = self._spec.get(request.match_info["method"].lower())
        if refusal is None and method is None:
            refusal = ApiError(404, "Not Found")
            self._backend.calls.violation(request.match_info["method"], {}, "no such method", self._backend.clock.now())
        if refusal is not None or method is None:
            await request.read()
            return answer(refusal or ApiError(404, "Not Found"))
        try:
            fields, uploads = await read_request(request)
            return answer(await self.execute(method, fields, uploads))
        except DroppedError:
            if request.transport is not None:
                request.transport.abort()
            return web.Response()
        except ApiError as error:
            return answer(error)
        except (ValueError, HttpProcessingError):  # not UTF-8, not JSON, or a broken multipart body
            return answer(bad_request("can't parse the request; strings must be encoded in UTF-8"))

    async def execute_by_name(self, name: str, fields: Fields, uploads: Uploads) -> None:
        """A call that came as the answer to a webhook: it is done and its result is lost, as with Telegram."""
        method = self._spec.get(name.lower())
        if method is None:
            self._backend.calls.violation(name, fields, "no such method", self._backend.clock.now())
            return
        try:
            await self.execute(method, fields, uploads)
        except DroppedError:
            return

    async def execute(self, method: Method, fields: Fields, uploads: Uploads) -> Any:
        """Do a call and log it. Returns its result or the ApiError. Raises DroppedError."""
        backend = self._backend
        at = backend.clock.now()
        result: Any
        logged: Mapping[str, Any] = {**fields, **uploads}
        fault = None
        try:
            call = method.read(fields, uploads)
            logged = call.params
            fault = backend.faults.take(method.name, call.params.get("chat_id")) if backend.faults.armed else None
            if fault is not None and not fault.after:
                await self._apply(fault)
            if method.name == "getUpdates":
                result = await get_updates(backend, call)
            else:
                result = perform(backend, call)
            if fault is not None and fault.after:
                await self._apply(fault)
        except ApiError as error:
            if isinstance(error, ViolationError):
                backend.calls.violation(method.name, logged, error.description, at)
            result = error
        except DroppedError:
            backend.calls.add(method.name, logged, 0, at)
            raise
        except Exception as error:
            _log.exception("a fault of the sandbox in %s", method.name)
            backend.calls.violation(method.name, logged, f"a fault of the sandbox: {error!r}", at)
            result = ApiError(500, "Internal Server Error")
        finally:
            backend.store.flush()
        backend.calls.add(method.name, logged, result.status if isinstance(result, ApiError) else 200, at)
        return result

    async def _download(self, request: web.Request) -> web.StreamResponse:
        refusal = self._refuse_token(request.match_info["token"])
        file = self._backend.files.by_path(request.match_info["path"])
        if refusal is not None or file is None:
            return answer(refusal or ApiError(404, "Not Found"))
        return web.Response(body=self._backend.files.body(file), content_type="application/octet-stream")

    async def _apply(self, fault: Fault) -> None:
        match fault.kind:
            case "slow":
                feed = self._backend.feed
                deadline = feed.deadline(fault.seconds)
                while await feed.changed_before(deadline):
                    pass
            case "drop":
                raise DroppedError
            case "429":
                error = too_many_requests(max(1, round(fault.seconds)))
                error.description = fault.description or error.description
                raise error
            case kind:
                status = int(kind)
                words = {500: "Internal Server Error", 403: "Forbidden: bot was blocked by the user"}
                raise ApiError(status, fault.description or words.get(status, "Bad Request: ordered by the test"))

    def _refuse_token(self, token: str) -> ApiError | None:
        if token != self._backend.token:
            well_formed = token.partition(":")[0].isdecimal() and ":" in token
            return ApiError(401, "Unauthorized") if well_formed else ApiError(404, "Not Found")
        if self._backend.logged_out:
            return ApiError(400, "Logged out")
        return None


def answer(result: Any) -> web.Response:
    if isinstance(result, ApiError):
        return _json(result.as_json(), result.status)
    return _json({"ok": True, "result": result}, 200)


def _json(body: Any, status: int) -> web.Response:
    return web.Response(
        body=json.dumps(body, ensure_ascii=False).encode("utf-8", "replace"),
        status=status,
        reason=HTTPStatus(status).phrase,
        content_type="application/json",
    )


async def read_request(request: web.Request) -> tuple[Fields, Uploads]:
    """Fields and files of a call, from the query and whatever kind of body. Raises ApiError 400 or 413."""
    fields: Fields = dict(request.query)
    if not request.can_read_body:
        return fields, {}
    match request.content_type:
        case "multipart/form-data":
            more, uploads = await _read_multipart(request)
            return {**fields, **more}, uploads
        case "application/json":
            body = json.loads(await request.text() or "{}")
            if not isinstance(body, dict):
                raise bad_request("can't parse JSON object")
            return {**fields, **body}, {}
        case _:
            pairs = parse_qsl(await request.text(), keep_blank_values=True)
            return {**fields, **dict(pairs)}, {}


async def _read_multipart(request: web.Request) -> tuple[Fields, Uploads]:
    fields: Fields = {}
    uploads: Uploads = {}
    size = 0
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader) or part.name is None:
            raise bad_request("can't parse multipart data")
        body = bytearray()
        while chunk := await part.read_chunk(256 * 1024):
            size += len(chunk)
            if size <= MAX_UPLOAD_BYTES + _FORM_ROOM:  # a longer one is read to its end, then refused
                body += chunk
        if part.filename is None:
            fields[part.name] = body.decode("utf-8", "replace")
        else:
            kind = part.headers.get("Content-Type", "")
            uploads[part.name] = Upload(part.name, part.filename, kind, bytes(body))
    if size > MAX_UPLOAD_BYTES + _FORM_ROOM or any(len(up.data) > MAX_UPLOAD_BYTES for up in uploads.values()):
        raise ApiError(413, "Request Entity Too Large")
    return fields, uploads


def supported_methods() -> list[str]:
    """Lower-case names of what the sandbox does; the rest of the documented methods is refused as a violation."""
    return sorted({*METHODS, "getupdates"})
