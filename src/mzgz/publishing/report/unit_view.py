"""What a template sees of one unit under one target: its figures, its months, and what it wrote."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from mzgz.model.periods import Period
from mzgz.model.submissions import Entry, Submission
from mzgz.progress import Progress
from mzgz.publishing.figures import ASPECTS, Figures
from mzgz.publishing.report.narratives import FACT_MOST, REASON_MOST, dated, of_note, shortened, telling
from mzgz.publishing.report.template_markup import figure_mark, quote_mark


class View:
    """What a template may look into; `hidden` are the things behind it."""

    hidden: ClassVar[frozenset[str]] = frozenset({"progress", "figures", "part", "board", "hidden"})


class Printing(View):
    """Gives templates the figures of one progress."""

    progress: Progress
    figures: Figures

    def __getitem__(self, name: str) -> str:
        aspect = name.replace("_", "-")
        if aspect not in ASPECTS:
            raise KeyError(name)
        figure = self.figures.of(self.progress, aspect)
        return figure_mark(figure) if figure else ""

    @property
    def due(self) -> bool:
        """Whether its date has come by the month the figures are of."""
        return self.progress.due

    @property
    def verdict(self) -> str:
        """reached · missed · late (reached after the date) · open · none (a kind without verdict) · na."""
        return self.progress.verdict.term

    @property
    def light(self) -> str:
        return self.progress.words


@dataclass(frozen=True)
class UnitView(Printing):
    """One unit under one target."""

    progress: Progress
    figures: Figures

    @property
    def name(self) -> str:
        return self.progress.node.name

    # ── months ───────────────────────────────────────────────────────────────────────────────────────────────

    @cached_property
    def _asked(self) -> list[Period]:
        at = self.progress.period
        return [Period(index, 1) for index in self.progress.target.asked(at)] if at else []

    @cached_property
    def months_open(self) -> list[int]:
        """Months that were asked for and of which nothing was said."""
        by_month = self.progress.facts.by_month if self.progress.facts else {}
        reported = {index for index, fact in by_month.items() if fact.state in ("reported", "not_applicable")}
        return [month.month for month in self._asked if month.index not in reported]

    @cached_property
    def months_short(self) -> list[int]:
        """Months in which it fell short: a duty not held, an event, a share below the goal."""
        return [submission.period.month for submission, _ in self._short]

    @cached_property
    def _short(self) -> list[tuple[Submission, Entry]]:
        facts, target = self.progress.facts, self.progress.target
        if facts is None or not target.lasting:
            return []
        return [pair for pair in self.progress.entries if target.falls_short(pair[1], facts, pair[0].period)]

    @property
    def done_month(self) -> int | None:
        day = self.progress.done_on
        return day.month if day else None

    # ── words of the unit ────────────────────────────────────────────────────────────────────────────────────

    def _quote(self, submission: Submission, text: str, most: int) -> str:
        return shortened(self._clauses(submission, text), most)

    def _clauses(self, submission: Submission, text: str) -> list[tuple[str, str]]:
        return of_note(self.figures, submission, self.progress.target.id, text).clauses()

    @property
    def note(self) -> str:
        """What the unit wrote last, as a quotation."""
        last = next((entry.note for _, entry in reversed(self.progress.entries) if entry.note), None)
        return quote_mark(last.rstrip("。；，")) if last else ""

    @property
    def reason(self) -> str:
        """Why it fell short, in the unit's own words, shortened; empty where it gave none."""
        pairs = (
            self._short
            or [
                (submission, entry)
                for submission, entry in self.progress.entries
                if self.progress.decided is None or submission.period >= self.progress.decided
            ][-1:]
        )
        rendered = [(submission, entry.note) for submission, entry in pairs if entry.note]
        return self._quote(*rendered[-1], REASON_MOST) if rendered else ""

    @property
    def excuses(self) -> list[str]:
        """All it wrote where it fell short, as it stands: for telling the kind of reason, never for printing."""
        pairs = self._short or self.progress.entries[-1:]
        return [entry.note for _, entry in pairs if entry.note]

    @property
    def reasons(self) -> list[str]:
        """Month by month why it fell short, in the unit's own words: 1月，连降大雪."""
        quotes = [
            (submission, entry, self._quote(submission, entry.note or "", REASON_MOST))
            for submission, entry in self._short
        ]
        return [
            f"{submission.period.month}月{'有' * (entry.note or '')[:1].isdigit()}{quote}"
            for submission, entry, quote in quotes
            if quote
        ]

    @property
    def events(self) -> list[str]:
        """What was written of a redline's events: what happened, and what was done after, each a clause of its own."""
        rendered = [(submission, entry.note) for submission, entry in self._short if entry.note]
        target = self.progress.target.id
        return [
            sentence
            for submission, text in rendered
            for sentence in of_note(self.figures, submission, target, text).sentences()
        ]

    @property
    def words(self) -> str:
        """Its most telling fact, as a quotation."""
        return self.fact[1]

    @property
    def season(self) -> bool:
        """Whether that fact needs the stretch of the year said that it speaks of."""
        return self.fact[2]

    @cached_property
    def fact(self) -> tuple[int, str, bool]:
        """How telling its last report is, the words worth telling, and whether they need their stretch of time said."""
        pairs = [(submission, entry.note) for submission, entry in self.progress.used if entry.note]
        if not pairs:
            return 0, "", False
        submission, text = pairs[-1]
        months = self.progress.target.cadence.months
        periodic = months is not None and months < 12
        worth, chosen = telling(self._clauses(submission, text), periodic=periodic)
        rendered = shortened(chosen, FACT_MOST)
        needs = periodic and not dated("，".join(written for written, _ in chosen))
        return (worth if rendered else 0), rendered, needs
