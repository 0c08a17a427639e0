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
        "一个护理员夜里要照看26位老人，换谁也顶不住。",
        "调整以后，财政每年要多支出2100万元。",
        "新福利院总建筑面积2.4万平方米，地下1层、地上9层，设床位420张。",
        "评委由9人组成，去掉一个最高分和一个最低分。",
        "名额共120个，分三批报送，每批不超过40个。",
        "到2030年，预计全市失能老年人口将达到3.9万人。",
        "机构每收住1名失能老人，市级每月给予300元运营补贴。",
        "床位空置率超过40%的县区，原则上不再新批公办床位。",
        "经费不足的县区，可在补助总额的10%以内调剂使用。",
        "参照每人每月不低于30元的外地做法，研究制定补助政策。",
        "整治“僵尸型”社会组织20家的任务已于1月提前完成。",
        "承接好省下放的3项审批权限，优化办事流程。",
        "强化对31家殡仪服务单位收费行为的监督。",
        "省厅对16个市（州）实行月调度、季通报。",
        "惠企政策1个平台一口办理。",
        "对月收入低于当地低保标准1.5倍的家庭，纳入低保边缘家庭管理范围。",
        "护理院投用头三年，平均入住率一直在50%上下徘徊。",
        "持有A类证件的家庭，医疗费个人负担部分按70%救助，封顶3万元。",
        "这座福利院1998年建成，占地18亩，三栋楼，住着156位老人。",
        "根据协议，企业让利15%，老人自付每餐不超过8元。",
        "采购预算280万元，其中设备190万元、软件90万元，工期60天。",
        "如果全部按高标准建，总投入将超过5亿元，财政承受不起。",
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
