"""How sure a reading is: 明确 stands in one clause, 推断 took something from elsewhere, 存疑 waits for a person."""

from __future__ import annotations

import re
from typing import Final

from mzgz.intake.extract.figure_scan import MONEY, SIZES
from mzgz.intake.extract.non_counting_digits import MentionShape
from mzgz.intake.extract.promise import Confidence, Promise

_STANDARD: Final = re.compile(r"占地|建筑面积|墓|高度|宽度")
_SUBSIDY: Final = re.compile(r"补助|奖|资助")
_EXISTING: Final = frozenset("推进 抓好 支持 加快 服务 保障 深化 跟踪 盯紧 协调 促进 推动 引导 鼓励".split())
"""Verbs that as a rule act on what is there already: 推进12个项目 promises no new one."""

_CONSEQUENCE: Final = re.compile(r"(?:惠及|减轻|受益|带动|撬动|拉动|吸引)[^，、；。]{0,8}$")


def grade(promise: Promise) -> Confidence:
    """The class of a reading; adds to `doubts` and `inherited` what speaks against a higher one."""
    promise.doubts += _doubts(promise)
    if promise.doubts:
        return Confidence.DOUBTFUL
    if promise.signals < 2 and promise.due_basis != "explicit":
        promise.inherited.append("是计划还是总结，只有一处依据" if promise.signals else "全文没有标题说明是计划")
    if promise.due_basis == "inherited":
        promise.inherited.append("期限承前")
    if promise.op in ("all", "zero"):
        promise.inherited.append("由文字读出，原文没有数字")
    return Confidence.INFERRED if promise.inherited else Confidence.CLEAR


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
    elif figure.shape is MentionShape.COUNT and _CONSEQUENCE.search(before):
        doubts.append("像是带来的效果，不一定单独考核")
    return doubts


def _is_standard(promise: Promise) -> bool:
    """A size that may not be exceeded, a subsidy a head: seldom what a year is measured by."""
    unit = promise.unit.split("/")[0]
    if unit in SIZES:
        return _STANDARD.search(promise.name) is not None
    return unit in MONEY and _SUBSIDY.search(promise.name) is not None
