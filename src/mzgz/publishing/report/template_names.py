"""The names a template may use beside the views: figures of the whole plan, blanks, who is named, joining."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from mzgz.model.settings import Speech
from mzgz.progress import waits_for_returns
from mzgz.progress.target_counts import is_running
from mzgz.publishing.figures import Figures
from mzgz.publishing.report import default_sentences, highlights, next_year_sentences, next_year_tasks
from mzgz.publishing.report.blanks_to_fill import BlanksToFill
from mzgz.publishing.report.named_units import UnitNaming
from mzgz.publishing.report.passage_weight import weight
from mzgz.publishing.report.plan_views import SectionView, TargetView, View, sections
from mzgz.publishing.report.reason_kinds import cause
from mzgz.publishing.report.sentence_joining import Turns, joined, months_of, names_of, together, vary, when
from mzgz.publishing.report.speech_length import item
from mzgz.publishing.report.tables.plan_changes import adjusted
from mzgz.publishing.report.template_claims import CLAIM_NAMES, TemplateClaims
from mzgz.publishing.report.template_markup import clean, figure_mark, shown
from mzgz.publishing.report.template_quotations import QUOTATION_NAMES, TemplateQuotations

_DECEMBER = 12


@dataclass(frozen=True)
class BureauView(View):
    """Whose report it is."""

    name: str
    city: str


@dataclass(frozen=True)
class WordsView(View):
    """How land and trade are called here (see `words:` in mzgz.yaml)."""

    units: str
    villages: str
    townships: str
    trade: str
    whole: str
    own: str
    office: str
    divisions: str
    level: str
    upper: str
    everyone: str
    each_one: str


@dataclass
class Names:
    """The vocabulary of one document; remembers the blanks it met and the targets it told of."""

    figures: Figures
    blanks: BlanksToFill = field(default_factory=BlanksToFill)
    told: set[str] = field(default_factory=set)
    plain: set[str] = field(default_factory=set)
    """Ids of targets told by the sentence of their kind."""
    listed: set[str] = field(default_factory=set)
    """Ids of targets on which nothing can be said but in the annex."""
    turns: Turns = field(default_factory=Turns)
    """Of the wordings of those sentences."""

    @cached_property
    def naming(self) -> UnitNaming:
        return UnitNaming(self.places, self.speech.name_units)

    @property
    def places(self) -> str:
        """What those are called together that report: where there are levels below the first, they are of several kinds."""
        return "单位" if self.figures.board.ledger.units.deep else self.words.units

    @cached_property
    def claims(self) -> TemplateClaims:
        return TemplateClaims(self.figures.board, self.targets)

    @cached_property
    def _quotations(self) -> TemplateQuotations:
        return TemplateQuotations(self.figures, self.naming, silent=self.speech.quote_notes == "off")

    @property
    def span(self) -> str:
        """全年, or how much of it the figures are of."""
        last = self.figures.board.reference.month if self.figures.board.reference else 1
        months = self.figures.board.ledger.months_of(self.figures.board.year)
        first = months[0].month if months else 1
        if first == 1 and last == _DECEMBER:
            return "全年"
        return f"{first}至{last}月" if last > first else f"{last}月"

    @property
    def moment(self) -> str:
        """年末, or the end of the month the figures are of."""
        last = self.figures.board.reference.month if self.figures.board.reference else 1
        return "年末" if last == _DECEMBER else f"{last}月末"

    @property
    def speech(self) -> Speech:
        return self.figures.board.ledger.workspace.speech

    @cached_property
    def words(self) -> WordsView:
        words = self.figures.board.ledger.workspace.vocabulary
        return WordsView(**words.model_dump(), everyone=words.everyone, each_one=words.each_one)

    @cached_property
    def sections(self) -> list[SectionView]:
        return sections(self.figures)

    @cached_property
    def targets(self) -> dict[str, TargetView]:
        return {view.id: view for section in self.sections for view in section.targets}

    @cached_property
    def parts_ahead(self) -> list[next_year_tasks.PartView]:
        return next_year_tasks.parts(self.figures)

    @cached_property
    def remaining(self) -> list[next_year_tasks.PartView]:
        """What is left of this year's plan while the year is not over."""
        return next_year_tasks.rest(self.figures)

    @property
    def ahead(self) -> str:
        """What the third part is about: the following year, or what is left of this one."""
        board = self.figures.board
        last = board.reference.month if board.reference else 1
        return f"{board.year + 1}年" if last == _DECEMBER else _REST.get(last, "下一步")

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

    def smooth(self, pairs: Iterable[Sequence[str]]) -> list[tuple[TargetView, Sequence[str]]]:
        """Those of the `(id, words…)` whose duty is nowhere blocked or not yet begun."""
        return [pair for pair in self.views(pairs) if not pair[0].at_stage("受阻") and not pair[0].at_stage("未启动")]

    def trailing(self, pairs: Iterable[Sequence[str]]) -> list[tuple[str, str, bool]]:
        """Of `(id, name)` those reached by all together and not by every unit: names that share a number of units, who
        lags there, and whether several names share it; the greatest number first. Of one that was made
        good all must have reported: who is silent now may be one of those who lagged."""
        rows: dict[str, list[tuple[TargetView, str]]] = {}
        for view, pair in self.views(pairs, "reached", "late"):
            if view.below_units and (view.verdict == "reached" or view["value"]):
                rows.setdefault(shown(view["units_below"], self.figures.made), []).append((view, pair[-1]))
        return [
            (
                joined((name for _, name in rows[number]), last="和"),
                self.naming.few(rows[number][0][0].below_units, rows[number][0][0]["units_below"]),
                len(rows[number]) > 1,
            )
            for number in sorted(rows, key=int, reverse=True)
        ]

    def honours(self, *levels: str) -> list[highlights.Award]:
        """Honours of the year at these levels; who is told of here is told of less elsewhere."""
        found = highlights.honours(self.figures, *levels)
        for unit in self.figures.board.level:
            self.naming.named[unit.label] += sum(unit.label in award.recipient for award in found)
        return found

    def section(self, slug: str) -> SectionView | None:
        return next((section for section in self.sections if section.slug == slug), None)

    def strange(self) -> list[SectionView]:
        """Sections of which nothing has been told so far."""
        return [section for section in self.sections if not any(view.id in self.told for view in section.targets)]

    def task(self, target: str) -> next_year_tasks.TaskView | None:
        """The target of that id in the following year's plan, marked as told of."""
        found = next((task for part in self.parts_ahead for task in part.tasks if task.id == target), None)
        if found:
            self.told.add(f"next:{target}")
        return found

    def new_tasks(self, slug: str) -> list[next_year_tasks.TaskView]:
        """What the following year's plan asks for in that section and no template has told of so far."""
        found = [part for part in self.parts_ahead if part.slug == slug]
        return [task for part in found for task in part.tasks if f"next:{task.id}" not in self.told]

    # ── what is told, what is listed ─────────────────────────────────────────────────────────────────────────

    def item(self, what: TargetView | int, text: str) -> str:
        """Sentences about a target, as heavy as what they tell (or of a weight given): the lightest go to the annex
        where the speech grows too long."""
        if isinstance(what, int):
            return item(what, "", text)
        if not shown(text, self.figures.made).strip():
            self.listed.add(what.id)
        return item(weight(what), what.id, text)

    def plainly(self, section: SectionView | None) -> str:
        """Sentences by kind for the targets of a section that no template has told of."""
        return default_sentences.plainly(self, section) if section else ""

    def asks(self, part: next_year_tasks.PartView) -> list[str]:
        """What the following year's plan, or the rest of this one, asks for in a section, in sentences."""
        return next_year_sentences.asks(self, part)

    def owes(self, section: SectionView) -> list[str]:
        """What a section still owes and what goes on, where no plan of the following year is declared."""
        return next_year_sentences.owes(self, section)

    def told_by_default(self, left: Sequence[str]) -> tuple[str, ...]:
        """Names of targets told by the sentence of their kind; `left` are topics cut from the text."""
        gone = {target for topic in left for target in topic.split()} | self.listed
        return tuple(view.name for view in self.targets.values() if view.id in self.plain and view.id not in gone)

    def left_out(self, left: Sequence[str]) -> tuple[str, ...]:
        """Names of targets the text does not speak of."""
        gone = {target for topic in left for target in topic.split()} | self.listed
        known = self.told | self.plain
        return tuple(view.name for view in self.targets.values() if view.id not in known or view.id in gone)

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

    # ── sections ─────────────────────────────────────────────────────────────────────────────────────────────

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

    def fine(self, *targets: str) -> bool:
        """Whether each of these targets is reached, none missed and none open: a heading may speak well of them."""
        return all(self.targets[each].verdict in ("reached", "na") for each in targets if each in self.targets)

    def last_month(self, views: Iterable[TargetView]) -> int | None:
        """The month in which the last of several single things was done."""
        return max((view.done_month for view in views if view.done_month), default=None)

    # ── what is missing ──────────────────────────────────────────────────────────────────────────────────────

    def blank(self, what: str) -> str:
        """A place the office must fill: shown 【待补：…】 in a draft, refused in a final document."""
        return self.blanks.fill(what)

    def write(self, what: str) -> str:
        """A passage the office must write: what it is, how long, and what it should hold."""
        return self.blanks.write(what)

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
            "closed": last == _DECEMBER,
            "span": self.span,
            "moment": self.moment,
            "w": self.words,
            "last_year": board.year - 1,
            "name_units": self.speech.name_units,
            "quotes": self.speech.quote_notes == "short",
            "undecided": self.speech.undecided,
            "waits_for_returns": waits_for_returns(each.city for each in board),
            "sections": self.sections,
            "all_targets": list(self.targets.values()),
            "ahead": self.ahead,
            "gaps_under_way": any(is_running(each.city) and each.city.missing for each in board),
            "remaining": self.remaining,
            "adjusted": clean(adjusted(board)),
            "planned": bool(self.parts_ahead),
            "parts_ahead": self.parts_ahead,
            **{name: getattr(self, name) for name in _METHODS},
            **{name: getattr(self.claims, name) for name in CLAIM_NAMES},
            **{name: getattr(self._quotations, name) for name in QUOTATION_NAMES},
            "bright": lambda section, most=2: highlights.bright(self.figures, section, most),
            "join": joined,
            "names": names_of,
            "who": self.naming.few,
            "few": self.naming.few,
            "praise": self.naming.praise,
            "cause": cause,
            "when": when,
            "months": months_of,
            "together": together,
            "vary": vary,
        }


_REST = {3: "后三个季度", 6: "下半年", 9: "第四季度"}
"""What is left of a year, by the month the figures are of."""
_METHODS = (
    (
        "view views smooth trailing honours section strange task new_tasks lagging shared fine last_month plan number city blank write item plainly asks owes"  # names a template may use
    ).split()
)
