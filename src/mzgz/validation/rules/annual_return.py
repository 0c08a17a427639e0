"""Against the statistical return of the year (年报): baselines and closing figures that say something else."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from mzgz.model.annual_return_figures import PublishedFigure
from mzgz.model.findings import Rule, Severity
from mzgz.model.hints import advice
from mzgz.model.ledger import Ledger
from mzgz.model.numbers import Exact, exact
from mzgz.model.periods import Period
from mzgz.model.rounding import half_up, plain
from mzgz.model.shortest_reason import REASON_LEAST
from mzgz.model.submissions import is_hollow
from mzgz.model.targets import Target
from mzgz.validation.engine.cases import NOT_EVALUATED, LedgerCase, Outcome, Violation
from mzgz.validation.engine.closing_figures import closing, node_closing, unit_closing

_HINT: Final = advice(
    "请核对是哪一边错了：报送错的请更正，年报抄错的更正年报文件；口径不同的，⟦在 explanations⟧ 中说明"
)
_BASELINE_HINT: Final = (
    "请核对是哪一边错了：基期错的请更正，年报抄错的更正年报文件；不用年报的数作基期的，在 baseline 里写 reason: 依据"
)
_WHOLE_HINT: Final = (
    "请核对是哪一边错了：哪个单位报错的请更正，年报抄错的更正年报文件；口径不同的，在年报文件里加“差异原因”“报送数”两列，"
    "写明原因和现在的报送数"
)


def published_disagrees(case: LedgerCase) -> Outcome:
    """与年报公布的数不一致

    为什么：同一个数，年报公布过一个，报送、基期里又是另一个，写进报告就自相矛盾。年报的数放在 annual/2021.csv，一行一个数。
    基期另有依据的，在基期数里写明依据（reason）；口径不同的，加“差异原因”“报送数”两列，写明原因和它说的是哪个报送数。

    反例：
        # annual/2022.csv
        单位,目标标识,字段,值,出处
        海拉尔区,care-beds,数值,1480,2022年民政事业统计年报表二
        # submissions/2022-12/150702.yaml
        entries:
          care-beds: {value: 1450}

    正例：
        # annual/2022.csv
        单位,目标标识,字段,值,出处
        海拉尔区,care-beds,数值,1450,2022年民政事业统计年报表二
        # submissions/2022-12/150702.yaml
        entries:
          care-beds: {value: 1450}
    """
    if not case.ledger.published:
        return NOT_EVALUATED
    wrong = [
        violation
        for figure in case.ledger.published
        for violation in (*_closing(case.ledger, figure), *_baseline(case.ledger, figure))
    ]
    return tuple(wrong) or None


def _closing(ledger: Ledger, figure: PublishedFigure) -> Iterator[Violation]:
    """What was reported at the year's end."""
    target, last = ledger.target(figure.target, figure.year), Period.month_of(figure.year, 12)
    if target is None:
        return
    numbers = list(_reported(ledger, target, figure, last))
    if not numbers or any(number == exact(figure.number) for _, number in numbers):
        return
    where, number = numbers[-1]
    summed = figure.unit is None or bool(ledger.units.children(figure.unit))
    excuse, doubt = _reason(figure, number)
    submission = ledger.submissions.get((last, figure.unit)) if figure.unit else None
    at = submission.at("entries", target.id, figure.role) if submission and target.id in submission.entries else None
    yield Violation(
        f"“{target.name}”{_operand(target, figure.role)}，{where}是{_exact(number)}，{_published(figure)}是{_exact(exact(figure.number))}{doubt}",
        _WHOLE_HINT if summed else _HINT,
        at or figure.source,
        figure.unit,
        last,
        target.id,
        excuse,
    )


def _reported(ledger: Ledger, target: Target, figure: PublishedFigure, last: Period) -> Iterator[tuple[str, Exact]]:
    """What stands against it, and whose it is: of a unit its own word, of one with others below also their sum."""
    if figure.unit is None:
        sums = [(f"各单位{last.label}{'合计' if target.adds else '都'}", closing(ledger, target, last))]
    else:
        label = f"{ledger.units.by_code[figure.unit].label}{last.label}"
        sums = [(f"{label}报的", unit_closing(ledger, target, figure.unit, last))]
        if ledger.units.children(figure.unit):
            sums.append(
                (f"{label}下级{'合计' if target.adds else '都'}", node_closing(ledger, target, figure.unit, last))
            )
    for where, own in sums:
        if figure.role in own:
            yield where, own[figure.role]


def _reason(figure: PublishedFigure, number: Exact) -> tuple[str | None, str]:
    """The reason in force, or what is to be said against the one given."""
    if not figure.reason:
        return None, ""
    quote = f"；差异原因“{figure.reason}”"
    if len(figure.reason) < REASON_LEAST or is_hollow(figure.reason):
        return None, f"{quote}没有说出是什么情况"
    if figure.reported is None:
        return None, f"{quote}没有写明说的是哪个报送数"
    if exact(figure.reported) != number:
        return None, f"{quote}针对的是报送数{_exact(exact(figure.reported))}，数已变，说明失效"
    return figure.reason, ""


def _baseline(ledger: Ledger, figure: PublishedFigure) -> Iterator[Violation]:
    """What the plan of the next year starts from."""
    target = ledger.target(figure.target, figure.year + 1)
    if target is None:
        return
    terms = target.units.get(figure.unit) if figure.unit else None
    baseline = getattr(target, "baseline", None) if figure.unit is None else terms.baseline if terms else None
    number = getattr(baseline, figure.role, None) if baseline else None
    same_time = baseline is not None and baseline.period.index == figure.year * 12 + 11
    if number is None or not same_time or getattr(baseline, "reason", None) or exact(number) == exact(figure.number):
        return
    path = ("baseline",) if figure.unit is None else ("units", figure.unit, "baseline")
    whose = "" if figure.unit is None else f"给{ledger.units.by_code[figure.unit].label}"
    yield Violation(
        f"“{target.name}”{whose}的基期数{_operand(target, figure.role)}写的是{_exact(number)}，{_published(figure)}是{_exact(exact(figure.number))}",
        _BASELINE_HINT,
        target.at(*path, figure.role),
        figure.unit,
        None,
        target.id,
    )


def _exact(number: Exact) -> str:
    """All its digits: two numbers that differ must not read alike."""
    return plain(half_up(Fraction(number), 6).normalize())


def _operand(target: Target, role: str) -> str:
    return target.operand(role).name


def _published(figure: PublishedFigure) -> str:
    """2021年年报（annual/2021.csv:3:4，民政事业统计年报表二）."""
    return f"{figure.year}年年报（{figure.source}{f'，{figure.origin}' if figure.origin else ''}）"


RULES: Final = (Rule("P124", Severity.QUERY, published_disagrees, "ledger"),)
