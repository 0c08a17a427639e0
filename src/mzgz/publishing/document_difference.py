"""Two drafts, or the documents of two years, side by side: the figures and the sentences that differ."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from mzgz.model.document import Document, Figure, Inline
from mzgz.model.edited_document import PrintedDocument, digest
from mzgz.model.passages import Series, bare, passages, plain, series_of, text_of
from mzgz.publishing.figures import FigureId
from mzgz.publishing.verify.linked_numbers import comparable
from mzgz.publishing.verify.sentences import marked, sentences
from mzgz.publishing.verify.sequence_alignment import aligned
from mzgz.publishing.year_difference import TargetDifference

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


@dataclass(frozen=True, slots=True)
class FigureDifference:
    """A figure in both, or in one of them only; what is not there is None."""

    id: str
    name: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class PassageDifference:
    """A sentence or row whose words or place differ; what is not there is None."""

    where: str
    before: str | None
    after: str | None
    moved: bool = False
    """It says the same in another place: `where` tells from where to where."""


@dataclass(frozen=True, slots=True)
class DocumentDifference:
    """`targets` of two years only."""

    figures: tuple[FigureDifference, ...]
    passages: tuple[PassageDifference, ...]
    targets: tuple[TargetDifference, ...] = ()


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
            draft.passages.append(DraftPassage(f"{cell.table}第{cell.row}行", "", "", key))
        for one in found:
            draft.passages[at] = _beside(draft.passages[at], one)
    for link in document.links:
        draft.print(timeless[link.place], name_of(ids[link.place]), link.text)
    for chart in document.charts:
        draft.draw(chart.categories, chart.series)
    return draft


def _beside(row: DraftPassage, cell: DraftPassage) -> DraftPassage:
    """A row with one cell more."""
    text = f"{row.text}｜{cell.text}" if row.text else cell.text
    return DraftPassage(row.where, text, f"{row.skeleton}\t{cell.skeleton}", row.key, (*row.linked, *cell.linked))


def draft_of_composed(document: Document) -> ComparedDraft:
    """A draft as it would be written."""
    draft = ComparedDraft()
    for passage in passages(document):
        if passage.chart is not None and passage.kind == "chart":
            draft.draw(passage.chart.categories, series_of(passage.chart))
            continue
        pieces = list(passage.cells if passage.in_cells else passage.sentences())
        rendered = [
            DraftPassage("", text_of(one), bare(_timeless_words(one)), "", tuple(each.text for each in _of(one)))
            for one in pieces
            if text_of(one)
        ]
        if passage.in_cells:
            row = DraftPassage(passage.table.caption if passage.table else "", "", "", digest(passage.id))
            for cell in rendered:
                row = _beside(row, cell)
            rendered = [row]
        draft.passages += rendered
        for figure in (one for piece in pieces for one in _of(piece)):
            draft.print(_timeless(figure.id), figure.alias, figure.text)
    return draft


def _of(inlines: Iterable[Inline]) -> list[Figure]:
    return [one for one in inlines if isinstance(one, Figure)]


def difference(
    before: ComparedDraft, after: ComparedDraft, targets: tuple[TargetDifference, ...] = ()
) -> DocumentDifference:
    """What differs from the one to the other, in the order of the text; a figure printed in several ways is also told
    where it stands."""
    figures = tuple(_figures(before, after))
    single = [one.id for one in figures if max(len(draft.printed.get(one.id, ())) for draft in (before, after)) == 1]
    told = {text for key in single for draft in (before, after) for text in draft.printed.get(key, ())}
    return DocumentDifference(figures, (*_passages(before, after, told), *_charts(before, after)), targets)


def _figures(before: ComparedDraft, after: ComparedDraft) -> Iterator[FigureDifference]:
    for key in dict.fromkeys([*before.printed, *after.printed]):
        old, new = before.printed.get(key, []), after.printed.get(key, [])
        if set(map(comparable, old)) != set(map(comparable, new)):
            name = after.names.get(key) or before.names.get(key) or key
            yield FigureDifference(key, name, "、".join(old) or None, "、".join(new) or None)


def _passages(before: ComparedDraft, after: ComparedDraft, told: set[str]) -> Iterator[PassageDifference]:
    """Sentences of which linked numbers alone differ are told by these; `told` are the numbers that are told."""
    old, new = before.passages, after.passages
    pairs = _paired(old, new)
    moved = _moved(old, new, pairs)
    found: list[tuple[float, PassageDifference]] = []
    for one, two in pairs.items():
        if bare(old[one].text) != bare(new[two].text) and not _of_numbers(old[one], new[two], told):
            where = new[two].where or old[one].where
            found.append((two, PassageDifference(where, old[one].text, new[two].text)))
    for one, two in moved.items():
        where = f"{old[one].where} → {new[two].where}" if old[one].where and new[two].where else new[two].where
        found.append((two, PassageDifference(where, old[one].text, new[two].text, moved=True)))
    at = -0.5
    for one, passage in enumerate(old):
        if one in pairs:
            at = pairs[one] + 0.5
        elif one not in moved and passage.text:
            found.append((at, PassageDifference(passage.where, passage.text, None)))
    taken = {*pairs.values(), *moved.values()}
    found += [
        (two, PassageDifference(passage.where, None, passage.text))
        for two, passage in enumerate(new)
        if two not in taken and passage.text
    ]
    yield from (item for _, item in sorted(found, key=lambda pair: pair[0]))


def _of_numbers(old: DraftPassage, new: DraftPassage, told: set[str]) -> bool:
    """Whether nothing but linked numbers differs, each of them told by itself."""
    if old.skeleton != new.skeleton:
        return False
    pairs = zip(old.linked, new.linked, strict=False)
    return all(comparable(one) == comparable(two) or {one, two} <= told for one, two in pairs)


def _paired(old: Sequence[DraftPassage], new: Sequence[DraftPassage]) -> dict[int, int]:
    """Rows by what they are of, the rest in order by what is alike."""
    rows = {passage.key: place for place, passage in enumerate(new) if passage.key}
    pairs = {place: rows[passage.key] for place, passage in enumerate(old) if passage.key in rows}
    left = [place for place in range(len(old)) if place not in pairs]
    right = [place for place in range(len(new)) if place not in set(pairs.values())]
    found = aligned([bare(old[place].text) for place in left], [bare(new[place].text) for place in right])
    return pairs | {left[one]: right[two] for one, two in found}


def _moved(old: Sequence[DraftPassage], new: Sequence[DraftPassage], pairs: Mapping[int, int]) -> dict[int, int]:
    """What stands in both, and not in the same order."""
    taken, free = set(pairs.values()), dict[str, list[int]]()
    for place, passage in enumerate(new):
        if place not in taken:
            free.setdefault(bare(passage.text), []).append(place)
    found = {}
    for place, passage in enumerate(old):
        if place not in pairs and free.get(bare(passage.text)):
            found[place] = free[bare(passage.text)].pop(0)
    return found


def _charts(before: ComparedDraft, after: ComparedDraft) -> Iterator[PassageDifference]:
    """The points of charts that are drawn otherwise, chart by chart in the order of the text."""
    for number, (old, new) in enumerate(zip(before.charts, after.charts, strict=False), 1):
        differing = [point for point in dict.fromkeys([*old, *new]) if old.get(point) != new.get(point)]
        if differing:
            yield PassageDifference(f"第{number}张图", _points(old, differing), _points(new, differing))
    for number in range(len(after.charts) + 1, len(before.charts) + 1):
        yield PassageDifference(f"第{number}张图", _points(before.charts[number - 1], before.charts[number - 1]), None)
    for number in range(len(before.charts) + 1, len(after.charts) + 1):
        yield PassageDifference(f"第{number}张图", None, _points(after.charts[number - 1], after.charts[number - 1]))


def _points(chart: Mapping[tuple[str, str], str], points: Iterable[tuple[str, str]]) -> str:
    """海拉尔98.7、新右旗77.3 (达标占比)."""
    by_series: dict[str, list[str]] = {}
    for series, category in points:
        if (series, category) in chart:
            by_series.setdefault(series, []).append(f"{category}{chart[series, category]}")
    return "；".join(f"{series}：{'、'.join(values)}" for series, values in by_series.items()) or "没有画"


def _timeless(figure_id: str) -> str:
    """What a figure is of, whatever its month: 占比 of November and of December are the same figure in two drafts."""
    parsed = FigureId.parse(figure_id)
    if parsed is None or parsed.of_note:
        return figure_id
    return f"{parsed.target}@{parsed.node}:{parsed.aspect}"


def _timeless_words(inlines: Iterable[Inline]) -> str:
    return marked(Figure(_timeless(one.id), one.text, one.alias) if isinstance(one, Figure) else one for one in inlines)
