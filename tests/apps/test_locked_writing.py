"""What is written goes where it belongs, or it is said in words that it did not: full disks, links, broken-off runs."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from commands import files_of
from mzgz.apps.cli import run
from mzgz.formats.disk import journal
from mzgz.formats.disk.all_or_none import Unwritten
from workspace import make_workspace

TEXT = """\
# submissions/2022-05/150702.yaml
received: 2022-06-03
entries:
  nursing-bed-share: {numerator: 812, denominator: 1450}
  care-beds: {value: 1450}
  visit-system: {done: true, on: 2022-05-20}
  no-relapse: {value: 0}
"""
ACCEPT = ("accept", "--unit", "150702", "--period", "2022-05", "--by", "局长", "--on", "2022-06-06")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MZGZ_CACHE", "off")
    monkeypatch.setattr("mzgz.formats.disk.all_or_none._placed", [])
    return make_workspace(tmp_path / "w", TEXT)


def mzgz(root: Path, *words: str) -> int:
    with pytest.raises(SystemExit) as ended:
        run([*words, "-C", str(root)])
    return int(str(ended.value.code or 0))


def shell(script: str, root: Path) -> subprocess.CompletedProcess[bytes]:
    """A line of the shell in which `mzgz` is the program."""
    script = script.replace("mzgz ", f'"{sys.executable}" -m mzgz ')
    return subprocess.run(["bash", "-c", script], cwd=root, capture_output=True, check=False, timeout=60)  # noqa: S603, S607


posix = pytest.mark.skipif(sys.platform == "win32", reason="links, pipes and the shell")

# ── what cannot be written ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("blocked", "words", "told"),
    [
        ("acceptance", ACCEPT, "acceptance（这里应当是文件夹，却是一个文件）"),
        ("acceptance/2022-05", ACCEPT, "2022-05（这里应当是文件夹，却是一个文件）"),
        ("log", ACCEPT, "log（这里应当是文件夹，却是一个文件）"),
        ("forms", ("form", "--period", "2022-06"), "forms（这里应当是文件夹，却是一个文件）"),
        ("slips", ("slip", "--period", "2022-05", "--as-of", "2022-06-20"), "slips（这里应当是文件夹，却是一个文件）"),
        ("schemas", ("schema",), "schemas（这里应当是文件夹，却是一个文件）"),
        ("targets/2023", ("year", "2023", "--yes"), "2023（这里应当是文件夹，却是一个文件）"),
        (".mzgz", ("account", "add", "局里", "--role", "管理"), "（这里应当是文件夹，却是一个文件）"),
        (".mzgz", ("year", "2023", "--yes"), "（这里应当是文件夹，却是一个文件）"),
    ],
)
def test_a_file_where_a_folder_is_meant(
    root: Path, capsys: pytest.CaptureFixture[str], blocked: str, words: tuple[str, ...], told: str
) -> None:
    (root / blocked).parent.mkdir(exist_ok=True)
    (root / blocked).write_text("占着", encoding="utf-8")
    before = files_of(root)
    assert mzgz(root, *words) == 3
    said = capsys.readouterr()
    assert told in said.err
    assert "没有写出任何文件，原有文件没有改动。" in said.err
    assert files_of(root) == before


def test_a_folder_that_takes_no_answer_is_named(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The forms lie on a share that can only be read: what goes back cannot be put beside them."""
    came = tmp_path / "收"
    came.mkdir()
    (came / "a.xlsx").write_bytes(b"no workbook")
    (came / "退回").write_text("占着", encoding="utf-8")
    assert mzgz(root, "import", str(came / "a.xlsx"), "--reply", "--yes") == 3
    assert f"{came / '退回'}（这里应当是文件夹，却是一个文件）。没有写出任何文件" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (("form", "--period", "2022-06"), "2022-06-150702-海拉尔.xlsx"),
        (("report", "--document", "tables", "--format", "md"), "tables.md"),
        (("board",), "看板.html"),
        (("schema",), "targets.schema.json"),
    ],
)
def test_a_workspace_that_cannot_be_written_is_read_and_told_elsewhere(
    root: Path, tmp_path: Path, words: tuple[str, ...], name: str
) -> None:
    """On a disc or a share without the right to write there is no lock to be had; none is needed either."""
    (root / ".mzgz").write_text("占着", encoding="utf-8")
    before, out = files_of(root), tmp_path / "别处"
    assert mzgz(root, *words, "--out", str(out / name if words == ("board",) else out)) == 0
    assert (out / name).is_file()
    assert files_of(root) == before


