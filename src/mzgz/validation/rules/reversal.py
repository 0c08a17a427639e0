"""Over time: states that do not turn back, and dates that do not change."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from mzgz.language.finding_phrases import day, month
from mzgz.model.findings import Rule, Severity
from mzgz.model.targets.reported_facts import STAGES
from mzgz.validation.engine.cases import NOT_EVALUATED, Outcome, SeriesCase, Violation
from mzgz.validation.engine.target_abilities import completes, is_staged


def undone(case: SeriesCase) -> Outcome:
    """完成了的又报没完成

    为什么：文件印发、项目竣工之后不会退回去。前后不一，必有一期报错。

    反例：
        # submissions/2022-05/150702.yaml
        entries:
          rescue-plan: {done: true, on: 2022-05-20, evidence: [海民发〔2022〕12号]}
        # submissions/2022-06/150702.yaml
        entries:
          rescue-plan: {done: false}

    正例：
        # submissions/2022-05/150702.yaml
        entries:
          rescue-plan: {done: false}
        # submissions/2022-06/150702.yaml
        entries:
          rescue-plan: {done: true, on: 2022-06-20, evidence: [海民发〔2022〕12号]}
    """
    rendered = [row for row in case.rows if row.entry.done is not None]
    if len(rendered) < 2:
        return NOT_EVALUATED
    return (
        tuple(
            Violation(
                f"“{case.target.name}”{month(before.submission.period)}报已完成，这期又报没有完成",
                f"请核对；如{month(before.submission.period)}报错了，请更正{month(before.submission.period)}的填报",
                after.at("done"),
                period=after.submission.period,
            )
            for before, after in pairwise(rendered)
            if before.entry.done and not after.entry.done
        )
        or None
    )


def stage_falls(case: SeriesCase) -> Outcome:
    """工作进展倒退

    为什么：从“已完成”退回“推进中”、从“推进中”退回“未启动”，不是这期报错，就是上期报早了。

    反例：
        # submissions/2022-03/150702.yaml
        entries:
          village-rules: {stage: 已完成, note: 107个嘎查村全部修订}
        # submissions/2022-06/150702.yaml
        entries:
          village-rules: {stage: 推进中, note: 已修订82个}

    正例：
        # submissions/2022-03/150702.yaml
        entries:
          village-rules: {stage: 推进中, note: 已修订82个}
        # submissions/2022-06/150702.yaml
        entries:
          village-rules: {stage: 已完成, note: 107个嘎查村全部修订}
    """
    rendered = [row for row in case.rows if row.entry.stage in STAGES[:3]]
    if len(rendered) < 2:
        return NOT_EVALUATED
    return (
        tuple(
            Violation(
                f"“{case.target.name}”由{month(before.submission.period)}的“{before.entry.stage}”退回“{after.entry.stage}”",
                "请核对进展；确有反复的，请写明原因",
                after.at("stage"),
                period=after.submission.period,
            )
            for before, after in pairwise(rendered)
            if STAGES.index(before.entry.stage or "未启动") > STAGES.index(after.entry.stage or "未启动")
        )
        or None
    )


def completion_date_changes(case: SeriesCase) -> Outcome:
    """完成日期前后不一

    为什么：一件事只有一个完成日期，它决定是否按期。日期一改，已经作出的结论就要重算。

    反例：
        # submissions/2022-05/150702.yaml
        entries:
          rescue-plan: {done: true, on: 2022-05-20, evidence: [海民发〔2022〕12号]}
        # submissions/2022-06/150702.yaml
        entries:
          rescue-plan: {done: true, on: 2022-05-25, evidence: [海民发〔2022〕12号]}

    正例：
        # submissions/2022-05/150702.yaml
        entries:
          rescue-plan: {done: true, on: 2022-05-20, evidence: [海民发〔2022〕12号]}
        # submissions/2022-06/150702.yaml
        entries:
          rescue-plan: {done: true, on: 2022-05-20, evidence: [海民发〔2022〕12号]}
    """
    rendered = [(row, row.entry.on) for row in case.rows if row.entry.done and row.entry.on is not None]
    if len(rendered) < 2:
        return NOT_EVALUATED
    return (
        tuple(
            Violation(
                f"“{case.target.name}”的完成日期这期报{day(after)}，{month(first.submission.period)}报的是{day(before)}",
                "请以凭据上的日期为准，改成一致",
                row.at("on"),
                period=row.submission.period,
            )
            for (first, before), (row, after) in pairwise(rendered)
            if before != after
        )
        or None
    )


RULES: Final = (
    Rule("T102", Severity.ERROR, undone, "series", where=completes),
    Rule("T103", Severity.QUERY, stage_falls, "series", where=is_staged),
    Rule("T107", Severity.QUERY, completion_date_changes, "series", where=completes),
)
