"""The written file keeps the official form, and the checker notices when one does not."""

from __future__ import annotations

import io
import re
import zipfile

import pytest

from docx_check import points
from docx_sample import plain, rich, table
from mzgz.formats.disk.atomic import zip_bytes
from mzgz.formats.docx import Profile, base, write
from mzgz.formats.docx.layout_constants import FOOTER_LINE
from mzgz.model.document import Chart, ChartSeries, Document, Part


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def broken(data: bytes, part: str, old: bytes, new: bytes) -> list[str]:
    """The points that fail once `old` reads `new`."""
    parts = members(data)
    assert old in parts[part]
    return [p.name for p in points(zip_bytes({**parts, part: parts[part].replace(old, new)})) if not p.holds]


def test_a_rich_document_keeps_every_point() -> None:
    found = points(write(rich(), None, Profile()))
    assert [p for p in found if not p.holds] == []
    assert len({p.name for p in found}) >= 75


@pytest.mark.parametrize(
    ("part", "old", "new", "point"),
    [
        ("word/document.xml", b'w:linePitch="579"', b'w:linePitch="580"', "a line grid of 28.95 pt"),
        ("word/document.xml", b"<w:tblHeader/>", b"", "table 1 repeats its head"),
        ("word/document.xml", b'w15:val="hidden"', b'w15:val="tags"', "controls are hidden"),
        ("word/document.xml", b' w:hint="eastAsia"', b"", "doubtful marks say they are Chinese"),
        ("word/styles.xml", b'w:eastAsia="\xe9\xbb\x91\xe4\xbd\x93"', b'w:eastAsia="Arial"', "style heading 1"),
        ("word/styles.xml", b"<w:kinsoku/>", b'<w:kinsoku w:val="0"/>', "kinsoku is on"),
        ("word/settings.xml", b"<w:evenAndOddHeaders/>", b"", "odd and even pages differ"),
        (
            "word/settings.xml",
            b"<w:zoom",
            b"<w:decimalSymbol/><w:zoom",
            "children of settings are in the order of the schema",
        ),
        ("word/charts/chart1.xml", b'val="404040"', b'val="4472C4"', "charts are grey"),
        ("docProps/core.xml", b"<dc:language>zh-CN", b"<dc:language>en", "Chinese"),
    ],
)
def test_the_checker_sees_a_fault(part: str, old: bytes, new: bytes, point: str) -> None:
    failed = broken(write(rich(), None, Profile()), part, old, new)
    assert point in failed


def test_equal_documents_are_equal_bytes() -> None:
    assert write(rich(), None, Profile()) == write(rich(), None, Profile())
    assert base(Profile()) == base(Profile())


def test_every_profile_writes_valid_parts() -> None:
    pages = {
        "standard": (b'w:top="2098"', b'w:linePitch="579"'),
        "compensated": (b'w:top="1960"', b'w:linePitch="589"'),
    }
    for margins, wanted in pages.items():
        parts = members(write(plain("正文"), None, Profile(margins=margins)))  # type: ignore[arg-type]
        assert all(text in parts["word/document.xml"] for text in wanted)
    centred = members(write(rich(), None, Profile(page_number="centre")))
    assert b'<w:jc w:val="center"/>' in centred["word/footer1.xml"]
    assert b'<w:jc w:val="center"/>' in centred["word/footer2.xml"]
    chinese = members(write(plain("正文"), None, Profile(digits="仿宋")))["word/styles.xml"]
    assert b"Times New Roman" not in chinese
    spoken = members(write(plain("正文"), None, Profile(reading=True)))["word/styles.xml"].decode()
    body = spoken[spoken.index('w:val="公文正文"') :]
    assert body.index('w:line="720"') < body.index('<w:sz w:val="36"/>') < body.index("</w:style>")


def test_a_profile_nobody_knows_is_refused() -> None:
    with pytest.raises(ValueError, match="page_number 只能写 outside 或 centre，现为 'inside'"):
        Profile(page_number="inside")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "parts", [(), (Part(()),), (Part(()), Part((), landscape=True)), (Part((table("表", 2),)),) * 2]
)
def test_documents_without_a_closing_paragraph_keep_the_form(parts: tuple[Part, ...]) -> None:
    found = points(write(Document("d", "题", "科", "2022-12-31", parts), None, Profile()))
    assert [p for p in found if not p.holds] == []


def test_the_footer_of_a_turned_page_takes_no_room_from_its_table() -> None:
    """The number stands in a frame of its own: the line under it ends where the margin does."""
    document = Document("tables", "表", "某局", "2023-01-05", (Part((table("表", 2),), landscape=True),))
    body = members(write(document, None, Profile()))["word/document.xml"].decode()
    margins = re.search(r'<w:pgMar[^>]*w:bottom="(\d+)"[^>]*w:footer="(\d+)"', body)
    assert margins is not None
    assert int(margins[2]) + FOOTER_LINE <= int(margins[1])


def test_a_note_under_a_table_is_not_parted() -> None:
    styles = members(write(plain("正文"), None, Profile()))["word/styles.xml"].decode()
    note = styles[styles.index('w:val="表格附注"') :]
    assert note.index("<w:keepLines/>") < note.index("</w:style>")


def test_a_chart_of_one_bar_to_a_unit_leaves_room_for_the_table_above_it() -> None:
    """Fourteen units: head, rows and note of their table take some 7,300 twips of a page."""
    units = tuple(f"某某旗{n}" for n in range(14))
    chart = Chart("图1　占比", units, (ChartSeries("占比", ("1",) * 14),), "%")
    body = members(write(Document("n", "表", "某局", "2023-01-05", (Part((chart,)),)), None, Profile()))
    extent = re.search(r'<wp:extent[^>]*cy="(\d+)"', body["word/document.xml"].decode())
    assert extent is not None
    assert int(extent[1]) // 635 <= 4500
