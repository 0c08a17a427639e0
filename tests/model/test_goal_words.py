"""A goal of every sign in words: in a sentence, in a table, as what the coming year is asked for."""

from __future__ import annotations

from fractions import Fraction

import pytest

from mzgz.model.goal_words import Kind, Standing, asked, in_sentence, in_table
from mzgz.model.goals import Goal
from mzgz.model.rounding import show


@pytest.mark.parametrize(
    ("goal", "measure", "sentence", "table"),
    [
        (">= 38", "张/千人", "不低于38张/千人", "≥38张/千人"),
        ("<= 12", "天", "不高于12天", "≤12天"),
        ("< 3", "起", "低于3起", "<3起"),
        ("2000..2200", "台", "在2000～2200台之间", "2000～2200台"),
        ("20%..30%", "", "在20%～30%之间", "20%～30%"),
        ("about 60 ± 5", "户", "约60户", "约60户（±5）"),
        ("+15%", "人", "比基期增长15%", "比基期增长15%"),
        ("-15%", "件", "比基期下降15%", "比基期下降15%"),
        ("+5pp", "", "比基期提高5个百分点", "比基期提高5个百分点"),
        ("x2", "人", "达到基期的2倍", "达到基期的2倍"),
        ("x0.5", "件", "降到基期的0.5倍", "降到基期的0.5倍"),
        ("<= 1‰", "", "不高于1‰", "≤1‰"),
        ("up", "", "比上年提高", "比上年提高"),
    ],
)
def test_a_measure_stands_behind_a_number_of_things_and_never_behind_a_change(
    goal: str, measure: str, sentence: str, table: str
) -> None:
    read = Goal.parse(goal)
    assert in_sentence(read, measure).said(read.figure) == sentence
    assert in_table(read, measure).said(read.figure) == table


@pytest.mark.parametrize(
    ("goal", "measure", "standing", "kind", "words"),
    [
        ("+10%", "人", "below", "stock", "比上年增长10%"),
        ("-15%", "件", "below", "flow", "比上年下降15%"),
        ("+5pp", "", "below", "share", "比上年提高5个百分点"),
        ("x2", "人", "below", "stock", "达到上年的2倍"),
        ("1500..1800", "台", "above", "flow", "达到1500～1800台"),
        ("20%..30%", "", "there", "share", "保持在20%～30%之间"),
        ("20%..30%", "", "above", "share", "控制在20%～30%之间"),
        ("about 60%", "", "below", "share", "达到60%左右"),
        (">= 38", "张", "there", "share", "保持在38张以上"),
        (">= 60%", "", "below", "share", "提高到60%"),
        (">= 320", "户", "there", "flow", "不少于320户"),
        ("<= 1‰", "", "there", "share", "控制在1‰以内"),
        ("<= 12", "天", "unknown", "level", "控制在12天以内"),
        ("< 12", "天", "unknown", "level", "低于12天"),
        ("= 0", "件", "there", "flow", "控制在0件"),
        ("> 0", "件", "below", "flow", "超过0件"),
        ("up", "人", "unknown", "stock", "比上年增加"),
        ("down", "", "unknown", "share", "比上年下降"),
    ],
)
def test_what_the_coming_year_is_asked_for(goal: str, measure: str, standing: Standing, kind: Kind, words: str) -> None:
    read = Goal.parse(goal).from_baseline(Fraction(1, 2), percent=kind == "share")
    assert asked(read, measure, standing=standing, kind=kind).said(read.figure) == words


@pytest.mark.parametrize(
    ("value", "goal", "printed"),
    [
        (Fraction(2, 3002), "<= 1‰", "0.67‰"),
        (Fraction(2, 3002), "<= 0.1%", "0.07%"),
        (Fraction(2, 3002), "<= 0.05%", "0.07%"),
        (Fraction(1, 1000), "<= 1‰", "1.00‰"),
        (Fraction(9996, 10_000_000), "<= 1‰", "0.9996‰"),
        (Fraction(5504, 10000), ">= 55%", "55.04%"),
        (Fraction(55, 100), ">= 55%", "55.0%"),
        (Fraction(0), "<= 1‰", "0‰"),
    ],
)
def test_a_share_is_printed_as_its_goal_is_written_and_never_like_a_goal_it_is_not(
    value: Fraction, goal: str, printed: str
) -> None:
    assert show(value, 1, Goal.parse(goal), percent=True) == printed
