"""Which handler answers what, and by which right. A handler without a right cannot be registered."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from sprintbot.adapters.telegram.incoming import Incoming, Kind
from sprintbot.domain.access import Action
from sprintbot.ports.kept import Dialog

if TYPE_CHECKING:
    from sprintbot.adapters.telegram.ask import Ask

Handler = Callable[["Ask"], Awaitable[None]]


class On(StrEnum):
    COMMAND = "command"
    BUTTON = "button"
    DIALOG = "dialog"
    TEXT = "text"
    FILE = "file"
    OTHER = "other"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Route:
    """`name` is the command, the verb of a button's data, or the state of a dialog."""

    on: On
    name: str
    action: Action
    handler: Handler
    in_groups: bool = False


def command(name: str, action: Action, handler: Handler, *, in_groups: bool = False) -> Route:
    return Route(On.COMMAND, name, action, handler, in_groups)


def button(verb: str, action: Action, handler: Handler, *, in_groups: bool = False) -> Route:
    return Route(On.BUTTON, verb, action, handler, in_groups)


def dialog(state: str, action: Action, handler: Handler) -> Route:
    return Route(On.DIALOG, state, action, handler)


class Routes:
    """Found by a dictionary: a hundred commands cost what one does."""

    def __init__(self, routes: Iterable[Route]) -> None:
        self.all = tuple(routes)
        self._by_name = {(route.on, route.name): route for route in self.all}
        if len(self._by_name) != len(self.all):
            raise ValueError("two handlers for one name")

    def find(self, incoming: Incoming, state: Dialog | None, data: str | None) -> Route:
        """`data` is what a button carries, already verified; None where it is not ours."""
        unknown = self._by_name[On.UNKNOWN, ""]
        if incoming.kind is Kind.COMMAND:
            return self._by_name.get((On.COMMAND, incoming.command), unknown)
        if incoming.kind is Kind.BUTTON:
            return self._by_name.get((On.BUTTON, (data or "").split(":", 1)[0]), unknown)
        if incoming.kind is Kind.TEXT:
            asked = None if state is None else self._by_name.get((On.DIALOG, state.state))
            return asked or self._by_name[On.TEXT, ""]
        return self._by_name[On.FILE if incoming.kind is Kind.FILE else On.OTHER, ""]
