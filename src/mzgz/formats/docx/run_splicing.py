"""A stretch of a paragraph as runs: cut at its ends, struck out, put in, with everything around it left alone."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mzgz.formats.docx.comments import outermost
from mzgz.formats.docx.number_mark_reader import Mark
from mzgz.formats.docx.run_writer import Pen
from mzgz.formats.docx.text_reader import Piece, ReadParagraph
from mzgz.formats.docx.tracked_changes import Reviser
from mzgz.formats.docx.xml_markup import Element, clark, w
from mzgz.model.document import Cell, Inline, Run

_TEXT, _DELETED, _RUN, _PROPERTIES = clark("w:t"), clark("w:delText"), clark("w:r"), clark("w:rPr")
_START, _END, _ID, _NAME = clark("w:bookmarkStart"), clark("w:bookmarkEnd"), clark("w:id"), clark("w:name")
_RANGE = clark("w:commentRangeStart")
_FIELD, _FIELD_TYPE = clark("w:fldChar"), clark("w:fldCharType")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass
class SentenceWriter:
    """Puts other words into paragraphs, tracked or outright."""

    reviser: Reviser
    pen: Pen

    def rewrite(
        self, paragraph: ReadParagraph, start: int, end: int, inlines: Iterable[Inline], marks: Iterable[Mark]
    ) -> bool:
        """Put `inlines` in the place of `start`..`end`; `marks` are the numbers that stand there.

        False where the words are grown together with others, as in a link of the web: then nothing is done.
        """
        split(paragraph, start)
        split(paragraph, end)
        inside = [piece for piece in paragraph.pieces if start <= piece.start and piece.end <= end]
        tops = list(dict.fromkeys(outermost(piece.run) for piece in inside))
        outside = {outermost(piece.run) for piece in paragraph.pieces if piece.end <= start or piece.start >= end}
        if any(top in outside or top.getparent() is not paragraph.element for top in tops):
            return False
        self._insert(paragraph, end, tops, inlines)
        self.strike(tops, marks)
        paragraph.pieces = [piece for piece in paragraph.pieces if piece not in inside]
        return True

    def strike(self, tops: Iterable[Element], marks: Iterable[Mark]) -> None:
        """Take the nodes out, and the marks of the numbers in them."""
        marked = [mark for mark in marks if mark.bookmark is not None and mark.bookmark.tag == _START]
        pairs = [(mark, mark.bookmark, list(_ends(mark.bookmark))) for mark in marked if mark.bookmark is not None]
        fields = [run for mark in marks for run in _field_runs(mark)]
        struck = [one for top in tops for one in self._struck(top)]
        for node in (*(node for _, start, ends in pairs for node in (start, *ends)), *fields):
            if node.getparent() is not None:
                _removed(node)
        if self.reviser.tracked and struck:
            # a refused revision gives the numbers back with their marks, an accepted one takes both
            for mark, start, ends in reversed(pairs):
                own = [one for run in mark.runs if (one := run.getparent()) is not None and one in struck] or struck
                own[0].insert(0, start)
                own[-1].extend(ends)

    def _struck(self, top: Element) -> list[Element]:
        """The revisions that hold the runs of a node; none where it is taken out outright."""
        if not self.reviser.tracked:
            _removed(top)
            return []
        runs = [top] if top.tag == _RUN else [run for run in top.iter(_RUN) if run.find(_TEXT) is not None]
        element = []
        for run in runs:
            deletion = self.reviser.revision("del")
            top.addprevious(deletion)
            if run is not top:
                _removed(run)
            deletion.append(run)
            for content in run.iter(_TEXT):
                content.tag = _DELETED
            element.append(deletion)
        if top.tag != _RUN:
            _removed(top)
        return element

    def _insert(self, paragraph: ReadParagraph, at: int, tops: list[Element], inlines: Iterable[Inline]) -> None:
        nodes = self.written(inlines)
        after = next((outermost(piece.run) for piece in paragraph.pieces if piece.start >= at), None)
        if tops:
            last = tops[-1]
            while (following := last.getnext()) is not None and following.tag == _END:
                last = following
            for node in reversed(nodes):
                last.addnext(node)
        elif after is None:
            paragraph.element.extend(nodes)
        else:
            before = _with_marks(after)
            for node in nodes:
                before.addprevious(node)

    def written(self, inlines: Iterable[Inline]) -> list[Element]:
        """The nodes of new words, as revisions where they are tracked."""
        room = paragraph_like(None)
        self.pen.write(room, self.styled(inlines))
        if self.reviser.tracked:
            for run in list(room.iter(_RUN)):
                self.tracked_run(run)
        return list(room)

    def tracked_run(self, run: Element) -> None:
        """Mark a run as put in."""
        addition = self.reviser.revision("ins")
        run.addprevious(addition)
        addition.append(run)

    def styled(self, inlines: Iterable[Inline]) -> Cell:
        """A style of runs the document no longer has is done without."""
        return tuple(map(self._styled, inlines))

    def _styled(self, inline: Inline) -> Inline:
        if isinstance(inline, Run) and inline.style and not self.pen.has_style(inline.style):
            return Run(inline.text)
        return inline


def split(paragraph: ReadParagraph, at: int) -> None:
    """See to it that a run ends at `at`, where it stands inside one."""
    for order, piece in enumerate(paragraph.pieces):
        if piece.start < at < piece.end and piece.node.tag == _TEXT:
            later = [other for other in paragraph.pieces[order + 1 :] if other.run is piece.run]
            text = piece.node.text or ""
            rest = copy.copy(piece.node)
            piece.node.text, rest.text = text[: at - piece.start], text[at - piece.start :]
            for node in (piece.node, rest):
                node.set(_SPACE, "preserve")
            element = _second_half(piece, rest)
            paragraph.pieces.insert(order + 1, Piece(at, piece.end, element, rest))
            piece.end = at
            for other in later:
                other.run = element
            return
        if piece.end == at:
            _parted(paragraph, order)
            return


def _parted(paragraph: ReadParagraph, order: int) -> None:
    """Give what follows a piece in the same run a run of its own."""
    piece = paragraph.pieces[order]
    later = [other for other in paragraph.pieces[order + 1 :] if other.run is piece.run]
    if later:
        element = _second_half(piece, None)
        for other in later:
            other.run = element


def _second_half(piece: Piece, rest: Element | None) -> Element:
    """A run after the one of the piece, with all that follows the piece in it."""
    element = piece.run.makeelement(_RUN, {})
    properties = piece.run.find(_PROPERTIES)
    if properties is not None:
        element.append(copy.deepcopy(properties))
    following = list(piece.node.itersiblings())
    if rest is not None:
        element.append(rest)
    element.extend(following)
    piece.run.addnext(element)
    return element


def paragraph_like(like: Element | None) -> Element:
    """An empty paragraph with the layout of another, but not its section."""
    layout = None if like is None else like.find(clark("w:pPr"))
    element = w("p")
    if layout is not None:
        element.append(copy.deepcopy(layout))
        for name in ("w:sectPr", "w:pPrChange", "w:rPr"):
            for node in element[0].findall(clark(name)):
                element[0].remove(node)
    return element


def _with_marks(node: Element) -> Element:
    """The first of the marks that stand before a node and begin with it."""
    while (before := node.getprevious()) is not None and _begins(before):
        node = before
    return node


def _begins(node: Element) -> bool:
    return node.tag == _RANGE or (node.tag == _START and node.get(_NAME, "").startswith("_mz_"))


def _ends(start: Element) -> Iterator[Element]:
    """Where a bookmark ends, in the same paragraph."""
    paragraph = next(start.iterancestors(clark("w:p")), None)
    if paragraph is not None:
        yield from [end for end in paragraph.iter(_END) if end.get(_ID) == start.get(_ID)]


def _field_runs(mark: Mark) -> Iterator[Element]:
    """The runs with which the form field of a number begins and ends, where a program made one of its control."""
    if mark.bookmark is None or mark.bookmark.tag == _START:
        return
    run = next(mark.bookmark.iterancestors(_RUN), None)
    depth = 0
    while run is not None:
        kinds = [sign.get(_FIELD_TYPE) for sign in run.iter(_FIELD)]
        depth += kinds.count("begin") - kinds.count("end")
        if run.tag == _RUN and run.find(_TEXT) is None:
            yield run
        if depth <= 0 and kinds:
            return
        run = run.getnext()


def _removed(node: Element) -> None:
    """Out of its parent; the text behind it stays."""
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)
