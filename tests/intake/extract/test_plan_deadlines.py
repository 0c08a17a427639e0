"""By which day: written, inherited, reached back to, open; a base year is no deadline."""

from __future__ import annotations

import pytest

from mzgz.intake.extract.blocks import from_text
from mzgz.intake.extract.deadlines import DateRole, PlanCalendar
from mzgz.intake.extract.plan_reading import read


def dues(text: str, year: int = 2022) -> list[tuple[str, str]]:
    return [(promise.due, promise.due_basis) for promise in read(from_text(text), year).promises]


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("到今年6月底", "2022-06-30"),
        ("9月1日前", "2022-09-01"),
        ("2023年2月底前", "2023-02-28"),
        ("上半年", "2022-06-30"),
        ("三季度末", "2022-09-30"),
        ("11月中旬", "2022-11-20"),
        ("年底前", "2022-12-31"),
        ("到2025年", "2025-12-31"),
        ("“十四五”末", "2025-12-31"),
        ("二〇二四年底", "2024-12-31"),
        ("明年3月底前", "2023-03-31"),
        ("国庆节前", "2022-09-30"),
        ("“七一”前", "2022-06-30"),
        ("元旦前", "2022-12-31"),
        ("中秋节前", "2022-09-09"),
        ("今年11月至明年3月前", "2023-03-31"),
        ("2022年-2023年上半年", "2023-06-30"),
    ],
)
def test_a_date_in_the_clause(words: str, due: str) -> None:
    assert dues(f"{words}新建站点5个。") == [(due, "explicit")]


def test_a_date_in_front_holds_for_its_list_and_is_open_after_a_semicolon() -> None:
    reading = read(from_text("到今年6月底，建设率达到100%，覆盖率大于90%；月探访率达到100%。"), 2022)
    assert [(one.due, one.due_basis, one.dues) for one in reading.promises] == [
        ("2022-06-30", "inherited", ()),
        ("2022-06-30", "inherited", ()),
        ("2022-12-31", "ambiguous", ("2022-12-31", "2022-06-30")),
    ]


def test_a_date_behind_the_list_reaches_back() -> None:
    assert dues("改造敬老院9所，新增床位400张，11月末前完成。") == [("2022-11-30", "inherited")] * 2


def test_a_day_by_which_another_thing_is_done_reaches_back_to_nothing() -> None:
    text = "低保标准提高5%，特困人员集中供养率达到62%，6月底前完成县救助站迁建。"
    assert dues(text) == [("2022-12-31", "default")] * 2


def test_a_sum_under_a_heading_of_the_plan_is_promised() -> None:
    text = "一、重点任务\n累计培训儿童主任8000人次，持证率达到50%。"
    assert [one.text for one in read(from_text(text), 2022).promises] == ["8000人次", "50%"]


def test_the_day_of_one_item_of_a_numbered_list_is_not_that_of_the_next() -> None:
    text = "一是到2025年底，覆盖率达到100%；二是2024年新增床位600张，改造1200户；三是培训护理员2000人次。"
    assert [day for day, _ in dues(text, 2024)] == ["2025-12-31", "2024-12-31", "2024-12-31", "2024-12-31"]


def test_a_month_takes_the_later_year_said_before_it() -> None:
    text = "2025年6月底前实现服务站全覆盖，12月底前运行率达到90%。"
    assert [day for day, _ in dues(text, 2024)] == ["2025-06-30", "2025-12-31"]


def test_stages_of_one_measure_have_each_their_day() -> None:
    text = "2023年底前，覆盖率不低于70%；2024年底前达到100%，安葬率达到50%。"
    assert dues(text, 2024) == [("2023-12-31", "inherited"), ("2024-12-31", "explicit"), ("2024-12-31", "inherited")]


def test_a_base_year_is_no_deadline() -> None:
    marks = PlanCalendar(2022).marks("以2020年为基数，比上年提高5%")
    assert [mark.role for mark in marks] == [DateRole.BASE, DateRole.BASE]
    assert dues("参评率比2021年提高5个百分点。") == [("2022-12-31", "default")]


def test_a_line_of_times_holds_for_the_paragraph() -> None:
    assert (
        dues("复核率达到100%，抽查率达到30%。（责任科室：救助科；完成时限：6月底）")
        == [("2022-06-30", "inherited")] * 2
    )


def test_a_day_that_does_not_exist_is_none() -> None:
    assert PlanCalendar(2022).marks("2月30日前完成") == [] or all(
        mark.due is None for mark in PlanCalendar(2022).marks("2月30日前完成")
    )


@pytest.mark.parametrize("text", ["2023.01—2023.12", "2021—2023年", "3月至5月"])
def test_a_span_of_time_is_one_date_and_no_range(text: str) -> None:
    assert len(PlanCalendar(2023).marks(text)) == 1
    assert not read(from_text(f"建设期{text}，完工。"), 2023).promises


