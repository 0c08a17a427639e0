"""Returns saved as .ods, .xls and .et: read as exactly as .xlsx, or told."""

from __future__ import annotations

import shutil
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from damaged_workbooks import CARRIED, Damage, raw
from form_workspace import JUNE, MAY, MONTH, UNIT, form_ledger
from mzgz.formats.form_file_kinds import take_bytes
from mzgz.formats.workbook_admission import open_workbook
from mzgz.formats.xls.record_walk import refers_outside, sheet_records, sheet_starts
from mzgz.formats.xlsx.form_reader import read_form
from mzgz.formats.xlsx.form_writer import make_form
from mzgz.formats.xlsx.package_parts import Broken
from mzgz.intake.form import layout
from mzgz.intake.form.draft import Wanted
from mzgz.intake.form.submission_yaml import submission_text
from mzgz.model.findings import Diagnostic
from mzgz.model.ledger import Ledger
from mzgz.model.submissions import Entry
from ods_forms import RAISED, STRUCK, STRUCK_CELL, as_ods, document, typed_cell


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    return form_ledger(tmp_path_factory.mktemp("workspace"), m2022_05=MAY, m2022_06=JUNE)


@pytest.fixture(scope="module")
def form(ledger: Ledger) -> bytes:
    made = make_form(ledger, ledger.units.by_code[UNIT], MONTH, filled=True)
    assert made is not None
    return made


def taken(data: bytes, name: str, ledger: Ledger) -> tuple[str | None, list[Diagnostic]]:
    """The text of the return, where it is taken, and what was found."""
    read = read_form(data, f"2022-06-150702.{name}", ledger, Wanted())
    texts = [submission_text(one.submission, ledger.plans[2022], "x") for one in read.drafts if one.complete]
    return (texts[0] if texts else None), list(read.found)


def test_a_form_saved_as_ods_says_what_the_form_said(form: bytes, ledger: Ledger) -> None:
    assert taken(as_ods(form), "ods", ledger) == taken(form, "xlsx", ledger)
    assert taken(as_ods(form), "ods", ledger)[1] == []


NUMBER, DAY, NOTE = "I5", "I9", "M15"


@pytest.mark.parametrize(
    ("cell", "put", "code", "word"),
    [
        (NUMBER, typed_cell('value-type="percentage" value="0.55"', "55%"), "F143", "55%"),
        (NUMBER, typed_cell('value-type="percentage" value="1"', "100%"), "F143", "100%"),
        (NUMBER, typed_cell('value-type="float" value="55"', "55%"), "F143", "55%"),
        (NUMBER, typed_cell('value-type="float" value="8120000"', "812.0万张"), "F138", "812.0万张"),
        (NUMBER, typed_cell('value-type="float" value="812"', "812千"), "F138", "812千"),
        (NUMBER, typed_cell('value-type="float" value="812"'), "F138", "空白"),
        (NUMBER, typed_cell('value-type="date" date-value="2022-03-04"', "3月4日"), "F144", "2022-03-04"),
        (NUMBER, typed_cell('value-type="boolean" boolean-value="true"', "TRUE"), "F146", "TRUE"),
        (NUMBER, typed_cell('value-type="string"', "８１２"), "F141", "812"),
        (NUMBER, typed_cell('value-type="string" formula="of:=1/0"', "#DIV/0!"), "F132", "#DIV/0!"),
        (
            NUMBER,
            typed_cell('value-type="float" value="812" formula="of:=\'file:///a.ods\'#$x.A1"', "812"),
            "F133",
            "别的文件",
        ),
        (
            NUMBER,
            typed_cell('value-type="string"', f'<text:span text:style-name="{STRUCK}">853</text:span>900'),
            "F140",
            "只填 900",
        ),
        (
            NUMBER,
            typed_cell('value-type="string"', f'812<text:span text:style-name="{RAISED}">1</text:span>'),
            "F154",
            "只填 812",
        ),
        (NUMBER, typed_cell(f'value-type="float" value="812" table:style-name="{STRUCK_CELL}"', "812"), "F139", "812"),
        (NUMBER, typed_cell('table:number-rows-spanned="2" value-type="float" value="812"', "812"), "F125", "I5:I6"),
        (DAY, typed_cell('value-type="date" date-value="32767-12-31"', "#FMT"), "F147", "32767-12-31"),
        (DAY, typed_cell('value-type="date" date-value="2505-09-04"', "2505-09-04"), "F149", "2022-12-20"),
        (DAY, typed_cell('value-type="float" value="44701"', "44701"), "F149", "2022-05-20"),
        (NOTE, typed_cell('value-type="string" formula="of:=已完成"', "#NAME?"), "F134", "已完成"),
    ],
)
def test_what_a_cell_of_an_ods_shows_is_held_against_what_it_holds(
    form: bytes, ledger: Ledger, cell: str, put: str, code: str, word: str
) -> None:
    text, found = taken(as_ods(form, layout.FIGURES, cell, put), "ods", ledger)
    told = [one for one in found if one.code == code and one.source.cell == f"{layout.FIGURES}!{cell}"]
    assert told, [(one.code, one.source.cell, one.message) for one in found]
    assert any(word in one.message + one.hint for one in told)
    assert text is None


