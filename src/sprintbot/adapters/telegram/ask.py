"""One update being answered: what a handler may use, and how its answer gets into the transaction."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sprintbot.adapters.telegram.callbacks import Callbacks
from sprintbot.adapters.telegram.cases import Cases
from sprintbot.adapters.telegram.incoming import Incoming, Kind
from sprintbot.adapters.telegram.screen import Button, Rows, Screen, pages
from sprintbot.adapters.telegram.speech import Speech
from sprintbot.ports.asking import Answer, Caller
from sprintbot.ports.kept import Dialog, Json, Member
from sprintbot.ports.queues import Inbox, Message, Ticket
from sprintbot.ports.store import Store, Work
from sprintbot.ports.words import Translations

R = TypeVar("R")
Shown = Screen | Sequence[Screen]
Render = Callable[[Speech, R], Shown]


@dataclass(slots=True)
class Ask:
    """`args` are what a button carries after its verb; `toast` is shown over the chat when a press is answered."""

    incoming: Incoming
    caller: Caller
    member: Member | None
    dialog: Dialog | None
    args: tuple[str, ...]
    cases: Cases
    ticket: Ticket
    store: Store
    inbox: Inbox
    translations: Translations
    callbacks: Callbacks
    version: str
    toast: str = ""

    @property
    def text(self) -> str:
        return self.incoming.text

    @property
    def words(self) -> str:
        """What was typed behind a command; nothing behind a button."""
        return self.incoming.text if self.incoming.kind is Kind.COMMAND else ""

    @property
    def language(self) -> str | None:
        """The person's own choice, else what the client says."""
        chosen = self.member.person.language if self.member else None
        return chosen or self.incoming.language

    def asked(self, name: str) -> str | None:
        """What the conversation has answered under this name so far."""
        value = None if self.dialog is None else self.dialog.data.get(name)
        return value if isinstance(value, str) else None

    def asked_number(self, name: str) -> int:
        value = None if self.dialog is None else self.dialog.data.get(name)
        return value if isinstance(value, int) else 0

    @property
    def speech(self) -> Speech:
        return Speech(self.translations.words(self.language))

    def show(self, render: Render[R], language: Callable[[R], str | None] | None = None) -> Answer[R]:
        """An answer for a use case: rendered and put into the outbox, with the update closed, in its transaction."""

        def write(work: Work, report: R) -> None:
            speech = self.speech if language is None else Speech(self.translations.words(language(report)))
            shown = render(speech, report)
            self._write(work, [shown] if isinstance(shown, Screen) else shown)

        return write

    async def reply(self, *screens: Screen) -> None:
        """Answer where there is nothing to do but to say something."""
        await self.store.transact(lambda _: None, lambda work, _: self._write(work, screens))

    async def retry(self) -> int:
        """Open again what was put aside in this chat; answers how many updates."""
        return await self.inbox.retry(self.caller.bot_id, self.caller.chat_id, self.caller.now)

    def _write(self, work: Work, screens: Sequence[Screen]) -> None:
        number = 0
        self.toast = ""
        for screen in screens:
            self.toast = screen.toast or self.toast
            for method, payload in self._calls(screen):
                number += 1
                key = f"{self.ticket.update_id}.{number}"
                work.outbox.add(Message(self.caller.bot_id, self.caller.chat_id, method, payload, key))
        asks = next((screen.asks for screen in screens if screen.asks is not None), None)
        if asks is not None or self.dialog is not None:
            work.dialogs.put(self.caller.bot_id, self.caller.chat_id, self.caller.user_id, asks)
        work.inbox.done(self.ticket)

    def _calls(self, screen: Screen) -> list[tuple[str, dict[str, Json]]]:
        edits = self.incoming.kind is Kind.BUTTON and not screen.fresh
        texts = pages(screen.text) if screen.text else []
        calls: list[tuple[str, dict[str, Json]]] = []
        for at, text in enumerate(texts):
            payload: dict[str, Json] = {"chat_id": self.caller.chat_id, "text": str(text), "parse_mode": "HTML"}
            if at == len(texts) - 1 and screen.rows:
                payload["reply_markup"] = {"inline_keyboard": self._keyboard(screen.rows)}
            payload["link_preview_options"] = {"is_disabled": True}
            if edits and at == 0:
                calls.append(("editMessageText", payload | {"message_id": self.incoming.message_id}))
            else:
                thread = self.incoming.thread_id
                calls.append(("sendMessage", payload if thread is None else payload | {"message_thread_id": thread}))
        return calls + list(screen.calls)

    def _keyboard(self, rows: Rows) -> Json:
        return [[self._button(button) for button in row] for row in rows if row]

    def _button(self, button: Button) -> Json:
        if button.url:
            return {"text": button.text, "url": button.url}
        if button.copy:
            return {"text": button.text, "copy_text": {"text": button.copy}}
        return {"text": button.text, "callback_data": self.callbacks.sign(self.caller.user_id, button.data)}
