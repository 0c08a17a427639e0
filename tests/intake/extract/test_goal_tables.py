"""Tables: the goal column and no other, tasks by unit, prose in cells, a note below."""

from __future__ import annotations

import pytest

from mzgz.intake.extract.blocks import from_text
from mzgz.intake.extract.plan_reading import read

INDICATORS = """\
“十四五”民政事业发展主要指标
类别\t指标名称\t单位\t2020年\t2025年\t属性
一、社会救助
\t低保标准年均增长\t%\t5.1\t≥6\t预期性
二、养老服务
\t护理型床位占比\t%\t38.5\t55\t约束性
\t每千名老年人床位\t张\t32\t36—38\t预期性
\t累计改造户数\t户\t—\t〔20000〕\t约束性
\t社工站覆盖率\t%\t60\t全覆盖\t预期性
"""


def test_only_the_goal_column_is_read_and_a_row_of_a_section_is_no_heading() -> None:
    promises = read(from_text(INDICATORS), 2025).promises
    assert [(one.name, one.op, one.text, one.unit, one.due, one.firm) for one in promises] == [
        ("低保标准年均增长", "ge", "6", "%", "2025-12-31", "firm"),
        ("护理型床位占比", "eq", "55", "%", "2025-12-31", "binding"),
        ("每千名老年人床位", "range", "36—38", "张", "2025-12-31", "firm"),
        ("累计改造户数", "eq", "20000", "户", "2025-12-31", "binding"),
        ("社工站覆盖率", "all", "全覆盖", "%", "2025-12-31", "firm"),
    ]
    assert promises[0].mode == "growth"
    assert promises[3].inherited == ["方括号里是累计数"]


def test_a_year_for_each_goal_column() -> None:
    text = "指标\t单位\t2022年目标\t2023年目标\n床位\t张\t800\t2000\n"
    promises = read(from_text(text), 2022).promises
    assert [(one.text, one.due) for one in promises] == [("800", "2022-12-31"), ("2000", "2023-12-31")]


def test_the_middle_year_of_a_five_year_plan_is_a_goal() -> None:
    text = "“十五五”社会事业主要指标\n指标\t单位\t2025年现状\t2027年目标\t2030年目标\n床位\t张\t700\t800\t2000\n"
    promises = read(from_text(text), 2030).promises
    assert [(one.text, one.due) for one in promises] == [("800", "2027-12-31"), ("2000", "2030-12-31")]


def test_tasks_by_unit_and_the_day_in_the_note() -> None:
    text = "旗县区\t改造（户）\t床位（张）\n东山县\t120\t60\n北原旗\t80\t—\n合计\t200\t60\n注：以上任务须于11月底前完成。\n"
    promises = read(from_text(text), 2022).promises
    assert [(one.name, one.text, one.unit, one.scope, one.due) for one in promises] == [
        ("改造", "120", "户", ("东山县",), "2022-11-30"),
        ("床位", "60", "张", ("东山县",), "2022-11-30"),
        ("改造", "80", "户", ("北原旗",), "2022-11-30"),
        ("改造", "200", "户", (), "2022-11-30"),
        ("床位", "60", "张", (), "2022-11-30"),
    ]


def test_prose_in_cells_with_the_day_of_its_own_column() -> None:
    text = (
        "序号\t项目\t建设内容\t总投资（万元）\t完成时限\t进展情况\n"
        "1\t老年助餐\t新建食堂40个，覆盖率达到70%。\t1200\t10月底\t已建成12个\n"
    )
    promises = read(from_text(text), 2023).promises
    assert [(one.text, one.due) for one in promises] == [("40个", "2023-10-31"), ("70%", "2023-10-31")]


def test_bars_part_cells_too() -> None:
    promises = read(from_text("指标｜单位｜基期｜目标｜属性\n参保率｜%｜88｜95｜约束性\n"), 2023).promises
    assert [(one.name, one.text, one.firm) for one in promises] == [("参保率", "95", "binding")]