@pytest.mark.parametrize(
    "put",
    [
        typed_cell('value-type="float" value="812"', "812张"),
        typed_cell('value-type="float" value="812"', "###"),
        typed_cell('value-type="float" value="812"', "8.12E+02"),
        typed_cell('value-type="currency" value="812"', "￥812.00"),
        '<table:table-cell office:value-type="float" office:value="812"/>',
    ],
)
def test_a_number_shown_in_another_dress_is_the_same_number(form: bytes, ledger: Ledger, put: str) -> None:
    assert taken(as_ods(form, layout.FIGURES, NUMBER, put), "ods", ledger) == taken(form, "xlsx", ledger)


def test_comments_and_pictures_over_an_ods_are_told(form: bytes, ledger: Ledger) -> None:
    over = "<office:annotation><text:p>实际应为900</text:p></office:annotation>"
    over += "<draw:frame><draw:image/><text:p>图</text:p></draw:frame>"
    put = typed_cell('value-type="float" value="812"', "812", over)
    data = as_ods(form, layout.FIGURES, NUMBER, put)
    data = document(_content(data).replace("xmlns:text=", 'xmlns:draw="d" xmlns:text=', 1))
    text, found = taken(data, "ods", ledger)
    assert [one.code for one in found] == ["F127", "F128"]
    assert "实际应为900" in found[0].message
    assert text == taken(form, "xlsx", ledger)[0]


def _content(data: bytes) -> str:
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read("content.xml").decode()


def test_what_an_ods_does_not_show_is_told(form: bytes, ledger: Ledger) -> None:
    hidden = '<table:table-column table:number-columns-repeated="8"/><table:table-column table:visibility="collapse"/>'
    unseen = '<style:style style:name="ta9" style:family="table"><style:table-properties table:display="false"/></style:style>'
    content = _content(as_ods(form)).replace("<office:automatic-styles>", f"<office:automatic-styles>{unseen}", 1)
    table = f'<table:table table:name="{layout.FIGURES}">'
    assert table in content
    for put, code, word in (
        (table + hidden, "F185", "I列"),
        (table.replace(">", ' table:style-name="ta9">'), "F186", layout.FIGURES),
    ):
        text, found = taken(document(content.replace(table, put, 1)), "ods", ledger)
        assert [(one.code, word in one.message) for one in found] == [(code, True)]
        assert text == taken(form, "xlsx", ledger)[0]


def test_a_workbook_is_known_by_what_it_holds(form: bytes, ledger: Ledger) -> None:
    for name in ("海拉尔.csv", "海拉尔.txt", "海拉尔"):
        assert [draft.complete for draft in take_bytes(form, name, ledger, Wanted()).drafts] == [True]


def test_an_ods_that_repeats_one_cell_without_end_is_refused(form: bytes) -> None:
    put = typed_cell('value-type="float" value="8" table:number-columns-repeated="16000"', "8")
    data = as_ods(form, layout.FIGURES, "A900", put)
    data = document(_content(data).replace("<table:table-row><table:table-cell office:value-type=\"float\" office:value=\"8\"",
        "<table:table-row table:number-rows-repeated=\"1000000\"><table:table-cell office:value-type=\"float\" office:value=\"8\""))  # fmt: skip
    _, found = open_workbook(data, "x.ods")
    assert [one.code for one in found] == ["F104"]
    assert "太多" in found[0].message


def test_without_its_reader_an_old_workbook_is_told_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlrd", None)
    monkeypatch.delitem(sys.modules, "mzgz.formats.xls.binary_workbook", raising=False)
    _, (found,) = open_workbook(OLE, "海拉尔.et")
    assert found.code == "F181"
    assert "另存为“Excel 工作簿（.xlsx）”" in str(found.hint)
    assert 'pip install "mzgz[xls]"' in str(found.hint)


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


@pytest.mark.parametrize(
    ("data", "code"), [(OLE, "F104"), (OLE[:40], "F104"), (OLE + "_VBA_PROJECT".encode("utf-16-le"), "F107")]
)
def test_an_old_workbook_that_is_none_is_refused(data: bytes, code: str) -> None:
    pytest.importorskip("xlrd")
    _, (found,) = open_workbook(data, "海拉尔.et")
    assert found.code == code


