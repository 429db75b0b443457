"""The access policy: the whole table written out once more by hand, and the laws no table may break."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sprintbot.domain.access import (
    Action,
    Actor,
    Grant,
    ReasonCode,
    Role,
    Subject,
    may,
    require,
)
from sprintbot.domain.errors import AccessDeniedError

ME = "person-1"
SUBJECTS = {
    "M": Subject(None),
    "C": Subject("A"),
    "S": Subject("A", squad_id="s1"),
    "T": Subject("A", squad_id="s2"),
    "a": Subject("A", "a1", "s1", entered_by="person-2"),
    "e": Subject("A", "a1", "s1", entered_by=ME),
    "h": Subject("A", "a1", "s1", private=True),
    "o": Subject("A", "a2", "s2"),
    "p": Subject("A", "a2", "s2", private=True),
    "b": Subject("A", "a3"),
    "x": Subject("B", "a1", "s1", entered_by=ME),
    "n": Subject(None, "a1", "s1", entered_by=ME),
}
ACTORS = {
    "stranger": Actor(ME),
    "operator": Actor(ME, operator=True),
    "head": Actor(ME, (Grant(Role.HEAD_COACH, "A"),)),
    "coach": Actor(ME, (Grant(Role.COACH, "A", squads=frozenset({"s1"})),)),
    "athlete": Actor(ME, (Grant(Role.ATHLETE, "A", athletes=frozenset({"a1"})),)),
    "parent": Actor(ME, (Grant(Role.PARENT, "A", athletes=frozenset({"a1"})),)),
}
ALL = "MCSTaehopbxn"
CLUB = "CSTaehopb"
TABLE = f"""
              stranger  operator  head      coach     athlete   parent
start         {ALL}     {ALL}     {ALL}     {ALL}     {ALL}     {ALL}
found_club    {ALL}     {ALL}     {ALL}     {ALL}     {ALL}     {ALL}
see_club      -         -         {CLUB}    {CLUB}    {CLUB}    {CLUB}
edit_club     -         -         {CLUB}    -         -         -
see_athletes  -         -         {CLUB}    Saeh      aeh       aeh
add_athlete   -         -         {CLUB}    Saeh      -         -
edit_athlete  -         -         {CLUB}    Saeh      -         -
hide_results  -         -         -         -         aeh       aeh
see_swims     -         -         {CLUB}    Saeh      aeh       aeh
add_swims     -         -         {CLUB}    Saeh      aeh       -
edit_swims    -         -         {CLUB}    Saeh      e         -
see_team      -         -         {CLUB}    CSTaehob  CSTaehob  CSTaehob
compare_team  -         -         {CLUB}    Saeh      -         -
manage_roles  -         -         {CLUB}    -         -         -
export        -         -         {CLUB}    Saeh      aeh       aeh
import        -         -         {CLUB}    Saeh      -         -
see_audit     -         -         {CLUB}    Saeh      aeh       aeh
backup        -         M         -         -         -         -
restore       -         M         -         -         -         -
see_health    -         M         -         -         -         -
"""


def _declared() -> dict[tuple[str, str], str]:
    header, *rows = TABLE.strip().splitlines()
    cells = {}
    for row in rows:
        action, *letters = row.split()
        cells.update({(action, actor): marks for actor, marks in zip(header.split(), letters, strict=True)})
    return cells


def test_every_cell_is_as_declared() -> None:
    declared = _declared()
    assert {action for action, _ in declared} == set(Action)
    assert {actor for _, actor in declared} == set(ACTORS)
    for (action, name), marks in declared.items():
        allowed = {letter for letter, subject in SUBJECTS.items() if may(ACTORS[name], Action(action), subject)}
        assert allowed == set(marks) - {"-"}, (action, name)


def test_the_same_roles_in_another_club_reach_nothing_of_this_one() -> None:
    elsewhere = [
        Actor(ME, (Grant(role, "B", frozenset({"s1", "s2"}), frozenset({"a1", "a2", "a3"})),), operator=True)
        for role in Role
        if role is not Role.OPERATOR
    ]
    for actor, action, letter in product(elsewhere, Action, CLUB + "n"):
        decision = may(actor, action, SUBJECTS[letter])
        assert decision.reason in {ReasonCode.ANYBODY, ReasonCode.OTHER_CLUB, ReasonCode.OPERATORS_ONLY}
        assert decision.allowed is (decision.reason is ReasonCode.ANYBODY)


@pytest.mark.parametrize(
    ("actor", "action", "subject", "reason"),
    [
        ("stranger", Action.SEE_SWIMS, "a", ReasonCode.STRANGER),
        ("stranger", Action.SEE_HEALTH, "M", ReasonCode.OPERATORS_ONLY),
        ("operator", Action.SEE_HEALTH, "M", ReasonCode.OPERATOR),
        ("operator", Action.BACKUP, "C", ReasonCode.OPERATORS_ONLY),
        ("operator", Action.MANAGE_ROLES, "C", ReasonCode.STRANGER),
        ("head", Action.SEE_SWIMS, "x", ReasonCode.OTHER_CLUB),
        ("head", Action.SEE_SWIMS, "p", ReasonCode.HEAD_COACH),
        ("head", Action.HIDE_RESULTS, "a", ReasonCode.ROLE),
        ("coach", Action.SEE_SWIMS, "a", ReasonCode.COACH),
        ("coach", Action.SEE_SWIMS, "o", ReasonCode.OTHER_SQUAD),
        ("coach", Action.EDIT_CLUB, "C", ReasonCode.ROLE),
        ("coach", Action.SEE_TEAM, "p", ReasonCode.HIDDEN),
        ("athlete", Action.SEE_SWIMS, "o", ReasonCode.OTHER_ATHLETE),
        ("athlete", Action.EDIT_SWIMS, "a", ReasonCode.ENTERED_BY_ANOTHER),
        ("athlete", Action.EDIT_SWIMS, "e", ReasonCode.ATHLETE),
        ("athlete", Action.EDIT_ATHLETE, "a", ReasonCode.ROLE),
        ("parent", Action.SEE_SWIMS, "h", ReasonCode.PARENT),
        ("parent", Action.SEE_TEAM, "p", ReasonCode.HIDDEN),
    ],
)
def test_the_reason_is_the_nearest_one(actor: str, action: Action, subject: str, reason: ReasonCode) -> None:
    assert may(ACTORS[actor], action, SUBJECTS[subject]).reason is reason


def test_the_strongest_grant_is_the_one_named() -> None:
    head, parent = Grant(Role.HEAD_COACH, "A"), Grant(Role.PARENT, "A", athletes=frozenset({"a1"}))
    for grants in ((head, parent), (parent, head)):
        assert may(Actor(ME, grants), Action.SEE_SWIMS, SUBJECTS["a"]).grant is head
        assert may(Actor(ME, grants), Action.HIDE_RESULTS, SUBJECTS["a"]).grant is parent


def test_no_club_can_make_an_operator() -> None:
    with pytest.raises(AccessDeniedError) as refused:
        Grant(Role.OPERATOR, "A")
    assert refused.value.data == {"reason": "grant", "role": "operator", "club_id": "A"}


def test_require_raises_with_the_reason_for_the_log() -> None:
    assert require(ACTORS["head"], Action.EDIT_CLUB, SUBJECTS["C"]).reason is ReasonCode.HEAD_COACH
    with pytest.raises(AccessDeniedError) as refused:
        require(ACTORS["athlete"], Action.SEE_SWIMS, SUBJECTS["o"])
    assert refused.value.data == {"reason": ReasonCode.OTHER_ATHLETE, "action": Action.SEE_SWIMS}


clubs = st.sampled_from(["A", "B"])
squads = st.frozensets(st.sampled_from(["s1", "s2", "s3"]))
athletes = st.frozensets(st.sampled_from(["a1", "a2", "a3"]))
grants = st.one_of(
    st.builds(Grant, st.sampled_from([Role.HEAD_COACH, Role.COACH]), clubs, squads, athletes),
    st.builds(Grant, st.sampled_from([Role.ATHLETE, Role.PARENT]), clubs, squads, athletes),
)
held = st.lists(grants, max_size=4).map(tuple)
actors = st.builds(Actor, st.sampled_from([ME, "person-2"]), held, st.booleans())
subjects = st.builds(
    Subject,
    clubs | st.none(),
    st.none() | st.sampled_from(["a1", "a2", "a3"]),
    st.none() | st.sampled_from(["s1", "s2", "s3"]),
    st.booleans(),
    st.none() | st.sampled_from([ME, "person-2"]),
)
actions = st.sampled_from(Action)


@given(actors, actions, subjects)
def test_a_grant_never_reaches_another_club(actor: Actor, action: Action, subject: Subject) -> None:
    """Protects one club's results from everybody of another."""
    decision = may(actor, action, subject)
    if decision.grant is not None:
        assert decision.grant in actor.grants
        assert decision.grant.club_id == subject.club_id
    elif decision:
        assert decision.reason in {ReasonCode.ANYBODY, ReasonCode.OPERATOR}


