"""Across targets: numbers of one return that speak of the same thing, or of a part of it."""

from __future__ import annotations

from typing import Final

from mzgz.language.finding_phrases import amount, digits
from mzgz.model.findings import Rule, Severity
from mzgz.model.numbers import Number
from mzgz.model.submissions import Submission
from mzgz.validation.engine.case_index import Elements, Operation
from mzgz.validation.engine.cases import NOT_EVALUATED, Outcome, SubmissionCase, Violation
from mzgz.validation.engine.target_abilities import same_stretch


def _elements(case: SubmissionCase) -> Elements:
    return case.books.elements(case.submission.period.year)


def _reported(submission: Submission, held: list[Operation]) -> list[tuple[Operation, Number]]:
    """The numbers of these operations that the return holds."""
    rows: list[tuple[Operation, Number]] = []
    for operation in held:
        entry = submission.entries.get(operation.target.id)
        number = getattr(entry, operation.role) if entry is not None else None
        if number is not None:
            rows.append((operation, number))
    return rows


def element_disagrees(case: SubmissionCase) -> Outcome:
    """同一个数报得不一样

    为什么：同一数据元在几个指标里出现，说的是同一件事，同一期只能是一个数。

    反例：
        entries:
          nursing-bed-share: {numerator: 812, denominator: 1450}
          care-beds: {value: 1480}

    正例：
        entries:
          nursing-bed-share: {numerator: 812, denominator: 1450}
          care-beds: {value: 1450}
    """
    wrong: list[Violation] = []
    evaluated = False
    for _, held in _elements(case).shared:
        given = _reported(case.submission, held)
        evaluated = evaluated or len(given) > 1
        for operation, number in given[1:]:
            first, expected = given[0]
            if number != expected and same_stretch(first.target, operation.target):
                reported = amount(operation.target.operand(operation.role), number)
                message = (
                    f"“{operation.target.name}”中的{reported}，与“{first.target.name}”中填的{digits(expected)}不一致"
                )
                at = case.submission.at("entries", operation.target.id, operation.role)
                wrong.append(Violation(message, "两处是同一个数，请核对后填成一致", at, target=operation.target.id))
    return tuple(wrong) or (None if evaluated else NOT_EVALUATED)


def part_exceeds_element(case: SubmissionCase) -> Outcome:
    """部分大于它所属的数

    为什么：计划写明一个数是另一个数的一部分（within），或者一项目标是另一项的一部分（“其中护理型”），部分就不会比
    所属的数大。一项报当期、一项报累计，或者一项按月、一项按季的，不在一起比。

    反例：
        entries:
          nursing-bed-share: {numerator: 812, denominator: 1450}
          dementia-beds: {value: 1500}

    正例：
        entries:
          nursing-bed-share: {numerator: 812, denominator: 1450}
          dementia-beds: {value: 60}
    """
    wrong: list[Violation] = []
    evaluated = False
    for holders, parts in _elements(case).contained:
        whole = _reported(case.submission, holders)
        for operation, number in _reported(case.submission, parts) if whole else ():
            evaluated = True
            holder, most = whole[0]
            if number > most and same_stretch(operation.target, holder.target):
                reported = amount(operation.target.operand(operation.role), number)
                message = f"{reported}，大于所属的{amount(holder.target.operand(holder.role), most)}"
                at = case.submission.at("entries", operation.target.id, operation.role)
                wrong.append(Violation(message, "部分不能大于总体，请核对两处的数", at, target=operation.target.id))
    return tuple(wrong) or (None if evaluated else NOT_EVALUATED)


def parts_exceed_element(case: SubmissionCase) -> Outcome:
    """各部分加起来大于总数

    为什么：同属一个数的几个部分互不重叠时，合计不会大于总数。超过了，或者有重复计算，或者总数报少了。

    反例：
        entries:
          nursing-bed-share: {numerator: 812, denominator: 1450}
          dementia-beds: {value: 900}
          respite-beds: {value: 700}

    正例：
        entries:
          nursing-bed-share: {numerator: 812, denominator: 1450}
          dementia-beds: {value: 60}
          respite-beds: {value: 40}
    """
    wrong: list[Violation] = []
    evaluated = False
    for holders, parts in _elements(case).contained:
        whole = _reported(case.submission, holders)
        told = _reported(case.submission, parts) if whole else []
        given = [pair for pair in told if same_stretch(pair[0].target, whole[0][0].target)]
        if len(given) < 2:
            continue
        evaluated = True
        (holder, most), total = whole[0], sum(number for _, number in given)
        # a single part above the whole is told by part-exceeds-element
        if total > most >= max(number for _, number in given):
            names = "、".join(operation.target.operand(operation.role).name for operation, _ in given)
            message = f"{names}合计{digits(total)}，大于{amount(holder.target.operand(holder.role), most)}"
            last = given[-1][0]
            at = case.submission.at("entries", last.target.id, last.role)
            hint = "请核对各部分有没有重复计算；口径本来就有重叠的，可以不改"
            wrong.append(Violation(message, hint, at, target=last.target.id))
    return tuple(wrong) or (None if evaluated else NOT_EVALUATED)


RULES: Final = (
    Rule("X101", Severity.ERROR, element_disagrees, "submission"),
    Rule("X102", Severity.ERROR, part_exceeds_element, "submission"),
    Rule("X103", Severity.NOTE, parts_exceed_element, "submission"),
)
