"""`mzgz init`: a new workspace."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from mzgz.apps.cli.options import EXIT_USAGE, Debug, Refusal


def init(
    directory: Annotated[Path, typer.Argument(metavar="目录", help="新工作区放在哪里；要么不存在，要么是空的。")],
    empty: Annotated[bool, typer.Option("--empty", help="不带示例数据，只有写好说明的空文件。")] = False,
    debug: Debug = False,
) -> None:
    """新建工作区：带一整年的示例数据，或者空的。"""
    from mzgz.apps.cli.locked_writing import writing
    from mzgz.formats.disk.journal import write_noted
    from mzgz.formats.disk.starter_workspace import empty_files, sample_files

    _refuse_work(directory)
    files = dict(empty_files() if empty else sample_files())
    with writing(directory, "init"):
        _refuse_work(directory)  # somebody else may have come first
        write_noted(directory, files, lasting=False)
    count = len(files)
    kind = "空工作区" if empty else "示例工作区"
    print(f"已建{kind} {directory}，共{count}个文件。下一步：")
    for line in (f"cd {directory}", *(_EMPTY_STEPS if empty else _SAMPLE_STEPS)):
        print(f"  {line}")


_SAMPLE_STEPS = ("mzgz check", "mzgz report --year 2022")
_EMPTY_STEPS = (
    "1. 改 mzgz.yaml：局名、代码、填报单位（units）；年中才开始报的，写从哪个月开始（first_month）",
    "2. 写目标：有讲话、计划的，mzgz extract 讲话.docx --year 年份 起草；没有的照 targets/README.md 写",
    "3. mzgz check                   看写得对不对",
    "4. mzgz form --period 年-月     出填报表发下去；收回来 mzgz import 文件夹",
    "5. mzgz status                  看走到哪一步；用浏览器填报、审核：mzgz serve",
)


def _refuse_work(directory: Path) -> None:
    """Nothing is written over what anybody has: the folder must be empty, but for what a broken-off start left."""
    if directory.exists() and (not directory.is_dir() or any(each.name != ".mzgz" for each in directory.iterdir())):
        raise Refusal(f"{directory} 已经存在并且不是空目录，没有动它。请换一个目录。", EXIT_USAGE)
