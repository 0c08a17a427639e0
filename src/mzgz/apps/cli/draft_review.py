"""Review of drafts at the terminal, and the way of the accepted ones into targets/."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from mzgz.apps.cli.options import EXIT_FINDINGS, EXIT_UNOPENED, EXIT_USAGE, Refusal

if TYPE_CHECKING:
    from mzgz.intake.extract.draft_files import DraftFolder
    from mzgz.intake.extract.drafted_target import Proposal
    from mzgz.intake.yaml.fast import Plain

_ANSWERS = {"a": "采纳", "采纳": "采纳", "y": "采纳", "n": "不采纳", "不采纳": "不采纳", "e": "改", "改": "改"}
_ASK = "采纳 a  不采纳 n  改 e（到文件里改字段）  先跳过 回车  结束 q："

_LABELS = """\
[存疑] 原文两可或者不全，要人来定，见“要定”
[推断] 有的地方是按上下文补的，见“推断”
[明确] 原文都写明了
（ ）里是期限的依据：原文写明、承前（用前面一句的）、按本栏、按年度（到年底）"""
"""What the labels of a draft mean."""


def review_drafts(folder: Path, directory: Path | None = None, *, asking: bool) -> None:
    """List the undecided drafts, doubtful first; with `asking` take answers one by one and write them down."""
    from mzgz.apps.cli.extract import ledger_here, place_named, waiting
    from mzgz.formats.terminal.plan_drafts_text import draft_text, in_order

    found = _drafts(folder, directory)
    undecided = in_order(waiting(found.proposals))
    if undecided:
        print(_LABELS + "\n", file=sys.stderr)
    ledger = ledger_here(directory) if any(proposal.scope for proposal in undecided) else None
    places = {code: unit.label for code, unit in ledger.units.by_code.items()} if ledger else {}
    for number, proposal in enumerate(undecided, 1):
        print(f"{number}/{len(undecided)} " + "\n".join(draft_text(proposal, places)))
        print()
        if asking and not _answered(proposal):
            break
    if asking:
        _write_back(folder, found)
    left = len(waiting(found.proposals))
    decided = [proposal.decide for proposal in found.proposals if proposal.decide]
    counts = "、".join(f"{word}{decided.count(word)}条" for word in ("采纳", "不采纳", "改") if word in decided)
    print(f"共{len(found.proposals)}条，还没定的{left}条" + (f"；{counts}" if counts else "") + "。", file=sys.stderr)
    if left:
        print("在文件里给 decide 写 采纳、不采纳 或 改；或在终端里执行 --review 逐条回答。", file=sys.stderr)
        raise typer.Exit(EXIT_FINDINGS)
    print(f"下一步：mzgz extract --take {place_named(folder, directory)}", file=sys.stderr)


def _drafts(folder: Path, directory: Path | None) -> DraftFolder:
    from mzgz.apps.cli.extract import place_named
    from mzgz.intake.extract.draft_files import read_drafts

    if not folder.is_dir():
        raise Refusal(f"打不开 {folder}：没有这个文件夹。先执行 mzgz extract 讲话.docx --year 2022。", EXIT_UNOPENED)
    found = read_drafts(folder)
    for fault in found.faults:
        print(f"{place_named(folder, directory)}/{fault.source}  {fault.message}", file=sys.stderr)
    if found.faults:
        raise Refusal(f"草稿有{len(found.faults)}处写得不对，没有往下做；改好后再来。", EXIT_FINDINGS)
    if not found.pending and not found.settled:
        raise Refusal(f"{folder} 里没有草稿。", EXIT_UNOPENED)
    return found


def _answered(proposal: Proposal) -> bool:
    """Ask until the answer is one; False to stop."""
    while True:
        answer = _typed(_ASK)
        if answer in ("", "q"):
            return answer == ""
        if answer in _ANSWERS:
            proposal.decide = _ANSWERS[answer]
            while proposal.decide == "不采纳" and not proposal.reason:
                proposal.reason = _typed("不采纳的原因：")
            return True
        print("请回答 a、n、e，直接回车跳过，q 结束。")


def _typed(question: str) -> str:
    try:
        return input(question).strip()
    except EOFError:
        return "q" if question == _ASK else "没有写原因"


def _write_back(folder: Path, found: DraftFolder) -> None:
    """Answers into the files they belong to: only the two lines of a decision change."""
    from mzgz.apps.cli.locked_writing import refusals_in_words
    from mzgz.formats.disk.all_or_none import write_together
    from mzgz.formats.plan_drafts_yaml import decided_in

    files: list[tuple[Path, bytes]] = []
    for name in sorted({name for name, _ in found.pending}):
        proposals = [proposal for file, proposal in found.pending if file == name]
        old = (folder / name).read_text("utf-8-sig")
        new = decided_in(old, {proposal.id: (proposal.decide, proposal.reason) for proposal in proposals})
        if new != old:
            files.append((folder / name, new.encode()))
    with refusals_in_words():
        write_together(files)


def take_drafts(folder: Path, directory: Path | None, year: int | None) -> None:
    """The accepted into targets/, the refused into the record; what is undecided stays where it is."""
    from mzgz.apps.cli.extract import place_named, waiting
    from mzgz.apps.cli.locked_writing import writing
    from mzgz.apps.cli.options import open_ledger
    from mzgz.formats.disk.all_or_none import write_together
    from mzgz.formats.plan_drafts_yaml import decided_file, with_targets, without
    from mzgz.intake.extract.accepted_drafts import adopt
    from mzgz.intake.extract.draft_files import DECIDED

    found = _drafts(folder, directory)
    about = year or (int(folder.resolve().name) if folder.resolve().name.isdecimal() else None)
    if about is None:
        raise Refusal("看不出是哪一年的草稿，请用 --year 写明。", EXIT_USAGE)
    root, ledger, _ = open_ledger(directory)
    accepted = [proposal for proposal in found.proposals if proposal.decide in ("采纳", "改")]
    refused = [proposal for proposal in found.proposals if proposal.decide == "不采纳"]
    if not accepted and not refused:
        raise Refusal("还没有定下来的草稿；请先在文件里写 decide，或执行 mzgz extract --review。", EXIT_FINDINGS)
    drafted = {id(proposal): proposal.id for proposal in accepted}
    texts: dict[Path, str] = {}
    ownerless: list[str] = []
    for adoption in adopt(accepted, ledger, about):
        path = root / adoption.path
        old = texts.get(path) or (path.read_text("utf-8-sig") if path.exists() else "")
        texts[path] = with_targets(old, adoption)
        section = _must_read(texts[path], old, adoption.path).get("section")
        if not (isinstance(section, dict) and section.get("division")) and adoption.path not in ownerless:
            ownerless.append(adoption.path)
    done = {drafted.get(id(proposal), proposal.id) for proposal in (*accepted, *refused)}
    texts[folder / DECIDED] = decided_file([*found.settled, *accepted, *refused])
    kept = {name: without((folder / name).read_text("utf-8-sig"), done) for name in {name for name, _ in found.pending}}
    with writing(root, "extract"):
        drafts = {folder / name: left for name, left in sorted(kept.items()) if left}
        write_together([(path, text.encode()) for path, text in {**texts, **drafts}.items()])
        for name in sorted(name for name, left in kept.items() if not left):
            (folder / name).unlink()
    for path in texts:
        print(place_named(path, directory))
    open_ = len(waiting([proposal for proposal in found.proposals if proposal.open]))
    print(f"写入{len(accepted)}条，不采纳{len(refused)}条，还没定的{open_}条。", file=sys.stderr)
    if ownerless:
        print("这些文件没有写谁负责，请在 section 里写 division: 科室、股室名：", file=sys.stderr)
        print("".join(f"  {name}\n" for name in ownerless), end="", file=sys.stderr)
    print("下一步：补全口径、分子分母，执行 mzgz check。", file=sys.stderr)
    if open_:
        raise typer.Exit(EXIT_FINDINGS)


def _must_read(text: str, old: str, path: str) -> dict[str, Plain]:
    """The file as it reads back; nothing is written over one that would not with all it held before."""
    from mzgz.intake.yaml.file import parse

    new, faults = parse(text.encode(), path)
    before = parse(old.encode(), path)[0] if old else None
    kept = before.data.get("targets") if before else []
    held = new.data.get("targets") if new else None
    whole = isinstance(kept, list) and isinstance(held, list) and held[: len(kept)] == kept
    if new is None or not whole or any(fault.severity.rank == 0 for fault in faults):
        raise Refusal(f"{path} 末尾接不上新的目标，没有写；请把 targets 放在文件最后，再来。", EXIT_FINDINGS)
    return new.data
