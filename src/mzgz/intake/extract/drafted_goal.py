"""The goal of a draft as targets/ writes it, and what a person still has to say for it: how far 左右 goes, from where 增长 counts."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from mzgz.intake.extract.non_counting_digits import FigureMention, MentionShape
from mzgz.intake.extract.promise import Promise
from mzgz.language.pattern_search import expression

_SIGNS: Final = {"ge": ">=", "gt": ">", "le": "<=", "lt": "<", "eq": "=", "all": "=", "zero": "="}
_STEPS: Final = {"growth": ("+", "%"), "fall": ("-", "%"), "rise_pp": ("+", "pp"), "fall_pp": ("-", "pp")}
_WHOLE: Final = 100
_EXACT: Final = expression(r"调整[到为至]|定为|确定为|统一为|正好|执行")
_FEWER: Final = expression(
    r"失业|差错|错误|投诉|死亡|事故|伤亡|空置|空床|返贫|违规|违法|超期|超时|逾期|辍学|流失|能耗|消耗|排放|信访|上访|欠|退件|退回率|闲置|办理时[限间]|办结时[限间]|响应时间"
)
"""Of what is measured so, less is better."""
_PLACES: Final = 6
_PER: Final = expression(r"/(一|十|百|千|万|10万|十万|百万)(?![元米瓦])")
_BASES: Final = {
    "一": 1,
    "十": 10,
    "百": 100,
    "千": 1000,
    "万": 10_000,
    "10万": 100_000,
    "十万": 100_000,
    "百万": 1_000_000,
}


@dataclass(frozen=True, slots=True)
class DraftedGoal:
    """`text` is empty where the goal language has no word for what was said; `asked` is what it leaves open, in Chinese.

    `proposed`: the sign is ours, the words have a bare figure.
    """

    text: str
    asked: str = ""
    proposed: bool = False


def drafted_goal(promise: Promise) -> DraftedGoal:
    """The goal of a promise; nothing is rounded, and no 左右 becomes 以上."""
    figure = promise.figure
    if figure is None or promise.op == "none":
        return DraftedGoal("")
    if promise.mode == "level":
        return _level(promise, figure)
    return _change(promise, figure)


def _level(promise: Promise, figure: FigureMention) -> DraftedGoal:
    percent = promise.unit == "%" or figure.shape is MentionShape.PARTS
    permille = percent and "‰" in promise.text
    sign = "‰" if permille else "%" if percent else ""
    scale = 100 if figure.shape is MentionShape.PARTS else 10 if permille else 1
    low = _digits(figure.value * scale)
    high = _digits(figure.high * scale) if figure.high is not None else ""
    if not low or (figure.high is not None and not high):
        return DraftedGoal("", f"“{promise.text}”写成小数除不尽，由局里定写几位")
    if promise.op == "range":
        return DraftedGoal(f"within {low}{sign}..{high}{sign}")
    if promise.op == "approx":
        return DraftedGoal(f"about {low}{sign}", "" if percent else "“左右”容许差多少，如 about 100 ± 5")
    if _bare(promise, figure):
        return _bare_goal(promise, f"{low}{sign}")
    return DraftedGoal(f"{_SIGNS[promise.op]} {low}{sign}") if promise.op in _SIGNS else DraftedGoal("")


def _bare(promise: Promise, figure: FigureMention) -> bool:
    """新建20个, 建档率98%: no word says whether more is as good; 100%, none and 调整为900元 are exact."""
    percent = promise.unit == "%"
    exact = figure.value == 0 or (percent and figure.value == _WHOLE) or _EXACT.search(promise.said)
    return (
        promise.op == "eq"
        and promise.kind in ("count", "ratio")
        and figure.shape is not MentionShape.PARTS
        and not exact
    )


def _bare_goal(promise: Promise, amount: str) -> DraftedGoal:
    said = f"原文只写{promise.text}"
    if _FEWER.search(promise.name):
        return DraftedGoal(
            f"<= {amount}", f'{said}：越少越好的按不超过{promise.text}判；要正好的改成 "= {amount}"', proposed=True
        )
    kind = "比率按不低于" if promise.kind == "ratio" else "建设任务按不少于" if promise.verb else "数量按不少于"
    return DraftedGoal(
        f">= {amount}", f'{said}：{kind}{promise.text}判；要正好{promise.text}的改成 "= {amount}"', proposed=True
    )


def _change(promise: Promise, figure: FigureMention) -> DraftedGoal:
    """增长8%, 提高4个百分点, 翻一番: from the baseline. About, between and at most so much have no word yet."""
    amount = _digits(figure.value)
    base = f"从哪一年的多少算起，写 baseline（{promise.name}的基期数）"
    if promise.op == "approx":
        return DraftedGoal("", f"增减用“左右”goal 还写不出来；把增幅本身作为数来报，可写 about {amount}%")
    if promise.op == "range":
        return DraftedGoal("", "增减写成区间 goal 还写不出来；把增幅本身作为数来报，可写区间")
    if promise.op not in ("eq", "ge") or not amount:
        return DraftedGoal("", "增减有上限 goal 还写不出来，由局里定怎样写")
    if promise.mode == "times":
        return DraftedGoal(f"x{amount}", base)
    if promise.mode in _STEPS and figure.shape in (MentionShape.PERCENT, MentionShape.POINTS):
        way, measure = _STEPS[promise.mode]
        return DraftedGoal(f"{way}{amount}{measure}", base)
    return DraftedGoal("", f"说的是增减多少，要有基期数才能定到多少；写成 >= 基期数加减{amount}")


def per_base(unit: str) -> int:
    """张/千名老年人 is a number per 1000; 1 where it is per none."""
    match = _PER.search(unit)
    return _BASES[match[1]] if match else 1


def _digits(value: Fraction) -> str:
    """The number in plain digits; nothing where it does not end."""
    scaled = value * 10**_PLACES
    if scaled.denominator != 1:
        return ""
    whole, rest = divmod(scaled.numerator, 10**_PLACES)
    return f"{whole}.{rest:06}".rstrip("0").rstrip(".")
