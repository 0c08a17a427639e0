"""The change log on the terminal: what happened at one time in one file together, value by value."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from itertools import groupby

from mzgz.formats.terminal.text_width import printable, wrap
from mzgz.workflow.change_log import Break, LogLine

_COLUMNS = 80


def log_lines(lines: Sequence[LogLine], names: Mapping[str, str]) -> Iterator[str]:
    """Oldest first; a head for each act, a line for each value."""
    if not lines:
        yield "没有改动的记录。"
    for (at, deed, by, unit, period, path, source, address, content), changes in groupby(lines, key=_act):
        origin = f"，{address}" if address else ""
        origin += f"，从 {source}" if source else ""
        origin += f"，指纹 {content[:12]}" if content else ""
        head = f"{at.replace('T', ' ')} {deed} {names.get(unit, unit)} {period}（{by}{origin}）  {path}"
        yield from wrap(printable(head), _COLUMNS)
        for change in changes:
            text = f"{change.what}：{change.old or '（空）'} → {change.new or '（空）'}"
            yield from (f"    {part}" for part in wrap(printable(text), _COLUMNS - 4))


def _act(line: LogLine) -> tuple[str, ...]:
    return line.at, line.deed, line.by, line.unit, line.period, line.path, line.source, line.address, line.content


def broken_lines(breaks: Sequence[Break], total: int) -> Iterator[str]:
    """Whether the chain holds."""
    if not breaks:
        yield f"记录共{total}条，首尾相接，没有被改过。" if total else ""
    for one in breaks:
        place = f" 第{one.line}条" if one.line else " "
        yield f"记录被动过：{one.path}{place}{one.why}。"


def log_json(lines: Sequence[LogLine], breaks: Sequence[Break]) -> str:
    """The lines, and where the chain does not hold."""
    data = {"lines": [asdict(line) for line in lines], "broken": [asdict(one) for one in breaks]}
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"
