"""What the lines above a result have said for it: a day, a pool, a meet, an athlete, an event, marks."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date

from sprintbot.domain.drafts import Finding
from sprintbot.domain.events import Course, Stroke
from sprintbot.domain.swims import Start, Technique, Timing


@dataclass(frozen=True, slots=True)
class Above:
    """None where nothing was said. `day_problem` stands where a day was, but none that can be."""

    name: str | None = None
    distance: int | None = None
    stroke: Stroke | None = None
    course: Course | None = None
    swum_on: date | None = None
    day_problem: Finding | None = None
    meet: str | None = None
    start: Start | None = None
    timing: Timing | None = None
    technique: Technique | None = None

    def then(self, said: Above) -> Above:
        """These and another header under them: the later word holds. Another event ends the marks of the one before,
        another day or meet ends how times were taken on the one before."""
        told = self.under(said)
        again = self.has_occasion and said.has_occasion
        return replace(told, timing=said.timing) if again else told

    def under(self, said: Above) -> Above:
        """What holds for a line that says `said` itself."""
        other = self.has_event and said.has_event
        dated = said.swum_on is not None or said.day_problem is not None
        return Above(
            name=said.name or self.name,
            distance=said.distance or self.distance,
            stroke=said.stroke or self.stroke,
            course=said.course or self.course,
            swum_on=said.swum_on if dated else self.swum_on,
            day_problem=said.day_problem if dated else self.day_problem,
            meet=said.meet or self.meet,
            start=said.start or (None if other else self.start),
            timing=said.timing or self.timing,
            technique=said.technique or (None if other else self.technique),
        )

    def without(self, said: Above) -> Above:
        """What was not said by `said` itself."""
        left = {one.name: getattr(self, one.name) for one in fields(self) if getattr(said, one.name) is None}
        return Above(**left)

    @property
    def has_event(self) -> bool:
        return self.distance is not None or self.stroke is not None

    @property
    def has_occasion(self) -> bool:
        return self.swum_on is not None or self.day_problem is not None or self.meet is not None
