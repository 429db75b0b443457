"""Who may do what: one table, no exceptions to it elsewhere. What the table does not allow is refused."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from sprintbot.domain.errors import AccessDeniedError


class Role(StrEnum):
    """In falling order of power over a club. A stranger has none; an operator runs the machine and no club."""

    OPERATOR = "operator"
    HEAD_COACH = "head_coach"
    COACH = "coach"
    ATHLETE = "athlete"
    PARENT = "parent"


class Action(StrEnum):
    START = "start"
    """Whatever a person does to himself: /start, an invite, help, own settings and own data, /cancel."""
    FOUND_CLUB = "found_club"
    """Make a club, or a personal one for one's own results, and become its head coach."""
    SEE_CLUB = "see_club"
    EDIT_CLUB = "edit_club"
    SEE_ATHLETES = "see_athletes"
    ADD_ATHLETE = "add_athlete"
    EDIT_ATHLETE = "edit_athlete"
    HIDE_RESULTS = "hide_results"
    """Hide results from team mates, or show them again."""
    SEE_SWIMS = "see_swims"
    ADD_SWIMS = "add_swims"
    EDIT_SWIMS = "edit_swims"
    """Undo, correct, withdraw."""
    SEE_TEAM = "see_team"
    """Leaderboards and depth; of one athlete: his row there."""
    COMPARE_TEAM = "compare_team"
    """Athletes side by side, lap by lap."""
    MANAGE_ROLES = "manage_roles"
    EXPORT = "export"
    IMPORT = "import"
    SEE_AUDIT = "see_audit"
    BACKUP = "backup"
    RESTORE = "restore"
    SEE_HEALTH = "see_health"


class ReasonCode(StrEnum):
    """Why a decision fell. Refusals stand from the farthest to the nearest; the nearest one is told."""

    ANYBODY = "anybody"
    OPERATOR = "operator"
    HEAD_COACH = "head_coach"
    COACH = "coach"
    ATHLETE = "athlete"
    PARENT = "parent"

    OPERATORS_ONLY = "operators_only"
    STRANGER = "stranger"
    OTHER_CLUB = "other_club"
    ROLE = "role"
    OTHER_SQUAD = "other_squad"
    OTHER_ATHLETE = "other_athlete"
    ENTERED_BY_ANOTHER = "entered_by_another"
    HIDDEN = "hidden"


class Reach(StrEnum):
    """How far one role reaches with one action, always inside the grant's own club."""

    CLUB = "club"
    SHOWN = "shown"
    """The club without those who hid their results."""
    SQUADS = "squads"
    NAMED = "named"
    """The athletes the grant names: himself, his children."""
    OWN_ENTRIES = "own_entries"
    """Of those athletes, the swims that this person entered himself."""


@dataclass(frozen=True, slots=True)
class Grant:
    """A role in one club. `squads` counts for a COACH only (empty: none), `athletes` for an ATHLETE (his own ids)
    and a PARENT (named children). Raises AccessDeniedError for OPERATOR: no club can make one.
    """

    role: Role
    club_id: str
    squads: frozenset[str] = frozenset()
    athletes: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if self.role is Role.OPERATOR:
            raise AccessDeniedError(reason="grant", role=str(self.role), club_id=self.club_id)


@dataclass(frozen=True, slots=True)
class Actor:
    """Who asks: grants as the database holds them now, never as a button or a message claims."""

    person_id: str
    grants: tuple[Grant, ...] = ()
    operator: bool = False


@dataclass(frozen=True, slots=True)
class Subject:
    """What is asked about, as the database holds it. `squad_id` is the squad itself or the athlete's squad;
    `private`: the athlete hid his results; `entered_by`: the person who entered the swim in question.
    `club_id` None: the machine itself, or the asker himself.
    """

    club_id: str | None
    athlete_id: str | None = None
    squad_id: str | None = None
    private: bool = False
    entered_by: str | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """True exactly when allowed. `grant` is the one it rests on, where it rests on one.

    A refusal's reason is for the log: people read the words of NotFoundError.
    """

    allowed: bool
    reason: ReasonCode
    grant: Grant | None = None

    def __bool__(self) -> bool:
        return self.allowed


_ANYBODY = frozenset({Action.START, Action.FOUND_CLUB})
_MACHINE = frozenset({Action.BACKUP, Action.RESTORE, Action.SEE_HEALTH})
"""All that an operator may. He can neither read a club's results nor grant himself a role that could."""

_HEAD, _COACH, _ATHLETE, _PARENT = Role.HEAD_COACH, Role.COACH, Role.ATHLETE, Role.PARENT
_CLUB, _SHOWN, _SQUADS = (Reach.CLUB,), (Reach.SHOWN,), (Reach.SQUADS,)
_NAMED, _OWN_ENTRIES = (Reach.NAMED,), (Reach.OWN_ENTRIES,)

