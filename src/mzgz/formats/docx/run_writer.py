"""What a document remembers while it is being written: style ids by name, numbers given out, figures met."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import count

from mzgz.formats.docx.number_mark_names import alias_of, bookmark_of, tag_of
from mzgz.formats.docx.passage_marks import passage_bookmark
from mzgz.formats.docx.run_characters import fit, put_run
from mzgz.formats.docx.xml_markup import Element, clark, put
from mzgz.model.document import Figure, Inline, Run
from mzgz.model.edited_document import digest
from mzgz.model.passages import Passage

_ID, _NAME = clark("w:id"), clark("w:name")
_APPEARANCE, _LOOK = clark("w15:appearance"), clark("w15:val")

_APART = 500_001
"""The marks of passages are counted apart from those of numbers, of which no document has so many."""


class Pen:
    """The state of one document; equal documents give out equal numbers.

    `passages` are what will be written, in that order. A pen that goes on with a document begins after the highest
    number given out in it (`after`) and the occurrences of its figures, counted by the digest of their ids (`met`).
    """

    def __init__(
        self,
        style_ids: dict[str, str],
        show_links: bool = False,
        passages: Iterable[Passage] = (),
        after: int = 0,
        met: Counter[str] | None = None,
    ) -> None:
        self._style_ids = style_ids
        self._look = "boundingBox" if show_links else "hidden"
        self._met: Counter[str] = Counter() if met is None else met
        self._links = count(after + 1)
        self._passages = iter(passages)
        self._begun = count(after + _APART)
        self.drawings = count(1)

    def style(self, name: str) -> str:
        """The id of a style by its name, in any letter case."""
        try:
            return self._style_ids[name.casefold()]
        except KeyError:
            raise ValueError(f"文档中没有名为“{name}”的样式") from None

    def has_style(self, name: str) -> bool:
        return name.casefold() in self._style_ids

    def paragraph(self, parent: Element, style: str, jc: str = "") -> Element:
        """Append an empty paragraph of a style."""
        element = put(parent, "p")
        properties = put(element, "pPr")
        put(properties, "pStyle", self.style(style))
        if jc:
            put(properties, "jc", jc)
        return element

    def expect(self, passages: Iterable[Passage]) -> None:
        """These will be written next."""
        self._passages = iter(passages)

    def mark(self, paragraph: Element, inlines: tuple[Inline, ...] = ()) -> None:
        """Mark a paragraph as the beginning of the next passage, with a hidden bookmark.

        It stands around `inlines`, which hold no figure, otherwise around nothing. After a table it must not stand
        around nothing: LibreOffice then writes the marks of the last cell wrongly into .rtf.
        """
        passage = next(self._passages, None)
        if passage is None:
            self.write(paragraph, inlines)
        else:
            self.mark_as(paragraph, passage, inlines)

    def mark_as(self, paragraph: Element, passage: Passage, inlines: tuple[Inline, ...] = ()) -> None:
        """Mark a paragraph as the beginning of a passage that is known."""
        identity = str(next(self._begun))
        start = put(paragraph, "bookmarkStart")
        start.set(_ID, identity)
        start.set(_NAME, passage_bookmark(passage))
        self.write(paragraph, inlines)
        put(paragraph, "bookmarkEnd").set(_ID, identity)

    def write(self, paragraph: Element, inlines: tuple[Inline, ...]) -> None:
        """Append text and linked numbers to a paragraph."""
        for inline in inlines:
            if isinstance(inline, Figure):
                self._figure(paragraph, inline)
            elif isinstance(inline, Run):
                put_run(paragraph, inline.text, self.style(inline.style) if inline.style else None)
            elif inline:
                put_run(paragraph, inline)

    def bookmark(self, figure: Figure) -> str:
        """The name of the bookmark around the next occurrence of a figure."""
        key = digest(figure.id)
        self._met[key] += 1
        return bookmark_of(figure.id, self._met[key] - 1, figure.text)

    def _figure(self, paragraph: Element, figure: Figure) -> None:
        identity = str(next(self._links))
        start = put(paragraph, "bookmarkStart")
        start.set(_ID, identity)
        start.set(_NAME, self.bookmark(figure))
        if figure.text.isascii():
            control = put(paragraph, "sdt")
            self._properties(control, figure, identity)
            put_run(put(control, "sdtContent"), figure.text)
        else:
            # LibreOffice 7.4 writes a control once for each piece its text is laid out in: 3万 comes back as 3万万3万
            put_run(paragraph, figure.text)
        put(paragraph, "bookmarkEnd").set(_ID, identity)

    def _properties(self, control: Element, figure: Figure, identity: str) -> None:
        element = put(control, "sdtPr")
        put(element, "alias", alias_of(fit(figure.alias), figure.id))
        put(element, "tag", tag_of(figure.id))
        put(element, "id", identity)
        look = element.makeelement(_APPEARANCE, {_LOOK: self._look})
        element.append(look)
        put(element, "text")
