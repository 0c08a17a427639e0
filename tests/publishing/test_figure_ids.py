"""Ids are made and read in one place, and every id a document carries finds its figure in the register."""

from __future__ import annotations

from pathlib import Path

import pytest

from edited_documents import board_of
from mzgz.model.document import Figure, Paragraph, Table
from mzgz.model.periods import Period
from mzgz.publishing.figures import UNIT_ASPECTS, FigureId, Figures
from mzgz.publishing.report.tables import TableContext, parts


@pytest.mark.parametrize(
    "text",
    [
        "beds@city/2022-12:value",
        "plan.02@city/2022-12:met",
        "unit@150702/2022-06:met-share",
        "honours.1@150702/2022-06:number-2",
    ],
)
def test_an_id_is_put_together_as_it_was_read(text: str) -> None:
    parsed = FigureId.parse(text)
    assert parsed is not None
    assert str(parsed) == text


@pytest.mark.parametrize("text", ["", "beds", "beds@city/2022-13:value", "Beds@city/2022-12:value", "a@b/c/2022-12:x"])
def test_what_is_no_id_has_no_parts(text: str) -> None:
    assert FigureId.parse(text) is None


def test_every_number_of_the_tables_is_found_again_by_its_id(tmp_path: Path) -> None:
    board = board_of(tmp_path)
    found = 0
    for part in parts(TableContext(Figures(board))):
        for block in part.blocks:
            cells = [block.inlines] if isinstance(block, Paragraph) else []
            cells += [cell for row in block.rows for cell in row] if isinstance(block, Table) else []
            for piece in (piece for cell in cells for piece in cell if isinstance(piece, Figure)):
                again = Figures(board).current(piece.id)
                assert again is not None, piece
                assert (again.text, again.alias) == (piece.text, piece.alias)
                found += 1
    assert found > 50


def test_a_unit_has_every_figure_and_no_other(tmp_path: Path) -> None:
    figures = Figures(board_of(tmp_path))
    assert {aspect for aspect in UNIT_ASPECTS if figures.of_unit("150702", aspect)} == set(UNIT_ASPECTS)
    month = Period.parse("2022-12")
    assert figures.present(FigureId("unit", "150702", month, "praise")) is None
    assert figures.present(FigureId("unit", "999999", month, "met")) is None
