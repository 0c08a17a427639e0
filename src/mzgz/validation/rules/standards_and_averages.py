"""Standards and averages (levels): each place has its own, and a sum of them means nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from mzgz.language.level_names import looks_like_level
from mzgz.model.findings import Rule, Severity
from mzgz.model.hints import either
from mzgz.model.targets import Target
from mzgz.validation.engine.case_index import Operation
from mzgz.validation.engine.cases import Outcome, TargetCase, Violation
from mzgz.validation.engine.target_abilities import counts_amounts, is_level

_SAYS_SUM: Final = re.compile(r"相加|加总|合计|之和|累计|总数|总额|总量")
_NO_SUM: Final = re.compile(r"(?:不|不能|不可|不得|不应|不作|不再)(?:相加|加总|合计|累计)")


def level_judged_pooled(case: TargetCase) -> Outcome:
    """水平数按合计判定

    为什么：低保标准、每千人床位、平均天数是一地一个的水平，三个地方的820元相加没有意义，全市也就没有合计可以和目标比。
    要写明是每个单位都达到才算，还是至少几个单位达到就算。要全市平均数的，另立一项占比，报分子、分母。

    反例：
        # targets/2022/90-level.yaml
        targets:
          - {id: standard, name: 低保标准, kind: count, value: {name: 低保标准, unit: 元/月}, measured: level, goal: ">= 820", due: 2022-12-31, cadence: year, source: {section: 三（二）, item: 90}}

    正例：
        # targets/2022/90-level.yaml
        targets:
          - {id: standard, name: 低保标准, kind: count, value: {name: 低保标准, unit: 元/月}, measured: level, judge: every, goal: ">= 820", due: 2022-12-31, cadence: year, source: {section: 三（二）, item: 90}}
    """
    target = case.target
    if getattr(target, "judge", None) != "pooled" or len(case.books.ledger.applicable(target)) <= 1:
        return None
    return Violation(
        f"“{target.name}”是水平数，各单位不相加，没有合计可以判定",
        "请写明谁达到才算"
        + either("：每个单位都要的写 judge: every，至少几个的写 judge: {at-least: 3}", "：每个单位都要，还是至少几个"),
        target.at("judge" if "judge" in target.model_fields_set else "measured"),
    )


def level_added(case: TargetCase) -> Outcome:
    """水平数当成了能相加的数

    为什么：水平数一地一个，加不出合计，所以不能是别的数的一部分（within），别的数也不能是它的一部分；
    同一个数据元（element）在别的任务里按数量、分子、分母相加的，两处必有一处写错。

    反例：
        # targets/2022/90-level.yaml
        targets:
          - {id: standard, name: 低保标准, kind: count, value: {name: 低保标准, unit: 元/月, element: aid}, measured: level, judge: every, goal: ">= 820", due: 2022-12-31, cadence: year, source: {section: 三（二）, item: 90}}
          - {id: spent, name: 低保支出, kind: count, value: {name: 低保支出, unit: 元, element: aid}, measured: cumulative, goal: ">= 820", due: 2022-12-31, cadence: year, source: {section: 三（二）, item: 91}}

    正例：
        # targets/2022/90-level.yaml
        targets:
          - {id: standard, name: 低保标准, kind: count, value: {name: 低保标准, unit: 元/月}, measured: level, judge: every, goal: ">= 820", due: 2022-12-31, cadence: year, source: {section: 三（二）, item: 90}}
          - {id: spent, name: 低保支出, kind: count, value: {name: 低保支出, unit: 元}, measured: cumulative, goal: ">= 820", due: 2022-12-31, cadence: year, source: {section: 三（二）, item: 91}}
    """
    target = case.target
    elements = case.books.elements(case.plan.year)
    operand = target.operand("value")
    wrong: list[Violation] = []
    if operand.within is not None:
        wrong.append(
            Violation(
                f"“{target.name}”是水平数，写成了数据元 {operand.within} 的一部分",
                "水平数加不出合计，请删去" + either(" within", "“属于”"),
                target.at("value", "within"),
            )
        )
    if operand.element is not None:
        for others, what in (
            (elements.holders.get(operand.element, ()), "里是要相加的数"),
            (elements.parts.get(operand.element, ()), "里写成了它的一部分"),
        ):
            names = "、".join(f"“{one.name}”" for one in _adding(others))
            if names:
                wrong.append(
                    Violation(
                        f"“{target.name}”是水平数，同一个数据元 {operand.element} 在{names}{what}",
                        "请核对哪一处写错了：是水平数的，两处都写水平；不是同一个数的，分开起名"
                        + either("（measured: level，element）"),
                        target.at("value", "element"),
                    )
                )
    return tuple(wrong) or None


def _adding(others: Iterable[Operation]) -> Iterator[Target]:
    """The targets among them whose numbers are added up, each once."""
    seen: set[str] = set()
    for one in others:
        if one.target.adds and one.target.id not in seen:
            seen.add(one.target.id)
            yield one.target


def level_summed(case: TargetCase) -> Outcome:
    """像是水平数，却在各单位之间相加

    为什么：820元的低保标准，三个地方相加成了2460元；15天的办理时限，相加成了45天。这样的数写进报告是笑话。
    计量单位是元/月、张/千人，名称里有人均、平均、每千人、标准、办理时限的，先问一句。确实要相加的，在填报口径里写明“各单位相加”。

    反例：
        # targets/2022/90-level.yaml
        targets:
          - {id: standard, name: 低保标准, kind: count, value: {name: 低保标准, unit: 元/月}, measured: stock, judge: every, goal: ">= 820", due: 2022-12-31, cadence: year, source: {section: 三（二）, item: 90}}

    正例：
        # targets/2022/90-level.yaml
        targets:
          - {id: standard, name: 低保标准, kind: count, value: {name: 低保标准, unit: 元/月}, measured: level, judge: every, goal: ">= 820", due: 2022-12-31, cadence: year, source: {section: 三（二）, item: 90}}
    """
    target = case.target
    operand = target.operand("value")
    if len(case.books.ledger.applicable(target)) <= 1 or not looks_like_level(operand.name, operand.unit):
        return None
    if target.definition and _SAYS_SUM.search(_NO_SUM.sub("", target.definition)):
        return None
    return Violation(
        f"“{operand.name}”（{operand.unit}）像是一地一个的水平数，现在各单位的数是相加的",
        either(
            "请定下来：是标准、平均数的，写 measured: level 和 judge: every；确实要相加的，在 definition 里写明“各单位相加”",
            "请上级定：是标准、平均数的改为水平数；确实要相加的，在填报口径里写明“各单位相加”",
        ),
        target.at("measured"),
    )


RULES: Final = (
    Rule("P128", Severity.ERROR, level_judged_pooled, "target", where=is_level),
    Rule("P129", Severity.ERROR, level_added, "target", where=is_level),
    Rule("P130", Severity.QUERY, level_summed, "target", where=counts_amounts),
)
