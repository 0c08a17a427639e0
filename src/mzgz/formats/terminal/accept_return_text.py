"""What became of accepting and sending back, for the terminal: one block for each unit."""

from __future__ import annotations

from collections.abc import Iterator

from mzgz.formats.terminal.text_width import printable
from mzgz.language.finding_phrases import day
from mzgz.model.acceptance import Round
from mzgz.model.findings import Diagnostic, Severity
from mzgz.workflow.accept_and_return import Decision

_SHOWN = 5
"""Findings listed for one unit, the gravest first; the rest is counted, `mzgz check` shows them all."""
_OWN_WORDS = len(Severity)
"""What the bureau adds in its own words stands behind the findings."""


def decision_lines(decision: Decision, path: str, deed: str) -> Iterator[str]:
    """What was decided, or why nothing was; `deed` is the word for what was asked for."""
    built = decision.round
    who = f"{printable(decision.unit.label)}（{decision.unit.code}）{decision.month.label}"
    if built is None:
        verb = "" if decision.settled else f"没有{deed}，"
        yield f"{'○' if decision.settled else '×'} {who}：{verb}{printable(decision.why)}"
        yield from _standing(decision.standing)
    elif built.action == "accepted":
        yield f"√ {who}：已受理  {path}"
        yield from (f"    暂缓：{each.rule} 到{day(each.until)}，{each.approved_by}批准" for each in built.waivers)
    else:
        yield from _sent_back(who, built, path, decision.standing)


def _sent_back(who: str, built: Round, path: str, findings: tuple[Diagnostic, ...]) -> Iterator[str]:
    """The gravest reasons are listed; the record and the letter have them all, in the order of the form."""
    ranks = {(str(each.source), each.rule): each.severity.rank for each in findings}
    reasons = sorted(built.reasons, key=lambda each: ranks.get((each.at or "", each.rule or ""), _OWN_WORDS))
    until = f"，{day(built.due)}前改好" if built.due else ""
    yield f"√ {who}：第{built.round}次退回，{len(built.reasons)}条原因{until}  {path}"
    for reason in reasons[:_SHOWN]:
        yield f"    {printable(f'{reason.place}：' if reason.place else '')}{printable(reason.text)}"
    if len(built.reasons) > _SHOWN:
        yield f"    其余{len(built.reasons) - _SHOWN}条从略"


def _standing(findings: tuple[Diagnostic, ...]) -> Iterator[str]:
    for finding in sorted(findings, key=lambda each: each.severity.rank)[:_SHOWN]:
        yield f"    {printable(str(finding.source))}  {finding.severity.label} {finding.code} {finding.rule}"
        yield f"        {printable(finding.message)}"
    if len(findings) > _SHOWN:
        yield f"    其余{len(findings) - _SHOWN}处从略"
