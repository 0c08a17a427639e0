"""Evidence: the documents a completed task rests on, and the form of their numbers (文号)."""

from __future__ import annotations

from typing import Final

from mzgz.language.document_numbers import find_paper
from mzgz.language.finding_phrases import day
from mzgz.model.findings import Rule, Severity
from mzgz.model.hints import advice
from mzgz.validation.engine.cases import NOT_EVALUATED, EntryCase, Outcome, PapersCase, TargetCase, Violation
from mzgz.validation.engine.target_abilities import has_evidence, is_proved_by_document


def document_number_form(case: EntryCase) -> Outcome:
    """文号写法不规范

    为什么：发文字号的年份用六角括号〔〕，序号不编虚位、不加“第”（GB/T 9704）。写法统一，才能按文号查重、查原件。

    反例：
        entries:
          rescue-plan: {done: true, on: 2022-05-20, evidence: ["海民发[2022]12号"]}

    正例：
        entries:
          rescue-plan: {done: true, on: 2022-05-20, evidence: [海民发〔2022〕12号]}
    """
    if not case.entry.evidence:
        return NOT_EVALUATED
    wrong: list[Violation] = []
    for place, item in enumerate(case.entry.evidence):
        paper = find_paper(item)
        if paper is not None and paper.written != paper.proper:
            message = f"文号“{paper.written}”的写法不规范"
            wrong.append(Violation(message, f"请改为 {paper.proper}", case.at("evidence", place)))
    return tuple(wrong) or None


def cited_number_form(case: TargetCase) -> Outcome:
    """计划里的文号写法不规范

    为什么：出处、调整和单独约定写的文号，会原样印进报告和说明。年份用六角括号〔〕，序号不编虚位、不加“第”（GB/T 9704）。

    反例：
        # targets/2022/90-cited.yaml
        targets:
          - {id: some-share, name: 探访率, kind: ratio, numerator: {name: 已探访人数, unit: 人}, denominator: {name: 应探访人数, unit: 人}, goal: ">= 90%", due: 2022-12-31, cadence: year, source: {section: 三（二）, item: 90, document: {number: "呼政发[2022]3号", title: 民生实事}}}

    正例：
        # targets/2022/90-cited.yaml
        targets:
          - {id: some-share, name: 探访率, kind: ratio, numerator: {name: 已探访人数, unit: 人}, denominator: {name: 应探访人数, unit: 人}, goal: ">= 90%", due: 2022-12-31, cadence: year, source: {section: 三（二）, item: 90, document: {number: 呼政发〔2022〕3号, title: 民生实事}}}
    """
    target = case.target
    cited: list[tuple[str, tuple[str | int, ...]]] = [
        *((each.document, ("revised", place, "document")) for place, each in enumerate(target.revised)),
        *((terms.document, ("units", code, "document")) for code, terms in target.units.items()),
    ]
    paper = target.origin.document
    if paper is not None and paper.number is not None:
        cited.insert(0, (paper.number, ("source", "document", "number")))
    wrong = [
        Violation(f"文号“{found.written}”的写法不规范", f"请改为 {found.proper}", target.at(*at))
        for text, at in cited
        if (found := find_paper(text)) is not None and found.written != found.proper
    ]
    return tuple(wrong) if wrong else None if cited else NOT_EVALUATED


def document_number_missing(case: EntryCase) -> Outcome:
    """以文件为凭据，却没有文号

    为什么：计划规定以印发文件为完成凭据。没有文号，查不到原件，就不能认定印发了。

    反例：
        entries:
          rescue-plan: {done: true, on: 2022-05-20, evidence: [社会救助改革方案]}

    正例：
        entries:
          rescue-plan: {done: true, on: 2022-05-20, evidence: [海民发〔2022〕12号]}
    """
    if not case.entry.done or not case.entry.evidence:
        return NOT_EVALUATED
    if any(find_paper(item) for item in case.entry.evidence):
        return None
    return Violation(
        f"“{case.target.name}”以印发文件为完成凭据，凭据里没有文号",
        advice("请写上文号，如 ×民发〔年份〕12号；不编文号的，⟦在 explanations⟧ 中说明"),
        case.at("evidence"),
    )


