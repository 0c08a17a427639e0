"""Findings as JUnit XML: a suite for every file, a case for every finding, one passed case for a clean file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from mzgz.model.findings import Diagnostic, Judgement, Rule, Severity

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit_text(judgement: Judgement, rules: tuple[Rule, ...] = (), files: tuple[str, ...] = ()) -> str:
    """Errors and queries nobody explained fail, explained ones are skipped, notes pass and say their piece."""
    root = Element("testsuites", name="mzgz check")
    _summary(SubElement(root, "testsuite", name="汇总", tests="0", failures="0", errors="0", skipped="0"), judgement)
    for path, findings in _by_file(judgement, files):
        _suite(root, path, findings)
    for key in ("tests", "failures", "errors", "skipped"):
        root.set(key, str(sum(int(suite.get(key, "0")) for suite in root)))
    indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _by_file(judgement: Judgement, files: tuple[str, ...]) -> Iterator[tuple[str, list[Diagnostic]]]:
    ordered = sorted(judgement.findings, key=Diagnostic.sort_key)
    found = {path: list(group) for path, group in groupby(ordered, key=lambda finding: finding.source.path)}
    for path in sorted({*files, *found}):
        yield path, found.get(path, [])


def _summary(suite: Element, judgement: Judgement) -> None:
    """The four outcomes count cases of rules, which have no names of their own, so they stand as properties."""
    properties = SubElement(suite, "properties")
    for name, number in judgement.summary.counts.items():
        SubElement(properties, "property", name=name, value=str(number))


def _suite(root: Element, path: str, findings: list[Diagnostic]) -> None:
    failures = sum(finding.blocks for finding in findings)
    skipped = sum(finding.excuse is not None for finding in findings)
    tests = str(max(len(findings), 1))
    counts = {"tests": tests, "failures": str(failures), "errors": "0", "skipped": str(skipped)}
    suite = SubElement(root, "testsuite", {"name": _xml(path), **counts})
    if not findings:
        SubElement(suite, "testcase", classname=_xml(path), name="没有问题", file=_xml(path))
    for finding in findings:
        _case(suite, finding)


def _case(suite: Element, finding: Diagnostic) -> None:
    place = finding.source.cell or f"{finding.source.line}:{finding.source.column}"
    name = " ".join(filter(None, (finding.code, finding.rule, finding.target, place)))
    case = SubElement(suite, "testcase", classname=_xml(finding.source.path), name=_xml(name))
    case.set("file", _xml(finding.source.path))
    if not finding.source.cell:
        case.set("line", str(finding.source.line))
    _outcome(case, finding)


def _outcome(case: Element, finding: Diagnostic) -> None:
    folded = f"（同类共{finding.count}处）" if finding.count > 1 else ""
    message = _xml(finding.message + folded)
    detail = _xml(f"{finding.source}\n{finding.message}{folded}\n怎么办：{finding.hint}")
    if finding.blocks:
        SubElement(case, "failure", type=finding.severity.label, message=message).text = detail
    elif finding.excuse is not None:
        SubElement(case, "skipped", message=_xml(f"{finding.message}；{finding.excuse}"))
    elif finding.severity is Severity.NOTE:
        SubElement(case, "system-out").text = detail


def _xml(text: str) -> str:
    """Characters that XML cannot hold, which damaged files do bring, as `?`."""
    return _NOT_XML.sub("?", text)
