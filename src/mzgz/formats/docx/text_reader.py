"""The text of an edited document as it stands once all revisions are accepted, paragraph by paragraph, with its marks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import takewhile

from mzgz.formats.docx.hidden_text import EQUATION, crossed_out, equation_text, holds_placeholder
from mzgz.formats.docx.number_mark_reader import Mark, mark_of_bookmark, mark_of_control, mark_of_field
from mzgz.formats.docx.package_reader import Unreadable
from mzgz.formats.docx.passage_marks import is_passage
from mzgz.formats.docx.table_places import CellPlace, TableGrid, caption_over
from mzgz.formats.docx.xml_markup import Element, clark

MOST_TEXT = 400_000
"""Characters of one part; a speech has thirty thousand."""
MOST_PARAGRAPHS = 100_000
MOST_MARKS = 20_000
_MOST_OPEN = 50
"""Marks that may be open at once; a document of ours has one."""

_UNSEEN = re.compile(r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES|PAGEREF|TOC|SEQ|LISTNUM)\b", re.IGNORECASE)
_ID, _VAL, _TYPE, _STYLE = (
    clark("w:id"),
    clark("w:val"),
    clark("w:fldCharType"),
    f"{clark('w:pPr')}/{clark('w:pStyle')}",
)
_INSTRUCTION = clark("w:instr")
_CHART = clark("c:chart")
_ROW = clark("w:tr")
_ROW_GONE = f"{clark('w:trPr')}/{clark('w:del')}"
_OF_PROPERTIES = frozenset(map(clark, ("w:rPr", "w:trPr", "w:tcPr", "w:numPr")))
_MOVED_AWAY = clark("w:moveFrom")
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "", "sym": "□"}
_PASSED = frozenset(map(clark, ("w:pPr", "w:rPr", "w:sdtPr", "w:sectPr", "w:tblPr", "w:trPr", "w:tcPr", "w:delText",
                                "w:delInstrText", "mc:Fallback")))  # fmt: skip


@dataclass
class Piece:
    """A stretch of a paragraph's text and the run it stands in."""

    start: int
    end: int
    run: Element
    node: Element
    """The text or sign inside the run."""


@dataclass
class ReadParagraph:
    """One paragraph as it was met."""

    element: Element
    style: str
    place: CellPlace | None = None
    """The cell it stands in, of a table that stands in no other."""
    texts: list[str] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    length: int = 0
    marks: list[Element] = field(default_factory=list)
    """The bookmarks of the passages that begin here."""
    charts: list[Element] = field(default_factory=list)
    """The references to charts that stand here."""

    @property
    def text(self) -> str:
        return "".join(self.texts)


@dataclass
class ComplexField:
    """A field that has begun: what it says it is, whether its result is no text of the speech, and its mark."""

    instruction: str = ""
    unseen: bool = False
    mark: Mark | None = None


@dataclass
class Story:
    """Everything one part says."""

    paragraphs: list[ReadParagraph] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)


def told(root: Element) -> Story:
    """Read one part: the document, the footnotes, a header."""
    teller = _Teller()
    teller.visit(root)
    return teller.story


