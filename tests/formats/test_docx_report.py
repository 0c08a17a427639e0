"""The documents of the sample keep every point of the official form, and hold every item of the plan."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest

from docx_check import points
from mzgz.model.document import Paragraph, Style, Table
from mzgz.publishing.report import Composed
from mzgz.publishing.report.document_kinds import DOCUMENTS
from sample_year import sample_composed, sample_docx, sample_ledger

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module", params=[name for name, kind in DOCUMENTS.items() if kind.usual])
def issued(request: pytest.FixtureRequest) -> tuple[Composed, bytes]:
    """A document of the sample, composed and written."""
    return sample_composed(request.param), sample_docx(request.param)


def test_every_point_of_the_form_holds(issued: tuple[Composed, bytes]) -> None:
    found = points(issued[1])
    assert len({point.name for point in found}) >= 75
    assert [point for point in found if not point.holds] == []


def test_nothing_stops_the_document(issued: tuple[Composed, bytes]) -> None:
    assert [finding for finding in issued[0].found if finding.severity == "error"] == []


def test_every_item_is_told_in_the_speech_or_its_annex(issued: tuple[Composed, bytes]) -> None:
    document = issued[0].document
    assert document is not None
    ledger = sample_ledger()
    rows = {"".join(p if isinstance(p, str) else p.text for p in cell) for cell in _cells(document.blocks())}
    unmentioned = [target.name for target in ledger.plans[2022].targets.values() if target.name not in rows]
    assert unmentioned == []


def _cells(blocks: object) -> list[tuple[object, ...]]:
    return [cell for block in blocks if isinstance(block, Table) for row in block.rows for cell in row]  # type: ignore[attr-defined]


def test_the_annex_is_named_as_it_is_headed(issued: tuple[Composed, bytes]) -> None:
    document = issued[0].document
    assert document is not None
    paragraphs = [block for block in document.blocks() if isinstance(block, Paragraph)]
    headed = [i for i, block in enumerate(paragraphs) if block.style is Style.ATTACHMENT]
    named = [block.text for block in paragraphs if block.text.startswith("附件：")]
    assert named == [f"附件：{paragraphs[i + 1].text}" for i in headed]
    assert len(headed) == (document.name == "speech")


def test_the_notice_stands_while_the_data_are_made_up(issued: tuple[Composed, bytes]) -> None:
    document = issued[0].document
    assert document is not None
    notices = [
        block.text for block in document.blocks() if isinstance(block, Paragraph) and block.style is Style.NOTICE
    ]
    assert notices == ["示例数据，仅供演示"]


def test_wide_tables_lie_on_turned_pages_and_repeat_their_heads(issued: tuple[Composed, bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(issued[1])) as archive:
        xml = archive.read("word/document.xml").decode()
        charts = [name for name in archive.namelist() if re.fullmatch(r"word/charts/chart[0-9]+.xml", name)]
    tables = re.findall(r"<w:tbl>.*?</w:tbl>", xml, re.DOTALL)
    annex = issued[0].document is not None and issued[0].document.name == "speech"
    assert all(table.count("<w:tblHeader/>") == 1 for table in tables)
    assert len(tables) >= (3 if annex else 7)
    assert 1 <= len(charts) <= 2
    assert xml.count('w:orient="landscape"') == (0 if annex else 5)
    assert len(re.findall(r'<wp:docPr [^>]*descr="[^"]+"', xml)) == len(charts)


def test_wide_tables_have_lines_between_all_cells(issued: tuple[Composed, bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(issued[1])) as archive:
        xml = archive.read("word/document.xml").decode()
    for table in re.findall(r"<w:tbl>.*?</w:tbl>", xml, re.DOTALL):
        assert ("<w:insideV" in table.split("</w:tblPr>")[0]) == (table.count("<w:gridCol ") > 6)
