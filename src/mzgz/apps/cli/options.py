"""Options that commands share, and what they all do first: find the workspace and read it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from mzgz.model import MARKER

if TYPE_CHECKING:
    from mzgz.model.findings import Diagnostic
    from mzgz.model.ledger import Ledger

_MISNAMED = ("mzgz.yml", "mzgz.yaml.txt", "mzgz.yml.txt")
"""As other programs and the notepad call it."""

EXIT_FINDINGS = 1
EXIT_USAGE = 2
EXIT_UNOPENED = 3

Directory = Annotated[Path | None, typer.Option("-C", metavar="目录", help="工作区目录；默认向上找 mzgz.yaml。")]
Debug = Annotated[bool, typer.Option("--debug", help="出错时显示详情。")]
Year = Annotated[int | None, typer.Option("--year", metavar="年份", help="哪一年；默认最近一年。")]
AsOf = Annotated[str | None, typer.Option("--as-of", metavar="日期", help="按哪一天掌握的数，如 2022-07-06。")]
PeriodText = Annotated[str | None, typer.Option("--period", metavar="报告期", help="如 2022-06。")]
EngineName = Annotated[
    Literal["duckdb", "spark"] | None,
    typer.Option("--engine", metavar="引擎", help="汇总的合计由谁加：duckdb（默认）、spark；数一样。"),
]
MemorySize = Annotated[
    str | None,
    typer.Option("--memory", metavar="多少", help="汇总最多用多少内存，如 500MB、2GB；不够时一省一省地算。"),
]
UnitName = Annotated[str | None, typer.Option("--unit", metavar="单位", help="代码、全称、简称或别名。")]


class Refusal(Exception):  # noqa: N818 - it refuses on the user's behalf, nothing went wrong in the program
    """The command cannot go on; the message is for the user, the status for the caller."""

    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.message = message
        self.status = status


def for_programs() -> None:
    """What follows on stdout is read by programs: UTF-8, whatever the encoding of a terminal would be here."""
    if hasattr(sys.stdout, "reconfigure") and not sys.stdout.isatty():
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")


def find_root(directory: Path | None) -> Path:
    """The workspace: `directory`, or the nearest folder upward that holds mzgz.yaml; what a run that was broken off
    had begun is finished first."""
    start = (directory or Path.cwd()).absolute()
    if not start.is_dir():
        raise Refusal(f"打不开工作区：{directory} 不是目录。", EXIT_UNOPENED)
    for folder in (start,) if directory else (start, *start.parents):
        for name in _MISNAMED:
            if not (folder / MARKER).is_file() and (folder / name).is_file():
                raise Refusal(f"打不开工作区：{folder} 里的 {name} 请改名为 {MARKER}。", EXIT_UNOPENED)
        if (folder / MARKER).is_file():
            if was_broken_off(folder):
                from mzgz.apps.cli.locked_writing import tidy

                tidy(folder)
            return folder
        if os.path.lexists(folder / MARKER):
            raise Refusal(f"打不开工作区：{folder / MARKER} {_no_settings(folder / MARKER)}。", EXIT_UNOPENED)
    raise Refusal(
        f"打不开工作区：{start} 里没有 {MARKER}。用 mzgz init 目录 新建一个，或用 -C 指明目录。", EXIT_UNOPENED
    )


def _no_settings(path: Path) -> str:
    """Why what stands in the place of mzgz.yaml cannot be read."""
    if path.is_symlink() and not path.exists():
        return "是个链接，它指向的文件没有了"
    return "是文件夹，不是文件" if path.is_dir() else "不是普通文件（是管道、设备一类），不读"


def holds_columns(root: Path) -> bool:
    """Whether the folder is a data set that `mzgz collect` has made."""
    return os.path.isdir(os.path.join(root, "facts"))


def open_ledger(
    directory: Path | None, engine: str | None = None, memory: str | None = None
) -> tuple[Path, Ledger, list[Diagnostic]]:
    """The workspace folder, what it declares, and what the reading found."""
    from mzgz.intake.workspace import load

    root = find_root(directory)
    with _opening(root):
        ledger, found = load(root)
    if holds_columns(root):
        from mzgz.apps.cli.collected_workspace import over_columns
        from mzgz.intake.collect.shared_plan_faults import of_data_set

        collected = over_columns(root, ledger, engine, memory)
        return root, collected, of_data_set(found, ledger, collected.units.by_code)
    for name, given in (("--engine", engine), ("--memory", memory)):
        if given is not None:
            raise Refusal(f"用法不对：{name} 只用在 mzgz collect 收成的汇总里，这里是一个工作区。", EXIT_USAGE)
    return root, ledger, found


def open_promised(directory: Path | None) -> Ledger:
    """What the workspace declares and promises, for a command that asks nothing of the returns."""
    from mzgz.intake.workspace import load_promised

    root = find_root(directory)
    if holds_columns(root):
        return open_ledger(directory)[1]
    with _opening(root):
        return load_promised(root)


@contextmanager
def _opening(root: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise Refusal(
            f"打不开工作区：{error.filename or root}（{error.strerror or error}）。", EXIT_UNOPENED
        ) from error


def was_broken_off(root: Path) -> bool:
    """Whether a run that wrote was broken off, or is writing now; asked by every command, hence in the cheapest way."""
    room = os.path.join(root, ".mzgz")
    try:
        return os.path.lexists(os.path.join(room, "journal")) or bool(os.listdir(os.path.join(room, "staged")))
    except OSError:
        return False


def latest_year(ledger: Ledger, year: int | None) -> int:
    """The year asked for, or the latest one that has a plan; refuses a year without one."""
    if not ledger.years:
        raise Refusal("工作区里还没有目标（targets/年份/ 为空）。", EXIT_UNOPENED)
    if year is None:
        return ledger.years[-1]
    if year not in ledger.years:
        known = "、".join(str(known) for known in ledger.years)
        raise Refusal(f"{year}年没有目标，已有：{known}年。", EXIT_USAGE)
    return year
