"""Whose a goal is and of what: names from what stands before or behind, units that share one measure, days that are nobody's."""

from __future__ import annotations

import pytest

from mzgz.intake.extract.blocks import from_text
from mzgz.intake.extract.plan_reading import read


def drafted(text: str, title: str = "2026年民政工作要点") -> list[str]:
    reading = read(from_text(f"{title}\n一、重点任务\n{text}"), 2026)
    return [
        " ".join(filter(None, (one.name, one.op, one.text, one.due[:7], one.scope_text))) for one in reading.promises
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "困境儿童走访每季度不少于1次，建档率100%。",
            ["困境儿童走访 ge 1次 每季", "困境儿童建档率 eq 100% 2026-12"],
        ),
        (
            "低保档案抽查每月一次，每次不少于50户。",
            ["低保档案抽查 eq 一次 每月", "低保档案抽查 ge 50户 2026-12"],
        ),
        (
            "社工持证人数提高到2600人，总量突破3000人。",
            ["社工持证人数 ge 2600人 2026-12", "社工持证人数 gt 3000人 2026-12"],
        ),
        (
            "新增护理型床位8000张，总量突破12万张。",
            ["护理型床位 eq 8000张 2026-12", "护理型床位总量 gt 12万张 2026-12"],
        ),
        (
            "培育5A级社会组织3家、4A级8家。",
            ["5A级社会组织 eq 3家 2026-12", "4A级社会组织 eq 8家 2026-12"],
        ),
        (
            "孤儿、事实无人抚养儿童助学金均提高到1.2万元。",
            ["孤儿助学金 ge 1.2万元 2026-12", "事实无人抚养儿童助学金 ge 1.2万元 2026-12"],
        ),
        ("老年大学每年招生不低于8000人次。", ["老年大学招生 ge 8000人次 每年"]),
        (
            "新建居住区按每百户不少于20平方米配建养老设施，达标率100%。",
            ["新建居住区配建养老设施达标率 eq 100% 2026-12"],
        ),
        (
            "全年接待游客、旅游收入分别增长8%、10%以上。",
            ["接待游客 ge 8% 2026-12", "旅游收入 ge 10% 2026-12"],
        ),
        ("投资2600万元的福利院迁建项目，形象进度达到60%。", ["福利院迁建项目形象进度 ge 60% 2026-12"]),
        ("建成社区食堂15个，覆盖率达到70%。", ["社区食堂 eq 15个 2026-12", "社区食堂覆盖率 ge 70% 2026-12"]),
        ("集中照护率比去年再提6个百分点。", ["集中照护率 eq 6个百分点 2026-12"]),
        ("各街道要在4月15日前完成低保年审，年审率100%。", ["低保年审率 eq 100% 2026-04"]),
        ("守牢不发生规模性返贫底线。", ["规模性返贫 zero 不发生规模性返贫 2026-12"]),
    ],
)
def test_a_name_is_made_whole_by_what_stands_around_it(sentence: str, expected: list[str]) -> None:
    assert drafted(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "红山县建2处、青河县建1处公益性公墓。",
            ["公益性公墓 eq 2处 2026-12 红山县", "公益性公墓 eq 1处 2026-12 青河县"],
        ),
        (
            "新增家庭养老床位2000张，其中东城区800张，西城区600张，开发区600张。",
            [
                "家庭养老床位 eq 2000张 2026-12",
                "家庭养老床位 eq 800张 2026-12 东城区",
                "家庭养老床位 eq 600张 2026-12 西城区",
                "家庭养老床位 eq 600张 2026-12 开发区",
            ],
        ),
        (
            "培育社区社会组织：城市社区每个不少于12个，农村社区每个不少于6个。",
            ["社区社会组织 ge 12个 2026-12 城市社区", "社区社会组织 ge 6个 2026-12 农村社区"],
        ),
        (
            "各县护理型床位占比达到65%，老龄化程度较高的云溪市、白沙市提高到68%。",
            ["护理型床位占比 ge 65% 2026-12 各县", "护理型床位占比 ge 68% 2026-12 云溪市、白沙市"],
        ),
        (
            "护理型床位占比不低于58%，西岭县、石桥县可适当放宽，但不得低于52%。",
            ["护理型床位占比 ge 58% 2026-12", "护理型床位占比 ge 52% 2026-12 西岭县、石桥县"],
        ),
        ("10月底前，养老服务圈在主城区实现全覆盖。", ["养老服务圈 all 全覆盖 2026-10 主城区"]),
        ("东山县6月底前改造敬老院2所。", ["敬老院 eq 2所 2026-06 东山县"]),
        ("各乡镇的档案电子化率要达到95%。", ["档案电子化率 ge 95% 2026-12 各乡镇"]),
    ],
)
def test_units_that_have_a_share_in_one_measure(sentence: str, expected: list[str]) -> None:
    assert drafted(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "上半年护理型床位只增加了210张，欠账不小，下半年要再增加390张，占比务必达到60%。",
            ["护理型床位 eq 390张 2026-12", "护理型床位占比 ge 60% 2026-12"],
        ),
        (
            "虽然助餐点已经开了33个，但离全年60个的任务还差得远，9月底前务必全部开齐。",
            ["助餐点 all 全部开齐 2026-09"],
        ),
        ("目前还有21个村没有幸福院，年底前一个不落全部建成。", ["幸福院 all 全部建成 2026-12"]),
        ("低保复核率去年是88%，今年要做到100%。", ["低保复核率 eq 100% 2026-12"]),
        ("剩下的17个空白村，8月底前必须全部建起幸福院。", ["幸福院 all 全部建起 2026-08"]),
        (
            "整治“僵尸型”社会组织20家的任务已于1月提前完成，今年再清理30家。",
            ["“僵尸型”社会组织 eq 30家 2026-12"],
        ),
    ],
)
def test_a_sentence_may_tell_first_and_promise_behind(sentence: str, expected: list[str]) -> None:
    assert drafted(sentence) == expected


