"""The roof: help in Chinese at 80 columns, exit codes of the contract, and no heavy import where none is needed."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import commands
from commands import BARE, Done
from mzgz.apps.cli import COMMANDS
from mzgz.formats.terminal.text_width import width
from mzgz.intake import workspace as workspace_reader

ROOT = Path(__file__).parents[2]

ENGINES = {"duckdb", "pyarrow", "pyspark", "py4j", "mzgz.progress.columns.engine"}
"""What adds up a province; no workspace of files waits for it, installed or not."""
BUFFERED = {key: value for key, value in os.environ.items() if key != "PYTHONUNBUFFERED"}


def mzgz(*arguments: str, where: Path = ROOT) -> Done:
    return commands.mzgz(*arguments, where=where)


def started(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """An interpreter of its own, where that is what matters."""
    return subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "mzgz", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**BARE, "PYTHONIOENCODING": "utf-8", **environment},
        check=False,
    )


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_help_is_chinese_and_fits_80_columns(name: str) -> None:
    done = mzgz(*([name] if name else []), "-h")
    assert done.returncode == 0
    assert done.stdout.startswith("用法：mzgz")
    for line in done.stdout.splitlines():
        assert width(line) <= 80, line
        assert not line.endswith("…") or line.startswith("用法："), line
    for english in ("Usage", "Options", "Commands", "Arguments", "default", "required", "Show this", "<"):
        assert english not in done.stdout


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes in folders")
@pytest.mark.parametrize(
    ("made", "words"),
    [
        (os.mkfifo, "不是普通文件"),
        (os.mkdir, "是文件夹，不是文件"),
        (lambda path: os.symlink("/dev/zero", path), "不是普通文件"),
        (lambda path: os.symlink("nowhere", path), "它指向的文件没有了"),
    ],
)
def test_what_stands_for_the_settings_and_is_no_file_is_called_that(
    tmp_path: Path, made: Callable[[Path], None], words: str
) -> None:
    """Nobody is told to set up a workspace where there is one, and none further up is taken in its place."""
    (tmp_path / "mzgz.yaml").write_text("bureau: {}\n", "utf-8")
    inside = tmp_path / "工作区"
    inside.mkdir()
    made(inside / "mzgz.yaml")
    for arguments in ([], ["-C", str(inside)]):
        done = mzgz("check", *arguments, where=inside)
        assert (done.returncode, done.stdout) == (3, "")
        assert words in done.stderr


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["stats"], 2, "没有命令“stats”，是不是 status？用 mzgz -h 查看用法。"),
        (["xyz"], 2, "没有命令“xyz”。用 mzgz -h 查看用法。"),
        (["check", "--nope"], 2, "没有选项 --nope。用 mzgz check -h 查看用法。"),
        (["check", "--perid", "2022-06"], 2, "没有选项 --perid，是不是 --period？"),
        (["check", "--format", "xml"], 2, "--format"),
        (["check", "--unit", "鄂旗"], 2, "没有单位“鄂旗”。是不是："),
        (["check", "--unit", "北京"], 2, "如 150702 或海拉尔；都列在 mzgz.yaml"),
        (["check", "--period", "7月"], 2, "月份写成 2022-06 或 2022年6月"),
        (["check", "--as-of", "2022年7月"], 2, "请写成 2022-07-06 这样。"),
        (["check", "--as-of", "2022年8月9日"], 2, "请写成 2022-08-09。"),
        (["check", "--period", "2023-06"], 2, "2023年没有目标，已有：2022年。"),
        (["status", "鄂伦春旗"], 2, "多出的参数：鄂伦春旗；单位写在 --unit 后面。"),
        (["check", "no-such-file.yaml"], 3, "没有这个文件或目录。写从工作区算起的路径"),
        (["check", "-C", "tests"], 3, "没有 mzgz.yaml"),
        (["rules", "jmp"], 2, "是不是：jump"),
        (["report", "--year", "1999"], 2, "1999年没有目标"),
        (["report", "--document", "poem"], 2, "没有文种“poem”"),
        (["init", "tests"], 2, "没有动它"),
    ],
)
def test_wrong_calls_end_in_one_chinese_line(arguments: list[str], status: int, words: str) -> None:
    done = mzgz(*arguments)
    assert done.returncode == status
    assert words in done.stderr
    assert done.stdout == ""
    assert len(done.stderr.strip().splitlines()) == 1
    assert "Traceback" not in done.stderr


def test_both_new_workspaces_pass_the_check_at_once(tmp_path: Path) -> None:
    assert mzgz("init", "空", "--empty", where=tmp_path).returncode == 0
    assert mzgz("check", where=tmp_path / "空").returncode == 0
    assert mzgz("init", "示例", where=tmp_path).returncode == 0
    done = mzgz("check", where=tmp_path / "示例")
    assert done.returncode == 0
    assert "强制0、核实0" in done.stdout


def test_an_empty_workspace_says_nothing_of_the_samples_bureau_and_year(tmp_path: Path) -> None:
    mzgz("init", "空", "--empty", where=tmp_path)
    templates = list((tmp_path / "空" / "templates").rglob("*.j2"))
    assert {path.parent.name for path in templates} == {"speech", "shapes"}
    assert not [path for path in templates if re.search("嘎查|苏木|2022|二十大", path.read_text("utf-8"))]


def test_messages_survive_a_gbk_terminal() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "mzgz", "rules", "jump"],
        cwd=ROOT,
        capture_output=True,
        env={"PATH": "", "PYTHONIOENCODING": "gbk", "SYSTEMROOT": ""},
        check=False,
    )
    assert done.returncode == 0
    assert "?" not in done.stdout.decode("gbk")


def test_the_same_words_in_any_locale_and_time_zone() -> None:
    plain = started("check", "--as-of", "2023-01-06", LC_ALL="C", TZ="Asia/Shanghai", PYTHONHASHSEED="1")
    other = started(
        "check", "--as-of", "2023-01-06", LC_ALL="tr_TR.UTF-8", TZ="America/Los_Angeles", PYTHONHASHSEED="2"
    )
    assert plain.stdout == other.stdout
    assert plain.stdout


@pytest.mark.parametrize(
    ("arguments", "barred"),
    [
        (["-h"], {"pydantic", "ruamel", "yaml", "jinja2", "docx", "openpyxl", "rich", "lxml", "mzgz.model.ledger"}),
        (["check"], {"ruamel", "jinja2", "docx", "openpyxl", "rich", "lxml", *ENGINES}),
        (["status"], {"ruamel", "jinja2", "docx", "openpyxl", "lxml", *ENGINES}),
        (["why", "minimum-living-coverage"], {"docx", "openpyxl", "lxml", *ENGINES}),
    ],
)
def test_a_command_imports_only_what_it_needs(arguments: list[str], barred: set[str]) -> None:
    script = (
        "import sys\n"
        "from mzgz.apps.cli import run\n"
        "try:\n    run(sys.argv[1:])\nexcept SystemExit:\n    pass\n"
        "print('\\n'.join(sys.modules), file=sys.stderr)\n"
    )
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", script, *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    loaded = set(done.stderr.split())
    assert "mzgz.apps.cli" in loaded
    assert not {name for name in barred if name in loaded}


@pytest.mark.skipif(sys.platform == "win32", reason="the shell closes the streams")
@pytest.mark.parametrize(
    ("redirected", "status", "told"),
    [
        (">&-", 0, ""),
        (">/dev/null 2>&-", 0, ""),
        ("-C nowhere 2>&-", 3, ""),
        pytest.param(
            ">/dev/full",
            3,
            "输出没有写完（No space left on device），请看看磁盘空间。\n",
            marks=pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device here"),
        ),
    ],
)
def test_the_status_does_not_depend_on_who_listens(redirected: str, status: int, told: str) -> None:
    done = subprocess.run(  # noqa: S602 - our own words
        f'"{sys.executable}" -m mzgz check --as-of 2023-01-06 {redirected}',
        shell=True,
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=BUFFERED,
        check=False,
    )
    assert (done.returncode, done.stderr) == (status, told)


@pytest.mark.skipif(sys.platform == "win32", reason="pipes of the shell")
def test_nobody_listening_is_no_fault() -> None:
    script = f'"{sys.executable}" -m mzgz --version | true; echo "${{PIPESTATUS[0]}}"'
    done = subprocess.run(["bash", "-c", script], cwd=ROOT, capture_output=True, text=True, env=BUFFERED, check=False)  # noqa: S603, S607
    assert (done.stdout.strip(), done.stderr) == ("0", "")


def test_an_unforeseen_fault_is_one_line_and_70(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from mzgz.apps.cli import run

    def broken(root: Path) -> None:
        raise ZeroDivisionError(root)

    monkeypatch.setattr(workspace_reader, "load", broken)
    with pytest.raises(SystemExit) as ended:
        run(["check", "-C", str(ROOT)])
    assert ended.value.code == 70
    assert capsys.readouterr().err.count("\n") == 1
    with pytest.raises(ZeroDivisionError):
        run(["check", "-C", str(ROOT), "--debug"])


def test_alone_it_prints_the_help() -> None:
    alone, helped = started(), started("-h")
    assert (alone.returncode, alone.stdout) == (0, helped.stdout)
    assert alone.stderr == ""


@pytest.mark.parametrize(
    "arguments",
    [["-C", str(ROOT), "rules", "jump"], ["rules", "jump", "-C", str(ROOT)], ["--debug", f"-C{ROOT}", "rules", "jump"]],
)
def test_the_workspace_may_be_named_before_the_command_and_after_it(arguments: list[str]) -> None:
    done = mzgz(*arguments)
    assert done.returncode == 0
    assert "T104  jump" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["-C", "/nowhere", "check"], "打不开工作区"),
        (["-C"], "选项 -C 后面要写值"),
        (["-C", "."], "没有写命令"),
        (["-C", ".", "chek"], "没有命令“chek”"),
    ],
)
def test_a_wrong_call_is_told_as_ever_with_the_workspace_first(arguments: list[str], words: str) -> None:
    assert words in mzgz(*arguments).stderr


def test_the_manual_of_a_rule_fits_a_terminal() -> None:
    lines = [line for rule in ("jump", "R101", "S131") for line in mzgz("rules", rule).stdout.splitlines()]
    assert max(width(line) for line in lines if not line.startswith(" ")) <= 80


@pytest.mark.parametrize(
    "words", [("check", "--format", "junit"), ("check", "--format", "json"), ("status", "--format", "json")]
)
def test_what_programs_read_is_utf_8_where_the_terminal_speaks_gbk(words: tuple[str, ...]) -> None:
    """On a Chinese Windows a file written with > was GBK inside and said of itself that it is UTF-8."""
    environment = os.environ | {"PYTHONIOENCODING": "gbk", "MZGZ_CACHE": "off"}
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "mzgz", *words], cwd=ROOT, env=environment, capture_output=True, check=False
    )
    assert re.search("已完成|通过|报送", done.stdout.decode("utf-8"))


@pytest.mark.parametrize("name", ["mzgz.yml", "mzgz.yaml.txt"])
def test_settings_under_a_near_name_are_not_passed_over_for_another_workspace(tmp_path: Path, name: str) -> None:
    (tmp_path / "mzgz.yaml").write_text("bureau: {}\n", encoding="utf-8")
    own = tmp_path / "own"
    own.mkdir()
    (own / name).write_text("bureau: {}\n", encoding="utf-8")
    done = mzgz("check", where=own)
    assert done.returncode == 3
    assert done.stderr == f"打不开工作区：{own} 里的 {name} 请改名为 mzgz.yaml。\n"
