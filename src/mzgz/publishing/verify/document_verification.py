"""Printed figures against current figures: what a document that people have edited still says truly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Final

from mzgz.model.document import Document
from mzgz.model.document_changes import Relinking
from mzgz.model.edited_document import Link, PrintedDocument, Remark, Renewal, digest
from mzgz.model.findings import Severity
from mzgz.model.passages import by_part, passages
from mzgz.model.periods import Period
from mzgz.progress import Board
from mzgz.publishing.figures import FigureId
from mzgz.publishing.provenance import data_state, document_period
from mzgz.publishing.verify.claims_in_text import Earning, Unearned
from mzgz.publishing.verify.contrary_words import contrary
from mzgz.publishing.verify.document_pairs import Comparison
from mzgz.publishing.verify.figure_lookup import Register
from mzgz.publishing.verify.finding_merge import doubled, reconciled
from mzgz.publishing.verify.linked_numbers import comparable, figure_results
from mzgz.publishing.verify.linked_words import Fit, LinkedWords, told_by_verb
from mzgz.publishing.verify.loose_numbers import LooseReader
from mzgz.publishing.verify.number_names import composed_names
from mzgz.publishing.verify.passage_comparison import compared
from mzgz.publishing.verify.passage_findings import PassageFinder, in_other_words
from mzgz.publishing.verify.passage_rules import RULES as PASSAGE_RULES
from mzgz.publishing.verify.passage_rules import cell_differs
from mzgz.publishing.verify.passage_updates import changes
from mzgz.publishing.verify.relinked_numbers import as_relinked, relinked
from mzgz.publishing.verify.retyped_clauses import TodaysClauses
from mzgz.publishing.verify.sentence_judge import SentenceJudge, SentenceJudgement
from mzgz.publishing.verify.sentences import Sentence, composed_figures, composed_skeletons, sentences
from mzgz.publishing.verify.target_mentions import Naming
from mzgz.publishing.verify.verification import FigureResult, Found, LooseResult, PassageResult, State, Verification
from mzgz.publishing.verify.verification_findings import Finder
from mzgz.publishing.verify.verification_rules import RULES as FIGURE_RULES
from mzgz.publishing.verify.verification_rules import loose_contradicts, words_misfit

RULES = (*FIGURE_RULES, *PASSAGE_RULES)
_OF_PEOPLE: Final[tuple[State, ...]] = ("edited", "conflict", "empty", "tracked", "copied")
"""Numbers that are as people left them."""
_WORDS_OF_DATA: Final = next(rule.code for rule in RULES if rule.check is cell_differs)
"""Captions, the days of notes: that they differ is told once."""
_DENYING: Final = frozenset(
    rule.code for rule in RULES if rule.check in (loose_contradicts, words_misfit, cell_differs)
)
"""Rules over words of people that refresh has not spoken of by their sentence."""


def verify(
    printed: PrintedDocument, board: Board, path: str, composed: Document | None = None, spare: tuple[str, ...] = ()
) -> Verification:
    """Hold a document against the board.

    `composed` is the same document written anew: sentences it has word for word need no second proof. `spare` are
    names that the wording rules let stand.
    """
    return _Verifying(printed, board, path, composed, spare).run()


def document_year(printed: PrintedDocument, years: tuple[int, ...]) -> int | None:
    """The year most of a document's numbers are of, where there is a plan for it."""
    named = [name.month.year for link in printed.links if (name := FigureId.parse(link.figure))]
    known = [year for year in named if year in years]
    return max(sorted(set(known)), key=known.count, default=None)


def document_month(printed: PrintedDocument, year: int) -> Period | None:
    """The month a document's figures are read at: as it says itself, otherwise that of most of its counts of the plan,
    otherwise of most of its numbers; None where that is not a month of the year."""
    reported = document_period(printed.properties)
    if reported is not None:
        return reported if reported.year == year else None
    named = [name for link in printed.links if (name := FigureId.parse(link.figure)) and not name.of_note]
    counts = Counter(name.month for name in named if name.of_all) or Counter(name.month for name in named)
    months = [month for month in counts if month.year == year]
    return max(months, key=lambda month: (counts[month], month), default=None)


