"""Arithmetic: what no entry can be, whatever the others say."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from mzgz.language.finding_phrases import amount
from mzgz.model.findings import Rule, Severity
from mzgz.model.hints import advice, either
from mzgz.validation.engine.cases import NOT_EVALUATED, EntryCase, Outcome, Violation
from mzgz.validation.engine.target_abilities import (
    counts_things,
    has_numbers,
    is_part_of_whole,
    is_quotient,
    is_registered,
)


def negative(case: EntryCase) -> Outcome:
    """填了负数

    为什么：人数、床位数、件数不会小于零。负数多半是多打了减号，或者把“增减”填进了“总数”。

    反例：
        entries:
          nursing-bed-share: {numerator: -812, denominator: 1450}

    正例：
        entries:
          nursing-bed-share: {numerator: 812, denominator: 1450}
    """
    entry = case.entry
    numerator, denominator, value = entry.numerator, entry.denominator, entry.value
    if numerator is None and denominator is None and value is None:
        return NOT_EVALUATED
    if (numerator or 0) >= 0 and (denominator or 0) >= 0 and (value or 0) >= 0:
        return None
    return (
        tuple(
            Violation(
                f"{amount(case.target.operand(role), number)}，小于零",
                "请核对是否多打了减号；本项填总数，不填增减数",
                case.at(role),
            )
            for role, number in entry.numbers()
            # a field the kind does not report has been told by the readers
            if number < 0 and role in case.target.operands
        )
        or None
    )


def part_exceeds_whole(case: EntryCase) -> Outcome:
    """部分大于总体

    为什么：分子是分母的一部分，不会比分母大。常见的原因是分子、分母填反，或者两个数的时点不同。

    反例：
        entries:
          nursing-bed-share: {numerator: 1500, denominator: 1450}

    正例：
        entries:
          nursing-bed-share: {numerator: 812, denominator: 1450}
    """
    numerator, denominator = case.entry.numerator, case.entry.denominator
    if numerator is None or denominator is None:
        return NOT_EVALUATED
    if numerator <= denominator or denominator < 0:
        return None
    part, whole = case.target.operand("numerator"), case.target.operand("denominator")
    return Violation(
        f"{amount(part, numerator)}，大于{amount(whole, denominator)}",
        "部分不能大于总体，请核对分子、分母是否填反",
        case.at("numerator"),
    )


def fraction_of_things(case: EntryCase) -> Outcome:
    """数个数的填了小数

    为什么：张、个、人、户、件都是整数。出现小数，多半是把百分比或“万”填进了个数。

    反例：
        entries:
          nursing-bed-share: {numerator: 0.56, denominator: 1450}

    正例：
        entries:
          nursing-bed-share: {numerator: 812, denominator: 1450}
    """
    entry, target = case.entry, case.target
    given = {type(entry.numerator), type(entry.denominator), type(entry.value)}
    if Decimal not in given:
        return None if int in given else NOT_EVALUATED
    wrong: list[Violation] = []
    for role in target.operands:
        number = getattr(entry, role)
        if number is None or type(number) is int or number % 1 == 0 or not target.whole(role):
            continue
        operand = target.operand(role)
        message = f"{amount(operand, number)}，不是整数"
        wrong.append(
            Violation(message, f"以“{operand.unit}”计的数填整数；不要填百分比，也不要以“万”为单位", case.at(role))
        )
    return tuple(wrong) or None


def registry_disagrees(case: EntryCase) -> Outcome:
    """与登记数不一致

    为什么：街道、苏木乡镇的个数由上级统一登记，是各单位指标的共同分母。各报各的，合计就对不上。

    反例：
        entries:
          street-centres: {numerator: 6, denominator: 8}

    正例：
        entries:
          street-centres: {numerator: 6, denominator: 7}
    """
    wrong: list[Violation] = []
    evaluated = False
    for role, number in case.entry.numbers():
        operand = case.target.operand(role) if role in case.target.operands else None
        registered = operand.registered(case.unit, case.submission.period) if operand else None
        if operand is None or registered is None:
            continue
        evaluated = True
        if number != registered:
            alone = case.unit.registry_changed or registered == operand.registered(case.unit)
            joined = "" if alone else "（连同并入的）"
            message = f"{amount(operand, number)}，与登记的{registered}{operand.unit}{joined}不一致"
            dated = either("（mzgz.yaml 里那个单位的 registry_changed 写哪天起变的、原来是多少）")
            hint = f"请改为{registered}；如建制确有变动，请先报上级更正登记数" + dated
            wrong.append(Violation(message, hint, case.at(role)))
    return tuple(wrong) or (None if evaluated else NOT_EVALUATED)


def denominator_zero(case: EntryCase) -> Outcome:
    """分母是零

    为什么：分母为零算不出占比，既不是 0%，也不是 100%。没有这类对象的，应当报“不适用”并写明原因。
    分子、分母逐期相加的，哪一期一件也没有，填0就是了，不追问。

    反例：
        entries:
          nursing-bed-share: {numerator: 0, denominator: 0}

    正例：
        entries:
          nursing-bed-share: {not_applicable: 本期辖区内没有养老机构}
    """
    numerator, denominator = case.entry.numerator, case.entry.denominator
    if denominator is None:
        return NOT_EVALUATED
    if denominator:
        return None
    operand = case.target.operand("denominator")
    # a numerator above zero is told by part-exceeds-whole, a registered number by registry-disagrees
    if (numerator or 0) > 0 or operand.registered(case.unit, case.submission.period):
        return None
    if case.target.takes_all and case.target.part_of_whole:  # none came in that month: nothing is added to the year's
        return None
    return Violation(
        f"{operand.name}填了0{operand.unit}，算不出{case.target.name}",
        advice("本期没有这类对象的，请⟦改填 not_applicable: 原因⟧；漏填的，请补上数"),
        case.at("denominator"),
    )


RULES: Final = (
    Rule("A101", Severity.ERROR, negative, "entry", where=has_numbers, passes_ordinary=True),
    Rule("A102", Severity.ERROR, part_exceeds_whole, "entry", where=is_part_of_whole, passes_ordinary=True),
    Rule("A103", Severity.ERROR, fraction_of_things, "entry", where=counts_things, passes_ordinary=True),
    Rule("A104", Severity.ERROR, registry_disagrees, "entry", where=is_registered),
    Rule("A105", Severity.QUERY, denominator_zero, "entry", where=is_quotient, passes_ordinary=True),
)
