"""Whatever a bot sends, the sandbox answers with a result or a refusal, and goes on."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from sprintbot.sandbox import FloodLimits, people
from sprintbot.sandbox.backend import Backend, Settings
from sprintbot.sandbox.errors import ApiError
from sprintbot.sandbox.registry import METHODS, perform
from sprintbot.sandbox.spec import Upload, load_spec

SPEC = load_spec()
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x02\0\0\0\x01"
JUNK: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 5) | st.sampled_from(["", "x", "HTML", "👍", "\ud83c"]),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["type", "text"]), inner, max_size=2),
    max_leaves=4,
)


def almost(*right: Any) -> st.SearchStrategy[Any]:
    """One of the right values, or anything else."""
    return st.sampled_from(right) | JUNK


def shape(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=fields)


ENTITIES = st.lists(JUNK | shape(
    type=almost("bold", "text_link", "text_mention", "custom_emoji", "pre", "blockquote"), offset=almost(0, 1),
    length=almost(1, 9), url=almost("example.com"), user=almost({"id": 1}), custom_emoji_id=almost("5"),
), max_size=3)  # fmt: skip
MEDIA = shape(
    type=almost("photo", "document"), media=almost("attach://a"), caption=almost("<b>x</b>"),
    parse_mode=almost("HTML"), caption_entities=ENTITIES | JUNK, width=JUNK,
)  # fmt: skip
BUTTON = JUNK | shape(text=almost("x"), callback_data=almost("y"), url=almost("example.com"))
TEXT = st.sampled_from(["x", "<b>x", "<a href='tg://user?id=1'>x</a>", "/start", "", " ", "\ud83c", "🏊" * 2049])
SHAPES: dict[str, st.SearchStrategy[Any]] = {
    "reply_markup": shape(
        inline_keyboard=JUNK | st.lists(JUNK | st.lists(BUTTON, max_size=2), max_size=2),
        keyboard=JUNK | st.lists(st.lists(BUTTON, max_size=2), max_size=2),
        remove_keyboard=JUNK,
    ),
    "reply_parameters": shape(message_id=almost(1), chat_id=almost(1), allow_sending_without_reply=JUNK),
    "entities": ENTITIES.map(lambda found: [one for one in found if isinstance(one, dict)]),
    "media": MEDIA | st.lists(MEDIA, max_size=3),
    "commands": st.lists(shape(command=almost("start"), description=almost("x")), max_size=2),
    "scope": shape(type=almost("default", "chat", "chat_member"), chat_id=almost(1, "@x"), user_id=almost(1)),
    "reaction": st.lists(shape(type=almost("emoji"), emoji=almost("👍")), max_size=2),
    "parse_mode": st.sampled_from(["HTML", "html", "MarkdownV2", "x"]),
    "message_ids": st.lists(st.integers(0, 5), max_size=3),
    "message_id": st.integers(0, 5),
    "photo": st.sampled_from(["attach://a", "x", ""]),
}
SHAPES |= dict.fromkeys(("chat_id", "from_chat_id", "user_id"), st.sampled_from([1, 1, 1, 2, -5]))
SHAPES["caption_entities"] = SHAPES["entities"]
OFTEN = (
    "sendMessage", "editMessageText", "sendPhoto", "sendMediaGroup", "editMessageMedia", "setMyCommands",
    "setMessageReaction", "copyMessage",
)  # fmt: skip


def backend() -> Backend:
    made = Backend(token=None, home=None, settings=Settings(FloodLimits(enabled=False)), name="x", username="x_bot")
    person = made.world.add_person("Олена", "uk", user_id=1)
    chat = made.world.chats[1]
    for text in ("/start", "1:02,35"):
        people.write(made, chat, person, text, None)
    made.world.add_message(chat, made.world.bot_user(), 0.0, text="x")
    return made


@st.composite
def calls(draw: st.DrawFn) -> tuple[str, dict[str, Any], dict[str, Upload]]:
    name = draw(st.sampled_from(OFTEN) | st.sampled_from(sorted(METHODS))).lower()
    method = SPEC[name]
    shaped = sorted(SHAPES.keys() & method.readers.keys())
    chosen = [*method.required, *(draw(st.lists(st.sampled_from(shaped), max_size=4, unique=True)) if shaped else [])]
    fields = {param: draw(SHAPES.get(param, TEXT | st.integers(-3, 100) | st.booleans())) for param in chosen}
    uploads = {"a": Upload("a", "a.png", "image/png", PNG)} if draw(st.booleans()) else {}
    return name, fields, uploads


@given(st.lists(calls(), min_size=1, max_size=8))
def test_any_call_is_answered_or_refused(made: list[tuple[str, dict[str, Any], dict[str, Upload]]]) -> None:
    """Law: no call, however odd its values, breaks the sandbox or its messages."""
    sandbox = backend()
    for name, fields, uploads in made:
        try:
            perform(sandbox, SPEC[name].read(fields, uploads))
        except ApiError as refusal:
            assert refusal.status in (400, 403), refusal.description  # noqa: PT017
    chat = sandbox.world.chats[1]
    assert list(chat.messages) == sorted(chat.messages)
    assert all(message["message_id"] == key for key, message in chat.messages.items())
