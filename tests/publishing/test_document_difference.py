"""What changed between two drafts is told once each: numbers, sentences, rows, what was moved, what a chart draws."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from mzgz.formats.docx import Profile, write
from mzgz.formats.docx.document_reader import read
from mzgz.formats.terminal.difference_text import difference_lines
from mzgz.intake.workspace import load
from mzgz.model.document import Cell, Chart, ChartSeries, Column, Document, Figure, Paragraph, Part, Table
from mzgz.publishing.document_difference import DocumentDifference, difference
from mzgz.publishing.documents_to_compare import ComparedDraft, draft_of_composed, draft_of_printed
from mzgz.publishing.report.document_kinds import board_for
from mzgz.publishing.year_difference import year_difference
from workspace import make_workspace

RULE, STEP = "规矩立在前面。", "各科室分头办理。"


def share(text: str) -> Figure:
    return Figure("nursing-bed-share@city/2022-12:value", text, "护理型床位占比")


def paper(*paragraphs: Cell, rows: tuple[Cell, ...] = (), drawn: str = "56.1") -> Document:
    """A document of these paragraphs, a table of who came where, and a chart."""
    columns = (Column("名次"), Column("旗市区"))
    cells = tuple(((f"{place}",), row) for place, row in enumerate(rows, 1))
    keys = tuple("".join(map(str, row)) for row in rows)
    table = Table("表1　名次表", columns, cells, "", "", "ranks", keys)
    chart = Chart("图1　占比", ("全市",), (ChartSeries("完成", (drawn,)),), "%")
    blocks = (*map(Paragraph, paragraphs), *([table] if rows else []), chart)
    return Document("note", "文稿", "某局", "2023-01-05", (Part(blocks),))


def told(before: Document, after: Document) -> list[str]:
    """The same of files and of documents that were only composed."""
    printed = difference(
        *(draft_of_printed(read(write(one, None, Profile())).document, str) for one in (before, after))
    )
    composed = difference(draft_of_composed(before), draft_of_composed(after))
    assert summed(printed) == summed(composed)
    return list(difference_lines(printed))


def summed(found: DocumentDifference) -> list[tuple[str | None, str | None]]:
    return [(one.before, one.after) for one in (*found.figures, *found.passages)]


def test_the_same_twice_differs_in_nothing() -> None:
    one = paper((RULE,), ("占比为", share("56.1%"), "。"), rows=(("海拉尔",), ("根河",)))
    assert told(one, one) == ["数和话都相同。"]


def test_a_number_alone_is_told_once() -> None:
    before, after = (paper(("占比为", share(text), "。")) for text in ("56.1%", "57.3%"))
    lines = told(before, after)
    assert len(lines) == 2
    assert lines[1].endswith("56.1% → 57.3%")


def test_one_number_printed_in_two_ways_is_told_with_its_place() -> None:
    sentence: tuple[Cell, Cell] = (("占比为", share("56.1%"), "。"), ("年末占比", share("56.1%"), "。"))
    typed = (sentence[0], ("年末占比", share("58.1%"), "。"))
    lines = told(paper(*sentence), paper(*typed))
    assert lines[1].endswith("56.1% → 56.1%、58.1%")
    assert lines[-2:] == ["    －年末占比56.1%。", "    ＋年末占比58.1%。"]


def test_what_comes_goes_and_moves() -> None:
    before = paper((RULE,), (STEP,), ("谢谢大家！",))
    after = paper((STEP,), ("谢谢大家！",), (RULE,), ("请各地照办。",))
    assert told(before, after)[1:] == ["  第1段 → 第3段", f"    移：{RULE}", "  第4段", "    ＋请各地照办。"]
    assert told(before, paper((RULE,), ("谢谢大家！",)))[1:] == ["  旧稿第2段", f"    －{STEP}"]


def test_a_row_is_held_against_the_row_of_the_same() -> None:
    before = paper((RULE,), rows=(("海拉尔",), ("根河",)))
    after = paper((RULE,), rows=(("根河",), ("海拉尔",)))
    assert told(before, after)[1:] == [
        "  表1第2行“1 根河”", "    名次：2 → 1", "  表1第3行“2 海拉尔”", "    名次：1 → 2",
    ]  # fmt: skip


def test_a_cell_of_two_lines_is_one_cell() -> None:
    """推进中2、 and 已完成12 under it: no mark of a column between them, and only the cell that differs is shown."""
    before = paper((RULE,), rows=(("推进中2、\n已完成12，\n暂为3个",), ("根河",)))
    after = paper((RULE,), rows=(("推进中2、\n已完成11，\n暂为3个",), ("根河",)))
    lines = told(before, after)
    assert not [line for line in lines if "｜" in line]
    assert lines[-2:] == ["    －1｜推进中2、已完成12，暂为3个", "    ＋1｜推进中2、已完成11，暂为3个"] or (
        "推进中2、已完成12，暂为3个 → 推进中2、已完成11，暂为3个" in lines[-1]
    )


def test_a_chart_that_is_gone_is_not_read_out_point_by_point() -> None:
    long = Chart("图2", tuple(f"区{n}" for n in range(9)), (ChartSeries("完成", ("1",) * 9),), "%")
    before = paper((RULE,))
    before = replace(before, parts=(Part((*before.parts[0].blocks, long)),))
    assert told(before, paper((RULE,)))[-2:] == ["  旧稿第2张图", "    －整张图（区0、区1、区2等9个的完成）"]


def test_a_chart_drawn_otherwise_is_told() -> None:
    assert told(paper((RULE,)), paper((RULE,), drawn="57.3"))[1:] == [
        "  第1张图", "    －完成：全市56.1", "    ＋完成：全市57.3",
    ]  # fmt: skip


PLAN = """\
# targets/{0}/01-care.yaml
section: {{part: 三, number: （二）, title: 健全完善养老服务体系, division: 养老服务科}}
targets:
  - id: beds
    name: 护理型床位占比
    kind: ratio
    numerator: {{name: 护理型床位, unit: 张}}
    denominator: {{name: 床位总数, unit: 张}}
    goal: ">= {1}%"
    due: {0}-12-31
    cadence: year
    source: {{section: 三（二）, item: 1}}
  - id: {2}
    name: {3}
    kind: count
    value: {{name: {3}, unit: 个}}
    measured: cumulative
    goal: ">= 3"
    due: {0}-12-31
    cadence: year
    source: {{section: 三（二）, item: 2}}
