"""Units merged into another: what they had done in the year until then is in the receiver's running totals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from typing import Final

from mzgz.language.finding_phrases import amount, digits, month
from mzgz.model.findings import Rule, Severity
from mzgz.model.hints import advice
from mzgz.model.ledger import Ledger
from mzgz.model.numbers import Number, exact
from mzgz.model.periods import Period
from mzgz.model.shortest_reason import REASON_RULE
from mzgz.model.targets import Target
from mzgz.model.unit import Unit
from mzgz.validation.engine.cases import NOT_EVALUATED, Outcome, SubmissionCase, Violation


def merged_total_left_out(case: SubmissionCase) -> Outcome:
    """并入单位的累计没有计入

    为什么：单位并到别处以后不再报，它今年做成的由接收的单位接着累计。只报自己的，全市的累计就少了并入的那一份。

    反例：
        # mzgz.yaml
        bureau: {name: 某市民政局, city: 某市, code: "150700"}
        units:
          - {code: "150700", name: 本级, kind: bureau}
          - {code: "150702", name: 海拉尔区, registry: {streets: 7, townships: 2}}
          - {code: "150703", name: 扎赉诺尔区, closed: 2022-06-10, merged_into: "150702"}
        # submissions/2022-03/150702.yaml
        entries:
          disability-jobs: {value: 40}
        # submissions/2022-03/150703.yaml
        entries:
          disability-jobs: {value: 25}
        # submissions/2022-06/150702.yaml
        entries:
          disability-jobs: {value: 60}

    正例：
        # mzgz.yaml
        bureau: {name: 某市民政局, city: 某市, code: "150700"}
        units:
          - {code: "150700", name: 本级, kind: bureau}
          - {code: "150702", name: 海拉尔区, registry: {streets: 7, townships: 2}}
          - {code: "150703", name: 扎赉诺尔区, closed: 2022-06-10, merged_into: "150702"}
        # submissions/2022-03/150702.yaml
        entries:
          disability-jobs: {value: 40}
        # submissions/2022-03/150703.yaml
        entries:
          disability-jobs: {value: 25}
        # submissions/2022-06/150702.yaml
        entries:
          disability-jobs: {value: 85}
    """
    now, merged = case.submission.period, case.books.merged.get(case.unit.code, ())
    joined = [one for one in merged if one.closed and one.closed.year == now.year and one.closed <= now.last_day]
    if not joined:
        return NOT_EVALUATED
    targets = case.books.own(now.year, case.unit.code).values()
    return tuple(_left_out(case, joined, (target for target in targets if target.accumulates))) or None


def _left_out(case: SubmissionCase, joined: Sequence[Unit], targets: Iterator[Target]) -> Iterator[Violation]:
    ledger, now = case.books.ledger, case.submission.period
    for target in targets:
        entry = case.submission.entries.get(target.id)
        for role in target.operands if entry else ():
            total: Number | None = getattr(entry, role)
            before = _totals(ledger, case.unit.code, target, role, now)
            new = [one for one in joined if not before or before[-1][0].last_day < _closing(one)]
            shares = [(one, *ended[-1]) for one in new if (ended := _totals(ledger, one.code, target, role, now))]
            if total is None or not shares:
                continue
            own = [(case.unit, *before[-1])] if before else []
            least = sum((exact(value) for _, _, value in (*own, *shares)), Fraction())
            if exact(total) < least:
                operand = target.operand(role)
                rest = "、".join(f"{one.label}{month(then)}的{digits(value)}" for one, then, value in (*own, *shares))
                yield Violation(
                    f"{amount(operand, total)}，并入了{'、'.join(one.label for one, _, _ in shares)}，却少于以前累计的之和（{rest}）",
                    advice(
                        f"请把并入的单位今年做成的也计入；已经不算的，⟦在 explanations⟧ 中说明原因（{REASON_RULE}）"
                    ),
                    case.submission.at("entries", target.id, role),
                    target=target.id,
                    field=role,
                )


def _closing(unit: Unit) -> date:
    return unit.closed or date.max


def _totals(ledger: Ledger, unit: str, target: Target, role: str, now: Period) -> list[tuple[Period, Number]]:
    """What a unit had reported in the year before a month, in order."""
    earlier = (one for one in ledger.by_unit.get(unit, ()) if one.period.year == now.year and one.period < now)
    entries = ((one.period, one.entries.get(target.id)) for one in earlier)
    return [(when, value) for when, entry in entries if entry and (value := getattr(entry, role)) is not None]


RULES: Final = (Rule("T112", Severity.QUERY, merged_total_left_out, "submission"),)