def record(code: int, data: bytes) -> bytes:
    return struct.pack("<HH", code, len(data)) + data


BEGIN, END = record(0x809, bytes(16)), record(0x0A, b"")


def test_the_records_of_a_sheet_tell_formulas_and_pictures() -> None:
    formula = struct.pack("<HHH8sHIH", 4, 8, 0, b"", 0, 0, 3) + b"\x1e\x07\x00"
    chart = BEGIN + record(0x06, formula) + END
    sheet = BEGIN + chart + record(0x06, formula.replace(b"\x04\x00\x08", b"\x05\x00\x08", 1)) + END
    (told,) = sheet_records(b"??" + sheet, [2])
    assert told.formulas == {(5, 8): b"\x03\x00\x1e\x07\x00"}
    assert not told.pictured
    (told,) = sheet_records(BEGIN + record(0x5D, struct.pack("<HHHH", 0x15, 0x12, 8, 1)) + END, [0])
    assert told.pictured


def test_the_first_part_lists_sheets_and_other_workbooks() -> None:
    listed = record(0x85, struct.pack("<IBBB", 60, 0, 0, 1)) + record(0x85, struct.pack("<IBBB", 90, 0, 2, 1))
    own, other = record(0x1AE, b"\x08\x00\x01\x04"), record(0x1AE, b"\x01\x00\x05\x00\x00a.xls")
    assert sheet_starts(BEGIN + listed + END, 0) == [60]
    assert not refers_outside(BEGIN + listed + own + END, 0)
    assert refers_outside(BEGIN + listed + own + other + END, 0)


def test_rows_without_end_are_not_set_aside_memory_for() -> None:
    cells = b"".join(record(0x203, struct.pack("<HHHd", row, 255, 0, 1.0)) for row in range(8000))
    with pytest.raises(Broken):
        sheet_records(BEGIN + cells + END, [0])


@pytest.fixture(scope="module")
def saved(form: bytes, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sound form and damaged ones, saved again by LibreOffice in both formats."""
    folder = tmp_path_factory.mktemp("saved")
    (folder / "sound.xlsx").write_bytes(form)
    for number, damage in enumerate(CARRIED):
        (folder / f"{number}.xlsx").write_bytes(damage.make(form))
    (folder / "shows-nothing.xlsx").write_bytes(raw(NUMBER, '<f>IF(1=1,"","")</f><v></v>', "str")(form))
    sources = [str(file) for file in sorted(folder.glob("*.xlsx"))]
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    for kind in ("xls:MS Excel 97", "ods"):
        command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(folder), *sources]
        subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - our own office, our own files
    return folder


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_damage_is_told_the_same_in_the_older_formats(saved: Path, form: bytes, ledger: Ledger, kind: str) -> None:
    pytest.importorskip("xlrd")
    sound = taken(form, "xlsx", ledger)[0]
    assert taken((saved / f"sound.{kind}").read_bytes(), kind, ledger) == (sound, [])
    assert len(CARRIED) == 30
    missed = [damage.name for number, damage in enumerate(CARRIED) if not _told(saved, number, damage, kind, ledger)]
    assert missed == []


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_a_formula_that_shows_nothing_is_no_nought(saved: Path, ledger: Ledger, kind: str) -> None:
    """In an .xls some programs keep a nought for it."""
    pytest.importorskip("xlrd")
    (draft,) = read_form((saved / f"shows-nothing.{kind}").read_bytes(), f"a.{kind}", ledger, Wanted()).drafts
    assert draft.submission.entries["nursing-bed-share"] == Entry(denominator=1450)


def _told(saved: Path, number: int, damage: Damage, kind: str, ledger: Ledger) -> bool:
    text, found = taken((saved / f"{number}.{kind}").read_bytes(), kind, ledger)
    places = {one.source.cell for one in found if one.code == damage.code}
    said = damage.cell in places if damage.code else not found
    return said and (text is not None) == damage.harmless


@pytest.mark.parametrize(
    ("shown", "cells", "told"),
    [
        ('<text:s text:c="1000"/>' * 33, 1, "A900 的文字太长，一格最多32767个字"),
        ('<text:s text:c="9999999"/>', 1, "A900 的文字太长，一格最多32767个字"),
        ('<text:s text:c="32000"/>', 130, "文字太多，一个文件最多400万字"),
    ],
)
def test_spaces_written_as_a_number_are_counted(form: bytes, shown: str, cells: int, told: str) -> None:
    put = typed_cell('value-type="string"', shown) * cells
    _, found = open_workbook(as_ods(form, layout.FIGURES, "A900", put), "x.ods")
    assert [one.code for one in found] == ["F104"]
    assert told in found[0].message
