"""Where one figure is said to lie above or below another: a unit's and the city's, two units', two targets', the goal."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from mzgz.language import Kind, Quantity
from mzgz.progress import Progress
from mzgz.publishing.claim_conditions import phrase_of
from mzgz.publishing.verify.assertions.clause_tokens import COUNT, NAME, PERCENT, POINTS, SOME, TIMES, UNIT, Clause
from mzgz.publishing.verify.assertions.how_many import how_many
from mzgz.publishing.verify.assertions.lazy_pattern import AssertionForm
from mzgz.publishing.verify.assertions.pattern_fragments import LEAD, MID, UNITS, Assertion, Context, codes_in, matched
from mzgz.publishing.verify.number_candidates import last_year

_OVER: Final = r"(?:高于|高出|高过|反超|赶超|超过|超出|多于|大于|优于|好于|领先于?|强于|快于)"
_UNDER: Final = (
    r"(?:低于|少于|小于|不及|不如|落后于?|差于|逊于|没有超过|未超过|没有高于|未高于|没超过|未达到|没有达到|达不到|不到)"
)
_QUALITY: Final = re.compile("优于|好于|强于|快于|领先|差于|逊于|不及|不如|落后|达不到|未达到|没有达到|快|慢|差")
"""Words of better and worse, not of more and less: where less is better they point the other way."""
_NO_MORE: Final = re.compile("(?:没有|未|没)(?:超过|高于)")
"""As much is not more."""
_WAY: Final = rf"(?:(?P<over>{_OVER})|(?P<under>{_UNDER}))"
_MEAN: Final = r"(?:全市|全局)?(?:的)?(?:平均(?:水平|数|值|线)?|总体水平|整体水平|合计(?:水平|数)?|水平)"
_BY: Final = rf"(?:了)?(?P<by>[{POINTS}{COUNT}{PERCENT}])?"
_SHORT: Final = r"(?:(?P<up>高出?|多出?|领先|快)|(?P<down>低|少|落后|慢|差))"
_AND: Final = rf"(?:{NAME}{MID})?"
_MEANS: Final = (
    AssertionForm(
        rf"{LEAD}{_AND}(?P<one>{UNITS}){MID}{_AND}(?:均|都|明显|远|大幅|略)*(?P<said>{_WAY}(?P<mean>{_MEAN})){_BY}[。！了]*$",
        "合计",
        "平均",
        "水平",
    ),
    AssertionForm(
        rf"{LEAD}{_AND}(?P<one>{UNITS}){MID}{_AND}(?P<said>[比较](?P<mean>{_MEAN}|全市)(?:要)?{_SHORT}){_BY}[。！了]*$",
        "比",
        "较",
    ),
)
_MANY: Final = (
    AssertionForm(
        rf"{LEAD}{_AND}(?:共?有)?(?P<number>{SOME})的?{_AND}(?:均|都|明显)*(?P<said>{_WAY}(?P<mean>{_MEAN}))[。！了]*$",
        "合计",
        "平均",
        "水平",
    ),
    AssertionForm(
        rf"{LEAD}{_AND}(?P<said>{_WAY}(?P<mean>{_MEAN}))的(?:旗市区|地方|单位)?(?:共?有|是|为)?(?P<number>{SOME})[。！了]*$",
        SOME,
    ),
)
_PAIRS: Final = (
    AssertionForm(
        rf"{LEAD}{_AND}(?P<one>{UNIT}){MID}{_AND}(?:明显|远|大幅|略)*(?P<said>{_WAY}(?P<two>{UNIT}){MID}(?:{NAME})?){_BY}[。！了]*$"
    ),
    AssertionForm(
        rf"{LEAD}{_AND}(?P<one>{UNIT}){MID}{_AND}(?P<said>[比较](?P<two>{UNIT}){MID}(?:{NAME}{MID})?(?:要|还)?{_SHORT}){_BY}[。！了]*$",
        "比",
        "较",
    ),
)
_TARGETS: Final = (
    AssertionForm(rf"{LEAD}(?P<one>{NAME}){MID}(?:明显|远|大幅|略)*(?P<said>{_WAY}(?P<two>{NAME})){_BY}[。！了]*$"),
    AssertionForm(
        rf"{LEAD}(?P<one>{NAME}){MID}(?P<said>[比较](?P<two>{NAME}){MID}(?:要|还)?{_SHORT}){_BY}[。！了]*$", "比", "较"
    ),
)
_THAN: Final = AssertionForm(
    rf"(?:也|还|甚至|都)*(?P<said>[比较](?P<two>{NAME}){MID}(?:还|要|更|都)*{_SHORT}){_BY}[。！了]*$", NAME
)
_TIMES_PAIR: Final = AssertionForm(
    rf"{LEAD}{_AND}(?P<one>{UNIT}){MID}{_AND}(?P<said>(?:达到?|为|是|相当于|等于)*(?P<two>{UNIT}){MID}{_AND}的?(?P<times>{TIMES})(?:还多|以上|多)?)[。！了]*$",
    TIMES,
)
_GOALS: Final = AssertionForm(
    rf"{LEAD}(?:(?P<one>{UNITS}){MID})?(?:{NAME}{MID})?(?:明显|远|大幅|略|已|均|都)*(?P<said>{_WAY}(?:了)?(?:年度|全年|预期|既定|考核)*(?:目标|要求)(?:值|要求)?)[。！了]*$",
    "目标",
    "要求",
)
_GOAL_BY: Final = AssertionForm(
    rf"{LEAD}(?:(?P<one>{UNITS}){MID})?(?:{NAME}{MID})?(?P<said>[比较](?:年度|全年|预期|既定|考核)*(?:目标|要求)(?:值|要求)?(?:要|还)?{_SHORT}){_BY}[。！了]*$",
    "目标",
    "要求",
)
_LAST_YEAR: Final = AssertionForm(
    rf"{LEAD}(?:{NAME}{MID})?(?:明显|远|大幅|略|已)*(?P<said>{_WAY}(?:上年|去年)(?:同期|底|末|年底)?的?(?:水平)?)[。！了]*$",
    "上年",
    "去年",
)


_COMPARES: Final = AssertionForm(
    "高|低|多于|少于|超|不及|不如|落后|领先|优于|好于|大于|小于|[比较].*[多少快慢差]|未达|没有达|达不到|不到|[强逊快差]于"
)


def read_comparisons(clause: Clause, context: Context) -> Iterator[Assertion]:
    if TIMES not in clause.code and not _COMPARES.search(clause.code):
        return
    for reader in (_means, _many, _pairs, _times, _than, _targets, _goals, _years):
        found = reader(clause, context)
        if found is not None:
            yield found
            return


def _match(patterns: tuple[AssertionForm, ...], code: str) -> re.Match[str] | None:
    return next((match for pattern in patterns if (match := pattern.fullmatch(code))), None)


def _upward(match: re.Match[str]) -> bool:
    groups = match.groupdict()
    return bool(groups.get("over") or groups.get("up"))


def _points_up(clause: Clause, match: re.Match[str], one: Progress | None) -> bool:
    """Whether the first is said to be the larger number: the better one is the smaller where the goal is a limit."""
    up = _upward(match)
    limited = one is not None and one.goal is not None and not one.goal.rises
    return not up if limited and _QUALITY.search(clause.words(*match.span("said"))) else up


def _means(clause: Clause, context: Context) -> Assertion | None:
    """Against the city's value; of counts that is the mean of those that have one."""
    match = _match(_MEANS, clause.code)
    target = context.name_in(clause) if match else ""
    if match is None or not target:
        return None
    city = context.city(target)
    ratio = city.target.quotient
    if not ratio and "平均" not in match["mean"]:
        return None
    mean = _mean(city)
    units = [context.board.part(target, code) for code in codes_in(clause, *match.span("one"))]
    rendered = "" if mean is None else f"，全市{'' if ratio else '平均'}{city.printed(mean)}"
    return _judged(clause, match, [(unit, mean) for unit in units], rendered)


