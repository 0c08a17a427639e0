"""Two drafts, or the documents of two years, made ready to be held side by side: sentences and rows, figures, charts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from mzgz.model.document import Document, Figure, Inline
from mzgz.model.edited_document import PrintedDocument, digest
from mzgz.model.passages import Passage, Series, bare, passages, plain, series_of, text_of
from mzgz.publishing.figures import FigureId
from mzgz.publishing.verify.linked_numbers import comparable
from mzgz.publishing.verify.sentences import marked, sentences

_MISSING: Final = "—"


@dataclass(frozen=True, slots=True)
class DraftPassage:
    """A sentence or a row of a draft: where it stands, its words, and its words with the numbers left out; `key` tells a
    row of ours from all others, `linked` are its numbers as printed."""

    where: str
    text: str
    skeleton: str
    key: str = ""
    linked: tuple[str, ...] = ()
    cells: tuple[tuple[str, str], ...] = ()
    """Of a row what stands under each head."""
    table: str = ""
    """Of a row the table it stands in."""


@dataclass
class ComparedDraft:
    """A document to be compared: its passages in order, its figures by what they are of, its charts."""

    passages: list[DraftPassage] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    printed: dict[str, list[str]] = field(default_factory=dict)
    """What is printed of each figure, all places together."""
    charts: list[dict[tuple[str, str], str]] = field(default_factory=list)
    """Of each chart what is drawn, by series and category."""

    def print(self, key: str, name: str, text: str) -> None:
        self.names.setdefault(key, name)
        known = self.printed.setdefault(key, [])
        if comparable(text) not in map(comparable, known):
            known.append(text)

    def draw(self, categories: Sequence[str], series: Iterable[Series]) -> None:
        drawn = {}
        for name, values in series:
            for category, value in zip(categories, values, strict=False):
                drawn[name, category] = _MISSING if value is None else plain(value)
        self.charts.append(drawn)


def draft_of_printed(document: PrintedDocument, name_of: Callable[[str], str]) -> ComparedDraft:
    """A draft read from a file; `name_of` gives the Chinese name of a figure's id."""
    draft = ComparedDraft()
    ids = {link.place: link.figure or link.key for link in document.links}
    timeless = {place: _timeless(figure_id) for place, figure_id in ids.items()}
    rows: dict[tuple[int, int], int] = {}
    for paragraph in document.paragraphs:
        if paragraph.story:
            continue
        cell, key = paragraph.cell, next((mark.key for mark in paragraph.marks if not mark.copied), "")
        found = [
            DraftPassage(paragraph.where, one.text, one.skeleton, "", tuple(link.text for link, _ in one.links))
            for one in sentences(paragraph, timeless)
            if bare(one.text)
        ]
        if cell is None:
            draft.passages += found
            continue
        at = rows.setdefault((cell.grid, cell.row), len(draft.passages))
        if at == len(draft.passages):
            where, table = f"{cell.table}第{cell.row}行{_named(cell.first)}", f"{cell.table}{_named(cell.title)}"
            draft.passages.append(DraftPassage(where, "", "", key, table=table))
        if found:
            draft.passages[at] = _beside(draft.passages[at], _one_cell(found), cell.column)
    for link in document.links:
        draft.print(timeless[link.place], name_of(ids[link.place]), link.text)
    for chart in document.charts:
        draft.draw(chart.categories, chart.series)
    return draft


def _one_cell(pieces: Sequence[DraftPassage]) -> DraftPassage:
    """What stands in the lines of one cell."""
    linked = tuple(number for piece in pieces for number in piece.linked)
    text, skeleton = ("".join(getattr(piece, name) for piece in pieces) for name in ("text", "skeleton"))
    return DraftPassage(pieces[0].where, text, skeleton, "", linked)


def _beside(row: DraftPassage, cell: DraftPassage, head: str) -> DraftPassage:
    """A row with one cell more."""
    text = f"{row.text}｜{cell.text}" if row.text else cell.text
    return DraftPassage(
        row.where,
        text,
        f"{row.skeleton}\t{cell.skeleton}",
        row.key,
        (*row.linked, *cell.linked),
        (*row.cells, (head, cell.text)),
        row.table,
    )


def _named(text: str) -> str:
    return f"“{text.replace('“', '‘').replace('”', '’')}”" if text else ""


def draft_of_composed(document: Document, year: int | None = None) -> ComparedDraft:
    """A draft as it would be written; beside that of another `year`, what differs in its own year alone, or in the
    years beside it, is the same: 总结2021年民政工作，部署2022年任务."""
    draft = ComparedDraft()
    for passage in passages(document):
        if passage.chart is not None and passage.kind == "chart":
            draft.draw(passage.chart.categories, series_of(passage.chart))
            continue
        pieces = list(passage.cells if passage.in_cells else passage.sentences())
        rendered = [
            DraftPassage(
                "",
                text_of(one).replace("\n", ""),
                bare(_of_any_year(_timeless_words(one), year)),
                "",
                tuple(each.text for each in _of(one)),
            )
            for one in pieces
        ]
        if passage.in_cells:
            rendered = [_row(passage, rendered)]
        rendered = [one for one in rendered if one.text]
        draft.passages += rendered
        for figure in (one for piece in pieces for one in _of(piece)):
            draft.print(_timeless(figure.id), figure.alias, figure.text)
    return draft


def _row(passage: Passage, cells: Sequence[DraftPassage]) -> DraftPassage:
    """The cells of a row that have something in them, under their heads."""
    table = passage.table
    heads = [column.title for column in table.columns] if table and len(table.columns) == len(cells) else []
    first = next((one.text for one in cells if one.text and not one.text.isdecimal()), "")
    caption = table.caption if table else ""
    where = f"{caption}{_named(first)}" if heads and passage.kind == "row" else caption
    row = DraftPassage(where, "", "", digest(passage.id), table=caption)
    for place, cell in enumerate(cells):
        if cell.text:
            row = _beside(row, cell, heads[place] if heads else "")
    return row


def _of(inlines: Iterable[Inline]) -> list[Figure]:
    return [one for one in inlines if isinstance(one, Figure)]


def _timeless(figure_id: str) -> str:
    """What a figure is of, whatever its month: 占比 of November and of December are the same figure in two drafts."""
    parsed = FigureId.parse(figure_id)
    if parsed is None or parsed.of_note:
        return figure_id
    return f"{parsed.target}@{parsed.node}:{parsed.aspect}"


def _of_any_year(words: str, year: int | None) -> str:
    """With its own year and those beside it as such; a later one, as the year of a programme, is itself."""
    if year is None:
        return words
    for apart in (-1, 0, 1):
        words = re.sub(rf"(?<![0-9]){year + apart}(?=年)", f"〈{apart}〉", words)
    return words


def _timeless_words(inlines: Iterable[Inline]) -> str:
    return marked(Figure(_timeless(one.id), one.text, one.alias) if isinstance(one, Figure) else one for one in inlines)
