"""Wording of numbers: years, ranges, rough numbers, multiples, points and marks that read two ways (GB/T 15835)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from mzgz.language.pattern_search import expression, find_all
from mzgz.model.findings import Rule, Severity
from mzgz.validation.rules.wording_slip import Slip

_N: Final = r"[0-9]+(?:\.[0-9]+)?"
_HANZI: Final = "[一二两三四五六七八九十百千万]"
_ABOUT: Final = "将近|接近|几近|近|大约|大概|约有|约"
_EXCESS: Final = "超过|超|逾"
_LEAST: Final = "至少|最少|不少于|不低于"
_MOST: Final = "至多|最多|不超过|不高于|不多于"
_DONE: Final = "新建|新增|建成|完成|改造|开展|培训|举办|组织|培育|打造|走访|安排"
_BEGUN: Final = "新建|新增|建成|改造|举办|发放|投入|完成|救助|培训|走访"
_MEASURE: Final = (
    "(?:分之[一二三四五六七八九十]|个?百分点|[个人张家户件次起处所名项份例对场套台批期座块万亿元米亩吨半成]){0,4}"
)
_ROUGH: Final = f"(?:{_N}[万亿千百]*|{_HANZI}+)[余多]"
_LETTERS: Final = expression(
    r"(?<![0-9０-９A-Za-z.])(?:[0-9０-９]+(?:[Oo〇][0-9０-９Oo〇]*|[Il][0-9][0-9Il]*)(?![A-Za-z])"
    r"|[Il][0-9]+(?=[个人张家户件次起处所名项万元年月日]))"
)
_AS_DIGITS: Final = str.maketrans("OoIl〇０１２３４５６７８９", "001100123456789")
_SHORT_YEAR: Final = expression(
    r"(?<![0-9年月．.])([12][0-9])年(?=[0-9]{1,2}(?:[-－—–~～至][0-9]{1,2})?月|上半年|下半年|第?[一二三四]季度|年底"
    r"|底(?![子层])|末|初|全年|度(?![过假])|同期)"
    r"|(?<=截至|较之|比之)([12][0-9])年(?![来多以前后间内里])"
    r"|(?<=[比较])([12][0-9])年(?=[增减提下上高低少净升降翻扩缩末底]|同期|略|有所|多[0-9])"
    r"|(?<=[自从])([12][0-9])年(?=起)"
    r"|(?<=在)([12][0-9])年(?=实现|完成|建成|达到|全部|全面)"
    r"|(?<![^，。；：、\s（“])([12][0-9])年(?=[全我][市区旗县局])"
    r"|(?<=['’‘])([12][0-9])年"
    r"|(?<![^，。；：、\s（“自])([12][0-9])年(?=以来)"
    rf"|(?<![^，。；：\s（“])(2[1-9])年(?=(?:我[局县市区乡镇])?(?:共|累计|计划|拟|将)?(?:{_BEGUN})(?!期|周年|时间))"
)
_YEARS_IN_ROW: Final = expression(r"(?<![0-9年月．.满])([12][0-9])年(?:、([12][0-9])年)+")
_RANGE: Final = expression(rf"([0-9](?<![0-9.%％－-].)[0-9]*(?:\.[0-9]+)?)\s?[-－—–~～至到]\s?({_N})[%％](?!的?确定)")
_TWICE: Final = expression(
    rf"(?:{_ABOUT}|{_EXCESS})(?:{_N}[万亿千百]*|{_HANZI}+)[余多](?![年头半])"
    rf"|(?:{_ABOUT})(?:{_N}[万亿%％]?(?![级类等])[^，。；！？、\n0-9]{{0,6}}|{_HANZI}+{_MEASURE})(?:左右|上下)"
    rf"|(?:{_LEAST}|{_EXCESS})(?:需要|需|要|有|达到|达)?(?:{_N}[万亿%％]?(?![级类等])[^，。；！？、\n0-9]{{0,6}}|{_HANZI}+{_MEASURE})以上"
    rf"|(?:{_LEAST})(?:{_DONE}){_N}[万亿%％]?[^，。；！？、\n0-9]{{0,3}}以上"
    rf"|(?:{_MOST})(?:{_N}[万亿%％]?(?![级类等])[^，。；！？、\n0-9]{{0,6}}|{_HANZI}+{_MEASURE})(?:以下|以内)"
)
_TWICE_HEAD: Final = expression(
    "[近接几将大约超逾至最不][^，。；！？、\n0-9一二两三四五六七八九十百千万]{0,6}[0-9一二两三四五六七八九十百千万]"
    "[0-9.一二两三四五六七八九十百千万亿]*[^，。；！？、\n0-9]{0,14}(?:[余多]|左右|上下|以[上下内])"
)
_AROUND: Final = expression("左右|上下")
_ROUGH_BEFORE: Final = expression(
    rf"(?<![近约超逾过])(?:{_ROUGH}{_MEASURE}|(?:{_N}[万亿%％]?|{_HANZI}+){_MEASURE}以上)$"
)
_LONGEST: Final = 16
_LETTERS_HEAD: Final = expression("[0-9０-９Il](?<![0-9０-９A-Za-z.].)(?=[0-9０-９]*[OoIl〇]|(?<=[Il])[0-9])")
_YEAR_HEAD: Final = expression("[12](?<![0-9][12])[0-9]年")
_SHRUNK_HEAD: Final = expression("[下减降缩压回少]")
_BESIDE_HEAD: Final = expression(
    "[高低超比较率占满知覆](?=[^，。；！？\n0-9]{0,24}(?:目标|水平|平均|同期|上年|去年|预期)[^，。；！？\n0-9]{0,10}[0-9][0-9.]*[%％])"
)
_SHRUNK: Final = expression(
    r"(?:下降|减少|降低|缩小|缩短|缩减|压缩|回落|压减|减|(?<=[^至最])少了|降幅|减幅)[了达为]?(?:近|约|超过|超)?"
    r"(?:[0-9]+(?:\.[0-9]+)?|[一二两三四五六七八九十]+)倍"
)
_STANDARD: Final = "目标|平均水平|平均|全[区国省]水平|上年同期|上年|去年同期|去年|预期"
_SHARE: Final = "(?:(?<![效频功速])率|占比|比重|比例|满意度|知晓度|覆盖面)"
_BESIDE_GOAL: Final = expression(
    rf"(?:高于|低于|高出|低出|超出)(?:[^，。；！？\n0-9%％]{{0,8}}?)(?:{_STANDARD})(?:值|数|线|任务)?(?:约|近)?{_N}[%％](?![的以])"
    rf"|[比较](?:[^，。；！？\n0-9%％]{{0,8}}?)(?:目标|平均水平|平均|全[区国省]水平|预期)(?:值|数|线|任务)?(?:高出|低出|高|低)了?(?:约|近)?{_N}[%％](?![的以])"
    rf"|{_SHARE}[^，。；！？\n0-9%％]{{0,8}}(?:超过|超出|超|[比较距])[^，。；！？\n0-9%％]{{0,4}}(?:{_STANDARD})"
    rf"(?:值|数|线|任务)?(?:高出|低出|高|低|还?差)?了?(?:约|近)?{_N}[%％](?![的以])"
)


def letter_for_digit(text: str) -> Sequence[Slip]:
    """数字里夹着字母

    为什么：把 0 打成字母 O、把 1 打成 l，看着一样，查找和比对时却不是一个数。

    反例：
        highlights: [{section: 健全完善养老服务体系, text: 2O22年建成机构3处}]

    正例：
        highlights: [{section: 健全完善养老服务体系, text: 2022年建成机构3处}]
    """
    return [
        Slip(
            match.start(),
            match.end(),
            f"“{match[0]}”里夹着字母",
            f"请改为“{match[0].translate(_AS_DIGITS)}”（核对后）",
        )
        for match in find_all(_LETTERS_HEAD, _LETTERS, text)
    ]


def short_year(text: str) -> Sequence[Slip]:
    """年份没有写全

    为什么：公文中年份写四位数字，“22年”也可以读成二十二年。

    反例：
        highlights: [{section: 健全完善养老服务体系, text: 22年6月建成机构3处}]

    正例：
        highlights: [{section: 健全完善养老服务体系, text: 2022年6月建成机构3处}]
    """
    slips = [
        Slip(match.start(), match.end(), f"年份“{match[0]}”没有写全", f"请改为“20{match[0]}”")
        for match in find_all(_YEAR_HEAD, _SHORT_YEAR, text)
    ]
    for match in find_all(_YEAR_HEAD, _YEARS_IN_ROW, text):
        years = [int(year) for year in re.findall("[0-9]+", match[0])]
        if all(later - year == 1 for year, later in pairwise(years)):
            right = "、".join(f"20{year}年" for year in years)
            slips.append(Slip(match.start(), match.end(), f"年份“{match[0]}”没有写全", f"请改为“{right}”"))
    return slips


def range_of_percents(text: str) -> Sequence[Slip]:
    """百分数的范围少写了百分号

    为什么：GB/T 15835 规定，两个百分数之间的范围，前后都带百分号，中间用浪纹线或一字线。15-20% 可以读成 15 到 20%。

    反例：
        highlights: [{section: 健全完善养老服务体系, text: 补贴标准提高15-20%}]

    正例：
        highlights: [{section: 健全完善养老服务体系, text: 补贴标准提高15%～20%}]
    """
    return [
        Slip(match.start(), match.end(), f"“{match[0]}”前一个数没有带百分号", f"请改为“{match[1]}%～{match[2]}%”")
        for match in _RANGE.finditer(text)
        if not (len(match[1]) == 4 and match[1].startswith(("19", "20")))
    ]


def rough_twice(text: str) -> Sequence[Slip]:
    """概数说了两遍

    为什么：“近200余人”一说不足，一说有余；“约200人左右”“至少200人以上”同一个意思说了两遍。概数只用一个词。

    反例：
        highlights: [{section: 健全完善养老服务体系, text: 服务老年人近200余人}]

    正例：
        highlights: [{section: 健全完善养老服务体系, text: 服务老年人近200人}]
    """
    spans = [match.span() for match in find_all(_TWICE_HEAD, _TWICE, text)]
    for around in _AROUND.finditer(text):
        before = max(text.rfind("\n", 0, around.start()) + 1, around.start() - _LONGEST)
        rough = _ROUGH_BEFORE.search(text[before : around.start()])
        if rough and not any(start < around.end() and before + rough.start() < end for start, end in spans):
            spans.append((before + rough.start(), around.end()))
    return [
        Slip(start, end, f"“{text[start:end]}”的概数词重复或者矛盾", _one_word(text[start:end]))
        for start, end in sorted(spans)
    ]


def _one_word(words: str) -> str:
    """Both ways to say it once."""
    front = re.match(rf"(?:{_ABOUT}|{_EXCESS}|{_LEAST}|{_MOST})(?:需要|需|要|有|达到|达)?(?:{_DONE})?", words)
    head = front[0] if front else ""
    rest = words[len(head) :]
    bare = re.sub(r"左右$|上下$|以上$|以下$|以内$", "", rest)
    bare = re.sub(r"[余多]$", "", bare)
    return f"请只留一个，改为“{head}{bare}”或者“{rest}”"


def shrunk_by_multiples(text: str) -> Sequence[Slip]:
    """下降、减少用了倍数

    为什么：减少一倍就没有了，减少两倍更不可能。减少用分数或者百分数说。

    反例：
        highlights: [{section: 健全完善养老服务体系, text: 投诉件下降2倍}]

    正例：
        highlights: [{section: 健全完善养老服务体系, text: 投诉件下降三分之二}]
    """
    return [
        Slip(
            match.start(),
            match.end(),
            f"“{match[0]}”，减少不能用倍数",
            "请改为分数或百分数，如“下降三分之二”“下降66.7%”；或者写“由…下降到…”",
        )
        for match in find_all(_SHRUNK_HEAD, _SHRUNK, text, "倍")
    ]


def points_beside_goal(text: str) -> Sequence[Slip]:
    """比目标、比平均高多少用了百分号

    为什么：占比与目标、与平均水平相差的是百分点。高于 55% 的目标 1.1%，可以读成 55.6%。数量比目标多百分之几的，写“超额完成”。

    反例：
        highlights: [{section: 健全完善养老服务体系, text: 护理型床位占比高于目标1.1%}]

    正例：
        highlights: [{section: 健全完善养老服务体系, text: 护理型床位占比高于目标1.1个百分点}]
    """
    return [
        Slip(
            match.start(),
            match.end(),
            f"“{match[0]}”，占比相差应当用百分点",
            f"两个占比相减的，改为“{match[0].rstrip('%％')}个百分点”；说数量的，写明多了多少",
        )
        for match in find_all(_BESIDE_HEAD, _BESIDE_GOAL, text)
    ]


RULES: Final = (
    Rule("W110", Severity.QUERY, letter_for_digit, "text"),
    Rule("W111", Severity.NOTE, short_year, "text"),
    Rule("W112", Severity.NOTE, range_of_percents, "text"),
    Rule("W113", Severity.NOTE, rough_twice, "text"),
    Rule("W114", Severity.QUERY, shrunk_by_multiples, "text"),
    Rule("W115", Severity.QUERY, points_beside_goal, "text"),
)
