"""Where a figure is said to have risen, fallen, doubled, or to have held a level: against last year and month by month."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from mzgz.language import Hedge, Kind, Quantity
from mzgz.model.periods import Period
from mzgz.model.rounding import half_up
from mzgz.progress import Progress
from mzgz.progress.target_history import breaks_at, same_ground
from mzgz.publishing.claim_conditions import much, phrase_of
from mzgz.publishing.verify.assertions.clause_tokens import COUNT, NAME, PERCENT, TIMES, UNIT, Clause
from mzgz.publishing.verify.assertions.lazy_pattern import AssertionForm
from mzgz.publishing.verify.assertions.pattern_fragments import LEAD, MID, Assertion, Context, is_measured, matched
from mzgz.publishing.verify.number_candidates import last_year

RISES: Final = r"(?:提高|上升|提升|增加|增长|攀升|走高|上涨|扩大|增多|递增|上扬|升高|增强)"
FALLS: Final = r"(?:下降|降低|减少|回落|下滑|走低|缩减|缩小|递减|下跌|滑坡|萎缩)"
_FLAT: Final = r"(?:持平|没有变化|没有变动|未变|保持不变|不变|原地踏步|没有提高|没有增加|未见增长)"
_RECORD: Final = r"(?:再创新高|创(?:下|出)?(?:历史)?新高|创历史最好水平|创历年新高)"
_COMPARED: Final = (
    r"(?:(?:[比较与和同](?:上年|去年|上一年)(?:同期|底|末|年底|相比)?(?:相比)?|同比|相比上年|较之上年)[，]?)"
)
_STEADY: Final = r"(?:稳步|持续|逐月|逐季|逐步|不断|稳中|连续|节节|一路|逐季度)"
_GREAT: Final = r"(?:大幅度?|显著|明显大幅|大步|大大|成倍|迅速|飞速|急剧)"
_SOME: Final = r"(?:基本|大体|连年|逐年|年年|一年(?:内|间|来|之内)?|有所|略有|进一步|明显|继续|小幅|总体|整体|均|都|也|又|有|实现了?|呈现?|得到|保持|较快|快速|已|已经|明显地|出现了?)"
_FORM: Final = AssertionForm(
    rf"{LEAD}(?P<compared0>{_COMPARED})?{LEAD}(?:(?:{NAME}){MID})?(?P<compared>{_COMPARED})?{MID}(?P<compared2>{_COMPARED})?(?P<said>(?:{_SOME}|(?P<steady>{_STEADY})|(?P<great>{_GREAT})|(?P<run>连续(?P<months>{COUNT})))*(?:(?P<up>{RISES})|(?P<down>{FALLS})|(?P<flat>{_FLAT})|(?P<record>{_RECORD})|(?P<twice>{TIMES}(?:多|以上)?)|(?P<double>翻番|翻倍)))(?:的?(?:态势|势头|趋势))?[了。！]*$"
)
_TIMES_AS: Final = AssertionForm(
    rf"{LEAD}(?:(?:{NAME}){MID})?(?:(?:(?P<compared>{_COMPARED}){MID})?(?P<said>(?P<more>{RISES})了?{TIMES}(?:多|以上)?)|(?P<said2>(?:是|为|达到|相当于)(?:上年|去年)(?:同期|底|末|年底)?的{TIMES}(?:多|以上)?))[了。！]*$"
)
_LEVEL: Final = AssertionForm(
    rf"{LEAD}(?:(?:{NAME}){MID})?(?P<said>(?:(?:始终|一直|全年|每月|各月|逐月|月月|每个月|12个月|{COUNT})+(?:均|都|始终|一直)*(?:为|在|是|达到?|(?:稳定|保持|维持)[在为]?|稳居)|(?:均|都)*(?:(?:稳定|保持|维持)[在为]?|稳居))(?P<value>{PERCENT})(?:的?水平)?)[。！]*$"
)
_SWAPPED: Final = AssertionForm(
    rf"(?:由|从|自)(?:上年|去年|年初)?(?:末|底|同期)?的?(?P<one>[{PERCENT}{COUNT}])(?P<word>[^，{PERCENT}{COUNT}]{{0,4}}?(?:(?P<up>{RISES}|升|增|涨)|(?P<down>{FALLS}|降|减)))(?P<to>到|至|为)?了?(?P<two>[{PERCENT}{COUNT}])"
)


_TWICE: Final = Fraction(9, 5)
_MOVES: Final = AssertionForm(rf"{RISES}|{FALLS}|{_FLAT}|新高|番|倍")
_HOLDS: Final = ("稳", "保持", "维持", "均", "都", "月月", "每月", "个月")


def read_changes(clause: Clause, context: Context) -> Iterator[Assertion]:
    if UNIT in clause.code:
        return
    if any(word in clause.code for word in _HOLDS) and PERCENT in clause.code:
        yield from _level(clause, context)
    if TIMES in clause.code:
        yield from _multiple(clause, context)
    if TIMES in clause.code or _MOVES.search(clause.code):
        yield from _moved(clause, context)


def read_from_to(clause: Clause, context: Context) -> Iterator[Assertion]:
    """由…提高到… whose two numbers go the other way, or whose 到 is missing: seen without the data."""
    if not re.search("[由从自]", clause.code):
        return
    for match in _SWAPPED.finditer(clause.code):
        one, two = clause.tokens[match.start("one")].what, clause.tokens[match.start("two")].what
        if not isinstance(one, Quantity) or not isinstance(two, Quantity) or one.kind is not two.kind:
            continue
        if one.unit != two.unit or (not match["to"] and not _needs_to(one, two, bool(match["up"]), context, clause)):
            continue
        word = match["word"]
        if not match["to"]:
            reason = f"{one.text}和{two.text}是前后两个数，“{word}”后面要有“到”"
            yield matched(clause, *match.span("word"), False, reason, "请补上“到”，两个数不用改", decides=True)
        elif one.value == two.value or (one.value < two.value) != bool(match["up"]):
            way = "没有变" if one.value == two.value else "是增加" if one.value < two.value else "是减少"
            reason = f"由{one.text}到{two.text}{way}，前后说的不一致"
            yield matched(clause, *match.span("word"), False, reason, "请核对动词和前后两个数的次序", decides=True)


def _needs_to(one: Quantity, two: Quantity, up: bool, context: Context, clause: Clause) -> bool:
    """由48.3%提高56.1%: two levels. 由31个增加8个 says by how much."""
    target = context.name_in(clause)
    city = context.city(target) if target else None
    if city is None or city.value is None:
        return one.kind is Kind.PERCENT
    return two.value != abs(city.value - (last_year(city) or 0)) and city.value in two.range


def _plain(clause: Clause, match: re.Match[str] | None, context: Context) -> Progress | None:
    target = context.name_in(clause) if match else ""
    if not target or context.units or not is_measured(context, target):
        return None
    return context.city(target)


def _moved(clause: Clause, context: Context) -> Iterator[Assertion]:
    match = _FORM.fullmatch(clause.code)
    city = _plain(clause, match, context)
    if match is None or city is None or city.value is None:
        return
    if match["double"]:
        yield _as_much(clause, match.span("said"), city, Fraction(2), True)
        return
    if match["twice"]:
        token = clause.tokens[match.start("twice")].what
        if isinstance(token, Quantity) and "番" in token.text:
            over = token.hedge in (Hedge.ODD, Hedge.OVER, Hedge.AT_LEAST)  # 翻了一番还多
            more = over or "多" in match["said"] or "以上" in match["said"]
            yield _as_much(clause, match.span("said"), city, token.value, more)
        return
    base = last_year(city)
    holds = _so(match, city, base, context)
    reason = _course(city, base) if holds is False and not match["steady"] else ""
    if holds is False and not reason:
        reason = (
            _course(city, base)
            if base is not None and _against_word(match, city.value - base)
            else _series_words(city, context)
        )
    if holds is not None or reason:
        yield matched(clause, *match.span("said"), holds, reason)


def _so(match: re.Match[str], city: Progress, base: Fraction | None, context: Context) -> bool | None:
    value = city.value or Fraction(0)
    if base is None:
        return _within_year(match, city, context)
    change = value - base
    if _against_word(match, change):
        return None if _within_year(match, city, context) is True and not _compared(match) else False
    if match["flat"]:
        return True
    if match["record"]:
        return None
    if match["great"] and much([city], context.board) is not None:
        return False
    if "成倍" in match["said"] and base and value / base < _TWICE:
        return False
    if match["steady"] or match["run"]:
        return _within_year(match, city, context)
    return True


def _compared(match: re.Match[str]) -> bool:
    return bool(match["compared0"] or match["compared"] or match["compared2"])


def _against_word(match: re.Match[str], change: Fraction) -> bool:
    """Whether a change goes another way than the word says."""
    if match["flat"]:
        return change != 0
    return change <= 0 if match["up"] or match["record"] else change >= 0


def _within_year(match: re.Match[str], city: Progress, context: Context) -> bool | None:
    """By the months of the year, for what is a level and not a sum that can only grow."""
    target = city.target
    if not target.steady:
        return None
    values = [value for _, value in series(city, context)]
    if len(values) < 3:
        return None
    steps = [later - earlier for earlier, later in itertools.pairwise(values)]
    if match["down"]:
        steps = [-step for step in steps]
    if match["run"]:
        return all(step > 0 for step in steps)
    if match["steady"]:
        return any(steps) and all(step >= 0 for step in steps)
    return None if any(step < 0 for step in steps) or not any(steps) else True


def series(city: Progress, context: Context) -> list[tuple[Period, Fraction]]:
    """The city's values in the months they were asked for."""
    if city.period is None:
        return []
    found = breaks_at(context.board, city.target.id, city.node)
    asked = (Period(index, 1) for index in city.target.asked(city.period))
    months = [month for month in asked if same_ground(found, month, city.period)]
    standing = [(month, context.board.at(month).city(city.target.id).value) for month in months]
    return [(month, value) for month, value in standing if value is not None]


