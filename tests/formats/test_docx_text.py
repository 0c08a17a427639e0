"""What people type into a document: nasty characters, long words, titles of several lines, signatures."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree

from docx_check import NS, Package, every, value
from docx_sample import paragraph, plain
from mzgz.formats.docx import Profile, write
from mzgz.model.document import Chart, ChartSeries, Column, Document, Figure, Part, Run, Style, Table


def body(document: Document) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(write(document, None, Profile()))) as archive:
        return etree.fromstring(archive.read("word/document.xml"))


def said(root: etree._Element) -> str:
    return "".join(str(t) for t in root.xpath("//w:t/text()", namespaces=NS))


@pytest.mark.parametrize(
    "text",
    [
        "]]>",
        "<w:p/>&amp;",
        "😀👨‍👩‍👧",
        "𠮷镕喆𬺈",
        "\u200f\u202eabc\u202c",
        "超" * 5000,
        "a" * 3000,
        " 前后 空格  ",
        "﷽\u0301",
        "\ufeff",
    ],
)
def test_any_character_a_person_can_type_arrives(text: str) -> None:
    document = Document(
        "n", text, text, "2022-12-31", (Part((paragraph(text, Run(text, "黑体"), Figure("id", text, text)),)),)
    )
    assert said(body(document)) == text * 3


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff")))
@example("“两项补贴”　")
def test_any_text_arrives(text: str) -> None:
    assert said(body(plain(text))) == text


@pytest.mark.parametrize("character", ["\x00", "\x0b", "\x1b", "\r", "\x7f", "\x85", "\ud800", "\ufffe", "\uffff"])
def test_what_xml_cannot_carry_is_refused_by_name(character: str) -> None:
    places = (
        plain("甲" + character),
        plain(Run(character)),
        plain(Figure("id", character, "数")),
        plain(Figure("id", "1", character + "数")),
    )
    for document in places:
        with pytest.raises(ValueError, match=f"控制字符 U\\+{ord(character):04X}"):
            write(document, None, Profile())


def test_line_feeds_and_tabs_become_breaks() -> None:
    run = body(plain("一行\n二行\t三"))[0][0][-1]
    assert [etree.QName(child).localname for child in run] == ["t", "br", "t", "tab", "t"]


@pytest.mark.parametrize(
    ("title", "line"),
    [
        ("在会议上的讲话", None),
        ("在全市\n会议上的讲话", "714"),
        ("在" * 20, None),
        ("在" * 21, "714"),
        ("a" * 41, "714"),
    ],
)
def test_only_a_title_of_several_lines_is_set_wide(title: str, line: str | None) -> None:
    assert value(body(plain(title, style=Style.TITLE)), "//w:pPr/w:spacing/@w:line") == line


def test_the_title_of_an_annex_stands_on_the_third_line() -> None:
    blocks = (paragraph("附件1", style=Style.ATTACHMENT), paragraph("完成情况表", style=Style.TITLE))
    root = body(Document("d", "题", "科", "2022-12-31", (Part(blocks),)))
    assert value(root, "(//w:p)[2]/w:pPr/w:spacing/@w:before") == "579"


@pytest.mark.parametrize(
    ("name", "day", "spaces"),
    [("XX市民政局", "2022年12月30日", ["600", "200"]), ("XX市民政局养老服务科", "2022年3月1日", ["200", "400"])],
)
def test_the_date_begins_two_characters_right_of_the_name(name: str, day: str, spaces: list[str]) -> None:
    blocks = (paragraph(name, style=Style.SIGNATURE), paragraph(day, style=Style.SIGNATURE))
    root = body(Document("d", "题", "科", "2022-12-31", (Part(blocks),)))
    assert [str(v) for v in root.xpath("//w:ind/@w:rightChars", namespaces=NS)] == spaces


def test_a_wide_table_is_set_small_and_keeps_its_alignment() -> None:
    columns = tuple(Column(f"第{n}列", 1, "right") for n in range(11))
    document = Document(
        "d", "题", "科", "2022-12-31", (Part((Table("表", columns, (tuple(("1",) for _ in columns),)),)),)
    )
    root = body(document)
    assert {str(v) for v in every(root, "//w:tbl//w:pStyle/@w:val")} == {"MzTableHeadSmall", "MzTableBodySmall"}
    assert {str(v) for v in every(root, "(//w:tr)[2]//w:jc/@w:val")} == {"right"}


def test_a_row_of_one_cell_spans_all_columns_and_stays_with_the_next() -> None:
    rows = ((("一　加强",),), (("1",), ("2",)))
    root = body(Document("d", "题", "科", "2022-12-31", (Part((Table("表", (Column("甲"), Column("乙")), rows),)),)))
    assert [len(every(row, "w:tc")) for row in every(root, "//w:tr")] == [2, 1, 2]
    assert every(root, "//w:gridSpan/@w:val") == ["2"]
    assert value(root, "(//w:tr)[2]/w:tc/w:tcPr/w:tcW/@w:w") == "8845"
    assert [bool(every(row, "w:tc/w:p/w:pPr/w:keepNext")) for row in every(root, "//w:tr")] == [True, True, False]


def test_the_last_row_stays_with_the_note() -> None:
    table = Table("表", (Column("甲"), Column("乙")), ((("1",), ("2",)), (("3",), ("4",))), note="注：无。")
    root = body(Document("d", "题", "科", "2022-12-31", (Part((table,)),)))
    assert [bool(every(row, "w:tc/w:p/w:pPr/w:keepNext")) for row in every(root, "//w:tr")] == [True, True, True]


@pytest.mark.parametrize(
    ("rows", "kept"),
    [
        ("1", [True, False]),
        ("12", [True, True, False]),
        ("12345", [True, True, False, False, True, False]),
        ("-12345", [True, True, True, False, False, True, False]),
        ("1234-56", [True, True, False, False, False, True, True, False]),
    ],
)
def test_no_page_ends_or_begins_with_a_single_row_of_a_table(rows: str, kept: list[bool]) -> None:
    """The head is the first one; a heading within the table is a dash."""
    cells = tuple((("一　加强",),) if row == "-" else ((row,), ("2",)) for row in rows)
    table = Table("表", (Column("甲"), Column("乙")), cells)
    root = body(Document("d", "题", "科", "2022-12-31", (Part((table,)),)))
    assert [bool(every(row, "w:tc/w:p/w:pPr/w:keepNext")) for row in every(root, "//w:tr")] == kept


@pytest.mark.parametrize(
    ("texts", "kept"),
    [
        (("正文。", "", "附件：一览表"), ["正文。", ""]),
        (("甲。", "乙。", "", "附件：1.甲表", "　　　2.乙表"), ["乙。", "", "附件：1.甲表"]),
        (("甲。", "", "乙。"), []),
    ],
)
def test_what_names_the_annexes_never_stands_alone_on_a_page(texts: tuple[str, ...], kept: list[str]) -> None:
    root = body(Document("d", "题", "科", "2022-12-31", (Part(tuple(paragraph(text) for text in texts)),)))
    held = every(root, "//w:p[w:pPr/w:keepNext]")
    assert ["".join(str(t) for t in every(p, ".//w:t/text()")) for p in held] == kept


def test_name_and_date_stand_on_the_page_of_the_last_words() -> None:
    told = (paragraph("甲。"), paragraph("乙。"))
    signed = (paragraph("XX市民政局", style=Style.SIGNATURE), paragraph("2022年3月1日", style=Style.SIGNATURE))
    root = body(Document("d", "题", "科", "2022-12-31", (Part((*told, *signed)),)))
    assert [bool(every(p, "w:pPr/w:keepNext")) for p in every(root, "//w:p")] == [False, True, True, False]


@pytest.mark.parametrize(
    ("block", "words"),
    [
        (Table("表甲", (Column("一"), Column("二")), ((("1",),) * 3,)), "表“表甲”第1行有3格，应为2格"),
        (Table("表甲", (), ()), "表“表甲”没有列"),
        (Table("表甲", (Column("一", align="middle"),), ()), "对齐方式"),
        (Chart("图甲", ("海拉尔区",), (ChartSeries("占比", ("5", "6")),)), "“占比”有2个数，应为1个"),
        (Chart("图甲", ("海拉尔区",), (ChartSeries("占比", ("56％",)),)), "'56％' 不是数"),
        (Chart("图甲", (), ()), "图“图甲”没有数据"),
        (paragraph(Run("字", "隶书")), "没有名为“隶书”的样式"),
    ],
)
def test_what_cannot_be_set_is_named(block: Table | Chart, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        write(Document("d", "题", "科", "2022-12-31", (Part((block,)),)), None, Profile())


@pytest.mark.parametrize(
    ("unit", "values", "end"),
    [
        ("%", ("56.1", "50.0", "100"), "100"),
        ("%", ("56.1", None, "96.4"), "100"),
        ("%", ("3.1", "0.4", "2.0"), None),
        ("%", ("56.1", "50.0", "104.2"), None),
        ("%", ("-2.1", "50.0", "99.2"), None),
        ("项", ("56", "50", "100"), None),
    ],
)
def test_a_chart_names_every_unit_and_shares_end_at_a_hundred(
    unit: str, values: tuple[str | None, ...], end: str | None
) -> None:
    chart = Chart("图", ("甲", "乙", "丙"), (ChartSeries("数", values),), unit)
    root = Package(write(Document("d", "题", "科", "2022-12-31", (Part((chart,)),)), None, Profile())).trees[
        "word/charts/chart1.xml"
    ]
    assert [str(each) for each in root.xpath("//c:valAx/c:scaling/c:max/@val", namespaces=NS)] == ([end] if end else [])
    assert value(root, "//c:catAx/c:tickLblSkip/@val") == "1"


def test_chart_labels_show_the_printed_decimals() -> None:
    chart = Chart("图", ("甲", "乙", "丙"), (ChartSeries("数", ("56.1", "50.0", "100")),), "%")
    root = Package(write(Document("d", "题", "科", "2022-12-31", (Part((chart,)),)), None, Profile())).trees[
        "word/charts/chart1.xml"
    ]
    assert value(root, "//c:dLbls/c:numFmt/@formatCode") == "0.0"
    assert value(root, "//c:dLbls/c:dLbl[c:idx/@val=2]/c:numFmt/@formatCode") == "0"
    assert [str(v) for v in root.xpath("//c:val//c:v/text()", namespaces=NS)] == ["56.1", "50.0", "100"]


def test_the_line_under_a_chart_keeps_nothing_with_it() -> None:
    """A chain from a chart to a table below it would be longer than a page, and break behind the caption of the table."""
    chart = Chart("图1　占比", ("全市",), (ChartSeries("完成", ("56.1",)),), "%")
    table = Table("表1　名次", (Column("甲"), Column("乙")), ((("1",), ("2",)),))
    root = body(Document("d", "题", "科", "2022-12-31", (Part((chart, table)),)))
    captions = every(root, "/w:document/w:body/w:p[w:pPr/w:pStyle/@w:val='Caption']")
    assert [every(one, "w:pPr/w:keepNext/@w:val") for one in captions] == [["0"], []]
