"""The documented Bot API as data: which parameters a method takes and how a value is read from a request.

A form field is always text; its meaning is in the method's description. `text=123` is the text "123",
`chat_id=123` is a number, `reply_markup={"…"}` is an object.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from importlib import resources
from typing import Any

from .errors import ViolationError

SPEC_FILE = "botapi-10.3.json"
_INTEGER = re.compile(r"-?[0-9]{1,19}")
_BOOLEANS = {"true": True, "false": False, "1": True, "0": False}
_BAD = object()


@dataclass(frozen=True, slots=True)
class Upload:
    """A file part of a multipart request."""

    name: str
    filename: str
    content_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Call:
    """A request that fits the documentation: values have the documented types, files are `Upload`s."""

    method: str
    params: Mapping[str, Any]
    uploads: Mapping[str, Upload]


Reader = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Method:
    name: str
    readers: Mapping[str, Reader]
    required: frozenset[str]

    def read(self, fields: Mapping[str, Any], uploads: Mapping[str, Upload]) -> Call:
        """Turn raw fields (texts of a form, or the values of a JSON body) into a `Call`.

        Raises ViolationError for an unknown or a missing parameter, a value of a wrong type, a file nobody refers to.
        """
        params: dict[str, Any] = {}
        for name, raw in fields.items():
            reader = self.readers.get(name)
            if reader is None:
                raise ViolationError(f'{self.name} has no parameter "{name}"')
            value = reader(raw)
            if value is _BAD:
                raise ViolationError(f'parameter "{name}" of {self.name} has a wrong type: {_short(raw)}')
            params[name] = value
        attached: dict[str, Upload] = {}
        for name, upload in uploads.items():
            if name in self.readers:
                params[name] = upload
            else:
                attached[name] = upload
        if attached:
            referred = set(re.findall(r'attach://([^"\\]+)', json.dumps(params, default=lambda _: "")))
            for name in attached.keys() - referred:
                raise ViolationError(f'{self.name} has no parameter "{name}" and nothing refers to that file')
        for name in self.required - params.keys():
            raise ViolationError(_MISSING.get(name, f'parameter "{name}" of {self.name} is required'))
        return Call(self.name, params, attached)


_MISSING = {"text": "message text is empty", "chat_id": "chat_id is empty"}


def load_spec() -> dict[str, Method]:
    """Methods by their lower-case name (Telegram does not look at the case of a method)."""
    data = json.loads(resources.files(__package__).joinpath(SPEC_FILE).read_text(encoding="utf-8"))
    return {name.lower(): _method(name, described["params"]) for name, described in data.items()}


def _method(name: str, params: dict[str, Any]) -> Method:
    readers = {param: _reader(described["type"]) for param, described in params.items()}
    required = frozenset(param for param, described in params.items() if described.get("required"))
    return Method(name, readers, required)


def _reader(kind: str | list[str]) -> Reader:
    if isinstance(kind, list):
        return _union_reader(kind)
    if kind.startswith("array:"):
        element = kind.removeprefix("array:")
        kinds = json.loads(element) if element.startswith("[") else [element]
        return partial(_array, kinds=kinds)
    return {"str": _text, "int": _integer, "bool": _boolean, "float": _number, "InputFile": _text}.get(kind, _object)


def _union_reader(kinds: list[str]) -> Reader:
    if set(kinds) == {"int", "str"}:
        return _integer_or_text
    if set(kinds) == {"InputFile", "str"}:
        return _text
    if "int" in kinds:  # int, datetime or timedelta in the source: a Unix time on the wire
        return _integer
    return _object


def _text(raw: Any) -> Any:
    return raw if isinstance(raw, str) else _BAD


def _integer(raw: Any) -> Any:
    if isinstance(raw, str) and _INTEGER.fullmatch(raw):
        return int(raw)
    return raw if isinstance(raw, int) and not isinstance(raw, bool) else _BAD


def _integer_or_text(raw: Any) -> Any:
    value = _integer(raw)
    return _text(raw) if value is _BAD else value


def _boolean(raw: Any) -> Any:
    if isinstance(raw, str):
        return _BOOLEANS.get(raw.lower(), _BAD)
    return raw if isinstance(raw, bool) else _BAD


def _number(raw: Any) -> Any:
    try:
        return float(raw)
    except (TypeError, ValueError):
        return _BAD


def _object(raw: Any) -> Any:
    value = _from_json(raw)
    return value if isinstance(value, dict) else _BAD


def _array(raw: Any, kinds: list[str]) -> Any:
    value = _from_json(raw)
    if not isinstance(value, list):
        return _BAD
    return value if all(_fits(element, kinds) for element in value) else _BAD


def _fits(element: Any, kinds: list[str]) -> bool:
    if isinstance(element, str):
        return "str" in kinds
    if isinstance(element, int):
        return "int" in kinds and not isinstance(element, bool)
    return isinstance(element, dict) and any(kind not in ("str", "int") for kind in kinds)


def _from_json(raw: Any) -> Any:
    if not isinstance(raw, str):
        return raw
    try:
        return json.loads(raw)
    except ValueError:
        return _BAD


def _short(raw: Any) -> str:
    text = repr(raw)
    return text if len(text) <= 80 else text[:80] + "…"
