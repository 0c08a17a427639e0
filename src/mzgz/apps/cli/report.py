"""`mzgz report`: the year's documents."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from mzgz.apps.cli.options import (
    EXIT_FINDINGS,
    EXIT_UNOPENED,
    EXIT_USAGE,
    AsOf,
    Debug,
    Directory,
    EngineName,
    MemorySize,
    Refusal,
    latest_year,
    open_ledger,
)
from mzgz.apps.cli.typed_days import parse_day, today

if TYPE_CHECKING:
    from mzgz.formats.terminal.step_indicator import Step
    from mzgz.model.document import Paragraph
    from mzgz.model.findings import Diagnostic
    from mzgz.model.ledger import Key, Ledger
    from mzgz.publishing.report import Composed
    from mzgz.publishing.report.document_kinds import Drafts

Format = Literal["docx", "md", "xlsx"]
_SHOWN = 10
_NAMED = 6
_COLUMNS = 80
_LAST_MONTH = 12


@dataclass(frozen=True, slots=True)
class _ReportRequest:
    """What was asked for, settled."""

    root: Path
    ledger: Ledger
    year: int
    day: date
    whole_year: bool
    errors: int
    jobs: tuple[tuple[str, str], ...]
    """Documents with the format of each file."""
    annex: Literal["brief", "full"] = "brief"


def report(
    year: Annotated[int | None, typer.Option("--year", metavar="年份", help="哪一年；默认最近一年。")] = None,
    as_of: AsOf = None,
    document: Annotated[
        str | None,
        typer.Option(
            "--document",
            metavar="文种",
            help="speech 讲话稿、tables 进度表，默认都要；cover 待裁定问题的请示，要写明才出。",
        ),
    ] = None,
    format_: Annotated[
        Format | None,
        typer.Option(
            "--format",
            metavar="格式",
            help="docx 公文、md 便于校对的文本、xlsx 表格（只有进度表）；默认出公文，进度表另出表格。",
        ),
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", metavar="目录", help="写到哪里；默认 reports/年份/。")] = None,
    final: Annotated[bool, typer.Option("--final", help="定稿：有待补之处就不出文件。")] = False,
    annex: Annotated[
        Literal["brief", "full"],
        typer.Option("--annex", metavar="附件", help="brief 不比讲话长、full 全部表格；默认 brief。"),
    ] = "brief",
    draft_anyway: Annotated[bool, typer.Option("--draft-anyway", help="数据有未改的错也出草稿，并印在首页。")] = False,
    engine: EngineName = None,
    memory: MemorySize = None,
    directory: Directory = None,
    debug: Debug = False,
) -> None:
    """起草年度工作报告和进度表。"""
    from mzgz.formats.terminal.step_indicator import steps

    if final and draft_anyway:
        raise Refusal("--final 和 --draft-anyway 不能同时用：定稿的数据里不能有没改的错。", EXIT_USAGE)
    jobs = _jobs(document, format_)
    with steps(sys.stderr, len(jobs) + 2) as step:
        step("读入和审核数据")
        root, ledger, found = open_ledger(directory, engine, memory)
        chosen = latest_year(ledger, year)
        day = parse_day(as_of) or ledger.last_received(chosen)
        if day is None:
            raise Refusal(f"{chosen}年还没有报送，写不出报告。", EXIT_FINDINGS)
        errors = _errors(root, ledger, found, day, draft_anyway, _received_later(ledger, day) if as_of else frozenset())
        built, blanks, remarks, notes = _composed(
            _ReportRequest(root, ledger, chosen, day, as_of is None, errors, jobs, annex), step
        )
        if final and blanks:
            listed = "\n".join(f"  {blank}" for blank in blanks)
            raise Refusal(f"定稿还有{len(blanks)}处待补，没有出文件：\n{listed}", EXIT_FINDINGS)
        step("写文件")
        written = _written(root, out or root / "reports" / str(chosen), built, chosen=out is not None)
    for path in written:
        print(path)
    _tell_rest(blanks, remarks)
    _tell_unended(ledger, chosen, whole_year=as_of is None)
    for line in notes:
        print(line, file=sys.stderr)


def _tell_unended(ledger: Ledger, year: int, *, whole_year: bool) -> None:
    """That the last months of the year are in nobody's return: the documents tell the months before, and say so."""
    months = [month for month in ledger.months if month.year == year] if whole_year else []
    if months and months[-1].month < _LAST_MONTH:
        print(
            f"{year}年{months[-1].month + 1}月以后谁也没有报，文稿按{months[-1].month}月末的数起草，不是全年数；收齐以后请重新起草。",
            file=sys.stderr,
        )


