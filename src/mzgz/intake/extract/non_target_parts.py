"""Figures that go with one before them that is no target: parts of a sum of money, of what is there already, counts of headings."""

from __future__ import annotations

import re
from typing import Final

from mzgz.intake.extract.figure_scan import MONEY
from mzgz.intake.extract.marked_paragraph import FigureSpot
from mzgz.intake.extract.non_counting_digits import FigureMention, MentionShape
from mzgz.intake.extract.non_target_counts import counts_headings
from mzgz.intake.extract.phrase_parts import Left
from mzgz.language.pattern_search import expression

_AND: Final = ("、", "和", "与", "及")
_PART: Final = expression(r"[\s\u3000，；（]*其中")
_CHANGE: Final = expression(r"[，；（]?(?:同比|比上年|较上年|比去年|较去年|增长|增加|下降|超|增幅)")
_SHARE_OF: Final = expression(
    r"[，（]占[^，；。0-9]{2,18}?(?:总额|总量|支出|收入|投入|资金|预算|比重)?的?(?:比重|比例)?(?:为|约)?"
)
"""预算513亿元，占一般公共预算支出的77.8%，比上年提高0.6个百分点."""
_BOUNDS: Final = ("不低于", "不少于", "不超过", "不高于", "达到", "达", "提高到", "至少", "超过")
_SHARED_BY: Final = expression(
    r"(?:承担|负担|分担|匹配|自筹|出资|减免|优惠)(?:比例)?(?:不低于|不超过|不少于|约|各|原则上|为)*$|配套比例[^，；]{0,8}$"
)
_AT_SHARE: Final = expression(r"按(?:照)?[一-鿿]{0,12}的?$")
_PAID: Final = expression(
    r"的?(?:标准|比例)?(?:给予|予以|补助|奖补|补贴|奖励|安排|核拨|拨付|救助|报销|补偿|减免|资助|支付|兑付|收取)"
)
"""按投资额的40%给予补助."""
_THERE: Final = ("existing", "past", "effect")


def goes_with(spot: FigureSpot, left: Left) -> tuple[str, str]:
    """The class a figure shares with the one before it in its sentence, and why; two empty strings where it shares none."""
    figure = spot.figure
    if figure.shape in (MentionShape.PERCENT, MentionShape.PARTS) and _SHARED_BY.search(spot.head):
        return "money", "费用怎样分担"
    if figure.shape is MentionShape.PERCENT and _AT_SHARE.search(spot.head) and _PAID.match(spot.text, figure.tail):
        return "money", "补助、奖励的标准"
    earlier = spot.paragraph.figures_in(spot.sentence.start, figure.start)
    before = earlier[-1] if earlier else None
    if before is None:
        return "", ""
    if counts_headings(spot.text, figure, before):
        return "enumeration", "只是说分几个方面"
    between = spot.text[before.tail : figure.start]
    if before.sort == "score" and before.shape is figure.shape and between in _AND:
        return "score", before.why
    if before.sort == "money" and (_more_money(figure, before, between) or _of_that_money(spot, before, between)):
        return "money", before.why
    if (
        before.sort == "effect"
        and figure.shape is MentionShape.COUNT
        and re.fullmatch(r"[一-鿿]{0,6}[、和及]?", between)
    ):
        return "effect", before.why
    if before.sort in _THERE and _part_of_there(figure, before, between, left):
        return "existing", "前面已有的数里的一部分"
    return "", ""


def _more_money(figure: FigureMention, before: FigureMention, between: str) -> bool:
    """每月1100元、900元: two amounts of one kind."""
    return before.unit == figure.unit and between in _AND


def _of_that_money(spot: FigureSpot, before: FigureMention, between: str) -> bool:
    """总投资7.8亿元，其中县级财政2.1亿元; 补助资金3.9亿元，同比增长6%."""
    figure = spot.figure
    if figure.unit.split("/")[0] in MONEY:
        if _CHANGE.match(between):
            return True
        return _parts(between) or re.fullmatch(r"、(?:[一-鿿]{2,8})?", between) is not None
    if figure.behind or spot.head.endswith(_BOUNDS):
        return False
    if figure.shape is MentionShape.POINTS:
        return before.shape is not MentionShape.COUNT and _CHANGE.match(between) is not None
    share = _SHARE_OF.fullmatch(between)
    return figure.shape is MentionShape.PERCENT and (share is not None or _CHANGE.match(between) is not None)


def _part_of_there(figure: FigureMention, before: FigureMention, between: str, left: Left) -> bool:
    """对317处隐患逐一回头看，其中重大隐患11处由局领导包案."""
    if (
        figure.shape is not MentionShape.COUNT
        or figure.unit != before.unit
        or left.level
        or left.bound
        or figure.behind
    ):
        return False
    return _parts(between)


def _parts(between: str) -> bool:
    """Whether the clause of a figure opens with 其中."""
    return _PART.match(between, max(between.rfind("，"), between.rfind("（"), 0)) is not None
