"""A submission as YAML a person reads: an entry to a line, under the headings of the plan."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any, Final

from mzgz.intake.yaml.file import parse
from mzgz.model.ledger import Plan
from mzgz.model.submissions import Entry, Submission

_PLAIN = re.compile(r"[\u4e00-\u9fff〇（“《〔][\u4e00-\u9fffA-Za-z0-9〇〔〕（）“”《》、。；！？，．.%+/~·—…-]*")
"""Texts that need no quotes anywhere: they begin with a Chinese sign, and hold none that means something to YAML."""
_SCHEMA: Final = "# yaml-language-server: $schema=../../schemas/submissions.schema.json"
_LISTS: Final = ("explanations", "highlights", "honours", "problems")


def submission_text(submission: Submission, plan: Plan, origin: str) -> str:
    """The whole file; `origin` is told in its second line."""
    for quoted in (False, True):
        text = "\n".join(_lines(submission, plan, origin, quoted)) + "\n"
        if not parse(text.encode(), "")[1]:
            break
    return text


def _lines(submission: Submission, plan: Plan, origin: str, quoted: bool) -> Iterator[str]:
    yield _SCHEMA
    yield f"# {origin}"
    yield f'unit: "{submission.unit}"'
    yield f"period: {submission.period}"
    for name in ("received", "filled_by", "approved_by", "signed_by"):
        value = getattr(submission, name)
        if value is not None:
            yield f"{name}: {scalar(value, quoted)}"
    yield ""
    if submission.entries:
        yield "entries:"
        yield from _entries(submission, plan, quoted)
    for name in _LISTS:
        if items := getattr(submission, name):
            yield ""
            yield f"{name}:"
            yield from (f"  - {flow(item_fields(item), quoted)}" for item in items)


def _entries(submission: Submission, plan: Plan, quoted: bool) -> Iterator[str]:
    heading = ""
    for name, entry in submission.entries.items():
        section = section_comment(plan, name)
        if section != heading:
            heading = section
            yield f"  # {heading}"
        yield f"  {name}: {flow(entry_fields(entry), quoted)}"


def section_comment(plan: Plan, target: str) -> str:
    section = plan.section_of[target].section
    return f"{section.label} {section.title}"


def entry_fields(entry: Entry) -> dict[str, Any]:
    """What was said, in the order of the fields."""
    return {
        field.name: value
        for field in fields(Entry)
        if (value := getattr(entry, field.name)) is not None and value != ()
    }


def item_fields(item: Any) -> dict[str, Any]:
    return {field.name: getattr(item, field.name) for field in fields(item)}


def flow(values: dict[str, Any], quoted: bool = False) -> str:
    """A mapping on one line."""
    return "{" + ", ".join(f"{name}: {scalar(value, quoted)}" for name, value in values.items()) + "}"


def scalar(value: Any, quoted: bool = False) -> str:
    """A value on one line, quoted where YAML would read a text as something else."""
    match value:
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case Decimal():
            return f"{value:f}"
        case date():
            return value.isoformat()
        case str():
            plain = not quoted and _PLAIN.fullmatch(value)
            return value if plain else json.dumps(value, ensure_ascii=False)
        case dict():
            return flow(value, quoted)
    return "[" + ", ".join(scalar(item, quoted) for item in value) + "]"
