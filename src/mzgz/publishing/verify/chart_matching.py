"""The charts of a printed document against those that would be drawn today: what is drawn, and the workbook behind it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from mzgz.model.document import Chart
from mzgz.model.edited_document import IssuedPassage, PrintedChart, PrintedDocument, PrintedParagraph, digest
from mzgz.model.passages import Passage, chart_texts, fingerprint, plain, series_of
from mzgz.publishing.verify.verification import PassageResult, PassageState


def matched_charts(document: PrintedDocument, today: Sequence[Passage]) -> Iterator[tuple[PrintedChart, Passage]]:
    """Each printed chart with today's: by its mark, otherwise in the order of the text."""
    free = {digest(passage.id): passage for passage in today if passage.kind == "chart"}
    named: dict[int, Passage] = {}
    for place, (_, paragraph) in enumerate(_placed(document)):
        key = next((mark.key for mark in paragraph.marks if mark.key in free), None)
        if key is not None:
            named[place] = free.pop(key)
    rest = iter(free.values())
    for place, (chart, paragraph) in enumerate(_placed(document)):
        passage = named.get(place) or (None if paragraph.marks else next(rest, None))
        if passage is not None:
            yield chart, passage


def gone_charts(document: PrintedDocument, today: Sequence[Passage]) -> Iterator[PrintedChart]:
    """Charts that stand as they were issued and would not be drawn today."""
    return (chart for chart, _, untouched in _undrawn(document, today) if untouched)


def _undrawn(
    document: PrintedDocument, today: Sequence[Passage]
) -> Iterator[tuple[PrintedChart, PrintedParagraph, bool]]:
    """Charts that were issued and would not be drawn today, and whether nobody changed them."""
    issued = {passage.key: passage for passage in document.passages}
    known = {digest(passage.id) for passage in today}
    for chart, paragraph in _placed(document):
        key = next((mark.key for mark in paragraph.marks if mark.key in issued and mark.key not in known), None)
        if key is not None:
            yield chart, paragraph, _mark(chart) == issued[key].marks


def chart_results(
    document: PrintedDocument, today: Sequence[Passage], issued: Mapping[str, IssuedPassage]
) -> Iterator[PassageResult]:
    """One result for each chart that was recognised, would not be drawn any more, or is to be drawn."""
    paragraphs = {paragraph.place: paragraph for _, paragraph in _placed(document)}
    for printed, passage in matched_charts(document, today):
        text, now = _text(printed), "\n".join(passage.texts)
        known = issued.get(digest(passage.id))
        state = _state(printed, passage, known)
        at = paragraphs[printed.paragraph]
        yield PassageResult(passage.id, "chart", state, text, now, at, behind=_behind(printed))
    for printed, at, untouched in _undrawn(document, today):
        yield PassageResult("", "chart", "stale" if untouched else "edited", _text(printed), None, at)
    drawn = {passage.id for _, passage in matched_charts(document, today)}
    for passage in (one for one in today if one.kind == "chart" and one.id not in drawn and issued):
        known_state: PassageState = "removed" if digest(passage.id) in issued else "new"
        yield PassageResult(passage.id, "chart", known_state, None, "\n".join(passage.texts), None)


def _placed(document: PrintedDocument) -> list[tuple[PrintedChart, PrintedParagraph]]:
    """The charts with the paragraphs that hold them."""
    paragraphs = {paragraph.place: paragraph for paragraph in document.paragraphs}
    return [(chart, paragraphs[chart.paragraph]) for chart in document.charts if chart.paragraph in paragraphs]


def _text(printed: PrintedChart) -> str:
    return "\n".join(chart_texts(printed.categories, printed.series))


def _state(printed: PrintedChart, passage: Passage, known: IssuedPassage | None) -> PassageState:
    chart = passage.chart
    drawn = _text(printed)
    if chart is not None and drawn == "\n".join(passage.texts):
        return "edited" if _behind(printed) else "ok"
    if known is None:
        return "unsure"
    return "stale" if _mark(printed) == known.marks else "edited"


def _mark(printed: PrintedChart) -> tuple[str, ...]:
    return (fingerprint("\t".join(_text(printed).split("\n"))),)


def _behind(printed: PrintedChart) -> bool:
    """Whether the workbook says something else than what is drawn."""
    if printed.sheet is None:
        return False
    first, *rest = printed.sheet or (("", ()),)
    names = tuple(text or "" for text in first[1])
    return chart_texts(names, tuple(rest)) != chart_texts(printed.categories, printed.series)


def differing(printed: PrintedChart, chart: Chart) -> Iterator[tuple[str, str, str, str]]:
    """Series, category, the value that is drawn and the one that would be drawn today, where they differ."""
    drawn = dict(printed.series)
    for name, values in series_of(chart):
        values_drawn = (value and plain(value) for value in drawn.get(name, ()))
        before = dict(zip(printed.categories, values_drawn, strict=False))
        for category, value in zip(chart.categories, values, strict=True):
            if before.get(category) != value:
                yield name, category, before.get(category) or "—", value or "—"
