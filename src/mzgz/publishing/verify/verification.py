"""What a verification tells: the state of every linked number, what was made of the loose ones, and the findings."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Literal

from mzgz.model.document_changes import Changes
from mzgz.model.edited_document import Link, PrintedParagraph, Remark, Renewal
from mzgz.model.findings import Diagnostic
from mzgz.model.passages import Kind
from mzgz.publishing.provenance import DataState

State = Literal["ok", "stale", "edited", "conflict", "lost", "copied", "empty", "tracked", "unknown", "reworded"]
PassageState = Literal["ok", "stale", "edited", "new", "removed", "unsure"]
Verdict = Literal["agrees", "contradicts", "unknown"]

STATE_WORDS: dict[State, str] = {
    "ok": "一致",
    "stale": "过时",
    "edited": "手工改过",
    "conflict": "两边都变了",
    "lost": "找不到了",
    "copied": "复制的",
    "empty": "删空了",
    "tracked": "有修订",
    "unknown": "不认识",
    "reworded": "前后的话改过",
}
PASSAGE_WORDS: dict[PassageState, str] = {
    "ok": "一致",
    "stale": "过时",
    "edited": "人改过",
    "new": "按现在的数据要添",
    "removed": "人删去",
    "unsure": "和现在会写的不同",
}
VERDICT_WORDS: dict[Verdict, str] = {"agrees": "对得上", "contradicts": "矛盾", "unknown": "认不出是哪一项"}


@dataclass(frozen=True, slots=True)
class FigureResult:
    """A linked number. `current` is None where the data have no such number now, `paragraph` where it is lost."""

    id: str
    name: str
    state: State
    printed: str | None
    current: str | None
    link: Link | None = None
    paragraph: PrintedParagraph | None = None


@dataclass(frozen=True, slots=True)
class PassageResult:
    """A sentence, row, caption or chart. `printed` is None where it does not stand in the document, `today` where it would
    not be written any more; `only_numbers` where linked numbers are all that differs; `cells` are those of a row that
    differ, each with its place; `behind` a chart whose workbook says something else than what is drawn; `misplaced` what is wrong with the place people
    moved a row to."""

    id: str
    kind: Kind
    state: PassageState
    printed: str | None
    today: str | None
    paragraph: PrintedParagraph | None
    start: int = 0
    end: int = 0
    only_numbers: bool = False
    cells: tuple[PassageResult, ...] = ()
    place: int = 0
    behind: bool = False
    misplaced: str = ""


@dataclass(frozen=True, slots=True)
class Guess:
    """The figure a loose number was recognised as."""

    id: str
    name: str
    current: str
    advice: str = ""
    """What is wrong, where it is not the number itself."""


@dataclass(frozen=True, slots=True)
class LooseResult:
    """A number without a link; it agrees or contradicts only where the figure is certain."""

    text: str
    start: int
    end: int
    paragraph: PrintedParagraph
    verdict: Verdict = "unknown"
    guess: Guess | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A finding with its place: the paragraph and the words it is about."""

    diagnostic: Diagnostic
    paragraph: PrintedParagraph | None = None
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Verification:
    """Everything found out about a document, and what `refresh` would do: renewals, and remarks beside the text."""

    figures: tuple[FigureResult, ...]
    loose: tuple[LooseResult, ...]
    found: tuple[Found, ...]
    renewals: tuple[Renewal, ...] = ()
    remarks: tuple[Remark, ...] = ()
    passages: tuple[PassageResult, ...] = ()
    changes: Changes = field(default_factory=Changes)
    origin: DataState | None = None
    """The data the document was drawn from, where it says so."""

    @property
    def blocks(self) -> bool:
        return any(item.diagnostic.blocks for item in self.found)

    def states(self) -> Counter[State]:
        return Counter(result.state for result in self.figures)

    def verdicts(self) -> Counter[Verdict]:
        return Counter(result.verdict for result in self.loose)
