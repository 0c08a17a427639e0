"""A place in a table is told as a reader finds it: the table, the row's first words, the heading over the column."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from edited_documents import MAIN, Office, board_of, members, packed
from mzgz.formats.docx import Profile, write
from mzgz.formats.docx.document_reader import read
from mzgz.model.document import Column, Document, Part, Table
from mzgz.model.edited_document import TableCell

DOCUMENT = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'
SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")

COLUMNS = (Column("序号", 1), Column("旗市区", 2), Column("进度", 2))
ROWS = (
    (("一　养老服务",),),
    (("1",), ("鄂伦春旗",), ("推进中",)),
    (("2",), ("根河",), ("已完成",)),
)
TABLE = Table(caption="表3　2022年度目标任务完成情况一览表（单位：项）", columns=COLUMNS, rows=ROWS)


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return Office(board_of(tmp_path_factory.mktemp("office"))).docx()


def p(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def c(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def tbl(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


HEAD = tr(c("单位"), c("应报"), c("已报"))
BODY = tr(c("鄂伦春旗"), c("14"), c("此处"))


def where(good: bytes, body: str, text: str = "此处") -> str:
    document = read(packed({**members(good), MAIN: DOCUMENT.format(body).encode()})).document
    (found,) = [paragraph for paragraph in document.paragraphs if paragraph.text == text]
    return found.where


def test_our_own_table() -> None:
    document = Document("note", "讲话", "某局", "2023-01-05", (Part((TABLE,)),))
    places = {each.text: each.where for each in read(write(document, None, Profile())).document.paragraphs if each.cell}
    assert places["推进中"] == "表3“2022年度目标任务完…”第3行“1 鄂伦春旗”、“进度”列"
    assert places["一　养老服务"] == "表3“2022年度目标任务完…”第2行“一 养老服务”"
    assert places["旗市区"] == "表3“2022年度目标任务完…”第1行“序号”"


@pytest.mark.skipif(SOFFICE is None, reason="没有安装 LibreOffice，往返测试跳过")
@pytest.mark.parametrize("way", [["docx:MS Word 2007 XML"], ["odt", "docx:MS Word 2007 XML"]])
def test_the_same_after_libreoffice(way: list[str], tmp_path: Path) -> None:
    document = Document("note", "讲话", "某局", "2023-01-05", (Part((TABLE,)),))
    file = tmp_path / "a.docx"
    file.write_bytes(write(document, None, Profile()))
    before = [paragraph.where for paragraph in read(file.read_bytes()).document.paragraphs if paragraph.cell]
    for number, suffix in enumerate(way):
        home, out = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", tmp_path / str(number)
        command = [str(SOFFICE), home, "--headless", "--convert-to", suffix, "--outdir", str(out), str(file)]
        subprocess.run(command, check=True, capture_output=True, timeout=180)  # noqa: S603 - the program found above
        file = out / f"a.{suffix.split(':')[0]}"
    after = [paragraph.where for paragraph in read(file.read_bytes()).document.paragraphs if paragraph.cell]
    assert after == before


@pytest.mark.parametrize(
    ("above", "table"),
    [
        (p("表2　报送情况表（单位：次）"), "表2“报送情况表”"),
        (p("表 2-1：报送情况表"), "表2-1“报送情况表”"),
        (p("附表1 报送情况"), "附表1“报送情况”"),
        (p("表2　报送情况表") + p("") + p("单位：次"), "表2“报送情况表”"),
        (p("各旗市区报送情况表"), "第1个表格“各旗市区报送情况表”"),
        (p("表　各旗市区报送情况表"), "第1个表格“各旗市区报送情况表”"),
        (p("各旗市区报送情况如下。"), "第1个表格"),
        (p("表2个别数据待核。"), "第1个表格"),
        ("", "第1个表格"),
        (p("表2　报送情况表") + tbl(tr(c("单位")), tr(c("根河"))), "第2个表格"),
    ],
)
def test_what_a_table_is_called(good: bytes, above: str, table: str) -> None:
    assert where(good, above + tbl(HEAD, BODY)) == f"{table}第2行“鄂伦春旗”、“已报”列"


TABLES = (
    # cells merged to the right: the heading over two columns, then the row under it
    (tbl(tr(c("单位"), c("报送", '<w:gridSpan w:val="2"/>')), BODY), "第2行“鄂伦春旗”、“报送”列"),
    (tbl(HEAD, tr(c("鄂伦春旗", '<w:gridSpan w:val="2"/>'), c("此处"))), "第2行“鄂伦春旗”、“已报”列"),
    # cells merged downward: the words stand in the uppermost
    (
        tbl(HEAD, tr(c("鄂伦春旗", '<w:vMerge w:val="restart"/>'), c("1"), c("2")),
            tr(c("", "<w:vMerge/>"), c("3"), c("4")), tr(c("", '<w:vMerge w:val="continue"/>'), c("5"), c("此处"))),
        "第4行“鄂伦春旗”、“已报”列",
    ),
    # two rows of head, the first over several columns
    (
        tbl(tr(c("单位", '<w:vMerge w:val="restart"/>'), c("报送", '<w:gridSpan w:val="2"/>'), properties="<w:tblHeader/>"),
            tr(c("", "<w:vMerge/>"), c("应报"), c("已报"), properties="<w:tblHeader/>"), BODY),
        "第3行“鄂伦春旗”、“已报”列",
    ),
    # a title inside the table, above the head
    (tbl(tr(c("报送情况", '<w:gridSpan w:val="3"/>')), HEAD, BODY), "第3行“鄂伦春旗”、“已报”列"),
    # a row that begins further right
    (tbl(HEAD, tr(c("鄂伦春旗"), c("此处"), properties='<w:gridBefore w:val="1"/>')), "第2行“鄂伦春旗”、“已报”列"),
    # rows and cells inside content controls and revisions
    (
        tbl(HEAD, "<w:sdt><w:sdtContent>" + tr(c("鄂伦春旗"), c("1"), f"<w:sdt><w:sdtContent>{c('此处')}</w:sdtContent></w:sdt>")
            + "</w:sdtContent></w:sdt>"),
        "第2行“鄂伦春旗”、“已报”列",
    ),
    # a table in a cell is found by the cell
    (tbl(HEAD, tr(c("鄂伦春旗"), c("1"), f"<w:tc>{tbl(tr(c('甲'), c('此处')))}<w:p/></w:tc>")), "第2行“鄂伦春旗”、“已报”列"),
    # nothing to call it by
    (tbl(tr(c(""), c("")), tr(c(""), c("此处"))), "第2行“此处”"),
    (tbl(tr(c("此处"))), "第1行“此处”"),
    (tbl(c("此处")), "第1行“此处”"),
    (tbl(HEAD, tr(c("鄂伦春旗", '<w:gridSpan w:val="x"/>'), c("1", '<w:gridSpan w:val="-1"/>'), c("2"), c("此处"))),
     "第2行“鄂伦春旗”"),
)  # fmt: skip


@pytest.mark.parametrize(("table", "place"), TABLES, ids=range(len(TABLES)))
def test_rows_and_columns(good: bytes, table: str, place: str) -> None:
    assert where(good, table) == f"第1个表格{place}"


def test_long_words_are_cut_and_quotation_marks_kept_apart() -> None:
    cell = TableCell(
        "表5", "节点、经常性和职责类任务分单位情况表", 54, "67 落实“三岗十八级”薪酬制度", "达标单位和适用单位之比"
    )
    assert cell.where == "表5“节点、经常性和职责类任…”第54行“67 落实‘三岗十八级…”、“达标单位和适用单位…”列"


def test_what_stands_in_a_table_does_not_count_as_paragraphs(good: bytes) -> None:
    assert where(good, p("甲") + tbl(HEAD, tr(c("根河"), c("1"), c("2"))) + p("此处")) == "第2段"


def test_an_annex_stands_under_its_own_title(good: bytes) -> None:
    heading = '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>四、保障措施</w:t></w:r></w:p>'
    body = heading + p("甲") + p("附件1") + p("") + p("年度任务完成情况表") + p("共100项。") + tbl(HEAD, BODY) + p("乙")
    paragraphs = read(packed({**members(good), MAIN: DOCUMENT.format(body).encode()})).document.paragraphs
    over = {paragraph.text: paragraph.headings for paragraph in paragraphs if not paragraph.story}
    assert over["甲"] == ("四、保障措施",)
    assert over["共100项。"] == over["此处"] == over["乙"] == ("附件1 年度任务完成情况表",)


def test_a_line_that_only_names_the_annex_changes_nothing(good: bytes) -> None:
    heading = '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>四、保障措施</w:t></w:r></w:p>'
    paragraphs = read(
        packed({**members(good), MAIN: DOCUMENT.format(heading + p("附件：情况表") + p("甲")).encode()})
    ).document.paragraphs
    assert [paragraph.headings for paragraph in paragraphs if paragraph.text == "甲"] == [("四、保障措施",)]
