"""`mzgz report` as a clerk meets it: which files, what it refuses, what it says, and the same bytes everywhere."""

from __future__ import annotations

import hashlib
import io
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from mzgz.apps.cli.options import EXIT_FINDINGS, EXIT_UNOPENED, EXIT_USAGE, Refusal
from mzgz.apps.cli.report import report
from mzgz.formats.disk import all_or_none
from mzgz.formats.disk.all_or_none import Unwritten, write_together
from mzgz.formats.disk.atomic import write_beside
from mzgz.formats.disk.overwrite_guard import LIST
from mzgz.formats.terminal.step_indicator import steps
from report_workspace import DECEMBER, TEMPLATE, make

BROKEN = DECEMBER["150703"].replace("numerator: 600", "numerator: 6000")
"""More nursing beds than beds."""


def files(folder: Path) -> list[str]:
    """What a user sees there: the list of what was written is hidden."""
    return sorted(path.name for path in folder.iterdir() if path.name != LIST) if folder.is_dir() else []


def refused(capsys: pytest.CaptureFixture[str], root: Path, **options: object) -> tuple[int, str]:
    with pytest.raises(Refusal) as caught:
        report(directory=root, **options)  # type: ignore[arg-type]
    return caught.value.status, caught.value.message + capsys.readouterr().err


def test_a_plain_run_writes_speech_tables_and_workbook(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report(directory=make(tmp_path))
    folder = tmp_path / "reports" / "2022"
    assert files(folder) == ["speech.docx", "tables.docx", "tables.xlsx"]
    told = capsys.readouterr()
    assert told.out.splitlines() == [str(folder / name) for name in files(folder)]
    assert "待补，文中标为【待补：…】或【待写：…】：\n  讲话稿：“养老投入”没有完成的原因\n" in told.err


def test_a_year_nobody_ended_is_said_to_be_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = make(tmp_path)
    for file in sorted((root / "submissions" / "2022-12").iterdir()):
        text = file.read_text("utf-8").replace("2022-12", "2022-10").replace("received: 2023-01", "received: 2022-11")
        (to := root / "submissions" / "2022-10" / file.name).parent.mkdir(exist_ok=True)
        to.write_text(text, encoding="utf-8")
        file.unlink()
    report(directory=root, document="tables", format_="md", draft_anyway=True)
    assert "2022年11月以后谁也没有报，文稿按10月末的数起草，不是全年数；收齐以后请重新起草。" in capsys.readouterr().err
    report(directory=root, document="tables", format_="md", as_of="2022-11-20", draft_anyway=True)
    assert "谁也没有报" not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("document", "format_", "expected"),
    [
        ("tables", None, ["tables.docx", "tables.xlsx"]),
        ("tables", "md", ["tables.md"]),
        ("speech", None, ["speech.docx"]),
        (None, "md", ["speech.md", "tables.md"]),
        (None, "xlsx", ["tables.xlsx"]),
    ],
)
def test_document_and_format_choose(tmp_path: Path, document: str, format_: str, expected: list[str]) -> None:
    report(directory=make(tmp_path), document=document, format_=format_, out=tmp_path / "出")  # type: ignore[arg-type]
    assert files(tmp_path / "出") == expected


@pytest.mark.parametrize(
    ("options", "status", "words"),
    [
        ({"document": "speech", "format_": "xlsx"}, EXIT_USAGE, "讲话稿没有 xlsx 格式，可以写：docx、md。"),
        ({"document": "letter"}, EXIT_USAGE, "没有文种“letter”，可以写：speech、tables、cover。"),
        ({"final": True, "draft_anyway": True}, EXIT_USAGE, "不能同时用"),
        ({"year": 2021}, EXIT_USAGE, "2021年没有目标，已有：2022年。"),
        (
            {"final": True},
            EXIT_FINDINGS,
            "定稿还有2处待补，没有出文件：\n  讲话稿：“养老投入”没有完成的原因\n  进度表：",
        ),
    ],
)
def test_what_cannot_be_written_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], options: dict[str, object], status: int, words: str
) -> None:
    found, message = refused(capsys, make(tmp_path), **options)
    assert found == status
    assert words in message
    assert not (tmp_path / "reports").exists()


def test_a_final_document_without_blanks_is_written(tmp_path: Path) -> None:
    met = DECEMBER["150702"].replace("12345.5", "30000")
    report(directory=make(tmp_path, u150702=met), final=True)
    assert "tables.docx" in files(tmp_path / "reports" / "2022")


def test_errors_in_the_data_stop_the_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, message = refused(capsys, make(tmp_path, u150703=BROKEN))
    assert status == EXIT_FINDINGS
    assert "数据有1处强制问题，没有出文件。" in message
    assert "submissions/2022-12/150703.yaml" in message
    assert not (tmp_path / "reports").exists()


