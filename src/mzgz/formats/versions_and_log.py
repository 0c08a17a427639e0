"""What a decision or a return comes to on the disk: the record or the file itself, the version it stands for, and its
lines of the log; written in one step, by whoever holds the workspace's lock."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from mzgz.formats.acceptance_yaml import record_path, with_round
from mzgz.formats.change_log_jsonl import HEAD, addition, head_of
from mzgz.formats.disk.journal import write_noted
from mzgz.intake.form.import_result import Pending
from mzgz.intake.regular_file import read_regular
from mzgz.intake.workspace.version_files import to_keep
from mzgz.model import LARGEST_READ
from mzgz.model.ledger import Ledger
from mzgz.workflow.accept_and_return import Decision
from mzgz.workflow.change_log import LogLine

_WORDS = {"accepted": "已受理", "returned": "退回"}
_DEEDS = {"accepted": "受理", "returned": "退回"}


class Unfit(Exception):  # noqa: N818 - told to the user: a record that cannot be continued
    """A record of decisions that is not as the program wrote it; the message says what to do."""


class Doer(NamedTuple):
    """Who is named in the log, where that is somebody else than the papers name, and where he asked from."""

    label: str
    address: str = ""


Told = Callable[[Sequence[str]], object]
"""Hears the paths of all files that were written, after they stand."""


def write_decisions(
    root: Path,
    ledger: Ledger,
    decisions: Sequence[Decision],
    at: datetime,
    by: Doer | None = None,
    told: Told | None = None,
) -> Mapping[str, str]:
    """Write the rounds of all decisions that have one; the paths of the records by unit.

    Raises `Unfit` for a record that cannot be continued, `Unwritten` for what cannot be written; nothing is then.
    """
    built = [decision for decision in decisions if decision.round]
    paths = {each.unit.code: _record_path(ledger, each) for each in built}
    files: dict[str, bytes] = {}
    lines: list[LogLine] = []
    for each in built:
        path = paths[each.unit.code]
        standing = read_regular(root / path, LARGEST_READ) if (root / path).exists() else None
        files[path] = _grown(root, ledger, each, path)
        files |= _decided_version(root, ledger, each)
        lines.append(replace(_decision_line(ledger, each, path, at, by), **_marks(standing, files[path])))
    _write(root, files, lines, at, told)
    return paths


def write_returns(
    root: Path,
    ledger: Ledger,
    returns: Sequence[Pending],
    at: datetime,
    by: Doer | None = None,
    told: Told | None = None,
) -> None:
    """Write returns with the versions they replace. Raises `Unwritten` for what cannot be written; nothing is then."""
    files: dict[str, bytes] = {}
    built = [each for each in returns if each.text is not None]
    for each in built:
        files[each.path] = (each.text or "").encode()
        if each.before is not None and each.standing is not None:
            files |= to_keep(ledger, each.before, each.standing)
    _write(root, files, [line for each in built for line in _return_lines(each, at, by)], at, told)


def _write(
    root: Path, files: Mapping[str, bytes], lines: Sequence[LogLine], at: datetime, told: Told | None = None
) -> None:
    if files:
        added = addition(root, f"{at:%Y-%m}", lines)
        whole = files if added is None else {**files, HEAD: head_of(added)}
        write_noted(root, whole, [added] if added else [])
        if told is not None:
            told([*whole, *([added.path] if added else [])])


def _record_path(ledger: Ledger, decision: Decision) -> str:
    record = ledger.acceptance.get((decision.month, decision.unit.code))
    return record_path(decision.unit.code, decision.month, record)


def _grown(root: Path, ledger: Ledger, decision: Decision, path: str) -> bytes:
    """The unit's record with the round added."""
    file = root / path
    if os.path.lexists(file) and (decision.month, decision.unit.code) not in ledger.acceptance:
        raise Unfit(f"{path} 有错，没有续写。请先执行 mzgz check {path}，按提示改正。")
    text = read_regular(file, LARGEST_READ).decode("utf-8-sig") if file.exists() else None
    assert decision.round is not None  # noqa: S101 - the caller has looked
    grown = with_round(text, decision.unit.code, decision.month, decision.round)
    if grown is None:
        raise Unfit(f"{path} 的格式被改动过，没有续写。请让 rounds: 放在文件最后，每一次处理以“  - action:”开头。")
    return grown.encode()


def _decided_version(root: Path, ledger: Ledger, decision: Decision) -> Mapping[str, bytes]:
    """The return as it was decided on, to be held against what it says later."""
    key = (decision.month, decision.unit.code)
    submission, path = ledger.submissions.get(key), ledger.attempted.get(key)
    if submission is None or path is None:
        return {}
    return to_keep(ledger, submission, read_regular(root / path, LARGEST_READ))


def _marks(before: bytes | None, after: bytes) -> dict[str, str]:
    """What a file was and is now, as its marks."""
    return {"was": sha256(before).hexdigest() if before is not None else "", "now": sha256(after).hexdigest()}


def _decision_line(ledger: Ledger, decision: Decision, path: str, at: datetime, by: Doer | None) -> LogLine:
    record, built = ledger.acceptance.get((decision.month, decision.unit.code)), decision.round
    assert built is not None  # noqa: S101 - the caller has looked
    old = _WORDS[record.last.action] if record and record.last else "已报"
    new = _WORDS[built.action] + (f"（第{built.round}次）" if built.action == "returned" else "")
    return LogLine(
        at=at.isoformat(timespec="seconds"),
        deed=_DEEDS[built.action],
        by=by.label if by else built.by,
        unit=decision.unit.code,
        period=str(decision.month),
        path=path,
        field="rounds",
        what="办理情况",
        old=old,
        new=new,
        source="",
        address=by.address if by else "",
    )


def _return_lines(item: Pending, at: datetime, by: Doer | None) -> Iterator[LogLine]:
    reported, marks = item.submission, _marks(item.standing, (item.text or "").encode())
    for change in item.changes:
        yield LogLine(
            at=at.isoformat(timespec="seconds"),
            deed="导入",
            by=by.label if by else reported.filled_by or "没有写填报人",
            unit=reported.unit,
            period=str(reported.period),
            path=item.path,
            field=".".join(change.path),
            what=change.what,
            old=change.before,
            new=change.after,
            source=Path(item.source).name,
            address=by.address if by else "",
            content=item.content,
            **marks,
        )
