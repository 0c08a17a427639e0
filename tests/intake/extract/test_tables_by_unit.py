"""Tasks parted among units: down the rows, along the heading, in words; whose they are, by when, and what is no task."""

from __future__ import annotations

import pytest

from mzgz.intake.extract.blocks import from_text
from mzgz.intake.extract.plan_reading import read


def _tasks(text: str) -> list[tuple[str, str, str, tuple[str, ...]]]:
    return [(one.name, one.text, one.unit, one.scope) for one in read(from_text(text), 2023).promises]


def _days(text: str) -> list[tuple[str, str]]:
    return [(one.name, one.due[5:]) for one in read(from_text(text), 2023).promises]


@pytest.mark.parametrize("heading", ["村名", "单位", "承办地", "村（社区）"])
def test_a_column_of_units_is_known_by_its_cells(heading: str) -> None:
    text = f"2023年任务表\n{heading}\t新建公厕（座）\t改造路灯（盏）\n东村\t2\t15\n和平社区\t1\t—\n小计\t3\t15\n总计\t3\t15\n"
    assert _tasks(text) == [
        ("新建公厕", "2", "座", ("东村",)),
        ("改造路灯", "15", "盏", ("东村",)),
        ("新建公厕", "1", "座", ("和平社区",)),
        ("新建公厕", "3", "座", ()),
        ("改造路灯", "15", "盏", ()),
    ]


def test_units_along_the_heading_have_a_column_each_beside_that_of_the_whole() -> None:
    text = "2023年分解表\n序号\t任务\t单位\t任务总数\t甲县\t乙县\t完成时限\n1\t新增托位\t个\t≥300\t100\t200\t11月底\n"
    promises = read(from_text(text), 2023).promises
    assert [(one.name, one.op, one.text, one.scope, one.due) for one in promises] == [
        ("新增托位", "ge", "300", (), "2023-11-30"),
        ("新增托位", "eq", "100", ("甲县",), "2023-11-30"),
        ("新增托位", "eq", "200", ("乙县",), "2023-11-30"),
    ]


def test_bounds_stand_in_the_cells_of_a_unit() -> None:
    text = "2023年任务\n县区\t护理型床位占比（%）\n甲县\t≥56%\n乙县\t55以上\n"
    assert [(one.op, one.text) for one in read(from_text(text), 2023).promises] == [("ge", "56%"), ("ge", "55")]


def test_a_task_told_in_words_is_that_of_the_unit_of_its_row() -> None:
    text = "2023年任务表\n乡镇\t工作任务\t完成时限\n东河镇\t新建助餐点2个，改造敬老院1所\t11月底\n西山乡\t为30户老人安装烟感器\t6月底\n"
    assert [(one.text, one.scope, one.due) for one in read(from_text(text), 2023).promises] == [
        ("2个", ("东河镇",), "2023-11-30"),
        ("1所", ("东河镇",), "2023-11-30"),
        ("30户", ("西山乡",), "2023-06-30"),
    ]


def test_a_heading_that_only_says_task_takes_its_name_from_the_title() -> None:
    text = "2023年社会保险参保任务分解表\n乡镇\t2022年完成（人）\t2023年任务（人）\n东河镇\t11000\t12345\n西山乡\t9000\t9100\n"
    assert _tasks(text) == [("社会保险参保", "12345", "人", ("东河镇",)), ("社会保险参保", "9100", "人", ("西山乡",))]


def test_a_table_of_facts_asks_nothing_but_in_its_column_of_goals() -> None:
    text = "2023年老年人口情况表\n乡镇\t60岁以上（人）\t联系电话\t新建食堂目标（个）\n东河镇\t3000\t2210001\t2\n西山乡\t2500\t2210002\t1\n"
    assert _tasks(text) == [("新建食堂", "2", "个", ("东河镇",)), ("新建食堂", "1", "个", ("西山乡",))]


_ROWS = "村\t新建公厕（座）\t改造路灯（盏）\n东村\t2\t15\n西村\t1\t20\n"


