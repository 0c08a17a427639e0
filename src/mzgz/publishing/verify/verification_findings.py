"""Results put into words: each finding with its rule, its place and the sentence it stands in."""

from __future__ import annotations

from collections.abc import Iterator

from mzgz.language.pattern_search import expression
from mzgz.model.edited_document import PrintedParagraph
from mzgz.model.findings import Diagnostic, Rule, Severity, Source, Words
from mzgz.publishing.figures import FigureId
from mzgz.publishing.verify import verification_rules
from mzgz.publishing.verify.claims_in_text import Unearned
from mzgz.publishing.verify.figure_lookup import Register
from mzgz.publishing.verify.linked_words import Fit
from mzgz.publishing.verify.verification import FigureResult, Found, LooseResult
from mzgz.validation.rules import unfinished_wording, wording

_RULES = {rule.check: rule for rule in verification_rules.RULES}
_READ_ALOUD = tuple(rule for rule in wording.RULES if rule.check is not unfinished_wording.text_too_long)
"""The length of a passage binds what districts write, not a document."""
_AROUND = 24
_BLANK = expression("【[^【】]*】")


def quoted(paragraph: PrintedParagraph, start: int, end: int) -> str:
    """The words around a place, with the place itself in brackets."""
    text = paragraph.text
    first, last = max(start - _AROUND, 0), min(end + _AROUND, len(text))
    for sign in "。！？\n":
        first = max(first, text.rfind(sign, first, start) + 1)
        stop = text.find(sign, end, last)
        last = stop + 1 if stop >= 0 else last
    first, last = _outside_blanks(text, first, last)
    pieces = ("…" if first else "", text[first:start], f"[{text[start:end]}]", text[end:last])
    return "".join((*pieces, "…" if last < len(text) else "")).replace("\n", " ").replace("\t", " ")


def _outside_blanks(text: str, first: int, last: int) -> tuple[int, int]:
    """A stretch that cuts no 【待补：…】 in two."""
    for match in _BLANK.finditer(text):
        first = match.start() if match.start() < first < match.end() else first
        last = match.end() if match.start() < last < match.end() else last
    return first, last


