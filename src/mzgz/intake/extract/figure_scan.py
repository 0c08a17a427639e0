"""Every figure of a paragraph, greedily: digits, percentages, fractions, tenths, doublings, ranges, and all or none in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Final

from mzgz.intake.extract.deadlines import DateMark
from mzgz.intake.extract.lexicon import lexicon
from mzgz.language.number_forms import folded as doubling_at
from mzgz.language.number_forms import share as share_at
from mzgz.language.number_tokens import Token, token_at
from mzgz.language.numerals_in_names import names


class MentionShape(StrEnum):
    """How a figure is written."""

    PERCENT = "percent"
    POINTS = "points"
    TIMES = "times"
    COUNT = "count"
    BARE = "bare"
    ALL = "all"
    NONE = "none"
    NAME = "name"
    """Digits that count nothing: a document number, a slogan, a grade, a date."""


@dataclass(slots=True)
class Mention:
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


_START: Final = re.compile(r"[0-9]|[〇零一二两三四五六七八九十百千万亿半过翻倍]")
_CODE: Final = re.compile(
    r"[A-Za-z]+[A-Za-z.\-]*[0-9][0-9.]*[A-Za-z]*(?:[级线路段])?|(?<![0-9.])[0-9]+(?:[A-Z]{1,4}(?![A-Za-z])|G|D)(?:-[A-Z])?级?(?!电|W|B)|[0-9]+ ?[+×*][0-9XNn][0-9X×+]*|[ⅠⅡⅢⅣⅤI]+[类级]|[A-Z]{2,5}级"
)
_GRADE: Final = re.compile(
    r"(?<![0-9.])[0-9]A级?(?:旅游)?(?:及?以上)?|[一二三四五六七八九]级(?:以上)?(?=[^，。；、]{1,8}(?:机构|医院|标准|公路|能效))"
)
_ROAD: Final = re.compile(r"[GSXBDCKZT][0-9]{1,5}(?:次|线|高速|国道|省道)?|(?<![0-9])[0-9]{3}(?:国道|省道|县道)")
_ORDINAL: Final = re.compile(r"第 ?(?:[0-9]+|[一二三四五六七八九十百]+)(?:[个批次届轮名位期章条款项类部方]|大)?")
_SESSION: Final = re.compile(
    r"[一二三四五六七八九十0-9]{1,3}届|[一二三四五六七八九十]{1,2}次(?:全会|全体会议|会议|党代会|代表大会|代会)|[一二三四五六七八九十]+中全会|二十大|十[八九]大"
)
_LISTED: Final = re.compile(
    r"^[\s\u3000]*(?:[一二三四五六七八九十]{1,3}(?:是|要(?![求素点闻件]))|[（(]?[一二三四五六七八九十百]{1,3}(?:[）)、]|[．.](?![0-9]))|[（(]?[0-9]{1,3}[）)]|[0-9]{1,3}(?:、|[．.](?![0-9]))|[0-9]{1,3} (?=[一-鿿])|[①-⑳]|第[一二三四五六七八九十百]+[章节编部分条]+|专栏 ?[0-9]{1,3}|附[件表] ?[0-9]{0,3}|[表图] ?[0-9]{1,3}(?![0-9.%]))"
)
_INLINE: Final = re.compile(
    r"(?<=[。；：，！ 　”、])(?:[一二三四五六七八九十]{1,3}(?:是|要(?![求素点闻件]))|[（(][0-9一二三四五六七八九十]{1,2}[）)]|[①-⑳]|第[一二三四五六七八九十]{1,2}，)"
)
_PHONE: Final = re.compile(
    r"(?<![0-9])(?:1[3-9][0-9]{9}|0[0-9]{2,3}-[0-9]{7,8}|12[0-9]{3}|11[0-9]|96[0-9]{3,4})(?![0-9.%]|[个张户人万亿元家名件次处条项座所套公亩场辆])"
)
_AGE: Final = re.compile(
    r"(?<![0-9])[0-9]{1,3}(?:[-–—~至][0-9]{1,3})?周?岁(?:[(（]含[）)])?(?:及?以上|及?以下)?(?![0-9左])"
)
_SCHOOL: Final = re.compile(
    r"九年(?=义务|一贯)|三年(?=行动|计划|攻坚|毛入)|每(?:[一两二三四五六]|[2-6])个?(?:年|月|周|季度|天)|两年(?=一)"
)
_ATTRIBUTE: Final = re.compile(
    r"(?:年(?:销售|产值|营收|收入)(?:超|过|达)?)?[超过]?(?<![0-9.])[0-9][0-9.]*(?:万亿|[万亿])元?(?:以上)?级?的?(?=(?:大|级|重大|产业)?(?:产业(?!引导|基金|投资|发展)|集群|企业|项目|园区|强县|强镇|县|镇|村|品牌|工程|市场|主体|商圈|平台))|"
    r"±?[0-9]+千伏|[0-9]+公里(?=/?时速)|时速[0-9]+公里|(?:世界|全国|中国|民企|企业)?[0-9]+强|[0-9]+(?:\.[0-9])?版|[0-9]+万千瓦级|[0-9]+吨级|[0-9]+兆瓦级|[0-9×]+24小时|24小时(?=自助|在线|服务|值班|值守|不打烊|热线)|[0-9]{1,2}小时(?=[一-鿿]{0,4}圈)"
)
_GAP: Final = re.compile(r" ?([多余])? ?")
_MORE: Final = re.compile(r"[多余](?!元化|样)")
_POINTS: Final = re.compile(r" ?[多余]?个?[多余]?百分点")
_PERCENT: Final = re.compile(r" ?(%|‰)")
_TIMES: Final = re.compile(r" ?[多余]?倍(?!增)")
_TO: Final = re.compile(r" ?(?:[-–—~]{1,2}|至|到) ?(?=[0-9一二两三四五六七八九十])")
_SLASH: Final = re.compile(r" ?/ ?(?:[一-鿿·]{1,8}|千瓦时|kWh|万元)")
_BUREAUS: Final = re.compile(r"[（(]含[）)]")
_UNKNOWN: Final = re.compile(r"[一-鿿A-Za-z]{1,2}(?=[，。；、）)]|以上|以内|左右|$)")
_DOUBLE: Final = re.compile(r"(?:实现)?(?:翻番|倍增(?!计划|行动|工程))")
_HALF: Final = re.compile(r"过半数?(?!天)|半数|一半(?!天)|百分百")
_SHARE: Final = re.compile(
    r"[百千万]分之|[一二三四五六七八九十0-9]{1,3}分之|[一二两三四五六七八九0-9]成|过半|半数|一半|百分百"
)
_LONE: Final = re.compile(r"[一1](?=[个批支套系种次些份流同样体般定直起方站])")
NUMERALS: Final = frozenset("〇零一二两三四五六七八九十百千万亿")


def figures_of(text: str, dates: list[DateMark]) -> list[Mention]:
    """The figures of a folded paragraph in order, those that count nothing among them, none twice."""
    passed = _names(text, dates)
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


def _name(text: str, start: int, end: int, sort: str, why: str) -> Mention:
    return Mention(start, end, text[start:end], MentionShape.NAME, sort=sort, why=why)


_SORTS: Final = {
    "书名号里的名称": "in_name", "文号": "docno", "标准编号": "docno", "热线号码": "hotline", "电话号码": "hotline", "号码": "hotline",
    "时段": "period", "固定说法": "slogan", "序号": "listno", "编号": "listno", "引号里的名称": "slogan",
}  # fmt: skip


def _names(text: str, dates: list[DateMark]) -> list[Mention]:
    """Digits that are taken: list numbers, dates, document numbers, names, codes; the one met first wins."""
    found: list[Mention] = []
    if listed := _LISTED.match(text):
        found.append(_name(text, listed.start(), listed.end(), "listno", "序号"))
    found += [_name(text, mark.start(), mark.end(), "listno", "序号") for mark in _INLINE.finditer(text)]
    found += [_name(text, mark.start, mark.end, "date", f"日期（{mark.role}）") for mark in dates]
    for one in names(text):
        if text[one.start : one.end] and not (one.reason == "序号" and one.end < len(text) and text[one.end] in "%个"):
            found.append(_name(text, one.start, one.end, _SORTS.get(one.reason, "in_name"), one.reason))
    for pattern, sort, why in (
        (_GRADE, "grade", "等级"), (_ROAD, "road", "线路编号"), (_ORDINAL, "ordinal", "序数"), (_SESSION, "ordinal", "届次"),
        (_CODE, "in_name", "代号里的数"), (_PHONE, "hotline", "电话号码"),
        (_SCHOOL, "in_name", "名称里的数"),
        (_ATTRIBUTE, "in_name", "规模、规格的说法"),
    ):  # fmt: skip
        found += [_name(text, mark.start(), mark.end(), sort, why) for mark in pattern.finditer(text)]
    found += [
        _name(text, mark.start(), mark.end(), "age", "年龄") for mark in _AGE.finditer(text)
        if not re.search(r"寿命|平均年龄", text[max(0, mark.start() - 14) : mark.start()])
    ]  # fmt: skip
    found.sort(key=lambda figure: (figure.start, -figure.end))
    kept: list[Mention] = []
    for figure in found:
        if not kept or figure.start >= kept[-1].end:
            kept.append(figure)
    return kept


def _figure_at(text: str, place: int, taken: bytearray) -> Mention | None:
    """The figure that begins at `place`; one with shape NAME and no text is a numeral that counts nothing."""
    if double := _DOUBLE.match(text, place):
        return Mention(place, double.end(), double[0], MentionShape.TIMES, Fraction(2), unit="倍")
    if text[place] == "翻":
        doubled = doubling_at(text, place)
        if doubled is None:
            return None
        return Mention(place, doubled.end, text[place : doubled.end], MentionShape.TIMES, doubled.value, unit="倍")
    if _SHARE.match(text, place):
        form = share_at(text, place)
        if form and not form.fault and not taken[place]:
            figure = Mention(
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
    token = token_at(text, place)
    if token is None:
        return None
    end = next((at for at in range(place, token.end) if taken[at]), token.end)
    if token.fault or end < token.end or token.bare:
        sort = "" if "0" <= text[place] <= "9" else "skip"
        return (
            _name(text, place, token.end, "number", token.fault or "不是数量")
            if not sort
            else Mention(place, token.end, "", MentionShape.NAME)
        )
    return _measured(text, place, token, taken)


def _measured(text: str, place: int, token: Token, taken: bytearray) -> Mention | None:
    if far := _range(text, place, token):
        return far
    figure = _with_unit(text, place, token)
    if figure is None:
        return Mention(place, token.end, "", MentionShape.NAME)
    return _bounded(text, figure)


def _with_unit(text: str, place: int, token: Token) -> Mention | None:
    """A number with what follows it; None for a numeral in hanzi without a measure word."""
    value, end = token.value, token.end
    if points := _POINTS.match(text, end):
        return Mention(
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
        return Mention(
            place, percent.end(), text[place : percent.end()], MentionShape.PERCENT, amount, unit="%", hanzi=token.hanzi
        )
    if times := _TIMES.match(text, end):
        return Mention(
            place, times.end(), text[place : times.end()], MentionShape.TIMES, value, unit="倍", hanzi=token.hanzi
        )
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
        return Mention(place, stop, text[place:stop], MentionShape.BARE, value, unit=word, odd=odd, known=not word)
    stop = start + len(unit)
    if more := _MORE.match(text, stop):
        odd, stop = True, more.end()
    slash = _SLASH.match(text, stop)
    if slash:
        unit, stop = unit + slash[0].replace(" ", ""), slash.end()
    return Mention(place, stop, text[place:stop], MentionShape.COUNT, value, unit=unit, hanzi=token.hanzi, odd=odd)


_OTHER: Final = {
    "人": "均民大才口员力社造工为", "名": "称单录牌字校师优额", "户": "籍口外型均", "家": "庭长属访乡禽电具风", "个": "性体税别案人", "所": "有在谓需",
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
    units = lexicon("units")
    word = units.starting(text, place)
    while word:
        follows = text[place + len(word) : place + len(word) + 1]
        if not (follows and follows in _OTHER.get(word, "")) and not (hanzi and units.has(word, "digits")):
            return word
        word = units.ending(word[:-1]) if len(word) > 1 else ""
        word = word if text.startswith(word, place) else ""
    return ""


def _range(text: str, place: int, token: Token) -> Mention | None:
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
    both = Mention(place, second.end, text[place : second.end], second.shape, low, second.value, second.unit)
    return _bounded(text, both)


def _unscaled(token: Token) -> Fraction:
    value = token.value
    for size in (10**12, 10**8, 10**4):
        if token.step >= size or token.step * 10**token.decimals >= size:
            return value / size
    return value


def _bounded(text: str, figure: Mention) -> Mention:
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


TIMES: Final = frozenset(word for word, marks in lexicon("units").marks.items() if "time" in marks)
MONEY: Final = frozenset(word for word, marks in lexicon("units").marks.items() if "money" in marks)
SIZES: Final = frozenset(word for word, marks in lexicon("units").marks.items() if "size" in marks)


def words_of(text: str, busy: list[Mention]) -> Iterator[Mention]:
    """All and none said in words: 全覆盖, 应保尽保, 全部入住, 不发生, 清零."""
    taken = bytearray(len(text) + 1)
    for figure in busy:
        if figure.sort != "slogan":
            taken[figure.start : figure.end] = b"\1" * (figure.end - figure.start)
    for match in _WORDS.finditer(text):
        if taken.find(1, match.start(), match.end()) >= 0:
            continue
        yield _word(text, match)


_ACHIEVED: Final = (
    "建成投用|建成投运|建成|竣工投用|竣工|完工|投用|投产|投入使用|入住|入网|入托|完成|达标|整改到位|整改|到位|落实到位|纳入|覆盖|开工|办结|化解|接入|启用|上线|配齐|配备|"
    "开通|通车|贯通|搬迁|回迁|安置|拆除|清退|改造|更新|签约|建立|实现|上墙|持证|公开|联网|上岗|入学|脱贫|摘帽|见底|兑现|发放|交付|参保|入库|出列|销号|整治|淘汰|关停"
)
_WORDS: Final = re.compile(
    r"(?P<all>(?:实现)?(?:全面覆盖|全部覆盖|全域覆盖|全员覆盖|全覆盖)|应(?:[一-鿿]{1,3})尽(?:[一-鿿]{1,3}?)(?=[，。；、）”：！]|和|与|$|要|的)|应(?P<x>[一-鿿])尽(?P=x)|覆盖到?(?:所有|全部)(?=[一-鿿]{1,8})|"
    rf"全部(?:{_ACHIEVED})|全部(?!清零|归零|任务|工作|项目|内容|门类|指标|要求|职责|力量|资金|费用|免费|目标|过程|人员|力气)[一-鿿]{{2}}(?=[，。；、）]|$)|全面消除|(?<=实现)全[一-鿿]{{2}}(?=[，。；、]|$))|"
    r"(?P<none>(?:确保|坚决|保证)?不(?:得|再)?发生(?!变)|无一发生|不出现|杜绝|坚决防止(?:发生)?|防止发生|严防发生|动态清零|全部清零|(?<=[为到是现])零(?=[，。；、]|$)|清零(?!行动|计划|攻坚)|归零|零(?:增长|事故|死亡|伤亡|投诉|上访|非访|发生|感染|失误|差错|舆情|遗漏|积压|拖欠|违规|违纪|返贫|脱管|失控|辍学|漏管|新增)|"
    r"无(?:重大|重特大|较大|越级|集体|一例|新增|规模性)(?=[一-鿿]{2,12}))|"
    r"(?P<put>全面(?:实行|实现|推行|开通)(?=[^，。；]{2,24}事项[^，。；]{0,3}“[^”]{2,6}办”))|"
    r"(?P<every>每[个一]?(?:嘎查村|村（社区）|村|社区|街道|乡镇|苏木|县|旗县|区|镇|嘎查)[^，。；0-9]{0,6}?(?:都|均)(?:要|应)?(?:有|建有|配有|设有|建立|建成)(?![一1二两2-9][个所家座支名处]))"
)


def _word(text: str, match: re.Match[str]) -> Mention:
    start, end = match.span()
    if match["none"]:
        return Mention(start, end, match[0], MentionShape.NONE, Fraction(0))
    if match[0].startswith("实现"):
        start += 2
    return Mention(start, end, text[start:end], MentionShape.ALL, Fraction(100), unit="%")
