"""Tables, charts and whole parts come and go with the data: brought up to date a document has those of a fresh one, in
their places and on pages that lie the same way, and what is tracked can be refused."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from edited_documents import MAIN, W, board_of, changed, members
from mzgz.formats.docx import Profile, write
from mzgz.formats.docx.document_reader import read
from mzgz.formats.docx.document_updater import Refreshed, refresh
from mzgz.model.document import Block, Chart, ChartSeries, Column, Document, Paragraph, Part, Style, Table
from mzgz.progress import Board
from mzgz.publishing.verify.document_verification import verify
from mzgz.publishing.verify.verification import Verification

P, TBL, TR, SECT = (f"{{{W}}}{name}" for name in ("p", "tbl", "tr", "sectPr"))


@pytest.fixture(scope="module")
def board(tmp_path_factory: pytest.TempPathFactory) -> Board:
    return board_of(tmp_path_factory.mktemp("office"))


def table(key: str, columns: int = 3, rows: str = "东西", note: bool = True) -> Table:
    """Named by its key; a row for each sign, a heading over all columns for 〇."""
    heads = tuple(Column(f"{key}{place}栏") for place in range(columns))
    cells = tuple(
        ((f"{key}的小计",),) if row == "〇" else tuple((f"{key}{row}{place}格",) for place in range(columns))
        for row in rows
    )
    return Table(f"{key}情况表", heads, cells, "", f"注：{key}按月统计。" if note else "", key, tuple(rows))


def chart(key: str, values: str = "12") -> Chart:
    names = tuple(f"{key}{place}" for place in range(len(values)))
    return Chart(f"{key}对比图", names, (ChartSeries(key, tuple(values)),), "%", "", key)


def document(*parts: Part) -> Document:
    return Document("note", "表册", "某局", "2023-01-05", parts)


def upright(*blocks: Block) -> Part:
    return Part((Paragraph(("情况汇总",), Style.TITLE), Paragraph(("各项工作按部就班。",)), *blocks))


def wide(*blocks: Block) -> Part:
    return Part(blocks, landscape=True)


def docx(composed: Document) -> bytes:
    return write(composed, None, Profile())


def held(data: bytes, today: Document, board: Board) -> Verification:
    return verify(read(data).document, board, "表册.docx", today)


def followed(data: bytes, today: Document, board: Board, *, tracked: bool) -> Refreshed:
    found = held(data, today, board)
    return refresh(
        read(data), found.renewals, found.remarks, "某局", "2023-01-05", tracked=tracked, changes=found.changes,
        composed=today,
    )  # fmt: skip


def pages(data: bytes) -> list[tuple[str, list[str]]]:
    """Each section: how its pages lie, and what stands on them, charts by their names and numbers."""
    document = read(data).document
    drawn = {one.paragraph: f"图{one.categories}{one.series}{one.sheet}" for one in document.charts}
    said = iter([one.text + drawn.get(one.place, "") for one in document.paragraphs if not one.story])
    body = etree.fromstring(members(data)[MAIN])[0]
    found: list[tuple[str, list[str]]] = []
    words: list[str] = []
    for node in body:
        if node.tag != SECT and not (node.tag == TBL and all(map(struck, node.iter(TR)))):
            rows = [row for row in node.iter(TR) if not struck(row)] or [node]
            words += [next(said) for row in rows for one in row.iter(P)]
        section = node if node.tag == SECT else node.find(f"{{{W}}}pPr/{SECT}")
        if section is not None:
            page = section.find(f"{{{W}}}pgSz")
            assert page is not None
            found.append((page.get(f"{{{W}}}orient", "portrait"), [one for one in words if one]))
            words = []
    return found


def struck(row: etree._Element) -> bool:
    return row.find(f"{{{W}}}trPr/{{{W}}}del") is not None


def refused(data: bytes) -> bytes:
    """As if every revision had been refused."""

    def change(root: etree._Element) -> None:
        for row in [
            node.getparent().getparent() for node in root.iter(f"{{{W}}}ins") if node.getparent().tag == f"{{{W}}}trPr"
        ]:
            row.getparent().remove(row)
        for node in list(root.iter(f"{{{W}}}ins")):
            node.getparent().remove(node)
        for node in list(root.iter(f"{{{W}}}del")):
            parent = node.getparent()
            place = parent.index(node)
            parent[place : place + 1] = list(node)
        for text in root.iter(f"{{{W}}}delText"):
            text.tag = f"{{{W}}}t"

    return changed(data, change)


def words(found: list[tuple[str, list[str]]]) -> list[str]:
    return [re.sub("图.*", "图", one) for _, own in found for one in own]


CASES = {
    "the first table comes": (document(upright()), document(upright(table("甲")))),
    "one table is another": (document(upright(table("甲"))), document(upright(table("乙")))),
    "a table comes before all": (document(upright(table("乙"))), document(upright(table("甲"), table("乙")))),
    "a table without a note comes last": (
        document(upright(table("甲", note=False))),
        document(upright(table("甲", note=False), table("乙", note=False))),
    ),
    "a chart comes between": (
        document(upright(table("甲"), table("乙"))),
        document(upright(table("甲"), chart("子"), table("乙"))),
    ),
    "the first chart comes": (document(upright()), document(upright(chart("子")))),
    "a chart is another": (document(upright(chart("子"), table("甲"))), document(upright(chart("丑"), table("甲")))),
    "a chart has more bars": (document(upright(chart("子"))), document(upright(chart("子", "1234")))),
    "a column more": (document(upright(table("甲"))), document(upright(table("甲", 4)))),
    "columns less, in the last table": (
        document(upright(table("甲")), wide(table("丙", 5, note=False))),
        document(upright(table("甲")), wide(table("丙", 3, note=False))),
    ),
    "a note comes": (
        document(upright(table("甲", note=False), table("乙"))),
        document(upright(table("甲"), table("乙"))),
    ),
    "a note goes": (
        document(upright(table("甲"), table("乙"))),
        document(upright(table("甲", note=False), table("乙"))),
    ),
    "the first heading row comes": (
        document(upright(table("甲"))),
        document(upright(table("甲", rows="〇东西"))),
    ),
    "the first full row comes": (
        document(upright(table("甲", rows="〇"))),
        document(upright(table("甲", rows="〇东"))),
    ),
    "turned pages come in the middle": (
        document(upright(table("甲")), wide(table("丙")), wide(table("戊"))),
        document(upright(table("甲")), wide(table("丙")), wide(table("丁")), wide(table("戊"))),
    ),
    "turned pages without a note go from the middle": (
        document(upright(table("甲")), wide(table("丙", note=False)), Part((table("己"),))),
        document(upright(table("甲")), Part((table("己"),))),
    ),
    "the last part goes": (document(upright(), wide(table("丙"))), document(upright())),
    "the last part comes": (document(upright()), document(upright(), Part((table("己"), table("庚"))))),
    "turned pages where there were none": (document(upright()), document(upright(), wide(table("丙")))),
    "a part before all": (
        document(Part((table("己"),)), upright()),
        document(wide(table("丙")), Part((table("己"),)), upright()),
    ),
    "one of two in a part goes": (
        document(upright(), Part((table("己"), table("庚", note=False)))),
        document(upright(), Part((table("己"),))),
    ),
    "paragraphs come behind a table": (
        document(upright(table("甲"))),
        document(upright(table("甲"), Paragraph(("以上情况已经核对。",)), table("乙"))),
    ),
}


@pytest.mark.parametrize("tracked", [False, True])
@pytest.mark.parametrize("case", CASES)
def test_blocks_come_and_go(case: str, board: Board, tracked: bool) -> None:
    for before, today in (CASES[case], CASES[case][::-1]):
        follows(before, today, board, tracked=tracked)


def follows(before: Document, today: Document, board: Board, *, tracked: bool) -> None:
    data, fresh = docx(before), docx(today)
    states = {one.state for one in held(data, today, board).passages}
    assert states <= {"ok", "stale", "new"}
    made = followed(data, today, board, tracked=tracked)
    if tracked:
        assert words(pages(made.data)) == words(pages(fresh))
        assert words(pages(refused(made.data))) == words(pages(data))
    else:
        assert pages(made.data) == pages(fresh)
    assert {one.state for one in held(made.data, today, board).passages} == {"ok"}
    again = followed(made.data, today, board, tracked=tracked)
    assert (again.rewritten, again.remarked) == (0, ())


def parts_of(draw: st.DrawFn) -> Iterator[Part]:
    """Overview, turned pages, upright pages: what stands in each is drawn, in an order that never changes."""
    shapes = [
        (
            key,
            draw(st.integers(2, 4)),
            draw(st.sampled_from(["东", "东西", "西南", "〇东", "〇西〇"])),
            draw(st.booleans()),
        )
        for key in "甲乙丙丁己庚"
        if draw(st.booleans())
    ]
    tables = {shape[0]: table(*shape) for shape in shapes}
    charts = {key: chart(key, draw(st.sampled_from(["12", "2", "345"]))) for key in "子丑" if draw(st.booleans())}
    drawn: dict[str, Block] = {**tables, **charts}
    yield upright(*(drawn[key] for key in "甲子乙丑" if key in drawn))
    yield from (wide(drawn[key]) for key in "丙丁" if key in drawn)
    if last := tuple(drawn[key] for key in "己庚" if key in drawn):
        yield Part(last)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    return document(*parts_of(draw))


@pytest.mark.slow
@settings(max_examples=40)
@given(before=documents(), today=documents(), tracked=st.booleans())
def test_whatever_comes_and_goes(before: Document, today: Document, tracked: bool, board: Board) -> None:
    follows(before, today, board, tracked=tracked)
