"""What a sentence, a row or a cell that was laid beside today's comes to: true, fallen behind, changed by people, new, gone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from mzgz.model.document import Cell
from mzgz.model.edited_document import PrintedParagraph
from mzgz.model.passages import CELL_MARK, bare, fingerprint, text_of
from mzgz.publishing.verify.column_matching import OWN
from mzgz.publishing.verify.document_pairs import Flow, RowPair
from mzgz.publishing.verify.sentence_matching import Matching
from mzgz.publishing.verify.sentences import Sentence, marked
from mzgz.publishing.verify.verification import PassageResult, PassageState

_SEVERITY: Final[tuple[PassageState, ...]] = ("stale", "edited", "unsure")


def sentence_results(flow: Flow) -> Iterator[PassageResult]:
    found = flow.matching
    for place, sentence in enumerate(flow.printed):
        today = flow.today[found.pairs[place]] if place in found.pairs else None
        state = _state(sentence.text, today.text if today else None, _kept(found, place))
        name, kind = (today.passage.id, today.passage.kind) if today else ("", "paragraph")
        yield PassageResult(
            name, kind, state, sentence.text, today.text if today else None, sentence.paragraph,
            sentence.start, sentence.end, only_numbers=today is not None and same_words(sentence, today.inlines),
        )  # fmt: skip
    for place in sorted(found.added):
        wording = flow.today[place]
        yield PassageResult(wording.passage.id, wording.passage.kind, "new", None, wording.text, None)
    for place in sorted(found.removed - set(found.pairs.values())):
        wording = flow.today[place]
        yield PassageResult(wording.passage.id, wording.passage.kind, "removed", None, wording.text, None)


def _kept(found: Matching, place: int) -> bool | None:
    """Whether a sentence stands as it was issued; None where nobody remembers."""
    return None if found.untouched is None else place in found.untouched


def _state(printed: str, today: str | None, untouched: bool | None) -> PassageState:
    if today is not None and bare(printed) == bare(today):
        return "ok"
    if untouched is None:
        return "unsure"
    return "stale" if untouched else "edited"


def same_words(sentence: Sentence, inlines: Cell) -> bool:
    """Whether nothing but linked numbers differs: then the numbers say all there is to say."""
    return sentence.skeleton == bare(marked(inlines))


def cell_skeleton(cell: Sequence[PrintedParagraph], ids: Mapping[int, str]) -> str:
    """The words of a cell with every linked number replaced by its id."""
    return "".join(
        Sentence(each, 0, each.text, tuple((link, ids.get(link.place, "")) for link in each.links)).skeleton
        for each in cell
    )


def row_results(row: RowPair, ids: Mapping[int, str], *, remembered: bool) -> Iterator[PassageResult]:
    printed, today = row.printed, row.today
    if today is None or printed is None:
        if today is not None:
            yield PassageResult(today.id, today.kind, "new" if remembered else "removed", None, today.text, None)
        elif printed is not None and row.issued is None and remembered and any(map(bare, printed.texts)):
            text = "\t".join(printed.texts)
            yield PassageResult("", "row", "edited", text, None, printed.first, 0, len(printed.first.text))
        elif printed is not None and row.issued is not None:
            text = "\t".join(printed.texts)
            state: PassageState = "stale" if row.untouched else "edited"
            yield PassageResult("", "row", state, text, None, printed.first, 0, len(printed.first.text))
        return
    cells = list(cell_results(row, ids))
    yield PassageResult(
        today.id, today.kind, _worst(row, cells), "\t".join(printed.texts), today.text, printed.first,
        0, len(printed.first.text), all(cell.only_numbers for cell in cells if cell.state != "ok") and not row.strayed,
        tuple(cell for cell in cells if cell.state != "ok"), misplaced=row.misplaced,
    )  # fmt: skip


def cell_results(row: RowPair, ids: Mapping[int, str]) -> Iterator[PassageResult]:
    """The cells that differ from today's; none where there are more or fewer of them than today."""
    printed, today = row.printed, row.today
    if printed is None or today is None:
        return
    for place, (text, column) in enumerate(zip(printed.texts, row.aligned, strict=False)):
        if column == OWN:
            continue
        inlines = today.cells[column]
        now = text_of(inlines)
        if text == now or bare(text) == bare(now):
            continue
        kept = None
        if row.issued is not None and column < len(row.issued):
            kept = fingerprint(text, CELL_MARK) == row.issued[column]
        cell = printed.cells[place]
        first = cell[0] if cell else printed.first
        words = cell_skeleton(cell, ids) == bare(marked(inlines))
        yield PassageResult(
            today.id, today.kind, _state(text, now, kept), text, now, first, 0, len(first.text), words, (), place
        )


def _worst(row: RowPair, cells: Sequence[PassageResult]) -> PassageState:
    """The state of a row; one the data gave more or fewer cells has fallen behind as a whole."""
    if row.strayed or (not row.aligned and not row.recut):
        return "unsure" if row.issued is None else "stale"
    if any(cell.state == "stale" for cell in cells):
        return "stale"
    if row.misplaced or (row.recut and not row.aligned):
        return "edited"
    states = {cell.state for cell in cells}
    return next((state for state in _SEVERITY if state in states), "ok")
