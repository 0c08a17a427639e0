"""`mzgz extract`: a plan in prose → draft targets; review of the drafts; those accepted into targets/."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mzgz.apps.cli.options import EXIT_FINDINGS, EXIT_UNOPENED, EXIT_USAGE, Debug, Directory, Refusal, Year, find_root

if TYPE_CHECKING:
    from mzgz.intake.extract.plan_reading import PlanReading
    from mzgz.model.ledger import Ledger


def extract(
    files: Annotated[list[Path] | None, typer.Argument(metavar="文件…", help="讲话、计划、实事清单或指标表：.docx、.txt；- 读粘贴的文字。")] = None,
    year: Year = None,
    format_: Annotated[str, typer.Option("--format", metavar="格式", help="yaml（写草稿）或 json（只打印）。")] = "yaml",
    out: Annotated[Path | None, typer.Option("--out", metavar="目录", help="草稿写到哪里；默认 drafts/年份。")] = None,
    explain: Annotated[int | None, typer.Option("--explain", metavar="段", help="只解释第几段：每个数算什么、为什么。")] = None,
    directory: Directory = None,
    debug: Debug = False,
) -> None:
    """从讲话、计划里抽取目标草稿，每句话、每个数都有交代。"""
    if format_ not in ("yaml", "json"):
        raise Refusal(f"用法不对：--format 只能是 yaml 或 json，不能是“{format_}”。", EXIT_USAGE)
    if not files:
        raise Refusal("用法不对：请写明要读的文件，如 mzgz extract 讲话.docx --year 2022。", EXIT_USAGE)
    readings = [(path.stem if str(path) != "-" else "粘贴", _read(path, year)) for path in files]
    if format_ == "json":
        from mzgz.formats.plan_json import plan_json

        print(plan_json(readings), end="")


def _read(path: Path, year: int | None) -> PlanReading:
    from mzgz.formats.plan_document import NotAPlan, plan_blocks
    from mzgz.intake.extract.plan_reading import read

    try:
        data = sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
        blocks = plan_blocks(data)
    except OSError as error:
        raise Refusal(f"打不开 {path}：{error.strerror or error}。", EXIT_UNOPENED) from error
    except NotAPlan as reason:
        raise Refusal(f"读不了 {path}：{reason}。", EXIT_UNOPENED) from reason
    return read(blocks, year or 2022)
