"""Lines of coloured cells for the terminal: columns keep their place, what is too long folds below itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import TextIO

from mzgz.formats.terminal.text_width import printable, width, wrap

NARROW, WIDE = 80, 120


@dataclass(frozen=True, slots=True)
class Cell:
    text: str
    style: str = ""


Line = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class TextColumn:
    """`width` in terminal columns; numbers stand at the right."""

    title: str
    width: int
    right: bool = False
    folds: bool = True
    """Whether what is too long goes on in the next line; drawings must not."""


def plain(line: Line) -> str:
    return "".join(cell.text for cell in line).rstrip()


def text_lines(text: str, columns: int, style: str = "", indent: str = "") -> Iterator[Line]:
    """A paragraph, folded."""
    for part in wrap(printable(text), columns - width(indent)):
        yield (Cell(indent + part, style),)


def table(columns: Sequence[TextColumn], rows: Iterable[Sequence[Cell]]) -> Iterator[Line]:
    """Rows below each other, one space between columns."""
    for row in rows:
        folded = [
            [Cell(part, cell.style) for part in _parts(cell.text, column)]
            for cell, column in zip(row, columns, strict=True)
        ]
        for parts in zip_longest(*folded, fillvalue=Cell("")):
            yield tuple(_placed(part, column) for part, column in zip(parts, columns, strict=True))


def _parts(text: str, column: TextColumn) -> Iterator[str]:
    return wrap(printable(text), column.width) if column.folds else iter((text,))


def head(columns: Sequence[TextColumn]) -> Iterator[Line]:
    return table(columns, [[Cell(column.title, "dim") for column in columns]])


def _placed(cell: Cell, column: TextColumn) -> Cell:
    room = " " * max(0, column.width - width(cell.text))
    return Cell(f"{room}{cell.text} " if column.right else f"{cell.text}{room} ", cell.style)


def screen_width(stream: TextIO) -> int:
    """As wide as the terminal, within what reads well; 80 in a pipe."""
    if not stream.isatty():
        return NARROW
    import shutil

    return max(NARROW, min(shutil.get_terminal_size((NARROW, 24)).columns, WIDE))


def write(lines: Iterable[Line], stream: TextIO) -> None:
    """In colour on a terminal, plain otherwise."""
    if not stream.isatty():
        stream.writelines(plain(line) + "\n" for line in lines)
        return
    from rich.console import Console
    from rich.text import Text

    console = Console(file=stream, highlight=False, soft_wrap=True)
    for line in lines:
        console.print(Text.assemble(*((cell.text, cell.style) for cell in line)))
