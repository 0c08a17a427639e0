"""How wide the columns of a table are: short cells get what they need, long ones share what is left."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from mzgz.model.document import Cell, Column

UPRIGHT, TURNED, TURNED_SMALL = 36, 53, 60
"""Characters of table type across an upright page, across a turned one, and there in the small type of many columns."""

_LEAST_LEFT = 8
_ON_SHEET = 14
_PADDING = 0.65
"""The margins of a cell, with a little to spare for other faces."""
_SEAM = re.compile(r"[0-9A-Za-z%](?=[\u4e00-\u9fff])|[\u4e00-\u9fff](?=[0-9A-Za-z])")
_NARROW = {"%": 0.84, ".": 0.28, "/": 0.28, ",": 0.28, " ": 0.25}


class Fitting(Protocol):
    """What is asked of a column."""

    @property
    def title(self) -> str: ...
    @property
    def align(self) -> str: ...
    @property
    def share(self) -> int: ...
    @property
    def most(self) -> float: ...


def fitted(fields: Sequence[Fitting], rows: Sequence[tuple[Cell, ...]], room: int | None) -> tuple[Column, ...]:
    """The columns with weights in hundredths of a character. `room` None: there is no edge, as on a sheet."""
    full = [row for row in rows if len(row) == len(fields)]
    needs = [0.0 if each.share else _need(each, [row[place] for row in full]) for place, each in enumerate(fields)]
    shares = sum(each.share for each in fields)
    left = 0 if room is None else max(room - sum(needs), _LEAST_LEFT)
    widths = [
        need or (max(each.share, _ON_SHEET) if room is None else left * each.share / shares)
        for need, each in zip(needs, fields, strict=True)
    ]
    return tuple(
        Column(each.title, max(1, round(width * 100)), each.align) for width, each in zip(widths, fields, strict=True)
    )


def _need(field: Fitting, cells: Sequence[Cell]) -> float:
    """A head of more than two characters may stand in two lines."""
    head = max(2, (len(field.title) + 1) // 2)
    longest = max((length(cell) for cell in cells), default=0)
    return max(head, min(longest, field.most or longest)) + _PADDING


def length(cell: Cell) -> float:
    """Of its longest line, in characters: half-width ones are narrower, and a little room stands beside digits."""
    text = "".join(piece if isinstance(piece, str) else piece.text for piece in cell)
    return max(map(_line, text.split("\n")))


def _line(text: str) -> float:
    seams = len(_SEAM.findall(text))
    return sum(_NARROW.get(c, 0.5) if c.isascii() else 1 for c in text) + seams * 0.25
