"""The changes of one table: its rows come, go and move, its cells follow the data, what people wrote stays."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from mzgz.model.document_changes import CellRewrite, Changes, NewRow, PassageAssignment
from mzgz.model.edited_document import Remark
from mzgz.publishing.report.blanks_to_fill import OPENING
from mzgz.publishing.verify.document_pairs import RowPair, TablePair
from mzgz.publishing.verify.passage_findings import shortened
from mzgz.publishing.verify.passage_results import cell_results
from mzgz.publishing.verify.printed_rows import PrintedRow

_GONE: Final = "按现在的数据，这一行不会再写"
_RESHAPED: Final = "按现在的数据，这张表的列变了，改过的这一行没有带进新表，请核对"


class RowChanges:
    """Writes the changes of a table into `built`; `ids` are those of the links by place."""

    def __init__(self, table: TablePair, built: Changes, ids: Mapping[int, str]) -> None:
        self._table, self._made, self._ids = table, built, ids
        self.remarks: list[Remark] = []
        self._shapes = {len(row.printed.cells): row.printed for row in table.rows if row.printed is not None}

    def run(self) -> None:
        under: PrintedRow | None = None
        for row in self._table.rows:
            if row.printed is None and row.today is not None:
                self._add(row, under)
            elif row.printed is not None and row.today is None:
                self._gone(row)
            elif row.strayed and row.untouched:
                self._move(row, under)
            else:
                self._update(row)
                under = row.printed

    def _add(self, row: RowPair, under: PrintedRow | None) -> None:
        if under is not None and row.today is not None:
            like = self._shapes.get(len(row.arranged))
            place = None if like is None else like.first.place
            self._made.rows.append(NewRow(under.first.place, place, row.today, row.arranged))

    def _gone(self, row: RowPair) -> None:
        if row.printed is None or row.issued is None:
            return
        if row.untouched:
            self._made.struck_rows.append(row.printed.places)
        else:
            self._say(row.printed, 0, _RESHAPED if self._table.reshaped else _GONE)

    def _move(self, row: RowPair, under: PrintedRow | None) -> None:
        if row.printed is not None and row.today is not None and under is not None:
            self._made.struck_rows.append(row.printed.places)
            self._made.rows.append(NewRow(under.first.place, row.printed.first.place, row.today, row.arranged))

    def _update(self, row: RowPair) -> None:
        if row.printed is None or row.today is None:
            return
        if row.issued is not None:
            self._made.names.append(PassageAssignment(row.printed.first.place, row.today))
        if row.strayed:
            self._say(row.printed, 0, "按现在的数据，这一行在表里的位置变了")
        for cell in cell_results(row, self._ids):
            if cell.only_numbers and cell.state != "unsure":
                continue
            paragraphs = row.printed.cells[cell.place]
            if cell.state == "stale" and paragraphs:
                inlines = row.today.cells[row.aligned[cell.place]]
                self._made.cells.append(CellRewrite(tuple(one.place for one in paragraphs), inlines))
            elif cell.today and OPENING not in cell.today and not cell.only_numbers:
                self._say(row.printed, cell.place, f"按现在的数据，这一格应为：“{shortened(cell.today)}”")

    def _say(self, row: PrintedRow, place: int, text: str) -> None:
        paragraph = row.cells[place][0]
        self.remarks.append(Remark(paragraph.place, 0, len(paragraph.text), text))
