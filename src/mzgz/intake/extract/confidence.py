"""How sure a reading is: 明确 stands in one clause, 推断 took something from elsewhere, 存疑 waits for a person."""

from __future__ import annotations

from typing import Final

from mzgz.intake.extract.figure_scan import MONEY, SIZES
from mzgz.intake.extract.lexicon import lexicon
from mzgz.intake.extract.non_counting_digits import FigureMention, MentionShape
from mzgz.intake.extract.non_target_in_care import is_paid, makes, unasked
from mzgz.intake.extract.promise import Confidence, Promise
from mzgz.intake.extract.recurring_names import TURNS
from mzgz.language.pattern_search import expression

_STANDARD: Final = expression(r"占地|建筑面积|墓|高度|宽度|[间室房厅]面积|[标双单三]人?间$")
_SUBSIDY: Final = expression(r"补助|奖|资助")
_EXISTING: Final = frozenset("推进 抓好 支持 加快 服务 保障 深化 跟踪 盯紧 协调 促进 推动 引导 鼓励".split())
"""Verbs that as a rule act on what is there already: 推进12个项目 promises no new one."""

_CONSEQUENCE: Final = expression(r"(?:惠及|减轻|受益|带动|撬动|拉动|吸引)[^，、；。]{0,8}$")


def grade(promise: Promise) -> Confidence:
    """The class of a reading; adds to `doubts` and `inherited` what speaks against a higher one."""
    promise.doubts += _doubts(promise)
    if promise.doubts:
        return Confidence.DOUBTFUL
    if promise.signals < 2 and promise.due_basis != "explicit":
        promise.inherited.append("是计划还是总结，只有一处依据" if promise.signals else "全文没有标题说明是计划")
    if promise.due_basis == "inherited" and not any(note.startswith("期限") for note in promise.inherited):
        promise.inherited.append("期限承前")
    if promise.op in ("all", "zero"):
        promise.inherited.append("由文字读出，原文没有数字")
    elif promise.figure is not None and any(promise.clause):
        promise.inherited += _not_said(promise)
    return Confidence.INFERRED if promise.inherited else Confidence.CLEAR


_STRONG: Final = expression(
    r"(?<![需主重必])要(?![求素点闻件])|力争|确保|争取|必须|务必|至少|不低于|不少于|不超过|不高于|控制在"
)
_TOLD: Final = expression(
    r"同比|环比|仍|正在|累计|目前|现有|已(?!成年)|[一-鿿]了|(?:上年|去年)(?:同期)?的?[0-9]|截至|只(?=[有完占])|仅|过去|[0-9]月份|[0-9] ?[-—–~至到]{1,2} ?[0-9]{1,2}月|按(?:照)?[^，；]{1,20}的"
)
"""Words of a clause that more often tells how things are than what is to be done."""
_CONDITION: Final = expression(
    r"的(?:[，、]?$|[^，；。0-9]{0,12}?(?:，|不予|取消|扣|约谈|暂缓|退回|限期|通报|给予|予以|执行))"
)
_SHORT: Final = 3
_BEGUN: Final = expression(r"^(?:[在将把对由向从按以负完剩其]|[一-鿿]{0,2}剩余|占)")
_PLACED: Final = expression(r"[一-鿿]{2,3}(?:[县镇乡旗]|街道|苏木)(?![级域城内镇乡道])")