@pytest.mark.parametrize(
    "text",
    [
        f"2023年各村任务表\n各村任务见下表，请于2023年10月底前全部完成。\n{_ROWS}",
        f"2023年各村任务表\n请各村于10月31日前完成下列任务。\n{_ROWS}",
        f"2023年各村任务表（10月底前完成）\n{_ROWS}",
        f"2023年各村任务表\n二、分村任务（完成时限：2023年10月31日）\n{_ROWS}",
        f"2023年各村任务表\n{_ROWS}说明：1.数字为最低任务。2.完成时限为2023年10月31日。\n",
        f"2023年各村任务表\n{_ROWS}以上任务务必于10月底前完成并通过验收。\n",
        f"2023年各村任务表\n附表：各村任务\n{_ROWS}注：附表任务于2023年10月底前完成，每月25日报送进度。\n",
    ],
)
def test_the_day_over_or_under_a_table_is_that_of_its_tasks_and_no_task_itself(text: str) -> None:
    assert _days(text) == [("新建公厕", "10-31"), ("改造路灯", "10-31")] * 2


def test_a_note_or_a_heading_may_date_one_column() -> None:
    assert (
        _days(f"2023年各村任务表\n{_ROWS}注：公厕建设10月底前完成。\n")
        == [
            ("新建公厕", "10-31"),
            ("改造路灯", "12-31"),
        ]
        * 2
    )
    text = "2023年各村任务表\n村\t新建公厕（座，10月底前）\t改造路灯（盏）\n东村\t2\t15\n西村\t1\t20\n"
    assert _days(text) == [("新建公厕", "10-31"), ("改造路灯", "12-31")] * 2


def test_shares_are_due_when_the_whole_is() -> None:
    text = f"2023年工作要点\n一、9月底前新建公厕3座。\n二、任务分解\n{_ROWS}"
    assert _days(text)[1:3] == [("新建公厕", "09-30"), ("改造路灯", "12-31")]


def test_columns_of_half_years_and_quarters_are_due_at_their_ends() -> None:
    text = "2023年重点目标表\n指标\t单位\t上半年目标\t全年目标\n养老床位\t张\t60\t120\n"
    assert _days(text) == [("养老床位", "06-30"), ("养老床位", "12-31")]
    text = "2023年适老化改造任务分解表\n旗市区\t一季度（户）\t二季度（户）\n甲县\t10\t40\n乙县\t8\t30\n"
    assert _days(text) == [("适老化改造", "03-31"), ("适老化改造", "06-30")] * 2


def test_under_a_heading_that_spans_columns_each_has_its_own() -> None:
    text = "2023年分解表\n旗市区\t养老服务\t\t儿童福利\n\t床位（张）\t改造（户）\t服务站（个）\n海拉尔区\t50\t20\t3\n"
    assert _tasks(text) == [
        ("床位", "50", "张", ("海拉尔区",)),
        ("改造", "20", "户", ("海拉尔区",)),
        ("服务站", "3", "个", ("海拉尔区",)),
    ]


def test_a_goal_with_a_part_in_brackets_is_named_by_its_row_and_not_by_the_cells_behind() -> None:
    text = (
        "2023年实事项目\n项目\t年度目标\t一季度\t四季度\n适老化改造\t400户（其中失能老人家庭150户）\t摸底\t400户\n"
        "社区食堂\t12个\t选址\t全部完成\n注：全年目标于11月底前完成。\n"
    )
    assert [(one.name, one.text, one.due) for one in read(from_text(text), 2023).promises] == [
        ("适老化改造", "400户", "2023-11-30"),
        ("失能老人家庭适老化改造", "150户", "2023-11-30"),
        ("社区食堂", "12个", "2023-11-30"),
    ]


_VILLAGES = "村名\t新建公厕（座）\t改造户厕（户）\n东沟村\t2\t30\n西洼村\t1\t45\n"
_EVERY = ["10-31"] * 4


