"""What differs between two drafts or two years, for a person and as JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from mzgz.formats.terminal.text_width import printable, wrap
from mzgz.publishing.document_difference import DocumentDifference, PassageDifference
from mzgz.publishing.year_difference import TargetDifference

_INDENT = "  "
_BREAK = re.compile(r"(?<=[\u3001\uff0c\uff1b\u4e00-\u9fff]) (?=[\uff08\u4e00-\u9fff])")


def difference_json(difference: DocumentDifference) -> str:
    """`targets` of two years, `figures` and `sentences`, each with what stood before and what stands after."""
    content = {
        "targets": [
            {"id": one.id, "name": one.name, "before": one.before, "after": one.after, "goals": one.goals}
            for one in difference.targets
        ],
        "figures": [
            {"id": one.id, "name": one.name, "before": one.before, "after": one.after} for one in difference.figures
        ],
        "sentences": [
            {
                "where": one.where,
                "before": one.before,
                "after": one.after,
                "moved": one.moved,
                "cells": [{"head": head, "before": was, "after": now} for head, was, now in one.cells],
            }
            for one in difference.passages
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=2).encode("utf-8", "replace").decode() + "\n"


def difference_lines(difference: DocumentDifference, columns: int = 80) -> Iterator[str]:
    """Targets and figures first, then sentences and rows with a sign before each: － what stood there, ＋ what stands
    there now."""
    gone = [one for one in difference.targets if one.after is None]
    come = [one for one in difference.targets if one.before is None]
    blocks = (
        _targets(difference, columns),
        _alone("只有前一年有的任务", gone, columns),
        _alone("只有后一年有的任务", come, columns),
        _figures(difference, columns),
        _sentences(difference, columns),
    )
    filled = [block for block in map(list, blocks) if block]
    for place, block in enumerate(filled):
        yield from ([""] if place else [])
        yield from block
    if not filled:
        yield "数和话都相同。"


def _targets(difference: DocumentDifference, columns: int) -> Iterator[str]:
    both = [one for one in difference.targets if one.before is not None and one.after is not None]
    if both:
        yield f"■ 两年都有、目标或结果不同的任务（{len(both)}项）"
    for one in both:
        before, after = one.goals
        promised = before if before == after else f"由{before or '不评判'}改为{after or '不评判'}"
        goal = f"（目标{promised}）" if promised else ""
        yield from _indented(f"{one.name}{goal}：{one.before} → {one.after}", columns, 1)


def _alone(title: str, targets: list[TargetDifference], columns: int) -> Iterator[str]:
    if targets:
        yield f"■ {title}（{len(targets)}项）"
        yield from _indented("；".join(one.name for one in targets), columns, 1)


def _figures(difference: DocumentDifference, columns: int) -> Iterator[str]:
    """Those of targets that are told already are not told again."""
    told = {one.id for one in difference.targets}
    rest = [one for one in difference.figures if one.id.partition("@")[0] not in told]
    both = [one for one in rest if one.before is not None and one.after is not None]
    gone = sum(one.after is None for one in rest)
    come = len(rest) - len(both) - gone
    if rest:
        yield f"■ 不同的数（{len(both)}个）" if both else "■ 不同的数"
    for figure in both:
        yield from _indented(f"{figure.name}：{figure.before} → {figure.after}", columns, 1)
    beside = [f"{count}个只在{side}的里" for count, side in ((gone, "旧"), (come, "新")) if count]
    if beside:
        yield from _indented(f"{'另有' if both else ''}{'，'.join(beside)}，见下面的话。", columns, 1)


def _sentences(difference: DocumentDifference, columns: int) -> Iterator[str]:
    if difference.passages:
        yield f"■ 不同的话（{len(difference.passages)}处；－旧的，＋新的，移：挪了地方的）"
    where = ""
    for passage in difference.passages:
        if passage.where and passage.where != where:
            yield from _indented(passage.where, columns, 1)
        where = passage.where
        for head, before, after in passage.cells:
            yield from _indented(f"{head}：{_flat(before)} → {_flat(after)}", columns, 2)
        for sign, text in () if passage.cells else _signed(passage):
            yield from _indented(f"{sign}{_flat(text)}", columns, 2)


def _flat(text: str) -> str:
    """On one line: between two hanzi a line break is nothing."""
    return _BREAK.sub("", " ".join(text.split()))


def _signed(passage: PassageDifference) -> Iterator[tuple[str, str]]:
    if passage.moved:
        yield "移：", passage.after or ""
        return
    for sign, text in (("－", passage.before), ("＋", passage.after)):
        if text is not None:
            yield sign, text


def _indented(text: str, columns: int, depth: int) -> Iterator[str]:
    indent = _INDENT * depth
    return (indent + line for line in wrap(printable(text), columns - len(indent)))
