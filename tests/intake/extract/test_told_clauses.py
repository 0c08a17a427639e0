"""A clause of a plan asks or tells; what somebody says, a rule allows, a word means or as a rule happens is no target."""

from __future__ import annotations

import pytest

from mzgz.intake.extract.blocks import from_text
from mzgz.intake.extract.plan_reading import read


def drafted(sentence: str) -> list[str]:
    reading = read(from_text(f"2025年民政工作要点\n一、重点任务\n{sentence}"), 2025)
    return [promise.text for promise in reading.promises]


@pytest.mark.parametrize(
    "sentence",
    [
        "不少老人反映，一顿饭12元偏贵，能承受的价格在8元左右。",
        "据不完全统计，空巢老人户数在6万以上。",
        "条例第二十三条规定，社会团体会员不得少于50个。",
        "床位面积不低于6平方米，这是国家标准里写明的。",
        "所谓嵌入式机构，是指床位10至49张的社区养老服务场所。",
        "办理收养登记，夫妻双方须年满30周岁，收入不低于3万元。",
        "家庭人均收入低于低保标准1.5倍的，可以纳入低保边缘范围。",
        "假如按每年2%的速度递减，十年以后仍在1.3万名以上。",
        "之所以把床位利用率单列，是因为有9家机构长期不足三成。",
        "每逢清明，祭扫人流突破4万人次。",
        "南方某县用三个月建成17个助餐点，值得研究。",
        "全市常住人口达到31.8万人以上。",
        "按往年规律，上半年完成六成才算稳当。",
    ],
)
def test_what_is_said_ruled_meant_supposed_or_usual_is_no_target(sentence: str) -> None:
    assert drafted(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "全域共有养老机构47家，其中公办13家、民办34家，核准床位5120张。",
        "项目因征地推迟了4个月，现在还有11件没有办结。",
        "这组数字背后，是2.3万个家庭的牵挂。",
        "福利企业净资产为860万元。",
        "这个村外出务工的占七成，留守的多半是老人孩子。",
    ],
)
def test_a_whole_sentence_with_nothing_in_it_that_asks_only_tells(sentence: str) -> None:
    assert drafted(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "figures"),
    [
        ("发放创业担保贷款180亿元。", ["180亿元"]),
        ("义务教育巩固率96%，建档率98%。", ["96%", "98%"]),
        ("针对床位缺口较大的实际，今年新增护理型床位450张。", ["450张"]),
        ("据摸底还有730名老人没有建档，6月底前建档率达到100%。", ["100%"]),
        ("去年入住率只有43%，今年要提高到55%以上。", ["55%"]),
        ("可复制的做法，年内总结推广3个。", ["3个"]),
        ("居民反映强烈的墓地，年底前治理12处。", ["12处"]),
        ("由于雨季来得早，今年提前到5月开工，新建福利院2所。", ["2所"]),
        ("人大代表建议办复率100%。", ["100%"]),
        ("独居老人每周探访不少于1次，这一条没有商量。", ["1次"]),
        ("护理型床位占比达到58%，这是今年的硬任务。", ["58%"]),
        ("每千人口拥有3岁以下婴幼儿托位4.5个。", ["4.5个"]),
    ],
)
def test_words_of_how_things_are_outweigh_nothing_that_asks(sentence: str, figures: list[str]) -> None:
    assert drafted(sentence) == figures


def test_what_was_put_aside_says_why() -> None:
    reading = read(from_text("2025年民政工作要点\n一、重点任务\n据统计，全区有困难儿童1.6万名。"), 2025)
    assert [(figure.sort, figure.why) for figure in reading.lines[2].figures] == [("background", "别人的话")]
