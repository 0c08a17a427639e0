"""`status --format json` of the sample against a recomputation straight from its YAML files."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import recomputation
from mzgz.formats.progress_json import status_json
from mzgz.progress import Board
from plans import plain
from sample_year import sample_ledger

ROOT = Path(__file__).parents[2]
DAYS = [date(2022, 1, 20), *(date(2022, 1, 7) + timedelta(58 * step) for step in range(1, 7)), date(2022, 7, 5), date(2023, 3, 1)]  # fmt: skip


def inside(target: Mapping[str, Any], units: list[Any]) -> list[str]:
    scope = target["scope"]
    districts = [unit for unit in units if unit["kind"] != "bureau"]
    if isinstance(scope, list):
        return scope
    if scope == "all":
        return [unit["code"] for unit in districts]
    key, sign, number = scope["where"].split()
    assert (sign, number) == (">", "0")
    return [unit["code"] for unit in districts if unit["registry"].get(key, 0) > 0]


@cache
def workspace() -> dict[str, Any]:
    units = plain((ROOT / "mzgz.yaml").read_text("utf-8"))["units"]
    targets = [
        target
        for path in sorted((ROOT / "targets/2022").glob("*.yaml"))
        for target in plain(path.read_text("utf-8"))["targets"]
    ]
    registered = {
        (target["id"], unit["code"]): sum(unit["registry"].get(key, 0) for key in _keys(target))
        for target in targets
        for unit in units
        if _keys(target) and "registry" in unit
    }
    returns = {}
    for path in sorted((ROOT / "submissions").glob("2022-*/*.yaml")):
        raw = plain(path.read_text("utf-8"))
        returns[int(path.parent.name[-2:]), raw["unit"]] = {
            "received": date.fromisoformat(raw["received"]),
            "entries": raw["entries"],
        }
    return {"all_units": units, "targets": targets, "registered": registered, "returns": returns}


def _keys(target: Mapping[str, Any]) -> list[str]:
    key = target.get("denominator", {}).get("registry")
    return [] if key is None else key if isinstance(key, list) else [key]


@pytest.mark.parametrize("as_of", DAYS, ids=str)
def test_status_agrees_with_the_files(as_of: date) -> None:
    ledger = sample_ledger()
    board = Board(ledger, 2022, as_of)
    seen = {one["id"]: one for one in json.loads(status_json(board, list(board.plan.targets)))["targets"]}
    raw = workspace()
    for target in raw["targets"]:
        if target["kind"] == "duty" or target.get("goal") in ("up", "down"):
            continue
        answer = recomputation.city({**raw, "units": inside(target, raw["all_units"])}, target, as_of)
        told = seen[target["id"]]
        if not answer:
            assert (told["city"]["state"], told["city"]["met"], told["city"]["period"]) == ("unreported", None, None)
            continue
        assert _told(told["city"]) == _wanted(target, answer["figure"], answer["state"], answer["met"]), target["id"]
        assert (told["city"]["units_met"], told["city"]["expected"]) == (answer["units_met"], answer["expected"])
        for code, part in answer["units"].items():
            wanted = _wanted(target, part, part["state"], answer["mets"][code])
            assert _told(told["units"][code]) == wanted, (target["id"], code)


def _told(node: Mapping[str, Any]) -> tuple[Any, ...]:
    bounds = node["bounds"] and tuple(None if end is None else Fraction(end) for end in node["bounds"].values())
    return (node["state"], node["met"], bounds, *(None if node[key] is None else Fraction(node[key]) for key in ("numerator", "denominator", "value")))  # fmt: skip


def _wanted(target: Mapping[str, Any], part: Any, state: str, met: bool | None) -> tuple[Any, ...]:
    share = target["kind"] in ("ratio", "milestone", "recurring")
    bounds = None
    if state not in ("reported", "not_applicable"):
        bounds = (part["n"] + part["low"], None if part["high"] is None else part["n"] + part["high"])
        if share:
            whole = None if part["base"] is None else part["d"] + part["base"]
            bounds = tuple(Fraction(end) / whole for end in bounds) if whole else None  # type: ignore[assignment]
    if part["gap"] or state == "not_applicable":
        return state, met, bounds, None, None, None
    if not share:
        return state, met, bounds, None, None, Fraction(part["n"])
    return state, met, bounds, part["n"], part["d"], Fraction(part["n"]) / part["d"] if part["d"] else None