def test_a_day_of_acceptance_is_no_deadline_of_what_is_accepted() -> None:
    text = "1.改造农村公路86公里。\n以上项目由督查室每月调度，次年1月20日前组织验收。"
    assert drafted(text) == ["农村公路 eq 86公里 2026-12"]


def test_a_first_step_is_not_the_day_of_the_work() -> None:
    text = "新建农村公益性公墓7处，惠民殡葬政策覆盖率100%，4月底前完成选址，年底前全部投用。"
    assert drafted(text) == [
        "农村公益性公墓 eq 7处 2026-12",
        "惠民殡葬政策覆盖率 eq 100% 2026-12",
        "农村公益性公墓 all 全部投用 2026-12",
    ]


def test_a_school_is_no_part_of_another() -> None:
    assert drafted("新建幼儿园2所，改扩建小学3所。") == ["幼儿园 eq 2所 2026-12", "小学 eq 3所 2026-12"]


def test_years_in_the_title_win_over_the_name_of_the_plan() -> None:
    title = "临江县“十五五”养老服务三年行动方案（2026—2028年）"
    assert drafted("民办机构床位占比不低于55%。", title) == ["民办机构床位占比 ge 55% 2028-12"]


def test_the_goal_cell_of_a_table_may_name_what_it_counts() -> None:
    text = "序号\t工作内容\t目标任务\t完成时限\n1\t低保提标\t城市低保标准提高到780元/月\t3月底\n2\t适老化改造\t完成420户\t10月底\n3\t社工站建设\t乡镇覆盖率100%\t6月底"
    assert drafted(text) == [
        "城市低保标准 ge 780元/月 2026-03",
        "适老化改造 eq 420户 2026-10",
        "社工站乡镇覆盖率 eq 100% 2026-06",
    ]
