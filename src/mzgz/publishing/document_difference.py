"""Two drafts, or the documents of two years, side by side: the figures and the sentences that differ."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from mzgz.model.document import Document, Figure, Inline
from mzgz.model.edited_document import PrintedDocument
from mzgz.model.passages import bare, passages, text_of
from mzgz.publishing.figures import FigureId
from mzgz.publishing.verify.linked_numbers import comparable
from mzgz.publishing.verify.sentences import marked, sentences
from mzgz.publishing.verify.sequence_alignment import aligned, gaps


@dataclass(frozen=True, slots=True)
class DraftPassage:
    """A sentence or a row of a draft: where it stands, its words, and its words with the numbers left out."""

    where: str
    text: str
    skeleton: str


@dataclass
class ComparedDraft:
    """A document to be compared: its passages in order, and its figures by what they are of."""

    passages: list[DraftPassage] = field(default_factory=list)
    figures: dict[str, tuple[str, str]] = field(default_factory=dict)
    """The Chinese name and the number as printed."""


@dataclass(frozen=True, slots=True)
class FigureDifference:
    """A figure in both, or in one of them only; what is not there is None."""

    id: str
    name: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class PassageDifference:
    """A sentence or row whose words differ; what is not there is None."""

    where: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class DocumentDifference:
    figures: tuple[FigureDifference, ...]
    passages: tuple[PassageDifference, ...]


def draft_of_printed(document: PrintedDocument, name_of: Callable[[str], str]) -> ComparedDraft:
    """A draft read from a file; `name_of` gives the Chinese name of a figure's id."""
    draft = ComparedDraft()
    ids = {link.place: link.figure or link.key for link in document.links}
    timeless = {place: _timeless(figure_id) for place, figure_id in ids.items()}
    rows: dict[tuple[int, int], list[tuple[str, str]]] = {}
    places: dict[tuple[int, int], int] = {}
    for paragraph in document.paragraphs:
        if paragraph.story:
            continue
        cell = paragraph.cell
        found = [(one.text, one.skeleton) for one in sentences(paragraph, timeless) if bare(one.text)]
        if cell is None:
            draft.passages += [DraftPassage(paragraph.where, *one) for one in found]
            continue
        key = (cell.grid, cell.row)
        if key not in rows:
            rows[key], places[key] = [], len(draft.passages)
            draft.passages.append(DraftPassage(f"{cell.table}第{cell.row}行", "", ""))
        rows[key] += found
        text, skeleton = "｜".join(one[0] for one in rows[key]), "\t".join(one[1] for one in rows[key])
        draft.passages[places[key]] = DraftPassage(draft.passages[places[key]].where, text, skeleton)
    for link in document.links:
        draft.figures.setdefault(timeless[link.place], (name_of(ids[link.place]), link.text))
    return draft


def draft_of_composed(document: Document) -> ComparedDraft:
    """A draft as it would be written."""
    draft = ComparedDraft()
    for passage in passages(document):
        pieces = [cell for cell in passage.cells if text_of(cell)] if passage.in_cells else list(passage.sentences())
        if passage.kind == "chart":
            pieces = []
        elif passage.in_cells:
            text, skeleton = "｜".join(map(text_of, pieces)), "\t".join(bare(_timeless_words(one)) for one in pieces)
            draft.passages.append(DraftPassage(passage.table.caption if passage.table else "", text, skeleton))
            pieces = list(passage.cells)
        else:
            draft.passages += [DraftPassage("", text_of(one), bare(_timeless_words(one))) for one in pieces]
        for figure in (one for piece in pieces for one in piece if isinstance(one, Figure)):
            draft.figures.setdefault(_timeless(figure.id), (figure.alias, figure.text))
    return draft


def difference(before: ComparedDraft, after: ComparedDraft) -> DocumentDifference:
    """What differs from the one to the other, in the order of the text."""
    return DocumentDifference(tuple(_figures(before, after)), tuple(_passages(before, after)))


def _figures(before: ComparedDraft, after: ComparedDraft) -> Iterator[FigureDifference]:
    for key in dict.fromkeys([*before.figures, *after.figures]):
        old, new = before.figures.get(key), after.figures.get(key)
        if old is None or new is None or comparable(old[1]) != comparable(new[1]):
            name = next(one[0] for one in (new, old) if one is not None)
            yield FigureDifference(key, name or key, old[1] if old else None, new[1] if new else None)


def _passages(before: ComparedDraft, after: ComparedDraft) -> Iterator[PassageDifference]:
    """Sentences of which linked numbers alone differ are told by these."""
    old, new = before.passages, after.passages
    pairs = aligned([bare(one.text) for one in old], [bare(one.text) for one in new])
    found: list[tuple[int, PassageDifference]] = [
        (two, PassageDifference(new[two].where or old[one].where, old[one].text, new[two].text))
        for one, two in pairs
        if bare(old[one].text) != bare(new[two].text) and old[one].skeleton != new[two].skeleton
    ]
    for left, right in gaps(pairs, len(old), len(new)):
        found += [(right.start, PassageDifference(old[one].where, old[one].text, None)) for one in left]
        found += [(two, PassageDifference(new[two].where, None, new[two].text)) for two in right]
    yield from (item for _, item in sorted(found, key=lambda pair: pair[0]))


def _timeless(figure_id: str) -> str:
    """What a figure is of, whatever its month: 占比 of November and of December are the same figure in two drafts."""
    parsed = FigureId.parse(figure_id)
    if parsed is None or parsed.of_note:
        return figure_id
    return f"{parsed.target}@{parsed.node}:{parsed.aspect}"


def _timeless_words(inlines: Iterable[Inline]) -> str:
    return marked(Figure(_timeless(one.id), one.text, one.alias) if isinstance(one, Figure) else one for one in inlines)
