"""Drawing the parts of a report, so that a part is one that the rules can give."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from hypothesis import strategies as st

T = TypeVar("T")


def one_of_the(whole: st.SearchStrategy[Any], parts: Callable[[Any], Sequence[T | None]]) -> st.SearchStrategy[T]:
    """One of the parts of what `whole` draws; drawn again where there are none."""
    found = whole.map(lambda drawn: [part for part in parts(drawn) if part is not None])
    return found.filter(bool).flatmap(st.sampled_from)