def _mean(city: Progress) -> Fraction | None:
    """The city's share; of counts the mean of the units that have one."""
    if city.target.quotient or city.value is None:
        return city.value
    values = [part.value for part in city.parts if part.value is not None]
    return sum(values, Fraction(0)) / len(values) if values else None


def _many(clause: Clause, context: Context) -> Assertion | None:
    """So many units above or below the city's value."""
    match = _match(_MANY, clause.code)
    target = context.name_in(clause) if match else ""
    if match is None or not target:
        return None
    city = context.city(target)
    number, mean = how_many(clause.tokens[match.start("number")].what), _mean(city)
    if context.units and number and number.of(len(context.units), len(context.units), len(context.units)):
        return None  # 两地都超过全市水平: the two of the clause before
    values = [part.value for part in city.parts if part.expected]
    if number is None or mean is None or None in values or not (city.target.quotient or "平均" in match["mean"]):
        return None
    up = _points_up(clause, match, city)
    those = sum((value > mean) if up else (value < mean) for value in values if value is not None)
    holds = number.of(those, those, len(values))
    word = "高于" if up else "低于"
    return matched(clause, *match.span("said"), holds, f"{word}全市{city.printed(mean)}的有{those}个")


def _pairs(clause: Clause, context: Context) -> Assertion | None:
    match = _match(_PAIRS, clause.code)
    target = context.name_in(clause) if match else ""
    if match is None or not target:
        return None
    one, two = (context.board.part(target, codes_in(clause, *match.span(side))[0]) for side in ("one", "two"))
    return _judged(clause, match, [(one, two.value)], f"，{phrase_of(two)}")


