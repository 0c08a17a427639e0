"""Completeness: what was asked for and not answered."""

from __future__ import annotations

from typing import Final

from mzgz.language.finding_phrases import day, month
from mzgz.model.findings import Rule, Severity, Source
from mzgz.model.hints import FIELD_LABELS, advice, either
from mzgz.validation.engine.cases import (
    NOT_EVALUATED,
    EntryCase,
    Outcome,
    ReturnCase,
    SubmissionCase,
    Violation,
)
from mzgz.validation.engine.target_abilities import is_quotient


def missing_return(case: ReturnCase) -> Outcome:
    """没有按期报送

    为什么：少一个单位，合计就算不出来。截止日一过还没有文件的，要逐个催报。

    反例：
        # submissions/2022-06/150702.yaml
        received: 2022-07-08
        entries:
          nursing-bed-share: {numerator: 812, denominator: 1450}
        # submissions/2022-06/150703.yaml
        entries: {}
        # submissions/2022-06/150721.yaml
        entries: {}
        # submissions/2022-06/150722.yaml
        entries: {}
        # submissions/2022-06/150723.yaml
        entries: {}

    正例：
        # submissions/2022-06/150702.yaml
        received: 2022-07-08
        entries: {}
        # submissions/2022-06/150703.yaml
        entries: {}
        # submissions/2022-06/150721.yaml
        entries: {}
        # submissions/2022-06/150722.yaml
        entries: {}
        # submissions/2022-06/150723.yaml
        entries: {}
        # submissions/2022-06/150724.yaml
        entries: {}
    """
    if case.attempted or case.later is not None:
        return None
    path = f"submissions/{case.month}/{case.unit.code}.yaml"
    if case.refused is not None:
        return Violation(
            f"{case.unit.label}{day(case.refused)}报来的{month(case.month)}的表没有能收入，退回待改，截止日是{day(case.due)}",
            "请照退回的表改好再报",
            Source(path),
        )
    return Violation(
        f"{case.unit.label}{month(case.month)}的数据没有报送，截止日是{day(case.due)}",
        "请报送" + either(f" {path}") + advice("；暂时报不出的数，⟦写 pending: 承诺日期⟧"),
        Source(path),
    )


def month_skipped(case: ReturnCase) -> Outcome:
    """中间缺了一个月

    为什么：后面的月份报了，这个月始终没有报。全年的判定因此不作结论，报告里写明，但不能一直挡着以后的报送。

    反例：
        # submissions/2022-05/150702.yaml
        entries: {}
        # submissions/2022-05/150703.yaml
        entries: {}
        # submissions/2022-06/150702.yaml
        entries: {}
        # submissions/2022-07/150702.yaml
        entries: {}
        # submissions/2022-07/150703.yaml
        entries: {}

    正例：
        # submissions/2022-05/150702.yaml
        entries: {}
        # submissions/2022-06/150702.yaml
        entries: {}
        # submissions/2022-07/150702.yaml
        entries: {}
    """
    if case.attempted or case.later is None:
        return None
    path = f"submissions/{case.month}/{case.unit.code}.yaml"
    return Violation(
        f"{case.unit.label}{month(case.month)}的数据始终没有报送，{month(case.later)}又报了",
        "能补的请补报" + either(f" {path}") + "；补不了的，涉及这个月的全年任务不作结论",
        Source(path),
    )


def blank_entry(case: SubmissionCase) -> Outcome:
    """该填的没有填

    为什么：空着既不是 0，也不是不适用。只要缺一个数，合计就算不出来。

    反例：
        # submissions/2022-05/150702.yaml
        entries:
          nursing-bed-share: {numerator: 812, denominator: 1450}
          visit-system: {done: true}
          no-relapse: {value: 0}

    正例：
        # submissions/2022-05/150702.yaml
        entries:
          nursing-bed-share: {numerator: 812, denominator: 1450}
          visit-system: {done: true}
          no-relapse: {value: 0}
          care-beds: {value: 1450}
    """
    submission = case.submission
    if not case.books.is_whole(submission):
        return NOT_EVALUATED
    missing = [
        Violation(
            f"“{target.name}”（{target.id}）没有填",
            advice("请补填；没有这类对象⟦写 not_applicable: 原因⟧，数据待核⟦写 pending: 承诺日期⟧"),
            submission.at("entries", target.id, first),
            target=target.id,
            field=first,
        )
        for target in case.books.unanswered(submission)
        for first in [next(name for name in FIELD_LABELS if name in target.reports)]
    ]
    return tuple(missing) or None


def operand_missing(case: EntryCase) -> Outcome:
    """分子、分母只填了一个

    为什么：占比要两个数才算得出来，缺一个等于没有报。

    反例：
        entries:
          nursing-bed-share: {numerator: 812}

    正例：
        entries:
          nursing-bed-share: {numerator: 812, denominator: 1450}
    """
    numerator, denominator = case.entry.numerator, case.entry.denominator
    if (numerator is None) == (denominator is None):
        return None
    role = "numerator" if numerator is None else "denominator"
    return Violation(
        f"“{case.target.name}”缺{case.target.operand(role).name}",
        advice(f"请补填 ⟦{role}⟧"),
        case.at(role),
        field=role,
    )


RULES: Final = (
    Rule("C101", Severity.QUERY, missing_return, "return"),
    Rule("C111", Severity.NOTE, month_skipped, "return"),
    Rule("C103", Severity.QUERY, blank_entry, "submission"),
    Rule("C104", Severity.ERROR, operand_missing, "entry", where=is_quotient, passes_ordinary=True),
)
