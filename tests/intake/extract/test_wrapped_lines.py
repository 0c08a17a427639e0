"""Plain text broken at a fixed width: read as the paragraphs it was, told by the lines it has."""

from __future__ import annotations

from mzgz.intake.extract.accounting import account
from mzgz.intake.extract.blocks import from_text
from mzgz.intake.extract.plan_reading import read

WRAPPED = """\
东岸市民政局2024年工作要点
一、社会救助
（一）城乡低保标准年增幅不低于5%，6月底
前完成低保对象全面核查，核查率达到100%，
动态管理户占比不低于95%以上，临时救助备
用金拨付到每个乡镇。
（二）全年新建农村互助养老点26个、助浴点
14个，护理型床位占比由56%提高到63%，持证
社工总数突破300名，婚姻登记差错率控制在1
‰以内。
"""
LISTED = """\
东岸区2024年为民办实事项目
新增三百张护理床位和十个助餐点
新增20家老年助餐点、10家助浴点
改建12个日间照料中心并投入使用
新建15个社区儿童之家和10个驿站
"""


def test_sentences_over_two_lines_are_read_whole_and_placed_by_line() -> None:
    promises = read(from_text(WRAPPED), 2024).promises
    assert [(one.name, one.text, one.at) for one in promises] == [
        ("城乡低保标准", "5%", (3, 15)), ("核查率", "100%", (4, 17)), ("动态管理户占比", "95%", (5, 10)),
        ("农村互助养老点", "26个", (7, 14)), ("助浴点", "14个", (8, 0)), ("护理型床位占比", "63%", (8, 18)),
        ("持证社工总数", "300名", (9, 6)), ("婚姻登记差错率", "1‰", (9, 21)),
    ]  # fmt: skip


def test_the_account_keeps_to_the_lines_of_the_file() -> None:
    lines = WRAPPED.split("\n")
    for entry in account(read(from_text(WRAPPED), 2024)):
        assert lines[entry.line - 1][entry.start : entry.end] == entry.text


def test_lines_that_are_items_of_a_list_stay_apart() -> None:
    assert [block.text for block in from_text(LISTED)] == LISTED.split("\n")
