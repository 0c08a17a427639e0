"""Findings as text for a person: grouped by district, with the line they stand on and what to do about them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TextIO

from mzgz.formats.terminal.source_lines import line_reader
from mzgz.formats.terminal.text_width import printable, width, window, wrap
from mzgz.language.personal_data import veiled
from mzgz.model.findings import CollectedSummary, Diagnostic, Judgement, Severity
from mzgz.model.ledger import Ledger
from mzgz.model.shortest_reason import REASON_RULE

ReadLine = Callable[[str, int], str | None]
"""From path and line number to the text of the line; None where there is none to show."""

CAP = 10
"""Findings of one rule shown for one district, and of a data set for all it holds; the rest is counted but left out."""

_INDENT = "    "
_UNREPORTED = "missing-return"
"""What no reason answers: there is no return to write it in."""
_TOKEN = re.compile(r'"[^"]*"|\'[^\']*\'|[^\s,\[\]{}]+')
_STYLES = {Severity.ERROR: "bold red", Severity.QUERY: "yellow", Severity.NOTE: "cyan"}


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A line of the report and how it looks where there are colours."""

    text: str
    style: str = ""


def lines(
    judgement: Judgement, ledger: Ledger, read_line: ReadLine, *, columns: int = 80, strict: bool = False
) -> Iterator[str]:
    """The report as plain lines; `strict` only changes what the last line advises."""
    return (row.text for row in rows(judgement, ledger, read_line, columns=columns, strict=strict))


def show_findings(judgement: Judgement, ledger: Ledger, root: Path, stream: TextIO, *, strict: bool = False) -> None:
    """Write the report: in colour and to its width on a terminal, otherwise plain and 80 columns wide."""
    read_line = line_reader(root)
    if not stream.isatty():
        stream.writelines(line + "\n" for line in lines(judgement, ledger, read_line, strict=strict))
        return
    from rich.console import Console
    from rich.text import Text

    console = Console(file=stream, highlight=False, soft_wrap=True)
    for row in rows(judgement, ledger, read_line, columns=max(40, min(console.width - 1, 120)), strict=strict):
        console.print(Text(row.text, style=row.style))


def rows(
    judgement: Judgement, ledger: Ledger, read_line: ReadLine, *, columns: int = 80, strict: bool = False
) -> Iterator[ReportLine]:
    """The whole report: the districts, the summary, the advice."""
    if isinstance(judgement.summary, CollectedSummary):
        yield from _of_many(judgement, ledger, read_line, columns)
    else:
        for unit, findings in _by_unit(judgement, ledger):
            yield from _group(_label(unit, findings, ledger), findings, read_line, columns)
    yield from (ReportLine(line, "bold") for line in _summary(summary_line(judgement), columns))
    for line in wrap(advice(judgement, strict), columns):
        yield ReportLine(line)


def _of_many(judgement: Judgement, ledger: Ledger, read_line: ReadLine, columns: int) -> Iterator[ReportLine]:
    """Of a data set, the first few of each rule with their units; how many more there are, and of how many units."""
    shown: Counter[str] = Counter()
    rest: Counter[str] = Counter()
    units: dict[str, set[str]] = {}
    for unit, findings in _by_unit(judgement, ledger):
        told = []
        for finding in findings:
            shown[finding.rule] += 1
            if shown[finding.rule] <= CAP:
                told.append(finding)
            else:
                rule = f"{finding.code} {finding.rule}"
                rest[rule] += finding.count
                units.setdefault(rule, set()).add(unit)
        if told:
            yield from _group(_label(unit, findings, ledger), told, read_line, columns)
    for rule, left in sorted(rest.items()):
        yield ReportLine(f"{rule} 其余{left}处从略，在{len(units[rule])}个单位", "dim")
    if rest:
        advised = "看一个单位的：mzgz check --unit 单位；要全部的：mzgz check --format json"
        yield from (ReportLine(line, "dim") for line in (*wrap(advised, columns), ""))


def _by_unit(judgement: Judgement, ledger: Ledger) -> Iterator[tuple[str, list[Diagnostic]]]:
    """What concerns the plan and the bureau first (no code), then the districts by code."""
    owners = {path: code for (_, code), path in ledger.attempted.items()}

    def owner(finding: Diagnostic) -> str:
        return finding.unit or owners.get(finding.source.path, "")

    for unit, group in groupby(sorted(judgement.findings, key=lambda item: (owner(item), *item.sort_key())), key=owner):
        yield unit, list(group)


def _label(unit: str, findings: list[Diagnostic], ledger: Ledger) -> str:
    tally = _tally(findings)
    counts = "、".join(f"{severity.label}{tally[severity]}" for severity in Severity if tally[severity])
    known = ledger.units.by_code.get(unit)
    name = (
        f"{known.label}（{unit}）" if known else unit or f"{ledger.workspace.vocabulary.whole}（年度目标和本单位设置）"
    )
    return f"■ {printable(name)}  {counts or '均已说明或暂缓'}"


def _tally(findings: Iterable[Diagnostic]) -> Counter[Severity]:
    """How many by severity, repeats included, without those explained or waived."""
    tally: Counter[Severity] = Counter()
    for finding in findings:
        if not _excused(finding):
            tally[finding.severity] += finding.count
    return tally


def _excused(finding: Diagnostic) -> bool:
    return finding.excuse is not None


