# The names of __init__.py for type checkers; tests/unit/test_public_api.py holds the two together.
from sprintbot.domain.access import Action as Action
from sprintbot.domain.access import Actor as Actor
from sprintbot.domain.access import Decision as Decision
from sprintbot.domain.access import Grant as Grant
from sprintbot.domain.access import Reach as Reach
from sprintbot.domain.access import ReasonCode as ReasonCode
from sprintbot.domain.access import Role as Role
from sprintbot.domain.access import Subject as Subject
from sprintbot.domain.access import may as may
from sprintbot.domain.access import require as require
from sprintbot.domain.conversion import CourseDifference as CourseDifference
from sprintbot.domain.conversion import Scheme as Scheme
from sprintbot.domain.conversion import convert as convert
from sprintbot.domain.conversion import course_difference as course_difference
from sprintbot.domain.criticalspeed import CriticalSpeed as CriticalSpeed
from sprintbot.domain.criticalspeed import ErrorFrom as ErrorFrom
from sprintbot.domain.criticalspeed import critical_swim_speed as critical_swim_speed
from sprintbot.domain.errors import AccessDeniedError as AccessDeniedError
from sprintbot.domain.errors import ChangedMeanwhileError as ChangedMeanwhileError
from sprintbot.domain.errors import EstimateError as EstimateError
from sprintbot.domain.errors import EventError as EventError
from sprintbot.domain.errors import NotFoundError as NotFoundError
from sprintbot.domain.errors import PointsError as PointsError
from sprintbot.domain.errors import QuietHoursError as QuietHoursError
from sprintbot.domain.errors import RefusedError as RefusedError
from sprintbot.domain.errors import RelayError as RelayError
from sprintbot.domain.errors import SplitsError as SplitsError
from sprintbot.domain.errors import SprintbotError as SprintbotError
from sprintbot.domain.errors import StandardsError as StandardsError
from sprintbot.domain.errors import SwimTimeError as SwimTimeError
from sprintbot.domain.errors import TurnError as TurnError
from sprintbot.domain.estimates import Estimate as Estimate
from sprintbot.domain.estimates import Method as Method
from sprintbot.domain.events import Course as Course
from sprintbot.domain.events import Event as Event
from sprintbot.domain.events import Sex as Sex
from sprintbot.domain.events import Stroke as Stroke
from sprintbot.domain.intermediates import intermediate_swims as intermediate_swims
from sprintbot.domain.metrics import Halves as Halves
from sprintbot.domain.metrics import LapMetrics as LapMetrics
from sprintbot.domain.metrics import RaceMetrics as RaceMetrics
from sprintbot.domain.metrics import StrokeMetrics as StrokeMetrics
from sprintbot.domain.metrics import cv_percent as cv_percent
from sprintbot.domain.metrics import fade as fade
from sprintbot.domain.metrics import halves as halves
from sprintbot.domain.metrics import measure as measure
from sprintbot.domain.metrics import pace_per_100 as pace_per_100
from sprintbot.domain.metrics import shown as shown
from sprintbot.domain.metrics import speed_mps as speed_mps
from sprintbot.domain.metrics import spread_percent as spread_percent
from sprintbot.domain.metrics import stroke_cycles as stroke_cycles
from sprintbot.domain.metrics import stroke_metrics as stroke_metrics
from sprintbot.domain.pacing import Balance as Balance
from sprintbot.domain.pacing import LapOff as LapOff
from sprintbot.domain.pacing import PacingReport as PacingReport
from sprintbot.domain.pacing import Profile as Profile
from sprintbot.domain.pacing import Shape as Shape
from sprintbot.domain.pacing import pacing as pacing
from sprintbot.domain.pacing import profile as profile
from sprintbot.domain.pacingnorms import PacingNorm as PacingNorm
from sprintbot.domain.pacingnorms import PointsLevel as PointsLevel
from sprintbot.domain.pacingnorms import level_of as level_of
from sprintbot.domain.pacingnorms import pacing_norm as pacing_norm
from sprintbot.domain.pacingnorms import pacing_norms as pacing_norms
from sprintbot.domain.points import base_time as base_time
from sprintbot.domain.points import fastest_time_for as fastest_time_for
from sprintbot.domain.points import latest_season as latest_season
from sprintbot.domain.points import points as points
from sprintbot.domain.points import season as season
from sprintbot.domain.points import slowest_time_for as slowest_time_for
from sprintbot.domain.prediction import LapPlan as LapPlan
from sprintbot.domain.prediction import LocalExponent as LocalExponent
from sprintbot.domain.prediction import lap_plan as lap_plan
from sprintbot.domain.prediction import local_exponents as local_exponents
from sprintbot.domain.prediction import overall_exponent as overall_exponent
from sprintbot.domain.prediction import predict as predict
from sprintbot.domain.racesections import RaceSections as RaceSections
from sprintbot.domain.racesections import race_sections as race_sections
from sprintbot.domain.records import LeftOut as LeftOut
from sprintbot.domain.records import PersonalBest as PersonalBest
from sprintbot.domain.records import Reason as Reason
from sprintbot.domain.records import RelayLegBest as RelayLegBest
from sprintbot.domain.records import bests as bests
from sprintbot.domain.records import better as better
from sprintbot.domain.records import counts_as_best as counts_as_best
from sprintbot.domain.records import from_flat_start as from_flat_start
from sprintbot.domain.records import personal_best as personal_best
from sprintbot.domain.records import relay_leg_best as relay_leg_best
from sprintbot.domain.splitfaults import SplitFault as SplitFault
from sprintbot.domain.splitfaults import SplitFlag as SplitFlag
from sprintbot.domain.splitfaults import check_printed_laps as check_printed_laps
from sprintbot.domain.splitfaults import flag_splits as flag_splits
from sprintbot.domain.splitfaults import is_plausible as is_plausible
from sprintbot.domain.splits import Lap as Lap
from sprintbot.domain.splits import Splits as Splits
from sprintbot.domain.standards import Cut as Cut
from sprintbot.domain.standards import Edition as Edition
from sprintbot.domain.standards import NormStanding as NormStanding
from sprintbot.domain.standards import edition_of as edition_of
from sprintbot.domain.standards import standing as standing
from sprintbot.domain.standardsfile import load_edition as load_edition
from sprintbot.domain.sumofbests import BestLap as BestLap
from sprintbot.domain.sumofbests import IdealLap as IdealLap
from sprintbot.domain.sumofbests import IdealRace as IdealRace
from sprintbot.domain.sumofbests import SumOfBests as SumOfBests
from sprintbot.domain.sumofbests import ideal_race as ideal_race
from sprintbot.domain.sumofbests import sum_of_bests as sum_of_bests
from sprintbot.domain.swims import Start as Start
from sprintbot.domain.swims import Status as Status
from sprintbot.domain.swims import Swim as Swim
from sprintbot.domain.swims import Technique as Technique
from sprintbot.domain.swims import Timing as Timing
from sprintbot.domain.swimtime import SwimTime as SwimTime
from sprintbot.domain.turnanalysis import LostAgainst as LostAgainst
from sprintbot.domain.turnanalysis import TurnReport as TurnReport
from sprintbot.domain.turnanalysis import TurnSeries as TurnSeries
from sprintbot.domain.turnanalysis import analyse_turns as analyse_turns
from sprintbot.domain.turncauses import Advice as Advice
from sprintbot.domain.turncauses import AdviceCode as AdviceCode
from sprintbot.domain.turncauses import Cause as Cause
from sprintbot.domain.turncauses import CauseCode as CauseCode
from sprintbot.domain.turncauses import TurnLine as TurnLine
from sprintbot.domain.turnnorms import Citation as Citation
from sprintbot.domain.turnnorms import PublishedNorms as PublishedNorms
from sprintbot.domain.turnnorms import SpreadNorm as SpreadNorm
from sprintbot.domain.turnnorms import TurnNorm as TurnNorm
from sprintbot.domain.turnnorms import published_turn_norms as published_turn_norms
from sprintbot.domain.turnnorms import published_turn_spread as published_turn_spread
from sprintbot.domain.turnreference import ClubTurns as ClubTurns
from sprintbot.domain.turnreference import Comparison as Comparison
from sprintbot.domain.turnreference import EfficiencyScale as EfficiencyScale
from sprintbot.domain.turnreference import KindComparison as KindComparison
from sprintbot.domain.turnreference import TurnReference as TurnReference
from sprintbot.domain.turns import Turn as Turn
from sprintbot.domain.turns import TurnDefinition as TurnDefinition
from sprintbot.domain.turns import TurnFault as TurnFault
from sprintbot.domain.turns import TurnKind as TurnKind
from sprintbot.domain.turns import WallRule as WallRule
from sprintbot.domain.turns import breakout_limit_cm as breakout_limit_cm
from sprintbot.domain.turns import check_turn as check_turn
from sprintbot.domain.turns import number_turns as number_turns
from sprintbot.domain.turns import turn_faults as turn_faults
from sprintbot.domain.turns import turn_kind as turn_kind

