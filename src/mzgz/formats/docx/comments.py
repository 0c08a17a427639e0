"""Comments beside the text: the part that holds them is made where a document has none."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from dataclasses import dataclass

from mzgz.formats.docx.package_additions import PackageAdditions
from mzgz.formats.docx.package_reader import OpenedPackage
from mzgz.formats.docx.run_characters import fit
from mzgz.formats.docx.text_reader import Piece, ReadParagraph
from mzgz.formats.docx.xml_markup import Element, clark, put, put_text, w
from mzgz.model.edited_document import Remark

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_ID, _AUTHOR, _DATE, _INITIALS = (clark(f"w:{name}") for name in ("id", "author", "date", "initials"))


@dataclass
class Remarker:
    """Writes comments in one name and of one day; what it said before it does not say again."""

    additions: PackageAdditions
    author: str
    day: str
    _comments: Element | None = None
    _name: str = ""

    @property
    def package(self) -> OpenedPackage:
        return self.additions.package

    def say(self, paragraph: ReadParagraph, remark: Remark) -> bool:
        """Put a comment around the words, or at the end of a paragraph without any; False where it was said before."""
        pieces = [piece for piece in paragraph.pieces if piece.end > remark.start and piece.start < max(remark.end, 1)]
        pieces = pieces or paragraph.pieces[-1:]
        comments = self._opened()
        if self._commented_before(comments, paragraph, remark.text):
            return False
        identity = str(1 + max((int(i) for c in comments if (i := c.get(_ID, "")).isdecimal()), default=-1))
        comments.append(self._comment(identity, remark.text))
        _anchor(paragraph.element, pieces, identity)
        self.additions.trees[self._name] = comments
        return True

    def _comment(self, identity: str, text: str) -> Element:
        element = w("comment")
        for key, value in ((_ID, identity), (_AUTHOR, self.author), (_DATE, f"{self.day}T00:00:00Z")):
            element.set(key, value)
        element.set(_INITIALS, self.author[:2])
        put_text(put(put(element, "p"), "r"), fit(text))
        return element

    def _commented_before(self, comments: Element, paragraph: ReadParagraph, text: str) -> bool:
        here = {node.get(_ID) for node in paragraph.element.iter(clark("w:commentReference"))}
        return any(
            comment.get(_ID) in here
            and comment.get(_AUTHOR) == self.author
            and "".join(map(str, comment.itertext())).strip() == text
            for comment in comments
        )

    def _opened(self) -> Element:
        if self._comments is None:
            links = list(self.package.related(self.package.main))
            known = next((target for kind, target in links if kind == "comments" and target in self.package), "")
            self._comments = self.package.tree(known) if known else w("comments")
            self._name = known
            if not known:
                folder = posixpath.dirname(self.package.main)
                names = (posixpath.join(folder, f"comments{number}.xml") for number in ("", *range(1, 1000)))
                self._name = self.additions.free(names)
                self.additions.typed(self._name, _TYPE)
                self.additions.related(self.package.main, _RELATION, self._name)
        return self._comments


def _anchor(paragraph: Element, pieces: Sequence[Piece], identity: str) -> None:
    """Around whole runs, on the level where both ends may stand: outside controls and revisions."""
    start, end = w("commentRangeStart"), w("commentRangeEnd")
    start.set(_ID, identity)
    end.set(_ID, identity)
    reference = w("r")
    put(reference, "commentReference").set(_ID, identity)
    if not pieces:
        paragraph.extend((start, end, reference))
        return
    outermost(pieces[0].run).addprevious(start)
    last = outermost(pieces[-1].run)
    tail, last.tail = last.tail, None
    last.addnext(end)
    end.addnext(reference)
    reference.tail = tail


def outermost(run: Element) -> Element:
    """The child of the paragraph the run stands in."""
    node = run
    while (parent := node.getparent()) is not None and parent.tag != clark("w:p"):
        node = parent
    return node