def test_a_folder_where_a_file_is_meant(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "schemas/mzgz.schema.json").mkdir(parents=True)
    assert mzgz(root, "schema") == 3
    assert "mzgz.schema.json（这里是一个文件夹，不是文件）" in capsys.readouterr().err
    assert files_of(root).keys() == {"mzgz.yaml", "targets/2022/01-care.yaml", "submissions/2022-05/150702.yaml"}


@pytest.mark.parametrize("step", ["_store", "_add", "_move"])
def test_a_full_disk_leaves_everything_as_it_was(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    real, calls = getattr(journal, step), []

    def full(*arguments: object) -> None:
        calls.append(arguments)
        if len(calls) == (1 if step == "_add" else 2):
            raise OSError(28, "No space left on device", str(root / "acceptance/2022-05/150702.yaml"))
        real(*arguments)

    monkeypatch.setattr(journal, step, full)
    before = files_of(root)
    assert mzgz(root, *ACCEPT) == 3
    said = capsys.readouterr()
    assert "（磁盘满了）。没有写出任何文件，原有文件没有改动。" in said.err
    assert "√" not in said.out
    assert files_of(root) == before
    assert not (root / ".mzgz/journal").exists()
    monkeypatch.undo()
    monkeypatch.setenv("MZGZ_CACHE", "off")
    assert mzgz(root, *ACCEPT) == 0


def test_a_disk_without_room_for_the_lock_is_no_fault_of_the_output(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the system says of a write names no file."""

    def full(*arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "chmod", full)
    assert mzgz(root, *ACCEPT) == 3
    assert "（磁盘满了）。没有写出任何文件，原有文件没有改动。" in capsys.readouterr().err


@posix
@pytest.mark.parametrize(
    ("linked", "words"),
    [
        ("acceptance", ACCEPT),
        ("received", ACCEPT),
        ("log", ACCEPT),
        ("slips", ("slip", "--period", "2022-05", "--as-of", "2022-06-20")),
        ("forms", ("form", "--period", "2022-06")),
        ("schemas", ("schema",)),
        (".mzgz", ACCEPT),
    ],
)
def test_nothing_is_written_through_a_link_out_of_the_workspace(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], linked: str, words: tuple[str, ...]
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (root / linked).symlink_to(outside)
    assert mzgz(root, *words) == 3
    assert "写不了" in capsys.readouterr().err
    assert list(outside.iterdir()) == []


@posix
def test_a_forged_note_of_a_broken_off_run_moves_nothing_out(root: Path, tmp_path: Path) -> None:
    staged = root / ".mzgz/staged"
    staged.mkdir(parents=True)
    (root / "away").symlink_to(tmp_path)
    for path in ("../evil.yaml", str(tmp_path / "evil.yaml"), ".git/hooks/evil", "away/evil.yaml", "a\\..\\..\\evil"):
        (staged / "0000").write_text("evil", encoding="utf-8")
        note = {"moves": [["0000", path]], "additions": []}
        (root / ".mzgz/journal").write_text(json.dumps(note), encoding="utf-8")
        mzgz(root, "check")
        assert not list(tmp_path.rglob("evil*"))
        assert not (root / ".mzgz/journal").exists()
    with pytest.raises(Unwritten):
        journal.write_noted(root, {"../evil.yaml": b"evil"})


# ── what a broken-off run leaves ─────────────────────────────────────────────────────────────────────────────


def test_left_over_files_are_cleared_away_and_nobody_elses(root: Path) -> None:
    litter = ["submissions/2022-05/.150702.yaml.k3j2h1_0", "acceptance/2022-05/.150702.yaml.abcdefgh"]
    others = ["submissions/2022-05/.~lock.150702.xlsx#", "submissions/.gitkeep", "slips/.150702.notes.old"]
    for name in (*litter, *others):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("", encoding="utf-8")
    assert mzgz(root, *ACCEPT) == 0
    left = files_of(root)
    assert not set(litter) & left.keys()
    assert set(others) <= left.keys()


def test_a_kill_between_a_document_and_the_list_of_what_was_written(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The next run must not say that people have worked on it."""
    words = ("form", "--period", "2022-06", "--unit", "150702")
    real = journal._move

    def dies(staged: Path, path: Path) -> None:
        if path.name == ".mzgz-written":
            raise SystemExit(9)
        real(staged, path)

    monkeypatch.setattr(journal, "_move", dies)
    monkeypatch.setattr(journal, "_clear", lambda room: None)
    assert mzgz(root, *words) == 9
    monkeypatch.undo()
    monkeypatch.setenv("MZGZ_CACHE", "off")
    care = root / "targets/2022/01-care.yaml"
    care.write_text(care.read_text(encoding="utf-8").replace(">= 55%", ">= 60%"), encoding="utf-8")
    assert mzgz(root, *words) == 0
    assert "有人填过" not in capsys.readouterr().err


@posix
def test_an_interruption_says_what_was_written(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from mzgz.apps.cli import decision_context

    def interrupted(*arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("mzgz.formats.terminal.accept_return_text.decision_lines", interrupted)
    assert mzgz(root, *ACCEPT) == 130
    told = capsys.readouterr().err
    assert told.startswith("已中断，已经写好")
    assert "acceptance/2022-05/150702.yaml" in told
    monkeypatch.undo()
    monkeypatch.setenv("MZGZ_CACHE", "off")
    monkeypatch.setattr(decision_context, "open_ledger", interrupted)
    monkeypatch.setattr("mzgz.formats.disk.all_or_none._placed", [])
    assert mzgz(root, *ACCEPT) == 130
    assert capsys.readouterr().err == "已中断，没有写出任何文件。\n"


def test_an_interruption_before_a_command_begins_is_told_too(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*arguments: object, **options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("typer.core.TyperCommand.make_context", interrupted)
    assert mzgz(root, *ACCEPT) == 130
    assert capsys.readouterr().err == "已中断，没有写出任何文件。\n"


@posix
def test_an_interruption_while_moving_finishes_what_is_noted(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, calls = journal._move, []

    def interrupted(staged: Path, path: Path) -> None:
        calls.append(path)
        if len(calls) == 2:
            raise KeyboardInterrupt
        real(staged, path)

    monkeypatch.setattr(journal, "_move", interrupted)
    assert mzgz(root, *ACCEPT) == 130
    assert {"acceptance/2022-05/150702.yaml", "received/2022-05/150702/2022-06-03.yaml"} <= files_of(root).keys()


@posix
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device here")
def test_output_that_cannot_be_printed_says_what_was_written(root: Path) -> None:
    done = shell(f"mzgz {' '.join(ACCEPT)} >/dev/full", root)
    told = done.stderr.decode()
    assert done.returncode == 3
    assert "输出没有写完" in told
    assert "已经写好" in told
    assert "acceptance/2022-05/150702.yaml" in told
    assert (root / "acceptance/2022-05/150702.yaml").is_file()


@posix
def test_a_reader_that_has_heard_enough_is_no_fault(root: Path) -> None:
    done = shell("mzgz status --as-of 2022-12-31 | head -1; echo ${PIPESTATUS[0]}", root)
    assert done.stdout.decode().splitlines()[-1] == "0"
    assert done.stderr == b""


# ── what is no file ──────────────────────────────────────────────────────────────────────────────────────────


@posix
def test_pipes_devices_and_links_neither_hang_nor_are_quoted(root: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.yaml").write_text('unit: "secret-of-another-folder"\n', encoding="utf-8")
    month = root / "submissions/2022-05"
    os.mkfifo(month / "x")
    os.mkfifo(month / "150703.yaml")
    (month / "150781.yaml").mkdir()
    (month / "z.txt").symlink_to("/dev/zero")
    (month / "150721.yaml").symlink_to("/dev/zero")
    (month / "150722.yaml").symlink_to(tmp_path / "secret.yaml")
    (root / "submissions/2022-04").symlink_to(month)
    (root / "targets/2022/09-pipe.yaml").symlink_to(month / "x")
    for kind in ("text", "json", "github", "sarif", "junit"):
        done = shell(f"mzgz check --format {kind} --as-of 2022-06-20 | cat", root)
        assert b"secret-of" not in done.stdout
    told = shell("mzgz check --as-of 2022-06-20", root).stdout.decode()
    found = re.findall(r"^(\S+):1:1  \S+ S22\d (\S+)", told, re.MULTILINE)
    assert sorted(found) == [
        ("submissions/2022-04", "special-file"),
        ("submissions/2022-05/150703.yaml", "special-file"),
        ("submissions/2022-05/150721.yaml", "outside-workspace"),
        ("submissions/2022-05/150722.yaml", "outside-workspace"),
        ("submissions/2022-05/150781.yaml", "special-file"),
        ("submissions/2022-05/x", "special-file"),
        ("submissions/2022-05/z.txt", "outside-workspace"),
        ("targets/2022/09-pipe.yaml", "special-file"),
    ]
    for words in ("status --as-of 2022-06-20", "import submissions/2022-05/x --yes", "verify submissions/2022-05/x"):
        assert shell(f"mzgz {words} | cat", root).returncode == 0
    for command in ("import", "verify", "extract"):
        assert "x：不是普通文件。" in shell(f"mzgz {command} submissions/2022-05/x", root).stderr.decode()
        assert "没有这个文件。" in shell(f"mzgz {command} nothing.docx", root).stderr.decode()


@posix
def test_a_file_where_a_folder_is_meant_is_told(root: Path) -> None:
    shutil.rmtree(root / "submissions")
    (root / "submissions").write_text("x", encoding="utf-8")
    told = shell("mzgz check --as-of 2022-06-20", root).stdout.decode()
    assert "submissions:1:1  强制 S228 special-file\n    这是文件，这里应当是文件夹，没有读入" in told


@posix
@pytest.mark.parametrize("folder", ["submissions", "targets", "acceptance"])
def test_a_whole_folder_behind_a_link_is_not_read(root: Path, tmp_path: Path, folder: str) -> None:
    if (root / folder).exists():
        shutil.move(root / folder, tmp_path / "elsewhere")
    (tmp_path / "elsewhere").mkdir(exist_ok=True)
    (root / folder).symlink_to(tmp_path / "elsewhere")
    done = shell("mzgz check --format json --as-of 2022-06-20", root)
    found = json.loads(done.stdout)["findings"]
    assert (folder, "outside-workspace") in {(item["path"], item["rule"]) for item in found}


@posix
def test_a_name_that_is_not_utf8_is_told_in_every_format(root: Path) -> None:
    name = "海拉尔".encode("gb18030")
    for folder in (b"submissions/2022-05", b"targets/2022"):
        Path(os.fsdecode(os.path.join(os.fsencode(root), folder, name + b".yaml"))).write_text(
            "a: 1\n", encoding="utf-8"
        )
    for kind in ("text", "json", "github", "sarif", "junit"):
        done = shell(f"mzgz check --format {kind} --as-of 2022-06-20", root)
        assert done.returncode == 1, done.stderr
        assert "海拉尔" in done.stdout.decode() or "%E6%B5%B7%E6%8B%89%E5%B0%94" in done.stdout.decode()
    done = shell("mzgz check --as-of 2022-06-20 submissions/2022-05/$'\\xba\\xa3\\xc0\\xad\\xb6\\xfb'.yaml", root)
    assert done.returncode == 1
    assert done.stdout.decode().count("stray-file") == 2


def test_an_escape_sequence_does_not_reach_the_log_of_a_build(root: Path) -> None:
    place = root / "submissions/2022-05/150702.yaml"
    text = place.read_text(encoding="utf-8") + '"\\e[31m\\u202e%0A::error::x": 1\n'
    place.write_text(text, encoding="utf-8")
    for kind in ("text", "github"):
        done = shell(f"mzgz check --format {kind} --as-of 2022-06-20", root).stdout.decode()
        assert "unknown-key" in done
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", done)


def test_what_was_broken_off_is_finished_before_anything_remembered_is_said(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MZGZ_CACHE", str(tmp_path / "kept"))
    monkeypatch.setenv("MZGZ_CONFIG", str(tmp_path / "own"))
    check = ("check", "--as-of", "2022-06-20", "--unit", "150702")
    mzgz(root, *check)
    mzgz(root, *check)
    place = root / "submissions/2022-05/150702.yaml"
    (root / ".mzgz/staged").mkdir(parents=True)
    (root / ".mzgz/staged/0000").write_text(place.read_text(encoding="utf-8").replace("812", "9812"), encoding="utf-8")
    note = {"moves": [["0000", "submissions/2022-05/150702.yaml"]], "additions": []}
    (root / ".mzgz/journal").write_text(json.dumps(note), encoding="utf-8")
    capsys.readouterr()
    assert mzgz(root, *check) == 1
    assert "part-exceeds-whole" in capsys.readouterr().out
    assert "9812" in place.read_text(encoding="utf-8")
