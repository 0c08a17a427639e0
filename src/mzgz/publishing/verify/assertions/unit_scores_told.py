"""Where it is said which share of its tasks a unit has reached: how much, at which place, more than another's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from mzgz.language import Kind, Quantity
from mzgz.publishing.figures.unit_scores import Ranked, ranking
from mzgz.publishing.verify.assertions.clause_tokens import COUNT, NAME, ORDINAL, PERCENT, SOME, UNIT, Clause
from mzgz.publishing.verify.assertions.how_many import how_many
from mzgz.publishing.verify.assertions.lazy_pattern import AssertionForm
from mzgz.publishing.verify.assertions.pattern_fragments import LEAD, UNITS, Assertion, Context, codes_in, matched

_SCORE: Final = r"(?:各项|全年|年度|总体|综合)*(?:目标)?(?:任务)?的?(?:达标占比|达标率|达标比例|达标任务占比|完成占比|任务完成率|任务完成比例)"
_IS: Final = r"(?:也|均|都|已|只|仅|就|达到?|为|是|有|在|到|了|实现|做到|高达)*"
_BEST: Final = r"(?:在?全市)?(?:位?居|名列|排名?|位列)?(?:最高|第一|首位|榜首|领先)"
_WORST: Final = r"(?:在?全市)?(?:位?居|名列|排名?|位列|排在)?(?:最低|垫底|倒数第一|末位|最后一?[位名]?|最后)"
_FULL: Final = r"(?:满分|全满|满格|打满)"
_ENDS: Final = (
    AssertionForm(
        rf"{LEAD}{_SCORE}(?P<said>(?:(?P<best>{_BEST})|(?P<worst>{_WORST}))的(?:旗市区|地方)?{_IS}(?P<units>{UNITS}))[。！]*$"
    ),
    AssertionForm(
        rf"{LEAD}(?P<units>{UNITS})的?{_SCORE}(?P<said>{_IS}(?:(?P<best>{_BEST})|(?P<worst>{_WORST})))[。！]*$"
    ),
    AssertionForm(rf"{LEAD}{_SCORE}(?P<units>{UNITS})(?P<said>(?:(?P<best>{_BEST})|(?P<worst>{_WORST})))[。！]*$"),
)
_PLACE: Final = AssertionForm(
    rf"{LEAD}(?P<units>{UNIT})的?{_SCORE}(?P<said>(?:在?全市)?(?:位?居|名列|排名?|位列|排在|列)*(?P<place>{ORDINAL})[位名]?)[。！]*$",
    ORDINAL,
)
_OF_UNIT: Final = AssertionForm(
    rf"{LEAD}(?P<units>{UNITS})的?{_SCORE}(?P<said>{_IS}(?:(?P<verb>超过|高于|低于|不足)了?)?(?:(?P<value>{PERCENT})|(?P<full>{_FULL})))[。！]*$"
)
_PAIR: Final = AssertionForm(
    rf"{LEAD}(?P<units>{UNIT})的?{_SCORE}(?P<said>(?:还|也|要|远|明显)*(?:(?P<over>高于|高过|超过|好于|强于|领先于?)|(?P<under>低于|不如|不及|落后于|差于|比不上)|[比较](?P<two0>{UNIT})的?(?:还|要|更)*(?:(?P<up>高|好|强)|(?P<down>低|差)))(?P<two>{UNIT})?的?)[。！]*$"
)
_MANY: Final = (
    AssertionForm(rf"{LEAD}(?:共?有)?(?P<number>{SOME})的?{_SCORE}(?P<said>{_IS}(?:(?P<verb>超过|高于|低于|不足)了?)?(?:(?P<value>{PERCENT})|(?P<full>{_FULL})))[。！]*$"),
    AssertionForm(rf"{LEAD}{_SCORE}(?P<said>{_IS}(?:(?P<verb>超过|高于|低于|不足)了?)?(?:(?P<value>{PERCENT})|(?P<full>{_FULL}))的(?:旗市区|地方|单位)?{_IS}(?P<number>[{SOME}{COUNT}]))[。！]*$"),
)  # fmt: skip
_MARKED: Final = AssertionForm("达标占比|达标率|达标比例|达标任务占比|完成占比|任务完成率|任务完成比例")


def read_unit_scores(clause: Clause, context: Context) -> Iterator[Assertion]:
    """Not where a target is spoken of: its share is another one."""
    if not _MARKED.search(clause.code) or NAME in clause.code or context.target:
        return
    rows = ranking(context.board)
    for reader in (_ends, _placed, _much, _pair, _many):
        found = reader(clause, rows)
        if found is not None:
            yield found
            return


def _named(clause: Clause, match: re.Match[str], rows: tuple[Ranked, ...]) -> list[Ranked]:
    codes = codes_in(clause, *match.span("units"))
    found = {row.score.code: row for row in rows if row.score.share is not None}
    return [found[code] for code in codes] if all(code in found for code in codes) else []


def _phrase(row: Ranked) -> str:
    share = row.score.share or Fraction(0)
    return f"{row.score.name}可评判{row.score.judged}项，达标{row.score.met}项，占{float(share * 100):.1f}%，列第{row.rank}"


def _ends(clause: Clause, rows: tuple[Ranked, ...]) -> Assertion | None:
    match = next((found for form in _ENDS if (found := form.fullmatch(clause.code))), None)
    those = _named(clause, match, rows) if match else []
    if match is None or not those:
        return None
    wanted = 1 if match["best"] else max(row.rank for row in rows)
    wrong = next((row for row in those if row.rank != wanted), None)
    return matched(clause, *match.span("said"), wrong is None, _phrase(wrong) if wrong else "")


def _placed(clause: Clause, rows: tuple[Ranked, ...]) -> Assertion | None:
    match = _PLACE.fullmatch(clause.code)
    those = _named(clause, match, rows) if match else []
    place = clause.tokens[match.start("place")].what if match else None
    if match is None or len(those) != 1 or not isinstance(place, Quantity):
        return None
    return matched(clause, *match.span("said"), place.value == those[0].rank, _phrase(those[0]))


def _fits(clause: Clause, match: re.Match[str], row: Ranked) -> bool | None:
    share = row.score.share
    if share is None:
        return None
    if match["full"]:
        return share == 1
    said = clause.tokens[match.start("value")].what
    if not isinstance(said, Quantity) or said.kind is not Kind.PERCENT:
        return None
    verb = match["verb"] or ""
    if verb in ("超过", "高于"):
        return share > said.value
    return share < said.value if verb else share in said.range


def _much(clause: Clause, rows: tuple[Ranked, ...]) -> Assertion | None:
    match = _OF_UNIT.fullmatch(clause.code)
    those = _named(clause, match, rows) if match else []
    if match is None or not those:
        return None
    wrong = next((row for row in those if _fits(clause, match, row) is False), None)
    return matched(clause, *match.span("said"), wrong is None, _phrase(wrong) if wrong else "")


def _pair(clause: Clause, rows: tuple[Ranked, ...]) -> Assertion | None:
    match = _PAIR.fullmatch(clause.code)
    those = _named(clause, match, rows) if match else []
    group = next((name for name in ("two0", "two") if match and match[name]), "")
    if match is None or not those or not group:
        return None
    other = next((row for row in rows if row.score.code == codes_in(clause, *match.span(group))[0]), None)
    one = those[0]
    if other is None or one.score.share is None or other.score.share is None:
        return None
    more = bool(match["over"] or match["up"])
    holds = one.score.share > other.score.share if more else one.score.share < other.score.share
    return matched(clause, *match.span("said"), holds, f"{_phrase(one)}；{_phrase(other)}")


def _many(clause: Clause, rows: tuple[Ranked, ...]) -> Assertion | None:
    match = next((found for form in _MANY if (found := form.fullmatch(clause.code))), None)
    number = how_many(clause.tokens[match.start("number")].what) if match else None
    if match is None or number is None:
        return None
    fitting = [row for row in rows if _fits(clause, match, row)]
    names = "、".join(row.score.name for row in fitting)
    holds = number.of(len(fitting), len(fitting), len(rows))
    return matched(
        clause, *match.span("said"), holds, f"这样的有{len(fitting)}个：{names}" if fitting else "一个也没有"
    )
