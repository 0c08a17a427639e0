"""The names a template may use beside the views: figures of the whole plan, claims, blanks, who is named, joining."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from mzgz.claims import FalseClaim, contradiction, needs_earning
from mzgz.figures import Figures
from mzgz.progress import Progress
from mzgz.report import ahead, praise
from mzgz.report.markup import claim_mark, clean, figure_mark
from mzgz.report.views import SectionView, TargetView, UnitView, View, sections

NAMED_MOST = 3
"""So many units are named; more become a number."""


@dataclass(frozen=True)
class BureauView(View):
    """Whose report it is."""

    name: str
    city: str


@dataclass
class Names:
    """The vocabulary of one document; remembers the blanks it met and the targets it told of."""

    figures: Figures
    blanks: list[str] = field(default_factory=list)
    told: set[str] = field(default_factory=set)

    @cached_property
    def sections(self) -> list[SectionView]:
        return sections(self.figures)

    @cached_property
    def targets(self) -> dict[str, TargetView]:
        return {view.id: view for section in self.sections for view in section.targets}

    @cached_property
    def parts_ahead(self) -> list[ahead.PartView]:
        return ahead.parts(self.figures)

    # ── targets ──────────────────────────────────────────────────────────────────────────────────────────────

    def view(self, target: str) -> TargetView | None:
        """A target of the plan, marked as told of; None where the plan has none of that id or it applies to nobody."""
        found = self.targets.get(target)
        if found is None or found.verdict == "na":
            return None
        self.told.add(target)
        return found

    def views(self, pairs: Iterable[Sequence[str]], *verdicts: str) -> list[tuple[TargetView, Sequence[str]]]:
        """Those of the `(id, words…)` whose target is in the plan and stands at one of the verdicts, with the words."""
        found = [(self.view(pair[0]), pair) for pair in pairs]
        return [(view, pair) for view, pair in found if view and (not verdicts or view.verdict in verdicts)]

    def section(self, slug: str) -> SectionView | None:
        return next((section for section in self.sections if section.slug == slug), None)

    def untold(self, *verdicts: str) -> list[TargetView]:
        """Targets at these verdicts that no template has told of so far."""
        return [view for view in self.targets.values() if view.id not in self.told and view.verdict in verdicts]

    def strange(self) -> list[SectionView]:
        """Sections of which nothing has been told so far."""
        return [section for section in self.sections if not any(view.id in self.told for view in section.targets)]

    def task(self, target: str) -> ahead.TaskView | None:
        """The target of that id in the following year's plan, marked as told of."""
        found = next((task for part in self.parts_ahead for task in part.tasks if task.id == target), None)
        if found:
            self.told.add(f"next:{target}")
        return found

    def new_tasks(self, slug: str) -> list[ahead.TaskView]:
        """What the following year's plan asks for in that section and no template has told of so far."""
        found = [part for part in self.parts_ahead if part.slug == slug]
        return [task for part in found for task in part.tasks if f"next:{task.id}" not in self.told]

    # ── figures ──────────────────────────────────────────────────────────────────────────────────────────────

    def plan(self, aspect: str) -> str:
        """A count over the whole plan: `{{ plan('met') }}`."""
        return figure_mark(self.figures.of_plan(aspect.replace("_", "-")))

    def number(self, aspect: str) -> int:
        """The same count as a number, to be asked about and not printed."""
        return int(self.figures.of_plan(aspect).text)

    def city(self, aspect: str) -> str:
        """A count over the bureau: `{{ city('districts') }}`."""
        return figure_mark(self.figures.of_bureau(aspect.replace("_", "-")))

    # ── what is missing ──────────────────────────────────────────────────────────────────────────────────────

    def blank(self, what: str) -> str:
        """A place the office must fill: shown 【待补：…】 in a draft, refused in a final document."""
        self.blanks.append(what)
        return self.shown(what)

    @staticmethod
    def shown(what: str) -> str:
        """A blank as it stands in the draft."""
        return f"【待补：{what}】"

    # ── claims ───────────────────────────────────────────────────────────────────────────────────────────────

    def earned(self, words: str, scope: Any) -> bool:
        """Whether a strong word may be said of a target, a unit, a list of them, or a section."""
        return contradiction(words, self._scope(scope), self.figures.board) is None

    def claim(self, words: str, scope: Any) -> str:
        """A strong word that must be true: raises FalseClaim, with the figure that contradicts it."""
        reason = contradiction(words, self._scope(scope), self.figures.board)
        if reason is not None:
            raise FalseClaim(words, reason)
        return claim_mark(words)

    def ladder(self, wordings: Sequence[str], scope: Any) -> str:
        """The first wording that is earned; the last one must need no earning."""
        for words in wordings:
            if not needs_earning(words) or self.earned(words, scope):
                return claim_mark(words)
        raise FalseClaim(wordings[-1], "没有一种说法站得住，请在最后写一种不用证明的说法")

    def _scope(self, scope: Any) -> list[Progress]:
        if isinstance(scope, str):
            return [self.targets[scope].progress]
        if isinstance(scope, SectionView):
            return [view.progress for view in scope.targets]
        if isinstance(scope, (TargetView, UnitView)):
            return [scope.progress]
        return [progress for item in scope for progress in self._scope(item)]

    # ── all of them ──────────────────────────────────────────────────────────────────────────────────────────

    def context(self) -> dict[str, Any]:
        """All names, for a template."""
        board = self.figures.board
        bureau = board.ledger.workspace.bureau
        return {
            "bureau": BureauView(clean(bureau.name), clean(bureau.city)),
            "notice": clean(board.ledger.workspace.notice or ""),
            "year": board.year,
            "next_year": board.year + 1,
            "as_of": board.as_of,
            "sections": self.sections,
            "all_targets": list(self.targets.values()),
            "planned": bool(self.parts_ahead),
            "parts_ahead": self.parts_ahead,
            **{name: getattr(self, name) for name in _METHODS},
            "bright": lambda section, most=2: praise.bright(self.figures, section, most),
            "problems": lambda section="", most=3: praise.problems(self.figures, section, most),
            "honours": lambda *levels: praise.honours(self.figures, *levels),
            "join": joined,
            "names": names_of,
            "who": who,
            "months": months_of,
            "vary": vary,
        }


_METHODS = (
    "view views section untold strange task new_tasks plan number city blank earned claim ladder"  # names a template may use
).split()


def joined(items: Iterable[str], mark: str = "、", last: str = "") -> str:
    """Items joined as Chinese does, empty ones dropped; `last` before the last one: 甲、乙和丙."""
    kept = [item for item in items if item]
    if last and len(kept) > 1:
        return mark.join(kept[:-1]) + last + kept[-1]
    return mark.join(kept)


def names_of(units: Iterable[UnitView]) -> str:
    """Short names in code order joined by 、."""
    return joined(unit.name for unit in sorted(units, key=lambda unit: unit.progress.node.key))


def who(units: Sequence[UnitView], number: str) -> str:
    """The names where there are few; otherwise `number`, the figure of how many they are."""
    return names_of(units) if len(units) <= NAMED_MOST else f"{number}个旗市区"


def months_of(units: Sequence[UnitView], what: str = "months_open") -> str:
    """4月、9月: the months of these units, each once. `what` is months_open or months_short."""
    found = {month for unit in units for month in (unit.months_open if what == "months_open" else unit.months_short)}
    return joined(f"{month}月" for month in sorted(found))


def vary(turn: int, wordings: Sequence[str]) -> str:
    """One of several wordings by position, never by chance."""
    return wordings[turn % len(wordings)]
