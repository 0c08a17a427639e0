"""A number in front of its noun is a goal where something is made or asked for; what is looked after is there already."""

from __future__ import annotations

import pytest

from mzgz.intake.extract.blocks import from_text
from mzgz.intake.extract.plan_reading import read
from mzgz.intake.extract.promise import Confidence


def _drafted(sentence: str) -> list[tuple[str, Confidence]]:
    reading = read(from_text(f"2026年工作计划\n二、主要任务\n{sentence}\n"), 2026)
    return [(one.text, one.confidence) for one in reading.promises if one.figure and one.op != "all"]


@pytest.mark.parametrize(
    "sentence",
    [
        "对辖区42家加油站开展安全监管。",
        "加强对86家药店的日常监管。",
        "对首批7个智慧社区试点进行跟踪指导。",
        "做好第三批5个美丽乡村示范村的后续管护。",
        "第二轮6个试点社区工作有序推进。",
        "妥善处理2起婚姻家庭纠纷。",
        "调处好4件涉企纠纷。",
        "维护好全县230公里农村公路。",
        "指导5个重点乡镇做好秋粮收购。",
        "保障3.2万名城乡低保对象按时足额领取低保金。",
        "按月为1.1万名高龄老人发放津贴。",
        "为1200名离任村干部按时发放生活补贴。",
        "按时足额发放4.6万名退休人员养老金。",
        "用足3项扶持政策。",
        "抓实52个网格的日常巡查。",
        "落实326名村医养老补助政策。",
        "加强对19个在建工地的扬尘巡查。",
        "保障性租赁住房以60平方米以下户型为主。",
    ],
)
def test_what_is_looked_after_or_paid_as_ever_is_no_target(sentence: str) -> None:
    assert _drafted(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "figure"),
    [
        ("妥善化解3起历史遗留信访积案。", "3起"),
        ("立起50块指引牌。", "50块"),
        ("接续推进2个跨年度工程。", "2个"),
        ("带动12个村集体经济发展。", "12个"),
        ("为1.1万名困难群众发放生活补贴。", "1.1万名"),
        ("为860名孤儿落实基本生活保障。", "860名"),
        ("确保210名集中供养特困人员温暖过冬。", "210名"),
        ("联系帮扶200户困难家庭。", "200户"),
        ("跟踪审计16个重点项目。", "16个"),
        ("组织16个成员单位开展联合执法。", "16个"),
    ],
)
def test_what_nothing_makes_or_asks_for_waits_for_a_person(sentence: str, figure: str) -> None:
    assert _drafted(sentence) == [(figure, Confidence.DOUBTFUL)]


@pytest.mark.parametrize(
    ("sentence", "figure"),
    [
        ("新建8个村级养老站点。", "8个"),
        ("出台3项扶持政策。", "3项"),
        ("为300名残疾儿童提供康复救助。", "300名"),
        ("对85家餐饮单位开展专项检查。", "85家"),
        ("6月底前调处4件涉企纠纷。", "4件"),
        ("组织600名党员干部集中轮训。", "600名"),
        ("强化200名基层干部培训。", "200名"),
        ("规范整治46处违建。", "46处"),
        ("指导10个社区建成儿童之家。", "10个"),
        ("做好80场公益演出的组织。", "80场"),
        ("启动第二批12个社区的改造。", "12个"),
    ],
)
def test_what_is_made_done_or_due_by_a_day_is_a_target(sentence: str, figure: str) -> None:
    [(text, confidence)] = _drafted(sentence)
    assert text == figure
    assert confidence is not Confidence.DOUBTFUL
