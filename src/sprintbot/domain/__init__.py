"""What swimming is: pure values and rules on the standard library alone. This is the public API.

Every name of `__all__` is imported from its module at first use, so that `import sprintbot.domain` costs next to
nothing; type checkers read the same list from `__init__.pyi`.
"""

import sys
from importlib import import_module
from types import ModuleType

_NAMES = {
    "errors": (
        "AccessDeniedError ChangedMeanwhileError EstimateError EventError NotFoundError PointsError QuietHoursError "
        "RefusedError RelayError SplitsError SprintbotError StandardsError SwimTimeError TurnError"
    ),
    "swimtime": "SwimTime",
    "events": "Course Event Sex Stroke",
    "splits": "Lap Splits",
    "splitfaults": "SplitFault SplitFlag check_printed_laps flag_splits is_plausible",
    "swims": "Start Status Swim Technique Timing",
    "estimates": "Estimate Method",
    "records": (
        "LeftOut PersonalBest Reason RelayLegBest bests better counts_as_best from_flat_start personal_best "
        "relay_leg_best"
    ),
    "intermediates": "intermediate_swims",
    "sumofbests": "BestLap IdealLap IdealRace SumOfBests ideal_race sum_of_bests",
    "points": "base_time fastest_time_for latest_season points season slowest_time_for",
    "metrics": (
        "Halves LapMetrics RaceMetrics StrokeMetrics cv_percent fade halves measure pace_per_100 shown speed_mps "
        "spread_percent stroke_cycles stroke_metrics"
    ),
    "pacingnorms": "PacingNorm PointsLevel level_of pacing_norm pacing_norms",
    "pacing": "Balance LapOff PacingReport Profile Shape pacing profile",
    "prediction": "LapPlan LocalExponent lap_plan local_exponents overall_exponent predict",
    "criticalspeed": "CriticalSpeed ErrorFrom critical_swim_speed",
    "conversion": "CourseDifference Scheme convert course_difference",
    "standards": "Cut Edition NormStanding edition_of standing",
    "standardsfile": "load_edition",
    "turns": (
        "Turn TurnDefinition TurnFault TurnKind WallRule breakout_limit_cm check_turn number_turns turn_faults "
        "turn_kind"
    ),
    "racesections": "RaceSections race_sections",
    "turncauses": "Advice AdviceCode Cause CauseCode TurnLine",
    "turnnorms": "Citation PublishedNorms SpreadNorm TurnNorm published_turn_norms published_turn_spread",
    "turnreference": "ClubTurns Comparison EfficiencyScale KindComparison TurnReference",
    "turnanalysis": "LostAgainst TurnReport TurnSeries analyse_turns",
    "access": "Action Actor Decision Grant Reach ReasonCode Role Subject may require",
}
_HOME = {name: module for module, names in _NAMES.items() for name in names.split()}

__all__ = sorted(_HOME)  # noqa: PLE0605 - a list of strings; __init__.pyi spells it out


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOME})


class _Package(ModuleType):
    def __setattr__(self, name: str, value: object) -> None:
        """`points` and `pacing` name a module and the function in it: importing the module never hides the function."""
        if name not in _HOME or not isinstance(value, ModuleType):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
