"""Progress for a spreadsheet: one line per target and node."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Any

from mzgz.formats.progress_json import node_data, shown_units
from mzgz.progress import Board, Progress

CSV_HEAD = (
    "年份 截至 目标标识 目标 类别 目标值 期限 单位代码 单位 状态 分子 分母 数值 显示 达标 亮灯 报告期 补齐 已报 应报 达标单位数 最低 最高"
).split()
_MET = {True: "是", False: "否", None: ""}
_RISKY = ("=", "+", "-", "@", "\t", "\r")


def status_csv(board: Board, targets: Sequence[str], units: Sequence[str] | None = None) -> str:
    """One line per target and node; text a spreadsheet would take for a formula is quoted."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(CSV_HEAD)
    for target in targets:
        nodes = [board.part(target, code) for code in units or shown_units(board, target)]
        for progress in nodes if units else [board.city(target), *nodes]:
            writer.writerow([_safe(cell) for cell in _csv_row(board, progress)])
    return out.getvalue()


def _csv_row(board: Board, progress: Progress) -> Iterator[Any]:
    target, goal, data = progress.target, progress.goal, node_data(progress)
    yield from (board.year, board.as_of.isoformat(), target.id, target.name, target.kind_label)
    yield from (goal.words if goal else "", target.due.isoformat())
    yield from ("" if progress.node.kind == "city" else progress.node.key, progress.node.name)
    yield from (data[key] for key in ("state", "numerator", "denominator", "value", "display"))
    yield from (_MET[data["met"]], data["told"], data["period"], data["made_good"])
    yield from (data["reported"], data["expected"], data["units_met"])
    yield from (data.get("low"), data.get("high"))


def _safe(cell: Any) -> Any:
    if not isinstance(cell, str) or not cell.startswith(_RISKY):
        return cell
    return cell if cell.lstrip("-").replace(".", "").replace("/", "").isdigit() else f"'{cell}"
