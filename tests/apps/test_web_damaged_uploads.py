"""Every damaged workbook, old formats among them, is told the same at the desk as by `mzgz import`, and none is taken in
by one and refused by the other."""

from __future__ import annotations

import html
import io
import re
import shutil
import subprocess
from contextlib import suppress
from pathlib import Path

import pytest

pytest.importorskip("flask")

from flask.testing import FlaskClient

from damaged_workbooks import CARRIED, DAMAGES, Damage
from form_workspace import JUNE, MAY, MONTH, UNIT, form_ledger
from mzgz.apps.cli import run
from mzgz.apps.web.application import create_app
from mzgz.apps.web.unfinished_forms import HalfFilled
from mzgz.apps.web.web_settings import LOOPBACK, WebSettings
from mzgz.formats.form_file_kinds import take_bytes
from mzgz.formats.terminal.text_width import printable
from mzgz.formats.xlsx.form_writer import make_form
from mzgz.intake.form.draft import Wanted
from mzgz.language.personal_data import masked
from mzgz.model.ledger import Ledger
from mzgz.workflow.finding_in_form import message_of
from mzgz.workflow.findings_before_import import refused_as_well
from ods_forms import as_ods
from web_desk import START, token_of

PAGE = f"/fill/{MONTH}/{UNIT}"
SOME = CARRIED[::5]
_ID = re.compile(r"（[a-z0-9]+(?:[-_][a-z0-9]+)*）")
"""Of a target: at a terminal it is named, on a page it is not."""
Told = list[tuple[str, str, str]]
"""Severity, cell and message of each finding."""


class Desk:
    """A workspace with its desk, and the commands beside it."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "office"
        self.ledger: Ledger = form_ledger(self.root, m2022_05=MAY, m2022_06=JUNE)
        app = create_app(
            WebSettings(self.root, b"k" * 32, lambda: START, entry_code="once", names=LOOPBACK, apart=False)
        )
        self.client: FlaskClient = app.test_client()
        assert self.client.get("/enter/once").status_code == 302
        self.token = token_of(self.client, PAGE)
        made = make_form(self.ledger, self.ledger.units.by_code[UNIT], MONTH, filled=True)
        assert made is not None
        self.form = made

    def upload(self, data: bytes, name: str) -> tuple[bool, Told]:
        """Whether it was taken in, and what was told."""
        HalfFilled.drop(self.root, UNIT, MONTH)
        form = {"token": self.token, "file": (io.BytesIO(data), name)}
        answer = self.client.post(f"{PAGE}/upload", data=form, content_type="multipart/form-data")
        assert answer.status_code in (200, 422), answer.text
        page = answer.text
        listed = re.search(r'<ul class="refused">(.*?)</ul>', page, re.S)
        each = re.findall(r"<li><span[^>]*>([^<]*)</span>(.*?)<small>", listed[1] if listed else "", re.S)
        told = [(label, *_apart(html.unescape(text))) for label, text in each]
        return HalfFilled.of(self.root, UNIT, MONTH) is not None, sorted(told)

    def command(self, data: bytes, name: str, capsys: pytest.CaptureFixture[str]) -> tuple[bool, Told, str]:
        """The same of the file by the command's own reading, and what the command printed."""
        taken = take_bytes(data, name, self.ledger, Wanted(UNIT, MONTH))
        file = self.root.parent / name
        file.write_bytes(data)
        capsys.readouterr()
        with pytest.raises(SystemExit):
            run(["import", str(file), "--unit", UNIT, "--period", str(MONTH), "-C", str(self.root)])
        out = capsys.readouterr()
        outside = refused_as_well(taken.drafts, self.ledger, self.root, START.date(), (), START.date())
        found = [*taken.found, *(one for _, own in outside for one in own)]
        told = [(one.severity.label, one.source.cell or "", message_of(one)) for one in found]
        return any(draft.complete for draft in taken.drafts), sorted(told), out.out + out.err


def _apart(text: str) -> tuple[str, str]:
    cell, sign, message = text.partition("：")
    return (cell, message) if sign and re.fullmatch(r"[^“”，。]+![A-Z]+[0-9]+", cell) else ("", text)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk(tmp_path_factory.mktemp("uploads"))


def differing(desk: Desk, files: dict[str, tuple[str, bytes]], capsys: pytest.CaptureFixture[str]) -> list[str]:
    """The names of files that are told otherwise at the desk."""
    wrong = []
    for called, (name, data) in files.items():
        at_desk = desk.upload(data, name)
        taken, told, printed = desk.command(data, name, capsys)
        words = "".join(_ID.sub("", printed).split())
        silent = [message for _, _, message in told if "".join(printable(masked(message)).split()) not in words]
        if at_desk != (taken, told) or silent or "Traceback" in printed:
            wrong.append(called)
    return wrong


def test_every_damage_is_told_the_same(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    """Two of each finding, in whatever cell: that all the others are told is the subject of the reader's own tests."""
    kinds: dict[tuple[str, bool], list[Damage]] = {}
    for each in DAMAGES:
        kinds.setdefault((each.code, each.harmless), []).append(each)
    some = [each for alike in kinds.values() for each in alike[:2]]
    files = {each.name: ("2022-06-150702.xlsx", each.make(desk.form)) for each in some}
    assert len(files) >= 80
    assert differing(desk, files, capsys) == []


def test_so_is_each_saved_as_an_ods(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    """One of each finding: once it is open, a workbook is the same whatever it was saved as."""
    saved: dict[str, tuple[str, bytes]] = {}
    for each in DAMAGES:
        if each.code not in saved:
            with suppress(AssertionError, ValueError):  # nothing opens it, so that nothing saves it in another format
                saved[each.code] = ("2022-06-150702.ods", as_ods(each.make(desk.form)))
    assert len(saved) > 35
    assert differing(desk, saved, capsys) == []


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_so_is_each_saved_as_an_xls(desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("xlrd")
    for number, damage in enumerate(SOME):
        (tmp_path / f"{number}.xlsx").write_bytes(damage.make(desk.form))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    sources = [str(file) for file in sorted(tmp_path.glob("*.xlsx"))]
    command = ["soffice", profile, "--headless", "--convert-to", "xls:MS Excel 97", "--outdir", str(tmp_path), *sources]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - our own office, our own files
    saved = {
        damage.name: ("2022-06-150702.xls", (tmp_path / f"{number}.xls").read_bytes())
        for number, damage in enumerate(SOME)
    }
    assert differing(desk, saved, capsys) == []
