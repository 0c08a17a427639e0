"""The dates of a paragraph: deadlines, base years, years of the past, and the time each recurring duty comes round."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple

from mzgz.intake.extract.festival_days import days_before
from mzgz.language.hanzi_numerals import parse_digits, parse_hanzi
from mzgz.language.pattern_search import expression


class DateRole(StrEnum):
    """What a date does in its sentence."""

    DEADLINE = "期限"
    BASE = "基期"
    PAST = "往年"
    SPAN = "时段"


class DateMark(NamedTuple):
    """A date where it stands. `due` is the last day meant, None where only a person knows (春节前).

    `bare` is a year alone; `days` are those between which a person has to choose.
    """

    start: int
    end: int
    text: str
    role: DateRole
    due: date | None
    bare: bool = False
    days: tuple[date, ...] = ()


_Y: Final = r"(?P<year>(?:19|20)[0-9]{2}|[一二][〇零○一二三四五六七八九]{3})"
_M: Final = r"(?P<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_D: Final = r"(?P<day>3[01]|[12][0-9]|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])"
_WHICH: Final = r"(?P<which>今年|本年度?|当年|明年|来年|去年|上年|同年|次年|前年)"
_PART: Final = r"(?P<part>底|末|初(?!步)|中旬|上旬|下旬|年底|年末|年终|年中|上半年|下半年|前?第?[一二三四1-4]个?季度末?底?|全年|岁末)"
_UP: Final = r"(?P<up>之前|以前|前|为止|止|以内|之内|内)?"
_FULL: Final = expression(
    rf"(?:{_Y} ?年(?!来|轻|级|龄|限|代|均|度计划)度?|{_WHICH})?的?(?:(?<![0-9.]){_M} ?月(?!龄|均|嫂|报|度)份?(?:{_D} ?[日号])?)?{_PART}?{_UP}"
)
_SPAN: Final = expression(
    r"(?P<from>(?:19|20)[0-9]{2}) ?(?:[年.](?: ?[0-9]{1,2} ?月?)?)? ?(?:[-–—~]{1,2}|至|到) ?(?P<year>(?:19|20)[0-9]{2})"
    r"(?:[.年](?: ?(?P<month>[0-9]{1,2})(?:[.月](?:[0-9]{1,2}日?)?)?)?(?P<half>上半年|[一二三]季度)?|年|(?![0-9]))"
)
_OVER_YEARS: Final = expression(
    r"(?:今年|本年)?(?<![0-9.])[0-9]{1,2} ?月(?:份|底|初)?(?:[-–—~]{1,2}|至|到)(?P<which>明年|次年) ?(?P<month>1[0-2]|0?[1-9]) ?月份?(?:底|末)?(?:之?前)?"
)
"""今年11月至明年3月前."""
_MONTHS: Final = expression(
    r"(?<![0-9.])[0-9]{1,2} ?月?(?:[-–—~]{1,2}|至|到) ?(?P<month>1[0-2]|0?[1-9]) ?月份?(?P<part>底|末)?(?!龄)"
)
_DOTTED: Final = expression(
    r"(?P<year>(?:19|20)[0-9]{2})[./-](?P<month>1[0-2]|0?[1-9])(?:[./-](?P<day>3[01]|[12][0-9]|0?[1-9]))?(?![0-9.])"
)
_PLAN: Final = expression(r"“?(?P<plan>十[二三四五六])五”?(?P<tail>期?末|时期末|期间|时期|规划)?(?:，|内)?")
_FEAST: Final = expression(
    r"“?(?:春节|国庆节?|中秋节?|元旦|五一|七一|十一|入冬|入汛|主?汛期|供暖[期季]?|采暖[期季]?|年关|开学|春耕|封冻)”?(?:之?前|以前|到来[之以]?前)"
)
_DAY_ONLY: Final = expression(rf"{_D}日前")
_COMING: Final = expression(r"(?:今后|未来)(?P<count>[一二两三四五六]|[2-6])年(?!级|内|龄)")
_WITHIN: Final = expression(r"(?P<count>[一二两三四五六]|[1-6])年(?:以|之)?(?:内|时间(?:内)?)(?!容|部|涵|科)")
"""力争3年内建成, 用3年时间: counted from this year or from now."""
_WITHIN_AHEAD: Final = expression(r"(?:^|[，。；：、]|力争|争取|确保|计划|今后|未来|用)[用在]?$")
_WITHIN_BEHIND: Final = expression(r"(?:要|力争|全部|基本)?(?:达到|完成|实现|建成|提高到|提升到|降到|突破)")
"""安放率三年内达到60%."""
_FEW: Final = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6}
_BETWEEN: Final = expression(r"(?:到|至)?(?:本世纪中叶|本届政府任期末|届末)")
_START: Final = expression(
    r"(?=[0-9一二两三四五六七八九十今本当明来去上同次前年下全岁第未“春国中元入主汛供采开封])(?:"
    r"(?:19|20)[0-9]{2}|(?:今后|未来)[一二两三四五六2-6]年|(?<![0-9.一二三四五六七八九十近])[一二两三四五六1-6]年(?:以|之)?(?:内|时间)|[一二][〇零○一二三四五六七八九]{3} ?年|今年|本年|当年|明年|来年|去年|上年|同年|次年|前年|年底|年末|年终|年中|上半年|下半年|全年|岁末|"
    r"前?第?[一二三四1-4]个?季度|(?<![0-9.])(?:1[0-2]|0?[1-9]) ?月|(?<![一二三四五六七八九百千万])(?:十[一二]?|[一二三四五六七八九])月(?![一两二三四五六][次趟回轮遍场])|“?十[二三四五六]五|“?(?:春节|国庆|中秋|元旦|五一|七一|十一”?(?:之?前|以前)|入冬|入汛|主?汛期|供暖|采暖|年关|开学|春耕|封冻)|(?<![0-9])[0-9]{1,2} ?(?:[-–—~]|至) ?[0-9]{1,2} ?月|(?<![0-9一二两三四五六七八九十])年内|[0-9一二三四五六七八九十]{1,2}日前)"
)
_ITEM_DOT: Final = expression(r"((?:^|(?<=[。；：\s]))[0-9]{1,2})[．.](?=[0-9]{1,2}月)")
"""1.6月底前: the first number is of the list."""
_QUARTER: Final = {"一": 3, "二": 6, "三": 9, "四": 12, "1": 3, "2": 6, "3": 9, "4": 12}
_BASE_AHEAD: Final = expression(r"(?:比|较|以|与|同|相比|对比|按照?|在)$")
_AGAINST: Final = expression(r"[^，。]{0,8}(?:相比|为基)|(?:翻|增长|增加|提高|提升|下降|减少|降低)")
"""比2025年翻一番, 较2024年下降5%: what a change is counted from."""
_BY_THEN: Final = expression(r".*(?:底|末|月|日|年)?前$")
_BASE_BEHIND: Final = expression(
    r"(?:年?度?)?(?:为基[数期年]|基期|基数|相比|的基础上|实绩|实际|末?水平(?!以上)|度?全体|价格计算|不变价)"
)
_EVENT: Final = expression(
    r"，?[^。；0-9]{0,40}?(?:透露|获悉|举行|召开(?!前)|发布|印发|会同|下达|报道|电(?![话子力动梯价网站])|讯|通报|介绍|表示|强调)"
)
"""2月27日，全省会议透露: the day something was said is nobody's deadline."""
_WHICH_ONES: Final = expression(r"(?:建成|建设|竣工|投用|登记|出生|参加|成立|入住|交付|认定|评定)[一-鿿]{0,4}的")
"""2000年以前建成的小区: the year says which ones."""
_MONTH_ONLY: Final = expression(r"(?:1[0-2]|[1-9]) ?月")
_TAKEN_IN: Final = expression(
    r"(?:受理|收到|接收|接到|提交|申请|申报|登记|报名|立案|交办|转办|出生|死亡|入伍|参保|签约)(?:登记)?的(?=[一-鿿]{2})"
)
"""9月10日前受理的申请，…: the day says which ones, whatever the year."""
_TO: Final = expression(r"(?:到|至|截至|于|在|自|从)$")


