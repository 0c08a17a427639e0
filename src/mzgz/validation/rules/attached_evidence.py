"""Evidence as files: that they are there, belong to one return only, and are not younger than what they prove."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from mzgz.language.finding_phrases import day, month
from mzgz.model.evidence_record import EvidenceFile, is_file_name
from mzgz.model.findings import Rule, Severity, Source
from mzgz.model.hints import advice, either
from mzgz.model.ledger import Key, Ledger
from mzgz.model.submissions import Entry
from mzgz.validation.engine.cases import NOT_EVALUATED, LedgerCase, Outcome, SubmissionCase, Violation


def _named(case: SubmissionCase) -> Iterator[tuple[str, Entry, int, str]]:
    """Every piece of evidence that names a file: target, entry, its place, the name."""
    entries = case.submission.entries.items()
    for target, entry in [pair for pair in entries if pair[1].evidence]:
        for place, item in enumerate(entry.evidence):
            if is_file_name(item):
                yield target, entry, place, item.strip()


def _files(ledger: Ledger, key: Key) -> dict[str, EvidenceFile]:
    return dict(ledger.evidence[key]) if key in ledger.evidence else {}


def evidence_file_missing(case: SubmissionCase) -> Outcome:
    """写了凭据文件，文件不在

    为什么：凭据写成文件名的，原件要放在 evidence/报告期/单位代码/ 里。查不到原件，就等于没有凭据。

    反例：
        # submissions/2022-06/150702.yaml
        entries:
          visit-system: {done: true, on: 2022-06-20, evidence: [走访通知.pdf]}

    正例：
        # submissions/2022-06/150702.yaml
        entries:
          visit-system: {done: true, on: 2022-06-20, evidence: [走访通知.pdf]}
        # evidence/2022-06/150702/走访通知.pdf
    """
    named = list(_named(case))
    if not named:
        return NOT_EVALUATED
    period, unit = case.submission.period, case.unit.code
    there = _files(case.books.ledger, (period, unit))
    return (
        tuple(
            Violation(
                f"凭据“{name}”是文件，原件不在 evidence/{period}/{unit}/ 里",
                "请把原件交来" + either(f"，放到 evidence/{period}/{unit}/{name}") + "，或改写文号",
                case.submission.at("entries", target, "evidence", place),
                target=target,
            )
            for target, _, place, name in named
            if name not in there
        )
        or None
    )


def evidence_file_too_young(case: SubmissionCase) -> Outcome:
    """凭据文件晚于完成日期

    为什么：凭据证明事情已经做完。文件名里的日期、PDF 和照片自带的日期晚于所报的完成日期，多半是补的。
    没有完成日期的，和收到报表的日期比。

    反例：
        # submissions/2022-06/150702.yaml
        entries:
          visit-system: {done: true, on: 2022-06-20, evidence: [2022-06-28走访照片.jpg]}
        # evidence/2022-06/150702/2022-06-28走访照片.jpg

    正例：
        # submissions/2022-06/150702.yaml
        entries:
          visit-system: {done: true, on: 2022-06-20, evidence: [2022-06-18走访照片.jpg]}
        # evidence/2022-06/150702/2022-06-18走访照片.jpg
    """
    there = _files(case.books.ledger, (case.submission.period, case.unit.code))
    named = [one for one in _named(case) if one[3] in there] if there else []
    if not named:
        return NOT_EVALUATED
    wrong: list[Violation] = []
    for target, entry, place, name in named:
        dated = there[name].dated
        claimed = entry.on or case.submission.received
        if dated and claimed and dated > claimed:
            which = "所报的完成日期" if entry.on else "收到报表的日期"
            message = f"凭据“{name}”的日期是{day(dated)}，晚于{which}{day(claimed)}"
            at = case.submission.at("entries", target, "evidence", place)
            wrong.append(Violation(message, "请核对日期，或换成当时的凭据", at, target=target))
    return tuple(wrong) or None


def evidence_file_used_twice(case: LedgerCase) -> Outcome:
    """同一个凭据文件用在几处

    为什么：内容完全相同的文件出现在两个单位或两个月里，不是放错了，就是拿一份材料充几份。

    反例：
        # submissions/2022-06/150702.yaml
        entries: {}
        # evidence/2022-06/150702/通知.pdf
        # 同样的内容
        # evidence/2022-06/150703/走访通知.pdf
        # 同样的内容

    正例：
        # submissions/2022-06/150702.yaml
        entries: {}
        # evidence/2022-06/150702/通知.pdf
        # 海拉尔的内容
        # evidence/2022-06/150703/走访通知.pdf
        # 扎区的内容
    """
    ledger = case.ledger
    first: dict[str, tuple[Key, EvidenceFile]] = {}
    wrong: list[Violation] = []
    for key in sorted(ledger.evidence):
        for file in ledger.evidence[key].values():
            known = first.setdefault(file.sha256, (key, file))
            if known[0] != key:
                unit = ledger.units.by_code.get(known[0][1])
                whose = f"{unit.label if unit else known[0][1]}{month(known[0][0])}"
                wrong.append(
                    Violation(
                        f"这个文件和{whose}的 {known[1].path} 内容完全相同",
                        advice("请核对放错了没有；确是一份文件几家共用的，⟦在 explanations⟧ 中说明"),
                        Source(file.path),
                        unit=key[1],
                        period=key[0],
                    )
                )
    return tuple(wrong) or (None if ledger.evidence else NOT_EVALUATED)


def evidence_file_unused(case: SubmissionCase) -> Outcome:
    """凭据文件没有被用到

    为什么：放了文件，没有哪一项写它作凭据，多半是文件名写错了一个字。

    反例：
        # submissions/2022-06/150702.yaml
        entries:
          visit-system: {done: true, on: 2022-06-20}
        # evidence/2022-06/150702/走访通知.pdf

    正例：
        # submissions/2022-06/150702.yaml
        entries:
          visit-system: {done: true, on: 2022-06-20, evidence: [走访通知.pdf]}
        # evidence/2022-06/150702/走访通知.pdf
    """
    there = _files(case.books.ledger, (case.submission.period, case.unit.code))
    if not there:
        return NOT_EVALUATED
    used = {name for *_, name in _named(case)}
    return (
        tuple(
            Violation(
                f"“{name}”放在这里，没有哪一项写它作凭据", advice("请⟦在 evidence⟧ 中写上它，或移走"), Source(file.path)
            )
            for name, file in there.items()
            if name not in used
        )
        or None
    )


RULES: Final = (
    Rule("E131", Severity.QUERY, evidence_file_missing, "submission"),
    Rule("E132", Severity.QUERY, evidence_file_too_young, "submission"),
    Rule("E133", Severity.QUERY, evidence_file_used_twice, "ledger"),
    Rule("E134", Severity.NOTE, evidence_file_unused, "submission"),
)