def test_a_name_on_one_line_and_its_goal_on_the_next() -> None:
    text = "主要指标\n1.养老床位总量\n超过20万张\n2.月探访率\n达到100%\n"
    promises = read(from_text(text), 2025).promises
    assert [(one.name, one.op, one.text) for one in promises] == [
        ("养老床位总量", "gt", "20万张"),
        ("月探访率", "eq", "100%"),
    ]


def test_what_a_column_holds_is_told_by_its_cells_where_the_heading_is_loose() -> None:
    text = (
        "项目\t年度目标\t单位\t计划数\t责任单位\t完成时间\n"
        "养老\t嵌入式养老机构\t家\t12\t民政局\t11月底\n"
        "\t助餐服务覆盖率\t%\t≥65\t民政局\t12月底\n"
    )
    promises = read(from_text(text), 2022).promises
    assert [(one.name, one.op, one.text, one.unit, one.due) for one in promises] == [
        ("嵌入式养老机构", "eq", "12", "家", "2022-11-30"),
        ("助餐服务覆盖率", "ge", "65", "%", "2022-12-31"),
    ]


def test_the_day_over_a_table_holds_for_its_rows() -> None:
    text = "关于下达任务的通知\n现将任务分解如下，请于11月30日前完成。\n县区\t床位（张）\n东山县\t60\n"
    assert [(one.text, one.due) for one in read(from_text(text), 2022).promises] == [("60", "2022-11-30")]


def test_the_name_stands_in_the_column_nearest_the_goal_and_not_in_that_of_the_kind() -> None:
    text = (
        "类别\t实施项目\t目标值\t单位\t完成时限\n养老\t新建助餐点\t20\t个\t10月底\n"
        "\t护理型床位占比\t≥60\t%\t12月底\n救助\t临时救助备用金\t全覆盖\t\t6月底\n"
    )
    promises = read(from_text(text), 2024).promises
    assert [(one.name, one.op, one.due) for one in promises] == [
        ("新建助餐点", "eq", "2024-10-31"),
        ("护理型床位占比", "ge", "2024-12-31"),
        ("临时救助备用金", "all", "2024-06-30"),
    ]


ONE_A_LINE = """\
住房发展主要指标
指标
单位
2020年
2025年
属性
老旧小区改造完成率
%
35
≥95
约束性
保障性租赁住房筹集
套
—
〔6500〕
约束性
注：〔〕内为五年累计数。
"""


def test_a_table_with_one_cell_a_line_is_read_by_its_goal_column() -> None:
    reading = read(from_text(ONE_A_LINE), 2025)
    assert [(one.line, one.name, one.op, one.text, one.unit, one.firm) for one in reading.promises] == [
        (10, "老旧小区改造完成率", "ge", "95", "%", "binding"),
        (15, "保障性租赁住房筹集", "eq", "6500", "套", "binding"),
    ]


def test_two_columns_with_one_cell_a_line_are_read_by_the_name_above() -> None:
    text = "主要指标\n指标名称\n2025年目标值\n1.床位总量\n超过20万张\n2.探访率\n达到100%\n3.护理型床位占比\n不低于55%\n"
    assert [one.name for one in read(from_text(text), 2025).promises] == ["床位总量", "探访率", "护理型床位占比"]


def test_a_column_of_goals_in_sentences_is_read_as_prose() -> None:
    text = (
        "序号\t项目名称\t年度建设内容及目标\t完成时限\n1\t城市书房\t新建城市书房12家，培训馆员80人次\t11月底\n"
        "2\t文化惠民\t送戏下乡600场，放映电影70场\t12月底\n"
    )
    assert [(one.name, one.text, one.due) for one in read(from_text(text), 2025).promises] == [
        ("城市书房", "12家", "2025-11-30"),
        ("培训馆员", "80人次", "2025-11-30"),
        ("送戏下乡", "600场", "2025-12-31"),
        ("电影", "70场", "2025-12-31"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "村名\t户厕改造（户）\t安装路灯（盏）\n东沟村\t120\t30\n西洼村\t80\t0\n合计\t200\t30\n注：以上任务10月底前完成。",
        "单位\t户厕改造（户）\t安装路灯（盏）\t完成时限\n东沟村\t120\t30\t10月底\n西洼村\t80\t0\t10月底\n全镇\t200\t30\t10月底",
        "各村任务如下，10月底前完成。\n序号\t村（社区）\t户厕改造\t安装路灯\n\t\t户\t盏\n1\t东沟村\t120\t30\n2\t西洼村\t80\t0\n\t合计\t200\t30",
    ],
)
def test_a_table_by_village_gives_each_its_number(text: str) -> None:
    found = read(from_text(f"柳河镇2024年任务分解表\n{text}"), 2024).promises
    assert [(one.name, one.text, one.unit, "".join(one.scope), one.due) for one in found] == [
        ("户厕改造", "120", "户", "东沟村", "2024-10-31"),
        ("安装路灯", "30", "盏", "东沟村", "2024-10-31"),
        ("户厕改造", "80", "户", "西洼村", "2024-10-31"),
        ("户厕改造", "200", "户", "", "2024-10-31"),
        ("安装路灯", "30", "盏", "", "2024-10-31"),
    ]