@dataclass(frozen=True, slots=True)
class PlanCalendar:
    """The year a document is about: 今年 is that year, a month without a year is in it.

    `since` is the first year of a plan for several (2024—2026年): only what lies before it is past. `until` is the year its
    goals are set for.
    """

    year: int
    since: int = 0
    until: int = 0

    @property
    def first(self) -> int:
        return self.since or self.year

    def marks(self, text: str) -> list[DateMark]:
        """Every date of a folded paragraph, in order."""
        found: list[DateMark] = []
        for mark in self._marks(text):
            found.append(self._of_that_year(text, mark, found[-1]) if found else mark)
        return found

    def _of_that_year(self, text: str, mark: DateMark, before: DateMark) -> DateMark:
        """2025年6月底前…，12月底前…: a month takes the year said before it in its sentence, where that is a later one."""
        if before.due is None or mark.due is None or before.due.year <= self.year:
            return mark
        goes_on = before.role is mark.role is DateRole.DEADLINE and not before.bare
        if not goes_on or not _MONTH_ONLY.match(mark.text) or "。" in text[before.end : mark.start]:
            return mark
        day = mark.due.replace(year=before.due.year)
        return mark._replace(due=day) if day > before.due else mark

    def _marks(self, text: str) -> list[DateMark]:
        found: list[DateMark] = []
        text, place = _ITEM_DOT.sub(r"\1、", text) if "月" in text else text, 0
        while start := _START.search(text, place):
            mark = self._at(text, start.start())
            if mark is None:
                place = start.end()
                continue
            found.append(mark)
            place = max(mark.end, start.start() + 1)
        return found

    def _at(self, text: str, place: int) -> DateMark | None:
        for pattern, read in (
            (_SPAN, self._span),
            (_OVER_YEARS, self._over_years),
            (_MONTHS, self._months),
            (_DOTTED, self._full),
            (_PLAN, self._plan),
            (_FEAST, self._feast),
        ):
            match = pattern.match(text, place)
            if match and (mark := read(text, match)):
                return mark
        if coming := _COMING.match(text, place):
            due = date(self.year + _few(coming["count"]) - 1, 12, 31)
            return DateMark(place, coming.end(), coming[0], DateRole.SPAN, due, bare=True)
        within = _WITHIN.match(text, place)
        if within and (_WITHIN_AHEAD.search(text, 0, place) or _WITHIN_BEHIND.match(text, within.end())):
            last = self.year + _few(within["count"])
            if self.year <= self.until < last:
                return DateMark(place, within.end(), within[0], DateRole.SPAN, date(self.until, 12, 31), bare=True)
            days = (date(last - 1, 12, 31), date(last, 12, 31))
            return DateMark(place, within.end(), within[0], DateRole.SPAN, None, days=days)
        if text.startswith("年内", place):
            return DateMark(place, place + 2, "年内", DateRole.SPAN, self.end_of_year)
        if day := _DAY_ONLY.match(text, place):
            return DateMark(place, day.end(), day[0], DateRole.SPAN, None)
        match = _FULL.match(text, place)
        return self._full(text, match) if match and match.end() > place else None

    @property
    def end_of_year(self) -> date:
        return date(self.year, 12, 31)

    def _span(self, text: str, match: re.Match[str]) -> DateMark:
        half = match["half"] or ""
        month = int(match["month"] or (6 if half == "上半年" else _QUARTER[half[0]] if half else 12))
        due = _last(int(match["year"]), month if 1 <= month <= 12 else 12)
        role = DateRole.PAST if due.year < self.first else DateRole.SPAN
        return DateMark(match.start(), match.end(), match[0], role, due)

    def _over_years(self, text: str, match: re.Match[str]) -> DateMark:
        due = _last(self.year + 1, int(match["month"]))
        return DateMark(match.start(), match.end(), match[0], DateRole.DEADLINE, due)

    def _months(self, text: str, match: re.Match[str]) -> DateMark:
        return DateMark(match.start(), match.end(), match[0], DateRole.SPAN, _last(self.year, int(match["month"])))

    def _feast(self, text: str, match: re.Match[str]) -> DateMark:
        days = days_before(match[0].lstrip("“"), self.year)
        if len(days) == 1:
            return DateMark(match.start(), match.end(), match[0], DateRole.DEADLINE, days[0])
        return DateMark(match.start(), match.end(), match[0], DateRole.SPAN, None, days=days)

    def _plan(self, text: str, match: re.Match[str]) -> DateMark:
        last = {"十二": 2015, "十三": 2020, "十四": 2025, "十五": 2030, "十六": 2035}[match["plan"]]
        tail = match["tail"] or ""
        ahead = text[max(0, match.start() - 1) : match.start()]
        if tail == "规划":
            return DateMark(match.start(), match.end(), match[0], DateRole.BASE, None)
        role = DateRole.DEADLINE if tail.endswith("末") or (ahead in "到至" and ahead) else DateRole.SPAN
        return DateMark(
            match.start(),
            match.end(),
            match[0],
            DateRole.PAST if last < self.first and role is DateRole.SPAN else role,
            date(last, 12, 31),
        )

    def _full(self, text: str, match: re.Match[str]) -> DateMark | None:
        parts = match.groupdict()
        year, reported = self._year(parts)
        part, month, day = parts.get("part") or "", _number(parts.get("month")), _number(parts.get("day"))
        if not (parts.get("year") or parts.get("which") or month or part):
            return None
        try:
            due = _end(year, month, day, part)
        except ValueError:
            return None
        bare = bool(parts.get("year") and not month and not part and not parts.get("up"))
        if (taken := _TAKEN_IN.match(text, match.end())) and not bare:
            return DateMark(match.start(), taken.end(), text[match.start() : taken.end()], DateRole.BASE, due)
        return DateMark(
            match.start(), match.end(), match[0], self._role(text, match, due, reported, bare, part), due, bare
        )

    def _year(self, parts: dict[str, str | None]) -> tuple[int, bool]:
        if written := parts.get("year"):
            return _number(written), True
        steps = {"明年": 1, "来年": 1, "次年": 1, "去年": -1, "上年": -1, "前年": -2}
        which = parts.get("which") or ""
        return self.year + steps.get(which, 0), bool(which)

    def _role(self, text: str, match: re.Match[str], due: date, said: bool, bare: bool, part: str) -> DateRole:
        head, tail = text[max(0, match.start() - 3) : match.start()], text[match.end() : match.end() + 8]
        if (
            _BASE_BEHIND.match(tail)
            or (part and head.endswith(("比", "较")) and not head.endswith(("占比", "对比")))
            or (
                _BASE_AHEAD.search(head)
                and not _BY_THEN.match(match[0])
                and (due.year < self.first or _AGAINST.match(tail))
            )
        ):
            return DateRole.BASE
        up = match.groupdict().get("up") or ""
        if due.year < self.first and _WHICH_ONES.match(tail):
            return DateRole.BASE
        if not up and match.groupdict().get("day") and _EVENT.match(text, match.end()):
            return DateRole.BASE
        if due.year < self.first and not (said and (up.endswith("前") or (head.endswith("到") and "截" not in head))):
            return DateRole.PAST
        if match.groupdict().get("up") or part in ("底", "末", "年底", "年末", "年终", "岁末") or _TO.search(head):
            return DateRole.DEADLINE
        if bare or part:
            return DateRole.SPAN
        return DateRole.DEADLINE if due.month < 12 or due.day < 31 else DateRole.SPAN


def _number(text: str | None) -> int:
    if not text:
        return 0
    if text.isascii():
        return int(text)
    return (parse_digits(text) if len(text) == 4 else parse_hanzi(text)) or 0


def _few(count: str) -> int:
    return _FEW.get(count) or int(count)


def _last(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _end(year: int, month: int, day: int, part: str) -> date:
    """The last day of what is named; raises ValueError for 2月30日."""
    if day:
        return date(year, month, day)
    if month:
        return date(year, month, {"上旬": 10, "中旬": 20, "初": 10}.get(part, calendar.monthrange(year, month)[1]))
    if "季度" in part:
        return _last(year, next(_QUARTER[char] for char in part if char in _QUARTER))
    return _last(year, {"上半年": 6, "年中": 6, "中旬": 6}.get(part, 12))
