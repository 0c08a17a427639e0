"""An expression tried only where it can begin finds what it finds when it is tried everywhere."""

from __future__ import annotations

import re
from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mzgz.language import personal_data
from mzgz.language.pattern_search import Uncompiled, expression, find_all
from mzgz.validation.rules import (
    date_and_trend_wording,
    number_wording,
    percentage_point_wording,
    unfinished_wording,
)
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


def test_without_a_sign_nothing_is_looked_for() -> None:
    twice = expression("[0-9]+倍")
    head = expression("[0-9]")
    assert not list(find_all(head, twice, "下降2成，又降3成", "倍"))
    assert "search" not in vars(twice)
    assert [match[0] for match in find_all(head, twice, "下降2倍", "倍")] == ["2倍"]


@pytest.mark.parametrize(
    ("head", "whole", "words"),
    [
        (
            number_wording._TWICE_HEAD,
            number_wording._TWICE,
            "将近 至少 不超过 约 新建 需要 达到 二十 三分之二 12 3.5 万 % 人 余 多 左右 以上 以内 ， 、",
        ),
        (
            number_wording._BESIDE_HEAD,
            number_wording._BESIDE_GOAL,
            "高于 比 占比 满意度 率 已 超过 平均水平 上年同期 目标 任务 还差 高出 了 约 1.1 55 % ％ 的 ，",
        ),
        (number_wording._YEAR_HEAD, number_wording._SHORT_YEAR, "20 22 年 6月 底 截至 比 同期 以来 ， 自 ’ 、"),
        (
            date_and_trend_wording._FROM_HEAD,
            date_and_trend_wording._FROM_TO,
            "由 从 上年的 60 7.5 % 个 万人 下降 提高 到 至 了 ，",
        ),
        (
            date_and_trend_wording._MINUS_HEAD,
            date_and_trend_wording._MINUS,
            "增长 下降 提高 了 - － 负 5 0.5 % 个百分点 ，",
        ),
        (
            date_and_trend_wording._MISTAKEN_HEAD,
            date_and_trend_wording._MISTAKEN,
            "截止 到 6月 年底 日期 百份 点 之 二 零 二二 年 ，",
        ),
        (
            unfinished_wording._PLACEHOLDER_HEAD,
            unfinished_wording._PLACEHOLDER,
            "X × □ ○ _ … （ ） 【 】 待补 待核实 补充 此处 填 某 ？ N 个 * TO DO % s { { ，",
        ),
        (
            percentage_point_wording._SUBTRACTED_HEAD,
            percentage_point_wording._SUBTRACTED,
            "由 从 60 7.5 % ％ 提高到 ， 比上年 提高 了 5",
        ),
        (personal_data._MOBILE_HEAD, personal_data._MOBILE, "tel +86 86 ( ) - 138 1381234 5678 12345678 元 ， 的"),
        (
            personal_data._LANDLINE_HEAD,
            personal_data._LANDLINE,
            "+86 0086 ( ) - 0470 20 822 1234 8221234 电话 号码 ： ，",
        ),
    ],
)
def test_no_beginning_is_left_out(head: re.Pattern[str], whole: re.Pattern[str], words: str) -> None:
    @given(st.lists(st.sampled_from(words.split()), max_size=12).map("".join))
    def tried(text: str) -> None:
        begun = {match.start() for match in whole.finditer(text)}
        assert begun <= {place for place in range(len(text)) if head.match(text, place)}

    tried()


@pytest.mark.parametrize(
    ("text", "found"), [("①建成站点", "建成站点"), ("A1级（甲）", "级"), ("3、乙", "乙"), ("%，丙", "丙")]
)
def test_hanzi_are_hanzi_and_no_numbers_of_a_list(text: str, found: str) -> None:
    match = expression("[一-鿿]+").search(text)
    assert match is not None
    assert match[0] == found
