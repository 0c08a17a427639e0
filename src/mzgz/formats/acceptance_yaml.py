"""The record of decisions as YAML: a new round is added at the end, and what stands there stays as it is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from typing import Any

from mzgz.intake.yaml.file import parse
from mzgz.model.acceptance import Acceptance, Attachment, Reason, Round, Waiver
from mzgz.model.periods import Period

_HEAD = """\
# yaml-language-server: $schema=../../schemas/acceptance.schema.json
# 受理记录：由 mzgz accept 和 mzgz return 写入，一次处理记一条，先发生的在前；不要手工改。
"""


def record_path(unit: str, month: Period, record: Acceptance | None) -> str:
    """Where the record of a unit's month stands, or is to stand."""
    known = record.at().path if record else ""
    return known or f"acceptance/{month}/{unit}.yaml"


def with_round(text: str | None, unit: str, month: Period, built: Round) -> str | None:
    """The file with one more round; None where the old text does not end with its rounds, so that nothing of it is lost."""
    if text is None:
        return f'{_HEAD}unit: "{unit}"\nperiod: {month}\nrounds:\n' + _text(built)
    grown = text.rstrip() + "\n" + _text(built)
    old = parse(text.encode(), "")[0]
    new, faults = parse(grown.encode(), "")
    if old is None or new is None or faults:
        return None
    rounds: Any = new.data.get("rounds")
    whole = isinstance(rounds, list) and {**new.data, "rounds": rounds[:-1]} == {"rounds": [], **old.data}
    return grown if whole else None


def _text(built: Round) -> str:
    return "\n".join(_round(built)) + "\n"


def _round(built: Round) -> Iterator[str]:
    lead = "  - "
    for name, value in _present(built):
        if isinstance(value, tuple):
            yield f"{lead}{name}:"
            for item in value:
                yield from _record(item, "      ")
        else:
            yield f"{lead}{name}: {_scalar(value)}"
        lead = "    "


def _record(item: Reason | Waiver | Attachment, indent: str) -> Iterator[str]:
    lead = f"{indent}- "
    for name, value in _present(item):
        yield f"{lead}{name}: {_scalar(value)}"
        lead = f"{indent}  "


def _present(item: Any) -> Iterator[tuple[str, Any]]:
    for each in fields(item):
        value = getattr(item, each.name)
        if value not in (None, ()):
            yield each.name, value


def _scalar(value: str | int | date) -> str:
    """Text in quotes, unless it is a word of our own: nobody's words may mean something to YAML."""
    if isinstance(value, str):
        return value if value in ("accepted", "returned") else json.dumps(value, ensure_ascii=False)
    return str(value)
