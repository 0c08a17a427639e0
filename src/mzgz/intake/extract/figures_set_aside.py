"""A figure that is no target put aside with its class, and where the words of the next figure begin behind it."""

from __future__ import annotations

from typing import Final

from mzgz.intake.extract.figure_classes import sort_in_plan
from mzgz.intake.extract.figure_scan import SIZES
from mzgz.intake.extract.lexicon import lexicon
from mzgz.intake.extract.marked_paragraph import FigureSpot
from mzgz.intake.extract.non_counting_digits import FigureMention, MentionShape
from mzgz.intake.extract.non_target_counts import EACH_ONE
from mzgz.intake.extract.non_target_existing import ONE_BY_ONE, existing_base, in_these
from mzgz.intake.extract.non_target_measures import extent_of
from mzgz.intake.extract.non_target_parts import goes_with
from mzgz.intake.extract.phrase_parts import Left, Right
from mzgz.intake.extract.promise_builder import asking
from mzgz.language.pattern_search import expression

HOW_LARGE: Final = "后面事物的规模"
_EACH_OF_THEM: Final = expression(r"[一-鿿（）]{1,6}各(?=[一-鿿])")
"""8个乡镇各储备编织袋: the name begins behind."""
_KEEPS_WORDS: Final = ("duration", "enumeration", "size", "slogan")
"""Classes of figures that may stand inside the name of the next one: its words begin before them."""
_ON_TOP: Final = expression(r"([^，。；0-9]{2,12}?)的?(?:基础|基数)上")
"""已建成60个站点的基础上再建40个: what the first number counts."""
_A_DAY: Final = expression(r"[0-9]|今年|明年|年底|年内")
_MANY: Final = 10_000


def set_aside(spot: FigureSpot, left: Left, right: Right) -> int | None:
    """Where the next words begin after a figure that is no target; None for one that is."""
    figure = spot.figure
    figure.sort, figure.why = goes_with(spot, left)
    if figure.sort:
        return figure.tail
    span = (spot.clause.start, spot.clause.end)
    if spot.following and extent_of(spot.text, figure, spot.following, left):
        figure.sort, figure.why = "threshold", HOW_LARGE
        return _begin_after(spot, left)
    figure.sort, figure.why = sort_in_plan(
        spot.text, figure, left, right.name, span, spot.text[spot.sentence.start : spot.sentence.end]
    )
    if figure.sort:
        if figure.sort == "existing" and right.name and not _A_DAY.match(right.name):
            spot.flow.base_noun = ONE_BY_ONE.split(right.name)[0]
        return _begin_after(spot, left)
    if (
        spot.following
        and not spot.text[figure.tail : spot.following.start].strip()
        and spot.head.rstrip(" 　").endswith("对")
    ):
        figure.sort, figure.why = "existing", "已有的事物，后面另有要求"  # 对612户1030名低保对象全面复核
        return spot.following.start
    if spot.following and in_these(spot.text, figure, spot.following, left):
        figure.sort, figure.why = "existing", "已有的事物，后面另有要求"
        return spot.following.start
    if existing_base(spot.text, figure, spot.following, left, right):
        figure.sort, figure.why = "existing", "已有的事物，后面另有要求"
        spot.flow.base_noun = "" if _A_DAY.match(right.name) else right.name
        return spot.begin if left.name else figure.tail
    bare = figure.shape is MentionShape.BARE and not (right.name and _listed_many(spot))
    if bare and not _bare_counts(figure, left, right):
        figure.sort, figure.why = "figure", "没有量词的数"
        return spot.begin
    if _only_stated(spot, left):
        figure.sort, figure.why = "past", "句中没有说要做什么"
        return figure.tail
    return None


_A_PLAN: Final = expression(
    r"全部|均|都|要|将|拟|前|年内|底|每[月季周年个名]|以上|以内|左右|不[低少超高]|至少|达|目标|任务|计划|预期|全覆盖|应[一-鿿]尽|零|清零"
)
"""Words of a sentence that asks for something somewhere."""