def _multiple(clause: Clause, context: Context) -> Iterator[Assertion]:
    """增长1.3倍 is 2.3 times as much; 是上年的1.3倍 is 1.3 times as much."""
    match = _TIMES_AS.fullmatch(clause.code)
    city = _plain(clause, match, context)
    if match is None or city is None:
        return
    group = "said" if match["said"] else "said2"
    token = next((t.what for t in clause.tokens[match.start(group) : match.end(group)] if t.sign == TIMES), None)
    if not isinstance(token, Quantity) or "番" in token.text:
        return
    wanted = token.value + (1 if match["more"] else 0)
    yield _as_much(clause, match.span(group), city, wanted, False, token.step)


def _as_much(
    clause: Clause, span: tuple[int, int], city: Progress, times: Fraction, more: bool, step: Fraction = Fraction(1, 5)
) -> Assertion:
    base = last_year(city)
    if not base or city.value is None:
        return matched(clause, *span, None, "")
    real = city.value / base
    low, high = times - step / 2, times + step / 2
    holds = real >= times if more else low <= real < high
    if not holds and not more and step == Fraction(1, 5) and times - step <= real < times + step:
        return matched(clause, *span, None, "")
    return matched(clause, *span, holds, f"{_course(city, base)}，是上年的{half_up(real, 2):f}倍")


def _level(clause: Clause, context: Context) -> Iterator[Assertion]:
    """保持在, 每月均为: every month of the year counts."""
    match = _LEVEL.fullmatch(clause.code)
    city = _plain(clause, match, context)
    if match is None or city is None or not city.target.quotient:
        return
    reported = clause.tokens[match.start("value")].what
    points = series(city, context)
    if not isinstance(reported, Quantity) or len(points) < 2:
        return
    lower = [(month, value) for month, value in points if value not in reported.range or (reported.value == 1 != value)]
    reason = ""
    if lower:
        month, value = lower[0]
        reason = f"{city.target.name}{month.month}月是{city.printed(value)}"
    yield matched(clause, *match.span("said"), not lower, reason)


def _course(city: Progress, base: Fraction | None) -> str:
    return f"{phrase_of(city)}，上年{city.printed(base)}" if base is not None else phrase_of(city)


def _series_words(city: Progress, context: Context) -> str:
    """The first month in which it went the other way."""
    points = series(city, context)
    for (_, earlier), (month, later) in itertools.pairwise(points):
        if later <= earlier:
            return f"{city.target.name}{month.month}月是{city.printed(later)}，前一期是{city.printed(earlier)}"
    return phrase_of(city)
