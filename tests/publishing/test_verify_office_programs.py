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


WORD = "docx:MS Word 2007 XML"
WAYS = ("docx", "docx twice", "odt", "doc")


def saved(files: dict[str, bytes], kind: str, folder: Path, profile: Path) -> dict[str, bytes]:
    """Files by their names, each saved in another format: the program starts once for all of them."""
    for name, data in files.items():
        (folder / name).write_bytes(data)
    home, out = f"-env:UserInstallation={profile.as_uri()}", folder / "out"
    sources = [str(folder / name) for name in files]
    command = [str(SOFFICE), home, "--headless", "--convert-to", kind, "--outdir", str(out), *sources]
    subprocess.run(command, check=True, capture_output=True, timeout=180)  # noqa: S603 - the program found above
    return {name: (out / name).with_suffix("." + kind.partition(":")[0]).read_bytes() for name in files}


@pytest.fixture(scope="module")
def sent(before: Office) -> bytes:
    return before.docx(("再说一次，", before.figure("aid-projects"), "个。"))


@pytest.fixture(scope="module")
def came_back(sent: bytes, tmp_path_factory: pytest.TempPathFactory, profile: Path) -> dict[str, bytes]:
    """The document as it is after each way."""

    def again(files: dict[str, bytes], kind: str) -> dict[str, bytes]:
        return saved(files, kind, tmp_path_factory.mktemp("saved"), profile)

    word, odt, doc = (again({"a.docx": sent}, kind)["a.docx"] for kind in (WORD, "odt", "doc"))
    return dict(zip(WAYS, (word, *again({"twice.docx": word, "a.odt": odt, "b.doc": doc}, WORD).values()), strict=True))


@pytest.mark.parametrize("way", WAYS)
def test_saved_by_libreoffice(
    before: Office, after: Office, sent: bytes, came_back: dict[str, bytes], way: str
) -> None:
    """Not one false alarm, and what people or the data change afterwards is still told."""
    verification = before.verify(came_back[way])
    assert states(verification) == states(before.verify(sent))
    assert codes(verification) == []
    assert verification.figures[0].paragraph is not None
    assert verification.figures[0].paragraph.headings == ("二、2022年工作成效", "（一）健全完善养老服务体系")
    moved = after.verify(came_back[way])
    assert [state for state in states(moved).values() if state != "ok"] == ["stale"] * 3
    assert codes(moved) == ["V101"] * 3


def test_refreshed_after_libreoffice(after: Office, came_back: dict[str, bytes], tmp_path: Path, profile: Path) -> None:
    """What LibreOffice saved can be brought up to date, saved again, accepted, and is clean."""
    made = {}
    for way, data in came_back.items():
        found = after.verify(data)
        one = refresh(read(data), found.renewals, found.remarks, "某局", "2023-01-05", tracked=True)
        assert len(one.renewed) == 3, way
        assert codes(after.verify(accepted(one.data))) == [], way
        made[f"{way}.docx"] = one.data
    for way, again in saved(made, WORD, tmp_path, profile).items():
        assert set(states(after.verify(again)).values()) <= {"ok", "tracked"}, way
        assert codes(after.verify(accepted(again))) == [], way


def test_a_number_typed_over_is_told_after_saving(before: Office, tmp_path: Path, profile: Path) -> None:
    over = typed(before.docx(), "nursing-bed-share@city/2022-12:value", "58%")
    back = saved({"a.docx": over}, WORD, tmp_path, profile)["a.docx"]
    assert states(before.verify(back))[SHARE] == "edited"
    assert codes(before.verify(back)) == ["V103"]


def test_the_whole_speech_comes_back_as_it_was(tmp_path: Path, profile: Path) -> None:
    """Numbers of every kind, in Chinese characters too, in text and in narrow columns."""
    root = Path(__file__).resolve().parents[2]
    ledger, _ = load(root)
    board = Board(ledger, 2022, ledger.last_received(2022) or date.max)
    document = make("speech", board, root).document
    assert document is not None
    back = saved({"a.docx": write(document, None, Profile())}, WORD, tmp_path, profile)["a.docx"]
    verification = verify(read(back).document, board, "speech.docx", document)
    assert {result.state for result in verification.figures} == {"ok"}
    assert any(not result.printed.isascii() for result in verification.figures)
