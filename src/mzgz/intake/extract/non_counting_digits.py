"""Digits that count nothing because they are taken: list numbers, dates, document numbers, codes, grades, ages."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from operator import itemgetter
from typing import Final

from mzgz.intake.extract.deadlines import DateMark
from mzgz.intake.extract.lexicon import lexicon
from mzgz.language.numerals_in_names import names
from mzgz.language.pattern_search import expression, find_all


class MentionShape(StrEnum):
    """How a figure is written."""

    PERCENT = "percent"
    POINTS = "points"
    TIMES = "times"
    PARTS = "parts"
    """1:10, so many to so many."""
    COUNT = "count"
    BARE = "bare"
    ALL = "all"
    NONE = "none"
    NAME = "name"
    """Digits that count nothing: a document number, a slogan, a grade, a date."""


@dataclass(slots=True)
class FigureMention:
    """One figure at `start`..`end`; `tail` is where the bound word behind it ends.

    `value` is in `unit` with 万 and 亿 multiplied out; percentages are 55 for 55%. `high` is the far end of a range.
    `sort` is the class it ends in, `why` the reason in Chinese; both are empty until it is sorted.
    """

    start: int
    end: int
    text: str
    shape: MentionShape
    value: Fraction = Fraction(0)
    high: Fraction | None = None
    unit: str = ""
    hanzi: bool = False
    odd: bool = False
    loose: bool = False
    behind: str = ""
    tail: int = 0
    known: bool = True
    sort: str = ""
    why: str = ""
    spread: bool = False

    def __post_init__(self) -> None:
        self.tail = self.tail or self.end


_CODE: Final = expression(
    r"[A-Za-z]+[A-Za-z.\-]*[0-9][0-9.]*[A-Za-z]*(?:[级线路段])?|(?<![0-9.])[0-9]+(?:(?!P(?![A-Za-z0-9]))[A-Z]{1,4}(?![A-Za-z])|G|D)(?:-[A-Z])?级?(?!电|W|B)|[0-9]+ ?[+×*][0-9XNn][0-9X×+]*|[ⅠⅡⅢⅣⅤI]+[类级]|[A-Z]{2,5}级"
)

_GRADE: Final = expression(
    r"(?<![0-9.])[0-9]A级?(?:旅游)?(?:及?以上)?|[一二三四五六七八九]级(?:以上)?(?=[^，。；、]{1,8}(?:机构|医院|标准|公路|能效))"
)

_ROAD: Final = expression(r"[GSXBDCKZT][0-9]{1,5}(?:次|线|高速|国道|省道)?|(?<![0-9])[0-9]{3}(?:国道|省道|县道)")

_ORDINAL: Final = expression(
    r"第 ?[0-9]+(?:[、，和及][0-9]+)+[项条款个]|第 ?(?:[0-9]+|[一二三四五六七八九十百]+)(?:[个批次届轮名位期章条款项类部方]|大)?"
)

_SESSION: Final = expression(
    r"[一二三四五六七八九十0-9]{1,3}届|[一二三四五六七八九十]{1,2}次(?:全会|全体会议|会议|党代会|代表大会|代会)|[一二三四五六七八九十]+中全会|二十大|十[八九]大"
)

_LISTED: Final = expression(
    r"^[\s\u3000]*(?:[一二三四五六七八九十]{1,3}(?:是|要(?![求素点闻件]))|[（(]?[一二三四五六七八九十百]{1,3}(?:[）)、]|[．.](?![0-9]))|[（(]?[0-9]{1,3}[）)]|[0-9]{1,3}(?:、|[．.](?![0-9])|[．.](?=[0-9]{1,2}月|[0-9]{2,3}周?岁|[0-9]A级))|[0-9]{1,3} (?=[一-鿿])|[0-9]{1,2}[．.](?=[0-9]{1,4}(?:个(?!百分)|[户名家所处座条辆台项件张套栋场间支部]))|[①-⑳]|第[一二三四五六七八九十百]+[章节编部分条]+|专栏 ?[0-9]{1,3}|附[件表] ?[0-9]{0,3}|[表图] ?[0-9]{1,3}(?![0-9.%]))"
)

_INLINE_BEGINS: Final = expression(r"[一二三四五六七八九十（(0-9①-⑳第](?<=[。；：，！ 　”、].)")
_INLINE: Final = expression(
    r"(?<=[。；：，！ 　”、])(?:[一二三四五六七八九十]{1,3}(?:是|要(?![求素点闻件]))|[（(][0-9一二三四五六七八九十]{1,2}[）)]|[0-9]{1,2}[．.](?![0-9])|[0-9]{1,2}[．.](?=[0-9]{1,2}月|[0-9]{2,3}周?岁|[0-9]A级)|[①-⑳]|第[一二三四五六七八九十]{1,2}，)"
)

_PHONE: Final = expression(
    r"(?<![0-9])(?:1[3-9][0-9]{9}|0[0-9]{2,3}-[0-9]{7,8}|12[0-9]{3}|11[0-9]|96[0-9]{3,4})(?![0-9.%]|[个张户人万亿元家名件次处条项座所套公亩场辆村镇乡县街台部间对栋幢])"
)

_AGE: Final = expression(
    r"(?<![0-9])[0-9]{1,3}(?:[-–—~至][0-9]{1,3})?周?岁(?:[(（]含[）)])?(?:及?以上|及?以下)?(?![0-9左])"
)

_LIFE: Final = expression("寿命|平均年龄")

_CLOCK: Final = expression(
    r"(?:[上下]午|早上?|晚上?|中午|凌晨)?[0-9]{1,2}[时点](?:[0-9]{1,2}分|半|整)?(?:至|到|[-—–~]{1,2})[0-9]{1,2}[时点](?:[0-9]{1,2}分|半|整)?"
    r"|(?:[上下]午|早上?|晚上?|中午|凌晨)[0-9]{1,2}[时点](?:[0-9]{1,2}分|半|整)?"
)
"""每天8时至18时: the time of day."""

_FOOTNOTE: Final = expression(r"(?<=[一-鿿”》）])\[{1,2}(?:注)?[0-9]{1,3}\]{1,2}")
"""“双协员”[21]: the number of a note."""

_SCHOOL: Final = expression(
    r"九年(?=义务|一贯)|三年(?=行动|计划|攻坚|毛入)|每(?:[一两二三四五六]|[2-6])个?(?:年|月|周|季度|天)|两年(?=一)"
)

_ATTRIBUTE: Final = expression(
    r"(?=[年超过0-9±世全中民企时])(?:(?:年(?:销售|产值|营收|收入)(?:超|过|达)?)?[超过]?(?<![0-9.])[0-9][0-9.]*(?:万亿|[万亿])元?(?:以上)?级?的?(?=(?:大|级|重大|产业)?(?:产业(?!引导|基金|投资|发展)|集群|企业|项目|园区|强县|强镇|县|镇|村|品牌|工程|市场|主体|商圈|平台))|"
    r"±?[0-9]+千伏|[0-9]+公里(?=/?时速)|时速[0-9]+公里|(?:世界|全国|中国|民企|企业)?[0-9]+强|[0-9]+(?:\.[0-9])?版|[0-9]+万千瓦级|[0-9]+吨级|[0-9]+兆瓦级|[0-9×]+24小时|24小时(?=自助|在线|服务|值班|值守|不打烊|热线)|[0-9]{1,2}小时(?=[一-鿿]{0,4}圈))"
)


FRACTION: Final = expression(r"([1-9])/([2-9]|10)(?=以上|以下|左右|的|[，。；、）]|$)(?![0-9])")
"""1/3 of them."""

PARTS: Final = expression(r"(1|一)(?:\s?[:∶]\s?|比)([1-9][0-9]{0,3}(?:\.[0-9])?)(?![0-9:]|[0-9]?[点时])")
"""1:10 of staff to those cared for; the time of day begins with another number."""


def named_digit(text: str, start: int, end: int, sort: str, why: str) -> FigureMention:
    return FigureMention(start, end, text[start:end], MentionShape.NAME, sort=sort, why=why)


_TAKEN: Final = tuple(
    (expression(needs), pattern, sort, why)
    for needs, pattern, sort, why in (
        ("[时点]", _CLOCK, "period", "时刻"),
        ("A|级", _GRADE, "grade", "等级"),
        ("[A-Z]|道", _ROAD, "road", "线路编号"),
        ("第", _ORDINAL, "ordinal", "序数"),
        ("[届次会大]", _SESSION, "ordinal", "届次"),
        ("[A-Za-zⅠ-Ⅻ+×*]", _CODE, "in_name", "代号里的数"),
        ("[0-9]{3}", _PHONE, "hotline", "电话号码"),
        ("年|每", _SCHOOL, "in_name", "名称里的数"),
        ("[亿万千强版时瓦吨线]", _ATTRIBUTE, "in_name", "规模、规格的说法"),
    )
)
"""What a text must hold for the pattern to find anything, so that most lines pay for few of them."""

_SORTS: Final = {
    "书名号里的名称": "in_name", "文号": "docno", "标准编号": "docno", "热线号码": "hotline", "电话号码": "hotline", "号码": "hotline",
    "时段": "period", "固定说法": "slogan", "序号": "listno", "编号": "listno", "引号里的名称": "slogan",
}  # fmt: skip


def taken_digits(text: str, dates: list[DateMark]) -> list[FigureMention]:
    """Digits that are taken: list numbers, dates, document numbers, names, codes; the one met first wins."""
    found: list[tuple[int, int, str, str]] = []
    if listed := _LISTED.match(text):
        found.append((listed.start(), -listed.end(), "listno", "序号"))
    found += [(mark.start(), -mark.end(), "listno", "序号") for mark in find_all(_INLINE_BEGINS, _INLINE, text)]
    if "[" in text:
        found += [(mark.start(), -mark.end(), "listno", "注释的序号") for mark in _FOOTNOTE.finditer(text)]
    found += [(mark.start, -mark.end, "date", f"日期（{mark.role}）") for mark in dates]
    for one in names(text):
        if PARTS.match(text, one.start) or FRACTION.match(text, one.start):
            continue
        if text[one.start : one.end] and not (one.reason == "序号" and one.end < len(text) and text[one.end] in "%个"):
            found.append((one.start, -one.end, _SORTS.get(one.reason, "in_name"), one.reason))
    for needs, pattern, sort, why in _TAKEN:
        if needs.search(text):
            found += [
                (mark.start(), -mark.end(), sort, why)
                for mark in pattern.finditer(text)
                if sort != "hotline" or not lexicon("measure_words").starting(text, mark.end())
            ]
    found += [
        (mark.start(), -mark.end(), "age", "年龄")
        for mark in (_AGE.finditer(text) if "岁" in text else ())
        if not _LIFE.search(text, max(0, mark.start() - 14), mark.start())
    ]
    found.sort(key=itemgetter(0, 1))
    kept: list[FigureMention] = []
    for start, end, sort, why in found:
        if not kept or start >= kept[-1].end:
            kept.append(named_digit(text, start, -end, sort, why))
    return kept
