"""Forms of the layout before, which units were sent before the new one, are taken as they come back."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from form_workspace import JUNE, MAY, MONTH, UNIT, form_ledger
from forms_of_before import form_of_before
from mzgz.formats.workbook_admission import open_workbook
from mzgz.formats.xlsx.form_reader import read_form
from mzgz.formats.xlsx.form_rewriter import rewritten
from mzgz.formats.xlsx.form_writer import make_form
from mzgz.formats.xlsx.reviewed_workbook import remarks_on, reviewed
from mzgz.intake.form.draft import FileDrafts, Wanted
from mzgz.intake.form.submission_yaml import submission_text
from mzgz.model.ledger import Ledger
from ods_forms import RAISED, STRUCK, as_ods, typed_cell

NAME = "2022-06-150702.xlsx"


@pytest.fixture
def said(tmp_path: Path) -> Ledger:
    return form_ledger(tmp_path / "said", m2022_05=MAY, m2022_06=JUNE)


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return form_ledger(tmp_path / "blank", m2022_05=MAY)


def taken(data: bytes, ledger: Ledger) -> FileDrafts:
    return read_form(data, NAME, ledger, Wanted())


def text(found: FileDrafts, ledger: Ledger) -> str:
    (draft,) = found.drafts
    assert draft.complete
    return submission_text(draft.submission, ledger.plans[2022], "x")


def changed(data: bytes, change: Callable[[Any], object]) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(data))
    change(book)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_what_was_typed_into_it_comes_back_equal(said: Ledger, ledger: Ledger) -> None:
    submission = said.submissions[MONTH, UNIT]
    before = taken(form_of_before(ledger, submission), ledger)
    assert before.found == ()
    back = before.drafts[0].submission
    for name in ("entries", "filled_by", "approved_by", "highlights", "honours", "problems"):
        assert getattr(back, name) == getattr(submission, name)
    assert [each.reason for each in back.explanations] == [each.reason for each in submission.explanations]
    assert str(back.at("entries", "visit-system", "evidence")) == f"{NAME}:填报!I12"
    assert str(back.at("highlights", 0)) == f"{NAME}:亮点!C4"


def test_forms_that_did_not_say_which_number_is_meant_are_still_read(said: Ledger) -> None:
    today = make_form(said, said.units.by_code[UNIT], MONTH, filled=True)
    assert today is not None

    def unsaid(book: Any) -> None:
        sheet = book["填报"]
        labels = [sheet[f"D{row}"] for row in range(4, sheet.max_row + 1)]
        assert [cell.value for cell in labels if "累计" in str(cell.value)] == ["支出（1月起累计）"]
        for cell in labels:
            if cell.value:
                cell.value = cell.value.replace("（1月起累计）", "").replace("（本月数）", "")

    back = taken(changed(today, unsaid), said)
    assert back.found == ()
    assert back.drafts[0].submission.entries == said.submissions[MONTH, UNIT].entries


def test_both_layouts_say_the_same(said: Ledger, ledger: Ledger) -> None:
    today = make_form(said, said.units.by_code[UNIT], MONTH, filled=True)
    assert today is not None
    assert {each.rule for each in taken(today, said).found} == set()
    before = form_of_before(said, said.submissions[MONTH, UNIT])
    back = taken(before, said).drafts[0].submission
    assert back.entries == taken(today, said).drafts[0].submission.entries


@pytest.mark.parametrize(
    ("cell", "value", "code"),
    [
        (("填报", "I5"), "约800", "F141"),
        (("填报", "M7"), "另有3处", "F126"),
        (("填报", "N5"), "已核", "F126"),
        (("填报", "M3"), "说明", "F121"),
        (("荣誉", "C4"), None, "F152"),
        (("亮点", "B4"), "养老", "F150"),
    ],
)
def test_what_is_wrong_in_it_is_told_at_its_cell(
    said: Ledger, ledger: Ledger, cell: tuple[str, str], value: str | None, code: str
) -> None:
    def change(book: Any) -> None:
        sheet = book[cell[0]]
        for area in list(sheet.merged_cells.ranges):
            sheet.unmerge_cells(str(area))
        sheet[cell[1]].value = value

    found = taken(changed(form_of_before(ledger, said.submissions[MONTH, UNIT]), change), ledger)
    assert (code, "!".join(cell)) in [(each.code, each.source.cell) for each in found.found]
    assert not any(draft.complete for draft in found.drafts)


def test_it_goes_back_with_its_findings_and_comes_again(said: Ledger, ledger: Ledger) -> None:
    data = changed(
        form_of_before(ledger, said.submissions[MONTH, UNIT]), lambda book: book["填报"].__setitem__("I5", "约800")
    )
    marked = reviewed(data, remarks_on(taken(data, ledger).found), "2022-07-05")
    assert marked is not None
    assert openpyxl.load_workbook(io.BytesIO(marked))["填报"]["I5"].comment is not None
    mended = changed(marked, lambda book: book["填报"].__setitem__("I5", 812))
    assert "numerator: 812" in text(taken(mended, ledger), ledger)


def test_a_sheet_of_the_layout_before_that_was_taken_out_is_missed(said: Ledger, ledger: Ledger) -> None:
    data = changed(form_of_before(ledger, said.submissions[MONTH, UNIT]), lambda book: book.remove(book["荣誉"]))
    assert [(each.code, each.source.cell) for each in taken(data, ledger).found] == [("F117", "荣誉!A1")]


def test_from_another_format_it_goes_back_as_a_workbook_and_comes_again(said: Ledger, ledger: Ledger) -> None:
    """Cell by cell, with its findings at the cells; what was struck out is asked about again, what is mended is taken."""
    typed = form_of_before(ledger, said.submissions[MONTH, UNIT])
    other = as_ods(typed, "填报", "I5", typed_cell('value-type="string"', "约800"))
    found = read_form(other, NAME.replace("xlsx", "ods"), ledger, Wanted()).found
    opened, _ = open_workbook(other, "form.ods")
    assert opened is not None
    back = rewritten(opened, ledger, ledger.units.by_code[UNIT], MONTH)
    assert back is not None
    marked = reviewed(back, remarks_on(found), "2022-07-05")
    assert marked is not None
    book = openpyxl.load_workbook(io.BytesIO(marked))
    assert "约800" in book["填报"]["I5"].comment.text
    assert book["mzgz"].sheet_state == "hidden"
    assert [(each.code, each.source.cell) for each in taken(marked, ledger).found] == [("F141", "填报!I5")]
    mended = changed(marked, lambda book: book["填报"].__setitem__("I5", 812))
    assert text(taken(mended, ledger), ledger) == text(taken(typed, ledger), ledger)


@pytest.mark.parametrize("style", [STRUCK, RAISED])
def test_digits_struck_out_or_raised_stay_so_on_the_way_back(said: Ledger, ledger: Ledger, style: str) -> None:
    digits = f'8<text:span text:style-name="{style}">1</text:span>2'
    typed = form_of_before(ledger, said.submissions[MONTH, UNIT])
    other = as_ods(typed, "填报", "I5", typed_cell('value-type="string"', digits))
    before = read_form(other, NAME.replace("xlsx", "ods"), ledger, Wanted()).found
    opened, _ = open_workbook(other, "form.ods")
    assert opened is not None
    back = rewritten(opened, ledger, ledger.units.by_code[UNIT], MONTH)
    assert back is not None
    assert [each.source.cell for each in before] == ["填报!I5"]
    assert [each.source.cell for each in taken(back, ledger).found] == ["填报!I5"]
