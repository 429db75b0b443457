"""Every refusal of the core, in one tree. Errors carry data, never sentences: words belong to the translator.

SprintbotError
├── SwimTimeError            text that is no swim time
├── EventError               a race that cannot be swum in that course
├── SplitsError              splits that do not add up
├── PointsError              points that no time can score
├── EstimateError            too little to estimate from
├── TurnError                marks that are no turn
├── RelayError               no relay can be made
├── QuietHoursError          a window or zone that does not exist
├── StandardsError           a standards file that cannot be read
├── AccessDeniedError        the access policy said no
├── NotFoundError            no such thing, or none that the asker may see
├── ChangedMeanwhileError    another person was faster
└── RefusedError             a person's input that cannot be taken, with its code
"""

from __future__ import annotations


class SprintbotError(Exception):
    """Root of every error raised here. `code` is stable and unique to the kind of failure."""

    code = "error"

    def __init__(self, **data: object) -> None:
        super().__init__(self.code, data)
        self.data = data

    def __str__(self) -> str:
        return " ".join([self.code, *(f"{name}={value!r}" for name, value in self.data.items())])

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (type(self), self.data, self.__dict__)


def _rebuild(kind: type[SprintbotError], data: dict[str, object], state: dict[str, object]) -> SprintbotError:
    error = kind.__new__(kind)
    Exception.__init__(error, kind.code, data)
    error.__dict__.update(state)
    return error


class SwimTimeError(SprintbotError):
    """`text` is no swim time; `reason` is a code; `guess` the nearest text that is one, where there is one."""

    code = "swim_time"

    def __init__(self, text: str, reason: str, guess: str | None = None) -> None:
        super().__init__(text=text, reason=reason, guess=guess)
        self.text, self.reason, self.guess = text, reason, guess


class EventError(SprintbotError):
    """A race of `distance` in `stroke` cannot be swum in `course`; `reason` is a code."""

    code = "event"

    def __init__(self, reason: str, *, distance: object, stroke: object, course: object) -> None:
        super().__init__(reason=reason, distance=distance, stroke=str(stroke), course=str(course))
        self.reason, self.distance, self.stroke, self.course = reason, distance, stroke, course


class SplitsError(SprintbotError):
    """Splits do not add up: `reason` is a code, `lap` counts from 1, times are hundredths."""

    code = "splits"

    def __init__(
        self,
        reason: str,
        *,
        lap: int | None = None,
        distance: int | None = None,
        expected_cs: int | None = None,
        found_cs: int | None = None,
    ) -> None:
        super().__init__(reason=reason, lap=lap, distance=distance, expected_cs=expected_cs, found_cs=found_cs)
        self.reason, self.lap, self.distance = reason, lap, distance
        self.expected_cs, self.found_cs = expected_cs, found_cs


class PointsError(SprintbotError):
    """No time can score that many points."""

    code = "points"


class EstimateError(SprintbotError):
    """Too little, or contradictory data, to estimate from."""

    code = "estimate"


class TurnError(SprintbotError):
    """Marks that cannot be those of a turn."""

    code = "turn"


class RelayError(SprintbotError):
    """No relay can be made of these swimmers."""

    code = "relay"


class QuietHoursError(SprintbotError):
    """A quiet window or a zone that does not exist."""

    code = "quiet_hours"


class StandardsError(SprintbotError):
    """A standards file that cannot be read; data names the line."""

    code = "standards"


class AccessDeniedError(SprintbotError):
    """The access policy said no. Shown to people exactly as NotFoundError is."""

    code = "access_denied"


class NotFoundError(SprintbotError):
    """No such thing, or none that the asker may see."""

    code = "not_found"


class ChangedMeanwhileError(SprintbotError):
    """Another person changed it since it was shown."""

    code = "changed_meanwhile"


class RefusedError(SprintbotError):
    """Input that cannot be taken: `reason` is a code, `text` what was typed."""

    code = "refused"

    def __init__(self, reason: str, text: str = "", **data: object) -> None:
        super().__init__(reason=reason, text=text, **data)
        self.reason, self.text = reason, text
