"""The returns of a year for other programs: where each unit's month stands."""

from __future__ import annotations

import json
from typing import Any

from mzgz.model.periods import Period
from mzgz.model.reporting_calendar import LateException
from mzgz.workflow.returns_of_the_year import Return, ReturnsTable


def returns_json(table: ReturnsTable, month: Period | None = None, *, compact: bool = False) -> str:
    """All months of the year, or one; with `compact` on one line."""
    data = {
        "year": table.year,
        "as_of": table.as_of.isoformat(),
        "units": {
            row[0].unit.code: {
                "name": row[0].unit.label,
                "months": {str(item.month): _return(item) for item in row if month in (None, item.month)},
            }
            for row in table.rows
        },
    }
    if compact:
        return json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _return(item: Return) -> dict[str, Any]:
    return {
        "stage": item.stage.value,
        "label": item.label,
        "due": item.due.isoformat(),
        "received": item.received.isoformat() if item.received else None,
        "late_days": item.late_days,
        "returns": item.returns,
        "leave": None if item.leave is None else _leave(item.leave),
    }


def _leave(leave: LateException) -> dict[str, str]:
    return {"until": leave.until.isoformat(), "allowed_by": leave.allowed_by, "reason": leave.reason}
