"""The files of next year's plan as YAML a person reads, a comment for every decision; and the table shown before."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from mzgz.intake.form.submission_yaml import flow, scalar
from mzgz.model.goals import Goal
from mzgz.model.targets import Operand, Target
from mzgz.model.targets.target import AtLeast, Where
from mzgz.workflow.carry_over import TO_FILL, NextSection, Succession, SuccessionStep

_SCHEMA = "# yaml-language-server: $schema=../../schemas/targets.schema.json"
_ORDER = (
    "kind proof numerator denominator factor value part_of measured goal band hold due cadence cadence_by scope open_scope units judge firm decimals baseline "
    "division definition note source"
).split()
_SKIPPED = ("id", "name", "origin", "revised", "exempt", "due", "baseline", "note", "scope", "units")
_WORD = re.compile("[a-z][a-z-]*")
_TAKEN = ("true", "false", "null", "yes", "no", "on", "off", "y", "n")
"""Words YAML reads as something else."""


def plan_files(sections: tuple[NextSection, ...], old: int, year: int) -> dict[str, str]:
    """Workspace-relative path to text, one file for each section that has anything to ask for."""
    return {
        f"targets/{year}/{each.part.path.rsplit('/', 1)[1]}": "\n".join(_file(each, old, year)) + "\n"
        for each in _without_lost_wholes(sections)
        if each.going
    }


def _without_lost_wholes(sections: tuple[NextSection, ...]) -> Iterator[NextSection]:
    """What was a part of something that does not go on stands by itself."""
    going = {each.target.id for section in sections for each in section.going}
    for section in sections:
        yield replace(section, successions=tuple(_alone(each, going) for each in section.successions))


def _alone(each: Succession, going: set[str]) -> Succession:
    if each.target.part_of is None or each.target.part_of in going:
        return each
    return replace(each, target=each.target.model_copy(update={"part_of": None}))


def _file(section: NextSection, old: int, year: int) -> Iterator[str]:
    yield _SCHEMA
    yield f"# {year}年目标，由{old}年目标带过来；每项上面写着怎么处理的，请对照新讲话逐项改定。"
    yield "# 讲话位置（source）都还空着，补上以后 mzgz check 不再提示。"
    declared = section.part.section
    head = {"part": declared.part, "number": declared.number, "title": declared.title, "division": declared.division}
    yield f"section: {flow({key: value for key, value in head.items() if value is not None})}"
    yield "targets:"
    for each in section.going:
        yield from _target(each, old)
        yield ""
    for each in section.successions:
        if each.step is SuccessionStep.LEFT:
            yield f"  # 没有列入：{each.target.name}（{each.target.id}）。{each.reason}。"


def _target(each: Succession, old: int) -> Iterator[str]:
    target = each.target
    yield f"  # {each.step}：{_line(each.reason)}。"
    yield from (f"  # {_line(remark)}。" for remark in each.remarks)
    yield from (f"  # 要定：{_line(question)}。" for question in each.asks)
    yield f"  - id: {target.id}"
    yield f"    name: {scalar(target.name)}"
    for key, value in _fields(each, old).items():
        yield f"    {key}: {_value(value)}"


def _fields(each: Succession, old: int) -> dict[str, Any]:
    """In the order people know; what was not written before is not written now."""
    target = each.target
    given: dict[str, Any] = {
        key: getattr(target, key) for key in type(target).model_fields if key in target.model_fields_set
    }
    fields: dict[str, Any] = {"kind": target.kind} | {key: value for key, value in given.items() if key not in _SKIPPED}
    fields["due"] = each.due
    if each.goal:
        fields["goal"] = Goal.parse(each.goal)
    if "scope" in given:
        fields["scope"] = target.scope
    if each.baseline:
        fields["baseline"] = {"period": str(old)} | dict(each.baseline.values)
    if each.units:
        fields["units"] = {json.dumps(code): _plain(terms) for code, terms in each.units.items()}
    note = _note(target, each, old)
    if note:
        fields["note"] = note
    fields["source"] = {"section": TO_FILL}
    known = [key for key in _ORDER if key in fields]
    return {
        key: fields[key] for key in (*known, *(key for key in fields if key not in known)) if fields[key] is not None
    }


def _note(target: Target, each: Succession, old: int) -> str:
    """The note, and of what is carried over where it comes from."""
    carried = f"结转：{_line(each.reason)}。" if each.step is SuccessionStep.CARRIED else ""
    before = (target.note or "").split("结转：")[0].rstrip()
    return f"{before}{carried}"


def _line(text: str) -> str:
    return " ".join(text.split()).rstrip("。")


def _value(value: Any) -> str:
    match value:
        case Goal():
            return scalar(value.text)
        case Operand():
            given = {key: getattr(value, key) for key in type(value).model_fields if key in value.model_fields_set}
            return flow({key: list(item) if isinstance(item, tuple) else item for key, item in given.items()})
        case Where():
            return flow({"where": value.where})
        case AtLeast():
            return flow({"at-least": value.at_least} | ({"level": value.level} if value.level else {}))
        case dict():
            return flow({key: _number(item) for key, item in value.items()})
        case str() if _WORD.fullmatch(value) and value not in _TAKEN:
            return str(value)
        case _:
            return scalar(value)


def _plain(terms: Mapping[str, Any]) -> dict[str, Any]:
    return {
        key: {k: _number(v) for k, v in item.items()} if isinstance(item, dict) else item for key, item in terms.items()
    }


def _number(item: Any) -> Any:
    """A decimal written as text is a number in the file."""
    return Decimal(item) if isinstance(item, str) and "." in item and item.replace(".", "").isdigit() else item


def rows(sections: tuple[NextSection, ...]) -> Iterator[tuple[str, str, str, str, str]]:
    """目标任务 · 处理 · 期限 · 基期数 · 说明, one row for each target of the old plan."""
    for section in sections:
        for each in section.successions:
            left = each.step is SuccessionStep.LEFT
            base = "—" if left or each.baseline is None else each.baseline.display
            asks = (f"要定：{question}" for question in each.asks)
            rendered = "；".join((each.reason, *(() if left else (*each.remarks, *asks))))
            yield each.target.name, each.step.value, "—" if left else each.due.isoformat(), base, rendered