def test_a_feast_that_moves_and_a_season_are_put_to_a_person() -> None:
    spring, winter = read(from_text("春节前改造危房20户。入冬前新建公厕8座。"), 2024).promises
    assert (spring.due_basis, spring.dues) == ("ambiguous", ("2024-02-09", "2025-01-28"))
    assert winter.doubts == ["“入冬前”是哪一天要定"]


def test_the_day_of_a_task_holds_for_the_rate_of_what_is_done() -> None:
    text = "6月底前完成低保对象核查，入户核查率达到100%。6月底前印发方案，新建站点5个。"
    assert dues(text) == [("2022-06-30", "inherited"), ("2022-12-31", "default")]


def test_a_line_of_its_own_gives_the_day_of_the_item_above() -> None:
    text = "一、养老项目\n内容：新建站点2处。\n完成时限：9月底\n二、助学项目\n内容：资助学生50人。\n完成时限：8月底前\n"
    assert dues(text) == [("2022-09-30", "inherited"), ("2022-08-31", "inherited")]


def test_a_step_ends_on_the_last_day_of_its_heading() -> None:
    text = "一、工作步骤\n（一）集中检查（4月1日至5月20日）。抽查比例不低于50%。\n（二）整改。印发通报3期。\n"
    assert dues(text) == [("2022-05-20", "section"), ("2022-12-31", "default")]


@pytest.mark.parametrize(
    "words",
    [
        "举办培训班2期，建成率达到100%，孤儿助学金于9月底前发放到位。",
        "每半年复核1次，签订率达到100%，5月底前完成上半年复核。",
    ],
)
def test_the_day_of_a_thing_with_a_name_of_its_own_is_nobody_else_s(words: str) -> None:
    assert "2022-09-30" not in {due for due, _ in dues(words)}
    assert "2022-05-31" not in {due for due, _ in dues(words)}
    assert {one.due for one in read(from_text(words), 2022).duties} <= {"2022-09-30", "2022-05-31"}


def test_the_second_part_is_not_in_the_place_of_the_first() -> None:
    reading = read(from_text("2022年重点任务\n新增助餐点120个，其中中心城区70个、农村50个。"), 2022)
    assert [one.scope_text for one in reading.promises] == ["", "中心城区", ""]


def test_the_day_something_was_said_is_nobody_s() -> None:
    assert dues("新建站点8个。2月27日，全市民政工作会议透露，改造敬老院5所。") == [("2022-12-31", "default")] * 2


def test_a_year_inside_a_name_gives_way_to_the_day_in_front() -> None:
    text = "5月底前，2022年敬老院改造计划项目全部完成招标；年底前，完工率达到75%。"
    assert dues(text) == [("2022-05-31", "inherited"), ("2022-12-31", "inherited")]


@pytest.mark.parametrize(
    ("title", "due"),
    [
        ("县“十四五”养老服务发展规划", "2025-12-31"),
        ("养老服务三年行动方案（2022—2024年）", "2024-12-31"),
        ("街道三季度重点任务清单", "2022-09-30"),
        ("“十四五”规划2022年度实施计划", "2022-12-31"),
        ("县民政局2022年工作要点", "2022-12-31"),
    ],
)
def test_a_title_says_for_how_long_the_plan_is(title: str, due: str) -> None:
    assert [day for day, _ in dues(f"{title}\n一、重点任务\n新建站点8个。")] == [due]


def test_a_time_compared_with_is_no_deadline() -> None:
    assert dues("投放率比二季度提高5个百分点。") == [("2022-12-31", "default")]


def test_within_some_years_is_put_to_a_person() -> None:
    promise = read(from_text("用3年时间改造敬老院60所。"), 2022).promises[0]
    assert (promise.due, promise.dues) == ("2024-12-31", ("2024-12-31", "2025-12-31"))


def test_a_thing_of_its_own_keeps_its_day() -> None:
    assert dues("改扩建学校16所，市一中新校区9月底前投入使用。") == [("2022-12-31", "default")]


def test_a_day_that_may_hold_on_is_told() -> None:
    promise = read(from_text("2022年工作计划\n6月底前更换路牌35块，地名数据更新率100%。"), 2022).promises[1]
    assert (promise.due, promise.confidence) == ("2022-12-31", "推断")
    assert "前面的“6月底前”没有算到这一项" in promise.inherited


@pytest.mark.parametrize(
    "text",
    [
        "6月底前完成招商，入驻率达到70%。",
        "各县要在6月底前逐条核查预警信息，误差率控制在2%以内。",
        "6月底前建成养老综合体1处，配建护理床位30张。",
        "6月底前改造管网42公里，整治片区18个，污水收集率提高4个百分点。",
        "信息中心6月底前完成数据对接，重复数据压降到50条以内。",
    ],
)
def test_what_is_measured_of_a_work_is_due_with_it(text: str) -> None:
    assert dues(text)[-1] == ("2022-06-30", "inherited")


