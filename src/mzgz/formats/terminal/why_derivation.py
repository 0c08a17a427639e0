"""`mzgz why`: how a figure comes out of its numbers: the division, the one rounding, the bounds beside gaps."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from mzgz.formats.progress_json import number
from mzgz.model.rounding import half_up, plain
from mzgz.model.targets.aggregate import Amount, Levels, Share
from mzgz.progress import Progress, ends_words

_LONG = 12


def value_texts(progress: Progress) -> Iterator[str]:
    """The exact result and what is printed of it; with gaps, what is known and what is still possible."""
    figure, value = progress.figure, progress.value
    if progress.awaited:
        yield f"{progress.display}，期限{progress.target.due.isoformat()}还没有到"
        return
    if isinstance(figure, Levels):
        yield from _levels(progress)
        return
    if isinstance(figure, Share | Amount) and figure.gaps:
        yield f"{progress.display}，缺数时不出合计"
        if progress.so_far is not None and progress.parts:
            yield f"已报的合计为{_so_far(progress, progress.so_far)}，只供参考"
        yield from _bounds(progress)
        return
    if isinstance(figure, Share) and progress.expected:
        base = progress.target.base  # 张/千人: so many to a thousand
        times, unit = (f" × {base}", progress.target.measure) if base != 1 else ("", "")
        yield f"{number(figure.part)} ÷ {number(figure.whole)}{times}" + (
            f" = {_digits(value * base)}{unit}" if value is not None else "，分母为0，没有数值"
        )
    elif isinstance(figure, Amount) and value is not None:
        yield f"合计 {number(value)}"
    yield f"印出来是 {progress.display}{_rounding(progress)}"


def _levels(progress: Progress) -> Iterator[str]:
    """Of one unit its level; of several the ends, for there is no sum."""
    if ends := ends_words(progress):
        yield f"{ends}；各单位不相加，没有合计"
    elif progress.value is not None:
        yield f"印出来是 {progress.display}"
    else:
        yield progress.display


def _so_far(progress: Progress, value: Fraction) -> str:
    """Things done and duties held are counted as they are, never as a reduced fraction."""
    figure = progress.figure
    if isinstance(figure, Share) and not progress.target.operands:
        return f"{number(figure.part)}/{number(figure.whole)}"
    return progress.printed(value)


def quotient(progress: Progress) -> str:
    """416 ÷ 900 = 46.2%; the figure alone where nothing is divided."""
    figure = progress.figure
    shown = progress.display
    if isinstance(figure, Share) and progress.target.operands and not figure.gaps and progress.expected:
        return f"{number(figure.part)} ÷ {number(figure.whole)} = {shown}"
    return shown


def _digits(value: Fraction) -> str:
    """The exact fraction, and its first digits."""
    digits = plain(half_up(value, _LONG)).rstrip("0").rstrip(".")
    return digits if Fraction(digits) == value else f"{value}（约{digits}）"


def _rounding(progress: Progress) -> str:
    """Which digits were kept, and whether the guard asked for more."""
    decimals = getattr(progress.target, "decimals", None)
    if decimals is None or progress.value in (None, 0, 1) or not isinstance(progress.figure, Share):
        return ""
    shown = progress.display.rstrip("%")
    places = len(shown.partition(".")[2])
    if places > decimals:
        return f"（本应四舍五入到{decimals}位小数，但那样会看错是否达标，多留到{places}位）"
    return f"（四舍五入到{decimals}位小数，只在这一步舍入）"


def _bounds(progress: Progress) -> Iterator[str]:
    if progress.bounds is None or progress.bounds == (None, None):
        summed = progress.target.takes_all and progress.target.quotient
        why = "缺的那几期有多少没有数" if summed else "有的单位从没有报过"
        yield f"{why}，上下限无从估计"
        if progress.met_now is False and not progress.over:
            yield _lost(progress)
        return
    low, high = progress.printed_bounds
    yield f"缺的报上来以后，最低可能是{low or '不限'}，最高可能是{high or '不限'}"
    words = {True: "不论缺的报多少，都达到", False: _lost(progress), None: "要等报齐才能定"}
    yield "不论缺的报多少，都超出目标" if progress.over else words[progress.met_now]


def _lost(progress: Progress) -> str:
    """That what is missing changes nothing: it is by the sum that it is lost, or by a month before, or by one unit."""
    target, goal, bounds = progress.target, progress.goal, progress.bounds
    if (
        goal is None
        or bounds is None
        or progress.period is None
        or goal.met_between(*bounds, target.base_value) is False
    ):
        return "不论缺的报多少，都达不到"
    if target.lasting and len(target.judged(progress.period)) > 1:
        return "以前有的月份没有达到，缺的报多少都改变不了"
    return "不论缺的报多少，都达不到" if target.pooled else "已经有单位没有达到，缺的报多少都改变不了"
