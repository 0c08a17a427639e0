"""Native charts of a workbook: each stands under its table, its numbers on a sheet of their own."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.chart.text import RichText
from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties
from openpyxl.worksheet.worksheet import Worksheet

from mzgz.formats.xlsx.cell_styles import Palette, put_text
from mzgz.model.document import Chart

_TITLE: Final = "图表数据"
_FILLS: Final = ("9DC3E6", "F4B183", "A9D18E")
_WIDTH = 22.0
"""Centimetres."""


@dataclass
class ChartSheet:
    """Collects the charts of a workbook."""

    book: Workbook
    charts: list[tuple[Chart, Worksheet]] = field(default_factory=list)

    def put(self, chart: Chart, sheet: Worksheet) -> None:
        """The chart belongs under the table of `sheet`."""
        self.charts.append((chart, sheet))

    def close(self, palette: Palette) -> None:
        """Write the numbers and draw the charts; nothing where there are none."""
        if not self.charts:
            return
        data = self.book.create_sheet(_TITLE)
        data.column_dimensions["A"].width = 44
        row = 1
        for chart, sheet in self.charts:
            row = self._numbers(data, palette, chart, row, sheet)

    def _numbers(self, data: Worksheet, palette: Palette, chart: Chart, row: int, sheet: Worksheet) -> int:
        palette.text(data.cell(row, 1), chart.caption, "head")
        for column, series in enumerate(chart.series, 2):
            palette.text(data.cell(row, column), series.name, "head")
        for place, category in enumerate(chart.categories, 1):
            put_text(data.cell(row + place, 1), category)
            for column, series in enumerate(chart.series, 2):
                value = series.values[place - 1]
                data.cell(row + place, column).value = None if value is None else Decimal(value)
        last = row + len(chart.categories)
        sheet.add_chart(_drawn(chart, data, row, last), f"A{sheet.max_row + 2}")
        return last + 2


def _small() -> RichText:
    """Letters small enough that each category has its name."""
    small = CharacterProperties(sz=900)
    return RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=small), endParaRPr=small)])


def _drawn(chart: Chart, data: Worksheet, first: int, last: int) -> Any:
    """A lying bar chart, the first category on top."""
    bars: Any = BarChart()
    bars.type, bars.style, bars.title = "bar", 10, chart.caption
    bars.add_data(
        Reference(data, min_col=2, max_col=1 + len(chart.series), min_row=first, max_row=last), titles_from_data=True
    )
    bars.set_categories(Reference(data, min_col=1, min_row=first + 1, max_row=last))
    bars.y_axis.title, bars.y_axis.delete, bars.x_axis.delete = chart.unit or None, False, False
    bars.x_axis.scaling.orientation = "maxMin"
    bars.x_axis.tickLblSkip = 1  # every name, also where a program finds them close together
    if chart.end is not None:
        bars.y_axis.scaling.min, bars.y_axis.scaling.max = 0, chart.end
    bars.y_axis.crosses = "max"  # with the first category on top, the far end of their axis is the foot of the picture
    bars.x_axis.txPr = _small()
    bars.gapWidth = 60
    if len(chart.series) == 1:
        bars.legend = None
    bars.width, bars.height = _WIDTH, 3.5 + 0.75 * len(chart.categories) * max(1, len(chart.series) * 0.7)
    for series, fill in zip(bars.series, _FILLS, strict=False):
        series.graphicalProperties.solidFill = fill
    return bars