class _Verifying:
    """One verification on its way; nothing of it outlives `verify`."""

    def __init__(
        self, printed: PrintedDocument, board: Board, path: str, composed: Document | None, spare: tuple[str, ...]
    ) -> None:
        self._printed = printed
        self._register = Register(board, composed_figures(composed))
        naming = Naming(board.ledger, board.year, composed_names(composed))
        self._loose = LooseReader(self._register, naming)
        self._naming = naming
        self._earning = Earning(self._register)
        today = None if composed is None else TodaysClauses(composed, naming)
        self._judge = SentenceJudge(self._register, naming, today)
        self._words = None if composed is None else LinkedWords(self._register, naming, self._loose, composed)
        self._finder = Finder(path, self._register, spare)
        self._proved = composed_skeletons(composed)
        self._composed = composed
        now = {} if composed is None else composed.properties
        self._origin = data_state(printed.properties, now, board) if now else None

    def run(self) -> Verification:
        figures = tuple(figure_results(self._printed, self._register))
        ids = {result.link.place: result.id for result in figures if result.link}
        comparison = Comparison() if self._composed is None else compared(self._printed, self._composed, ids)
        settled, going, as_today = comparison.settled, comparison.going, comparison.as_today
        others = relinked(self._printed, ids, as_today)
        figures = tuple(as_relinked(result, others) for result in figures)
        found = [item for result in figures for item in self._finder.figure(result)]
        remarks = list(self._gone(figures))
        loose: list[LooseResult] = []
        reworded: set[int] = set()
        by_link = {result.link.place: result for result in figures if result.link}
        ids = {place: result.id for place, result in by_link.items()}
        told = self._passages(comparison)
        found += told
        edited = {place: today for one in comparison.results for place, today in _reworded_by_people(one)}
        lines = [one for one in told if one.diagnostic.code == _WORDS_OF_DATA]
        settled |= {(one.paragraph.place, one.start) for one in lines if one.paragraph and not one.paragraph.in_table}
        for paragraph in self._printed.paragraphs:
            found += self._finder.wording(paragraph)
            if paragraph.place in going:
                continue
            for sentence in sentences(paragraph, ids):
                if sentence.skeleton in self._proved or (paragraph.place, sentence.start) in settled:
                    continue
                today = as_today.get((paragraph.place, sentence.start))
                if today is not None:
                    loose += self._loose.agreeing(sentence, today)
                    continue
                judgement = self._judge.judge(sentence)
                numbers = reconciled(sentence, judgement, list(self._loose.read(sentence)))
                loose += numbers
                judgement = judgement.without(partial(doubled, sentence, numbers, by_link))
                fits = [] if self._words is None else list(self._words.fits(sentence, judgement, by_link))
                judgement = judgement.without(partial(told_by_verb, sentence, fits))
                for item in self._judged_words(sentence, by_link, judgement):
                    found.append(item)
                    remarks.append(Remark(paragraph.place, item.start, item.end, _spoken(item)))
                turned = self._turned(sentence, edited)
                if turned is not None and not any(_within(item, sentence) for item in found):
                    found.append(self._finder.claim(paragraph, turned))
                fits = [fit for fit in fits if turned is None or fit.verdict != "unknown"]
                for fit in _one_note(fits):
                    found += self._finder.fit(by_link[fit.link.place], fit)
                reworded |= {fit.link.place for fit in fits if fit.verdict != "holds"}
        figures = tuple(_as_read(result, reworded) for result in figures)
        found += [item for result in loose for item in self._finder.loose(result)]
        found.sort(key=_order)
        verification = self._verification(figures, loose, found, remarks, comparison, ids)
        verification.changes.links += [Relinking(place, figure) for place, figure in others.items()]
        return verification

    def _verification(
        self,
        figures: tuple[FigureResult, ...],
        loose: list[LooseResult],
        found: list[Found],
        remarks: list[Remark],
        comparison: Comparison,
        ids: dict[int, str],
    ) -> Verification:
        """With what is to be written: where a sentence is replaced whole, nothing is done to its numbers."""
        today = () if self._composed is None else tuple(by_part(self._composed))
        planned, beside = changes(self._printed, comparison, today, ids)
        places = {link.place: (paragraph.place, link.start) for paragraph, link in self._printed.placed()}
        renewals = tuple(one for one in _renewals(figures) if not planned.replaced(*places[one.link]))
        beside += self._typed_over(figures, {one.link for one in renewals}, beside)
        beside += _denied(found, [*remarks, *beside])
        spoken = tuple(one for one in (*remarks, *beside) if not planned.replaced(one.paragraph, one.start))
        rendered = tuple(comparison.results)
        return Verification(figures, tuple(loose), tuple(found), renewals, spoken, rendered, planned, self._origin)

    def _passages(self, comparison: Comparison) -> list[Found]:
        if self._composed is None:
            return []
        origin = self._origin
        reworded = origin is not None and origin.only_reworded
        by_program = origin is not None and origin.only_program
        today = passages(self._composed)
        finder = PassageFinder(self._finder, self._printed, today, self._naming.units, reworded=reworded)
        if not by_program:
            return [item for result in comparison.results for item in finder.findings(result)]
        apart = [result for result in comparison.results if in_other_words(result)]
        others = [result for result in comparison.results if not in_other_words(result)]
        told = [finder.of_program(apart)] if apart else []
        return told + [item for result in others for item in finder.findings(result)]

    def _judged_words(
        self, sentence: Sentence, by_link: dict[int, FigureResult], judgement: SentenceJudgement
    ) -> list[Found]:
        paragraph = sentence.paragraph
        claims = [self._finder.claim(paragraph, unearned) for unearned in self._earning.claims(sentence, judgement)]
        return claims + [self._finder.verb(paragraph, misfit) for misfit in self._earning.verbs(sentence, by_link)]

    def _turned(self, sentence: Sentence, edited: dict[tuple[int, int], str]) -> Unearned | None:
        """What turns round a sentence people changed by a word or two."""
        today = edited.get((sentence.paragraph.place, sentence.start))
        if not today:
            return None
        board = self._register.board
        titles = [part.section.title for part in board.plan.sections]
        found = contrary(sentence.text, today, board.year, titles, self._places)
        if found is None:
            return None
        reason = f"照现在的数据，这里写的是“{found.today}”"
        return Unearned(sentence.start + found.start, sentence.start + found.end, found.said, reason)

    def _places(self, text: str) -> frozenset[str]:
        return frozenset(code for _, _, code in self._naming.units(text) if code)

    def _typed_over(
        self, figures: tuple[FigureResult, ...], renewed: set[int], beside: list[Remark]
    ) -> Iterator[Remark]:
        """Numbers people typed stay; that the data say another is told beside them, once."""
        for result in figures:
            link, paragraph = result.link, result.paragraph
            if link is None or paragraph is None or link.place in renewed or result.state not in _OF_PEOPLE:
                continue
            if result.current is not None and comparable(link.text) == comparable(result.current):
                continue
            if any(one.paragraph == paragraph.place and _around(one, link) for one in beside):
                continue
            for item in self._finder.figure(result):
                yield Remark(paragraph.place, link.start, link.end, _spoken(item))

    def _gone(self, figures: tuple[FigureResult, ...]) -> list[Remark]:
        """Numbers that cannot be replaced by another, because the sentence no longer holds."""
        remarks = []
        for result in figures:
            name = self._register.known(result.id)
            if name and result.link and result.paragraph and result.current is None and result.state == "stale":
                text = f"{result.name}{result.printed}：{self._finder.gone(name)}。请改写这句话。"
                remarks.append(Remark(result.paragraph.place, result.link.start, result.link.end, text))
        return remarks


