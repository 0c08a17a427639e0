"""`mzgz extract`: a plan in prose → draft targets; review of the drafts; those accepted into targets/."""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mzgz.apps.cli.options import EXIT_FINDINGS, EXIT_UNOPENED, EXIT_USAGE, Debug, Directory, Refusal, for_programs
from mzgz.model import MARKER

if TYPE_CHECKING:
    from mzgz.intake.extract.draft_comparison import DraftRevision
    from mzgz.intake.extract.draft_files import DraftFolder
    from mzgz.intake.extract.drafted_target import Proposal
    from mzgz.intake.extract.plan_lines import PlanReading
    from mzgz.model.ledger import Ledger

_MOST_LISTED = 12
"""Names that are listed one by one; the rest is counted."""


_LARGEST = 256 * 1024 * 1024
"""Bytes of a plan, pictures included."""


def extract(
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="文件…", help="讲话、计划、实事清单、指标表：.docx 或 .txt；写 - 就读粘贴的文字。"),
    ] = None,
    year: Annotated[
        int | None, typer.Option("--year", metavar="年份", help="哪一年的计划；不写就看文稿里说的是哪一年。")
    ] = None,
    format_: Annotated[
        str, typer.Option("--format", metavar="格式", help="yaml 写草稿，json 只打印读出的结果。")
    ] = "yaml",
    out: Annotated[Path | None, typer.Option("--out", metavar="目录", help="草稿写到哪里；默认 drafts/年份。")] = None,
    explain: Annotated[
        int | None, typer.Option("--explain", metavar="段", help="只解释第几段：每个数算什么、为什么。")
    ] = None,
    review: Annotated[
        Path | None, typer.Option("--review", metavar="目录", help="逐条列出还没定的草稿，存疑的在前；可当场回答。")
    ] = None,
    take: Annotated[
        Path | None, typer.Option("--take", metavar="目录", help="采纳的写入 targets/，不采纳的留下原因。")
    ] = None,
    check: Annotated[
        Path | None, typer.Option("--check", metavar="目录", help="只列出还没定的草稿，不提问；都定了返回 0。")
    ] = None,
    directory: Directory = None,
    debug: Debug = False,
) -> None:
    """从讲话、计划里读出目标草稿，每句话、每个数都有交代；由人审定后才成为目标。"""
    folders = [folder for folder in (review, take, check) if folder is not None]
    if len(folders) > 1 or (folders and files):
        raise Refusal("用法不对：读文件、--review、--take、--check 一次只做一样。", EXIT_USAGE)
    if review or check:
        from mzgz.apps.cli.draft_review import review_drafts

        review_drafts(
            _found(review or check or Path(), directory), directory, asking=review is not None and sys.stdin.isatty()
        )
    elif take:
        from mzgz.apps.cli.draft_review import take_drafts

        take_drafts(_found(take, directory), directory, year)
    else:
        # many small values that live to the end: the collector would only look at them again and again
        gc.disable()
        try:
            _read_files(files or [], year, format_, out, explain, directory)
        finally:
            gc.enable()


def _read_files(
    files: list[Path], year: int | None, format_: str, out: Path | None, explain: int | None, directory: Path | None
) -> None:
    if format_ not in ("yaml", "json"):
        raise Refusal(f"用法不对：--format 只能是 yaml 或 json，不能是“{format_}”。", EXIT_USAGE)
    if not files:
        raise Refusal("用法不对：请写明要读的文件，如 mzgz extract 讲话.docx --year 2022。", EXIT_USAGE)
    if len(files) > 1 and format_ == "yaml" and explain is None:
        raise Refusal("用法不对：写草稿一次读一个文件；几个文件一起只能用 --format json。", EXIT_USAGE)
    ledger = ledger_here(directory)
    known = frozenset(name for unit in ledger.units.districts for name in unit.names[1:]) if ledger else frozenset()
    readings = [(_name(path), _read(path, year, known)) for path in files]
    if explain is not None:
        for _, reading in readings:
            _explain(reading, explain)
    elif format_ == "json":
        from mzgz.formats.plan_json import plan_json

        for_programs()
        print(plan_json(readings), end="")
    else:
        _write(files[0], readings[0][1], out, ledger, directory)


