"""Every figure of a paragraph, greedily: digits, percentages, fractions, tenths, doublings, ranges, and all or none in words."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from mzgz.intake.extract.deadlines import DateMark
from mzgz.intake.extract.lexicon import lexicon
from mzgz.intake.extract.non_counting_digits import (
    FRACTION,
    PARTS,
    FigureMention,
    MentionShape,
    named_digit,
    taken_digits,
)
from mzgz.language.number_forms import folded as doubling_at
from mzgz.language.number_forms import share as share_at
from mzgz.language.number_tokens import Token, token_at
from mzgz.language.pattern_search import expression

_START: Final = expression(r"[0-9]|[〇零一二两三四五六七八九十百千万亿半过翻倍]")

_GAP: Final = expression(r" ?([多余])? ?")

_MORE: Final = expression(r"[多余](?![元样式功层维边方彩年项用能端点孩热])")

_POINTS: Final = expression(r" ?[多余]?个?[多余]?百分点")

_PERCENT: Final = expression(r" ?(%|‰)")

_TIMES: Final = expression(r" ?[多余]?倍(?!增)")

_TO: Final = expression(r" ?(?:[-–—~]{1,2}|至|到) ?(?=[0-9一二两三四五六七八九十])")

_JOINT: Final = expression(r"[-–—~至到]")
_FAR: Final = 10
"""Characters in which the unit of the first end of a range stands, and the sign of the range."""

_SLASH: Final = expression(
    r" ?/ ?(?:千瓦时|kWh|万元|(?:(?!以[上下内]|左右|标准|给予|予以|补[助贴]|的|且|并)[一-鿿·]){1,8})"
)

_UNKNOWN: Final = expression(r"[一-鿿A-Za-z]{1,2}(?=[，。；、）)]|以上|以内|左右|$)")

_DOUBLE: Final = expression(r"(?:实现)?(?:翻番|倍增(?!”?(?:计划|行动|工程)))")

_HALF: Final = expression(r"过半数?(?!天)|半数|一半(?!天)|百分百")

_SHARE: Final = expression(
    r"[百千万]分之|[一二三四五六七八九十0-9]{1,3}分之|[一二两三四五六七八九0-9]成|过半|半数|一半|百分百"
)


def figures_of(text: str, dates: list[DateMark]) -> list[FigureMention]:
    """The figures of a folded paragraph in order, those that count nothing among them, none twice."""
    passed = taken_digits(text, dates)
    found = [*passed]
    taken = bytearray(len(text) + 1)
    for figure in passed:
        taken[figure.start : figure.end] = b"\1" * (figure.end - figure.start)
    place = 0
    while start := _START.search(text, place):
        place = start.start()
        if taken[place]:
            place += 1
            continue
        met = _figure_at(text, place, taken)
        if met is None:
            place += 1
            continue
        if met.shape is not MentionShape.NAME or met.text:
            found.append(met)
        place = max(met.end, place + 1)
    found.sort(key=lambda figure: figure.start)
    return found


def _figure_at(text: str, place: int, taken: bytearray) -> FigureMention | None:
    """The figure that begins at `place`; one with shape NAME and no text is a numeral that counts nothing."""
    if double := _DOUBLE.match(text, place):
        return FigureMention(place, double.end(), double[0], MentionShape.TIMES, Fraction(2), unit="倍")
    if text[place] == "翻":
        doubled = doubling_at(text, place)
        if doubled is None:
            return None
        return FigureMention(
            place, doubled.end, text[place : doubled.end], MentionShape.TIMES, doubled.value, unit="倍"
        )
    if _SHARE.match(text, place):
        form = share_at(text, place)
        if form and not form.fault and not taken[place]:
            figure = FigureMention(
                place,
                form.end,
                text[place : form.end],
                MentionShape.PERCENT,
                form.value * 100,
                unit="%",
                loose=form.loose,
            )
            return _bounded(text, figure)
    if text[place] in "半过倍":
        return None
    if (share := FRACTION.match(text, place)) and int(share[1]) < int(share[2]):
        value = Fraction(int(share[1]) * 100, int(share[2]))
        return _bounded(text, FigureMention(place, share.end(), share[0], MentionShape.PERCENT, value, unit="%"))
    if parts := PARTS.match(text, place):
        value = Fraction(parts[1].replace("一", "1")) / Fraction(parts[2])
        return _bounded(text, FigureMention(place, parts.end(), parts[0], MentionShape.PARTS, value, unit="比"))
    token = token_at(text, place)
    if token is None:
        return None
    end = next((at for at in range(place, token.end) if taken[at]), token.end)
    if token.fault or end < token.end or token.bare:
        sort = "" if "0" <= text[place] <= "9" else "skip"
        return (
            named_digit(text, place, token.end, "number", token.fault or "不是数量")
            if not sort
            else FigureMention(place, token.end, "", MentionShape.NAME)
        )
    return _measured(text, place, token, taken)


def _measured(text: str, place: int, token: Token, taken: bytearray) -> FigureMention | None:
    if _JOINT.search(text, token.end, token.end + _FAR) and (far := _range(text, place, token)):
        return far
    figure = _with_unit(text, place, token)
    if figure is None:
        return FigureMention(place, token.end, "", MentionShape.NAME)
    return _bounded(text, figure)


_TWO_OF: Final = ("次", "个", "名", "家", "所", "处", "件", "户")
"""Two of them are 两次, 两个: 二次供水 is a name."""
_OF_MANY: Final = expression(r"/(?:10万|十万|万|千)(?![0-9元])")
"""9/10万: so many of a hundred thousand."""


def _with_unit(text: str, place: int, token: Token) -> FigureMention | None:
    """A number with what follows it; None for a numeral in hanzi without a measure word."""
    value, end = token.value, token.end
    if points := _POINTS.match(text, end):
        return FigureMention(
            place,
            points.end(),
            text[place : points.end()],
            MentionShape.POINTS,
            value,
            unit="个百分点",
            hanzi=token.hanzi,
        )
    if percent := _PERCENT.match(text, end):
        amount = value if percent[1] == "%" else value / 10
        return FigureMention(
            place, percent.end(), text[place : percent.end()], MentionShape.PERCENT, amount, unit="%", hanzi=token.hanzi
        )
    if times := _TIMES.match(text, end):
        return FigureMention(
            place, times.end(), text[place : times.end()], MentionShape.TIMES, value, unit="倍", hanzi=token.hanzi
        )
    if many := _OF_MANY.match(text, end):
        return FigureMention(place, many.end(), text[place : many.end()], MentionShape.COUNT, value, unit=many[0])
    gap = _GAP.match(text, end)
    start = gap.end() if gap else end
    unit = unit_at(text, start, token.hanzi)
    odd = token.odd or bool(gap and gap[1])
    if not unit:
        if token.hanzi:
            return None
        unknown = _UNKNOWN.match(text, end)
        word = unknown[0] if unknown and not text.startswith(("以", "左"), end) else ""
        stop = end + len(word)
        return FigureMention(
            place, stop, text[place:stop], MentionShape.BARE, value, unit=word, odd=odd, known=not word
        )
    stop = start + len(unit)
    if text[place:end] == "二" and unit in _TWO_OF:
        return None
    if more := _MORE.match(text, stop):
        odd, stop = True, more.end()
    slash = _SLASH.match(text, stop)
    if slash:
        unit, stop = unit + slash[0].replace(" ", ""), slash.end()
    return FigureMention(
        place, stop, text[place:stop], MentionShape.COUNT, value, unit=unit, hanzi=token.hanzi, odd=odd
    )


_OTHER: Final = {
    "人": "均民大才口员力社造工为制", "名": "称单录牌字校师优额", "户": "籍口外型均", "家": "庭长属访乡禽电具风", "个": "性体税别案人", "所": "有在谓需",
    "座": "谈椅", "处": "理置于级", "张": "罗力", "件": "套", "项": "目链", "条": "例件约", "次": "序生要产新月年日", "场": "所地景馆", "台": "账阶",
    "起": "草到来步重", "部": "门署分委省", "本": "地级年市旗区省县科次届报质", "篇": "幅", "首": "批创次位届先要席", "期": "间限望", "份": "额",
    "类": "型别似", "批": "准复评", "对": "于照接口象标", "间": "接", "例": "如会外", "位": "一置数于居", "支": "出持部撑付柱线", "种": "植业子养粮",
    "套": "用", "块": "链状", "片": "区面", "床": "位日", "口": "岸径", "组": "织建团", "轮": "训换", "门": "户诊店类", "节": "日点约能水气", "站": "点位",
    "县": "区域级城乡市", "市": "场级区州县民", "村": "级民居庄委干屯", "社区": "", "面": "积向对", "层": "次面级", "级": "别", "分": "类级层布别管享批工户局解析配",
    "年": "级度轻均初底末龄代检报审", "天": "然津气", "日": "常照均", "周": "边期转年", "元": "旦素", "米": "面粉线", "点": "位亮对多", "度": "假",
    "方": "面向式案法便针可", "步": "骤行伐", "款": "项", "班": "级子", "头": "部雁牌", "只": "有要", "升": "级学", "吨": "位", "格": "局",
    "堂": "食", "盏": "", "课时": "", "学时": "", "街道": "", "乡镇": "", "嘎查": "", "苏木": "", "平台": "", "人口": "", "岁": "", "种类": "",
}  # fmt: skip


def unit_at(text: str, place: int, hanzi: bool) -> str:
    """The measure word that begins at `place`; none where it is the beginning of another word (名 of 名称)."""
    units = lexicon("measure_words")
    word = units.starting(text, place)
    while word:
        follows = text[place + len(word) : place + len(word) + 1]
        if not (follows and follows in _OTHER.get(word, "")) and not (hanzi and units.has(word, "digits")):
            return word
        word = units.ending(word[:-1]) if len(word) > 1 else ""
        word = word if text.startswith(word, place) else ""
    return ""


def _range(text: str, place: int, token: Token) -> FigureMention | None:
    """15%—20%, 3至5个: one figure with two ends; 760元提高到910元 is none."""
    first = _with_unit(text, place, token)
    joint_at = (
        first.end
        if first and first.shape in (MentionShape.PERCENT, MentionShape.POINTS, MentionShape.COUNT)
        else token.end
    )
    joint = _TO.match(text, joint_at)
    if not joint:
        return None
    other = token_at(text, joint.end())
    if other is None or other.fault:
        return None
    second = _with_unit(text, joint.end(), other)
    if second is None or second.shape is MentionShape.BARE:
        return None
    low = token.value
    if joint_at != token.end and first and (first.shape, first.unit) != (second.shape, second.unit):
        return None
    if joint_at == token.end and second.value > other.value:
        low = token.value
    if other.scaled and not token.scaled and low < second.value / 1000:
        low *= other.value / _unscaled(other)
    if not low < second.value:
        return None
    both = FigureMention(place, second.end, text[place : second.end], second.shape, low, second.value, second.unit)
    return _bounded(text, both)


def _unscaled(token: Token) -> Fraction:
    value = token.value
    for size in (10**12, 10**8, 10**4):
        if token.step >= size or token.step * 10**token.decimals >= size:
            return value / size
    return value


def _bounded(text: str, figure: FigureMention) -> FigureMention:
    """With the bound word behind it: 以上, 左右, 以内."""
    lexis = lexicon("behind")
    word = lexis.starting(text, figure.end)
    if word == "内" and not (figure.unit in TIMES and text[figure.end + 1 : figure.end + 2] not in "容部外涵"):
        word = ""
    if (
        word == "起"
        and figure.shape is MentionShape.COUNT
        and text[figure.end + 1 : figure.end + 2] not in ("，", "。", "；", "")
    ):
        word = ""
    if word == "上下" and text.startswith("上下联", figure.end):
        word = ""
    figure.behind = word
    figure.tail = figure.end + len(word)
    return figure


TIMES: Final = frozenset(word for word, marks in lexicon("measure_words").marks.items() if "time" in marks)

MONEY: Final = frozenset(word for word, marks in lexicon("measure_words").marks.items() if "money" in marks)

SIZES: Final = frozenset(word for word, marks in lexicon("measure_words").marks.items() if "size" in marks)
