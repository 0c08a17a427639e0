"""Text that is not finished: blanks left over from a form, and passages too long for a report to take over."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from mzgz.language.pattern_search import expression, find_all
from mzgz.model.findings import Rule, Severity
from mzgz.validation.rules.wording_slip import Slip

LENGTH_MOST: Final = 400
"""Characters of one passage that a report can take over."""
_PLACEHOLDER: Final = expression(
    r"[XxＸｘ×]{2,}|[□▢◻]{2,}|[○◯●]{2,}|_{3,}|＿{2,}|…{3,}|[【（(]\s*(?:待补|待定|待填|填写)|某某|[？?]{3,}"
    r"|(?<=[\u4e00-\u9fff])[□▢◻N](?=[个处家张人户件名项所次万元])|(?<![0-9A-Za-z*＊])[*＊]{2,}(?=\s?[个处家张人户件名项所万元年月日])"
    r"|(?<=[\u4e00-\u9fff])[ \u3000]+(?=[个处家张人户件名项所次](?:[，。；、,;）]|$))|[（(【\[][ \u3000]*[）)】\]]"
    r"|待(?:核实|确认|统计)后?(?:补充|填写|补报|完善)|待补充|此处(?:填|补|插)|TODO|TBD|%[sd](?![A-Za-z])|\{\{|\$\{",
    re.MULTILINE,
)
_PLACEHOLDER_HEAD: Final = expression(
    r"[XxＸｘ×□▢◻○◯●_＿…【（(\[某？?N*＊ \u3000待此T%{$]"
    r"(?:(?<=%)[sd]|(?<!%)(?=[XxＸｘ×□▢◻○◯●_＿…？?*＊\s某待填个处家张人户件名项次所万元补核确统OB{）)】\]]))"
)


def left_over_blank(text: str) -> Sequence[Slip]:
    """留着没有填的空

    为什么：从模板或上年材料抄来的“XX”“待补”，没有填就会原样进入报告。“159＋X”里的 X 不是空。

    反例：
        highlights: [{section: 健全完善养老服务体系, text: 建成养老机构XX处}]

    正例：
        highlights: [{section: 健全完善养老服务体系, text: 开通159＋X专线，建成养老机构3处}]
    """
    return [
        Slip(match.start(), match.end(), f"这里留着没有填的空“{match[0]}”", "请填上实际内容，没有内容的删去整句")
        for match in find_all(_PLACEHOLDER_HEAD, _PLACEHOLDER, text)
    ]


def text_too_long(text: str) -> Sequence[Slip]:
    """一段话太长

    为什么：情况说明和亮点要写进报告，一段超过 400 字就只能由上级删减，删掉的可能正是要紧的。

    反例：一段六百字的工作亮点

    正例：一段写一件事，几十个字
    """
    return [
        Slip(start, end, f"这一段有{end - start}个字，超过{LENGTH_MOST}个字", "请压缩到要点，每段只写一件事")
        for start, end in _long_lines(text)
    ]


def _long_lines(text: str) -> Iterator[tuple[int, int]]:
    """In leaps of the length allowed: of short lines nearly all are leapt over."""
    start = 0
    while len(text) - start > LENGTH_MOST:
        last = text.rfind("\n", start, start + LENGTH_MOST + 1)
        if last < 0:
            end = text.find("\n", start)
            last = len(text) if end < 0 else end
            yield start, last
        start = last + 1


RULES: Final = (
    Rule("W104", Severity.ERROR, left_over_blank, "text"),
    Rule("W109", Severity.NOTE, text_too_long, "text"),
)
