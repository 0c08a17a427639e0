"""By which day: in the clause, in front of the list, behind it, at the end of the paragraph; two days are never chosen between."""

from __future__ import annotations

import re
from typing import Final

from mzgz.intake.extract.clauses_in_text import ClauseSpan
from mzgz.intake.extract.deadlines import DateMark, DateRole
from mzgz.intake.extract.inherited_names import FIRST_STEP
from mzgz.intake.extract.lexicon import lexicon
from mzgz.intake.extract.marked_paragraph import FigureSpot, FrontDate, MarkedParagraph, Setting, TextFlow
from mzgz.intake.extract.non_counting_digits import MentionShape
from mzgz.intake.extract.promise import Promise
from mzgz.language.pattern_search import expression

_LEAD: Final = expression(r"[①-⑳]|[一二三四五六七八九十]{1,3}是|[（(][一二三四五六七八九十0-9]+[）)]|[0-9]+[.．、]")
_BEFORE_DATE: Final = expression(r"[\s，“到至截在于从自—展望力争预计期]*(?:其中)?[\s，“到至截在于从自]*")
_OPENS_LIST: Final = expression(r"[^0-9]{0,12}(?:目标|指标|如下)[^0-9]{0,6}|底?前?")
_DONE: Final = expression(
    r"(?:完成|建成|竣工|投用|到位|落实|结束|见效|交付|完工|投入使用|投入运[营行]|投运|启用|达标|验收|开园|开学|到岗|开业|开门|开张|营业|通车|通水|通气|亮灯|交钥匙|收官|扫尾|兑现|[做办装配建改修走查]完|[装配建补]齐|收尾)[^，；。]{0,6}$"
)
_OWN_THING: Final = expression(
    r"完成(?:上半年|下半年|首次|首批|第[一二三四]|年度|全县|全市)?[^，；。]{0,3}(?:复核|核查|清查|普查|排查|核对|认定|评估|年检|换届|自查|考核|统计|登记)$"
)
_OWN_SUBJECT: Final = expression(r"(?:金|费|款|补贴|补助|方案|办法|名单|报告|预案|会议|证)(?:要|须|应|于|在|将)*$")
"""5月底前完成上半年复核, 助学金于9月底前发放到位: a promise of its own, whose day is nobody else's."""
_GENERAL: Final = expression(
    r"均|都|全部|全面|项目|工程|任务|工作|以上|上述|各项|所有|其中|于|在|到|要|须|应|将|确保|力争|务必|并|且|主体|建设|改造|整改|统一|同步|基本"
)
"""Words that stand for what was promised before: 主体工程, 以上任务; 新校区 is a thing of its own."""
_MOST_OWN: Final = 2
_BACK: Final = 3
"""Clauses one looks back over for a day."""
_BY: Final = expression(
    r"(?:完成时[限间]|时限要求|进度要求|完成期限|办理时限|时间节点|完成日期|时限)(?:为|是)?[：:，]?"
)
_OWN: Final = ("default", "section")
"""Bases of a day that was not said of the promise itself: a later word may replace it."""


def meet_dates(
    paragraph: MarkedParagraph, clause: ClauseSpan, flow: TextFlow, setting: Setting, *, first: bool
) -> list[DateMark]:
    """The deadlines of a clause; one that opens it may hold for the clauses after it (`first`: for the paragraph)."""
    marks = [
        one for one in paragraph.dates_in(clause.start, clause.end) if one.role in (DateRole.DEADLINE, DateRole.SPAN)
    ]
    if not marks or not marks[0].due:
        return marks
    mark = marks[0]
    before = _LEAD.sub("", said := paragraph.text[clause.start : mark.start])
    if not _BEFORE_DATE.fullmatch(before):
        return marks
    if flow.front and flow.front.item != clause.item:
        flow.front = None  # 一是到2025年底…；二是2024年新增…
    behind = paragraph.text[mark.end : clause.end].strip(" 　”")
    if not behind or _holds(mark, behind, flow, setting):
        flow.front = FrontDate(mark, clause.item, said.strip() != before.strip())
        if first and (mark.bare or "五" in mark.text):
            flow.lead = mark
    return marks


def _holds(mark: DateMark, behind: str, flow: TextFlow, setting: Setting) -> bool:
    """Whether a date with words behind it in its own clause also holds for the clauses that follow."""
    if setting.calendar.since and not mark.bare:
        return _OPENS_LIST.fullmatch(behind) is not None  # a day inside a plan for several years is that of its clause
    other_year = mark.due is not None and mark.due.year != setting.calendar.year
    if mark.role is DateRole.DEADLINE and (other_year or flow.front is not None):
        return True
    return (other_year and mark.bare) or _OPENS_LIST.fullmatch(behind) is not None


