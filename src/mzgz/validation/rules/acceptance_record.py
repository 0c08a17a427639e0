"""Acceptance: a return that is no longer what was accepted, and exceptions that have run out."""

from __future__ import annotations

from typing import Final

from mzgz.language.finding_phrases import day, month
from mzgz.model.findings import Rule, Severity
from mzgz.model.hints import either
from mzgz.model.submissions import Submission
from mzgz.validation.engine.cases import NOT_EVALUATED, AcceptanceCase, Outcome, Violation

_MOST_VALUES: Final = 8
"""Changed values that are listed; the rest is counted."""


def changed_after_acceptance(case: AcceptanceCase) -> Outcome:
    """受理以后又改动了

    为什么：受理的是当时的数，汇总和通报都据此形成。受理以后再改，要重新核对、重新受理。

    反例：
        # submissions/2022-06/150702.yaml
        entries:
          nursing-bed-share: {numerator: 813, denominator: 1450}
        # acceptance/2022-06/150702.yaml
        unit: "150702"
        period: 2022-06
        rounds:
          - action: accepted
            on: 2022-07-04
            by: 局长
            round: 1
            fingerprint: 69028c2f3455215ff7fad7f6c5a7c8850361b8d65deb3993504e0d33eef0dc94

    正例：
        # submissions/2022-06/150702.yaml
        entries:
          nursing-bed-share: {numerator: 812, denominator: 1450}
        # acceptance/2022-06/150702.yaml
        unit: "150702"
        period: 2022-06
        rounds:
          - action: accepted
            on: 2022-07-04
            by: 局长
            round: 1
            fingerprint: 69028c2f3455215ff7fad7f6c5a7c8850361b8d65deb3993504e0d33eef0dc94
    """
    last, submission = case.record.last, case.submission
    if submission is None or last is None:
        return NOT_EVALUATED
    if last.action != "accepted" or case.record.decided(submission):
        return None
    return Violation(
        f"{case.unit.label}{month(case.month)}的数据{day(last.on)}受理以后又有改动"
        + either(f"（见 {case.record.at_last()}）")
        + _changed_values(case, submission),
        "请核对改了什么；同意的，重新受理"
        + either(f"：{_again(case)}；不同意的，用 mzgz return 退回", "；不同意的，退回"),
        submission.at(),
    )


def _changed_values(case: AcceptanceCase, now: Submission) -> str:
    """Value by value, as far as what was accepted has been kept."""
    from mzgz.intake.form.import_diff import changes

    plan = case.ledger.plans.get(case.month.year)
    accepted = case.ledger.decided_version(case.unit.code, case.month)
    if accepted is None or plan is None:
        return ""
    rendered = [str(change) for change in changes(accepted, now, plan)]
    rest = f"等{len(rendered)}处" if len(rendered) > _MOST_VALUES else ""
    return f"：{'；'.join(rendered[:_MOST_VALUES])}{rest}"


def waiver_expired(case: AcceptanceCase) -> Outcome:
    """暂缓处理的事项到期了

    为什么：带着问题受理是例外，批准时写明了到哪天。过了这一天，问题要么已经改正，要么重新批准。

    反例：
        received: 2022-07-12
        entries: {}
        # acceptance/2022-06/150702.yaml
        unit: "150702"
        period: 2022-06
        rounds:
          - action: accepted
            on: 2022-07-05
            by: 局长
            round: 1
            fingerprint: cb4864539c4143966983107aa678e360729eaad848349a13a4ba919862c83b7d
            waivers:
              - {rule: blank-entry, reason: 民政专网检修无法取数, approved_by: 分管副局长, until: 2022-07-10}

    正例：
        entries: {}
        # acceptance/2022-06/150702.yaml
        unit: "150702"
        period: 2022-06
        rounds:
          - action: accepted
            on: 2022-07-04
            by: 局长
            round: 1
            fingerprint: b96f9e69afb3037c410f9b8566e870882064e3bcebfc1ce65f911c168126cd04
            waivers:
              - {rule: blank-entry, reason: 民政专网检修无法取数, approved_by: 分管副局长, until: 2022-07-10}
    """
    last = case.record.last
    if last is None or last.action != "accepted":
        return None
    expired = [(place, waiver) for place, waiver in enumerate(last.waivers) if waiver.until < case.day]
    return (
        tuple(
            Violation(
                f"{case.unit.label}{month(case.month)}的 {waiver.rule} 批准暂缓到{day(waiver.until)}，已经到期",
                "请核对问题改正了没有；改正了的重新受理" + either(f"：{_again(case)}") + "；没有改正的，退回或重新报批",
                case.record.at_last("waivers", place),
                target=waiver.target,
            )
            for place, waiver in expired
        )
        or None
    )


