"""Slips of numbers in words: each kind with its right form, and what only looks like one."""

from __future__ import annotations

import pytest

from mzgz.validation.rules.wording import RULES, scan, slips


def hint(text: str, slug: str) -> str:
    rule = next(rule for rule in RULES if rule.slug == slug)
    (slip,) = slips(rule, text, ())
    return slip.hint


@pytest.mark.parametrize(
    ("text", "slug", "right"),
    [
        ("2O22年建成3处", "letter-for-digit", "“2022”"),
        ("截至22年末", "short-year", "“2022年”"),
        ("22年6月建成3处", "short-year", "“2022年”"),
        ("标准提高15-20%", "range-of-percents", "“15%～20%”"),
        ("服务近200余人", "rough-twice", "“近200”"),
        ("服务约200人左右", "rough-twice", "“约200人”"),
        ("服务至少200人以上", "rough-twice", "“至少200人”"),
        ("投诉下降2倍", "shrunk-by-multiples", "66.7%"),
        ("占比高于目标1.1%", "points-beside-goal", "1.1个百分点"),
        ("按照民发[2022]12号要求办理", "document-brackets", "〔2022〕12号"),
        ("建成3处(含改造1处)", "halfwidth-brackets", "（含改造1处）"),
        ('推进"三社联动"机制', "halfwidth-brackets", "“三社联动”"),
        ("建成□□街道中心", "left-over-blank", "请填上"),
        ("推进撤县设区", "boundary-change", "请删去"),
    ],
)
def test_each_kind_is_told_with_its_right_form(text: str, slug: str, right: str) -> None:
    assert right in hint(text, slug)


@pytest.mark.parametrize(
    "text",
    [
        "2019—2021年",
        "干了22年",
        "10年来",
        "由20%提高到25%",
        "90%以上的旗市区",
        "服务200余人",
        "二〇〇八年",
        "第12期",
        "6—12岁",
        "1—3月完成20%",
        "海民发〔2022〕12号",
        "提高5.2个百分点",
        "民政系统（含市本级）",
        "超额完成12%",
        "开通159＋X专线",
    ],
)
def test_what_only_looks_like_a_slip_is_let_pass(text: str) -> None:
    assert scan(text) == []
