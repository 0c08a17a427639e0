"""How things go as a rule, what they cost, who bears it and how one part stands to another is told, not promised."""

from __future__ import annotations

import pytest

from mzgz.intake.extract.blocks import from_text
from mzgz.intake.extract.plan_reading import read


def drafted(text: str) -> list[str]:
    reading = read(from_text(f"2025年民政工作要点\n一、重点任务\n{text}"), 2025)
    return [f"{one.name} {one.op} {one.text} {one.due}" for one in reading.promises]


@pytest.mark.parametrize(
    "sentence",
    [
        "一辆助浴车一天最多跑5户，油费、水费、人工加一块约430元。",
        "一家社区养老服务综合体平均辐射1.5公里、人口2万左右。",
        "这个站的灶具、冷柜、桌椅备下来少说要11万元。",
        "每个创投项目拿到的钱，最少2万元，最多6万元，分两笔打款。",
        "每站每年20万元的运转费，靠的是福彩公益金。",
        "前三项由市财政全额出资，后三项市县按六四开摊，市级约400万元。",
        "头9个月，全县新增登记社会组织46家，注销27家。",
        "以往，办一次低保要跑5个部门、盖8个章。",
        "没有达到60%这条线的3个县，名单另发。",
        "等候时间每缩短1天，来信大约少30件。",
        "规划文本共七章，办法分为6章28条。",
        "样本由系统随机抓取，农村不少于30份。",
        "护理员持证占比须到25%，才能申报星级。",
        "每万人拥有社会组织7.8个，低于全省平均水平。",
        "特困对象的护理费用三档依次为每月180元、420元、1100元。",
        "权限下沉以后，平均等候由19天缩到11天。",
        "优秀档的不多于3个，良好档的约占四成。",
        "按每月20次上门计算，护理员年均行程约3600公里。",
        "上年修建的6座桥，2022年修建的4座，都通往敬老院。",
        "坚持应保尽保、应退尽退并重，既不能漏人，也不能养懒汉。",
    ],
)
def test_what_is_so_as_a_rule_is_no_target(sentence: str) -> None:
    assert drafted(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("每名护理员年内培训不少于40学时。", ["培训 ge 40学时 2025-12-31"]),
        ("节地生态安葬率比上年提高3个百分点。", ["节地生态安葬率 eq 3个百分点 2025-12-31"]),
        ("头9个月欠的账年内要补上，探访率要达到95%。", ["探访率 ge 95% 2025-12-31"]),
        ("运行率要由不足70%提升到95%。", ["运行率 ge 95% 2025-12-31"]),
        ("为300户老人家庭安装扶手。", ["老人家庭扶手 eq 300户 2025-12-31"]),
        (
            "居民消费价格涨幅3%左右，居民满意率保持在92%以上。",
            ["居民消费价格涨幅 approx 3% 2025-12-31", "居民满意率 ge 92% 2025-12-31"],
        ),
    ],
)
def test_what_asks_for_it_all_the_same_is_one(sentence: str, expected: list[str]) -> None:
    assert drafted(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("护理型床位占比年底得爬上64%。", ["护理型床位占比 ge 64% 2025-12-31"]),
        ("网办率要拱到92%。", ["网办率 ge 92% 2025-12-31"]),
        ("低保审批时间收窄至10天。", ["低保审批时间 le 10天 2025-12-31"]),
        ("入住老人满意度过88%。", ["入住老人满意度 gt 88% 2025-12-31"]),
        ("低保信息准确率，合格线98%。", ["低保信息准确率 eq 98% 2025-12-31"]),
        ("立起50块无障碍指引牌。", ["无障碍指引牌 eq 50块 2025-12-31"]),
        ("9月底前完成低保对象复核，复核率达到100%。", ["低保对象复核率 eq 100% 2025-09-30"]),
        (
            "新招录社区工作者60名，持证率提高5个百分点。",
            ["社区工作者 eq 60名 2025-12-31", "社区工作者持证率 eq 5个百分点 2025-12-31"],
        ),
        (
            "新增助餐点59个，其中县城以下不少于30个。",
            ["助餐点 eq 59个 2025-12-31", "县城以下助餐点 ge 30个 2025-12-31"],
        ),
        ("低保标准由每人每年4800元提到5184元。", ["低保标准 ge 5184元 2025-12-31"]),
        ("电气线路检测率达到100%，5月底前做完。", ["电气线路检测率 eq 100% 2025-05-31"]),
        ("社区食堂40家，9月底全部开火。", ["社区食堂 eq 40家 2025-09-30", "社区食堂 all 全部开火 2025-09-30"]),
    ],
)
def test_verbs_anybody_makes_up_and_names_from_what_stands_before(sentence: str, expected: list[str]) -> None:
    assert drafted(sentence) == expected


def test_a_list_goes_on_behind_a_paragraph_of_last_year() -> None:
    text = "5.建档率达到95%。\n上年得分列末两位的旗县区，基准分先减2分。\n6.持证比例达到85%。"
    assert drafted(text) == ["建档率 ge 95% 2025-12-31", "持证比例 ge 85% 2025-12-31"]
