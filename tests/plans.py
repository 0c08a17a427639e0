"""A plan and returns written as short YAML, read straight into a ledger: what the progress tests show as their text."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import yaml
from pydantic import TypeAdapter

from mzgz.model.ledger import Ledger, Plan, PlanSection
from mzgz.model.periods import Period
from mzgz.model.settings import Workspace
from mzgz.model.submissions import Submission
from mzgz.model.targets import KINDS, Section, Target
from mzgz.progress import Board

CODES = ("150702", "150703", "150721", "150722")
WORKSPACE = """
bureau: {name: 某市民政局, city: 某市, code: "150700"}
units:
  - {code: "150700", name: 市本级, kind: bureau}
  - {code: "150702", name: 海拉尔区, short: 海拉尔, tags: [市辖区], registry: {streets: 7}}
  - {code: "150703", name: 扎赉诺尔区, short: 扎赉诺尔, registry: {streets: 5}}
  - {code: "150721", name: 阿荣旗, tags: [农区], registry: {streets: 0}}
  - {code: "150722", name: 莫力达瓦旗, short: 莫旗, tags: [农区], registry: {streets: 0}}
"""
DEFAULTS: dict[str, Any] = {
    "name": "目标",
    "due": "2022-12-31",
    "cadence": "month",
    "source": {"section": "三（二）一是", "item": 1},
}
OPERAND = {"name": "数", "unit": "张"}
SHAPES: dict[str, dict[str, Any]] = {
    "ratio": {"numerator": OPERAND, "denominator": OPERAND},
    "count": {"value": OPERAND, "measured": "cumulative"},
    "milestone": {"proof": "document"},
    "redline": {"value": OPERAND},
}
_SUBMISSION = TypeAdapter(Submission)


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Numbers exact, dates left as text, and `on` is a word."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in pairs if tag != "tag:yaml.org,2002:timestamp"]
    for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
    if first not in "oOyYnN"
}
_Loader.add_constructor("tag:yaml.org,2002:float", lambda loader, node: Decimal(loader.construct_scalar(node)))


def plain(text: str) -> Any:
    return yaml.load(text, _Loader)  # noqa: S506 - derived from SafeLoader


def target(text: str | Mapping[str, Any]) -> Target:
    """A target from its particular keys; the rest is filled in."""
    given = plain(text) if isinstance(text, str) else dict(text)
    shape = SHAPES.get(given["kind"], {})
    return KINDS[given["kind"]].model_validate({"id": "t", **DEFAULTS, **shape, **given})


def submission(raw: Mapping[str, Any]) -> Submission:
    return _SUBMISSION.validate_python(raw)


def ledger(targets: list[Target], returns: list[Submission], workspace: str = WORKSPACE) -> Ledger:
    section = Section(part="三", number="（二）", title="养老服务", division="养老服务科")
    plan = Plan(2022, (PlanSection(section, tuple(targets), "targets/2022/01.yaml"),))
    return Ledger(
        Workspace.model_validate(plain(workspace)),
        {2022: plan},
        {(item.period, item.unit): item for item in returns},
        frozenset(item.id for item in targets),
    )


def returns(text: str, received: Mapping[str, str] | None = None) -> list[Submission]:
    """`{2022-06: {150702: {numerator: 1, …}}}`: entries of target `t`, by month and unit; on time unless told."""
    return [
        submission(
            {
                "unit": str(code),
                "period": str(month),
                "entries": {"t": entry},
                **({"received": received[f"{month}/{code}"]} if f"{month}/{code}" in (received or {}) else {}),
            }
        )
        for month, units in plain(text).items()
        for code, entry in units.items()
    ]


def board(
    goal: str,
    said: str,
    as_of: str = "2023-01-31",
    *,
    received: Mapping[str, str] | None = None,
    period: str | None = None,
    workspace: str = WORKSPACE,
) -> Board:
    book = ledger([target(goal)], returns(said, received), workspace)
    return Board(book, 2022, date.fromisoformat(as_of), Period.parse(period) if period else None)