def _found(folder: Path, directory: Path | None) -> Path:
    """A folder of drafts as typed, or as the workspace calls it: the next step told holds from anywhere inside."""
    if folder.is_absolute() or (folder.exists() and directory is None):
        return folder
    start = (directory or Path.cwd()).absolute()
    places = [start] if directory else [start, *start.parents]
    inside = next((place / folder for place in places if (place / MARKER).is_file()), folder)
    return inside if inside.is_dir() else folder


def place_named(path: Path, directory: Path | None) -> str:
    """How a file or folder is called in what is written and told: by its place in the workspace, where it lies in one."""
    start = (directory or Path.cwd()).absolute()
    where = path.absolute()
    for root in [start] if directory else [start, *start.parents]:
        if (root / MARKER).is_file() and where.is_relative_to(root) and ".." not in where.parts:
            return where.relative_to(root).as_posix()
    return path.as_posix()


def _name(path: Path) -> str:
    return "粘贴的文字" if str(path) == "-" else path.stem


def ledger_here(directory: Path | None) -> Ledger | None:
    """What the workspace declares, where there is one; the units and targets of it are compared with."""
    from mzgz.apps.cli.options import open_promised

    start = (directory or Path.cwd()).absolute()
    if directory is None and not any((folder / MARKER).is_file() for folder in (start, *start.parents)):
        return None
    return open_promised(directory)


def _read(path: Path, year: int | None, known: frozenset[str]) -> PlanReading:
    from mzgz.formats.plan_file_kinds import NotAPlan, plan_blocks
    from mzgz.intake.extract.plan_reading import read
    from mzgz.intake.extract.plan_year import plan_year
    from mzgz.intake.regular_file import not_a_file, read_regular

    try:
        data = sys.stdin.buffer.read() if str(path) == "-" else read_regular(path, _LARGEST)
        blocks = plan_blocks(data)
    except OSError as error:
        why = error.strerror or str(error) if path.is_file() else not_a_file(path)
        raise Refusal(f"打不开 {path}：{why}。", EXIT_UNOPENED) from error
    except NotAPlan as reason:
        raise Refusal(f"读不了 {path}：{reason}。", EXIT_UNOPENED) from reason
    about = year or plan_year(blocks)
    if about is not None and year is None:
        print(f"{path}：没有写 --year，按{about}年的计划读。", file=sys.stderr)
    if about is None:
        raise Refusal(f"{path} 里看不出是哪一年的计划，请用 --year 写明，如 --year 2022。", EXIT_USAGE)
    return read(blocks, about, known)


def _explain(reading: PlanReading, number: int) -> None:
    from mzgz.formats.terminal.extract_explain_text import explanation

    line = next((line for line in reading.lines if line.block.holds(number)), None)
    if line is None:
        raise Refusal(f"没有第{number}段，这份文稿共{_last_line(reading)}段。", EXIT_USAGE)
    print("\n".join(explanation(line)))


def _last_line(reading: PlanReading) -> int:
    last = reading.lines[-1].block
    return last.line + len(last.breaks)


