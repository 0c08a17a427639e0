"""What a template sees of the data: sections, targets and units, whose figures print by name.

`{{ t.value }}` is a figure of the city, `{{ u.value }}` one of a unit; any name in `figures.ASPECTS` with `_` for `-`.
A figure that does not exist is empty text and false, so that a template can ask before it speaks.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from mzgz.model.ledger import PlanSection
from mzgz.publishing.figures import PLAN_ASPECTS, Figures
from mzgz.publishing.report.target_view import TargetView
from mzgz.publishing.report.template_markup import figure_mark
from mzgz.publishing.report.unit_view import UnitView, View

__all__ = ["SectionView", "TargetView", "UnitView", "View", "sections"]


@dataclass(frozen=True)
class SectionView(View):
    """One section of the plan."""

    place: int
    part: PlanSection
    figures: Figures
    first: int = 0
    """How many targets stand before it."""
    kinds: dict[str, int] = field(default_factory=dict)
    """How many of each kind stand before it."""

    def __getitem__(self, name: str) -> str:
        aspect = name.replace("_", "-")
        if aspect not in PLAN_ASPECTS:
            raise KeyError(name)
        return figure_mark(self.figures.of_plan(aspect, f"{self.place:02}"))

    @property
    def title(self) -> str:
        return self.part.section.title

    @property
    def slug(self) -> str:
        """The name of its file without number and ending: `elderly-care`."""
        return self.part.path.rsplit("/", 1)[1].rsplit(".", 1)[0].split("-", 1)[-1]

    @property
    def division(self) -> str:
        return self.part.section.division

    @cached_property
    def targets(self) -> list[TargetView]:
        board, counts = self.figures.board, dict(self.kinds)
        views = []
        for place, target in enumerate(self.part.targets, self.first):
            counts[target.kind] = counts.get(target.kind, 0) + 1
            views.append(TargetView(board.city(target.id), self.figures, place, counts[target.kind]))
        return views

    @property
    def lags(self) -> bool:
        """Whether any of its targets was missed on its date."""
        return any(view.verdict in ("missed", "late") for view in self.targets)


def sections(figures: Figures) -> list[SectionView]:
    """All sections of the year's plan."""
    views: list[SectionView] = []
    first, kinds = 0, dict[str, int]()
    for place, part in enumerate(figures.board.plan.sections, 1):
        views.append(SectionView(place, part, figures, first, dict(kinds)))
        first += len(part.targets)
        for target in part.targets:
            kinds[target.kind] = kinds.get(target.kind, 0) + 1
    return views