def waiver_of_error(case: AcceptanceCase) -> Outcome:
    """强制问题写了暂缓

    为什么：强制问题是不可能成立的数，只能改正。暂缓只能用于核实问题；写了也不起作用。

    反例：
        # submissions/2022-06/150702.yaml
        entries:
          nursing-bed-share: {numerator: 812, denominator: 1450}
        # acceptance/2022-06/150702.yaml
        unit: "150702"
        period: 2022-06
        rounds:
          - action: accepted
            on: 2022-07-04
            by: 局长
            round: 1
            fingerprint: 69028c2f3455215ff7fad7f6c5a7c8850361b8d65deb3993504e0d33eef0dc94
            waivers:
              - {rule: part-exceeds-whole, reason: 包括在建的床位数, approved_by: 分管副局长, until: 2022-12-10}

    正例：
        # submissions/2022-06/150702.yaml
        entries:
          nursing-bed-share: {numerator: 812, denominator: 1450}
        # acceptance/2022-06/150702.yaml
        unit: "150702"
        period: 2022-06
        rounds:
          - action: accepted
            on: 2022-07-04
            by: 局长
            round: 1
            fingerprint: 69028c2f3455215ff7fad7f6c5a7c8850361b8d65deb3993504e0d33eef0dc94
            waivers:
              - {rule: blank-entry, reason: 民政专网检修无法取数, approved_by: 分管副局长, until: 2022-12-10}
    """
    last = case.record.last
    if last is None or not last.waivers:
        return None
    return (
        tuple(
            Violation(
                f"{waiver.rule} 是强制规则，暂缓不起作用",
                "请删去这一条暂缓，退回填报单位更正数值",
                case.record.at_last("waivers", place),
                target=waiver.target,
            )
            for place, waiver in enumerate(last.waivers)
            if waiver.rule in case.grave
        )
        or None
    )


def accepted_without_file(case: AcceptanceCase) -> Outcome:
    """受理过，报送的文件不见了

    为什么：受理记录说明这份数据报来过、用过。文件没有了，汇总的数就查不到出处。

    反例：
        # acceptance/2022-06/150702.yaml
        unit: "150702"
        period: 2022-06
        rounds:
          - action: accepted
            on: 2022-07-04
            by: 局长
            round: 1
            fingerprint: 69028c2f3455215ff7fad7f6c5a7c8850361b8d65deb3993504e0d33eef0dc94

    正例：
        # submissions/2022-06/150702.yaml
        entries:
          nursing-bed-share: {numerator: 812, denominator: 1450}
        # acceptance/2022-06/150702.yaml
        unit: "150702"
        period: 2022-06
        rounds:
          - action: accepted
            on: 2022-07-04
            by: 局长
            round: 1
            fingerprint: 69028c2f3455215ff7fad7f6c5a7c8850361b8d65deb3993504e0d33eef0dc94
    """
    last = case.record.last
    if last is None or last.action != "accepted" or case.attempted:
        return None
    return Violation(
        f"{case.unit.label}{month(case.month)}的数据{day(last.on)}受理过，报送的文件不见了",
        "请从备份中找回" + either(f" submissions/{case.month}/{case.unit.code}.yaml", "报送的文件"),
        case.record.at_last(),
    )


def _again(case: AcceptanceCase) -> str:
    return f"mzgz accept --by 职务 --unit {case.unit.code} --period {case.month}"


def evidence_changed_after_acceptance(case: AcceptanceCase) -> Outcome:
    """受理以后凭据文件变了

    为什么：受理时看过的原件，以后被换掉、删掉，当时的结论就没有了依据。受理记录里记着每个文件的内容指纹。

    反例：
        # submissions/2022-06/150702.yaml
        entries: {}
        # acceptance/2022-06/150702.yaml
        unit: "150702"
        period: 2022-06
        rounds:
          - action: accepted
            on: 2022-07-04
            by: 局长
            round: 1
            fingerprint: b96f9e69afb3037c410f9b8566e870882064e3bcebfc1ce65f911c168126cd04
            evidence:
              - {name: 通知.pdf, sha256: 69028c2f3455215ff7fad7f6c5a7c8850361b8d65deb3993504e0d33eef0dc94}

    正例：
        # submissions/2022-06/150702.yaml
        entries: {}
        # acceptance/2022-06/150702.yaml
        unit: "150702"
        period: 2022-06
        rounds:
          - action: accepted
            on: 2022-07-04
            by: 局长
            round: 1
            fingerprint: b96f9e69afb3037c410f9b8566e870882064e3bcebfc1ce65f911c168126cd04
    """
    last = case.record.last
    if last is None or last.action != "accepted" or not last.evidence:
        return NOT_EVALUATED
    there = case.ledger.evidence.get((case.month, case.unit.code), {})
    folder = f"evidence/{case.month}/{case.unit.code}"
    wrong: list[Violation] = []
    for place, item in enumerate(last.evidence):
        now = there.get(item.name)
        if now is None or now.sha256 != item.sha256:
            what = "不见了" if now is None else "换过了"
            message = f"凭据 {folder}/{item.name} 在{day(last.on)}受理以后{what}"
            hint = "请从备份中找回原件；确实要换的，换好后重新受理"
            wrong.append(Violation(message, hint, case.record.at_last("evidence", place)))
    return tuple(wrong) or None


RULES: Final = (
    Rule("R101", Severity.QUERY, changed_after_acceptance, "acceptance"),
    Rule("R102", Severity.QUERY, waiver_expired, "acceptance"),
    Rule("R104", Severity.QUERY, waiver_of_error, "acceptance"),
    Rule("R103", Severity.QUERY, accepted_without_file, "acceptance"),
    Rule("R105", Severity.QUERY, evidence_changed_after_acceptance, "acceptance"),
)
