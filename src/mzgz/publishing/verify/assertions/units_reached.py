"""Where it is said who reached a target or did not: all, these only, all besides these, so many, most of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from mzgz.language import Quantity
from mzgz.language.units_of_measure import same_unit, split_thing
from mzgz.progress import Progress
from mzgz.progress.progress import Node
from mzgz.publishing.claim_conditions import phrase_of
from mzgz.publishing.verify.assertions.clause_tokens import ALL, COUNT, MONTH, NAME, PERCENT, SOME, Clause
from mzgz.publishing.verify.assertions.lazy_pattern import AssertionForm, first_match
from mzgz.publishing.verify.assertions.pattern_fragments import (
    ALL_OF_THEM,
    DONE,
    END,
    LEAD,
    LISTED,
    MID,
    NOT,
    ONLY,
    PAST,
    REACHED,
    TIMELY,
    UNITS,
    Assertion,
    Context,
    codes_in,
    matched,
    number_in,
    together,
    within,
)
from mzgz.publishing.verify.assertions.reached_or_not import UnitStanding, Way, standing, stands
from mzgz.publishing.verify.assertions.shares_of_units import share_said
from mzgz.publishing.verify.number_candidates import kind_of

_SAID: Final = (
    rf"(?P<said>(?:{ALL_OF_THEM})*{PAST}(?P<timely>{TIMELY})?{PAST}(?:(?P<reached>{REACHED})|(?P<done>{DONE})))"
)
_LATER: Final = r"[^，]{0,40}"
_EACH: Final = rf"(?={ALL_OF_THEM})"
_SPREAD: Final = r"(?:(?:基本|已|已经)?(?:实现|做到|达到)?了?(?P<cover>全覆盖|全域覆盖|百分之百覆盖|100%覆盖|应(?P<what>.)尽(?P=what))|覆盖(?:到|了)?(?P<cover2>全部|所有|每一个|每个|全市)[^，]{0,8})"
_OTHERS: Final = rf"(?:其余|其他|其它|剩余|余下)(?:的)?(?:{SOME}|{ALL}|各?旗市区|各?地方?|各单位)?"
_MOST: Final = rf"(?P<part>过半数?|超过半数|半数以上|超过一半|一半以上|大多数|绝大多数|大部分|绝大部分|多数|近半数?|半数|少数|个别|极少数|(?:近|超过|超|约)?{PERCENT}以?上?)的?(?:旗市区|旗县市区|地方|地区|单位|旗县)"
_NONE_LACKS: Final = rf"(?:(?:无|没有|未有){SOME}|无一(?:个)?(?:旗市区|地方|单位|地)?|没有(?:一个|任何|哪个)(?:旗市区|地方|单位|地)?|未有(?:一个|任何)?(?:旗市区|地方|单位)?)"
_BEHIND: Final = (
    r"(?:掉队|落后|落下|拖后腿|例外|遗漏|缺位|未达标|没有?达标|不达标|未完成|没有完成|没达到目标|未达到目标)"
)
_IT: Final = NAME

_ALL: Final = tuple(
    AssertionForm(pattern)
    for pattern in (
        rf"{LEAD}(?:{ALL}|(?P<units>{UNITS})(?={_LATER}{ALL_OF_THEM})){MID}{_IT}{MID}{_SAID}{END}",
        rf"{LEAD}{_IT}{MID}(?:{ALL}|(?P<units>{UNITS})){MID}{_SAID}{END}",
        rf"{LEAD}(?:{ALL}|(?P<units>{UNITS})(?={_LATER}{ALL_OF_THEM})){MID}{_SAID}{MID}{_IT}{MID}{END}",
        rf"{LEAD}(?:{ALL}|(?P<units>{UNITS})){MID}{_EACH}{_SAID}{END}",
        rf"{LEAD}{_IT}{MID}{_EACH}{_SAID}{END}",
    )
)
_NOBODY: Final = AssertionForm(
    rf"{LEAD}(?:(?:{ALL}){MID})?(?:{_IT}{MID})?(?:{ALL}中?)?(?P<said>{_NONE_LACKS}(?:{NAME}{MID})?{_BEHIND}){END}"
)
_ONLY: Final = tuple(
    AssertionForm(pattern)
    for pattern in (
        rf"{LEAD}(?:{_IT}{MID})?(?P<said>{ONLY}(?:{LISTED}|(?P<number>{SOME}))(?:{_IT2})?{MID}(?P<not>{NOT})?(?P<claim>{REACHED}|{DONE}|跟上)){END}"
        for _IT2 in (rf"{MID}{NAME}",)
    )
)
_REVERSED: Final = AssertionForm(
    rf"{LEAD}(?:{_IT}{MID})?(?P<said>(?P<not>{NOT}|不)(?P<claim>{REACHED}|{DONE})的(?:旗市区|地方|单位|地)?(?:{ONLY}|有|为|是|共有?|共计)*(?:{LISTED}|(?P<number>[{SOME}{COUNT}]))){END}"
)
_BESIDES: Final = tuple(
    AssertionForm(pattern)
    for pattern in (
        rf"{LEAD}(?:{_IT}{MID})?(?P<said>除(?:了)?(?P<units>{UNITS})(?:等)?(?P<counted>{SOME})?(?:以外|之外|外)?[，、]?(?:{_OTHERS}|{ALL}|{SOME})?{MID}(?:{NAME})?{MID}(?:{ALL_OF_THEM})?{PAST}(?P<timely>{TIMELY})?{PAST}(?P<claim>{REACHED}|{DONE})(?:{MID}{NAME})?){END}",
    )
)
_SO_MANY: Final = tuple(
    AssertionForm(pattern)
    for pattern in (
        rf"{LEAD}{_IT}{MID}(?:已|共|目前|全市)*(?:有|在)?(?P<said>(?P<number>{SOME})(?:{MID})(?:{ALL_OF_THEM})?(?P<not>{NOT})?{PAST}(?P<timely>{TIMELY})?{PAST}(?P<claim>{REACHED}|{DONE}|不达标)){END}",
        rf"{LEAD}(?:已?有)?(?P<said>(?P<number>{SOME})(?:的)?{MID}{_IT}{MID}(?:{ALL_OF_THEM})?(?P<not>{NOT})?{PAST}(?P<timely>{TIMELY})?{PAST}(?P<claim>{REACHED}|{DONE}|不达标)){END}",
        rf"{LEAD}(?:已?有)?(?P<said>(?P<number>{SOME}){MID}(?:{ALL_OF_THEM})?(?P<not>{NOT})?{PAST}(?P<timely>{TIMELY})?{PAST}(?P<claim>{DONE}){MID}{_IT}){MID}{END}",
        rf"{LEAD}(?:{_IT}{MID})?(?P<said>(?P<claim>{REACHED}|{DONE})的(?:旗市区|地方|单位|地)?(?:已经?)?(?:有|达到?|为|共有?)(?P<number>[{SOME}{COUNT}])){END}",
        rf"{LEAD}(?:{_IT}{MID})?(?P<said>(?P<number>{SOME}){MID}(?P<not>{NOT})?{PAST}(?P<timely>{TIMELY})?{PAST}(?P<claim>{REACHED}|不达标)){END}",
    )
)
_PART: Final = AssertionForm(
    rf"{LEAD}(?:{_IT}{MID})?(?:只有|仅有|有)?(?P<said>{_MOST}(?:{MID}{NAME})?{MID}{PAST}(?P<not>{NOT})?(?P<claim>{REACHED}|{DONE}|不达标))(?:{MID}{NAME})?{MID}{END}"
)
_NAMED: Final = AssertionForm(
    rf"{LEAD}(?:(?:{_IT}){MID})?(?P<units>{UNITS})(?:等(?P<counted>{SOME}))?{MID}(?:(?P<name2>{NAME}){MID})?(?P<said>(?P<not>{NOT}|不){PAST}(?P<claim>{REACHED}|{DONE}|跟上)){END}"
)
_DID: Final = AssertionForm(
    rf"{LEAD}(?P<units>{UNITS}){MID}(?P<said>{PAST}(?P<timely>{TIMELY})?{PAST}(?P<claim>{DONE}))(?P<not>(?!))?{MID}{_IT}{MID}{END}"
)
_LACKING_OF: Final = AssertionForm(
    rf"{LEAD}(?P<said>(?P<not>{NOT}|不)(?P<claim>{REACHED}|{DONE}){_IT}{MID}的?(?:旗市区|地方|单位|地)?(?:{ONLY}|有|为|是|共有?|共计)+(?:{LISTED}|(?P<number>[{SOME}{COUNT}]))){END}"
)
_NAMED_INSIDE: Final = AssertionForm(
    rf"{LEAD}(?P<units>{UNITS}){MID}(?P<said>(?P<not>{NOT})(?P<claim>达到|完成|实现|落实)了?(?:{NAME})(?:的)?(?:目标|要求|标准|任务)?(?:值|要求)?){END}"
)
_OF_CITY: Final = AssertionForm(
    rf"{LEAD}(?:{_IT}{MID})?(?P<said>(?P<not>{NOT})?{PAST}(?P<timely>{TIMELY})?{PAST}(?P<claim>{REACHED}|(?P<done>{DONE}))(?:{_IT}{MID})?){END}"
)
_COVER: Final = AssertionForm(rf"{LEAD}(?:(?P<units>{UNITS}){MID})?(?:实现了?)?{_IT}{MID}(?P<said>{_SPREAD}){END}")
_COVER_FIRST: Final = AssertionForm(
    rf"{LEAD}(?:(?P<units>{UNITS}){MID})?(?:实现|做到|达到)了?{_IT}{MID}(?P<said>全覆盖){END}"
)
_VALUES: Final = tuple(
    AssertionForm(pattern)
    for pattern in (
        rf"{LEAD}(?:除(?:了)?(?P<but>{UNITS})(?:以外|之外|外)?[，、]?)?(?:{_OTHERS}|{ALL}|(?P<units>{UNITS})){MID}(?:{NAME}{MID})?(?P<said>(?:{ALL_OF_THEM})(?:已|保持|稳定)*(?:达到?|在|为|是|超过|高于|突破|保持在|实现)?了?(?P<value>[{PERCENT}{COUNT}]))(?:的?水平)?{END}",
        rf"{LEAD}(?:{NAME}{MID})(?P<but>(?!))?(?:{ALL}|(?P<units>{UNITS})){MID}(?P<said>(?:{ALL_OF_THEM})(?:已|保持|稳定)*(?:达到?|在|为|是|超过|高于|突破|保持在|实现)?了?(?P<value>[{PERCENT}{COUNT}]))(?:的?水平)?{END}",
    )
)
_WITHOUT: Final = AssertionForm(
    rf"{LEAD}(?:(?:除(?:了)?(?P<units>{UNITS})(?:以外|之外|外)|(?:剔除|扣除|不含|不计|去掉)(?P<units3>{UNITS})(?:数据)?(?:之?后|以后|外)?)[，]?(?:{_OTHERS})?{MID}{NAME}|{NAME}){MID}(?:达到?|为|是|升至|提高到)了?(?P<said>(?P<value>[{PERCENT}{COUNT}])(?:[（(](?:不含|不包括|不计|剔除|扣除|除)(?P<units2>{UNITS})(?:数据|外|在内)?[）)])?){END}"
)
_BY_MONTH: Final = AssertionForm(
    rf"{LEAD}(?:{_IT}{MID})?(?:到|至|在|于|截至)?(?P<month>{MONTH})[底末]?(?:之前|以前|前)?[，、]?(?:{ALL}|(?P<number>{SOME}))?{MID}(?:{ALL_OF_THEM})?(?P<said>{PAST}(?:{ALL_OF_THEM})?{PAST}(?P<claim>{REACHED}|{DONE}))(?:{MID}{NAME})?{MID}{END}"
)


_REACHES: Final = AssertionForm(
    f"标|达到|完成|建|出台|印发|制定|召开|举办|启动|落实|开展|实施|办结|落地|实现|兑现|执行|到位|提高|完善|覆盖|尽|跟上|落后|掉队|例外|[{PERCENT}{COUNT}]"
)


def read_units(clause: Clause, context: Context) -> Iterator[Assertion]:
    """The first form the clause has, end to end."""
    if not _REACHES.search(clause.code):
        return
    for reader in (_month, _values, _without, _all, _nobody, _only, _besides, _some, _most, _named, _cover, _city):
        found = reader(clause, context)
        if found is not None:
            yield found
            return


def _way(match: re.Match[str], claim: str) -> Way:
    groups = match.groupdict()
    if groups.get("timely") or "如期" in claim or "按期" in claim or "按时" in claim:
        return "timely"
    return "reached" if "标" in claim else "done"


def _row(context: Context, clause: Clause, way: Way) -> tuple[str, UnitStanding] | None:
    target = context.name_in(clause)
    if not target:
        return None
    row = standing(context.city(target).parts or (context.city(target),), way)
    return (target, row) if row.all > 1 else None


def _all(clause: Clause, context: Context) -> Assertion | None:
    match = first_match(_ALL, clause.code)
    if match is None:
        return None
    way = _way(match, match["said"])
    target = context.name_in(clause)
    if not target:
        return None
    groups = match.groupdict()
    if groups.get("units"):
        parts = context.of_units(target, codes_in(clause, *match.span("units")))
    else:
        parts = iter(context.city(target).parts or (context.city(target),))
    row = standing(parts, way)
    holds = False if row.no else None if row.open or not row.yes else True
    return matched(clause, *match.span("said"), holds, phrase_of(row.no[0]) if row.no else _open(row))


def _open(row: UnitStanding) -> str:
    return f"{phrase_of(row.open[0])}" if row.open else ""


def _values(clause: Clause, context: Context) -> Assertion | None:
    """Each of them has at least so much, or exactly so much."""
    match = first_match(_VALUES, clause.code)
    target = context.name_in(clause) if match else ""
    reported = clause.tokens[match.start("value")].what if match else None
    if match is None or not target or not isinstance(reported, Quantity):
        return None
    codes = codes_in(clause, *match.span("units")) if match["units"] else []
    parts = list(context.of_units(target, codes)) if codes else list(context.city(target).parts)
    left = set(codes_in(clause, *match.span("but"))) if match["but"] else set()
    known = [(part, agrees_with(reported, part)) for part in parts if part.expected and part.node.key not in left]
    wrong = next((part for part, same in known if same is False), None)
    holds = False if wrong else True if known and all(same for _, same in known) else None
    return matched(clause, *match.span("said"), holds, phrase_of(wrong) if wrong else "")


def agrees_with(said: Quantity, part: Progress) -> bool | None:
    """Whether a quantity is a unit's value, its hedge counted; None where they are of different kinds."""
    kind, unit = kind_of(part.target) if part.target.operands else (None, "")
    if part.value is None or said.kind is not kind or (unit and not same_unit(said.unit, split_thing(unit)[0])):
        return None
    return within(said, part.value)


