"""`mzgz report`: the year's documents."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from mzgz.cli.options import (
    EXIT_FINDINGS,
    EXIT_USAGE,
    AsOf,
    Debug,
    Directory,
    Refusal,
    latest_year,
    open_ledger,
    parse_day,
)

Format = Literal["docx", "md"]


def report(
    year: Annotated[int | None, typer.Option("--year", metavar="年份", help="哪一年；默认最近一年。")] = None,
    as_of: AsOf = None,
    document: Annotated[
        str | None, typer.Option("--document", metavar="文种", help="speech 讲话稿、tables 进度表；默认都要。")
    ] = None,
    format_: Annotated[
        Format, typer.Option("--format", metavar="格式", help="docx 公文、md 便于校对的文本。")
    ] = "docx",
    out: Annotated[Path | None, typer.Option("--out", metavar="目录", help="写到哪里；默认 reports/年份/。")] = None,
    final: Annotated[bool, typer.Option("--final", help="定稿：有待补之处就不出文件。")] = False,
    draft_anyway: Annotated[bool, typer.Option("--draft-anyway", help="数据有未改的错也出草稿，并印在首页。")] = False,
    directory: Directory = None,
    debug: Debug = False,
) -> None:
    """起草年度工作报告和进度表。"""
    from mzgz import checks
    from mzgz.progress import Board
    from mzgz.report.documents import DOCUMENTS, make
    from mzgz.writers.console import show_findings
    from mzgz.writers.documents import WRITERS
    from mzgz.writers.files import write_beside

    root, ledger, found = open_ledger(directory)
    chosen = latest_year(ledger, year)
    if document is not None and document not in DOCUMENTS:
        raise Refusal(f"没有文种“{document}”，可以写：{'、'.join(DOCUMENTS)}。", EXIT_USAGE)
    day = parse_day(as_of) or ledger.last_received(chosen)
    if day is None:
        raise Refusal(f"{chosen}年还没有报送，写不出报告。", EXIT_FINDINGS)
    judgement = checks.run(ledger, found, as_of=day)
    errors = [finding for finding in judgement.findings if finding.severity == "error"]
    if errors and not draft_anyway:
        show_findings(judgement, ledger, root, sys.stderr)
        raise Refusal(
            f"数据有{len(errors)}处强制问题，没有出文件。改正后再来；一定要先出草稿，加 --draft-anyway。", EXIT_FINDINGS
        )
    folder = out or root / "reports" / str(chosen)
    writer = WRITERS[format_]
    made, blanks = [], []
    for name in (document,) if document else DOCUMENTS:
        composed = make(name, Board(ledger, chosen, day), root, errors=len(errors))
        if composed.document is None or any(finding.severity == "error" for finding in composed.found):
            for finding in composed.found:
                print(f"{finding.source}  {finding.severity.label} {finding.code} {finding.message}", file=sys.stderr)
                print(f"    怎么办：{finding.hint}", file=sys.stderr)
            raise Refusal("文稿里有站不住的话或模板有错，没有出文件。", EXIT_FINDINGS)
        blanks += [f"{composed.document.title}：{blank}" for blank in composed.blanks]
        made.append((folder / f"{name}{writer.suffix}", writer.write(composed.document, ledger, root)))
    if final and blanks:
        raise Refusal("定稿还有待补之处，没有出文件：\n" + "\n".join(f"  {blank}" for blank in blanks), EXIT_FINDINGS)
    for path, data in made:
        write_beside(path, data)
        print(path)
    if blanks:
        print(f"草稿里有{len(blanks)}处待补，文中标为【待补：…】：", file=sys.stderr)
        for blank in blanks:
            print(f"  {blank}", file=sys.stderr)
