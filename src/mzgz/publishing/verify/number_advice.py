"""What is wrong with a number that the data deny: the verb, a missing 到, a hedge, a rounding, a unit; never a right number."""

from __future__ import annotations

from fractions import Fraction

from mzgz.language import Direction, Hedge, Kind, Quantity, Role
from mzgz.model.rounding import half_up
from mzgz.progress import Progress
from mzgz.publishing.verify.number_candidates import Offer, last_year

_ODD = {
    Hedge.NEAR: "近是还不到这个数",
    Hedge.OVER: "超是比这个数多",
    Hedge.ODD: "余是比这个数多",
    Hedge.AT_LEAST: "以上是不比这个数少",
}


def advice(quantity: Quantity, offer: Offer, progress: Progress) -> str:
    """A hint for one contradiction; empty where the number itself is wrong."""
    for reason in (_other_goal, _other_way, _missing_to, _spare_to, _hedge, _per_mille, _zeros, _rounded):
        if found := reason(quantity, offer, progress):
            return found
    return ""


def _size(quantity: Quantity, value: Fraction) -> bool:
    """Whether the digits are right."""
    return quantity.value - quantity.step / 2 <= abs(value) < quantity.value + quantity.step / 2


def _other_goal(quantity: Quantity, offer: Offer, progress: Progress) -> str:
    return "请核对是不是达到了这个数，不能只换数" if offer.role is Role.GOAL else ""


def _other_way(quantity: Quantity, offer: Offer, progress: Progress) -> str:
    if offer.role is not Role.DIFFERENCE or not _size(quantity, offer.value) or quantity.direction is None:
        return ""
    fell = offer.value < 0
    if (quantity.direction is Direction.DOWN) == fell:
        return ""
    return f"数没有错，动词反了：是{'减少或下降' if fell else '增加或提高'}"


def _missing_to(quantity: Quantity, offer: Offer, progress: Progress) -> str:
    value = progress.value
    if (
        offer.role is not Role.DIFFERENCE
        or value is None
        or offer.kind is not quantity.kind
        or not _size(quantity, value)
    ):
        return ""
    return f"“{quantity.text}”是现在的数，不是增减的数：动词后面漏了“到”"


def _spare_to(quantity: Quantity, offer: Offer, progress: Progress) -> str:
    value, base = progress.value, last_year(progress)
    if quantity.role is not Role.TO or value is None or base is None or not _size(quantity, value - base):
        return ""
    return f"“{quantity.text}”是增减的数，不是现在的数：多了一个“到”"


def _hedge(quantity: Quantity, offer: Offer, progress: Progress) -> str:
    rendered = _ODD.get(quantity.hedge)
    return f"数没有错，说法不对：{rendered}" if rendered and _size(quantity, offer.value) else ""


def _per_mille(quantity: Quantity, offer: Offer, progress: Progress) -> str:
    if offer.kind is not Kind.PERCENT or not quantity.text.endswith("‰"):
        return ""
    tenfold = quantity.value * 10
    return "数没有错，“‰”应当是“%”" if tenfold - quantity.step * 5 <= offer.value < tenfold + quantity.step * 5 else ""


def _zeros(quantity: Quantity, offer: Offer, progress: Progress) -> str:
    """56.10% of 56.14%: the last digit was made up."""
    decimals = quantity.decimals
    if offer.kind is not Kind.PERCENT or decimals < 2 or offer.role is not Role.LEVEL:
        return ""
    exact = half_up(offer.value * 100, decimals)
    shorter = half_up(offer.value * 100, decimals - 1)
    if Fraction(shorter) / 100 != quantity.value:
        return ""
    return f"末位的0是补上去的：写{decimals}位小数是{exact:f}%，写{decimals - 1}位是{shorter:f}%"


def _rounded(quantity: Quantity, offer: Offer, progress: Progress) -> str:
    """7.8 is what 48.3 and 56.1 are apart; by the exact values it is 7.9."""
    value, base = progress.value, last_year(progress)
    if offer.kind is not Kind.POINTS or value is None or base is None:
        return ""
    shown = [Fraction(half_up(each * 100, quantity.decimals)) / 100 for each in (value, base)]
    if abs(shown[0] - shown[1]) != quantity.value:
        return ""
    return (
        f"这是舍入以后的两个数相减；按原数相减再舍入是{half_up(abs(value - base) * 100, quantity.decimals):f}个百分点"
    )