__all__ = [
    "AccessDeniedError",
    "Action",
    "Actor",
    "Advice",
    "AdviceCode",
    "Balance",
    "BestLap",
    "Cause",
    "CauseCode",
    "ChangedMeanwhileError",
    "Citation",
    "ClubTurns",
    "Comparison",
    "Course",
    "CourseDifference",
    "CriticalSpeed",
    "Cut",
    "Decision",
    "Edition",
    "EfficiencyScale",
    "ErrorFrom",
    "Estimate",
    "EstimateError",
    "Event",
    "EventError",
    "Grant",
    "Halves",
    "IdealLap",
    "IdealRace",
    "KindComparison",
    "Lap",
    "LapMetrics",
    "LapOff",
    "LapPlan",
    "LeftOut",
    "LocalExponent",
    "LostAgainst",
    "Method",
    "NormStanding",
    "NotFoundError",
    "PacingNorm",
    "PacingReport",
    "PersonalBest",
    "PointsError",
    "PointsLevel",
    "Profile",
    "PublishedNorms",
    "QuietHoursError",
    "RaceMetrics",
    "RaceSections",
    "Reach",
    "Reason",
    "ReasonCode",
    "RefusedError",
    "RelayError",
    "RelayLegBest",
    "Role",
    "Scheme",
    "Sex",
    "Shape",
    "SplitFault",
    "SplitFlag",
    "Splits",
    "SplitsError",
    "SpreadNorm",
    "SprintbotError",
    "StandardsError",
    "Start",
    "Status",
    "Stroke",
    "StrokeMetrics",
    "Subject",
    "SumOfBests",
    "Swim",
    "SwimTime",
    "SwimTimeError",
    "Technique",
    "Timing",
    "Turn",
    "TurnDefinition",
    "TurnError",
    "TurnFault",
    "TurnKind",
    "TurnLine",
    "TurnNorm",
    "TurnReference",
    "TurnReport",
    "TurnSeries",
    "WallRule",
    "analyse_turns",
    "base_time",
    "bests",
    "better",
    "breakout_limit_cm",
    "check_printed_laps",
    "check_turn",
    "convert",
    "counts_as_best",
    "course_difference",
    "critical_swim_speed",
    "cv_percent",
    "edition_of",
    "fade",
    "fastest_time_for",
    "flag_splits",
    "from_flat_start",
    "halves",
    "ideal_race",
    "intermediate_swims",
    "is_plausible",
    "lap_plan",
    "latest_season",
    "level_of",
    "load_edition",
    "local_exponents",
    "may",
    "measure",
    "number_turns",
    "overall_exponent",
    "pace_per_100",
    "pacing",
    "pacing_norm",
    "pacing_norms",
    "personal_best",
    "points",
    "predict",
    "profile",
    "published_turn_norms",
    "published_turn_spread",
    "race_sections",
    "relay_leg_best",
    "require",
    "season",
    "shown",
    "slowest_time_for",
    "speed_mps",
    "spread_percent",
    "standing",
    "stroke_cycles",
    "stroke_metrics",
    "sum_of_bests",
    "turn_faults",
    "turn_kind",
]
