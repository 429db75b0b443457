"""Where persons stand in conversations."""

from __future__ import annotations

from sqlalchemy import bindparam, delete, select

from sprintbot.adapters.postgres.queuetables import dialogs
from sprintbot.adapters.postgres.statements import as_json, compiled, insertion
from sprintbot.adapters.postgres.transaction import Transaction
from sprintbot.ports.kept import Dialog
from sprintbot.ports.store import Dialogs

_KEY = tuple(dialogs.c[name] == bindparam(name) for name in ("bot_id", "chat_id", "user_id"))
_GET = compiled(select(dialogs.c.state, dialogs.c.data).where(*_KEY))
_END = compiled(delete(dialogs).where(*_KEY))
_PUT = insertion(
    dialogs, tail=" on conflict (bot_id, chat_id, user_id) do update set state = excluded.state, data = excluded.data"
)


class PostgresDialogs(Dialogs):
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def get(self, bot_id: int, chat_id: int, user_id: int) -> Dialog | None:
        row = self._transaction.row(_GET, bot_id=bot_id, chat_id=chat_id, user_id=user_id)
        return None if row is None else Dialog(row[0], row[1])

    def put(self, bot_id: int, chat_id: int, user_id: int, dialog: Dialog | None) -> None:
        key = {"bot_id": bot_id, "chat_id": chat_id, "user_id": user_id}
        if dialog is None:
            self._transaction.write(_END, **key)
        else:
            self._transaction.insert(_PUT, [{**key, "state": dialog.state, "data": as_json(dialog.data)}])