def _without(clause: Clause, context: Context) -> Assertion | None:
    """The value of the city without some units: their numbers taken out of both sums."""
    match = _WITHOUT.fullmatch(clause.code)
    group = next((name for name in ("units", "units2", "units3") if match and match[name]), "")
    target = context.name_in(clause) if group else ""
    reported = clause.tokens[match.start("value")].what if match else None
    if match is None or not target or not isinstance(reported, Quantity):
        return None
    left = set(codes_in(clause, *match.span(group)))
    rest = [part.node.key for part in context.city(target).parts if part.node.key not in left]
    others = context.board.group(target, rest, Node("tag", "", f"{clause.words(*match.span(group))}以外"))
    same = agrees_with(reported, others)
    return matched(clause, *match.span("said"), same, phrase_of(others))


def _nobody(clause: Clause, context: Context) -> Assertion | None:
    match = _NOBODY.fullmatch(clause.code)
    found = _row(context, clause, "done" if match and "完成" in match["said"] else "reached") if match else None
    if match is None or found is None:
        return None
    row = found[1]
    holds = False if row.no else None if row.open else True
    return matched(clause, *match.span("said"), holds, phrase_of(row.no[0]) if row.no else _open(row))


def _only(clause: Clause, context: Context) -> Assertion | None:
    match = first_match((*_ONLY, _REVERSED, _LACKING_OF), clause.code)
    found = _row(context, clause, _way(match, match["claim"])) if match else None
    if match is None or found is None:
        return None
    row, lacking = found[1], bool(match["not"])
    if match["units"]:
        holds = row.exactly(set(codes_in(clause, *match.span("units"))), lacking=lacking)
        counted = number_in(clause, *match.span("counted")) if match["counted"] else None
        if counted is not None:
            holds = together([holds, row.count(counted, lacking=lacking)])
    else:
        holds = row.count(_units_counted(clause, match), lacking=lacking)
    return matched(clause, *match.span("said"), holds, row.told())