def test_errors_in_what_came_later_do_not_stop_the_report_of_an_earlier_day(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = make(tmp_path, u150703=BROKEN)
    file = root / "submissions/2022-12/150703.yaml"
    file.write_text(re.sub("received: .*", "received: 2023-01-20", file.read_text("utf-8")), "utf-8")
    assert "数据有1处强制问题" in refused(capsys, root)[1]
    report(directory=root, document="tables", format_="md", as_of="2023-01-10")
    assert files(root / "reports" / "2022") == ["tables.md"]


def test_a_draft_anyway_says_so_on_its_first_page(tmp_path: Path) -> None:
    report(directory=make(tmp_path, u150703=BROKEN), draft_anyway=True, format_="md")
    for name in ("speech.md", "tables.md"):
        text = (tmp_path / "reports" / "2022" / name).read_text(encoding="utf-8")
        assert text.startswith("> 数据有1处强制问题没有改正，本稿只供内部核对，不得上报\n")


def test_a_claim_that_is_not_earned_stops_the_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make(tmp_path)
    template = tmp_path / "templates" / "speech" / "10-all.j2"
    template.write_text(TEMPLATE + "　　今年{{ claim('全面完成', sections[0]) }}。\n", encoding="utf-8")
    status, message = refused(capsys, tmp_path)
    assert status == EXIT_FINDINGS
    assert "templates/speech/10-all.j2" in message
    assert "强制 D101 false-claim" in message
    assert "怎么办：" in message
    assert max(map(len, message.splitlines())) <= 80
    assert not (tmp_path / "reports").exists()


def test_an_empty_year_has_nothing_to_tell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make(tmp_path)
    for path in (tmp_path / "submissions").rglob("*.yaml"):
        path.unlink()
    assert refused(capsys, tmp_path) == (EXIT_FINDINGS, "2022年还没有报送，写不出报告。")


def test_the_year_is_read_at_its_last_month(tmp_path: Path) -> None:
    """The last returns came in on 4 January, a day before December's were due."""
    report(directory=make(tmp_path), document="tables", format_="md")
    text = (tmp_path / "reports" / "2022" / "tables.md").read_text(encoding="utf-8")
    assert "（统计到2022年12月，数据截至2023年1月4日）" in text


def test_an_earlier_day_rebuilds_what_was_known(tmp_path: Path) -> None:
    report(directory=make(tmp_path), document="tables", format_="md", as_of="2022-07-06")
    text = (tmp_path / "reports" / "2022" / "tables.md").read_text(encoding="utf-8")
    assert "（统计到2022年6月，数据截至2022年7月6日）" in text
    assert "| 莫旗 | — | — | — | — | — | 缺 |" in text


# ── all or nothing ───────────────────────────────────────────────────────────────────────────────────────────


def test_a_file_that_cannot_be_replaced_leaves_the_others_as_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = tmp_path / "a.docx", tmp_path / "b.docx"
    old.write_bytes(b"old")
    new.write_bytes(b"open in Word")

    def busy(path: Path, data: bytes) -> None:
        if path == new:
            raise PermissionError(13, "Permission denied", "some temporary name")
        write_beside(path, data)

    monkeypatch.setattr(all_or_none, "write_beside", busy)
    with pytest.raises(Unwritten, match=r"b\.docx"):
        write_together([(old, b"new"), (tmp_path / "c.docx", b"new"), (new, b"new")])
    assert (old.read_bytes(), new.read_bytes()) == (b"old", b"open in Word")
    assert files(tmp_path) == ["a.docx", "b.docx"]


def test_a_file_in_place_of_the_folder_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make(tmp_path)
    (tmp_path / "占着").write_text("x", encoding="utf-8")
    status, message = refused(capsys, tmp_path, out=tmp_path / "占着")
    assert status == EXIT_UNOPENED
    assert "写不了" in message
    assert "--out 后面要写文件夹" in message
    assert "原有文件没有改动" in message


def test_a_draft_that_people_worked_on_is_not_written_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root, folder = make(tmp_path), tmp_path / "reports" / "2022"
    report(directory=root, document="speech")
    first = (folder / "speech.docx").read_bytes()
    report(directory=root, document="speech")
    assert files(folder) == ["speech.docx"]
    (folder / "speech.docx").write_bytes(first + b"edited")
    capsys.readouterr()
    report(directory=root, document="speech")
    told = capsys.readouterr()
    assert told.out.splitlines() == [str(folder / "speech-新稿.docx")]
    assert f"{folder / 'speech.docx'} 有人改过，没有覆盖；新起草的另存为 speech-新稿.docx。" in told.err
    assert (folder / "speech.docx").read_bytes() == first + b"edited"
    assert (folder / "speech-新稿.docx").read_bytes() == first
    report(directory=root, document="speech")
    assert files(folder) == ["speech-新稿.docx", "speech.docx"]
    (folder / "speech-新稿.docx").write_bytes(b"edited too")
    report(directory=root, document="speech")
    assert files(folder) == ["speech-新稿.docx", "speech-新稿2.docx", "speech.docx"]


# ── progress ─────────────────────────────────────────────────────────────────────────────────────────────────


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_steps_are_told_on_a_terminal_only() -> None:
    terminal, pipe = Terminal(), io.StringIO()
    for stream in (terminal, pipe):
        with steps(stream, 2) as step:
            step("读入和审核数据")
            step("写文件")
    assert "写文件" in terminal.getvalue()
    assert pipe.getvalue() == ""


# ── the same bytes ───────────────────────────────────────────────────────────────────────────────────────────


def test_equal_input_gives_equal_bytes_in_any_locale_and_zone(tmp_path: Path) -> None:
    root = make(tmp_path / "w")
    seen = []
    for name, changed in (
        ("a", {"TZ": "Asia/Shanghai", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"}),
        ("b", {"TZ": "America/New_York", "LC_ALL": "C", "PYTHONHASHSEED": "77", "SOURCE_DATE_EPOCH": "1"}),
    ):
        out = tmp_path / name
        command = [sys.executable, "-m", "mzgz", "report", "-C", str(root), "--out", str(out)]
        done = subprocess.run(command, env={**os.environ, **changed}, capture_output=True, check=False)  # noqa: S603
        assert done.returncode == 0, done.stderr
        seen.append({name: hashlib.sha256((out / name).read_bytes()).hexdigest() for name in [*files(out), LIST]})
    assert seen[0] == seen[1]
    assert list(seen[0]) == ["speech.docx", "tables.docx", "tables.xlsx", LIST]
