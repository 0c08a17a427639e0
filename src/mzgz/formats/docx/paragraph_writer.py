"""A paragraph of the document as a paragraph of Word, with what depends on its neighbours."""

from __future__ import annotations

from dataclasses import dataclass

from mzgz.formats.docx.layout_constants import CARRIER, TITLE_LINES, Page
from mzgz.formats.docx.run_characters import width
from mzgz.formats.docx.run_writer import Pen
from mzgz.formats.docx.xml_markup import Element, put, w
from mzgz.model.document import Paragraph, Style

_NAMING_ANNEXES = ("附件：", "　　　")
"""How the lines of an 附件说明 begin, the first and those of further annexes."""

_TITLE_HALVES = 40
"""Half characters of 22 pt in a line of 156 mm."""


@dataclass(frozen=True, slots=True)
class ParagraphPlace:
    """Where a paragraph stands: what comes before it, what comes after, nearest first, and the line pitch of its page."""

    before: Paragraph | None
    following: tuple[Paragraph, ...]
    page: Page

    @property
    def after(self) -> Paragraph | None:
        return self.following[0] if self.following else None


def put_paragraph(parent: Element, paragraph: Paragraph, place: ParagraphPlace, pen: Pen) -> None:
    """Append a paragraph in its style."""
    element = pen.paragraph(parent, paragraph.style.value)
    if _kept(place):
        put(element[0], "keepNext")
    element[0].extend(_adjustment(paragraph, place))
    if paragraph.text:
        pen.mark(element)
    pen.write(element, paragraph.inlines)


def _kept(place: ParagraphPlace) -> bool:
    """§7.3.5.3: what stands under the text (附件说明, 署名, 成文日期) never begins a page without a line of the text."""
    rendered = next((each for each in place.following if each.text), None)
    return rendered is not None and (rendered.style is Style.SIGNATURE or rendered.text.startswith(_NAMING_ANNEXES))


def _adjustment(paragraph: Paragraph, place: ParagraphPlace) -> list[Element]:
    if paragraph.style is Style.TITLE:
        return _title(paragraph, place)
    if paragraph.style is Style.SIGNATURE:
        return _signature(paragraph, place)
    return []


def _title(paragraph: Paragraph, place: ParagraphPlace) -> list[Element]:
    """§3.2: the lines of a long title stand further apart; §7.3.7: that of an attachment stands on the third line."""
    several = _style(place.before) is Style.TITLE or _style(place.after) is Style.TITLE
    lines = paragraph.text.split("\n")
    several = several or len(lines) > 1 or any(width(line) > _TITLE_HALVES for line in lines)
    blank = place.page.line if _style(place.before) is Style.ATTACHMENT else 0
    if not several and not blank:
        return []
    pitch = max(TITLE_LINES, place.page.line) if several else place.page.line
    return [w("spacing", before=blank, after=0, line=pitch, lineRule="exact")]


def _signature(paragraph: Paragraph, place: ParagraphPlace) -> list[Element]:
    """§7.3.5.2: a blank line, the name two characters in; the date begins two characters right of the name."""
    before, after = place.before, place.after
    element = []
    if _style(before) is not Style.SIGNATURE:
        element.append(w("spacing", before=place.page.line, after=0, line=place.page.line, lineRule="exact"))
    halves = _right_space(paragraph, before, after)
    element.append(w("ind", rightChars=halves * 50, right=halves * 158))
    return element


def _right_space(paragraph: Paragraph, before: Paragraph | None, after: Paragraph | None) -> int:
    """In half characters, reckoned from the pair of name and date."""
    own = width(paragraph.text)
    if after is not None and after.style is Style.SIGNATURE:
        return width(after.text) + 8 - own if width(after.text) > own else 4
    if before is not None and before.style is Style.SIGNATURE:
        return 4 if own > width(before.text) else width(before.text) - own
    return 4


def _style(paragraph: Paragraph | None) -> Style | None:
    return None if paragraph is None else paragraph.style


def put_carrier(parent: Element, pen: Pen) -> Element:
    """A line of one point: it closes a section after a table, or keeps two tables apart."""
    return pen.paragraph(parent, CARRIER)
