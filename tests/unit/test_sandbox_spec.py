"""Requests are read by the documented types, and nothing undocumented gets through."""

from __future__ import annotations

import ast
import sys
from pathlib import Path
from typing import Any

import pytest

from sprintbot.sandbox.botapi import supported_methods
from sprintbot.sandbox.errors import ViolationError
from sprintbot.sandbox.spec import Upload, load_spec

SPEC = load_spec()
PACKAGE = Path(__file__).parents[2] / "src" / "sprintbot" / "sandbox"
FILE = Upload("photo", "a.png", "image/png", b"x")


def read(method: str, uploads: dict[str, Upload] | None = None, **fields: Any) -> Any:
    return SPEC[method.lower()].read(fields, uploads or {}).params


def test_form_fields_are_decoded_by_the_documented_type() -> None:
    params = read(
        "sendMessage",
        chat_id="-1002000000001",
        text="123",
        disable_notification="true",
        reply_markup='{"inline_keyboard": []}',
        entities='[{"type": "bold", "offset": 0, "length": 1}]',
    )
    assert params == {
        "chat_id": -1_002_000_000_001,
        "text": "123",
        "disable_notification": True,
        "reply_markup": {"inline_keyboard": []},
        "entities": [{"type": "bold", "offset": 0, "length": 1}],
    }
    assert read("sendMessage", chat_id="@olena", text="true") == {"chat_id": "@olena", "text": "true"}
    assert read("sendLocation", chat_id="1", latitude="50.45", longitude="30")["latitude"] == 50.45


def test_json_bodies_may_carry_values_or_json_texts() -> None:
    assert read("getUpdates", allowed_updates=["message"]) == read("getUpdates", allowed_updates='["message"]')
    assert read("sendMessage", chat_id=1, text="x", protect_content=False)["protect_content"] is False


@pytest.mark.parametrize(
    ("method", "fields", "problem"),
    [
        ("sendMessage", {"chat_id": "1", "text": "x", "colour": "red"}, 'sendMessage has no parameter "colour"'),
        ("sendMessage", {"chat_id": "1"}, "message text is empty"),
        ("sendMessage", {"text": "x"}, "chat_id is empty"),
        ("sendChatAction", {"chat_id": "1"}, 'parameter "action" of sendChatAction is required'),
        ("getMe", {"x": ""}, 'getMe has no parameter "x"'),
        ("deleteMessage", {"chat_id": "1", "message_id": "1.5"}, "wrong type"),
        ("deleteMessage", {"chat_id": "1", "message_id": True}, "wrong type"),
        ("sendMessage", {"chat_id": "1", "text": 5}, "wrong type"),
        ("sendMessage", {"chat_id": "1", "text": "x", "protect_content": "yes"}, "wrong type"),
        ("sendMessage", {"chat_id": "1", "text": "x", "reply_markup": "[]"}, "wrong type"),
        ("sendMessage", {"chat_id": "1", "text": "x", "reply_markup": "{"}, "wrong type"),
        ("getUpdates", {"allowed_updates": '"message"'}, "wrong type"),
        ("getUpdates", {"allowed_updates": "[1]"}, "wrong type"),
        ("deleteMessages", {"chat_id": "1", "message_ids": "[true]"}, "wrong type"),
        ("setMyCommands", {"commands": '["start"]'}, "wrong type"),
        ("sendLocation", {"chat_id": "1", "latitude": "north", "longitude": "1"}, "wrong type"),
    ],
)
def test_what_the_documentation_does_not_allow_is_a_violation(
    method: str, fields: dict[str, Any], problem: str
) -> None:
    with pytest.raises(ViolationError, match=problem):
        read(method, None, **fields)


def test_a_file_must_be_a_parameter_or_be_referred_to() -> None:
    assert read("sendPhoto", {"photo": FILE}, chat_id="1")["photo"] is FILE
    media = '[{"type": "photo", "media": "attach://a"}, {"type": "photo", "media": "attach://b"}]'
    call = SPEC["sendmediagroup"].read({"chat_id": "1", "media": media}, {"a": FILE, "b": FILE})
    assert set(call.uploads) == {"a", "b"}
    with pytest.raises(ViolationError, match="nothing refers to that file"):
        SPEC["sendmediagroup"].read({"chat_id": "1", "media": media}, {"a": FILE, "c": FILE})


def test_every_method_the_sandbox_does_is_documented() -> None:
    assert set(supported_methods()) <= SPEC.keys()
    assert len(SPEC) == 185


def test_the_sandbox_stands_apart() -> None:
    """It imports itself, aiohttp and the standard library; not the bot, and no bot library."""
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.level == 0:
                names = [node.module or ""]
            else:
                assert not (isinstance(node, ast.ImportFrom) and node.level > 1), path
                continue
            roots = {name.partition(".")[0] for name in names}
            assert roots <= {*sys.stdlib_module_names, "aiohttp"}, path
