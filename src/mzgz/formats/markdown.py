"""A document as readable text with figure ids, for review and golden files."""

from __future__ import annotations

import re

from mzgz.model.document import Block, Chart, Document, Figure, Inline, Paragraph, Style, Table

_BREAK = re.compile(r"(.)\n(?=(.))", re.DOTALL)
_SIGNS = {
    Style.TITLE: "# ",
    Style.HEADING1: "## ",
    Style.HEADING2: "### ",
    Style.HEADING3: "#### ",
    Style.HEADING4: "##### ",
    Style.NOTICE: "> ",
}


def markdown(document: Document, *, ids: bool = True) -> str:
    """The whole document; with `ids` each figure is followed by its id in braces."""
    blocks = ["\n".join(_lines(block, ids)) for block in document.blocks()]
    return "\n\n".join(blocks) + "\n"


def _lines(block: Block, ids: bool) -> list[str]:
    match block:
        case Paragraph():
            return [_SIGNS.get(block.style, "") + _text(block.inlines, ids)]
        case Table():
            return _table(block, ids)
        case Chart():
            return _chart(block)


def _text(inlines: tuple[Inline, ...], ids: bool) -> str:
    return "".join(_inline(inline, ids) for inline in inlines)


def _inline(inline: Inline, ids: bool) -> str:
    if isinstance(inline, Figure):
        return f"{inline.text}{{{inline.id}}}" if ids else inline.text
    return inline if isinstance(inline, str) else inline.text


def _table(table: Table, ids: bool) -> list[str]:
    rows = [[column.title for column in table.columns]]
    rows += [[_BREAK.sub(_joint, _text(cell, ids).replace("|", "\\|")) for cell in row] for row in table.rows]
    for row in rows:
        row += [""] * (len(table.columns) - len(row))
    ruled = ["| " + " | ".join(row) + " |" for row in rows]
    marks = {"left": "---", "center": ":-:", "right": "--:"}
    ruled.insert(1, "| " + " | ".join(marks[column.align] for column in table.columns) + " |")
    return [f"**{table.caption}**", "", *ruled, *(["", table.note] if table.note else [])]


def _joint(match: re.Match[str]) -> str:
    """What stands in place of a line break: nothing where a mark parts the lines already."""
    return match[1] if match[1] in "、，；：（" or match[2] in "（" else f"{match[1]}；"


def _values(values: list[str | None], unit: str) -> str:
    """20.0；50.0%: the measure once at the end; beside a value that is not known, behind each that is."""
    if None in values:
        return "；".join("—" if value is None else f"{value}{unit}" for value in values)
    return "；".join(value or "" for value in values) + unit


def _chart(chart: Chart) -> list[str]:
    head = f"**{chart.caption}**"
    names = "；".join(series.name for series in chart.series)
    lines = [
        f"- {category}：{_values([series.values[place] for series in chart.series], chart.unit)}"
        for place, category in enumerate(chart.categories)
    ]
    return [head, "", f"（图：{names}）", "", *lines]
