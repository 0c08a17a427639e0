"""Where it is said that something did not happen, and which red line that is about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from mzgz.language import Quantity
from mzgz.progress import Progress
from mzgz.publishing.claim_conditions import contradiction, phrase_of
from mzgz.publishing.verify.assertions.clause_tokens import ALL, COUNT, NOW, SECTION, SOME, Clause
from mzgz.publishing.verify.assertions.lazy_pattern import AssertionForm
from mzgz.publishing.verify.assertions.pattern_fragments import UNITS, Assertion, Context, codes_in, matched

_NEVER: Final = (
    rf"(?:没有(?:任何)?(?:[{SOME}]|一?个?(?:旗市区|地方|单位|机构))|从未|未曾|始终没有|一直没有|没有|没|未|无|并未|始终未|一直未|均未|从来没有|不曾)(?:再)?(?:能)?"
    r"(?:发生|出现|产生|发现|引发|造成|有过?|出过?|接报|接到)?过?"
)
_ZERO: Final = (
    r"“?(?:零”?的?(?:纪录|记录)|“?零”?发生|零纪录|零记录|零报告|0发生|零起|为零|为0起?|是零|归零|清零|"
    r"零(?=[\u4e00-\u9fff]{2,12}(?:、零[\u4e00-\u9fff]{2,4})*”?(?:目标)?$)|(?<=[故件情贫])零)”?"
)
_PREVENTED: Final = (
    r"(?:守住|兜住|守牢|筑牢|守好|坚守)了?(?:不(?:发生|出现))?|(?:(?:杜绝|避免|防止|遏制|防范|根除|消除)了|(?:成功|有效|彻底|坚决)?杜绝|(?:成功|有效|彻底)(?:避免|防止|遏制|防范|根除|消除)|(?<=得到)(?:有效)?(?:杜绝|遏制|防范))|"
    r"不(?:发生|出现)(?=[^，]{2,20}底线)"
)
_KINDS: Final = r"养老服务机构|养老机构|养老院|敬老院|儿童福利机构|儿童福利院|福利机构|福利院|救助管理机构|救助站|殡葬服务机构|殡仪馆|社区养老服务站"
_SILENT: Final = (
    rf"{NOW}|民政服务机构|各类民政服务机构|民政机构|民政领域|民政系统|全市民政系统|全市各级|全市上下|全市|我市|本市|全系统|我们|"
    rf"目前|现在|截至|截止|今年|本年度?|全年度?|全年|一年来|年底|年末|年内|(?<=[{NOW}年月])[底末]|到|以来|其中|同时|此外|另外|而且|等地|数(?=为)|一个|一家|同比|减少|下降|持续|过去一年|去冬今春|特别是|尤其是|"
    r"辖区内?|各(?=民政服务|养老服务)|(?<=生)在|一地$|各类机构|各级|各类|各地|机构|领域|养老|儿童|救助|殡葬|服务对象|"
    r"一起|一例|一件|任何|哪怕|类似|此类|1起|1例|连续|始终|一直|继续|保持|稳定|实现|做到|确保|达到|均|都|也|从|"
    r"牢牢|坚决|严格|切实|成功|有效|彻底|全部|得到|实行|交出|安全生产(?=[^，]*零)|安全(?=零)|消防安全(?=[^，]*零)|"
    r"的?(?:答卷|成绩单?|佳绩|好成绩|战绩)$|工作(?=[^，]*零)|的?(?:事件|现象|问题|情况|情形|案件|发生率|发生|起数|数量|次数)(?![^，]{0,2}[故贫线])|(?:的?安全|的)?底线$|"
    rf"[为是](?=[{COUNT}零])|"
    r"见诸(?:台账|报端|记录|报告|报道|通报)|记录在案|上报|、零[\u4e00-\u9fff]{2,4}(?:”?目标)?$|”?目标$|(?:发生|出现|报告|通报)了?|[仅只共][有]?|[的了在内里中、，一“”]|起数?$|例$|[一二三四五六]是"
)
_PERIODS: Final = ("月", "年", "季")
_WORDS: Final = AssertionForm(
    rf"(?P<besides>除了?{UNITS}(?:等)?(?:以外|之外|外)[，、]?(?:其余|其他|其它)?(?:[{ALL}{SOME}]|各?旗市区|各?地方?|各?单位)?)|(?P<units>{UNITS})|(?P<place>{_KINDS}|{SECTION}(?:领域|系统|板块|工作|机构)?)|"
    rf"(?P<prevented>{_PREVENTED})|(?P<zero>{_ZERO})|(?P<never>{_NEVER})|(?P<every>{ALL})|(?P<silent>{_SILENT})"
)
_GRADED: Final = AssertionForm(r"重大|较大|特大|恶性|群死群伤|亡人|死亡|伤亡|重特大|严重|火灾|食物中毒|人员|交通|坠")
_COMMON: Final = re.compile(r"各类|任何|责任|生产|民政|服务|机构|领域|系统|养老|方面|全市|的|类|过|一起|性|“|”|、")
_HAPPENED: Final = re.compile("(?:发生|出现|出)了?[^，]*事[故件]|事[故件][^，]*(?:发生|出现)在")
_ONLY_THERE: Final = re.compile("[只仅]")
_ANY_LINE: Final = ("", "底线", "红线")
_ZEROS: Final = re.compile("(?:“?零[\u4e00-\u9fff]{2,4}”?、)+(?=“?零)")
_MARKED: Final = AssertionForm(rf"发生|出现|零|没|未|无|底线|杜绝|避免|防止|遏制|{COUNT}")


_OWN_NAME: Final = "\ue0f0"
_NOT_OF_NAME: Final = re.compile("^(?:严防|防止|杜绝|避免|不)(?:发生|出现)?|^(?:发生|出现)|(?:起|件|例|次)?数量?$")
_SHORTEST: Final = 4


def own_name(code: str, context: Context) -> tuple[str, int, int] | None:
    """The red line whose event stands in a clause under its own name, and where: the longest such name."""
    lines = [target for target in context.board.plan.targets.values() if target.events]
    names: dict[str, set[str]] = {}
    for line in lines:
        for name in (line.name, line.operand(line.operands[0]).name):
            names.setdefault(_NOT_OF_NAME.sub("", name), set()).add(line.id)
    found = [name for name in names if len(name) >= _SHORTEST and name in code]
    longest = max(found, key=len, default="")
    if not longest or len(names[longest]) > 1:
        return None
    start = code.index(longest)
    return next(iter(names[longest])), start, start + len(longest)


@dataclass(frozen=True, slots=True)
class _Told:
    """What is left of a clause without the words that say where, when and that nothing was: the event."""

    event: str
    parts: frozenset[str]
    units: tuple[str, ...]
    besides: tuple[str, ...]
    places: tuple[str, ...]
    counted: Quantity | None


def read_events(clause: Clause, context: Context) -> Iterator[Assertion]:
    """What is said not to have happened, or so many times; of an event no red line is about nothing is known."""
    if not _MARKED.search(clause.code):
        return
    own = own_name(clause.code, context)
    told = _told(clause, own[1:]) if own else None
    target = own[0] if own and told and told.event == _OWN_NAME else ""
    if not target:
        told, target = _of_zeros(clause, context)
    if told is None or not target or {"never", "prevented"} <= told.parts:
        # 没有守住 owns up to what happened
        return
    if (
        not (told.units or told.besides or told.places)
        and context.units
        and not re.search("[全我本]市|各", clause.code)
    ):
        told = replace(told, units=context.units)
    if context.counted is not None and not (told.units or told.besides or ALL in clause.code or SOME in clause.code):
        return  # of those the clause before counted
    never = bool(told.parts & {"never", "zero", "prevented"})
    if told.counted is not None and told.counted.value != 0:
        if never or told.besides or told.places:
            return
        verdict = _as_often(told, target, context)
        if verdict is None:
            return
        holds, reason = verdict
    elif not never and told.counted is None and told.units and _HAPPENED.search(clause.code):
        holds, reason = _befell(told, target, context, only=bool(_ONLY_THERE.search(clause.code)))
    elif never or told.counted is not None:
        holds, reason = _denied(told, target, context)
    else:
        return
    yield matched(clause, 0, len(clause.code.rstrip("。！")), holds, reason)


def _of_zeros(clause: Clause, context: Context) -> tuple[_Told | None, str]:
    """The first of 零伤亡、零事故 that a red line is about, and that line."""
    zeros = _ZEROS.search(clause.code)
    start = zeros.start() if zeros else 0
    for end in (0, *(start + each.end() for each in re.finditer("、", zeros[0] if zeros else ""))):
        told = _told(clause, passed=(start, end) if end else None)
        target = _line(told.event, context) if told else ""
        if target:
            return told, target
    return None, ""


def _told(clause: Clause, own: tuple[int, int] | None = None, passed: tuple[int, int] | None = None) -> _Told | None:
    """`own` is where the event stands under its own name, `passed` where something else stands that was not either."""
    code = clause.code.rstrip("。！")
    rest: list[str] = []
    parts: set[str] = set()
    units: list[str] = []
    besides: list[str] = []
    places: list[str] = []
    counted, at = None, 0
    while at < len(code):
        if passed and at == passed[0]:
            at = passed[1]
            continue
        if own and at == own[0]:
            rest.append(_OWN_NAME)
            at = own[1]
            continue
        token = clause.tokens[at]
        match = _WORDS.match(code, at)
        if isinstance(token.what, Quantity) and token.sign == COUNT:
            if not token.what.text.endswith(_PERIODS):
                if counted is not None:
                    return None
                counted = token.what
            at += 1
        elif match and match.lastgroup and match.end() > at:
            parts.add(match.lastgroup)
            if match.lastgroup in ("units", "besides"):
                (units if match.lastgroup == "units" else besides).extend(codes_in(clause, at, match.end()))
            places += [clause.words(at, match.end())] if match["place"] else []
            at = match.end()
            rest.append(" ")
        else:
            rest.append(code[at])
            at += 1
    pieces = "".join(rest).split()
    if len(pieces) != 1:
        return None
    return _Told(pieces[0], frozenset(parts), tuple(units), tuple(besides), tuple(places), counted)


def _as_often(told: _Told, target: str, context: Context) -> tuple[bool | None, str] | None:
    """So many times: fewer than were reported is false, more only where nothing is missing."""
    where = [context.board.unit(target, code) for code in told.units] or [context.city(target)]
    known = sum((progress.so_far or Fraction(0) for progress in where), Fraction(0))
    if told.counted is None or told.counted.hedge or told.counted.unit not in ("起", "例", "件", "次", ""):
        return None
    missing = any(progress.missing for progress in where)
    if told.counted.value == known:
        return (None if missing else True), ""
    return False, "，".join(phrase_of(progress) for progress in where) + f"，报来的是{known}起"


def _befell(told: _Told, target: str, context: Context, *, only: bool) -> tuple[bool | None, str]:
    """Where it happened: at each of these, and with 只有 nowhere else."""
    parts = {part.node.key: part for part in context.city(target).parts if part.expected}
    named = [parts[code] for code in told.units if code in parts]
    spared = next((part for part in named if part.met is True), None)
    others = [part for code, part in parts.items() if part.met is False and code not in told.units]
    if spared is not None or (only and others):
        return False, "、".join(phrase_of(part) for part in ([spared] if spared else others))
    return (None if any(part.met is None for part in (parts.values() if only else named)) else True), ""


def _denied(told: _Told, target: str, context: Context) -> tuple[bool | None, str]:
    if told.besides:
        parts = [part for part in context.city(target).parts if part.expected]
        broken = next((part for part in parts if part.met is False and part.node.key not in told.besides), None)
        unclear = any(part.met is None for part in parts if part.node.key not in told.besides)
        return (
            (False, contradiction("未发生", [context.city(target)], context.board) or "")
            if broken
            else (
                None if unclear else True,
                "",
            )
        )
    if told.units:
        units = [context.board.unit(target, code) for code in told.units]
        broken = next((unit for unit in units if unit.met is False), None)
        if broken is not None:
            return False, contradiction("未发生", [context.city(target)], context.board) or ""
        return (True if all(unit.met for unit in units) else None), ""
    city = context.city(target)
    reason = contradiction("未发生", [city], context.board)
    if reason is not None and told.places and not any(_reported_there(place, city) for place in told.places):
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
        if short not in _ANY_LINE and (_core(name).endswith(short) or (len(short) > 3 and short in _core(name)))
    }
    return next(iter(found)) if len(found) == 1 else ""


def _core(name: str) -> str:
    """规模性返贫事件 → 规模性返贫, 不发生各类安全事故 and 安全生产责任事故 → 安全事故."""
    plain = re.sub(r"^不(?:发生|出现)|(?:事件|现象|问题|情况|情形)$", "", name)
    return _COMMON.sub("", plain)
