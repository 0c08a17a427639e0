"""How the forms of today are laid out, and those of the layout before, which units still have and send back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from mzgz.intake.form.layout import (
    ANNEX,
    COVER,
    EARLY,
    EXPLANATIONS,
    FIGURES,
    HEADS,
    HIDDEN,
    HIGHLIGHTS,
    HONOURS,
    INPUT,
    LISTS,
    NOTE,
    PROBLEMS,
    REASON,
    fields_of,
)
from mzgz.model.targets import Target

LIST_MARK: Final = "#"
"""What stands in the first column of the row that names a list, before its name, where several share a sheet."""


@dataclass(frozen=True, slots=True)
class FormEdition:
    """One layout: its sheets, and where on them each thing is written."""

    version: str
    sheets: tuple[str, ...]
    heads: Mapping[str, str]
    """Of the sheet 填报, by column."""
    lists: Mapping[str, str]
    """The sheet each list stands on."""
    blanks: Mapping[str, tuple[str, ...]]
    """Of each list: the columns over which each blank of a row spreads."""
    beneath: Mapping[str, str]
    """What is told in words in a row of its own: over which columns it spreads. All else stands beside its task."""

    def rows_of(self, target: Target) -> tuple[str, ...]:
        """The fields of a target that have a row of their own, in the order of the rows."""
        return tuple(name for name in fields_of(target) if not self._beside(target, name))

    def spread_of(self, target: Target, name: str) -> str:
        """The columns over which the blank of a field spreads."""
        return self._beside(target, name) or self.beneath.get(name, INPUT)

    def _beside(self, target: Target, name: str) -> str:
        """The columns beside the rows of its task where a field stands; empty where it has a row of its own."""
        if name in self.beneath:
            return ""
        papers = "evidence" in target.reports and len(target.reports) > 1
        match name:
            case "evidence":
                return REASON if papers else ""
            case "note":
                return NOTE if papers or (target.steady and target.operands) else REASON + NOTE
        return ""


_APART = {EARLY: "BCDEF", EXPLANATIONS: "BCDE", HIGHLIGHTS: "BC", HONOURS: "BCD", PROBLEMS: "BC"}

_HEADS_BEFORE: Final = {REASON: "变动较大的原因", "H": "全市基期"}

BEFORE: Final = FormEdition(
    "1",
    (COVER, FIGURES, *LISTS, HIDDEN),
    {letter: _HEADS_BEFORE.get(letter, head) for letter, head in HEADS.items() if letter != NOTE},
    {name: name for name in LISTS},
    {name: tuple(letters) for name, letters in _APART.items()},
    {"note": "IJKLM", "evidence": "IJK"},
)
TODAY: Final = FormEdition(
    "2",
    (COVER, FIGURES, EXPLANATIONS, ANNEX, HIDDEN),
    HEADS,
    {name: EXPLANATIONS if name == EXPLANATIONS else ANNEX for name in LISTS},
    {
        EARLY: ("B", "C", "D", "E", "F"),
        EXPLANATIONS: ("B", "C", "D", "E"),
        HIGHLIGHTS: ("B", "CDEF"),
        HONOURS: ("BCD", "E", "F"),
        PROBLEMS: ("B", "CDEF"),
    },
    {},
)
EDITIONS: Final = {each.version: each for each in (BEFORE, TODAY)}
