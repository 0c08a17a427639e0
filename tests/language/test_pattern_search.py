"""An expression tried only where it can begin finds what it finds when it is tried everywhere."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from mzgz.language.pattern_search import find_all

_ROUGH = re.compile("(?:将近|近|超)[0-9]+[余多]|(?:近|约)[0-9]+[^0-9]?左右|近+")
_HEAD = re.compile("将|近|超|约")


@given(st.lists(st.sampled_from(["将", "近", "超", "约", "1", "20", "余", "左右", "人"])).map("".join))
def test_as_when_tried_everywhere(text: str) -> None:
    found = [match.span() for match in find_all(_HEAD, _ROUGH, text)]
    assert found == [match.span() for match in _ROUGH.finditer(text)]


def test_a_match_ends_before_the_next_begins() -> None:
    assert [match[0] for match in find_all(_HEAD, _ROUGH, "将近20余人，近近近1人")] == ["将近20余", "近近近"]
