"""Findings for machines: the formats of `mzgz check` that other programs read."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from mzgz.formats.ci.junit import junit_text
from mzgz.formats.ci.sarif import sarif_text
from mzgz.formats.terminal.text_width import printable
from mzgz.model.findings import Diagnostic, Judgement, Rule, Severity

_COMMANDS = {Severity.ERROR: "error", Severity.QUERY: "warning", Severity.NOTE: "notice"}

_KEYS = "code rule severity message hint path line column cell unit period target field count".split()


def render(judgement: Judgement, fmt: str, rules: Iterable[Rule] = (), files: Iterable[str] = ()) -> str:
    """The judgement in a format of `FORMATS`; `files` are all paths looked at, so that clean ones can be told."""
    text = FORMATS[fmt](judgement, tuple(rules), tuple(files))
    return text.encode("utf-8", "replace").decode()  # a damaged file can bring half a surrogate pair


def json_text(judgement: Judgement, rules: tuple[Rule, ...] = (), files: tuple[str, ...] = ()) -> str:
    """The summary and the findings as JSON, keys in a fixed order."""
    content = {"summary": judgement.summary.counts, "findings": [_record(item) for item in judgement.findings]}
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _record(finding: Diagnostic) -> dict[str, Any]:
    source = finding.source
    words = (finding.code, finding.rule, finding.severity.value, finding.message, finding.hint)
    place = (source.path, source.line, source.column, source.cell)
    about = (finding.unit, finding.period, finding.target, finding.field, finding.count)
    return dict(zip(_KEYS, (*words, *place, *about), strict=True)) | (
        ({"explained": finding.explained} if finding.explained is not None else {})
        | ({"waived": finding.waived} if finding.waived is not None else {})
    )


def github_text(judgement: Judgement, rules: tuple[Rule, ...] = (), files: tuple[str, ...] = ()) -> str:
    """One workflow command a line; an explained query is only a notice."""
    return "".join(_command(finding) + "\n" for finding in judgement.findings)


def _command(finding: Diagnostic) -> str:
    source = finding.source
    place = {"file": source.path} | ({} if source.cell else {"line": source.line, "col": source.column})
    title = f"{finding.severity.label} {finding.code} {finding.rule}"
    properties = ",".join(f"{key}={_escape_property(str(value))}" for key, value in {**place, "title": title}.items())
    command = _COMMANDS[finding.severity] if finding.blocks else "notice"
    return f"::{command} {properties}::{_escape(_message(finding))}"


def _message(finding: Diagnostic) -> str:
    cell = f"{finding.source.cell}：" if finding.source.cell else ""
    folded = f"（同类共{finding.count}处）" if finding.count > 1 else ""
    after = finding.excuse or f"怎么办：{finding.hint}"
    return f"{cell}{finding.message}{folded}\n{after}"


def _escape(text: str) -> str:
    """One line of what may be printed: a control character would steer the terminal the log is read on."""
    text = "\n".join(map(printable, text.splitlines()))
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape(text).replace(":", "%3A").replace(",", "%2C")


FORMATS: Mapping[str, Callable[[Judgement, tuple[Rule, ...], tuple[str, ...]], str]] = {
    "json": json_text,
    "github": github_text,
    "sarif": sarif_text,
    "junit": junit_text,
}