def _city(clause: Clause, context: Context) -> Assertion | None:
    """One target of the whole city: not reached, or reached in time; without its name only 达到目标 can be meant."""
    match = _OF_CITY.fullmatch(clause.code)
    if match and NAME in clause.code and not match["not"] and not match["timely"]:
        return None
    target = context.name_in(clause) if match and not context.units else ""
    if match is None or not target or (match["done"] and NAME not in clause.code):
        return None
    verdict = stands(context.city(target), _way(match, match["claim"]))
    holds = None if verdict is None else verdict != bool(match["not"])
    return matched(clause, *match.span("said"), holds, phrase_of(context.city(target)))


def _units_counted(clause: Clause, match: re.Match[str]) -> int:
    """12个旗市区, or 12个 after 旗市区有."""
    number = number_in(clause, *match.span("number"))
    reported = clause.tokens[match.start("number")].what
    return number or (int(reported.value) if isinstance(reported, Quantity) and reported.unit in ("个", "") else 0)


def _besides(clause: Clause, context: Context) -> Assertion | None:
    match = first_match(_BESIDES, clause.code)
    found = _row(context, clause, _way(match, match["claim"])) if match else None
    if match is None or found is None:
        return None
    row, named = found[1], set(codes_in(clause, *match.span("units")))
    others = [part for part in row.no if part.node.key not in named]
    if others:
        return matched(clause, *match.span("said"), False, phrase_of(others[0]))
    fine = [part for part in row.yes if part.node.key in named]
    if fine:
        return matched(clause, *match.span("said"), False, phrase_of(fine[0]))
    holds = True if not row.open else None
    return matched(clause, *match.span("said"), holds, _open(row))


