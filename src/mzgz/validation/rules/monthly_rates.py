"""Rates of a month: two numbers that speak of the month alone do not tell of the year."""

from __future__ import annotations

from typing import Final

from mzgz.language.pattern_search import expression
from mzgz.model.findings import Rule, Severity
from mzgz.model.hints import either
from mzgz.validation.engine.cases import NOT_EVALUATED, Outcome, TargetCase, Violation
from mzgz.validation.engine.target_abilities import is_quotient

_OF_A_MONTH: Final = expression(r"[当本](?:月|季|期)(?![末底初])")


def last_month_alone(case: TargetCase) -> Outcome:
    """当月的两个数，年终只看最后一期

    为什么：1月办结8件、受理10件，12月办结1件、受理1件：年终只看12月，全年的办结率就成了100%。分子、分母是当月数的，
    口径写明当期，各期的分子、分母分别相加再除；确实是月末情况或者本年累计的，也写明。每期都要达到的逐期判定，不追问。

    反例：
        # targets/2022/90-rate.yaml
        targets:
          - {id: closed, name: 救助申请当月办结率, kind: ratio, numerator: {name: 当月办结数, unit: 件}, denominator: {name: 当月受理数, unit: 件}, goal: ">= 95%", due: 2022-12-31, cadence: month, source: {section: 三（二）, item: 90}}

    正例：
        # targets/2022/90-rate.yaml
        targets:
          - {id: closed, name: 救助申请当月办结率, kind: ratio, numerator: {name: 当月办结数, unit: 件}, denominator: {name: 当月受理数, unit: 件}, measured: period, goal: ">= 95%", due: 2022-12-31, cadence: month, source: {section: 三（二）, item: 90}}
    """
    target = case.target
    step = target.cadence.months
    if step is None or target.due_month.month <= step:
        return NOT_EVALUATED
    names = [target.name, *(target.operand(role).name for role in target.operands)]
    if target.which_number or target.lasting or not any(map(_OF_A_MONTH.search, names)):
        return None
    return Violation(
        f"“{target.name}”报的像是{target.cadence.this}，现在全年只看最后一期的分子、分母",
        either(
            "请定下来：各期相加再除的写 measured: period；月末情况写 measured: stock，本年累计写 measured: cumulative",
            "请上级定：各期的分子、分母相加再除，还是取最后一期的",
        ),
        target.at("name"),
    )


RULES: Final = (Rule("P131", Severity.QUERY, last_month_alone, "target", where=is_quotient),)
