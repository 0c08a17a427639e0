"""The lists of the grammar: each says what it is for, no word stands in it twice, every mark is one that is asked for."""

from __future__ import annotations

from importlib.resources import files

import pytest

from mzgz.intake.extract.lexicon import lexicon, phrases
from mzgz.intake.extract.told_clauses import KINDS

FOLDER = files("mzgz.intake.extract") / "grammar"
NAMES = sorted(path.name.removesuffix(".txt") for path in FOLDER.iterdir() if path.name.endswith(".txt"))
OPERATORS = {"eq", "ge", "gt", "le", "lt", "approx"}
MARKS = {
    "actions": {"mid", "build", "keep", "stand"},
    "levels": OPERATORS,
    "bounds": OPERATORS,
    "behind": OPERATORS,
    "changes": {"growth", "fall"},
    "measure_words": {"time", "money", "size", "digits"},
    "firmness": {"stretch", "plan"},
    "telling": set(KINDS),
    "facts": {"fact", "so-far", "shortfall", "as-it-is", "counted", "state", "chosen"},
    "duties": {"paper", "meeting", "project", "done"},
}


@pytest.mark.parametrize("name", NAMES)
def test_a_list_says_what_it_is_for_and_holds_each_word_once(name: str) -> None:
    lines = (FOLDER / f"{name}.txt").read_text("utf-8").splitlines()
    assert lines[0].startswith("# ")
    words = [line.partition("\t")[0] for line in lines if line and not line.startswith("# ")]
    assert all(word.strip() == word and word for word in words)
    assert sorted(words) == sorted(set(words)), [word for word in words if words.count(word) > 1]


@pytest.mark.parametrize("name", MARKS)
def test_every_mark_is_known(name: str) -> None:
    found = {mark for marks in lexicon(name).marks.values() for mark in marks}
    assert found <= MARKS[name]


def test_the_longest_word_is_met_from_either_side() -> None:
    levels = lexicon("levels")
    assert levels.ending("覆盖率提高到") == "提高到"
    assert levels.starting("达到5", 0) == "达到"
    assert levels.ending("行") == ""
    assert lexicon("actions").has("新建", "mid")
    assert "新建" not in lexicon("actions").marked("keep").marks


def test_the_phrases_of_a_kind_are_one_expression() -> None:
    told = phrases("facts", "fact")
    assert told.search("护理员目前120人") is not None
    assert told.search("项目前期120天") is None
    short = phrases("telling", "falls-short")
    assert short.search("离任务数34家还差不少") is not None
    assert short.search("家，离家，34家都不远") is None