def _jobs(document: str | None, format_: str | None) -> tuple[tuple[str, str], ...]:
    """Documents and formats: those asked for, otherwise every document in its usual ones."""
    from mzgz.publishing.report.document_kinds import DOCUMENTS

    if document is not None and document not in DOCUMENTS:
        raise Refusal(f"没有文种“{document}”，可以写：{'、'.join(DOCUMENTS)}。", EXIT_USAGE)
    names = (document,) if document else tuple(name for name, kind in DOCUMENTS.items() if kind.usual)
    jobs = tuple(
        (name, each)
        for name in names
        for each in ((format_,) if format_ else DOCUMENTS[name].usual or DOCUMENTS[name].formats[:1])
        if each in DOCUMENTS[name].formats
    )
    if not jobs:
        kind = DOCUMENTS[names[0]]
        raise Refusal(f"{kind.label}没有 {format_} 格式，可以写：{'、'.join(kind.formats)}。", EXIT_USAGE)
    return jobs


def _received_later(ledger: Ledger, day: date) -> frozenset[Key]:
    """Returns nobody had on a day: what is wrong with them is none of its report's matter."""
    returns = ledger.submissions.items()
    return frozenset(key for key, submission in returns if ledger.received_by(submission) > day)


def _errors(
    root: Path, ledger: Ledger, found: list[Diagnostic], day: date, draft_anyway: bool, later: frozenset[Key]
) -> int:
    """How many unresolved errors the data have; they stop the report unless it is drafted anyway."""
    from mzgz import validation
    from mzgz.formats.terminal.findings_text import show_findings

    known = validation.Selection(without=later)
    judgement = validation.run(ledger, found, as_of=day, only=known if later else None, today=today())
    errors = sum(finding.count for finding in judgement.findings if finding.severity == "error")
    if errors and not draft_anyway:
        show_findings(judgement, ledger, root, sys.stderr)
        raise Refusal(
            f"数据有{errors}处强制问题，没有出文件。改正后再来；一定要先出草稿，加 --draft-anyway。", EXIT_FINDINGS
        )
    return errors


_Judged = dict[tuple[str, tuple["Paragraph", ...]], tuple["Diagnostic", ...]]
_Made = tuple[list[tuple[str, bytes]], list[str], list["Diagnostic"], list[str]]


def _composed(task: _ReportRequest, step: Step) -> _Made:
    """All files as bytes before any is written; what is still blank; what should be looked at; how targets were told."""
    from mzgz.formats.disk.starter_workspace import general_templates
    from mzgz.formats.document_formats import WRITERS
    from mzgz.publishing.report.document_kinds import DOCUMENTS, Drafts, board_for

    board = board_for(task.ledger, task.year, task.day, whole_year=task.whole_year)
    drafts = Drafts(board, task.root, task.annex, general_templates(task.ledger))
    built: list[tuple[str, bytes]] = []
    blanks: dict[str, None] = {}
    remarks: dict[Diagnostic, None] = {}
    notes: dict[str, None] = {}
    judged: _Judged = {}
    for name, format_ in task.jobs:
        label, writer = DOCUMENTS[name].label, WRITERS[format_]
        step(f"起草{label}（{format_}）")
        composed = drafts.make(name, errors=task.errors, sheet=writer.sheet)
        if composed.document is None and DOCUMENTS[name].optional:
            continue
        found = (*composed.found, *_unfounded(composed, drafts, judged))
        if composed.document is None or any(finding.severity == "error" for finding in found):
            _tell(found)
            raise Refusal(f"{label}里有站不住的话、不能写的内容或模板有错，没有出文件。", EXIT_FINDINGS)
        blanks |= dict.fromkeys(f"{label}：{blank}" for blank in composed.blanks)
        remarks |= dict.fromkeys(found)
        notes |= dict.fromkeys(_coverage_notes(composed.by_default, composed.in_annex))
        try:
            built.append((f"{name}{writer.suffix}", writer.write(composed.document, task.ledger, task.root)))
        except ValueError as error:
            raise Refusal(f"{label}写不成 {format_}：{error}。没有出文件。", EXIT_FINDINGS) from error
    return (
        built,
        list(blanks),
        list(remarks),
        [*notes, *_to_rule(drafts, asked=any(name == "cover" for name, _ in task.jobs))],
    )


