"""How figures came in, as the change log tells it: who handed in which file when, and what it changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from mzgz.formats.change_log_jsonl import lines_about
from mzgz.progress import Progress
from mzgz.workflow.change_log import LogLine

_DEED = "导入"


@dataclass(frozen=True, slots=True)
class HandIn:
    """One time something was handed in."""

    at: str
    by: str
    source: str
    changes: tuple[LogLine, ...]
    content: str = ""
    """SHA-256 of the file as it came."""


@dataclass(frozen=True, slots=True)
class FigureOrigin:
    """Of one return that a figure was taken from: its last change, or None where the log knows of none."""

    unit: str
    month: str
    last: HandIn | None


def last_hand_in(root: Path, path: str | None) -> HandIn | None:
    """The last time a file of a return was written; None where the log does not say."""
    if path is None:
        return None
    return _last([line for line in lines_about(root, [path]) if line.deed == _DEED])


def figure_origins(root: Path, progress: Progress) -> list[FigureOrigin]:
    """Every return a figure is taken from, with who brought that figure in last."""
    used = [
        (part.node.name, submission, part.target.id)
        for part in progress.parts or (progress,)
        for submission, _ in part.used
    ]
    places = {id(submission): submission.at("entries", target).path for _, submission, target in used}
    told: dict[str, list[LogLine]] = {}
    for line in lines_about(root, sorted(set(places.values()))):
        if line.deed == _DEED:
            told.setdefault(line.path, []).append(line)
    return [
        FigureOrigin(name, str(submission.period), _last(_of_target(told.get(places[id(submission)], ()), target)))
        for name, submission, target in used
    ]


def _of_target(lines: Iterable[LogLine], target: str) -> list[LogLine]:
    return [line for line in lines if line.field.startswith(f"entries.{target}.")]


def _last(lines: Sequence[LogLine]) -> HandIn | None:
    """The lines that were written at one stroke, the last of all."""
    found = None
    for (at, by, source), group in groupby(lines, key=lambda line: (line.at, line.by, line.source)):
        changes = tuple(group)
        found = HandIn(at.replace("T", " ")[:16], by, source, changes, changes[0].content)
    return found
