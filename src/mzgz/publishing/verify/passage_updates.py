"""From a comparison to what is to be written: sentences nobody touched follow the data, what people wrote stays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mzgz.model.document import Part
from mzgz.model.document_changes import Changes, Redrawing
from mzgz.model.edited_document import PrintedDocument, Remark
from mzgz.model.passages import Passage
from mzgz.publishing.verify.chart_matching import gone_charts, matched_charts
from mzgz.publishing.verify.document_pairs import Comparison
from mzgz.publishing.verify.new_blocks import PrintedPlaces, new_blocks
from mzgz.publishing.verify.row_changes import RowChanges
from mzgz.publishing.verify.sentence_changes import SentenceChanges


def changes(
    document: PrintedDocument,
    comparison: Comparison,
    today: Sequence[tuple[Part, tuple[Passage, ...]]],
    ids: Mapping[int, str],
) -> tuple[Changes, list[Remark]]:
    """What is to be written, and what is to be said beside the words of people that the data have left behind.

    `today` are the parts of the document as it would be written, `ids` those of its links by place.
    """
    built, remarks = Changes(), []
    places = PrintedPlaces(new=comparison.new)
    for flow in comparison.flows:
        sentences = SentenceChanges(flow, document, built)
        sentences.run()
        remarks += sentences.remarks
        places.standing |= {name: (place, place) for name, place in sentences.standing.items()}
        places.coming |= sentences.coming
    for table in comparison.tables:
        rows = RowChanges(table, built, ids)
        rows.run()
        remarks += rows.remarks
        printed = [row.printed.places for row in table.rows if row.printed is not None]
        if table.reshaped is not None and printed:
            places.behind[table.reshaped.id] = printed[0][0], max(map(max, printed))
        for row in table.rows:
            if row.printed is not None and row.today is not None:
                places.standing[row.today.id] = row.printed.first.place, max(row.printed.places)
    stale = {result.id for result in comparison.results if result.kind == "chart" and result.state == "stale"}
    composed = [passage for _, own in today for passage in own]
    for printed_chart, passage in matched_charts(document, composed):
        places.standing[passage.id] = printed_chart.paragraph, printed_chart.paragraph
        if passage.id in stale:
            built.charts.append(Redrawing(printed_chart.order, passage))
    built.struck += [chart.paragraph for chart in gone_charts(document, composed)]
    built.blocks += new_blocks(today, places)
    return built, remarks
