"""Signs of a Chinese text: full width between hanzi, one at a time, digits in half width."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from mzgz.language.pattern_search import expression
from mzgz.model.findings import Rule, Severity
from mzgz.validation.rules.wording_slip import Slip

_HALF: Final = expression(r"[,;:!?.](?= {0,2}([^\x00-\x7f ]))")
_FULL: Final = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？", ".": "。"}
_DOUBLED: Final = expression(r"[，。；：、][，。；：、]+")
_WIDE_DIGITS: Final = expression(r"[０-９][０-９]*")


def halfwidth_punctuation(text: str) -> Sequence[Slip]:
    """中文里用了半角标点

    为什么：公文用全角标点。半角的混在中文里，排版松紧不一。

    反例：
        highlights: [{section: 健全完善养老服务体系, text: "建成机构3处,方便群众"}]

    正例：
        highlights: [{section: 健全完善养老服务体系, text: 建成机构3处，方便群众}]
    """
    return [
        Slip(match.start(), match.end(), f"中文里有半角标点“{match[0]}”", f"请改为全角“{_FULL[match[0]]}”")
        for match in _HALF.finditer(text)
        if _stands_in_chinese(match[0], text[max(match.start() - 1, 0)], match[1])
    ]


def _stands_in_chinese(sign: str, before: str, after: str) -> bool:
    """Whether a sign is between Chinese characters; a colon or comma also beside their quotes. Compared here: each range
    of all Chinese characters in an expression takes most of a millisecond to compile."""
    quotes = ("”》）", "“《（") if sign != "." else ("", "")
    return ("一" <= before <= "鿿" or before in quotes[0]) and ("一" <= after <= "鿿" or after in quotes[1])


def doubled_punctuation(text: str) -> Sequence[Slip]:
    """标点重复

    为什么：两个标点挨在一起，多半是删改时落下的，也可能中间漏了内容。

    反例：
        highlights: [{section: 健全完善养老服务体系, text: 建成机构3处，。}]

    正例：
        highlights: [{section: 健全完善养老服务体系, text: 建成机构3处。}]
    """
    return [
        Slip(match.start(), match.end(), f"标点“{match[0]}”挨在一起", "请删去多余的标点，并看看中间有没有漏字")
        for match in _DOUBLED.finditer(text)
    ]


def fullwidth_digits(text: str) -> Sequence[Slip]:
    """数字用了全角

    为什么：公文中的阿拉伯数字用半角，全角数字查找不到，也不能比对。

    反例：
        highlights: [{section: 健全完善养老服务体系, text: 建成机构１２处}]

    正例：
        highlights: [{section: 健全完善养老服务体系, text: 建成机构12处}]
    """
    return [
        Slip(match.start(), match.end(), f"数字“{match[0]}”是全角的", "请改为半角数字")
        for match in _WIDE_DIGITS.finditer(text)
    ]


RULES: Final = (
    Rule("W106", Severity.NOTE, halfwidth_punctuation, "text"),
    Rule("W107", Severity.NOTE, doubled_punctuation, "text"),
    Rule("W108", Severity.NOTE, fullwidth_digits, "text"),
)
