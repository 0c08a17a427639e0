"""A document as blocks: one a line or paragraph, with a folded copy of the same length and the cells of a table row."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Final

from mzgz.intake.extract.wrapped_lines import paragraphs_of
from mzgz.language.pattern_search import expression

_WIDE: Final = {
    code: chr(code - 0xFEE0) for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
}
_LOOKALIKES: Final = str.maketrans(
    _WIDE
    | {
        ord(wide): plain
        for wide, plain in zip("％﹪．＞＜＝＋－／～〜(),;:﹤﹥", "%%.><=+-/~~（），；：<>", strict=True)
    }
)
_BETWEEN_DIGITS: Final = expression(r"(?<=[0-9])[，：](?=[0-9])")
_SIGNS: Final = {"，": ",", "：": ":"}
_BAR: Final = expression(r"[^\t｜|]*")


@dataclass(frozen=True, slots=True)
class BlockCell:
    """A cell of a row, in characters of its block."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Block:
    """One line (1-based `line`) as written, and folded: digits and signs of one width, every place the same.

    `level` is the heading level a Word file states, 0 where it states none; `number` the automatic number in front,
    which is no part of the text; `table` tells rows of one table from those of another, None outside of tables.
    `breaks` are the places where the lines after the first begin, in a paragraph that was broken at a fixed width.
    """

    line: int
    text: str
    folded: str
    level: int = 0
    number: str = ""
    table: int | None = None
    cells: tuple[BlockCell, ...] = ()
    breaks: tuple[int, ...] = ()

    def place(self, at: int) -> tuple[int, int]:
        """The line and the character in it, as the file has them."""
        past = bisect_right(self.breaks, at)
        return self.line + past, at - (self.breaks[past - 1] if past else 0)

    def stretches(self, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        """The part of each line of the file that lies in the stretch: line, first and last character."""
        cuts = [start, *(cut for cut in self.breaks if start < cut < end), end]
        for first, last in pairwise(cuts):
            line, column = self.place(first)
            yield line, column, column + last - first

    def holds(self, line: int) -> bool:
        return self.line <= line <= self.line + len(self.breaks)

    @property
    def blank(self) -> bool:
        return not self.folded.strip()


@dataclass(frozen=True, slots=True)
class SourceParagraph:
    """A paragraph as a file gives it, before it is folded."""

    text: str
    level: int = 0
    number: str = ""
    table: int | None = None
    breaks: tuple[int, ...] = ()


def fold(text: str) -> str:
    """The same text with full-width digits, letters and signs made plain; the length stays."""
    plain = text.translate(_LOOKALIKES)
    return _BETWEEN_DIGITS.sub(lambda sign: _SIGNS[sign[0]], plain)


def from_text(text: str) -> list[Block]:
    """The paragraphs of a plain text; runs of lines with tabs or bars are tables."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return list(_numbered(_joined(group) for group in paragraphs_of(lines)))


def _joined(lines: list[str]) -> SourceParagraph:
    return SourceParagraph("".join(lines), breaks=tuple(accumulate(map(len, lines[:-1]))))


def from_paragraphs(paragraphs: Iterable[SourceParagraph]) -> list[Block]:
    """The paragraphs of a file that knows its tables and headings."""
    return list(_numbered(paragraphs))


def _numbered(paragraphs: Iterable[SourceParagraph]) -> Iterator[Block]:
    table, inside = 0, False
    line = 1
    for paragraph in paragraphs:
        folded = fold(paragraph.text)
        cells = cells_of(folded) if paragraph.table is not None or _is_row(folded) else ()
        if cells and not inside:
            table += 1
        inside = bool(cells)
        own = table if cells and paragraph.table is None else paragraph.table
        yield Block(line, paragraph.text, folded, paragraph.level, paragraph.number, own, cells, paragraph.breaks)
        line += 1 + len(paragraph.breaks)


def _is_row(folded: str) -> bool:
    return "\t" in folded.strip() or folded.count("｜") > 1 or folded.count("|") > 1


def cells_of(folded: str) -> tuple[BlockCell, ...]:
    """The cells between tabs or bars, without the blanks around them; bars at the ends open no cell."""
    cells: list[BlockCell] = []
    place, size = 0, len(folded)
    bars = "｜" in folded or "|" in folded
    while place <= size:
        stop = _BAR.match(folded, place).end()  # type: ignore[union-attr]
        text = folded[place:stop]
        lead = len(text) - len(text.lstrip())
        cells.append(BlockCell(place + lead, place + len(text.rstrip()) if text.strip() else place, text.strip()))
        place = stop + 1
    if bars:
        cells = cells[1 if not cells[0].text else 0 : len(cells) - (not cells[-1].text)]
    return tuple(cells)
