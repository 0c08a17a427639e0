"""The promise a figure makes once its name is known: unit, kind, day, scope, firmness."""

from __future__ import annotations

import re
from typing import Final

from mzgz.intake.extract.clause_due import due_of
from mzgz.intake.extract.clause_scope import firmness_of
from mzgz.intake.extract.figure_scan import MONEY
from mzgz.intake.extract.lexicon import lexicon
from mzgz.intake.extract.marked_paragraph import FigureSpot
from mzgz.intake.extract.non_counting_digits import FigureMention, MentionShape
from mzgz.intake.extract.phrase_parts import Left
from mzgz.intake.extract.promise import Promise
from mzgz.intake.extract.rounds_by_day import several_days
from mzgz.intake.extract.unit_names import ScopeSpan
from mzgz.language.pattern_search import expression

ROUND: Final = r"每(?:个)?(月|季度?|年度?|半年|半个?月|周|天|日|学期|旬|[两二三四五][年周]|[两二三四五]个月)"
"""The time after which a thing comes round."""

_ROUND: Final = expression(ROUND)
_TURNS: Final = ("次", "场", "期", "场次", "轮", "轮次", "遍", "批", "回")
_PERIODS: Final = {"季度": "季", "年度": "年", "月均": "月", "季均": "季", "日均": "日", "星期": "周", "半个月": "半月"}
_BY_WHEN: Final = expression(r"(?:要|须|应|将|需)(?:在|于)$")
"""公开栏要在10月底前全部更新: the words before the day are no part of the name."""
_OTHER_PART: Final = expression(r"[、，](?:其中)?(?:农村|城市|城镇|乡村|牧区|农区|山区|林区|城区|县城)")
_MOST_SAID: Final = 16
_MOST_NAME: Final = 60


def promise_of(spot: FigureSpot, name: str, left: Left) -> Promise:
    """The promise of the figure under one name."""
    figure, setting, clause, scope = spot.figure, spot.setting, spot.clause, spot.scope or spot.flow.scope
    figure.sort, figure.why = "target", "目标"
    if figure.shape is MentionShape.NONE and len(event := name.removesuffix("发生").removesuffix("的")) > 1:
        name = event  # 杜绝重大事故发生: what is not to happen
    unit, kind, round_ = _unit(spot, left)
    due, basis, dues = (round_, "explicit", ()) if round_ else due_of(spot, name)
    inside = scope is not None and figure.start <= scope.start < figure.end
    inside = inside or (scope is not None and not scope.each and _of_another_part(spot, scope))
    held = scope if scope and not inside and (scope.start < figure.start or scope.each) else None
    return Promise(
        line=setting.line, start=figure.start, end=_end(spot, name), name=_tidy(name), op=left.op, mode=left.mode, figure=figure,
        unit=unit, due=due, due_basis=basis, dues=dues, scope=held.names if held else (), each=bool(held and held.each),
        open_scope=bool(held and held.open), firm=firmness_of(spot), kind=kind, section=setting.section,
        inherited=list(spot.inherited), doubts=list(spot.doubts), clause=(clause.start, clause.end),
        rounds=several_days(spot.paragraph, clause.start, clause.end), said=_goal_words(spot.text, left, figure), verb=left.verb or left.duty, asked=asking(left, figure),
    )  # fmt: skip


def _end(spot: FigureSpot, name: str) -> int:
    """不发生规模性返贫: what is not to happen belongs to the words of the goal where it follows at once."""
    figure = spot.figure
    if figure.shape is not MentionShape.NONE or not name or not spot.text.startswith(name, figure.end):
        return figure.end
    return figure.end + len(name)


_SAYS_IT_IS: Final = tuple("为 是 占 有 共 各 拥有 配有 设有 建有 总计 共计 合计 就是".split())
_BEYOND: Final = ("超过", "超", "高于", "多于", "大于", "低于", "小于", "少于", "不足", "不到")
"""Bounds that tell as well as ask: 班额超过55人, 覆盖率低于60%."""


