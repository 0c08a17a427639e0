"""Made-up ledgers in which everything happens that a tally must treat: gaps, blanks, half-filled entries, 不适用 and 待核, late
receipts, wrong shapes, numbers of twelve digits with six decimals, things done and undone, with proof and without."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from mzgz import validation
from mzgz.formats.parquet.parquet_writer import write_parquet
from mzgz.formats.parquet.unit_table import write_units
from mzgz.intake.collect.column_layout import TABLES, folder_of
from mzgz.intake.collect.fact_rows import CountyRows, ordered
from mzgz.intake.collect.manifest import CollectedWorkspace, CollectManifest
from mzgz.model.ledger import Ledger, Plan, PlanSection
from mzgz.model.numbers import Number
from mzgz.model.periods import Period
from mzgz.model.reporting_calendar import Reporting
from mzgz.model.return_versions import Version
from mzgz.model.settings import Bureau, Workspace
from mzgz.model.submissions import Entry, Submission
from mzgz.model.targets import KINDS, Section, Target
from mzgz.model.unit import RegistryChange, Unit

YEAR = 2022
_BEDS = {"name": "床", "unit": "张"}
_STREETS = {"name": "街道", "unit": "个", "registry": "streets"}
_SHARE = {"kind": "ratio", "numerator": _BEDS, "denominator": _BEDS}
_AMOUNT = {"kind": "count", "value": _BEDS}
_CHANGE = {
    "on": "2022-07-15",
    "was": ">= 20%",
    "due_was": "2022-09-30",
    "reason": "年中调整",
    "document": "甲发〔2022〕9号",
}
_WIDER = {**_CHANGE, "was": None, "due_was": None, "scope_was": ["150702", "230103"]}
_TERMS = {
    "150702": {"goal": ">= 90", "reason": "底数大", "document": "甲发〔2022〕2号"},
    "230101": {"exempt": True, "reason": "没有这项", "document": "甲发〔2022〕2号"},
}
SHAPES: tuple[dict[str, Any], ...] = (
    {**_SHARE, "goal": ">= 55%"},
    {**_SHARE, "goal": "> 33.333333%", "judge": "every", "due": "2022-06-30"},
    {**_SHARE, "goal": "= 100%", "hold": True, "judge": "every"},
    {**_SHARE, "goal": ">= 50%", "hold": True, "due": "2022-06-30"},
    {**_SHARE, "goal": "<= 20%", "cadence": "quarter"},
    {**_SHARE, "goal": "40%..60%", "judge": {"at-least": 2}},
    {**_SHARE, "goal": "about 50%"},
    {**_SHARE, "goal": "up", "baseline": {"period": "2021", "numerator": 1, "denominator": 2}},
    {**_SHARE, "goal": "+4pp", "baseline": {"period": "2021", "numerator": 1, "denominator": 2}},
    {**_SHARE, "goal": ">= 0.5", "per": 1000, "unit": "张/千人", "decimals": 2},
    {**_SHARE, "denominator": _STREETS, "goal": ">= 50%", "scope": {"where": "streets > 2"}, "cadence": "half"},
    {**_AMOUNT, "measured": "cumulative", "goal": ">= 300"},
    {**_AMOUNT, "measured": "cumulative", "goal": ">= 30", "judge": "every", "due": "2022-09-30"},
    {**_AMOUNT, "measured": "stock", "goal": "<= 90", "cadence": "quarter"},
    {**_AMOUNT, "measured": "stock", "goal": "= 5", "judge": "every"},
    {**_AMOUNT, "measured": "period", "goal": ">= 100", "judge": {"at-least": 1}},
    {**_AMOUNT, "measured": "period", "goal": "20..40", "cadence": "quarter", "due": "2022-06-30"},
    {**_AMOUNT, "measured": "period", "goal": "about 50", "occasional": True},
    {**_AMOUNT, "measured": "cumulative", "goal": "< 999999999999.5"},
    {"kind": "milestone", "proof": "document", "due": "2022-05-20", "cadence": "once"},
    {"kind": "milestone", "proof": "document", "cadence": "once", "judge": {"at-least": 2}, "occasional": True},
    {"kind": "milestone", "proof": "project", "due": "2022-06-15", "cadence": "month", "judge": "pooled"},
    {"kind": "recurring"},
    {"kind": "recurring", "cadence": "quarter", "occasional": False, "judge": "pooled"},
    {"kind": "redline", "value": _BEDS},
    {"kind": "redline", "value": _BEDS, "goal": "<= 3", "cadence": "half"},
    {"kind": "duty"},
    {"kind": "duty", "cadence": "half", "due": "2022-06-30"},
    {**_AMOUNT, "measured": "cumulative", "goal": ">= 40", "scope": ["150702", "150721"]},
    {**_SHARE, "goal": ">= 55%", "cadence": "half", "revised": [_CHANGE]},
    {**_AMOUNT, "measured": "period", "goal": ">= 20", "judge": "every", "units": _TERMS},
    {**_SHARE, "goal": ">= 10%", "hold": True, "judge": "every", "revised": [_CHANGE]},
    {**_AMOUNT, "measured": "stock", "goal": ">= 7", "judge": "every", "due": "2022-06-30", "occasional": True},
    {**_SHARE, "goal": ">= 55%", "scope": ["150700"]},
    {"kind": "redline", "value": _BEDS, "cadence": "quarter"},
    {**_SHARE, "goal": ">= 55%", "cadence": "once"},
    {"kind": "recurring", "cadence": "once"},
    {"kind": "duty", "cadence": "once"},
    {**_AMOUNT, "measured": "cumulative", "goal": "= 40", "judge": {"at-least": 2}},
    {**_AMOUNT, "measured": "cumulative", "goal": "20..60", "judge": {"at-least": 3}, "occasional": True},
    {**_AMOUNT, "measured": "period", "goal": "about 50 ± 30", "judge": {"at-least": 4}, "cadence": "quarter"},
    {**_AMOUNT, "measured": "period", "goal": "<= 60", "judge": {"at-least": 3}},
    {**_SHARE, "measured": "period", "goal": ">= 50%"},
    {**_SHARE, "measured": "period", "goal": "= 100%", "judge": "every", "occasional": True},
    {**_SHARE, "measured": "period", "goal": "40%..60%", "judge": {"at-least": 2}, "cadence": "quarter"},
    {**_SHARE, "measured": "period", "goal": "<= 0%", "due": "2022-06-30"},
    {**_SHARE, "measured": "period", "goal": "< 45%", "judge": "every", "cadence": "half"},
    {**_SHARE, "measured": "period", "goal": ">= 50%", "hold": True, "judge": "every"},
    {**_SHARE, "measured": "period", "goal": ">= 20%", "denominator": _STREETS, "judge": "every", "revised": [_CHANGE]},
    {**_SHARE, "measured": "period", "goal": ">= 0.5", "per": 1000, "unit": "张/千人", "judge": {"at-least": 1}},
    {**_SHARE, "measured": "cumulative", "goal": ">= 50%"},
    {**_AMOUNT, "measured": "level", "goal": ">= 7", "judge": "every"},
    {
        **_AMOUNT,
        "measured": "level",
        "goal": "<= 15",
        "judge": {"at-least": 2},
        "cadence": "quarter",
        "due": "2022-06-30",
    },
    {**_AMOUNT, "measured": "level", "goal": "5..40", "judge": "every", "occasional": True, "units": _TERMS},
    {**_AMOUNT, "measured": "level", "goal": "+10%", "judge": "every", "baseline": {"period": "2021", "value": 5}},
    {**_AMOUNT, "measured": "level", "goal": "down", "judge": "every", "baseline": {"period": "2021", "value": 9}},
    {**_SHARE, "measured": "period", "goal": ">= 50%", "revised": [_WIDER]},
    {"kind": "recurring", "scope": ["150702", "150721", "230101"], "revised": [_WIDER]},
    {**_AMOUNT, "measured": "period", "goal": ">= 20", "judge": "every", "revised": [_WIDER]},
)
_FEWER = (RegistryChange(on="2022-06-15", was={"streets": 4}),)
_MORE = (RegistryChange(on="2022-05-10", was={"streets": 0}), RegistryChange(on="2022-08-01", was={"streets": 2}))
UNITS = (
    Unit(code="150700", name="市本级", kind="bureau"),
    Unit(code="150702", name="甲区", registry={"streets": 7}),
    Unit(code="150703", name="乙区", registry={"streets": 2, "townships": 3}, registry_changed=_FEWER),
    Unit(code="150721", name="丙旗", registry={"townships": 3}),
    Unit(code="230101", name="丁区", registry={"streets": 3}, registry_changed=_MORE),
    Unit(code="230102", name="新区", opened="2022-04-10"),
    Unit(code="230103", name="旧区", closed="2022-09-20", merged_into="150702", registry={"streets": 1}),
)


def make_target(number: int, shape: dict[str, Any]) -> Target:
    plain = {
        "id": f"target-{number}",
        "name": f"目标{number}",
        "due": f"{YEAR}-12-31",
        "cadence": "month",
        "source": {"section": "一", "item": number + 1},
    }
    return KINDS[str(shape["kind"])].model_validate({**plain, **shape})


def make_ledger(seed: int, shapes: tuple[dict[str, Any], ...] = SHAPES) -> Ledger:
    """A year of four units; the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311 - made-up figures
    targets = tuple(make_target(number, shape) for number, shape in enumerate(shapes))
    submissions: dict[tuple[Period, str], Submission] = {}
    for unit in UNITS:
        for month in Period.year_of(YEAR).months():
            if chance.random() < 0.85 and not unit.is_bureau:
                submissions[month, unit.code] = _return(chance, unit, month, targets)
    workspace = Workspace(
        bureau=Bureau(name="某局", city="某市", code="150700"), units=UNITS, reporting=Reporting(due_day=5)
    )
    section = PlanSection(Section(part="一", title="题", division="科"), targets, "targets/2022/01.yaml")
    versions = {
        key: _earlier(chance, item, targets)
        for key, item in submissions.items()
        if item.received is not None and chance.random() < 0.12
    }
    known = frozenset(each.id for each in targets)
    return Ledger(workspace, {YEAR: Plan(YEAR, (section,))}, submissions, known, versions=versions)