class Finder:
    """Makes the findings of one document; `path` is what the user called it."""

    def __init__(self, path: str, register: Register, spare: tuple[str, ...]) -> None:
        self._path = path
        self._register = register
        self._spare = spare
        self._well_worded: set[str] = set()

    def figure(self, result: FigureResult) -> Iterator[Found]:
        """What is to be said of a linked number; nothing of one that is right."""
        rendered = self._worded(result)
        if rendered is not None:
            rule, words, severity = rendered
            link = result.link
            span = (link.start, link.end) if link else (0, 0)
            yield self.found(rule, words, result.paragraph, span, FigureId.parse(result.id), severity)

    def loose(self, result: LooseResult) -> Iterator[Found]:
        if result.verdict == "contradicts" and result.guess:
            rule = _RULES[verification_rules.loose_contradicts]
            words = verification_rules.loose_contradicts(result.text, result.guess.name, result.guess.current)
            words = Words(words.message, result.guess.advice) if result.guess.advice else words
            span = (result.start, result.end)
            yield self.found(rule, words, result.paragraph, span, FigureId.parse(result.guess.id), None)

    def fit(self, result: FigureResult, fit: Fit) -> Iterator[Found]:
        """What is to be said of the words around a number that is right."""
        if fit.verdict in ("holds", "denied") or result.paragraph is None:
            return
        misfit = fit.verdict == "misfit"
        if result.paragraph.in_table and not misfit:
            return  # rows are told as a whole
        rule = verification_rules.words_misfit if misfit else verification_rules.reworded_figure
        printed = result.printed or ""
        words = (
            verification_rules.words_misfit(result.name, printed, fit.reason)
            if misfit
            else verification_rules.reworded_figure(result.name, printed)
        )
        span = (fit.link.start, fit.link.end)
        yield self.found(_RULES[rule], words, result.paragraph, span, FigureId.parse(result.id), None)

    def claim(self, paragraph: PrintedParagraph, unearned: Unearned) -> Found:
        rendered = verification_rules.open_claim if unearned.open else verification_rules.unearned_claim
        severity = Severity.NOTE if unearned.open else None
        span = (unearned.start, unearned.end)
        words = rendered(unearned.words, unearned.reason)
        words = Words(words.message, unearned.hint) if unearned.hint else words
        return self.found(_RULES[verification_rules.unearned_claim], words, paragraph, span, None, severity)

    def verb(self, paragraph: PrintedParagraph, unearned: Unearned) -> Found:
        words = verification_rules.verb_misfit(unearned.words, unearned.reason)
        span = (unearned.start, unearned.end)
        return self.found(_RULES[verification_rules.verb_misfit], words, paragraph, span, None, None)

    def wording(self, paragraph: PrintedParagraph) -> Iterator[Found]:
        """Blanks left open, private data, and what reads badly; most cells of a table say what others say."""
        if paragraph.text in self._well_worded:
            return
        slips = [(rule, slip) for rule in _READ_ALOUD for slip in wording.slips(rule, paragraph.text, self._spare)]
        for rule, slip in slips:
            words = Words(slip.message, slip.hint)
            yield self.found(rule, words, paragraph, (slip.start, slip.end), None, None)
        if not slips:
            self._well_worded.add(paragraph.text)

    def gone(self, name: FigureId) -> str:
        """Why there is no such number now."""
        other = self._register.opposite(name)
        if other is not None:
            return f"按现在的数据不再成立，现在是{other.alias}{other.text}"
        progress = self._register.progress(name)
        if progress is not None and progress.state != "reported":
            return f"按现在的数据没有这个数（{progress.display}）"
        return "按现在的数据不再成立"

    def _worded(self, result: FigureResult) -> tuple[Rule, Words, Severity | None] | None:
        printed, current = result.printed or "", result.current
        name = FigureId.parse(result.id)
        label = result.name
        match result.state:
            case "ok":
                return None
            case "unknown":
                return (
                    _RULES[verification_rules.unknown_figure],
                    verification_rules.unknown_figure(printed, result.id[:80]),
                    None,
                )
            case "lost":
                return (
                    _RULES[verification_rules.lost_figure],
                    verification_rules.lost_figure(label or f"链接数字（{result.id}）"),
                    None,
                )
        if current is None and result.state in ("stale", "edited", "conflict", "copied") and name:
            return (
                _RULES[verification_rules.figure_gone],
                verification_rules.figure_gone(label, printed, self.gone(name)),
                None,
            )
        now = current or "没有这个数"
        if result.state == "stale":
            return _RULES[verification_rules.stale_figure], verification_rules.stale_figure(label, printed, now), None
        if result.state == "edited":
            return _RULES[verification_rules.edited_figure], verification_rules.edited_figure(label, printed, now), None
        if result.state == "conflict":
            return (
                _RULES[verification_rules.figure_conflict],
                verification_rules.figure_conflict(label, printed, now),
                None,
            )
        if result.state == "empty":
            return _RULES[verification_rules.empty_figure], verification_rules.empty_figure(label, now), None
        severity = None if printed == now else Severity.QUERY
        if result.state == "copied":
            return (
                _RULES[verification_rules.copied_figure],
                verification_rules.copied_figure(label, printed, now),
                severity,
            )
        return (
            _RULES[verification_rules.tracked_figure],
            verification_rules.tracked_figure(label, printed, now),
            severity,
        )

    def found(
        self,
        rule: Rule,
        words: Words,
        paragraph: PrintedParagraph | None,
        span: tuple[int, int],
        name: FigureId | None,
        severity: Severity | None,
        *,
        quote: bool = True,
    ) -> Found:
        """A finding at a place; `quote` shows the words that stand there."""
        shown = f"：“{quoted(paragraph, *span)}”" if paragraph and quote else ""
        where = f"{paragraph.story}" if paragraph and paragraph.story else ""
        source = Source(self._path, paragraph.number if paragraph else 1, span[0] + 1 if paragraph else 1, None)
        known = name is not None and not name.of_all
        diagnostic = Diagnostic(
            rule.code,
            rule.slug,
            severity or rule.severity,
            f"{where}{words.message}{shown}",
            words.hint,
            source,
            unit=name.node if name and known and name.node.isdecimal() else None,
            period=str(name.month) if name and known else None,
            target=name.target if name and known and self._register.progress(name) else None,
        )
        return Found(diagnostic, paragraph, *span)