class _Teller:
    """Walks one part in the order of the text; nothing of it outlives `told`."""

    def __init__(self) -> None:
        self.story = Story()
        self._open: dict[str, Mark] = {}
        self._controls: list[Mark] = []
        self._paragraphs: list[int] = []
        self._deleted = self._inserted = self._grids = self._unsaid = 0
        self._grid: TableGrid | None = None
        self._place: CellPlace | None = None
        self._fields: list[ComplexField] = []
        self._run: Element | None = None
        self._total = 0
        spelled: dict[str, Callable[[Element], None]] = {
            "p": self._paragraph,
            "tbl": self._table,
            "tr": self._row,
            "tc": self._cell,
            "ins": self._added,
            "moveTo": self._added,
            "del": self._removed,
            "moveFrom": self._removed,
            "sdt": self._control,
            "bookmarkStart": self._bookmark,
            "bookmarkEnd": self._bookmark_end,
            "r": self._runs,
            "t": self._text,
            "instrText": self._instruction,
            "fldChar": self._field,
            "fldSimple": self._simple_field,
            "drawing": self._drawing,
            **dict.fromkeys(_SIGNS, self._sign),
        }
        self._ways = {clark(f"w:{name}"): way for name, way in spelled.items()} | {EQUATION: self._equation}

    def visit(self, node: Element) -> None:
        for child in node:
            if child.tag in _PASSED or not isinstance(child.tag, str):
                continue
            self._ways.get(child.tag, self.visit)(child)

    # ── blocks ───────────────────────────────────────────────────────────────────────────────────────────────

    def _paragraph(self, node: Element) -> None:
        if len(self.story.paragraphs) >= MOST_PARAGRAPHS:
            raise Unreadable(f"段落太多（超过{MOST_PARAGRAPHS // 10000}万段），不像正常的文稿，没有读")
        style = node.find(_STYLE)
        self.story.paragraphs.append(ReadParagraph(node, "" if style is None else style.get(_VAL, ""), self._place))
        if self._place is not None:
            self._place.box.passages.append(self.story.paragraphs[-1])
        self._paragraphs.append(len(self.story.paragraphs) - 1)
        run, self._run = self._run, None
        self.visit(node)
        self._run = run
        self._paragraphs.pop()

    def _table(self, node: Element) -> None:
        """Tables inside a table belong to its cell; one that is struck out row by row is none."""
        rows = node.findall(_ROW)
        if rows and all(row.find(_ROW_GONE) is not None for row in rows):
            return
        if self._grid is not None:
            self.visit(node)
            return
        self._grids += 1
        self._grid = TableGrid(self._grids, caption_over(self._before()))
        self.visit(node)
        self._grid = None

    def _before(self) -> Iterator[ReadParagraph]:
        """Paragraphs from the nearest on, up to the table before."""
        return takewhile(lambda each: each.place is None, reversed(self.story.paragraphs))

    def _row(self, node: Element) -> None:
        gone = node.find(_ROW_GONE) is not None
        if self._grid is not None and self._place is None and not gone:
            self._grid.begin_row(node)
        if not gone:
            self.visit(node)

    def _cell(self, node: Element) -> None:
        if self._grid is None or self._place is not None:
            self.visit(node)
            return
        self._place = self._grid.begin_cell(node)
        self.visit(node)
        self._place = None

    # ── revisions ────────────────────────────────────────────────────────────────────────────────────────────

    def _added(self, node: Element) -> None:
        if self._note_revision(node):
            self._inserted += 1
            self.visit(node)
            self._inserted -= 1

    def _removed(self, node: Element) -> None:
        if self._note_revision(node):
            for mark in self._marks() if node.tag == _MOVED_AWAY else ():
                mark.left = True
            self._deleted += 1
            self.visit(node)
            self._deleted -= 1

    def _note_revision(self, node: Element) -> bool:
        """Every number it touches is one people are still deciding on."""
        parent = node.getparent()
        if parent is not None and parent.tag in _OF_PROPERTIES:
            return False
        for mark in self._marks():
            mark.tracked = True
        return True

    # ── marks ────────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def _here(self) -> int:
        return self._paragraphs[-1] if self._paragraphs else len(self.story.paragraphs)

    @property
    def _length(self) -> int:
        return self.story.paragraphs[self._paragraphs[-1]].length if self._paragraphs else 0

    def _marks(self) -> list[Mark]:
        """Those that are open."""
        fields = [each.mark for each in self._fields if each.mark is not None]
        return [*self._open.values(), *self._controls, *fields]

    def _keep(self, mark: Mark) -> None:
        if len(self.story.marks) >= MOST_MARKS:
            raise Unreadable(f"链接数字太多（超过{MOST_MARKS // 10000}万个），不像正常的文稿，没有读")
        mark.order = len(self.story.marks)
        mark.buried = self._deleted > 0
        mark.tracked = mark.buried or self._inserted > 0
        self.story.marks.append(mark)

    def _control(self, node: Element) -> None:
        mark = None if self._deleted else mark_of_control(node, self._here, self._length)
        empty = holds_placeholder(node)
        if mark is None or len(self._controls) >= _MOST_OPEN:
            self._inside(node, unsaid=empty)
            return
        self._keep(mark)
        self._controls.append(mark)
        self._inside(node, unsaid=empty)
        self._controls.pop()

    def _inside(self, node: Element, *, unsaid: bool) -> None:
        """Go on inside; what is unsaid there is no text of the document."""
        self._unsaid += unsaid
        self.visit(node)
        self._unsaid -= unsaid

    def _bookmark(self, node: Element) -> None:
        if is_passage(node):
            if self._paragraphs and not self._deleted:
                self.story.paragraphs[self._paragraphs[-1]].marks.append(node)
            return
        mark = mark_of_bookmark(node, self._here, self._length)
        if mark is not None and len(self._open) < _MOST_OPEN and not self._same_name(mark):
            self._keep(mark)
            self._open[node.get(_ID, "")] = mark

    def _same_name(self, mark: Mark) -> bool:
        """A form field has a bookmark of its own name: they are one mark."""
        return any(other.name == mark.name for other in self._marks())

    def _bookmark_end(self, node: Element) -> None:
        """A bookmark that ends where it began, in struck out text, is gone; one that only begins there is alive."""
        mark = self._open.pop(node.get(_ID, ""), None)
        if mark is not None and mark.buried and self._deleted:
            self.story.marks.remove(mark)

    # ── text ─────────────────────────────────────────────────────────────────────────────────────────────────

    def _runs(self, node: Element) -> None:
        self._run = node
        self._inside(node, unsaid=crossed_out(node))
        self._run = None

    def _equation(self, node: Element) -> None:
        """An equation is read as the words it shows; a number it stands in cannot be replaced."""
        for mark in self._marks():
            mark.parted = True
        before, self._run = self._run, node
        self._say(equation_text(node), node)
        self._run = before

    def _text(self, node: Element) -> None:
        self._say(node.text or "", node)

    def _sign(self, node: Element) -> None:
        self._say(_SIGNS[node.tag.rpartition("}")[2]], node)

    def _drawing(self, node: Element) -> None:
        charts = list(node.iter(_CHART)) if self._paragraphs and not self._deleted else []
        if charts:
            self.story.paragraphs[self._paragraphs[-1]].charts += charts
        self.visit(node)

    def _say(self, text: str, node: Element) -> None:
        run = self._run
        if (
            not text
            or run is None
            or self._deleted
            or self._unsaid
            or not self._paragraphs
            or any(each.unseen for each in self._fields)
        ):
            return
        self._total += len(text)
        if self._total > MOST_TEXT:
            raise Unreadable(f"文字太多（超过{MOST_TEXT // 10000}万字），不像正常的文稿，没有读")
        place = self._paragraphs[-1]
        paragraph = self.story.paragraphs[place]
        for mark in self._marks():
            mark.add(run, text, place)
        paragraph.pieces.append(Piece(paragraph.length, paragraph.length + len(text), run, node))
        paragraph.texts.append(text)
        paragraph.length += len(text)

    # ── fields: page numbers and tables of contents are no text of the speech ───────────────────────────────────

    def _field(self, node: Element) -> None:
        match node.get(_TYPE):
            case "begin" if len(self._fields) < _MOST_OPEN:
                self._begin(node)
            case "separate" if self._fields:
                self._fields[-1].unseen = bool(_UNSEEN.match(self._fields[-1].instruction))
            case "end" if self._fields:
                self._fields.pop()

    def _begin(self, node: Element) -> None:
        mark = None if self._deleted else mark_of_field(node, self._here, self._length)
        if mark is not None and self._same_name(mark):
            mark = None
        if mark is not None:
            self._keep(mark)
        self._fields.append(ComplexField(mark=mark))

    def _instruction(self, node: Element) -> None:
        if self._fields and len(self._fields[-1].instruction) < 200:
            self._fields[-1].instruction += node.text or ""

    def _simple_field(self, node: Element) -> None:
        if not _UNSEEN.match(node.get(_INSTRUCTION, "")):
            self.visit(node)
