"""The public face: the names that others import, what importing costs, and that every value can be drawn."""

from __future__ import annotations

import ast
import inspect
import pickle
import subprocess
import sys
import tomllib
from enum import StrEnum
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import HealthCheck, find, given, settings
from hypothesis import strategies as st

import sprintbot.domain
import sprintbot.testing
from sprintbot.domain import Course, Event, RefusedError, SprintbotError, Stroke, SwimTime, pacing, points
from sprintbot.domain import errors as errors_module

sprintbot.testing.register()

ROOT = Path(__file__).parents[2]
STUB = Path(sprintbot.domain.__file__).with_suffix(".pyi")
PUBLIC = """
AccessDeniedError Action Actor Advice AdviceCode Balance BestLap Cause CauseCode ChangedMeanwhileError Citation
ClubTurns Comparison Course CourseDifference CriticalSpeed Cut Decision Edition EfficiencyScale ErrorFrom Estimate
EstimateError Event EventError Grant Halves IdealLap IdealRace KindComparison Lap LapMetrics LapOff LapPlan LeftOut
LocalExponent LostAgainst Method NormStanding NotFoundError PacingNorm PacingReport PersonalBest PointsError
PointsLevel Profile PublishedNorms QuietHoursError RaceMetrics RaceSections Reach Reason ReasonCode RefusedError
RelayError RelayLegBest Role Scheme Sex Shape SplitFault SplitFlag Splits SplitsError SpreadNorm SprintbotError
StandardsError Start Status Stroke StrokeMetrics Subject SumOfBests Swim SwimTime SwimTimeError Technique Timing Turn
TurnDefinition TurnError TurnFault TurnKind TurnLine TurnNorm TurnReference TurnReport TurnSeries WallRule
analyse_turns base_time bests better breakout_limit_cm check_printed_laps check_turn convert counts_as_best
course_difference critical_swim_speed cv_percent edition_of fade fastest_time_for flag_splits from_flat_start halves
ideal_race intermediate_swims is_plausible lap_plan latest_season level_of load_edition local_exponents may measure
number_turns overall_exponent pace_per_100 pacing pacing_norm pacing_norms personal_best points predict profile
published_turn_norms published_turn_spread race_sections relay_leg_best require season shown slowest_time_for
speed_mps spread_percent standing stroke_cycles stroke_metrics sum_of_bests turn_faults turn_kind
""".split()  # noqa: SIM905 - a list of 130 lines is read by nobody
VALUES = [getattr(sprintbot.domain, name) for name in PUBLIC if isinstance(getattr(sprintbot.domain, name, None), type)]
ERRORS = [kind for kind in VALUES if issubclass(kind, Exception)]


def test_the_public_names_are_these() -> None:
    """A name that goes is a breaking change: a line in CHANGELOG.md under Breaking, and here."""
    assert sprintbot.domain.__all__ == PUBLIC


def test_type_checkers_read_the_same_names() -> None:
    """The stub and the running package name the same things from the same modules."""
    homes = {}
    for statement in ast.parse(STUB.read_text(encoding="utf-8")).body:
        if isinstance(statement, ast.ImportFrom):
            for alias in statement.names:
                assert alias.name == alias.asname
                homes[alias.name] = statement.module
        elif isinstance(statement, ast.Assign):
            assert ast.literal_eval(statement.value) == PUBLIC
    for name in PUBLIC:
        home = homes.pop(name)
        value = getattr(sprintbot.domain, name)
        assert value is getattr(sys.modules[home or ""], name)
        assert getattr(value, "__module__", home) in (home, "types")
    assert homes == {}


def test_every_public_name_says_what_it_is() -> None:
    """A docstring of its own, neither inherited nor made up by `dataclass`; codes may speak for themselves."""
    values = {name: getattr(sprintbot.domain, name) for name in PUBLIC}
    docs = {
        name: (vars(value) if isinstance(value, type) else {"__doc__": value.__doc__}).get("__doc__")
        for name, value in values.items()
        if name != "TurnReference" and not (isinstance(value, type) and issubclass(value, StrEnum))
    }
    assert {name for name, doc in docs.items() if not doc or doc.startswith(f"{name}(")} == set()


