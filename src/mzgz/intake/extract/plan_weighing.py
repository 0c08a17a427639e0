"""What can be said of a promise only when the whole is known: how sure it is, a day given below, its words as written."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from mzgz.intake.extract.blocks import Block
from mzgz.intake.extract.confidence import grade
from mzgz.intake.extract.deadlines import DateMark, DateRole
from mzgz.intake.extract.outline import NUMERALS
from mzgz.intake.extract.plan_lines import PlanLine
from mzgz.intake.extract.promise import Promise
from mzgz.intake.extract.redlines_and_duties import items_of
from mzgz.intake.extract.table_rows import GOAL_COLUMN
from mzgz.intake.extract.tense import Tense
from mzgz.language.pattern_search import expression


def _as_written(promise: Promise, block: Block) -> str:
    """The words of the goal with their own digits and signs (５５％), where they stand together."""
    start, end = promise.clause
    place = block.folded.find(promise.said, start, end) if promise.said else -1
    return block.text[place : place + len(promise.said)] if place >= 0 else promise.said


_ALL_ABOVE: Final = expression(
    r"[\s\u3000]*(?:(?:备?注|说明)[：:](?:[^。]{0,60}；)?|[：:])?(?:[0-9][.、])?(?:(?:以上|上述|本表|表中|各项|所列|全年)[^，。；]{0,12}(?:任务|实事|指标|项目|工作|目标|内容)|除[^，。；]{2,16}外，[^，。；]{0,6}(?:均|都|一律))"
)
"""以上任务须于…; 说明：除注明时限的外，均须于…: the rest is all that says no day of its own."""


_CHECKED: Final = expression(
    r"(?!完成|建成|办结|竣工)[^，。；]{0,6}?(?:组织|开展|进行|接受|迎接|上报|报送|集中)?(?:验收|考核|评估|评议|测评|总结|通报|检查|督查|上报|报送|审计)"
)
"""以上项目次年1月20日前组织验收: by then it is looked at, and was done before."""


def reach_up(lines: list[PlanLine]) -> None:
    """注：以上任务须于11月底前完成: the day of all above that have none of their own, up to a heading of a part."""
    for place, line in enumerate(lines):
        mark = next((one for one in line.dates if one.role is DateRole.DEADLINE and one.due), None)
        if mark is None or mark.due is None:
            continue
        if _labelled(line, mark):
            _item_above(lines[:place], mark)
        checked = _CHECKED.match(line.block.folded, mark.end)
        if checked or not _ALL_ABOVE.match(line.block.folded) or "。" in line.block.folded[: mark.start]:
            continue
        for above in reversed(lines[:place]):
            for promise in (*above.promises, *above.duties):
                if _open_till(promise, mark.due):
                    promise.due, promise.due_basis = mark.due.isoformat(), "inherited"
                    promise.inherited.append(f"期限取自后文“{mark.text}”")
            if above.whole_heading and above.block.folded.strip()[:1] in "一二三四五六七八九十第":
                break


def _open_till(promise: Promise, day: date) -> bool:
    """Whether a promise says no day of its own: none at all, or the year over its column that the day lies in."""
    headed = promise.tense == GOAL_COLUMN and promise.due == f"{day.year}-12-31"
    return (promise.due_basis == "default" or headed) and not promise.due.startswith("每")


_LABEL: Final = expression(
    r"(?:^|[\s\u3000（(；。，、])(?:完成|办结|实施|建设)?(?:时限|时间|期限|日期|节点|进度)(?:要求|安排|节点)?[：:]"
)
"""完成时限：9月底 on a line of its own."""


def _labelled(line: PlanLine, mark: DateMark) -> bool:
    """Whether a line says nothing but labels, and the day stands behind that of the time: 责任单位：县教育局　完成时限：8月底前."""
    if line.promises or line.duties or not _LABELS.match(line.block.folded):
        return False
    return any(label.end() <= mark.start <= label.end() + 4 for label in _LABEL.finditer(line.block.folded))


_LABELS: Final = expression(r"[\s　（(]*[一-鿿]{2,8}[：:]")


def _item_above(lines: list[PlanLine], mark: DateMark) -> None:
    """The day of one item in several lines: of all up to its heading or the day of the item before."""
    for above in reversed(lines):
        if _LABEL.search(above.block.folded) and _LABELS.match(above.block.folded):
            return
        for promise in (*above.promises, *above.duties):
            if promise.due_basis == "default" and not promise.due.startswith("每"):
                promise.due, promise.due_basis = mark.due.isoformat() if mark.due else promise.due, "inherited"
                promise.inherited.append(f"期限取自后文“{mark.text}”")
        if above.whole_heading:
            return


def step_of(section: str, mark: str) -> str:
    """三（二）一是 of 三（二） and 一是; 一、一是 of 一."""
    if section.endswith(mark):
        return section
    return section + ("、" if section.endswith(NUMERALS) and mark.startswith(NUMERALS) else "") + mark


_PLAN_TITLE: Final = expression(r"要点|计划|方案|规划|实事|清单|目标|任务|指标|安排|工作部署|行动|意见|责任书")


def weigh(blocks: list[Block], lines: list[PlanLine], reading_year: int) -> None:
    """How sure each promise is, now that the whole is known: a review elsewhere, or a title, backs a heading."""
    title = next((block.folded for block in blocks if not block.blank), "")
    reviewed = any(line.stand.tense is Tense.PAST and line.stand.because.startswith("标题") for line in lines)
    titled = bool(_PLAN_TITLE.search(title) and not re.search(r"总结|回顾|情况", title))
    backed = int(reviewed or titled) + int(titled and str(reading_year) in title)
    for line in lines:
        items = items_of(line.block.folded) if line.promises or line.duties else []
        for promise in (*line.promises, *line.duties):
            promise.signals = promise.signals + backed
            mark = next((item.mark for item in items if item.start <= promise.start < item.end), "")
            promise.text = line.block.text[promise.start : promise.end]
            promise.words = line.block.text[slice(*promise.clause)] if any(promise.clause) else promise.text
            promise.said = _as_written(promise, line.block)
            promise.at = line.block.place(promise.start)
            promise.until = f"{reading_year}-12-31"
            promise.section = step_of(promise.section, mark)
            promise.confidence = grade(promise)
