"""Who asks for what: grants that a club can make, and decisions as the policy falls them."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from sprintbot.domain.access import Action, Actor, Decision, Grant, Role, Subject, may
from sprintbot.testing.races import ids


def grants() -> st.SearchStrategy[Grant]:
    """Any role that a club can give, with squads and athletes of few names, so that they meet."""
    few = st.frozensets(st.sampled_from("abc"), max_size=2)
    roles = st.sampled_from([role for role in Role if role is not Role.OPERATOR])
    return st.builds(Grant, roles, st.sampled_from(["club", "other"]), few, few)


def actors() -> st.SearchStrategy[Actor]:
    """Strangers, operators, and people of up to three roles."""
    return st.builds(Actor, ids(), st.lists(grants(), max_size=3).map(tuple), st.booleans())


def subjects() -> st.SearchStrategy[Subject]:
    """A club, an athlete or a swim in it, or the machine itself."""
    name = st.none() | st.sampled_from("abc")
    return st.builds(Subject, st.sampled_from([None, "club", "other"]), name, name, st.booleans(), st.none() | ids())


def strategies() -> dict[type[Any], st.SearchStrategy[Any]]:
    """Each type of the access policy to its strategy."""
    return {
        Grant: grants(),
        Actor: actors(),
        Subject: subjects(),
        Decision: st.builds(may, actors(), st.sampled_from(Action), subjects()),
    }
