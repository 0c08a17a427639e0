"""Where a unit is said to be the best, the worst, among the first or at a place in the row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from mzgz.language import Quantity, agrees
from mzgz.progress import Progress
from mzgz.progress.ranking import ranks
from mzgz.publishing.claim_conditions import phrase_of
from mzgz.publishing.verify.assertions.clause_tokens import ALL, COUNT, NAME, ORDINAL, PERCENT, SOME, UNIT, Clause
from mzgz.publishing.verify.assertions.lazy_pattern import AssertionForm
from mzgz.publishing.verify.assertions.pattern_fragments import (
    LEAD,
    MID,
    UNITS,
    Assertion,
    Context,
    codes_in,
    is_measured,
    matched,
)
from mzgz.publishing.verify.number_candidates import kind_of

_IN: Final = rf"(?:在?(?:全市|{ALL}|各地|{SOME}|{COUNT}牧业旗|牧业旗|{COUNT}林区旗市)(?:中|里|当中|范围内)?|全市|中)?"
_BEST: Final = rf"(?:冠居全市|冠绝全市|雄踞全市|{_IN}(?:位?居|名列|位列|排在?|排名|列|处于|稳居|继续居|高居|位于)(?:在|于)?{_IN}(?:首位|榜首|头一位|头一名|头把交椅|第一名?|第1|之首|首席|头名|首)|{_IN}(?:最好|最优|最佳|第一|领先|遥遥领先|拔得头筹|独占鳌头|拔尖|领跑)|领跑全市|领先全市|领先于?全市|全市领先)"
_WORST: Final = rf"(?:{_IN}(?:位?居|名列|位列|排在?|排名|列|处于)(?:在|于)?{_IN}(?:末位|末尾|最后一?[名位]?|最后{COUNT}|倒数{ORDINAL}名?|最末|末席)|{_IN}(?:最差|垫底|倒数{ORDINAL}|末位|最后|垫了底))"
_HIGH: Final = rf"{_IN}(?:最高|最多|最大)"
_LOW: Final = rf"{_IN}(?:最低|最少|最小)"
_FRONT: Final = rf"{_IN}(?:位?居|名列|走在|排在|排名|位列|进入|跻身|处于|位于)(?:在|于)?{_IN}(?:前列|前茅|前三名?|前三位|前{COUNT}|靠前|前头|前面)"
_PLACE: Final = rf"{_IN}(?:稳居|高居|排行|位?居|名列|位列|排在?|排名|列)(?:在|于)?{_IN}(?P<place>{ORDINAL})(?:名|位)?|(?:全市|{ALL}中?)(?P<place2>{ORDINAL})(?:名|位)?"
_HOW: Final = (
    rf"(?P<how>(?P<best>{_BEST})|(?P<worst>{_WORST})|(?P<high>{_HIGH})|(?P<low>{_LOW})|(?P<front>{_FRONT})|{_PLACE})"
)
_WITH: Final = rf"(?:(?:以|达到?|为|是|，)?(?P<value>[{PERCENT}{COUNT}])(?:的(?:成绩|水平))?)?"
_FORMS: Final = tuple(
    AssertionForm(pattern)
    for pattern in (
        rf"{LEAD}(?:{NAME}{MID})?(?:以)?(?P<unit>{UNITS}){MID}(?:(?:以|凭)?(?P<value2>[{PERCENT}{COUNT}])的)?(?:{NAME}{MID})?{_WITH}(?:为|是|，|暂|仍|继续|依然|均|都|双双|并列)*(?P<said>{_HOW})(?:的(?:旗市区|地方|单位|地区))?[，。！了]*$",
        rf"{LEAD}(?:{NAME}{MID})?(?P<said>{_HOW})的(?:旗市区|地方|单位|地区|地)?(?:是|为|当属)(?P<unit>{UNITS})(?:[，（(]?(?:达到?|为|是)?(?P<value>[{PERCENT}{COUNT}])[）)]?)?[。！了]*$",
        rf"{LEAD}(?:{NAME}{MID})?(?P<said>{_HOW})的(?P<unit>{UNITS})(?:达到?|为|是)(?P<value>[{PERCENT}{COUNT}])[。！了]*$",
    )
)
_UNDERSTOOD: Final = AssertionForm(rf"{LEAD}(?:也|均|都|同|并|继续|仍|依然|稳)*(?P<said>{_HOW})[。！了]*$")
_LAST: Final = re.compile("第一|第1")
_TOP: Final = Fraction(1, 4)


_THREE: Final = re.compile(f"三|{COUNT}")
_RANKS: Final = AssertionForm(
    f"最|冠|倒数|首|前{COUNT}|第一|第1|榜|前列|前茅|前三|靠前|前[头面]|垫|末|领|头名|鳌头|拔|{ORDINAL}"
)


def read_ranks(clause: Clause, context: Context) -> Iterator[Assertion]:
    code = clause.code
    if not _RANKS.search(code):
        return
    forms = _FORMS if UNIT in code else (_UNDERSTOOD,)
    match = next((found for form in forms if (found := form.fullmatch(code))), None)
    target = context.name_in(clause) if match else ""
    if match is None or not target or not is_measured(context, target):
        return
    if context.things and NAME not in code and context.board.plan.targets[target].quotient:
        return  # of the things a share is made of
    codes = codes_in(clause, *match.span("unit")) if UNIT in code else list(context.units)
    if not codes:
        return
    units = [context.board.part(target, unit) for unit in codes]
    if len({each.value for each in context.board.peers(target, codes[0])}) == 1:
        return
    verdicts = [_placed(unit, match, clause, context) for unit in units]
    wrong = next((unit for unit, verdict in zip(units, verdicts, strict=True) if verdict is False), None)
    holds = False if wrong else None if None in verdicts else True
    value = _value(clause, match, units)
    if wrong is None and value is False:
        yield matched(clause, *match.span("value"), False, phrase_of(units[0]))
        return
    yield matched(clause, *match.span("said"), holds, _where(wrong, context) if wrong else "")


def _placed(unit: Progress, match: re.Match[str], clause: Clause, context: Context) -> bool | None:
    """Whether a unit stands there; of what others have not reported only what cannot change any more counts."""
    everyone = [each for each in context.board.peers(unit.target.id, unit.node.key) if each.value is not None]
    if unit.value is None or len(everyone) < 2:
        return None
    rank = ranks(everyone)
    if unit.node.key not in rank:
        return None
    own, last = rank[unit.node.key], max(rank.values())
    values = [each.value for each in everyone if each.value is not None]
    groups = match.groupdict()
    holds: bool | None
    if groups["high"] or groups["low"]:
        holds = unit.value == (max(values) if groups["high"] else min(values))
    elif groups["best"]:
        holds = own == 1
    elif groups["worst"]:
        holds = own == last
        if any(token.sign == ORDINAL for token in clause.tokens[match.start("how") : match.end("how")]):
            holds = holds if _LAST.search(clause.words(*match.span("how"))) else None
    elif groups["front"]:
        holds = own <= 3 if _THREE.search(groups["front"]) else own == 1 or Fraction(own, len(everyone)) <= _TOP
        if not holds and not _THREE.search(groups["front"]) and Fraction(own, len(everyone)) <= Fraction(1, 3):
            return None
    else:
        place = clause.tokens[match.start("place" if groups["place"] else "place2")].what
        holds = isinstance(place, Quantity) and place.value in (own, _as_printed(unit, everyone))
    if holds is None:
        return None
    return False if not holds else True if not context.city(unit.target.id).missing else None


def _as_printed(unit: Progress, everyone: list[Progress]) -> int:
    """Its place where values that print alike share theirs."""
    rank = ranks(everyone)
    return min(rank[each.node.key] for each in everyone if each.display == unit.display and each.node.key in rank)


def _value(clause: Clause, match: re.Match[str], units: list[Progress]) -> bool | None:
    """Whether the number beside it is that of the unit."""
    reported = clause.tokens[match.start("value")].what if match.groupdict().get("value") else None
    if not isinstance(reported, Quantity) or len(units) != 1 or units[0].value is None:
        return None
    unit = units[0]
    kind, measure = kind_of(unit.target)
    return agrees(reported, units[0].value, kind, measure, name=unit.target.name)


def _where(unit: Progress, context: Context) -> str:
    everyone = [each for each in context.board.peers(unit.target.id, unit.node.key) if each.value is not None]
    rank = ranks(everyone)
    best = [each.node.name for each in everyone if rank.get(each.node.key) == 1]
    place = rank.get(unit.node.key)
    named = "、".join(best[:3])
    return f"{phrase_of(unit)}，在{len(everyone)}个单位中列第{place}，列第1的是{named}"
