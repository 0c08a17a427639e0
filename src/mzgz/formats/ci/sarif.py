"""Findings as SARIF 2.1.0, the exchange format of analysis tools."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from mzgz import __version__
from mzgz.model.findings import Diagnostic, Judgement, Rule, Severity
from mzgz.validation.manual import is_yaml, read_manual

_LEVELS = {Severity.ERROR: "error", Severity.QUERY: "warning", Severity.NOTE: "note"}
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def sarif_text(judgement: Judgement, rules: tuple[Rule, ...] = (), files: tuple[str, ...] = ()) -> str:
    """One run; its rules carry the manual, explained findings are suppressed with their reason."""
    ordered = sorted(rules, key=lambda rule: rule.code)
    driver = {
        "name": "mzgz",
        "version": __version__,
        "language": "zh-CN",
        "rules": [_descriptor(rule) for rule in ordered],
    }
    run = {
        "tool": {"driver": driver},
        "language": "zh-CN",
        "columnKind": "unicodeCodePoints",
        "artifacts": [{"location": _artifact(path)} for path in files],
        "results": list(_results(judgement, {rule.code: index for index, rule in enumerate(ordered)})),
        "properties": judgement.summary.counts,
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _descriptor(rule: Rule) -> dict[str, Any]:
    manual = read_manual(rule)
    return {
        "id": rule.code,
        "name": manual.title,
        "shortDescription": {"text": manual.title},
        "fullDescription": {"text": manual.why},
        "help": {
            "text": f"{manual.why}\n反例：\n{manual.bad}\n正例：\n{manual.good}",
            "markdown": f"{manual.why}\n\n{_example('反例', manual.bad)}\n\n{_example('正例', manual.good)}",
        },
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"slug": rule.slug},
    }


def _example(heading: str, text: str) -> str:
    return f"{heading}：\n\n```yaml\n{text}```" if is_yaml(text) else f"{heading}：{text}"


def _results(judgement: Judgement, indexes: dict[str, int]) -> Iterator[dict[str, Any]]:
    seen: Counter[str] = Counter()
    for finding in judgement.findings:
        fingerprint = _fingerprint(finding)
        seen[fingerprint] += 1
        result = {
            "ruleId": finding.code,
            "level": _LEVELS[finding.severity],
            "message": {"text": f"{finding.message}\n怎么办：{finding.hint}"},
            "locations": [_location(finding)],
            "partialFingerprints": {"mzgz/v1": f"{fingerprint}:{seen[fingerprint]}"},
            "occurrenceCount": finding.count,
            "suppressions": _suppressions(finding),
            "properties": {
                "unit": finding.unit,
                "period": finding.period,
                "target": finding.target,
                "field": finding.field,
            },
        }
        yield result | ({"ruleIndex": indexes[finding.code]} if finding.code in indexes else {})


def _suppressions(finding: Diagnostic) -> list[dict[str, str]]:
    """An empty list, not an absent key, says that a finding is not suppressed."""
    if finding.excuse is None:
        return []
    return [{"kind": "inSource", "status": "accepted", "justification": finding.explained or finding.excuse}]


def _location(finding: Diagnostic) -> dict[str, Any]:
    source = finding.source
    physical: dict[str, Any] = {"artifactLocation": _artifact(source.path)}
    if source.cell:
        return {"physicalLocation": physical, "logicalLocations": [{"fullyQualifiedName": source.cell}]}
    return {"physicalLocation": physical | {"region": {"startLine": source.line, "startColumn": source.column}}}


def _artifact(path: str) -> dict[str, str]:
    return {"uri": quote(path), "uriBaseId": "%SRCROOT%"}


def _fingerprint(finding: Diagnostic) -> str:
    """What stays the same when lines move and values change: rule, file, unit, period and target."""
    parts = (finding.code, finding.source.path, finding.unit, finding.period, finding.target)
    return hashlib.sha256("\0".join(part or "" for part in parts).encode()).hexdigest()[:32]