def test_the_time_on_a_line_of_labels_is_that_of_the_item_above() -> None:
    text = "一、就业\n1.城镇新增就业4200人。\n去年新增就业4015人。\n责任单位：县人社局  完成时限：2022年11月底\n二、教育\n2.新建幼儿园3所。"
    assert dues(text) == [("2022-11-30", "inherited"), ("2022-12-31", "default")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("9月底前，完成年度复核。", [("完成年度复核", "2022-09-30", "explicit")]),
        ("9月底前完成年度复核。", [("完成年度复核", "2022-09-30", "explicit")]),
        ("一是9月底前，建成平台并投入使用。", [("建成平台并投入使用", "2022-09-30", "explicit")]),
        ("6月底前，出台实施办法，启动县福利院改造工程。", [
            ("出台实施办法", "2022-06-30", "explicit"),
            ("启动县福利院改造工程", "2022-06-30", "inherited"),
        ]),
        ("6月底前，出台实施办法；启动县福利院改造工程。", [
            ("出台实施办法", "2022-06-30", "explicit"),
            ("启动县福利院改造工程", "2022-12-31", "default"),
        ]),
    ],
)  # fmt: skip
def test_a_day_with_a_comma_behind_it_is_the_day_of_the_work(text: str, told: list[tuple[str, str, str]]) -> None:
    read_ = read(from_text(f"2022年工作计划\n一、重点任务\n{text}"), 2022)
    assert [(one.name, one.due, one.due_basis) for one in read_.duties] == told


def test_what_is_put_to_use_by_a_day_is_due_by_it() -> None:
    assert dues("新建老年助餐点12个，10月底前全部投入运营。") == [("2022-10-31", "inherited")]


def test_a_day_inside_a_plan_for_several_years_is_that_of_its_clause() -> None:
    text = "某县三年行动方案（2023—2025年）\n2024年底前站点达标率提升到60%；治理河道6公里，新建烘干中心8座，到2024年6月底完好率达到98%；培育企业3家。"
    days = [(one.text, one.due) for one in read(from_text(text), 2023).promises]
    assert [day for word, day in days if word in ("6公里", "8座", "3家")] == ["2025-12-31"] * 3


def test_a_day_taken_from_behind_is_told_once() -> None:
    (one,) = read(from_text("新建站点8个，11月底前完成。"), 2023).promises
    assert [note for note in one.inherited if note.startswith("期限")] == ["期限承后“11月底前”"]


def test_under_the_units_in_charge_a_sentence_speaks_of_the_one_that_opens_it() -> None:
    text = "二、医疗服务（责任单位：县人民医院、县中医院）\n1.县人民医院力争创成三级医院，平均住院日控制在7天以内，患者满意度达到95%。"
    assert [one.scope for one in read(from_text(text), 2023).promises] == [("县人民医院",), ("县人民医院",)]


def test_within_some_years_behind_the_name_is_put_to_a_person_too() -> None:
    (one,) = read(from_text("骨灰堂安放率三年内达到60%。"), 2024).promises
    assert (one.name, one.dues) == ("骨灰堂安放率", ("2026-12-31", "2027-12-31"))


def test_a_note_on_all_that_name_no_day() -> None:
    text = "十件实事\n一、新建社区食堂8家，10月底前投用。\n二、新建口袋公园6座。\n说明：除注明时限的外，均须于12月20日前完成。"
    assert dues(text) == [("2022-10-31", "inherited"), ("2022-12-20", "inherited")]


def test_five_years_end_with_the_plan_they_are_said_in() -> None:
    text = "第二节　发展目标\n到2025年，床位达到3万张。\n第三节　重点任务\n五年内培训护理员1.5万人次。"
    assert [one.due for one in read(from_text(text), 2023).promises] == ["2025-12-31"] * 2
    titled = "某市养老服务发展三年行动方案（2023—2025年）\n三年内新建站点60个。"
    assert [one.due for one in read(from_text(titled), 2023).promises] == ["2025-12-31"]


def test_the_works_of_a_chapter_of_a_plan_are_due_when_its_goals_are() -> None:
    text = "第三节　主要目标\n到2025年，床位达到3万张。\n专栏3　重点工程\n改造公办养老机构25家。"
    assert [one.due for one in read(from_text(text), 2022).promises] == ["2025-12-31"] * 2


def test_the_first_thoughts_on_a_later_year_are_of_that_year() -> None:
    assert dues("2026年初步思路：新建服务中心12个，占比达到68%。", 2025) == [("2026-12-31", "inherited")] * 2


def test_what_is_finished_first_is_of_the_thing_the_heading_counts() -> None:
    text = "四、改造提升背街小巷12条\n9月底前完工8条，年底前全部完工。"
    found = read(from_text(text), 2024).promises
    assert [(one.name, one.due) for one in found][-2:] == [
        ("背街小巷完工", "2024-09-30"),
        ("背街小巷完工", "2024-12-31"),
    ]


def test_a_year_expected_holds_as_one_set_does() -> None:
    assert dues("预计到“十五五”末，增加值占比达到6%以上。", 2025) == [("2030-12-31", "inherited")]


def test_the_year_a_change_is_counted_from_is_no_deadline() -> None:
    text = "到2030年，增加值占比达到6%以上，规模比2025年翻一番。"
    assert [day for day, _ in dues(text, 2025)] == ["2030-12-31"] * 2
