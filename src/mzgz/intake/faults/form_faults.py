"""What is wrong with a filled form that cannot be taken as it is: the table of these rules, and the finding each makes."""

from __future__ import annotations

from typing import Final

from mzgz.intake.faults import Reporter, cell, form_file, sheet
from mzgz.model.findings import Rule

RULES: Final[tuple[Rule, ...]] = (*form_file.RULES, *sheet.RULES, *cell.RULES)

fault: Final = Reporter(RULES)
"""The finding a reader of filled forms makes."""

__all__ = ["RULES", "cell", "fault", "form_file", "sheet"]
