"""Swimming's own words, by code. The words themselves stand in the catalogues and in docs/glossary.md."""

from __future__ import annotations

from html import escape

from sprintbot.adapters.telegram.screen import Button
from sprintbot.adapters.telegram.speech import Markup, Speech
from sprintbot.domain.events import Course, Event, Sex, Stroke
from sprintbot.domain.people import Athlete
from sprintbot.domain.records import Reason
from sprintbot.domain.swims import Start, Status, Swim, Technique, Timing


def stroke(say: Speech, code: Stroke) -> Markup:
    return {
        Stroke.FREE: say.t("freestyle"),
        Stroke.BACK: say.t("backstroke"),
        Stroke.BREAST: say.t("breaststroke"),
        Stroke.FLY: say.t("butterfly"),
        Stroke.MEDLEY: say.t("medley"),
    }[code]


def stroke_short(say: Speech, code: Stroke) -> Markup:
    return {
        Stroke.FREE: say.p("short", "free"),
        Stroke.BACK: say.p("short", "back"),
        Stroke.BREAST: say.p("short", "breast"),
        Stroke.FLY: say.p("short", "fly"),
        Stroke.MEDLEY: say.p("short", "IM"),
    }[code]


def course(say: Speech, code: Course) -> Markup:
    named = {Course.LCM: say.t("50 m"), Course.SCM: say.t("25 m"), Course.SCY: say.t("25 yd")}
    return named.get(code, Markup(code.value))


def event(say: Speech, event: Event) -> Markup:
    """`100 freestyle`."""
    return say.p("event", "{distance} {stroke}", distance=event.distance, stroke=stroke(say, event.stroke))


def event_short(say: Speech, event: Event) -> Markup:
    """`100 free`."""
    return Markup(f"{event.distance} {stroke_short(say, event.stroke)}")


def event_code(event: Event) -> str:
    """The event inside a button's data: `100.FREE.SCM`."""
    return f"{event.distance}.{event.stroke}.{event.course}"


def read_event_code(code: str) -> Event:
    """The event of a button; ValueError or EventError where the data is not ours."""
    distance, stroke_code, course_code = code.split(".")
    return Event(int(distance), Stroke(stroke_code), Course(course_code))


def sex(say: Speech, code: Sex) -> Markup:
    return {Sex.F: say.p("sex", "f"), Sex.M: say.p("sex", "m"), Sex.X: say.p("sex", "mixed")}[code]


def athlete_line(say: Speech, athlete: Athlete) -> Markup:
    """`Surname Name · 2011 · f`."""
    return Markup(f"{safe_name(athlete.name)} · {athlete.birth_year} · {sex(say, athlete.sex)}")


def safe_name(name: str) -> Markup:
    """A name as typed, without the invisible marks that turn the direction of a line."""
    shown = "".join(letter for letter in name if letter.isprintable() and letter not in _TURNING)
    return Markup(escape(shown, quote=False))


def short_name(name: str) -> str:
    """For a narrow table: the surname and an initial, plain text."""
    words = "".join(letter for letter in name if letter.isprintable() and letter not in _TURNING).split()
    return words[0][:10] if len(words) == 1 else f"{words[0][:9]} {words[1][0]}"


_TURNING = frozenset("\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")


def marks(say: Speech, swim: Swim) -> Markup | None:
    """What makes a swim special, as a line: lead-off, hand-timed, disqualified; None for a plain one."""
    said: list[Markup] = []
    if swim.status is not Status.OK:
        said.append(status(say, swim.status))
    if swim.start is Start.LEAD_OFF:
        said.append(say.t("relay lead-off"))
    if swim.start is Start.TAKEOVER:
        said.append(say.t("relay leg"))
    if swim.timing is not Timing.OFFICIAL:
        said.append(timing(say, swim.timing))
    if swim.technique is not None:
        said.append(technique(say, swim.technique))
    return Markup(", ".join(said)) if said else None


def status(say: Speech, code: Status) -> Markup:
    return {
        Status.OK: say.t("counts"),
        Status.EXH: say.t("exhibition"),
        Status.DSQ: say.t("disqualified"),
        Status.DNS: say.t("did not start"),
        Status.DNF: say.t("did not finish"),
        Status.SICK: say.t("sick"),
        Status.WDR: say.t("withdrawn"),
    }[code]


def timing(say: Speech, code: Timing) -> Markup:
    return {
        Timing.OFFICIAL: say.t("official"),
        Timing.HAND: say.t("hand-timed"),
        Timing.TRAINING: say.t("training"),
        Timing.CONVERTED: say.t("converted"),
        Timing.INTERMEDIATE: say.t("split of a longer race"),
    }[code]


def technique(say: Speech, code: Technique) -> Markup:
    return {
        Technique.DIVE: say.t("dive"),
        Technique.GLIDE: say.t("glide"),
        Technique.KICK: say.t("kick"),
        Technique.PULL: say.t("pull"),
        Technique.START: say.t("start"),
        Technique.TURN: say.t("turn"),
    }[code]


def why_not(say: Speech, reason: Reason) -> Markup:
    """Why a swim did not count."""
    said = {
        Reason.OTHER_EVENT: say.t("another event"),
        Reason.OTHER_COURSE: say.t("another pool length"),
        Reason.RELAY_TEAM: say.t("the time of a whole relay"),
        Reason.RELAY_LEG: say.t("a relay leg after a takeover"),
        Reason.INDIVIDUAL_START: say.t("an individual start"),
        Reason.TECHNIQUE: say.t("not the whole stroke"),
        Reason.NOT_OK: say.t("disqualified or not finished"),
        Reason.NO_TIME: say.t("no time"),
        Reason.OFFICIAL: say.t("official"),
        Reason.HAND_TIMED: say.t("hand-timed"),
        Reason.TRAINING: say.t("training"),
        Reason.CONVERTED: say.t("converted"),
        Reason.INTERMEDIATE: say.t("split of a longer race"),
        Reason.NO_SPLITS: say.t("no splits"),
        Reason.OTHER_SECTIONS: say.t("split at other distances"),
        Reason.IMPOSSIBLE_SPLITS: say.t("impossible splits"),
    }
    return said[reason]


def back(say: Speech, data: str) -> Button:
    return Button(say.b("‹ Back"), data)


def pager(say: Speech, verb: str, offset: int, size: int, total: int) -> tuple[Button, ...]:
    """`‹ 2/7 ›`, nothing where all fits. `verb` gets the page number behind it."""
    count = -(-total // size)
    page = offset // size
    if count < 2:
        return ()
    buttons = []
    if page:
        buttons.append(Button("‹", f"{verb}:{page - 1}"))
    buttons.append(Button(say.b("{page}/{pages}", page=page + 1, pages=count), f"{verb}:{page}"))
    if page + 1 < count:
        buttons.append(Button("›", f"{verb}:{page + 1}"))
    return tuple(buttons)