def _described(earlier: list[FigureMention]) -> bool:
    """项目总用地46亩，容积率1.2，绿地率35%: what goes before is no target either."""
    return bool(earlier) and all(one.sort not in ("", "target") for one in earlier)


def _only_stated(spot: FigureSpot, left: Left) -> bool:
    """地下1层、地上9层，设床位420张: a number in a sentence of several clauses none of which does anything or asks for it."""
    figure, text, sentence = spot.figure, spot.text, spot.sentence
    if figure.shape not in (MentionShape.COUNT, MentionShape.PERCENT) or asking(left, figure) or left.round:
        return False
    earlier = spot.paragraph.figures_in(sentence.start, figure.start)
    if len(sentence.clauses) == 1 or (figure.shape is MentionShape.PERCENT and not _described(earlier)):
        return False
    last = spot.flow.last
    if last and last.start >= sentence.start:
        return False
    words = text[sentence.start : sentence.end]
    if _A_PLAN.search(words):
        return False
    actions, duties = lexicon("actions"), lexicon("duties")
    return not any(
        len(actions.starting(words, at)) > 1 or len(duties.starting(words, at)) > 1 for at in range(len(words))
    )


def _begin_after(spot: FigureSpot, left: Left) -> int:
    figure = spot.figure
    if figure.sort == "baseline":
        origin = max(spot.text.rfind("由", spot.begin, figure.start), spot.text.rfind("从", spot.begin, figure.start))
        spot.blanks.append((origin if origin >= spot.begin else figure.start, figure.tail))
        if based := _ON_TOP.match(spot.text, figure.tail, spot.clause.end):
            spot.flow.base_noun = based[1]
            return based.end()
        return spot.begin
    if figure.sort == "existing" and (each := _EACH_OF_THEM.match(spot.text, figure.tail, spot.clause.end)):
        return each.end()
    if figure.why == EACH_ONE or (figure.why == HOW_LARGE and figure.unit in SIZES):
        spot.blanks.append((figure.start, figure.tail))
        return spot.begin
    if figure.sort in ("in_name", "threshold") or (figure.sort in _KEEPS_WORDS and left.name):
        return spot.begin
    return figure.tail


def _listed_many(spot: FigureSpot) -> bool:
    """促进12万困难人员就业、4万农村劳动力参保: a large number right behind another one that is promised."""
    before = spot.figures[spot.index - 1] if spot.index else None
    alike = before is not None and before.sort == "target" and before.shape is spot.figure.shape
    return alike and spot.figure.value >= _MANY and spot.text[spot.figure.start - 1] in "、和及"


_BROUGHT: Final = ("惠及", "受益", "带动", "吸引", "覆盖", "服务", "辐射", "超过")
"""Verbs whose number is what comes of a work: 惠及20万群众."""


def _bare_counts(figure: FigureMention, left: Left, right: Right) -> bool:
    """Whether a number without a known unit is a goal: 系数降到0.3, 用户达到3500万, 开行300列, 为200万中小学生测评."""
    if figure.value >= _MANY and len(right.name) > 2 and not figure.unit and not left.name and not right.of:
        return bool(left.given or left.duty or (left.verb and left.verb not in _BROUGHT))
    if figure.unit and not figure.known:
        done = not figure.unit.startswith(("时", "点", "分", "岁")) and any(
            len(lexicon("actions").starting(left.name, at)) > 1 for at in range(len(left.name))
        )
        return bool(left.level or left.bound or left.verb or done or (left.name and len(figure.unit) == 1))
    if (
        figure.value >= _MANY
        and (left.level or left.bound or left.name.endswith(("人口", "人数", "用户")))
        and left.name
    ):
        return True
    return bool((left.level or left.bound or left.change) and lexicon("measure_name_endings").ending(left.name))