def due_of(spot: FigureSpot, name: str) -> tuple[str, str, tuple[str, ...]]:
    """The day, what it rests on, and the days possible where the words leave it open."""
    figure, flow, setting = spot.figure, spot.flow, spot.setting
    ahead = [mark for mark in spot.marks if mark.end <= figure.start and mark.due]
    if ahead:
        front = flow.front.mark if flow.front and flow.front.item == spot.clause.item else None
        if ahead[-1].bare and front and not front.bare and front.due and front.due.year == spot.setting.calendar.year:
            return _iso(front), "inherited", ()
        return _iso(ahead[-1]), "explicit", ()
    behind = [mark for mark in spot.marks if mark.start >= figure.end and mark.due and mark.role is DateRole.DEADLINE]
    if behind and not spot.paragraph.figures_in(figure.end + 1, behind[0].start):
        return _iso(behind[0]), "explicit", ()
    for mark in spot.marks:
        if mark.due is None and mark.role is DateRole.SPAN and mark.end <= figure.start:
            return _to_choose(spot, mark)
    if said := _said_before(spot, name) or _work_before(spot, name):
        return _iso(said), "inherited", ()
    last = flow.last
    if last and "名称承前" in spot.inherited and last.due_basis == "explicit" and _same_item(spot, last):
        return last.due, "inherited", ()
    if (
        last
        and "名称承前" in spot.inherited
        and last.due_basis in ("explicit", "inherited")
        and _of_its_parts(spot, last)
    ):
        return last.due, "inherited", ()
    if flow.front:
        day = _iso(flow.front.mark)
        other_year = not setting.calendar.since and not day.startswith(str(setting.calendar.year))
        other_year = other_year and not flow.front.listed
        if spot.clause.item == flow.front.item or day == setting.due or other_year:
            return day, "inherited", ()
        return setting.due, "ambiguous", (setting.due, day)
    if flow.lead:
        return _iso(flow.lead), "inherited", ()
    if passed := _passed(spot):
        spot.inherited.append(f"前面的“{passed.text}”没有算到这一项")
    return setting.due, setting.due_basis, ()


def _passed(spot: FigureSpot) -> DateMark | None:
    """6月底前完成招商，入驻率达到70%: a day said of what stands before, which may or may not hold on."""
    marks = spot.paragraph.dates_in(spot.sentence.start, spot.clause.start)
    day = next((one for one in reversed(marks) if one.role is DateRole.DEADLINE and one.due), None)
    return day if day and _iso(day) != spot.setting.due and "；" not in spot.text[day.end : spot.clause.start] else None


def _same_item(spot: FigureSpot, last: Promise) -> bool:
    """9月20日前完成34户，全部通过验收: more is said of the same thing, in one breath."""
    between = spot.text[last.start : spot.figure.start]
    return last.start >= spot.sentence.start and "；" not in between and not last.due.startswith("每")


def _of_its_parts(spot: FigureSpot, last: Promise) -> bool:
    """新增床位100张，10月底前完成；其中北山街道20张: the parts are due when the whole is."""
    counted = last.figure is not None and last.figure.unit == spot.figure.unit and not last.due.startswith("每")
    return (
        counted and last.start >= spot.sentence.start and "其中" in spot.text[spot.sentence.start : spot.figure.start]
    )


def _to_choose(spot: FigureSpot, mark: DateMark) -> tuple[str, str, tuple[str, ...]]:
    """春节前, 汛期前: the day is not the same every year, or not everywhere."""
    days = tuple(day.isoformat() for day in mark.days)
    if len(days) > 1:
        due = spot.setting.due if days[0].startswith(spot.setting.due[:4]) else days[0]
        return due, "ambiguous", days
    spot.doubts.append(f"“{mark.text}”是哪一天要定")
    return spot.setting.due, spot.setting.due_basis, ()


_SHARES: Final = ("率", "比例", "占比", "满意度")
_WITH_IT: Final = expression(
    r"[\s　]*(?:并|且|同步|同时)*(?:配建|配套|配备|接入|入驻|归集|其中|内设|设床位|设有|首批|配齐)"
)
_ROOM: Final = expression(r"[\s　]*(?:可)?新增[一-鿿]{0,4}(?:床位|学位|托位|车位|泊位|病床|座位)")
_OPENS: Final = expression(r"投入运营|投入使用|投用|启用|建成|开业|开园|开学")
"""9月底前投入运营，新增床位400张: the room is there when the house opens."""
_FOR_ALL: Final = expression(r"[\s　]*(?:全[市县区旗省盟州]|今年|年内|全年|本年|年度)")
_SATISFIED: Final = 3
_LEAST_OWN: Final = 5
"""Characters of a measure that says nothing of whose it is: 入住率, 误差率."""


def _said_before(spot: FigureSpot, name: str) -> DateMark | None:
    """6月底前完成核查，核查率达到100%; 9月底前建成中心4个，入住率达到70%: the day said before, of what is measured there."""
    for before in reversed(spot.sentence.clauses[max(0, spot.place - _BACK) : spot.place]):
        if before.item != spot.clause.item:
            return None
        marks = [one for one in spot.paragraph.dates_in(before.start, before.end) if one.role is DateRole.DEADLINE]
        if marks:
            same = len(marks) == 1 and marks[0].due and _of_the_same(spot, name, before)
            return marks[0] if same else None
    return None


