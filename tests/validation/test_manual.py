"""The manual of the rules comes from their docstrings."""

from __future__ import annotations

import pytest

from mzgz.model.findings import Rule, Severity
from mzgz.validation.manual import is_yaml, manual_markdown, read_manual, rule_list, rule_text


def part_exceeds_whole() -> None:
    """分子大于分母

    为什么：部分不会比全体多，
    多半是两个数填反了。

    反例：
        entries:
          nursing-bed-share: {numerator: 9, denominator: 5}

    正例：只填一个数
    """


def tab_indent() -> None:
    """用制表符缩进

    为什么：宽度不一样。

    反例：
        entries:
        \tnursing-bed-share: {done: true}

    正例：
        entries: {}
    """


def silent() -> None:
    """只有标题"""


def chatty() -> None:
    """标题

    标题下面不该有话。

    为什么：甲

    反例：乙

    正例：丙
    """


RULE = Rule("A102", Severity.ERROR, part_exceeds_whole)


def test_reads_the_four_parts() -> None:
    manual = read_manual(RULE)
    assert manual.title == "分子大于分母"
    assert manual.why == "部分不会比全体多，多半是两个数填反了。"
    assert manual.bad == "entries:\n  nursing-bed-share: {numerator: 9, denominator: 5}\n"
    assert manual.good == "只填一个数"
    assert is_yaml(manual.bad)
    assert not is_yaml(manual.good)


def test_keeps_the_tabs_of_an_example() -> None:
    assert read_manual(Rule("S112", Severity.ERROR, tab_indent)).bad == "entries:\n\tnursing-bed-share: {done: true}\n"


@pytest.mark.parametrize("check", [silent, chatty])
def test_refuses_a_docstring_that_is_no_manual(check: object) -> None:
    with pytest.raises(ValueError, match=r"docstring of (silent|chatty)"):
        read_manual(Rule("X1", Severity.NOTE, check))  # type: ignore[arg-type]


def test_one_rule_for_the_terminal() -> None:
    assert (
        rule_text(RULE)
        == """\
A102  part-exceeds-whole
分子大于分母（强制：挡住报送，只能改正）

为什么：部分不会比全体多，多半是两个数填反了。

反例：
    entries:
      nursing-bed-share: {numerator: 9, denominator: 5}

正例：只填一个数
"""
    )


def test_all_rules_for_the_terminal() -> None:
    assert (
        rule_list([Rule("S112", Severity.NOTE, tab_indent), RULE])
        == """\
A102  强制  part-exceeds-whole  分子大于分母
S112  提示  tab-indent          用制表符缩进
共2条。单看一条：mzgz rules 规则名
"""
    )


def test_the_page_lists_rules_by_code_with_their_examples() -> None:
    page = manual_markdown([Rule("S112", Severity.NOTE, tab_indent), RULE])
    assert page.index("| [A102](#a102) | `part-exceeds-whole` | 强制 | 分子大于分母 |") < page.index("| [S112]")
    assert "```yaml\nentries:\n  nursing-bed-share: {numerator: 9, denominator: 5}\n```\n\n正例：只填一个数\n" in page
