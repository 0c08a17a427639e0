"""The names a template may use beside the views: figures of the whole plan, claims, blanks, who is named, joining."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from mzgz.progress import Progress
from mzgz.publishing.claims import FalseClaim, contradiction, needs_earning
from mzgz.publishing.figures import Figures
from mzgz.publishing.report import highlights, next_year
from mzgz.publishing.report.joining import joined, months_of, names_of, together, vary, when, who
from mzgz.publishing.report.plan_views import SectionView, TargetView, UnitView, View, sections
from mzgz.publishing.report.template_markup import claim_mark, clean, figure_mark, shown

_ROLL = 62
"""Characters of one sentence of examples: a clause may still go before it."""


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
    heard: list[highlights.Told] = field(default_factory=list)

    @cached_property
    def sections(self) -> list[SectionView]:
        return sections(self.figures)

    @cached_property
    def targets(self) -> dict[str, TargetView]:
        return {view.id: view for section in self.sections for view in section.targets}

    @cached_property
    def parts_ahead(self) -> list[next_year.PartView]:
        return next_year.parts(self.figures)

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

    def task(self, target: str) -> next_year.TaskView | None:
        """The target of that id in the following year's plan, marked as told of."""
        found = next((task for part in self.parts_ahead for task in part.tasks if task.id == target), None)
        if found:
            self.told.add(f"next:{target}")
        return found

    def new_tasks(self, slug: str) -> list[next_year.TaskView]:
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

    # ── words of the units ───────────────────────────────────────────────────────────────────────────────────

    def problems(self, section: str = "", most: int = 3) -> list[highlights.Told]:
        """What units named as standing in the way, each told once in a document."""
        found = [item for item in highlights.problems(self.figures, section, most * 3) if item not in self.heard]
        self.heard += found[:most]
        return found[:most]

    def roll(self, items: Iterable[Any], most: int = _ROLL) -> str:
        """甲做了一件事；乙做了另一件。 in sentences that can be spoken: each unit with its words, closed by 。."""
        sentences: list[list[str]] = []
        size = 0
        for clause in (f"{item.name}{item.words}" for item in items if item.words):
            length = len(shown(clause, self.figures.made)) + 1
            if sentences and size + length <= most:
                sentences[-1].append(clause)
                size += length
            else:
                sentences.append([clause])
                size = length
        return "".join(
            ("；" if any("，" in clause for clause in told) else "，").join(told) + "。" for told in sentences
        )

    def lack(self, units: Sequence[UnitView], verb: str, thing: str) -> str:
        """分别差1张、63张, or 各差1个 where they lack the same; empty where any lack is not known in things."""
        gaps = [self.figures.of(unit.progress, "gap") for unit in units]
        known = [gap for gap in gaps if gap is not None]
        if not known or len(known) < len(units):
            return ""
        if len({gap.text for gap in known}) == 1:
            return f"{'各' if len(known) > 1 else ''}差{figure_mark(known[0])}{thing}"
        return verb + joined(f"{figure_mark(gap)}{thing}" for gap in known)

    def lagging(self, short: dict[str, str]) -> list[tuple[str, str]]:
        """Sections with targets missed on their date, by a short name, and how many."""
        return [(short.get(each.slug, each.title), each["missed"]) for each in self.sections if each.lags]

    def shared(self, pairs: Iterable[Sequence[str]], measure: str) -> str:
        """甲4项、乙2项，丙和丁各1项: labels with their numbers, the same number said once; the greatest first."""
        rows: dict[str, list[Sequence[str]]] = {}
        for pair in pairs:
            rows.setdefault(shown(pair[1], self.figures.made), []).append(pair)
        alone, together = [], []
        for number in sorted(rows, key=lambda text: -int(text)):
            labels, figure = [pair[0] for pair in rows[number]], rows[number][0][1]
            if len(labels) == 1:
                alone.append(f"{labels[0]}{figure}{measure}")
            else:
                together.append(f"{joined(labels, last='和')}各{figure}{measure}")
        return joined([joined(alone), joined(together, "，")], "，")

    def owed(self, pairs: Iterable[Sequence[str]]) -> list[tuple[str, list[str]]]:
        """Who has something to make up, and what: neighbours that concern the same units are put together."""
        rows: list[tuple[str, list[str]]] = []
        for view, pair in self.views(pairs):
            if not view.owing:
                continue
            names = "" if view.bureau_only else self._debtors(view)
            if rows and rows[-1][0] == names:
                rows[-1][1].append(pair[-1])
            else:
                rows.append((names, [pair[-1]]))
        return rows

    @staticmethod
    def _debtors(view: TargetView) -> str:
        aspect = "units_below" if view.below_units else "units_missed" if view.missed_units else "units_missing"
        return who(view.behind_units, view[aspect]) if view.behind_units else ""

    def fine(self, *targets: str) -> bool:
        """Whether each of these targets is reached, none missed and none open: a heading may speak well of them."""
        return all(self.targets[each].verdict in ("reached", "na") for each in targets if each in self.targets)

    def last_month(self, views: Iterable[TargetView]) -> int | None:
        """The month in which the last of several single things was done."""
        return max((view.done_month for view in views if view.done_month), default=None)

    # ── what is missing ──────────────────────────────────────────────────────────────────────────────────────

    def blank(self, what: str) -> str:
        """A place the office must fill: shown 【待补：…】 in a draft, refused in a final document."""
        self.blanks.append(what)
        return self.gap(what)

    @staticmethod
    def gap(what: str) -> str:
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
        last = board.reference.month if board.reference else 1
        return {
            "bureau": BureauView(clean(bureau.name), clean(bureau.city)),
            "notice": clean(board.ledger.workspace.notice or ""),
            "year": board.year,
            "next_year": board.year + 1,
            "as_of": board.as_of,
            "closed": last == 12,
            "span": "全年" if last == 12 else f"1至{last}月" if last > 1 else "1月",
            "moment": "年末" if last == 12 else f"{last}月末",
            "sections": self.sections,
            "all_targets": list(self.targets.values()),
            "planned": bool(self.parts_ahead),
            "parts_ahead": self.parts_ahead,
            **{name: getattr(self, name) for name in _METHODS},
            "bright": lambda section, most=2: highlights.bright(self.figures, section, most),
            "honours": lambda *levels: highlights.honours(self.figures, *levels),
            "join": joined,
            "names": names_of,
            "who": who,
            "when": when,
            "months": months_of,
            "together": together,
            "vary": vary,
        }


_METHODS = (
    (
        "view views section untold strange task new_tasks problems roll lack lagging shared owed fine last_month plan number city blank earned claim ladder"  # names a template may use
    ).split()
)
