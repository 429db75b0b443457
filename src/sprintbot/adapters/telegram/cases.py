"""The use cases that handlers call. The container fills it; a new verb is one line here and one there."""

from __future__ import annotations

from dataclasses import dataclass

from sprintbot.usecases.add_athletes import AddAthletes
from sprintbot.usecases.change_settings import ChangeSettings, ShowSettings
from sprintbot.usecases.compare_team import CompareTeam
from sprintbot.usecases.edit_athlete import EditAthlete
from sprintbot.usecases.find_subject import FindSubject
from sprintbot.usecases.found_club import FoundClub
from sprintbot.usecases.greet import Greet
from sprintbot.usecases.keep_own import KeepOwn
from sprintbot.usecases.preview_swims import PreviewSwims
from sprintbot.usecases.review_turns import ReviewTurns
from sprintbot.usecases.save_swims import SaveSwims
from sprintbot.usecases.settle_line import EnrolForLine, RetypeLine, SettleLine
from sprintbot.usecases.show_athletes import ShowAthlete, ShowAthletes
from sprintbot.usecases.show_draft import ShowDraft
from sprintbot.usecases.show_records import ShowRecords, ShowSumOfBests
from sprintbot.usecases.show_splits import ShowSplits
from sprintbot.usecases.show_swims import ShowHistory, ShowSwim
from sprintbot.usecases.undo_change import DropDraft, UndoBatch


@dataclass(frozen=True, slots=True)
class Cases:
    greet: Greet
    found_club: FoundClub
    keep_own: KeepOwn
    add_athletes: AddAthletes
    show_athletes: ShowAthletes
    show_athlete: ShowAthlete
    edit_athlete: EditAthlete
    preview_swims: PreviewSwims
    show_draft: ShowDraft
    settle_line: SettleLine
    retype_line: RetypeLine
    enrol_for_line: EnrolForLine
    save_swims: SaveSwims
    drop_draft: DropDraft
    undo_batch: UndoBatch
    find_subject: FindSubject
    show_swim: ShowSwim
    show_history: ShowHistory
    show_records: ShowRecords
    show_sum_of_bests: ShowSumOfBests
    show_splits: ShowSplits
    review_turns: ReviewTurns
    compare_team: CompareTeam
    show_settings: ShowSettings
    change_settings: ChangeSettings
