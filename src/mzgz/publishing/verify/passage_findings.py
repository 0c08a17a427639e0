"""Passages that are not as they should be, put into words; what linked numbers say already is not said twice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from mzgz.model.edited_document import PrintedDocument
from mzgz.model.findings import Rule, Severity, Words
from mzgz.model.passages import SENTENCE, Kind, Passage
from mzgz.publishing.report.blanks_to_fill import OPENING
from mzgz.publishing.verify.chart_matching import differing, matched_charts
from mzgz.publishing.verify.exchanged_facts import Units, only_facts_differ
from mzgz.publishing.verify.passage_rules import (
    RULES,
    cell_differs,
    chart_differs,
    other_wording,
    passage_to_add,
    program_says,
    stale_passage,
    template_adds,
    template_says,
)
from mzgz.publishing.verify.verification import Found, PassageResult
from mzgz.publishing.verify.verification_findings import Finder

_RULES: Final = {rule.check: rule for rule in RULES}
_LONGEST: Final = 120
_PROSE: Final = 20
"""Characters from which a cell is told in words, as a reason is: people may well put it better."""
"""What an office has filled in differs from the draft, as it should."""
_MOST_POINTS: Final = 3
_WHAT: Final[dict[Kind, str]] = {"row": "这一行", "head": "表头", "caption": "表题", "note": "表注", "legend": "图题"}
_OF_DATA: Final = ("caption", "legend")
_NUMBERS: Final = re.compile(r"[0-9]+(?:\.[0-9]+)?")


def shortened(text: str) -> str:
    """On one line, and no longer than a reader takes in at a glance."""
    flat = "，".join(piece for piece in text.replace("\n", "").split("\t") if piece) if "\t" in text else text
    flat = " ".join(flat.split())
    return flat if len(flat) <= _LONGEST else f"{flat[: _LONGEST - 1]}…"


def in_other_words(result: PassageResult) -> bool:
    """Whether a sentence nobody touched, or one to be added, is put in words of its own today."""
    return result.kind == "paragraph" and result.state in ("stale", "new") and not result.only_numbers


class PassageFinder:
    """Makes the findings of passages, in the words of one document."""

    def __init__(
        self,
        finder: Finder,
        document: PrintedDocument,
        today: tuple[Passage, ...],
        units: Units,
        *,
        reworded: bool = False,
    ) -> None:
        self._finder, self._document, self._today, self._units = finder, document, today, units
        self._reworded = reworded
        """Whether only the templates changed: what stands there is still so."""

    def findings(self, result: PassageResult) -> Iterator[Found]:
        """What is to be said of one passage."""
        if result.kind == "chart":
            yield from self._chart(result)
        elif result.state == "new":
            where = {"row": "表里", "head": "表头"}.get(result.kind, "文中")
            today = shortened(result.today or "")
            if self._reworded and result.kind == "paragraph":
                yield self._found(passage_to_add, template_adds(today, self._before(result)), result, Severity.NOTE)
            else:
                yield self._found(passage_to_add, passage_to_add(where, today, self._before(result)), result)
        elif result.kind == "row" and result.state == "edited" and result.today is None:
            yield self._added_row(result)
        elif result.misplaced:
            grouped = "下面" in result.misplaced
            words = Words(result.misplaced, "请核实：移错了的移回原处")
            yield self._found(cell_differs, words, result, None if grouped else Severity.NOTE)
            for cell in result.cells:
                yield from self._cell(cell)
        elif result.cells:
            for cell in result.cells:
                yield from self._cell(cell)
        elif result.kind in ("row", "head") and result.state == "edited":
            words = Words("这一行的格数和现在的不同，没有逐格核对", f"请核实：现在是“{shortened(result.today or '')}”")
            yield self._found(cell_differs, words, result)
        elif result.kind in ("row", "head") and result.state == "stale":
            yield self._found(stale_passage, _stale_row(result), result)
        elif not result.only_numbers:
            yield from self._sentence(result)

    def of_program(self, apart: Sequence[PassageResult]) -> Found:
        """Said once of all that another version of the program puts in other words, the data and templates being the same."""
        first = next((each for each in apart if each.state == "stale"), apart[0])
        return self._found(stale_passage, program_says(len(apart), shortened(first.today or "")), first, Severity.NOTE)

    def _sentence(self, result: PassageResult) -> Iterator[Found]:
        today = shortened(result.today or "")
        if result.state == "stale":
            what = _WHAT.get(result.kind, "这句话")
            if self._reworded and result.kind == "paragraph":
                yield self._found(stale_passage, template_says(today), result, Severity.NOTE)
                return
            yield self._found(stale_passage, stale_passage(what, today), result)
        elif result.state == "unsure" and today and OPENING not in today:
            yield self._found(other_wording, other_wording(today), result)
        elif result.state == "edited" and today and _of_data(result):
            yield self._found(cell_differs, cell_differs(shortened(result.printed or ""), today), result)

    def _before(self, result: PassageResult) -> str:
        """The sentence after which a new one is to stand; of other things their place is told by what they are."""
        if result.kind != "paragraph" or not result.today:
            return ""
        before = ""
        for passage in self._today:
            if passage.kind == "paragraph" and passage.text:
                first, found, _ = passage.text.partition(result.today)
                spoken = SENTENCE.findall(first if found and passage.id == result.id else passage.text)
                before = spoken[-1] if spoken else before
                if found and passage.id == result.id:
                    return shortened(before)
        return ""

    def _added_row(self, result: PassageResult) -> Found:
        """A row people put in: one with numbers looks like one of the data."""
        text = shortened(result.printed or "")
        words = Words(f"这一行“{text}”不是照数据写的，现在的表里没有", "请核实：确实要添的，写明出处；重复的删去")
        counted = any(letter.isdigit() for letter in text)
        return self._found(cell_differs, words, result, None if counted else Severity.NOTE)

    def _cell(self, cell: PassageResult) -> Iterator[Found]:
        if cell.only_numbers or (cell.state != "stale" and OPENING in (cell.today or "")):
            return
        printed, today = shortened(cell.printed or ""), shortened(cell.today or "")
        if cell.state == "unsure" and cell.kind == "head" and (printed in today or today in printed):
            return  # 完成情况 for 完成: nobody remembers how the table was headed
        if cell.state == "stale":
            yield self._found(stale_passage, stale_passage("这一格", today or "空白"), cell)
        else:
            prose = len(today) >= _PROSE and cell.kind == "row"
            exchanged = only_facts_differ(cell.today or "", cell.printed or "", self._units)
            severity = Severity.NOTE if prose and not exchanged else None
            yield self._found(cell_differs, cell_differs(printed, today), cell, severity)

    def _chart(self, result: PassageResult) -> Iterator[Found]:
        if result.state in ("ok", "removed"):
            return
        if result.today is None:
            yield self._found(stale_passage, stale_passage("这张图", ""), result)
            return
        if result.state == "new":
            captions = (one.chart.caption for one in self._today if one.id == result.id and one.chart)
            yield self._found(passage_to_add, passage_to_add("文中", f"{next(captions, '')}（图）"), result)
            return
        pairs = matched_charts(self._document, self._today)
        printed, passage = next((one, other) for one, other in pairs if other.id == result.id)
        caption = passage.chart.caption if passage.chart else ""
        points = list(differing(printed, passage.chart)) if passage.chart else []
        listed = "；".join(f"{category}画的是{drawn}，应为{now}" for _, category, drawn, now in points[:_MOST_POINTS])
        rest = f"等{len(points)}处" if len(points) > _MOST_POINTS else ""
        reported = (
            f"{listed}{rest}" if points else "图后面的表里的数和图上画的不同" if result.behind else "排列和现在的不同"
        )
        severity = Severity.ERROR if result.state == "stale" else Severity.QUERY
        yield self._found(chart_differs, chart_differs(f"“{caption}”和数据不一致：{reported}"), result, severity)

    def _found(self, check: object, words: Words, result: PassageResult, severity: Severity | None = None) -> Found:
        rule: Rule = next(rule for known, rule in _RULES.items() if known is check)
        quote = result.kind != "chart" and check is not cell_differs
        span = (result.start, result.end)
        return self._finder.found(rule, words, result.paragraph, span, None, severity, quote=quote)


def _of_data(result: PassageResult) -> bool:
    """Whether people may not put it in other words: a caption, and the days a note names."""
    if result.kind == "note":
        return _NUMBERS.findall(result.printed or "") != _NUMBERS.findall(result.today or "")
    return result.kind in _OF_DATA


def _stale_row(result: PassageResult) -> Words:
    if result.today is None:
        return stale_passage("这一行", "")
    printed, today = shortened(result.printed or ""), shortened(result.today)
    if printed == today:
        return Words("按现在的数据，这一行在表里的位置变了", "用 mzgz refresh 更新，或照现在的次序移动")
    return stale_passage("这一行", today)
