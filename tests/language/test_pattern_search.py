"""An expression tried only where it can begin finds what it finds when it is tried everywhere."""

from __future__ import annotations

import re
from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mzgz.language.pattern_search import Uncompiled, expression, find_all
from own_source import MODULES

_ROUGH = re.compile("(?:将近|近|超)[0-9]+[余多]|(?:近|约)[0-9]+[^0-9]?左右|近+")
_HEAD = re.compile("将|近|超|约")


@given(st.lists(st.sampled_from(["将", "近", "超", "约", "1", "20", "余", "左右", "人"])).map("".join))
def test_as_when_tried_everywhere(text: str) -> None:
    found = [match.span() for match in find_all(_HEAD, _ROUGH, text)]
    assert found == [match.span() for match in _ROUGH.finditer(text)]


def test_a_match_ends_before_the_next_begins() -> None:
    assert [match[0] for match in find_all(_HEAD, _ROUGH, "将近20余人，近近近1人")] == ["将近20余", "近近近"]


def test_an_expression_waits_for_its_first_use_and_then_is_one() -> None:
    late = expression("[0-9]+(?P<unit>人)")
    assert [match["unit"] for match in late.finditer("20人，3户，5人")] == ["人", "人"]
    assert late.search == re.compile(late.pattern).search
    with pytest.raises(re.error):
        expression("(").search("")


def test_every_expression_that_waits_can_be_compiled() -> None:
    users = [name for name, file in MODULES.items() if "import expression" in file.read_text(encoding="utf-8")]
    waiting = [each for name in users for each in vars(import_module(name)).values() if isinstance(each, Uncompiled)]
    assert len(waiting) > 100
    for each in waiting:
        assert isinstance(each.search, type(re.compile("").search))