def test_what_is_to_be_done_is_read_where_the_goal_is_a_step_in_words() -> None:
    text = "项目\t建设内容\t2024年目标\t完成时限\n县福利院改造\t新增床位120张\t完成主体工程\t11月底"
    found = read(from_text(f"2024年重点项目表\n{text}"), 2024).promises
    assert [(one.text, one.due) for one in found] == [("120张", "2024-11-30")]


def test_a_column_of_indicators_full_of_numbers_says_what_is_to_be_reached() -> None:
    text = "责任科室\t序号\t工作目标\t量化指标\t计划完成时间\n养老科\t1\t提升照护能力\t护理型床位占比≥62%；新增床位60张\t11月\n救助科\t2\t精准救助\t低保审批时限≤20个工作日\t9月底"
    found = read(from_text(f"2025年度重点工作清单\n{text}"), 2025).promises
    assert [(one.name, one.text, one.due) for one in found] == [
        ("护理型床位占比", "62%", "2025-11-30"),
        ("新增床位", "60张", "2025-11-30"),
        ("低保审批时限", "20个工作日", "2025-09-30"),
    ]


def test_the_marks_and_the_notes_of_a_table_are_read_as_such() -> None:
    text = "单位\t探访率①（%）\t残疾人服务（人次）\n白音镇\t≥95\t450\n宝力根乡\t≥90\t不少于200\n备注：探访率按月统计；各项任务于11月15日前完成。"
    found = read(from_text(f"2025年各苏木乡镇任务分解\n{text}"), 2025).promises
    assert [(one.name, one.text, "".join(one.scope), one.due) for one in found] == [
        ("探访率", "95", "白音镇", "2025-11-15"),
        ("残疾人服务", "450", "白音镇", "2025-11-15"),
        ("探访率", "90", "宝力根乡", "2025-11-15"),
        ("残疾人服务", "200", "宝力根乡", "2025-11-15"),
    ]


def test_a_note_on_the_goals_of_the_year_dates_the_column_of_the_year() -> None:
    text = "指标\t单位\t2024年完成\t2025年目标\n新增护理型床位\t张\t210\t300\n注：全年目标于2025年11月底前完成。"
    assert [one.due for one in read(from_text(f"2025年实事任务\n{text}"), 2025).promises] == ["2025-11-30"]


def test_what_a_bracket_in_a_cell_holds_is_part_of_its_row() -> None:
    text = "项目\t年度目标\t责任单位\n适老化改造\t400户（其中失能老人家庭150户）\t民政局"
    found = read(from_text(f"2025年实事\n{text}"), 2025).promises
    assert [(one.name, one.text) for one in found] == [("适老化改造", "400户"), ("失能老人家庭适老化改造", "150户")]


def test_a_table_by_month_is_due_month_by_month() -> None:
    text = "月份\t重点任务\t完成标准\n5月\t新建社区食堂4个\t日均供餐不少于200份\n11月\t完成1200户改造\t验收合格率100%"
    found = read(from_text(f"2025年重点任务推进表\n{text}"), 2025).promises
    assert [(one.text, one.due) for one in found] == [
        ("4个", "2025-05-31"), ("200份", "2025-05-31"), ("1200户", "2025-11-30"), ("100%", "2025-11-30")
    ]  # fmt: skip