def _targets(clause: Clause, context: Context) -> Assertion | None:
    match = _match(_TARGETS, clause.code)
    if match is None or context.units:
        return None
    one, two = (context.city(str(clause.tokens[match.start(side)].what)) for side in ("one", "two"))
    alike = one.target.quotient == two.target.quotient
    return _judged(clause, match, [(one, two.value)], f"，{phrase_of(two)}") if alike and one.target.operands else None


def _times(clause: Clause, context: Context) -> Assertion | None:
    """海拉尔是根河的三倍."""
    match = _TIMES_PAIR.fullmatch(clause.code)
    target = context.name_in(clause) if match else ""
    said = clause.tokens[match.start("times")].what if match else None
    if match is None or not target or not isinstance(said, Quantity):
        return None
    one, two = (context.board.part(target, codes_in(clause, *match.span(side))[0]) for side in ("one", "two"))
    if one.value is None or not two.value:
        return None
    holds = abs(one.value / two.value - said.value) <= max(said.step / 2, said.value / 20)
    return matched(clause, *match.span("said"), holds, f"{phrase_of(one)}，{phrase_of(two)}")


def _than(clause: Clause, context: Context) -> Assertion | None:
    """比…还高 after another target's figure."""
    match = _THAN.fullmatch(clause.code)
    known = context.target in context.board.plan.targets
    if match is None or not known or context.units or not context.followed:
        return None
    one, two = context.city(context.target), context.city(str(clause.tokens[match.start("two")].what))
    if one.target.quotient != two.target.quotient or not one.target.operands or one.target.id == two.target.id:
        return None
    return _judged(clause, match, [(one, two.value)], f"，{phrase_of(two)}")


def _goals(clause: Clause, context: Context) -> Assertion | None:
    match = _match((_GOALS, _GOAL_BY), clause.code)
    target = context.name_in(clause) if match else ""
    if match is None or not target or context.then:
        return None
    city = context.city(target)
    codes = codes_in(clause, *match.span("one")) if match["one"] else list(context.units)
    those = [context.board.part(target, code) for code in codes] if codes else [city]
    if any(not each.speaks for each in those) or (city.goal is not None and city.goal.spread is not None):
        return None
    if any(each.value == _aimed(city, each) for each in those) and not (
        city.goal and city.goal.sign in (">=", "<=", "=")
    ):
        return None  # at what had to be gone beyond
    return _judged(clause, match, [(each, _aimed(city, each)) for each in those], "")


def _aimed(city: Progress, one: Progress) -> Fraction | None:
    """The number of the city's goal that one is held against."""
    return None if city.goal is None or one.value is None else city.goal.stated(one.value)


def _years(clause: Clause, context: Context) -> Assertion | None:
    match = _LAST_YEAR.fullmatch(clause.code)
    target = context.name_in(clause) if match else ""
    if match is None or not target or context.units:
        return None
    city = context.city(target)
    base = last_year(city)
    return _judged(clause, match, [(city, base)], "" if base is None else f"，上年{city.printed(base)}")


def _judged(
    clause: Clause, match: re.Match[str], pairs: list[tuple[Progress, Fraction | None]], rendered: str
) -> Assertion | None:
    """Whether each of the first lies on the side that is said of the second, and by as much."""
    up = _points_up(clause, match, pairs[0][0] if pairs else None)
    no_more = _NO_MORE.search(clause.words(*match.span("said")))
    known = [(one, one.value - two) for one, two in pairs if one.value is not None and two is not None]
    if len(known) < len(pairs):
        return matched(clause, *match.span("said"), None, "")
    wrong = next((one for one, gap in known if (gap <= 0 if up else gap > 0 if no_more else gap >= 0)), None)
    if wrong is not None:
        return matched(clause, *match.span("said"), False, phrase_of(wrong) + rendered)
    token = match.groupdict().get("by")
    reported = clause.tokens[match.start("by")].what if token else None
    if isinstance(reported, Quantity) and len(known) == 1:
        gap = abs(known[0][1])
        share = pairs[0][0].target.quotient
        if (reported.kind is Kind.POINTS) != share or reported.kind is Kind.PERCENT:
            return matched(clause, *match.span("said"), None, "")
        holds = gap in reported.range or abs(gap - reported.value) < reported.step
        return matched(clause, match.start("by"), match.end("by"), holds, phrase_of(pairs[0][0]) + rendered)
    return matched(clause, *match.span("said"), True, "")
