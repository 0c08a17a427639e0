"""What an input cell accepts, offers and says when it is entered: one data validation for each sort of cell."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import Any, Final

from openpyxl.worksheet.cell_range import MultiCellRange
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from mzgz.model.hints import NO, YES
from mzgz.model.periods import Period
from mzgz.model.shortest_reason import REASON_RULE
from mzgz.model.targets.reported_facts import STAGES

_FIRST_DAY, _LAST_DAY = "36526", "73050"
"""1 January 2000 and 31 December 2099 as spreadsheet dates."""
_MOST: Final = "999999999999999"


@dataclass(frozen=True, slots=True)
class Limit:
    """One sort of input."""

    kind: str
    title: str
    prompt: str
    error: str = ""
    low: str | None = None
    high: str | None = None
    choices: str | None = None


_LIMITS: Final[dict[str, Limit]] = {
    "whole": Limit(
        "whole",
        "填整数",
        "填不小于0的整数，不带逗号、单位和百分号。没有发生就填0；不适用的空着，在右边写原因。",
        "这里只能填不小于0的整数。百分比请换成个数；还没有数的，空着并写待核日期。",
        "0",
        _MOST,
    ),
    "number": Limit(
        "decimal",
        "填数字",
        "填不小于0的数，不带逗号、单位和百分号。没有发生就填0；不适用的空着，在右边写原因。",
        "这里只能填不小于0的数。",
        "0",
        _MOST,
    ),
    "done": Limit("list", "选择", "点右边的箭头，选“是”或“否”。", "请选“是”或“否”。", choices=f'"{YES},{NO}"'),
    "stage": Limit(
        "list", "选择进展", "点右边的箭头选择。选“受阻”的，请在右边“说明”里写原因。", "请从四个阶段中选一个。",
        choices=f'"{",".join(STAGES)}"',
    ),
    "date": Limit(
        "date", "填日期", "填年月日，如 {day}。", "请填年月日，如 {day}。", _FIRST_DAY, _LAST_DAY
    ),
    "pending": Limit(
        "date", "待核日期", "数还没有核实的，左边空着，这里填承诺补报的日期，如 {later}。",
        "请填年月日，如 {later}。", _FIRST_DAY, _LAST_DAY,
    ),
    "evidence": Limit("text", "填凭据", "文件写文号，如 ×民发〔{year}〕12号；会议、项目写名称。有几个的用分号隔开。"),
    "note": Limit("text", "说明", "需要说明的情况写在这里；没有就空着。"),
    "not_applicable": Limit("text", "不适用原因", "本单位没有这项工作的，左边空着，这里写原因。"),
    "reason": Limit("text", "原因", f"与上次相比变动较大时会变色，请写明原因，{REASON_RULE}。"),
}  # fmt: skip


class Limits:
    """Gathers the cells of a sheet by sort, then puts one validation on each sort. Examples are of the form's month."""

    def __init__(self, month: Period) -> None:
        self._examples = {
            "year": str(month.year),
            "day": f"{month}-20",
            "later": f"{month.following()}-10",
        }
        self._cells: dict[Limit, list[str]] = defaultdict(list)

    def take(self, sort: str, cells: str, first: str = "") -> None:
        """Cells of one of the known sorts; `first` is told before what its prompt says."""
        known = _LIMITS[sort]
        prompt, error = (text.format_map(self._examples) for text in (known.prompt, known.error))
        self.add(replace(known, prompt=first + prompt, error=error), cells)

    def add(self, limit: Limit, cells: str) -> None:
        self._cells[limit].append(cells)

    def apply(self, sheet: Worksheet) -> None:
        for limit, cells in self._cells.items():
            validation = _validation(limit)
            validation.sqref = MultiCellRange(" ".join(cells))
            sheet.add_data_validation(validation)


def _validation(limit: Limit) -> DataValidation:
    common: dict[str, Any] = {
        "allow_blank": True,
        "promptTitle": limit.title,
        "prompt": limit.prompt,
        "showInputMessage": True,
    }
    if limit.kind == "text":
        return DataValidation(type=None, **common)
    common |= {"errorTitle": limit.title, "error": limit.error, "showErrorMessage": True, "errorStyle": "stop"}
    if limit.choices is not None:
        return DataValidation(type="list", formula1=limit.choices, **common)
    kind: Any = limit.kind
    return DataValidation(type=kind, operator="between", formula1=limit.low, formula2=limit.high, **common)
