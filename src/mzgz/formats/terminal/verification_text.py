"""What a verification found, for a person by heading and paragraph, for a program as JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any, TextIO

from mzgz.formats.terminal.findings_text import ReportLine
from mzgz.formats.terminal.text_width import printable, wrap
from mzgz.language.personal_data import masked
from mzgz.model.findings import Severity
from mzgz.publishing.provenance import DataState
from mzgz.publishing.verify.verification import (
    PASSAGE_WORDS,
    STATE_WORDS,
    VERDICT_WORDS,
    Found,
    LooseResult,
    PassageResult,
    Verification,
)

CAP = 30
"""Findings of one rule, and numbers nobody could place, that are listed; the rest is counted."""

_INDENT = "    "
_STYLES = {Severity.ERROR: "bold red", Severity.QUERY: "yellow", Severity.NOTE: "cyan"}


def json_text(verification: Verification) -> str:
    """The contract's `figures` and `loose`, and the findings in the form of `check`."""
    content = {
        "figures": [
            {
                "id": result.id,
                "state": result.state,
                "printed": result.printed,
                "current": result.current,
                "paragraph": result.paragraph.number if result.paragraph else None,
            }
            for result in verification.figures
        ],
        "loose": [_loose(result) for result in verification.loose],
        "findings": [_finding(item) for item in verification.found],
        "passages": [_passage(result) for result in verification.passages],
        "origin": _origin(verification.origin),
    }
    return masked(json.dumps(content, ensure_ascii=False, indent=2).encode("utf-8", "replace").decode()) + "\n"


def _loose(result: LooseResult) -> dict[str, Any]:
    guess = result.guess
    rendered = {"id": guess.id, "current": guess.current, "verdict": result.verdict} if guess else None
    return {"text": result.text, "paragraph": result.paragraph.number, "guess": rendered}


def _origin(origin: DataState | None) -> dict[str, Any] | None:
    if origin is None:
        return None
    period = str(origin.period) if origin.period else None
    later = str(origin.later) if origin.later else None
    return {
        "as_of": origin.as_of.isoformat(),
        "period": period,
        "changed": list(origin.changed),
        "later": later,
        "templates_changed": origin.templates_changed,
        "planned": origin.planned,
        "program_changed": origin.program_changed,
    }


def _passage(result: PassageResult) -> dict[str, Any]:
    content: dict[str, Any] = {
        "id": result.id,
        "kind": result.kind,
        "state": result.state,
        "printed": result.printed,
        "today": result.today,
        "paragraph": result.paragraph.number if result.paragraph else None,
        "where": result.paragraph.where if result.paragraph else None,
    }
    if result.cells:
        content["cells"] = [
            {"cell": cell.place + 1, "state": cell.state, "printed": cell.printed, "today": cell.today}
            for cell in result.cells
        ]
    return content


def _finding(item: Found) -> dict[str, Any]:
    finding = item.diagnostic
    return {
        "code": finding.code,
        "rule": finding.rule,
        "severity": finding.severity.value,
        "message": finding.message,
        "hint": finding.hint,
        "path": finding.source.path,
        "heading": item.paragraph.headings[-1] if item.paragraph and item.paragraph.headings else None,
        "paragraph": item.paragraph.number if item.paragraph else None,
        "where": item.paragraph.where if item.paragraph else None,
        "unit": finding.unit,
        "period": finding.period,
        "target": finding.target,
    }


def lines(verification: Verification, *, columns: int = 80) -> Iterator[str]:
    """The report as plain lines."""
    return (row.text for row in rows(verification, columns=columns))


def show_verification(verification: Verification, stream: TextIO) -> None:
    """Write the report: in colour on a terminal, otherwise plain and 80 columns wide."""
    if not stream.isatty():
        stream.writelines(line + "\n" for line in lines(verification))
        return
    from rich.console import Console
    from rich.text import Text

    console = Console(file=stream, highlight=False, soft_wrap=True)
    for row in rows(verification, columns=max(40, min(console.width - 1, 120))):
        console.print(Text(row.text, style=row.style))


def rows(verification: Verification, *, columns: int = 80) -> Iterator[ReportLine]:
    """The findings under their headings, the numbers nobody could place, the summary."""
    shown, left = _capped(verification.found)
    for heading, group in groupby(shown, key=_heading):
        yield from (ReportLine(f"■ {printable(heading)}", "bold"), ReportLine(""))
        for item in group:
            yield from _lines_of(item, columns)
    for rule in sorted(left):
        yield from (ReportLine(f"{rule} 其余{left[rule]}处从略，全部清单加 --format json", "dim"), ReportLine(""))
    yield from _unplaced(verification, columns)
    yield from _drawn_from(verification.origin, columns)
    for line in summary(verification):
        yield from (ReportLine(piece, "bold") for piece in wrap(line, columns))