def _to_rule(drafts: Drafts, *, asked: bool) -> Iterator[str]:
    """What waits for a ruling is told here and in a note of its own, never in what is issued."""
    names = drafts.rulings
    if names:
        yield f"有{len(names)}项任务原文有歧义或口径待定，请局里裁定：{_some(names)}"
        place = "写在请示里" if asked else "mzgz report --document cover"
        yield f"  逐项的现行做法和问题：{place}；裁定后改年度目标文件。"


def _coverage_notes(by_default: Sequence[str], in_annex: Sequence[str]) -> Iterator[str]:
    """Which targets no template speaks of, and which the text leaves to the annex."""
    if by_default:
        yield f"有{len(by_default)}项任务模板里没有专门的话，按类别的句式讲了：{_some(by_default)}"
    if in_annex:
        yield f"有{len(in_annex)}项任务正文没有讲，列在附件：{_some(in_annex)}"


def _some(names: Sequence[str]) -> str:
    """A handful of them; all stand in the document."""
    rest = f"等{len(names)}项" if len(names) > _NAMED else ""
    return "、".join(names[:_NAMED]) + rest


def _unfounded(composed: Composed, drafts: Drafts, judged: _Judged) -> tuple[Diagnostic, ...]:
    """What a composed text says against the data by its own words; the same paragraphs in another format are judged once."""
    from mzgz.formats.disk.starter_workspace import shipped_templates
    from mzgz.model.document import Paragraph
    from mzgz.publishing.verify.template_check import prose_faults

    document = composed.document
    if document is None:
        return ()
    prose = (document.name, tuple(block for block in document.blocks() if isinstance(block, Paragraph)))
    if prose not in judged:
        judged[prose] = prose_faults(document, drafts.board, drafts.root, shipped_templates())
    return judged[prose]


def _written(root: Path, folder: Path, built: Sequence[tuple[str, bytes]], *, chosen: bool) -> list[Path]:
    from mzgz.apps.cli.output_folder import issue
    from mzgz.formats.disk.overwrite_guard import beside

    if folder.is_file():
        raise Refusal(f"写不了 {folder}：这是一个文件，--out 后面要写文件夹。原有文件没有改动。", EXIT_UNOPENED)
    files = [(beside(folder / name, data), data) for name, data in built]
    issue(root, "report", folder, files, chosen=chosen)
    for (name, _), (path, _) in zip(built, files, strict=True):
        if path.name != name:
            rendered = f"{folder / name} 有人改过，没有覆盖；新起草的另存为 {path.name}。"
            print(
                rendered + (f"只更新其中的数，用 mzgz refresh {folder / name}" if path.suffix == ".docx" else ""),
                file=sys.stderr,
            )
    return [path for path, _ in files]


def _tell_rest(blanks: Sequence[str], remarks: Sequence[Diagnostic]) -> None:
    """On stderr, after the files: what to fill in and what to look at."""
    if remarks:
        print(f"文稿里有{len(remarks)}处请核对：", file=sys.stderr)
        _tell(remarks)
    if blanks:
        print(f"草稿里有{len(blanks)}处待补，文中标为【待补：…】或【待写：…】：", file=sys.stderr)
        for blank in blanks:
            print(f"  {blank}", file=sys.stderr)


def _tell(found: Sequence[Diagnostic]) -> None:
    """Findings of the composition, errors first, the count never cut."""
    ordered = sorted(found, key=lambda finding: finding.severity.rank)
    for finding in ordered[:_SHOWN]:
        for line in _lines(finding):
            print(line, file=sys.stderr)
    if len(ordered) > _SHOWN:
        print(f"其余{len(ordered) - _SHOWN}处从略。", file=sys.stderr)


def _lines(finding: Diagnostic) -> Iterator[str]:
    from mzgz.formats.terminal.text_width import printable, wrap

    yield printable(f"{finding.source}  {finding.severity.label} {finding.code} {finding.rule}")
    for text in (finding.message, f"怎么办：{finding.hint}"):
        yield from (f"    {line}" for line in wrap(printable(text), _COLUMNS - 4))
