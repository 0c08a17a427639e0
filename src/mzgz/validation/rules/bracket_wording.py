"""Wording of brackets and quotes: those of document numbers (GB/T 9704), and half-width ones in Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from mzgz.language.pattern_search import expression, find_all
from mzgz.model.findings import Rule, Severity
from mzgz.validation.rules.wording_slip import Slip

_OPEN: Final = r"\[［(（【｛{〔"
_CLOSE: Final = r"\]］)）】｝}〕"
_PAPER: Final = expression(
    rf"[{_OPEN}](?P<year>[0-9]{{4}}|[0-9]{{2}})年?[{_CLOSE}]第?(?P<serial>[0-9]{{1,5}})号"
    r"|(?<=[发函字])(?P<bare>[0-9]{4})年?第?(?P<number>[0-9]{1,5})号"
)
_PAPER_HEAD: Final = expression(rf"[{_OPEN}0-9](?:(?<=[发函字][0-9])|(?<=[{_OPEN}])(?=[0-9]{{2}}))")
_LONGEST_NAME: Final = 12
_QUOTED_IN_A_SENTENCE: Final = expression(
    "根据|按照|依据|遵照|贯彻|落实|执行|印发|下发|出台|转发|参照|对照|见|按|据|以|经|在"
)
_BRACKETS: Final = expression(r"[(（]([^()（）\n]{0,80})[)）]")
_QUOTES: Final = expression(r"[\"“]([^\"“”\n]{1,80})[\"”]|['‘](?<![A-Za-z].)([^'‘’\n]{1,80})['’](?![A-Za-z])")
_QUOTE_HEAD: Final = expression("[\"“'‘]")
_TITLES: Final = expression(r"[<《]([\u4e00-\u9fff][^<>《》\n]{0,60})[>》]")
_SQUARE: Final = expression(r"\[([^\[\]\n]{1,80})\]")


def _chinese(text: str) -> bool:
    return any("一" <= sign <= "鿿" for sign in text)


def document_brackets(text: str) -> Sequence[Slip]:
    """文中的文号写法不对

    为什么：文号的年份写四位，用六角括号〔〕，序号不加“第”、不编虚位（GB/T 9704）；方括号、圆括号都不是。

    反例：
        highlights: [{section: 健全完善养老服务体系, text: "按照民发[2022]12号要求建成机构3处"}]

    正例：
        highlights: [{section: 健全完善养老服务体系, text: 按照民发〔2022〕12号要求建成机构3处}]
    """
    slips = []
    for begins, match in _papers(text):
        year, serial = match["year"] or match["bare"], int(match["serial"] or match["number"])
        proper = f"〔{year if len(year) == 4 else f'20{year}'}〕{serial}号"
        if match[0] != proper and not _stands_alone(text, begins, match):
            slips.append(Slip(*match.span(), f"文号“{match[0]}”的写法不对", f"请改为“{proper}”"))
    return slips


def _papers(text: str) -> Iterator[tuple[int, re.Match[str]]]:
    """Where the short name of who issued it begins, and the number itself."""
    end = 0
    for match in find_all(_PAPER_HEAD, _PAPER, text):
        start = match.start()
        while start > max(end, match.start() - _LONGEST_NAME) and "一" <= text[start - 1] <= "鿿":
            start -= 1
        if start < match.start():
            end = match.end()
            yield start, match


def _stands_alone(text: str, begins: int, match: re.Match[str]) -> bool:
    """Evidence that is nothing but a number: that is told by document-number-form."""
    first = begins == 0 or text[begins - 1] == "\n"
    last = text[match.end() : match.end() + 1] in ("", "\n")
    return first and last and not _QUOTED_IN_A_SENTENCE.match(text, begins)


def halfwidth_brackets(text: str) -> Sequence[Slip]:
    """中文里用了半角括号、引号

    为什么：公文用全角的括号和弯引号，半角的混在中文里，排版松紧不一，引号还分不出前后；前后要配成一对。

    反例：
        highlights: [{section: 健全完善养老服务体系, text: 建成机构3处(含改造1处)}]

    正例：
        highlights: [{section: 健全完善养老服务体系, text: 建成机构3处（含改造1处）}]
    """
    slips = []
    for pattern, right, name in _PAIRS:
        for match in find_all(_QUOTE_HEAD, pattern, text) if pattern is _QUOTES else pattern.finditer(text):
            inside = match[1] if match[1] is not None else match[2]
            marks = right if match[1] is not None else "‘’"
            proper = f"{marks[0]}{inside}{marks[1]}"
            paired = (match[0][0] == marks[0]) == (match[0][-1] == marks[1])
            if match[0] == proper or (paired and not _chinese(inside)) or _number_of_a_paper(text, match):
                continue
            slips.append(Slip(match.start(), match.end(), f"中文里有半角{name}“{match[0]}”", f"请改为“{proper}”"))
    return slips


def _number_of_a_paper(text: str, match: re.Match[str]) -> bool:
    """Whether the number of a paper stands in it, or it is part of one; one beside it, or in another passage, is not its."""
    line = text.rfind("\n", 0, match.start()) + 1
    around = max(match.start() - _LONGEST_NAME, line)
    papers = (paper.span() for _, paper in _papers(text[around : match.end() + 8]))
    return any(around + start < match.end() and match.start() < around + end for start, end in papers)


_PAIRS: Final = (
    (_BRACKETS, "（）", "括号"),
    (_SQUARE, "（）", "括号"),
    (_TITLES, "《》", "书名号"),
    (_QUOTES, "“”", "引号"),
)

RULES: Final = (
    Rule("W116", Severity.NOTE, document_brackets, "text"),
    Rule("W117", Severity.NOTE, halfwidth_brackets, "text"),
)