def _some(clause: Clause, context: Context) -> Assertion | None:
    match = first_match(_SO_MANY, clause.code)
    found = _row(context, clause, _way(match, match["claim"])) if match else None
    if match is None or found is None:
        return None
    lacking = bool(match.groupdict().get("not")) or match["claim"] == "不达标"
    number = _units_counted(clause, match)
    row = found[1]
    rendered = f"达到的有{len(row.yes)}个单位" + (f"，{row.told()}" if row.no else "")
    return matched(clause, *match.span("said"), row.count(number, lacking=lacking), rendered)


def _most(clause: Clause, context: Context) -> Assertion | None:
    match = _PART.fullmatch(clause.code)
    found = _row(context, clause, _way(match, match["claim"])) if match else None
    if match is None or found is None:
        return None
    row = found[1]
    least, most = row.least, row.most
    if match["not"] or match["claim"] == "不达标":
        least, most = 1 - row.most, 1 - row.least
    holds = share_said(clause.words(*match.span("part")), least, most)
    return matched(clause, *match.span("said"), holds, f"达到的有{len(row.yes)}个单位，应达到{row.all}个")


def _named(clause: Clause, context: Context) -> Assertion | None:
    """Units that are said to lack it, or to have done it."""
    forms = (_NAMED, _NAMED_INSIDE, _DID)
    match = first_match(forms, clause.code)
    target = context.name_in(clause) if match else ""
    if match is None or not target:
        return None
    parts = list(context.of_units(target, codes_in(clause, *match.span("units"))))
    verdicts = [stands(part, _way(match, match["claim"])) for part in parts]
    lacking = bool(match["not"])
    fine = next((part for part, verdict in zip(parts, verdicts, strict=True) if verdict is lacking), None)
    holds = False if fine else None if None in verdicts else True
    return matched(clause, *match.span("said"), holds, phrase_of(fine) if fine else "")