@pytest.mark.parametrize(
    ("note", "days"),
    [
        ("注：以上任务于2023年10月底前完成。", _EVERY),
        ("备注：各村务必在10月31日前完工并报镇验收。", _EVERY),
        ("备注\t各村10月底前完成", _EVERY),
        ("填报说明：各村任务于10月底前完成。", _EVERY),
        ("完成时限\t9月底前\t10月底前", ["09-30", "10-31"] * 2),
        ("※ 请各村于10月底前完成建设任务。", _EVERY),
        ("说明：1.公厕由镇统一设计；2.各村任务须于10月底前全部竣工。", _EVERY),
        ("以上任务各村要于10月底前完成，逾期不再安排资金。", _EVERY),
        ("上述任务应于10月31日前全部完成。", _EVERY),
        ("（以上任务完成时限均为10月31日）", _EVERY),
        ("完成时间：2023年10月31日。", _EVERY),
        ("注：完成时间以10月31日为限。", _EVERY),
        ("10月底前竣工，11月镇里组织验收。", _EVERY),
        ("各村于10月底前将上述任务全部完成。", _EVERY),
        ("请各村抓紧实施，确保10月底前完成。", _EVERY),
        ("注：表中数据截至2022年12月底。各村须在10月底前完成。", _EVERY),
        ("注：资金8月底前拨付，工程10月底前完工。", _EVERY),
        ("备注：1.任务数为最低数。\n2.10月底前完工。", _EVERY),
        ("注1：公厕9月底前建成。\n注2：户厕改造10月底前完成。", ["09-30", "10-31"] * 2),
        ("注：公厕由镇统一建设，9月底前完成。", ["09-30", "12-31"] * 2),
        ("*东沟村9月底前完成，西洼村10月底前完成。", ["09-30"] * 2 + ["10-31"] * 2),
        ("注：西洼村延至11月底前完成，其余村10月底前完成。", ["10-31"] * 2 + ["11-30"] * 2),
        ("注：各村10月底前完成，西洼村延至11月底。", ["10-31"] * 2 + ["11-30"] * 2),
        ("注：东沟村公厕6月底前建成，其余任务10月底前完成。", ["06-30", "10-31", "10-31", "10-31"]),
        ("要求：除西洼村外，各村10月底前完成。", ["10-31"] * 2 + ["12-31"] * 2),
        ("注：各旗县区须于10月底前完成建设及改造任务，并将材料报市局。", _EVERY),
        ("任务完成期限：10月31日", _EVERY),
        ("各地要对照任务分解表，10月底前不折不扣完成。", _EVERY),
        ("注：9月底前完成全部改造，公厕年内建成即可。", ["12-31", "09-30"] * 2),
        ("备注：公厕6月底前完成选址、9月底前投用。", ["09-30", "12-31"] * 2),
        ("注：各村（社区）应于10月底前全部完工。", _EVERY),
        ("各村要于4月底前开工，10月31日前竣工验收。", _EVERY),
        ("完成时限（统一）：10月31日", _EVERY),
        ("项目须按时序推进：上半年完成招标，10月底前全部完成。", _EVERY),
        ("注：公厕9月底前完成设备安装即投入使用。", ["09-30", "12-31"] * 2),
        ("※注意：各村任务10月底前必须清零。", _EVERY),
        ("注：完工日期不得迟于10月31日。", _EVERY),
        ("注：公厕、户厕完成时间分别为9月底、10月底。", ["09-30", "10-31"] * 2),
        ("注：户厕6月底前完成50%，10月底前全部完成；公厕9月底前建成。", ["09-30", "10-31"] * 2),
        ("备注：逾期（10月31日后）未完成的，取消资金。", ["12-31"] * 4),
        ("请各村于6月10日前将实施方案报镇政府。", ["12-31"] * 4),
        ("注：安装工作6月底前完成招标。", ["12-31"] * 4),
    ],
)
def test_a_note_dates_those_it_speaks_of_when_it_says_that_they_are_finished(note: str, days: list[str]) -> None:
    assert [day for _, day in _days(f"2023年各村任务表\n{_VILLAGES}{note}\n")] == days


def test_a_task_told_under_a_table_dates_nothing_in_it() -> None:
    text = f"2023年各村任务表\n{_VILLAGES}3.新建文化广场2处，10月底前完成。\n"
    assert [day for _, day in _days(text)] == [*["12-31"] * 4, "10-31"]


@pytest.mark.parametrize("note", ["备注\t各村务必于10月底前完成", "填报说明：各村任务于10月底前完成。"])
def test_a_note_that_gives_the_day_is_no_duty_of_its_own(note: str) -> None:
    assert read(from_text(f"2023年各村任务表\n{_VILLAGES}{note}\n"), 2023).duties == []
