"""Keyboards: what Telegram refuses in them, and what it keeps."""

from __future__ import annotations

from typing import Any

from .errors import ViolationError, bad_request
from .links import checked_link, mentioned_user

MAX_ROW = 8
MAX_BUTTONS = 100
MAX_CALLBACK_DATA = 64

_ACTIONS = (
    "callback_data", "url", "web_app", "login_url", "switch_inline_query", "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat", "copy_text", "callback_game", "pay",
)  # fmt: skip
_BUTTON_FIELDS = {"text", "icon_custom_emoji_id", "style", *_ACTIONS}
_REPLY_BUTTON_FIELDS = {
    "text", "request_users", "request_chat", "request_contact", "request_location", "request_poll", "web_app",
    "icon_custom_emoji_id", "style", "request_managed_bot",
}  # fmt: skip
_REPLY_MARKUPS = {
    "keyboard": {"keyboard", "is_persistent", "resize_keyboard", "one_time_keyboard", "input_field_placeholder",
                 "selective"},
    "remove_keyboard": {"remove_keyboard", "selective"},
    "force_reply": {"force_reply", "input_field_placeholder", "selective"},
}  # fmt: skip


def inline_keyboard(markup: dict[str, Any] | None) -> dict[str, Any] | None:
    """The inline keyboard as a message carries it; None for no keyboard or one for the person's own keyboard.

    Raises ApiError 400 with Telegram's words, and ViolationError for a field that no keyboard has.
    """
    if not markup:
        return None
    if "inline_keyboard" not in markup:
        _check_reply_markup(markup)
        return None
    _only(markup, {"inline_keyboard"}, "InlineKeyboardMarkup")
    rows = [[_button(button) for button in row] for row in _rows(markup["inline_keyboard"]) if row]
    return {"inline_keyboard": rows} if rows else None


def buttons(markup: dict[str, Any] | None) -> list[dict[str, Any]]:
    return [button for row in (markup or {}).get("inline_keyboard", []) for button in row]


def _rows(rows: Any) -> list[list[Any]]:
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request("can't parse reply keyboard markup JSON object: field must be an Array of Arrays")
    if any(len(row) > MAX_ROW for row in rows) or sum(map(len, rows)) > MAX_BUTTONS:
        raise bad_request("reply markup is too long")
    return rows


def _button(button: Any) -> dict[str, Any]:
    if not isinstance(button, dict):
        raise bad_request("can't parse inline keyboard button: expected an Object")
    _only(button, _BUTTON_FIELDS, "InlineKeyboardButton")
    text = button.get("text")
    if not isinstance(text, str):
        raise bad_request("can't parse inline keyboard button: can't find field \"text\"")
    if not text.strip():
        raise bad_request("can't parse inline keyboard button: button text must be non-empty")
    actions = [action for action in _ACTIONS if action in button]
    if not actions:
        raise bad_request("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise ViolationError(f"InlineKeyboardButton has more than one action: {', '.join(actions)}")
    if "callback_data" in button:
        data = button["callback_data"]
        if not isinstance(data, str) or not 1 <= len(data.encode("utf-8", "replace")) <= MAX_CALLBACK_DATA:
            raise bad_request("BUTTON_DATA_INVALID")
    elif "url" in button:
        url = str(button["url"])
        if mentioned_user(url) is None and not checked_link(url):
            raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
    return button


def _check_reply_markup(markup: dict[str, Any]) -> None:
    for kind, fields in _REPLY_MARKUPS.items():
        if kind in markup:
            _only(markup, fields, kind)
            break
    else:
        raise bad_request("object expected as reply markup")
    for row in _rows(markup.get("keyboard", [])):
        for button in row:
            if isinstance(button, dict):
                _only(button, _REPLY_BUTTON_FIELDS, "KeyboardButton")
            text = button.get("text") if isinstance(button, dict) else button
            if not isinstance(text, str) or not text.strip():
                raise bad_request("can't parse keyboard button: button text must be non-empty")


def _only(given: dict[str, Any], known: set[str], name: str) -> None:
    unknown = sorted(given.keys() - known)
    if unknown:
        raise ViolationError(f"{name} has no field {', '.join(unknown)}")
