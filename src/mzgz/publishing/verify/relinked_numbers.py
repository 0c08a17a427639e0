"""Numbers that stand as they would today but are another figure now: a sum so far where there was one of all units."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from mzgz.model.document import Cell, Figure
from mzgz.model.edited_document import PrintedDocument
from mzgz.model.passages import bare
from mzgz.publishing.verify.sentences import Sentence, sentences
from mzgz.publishing.verify.verification import FigureResult


def relinked(
    document: PrintedDocument, ids: Mapping[int, str], as_today: Mapping[tuple[int, int], Cell]
) -> dict[int, Figure]:
    """The figure of today for each link, by its place, that stands for another one. `as_today` are the sentences that say
    what they would say today, by where they begin."""
    found: dict[int, Figure] = {}
    begun = {place for place, _ in as_today}
    for paragraph in (one for one in document.paragraphs if one.place in begun and one.links):
        for sentence in sentences(paragraph, ids):
            today = as_today.get((paragraph.place, sentence.start))
            if today is not None and sentence.links:
                found.update(_relinked(sentence, today))
    return found


def _relinked(sentence: Sentence, today: Cell) -> Iterator[tuple[int, Figure]]:
    figures, at = {}, 0
    for inline in today:
        text = bare(inline if isinstance(inline, str) else inline.text)
        if isinstance(inline, Figure):
            figures[at, text] = inline
        at += len(text)
    for link, name in sentence.links:
        before = bare(sentence.text[: link.start - sentence.start])
        figure = figures.get((len(before), bare(link.text)))
        if figure is not None and figure.id != name and not (link.copied or link.tracked or link.parted):
            yield link.place, figure


def as_relinked(result: FigureResult, figures: Mapping[int, Figure]) -> FigureResult:
    """A number as the figure it is now."""
    figure = figures.get(result.link.place) if result.link else None
    if figure is None:
        return result
    return replace(result, id=figure.id, name=figure.alias, state="ok", current=figure.text)
