"""A screen: the text of one message, its buttons, and the question that it asks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sprintbot.adapters.telegram.speech import Markup
from sprintbot.ports.kept import Dialog, Json

LONGEST_TEXT = 4000
"""Under Telegram's 4096, which counts after entities are taken out."""
TABLE_WIDTH = 32
"""What a 360 px phone shows of monospaced text without wrapping."""


@dataclass(frozen=True, slots=True)
class Button:
    """`data` is `verb:argument:…` of ids; `copy` is text for the clipboard."""

    text: str
    data: str = ""
    url: str = ""
    copy: str = ""


Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class Screen:
    """Shown in place of the message whose button was pressed, unless it is `fresh` or nothing was pressed.

    `asks` is the question that the next typed text answers; None ends any conversation.
    """

    text: Markup
    rows: Rows = ()
    asks: Dialog | None = None
    fresh: bool = False
    toast: str = ""
    calls: tuple[tuple[str, dict[str, Json]], ...] = field(default=())
    """Further Bot API calls that belong to the screen, such as the commands of the menu."""


def in_rows(buttons: Iterable[Button], across: int) -> Rows:
    """Buttons in rows of `across`, at most eight."""
    found = list(buttons)
    return tuple(tuple(found[at : at + across]) for at in range(0, len(found), across))


def table(rows: Sequence[Sequence[str]], left: frozenset[int] = frozenset()) -> Markup:
    """A `<pre>` block: columns right-aligned but for those in `left`. Cells are plain text; too wide rows lose spaces
    of the first column's text, never digits."""
    if not rows:
        return Markup("")
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    gap = "  " if sum(widths) + 2 * (len(widths) - 1) <= TABLE_WIDTH else " "
    spare = TABLE_WIDTH - sum(widths) - (len(widths) - 1)
    if spare < 0 and 0 in left:
        widths[0] = max(6, widths[0] + spare)
    shown = []
    for row in rows:
        cells = [
            cell[:width].ljust(width) if column in left else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        shown.append(gap.join(cells).rstrip())
    return Markup("<pre>" + Markup("").join(_escape(line) + "\n" for line in shown).rstrip("\n") + "</pre>")


def pages(text: Markup) -> list[Markup]:
    """The text cut at line ends into messages that Telegram takes; a table that is cut goes on as a table."""
    found: list[list[str]] = [[]]
    room, inside = LONGEST_TEXT, False
    for line in str(text).split("\n"):
        if found[-1] and len(line) + 1 > room:
            found[-1][-1] += "</pre>" if inside else ""
            found.append([])
            room = LONGEST_TEXT
            line = ("<pre>" if inside else "") + line  # noqa: PLW2901 - the table is opened again on the new page
        found[-1].append(line)
        room -= len(line) + 1 + len("</pre>") * (len(found[-1]) == 1)
        inside = (inside or "<pre>" in line) and line.rfind("</pre>") <= line.rfind("<pre>")
    return [Markup("\n".join(page)) for page in found]


def _escape(line: str) -> str:
    return line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