def _group(label: str, findings: list[Diagnostic], read_line: ReadLine, columns: int) -> Iterator[ReportLine]:
    yield from (ReportLine(label, "bold"), ReportLine(""))
    shown: Counter[str] = Counter()
    rest: Counter[str] = Counter()
    for finding in findings:
        shown[finding.rule] += 1
        if shown[finding.rule] > CAP:
            rest[f"{finding.code} {finding.rule}"] += finding.count
        else:
            yield from _finding(finding, read_line, columns)
    for rule in sorted(rest):
        yield from (ReportLine(f"{rule} 其余{rest[rule]}处从略", "dim"), ReportLine(""))


def _finding(finding: Diagnostic, read_line: ReadLine, columns: int) -> Iterator[ReportLine]:
    excused = _excused(finding)
    head = f"{printable(str(finding.source))}  {finding.severity.label} {finding.code} {finding.rule}"
    folded = f"（同类共{finding.count}处）" if finding.count > 1 else ""
    yield ReportLine(head, "dim" if excused else _STYLES[finding.severity])
    yield from _paragraph(finding.message + folded, columns, "dim" if excused else "")
    if excused:
        yield from _paragraph(finding.excuse or "", columns, "dim")
    else:
        yield from _place(finding, read_line, columns)
        yield from _paragraph(f"怎么办：{finding.hint}", columns)
    yield ReportLine("")


def _paragraph(text: str, columns: int, style: str = "") -> Iterator[ReportLine]:
    for part in text.split("\n"):
        for line in wrap(printable(part), columns - len(_INDENT)):
            yield ReportLine(_INDENT + line, style)


def _place(finding: Diagnostic, read_line: ReadLine, columns: int) -> Iterator[ReportLine]:
    """The source line and a caret under the value that is meant."""
    source = finding.source
    line = None if source.cell else read_line(source.path, source.line)
    if line is None or not line.strip():
        return
    margin = f"{_INDENT}{source.line} | "
    start = min(source.column - 1, len(line.rstrip()))
    text, start = window(printable(veiled(line.rstrip())), start, columns - len(margin))
    token = _TOKEN.match(text, start)
    carets = "^" * max(1, width(token[0].rstrip(":")) if token else 1)
    yield ReportLine(margin + text)
    yield ReportLine(f"{' ' * (len(margin) - 2)}| {' ' * width(text[:start])}{carets}", "red")


def summary_line(judgement: Judgement) -> str:
    """What was looked at, the four outcomes of the rules, and the findings by severity."""
    summary = judgement.summary
    tally = _tally(judgement.findings)
    waived = _waived(judgement)
    outcomes = (
        "各单位自己的问题是收的时候审的，跨单位的和没有报送的现在审；"
        if isinstance(summary, CollectedSummary)
        else f"规则判定 通过{summary.passed}、违反{summary.violated}、已说明{summary.explained}、未判{summary.not_evaluated}；"
    )
    return (
        f"文件{summary.files}个，填报{summary.entries}项；{outcomes}"
        + "、".join(f"{severity.label}{tally[severity]}" for severity in Severity)
        + (f"，另有暂缓{waived}" if waived else "")
    )


def _summary(line: str, columns: int) -> Iterator[str]:
    """In one line where it fits, otherwise the findings on a line of their own."""
    parts = [line] if width(line) <= columns else line.rsplit("；", 1)
    return (piece for part in parts for piece in wrap(part, columns))


def advice(judgement: Judgement, strict: bool = False) -> str:
    """What to do next."""
    tally = _tally(judgement.findings)
    steps = []
    if tally[Severity.ERROR]:
        steps.append("强制问题须改正")
    unreported = sum(
        each.count
        for each in judgement.findings
        if each.rule == _UNREPORTED and each.severity is Severity.QUERY and not _excused(each)
    )
    if unreported:
        steps.append("没有报的请补报，不用写情况说明" if unreported == tally[Severity.QUERY] else "没有报的请补报")
    answerable = _answerable(judgement) if tally[Severity.QUERY] > unreported else 0
    if answerable:
        steps.append(f"核实问题须改正，或写明原因（填报表的“情况说明”表，文件里是 explanations:；{REASON_RULE}）")
    if tally[Severity.QUERY] > unreported + answerable:
        steps.append("其余的核实问题照“怎么办”处理" if answerable else "核实问题照“怎么办”处理，写情况说明不算")
    if strict and tally[Severity.NOTE]:
        steps.append("提示也须处理（--strict）")
    if steps:
        first = min(judgement.findings, key=lambda finding: (not finding.blocks, finding.severity.rank))
        return f"{'；'.join(steps)}；改后再执行 mzgz check。规则的说明：mzgz rules {first.rule}"
    standing = f"；暂缓的{waived}处还在，到期前要处理" if (waived := _waived(judgement)) else ""
    if tally[Severity.NOTE]:
        return f"没有必须改正的问题，可以报送；提示请看一看{standing}。"
    if standing:
        return f"没有新的问题，可以报送{standing}。"
    return "没有发现问题，可以报送。" if judgement.summary.entries else "没有发现问题；还没有填报内容。"


def _answerable(judgement: Judgement) -> int:
    """How many queries stand that a unit may answer by a reason."""
    from mzgz.validation.rule_names import explainable  # all rules: only where there is a query

    return sum(each.count for each in judgement.findings if explainable(each) and not _excused(each))


def _waived(judgement: Judgement) -> int:
    """How many findings stand, put off until a day by the bureau."""
    return sum(finding.count for finding in judgement.findings if finding.waived is not None and not finding.blocks)
