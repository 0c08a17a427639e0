"""What was read from plans as a neutral list: the items that can be measured, and what every stretch was taken for."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import TypedDict

from mzgz.intake.extract.accounting import account
from mzgz.intake.extract.plan_lines import PlanReading
from mzgz.intake.extract.promise import Promise

_ENCODE = json.JSONEncoder(ensure_ascii=False).encode


class _PlanItem(TypedDict):
    doc: str
    para: int
    start: int
    text: str
    op: str
    mode: str
    value: int | float | list[int | float] | None
    unit: str
    indicator: str
    due: str
    due_basis: str
    dues: list[str]
    scope: str
    firm: str
    kind: str
    confidence: str
    section: str
    inherited: list[str]
    doubts: list[str]


def plan_json(readings: Iterable[tuple[str, PlanReading]]) -> str:
    """All documents in one object, one item a line, in the order of the text."""
    items: list[_PlanItem] = []
    accounted: list[dict[str, str | int]] = []
    for name, reading in readings:
        promises = sorted([*reading.promises, *reading.duties], key=lambda promise: (promise.line, promise.start))
        items += [_item(name, promise) for promise in promises]
        accounted += [
            {"doc": name, "para": one.line, "start": one.start, "end": one.end, "class": one.sort}
            for one in account(reading)
        ]
    return f'{{"items": [\n{_by_line(items)}\n],\n"accounted": [\n{_by_line(accounted)}\n]}}\n'


def _by_line(values: Sequence[object]) -> str:
    """All in one go, which is quicker than one by one; inside a string the quotes would be escaped."""
    return _ENCODE(values)[1:-1].replace('}, {"doc": ', '},\n{"doc": ')


def _item(name: str, promise: Promise) -> _PlanItem:
    return {
        "doc": name, "para": promise.at[0], "start": promise.at[1], "text": promise.text, "op": promise.op, "mode": promise.mode,
        "value": value_of(promise), "unit": promise.unit, "indicator": promise.name, "due": promise.due,
        "due_basis": promise.due_basis, "dues": list(promise.dues), "scope": promise.scope_text, "firm": promise.firm,
        "kind": promise.kind, "confidence": str(promise.confidence), "section": promise.section,
        "inherited": promise.inherited, "doubts": promise.doubts,
    }  # fmt: skip


def value_of(promise: Promise) -> int | float | list[int | float] | None:
    """The figure as a JSON number; a range as its two ends; 66.67 for two thirds; None for a duty."""
    figure = promise.figure
    if figure is None:
        return None
    low = _number(figure.value, figure.loose)
    return low if figure.high is None else [low, _number(figure.high, figure.loose)]


def _number(value: Fraction, loose: bool) -> int | float:
    if value.denominator == 1:
        return int(value)
    return round(float(value), 2 if loose else 9)