def _denied(found: list[Found], beside: list[Remark]) -> Iterator[Remark]:
    """Words of people the data deny that nothing is said beside yet."""
    spoken = [(one.paragraph, one.start, one.end) for one in beside]
    for item in found:
        if item.paragraph is None or item.diagnostic.code not in _DENYING or item.diagnostic.severity is Severity.NOTE:
            continue
        place = item.paragraph.place
        if not any(where == place and start < item.end and item.start < end for where, start, end in spoken):
            spoken.append((place, item.start, item.end))
            yield Remark(place, item.start, item.end, _spoken(item))


def _reworded_by_people(result: PassageResult) -> Iterator[tuple[tuple[int, int], str]]:
    """Where a sentence begins that people changed, and what it would say today."""
    if result.state == "edited" and not result.cells and result.paragraph is not None and result.today:
        yield (result.paragraph.place, result.start), result.today


def _within(item: Found, sentence: Sentence) -> bool:
    """Whether something the data deny is said of a sentence already."""
    here = item.paragraph is not None and item.paragraph.place == sentence.paragraph.place
    inside = here and sentence.start <= item.start < sentence.start + len(sentence.text)
    return inside and item.diagnostic.severity is not Severity.NOTE


def _around(remark: Remark, link: Link) -> bool:
    return remark.start <= link.start and link.end <= remark.end


def _one_note(fits: list[Fit]) -> list[Fit]:
    """Of the numbers of one sentence nobody can tell about, the first only."""
    unknown = [fit for fit in fits if fit.verdict == "unknown"]
    return [fit for fit in fits if fit not in unknown[1:]]


def _as_read(result: FigureResult, reworded: set[int]) -> FigureResult:
    """A right number whose words were changed is not called right for that."""
    changed = result.link is not None and result.link.place in reworded and result.state == "ok"
    return replace(result, state="reworded") if changed else result


def _renewals(figures: tuple[FigureResult, ...]) -> list[Renewal]:
    """Numbers nobody touched and the data moved; of copies those that were true when they were made."""
    true_once = {(result.id, result.link.drawn) for result in figures if result.link and result.link.touched is False}
    renewals = []
    for result in figures:
        link, current = result.link, result.current
        if link is None or link.parted or current is None or comparable(link.text) == comparable(current):
            continue
        untouched = link.touched is False or (link.drawn is None and (result.id, digest(link.text)) in true_once)
        if result.state == "stale" or (result.state == "copied" and untouched):
            renewals.append(Renewal(link.place, current))
    return renewals


def _spoken(item: Found) -> str:
    message = item.diagnostic.message.partition("：“")[0]
    return f"{message}。{item.diagnostic.hint}。"


def _order(item: Found) -> tuple[int, int, str, str]:
    """By place in the document; what has none comes last."""
    place = item.paragraph.place if item.paragraph else 10**9
    return place, item.start, item.diagnostic.code, item.diagnostic.message
