"""Who is named in the text: the best ones, as the settings allow, none of them too often; who lags is a number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from mzgz.publishing.report.unit_view import UnitView

NAMED_MOST = 3
"""So many lagging units are named where they may be; more become a number."""
_OFTEN = 4
"""So often a unit is named, its honours counted."""


@dataclass
class UnitNaming:
    """Names units by the setting `name_units` and counts how often each was named."""

    units: str
    setting: Literal["praise-only", "all", "none"]
    named: Counter[str] = field(default_factory=Counter)

    def few(self, units: Sequence[UnitView], number: str) -> str:
        """Those that lag: by name where the settings ask for it and they are few, otherwise how many they are."""
        if self.setting != "all" or not 0 < len(units) <= NAMED_MOST:
            return f"{number}个{self.units}"
        return self._joined(units)

    def praise(self, units: Sequence[UnitView], most: int = _OFTEN) -> str:
        """Those that stand out, by name; empty where that is not wanted or one of them was named `most` times."""
        if self.setting == "none" or not units or any(self.named[unit.name] >= most for unit in units):
            return ""
        return self._joined(units)

    def free(self, label: str) -> bool:
        """Whether a unit may be named once more."""
        return self.setting != "none" and self.named[label] < _OFTEN

    def count(self, label: str) -> None:
        self.named[label] += 1

    def _joined(self, units: Sequence[UnitView]) -> str:
        ordered = sorted(units, key=lambda unit: unit.progress.node.key)
        self.named.update(unit.name for unit in ordered)
        return "、".join(unit.name for unit in ordered)