def _cover(clause: Clause, context: Context) -> Assertion | None:
    match = _COVER.fullmatch(clause.code) or _COVER_FIRST.fullmatch(clause.code)
    target = context.name_in(clause) if match else ""
    if match is None or not target:
        return None
    if match["units"]:
        parts = list(context.of_units(target, codes_in(clause, *match.span("units"))))
    else:
        parts = list(context.city(target).parts)
    lacking = [part for part in parts if part.expected and part.value is not None and part.value != 1]
    unknown = [part for part in parts if part.expected and part.value is None]
    if not any(part.value is not None for part in parts):
        return None
    holds = False if lacking else None if unknown else True
    return matched(clause, *match.span("said"), holds, phrase_of(lacking[0]) if lacking else "")


def _month(clause: Clause, context: Context) -> Assertion | None:
    """Done by the end of an earlier month, as far as the figures of that month tell."""
    match = _BY_MONTH.fullmatch(clause.code)
    target = context.name_in(clause) if match else ""
    month = clause.tokens[match.start("month")].what if match else None
    if match is None or not target or not hasattr(month, "index"):
        return None
    board = context.board.at(month)  # type: ignore[arg-type]
    city = board.city(target)
    row = standing(city.parts or (city,), "reached")
    verdicts = [part.met_now for part in (city.parts or (city,)) if part.expected]
    if not verdicts or None in verdicts or row.all != len(verdicts):
        return None
    done = sum(verdict is True for verdict in verdicts)
    if match["number"]:
        holds = done == number_in(clause, *match.span("number"))
    else:
        every = bool(re.search(f"[{ALL}]|{ALL_OF_THEM}", clause.code))
        holds = done == len(verdicts) if every or not city.target.pooled else city.met_now is True
    return matched(
        clause, match.start("month"), match.end("said"), holds, f"到那时达到的有{done}个单位，应达到{len(verdicts)}个"
    )
