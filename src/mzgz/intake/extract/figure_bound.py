"""The operator and the way of change of a figure, from the words on both sides of it."""

from __future__ import annotations

from typing import Final

from mzgz.intake.extract.figure_scan import MONEY
from mzgz.intake.extract.lexicon import lexicon
from mzgz.intake.extract.non_counting_digits import FigureMention, MentionShape
from mzgz.intake.extract.phrase_parts import Left
from mzgz.language.pattern_search import expression

_FALLING: Final = expression(r"压减|压降|降低|减少|下调|削减|缩减|精简|降")
_GROWS: Final = ("增产", "增收")
"""亩均增产5%: the name says that it grows."""
_RISING: Final = ("提高", "增加", "提升", "扩大")
_RATES: Final = ("率", "比例", "比重", "占比", "覆盖面")
_AT_LEAST: Final = expression(r"(?:至少|最少|不少于)[^，；0-9]{1,8}$")
_REACH: Final = 12
_COMPARED: Final = ("比上年", "较上年", "比去年", "较去年", "同比", "同比上年", "比上年度", "较上年度", "比上年末")
"""较上年增加500人 is a change, 增加500人 may be so many new ones."""
_MORE_OF: Final = ("提升", "增加", "扩大")
"""Verbs that make things: 提升120个, 增加2000个招生计划 are so many of them and no change of a measure."""
_THINGS: Final = ("个", "处", "家", "座", "所", "条", "公里", "户", "套", "间", "栋")
"""What is made better and not more: 新建65个、提升120个."""


def operator_of(figure: FigureMention, left: Left, text: str) -> str:
    """eq, ge, gt, le, lt, approx or range; what stands behind the figure wins, 左右 over all.

    达到100% is eq: one cannot exceed it. A bare verb with its number is eq.
    """
    if figure.high is not None:
        return "range"
    behind = _mark("behind", figure.behind)
    bound = _mark("bounds", left.bound)
    level = _mark("levels", left.level) or _mark("bounds", left.level)
    if "approx" in (behind, bound) or figure.odd:
        return "approx"
    if behind or bound:
        return behind or bound
    if figure.text == "过半":
        return "gt"
    if not level and _AT_LEAST.search(text[max(0, figure.start - _REACH) : figure.start]):
        return "ge"
    full = figure.shape is MentionShape.PERCENT and figure.value == 100
    return "eq" if not level or (full and level == "ge") else level


def mode_of(figure: FigureMention, left: Left) -> str:
    """level, growth, fall, rise_pp, fall_pp, add or times: 提高到 is a level, 提高 a change."""
    if figure.shape is MentionShape.TIMES and figure.text[0] in "翻倍实":
        return "times"
    if left.change:
        return _changed(figure, left.change, left.name, compared=any(word in _COMPARED for word in left.tokens))
    if "新增" in left.tokens and figure.unit.split("/")[0] in MONEY and not left.level and "余额" in left.name:
        return "add"
    verb = left.verb or left.duty
    if figure.shape is MentionShape.POINTS:
        return "fall_pp" if _FALLING.match(verb) else "rise_pp"
    if figure.shape is MentionShape.PERCENT and not left.level and left.name.endswith(_GROWS):
        return "growth"
    if figure.shape is MentionShape.PERCENT and not left.level and verb:
        return _by_verb(verb, left.name)
    return "level"


_BY_WIDTH: Final = expression(r"的?幅度(?P<up>提高|增长|上涨|增加|递增)?(?P<down>下降|降低|减少|压减)?")


def by_width(text: str, figure: FigureMention) -> str:
    """按不低于3%的幅度提高: the way of change that stands behind, or nothing."""
    found = _BY_WIDTH.match(text, figure.tail) if figure.shape is MentionShape.PERCENT else None
    return "" if found is None else "growth" if found["up"] else "fall" if found["down"] else ""


def _changed(figure: FigureMention, word: str, name: str, *, compared: bool) -> str:
    growing = _mark("changes", word) == "growth"
    if compared and figure.shape is MentionShape.COUNT:
        return _way(growing)
    if figure.shape is MentionShape.POINTS:
        return "rise_pp" if growing else "fall_pp"
    if figure.shape in (MentionShape.PERCENT, MentionShape.TIMES):
        return "growth" if growing else "fall"
    if word in _MORE_OF and figure.shape is MentionShape.COUNT and (figure.unit in _THINGS or not name):
        return "level" if figure.unit.split("/")[0] not in MONEY else _way(growing)
    return _way(growing)


def _way(growing: bool) -> str:
    return "add" if growing else "fall"


def _by_verb(verb: str, name: str) -> str:
    """压减一般性支出5%: the verb stands before the name. 提高覆盖率95% is still a level."""
    if _FALLING.match(verb):
        return "fall"
    return (
        "growth" if verb in _RISING and not lexicon("measure_name_endings").ending(name).endswith(_RATES) else "level"
    )


def _mark(name: str, word: str) -> str:
    return lexicon(name).marks.get(word, ("",))[0]