def asking(left: Left, figure: FigureMention) -> str:
    """The word in the clause that asks for the figure, or nothing: a noun and its number may be a fact."""
    bound = left.bound if left.bound not in _BEYOND else ""
    level = left.level if left.level not in _SAYS_IT_IS else ""
    verb = left.verb if lexicon("actions").has(left.verb, "mid") or lexicon("actions").has(left.verb, "build") else ""
    change = left.change if not left.tokens or "同比" not in left.tokens else ""
    return bound or level or figure.behind or verb or change or left.duty or left.given


def _of_another_part(spot: FigureSpot, scope: ScopeSpan) -> bool:
    """其中中心城区70个、农村50个: the second is not in the place of the first."""
    before = spot.figures[spot.index - 1] if spot.index else None
    return before is not None and scope.start < before.start and _OTHER_PART.match(spot.text, before.tail) is not None


def _unit(spot: FigureSpot, left: Left) -> tuple[str, str, str]:
    """The unit with what it is per, the kind, and 每月 where that is the day."""
    figure, scope = spot.figure, spot.scope or spot.flow.scope
    unit, period = figure.unit, _period(left.time or _last_round(spot.head))
    if figure.shape is MentionShape.NONE:
        return "", "redline", ""
    if figure.shape is MentionShape.PARTS:
        return "", "ratio", ""
    if figure.shape is MentionShape.ALL or (figure.shape is MentionShape.PERCENT and left.mode == "level"):
        return unit, "ratio", ""
    money = unit.split("/")[0] in MONEY
    if money and left.round and left.time:
        return f"{unit}/{period}", "count", f"每{period}"
    if period and unit in _TURNS:
        return f"{unit}/{period}", "recurring", f"每{period}"
    if money and (period or left.who):
        return f"{unit}/{'·'.join(filter(None, (left.who, period)))}", "count", ""
    if period:
        said = left.time and not left.time.endswith("均") and period not in ("日", "天")
        comes = f"每{period}" if said else ""
        return f"{unit}/{period}", "count", comes
    if spot.flow.per_unit and figure.shape is MentionShape.COUNT:
        return f"{unit}/{spot.flow.per_unit}", "count", ""
    if scope and scope.each and "/" not in unit:
        return f"{unit}/{scope.names[0].lstrip('每各个一')}", "count", ""
    return unit, "count", ""


def _last_round(head: str) -> str:
    found = _ROUND.findall(head)
    return found[-1] if found else ""


def _period(time: str) -> str:
    plain = time.removeprefix("个")
    return _PERIODS.get(time, _PERIODS.get(plain, plain))


def _goal_words(text: str, left: Left, figure: FigureMention) -> str:
    """达到70%以上: the words from the bound in front to the one behind."""
    begin = left.end if 0 < figure.start - left.end <= _MOST_SAID else figure.start
    return re.sub(r"[，、；]", "", text[begin : figure.tail]).strip()


_SINCE: Final = expression(r"自起(?=[一-鿿]{2})|^自(?=起)|^起(?![始步重点义草诉伏居])(?=[一-鿿]{3})")
_LIGHT: Final = expression(
    r"(?<=[一-鿿]{2})(?:免费做|进行|予以|给予|提供)(?=[一-鿿]{2,}$)(?!者|方|商|[一-鿿]{0,4}(?:率|比例)$)"
)
"""老旧电梯进行更新改造, 孤独症儿童提供托养照护: the verb says nothing."""


_EACH_YEAR: Final = expression(r"^年(?:开展|举办|组织|完成)(?=[一-鿿]{2})")
"""年开展小组活动60场."""


def _tidy(name: str) -> str:
    name = _SINCE.sub("", name)
    name = _EACH_YEAR.sub("", name)
    return _LIGHT.sub("", _BY_WHEN.sub("", name.strip(" 　、，；：的").removesuffix("（")))[:_MOST_NAME]
