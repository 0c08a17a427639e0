"""Numbers of headings and points: 一、（一）一是 are given here, after it is known what there is to say.

A heading or point without anything under it is left out, and the numbering closes up; one point alone is told without
一是.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from mzgz.language.hanzi_numerals import to_hanzi
from mzgz.language.pattern_search import expression
from mzgz.model.document import Style
from mzgz.publishing.report.paragraph_length import Measure, cut, joined_and_cut
from mzgz.publishing.report.template_markup import Line

_HEADINGS = (Style.HEADING1, Style.HEADING2)
_MARKS = expression("[\ue002-\ue005]")


def arranged(lines: list[Line], measure: Measure) -> list[Line]:
    """The paragraphs of a whole document, numbered; `measure` counts the characters of a marked text as read."""
    rendered = [line for line in lines if not line.point or _says(line.text)]
    return list(_numbered(_filled(rendered), measure))


def _says(text: str) -> bool:
    """Whether a point has a sentence after the one that names it."""
    _, _, rest = _MARKS.sub("", text).partition("。")
    return bool(rest.strip())


def _filled(lines: list[Line]) -> list[Line]:
    """Without headings that have nothing under them."""
    kept: list[Line] = []
    for line in reversed(lines):
        level = _level(line)
        if level is not None and (not kept or (_level(kept[-1]) or 99) <= level):
            continue
        kept.append(line)
    return kept[::-1]


def _level(line: Line) -> int | None:
    return _HEADINGS.index(line.style) + 1 if line.style in _HEADINGS else None


def _numbered(lines: list[Line], measure: Measure) -> Iterator[Line]:
    counts = [0, 0]
    for point, group in groupby(lines, key=lambda line: line.point):
        members = list(group)
        if point:
            yield from _points(members, point, measure)
            continue
        for line in members:
            level = _level(line)
            if level:
                counts[level - 1] += 1
                counts[level:] = [0] * (2 - level)
                number = to_hanzi(counts[level - 1])
                line = replace(line, text=f"{number}、{line.text}" if level == 1 else f"（{number}）{line.text}")
            if line.style is Style.BODY:
                yield from (replace(line, text=text) for text in cut(line.text, measure))
            else:
                yield line


def _points(members: list[Line], point: str, measure: Measure) -> Iterator[Line]:
    alone = len(members) == 1
    texts = [line.text if alone else f"{to_hanzi(place)}{point}{line.text}" for place, line in enumerate(members, 1)]
    for text in joined_and_cut(texts, measure):
        yield Line(Style.BODY, text)
