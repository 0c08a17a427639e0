"""Each damaged workbook is told in its place; none is imported wrong, none ends in a traceback."""

from __future__ import annotations

import pytest

from damaged_workbooks import DAMAGES, Damage
from form_workspace import JUNE, MAY, MONTH, UNIT, form_ledger
from mzgz.formats.xlsx.form_reader import read_form
from mzgz.formats.xlsx.form_writer import make_form
from mzgz.intake.form.draft import Wanted
from mzgz.intake.form.submission_yaml import submission_text
from mzgz.model.ledger import Ledger

NAME = "2022-06-150702.xlsx"


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    return form_ledger(tmp_path_factory.mktemp("workspace"), m2022_05=MAY, m2022_06=JUNE)


@pytest.fixture(scope="module")
def form(ledger: Ledger) -> bytes:
    made = make_form(ledger, ledger.units.by_code[UNIT], MONTH, filled=True)
    assert made is not None
    return made


@pytest.fixture(scope="module")
def sound(form: bytes, ledger: Ledger) -> str:
    """The return that comes of the form as it was filled."""
    return read_text(form, ledger)


def read_text(data: bytes, ledger: Ledger) -> str:
    (draft,) = read_form(data, NAME, ledger, Wanted()).drafts
    assert draft.complete
    return submission_text(draft.submission, ledger.plans[2022], "x")


def test_the_sound_form_is_taken_without_a_word(form: bytes, ledger: Ledger) -> None:
    taken = read_form(form, NAME, ledger, Wanted())
    assert not taken.found
    assert "nursing-bed-share: {numerator: 812, denominator: 1450}" in read_text(form, ledger)


def test_there_are_enough_of_them() -> None:
    assert len(DAMAGES) >= 120
    assert len({damage.name for damage in DAMAGES}) == len(DAMAGES)


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.name)
def test_damage_is_told_in_its_place(damage: Damage, form: bytes, ledger: Ledger, sound: str) -> None:
    data = damage.make(form)
    taken = read_form(data, NAME, ledger, Wanted())
    if not damage.code:
        assert not taken.found, [f"{finding.code} {finding.source} {finding.message}" for finding in taken.found]
        assert read_text(data, ledger) == sound
        return
    told = [finding for finding in taken.found if finding.code == damage.code]
    assert told, [f"{finding.code} {finding.source} {finding.message}" for finding in taken.found]
    assert {finding.source.path for finding in told} == {NAME}
    assert damage.cell in {finding.source.cell for finding in told}
    assert not any(
        word in finding.message + finding.hint
        for finding in taken.found
        for word in ("Error", "mzgz!", "指纹", "mzgz.yaml", "-share")
    )
    assert not any((finding.source.cell or "").startswith("mzgz!") for finding in taken.found)
    assert any(damage.word in finding.message + finding.hint for finding in told)
    if damage.harmless:
        assert read_text(data, ledger) == sound
    else:
        assert not any(draft.complete for draft in taken.drafts)
