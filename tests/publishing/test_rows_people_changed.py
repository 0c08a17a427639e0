"""What people do to the rows of a table is named, nothing of it is lost, and nothing is said of what is still true."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from edited_documents import W, board_of, changed, members, packed
from mzgz.formats.docx import Profile, write
from mzgz.formats.docx.document_reader import read
from mzgz.formats.docx.document_updater import refresh
from mzgz.intake.workspace import load
from mzgz.model.document import Column, Document, Paragraph, Part, Table
from mzgz.model.edited_document import Remark
from mzgz.progress import Board
from mzgz.publishing.report.document_kinds import board_for
from mzgz.publishing.verify.document_verification import verify
from mzgz.publishing.verify.verification import Verification

SAMPLE = Path(__file__).parents[2]
TR, TC, T = (f"{{{W}}}{name}" for name in ("tr", "tc", "t"))


@pytest.fixture(scope="module")
def board(tmp_path_factory: pytest.TempPathFactory) -> Board:
    return board_of(tmp_path_factory.mktemp("office"))


def document(
    verdict: str = "按期", day: str = "2023年1月5日", rows: tuple[str, ...] = ("一", "二", "三", "四")
) -> Document:
    columns = (Column("事项"), Column("数量"), Column("结论"))
    cells: list[tuple[tuple[str, ...], ...]] = [(("已办结事项",),)]
    for place, name in enumerate(rows):
        cells += [(("未办结事项",),)] if name == "三" else []
        cells.append(((f"事项{name}",), (f"{place + 11}件",), (verdict,)))
    keys = tuple(cell[0][0] for cell in cells)
    table = Table("表1　事项办理表", columns, tuple(cells), "", f"注：按月统计。数据截至{day}。", "matters", keys)
    return Document("note", "表册", "某局", "2023-01-05", (Part((Paragraph(("情况汇总。",)), table)),))


DATA = write(document(), None, Profile())
Edit = Callable[[list[etree._Element]], object]


def edited(edit: Edit) -> bytes:
    """The head, 已办结, 一, 二, 未办结, 三, 四 under the hands of people."""
    return changed(DATA, lambda root: [edit(list(root.iter(TR)))].clear())


def told(data: bytes, board: Board, today: Document | None = None) -> list[tuple[str, str]]:
    return [(str(one.diagnostic.severity), one.diagnostic.message) for one in against(data, board, today).found]


def against(data: bytes, board: Board, today: Document | None = None) -> Verification:
    return verify(read(data).document, board, "表册.docx", today or document())


def kept(data: bytes, board: Board, today: Document | None = None) -> list[str]:
    """The words of a document brought up to date."""
    found = against(data, board, today)
    made = refresh(
        read(data), found.renewals, found.remarks, "某局", "2023-01-05", tracked=False, changes=found.changes,
        composed=today or document(),
    )  # fmt: skip
    return said(made.data)


def said(data: bytes) -> list[str]:
    return [one.text for one in read(data).document.paragraphs if one.text and not one.story]


def unmarked(row: etree._Element) -> etree._Element:
    for node in [one for one in row.iter() if str(one.tag).endswith(("bookmarkStart", "bookmarkEnd"))]:
        parent = node.getparent()
        assert parent is not None
        parent.remove(node)
    return row


def word(row: etree._Element, place: int, text: str) -> etree._Element:
    next(row.findall(TC)[place].iter(T)).text = text
    return row


def test_a_copied_row_is_told_and_stays(board: Board) -> None:
    for copied in (copy.deepcopy, lambda row: unmarked(copy.deepcopy(row))):
        data = edited(lambda rows, made=copied: rows[2].addnext(made(rows[2])))
        assert told(data, board) == [("query", "这一行“事项一，11件，按期”不是照数据写的，现在的表里没有")]
        assert kept(data, board) == said(data)


def test_a_row_made_up_is_told(board: Board) -> None:
    data = edited(lambda rows: rows[3].addnext(word(word(unmarked(copy.deepcopy(rows[3])), 0, "事项五"), 1, "99件")))
    assert told(data, board) == [("query", "这一行“事项五，99件，按期”不是照数据写的，现在的表里没有")]
    assert kept(data, board) == said(data)


def test_a_row_under_another_heading_is_told(board: Board) -> None:
    data = edited(lambda rows: rows[2].addprevious(rows[5]))
    assert told(data, board) == [("query", "按现在的数据，这一行在“未办结事项”下面")]
    assert kept(data, board) == said(data)


def test_a_heading_moved_over_other_rows_is_told(board: Board) -> None:
    data = edited(lambda rows: rows[3].addprevious(rows[4]))
    assert told(data, board) == [("query", "按现在的数据，这一行在“已办结事项”下面")]


def test_another_order_is_only_noted(board: Board) -> None:
    data = edited(lambda rows: rows[2].addprevious(rows[3]))
    assert told(data, board) == [("note", "这一行有人移动过，次序和现在的不同")]
    assert kept(data, board) == said(data)


def test_without_a_column_the_others_are_still_held_against_the_data(board: Board) -> None:
    def without(rows: list[etree._Element]) -> None:
        for row in rows:
            if len(cells := row.findall(TC)) > 1:
                row.remove(cells[1])

    data = edited(without)
    assert told(data, board) == [("note", "这张表里没有“数量”列了，其余各列照样核对")]
    assert kept(data, board) == said(data)
    assert "逾期" in kept(data, board, document("逾期"))
    false = changed(data, lambda root: [word(list(root.iter(TR))[2], 1, "逾期")].clear())
    assert ("query", "这里写着“逾期”，按现在的数据是“按期”") in told(false, board)


def with_column(rows: list[etree._Element], at: int = 3) -> None:
    """A column of their own put in by people."""
    for place, row in enumerate(rows):
        if len(cells := row.findall(TC)) > 1:
            own = unmarked(copy.deepcopy(cells[1]))
            next(own.iter(T)).text = "备注" if place == 0 else "见文"
            row.insert(row.index(cells[0]) + at, own)


def test_beside_a_column_of_their_own_the_others_are_still_held_against_the_data(board: Board) -> None:
    for at in (1, 2, 3):
        data = edited(lambda rows, at=at: with_column(rows, at))
        note = "这张表里添了“备注”列，没有可以核对的数，其余各列照样核对"
        assert told(data, board) == [("note", note)]
        assert kept(data, board) == said(data)
        false = changed(data, lambda root, at=at: [word(list(root.iter(TR))[2], 2 if at < 3 else 1, "99件")].clear())
        wrong = "这里写着“99件”，按现在的数据是“" + ("11件”" if at != 2 else "按期”")
        assert at == 2 or ("query", wrong) in told(false, board)


def test_rows_come_and_follow_the_data_beside_a_column_of_people(board: Board) -> None:
    later = document("逾期", rows=("一", "二", "三", "四", "五"))
    lines = kept(edited(with_column), board, later)
    assert lines[lines.index("事项五") :][:3] == ["事项五", "15件", "逾期"]
    assert lines[lines.index("事项一") :][:4] == ["事项一", "11件", "逾期", "见文"]


def test_a_column_moved_as_a_whole_says_the_same(board: Board) -> None:
    def moved(rows: list[etree._Element]) -> None:
        for row in rows:
            if len(cells := row.findall(TC)) > 1:
                row.append(cells[1])

    data = edited(moved)
    assert told(data, board) == []
    assert kept(data, board) == said(data)
    heads = edited(lambda rows: (word(rows[0], 1, "结论"), word(rows[0], 2, "数量")))
    assert told(heads, board) == [
        ("query", "这里写着“结论”，按现在的数据是“数量”"),
        ("query", "这里写着“数量”，按现在的数据是“结论”"),
    ]


def test_a_table_nobody_remembers_is_read_by_its_headings(board: Board) -> None:
    def older(rows: list[etree._Element]) -> None:
        with_column(rows, 1)
        word(rows[0], 0, "事项名称")
        word(rows[2], 3, "逾期")

    data = edited(older)
    data = packed({name: part for name, part in members(data).items() if name != "docProps/custom.xml"})
    data = changed(data, lambda root: [unmarked(root)].clear())
    assert told(data, board) == [("query", "这里写着“逾期”，按现在的数据是“按期”")]


def test_what_a_document_never_knew_a_refresh_does_not_make_up(board: Board) -> None:
    def forgetful(root: etree._Element) -> None:
        for node in [one for one in root if str(one.get("name", "")).startswith("mzgz.passages")]:
            root.remove(node)

    data = changed(DATA, forgetful, "docProps/custom.xml")
    later = document("逾期", day="2023年1月9日")
    found = against(data, board, later)
    assert {one.state for one in found.passages} == {"ok", "unsure"}
    remarks = [Remark(0, 0, 2, "请核对。")]
    made = refresh(read(data), (), remarks, "某局", "2023-01-05", tracked=False, composed=later)
    assert {one.state for one in against(made.data, board, later).passages} == {"ok", "unsure"}


def test_merged_cells_are_told(board: Board) -> None:
    data = edited(lambda rows: rows[2].remove(rows[2].findall(TC)[1]))
    assert told(data, board) == [("query", "这一行的格数和现在的不同，没有逐格核对")]
    assert kept(data, board) == said(data)


def test_the_day_of_a_note_is_held_against_the_data(board: Board) -> None:
    data = changed(DATA, lambda root: replaced_day(root, "2023年1月5日", "2023年2月5日"))
    assert told(data, board) == [("query", "这里写着“数据截至2023年2月5日。”，按现在的数据是“数据截至2023年1月5日。”")]
    other = changed(DATA, lambda root: replaced_day(root, "按月统计", "逐月统计"))
    assert told(other, board) == []


def replaced_day(root: etree._Element, words: str, by: str) -> None:
    for text in root.iter(T):
        text.text = (text.text or "").replace(words, by)


# ── paragraphs people cut in two, joined, moved ─────────────────────────────────────────────────────────────────────

FIRST, SECOND, THIRD, FOURTH = "上半年抓部署。", "下半年抓落实。", "各科室分头办理。", "月底前逐项销号。"


def prose(*paragraphs: str) -> Document:
    return Document("note", "表册", "某局", "2023-01-05", (Part(tuple(Paragraph((one,)) for one in paragraphs)),))


ISSUED = prose(FIRST + SECOND, THIRD + FOURTH, "谢谢大家！")
LATER = prose(FIRST + "下半年抓检查落实。", THIRD + FOURTH, "谢谢大家！")


@pytest.mark.parametrize(
    ("words", "now"),
    [
        ((FIRST, SECOND, THIRD + FOURTH, "谢谢大家！"), (FIRST, "下半年抓检查落实。", THIRD + FOURTH, "谢谢大家！")),
        (
            (FIRST + SECOND + THIRD + FOURTH, "谢谢大家！"),
            (FIRST + "下半年抓检查落实。" + THIRD + FOURTH, "谢谢大家！"),
        ),
        ((THIRD + FOURTH, FIRST + SECOND, "谢谢大家！"), (THIRD + FOURTH, FIRST + "下半年抓检查落实。", "谢谢大家！")),
    ],
    ids=["cut", "joined", "moved"],
)
def test_paragraphs_stay_as_people_cut_them_and_follow_the_data(
    board: Board, words: tuple[str, ...], now: tuple[str, ...]
) -> None:
    data = write(prose(*words), None, Profile())
    data = issued_as(data, write(ISSUED, None, Profile()))
    assert kept(data, board, ISSUED) == list(words)
    assert kept(data, board, LATER) == list(now)


def issued_as(data: bytes, other: bytes) -> bytes:
    """A document that remembers it was written as another one."""
    return packed({**members(data), "docProps/custom.xml": members(other)["docProps/custom.xml"]})


def test_what_an_earlier_refresh_left_is_settled_before_the_next(board: Board) -> None:
    """Rows that came and went, other cells, another note: as if somebody had accepted them."""
    later = document("逾期", "2023年1月9日", ("二", "三", "五"))
    last = document("按期", "2023年1月12日", ("一", "三", "五", "六"))
    data = DATA
    for today, tracked in ((later, True), (last, False)):
        returned = read(data, "某局")
        found = verify(returned.document, board, "表册.docx", today)
        data = refresh(
            returned, found.renewals, found.remarks, "某局", "2023-01-09", tracked=tracked, changes=found.changes,
            composed=today,
        ).data  # fmt: skip
        assert said(data) == said(write(today, None, Profile()))
    assert b"w:ins" not in members(data)["word/document.xml"]
    assert b"w:del" not in members(data)["word/document.xml"]


REASONS = "阿荣旗（10月14日补齐）、根河（10月26日补齐），海拉尔6月91.1%、12月92.3%"


@pytest.mark.parametrize(
    ("words", "by", "severity"),
    [
        ("阿荣旗", "莫旗", "query"),
        ("阿荣旗（10月14日补齐）、根河", "根河（10月14日补齐）、阿荣旗", "query"),
        ("91.1%、12月92.3%", "92.3%、12月91.1%", "query"),
        ("补齐），海拉尔", "补上），其中海拉尔", "note"),
    ],
)
def test_places_and_numbers_exchanged_in_the_words_of_a_cell_are_no_matter_of_wording(
    words: str, by: str, severity: str
) -> None:
    ledger, _ = load(SAMPLE)
    board = board_for(ledger, 2022, ledger.last_received(2022), whole_year=True)
    table = Table("表1　原因表", (Column("事项"), Column("原因")), ((("建站",), (REASONS,)),), "", "", "why", ("建站",))
    today = Document("note", "表册", "某局", "2023-01-05", (Part((Paragraph(("情况汇总。",)), table)),))

    def edit(root: etree._Element) -> None:
        cell = next(node for node in root.iter(T) if node.text and words in node.text)
        cell.text = (cell.text or "").replace(words, by)

    found = told(changed(write(today, None, Profile()), edit), board, today)
    assert [each for each, message in found if "按现在的数据" in message] == [severity]
