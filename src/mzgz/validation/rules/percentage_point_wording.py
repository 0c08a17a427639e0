"""A difference of two shares is told in 百分点."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from mzgz.language.pattern_search import expression, find_all
from mzgz.model.findings import Rule, Severity
from mzgz.validation.rules.wording_slip import Slip

_POINTS: Final = expression(
    r"(?:(?:占比|比重|比例|(?<![效频功速])率|满意度|知晓度|覆盖面)[^，。；\n0-9]{0,8}|(?:占比|比重|比例|率)由[0-9.]+[%％])"
    r"(?:提高|提升|上升|增加|增长|扩大|下降|降低|减少|回落)了?[约近超]?[0-9]+(?:\.[0-9]+)?[%％]"
)
_SUBTRACTED: Final = expression(
    r"[由从]([0-9]+(?:\.[0-9]+)?)[%％][^，。；\n0-9]{0,6}([0-9]+(?:\.[0-9]+)?)[%％][，,、]?"
    r"(?:[比较][^，。；\n0-9]{1,6})?(?:提高|提升|上升|增加|增长|扩大|下降|降低|减少|回落)了?([0-9]+(?:\.[0-9]+)?)[%％]"
)
"""From one share to another, and the difference of the two with a percent sign."""
_SUBTRACTED_HEAD: Final = expression(r"[由从][0-9][0-9.]*[%％]")
_POINTS_HEAD: Final = expression("[占比率满知覆]")


def percent_for_points(text: str) -> Sequence[Slip]:
    """该用百分点的写成了百分号

    为什么：率从 50% 到 55%，是提高 5 个百分点，不是提高 5%（那是 52.5%）。

    反例：
        highlights: [{section: 健全完善养老服务体系, text: 护理型床位占比提高5.2%}]

    正例：
        highlights: [{section: 健全完善养老服务体系, text: 护理型床位占比提高5.2个百分点，达到55%}]
    """
    found = list(find_all(_POINTS_HEAD, _POINTS, text))
    for match in find_all(_SUBTRACTED_HEAD, _SUBTRACTED, text):
        before, after, change = (Decimal(match[place]) for place in (1, 2, 3))
        if abs(after - before) == change and not any(each.end() == match.end() for each in found):
            found.append(match)
    return [
        Slip(
            match.start(),
            match.end(),
            f"“{match[0]}”，占比的变动应当用百分点",
            "两个占比相减的，改为“个百分点”；改写成“提高到”的，写达到的数",
        )
        for match in sorted(found, key=lambda match: match.start())
    ]


RULES: Final = (Rule("W105", Severity.QUERY, percent_for_points, "text"),)