@given(held, held, actions, subjects)
def test_rights_are_the_union_of_the_grants(
    some: tuple[Grant, ...], more: tuple[Grant, ...], action: Action, subject: Subject
) -> None:
    """Protects revocation: removing a grant never adds a right, adding one never takes a right away."""
    alone = [may(Actor(ME, (grant,)), action, subject).allowed for grant in some + more]
    nobody = may(Actor(ME), action, subject).allowed
    assert may(Actor(ME, some + more), action, subject).allowed == (nobody or any(alone))
    if may(Actor(ME, some), action, subject):
        assert may(Actor(ME, some + more), action, subject)


@given(actors, actions, subjects)
def test_the_order_of_grants_decides_nothing(actor: Actor, action: Action, subject: Subject) -> None:
    """Protects against a database that returns rows in another order."""
    turned = Actor(actor.person_id, actor.grants[::-1], actor.operator)
    here, there = may(actor, action, subject), may(turned, action, subject)
    assert (here.allowed, here.reason) == (there.allowed, there.reason)


@given(held, actions, subjects)
def test_an_operator_gains_nothing_over_a_club_or_an_athlete(
    grants: tuple[Grant, ...], action: Action, subject: Subject
) -> None:
    """Protects clubs from whoever runs the machine."""
    if subject.club_id is not None or subject.athlete_id is not None:
        assert may(Actor(ME, grants, operator=True), action, subject) == may(Actor(ME, grants), action, subject)


@given(actors, actions, subjects)
def test_hiding_never_shows_more(actor: Actor, action: Action, subject: Subject) -> None:
    """Protects the hidden: marking results as hidden can only take rights away."""
    shown = Subject(subject.club_id, subject.athlete_id, subject.squad_id, False, subject.entered_by)
    if may(actor, action, subject):
        assert may(actor, action, shown)
