"""The records of an .xls workbook where its reader says nothing of them: which cells are formulas, where pictures lie."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from mzgz.formats.xlsx.package_parts import Broken

_END: Final = 0x0A
_BEGIN: Final = 0x0809
_FORMULA: Final = (0x0006, 0x0206, 0x0406)
_CELLS: Final = (*_FORMULA, 0x0201, 0x0203, 0x0204, 0x0205, 0x027E, 0x00D6, 0x00FD)
_SEVERAL: Final = (0x00BD, 0x00BE)
"""Records of many cells of a row: the last two bytes name the last column."""
_SHEET: Final = 0x0085
_OBJECT: Final = 0x005D
_PICTURE: Final = 8
_BOOK: Final = 0x01AE
_OWN_BOOKS: Final = (b"\x01\x04", b"\x01\x3a")
"""How a workbook names itself, and functions of added programs, where it lists what its formulas refer to."""
_TOKENS_AT: Final = 20
_MOST_CELLS: Final = 2_000_000
"""Places that rows take up to their last cell: what the reader will set aside memory for."""

Place = tuple[int, int]
"""Row and column, from 0."""


@dataclass(slots=True)
class SheetRecords:
    """What the records of one sheet tell."""

    formulas: dict[Place, bytes] = field(default_factory=dict)
    """The formula in a cell, as it is coded."""
    pictured: bool = False


def sheet_records(stream: bytes, starts: Sequence[int]) -> list[SheetRecords]:
    """For each sheet that begins at one of the `starts`. Raises `Broken` for more cells than a person can have filled."""
    found: list[SheetRecords] = []
    taken = 0
    for start in starts:
        sheet = SheetRecords()
        widths: dict[int, int] = {}
        for code, data in _records(stream, start):
            if code in (*_CELLS, *_SEVERAL) and len(data) >= 4:
                row, column = struct.unpack_from("<HH", data)
                last = struct.unpack_from("<H", data, len(data) - 2)[0] if code in _SEVERAL else column
                widths[row] = max(widths.get(row, 0), last + 1)
                if code in _FORMULA and len(data) >= _TOKENS_AT + 2:
                    sheet.formulas[row, column] = data[_TOKENS_AT:]
            elif code == _OBJECT and len(data) >= 6 and struct.unpack_from("<H", data, 4)[0] == _PICTURE:
                sheet.pictured = True
        taken += sum(widths.values())
        if taken > _MOST_CELLS:
            raise Broken("内容太多")
        found.append(sheet)
    return found


def sheet_starts(stream: bytes, start: int) -> list[int]:
    """Where the worksheets begin, as the first part of the stream lists them."""
    listed = [data for code, data in _records(stream, start) if code == _SHEET and len(data) > 6]
    return [start + int(struct.unpack_from("<I", data)[0]) for data in listed if data[5] == 0]


def refers_outside(stream: bytes, start: int) -> bool:
    """Whether the workbook lists another one among those its formulas refer to."""
    return any(code == _BOOK and data[2:4] not in _OWN_BOOKS for code, data in _records(stream, start))


def _records(stream: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """From the beginning of a part of the stream to its end; charts laid over a sheet are parts within it."""
    depth, at = 0, start
    while at + 4 <= len(stream):
        code, length = struct.unpack_from("<HH", stream, at)
        if code == _BEGIN:
            depth += 1
        elif code == _END:
            depth -= 1
            if depth <= 0:
                return
        elif depth == 1:
            yield code, stream[at + 4 : at + 4 + length]
        at += 4 + length
