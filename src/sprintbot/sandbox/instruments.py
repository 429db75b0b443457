"""HTTP of the control API for tests: logs, faults, the clock, raw updates, answers to presses. See docs/sandbox.md."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import quote

from aiohttp import web

from . import people
from .backend import Backend
from .commands import visible_commands
from .control_http import add_routes, query_number, read_json
from .errors import ControlError
from .faults import KINDS, Fault
from .guard import local_only
from .world import Json

LONGEST_WAIT = 50
_SAFE_IMAGES = ("image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp")


class Instruments:
    def __init__(self, backend: Backend) -> None:
        self._backend = backend

    def add_routes(self, app: web.Application) -> None:
        routes = {
            "GET /sandbox/callbacks/{query}": self._callback,
            "GET /sandbox/commands": self._commands,
            "POST /sandbox/updates": self._inject,
            "GET /sandbox/updates": self._pending,
            "POST /sandbox/faults": self._add_fault,
            "GET /sandbox/faults": self._faults,
            "DELETE /sandbox/faults": self._clear_faults,
            "GET /sandbox/calls": self._calls,
            "GET /sandbox/violations": self._violations,
            "DELETE /sandbox/violations": self._clear_violations,
            "POST /sandbox/clock": self._set_clock,
            "GET /sandbox/clock": self._clock,
            "POST /sandbox/flood": self._set_flood,
        }
        add_routes(app, self._backend, routes)
        app.router.add_get("/sandbox/files/{file}", local_only(self._file))

    async def _callback(self, request: web.Request) -> Json:
        """The answer to a press; `wait` (seconds) holds until there is one."""
        callback = self._backend.callbacks.get(request.match_info["query"])
        if callback is None:
            raise ControlError(404, "no such callback query")
        deadline = self._backend.feed.deadline(min(query_number(request, "wait"), 50))
        while callback.answer is None and await self._backend.feed.changed_before(deadline):
            pass
        return {"answered": callback.answer is not None, **(callback.answer or {"text": None, "show_alert": False})}

    async def _commands(self, request: web.Request) -> list[Json]:
        person = people.find_person(self._backend, query_number(request, "user"))
        chat = people.find_chat(self._backend, query_number(request, "chat") or person.id)
        return visible_commands(self._backend, person, chat)

    async def _inject(self, request: web.Request) -> Json:
        """Any update, as raw JSON: what no person of the sandbox can make (channels, anonymous admins, replays)."""
        body = await read_json(request)
        update_id = body.pop("update_id", None)
        if len(body) != 1 or not all(isinstance(value, dict) for value in body.values()):
            raise ControlError(400, "an update has one field with an object beside update_id")
        (content,) = body.values()
        lane = content.get("chat", content.get("message", {}).get("chat", {})).get("id", 0)
        return {"update_id": self._backend.updates.add_raw(body, lane, update_id)}

    async def _pending(self, _request: web.Request) -> list[Json]:
        return [pending.update for pending in self._backend.updates.pending()]

    async def _add_fault(self, request: web.Request) -> Json:
        body = await read_json(request, "kind")
        body["kind"] = str(body["kind"])
        if body["kind"] not in KINDS:
            raise ControlError(400, f"kind is one of {', '.join(KINDS)}")
        try:
            fault = Fault(**body)
        except TypeError as error:
            raise ControlError(400, f"a fault has no such field: {error}") from None
        self._backend.faults.armed.append(fault)
        return {"armed": len(self._backend.faults.armed)}

    async def _faults(self, _request: web.Request) -> list[Json]:
        return [
            {"kind": fault.kind, "method": fault.method, "chat_id": fault.chat_id, "times": fault.times}
            for fault in self._backend.faults.armed
        ]

    async def _clear_faults(self, _request: web.Request) -> Json:
        self._backend.faults.armed.clear()
        return {"armed": 0}

    async def _calls(self, request: web.Request) -> list[Json]:
        return self._backend.calls.after(query_number(request, "after"), polling=request.query.get("all") == "1")

    async def _violations(self, _request: web.Request) -> list[Json]:
        return self._backend.calls.violations

    async def _clear_violations(self, _request: web.Request) -> list[Json]:
        found = list(self._backend.calls.violations)
        self._backend.calls.violations.clear()
        return found

    async def _set_clock(self, request: web.Request) -> Json:
        body = await read_json(request)
        if "now" in body:
            self._backend.clock.set(float(body["now"]))
        self._backend.clock.advance(float(body.get("advance", 0)))
        return {"now": self._backend.clock.now()}

    async def _clock(self, _request: web.Request) -> Json:
        return {"now": self._backend.clock.now()}

    async def _set_flood(self, request: web.Request) -> Json:
        body = await read_json(request)
        try:
            limits = replace(self._backend.flood.limits, **body)
        except TypeError as error:
            raise ControlError(400, f"no such limit: {error}") from None
        self._backend.flood.limits = limits
        return {name: getattr(limits, name) for name in limits.__slots__}

    async def _file(self, request: web.Request) -> web.StreamResponse:
        file = self._backend.files.get(request.match_info["file"])
        if file is None:
            raise web.HTTPNotFound
        shown = "inline" if file.mime_type in _SAFE_IMAGES else "attachment"
        headers = {
            "Content-Type": file.mime_type,
            "Content-Disposition": f"{shown}; filename*=UTF-8''{quote(file.name)}",
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, max-age=3600",
        }
        return web.Response(body=self._backend.files.body(file), headers=headers)