def _not_said(promise: Promise) -> list[str]:
    """What a clear reading has and this one lacks: a word that asks for it, a name whole in its clause, nothing told beside it."""
    lacks: list[str] = []
    words = promise.words
    if not (promise.asked or _STRONG.search(words)):
        shared = "、" in words and makes(words.partition(promise.text)[0])
        lacks.append("动词取自并列的前一项" if shared else "句中没有“要、达到、不低于”一类的字")
    elif _TOLD.search(words):
        lacks.append("同一句里也说了现状")
    elif _only_bounded(promise):
        lacks.append("只说了不低于、不超过多少，也可能是规定")
    before = words.find(promise.text) if promise.text else -1
    if before >= 0 and _CONDITION.match(
        words[before + len(promise.text) :].removeprefix(promise.figure.behind if promise.figure else "")
    ):
        lacks.append("像是条件，看后面怎样说")
    name = promise.name
    if any(note.startswith(("名称", "指标")) for note in promise.inherited):
        return lacks
    if not _inside(name, words):
        lacks.append("名称里有前文的字")
    elif len(name) <= _SHORT or (name.endswith("率") and len(name) <= _SHORT + 1):
        lacks.append("名称只有几个字，是谁的、什么的要看前文")
    elif _BEGUN.match(name) or name.endswith("等") or "、" in name:
        lacks.append("名称从哪里起、到哪里止要看一看")
    elif not promise.scope and _PLACED.search(name):
        lacks.append("名称里像有地名，范围要看一看")
    return lacks


_MODAL: Final = expression(r"(?<![需主重必])要(?![求素点闻件])|力争|确保|争取|必须|务必|今年|年内|全年|[底末月日]之?前")


def _only_bounded(promise: Promise) -> bool:
    """床位面积不低于6平方米, 公示期不少于7天: a count with a bound, and nobody does anything or has to."""
    figure = promise.figure
    if figure is None or figure.shape is not MentionShape.COUNT or promise.verb or _MODAL.search(promise.words):
        return False
    bound = promise.asked in lexicon("bounds").marks or promise.asked in lexicon("behind").marks
    return bound and not (promise.each or promise.due.startswith("每"))


def _inside(name: str, words: str) -> bool:
    """Whether all of a name stands in the clause, in order."""
    place = 0
    for char in name:
        place = words.find(char, place) + 1
        if not place:
            return False
    return True


def _doubts(promise: Promise) -> list[str]:
    doubts: list[str] = []
    figure = promise.figure
    if promise.due_basis == "ambiguous":
        doubts.append(f"期限可以是{'，也可以是'.join(promise.dues)}")
    if promise.open_scope:
        doubts.append("范围以“等”收尾，没有列全")
    if figure is None:
        return doubts
    if figure.loose:
        doubts.append(f"“{figure.text}{figure.behind}”是约略的说法")
    if figure.shape is MentionShape.TIMES and promise.mode != "times":
        doubts.append("倍数以什么为基数要定")
    before = promise.words[: max(0, promise.words.find(figure.text))]
    if promise.mode == "level" and _is_standard(promise):
        doubts.append("像是标准或补助，不一定是目标")
    if figure.shape is MentionShape.COUNT and promise.op == "eq" and promise.verb in _EXISTING:
        doubts.append("像是已有的数，不一定是要新做的")
    elif _nothing_asks(promise, figure):
        doubts.append("没有“新建、达到”一类的字，像是已有的数")
    elif promise.mode == "level" and promise.asked in ("为", "给", "向") and is_paid(promise.words, promise.text):
        doubts.append("像是领取待遇的人数，不一定是目标")
    elif figure.shape is MentionShape.COUNT and _CONSEQUENCE.search(before):
        doubts.append("像是带来的效果，不一定单独考核")
    return doubts


def _nothing_asks(promise: Promise, figure: FigureMention) -> bool:
    """调解3起纠纷: the number before its noun, nothing made, no bound, no day, no round."""
    plain = (
        figure.shape is MentionShape.COUNT
        and promise.op == "eq"
        and promise.asked in ("", "对")
        and figure.unit not in TURNS
    )
    dated = promise.due_basis == "explicit" or promise.due.startswith("每") or promise.each
    return plain and any(promise.clause) and not dated and unasked(promise.words, promise.text)


def _is_standard(promise: Promise) -> bool:
    """A size that may not be exceeded, a subsidy a head: seldom what a year is measured by."""
    unit = promise.unit.split("/")[0]
    if unit in SIZES:
        return _STANDARD.search(promise.name) is not None
    return unit in MONEY and _SUBSIDY.search(promise.name) is not None