"""
UNITS = ("150702", "150703", "150721", "150722", "150723", "150724")


def returns(year: int, beds: int, other: str) -> str:
    return "".join(
        f"# submissions/{year}-12/{unit}.yaml\nentries:\n"
        f"  beds: {{numerator: {beds}, denominator: 100}}\n  {other}: {{value: 1}}\n"
        for unit in UNITS
    )


def test_two_years_are_told_target_by_target(tmp_path: Path) -> None:
    text = PLAN.format(2021, 50, "walks", "健步道") + PLAN.format(2022, 55, "parks", "口袋公园")
    text += returns(2021, 52, "walks") + returns(2022, 54, "parks")
    ledger, found = load(make_workspace(tmp_path, text))
    assert not [one.message for one in found if one.severity == "error"]
    old, new = (board_for(ledger, year, date(year + 1, 1, 31), whole_year=True) for year in (2021, 2022))
    empty = draft_of_composed(paper((RULE,)))
    lines = list(difference_lines(difference(empty, empty, year_difference(old, new))))
    assert lines == [
        "■ 两年都有、目标或结果不同的任务（1项）",
        "  护理型床位占比（目标由≥50%改为≥55%）：52.0%，完成 → 54.0%，未完成",
        "",
        "■ 只有前一年有的任务（1项）",
        "  健步道",
        "",
        "■ 只有后一年有的任务（1项）",
        "  口袋公园",
    ]


def test_what_differs_in_its_year_alone_is_the_same_in_the_documents_of_two_years() -> None:
    def of(year: int, *more: str) -> ComparedDraft:
        said = f"总结{year}年工作，部署{year + 1}年任务，比{year - 1}年扎实。"
        return draft_of_composed(paper((said,), ("到2025年全部建成。",), *((each,) for each in more)), year)

    assert difference(of(2021), of(2022)).passages == ()
    [come] = difference(of(2021), of(2022, STEP)).passages
    assert come.after == STEP
    assert (
        len(
            difference(
                draft_of_composed(paper(("总结2021年。",))), draft_of_composed(paper(("总结2022年。",)))
            ).passages
        )
        == 1
    )
