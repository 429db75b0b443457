"""A real Chromium for the sandbox's web chat, and the bot's side of the talk over HTTP.

pytest_plugins = ("tests.support.sandbox", "tests.support.browser")

async def test_talk(windows: Windows, bot: Bot) -> None:
    olena = await bot.meet("Олена")
    page = await windows.open(f"{bot.sandbox.url}/#{olena}/{olena}")
"""

from __future__ import annotations

import shutil
import struct
import zlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import FormData
from playwright.async_api import Browser, BrowserContext, Page, async_playwright

from tests.support.sandbox import SandboxClient

Json = dict[str, Any]

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NETWORK = "Failed to load resource"  # what the console says of a server that is away or refuses


@dataclass(slots=True)
class Bot:
    """The bot's side, played by the test through the Bot API."""

    sandbox: SandboxClient
    _offset: int = 0

    async def __call__(self, method: str, **params: Any) -> Any:
        """Call the Bot API; the test fails when Telegram would have refused."""
        answer = await self.sandbox.call(method, **params)
        assert answer["ok"], answer
        return answer["result"]

    async def send_document(self, chat_id: int, name: str, body: bytes) -> None:
        form = FormData({"chat_id": str(chat_id)}, quote_fields=False)
        form.add_field("document", body, filename=name)
        url = f"{self.sandbox.base_url}{self.sandbox.token}/sendDocument"
        async with self.sandbox.http.post(url, data=form) as response:
            assert response.status == 200, await response.text()

    async def next_update(self, kind: str) -> Json:
        """The next update of that kind; others before it are passed over."""
        while True:
            updates = await self("getUpdates", offset=self._offset, timeout=10, limit=1)
            assert updates, f"no {kind} came"
            self._offset = updates[0]["update_id"] + 1
            if kind in updates[0]:
                body: Json = updates[0][kind]
                return body

    async def next_text(self) -> Json:
        """The next message of a person that has a text."""
        message = await self.next_update("message")
        return message if "text" in message else await self.next_text()

    async def download(self, file_id: str) -> bytes:
        path = (await self("getFile", file_id=file_id))["file_path"]
        async with self.sandbox.http.get(f"{self.sandbox.base_file_url}{self.sandbox.token}/{path}") as response:
            return await response.read()

    async def meet(self, name: str, language: str = "uk") -> int:
        """A person who has written to the bot, so that the bot may write to him."""
        user_id = await self.sandbox.add_user(name, language)
        await self.sandbox.write(user_id, "/start")
        await self.next_update("message")
        return user_id


@dataclass(slots=True)
class Windows:
    """Opens pages of the chat. Each has a browser profile of its own and its faults are kept."""

    browser: Browser
    faults: list[str] = field(default_factory=list)
    contexts: list[BrowserContext] = field(default_factory=list)

    async def open(
        self, address: str, *, width: int = 1280, height: int = 800, scheme: str = "light", motion: str = "reduce"
    ) -> Page:
        options: Json = {"color_scheme": scheme, "reduced_motion": motion, "locale": "uk-UA"}
        context = await self.browser.new_context(
            viewport={"width": width, "height": height},
            has_touch=width < 500,
            is_mobile=width < 500,
            permissions=["clipboard-read", "clipboard-write"],
            **options,
        )
        context.set_default_timeout(10_000)
        self.contexts.append(context)
        page = await context.new_page()
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("console", lambda said: self.faults.append(said.text) if _is_fault(said.type, said.text) else None)
        await page.goto(address)
        await page.wait_for_selector("body[data-ready]")
        return page


def _is_fault(kind: str, text: str) -> bool:
    return kind in ("error", "warning") and NETWORK not in text and "net::ERR" not in text


@pytest.fixture(scope="session")
async def chromium() -> AsyncIterator[Browser]:
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        pytest.skip("no Chromium on this machine: apt-get install chromium")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        await browser.close()


@pytest.fixture
async def windows(chromium: Browser) -> AsyncIterator[Windows]:
    """After the test no page may have thrown, logged an error or broken its content policy."""
    windows = Windows(chromium)
    yield windows
    for context in windows.contexts:
        await context.close()
    assert windows.faults == []


@pytest.fixture
def bot(sandbox: SandboxClient) -> Bot:
    return Bot(sandbox)


def png(width: int, height: int) -> bytes:
    """A picture of one colour."""
    raw = (b"\0" + bytes((20, 120, 160)) * width) * height
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = (b"IHDR", header), (b"IDAT", zlib.compress(raw)), (b"IEND", b"")
    parts = [
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in chunks
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)
