"""Where it is said that something did not happen, and which red line that is about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from mzgz.language import Quantity
from mzgz.progress import Progress
from mzgz.publishing.claims import contradiction
from mzgz.publishing.verify.assertions.clause_tokens import COUNT, UNIT, Clause
from mzgz.publishing.verify.assertions.form import AssertionForm
from mzgz.publishing.verify.assertions.grammar import LEAD, Assertion, Context, codes_in, matched

_NEVER: Final = r"(?:从未|未曾|始终没有|一直没有|没有|没|未|无|并未|始终未|一直未|全年未|不)(?:再)?(?:发生|出现|产生|发现|引发|造成|有|出)?过?"
_EACH: Final = r"(?:一起|一例|任何一起|任何|各类|各种|哪怕一起|1起|一件|类似|此类)*"
_EVENT: Final = r"(?P<event>[\u4e00-\u9fff“”、]{2,24}?)"
_THING: Final = r"(?:的?(?:事件|现象|问题|情况|情形|案件|发生|发生率|起数|数量|数|次数))?"
_ZERO: Final = (
    rf"(?:{COUNT}|零发生|零纪录|零记录|零报告|0发生|零起|为零|为0起?|是零|保持为零|保持零|归零|数为0|起数为0|零)"
)
_KINDS: Final = r"养老服务机构|养老机构|养老院|敬老院|儿童福利机构|儿童福利院|福利机构|福利院|救助管理机构|救助站|殡葬服务机构|殡仪馆|社区养老服务站"
_WHERE: Final = rf"(?:(?P<units>{UNIT}(?:[、和与]{UNIT})*)|民政领域|民政系统|民政服务机构|民政机构|各类民政服务机构|辖区内?|各类|各级|(?P<place>{_KINDS}))*"
_FORMS: Final = tuple(
    AssertionForm(pattern)
    for pattern in (
        rf"{LEAD}{_WHERE}{LEAD}{_NEVER}{_EACH}{_EVENT}{_THING}[了。]*$",
        rf"{LEAD}{_WHERE}{LEAD}{_EVENT}{_THING}(?:实现了?|保持|继续保持|均?为|达到)*{_ZERO}[了。]*$",
        rf"{LEAD}{_WHERE}{LEAD}{_EVENT}{_THING}(?:一起|一例|一件|全年|均|都|也|始终|从)*(?:未|没有|没|均未)(?:发生|出现|有)?过?[了。]*$",
        rf"{LEAD}{_WHERE}{LEAD}(?:实现了?|做到了?|保持了?|确保了?|达到了?|继续保持)?{LEAD}(?P<area>安全生产|安全|消防安全)?零(?P<event>[\u4e00-\u9fff]{{2,12}}?)(?:、零[\u4e00-\u9fff]{{2,4}})*[了。]*$",
        rf"{LEAD}{_WHERE}{LEAD}(?:牢牢|坚决|严格|切实|成功|有效)*(?:守住|兜住|守牢|筑牢|守好|坚守住?)了?(?:不(?:发生|出现))?{_EVENT}的?(?:安全)?底线[了。]*$",
        rf"{LEAD}{_WHERE}{LEAD}(?:成功|有效|坚决|彻底|切实|全部)*(?:杜绝|避免|防止|遏制|防范)了?{_EACH}{_EVENT}{_THING}(?:的?发生)?[了。]*$",
    )
)  # fmt: skip
_GRADED: Final = AssertionForm(r"重大|较大|特大|恶性|群死群伤|亡人|死亡|伤亡|重特大|严重|火灾|食物中毒|人员|交通|坠")
_COMMON: Final = re.compile(r"各类|任何|责任|生产|民政|服务|机构|领域|系统|养老|方面|全市|的|类|过|一起|性|“|”|、")
_MARKED: Final = AssertionForm(rf"发生|出现|零|没|未|无|底线|杜绝|避免|防止|遏制|{COUNT}")


def read_events(clause: Clause, context: Context) -> Iterator[Assertion]:
    """What is said not to have happened; of an event no red line is about nothing is known."""
    code = clause.code
    if not _MARKED.search(code):
        return
    for form in _FORMS:
        match = form.fullmatch(code)
        target = _line(match["event"], context) if match else ""
        counted = [token.what for token in clause.all_of(COUNT) if isinstance(token.what, Quantity)]
        if match and target and all(each.value == 0 for each in counted):
            holds, reason = _denied(clause, match, target, context)
            yield matched(clause, *match.span(), holds, reason)
            return


def _denied(clause: Clause, match: re.Match[str], target: str, context: Context) -> tuple[bool | None, str]:
    if match["units"]:
        units = [context.board.unit(target, code) for code in codes_in(clause, *match.span("units"))]
        broken = next((unit for unit in units if unit.met is False), None)
        if broken is not None:
            return False, contradiction("未发生", [context.city(target)], context.board) or ""
        return (True if all(unit.met for unit in units) else None), ""
    city = context.city(target)
    reason = contradiction("未发生", [city], context.board)
    if reason is not None and match["place"] and not _reported_there(match["place"], city):
        return None, reason
    return reason is None, reason or ""


def _reported_there(place: str, city: Progress) -> bool:
    """Whether what units wrote beside their events speaks of such a place: 养老机构 of 一家养老院."""
    notes = [entry.note or "" for part in city.parts for _, entry in part.entries if entry.value]
    return any(place[:2] in note for note in notes)


def _line(event: str, context: Context) -> str:
    """The red line whose event is named: by its end, what is common to all such names left aside."""
    if _GRADED.search(event):
        return ""
    short = _core(event)
    lines = [target for target in context.board.plan.targets.values() if target.events]
    found = {
        line.id
        for line in lines
        for name in (line.name, line.operand(line.operands[0]).name)
        if short and (_core(name).endswith(short) or (len(short) > 3 and short in _core(name)))
    }
    return next(iter(found)) if len(found) == 1 else ""


def _core(name: str) -> str:
    """规模性返贫事件 → 规模性返贫, 不发生各类安全事故 and 安全生产责任事故 → 安全事故."""
    plain = re.sub(r"^不(?:发生|出现)|(?:事件|现象|问题|情况|情形)$", "", name)
    return _COMMON.sub("", plain)