_WORKS: Final = ("改造", "建设", "整治", "治理", "修缮", "安装", "修复", "更新", "新建", "建成")


def _work_before(spot: FigureSpot, name: str) -> DateMark | None:
    """11月底前改造管网42公里，整治片区18个: a day that opens the first of several works of one item holds for them all."""
    figure, text = spot.figure, spot.text
    if figure.shape not in (MentionShape.COUNT, MentionShape.POINTS) or _FOR_ALL.match(spot.head):
        return None
    words = spot.head.lstrip(" \u3000")
    verb = lexicon("actions").starting(words, 0)
    if not (figure.shape is MentionShape.POINTS or name.endswith(_WORKS) or lexicon("actions").has(verb, "build")):
        return None
    for before in reversed(spot.sentence.clauses[: spot.place]):
        if before.item != spot.clause.item:
            return None
        marks = [one for one in spot.paragraph.dates_in(before.start, before.end) if one.due]
        if not marks:
            continue
        opens = _BEFORE_DATE.fullmatch(_LEAD.sub("", text[before.start : marks[0].start]))
        done = any(one.sort == "target" for one in spot.paragraph.figures_in(marks[0].end, before.end))
        alone = len(marks) == 1 and marks[0].role is DateRole.DEADLINE
        return marks[0] if alone and opens and done else None
    return None


def _of_the_same(spot: FigureSpot, name: str, before: ClauseSpan) -> bool:
    """Whether what is measured is what the clause with the day speaks of."""
    if "名称前半承前" in spot.inherited or _WITH_IT.match(spot.head):
        return True
    share = name.endswith(_SHARES)
    if _FOR_ALL.match(spot.head):
        return False
    if share and len(name) <= (_SATISFIED if name.endswith("满意度") else _LEAST_OWN):
        return True
    words = spot.text[before.start : before.end]
    counted = any(one.sort == "target" for one in spot.paragraph.figures_in(before.start, before.end))
    if not counted and _ROOM.match(spot.head) and _OPENS.search(words):
        return True
    return not counted and any(name[at : at + 2] in words for at in range(len(name) - 1 - share))


def reach_back(paragraph: MarkedParagraph, clause: ClauseSpan, promises: list[Promise]) -> None:
    """…，11月末前完成: a clause without figures whose date holds for the item before it."""
    marks = [one for one in paragraph.dates_in(clause.start, clause.end) if one.role is DateRole.DEADLINE and one.due]
    if not marks or not _DONE.search(paragraph.text[clause.start : clause.end]):
        return
    day = marks[-1]  # of 6月底前开工、12月底前投用 the day it is done by
    before, behind = paragraph.text[clause.start : marks[0].start], paragraph.text[day.end : clause.end]
    if (
        len(_GENERAL.sub("", _letters(before))) <= _MOST_OWN
        and len(_letters(behind)) <= 10
        and not (_OWN_THING.search(behind) or FIRST_STEP.search(behind) or _of_its_own(behind, promises))
        and not _OWN_SUBJECT.search(before)
    ):
        _give(promises, day, day.text)


def _of_its_own(behind: str, promises: list[Promise]) -> bool:
    """集中供养率达到62%，6月底前完成县救助站迁建: a thing no promise before has named."""
    done = _DOES.match(_letters(behind))
    thing = _GENERAL.sub("", done["thing"]) if done else ""
    pairs = [thing[at : at + 2] for at in range(len(thing) - 1)]
    return len(thing) > _MOST_OWN and not any(pair in promise.name for pair in pairs for promise in promises)


_DOES: Final = expression(r"(?:要|须|应|将|全部|全面|基本)*(?:完成|建成|启用|投用|验收)(?P<thing>.+)")


def close_paragraph(paragraph: MarkedParagraph, promises: list[Promise]) -> None:
    """（完成时限：6月底）at the end of a paragraph holds for all in it that have no day of their own."""
    for match in _BY.finditer(paragraph.text):
        mark = next((one for one in paragraph.dates_in(match.end(), match.end() + 4) if one.due), None)
        if mark:
            _give([one for one in promises if one.start < match.start()], mark, f"{match[0]}{mark.text}")


def _give(promises: list[Promise], mark: DateMark, words: str) -> None:
    for promise in promises:
        if promise.due_basis in _OWN and not promise.due.startswith("每"):
            promise.due, promise.due_basis = _iso(mark), "inherited"
            promise.inherited.append(f"期限承后“{words}”")


def _iso(mark: DateMark) -> str:
    return mark.due.isoformat() if mark.due else ""


def _letters(text: str) -> str:
    return re.sub(r"[\s，。；：、]", "", text)
