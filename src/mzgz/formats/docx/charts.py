"""Native bar charts: a drawing in the text, a chart part that office programs can edit, printed in greys."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal, InvalidOperation

from mzgz.formats.docx.chart_workbook import SHEET, column
from mzgz.formats.docx.layout_constants import CHART_FILLS, CHART_SIZE, FANGSONG, WESTERN
from mzgz.formats.docx.run_characters import fit, width
from mzgz.formats.docx.xml_markup import Element, clark, element, w
from mzgz.model.document import Chart, ChartSeries

EMU = 635
"""English metric units in a twip."""

_LABELLED = ("LegendKey", "Val", "CatName", "SerName", "Percent", "BubbleSize")
_CATEGORY_AXIS, _VALUE_AXIS = 111111111, 222222222


def check(chart: Chart) -> None:
    """Refuse what cannot be drawn."""
    where = f"图“{chart.caption}”"
    if not chart.categories or not chart.series:
        raise ValueError(f"图“{chart.caption}”没有数据")
    for series in chart.series:
        if len(series.values) != len(chart.categories):
            raise ValueError(f"{where}的“{series.name}”有{len(series.values)}个数，应为{len(chart.categories)}个")
        for value in series.values:
            _decimal(value, chart)


def drawing(chart: Chart, relationship: str, number: int, measure: int) -> Element:
    """The run with the chart in the line of text; `measure` is the width of the type area in twips."""
    extent = {"cx": measure * EMU, "cy": _height(chart) * EMU}
    title, rendered = fit(chart.caption), fit(chart.description or chart.caption)
    reference = element("c:chart", r_id=relationship)
    data = element("a:graphicData", reference, uri="http://schemas.openxmlformats.org/drawingml/2006/chart")
    inline = element(
        "wp:inline",
        element("wp:extent", **extent),
        element("wp:docPr", id=number, name=f"图{number}", title=title, descr=rendered),
        element("wp:cNvGraphicFramePr"),
        element("a:graphic", data),
        **dict.fromkeys(("distT", "distB", "distL", "distR"), 0),
    )
    return w("r", w("drawing", inline))


def chart_space(chart: Chart, workbook: str) -> Element:
    """The chart part; `workbook` is the relationship id of its figures."""
    return element(
        "c:chartSpace",
        _flag("date1904", 0),
        element("c:lang", val="zh-CN"),
        _flag("roundedCorners", 0),
        element("c:chart", _flag("autoTitleDeleted", 1), _plot(chart), *_legend(chart), *_shown()),
        element("c:spPr", element("a:noFill"), element("a:ln", element("a:noFill"))),
        _letters(),
        element("c:externalData", _flag("autoUpdate", 0), r_id=workbook),
    )


def describe(reference: Element, chart: Chart) -> None:
    """What is said of a chart to those who cannot see it, and its height, where its drawing stands in the text."""
    inline = next(reference.iterancestors(clark("wp:inline"), clark("wp:anchor")), None)
    properties = None if inline is None else inline.find(clark("wp:docPr"))
    extent = None if inline is None else inline.find(clark("wp:extent"))
    if properties is not None:
        properties.set("title", fit(chart.caption))
        properties.set("descr", fit(chart.description or chart.caption))
    if extent is not None:
        extent.set("cy", str(_height(chart) * EMU))


def lying(chart: Chart) -> bool:
    """Whether the bars lie: the names of many units do not fit side by side."""
    return len(chart.categories) > 8 or sum(width(c) + 2 for c in chart.categories) > 80


def _height(chart: Chart) -> int:
    names, rows = len(chart.categories), len(chart.categories) * len(chart.series)
    if not lying(chart):
        return 4800
    # one bar to a name: low enough to stand under the table it is drawn from
    return min(10500, 900 + 255 * names if rows == names else 1400 + 320 * names + 160 * rows)


def _plot(chart: Chart) -> Element:
    bars = element(
        "c:barChart",
        element("c:barDir", val="bar" if lying(chart) else "col"),
        element("c:grouping", val="clustered"),
        _flag("varyColors", 0),
        *(_series(chart, series, place) for place, series in enumerate(chart.series)),
        element("c:gapWidth", val=60),
        element("c:axId", val=_CATEGORY_AXIS),
        element("c:axId", val=_VALUE_AXIS),
    )
    return element("c:plotArea", element("c:layout"), bars, _categories(chart), _values(chart))


def _series(chart: Chart, series: ChartSeries, place: int) -> Element:
    letter, last = column(place + 1), len(chart.categories) + 1
    fill = element("a:solidFill", element("a:srgbClr", val=CHART_FILLS[place % len(CHART_FILLS)]))
    edge = element("a:ln", element("a:solidFill", element("a:srgbClr", val="000000")), w=6350)
    return element(
        "c:ser",
        element("c:idx", val=place),
        element("c:order", val=place),
        element("c:tx", _texts(f"{SHEET}!${letter}$1", (series.name,))),
        element("c:spPr", fill, edge),
        _flag("invertIfNegative", 0),
        _labels(series),
        element("c:cat", _texts(f"{SHEET}!$A$2:$A${last}", chart.categories)),
        element("c:val", _numbers(f"{SHEET}!${letter}$2:${letter}${last}", series)),
    )


def _texts(reference: str, texts: tuple[str, ...]) -> Element:
    points = (element("c:pt", element("c:v", fit(text)), idx=n) for n, text in enumerate(texts))
    cache = element("c:strCache", element("c:ptCount", val=len(texts)), *points)
    return element("c:strRef", element("c:f", reference), cache)


def _numbers(reference: str, series: ChartSeries) -> Element:
    points = (element("c:pt", element("c:v", v), idx=n) for n, v in enumerate(series.values) if v is not None)
    count = element("c:ptCount", val=len(series.values))
    cache = element("c:numCache", element("c:formatCode", _format(series)), count, *points)
    return element("c:numRef", element("c:f", reference), cache)


def _labels(series: ChartSeries) -> Element:
    usual = _format(series)
    odd = ((n, _code(v)) for n, v in enumerate(series.values) if v is not None and _code(v) != usual)
    single = (element("c:dLbl", element("c:idx", val=n), *_label(code)) for n, code in odd)
    return element("c:dLbls", *single, *_label(usual))


def _label(code: str) -> tuple[Element, ...]:
    return (
        element("c:numFmt", formatCode=code, sourceLinked=0),
        element("c:spPr", element("a:noFill"), element("a:ln", element("a:noFill"))),
        _letters(),
        *(_flag(f"show{what}", int(what == "Val")) for what in _LABELLED),
    )


def _format(series: ChartSeries) -> str:
    """The decimals most values of a series are printed with; single labels say otherwise."""
    codes = Counter(_code(v) for v in series.values if v is not None)
    return max(codes, key=lambda code: (codes[code], code)) if codes else "0"


def _code(value: str) -> str:
    places = len(value.partition(".")[2])
    return "0." + "0" * places if places else "0"


def _categories(chart: Chart) -> Element:
    orientation = "maxMin" if lying(chart) else "minMax"
    return element(
        "c:catAx",
        element("c:axId", val=_CATEGORY_AXIS),
        element("c:scaling", element("c:orientation", val=orientation)),
        _flag("delete", 0),
        element("c:axPos", val="l" if lying(chart) else "b"),
        *_ticks("low"),
        _line("000000"),
        _letters(),
        element("c:crossAx", val=_VALUE_AXIS),
        element("c:crosses", val="autoZero"),
        _flag("auto", 1),
        element("c:lblAlgn", val="ctr"),
        element("c:lblOffset", val=100),
        element("c:tickLblSkip", val=1),  # every name, also where a program finds them close together
        _flag("noMultiLvlLbl", 0),
    )


def _values(chart: Chart) -> Element:
    words = element("c:tx", _rich(f"单位：{chart.unit}"))
    title = [element("c:title", words, _flag("overlay", 0))] if chart.unit else []
    return element(
        "c:valAx",
        element("c:axId", val=_VALUE_AXIS),
        element("c:scaling", element("c:orientation", val="minMax"), *_ends(chart)),
        _flag("delete", 0),
        element("c:axPos", val="b" if lying(chart) else "l"),
        *title,
        *_ticks("nextTo"),
        _line("000000"),
        _letters(),
        element("c:crossAx", val=_CATEGORY_AXIS),
        # With the categories from the top down, the far end of their axis is the foot of the picture.
        element("c:crosses", val="max" if lying(chart) else "autoZero"),
        element("c:crossBetween", val="between"),
    )


def _ends(chart: Chart) -> tuple[Element, ...]:
    if chart.end is None:
        return ()
    return element("c:max", val=chart.end), element("c:min", val=0)


def _ticks(labels: str) -> tuple[Element, ...]:
    return (
        element("c:numFmt", formatCode="General", sourceLinked=0),
        element("c:majorTickMark", val="out"),
        element("c:minorTickMark", val="none"),
        element("c:tickLblPos", val=labels),
    )


def _legend(chart: Chart) -> list[Element]:
    if len(chart.series) < 2:
        return []
    return [element("c:legend", element("c:legendPos", val="t"), _flag("overlay", 0), _letters())]


def _shown() -> tuple[Element, Element]:
    return _flag("plotVisOnly", 1), element("c:dispBlanksAs", val="gap")


def _rich(text: str) -> Element:
    run = element("a:r", _run("a:rPr", lang="zh-CN"), element("a:t", fit(text)))
    return element("c:rich", element("a:bodyPr"), element("a:p", element("a:pPr", _run("a:defRPr")), run))


def _letters() -> Element:
    end = element("a:endParaRPr", lang="zh-CN")
    return element("c:txPr", element("a:bodyPr"), element("a:p", element("a:pPr", _run("a:defRPr")), end))


def _run(name: str, **attributes: str) -> Element:
    colour = element("a:solidFill", element("a:srgbClr", val="000000"))
    faces = (element("a:latin", typeface=WESTERN), element("a:ea", typeface=FANGSONG))
    return element(name, colour, *faces, **attributes, sz=CHART_SIZE, b=0)


def _line(colour: str) -> Element:
    return element("c:spPr", element("a:ln", element("a:solidFill", element("a:srgbClr", val=colour)), w=6350))


def _flag(name: str, value: int) -> Element:
    return element(f"c:{name}", val=value)


def _decimal(value: str | None, chart: Chart) -> None:
    if value is None:
        return
    try:
        finite = Decimal(value).is_finite()
    except InvalidOperation:
        finite = False
    if not finite or not value.isascii():
        raise ValueError(f"图“{chart.caption}”中的 {value!r} 不是数")
