"""A clause as a row of signs: one for each name, place, number or time in it, one for every other character.

Readers of assertions are patterns over these signs. A pattern covers a clause from end to end: a word nobody has thought
of leaves the clause unread, never misread.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from mzgz.language import Kind, Quantity, parse_hanzi, read
from mzgz.language.pattern_search import expression
from mzgz.model.periods import Period
from mzgz.publishing.verify.sentences import Sentence
from mzgz.publishing.verify.target_mentions import Naming

NAME, UNIT, ALL, SOME = "\ue101", "\ue102", "\ue103", "\ue104"
"""A target · a unit · all units (14个旗市区, 各旗市区) · so many units (12个旗市区, 三地)."""
PERCENT, POINTS, COUNT, TIMES, ORDINAL = "\ue105", "\ue106", "\ue107", "\ue108", "\ue109"
NOW, MONTH, ELSEWHEN = "\ue10a", "\ue10b", "\ue10c"
"""The time of the figures · an earlier month of the same year · any other time."""
SECTION, OPERAND = "\ue10d", "\ue10e"
"""A part of the plan, by its division (养老服务) · one of the two numbers of a share."""

_SIGNS: Final = {Kind.PERCENT: PERCENT, Kind.POINTS: POINTS, Kind.COUNT: COUNT, Kind.AMOUNT: COUNT,
                 Kind.MULTIPLE: TIMES, Kind.ORDINAL: ORDINAL, Kind.RATIO: COUNT}  # fmt: skip
_PLACES: Final = r"(?:旗市区|旗县市区|旗县区|旗市|旗县|县市区|地区|地方|单位|地(?![区方址点名级市面下上处]))"
_EVERY: Final = re.compile(
    rf"(?:各个|各|所有的?|全部的?|每个|每一个)(?:{_PLACES}|地)|全市各{_PLACES}|全市(?:上下)?各地|有街道的(?:[0-9]{{1,2}}个)?(?:旗市区|地方|地区|旗市|单位)"
)
_SO_MANY: Final = re.compile(
    rf"(?:全部|所有的?|全市的?)?([0-9]{{1,2}}|[一两二三四五六七八九十]{{1,3}})(?:个)?{_PLACES}"
)
_CLAIM_BESIDE: Final = re.compile(
    rf"(?<=[标成到报{COUNT}{SOME}])、(?:[{COUNT}{SOME}](?=(?:还|尚|仍)?(?:未|没|不)|(?:已|已经|如期|按期)?(?:达标|达到|完成|[缺迟]报|有过))|(?:逾期)?(?:尚未|还未|仍未|未|没有)(?=[^，、]{{1,6}}[{COUNT}{SOME}])|(?=下半年|第?[二三四]季度))"
)
"""完成70项、未完成11项: two claims side by side."""
_NAMES_THEM: Final = expression(
    f"(?:除了?)?(?:{UNIT}(?:[、和与及]{UNIT})*(?:之外|以外|外)，?(?:还|也)有|只有|仅有?|就|唯有|唯独|独独|只剩|是|有|还有)(?=[{UNIT}{SOME}{COUNT}])"
)
"""达到100%的，只有…: who they are."""
_PLACES_AFTER: Final = re.compile(r"的?(?:旗市区|旗县市区|旗县区|旗市|旗县|县市区|地区|地方|单位)(?!名|级)")
_MEASURED: Final = frozenset("率比数量")
"""占比超过70%的旗市区 are those above, not a share of them."""
_UP_TO: Final = expression("(?:达到?|[升提增]到|超过|突破|过|破|逾|高于|低于|不足|不到|没到|未到)$")
"""达到98%的乡镇 are those that reach it, not so many of them."""
_DO: Final = re.compile("[^，。]{0,8}(?:达标|达到|完成|未|没有)")
_PLACES_IN: Final = re.compile("旗市区|旗县|地方|单位|地区")
_UP_TO_THEN: Final = re.compile(
    r"(?:今年|全年)?(?:上半年|前?半年下来|前两个季度|年中(?<![全一]年中)(?=[就已即便时，前底末]))|国庆(?:节)?前|第?[一二三四]季度[末底]|一季度|前三(?:个)?季度"
    r"|(?:[一1]月?|年初)(?:[至到—\-－~～])(?P<last>[0-9]{1,2}|十[一二]?|[二三四五六七八九])月份?|(?<![近续去后前这的])(?P<since>[0-9]{1,2}|十[一二]?|[两二三四五六七八九])个月(?:以来|下来|来)|前(?P<months>[0-9]{1,2}|十[一二]?|[两二三四五六七八九])个月"
)
"""From the beginning of the year up to some time: the figures are those of its last month."""
_WHOLLY: Final = re.compile("达标|完成|落实|建成|到位|覆盖")
_QUARTER_OF: Final = {"一": 3, "二": 6, "两": 6, "三": 9, "四": 12}
_IN_POINTS: Final = re.compile("点(?![位子名半钟滴])")
"""两个点: percentage points."""
_COMPARED_WITH: Final = re.compile(f"(?P<one>{UNIT})?(?:[与同和跟]{UNIT}(?:相比|相较|比起来|对比|比)|比起{UNIT})")
_BY_SO_MUCH: Final = re.compile(f"(?:高|低|多|少|快|慢)(?:出|了)?[{PERCENT}{POINTS}{COUNT}]")
_MORE_THAN_IT: Final = re.compile(f"(?<=.)(?:高|低|多|少)出?(?P<unit>{UNIT})[{PERCENT}{POINTS}{COUNT}]")
"""少根河2张 is 比根河少2张."""
_SO_MANY_DO: Final = re.compile(
    f".*[{SOME}{COUNT}](?P<what>[^，{SOME}{COUNT}{NAME}{UNIT}]*(?:达标|达到|完成|建成|落实|到位|目标|要求)[^，{SOME}{COUNT}{NAME}{UNIT}]*)"
)
_AS_MANY: Final = re.compile(f"{NAME}(?:也|同样|则|却|还|仍)*有?[{SOME}{COUNT}]")
_BREAKS: Final = re.compile(r"[，；：。！？,;]")


@dataclass(frozen=True, slots=True)
class ClauseToken:
    """A sign with its place in the sentence; `what` is a target, a unit's code, a number or a quantity.

    So many units are a plain number, or the quantity where it is hedged (超过11个旗市区) or a share of them (八成旗市区).
    """

    sign: str
    start: int
    end: int
    what: str | int | Quantity | Period | None = None


@dataclass(frozen=True, slots=True)
class Clause:
    """Part of a sentence between two stops."""

    sentence: Sentence
    tokens: tuple[ClauseToken, ...]
    code: str = field(init=False)
    """Its signs."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "code", "".join(token.sign for token in self.tokens))

    @property
    def start(self) -> int:
        return self.tokens[0].start if self.tokens else 0

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Place in the sentence of the signs `first`..`last`."""
        return self.tokens[first].start, self.tokens[max(last - 1, first)].end

    def words(self, first: int, last: int) -> str:
        start, end = self.span(first, last)
        return self.sentence.text[start:end]

    def all_of(self, sign: str, first: int = 0, last: int | None = None) -> list[ClauseToken]:
        return [token for token in self.tokens[first:last] if token.sign == sign]


def clauses(
    sentence: Sentence,
    naming: Naming,
    quantities: list[Quantity],
    month: Period,
    districts: int,
) -> Iterator[Clause]:
    """The clauses of a sentence in order; 除…外 belongs to the clause after it."""
    tokens = list(_tokens(sentence, naming, quantities, month, districts))
    begun: list[ClauseToken] = []
    rows: list[list[ClauseToken]] = []
    code = "".join(token.sign for token in tokens)
    for place, token in enumerate(tokens):
        ends = _BREAKS.fullmatch(token.sign) or (token.sign == "、" and _CLAIM_BESIDE.match(code, place))
        if (
            ends
            and not _goes_on(begun)
            and not _COMPARED_WITH.fullmatch("".join(each.sign for each in begun))
            and not (code[place - 1] == "的" and _NAMES_THEM.match(code, place + 1))
        ):
            rows.append(begun)
            begun = []
        else:
            begun.append(token)
    rows.append(begun)
    rows = [_in_order(row) for row in rows if row]
    yield from (Clause(sentence, tuple(row)) for row in map(_in_full, [[], *rows], rows))


def _in_full(before: list[ClauseToken], row: list[ClauseToken]) -> list[ClauseToken]:
    """甲有3个旗市区没有达标，乙也有3个: what was said of the first so many is said of the second."""
    code, said = ("".join(token.sign for token in each) for each in (row, before))
    first = _SO_MANY_DO.fullmatch(said)
    if first is None or not _AS_MANY.fullmatch(code):
        return row
    end, last = row[-1].end, row[-1]
    if before[first.start("what") - 1].sign == SOME and isinstance(last.what, Quantity) and last.what.unit == "个":
        row = [*row[:-1], replace(last, sign=SOME, what=int(last.what.value))]
    return [*row, *(replace(token, start=end, end=end) for token in before[first.start("what") :])]


def _in_order(row: list[ClauseToken]) -> list[ClauseToken]:
    """与根河相比，海拉尔的占比高3个百分点 is …比根河高3个百分点."""
    code = "".join(token.sign for token in row)
    turned = _MORE_THAN_IT.search(code)
    if turned:
        first, unit = turned.start(), row[turned.start("unit")]
        than = ClauseToken("比", row[first].start, row[first].start)
        return [*row[:first], than, unit, *row[first : turned.start("unit")], *row[turned.end("unit") :]]
    lead = _COMPARED_WITH.match(code)
    way = _BY_SO_MUCH.search(code, lead.end()) if lead else None
    if lead is None or way is None:
        return row
    one = row[: 1 if lead["one"] else 0]
    unit = [token for token in row[: lead.end()] if token.sign == UNIT][-1]
    than = ClauseToken("比", row[way.start()].start, row[way.start()].start)
    return [
        *one,
        *row[lead.end() + 1 : way.start()],
        than,
        replace(unit, start=than.start, end=than.start),
        *row[way.start() :],
    ]


def _goes_on(row: list[ClauseToken]) -> bool:
    """Whether what has been read only leads up to the rest: 除根河外，… · 没有达标的，只有… · 截至12月底，…"""
    code = "".join(token.sign for token in row)
    if re.fullmatch(rf"除了?{UNIT}(?:[、和与及]{UNIT})*|{UNIT}(?:[、和与及]{UNIT})*除外", code):
        return True
    if re.fullmatch(rf"(?:剔除|扣除|不含|不计|去掉)了?{UNIT}(?:[、和与及]{UNIT})*(?:数据)?(?:之?后|以后|外)?", code):
        return True
    if re.search(
        rf"(?:没有?|未能?|尚未|不)[^，]{{0,8}}(?:达标|目标|要求|标准|完成|落实|建成|到位|覆盖|{PERCENT})的(?:任务|事项|指标)?(?:里|中)?$",
        code,
    ):
        return True
    if re.fullmatch(
        rf"{UNIT}(?:[、和与及]{UNIT})*(?:以外|之外|外)|(?:各项)?(?:任务)?(?:达标占比|达标率)|任务完成率", code
    ):
        return True
    if re.fullmatch(r"(?:今年|全年|在)?(?:下半年|第?[二三四]季度)(?:以来|里|内|中|间|期间)?", code):
        return True
    if re.fullmatch(rf"(?:不算|不计|撇开|撇去|抛开|刨去|刨除|除去|除开)了?{UNIT}(?:[、和与及]{UNIT})*", code):
        return True
    if re.search(r"除[^外]{1,60}(?:以?外|之外)$", code) and len(row) < 60:
        return True
    return bool(
        re.fullmatch(
            rf"(?:[与同和]上年同?期?相比|[与同和跟较](?:年度|全年|既定)?目标(?:值|线)?(?:相比|相较|对比|比)|[与同和较][{MONTH}{NOW}][底末份]*(?:相比|相较|对比|比)|(?=[^{NOW}{MONTH}]*[{NOW}{MONTH}])[{NOW}{MONTH}全市前之以截至到底末候份那当年的今目前总体看来数据显示据统计经中其同时此外另从情况]{{1,14}})",
            code,
        )
    )


def _tokens(
    sentence: Sentence, naming: Naming, quantities: list[Quantity], month: Period, districts: int
) -> Iterator[ClauseToken]:
    text = _in_common_words(sentence.text, naming)
    spans = _without_overlap(
        [
            *(
                ClauseToken(
                    NAME if not each.role else OPERAND, naming.after_verb(sentence.text, each), each.end, each.target
                )
                for each in naming.measures(sentence.text)
            ),
            *_units_in_groups(sentence.text, naming),
            *_units_counted(text, districts, quantities),
            *(ClauseToken(UNIT, start, end, code) for start, end, code in naming.units(sentence.text) if code),
            *(ClauseToken(SECTION, each.start, each.end, each.part) for each in naming.sections(sentence.text)),
            *_moments(text, month),
            *(_number(quantity, month, text) for quantity in quantities if not _wholly(text, quantity)),
        ]
    )
    spans = list(_last_year_as_word(text, spans, month))
    done = 0
    for token in spans:
        yield from (
            ClauseToken(text[place], place, place + 1) for place in range(done, token.start) if text[place] != " "
        )
        yield token
        done = token.end
    yield from (ClauseToken(text[place], place, place + 1) for place in range(done, len(text)) if text[place] != " ")


def _in_common_words(text: str, naming: Naming) -> str:
    """With the bureau's own words for its land and its units in place of which stand, sign for sign, those the readers
    know: 全县 is 全市, 乡镇 are 地区."""
    words = naming.ledger.workspace.vocabulary
    if len(words.units) == 2 and words.units not in ("地方", "单位", "地区"):
        text = text.replace(words.units, "地区")
    return text.replace(words.whole, "全市") if len(words.whole) == 2 else text


def _last_year_as_word(text: str, tokens: list[ClauseToken], month: Period) -> Iterator[ClauseToken]:
    """比2021年, 由2021年的: the year before is what 上年 means."""
    for token in tokens:
        if token.sign == ELSEWHEN and is_last_year(text, token.what, month.year):
            middle = token.start + 1
            yield from (ClauseToken("上", token.start, middle), ClauseToken("年", middle, token.end))
        else:
            yield token


def is_last_year(text: str, what: object, year: int) -> bool:
    """Whether a year is named only to compare with."""
    if not isinstance(what, Quantity) or what.kind is not Kind.YEAR or what.value != year - 1:
        return False
    return text[what.start - 1 : what.start] in ("比", "较", "由", "从", "与", "同", "和")


def _without_overlap(tokens: list[ClauseToken]) -> list[ClauseToken]:
    """Names before places before numbers: what was listed first wins."""
    taken = [False] * (max((token.end for token in tokens), default=0) + 1)
    kept = []
    for token in tokens:
        if not any(taken[token.start : token.end]):
            kept.append(token)
            taken[token.start : token.end] = [True] * (token.end - token.start)
    return sorted(kept, key=lambda token: (token.start, token.end))


def _units_in_groups(text: str, naming: Naming) -> Iterator[ClauseToken]:
    """四个牧业旗 are these four."""
    for start, end, codes in naming.groups(text):
        yield ClauseToken(UNIT, start, end, codes[0])
        yield from (ClauseToken(UNIT, end, end, code) for code in codes[1:])


def _units_counted(text: str, districts: int, quantities: list[Quantity]) -> Iterator[ClauseToken]:
    for match in _EVERY.finditer(text):
        yield ClauseToken(ALL, match.start(), match.end())
    for quantity in quantities:
        places = _PLACES_AFTER.match(text, quantity.end)
        if places and text[quantity.start - 1 : quantity.start] in _MEASURED and not _DO.match(text, places.end()):
            places = None
        if places and quantity.kind is Kind.PERCENT and _UP_TO.search(text, 0, quantity.start):
            places = None
        hedged = quantity.kind is Kind.COUNT and quantity.hedge and _PLACES_IN.search(quantity.text)
        if (places and (quantity.kind is Kind.PERCENT or quantity.hedge)) or hedged:
            yield ClauseToken(SOME, quantity.start, max(quantity.end, places.end() if places else 0), quantity)
    for match in _SO_MANY.finditer(text):
        number = int(match[1]) if match[1].isdecimal() else parse_hanzi(match[1]) or 0
        if text[match.start() - 1 : match.start()] in ("第", "."):
            continue
        yield ClauseToken(ALL if number == districts else SOME, match.start(), match.end(), number)


def _wholly(text: str, quantity: Quantity) -> bool:
    """百分之百完成, 100%达标: a word for all of them, no number."""
    return quantity.kind is Kind.PERCENT and quantity.value == 1 and bool(_WHOLLY.match(text, quantity.end))


def _moments(text: str, month: Period) -> Iterator[ClauseToken]:
    for match in _UP_TO_THEN.finditer(text):
        last = _last_month(match)
        if 1 <= last <= 12:
            meant = Period.month_of(month.year, last)
            yield ClauseToken(NOW if meant == month else MONTH, match.start(), match.end(), meant)


def _last_month(match: re.Match[str]) -> int:
    said = match["last"] or match["months"] or match["since"]
    if said:
        return int(said) if said.isdecimal() else parse_hanzi(said.replace("两", "二")) or 0
    quarter = re.search("[一二两三四](?=个?季度)", match[0])
    return _QUARTER_OF[quarter[0]] if quarter else 9 if "国庆" in match[0] else 6


def _number(quantity: Quantity, month: Period, text: str) -> ClauseToken:
    if quantity.kind is Kind.COUNT and quantity.unit == "个" and _IN_POINTS.match(text, quantity.end):
        points = next(iter(read(f"{text[quantity.start : quantity.end]}百分点")), quantity)
        return ClauseToken(POINTS, quantity.start, quantity.end + 1, points)
    if quantity.kind is Kind.YEAR:
        sign = NOW if quantity.value == month.year and month.month == 12 else ELSEWHEN
        return ClauseToken(sign, quantity.start, quantity.end, quantity)
    if quantity.kind is Kind.DATE:
        year, rest = divmod(int(quantity.value), 10000)
        same = year in (0, month.year)
        if same and 1 <= rest // 100 <= 12:
            now = rest // 100 == month.month
            spoken = quantity if now else Period.month_of(month.year, rest // 100)
            return ClauseToken(NOW if now else MONTH, quantity.start, quantity.end, spoken)
        return ClauseToken(ELSEWHEN, quantity.start, quantity.end, quantity)
    return ClauseToken(_SIGNS[quantity.kind], quantity.start, quantity.end, quantity)
