"""A passage that was issued is known again: true, fallen behind, taken out, or reworded by people."""

from __future__ import annotations

import pytest

from mzgz.formats.docx.passage_marks import issued_passages, read_passages
from mzgz.model.document import Chart, ChartSeries, Column, Document, Figure, Paragraph, Part, Table
from mzgz.model.edited_document import digest
from mzgz.model.passages import Passage, bare, chart_texts, cut, fingerprint, passages, plain, text_of
from mzgz.publishing.verify.passage_comparison import longest_rising
from mzgz.publishing.verify.sentence_matching import Matching, matching
from mzgz.publishing.verify.sequence_alignment import aligned, gaps

BEDS = "养老机构护理型床位占比达到56.1%，高于目标。"
BEDS_NOW = "养老机构护理型床位占比为54.2%，距目标还差0.8个百分点。"
STREETS = "街道养老服务中心覆盖率达到100%，实现全覆盖。"
AID = "政府购买社会救助服务项目39个。"
EVENTS = "全年没有发生安全事故。"


def matched(printed: list[str], issued: list[str], today: list[str]) -> Matching:
    return matching(printed, [fingerprint(text) for text in issued], today)


def test_what_nobody_changed_is_known_as_issued() -> None:
    found = matched([BEDS, STREETS], [BEDS, STREETS], [BEDS, STREETS])
    assert found.untouched == {0, 1}
    assert found.pairs == {0: 0, 1: 1}
    assert not found.added | found.removed


def test_a_sentence_the_data_rewrote_is_paired_with_the_new_one() -> None:
    found = matched([BEDS, STREETS, AID], [BEDS, STREETS, AID], [BEDS_NOW, STREETS, AID])
    assert found.untouched == {0, 1, 2}
    assert found.pairs[0] == 0


def test_a_new_sentence_is_added_and_one_taken_out_by_people_is_not() -> None:
    found = matched([BEDS, AID], [BEDS, STREETS, AID], [BEDS, STREETS, EVENTS, AID])
    assert found.removed == {1}
    assert found.added == {2}


def test_a_sentence_taken_out_stays_out_when_the_data_reword_it() -> None:
    found = matched([STREETS, AID], [BEDS, STREETS, AID], [BEDS_NOW, STREETS, AID])
    assert found.removed == {0}
    assert found.added == set()


def test_a_reworded_sentence_is_the_one_it_replaced() -> None:
    found = matched([BEDS, "这项工作做得比较扎实。", AID], [BEDS, STREETS, AID], [BEDS, STREETS, AID])
    assert found.untouched == {0, 2}
    assert found.pairs[1] == 1
    assert found.added == set()


def test_people_may_put_a_sentence_elsewhere() -> None:
    found = matched([AID, BEDS, STREETS], [BEDS, STREETS, AID], [BEDS, STREETS, AID])
    assert found.untouched == {0, 1, 2}
    assert found.moved == {0}
    assert found.pairs == {0: 2, 1: 0, 2: 1}
    assert not found.added | found.removed


def test_nothing_is_known_of_what_was_issued() -> None:
    found = matched([BEDS, AID], [], [BEDS, STREETS, AID])
    assert found.untouched is None
    assert found.pairs == {0: 0, 1: 2}
    assert not found.added | found.removed


def test_what_people_took_out_does_not_come_back_as_another_sentence_the_data_drop() -> None:
    """Two shares in like words: people struck the one, the data no longer say the other."""
    sorted_, climbed = "分拣覆盖率在上年的基础上提高到68%。", "登山覆盖率在上年的基础上提高到65%。"
    found = matching([climbed], [fingerprint(sorted_), fingerprint(climbed)], [sorted_])
    assert (found.pairs, found.removed, found.added) == ({}, {0}, set())


def test_alike_sentences_are_laid_side_by_side() -> None:
    assert aligned([BEDS, AID], [EVENTS, BEDS_NOW, AID]) == [(0, 1), (1, 2)]
    assert list(gaps([(1, 1)], 3, 2)) == [(range(1), range(1)), (range(2, 3), range(2, 2))]


@pytest.mark.parametrize(("values", "kept"), [([1, 2, 3], 3), ([3, 1, 2], 2), ([], 0), ([4, 3, 2, 1], 1)])
def test_the_longest_part_in_order(values: list[int], kept: int) -> None:
    found = longest_rising(values)
    assert len(found) == kept
    assert found == sorted(found)


def test_of_those_in_order_what_stands_as_it_would_today_stays() -> None:
    """The rows of two units changed places and one of them its number: that one is told of, the other is as it was."""
    assert longest_rising([2, 1, 3]) == [1, 3]
    assert longest_rising([2, 1, 3], {2, 3}) == [2, 3]
    assert longest_rising([1, 2, 3, 0], {0}) == [0]


FIGURE = Figure("beds@city/2022-12:value", "56.1%", "占比")
TABLE = Table(
    "表1　情况表", (Column("地区"), Column("数")), ((("组",),), (("甲区",), (FIGURE,))), "", "注：无。", "t", ("g", "a")
)
CHART = Chart("图1　对比", ("甲", "乙"), (ChartSeries("占比", ("100", None)),), "%", "", "c")
DOCUMENT = Document(
    "note", "题", "局", "2023-01-05",
    (Part((Paragraph(("占比", FIGURE, "。好。")), Paragraph(("",)), TABLE, CHART)),),
)  # fmt: skip


def test_a_document_is_cut_into_its_passages() -> None:
    assert [(one.id, one.kind) for one in passages(DOCUMENT)] == [
        ("text/1", "paragraph"),
        ("t/caption", "caption"),
        ("t/head", "head"),
        ("t/g", "row"),
        ("t/a", "row"),
        ("t/note", "note"),
        ("c/chart", "chart"),
        ("c/legend", "legend"),
    ]


def test_a_figure_belongs_to_the_sentence_it_begins_in() -> None:
    first, second = passages(DOCUMENT)[0].sentences()
    assert first == ("占比", FIGURE, "。")
    assert second == ("好。",)
    assert text_of(cut(("甲", FIGURE, "乙"), 1, 6)) == "56.1%"


def test_what_was_issued_is_read_back() -> None:
    told = passages(DOCUMENT)
    found = read_passages(issued_passages(told))
    assert [one.key for one in found] == [digest(one.id) for one in told]
    assert [one.marks for one in found] == [one.marks for one in told]


def test_properties_stay_short_enough_for_every_program() -> None:
    long = Passage("text/1", "paragraph", (("好。" * 500,),))
    kept = issued_passages([long])
    assert max(map(len, kept.values())) <= 255
    assert len(read_passages(kept)[0].marks) == 500


def test_numbers_of_a_chart_are_compared_as_numbers() -> None:
    assert [plain(text) for text in ("98.70", "98.699999999999989", "100", "—", "NaN")] == [
        "98.7",
        "98.7",
        "100",
        "—",
        "NaN",
    ]
    assert chart_texts(("甲",), (("占比", ("98.70",)),)) == chart_texts(("甲",), (("占比", ("98.7",)),))
    assert bare("一 二\n三") == "一二三"
