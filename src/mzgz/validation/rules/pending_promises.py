"""Figures promised for a later day (pending): how far off, and whether the promise was kept."""

from __future__ import annotations

from typing import Final

from mzgz.language.finding_phrases import day, month
from mzgz.model.findings import Rule, Severity
from mzgz.model.hints import advice
from mzgz.validation.engine.cases import (
    EntryCase,
    Outcome,
    SeriesCase,
    Violation,
)

PROMISE_MOST: Final = 92
"""Days after the month's end that a promise of a figure may reach."""


def promise_too_far(case: EntryCase) -> Outcome:
    """待核的日期太远

    为什么：待核是过几天就能报。承诺到几个月、几年以后的，等于不报，催也催不到。

    反例：
        entries:
          nursing-bed-share: {pending: 2099-01-01}

    正例：
        entries:
          nursing-bed-share: {pending: 2022-07-10}
    """
    promised, period = case.entry.pending, case.submission.period
    if promised is None or (promised - period.last_day).days <= PROMISE_MOST:
        return None
    return Violation(
        f"“{case.target.name}”待核到{day(promised)}，比{month(period)}末晚{(promised - period.last_day).days}天",
        f"请写{PROMISE_MOST}天以内能报出的日期；确实报不出的，请说明情况并与上级商定",
        case.at("pending"),
    )


def promise_passed(case: SeriesCase) -> Outcome:
    """待核的数过了承诺日期

    为什么：待核不是长期空着的理由。过了自己承诺的日期，就要交数。

    反例：
        received: 2022-07-12
        entries:
          nursing-bed-share: {pending: 2022-07-10}

    正例：
        entries:
          nursing-bed-share: {pending: 2022-07-10}
    """
    wrong = []
    for place, row in enumerate(case.rows):
        promised = row.entry.pending
        if promised is None or promised >= row.day or _answered(case, place):
            continue
        wrong.append(
            Violation(
                f"“{case.target.name}”承诺{day(promised)}前报数，至今没有报",
                advice("请补填数值，并⟦删去 pending⟧；仍报不出的，写新的承诺日期"),
                row.at("pending"),
                period=row.submission.period,
            )
        )
    return tuple(wrong) or None


def _answered(case: SeriesCase, place: int) -> bool:
    """A thing asked once may be answered by any later return; a month's figure only by that month's."""
    later = case.rows[place + 1 :]
    return case.target.cadence.months is None and any(row.entry.state != "pending" for row in later)


RULES: Final = (
    Rule("C105", Severity.QUERY, promise_passed, "series", passes_ordinary=True),
    Rule("C116", Severity.QUERY, promise_too_far, "entry", passes_ordinary=True),
)
