"""JSON Schemas of the files a person writes or may come to read, with Chinese titles, made from the models."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import core_schema

from mzgz.model.acceptance import Acceptance
from mzgz.model.goals import Goal
from mzgz.model.issued_letters import LetterBook
from mzgz.model.ledger import Ledger
from mzgz.model.settings import Workspace
from mzgz.model.submissions import Submission
from mzgz.model.targets import KINDS, Section

Schema = dict[str, Any]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_BOUNDS = {"ge": "minimum", "gt": "exclusiveMinimum", "le": "maximum", "lt": "exclusiveMaximum"}
_MERGEABLE = frozenset({"type", "pattern", "minLength", "maxLength", "minimum", "maximum", "items"})


def schema_texts(ledger: Ledger | None = None) -> dict[str, str]:
    """File name to text. With a ledger, submissions also know its units and its targets by name."""
    schemas = {
        "mzgz": workspace_schema(),
        "targets": targets_schema(),
        "submissions": submissions_schema(ledger),
        "acceptance": acceptance_schema(),
        "letters": letters_schema(),
    }
    return {f"{name}.schema.json": _text(schema) for name, schema in schemas.items()}


def _text(schema: Schema) -> str:
    return json.dumps({"$schema": _DIALECT, **schema}, ensure_ascii=False, indent=2) + "\n"


def workspace_schema() -> Schema:
    """The file mzgz.yaml."""
    return _of(Workspace) | {"title": "本单位设置", "description": "工作区的 mzgz.yaml"}


def targets_schema() -> Schema:
    """A file of the plan: its section, and targets each judged by the schema of its kind alone."""
    kinds = {kind: _kind(kind) for kind in KINDS}
    section = _of(Section)
    definitions = section.pop("$defs", {})
    for schema in kinds.values():
        definitions |= schema.pop("$defs", {})
    return {
        "title": "年度目标",
        "description": "targets/年份/ 下的一个文件，写一个板块的目标",
        "type": "object",
        "properties": {
            "section": section | {"title": "板块"},
            "targets": {"title": "目标", "type": "array", "items": _choice(kinds)},
        },
        "required": ["section", "targets"],
        "additionalProperties": False,
        "$defs": definitions | kinds,
    }


def letters_schema() -> Schema:
    """The file letters/<month>.yaml."""
    return _of(LetterBook) | {
        "title": "发出的通知",
        "description": "letters/报告期.yaml，由 mzgz slip 和 mzgz import --reply 登记",
    }


def _choice(kinds: dict[str, Schema]) -> Schema:
    """One branch by `kind`, so that an editor tells the fault of that branch and not of all six."""
    labels = "、".join(f"{kind} {KINDS[kind].kind_label}" for kind in kinds)
    return {
        "type": "object",
        "properties": {"kind": {"title": "类别", "description": labels, "enum": list(kinds)}},
        "required": ["kind"],
        "allOf": [
            {"if": {"properties": {"kind": {"const": kind}}, "required": ["kind"]}, "then": {"$ref": f"#/$defs/{kind}"}}
            for kind in kinds
        ],
    }


def _kind(kind: str) -> Schema:
    schema = _of(KINDS[kind]) | {"title": f"{KINDS[kind].kind_label}目标"}
    schema["properties"]["kind"] = {"title": "类别", "const": kind}
    schema["required"] = [*schema["required"], "kind"]
    return schema


def submissions_schema(ledger: Ledger | None = None) -> Schema:
    """A unit's return for one month."""
    schema = _of(Submission) | {"title": "月报", "description": "submissions/月份/ 下的一个文件，一个单位一份"}
    if ledger is not None:
        schema["properties"]["unit"]["enum"] = [unit.code for unit in ledger.units.units]
        schema["properties"]["entries"]["properties"] = _entries(ledger)
    return schema


def acceptance_schema() -> Schema:
    """The bureau's record of what it did with a unit's return."""
    return _of(Acceptance) | {
        "title": "受理记录",
        "description": "acceptance/月份/ 下的一个文件，由 mzgz accept 和 mzgz return 写",
    }


def _entries(ledger: Ledger) -> Schema:
    return {
        target.id: {"$ref": "#/$defs/Entry", "title": target.name}
        | ({"description": target.definition} if target.definition else {})
        for year in ledger.years
        for target in ledger.plans[year].targets.values()
    }


class _Generator(GenerateJsonSchema):
    """Pydantic's schema, but an exact number is a number: YAML has no numbers in quotes."""

    def decimal_schema(self, schema: core_schema.DecimalSchema) -> Schema:
        return {"type": "number"} | {_BOUNDS[key]: int(schema[key]) for key in _BOUNDS if key in schema}  # type: ignore[literal-required]

    def encode_default(self, dft: Any) -> Any:
        if isinstance(dft, Goal):
            return dft.text
        return json.loads(str(dft)) if isinstance(dft, Decimal) else super().encode_default(dft)


def _of(model: type) -> Schema:
    """The schema of a model, without the English that its docstrings and class names bring along."""
    return _without_name(_tidy(TypeAdapter(model).json_schema(schema_generator=_Generator)))


def _without_name(schema: Schema) -> Schema:
    return {key: value for key, value in schema.items() if key not in ("title", "description")}


def _tidy(schema: Schema) -> Schema:
    """Bounds under their right names, whole patterns, unions of plain types as one, no empty defaults."""
    tidied = {_BOUNDS.get(key, key): _tidy_value(key, value) for key, value in schema.items()}
    if "anyOf" in tidied:
        tidied |= _merged(tidied.pop("anyOf"))
    if tidied.get("default") in (None, [], {}) or isinstance(tidied.get("default"), dict):
        tidied.pop("default", None)
    return tidied


def _tidy_value(key: str, value: Any) -> Any:
    reader: Callable[[Any], Any] | None = {
        "properties": lambda named: {name: _tidy(child) for name, child in named.items()},
        "$defs": lambda named: {name: _without_name(_tidy(child)) for name, child in named.items()},
        "anyOf": lambda members: [_tidy(member) for member in members],
        "items": _tidy,
        "additionalProperties": lambda child: _tidy(child) if isinstance(child, dict) else child,
        "pattern": lambda text: text if text.startswith("^") else f"^{text}$",
    }.get(key)
    return reader(value) if reader else value


def _merged(members: list[Schema]) -> Schema:
    """`{type: [string, null], …}` where every keyword speaks to one type only; otherwise still `anyOf`."""
    if any(member.get("type") == "number" for member in members):
        members = [member for member in members if member.get("type") != "integer"]
    if len(members) == 2 and members[1] == {"type": "null"}:
        return _nullable(members[0])
    if not all("type" in member and set(member) <= _MERGEABLE for member in members):
        return {"anyOf": members}
    kinds = [member["type"] for member in members]
    keywords = {key: value for member in members for key, value in member.items()}
    return keywords | {"type": kinds if len(kinds) > 1 else kinds[0]}


def _nullable(schema: Schema) -> Schema:
    """The same, or nothing after the colon; without `anyOf`, whose faults an editor cannot place."""
    if "$ref" in schema:
        return {"type": ["object", "null"], "if": {"type": "object"}, "then": schema}
    choices = {"enum": [*schema["enum"], None]} if "enum" in schema else {}
    return schema | choices | {"type": [schema["type"], "null"]}