def test_modules_never_hide_functions_of_the_same_name() -> None:
    import sprintbot.domain.pacing
    import sprintbot.domain.points

    assert inspect.isfunction(sprintbot.domain.points)
    assert inspect.isfunction(sprintbot.domain.pacing)
    assert (points, pacing) == (sprintbot.domain.points, sprintbot.domain.pacing)
    assert isinstance(errors_module, ModuleType)
    sprintbot.domain.extra = 1  # type: ignore[attr-defined]
    assert vars(sprintbot.domain).pop("extra") == 1


def test_unknown_names_are_refused_and_known_ones_listed() -> None:
    with pytest.raises(AttributeError, match="no attribute 'Swimming'"):
        sprintbot.domain.Swimming  # type: ignore[attr-defined] # noqa: B018
    assert set(PUBLIC) <= set(dir(sprintbot.domain))


def run(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    return done.stdout.strip()


def test_importing_the_domain_imports_nothing_else_yet() -> None:
    """What keeps the import under 60 ms: no rule, and no module a rule needs, is loaded before it is used."""
    code = "import sys; before = set(sys.modules); import sprintbot.domain; print(*sorted(set(sys.modules) - before))"
    loaded = run(code).split()
    assert [name for name in loaded if name.startswith("sprintbot")] == ["sprintbot", "sprintbot.domain"]
    assert {"dataclasses", "fractions", "re"}.isdisjoint(loaded)


def test_the_domain_needs_the_standard_library_alone() -> None:
    code = (
        "import sys; from sprintbot.domain import *; "
        "print(*sorted({name.partition('.')[0] for name in sys.modules} - set(sys.stdlib_module_names)))"
    )
    own = {"sprintbot", "sitecustomize", "usercustomize"}
    assert {name for name in run(code).split() if not name.startswith(("_", "__"))} <= own


def test_the_table_of_base_times_is_read_only_when_asked() -> None:
    code = (
        "from sprintbot.domain import *; from sprintbot.domain.basetimes import base_times as read; "
        "print(read.cache_info().currsize); latest_season(Course.LCM); print(read.cache_info().currsize)"
    )
    assert run(code).split() == ["0", "1"]


def test_the_entry_point_for_hypothesis_is_declared() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["entry-points"]
    assert declared["hypothesis"] == {"sprintbot": "sprintbot.testing:register"}


@pytest.mark.parametrize("kind", [kind for kind in VALUES if kind not in ERRORS], ids=lambda kind: kind.__name__)
def test_every_value_can_be_drawn_and_is_valid(kind: type) -> None:
    """Protects those who test against us: `st.from_type` draws each public type, valid, equal to itself, hashable."""

    @settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
    @given(st.from_type(kind))
    def draw(value: object) -> None:
        assert isinstance(value, kind)
        assert value == pickle.loads(pickle.dumps(value))  # noqa: S301 - our own bytes
        assert hash(value) == hash(value)

    draw()


def test_registering_twice_changes_nothing() -> None:
    sprintbot.testing.register()
    assert find(st.from_type(SwimTime), lambda _: True) == SwimTime(1)


def test_the_strategies_shrink_to_something_plain() -> None:
    """What a failing property prints first is a short plain race."""
    event = find(st.from_type(Event), lambda _: True)
    assert (event.stroke, event.course, event.relay_legs) == (Stroke.FREE, Course.LCM, 1)


def test_strategies_are_exported() -> None:
    for name in sprintbot.testing.__all__:
        assert callable(getattr(sprintbot.testing, name))


def test_errors_are_one_tree_with_codes_of_their_own() -> None:
    assert all(issubclass(kind, SprintbotError) for kind in ERRORS)
    codes = [kind.code for kind in ERRORS]
    assert len(set(codes)) == len(codes)
    drawn = {line.split()[1] for line in (errors_module.__doc__ or "").splitlines() if line.startswith(("├", "└"))}
    assert drawn == {kind.__name__ for kind in ERRORS if kind is not SprintbotError}


def test_an_error_is_data_with_a_code() -> None:
    error = RefusedError("too_long", "what was typed", limit=60)
    assert (error.reason, error.text, error.data["limit"]) == ("too_long", "what was typed", 60)
    assert str(error) == "refused reason='too_long' text='what was typed' limit=60"
    copied = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes
    assert (type(copied), copied.reason, copied.data, copied.args) == (RefusedError, "too_long", error.data, error.args)
