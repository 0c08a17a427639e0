"""Every quantity in a Chinese sentence, with its place, exact value, unit, hedge and part in the sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import lru_cache
from typing import Final

from mzgz.language import hedges
from mzgz.language.character_folding import Folded, fold
from mzgz.language.hanzi_numerals import HANZI
from mzgz.language.number_forms import NumberForm, form_at
from mzgz.language.number_role import compares, each_at, ends_clause, is_time, joined, place
from mzgz.language.numerals_in_names import blank_out, names
from mzgz.language.pattern_search import expression
from mzgz.language.quantity import Hedge, Interval, Kind, NumberSurvey, Per, Quantity, Skipped

_START: Final = expression(rf"[0-9第每翻半]|过半|[{HANZI}]|[人户月年床]均")
_TO: Final = expression(r" ?(?:[-–—~]{1,2}|至|到) ?(?=[0-9一二两三四五六七八九十])")
_RANGE_FROM: Final = expression(r"[由从自][^由从自，。；]{0,10}$")
_STUCK_BEFORE: Final = expression(r"[A-Za-z]-?$|[0-9][-.:]$|[+×*=#@_&] ?$|[0-9A-Za-z] ?/ ?$")
_BROKEN_BEFORE: Final = expression(r"[0-9]·$|[^0-9]\.$|^\.$|[0-9]\. $")
"""Marks that may have been meant as a decimal point: 56·1%, .5万."""
_STUCK_AFTER: Final = expression(r" ?[+×*=#@_&]| ?/ ?[0-9A-Za-z]|[-:][0-9A-Za-z]|[A-Za-z]")
_NUMBERED_AFTER: Final = expression(r" ?号")
_MINUS: Final = expression(r"(?:^|[率长速幅度值是为降达(（:： ])-$|负$")
_INDEFINITE: Final = expression(r"[这那每某同另任进上下唯逐第之统单专万]$")
_NOT_NUMERALS: Final = expression(r"[统唯专单划如归逐]$")
_REACH: Final = 60


def read(text: str) -> tuple[Quantity, ...]:
    """The quantities of `text` in order; time grows with its length and no faster."""
    return survey(text).quantities


@lru_cache(maxsize=64)
def survey(text: str) -> NumberSurvey:
    """As `read`, together with the numerals that are not quantities and why."""
    folded = fold(text)
    found = names(folded.text)
    scan = _Scan(text, folded, blank_out(folded.text, found))
    scan.run()
    skipped = [*scan.skipped, *(scan.skip(name.start, name.end, name.reason) for name in found)]
    return NumberSurvey(tuple(scan.quantities), tuple(sorted(skipped, key=lambda one: one.start)))


@dataclass(slots=True)
class _Scan:
    """One pass over a text. `plain` has names blanked out; positions are those of the folded text."""

    text: str
    folded: Folded
    plain: str
    quantities: list[Quantity] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    measured_to: int = 0
    each: Per | None = None
    each_to: int = -_REACH

    def run(self) -> None:
        at = 0
        while match := _START.search(self.plain, at):
            at = self._step(match.start())

    def _step(self, start: int) -> int:
        """Read what begins at `start`; the place to go on from."""
        if each := each_at(self.plain, start):
            self.each = joined(self.each if self.each_to == start else None, each[0])
            self.each_to = each[1]
            return each[1]
        form = form_at(self.plain, start)
        if form is None:
            return start + 1
        if end := self._range(start, form):
            return end
        if fault := form.fault or self._fault(start, form):
            self.skipped.append(self.skip(start, form.end, fault))
            return form.end
        return self._take(start, form)

    def skip(self, start: int, end: int, reason: str) -> Skipped:
        first, last = self.folded.span(start, end)
        return Skipped(first, last, self.text[first:last], reason)

    def _fault(self, start: int, form: NumberForm) -> str:
        """Why a well formed number is not a quantity here, in Chinese; nothing where it is one."""
        fault = ""
        if form.kind in (Kind.COUNT, Kind.AMOUNT, Kind.RATIO):
            fault = self._spoken(start, form) if form.hanzi else self._numbered(start, form)
        stuck = form.kind is Kind.COUNT and not form.unit and _STUCK_AFTER.match(self.plain, form.end)
        return fault or self._stuck_before(start) or ("编号或式子" if stuck else "")

    def _stuck_before(self, start: int) -> str:
        """Letters and signs that make a digit part of a code: A4, 159+X, 12/14."""
        head = self.plain[max(0, start - 3) : start]
        if _STUCK_BEFORE.search(head) and self.plain[start] not in HANZI:
            return "编号或式子"
        broken = self.plain[start] not in HANZI and _BROKEN_BEFORE.search(head)
        return "写法不明的数" if broken or (head.endswith("-") and not _MINUS.search(head)) else ""

    def _numbered(self, start: int, form: NumberForm) -> str:
        return "编号" if not form.unit and _NUMBERED_AFTER.match(self.plain, form.end) else ""

    def _spoken(self, start: int, form: NumberForm) -> str:
        """A numeral in hanzi counts only with a unit; a lone 一 or a leading 百, 千, 万 mostly does not count at all."""
        head = self.plain[max(0, start - 2) : start]
        hedged = form.hedge is not Hedge.NONE or hedges.before(self.plain, start)[0] is not Hedge.NONE
        if form.bare and (not hedged or head.endswith(("上", "数", "成", "几"))):
            return "泛指的数"
        if not form.unit and not (form.scaled and not form.bare):
            return "没有量词"
        if _NOT_NUMERALS.search(head):
            return "固定说法"
        indefinite = form.value == 1 and form.unit != "元"
        if indefinite and (not ends_clause(self.plain, form.end) or _INDEFINITE.search(head)):
            return "泛指的数"
        return ""

    def _range(self, start: int, form: NumberForm) -> int | None:
        """15%~30%, 3至5个: one quantity between two ends."""
        joint = _TO.match(self.plain, form.end)
        if (
            not joint
            or form.fault
            or self._stuck_before(start)
            or _RANGE_FROM.search(self.plain[max(0, start - 12) : start])
        ):
            return None
        other = form_at(self.plain, joint.end())
        if other is None or other.fault or not _joins(form, other):
            return None
        low = form.value if form.unit or form.kind is not Kind.COUNT else self._scaled_like(form, other)
        if low >= other.value:
            return None
        both = replace(other, value=low, hedge=Hedge.BETWEEN)
        return self._take(start, both, Interval(low, other.value, True, True))

    def _scaled_like(self, form: NumberForm, other: NumberForm) -> Fraction:
        """The first number of 3~5万 or 15~30% has the scale of the second."""
        if form.scaled:
            return form.value
        return form.value * other.step * Fraction(10) ** other.decimals

    def _take(self, start: int, form: NumberForm, between: Interval | None = None) -> int:
        minus = _MINUS.search(self.plain[max(0, start - 2) : start])
        value = -form.value if minus else form.value
        first = start - 1 if minus else start
        ahead, first = hedges.before(self.plain, first, is_time(form.unit, form.thing))
        behind, end = hedges.after(self.plain, form.end)
        if self.plain[first : first + 2] in ("高于", "低于") and compares(self.plain, form.end, form.kind):
            ahead, first = Hedge.NONE, start
        hedge = next((one for one in (form.hedge, behind, ahead) if one is not Hedge.NONE), Hedge.NONE)
        self._add(first, end, replace(form, value=value, hedge=hedge), between)
        return end

    def _add(self, first: int, end: int, form: NumberForm, between: Interval | None) -> None:
        named = form.kind in (Kind.DATE, Kind.YEAR, Kind.ORDINAL)
        per = None if named else form.per or self._each_for(first)
        kind = Kind.RATIO if per and form.kind in (Kind.COUNT, Kind.AMOUNT) else form.kind
        around = place(self.plain, first, end, kind, self.measured_to)
        reach, sure = (between, None) if between else _allowed(form)
        start, stop = self.folded.span(first, end)
        quantity = Quantity(
            start, stop, self.text[start:stop], kind, form.value, form.decimals, form.step, reach, sure, form.unit,
            form.thing, form.hedge, around.role, around.direction, around.against, per, around.whole,
        )  # fmt: skip
        self.quantities.append(quantity)
        if quantity.measured:
            self.measured_to = end

    def _each_for(self, start: int) -> Per | None:
        """每千人 holds for the first number after it in its clause."""
        if not self.each or self.each_to < self.measured_to or not 0 <= start - self.each_to <= _REACH:
            return None
        return None if re.search(r"[，。；！？\n]", self.plain[self.each_to : start]) else self.each


def _joins(form: NumberForm, other: NumberForm) -> bool:
    """Whether two numbers are the ends of one range: the same unit, or none yet at the first."""
    if form.kind in (Kind.DATE, Kind.YEAR, Kind.ORDINAL) or not (
        other.unit or other.kind in (Kind.PERCENT, Kind.POINTS)
    ):
        return False
    return (form.kind, form.unit) == (other.kind, other.unit) or (form.kind is Kind.COUNT and not form.unit)


def _allowed(form: NumberForm) -> tuple[Interval, Interval | None]:
    if form.kind in (Kind.DATE, Kind.YEAR, Kind.ORDINAL):
        point = Interval(form.value, form.value, True, True)
        return point, point
    if form.loose and form.hedge is Hedge.NONE:
        half, close = min(form.step / 2, Fraction(1, 20)), Fraction(1, 200)
        wide = Interval(form.value - half, form.value + half, True, True)
        return wide, Interval(form.value - close, form.value + close, True, True)
    return hedges.intervals(
        form.hedge, form.value, form.step, min(form.gap, form.step) if form.loose else form.gap, form.scaled
    )
