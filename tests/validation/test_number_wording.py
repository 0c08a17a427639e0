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
        ("建成机构l2处", "letter-for-digit", "“12”"),
        ("２O22年建成", "letter-for-digit", "“2022”"),
        ("22年1-6月新增3处", "short-year", "“2022年”"),
        ("比21年增加12%", "short-year", "“2021年”"),
        ("21年全市新增3处", "short-year", "“2021年”"),
        ("20年、21年、22年三年", "short-year", "“2020年、2021年、2022年”"),
        ("由15到20%", "range-of-percents", "“15%～20%”"),
        ("服务近百余人", "rough-twice", "“近百”"),
        ("服务约二百人左右", "rough-twice", "“约二百人”"),
        ("服务300余人左右", "rough-twice", "“300余人”"),
        ("至少需要200人以上", "rough-twice", "“至少需要200人”"),
        ("超过三成以上", "rough-twice", "“超过三成”"),
        ("降幅达2倍", "shrunk-by-multiples", "66.7%"),
        ("时间压缩了三倍", "shrunk-by-multiples", "66.7%"),
        ("比目标高1.1%", "points-beside-goal", "1.1个百分点"),
        ("占比较目标低2.1%", "points-beside-goal", "2.1个百分点"),
        ("满意度提升2.5%", "percent-for-points", "个百分点"),
        ("按照民发2022年12号办理", "document-brackets", "〔2022〕12号"),
        ("按照民发〔22〕012号", "document-brackets", "〔2022〕12号"),
        ("建成3处（含改造1处)", "halfwidth-brackets", "（含改造1处）"),
        ('推进“三社联动"机制', "halfwidth-brackets", "“三社联动”"),
        ("落实<养老条例>", "halfwidth-brackets", "《养老条例》"),
        ("建成3处, 方便群众", "halfwidth-punctuation", "，"),
        ("建成（  ）处", "left-over-blank", "请填上"),
        ("投入资金＊＊万元", "left-over-blank", "请填上"),
        ("拟撤销奋斗镇设立街道", "boundary-change", "请删去"),
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
        "办事效率提高30%",
        "工龄满10年、20年、30年的",
        "比10年规划提前",
        "比20年前增加",
        "近一段时间上下同心协力",
        "至少有一处在二级以上",
        "至少3级以上医院",
        "近三年上下努力",
        "推广O2O模式",
        "民政部公告（2022年第12号）",
        "收入比上年增长8%",
        "新增床位120张，超额完成20%",
        "至少2倍于上年",
        "覆盖率达到目标55%",
        "志愿者 人均服务3小时",
        "学校撤并后闲置校舍用于养老",
        "做好行政区划界线管理",
        "比例尺1:500，9:30开始",
    ],
)
def test_what_only_looks_like_a_slip_is_let_pass(text: str) -> None:
    assert scan(text) == []
