"""Documents that LibreOffice has opened and saved again, in its own formats too, are read as before."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from edited_documents import Office, accepted, board_of, codes, returns, states, typed
from mzgz.formats.docx import Profile, write
from mzgz.formats.docx.document_reader import read
from mzgz.formats.docx.document_updater import refresh
from mzgz.intake.workspace import load
from mzgz.progress.board import Board
from mzgz.publishing.report.document_kinds import make
from mzgz.publishing.verify.document_verification import verify

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
pytestmark = pytest.mark.skipif(SOFFICE is None, reason="没有安装 LibreOffice，往返测试跳过")

LESS = (94, 93, 94, 93, 94, 85)
SHARE = "nursing-bed-share:value"


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("profile")


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return Office(board_of(tmp_path_factory.mktemp("before")))


@pytest.fixture(scope="module")
def after(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return Office(board_of(tmp_path_factory.mktemp("after"), returns(LESS)))


def saved(data: bytes, way: list[str], folder: Path, profile: Path) -> bytes:
    """The document after it was saved in each of the formats in turn."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "a.docx"
    file.write_bytes(data)
    for number, suffix in enumerate(way):
        out = folder / str(number)
        home = f"-env:UserInstallation={profile.as_uri()}"
        command = [str(SOFFICE), home, "--headless", "--convert-to", suffix, "--outdir", str(out), str(file)]
        subprocess.run(command, check=True, capture_output=True, timeout=180)  # noqa: S603 - the program found above
        file = out / f"a.{suffix.split(':')[0]}"
    return file.read_bytes()


WAYS = {
    "docx": ["docx:MS Word 2007 XML"],
    "docx twice": ["docx:MS Word 2007 XML", "docx:MS Word 2007 XML"],
    "odt": ["odt", "docx:MS Word 2007 XML"],
    "doc": ["doc", "docx:MS Word 2007 XML"],
}


@pytest.mark.parametrize("way", WAYS)
def test_saved_by_libreoffice(before: Office, after: Office, way: str, tmp_path: Path, profile: Path) -> None:
    """Not one false alarm, and what people or the data change afterwards is still told."""
    data = before.docx(("再说一次，", before.figure("aid-projects"), "个。"))
    came_back = saved(data, WAYS[way], tmp_path, profile)
    verification = before.verify(came_back)
    assert states(verification) == states(before.verify(data))
    assert codes(verification) == []
    assert verification.figures[0].paragraph is not None
    assert verification.figures[0].paragraph.headings == ("二、2022年工作成效", "（一）健全完善养老服务体系")
    moved = after.verify(came_back)
    assert [state for state in states(moved).values() if state != "ok"] == ["stale"] * 3
    assert codes(moved) == ["V101"] * 3


@pytest.mark.parametrize("way", WAYS)
def test_refreshed_after_libreoffice(before: Office, after: Office, way: str, tmp_path: Path, profile: Path) -> None:
    """What LibreOffice saved can be brought up to date, saved again, accepted, and is clean."""
    came_back = saved(before.docx(), WAYS[way], tmp_path / "1", profile)
    verification = after.verify(came_back)
    made = refresh(read(came_back), verification.renewals, verification.remarks, "某局", "2023-01-05", tracked=True)
    assert len(made.renewed) == 3
    assert codes(after.verify(accepted(made.data))) == []
    again = saved(made.data, WAYS["docx"], tmp_path / "2", profile)
    assert set(states(after.verify(again)).values()) <= {"ok", "tracked"}
    assert codes(after.verify(accepted(again))) == []


def test_a_number_typed_over_is_told_after_saving(before: Office, tmp_path: Path, profile: Path) -> None:
    came_back = saved(
        typed(before.docx(), "nursing-bed-share@city/2022-12:value", "58%"), WAYS["docx"], tmp_path, profile
    )
    assert states(before.verify(came_back))[SHARE] == "edited"
    assert codes(before.verify(came_back)) == ["V103"]


def test_the_whole_speech_comes_back_as_it_was(tmp_path: Path, profile: Path) -> None:
    """Numbers of every kind, in Chinese characters too, in text and in narrow columns."""
    root = Path(__file__).resolve().parents[2]
    ledger, _ = load(root)
    board = Board(ledger, 2022, ledger.last_received(2022) or date.max)
    document = make("speech", board, root).document
    assert document is not None
    came_back = saved(write(document, None, Profile()), WAYS["docx"], tmp_path, profile)
    verification = verify(read(came_back).document, board, "speech.docx", document)
    assert {result.state for result in verification.figures} == {"ok"}
    assert any(not result.printed.isascii() for result in verification.figures)
