"""A form goes back with its findings, and comes again: only the reason is to be written."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from form_workspace import JUNE, MAY, MONTH, UNIT, form_ledger
from mzgz import validation
from mzgz.formats.xlsx.form_reader import read_form
from mzgz.formats.xlsx.form_writer import make_form
from mzgz.formats.xlsx.reviewed_workbook import remarks_on, reviewed
from mzgz.intake.form.draft import FileDrafts, Wanted
from mzgz.intake.form.import_result import Pending, prepare
from mzgz.intake.form.layout import OWN_COMMENT, REVIEW
from mzgz.model.findings import Diagnostic
from mzgz.model.ledger import Ledger
from mzgz.model.submissions import ANY_QUERY
from mzgz.validation.rule_names import asking_names, name_of, rule_meant

NAME = "2022-06-150702.xlsx"
ROW = 5
"""Of the numerator that jumped."""
UNEXPLAINED = "\n".join(line for line in JUNE.splitlines() if "rule: " not in line and line != "explanations:") + "\n"


def findings(ledger: Ledger) -> list[Diagnostic]:
    judged = validation.run(ledger, [], as_of=date(2022, 7, 4))
    return [each for each in judged.findings if (each.unit, each.period) == (UNIT, str(MONTH)) and not each.excuse]


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return form_ledger(tmp_path, m2022_05=MAY, m2022_06=UNEXPLAINED)


def sent_back(ledger: Ledger) -> bytes:
    unit = ledger.units.by_code[UNIT]
    made = make_form(ledger, unit, MONTH, rules=asking_names(), filled=True, findings=findings(ledger))
    assert made is not None
    return made


def changed(data: bytes, **cells: Any) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(data), rich_text=True)
    for place, value in cells.items():
        sheet, _, cell = place.partition("_")
        book[sheet][cell].value = value
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def taken(data: bytes, ledger: Ledger) -> FileDrafts:
    return read_form(data, NAME, ledger, Wanted())


def left(data: bytes, ledger: Ledger, root: Path) -> list[str]:
    """The rules that still ask about the figure when the form has been taken in."""
    (draft,) = taken(data, ledger).drafts
    assert draft.complete
    made = prepare(draft, ledger, root, date(2022, 7, 5), [])
    assert isinstance(made, Pending)
    again = form_ledger(root, m2022_05=MAY, m2022_06=made.text or UNEXPLAINED)
    return [each.rule for each in findings(again) if each.target == "nursing-bed-share"]


def test_what_is_asked_stands_at_its_cell_and_on_two_sheets(ledger: Ledger) -> None:
    book = openpyxl.load_workbook(io.BytesIO(sent_back(ledger)))
    assert book.sheetnames[0] == REVIEW
    comment = book["填报"][f"I{ROW}"].comment
    assert comment is not None
    assert comment.text.startswith("【核实】")
    assert comment.text.endswith(OWN_COMMENT)
    assert book["填报"][f"I{ROW}"].fill.start_color.rgb == "FFFFD966"
    rows = [[cell.value for cell in row] for row in book[REVIEW].iter_rows(min_row=3)]
    assert ["核实", "比上次猛增猛减", f"填报 I{ROW}"] in [row[1:4] for row in rows]
    asked = [cell.value for cell in book["情况说明"][4]][1:5]
    assert asked == ["比上次猛增猛减", "护理型床位占比", "分子（812）", None]


def test_the_same_bytes_twice(ledger: Ledger) -> None:
    assert sent_back(ledger) == sent_back(ledger)


def test_unmended_it_comes_back_as_it_was(ledger: Ledger, tmp_path: Path) -> None:
    back = taken(sent_back(ledger), ledger)
    assert {found.rule for found in back.found} == {"reason-blank"}
    made = prepare(back.drafts[0], ledger, tmp_path, date(2022, 7, 5), [])
    assert isinstance(made, Pending)
    assert made.changes == ()


def test_the_reason_alone_on_the_sheet_answers(ledger: Ledger, tmp_path: Path) -> None:
    assert left(sent_back(ledger), ledger, tmp_path) == ["jump"]
    assert left(changed(sent_back(ledger), 情况说明_E4="新建福利院投入使用"), ledger, tmp_path) == []


def test_the_reason_beside_the_figure_answers_whatever_is_asked_of_it(ledger: Ledger, tmp_path: Path) -> None:
    data = changed(sent_back(ledger), **{f"填报_M{ROW}": "新建福利院投入使用"})
    back = taken(data, ledger)
    assert not back.found
    assert [said.rule for said in back.drafts[0].submission.explanations] == [ANY_QUERY]
    assert left(data, ledger, tmp_path) == []


def test_a_reason_no_longer_holds_when_the_figure_changes(ledger: Ledger, tmp_path: Path) -> None:
    data = changed(sent_back(ledger), **{f"填报_M{ROW}": "新建福利院投入使用"})
    (draft,) = taken(data, ledger).drafts
    made = prepare(draft, ledger, tmp_path, date(2022, 7, 5), [])
    assert isinstance(made, Pending)
    text = (made.text or "").replace("{numerator: 812, denominator", "{numerator: 813, denominator")
    again = form_ledger(tmp_path, m2022_05=MAY, m2022_06=text)
    assert "jump" in [each.rule for each in findings(again)]


@pytest.mark.parametrize(
    "written", ["比上次猛增猛减", "jump", "T104", "T104 比上次猛增猛减", "“比上次猛增猛减”", "猛增猛减"]
)
def test_a_rule_is_known_by_its_names(written: str) -> None:
    assert rule_meant(written) == ("jump", ())


def test_a_rule_is_known_by_the_name_it_had_on_forms_of_before() -> None:
    assert rule_meant("与各旗市区相差悬殊") == ("outlier", ())


def test_what_has_not_come_is_nothing_a_form_offers_to_explain() -> None:
    assert name_of("missing-return") not in asking_names()


def test_a_rule_nobody_knows_is_told_with_what_is_near(ledger: Ledger) -> None:
    data = changed(sent_back(ledger), 情况说明_B4="猛增了", 情况说明_E4="新建福利院投入使用")
    found = [each for each in taken(data, ledger).found if each.code == "F156"]
    assert [each.source.cell for each in found] == ["情况说明!B4"]
    assert "猛增了" in found[0].message


def test_names_of_rules_that_ask_are_all_different() -> None:
    assert len(set(asking_names())) == len(asking_names())
    assert name_of("jump") in asking_names()


def test_a_refused_workbook_goes_back_as_it_is_with_what_is_to_be_mended(ledger: Ledger) -> None:
    data = changed(sent_back(ledger), **{f"填报_I{ROW}": "约800", "封面_C7": "规划财务股"})
    back = taken(data, ledger)
    marked = reviewed(data, remarks_on(back.found), "2022-07-05")
    assert marked is not None
    book = openpyxl.load_workbook(io.BytesIO(marked))
    cell = book["填报"][f"I{ROW}"]
    assert cell.value == "约800"
    assert cell.comment is not None
    assert cell.comment.text.startswith("【强制】")
    assert cell.comment.text.count(OWN_COMMENT) == 1
    again = taken(changed(marked, **{f"填报_I{ROW}": 812}), ledger)
    assert again.drafts[0].complete


def test_what_cannot_be_written_again_goes_back_as_a_letter_alone() -> None:
    assert reviewed(b"%PDF", (), "2022-07-05") is None


def test_a_wording_is_not_laid_out_to_be_explained(tmp_path: Path) -> None:
    """It stood on the sheet of explanations with a blank for a reason that nobody takes."""
    slip = UNEXPLAINED.replace("denominator: 1450", "denominator: 1450, note: 护理型床位占比提高5.2%", 1)
    ledger = form_ledger(tmp_path, m2022_05=MAY, m2022_06=slip)
    assert "percent-for-points" in {each.rule for each in findings(ledger)}
    sheet = openpyxl.load_workbook(io.BytesIO(sent_back(ledger)))["情况说明"]
    told = {str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value}
    assert name_of("jump") in told
    assert name_of("percent-for-points") not in told
