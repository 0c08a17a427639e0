"""Values set by their slots are those the dataclass would have made: same arguments, same refusals, as frozen as before."""

from __future__ import annotations

import inspect
from dataclasses import FrozenInstanceError, dataclass, field, replace

import pytest

from mzgz.model.values_set_by_slot import set_by_slot


@dataclass(frozen=True, slots=True)
class Plain:
    part: int
    whole: int = 1
    names: tuple[str, ...] = ()


@set_by_slot
@dataclass(frozen=True, slots=True)
class Quick:
    part: int
    whole: int = 1
    names: tuple[str, ...] = ()


@pytest.mark.parametrize("given", [{"part": 3}, {"whole": 2, "part": 3}, {"part": 3, "names": ("甲",)}])
def test_the_same_arguments_make_the_same_value(given: dict[str, object]) -> None:
    one, other = Quick(**given), Plain(**given)  # type: ignore[arg-type]
    assert (one.part, one.whole, one.names) == (other.part, other.whole, other.names)
    assert (one, hash(one)) == (Quick(one.part, one.whole, one.names), hash(replace(one)))


@pytest.mark.parametrize("given", [{}, {"part": 1, "other": 2}])
def test_what_the_dataclass_refuses_is_refused(given: dict[str, int]) -> None:
    for kind in (Plain, Quick):
        with pytest.raises(TypeError):
            kind(**given)  # type: ignore[arg-type]


def test_it_is_told_and_frozen_as_before() -> None:
    told = [(each.name, each.default) for each in inspect.signature(Quick).parameters.values()]
    assert told == [(each.name, each.default) for each in inspect.signature(Plain).parameters.values()]
    with pytest.raises(FrozenInstanceError):
        Quick(1).part = 2  # type: ignore[misc]


def test_what_needs_more_than_its_arguments_is_refused() -> None:
    @dataclass(frozen=True, slots=True)
    class Made:
        names: list[str] = field(default_factory=list)

    with pytest.raises(TypeError):
        set_by_slot(Made)