def evidence_after_completion(case: EntryCase) -> Outcome:
    """凭据晚于完成日期

    为什么：文件是完成的凭据，文号的年份不会晚于完成那一年。晚了，不是日期写错，就是补的文件。

    反例：
        # submissions/2022-06/150702.yaml
        entries:
          rescue-plan: {done: true, on: 2022-05-20, evidence: [海民发〔2023〕2号]}

    正例：
        # submissions/2022-06/150702.yaml
        entries:
          rescue-plan: {done: true, on: 2022-05-20, evidence: [海民发〔2022〕12号]}
    """
    if case.entry.on is None or not case.entry.evidence:
        return NOT_EVALUATED
    wrong: list[Violation] = []
    for place, item in enumerate(case.entry.evidence):
        paper = find_paper(item)
        if paper is not None and paper.year > case.entry.on.year:
            message = f"凭据“{paper.written}”晚于完成日期{day(case.entry.on)}"
            wrong.append(Violation(message, "请核对文号年份和完成日期", case.at("evidence", place)))
    return tuple(wrong) or None


def evidence_shared(case: PapersCase) -> Outcome:
    """一份文件作几项任务的凭据

    为什么：一份文件可以部署几项工作，但要看清它能不能证明每一项都完成了。

    反例：
        entries:
          rescue-plan: {done: true, on: 2022-05-20, evidence: [海民发〔2022〕12号]}
          village-plan: {done: true, on: 2022-05-20, evidence: [海民发〔2022〕12号]}

    正例：
        entries:
          rescue-plan: {done: true, on: 2022-05-20, evidence: [海民发〔2022〕12号]}
          village-plan: {done: true, on: 2022-05-20, evidence: [海民发〔2022〕15号]}
    """
    first: dict[str, EntryCase] = {}
    wrong: list[Violation] = []
    rendered: set[tuple[str, str]] = set()
    for row in case.rows:
        earlier = first.setdefault(row.unit.code, row)
        key = (row.unit.code, row.target.id)
        if earlier.target.id != row.target.id and key not in rendered:
            rendered.add(key)
            message = f"{case.number}已经作“{earlier.target.name}”的凭据，又作“{row.target.name}”的凭据"
            hint = "请核对这份文件能否证明两项任务都已完成"
            wrong.append(_of(row, message, hint))
    return tuple(wrong) or None


def evidence_borrowed(case: PapersCase) -> Outcome:
    """几个单位用同一份文件作凭据

    为什么：一份文件只有一个发文单位。几个单位用同一个文号，不是抄错，就是拿上级的文件充数。

    反例：
        # submissions/2022-06/150702.yaml
        entries:
          rescue-plan: {done: true, on: 2022-05-20, evidence: [海民发〔2022〕12号]}
        # submissions/2022-06/150703.yaml
        entries:
          rescue-plan: {done: true, on: 2022-05-20, evidence: [海民发〔2022〕12号]}

    正例：
        # submissions/2022-06/150702.yaml
        entries:
          rescue-plan: {done: true, on: 2022-05-20, evidence: [海民发〔2022〕12号]}
        # submissions/2022-06/150703.yaml
        entries:
          rescue-plan: {done: true, on: 2022-05-20, evidence: [扎民发〔2022〕9号]}
    """
    owner = min(case.rows, key=lambda row: (row.submission.period.index, row.unit.code)).unit
    rendered: set[str] = {owner.code}
    wrong: list[Violation] = []
    for row in case.rows:
        if row.unit.code not in rendered:
            rendered.add(row.unit.code)
            message = f"凭据{case.number}，{owner.label}也在用"
            wrong.append(_of(row, message, advice("请填本单位自己的文号；确属联合发文的，⟦在 explanations⟧ 中说明")))
    return tuple(wrong) or None


def _of(row: EntryCase, message: str, hint: str) -> Violation:
    period = row.submission.period
    return Violation(message, hint, row.at("evidence"), unit=row.unit.code, period=period, target=row.target.id)


RULES: Final = (
    Rule("E101", Severity.QUERY, document_number_form, "entry", where=has_evidence),
    Rule("P132", Severity.NOTE, cited_number_form, "target"),
    Rule("E102", Severity.QUERY, document_number_missing, "entry", where=is_proved_by_document),
    Rule("E103", Severity.QUERY, evidence_after_completion, "entry", where=has_evidence),
    Rule("E104", Severity.NOTE, evidence_shared, "papers"),
    Rule("E105", Severity.QUERY, evidence_borrowed, "papers"),
)
