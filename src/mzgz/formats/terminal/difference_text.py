"""What differs between two drafts or two years, for a person and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator

from mzgz.formats.terminal.text_width import printable, wrap
from mzgz.publishing.document_difference import DocumentDifference

_INDENT = "  "


def difference_json(difference: DocumentDifference) -> str:
    """`figures` and `sentences`, each with what stood before and what stands after."""
    content = {
        "figures": [
            {"id": one.id, "name": one.name, "before": one.before, "after": one.after} for one in difference.figures
        ],
        "sentences": [{"where": one.where, "before": one.before, "after": one.after} for one in difference.passages],
    }
    return json.dumps(content, ensure_ascii=False, indent=2).encode("utf-8", "replace").decode() + "\n"


def difference_lines(difference: DocumentDifference, columns: int = 80) -> Iterator[str]:
    """Figures first, then sentences and rows with a sign before each: － what stood there, ＋ what stands there now."""
    if difference.figures:
        yield f"■ 不同的数（{len(difference.figures)}个）"
    for figure in difference.figures:
        change = f"{figure.name}：{figure.before or '没有'} → {figure.after or '没有'}"
        yield from (_INDENT + line for line in wrap(printable(change), columns - 2))
    if difference.passages:
        yield from ([""] if difference.figures else [])
        yield f"■ 不同的话（{len(difference.passages)}处）"
    for passage in difference.passages:
        if passage.where:
            yield from (_INDENT + line for line in wrap(printable(passage.where), columns - 2))
        for sign, text in (("－", passage.before), ("＋", passage.after)):
            if text is not None:
                flat = printable(" ".join(text.split()))
                yield from (_INDENT * 2 + line for line in wrap(f"{sign}{flat}", columns - 4))
    if not difference.figures and not difference.passages:
        yield "数和话都相同。"
