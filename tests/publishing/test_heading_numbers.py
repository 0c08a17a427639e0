"""Headings and points are numbered when it is known what there is to say."""

from __future__ import annotations

from mzgz.model.document import Style
from mzgz.publishing.report.heading_numbers import arranged
from mzgz.publishing.report.paragraph_length import MOST
from mzgz.publishing.report.template_markup import Line


def test_headings_are_numbered_as_people_count() -> None:
    lines = [line for _ in range(21) for line in (Line(Style.HEADING1, "甲"), Line(Style.BODY, "乙。"))]
    heads = [line.text for line in arranged(lines, len) if line.style is Style.HEADING1]
    assert heads[:12] == [f"{number}、甲" for number in "一 二 三 四 五 六 七 八 九 十 十一 十二".split()]
    assert heads[18:] == ["十九、甲", "二十、甲", "二十一、甲"]


def test_points_are_numbered_and_one_alone_is_not() -> None:
    sentence = "工作扎实推进。" + "成效明显。" * (MOST // 5)
    points = [Line(Style.BODY, sentence, "是") for _ in range(12)]
    texts = "".join(line.text for line in arranged(points, len))
    assert "十一是工作" in texts
    assert "十二是工作" in texts
    assert "一十" not in texts
    assert arranged(points[:1], len)[0].text.startswith("工作")


def test_a_heading_without_anything_under_it_is_left_out_and_the_rest_closes_up() -> None:
    lines = [
        Line(Style.HEADING1, "甲"),
        Line(Style.HEADING2, "空"),
        Line(Style.HEADING1, "乙"),
        Line(Style.HEADING2, "丙"),
        Line(Style.BODY, "丁。"),
    ]
    assert [line.text for line in arranged(lines, len)] == ["一、乙", "（一）丙", "丁。"]
