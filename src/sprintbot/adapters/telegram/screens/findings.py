"""What is said of one typed line: quoted, what is wrong, what would be right."""

from __future__ import annotations

from collections.abc import Mapping

from sprintbot.adapters.telegram.screens import terms
from sprintbot.adapters.telegram.speech import Markup, Speech
from sprintbot.domain.drafts import Finding, Problem
from sprintbot.domain.people import Athlete


def finding_line(say: Speech, finding: Finding, athletes: Mapping[str, Athlete] | None = None) -> Markup:
    """One short sentence."""
    typed = terms.safe_name(finding.text[:40])
    if finding.problem in (Problem.UNKNOWN_ATHLETE, Problem.WHICH_ATHLETE):
        return _whose(say, finding, typed, athletes or {})
    if finding.problem in (Problem.LAPS_SUM, Problem.LAPS_MISPRINT):
        return _laps(say, finding)
    said = {
        Problem.UNREADABLE: lambda: say.t("I see no result here"),
        Problem.TIME: lambda: _time(say, finding, typed),
        Problem.NO_TIME: lambda: say.t("no time"),
        Problem.NO_DISTANCE: lambda: say.t("no distance: 50, 100, 200 …"),
        Problem.NO_STROKE: lambda: say.t("no stroke: free, back, breast, fly, IM"),
        Problem.STROKE: lambda: say.t("stroke “{typed}”: perhaps {guess}?", typed=typed, guess=finding.guess or ""),
        Problem.EVENT: lambda: say.t("such a race is not swum in that pool"),
        Problem.DATE: lambda: say.t("there is no such day: “{typed}”", typed=typed),
        Problem.FUTURE: lambda: say.t("that day is still to come: “{typed}”", typed=typed),
        Problem.LAPS_COUNT: lambda: say.t("that many laps do not divide the distance"),
        Problem.LAPS_ORDER: lambda: say.t("a split is not later than the one before it"),
        Problem.NO_ATHLETE: lambda: say.t("whose swim is it?"),
        Problem.IMPOSSIBLE: lambda: say.t("faster than anybody has ever swum"),
        Problem.DUPLICATE: lambda: say.t("the same swim twice?"),
    }.get(finding.problem)
    return said() if said else say.t("“{typed}” cannot be taken", typed=typed)


def _time(say: Speech, finding: Finding, typed: Markup) -> Markup:
    if finding.guess:
        return say.t("time “{typed}”: perhaps {guess}?", typed=typed, guess=finding.guess)
    return say.t("“{typed}” is no time", typed=typed)


def _whose(say: Speech, finding: Finding, typed: Markup, athletes: Mapping[str, Athlete]) -> Markup:
    near = [terms.safe_name(athletes[one].name) for one in finding.candidates if one in athletes]
    if finding.problem is Problem.WHICH_ATHLETE:
        return say.t("“{typed}”: which one? {names}", typed=typed, names=Markup(", ".join(near)))
    if near:
        return say.t("athlete “{typed}”: the nearest is {name}", typed=typed, name=near[0])
    return say.t("athlete “{typed}” is not in the club", typed=typed)


def _laps(say: Speech, finding: Finding) -> Markup:
    expected, found = finding.expected_cs or 0, finding.found_cs or 0
    if finding.problem is Problem.LAPS_SUM:
        return say.t(
            "the laps add up to {sum}, the time is {time}: {gap} apart. Which is right?",
            sum=say.time(found) if found else "0",
            time=say.time(expected) if expected else "0",
            gap=say.seconds(found - expected),
        )
    return say.t(
        "misprint at {distance} m: the lap is printed {found}, the splits make {expected}",
        distance=finding.distance or 0,
        found=say.time(found) if found else "0",
        expected=say.time(expected) if expected else "0",
    )