def _earlier(chance: random.Random, item: Submission, targets: tuple[Target, ...]) -> tuple[Version, ...]:
    """What was handed in before: the same, something else here and there, more, or what can no longer be read."""
    assert item.received is not None
    found: list[Version] = []
    for number in range(chance.choice([1, 1, 2])):
        entries = dict(item.entries)
        for target in targets:
            if chance.random() < chance.choice([0, 0, 0.2]):
                entries[target.id] = _entry(chance, target)
            elif target.id in entries and chance.random() < 0.1:
                entries[target.id] = replace(entries[target.id], note="当时的说法")
        day = item.received - timedelta(days=chance.randrange(1, 30))
        told = Submission(item.unit, item.period, day, entries=entries)
        found.append(Version(day, number + 1, "", _reader(None if chance.random() < 0.1 else told)))
    return tuple(sorted(found, key=lambda one: (one.day, one.number)))


def _reader(told: Submission | None) -> Callable[[], Submission | None]:
    return lambda: told


def _return(chance: random.Random, unit: Unit, month: Period, targets: tuple[Target, ...]) -> Submission:
    due = month.due_day(5)
    received = chance.choice([None, due - timedelta(days=1), due, due + timedelta(days=chance.randrange(80))])
    entries = {each.id: _entry(chance, each) for each in targets if chance.random() < 0.85}
    return Submission(unit.code, month, received, entries=entries)


