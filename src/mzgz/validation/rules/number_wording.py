"""Wording of numbers: years, ranges, rough numbers, multiples, points and marks that read two ways (GB/T 15835)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from mzgz.language.document_numbers import find_paper
from mzgz.language.pattern_search import find_all
from mzgz.model.findings import Rule, Severity
from mzgz.validation.rules.slip import Slip

_N: Final = r"[0-9]+(?:\.[0-9]+)?"
_LETTERS: Final = re.compile(r"[0-9](?<![0-9A-Za-z.].)[0-9]*(?:[Oo][0-9Oo]*|[Il][0-9][0-9Il]*)(?![A-Za-z])")
_AS_DIGITS: Final = str.maketrans("OoIl", "0011")
_SHORT_YEAR: Final = re.compile(
    r"[12][0-9]年(?:(?<![0-9年月．.]...)(?=[0-9]{1,2}月|上半年|下半年|第?[一二三四]季度|年底|底(?![子层])|末|初|全年|度(?![过假]))"
    r"|(?<=(?:截至|较之|比之)...)(?![来多以前后间内里]))"
)
_RANGE: Final = re.compile(rf"([0-9](?<![0-9.%％－-].)[0-9]*(?:\.[0-9]+)?)\s?[-－—–~～至]\s?({_N})[%％](?!的?确定)")
_TWICE: Final = re.compile(
    rf"(?:将近|接近|近|大约|约|超过|超|逾)({_N}[万亿]?)[余多](?![年头])"
    rf"|(?:大约|约|将近|接近|近)({_N}[万亿%％]?)[^，。；！？、\n0-9]{{0,6}}(?:左右|上下)"
    rf"|(?:至少|最少|不少于|不低于|超过|超|逾)({_N}[万亿%％]?)[^，。；！？、\n0-9]{{0,6}}以上"
    rf"|(?:至多|最多|不超过|不高于|不多于)({_N}[万亿%％]?)[^，。；！？、\n0-9]{{0,6}}(?:以下|以内)"
)
_TWICE_HEAD: Final = re.compile(r"近|接|将|大约|约|超|逾|至|最|不")
_SHRUNK: Final = re.compile(
    r"(?:下降|减少|降低|缩小|缩短|回落|压减|减)了?(?:近|约|超过|超)?(?:[0-9]+(?:\.[0-9]+)?|[一二两三四五六七八九十]+)倍"
)
_BESIDE_GOAL: Final = re.compile(
    r"(?:高于|低于|高出|低出|超出)(?:[^，。；！？\n0-9%％]{0,8}?)(?:目标|平均水平|平均|全区水平|全国水平|上年同期|上年|去年同期|去年|预期)"
    rf"(?:值|数|线|任务)?(?:约|近)?{_N}[%％](?![的以])"
)
_PAPER: Final = re.compile(r"[\[［(（【｛{]([0-9]{4})年?[\]］)）】｝}]第?[0-9]{1,5}号")
_LONGEST_NAME: Final = 12
_BRACKETS: Final = re.compile(r"\(([^()\n]{0,80})\)")
_QUOTES: Final = re.compile(r"\"([^\"\n]{1,80})\"|'(?<![A-Za-z]')([^'\n]{1,80})'(?![A-Za-z])")


def _chinese(text: str) -> bool:
    return any("一" <= sign <= "鿿" for sign in text)


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
        for match in _LETTERS.finditer(text)
    ]


def short_year(text: str) -> Sequence[Slip]:
    """年份没有写全

    为什么：公文中年份写四位数字，“22年”也可以读成二十二年。

    反例：
        highlights: [{section: 健全完善养老服务体系, text: 22年6月建成机构3处}]

    正例：
        highlights: [{section: 健全完善养老服务体系, text: 2022年6月建成机构3处}]
    """
    return [
        Slip(match.start(), match.end(), f"年份“{match[0]}”没有写全", f"请改为“20{match[0]}”")
        for match in _SHORT_YEAR.finditer(text)
    ]


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
    return [
        Slip(match.start(), match.end(), f"“{match[0]}”的概数词重复或者矛盾", _one_word(match[0]))
        for match in find_all(_TWICE_HEAD, _TWICE, text)
    ]


def _one_word(words: str) -> str:
    """Both ways to say it once."""
    front = re.match(r"[^0-9]+", words)
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
        for match in _SHRUNK.finditer(text)
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
        for match in _BESIDE_GOAL.finditer(text)
    ]


def document_brackets(text: str) -> Sequence[Slip]:
    """文中的文号括号不对

    为什么：文号的年份用六角括号〔〕（GB/T 9704），方括号、圆括号都不是。

    反例：
        highlights: [{section: 健全完善养老服务体系, text: "按照民发[2022]12号要求建成机构3处"}]

    正例：
        highlights: [{section: 健全完善养老服务体系, text: 按照民发〔2022〕12号要求建成机构3处}]
    """
    slips = []
    for start, match in _papers(text):
        alone = text[start - 1 : start] in ("", "\n") and text[match.end() : match.end() + 1] in ("", "\n")
        paper = find_paper(text[start : match.end()])
        if paper is None or alone:  # evidence that is nothing but a number is told by document-number-form
            continue
        proper = paper.proper[match.start() - start :]
        slips.append(Slip(match.start(), match.end(), f"文号“{match[0]}”的括号不对", f"请改为“{proper}”"))
    return slips


def _papers(text: str) -> Iterator[tuple[int, re.Match[str]]]:
    """Where the short name of who issued it begins, and the number itself."""
    end = 0
    for match in _PAPER.finditer(text):
        start = match.start()
        while start > max(end, match.start() - _LONGEST_NAME) and "一" <= text[start - 1] <= "鿿":
            start -= 1
        if start < match.start():
            end = match.end()
            yield start, match


def halfwidth_brackets(text: str) -> Sequence[Slip]:
    """中文里用了半角括号、引号

    为什么：公文用全角的括号和弯引号，半角的混在中文里，排版松紧不一，引号还分不出前后。

    反例：
        highlights: [{section: 健全完善养老服务体系, text: 建成机构3处(含改造1处)}]

    正例：
        highlights: [{section: 健全完善养老服务体系, text: 建成机构3处（含改造1处）}]
    """
    slips = [
        Slip(match.start(), match.end(), f"中文里有半角括号“{match[0]}”", f"请改为“（{match[1]}）”")
        for match in _BRACKETS.finditer(text)
        if _chinese(match[1])
        and next(_papers(text[max(match.start() - _LONGEST_NAME, 0) : match.end() + 8]), None) is None
    ]
    for match in _QUOTES.finditer(text):
        inside = match[1] if match[1] is not None else match[2]
        if _chinese(inside):
            marks = "“”" if match[1] is not None else "‘’"
            proper = f"{marks[0]}{inside}{marks[1]}"
            slips.append(Slip(match.start(), match.end(), f"中文里有半角引号{match[0]}", f"请改为{proper}"))
    return slips


RULES: Final = (
    Rule("W110", Severity.QUERY, letter_for_digit, "text"),
    Rule("W111", Severity.NOTE, short_year, "text"),
    Rule("W112", Severity.NOTE, range_of_percents, "text"),
    Rule("W113", Severity.NOTE, rough_twice, "text"),
    Rule("W114", Severity.QUERY, shrunk_by_multiples, "text"),
    Rule("W115", Severity.QUERY, points_beside_goal, "text"),
    Rule("W116", Severity.NOTE, document_brackets, "text"),
    Rule("W117", Severity.NOTE, halfwidth_brackets, "text"),
)