def _capped(found: Iterable[Found]) -> tuple[list[Found], Counter[str]]:
    """The first findings of each rule, and how many of it are left out."""
    met: Counter[str] = Counter()
    shown = []
    for item in found:
        rule = f"{item.diagnostic.code} {item.diagnostic.rule}"
        met[rule] += 1
        if met[rule] <= CAP:
            shown.append(item)
    return shown, Counter({rule: number - CAP for rule, number in met.items() if number > CAP})


def _heading(item: Found) -> str:
    if item.paragraph is None:
        return "全文"
    return "／".join(item.paragraph.headings) or "文首"


def _lines_of(item: Found, columns: int) -> Iterator[ReportLine]:
    finding = item.diagnostic
    where = item.paragraph.where if item.paragraph else "全文"
    head = f"{where}  {finding.severity.label} {finding.code} {finding.rule}"
    yield from (ReportLine(line, _STYLES[finding.severity]) for line in wrap(printable(head), columns))
    for text in (finding.message, f"怎么办：{finding.hint}"):
        yield from (ReportLine(_INDENT + line) for line in wrap(printable(masked(text)), columns - len(_INDENT)))
    yield ReportLine("")


def _unplaced(verification: Verification, columns: int) -> Iterator[ReportLine]:
    """The honest residue: numbers people typed that could not be tied to any figure."""
    unknown = [result for result in verification.loose if result.verdict == "unknown"]
    if not unknown:
        return
    yield ReportLine(f"■ 没有链接、也认不出是哪一项的数（{len(unknown)}个），请人工核对", "bold")
    for paragraph, group in groupby(unknown[:CAP], key=lambda result: result.paragraph):
        text = f"{paragraph.where}：{'、'.join(result.text for result in group)}"
        yield from (ReportLine(_INDENT + line) for line in wrap(printable(masked(text)), columns - len(_INDENT)))
    if len(unknown) > CAP:
        yield ReportLine(f"{_INDENT}其余{len(unknown) - CAP}个从略，全部清单加 --format json")
    yield ReportLine("")


def _drawn_from(origin: DataState | None, columns: int) -> Iterator[ReportLine]:
    """The state of the data the document comes from, and what changed since."""
    if origin is None:
        return
    said = wrap(f"■ {origin.said}", columns)
    yield from (ReportLine(line, "bold") for line in said)
    yield from (ReportLine(_INDENT + line) for line in wrap(origin.beyond, columns - len(_INDENT)) if line)
    for text in origin.changed[:CAP]:
        yield from (ReportLine(_INDENT + line) for line in wrap(printable(masked(text)), columns - len(_INDENT)))
    if len(origin.changed) > CAP:
        yield ReportLine(f"{_INDENT}其余{len(origin.changed) - CAP}处从略，全部清单加 --format json")
    yield ReportLine("")


def summary(verification: Verification) -> Iterator[str]:
    """How many of each, then what to do."""
    states, verdicts = verification.states(), verification.verdicts()
    rendered = "、".join(f"{words}{states[state]}" for state, words in STATE_WORDS.items() if states[state])
    loose = "、".join(f"{words}{verdicts[verdict]}" for verdict, words in VERDICT_WORDS.items() if verdicts[verdict])
    yield (
        f"链接数字{len(verification.figures)}个" + (f"：{rendered}" if rendered else "")
        + f"；没有链接的数字{len(verification.loose)}个" + (f"：{loose}" if loose else "")
    )  # fmt: skip
    if verification.passages:
        counts_of = Counter(result.state for result in verification.passages)
        listed = "、".join(f"{words}{counts_of[state]}" for state, words in PASSAGE_WORDS.items() if counts_of[state])
        yield f"语句、表行和图{len(verification.passages)}处：{listed}"
    tally = {
        severity: sum(item.diagnostic.severity is severity for item in verification.found) for severity in Severity
    }
    if not verification.found:
        yield "没有发现问题。" if verification.figures else "文中没有链接数字，不是 mzgz 出的文稿，或链接已全部丢失。"
        return
    counts = "、".join(f"{severity.label}{number}" for severity, number in tally.items())
    advice = "过时的数可以用 mzgz refresh 更新；" if states["stale"] else ""
    yield f"{counts}；{advice}规则的说明：mzgz rules {verification.found[0].diagnostic.rule}"
