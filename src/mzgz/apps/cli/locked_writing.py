"""What every command that writes does around its writing: hold the lock, finish what was broken off, and say in words
what could not be written."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NoReturn

from mzgz.apps.cli.options import EXIT_UNOPENED, Refusal
from mzgz.apps.cli.typed_days import now

_MOST_NAMED = 5
_BRIEFLY = 2.0
"""Seconds a reader waits for files that are being moved into place."""
_ours: set[tuple[int, Path]] = set()
"""Workspaces this run holds already: what it does within, it does under the same lock."""


@contextmanager
def writing(root: Path, command: str) -> Iterator[None]:
    """The workspace is this command's to write until the end; refuses where somebody else writes for ten seconds, and
    where a file cannot be written."""
    from mzgz.formats.disk.journal import recover, sweep, unfinished
    from mzgz.formats.disk.lock import held, holder_words

    own = (os.getpid(), root)
    if own in _ours:
        yield
        return
    with workspace_refusals(root), held(root, holder_words(command, now().strftime("%H:%M:%S"), os.environ), _say):
        if unfinished(root):
            recover(root)
        sweep(root)
        _ours.add(own)
        try:
            yield
        finally:
            _ours.discard(own)


@contextmanager
def writing_to(place: Path, root: Path, command: str) -> Iterator[None]:
    """As `writing` where the file or folder is in the workspace; elsewhere nothing of the workspace is touched, which
    may be one that cannot be written."""
    inside = place.resolve().is_relative_to(root.resolve())
    with writing(root, command) if inside else refusals_in_words():
        yield


@contextmanager
def workspace_refusals(root: Path) -> Iterator[None]:
    """Somebody else who writes in the workspace, and a file of it that cannot be written, end the command in words."""
    from mzgz.formats.disk.lock import PATIENCE, ROOM, Busy
    from mzgz.formats.disk.os_error_words import reason_of

    with refusals_in_words():
        try:
            yield
        except Busy as busy:
            raise Refusal(
                f"{busy.holder}正在写这个工作区，等了{PATIENCE:.0f}秒还没有完，没有写任何文件。请等它结束再执行一次。",
                EXIT_UNOPENED,
            ) from None
        except OSError as error:
            if error.filename is None or str(root) not in str(error.filename):
                raise
            place = root if f"{os.sep}{ROOM}" in str(error.filename) else Path(error.filename)
            refuse(place, reason_of(error), error)


@contextmanager
def refusals_in_words() -> Iterator[None]:
    """A file that cannot be written ends the command with what was written and what was not."""
    from mzgz.formats.disk.all_or_none import Unwritten

    try:
        yield
    except Unwritten as problem:
        refuse(problem.path, problem.reason, problem)


def refuse(path: Path, reason: str, cause: BaseException) -> NoReturn:
    raise Refusal(f"写不了 {path}（{reason}）。{_so_far()}", EXIT_UNOPENED) from cause


def _so_far() -> str:
    from mzgz.formats.disk.all_or_none import placed_so_far

    placed = placed_so_far()
    if not placed:
        return "没有写出任何文件，原有文件没有改动。"
    return f"已经写好{names_of(placed)}；其余的没有写。"


def names_of(paths: Sequence[Path]) -> str:
    """As they are told: the first few by name, the rest counted."""
    named = "、".join(map(str, paths[:_MOST_NAMED]))
    return f"{named}等{len(paths)}个文件" if len(paths) > _MOST_NAMED else f" {named} "


def _say(holder: str) -> None:
    print(f"{holder}正在写这个工作区，等它写完……", file=sys.stderr)


def tidy(root: Path) -> None:
    """What every command does first where something is unfinished: wait for who is writing just now, finish or clear
    away what a broken-off run left; not where the workspace cannot be written."""
    if (os.getpid(), root) in _ours:
        return
    from mzgz.formats.disk.journal import recover
    from mzgz.formats.disk.lock import Busy, held, holder_words

    with suppress(Busy, OSError), held(root, holder_words("check", "", os.environ), _say, patience=_BRIEFLY):
        recover(root)
