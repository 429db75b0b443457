"""Words on their way into a message: filled in, and escaped unless they are markup of ours."""

from __future__ import annotations

from datetime import date
from html import escape

from sprintbot.domain.swimtime import SwimTime
from sprintbot.ports.words import Words


class Markup(str):
    """Telegram HTML that is ready to send. Everything else is escaped before it gets into a message."""

    __slots__ = ()

    def __add__(self, other: str) -> Markup:
        return Markup(str(self) + safe(other))


def safe(value: object) -> str:
    return str(value) if isinstance(value, Markup) else escape(str(value), quote=False)


def bold(text: object) -> Markup:
    return Markup(f"<b>{safe(text)}</b>")


def example(*typed: str) -> Markup:
    """What a person might type, ready to be copied."""
    return Markup("<pre>" + "\n".join(safe(line) for line in typed) + "</pre>")


def dotted(*parts: object) -> Markup:
    """`one · other`."""
    return Markup(" · ".join(safe(part) for part in parts))


def lines(*parts: str | None) -> Markup:
    """One under the other; None is left out, an empty string is an empty line."""
    return Markup("\n".join(safe(part) for part in parts if part is not None))


class Speech:
    """One reader's language. The short names are those that the message extractor knows:
    `t` text, `n` plural, `p` text in a context, `b` text of a button (no markup)."""

    def __init__(self, words: Words) -> None:
        self._words = words

    @property
    def language(self) -> str:
        return self._words.language

    def t(self, message: str, /, **values: object) -> Markup:
        return Markup(self._words.text(message).format(**_escaped(values)))

    def n(self, one: str, many: str, n: int, /, **values: object) -> Markup:
        return Markup(self._words.plural(one, many, n).format(n=n, **_escaped(values)))

    def p(self, context: str, message: str, /, **values: object) -> Markup:
        return Markup(self._words.text(message, context).format(**_escaped(values)))

    def b(self, message: str, /, **values: object) -> str:
        return self._words.text(message).format(**values)

    def time(self, time: SwimTime | int) -> str:
        """A swim time, or hundredths."""
        shown = time if isinstance(time, SwimTime) else SwimTime(time)
        return shown.format(self._words.decimal)

    def seconds(self, centiseconds: int) -> str:
        """`1,20`, `0,05`, `75,30`: an amount of seconds, without a sign."""
        whole, rest = divmod(abs(centiseconds), 100)
        return f"{whole}{self._words.decimal}{rest:02d}"

    def signed(self, centiseconds: int) -> str:
        """`+0,59`, `−0,84`, with a real minus."""
        sign = "+" if centiseconds > 0 else "−" if centiseconds < 0 else "±"
        return sign + self.seconds(centiseconds)

    def tenth(self, tenths: int) -> str:
        """A number given in tenths: `65,8`."""
        whole, rest = divmod(tenths, 10)
        return f"{whole}{self._words.decimal}{rest}"

    def day(self, day: date, *, year: bool = False) -> str:
        return self._words.day(day, year=year)


def _escaped(values: dict[str, object]) -> dict[str, str]:
    return {name: safe(value) for name, value in values.items()}
