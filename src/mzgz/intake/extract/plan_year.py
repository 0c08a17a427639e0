"""The year a plan is for, where nobody says it: from its title, its headings and the first words of its paragraphs."""

from __future__ import annotations

from collections import Counter
from typing import Final

from mzgz.intake.extract.blocks import Block
from mzgz.language.pattern_search import expression

_PLANNED: Final = expression(
    r"((?:19|20)[0-9]{2})年?(?:度)?(?=[^，。；]{0,16}(?:要点|计划|方案|实事|任务|目标|安排|打算|部署|指标|重点|工作会议|清单|行动))"
)
_ARRANGED: Final = expression(
    r"(?:安排|部署|做好|抓好|谋划|印发|下达|办好|实施)[^，。；]{0,12}?((?:19|20)[0-9]{2})年|(?:^|。)((?:19|20)[0-9]{2})年是"
)
_YEAR: Final = expression(r"(?<![0-9])((?:19|20)[0-9]{2})年")
_PERIOD: Final = expression(r"十([二三四五六])五")
_ENDS: Final = {"二": 2015, "三": 2020, "四": 2025, "五": 2030, "六": 2035}
_HEAD: Final = 40
"""Blocks from the top in which a title or a heading tells the year."""


def plan_year(blocks: list[Block]) -> int | None:
    """The latest year that is planned for in a title or heading, else the year named most often; None without any."""
    lines = [block.folded.strip() for block in blocks if not block.blank]
    planned = [int(year) for line in lines[:_HEAD] if len(line) <= 60 for year in _PLANNED.findall(line)]
    if planned:
        return max(planned)
    arranged = [int(year) for line in lines[:_HEAD] for pair in _ARRANGED.findall(line) for year in pair if year]
    if arranged:
        return max(arranged)
    if lines and (period := _PERIOD.search(lines[0])):
        return _ENDS[period[1]]
    named = Counter(int(year) for line in lines for year in _YEAR.findall(line))
    return max(named, key=lambda year: (named[year], year)) if named else None