_TABLE: dict[Action, dict[Role, tuple[Reach, ...]]] = {
    Action.SEE_CLUB: {_HEAD: _CLUB, _COACH: _CLUB, _ATHLETE: _CLUB, _PARENT: _CLUB},
    Action.EDIT_CLUB: {_HEAD: _CLUB},
    Action.SEE_ATHLETES: {_HEAD: _CLUB, _COACH: _SQUADS, _ATHLETE: _NAMED, _PARENT: _NAMED},
    Action.ADD_ATHLETE: {_HEAD: _CLUB, _COACH: _SQUADS},
    # Name, birth year and sex decide rankings, so a club's member cannot change his own.
    Action.EDIT_ATHLETE: {_HEAD: _CLUB, _COACH: _SQUADS},
    Action.HIDE_RESULTS: {_ATHLETE: _NAMED, _PARENT: _NAMED},
    Action.SEE_SWIMS: {_HEAD: _CLUB, _COACH: _SQUADS, _ATHLETE: _NAMED, _PARENT: _NAMED},
    Action.ADD_SWIMS: {_HEAD: _CLUB, _COACH: _SQUADS, _ATHLETE: _NAMED},
    Action.EDIT_SWIMS: {_HEAD: _CLUB, _COACH: _SQUADS, _ATHLETE: _OWN_ENTRIES},
    Action.SEE_TEAM: {
        _HEAD: _CLUB,
        _COACH: (Reach.SQUADS, Reach.SHOWN),
        _ATHLETE: (Reach.NAMED, Reach.SHOWN),
        _PARENT: (Reach.NAMED, Reach.SHOWN),
    },
    Action.COMPARE_TEAM: {_HEAD: _CLUB, _COACH: _SQUADS},
    Action.MANAGE_ROLES: {_HEAD: _CLUB},
    Action.EXPORT: {_HEAD: _CLUB, _COACH: _SQUADS, _ATHLETE: _NAMED, _PARENT: _NAMED},
    Action.IMPORT: {_HEAD: _CLUB, _COACH: _SQUADS},
    Action.SEE_AUDIT: {_HEAD: _CLUB, _COACH: _SQUADS, _ATHLETE: _NAMED, _PARENT: _NAMED},
}

_NEARNESS = {reason: nearness for nearness, reason in enumerate(ReasonCode)}
_POWER = {role: power for power, role in enumerate(Role)}


def may(actor: Actor, action: Action, subject: Subject) -> Decision:
    """The policy. The first grant that allows, by falling power, is the one named; grants never weaken one another."""
    if action in _ANYBODY:
        return Decision(True, ReasonCode.ANYBODY)
    if action in _MACHINE:
        of_the_machine = subject.club_id is None and subject.athlete_id is None
        return _machine(actor, of_the_machine)
    refusal = ReasonCode.STRANGER
    for grant in sorted(actor.grants, key=lambda held: _POWER[held.role]):
        for refused in _refusals(actor.person_id, grant, action, subject):
            if refused is None:
                return Decision(True, ReasonCode(grant.role.value), grant)
            refusal = max(refusal, refused, key=_NEARNESS.__getitem__)
    return Decision(False, refusal)


def require(actor: Actor, action: Action, subject: Subject) -> Decision:
    """`may`, or AccessDeniedError carrying the reason and the action, for the log."""
    decision = may(actor, action, subject)
    if not decision:
        raise AccessDeniedError(reason=decision.reason, action=action)
    return decision


def _machine(actor: Actor, of_the_machine: bool) -> Decision:
    if actor.operator and of_the_machine:
        return Decision(True, ReasonCode.OPERATOR)
    return Decision(False, ReasonCode.OPERATORS_ONLY)


def _refusals(person_id: str, grant: Grant, action: Action, subject: Subject) -> Iterator[ReasonCode | None]:
    """What each reach of the grant says: None where it allows."""
    if grant.club_id != subject.club_id:
        yield ReasonCode.OTHER_CLUB
        return
    reaches = _TABLE.get(action, {}).get(grant.role, ())
    if not reaches:
        yield ReasonCode.ROLE
    for reach in reaches:
        yield _refusal(reach, person_id, grant, subject)


def _refusal(reach: Reach, person_id: str, grant: Grant, subject: Subject) -> ReasonCode | None:
    if reach is Reach.SQUADS:
        return None if subject.squad_id in grant.squads else ReasonCode.OTHER_SQUAD
    if reach is Reach.CLUB:
        return None
    if reach is Reach.SHOWN:
        return ReasonCode.HIDDEN if subject.private else None
    if subject.athlete_id not in grant.athletes:
        return ReasonCode.OTHER_ATHLETE
    if reach is Reach.NAMED or subject.entered_by == person_id:
        return None
    return ReasonCode.ENTERED_BY_ANOTHER
