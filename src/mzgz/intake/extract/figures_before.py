"""What a figure goes on from: the place, the whole or the work named before it in its paragraph, or a year gone by."""

from __future__ import annotations

from typing import Final

from mzgz.intake.extract.deadlines import DateRole
from mzgz.intake.extract.marked_paragraph import FigureSpot
from mzgz.intake.extract.non_counting_digits import MentionShape
from mzgz.intake.extract.promise import Promise
from mzgz.intake.extract.sentence_tenses import NOW_IN_BRACKETS
from mzgz.intake.extract.unit_names import named
from mzgz.language.pattern_search import expression

_BACK_THEN: Final = expression(r"(?!结转|遗留|续建|剩余|欠)[一-鿿]{0,6}的(?:每[人月年户]|人均)*")
_OPENED: Final = expression(r"全部(?:投入运营|运营|投用|建成|开工|完工|竣工|开放|启用|建成投用|投入使用|对外开放|交付)")
_WAS: Final = expression(r"(?:只|仅|才|就)?(?:是|为|有|达|占)")
"""复核率去年是88%，今年要…."""
_AT: Final = expression(r"[、和及]?[在由]")
_TWO: Final = 2
_FAR: Final = 120
"""As far back as a bracket is looked for."""


def meet_aside(spot: FigureSpot) -> None:
    """新增床位1200张（其中护理型占比60%），全部开工: what a bracket holds is named by nothing after it."""
    flow, start = spot.flow, max(spot.sentence.start, spot.figure.start - _FAR)
    inside = spot.text.rfind("（", start, spot.figure.start) > spot.text.rfind("）", start, spot.figure.start)
    if inside and flow.outer is None:
        flow.outer = flow.last
    elif not inside and flow.outer is not None:
        flow.last, flow.outer = flow.outer, None


def meet_part(spot: FigureSpot, promises: list[Promise]) -> None:
    """新建设施18座，新增库容1.5万吨，其中甲乡4座: a part is of the whole counted alike, not of what stands nearest."""
    last = spot.flow.last
    clause = spot.sentence.clauses[spot.place - 1] if spot.place else None
    apart = clause is not None and spot.text[clause.start : clause.end].strip() == "其中"
    inside = spot.head.lstrip(" \u3000").startswith("其中") or apart
    inside = inside and spot.figure.shape is MentionShape.COUNT
    if not inside or last is None or last.figure is None or last.figure.unit == spot.figure.unit:
        return
    for one in reversed(promises):
        if one.start < spot.sentence.start:
            return
        if one.figure and one.figure.unit == spot.figure.unit:
            spot.flow.last = one
            return


def meet_works(spot: FigureSpot, promises: list[Promise]) -> None:
    """新建公墓7处，惠民政策覆盖率100%，年底前全部投用: what is opened are the places counted, not the rate."""
    last = spot.flow.last
    if last is None or last.figure is None or last.figure.shape is not MentionShape.PERCENT:
        return
    if not _OPENED.fullmatch(spot.figure.text) or last.name.endswith(spot.figure.text[_TWO:]):
        return
    before = spot.figures[spot.index - 1] if spot.index else None
    unit = before.unit if before and before.sort == "existing" else ""  # 剩余1140户11月底前全部完工
    works = (one for one in reversed(promises) if one.start >= spot.sentence.start)
    works = (one for one in works if not unit or (one.figure and one.figure.unit == unit))
    spot.flow.last = next((one for one in works if one.figure and one.figure.shape is MentionShape.COUNT), last)


def meet_place(spot: FigureSpot) -> None:
    """在甲镇新建5公里、在乙镇新建8公里: a place named for a later figure of the clause replaces the first."""
    before = spot.flow.scope
    known = spot.text.startswith(tuple(spot.setting.known), spot.begin + 1) if spot.setting.known else False
    apart = known or _AT.match(spot.text, spot.begin) or spot.text[spot.begin] == "、"
    if not spot.index or before is None or before.each or not apart:
        return
    if here := named(spot.text, spot.begin, spot.figure.start, spot.setting.known):
        spot.flow.scope = here
        spot.blanks.append((here.start, here.end))


def all_done(promises: list[Promise], begun: int) -> None:
    """社区食堂：40家，9月底全部开火: the day by which all of them are is that of their number too."""
    if len(promises) < _TWO:
        return
    counted, done = promises[-2:]
    if (
        done.op == "all"
        and done.due_basis == "explicit"
        and done.name == counted.name
        and counted.start >= begun
        and counted.due_basis == "default"
        and not done.due.startswith("每")
    ):
        counted.due, counted.due_basis = done.due, "inherited"
        counted.inherited.append("期限承后“全部”")


def told_in_brackets(spot: FigureSpot) -> bool:
    """床位占比62%（现为55%）: how things stand now."""
    opened = spot.text.rfind("（", spot.sentence.start, spot.figure.start)
    told = NOW_IN_BRACKETS.match(spot.text, opened) if opened >= 0 else None
    return told is not None and spot.figure.start < told.end()


def of_back_then(spot: FigureSpot) -> bool:
    """从2012年的每月360元, 2022年修建的6座桥: what an earlier year had, by 的 behind the year."""
    marks = spot.paragraph.dates_in(spot.begin, spot.figure.start)
    last = marks[-1] if marks and marks[-1].role is DateRole.PAST else None
    if last is None:
        return False
    between = spot.text[last.end : spot.figure.start]
    return bool(_BACK_THEN.fullmatch(between) or (last.start > spot.begin and _WAS.fullmatch(between)))