def _entry(chance: random.Random, target: Target) -> Entry:
    fate = chance.random()
    if fate < 0.06:
        return Entry()
    if fate < 0.12:
        return Entry(not_applicable="没有这类事项", value=chance.choice([None, 3]))
    if fate < 0.17:
        return Entry(pending=date(2022, 7, 1))
    if fate < 0.20:
        return Entry(value=4, done=True, stage="推进中")
    match target.kind:
        case "ratio":
            whole = _number(chance)
            part = chance.choice([_number(chance), whole, whole, 0])
            return Entry(
                numerator=None if chance.random() < 0.1 else part, denominator=None if chance.random() < 0.1 else whole
            )
        case "count" | "redline":
            return Entry(value=_number(chance))
        case "duty":
            return Entry(stage=chance.choice(["未启动", "推进中", "已完成", "受阻"]))
    done = chance.random() < 0.6
    day = date(2022, 1, 1) + timedelta(days=chance.randrange(200)) if chance.random() < 0.8 else None
    proof = chance.choice([(), ("甲发〔2022〕1号",), (" ",), ("甲发〔2022〕1号",)])
    return Entry(done=done, on=day if done else None, evidence=proof)


def _number(chance: random.Random) -> Number:
    kind = chance.random()
    if kind < 0.15:
        return 0
    if kind < 0.25:
        return Decimal(f"{chance.randrange(10**12)}.{chance.randrange(10**6):06}")
    if kind < 0.35:
        return Decimal(chance.randrange(10**6)) / 1000
    return chance.choice([5, 5, chance.randrange(12), chance.randrange(60), chance.randrange(2000)])


def put_in_columns(ledger: Ledger, root: Path, *, judged: bool = False) -> CollectManifest:
    """The ledger as a data set of one workspace, with what a check of it finds where that is asked for."""
    files: list[str] = []
    for year in ledger.plans:
        rows = CountyRows(ledger, ledger, year, {}, "某市")
        rows.take_findings(validation.run(ledger).findings if judged else (), "150700")
        for table, province, lines in ordered(rows.lines):
            path = f"{folder_of(table, year, province)}/150700-abc.parquet"
            write_parquet(TABLES[table], lines, root / path)
            files.append(path)
    one = CollectedWorkspace("150700", "某市", "abc", 0, 0, 0, 0, None, tuple(sorted(files)))
    manifest = CollectManifest(workspaces={"150700": one})
    write_units(root, ledger, manifest)
    return manifest
