"""What units wrote, as a template asks for it: problems, examples, bright things; nothing is told twice."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from mzgz.publishing.figures import Figures
from mzgz.publishing.report import highlights
from mzgz.publishing.report.named_units import UnitNaming
from mzgz.publishing.report.plan_views import TargetView
from mzgz.publishing.report.template_markup import shown

QUOTATION_NAMES: Final = ("problems", "examples", "shining", "roll")
"""What a template calls them by."""
_ROLL: Final = 62
"""Characters of one sentence of examples: a clause may still go before it."""


class TemplateQuotations:
    """The quotations of one document; `silent` where the office has quoting off."""

    def __init__(self, figures: Figures, naming: UnitNaming, *, silent: bool) -> None:
        self._figures = figures
        self._naming = naming
        self._silent = silent
        self._heard: list[highlights.Quotation] = []

    def problems(self, section: str = "", most: int = 3) -> list[highlights.Quotation]:
        """What units named as standing in the way, each told once in a document."""
        found = [item for item in highlights.problems(self._figures, section, most * 3) if item not in self._heard]
        self._heard += found[:most]
        return found[:most]

    def examples(self, view: TargetView, most: int = 1) -> str:
        """What a unit or two did, as far as it holds for the whole year; nothing where quoting is off."""
        if self._silent:
            return ""
        found = [unit for unit in view.facts(most + 2) if not unit.season and self._naming.free(unit.name)][:most]
        for unit in found:
            self._naming.count(unit.name)
        return self.roll(found)

    def shining(self, section: str, most: int = 1) -> str:
        """The brightest things units told of in a section; nothing where quoting is off."""
        if self._silent:
            return ""
        found = [each for each in highlights.bright(self._figures, section, 14) if self._naming.free(each.name)][:most]
        for each in found:
            self._naming.count(each.name)
        return self.roll(found)

    def roll(self, items: Iterable[Any], most: int = _ROLL) -> str:
        """甲做了一件事；乙做了另一件。 in sentences that can be spoken: each unit with its words, closed by 。."""
        sentences: list[list[str]] = []
        size = 0
        for clause in (f"{each.name}{each.words}" for each in items if each.words):
            length = len(shown(clause, self._figures.made)) + 1
            if sentences and size + length <= most:
                sentences[-1].append(clause)
                size += length
            else:
                sentences.append([clause])
                size = length
        return "".join(
            ("；" if any("，" in clause for clause in rendered) else "，").join(rendered) + "。"
            for rendered in sentences
        )
