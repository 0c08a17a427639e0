"""How cells look: a handful of styles, made once for a workbook and given to cells by reference."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass, replace
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.cell.rich_text import CellRichText
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side

FACE: Final = "宋体"
_THIN = Side(style="thin", color="FF999999")
_FRAME = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_RISKY = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Look:
    """What tells one kind of cell from another."""

    size: int = 10
    bold: bool = False
    fill: str | None = None
    colour: str = "FF000000"
    frame: bool = True
    centre: bool = False
    wrap: bool = True
    open: bool = False
    """Whether a person may write in it on the protected sheet."""
    format: str = "General"


LOOKS: Final[dict[str, Look]] = {
    "plain": Look(frame=False),
    "title": Look(size=16, bold=True, frame=False, wrap=False),
    "hint": Look(size=9, colour="FF666666", frame=False, wrap=False),
    "head": Look(bold=True, fill="FFDDE6F0", centre=True),
    "section": Look(bold=True, fill="FFEEF2F7"),
    "aside": Look(size=9, colour="FF666666", fill="FFEEF2F7"),
    "label": Look(),
    "small": Look(size=9),
    "centre": Look(size=9, centre=True),
    "middle": Look(centre=True),
    "note": Look(colour="FF666666", frame=False, wrap=False),
    "good": Look(centre=True, fill="FFE2F0D9"),
    "bad": Look(centre=True, fill="FFFCE4D6"),
    "open": Look(centre=True, fill="FFFFF2CC"),
    "total": Look(bold=True, fill="FFEEF2F7"),
    "shut": Look(fill="FFF2F2F2"),
    "mark": Look(size=9, colour="FFC00000"),
    "text": Look(fill="FFFFFBE6", open=True, format="@"),
    "whole": Look(fill="FFFFFBE6", open=True, centre=True, format="0"),
    "number": Look(fill="FFFFFBE6", open=True, centre=True),
    "date": Look(fill="FFFFFBE6", open=True, centre=True, format="yyyy-mm-dd"),
    "choice": Look(fill="FFFFFBE6", open=True, centre=True),
}


class Palette:
    """The styles of one workbook."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[Look, Any] = {}

    def dress(self, cell: Any, name: str, number_format: str | None = None) -> None:
        look = LOOKS[name] if number_format is None else replace(LOOKS[name], format=number_format)
        if look not in self._made:
            self._made[look] = _styled(cell, look)
        cell._style = copy(self._made[look])

    def text(self, cell: Any, text: str | CellRichText, name: str = "label") -> None:
        """Put text that stays text, whatever sign it begins with."""
        self.dress(cell, name)
        put_text(cell, text)


def plain_face(book: Any) -> None:
    """Widths of columns are counted in digits of the plain font: one that every machine here has makes them the same."""
    font = Font(name=FACE, size=11)
    book._fonts[0] = font
    book._named_styles["Normal"].font = font


def put_text(cell: Any, text: str | CellRichText) -> None:
    """A string cell, never a formula; marked for the programs so that editing it does not make one of it."""
    if isinstance(text, CellRichText):
        cell.value = text
        return
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)
    if not text:
        return
    cell.data_type = "s"
    if text.startswith(_RISKY):
        cell.quotePrefix = True


def _styled(cell: Any, look: Look) -> Any:
    cell.font = Font(name=FACE, size=look.size, bold=look.bold, color=look.colour)
    if look.fill:
        cell.fill = PatternFill("solid", start_color=look.fill)
    if look.frame:
        cell.border = _FRAME
    cell.alignment = Alignment(horizontal="center" if look.centre else None, vertical="center", wrap_text=look.wrap)
    cell.protection = Protection(locked=not look.open)
    cell.number_format = look.format
    return copy(cell._style)