def _write(path: Path, reading: PlanReading, out: Path | None, ledger: Ledger | None, directory: Path | None) -> None:
    from mzgz.apps.cli.locked_writing import refusals_in_words, writing_to
    from mzgz.apps.cli.options import find_root
    from mzgz.formats.disk.all_or_none import write_together
    from mzgz.formats.plan_accounting_tsv import accounting_tsv
    from mzgz.formats.plan_drafts_yaml import draft_files
    from mzgz.intake.extract.accepted_drafts import division_for
    from mzgz.intake.extract.draft_comparison import compare, revise
    from mzgz.intake.extract.drafted_target import proposals_of
    from mzgz.intake.extract.parts_of_wholes import relate

    root = find_root(directory) if ledger else Path()
    folder = out or root / "drafts" / str(reading.year)
    shown = place_named(folder, directory)
    before = _last_run(folder, shown) if folder.is_dir() else None
    proposals = proposals_of([*reading.promises, *reading.duties], ledger.units if ledger else None, reading.year)
    relate(proposals)
    missing = compare(proposals, ledger.plans.get(reading.year) if ledger else None)
    revision = revise(proposals, before)
    revision.missing = missing
    for proposal in revision.proposals:
        proposal.division = proposal.division or (division_for(proposal, ledger) if ledger else "")
    files = draft_files(revision.proposals, path.name, shown)
    files["accounting.tsv"] = accounting_tsv(reading)
    with writing_to(folder, root, "extract") if ledger else refusals_in_words():
        write_together([(folder / name, text.encode()) for name, text in files.items()])
        for name in before.left_behind(files) if before else ():
            (folder / name).unlink()
    for name in files:
        print(f"{shown}/{name}")
    _tell(reading, revision, shown, again=bool(before and (before.proposals or before.settled)))


def _last_run(folder: Path, shown: str) -> DraftFolder:
    """The drafts of the last run, if all of them can be read."""
    from mzgz.intake.extract.draft_files import read_drafts

    before = read_drafts(folder)
    if before.faults:
        _tell_faults(shown, [(fault.source, fault.message) for fault in before.faults])
        raise Refusal("上一次的草稿读不全，没有写；改好后再来。", EXIT_FINDINGS)
    return before


def _tell_faults(folder: str, faults: list[tuple[object, str]]) -> None:
    for source, message in faults:
        print(f"{folder}/{source}  {message}", file=sys.stderr)


def _tell(reading: PlanReading, revision: DraftRevision, folder: str, *, again: bool) -> None:
    """What was read, what is to be decided, and what to do next; to stderr."""
    proposals = revision.proposals
    grades = {
        word: sum(one.confidence == word and one.kind != "duty" for one in proposals)
        for word in ("明确", "推断", "存疑")
    }
    duties = sum(one.kind == "duty" for one in proposals)
    rendered = "、".join(f"{word}{count}条" for word, count in grades.items())
    print(f"按{reading.year}年读出{len(proposals)}条草稿：{rendered}，没有数的任务{duties}条。", file=sys.stderr)
    if open_ := sum(bool(one.doubts) for one in waiting(proposals)):
        print(f"其中{open_}条有要定的，执行 --review 可以看到要定什么。", file=sys.stderr)
    if again:
        print(
            f"与上一次比：没变{revision.kept}条，有变{revision.changed}条，新增{revision.new}条，新稿里没有了{len(revision.gone)}条。",
            file=sys.stderr,
        )
        _list("新稿里没有了", [one.name for one in revision.gone])
    same = sum(one.compared == "相同" for one in proposals)
    changed = [f"{one.target}（{one.name}）" for one in proposals if one.compared == "有变"]
    if same or changed or revision.missing:
        print(
            f"与 targets/{reading.year} 比：相同{same}条，有变{len(changed)}条，草稿里没有的{len(revision.missing)}条。",
            file=sys.stderr,
        )
        _list("有变", changed)
        _list("草稿里没有", [f"{target.id}（{target.name}）" for target in revision.missing])
    print(f"下一步：mzgz extract --review {folder}", file=sys.stderr)


def _list(title: str, names: list[str]) -> None:
    for name in names[:_MOST_LISTED]:
        print(f"  {title}：{name}", file=sys.stderr)
    if len(names) > _MOST_LISTED:
        print(f"  {title}的另有{len(names) - _MOST_LISTED}条", file=sys.stderr)


def waiting(proposals: list[Proposal]) -> list[Proposal]:
    """Drafts that still wait for a person: those a target of the year already holds word for word do not."""
    return [proposal for proposal in proposals if proposal.open and proposal.compared != "相同"]
