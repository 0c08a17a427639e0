"""Units to any depth: every node is the sum of those below it, and told as a flat board of the same units would tell it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

import recomputation
from mzgz.model.unit import Unit
from mzgz.model.unit_tree import UnitTree
from mzgz.progress import Board, Progress
from mzgz.progress.units_of_a_level import counts_by_level
from plans import board, ledger, submission, target
from progress.test_independent_recomputation import entries, expected, figures, targets

CODES = tuple(f"1507{number:02}" for number in range(2, 11))


def tree(text: str) -> UnitTree:
    return UnitTree(tuple(Unit.model_validate(each) for each in yaml.safe_load(text)))


NATION = """
- {code: "150000", name: 内蒙古自治区}
- {code: "150700", name: 呼伦贝尔市, parent: "150000"}
- {code: "150702", name: 海拉尔区, parent: "150700"}
- {code: "150702001", name: 正阳街道, parent: "150702"}
- {code: "150702001003", name: 胜利社区, parent: "150702001"}
- {code: "150721", name: 阿荣旗, parent: "150700"}
- {code: "230000", name: 黑龙江省}
"""


def test_look_ups_go_up_and_down() -> None:
    nation = tree(NATION)
    assert [unit.code for unit in nation.children(None)] == ["150000", "230000"]
    assert [unit.code for unit in nation.under("150700")] == [
        "150700",
        "150702",
        "150702001",
        "150702001003",
        "150721",
    ]
    assert nation.above("150702001") == ("150702", "150700", "150000")
    assert nation.level_names == ("省", "市", "县", "乡", "村")
    assert [unit.code for unit in nation.at_level("县")] == ["150702", "150721"]


def test_a_parent_groups_unless_it_says_or_hands_in_something() -> None:
    nation = tree(NATION)
    assert grouping(nation) == {"150000", "150700", "150702", "150702001"}
    units = tuple(Unit.model_validate(each) for each in yaml.safe_load(NATION))
    assert grouping(UnitTree(units, speaking=frozenset({"150702"}))) == {"150000", "150700", "150702001"}


def grouping(found: UnitTree) -> set[str]:
    return {unit.code for unit in found.units if unit.groups_only}


def test_levels_are_called_as_the_workspace_calls_them() -> None:
    units = tuple(Unit.model_validate(each) for each in yaml.safe_load(NATION))
    assert UnitTree(units, levels=("省级", "盟市", "旗县")).level_names == ("省级", "盟市", "旗县", "乡", "村")


def test_a_circle_and_a_parent_that_is_not_there_lose_nobody() -> None:
    lost = tree(
        """
- {code: "150700", name: 甲, parent: "150800"}
- {code: "150800", name: 乙, parent: "150700"}
- {code: "150802", name: 丙, parent: "150800"}
- {code: "150902", name: 丁, parent: "159900"}
"""
    )
    assert [unit.name for unit in lost.children(None)] == ["甲", "丁"]
    assert [unit.name for unit in lost.order] == ["甲", "乙", "丙", "丁"]


def test_the_total_a_parent_reports_is_not_added() -> None:
    workspace = """
bureau: {name: 某市民政局, city: 某市, code: "150700"}
units:
  - {code: "150781", name: 满洲里市, reports: total}
  - {code: "150702", name: 海拉尔区, parent: "150781"}
  - {code: "150703", name: 扎赉诺尔区, parent: "150781"}
"""
    said = "2022-12: {150781: {value: 7}, 150702: {value: 3}, 150703: {value: 4}}"
    seen = board("kind: count\ngoal: '>= 7'", said, workspace=workspace)
    assert [seen.city("t").value, seen.under("t", "150781").value, seen.city("t").expected] == [7, 7, 2]


def test_a_duty_of_the_parent_by_name_is_its_own() -> None:
    workspace = """
bureau: {name: 某市民政局, city: 某市, code: "150700"}
units:
  - {code: "150781", name: 满洲里市}
  - {code: "150703", name: 扎赉诺尔区, parent: "150781"}
"""
    named = board("kind: count\ngoal: '>= 7'\nscope: ['150781']", "2022-12: {150703: {value: 4}}", workspace=workspace)
    assert [named.city("t").expected, named.unit("t", "150781").state] == [1, "unreported"]
    assert named.unit("t", "150703").state == "not_applicable"


@pytest.mark.parametrize(("place", "whole"), [("全国", "全国"), ("某省", "全省"), ("某市", "全市"), ("某县", "全县")])
def test_the_whole_goes_by_the_name_of_the_place(place: str, whole: str) -> None:
    workspace = (
        f'{{bureau: {{name: 民政局, city: {place}, code: "150700"}}, units: [{{code: "150702", name: 海拉尔区}}]}}'
    )
    seen = board("kind: count\ngoal: '>= 7'", "2022-12: {150702: {value: 4}}", workspace=workspace)
    assert seen.city("t").node.name == whole


# ── against a recomputation ──────────────────────────────────────────────────────────────────────────────────────


@st.composite
def nations(draw: Any) -> dict[str, Any]:
    """Up to nine units in a tree of any shape; who has somebody below reports in one case of four."""
    dice = draw(st.randoms(use_true_random=False))
    parents: dict[str, str | None] = {}
    for place, code in enumerate(CODES):
        parents[code] = draw(st.sampled_from([None, *CODES[:place], *CODES[max(0, place - 1) : place] * 3]))
    above = set(parents.values())
    itself = {code for code in CODES if code in above and draw(st.sampled_from([True, False, False, False]))}
    spoken = [code for code in CODES if code not in above or code in itself]
    plan = [targets(dice, number) for number in range(draw(st.integers(1, 2)))]
    said: dict[tuple[int, str], Any] = {}
    for month in (3, 5, 6, 7, 9):
        for unit in spoken:
            if draw(st.integers(0, 7)):
                given_ = {item["id"]: entries(dice, item["kind"]) for item in plan}
                late = draw(st.sampled_from([0, 0, 0, 3, 40]))
                said[month, unit] = {
                    "received": date(2022, month + 1, 4) + timedelta(late),
                    "entries": {name: entry for name, entry in given_.items() if entry is not None},
                }
    return {"parents": parents, "itself": itself, "units": spoken, "targets": plan, "returns": said}


def seen_of(ws: dict[str, Any], as_of: date, *, flat: bool) -> Board:
    units = [
        {"code": code, "name": f"单位{code}"}
        | ({} if flat or parent is None else {"parent": parent})
        | ({"reports": True} if code in ws["itself"] else {})
        for code, parent in ws["parents"].items()
        if not flat or code in ws["units"]
    ]
    workspace = yaml.safe_dump({"bureau": {"name": "某省民政厅", "city": "某省", "code": "150000"}, "units": units})
    returns = [
        submission(
            {"unit": unit, "period": f"2022-{month:02}", "received": item["received"].isoformat()}
            | {"entries": item["entries"]}
        )
        for (month, unit), item in ws["returns"].items()
    ]
    return Board(ledger([target(item) for item in ws["targets"]], returns, workspace), 2022, as_of, doubts={})


def below(ws: dict[str, Any], code: str) -> list[str]:
    """Who reports at a unit or below it, by the parents alone."""
    found = [code] if code in ws["units"] else []
    return found + [each for child, up in ws["parents"].items() if up == code for each in below(ws, child)]


def told(seen: Progress) -> tuple[Any, ...]:
    return (
        *(seen.period, seen.figure, seen.heads, seen.met_now, seen.decided, seen.met, seen.heads_decided),
        *(seen.made_good, seen.late, seen.light, seen.edge, seen.pace, seen.doubts, seen.cause, seen.display),
        *(seen.missing, seen.done_on, [part.node.key for part in seen.parts]),
    )


@settings(max_examples=60, deadline=None)
@given(nations(), st.sampled_from([date(2022, 7, 6), date(2022, 10, 7), date(2023, 1, 31)]))
def test_every_node_is_the_sum_of_those_below_it(ws: dict[str, Any], as_of: date) -> None:
    deep, flat = seen_of(ws, as_of, flat=False), seen_of(ws, as_of, flat=True)
    for item in ws["targets"]:
        name = item["id"]
        if deep.ledger.units.deep and counts_by_level(deep.plan.targets[name], deep.ledger.units):
            _counts_counties(deep, ws, item, as_of)
            continue
        assert told(deep.city(name)) == told(flat.city(name))
        for code in CODES:
            inside = below(ws, code)
            seen = deep.at_node(name, code)
            answer = recomputation.city({**ws, "units": inside, "everybody": ws["units"]}, item, as_of)
            if not answer:
                assert seen.period is None
                continue
            met = answer["met"] if seen.below else answer["mets"].get(code)
            if seen.below and isinstance(item.get("judge"), dict):
                met = None  # so many of all: nothing was promised of a part
            assert figures(seen) == expected(item, answer["figure"], answer["state"], met), code
            assert (seen.units_met, seen.expected) == (answer["units_met"], answer["expected"])
            assert sum(one.expected for one in seen.below) in (0, seen.expected)


def test_a_node_that_holds_everybody_is_judged_as_the_whole() -> None:
    """One county below the city, and one event where none may be: a limit of all is broken there, whoever is silent."""
    county, towns = "150702", [f"1507{number:02}" for number in range(3, 11)]
    target_ = {"id": "t0", "kind": "count", "due": "2022-06-30", "cadence": "month", "occasional": False}
    ws = {
        "parents": {county: None, **dict.fromkeys(towns, county)},
        "itself": set(),
        "units": towns,
        "targets": [{**target_, "judge": "pooled", "goal": "= 0", "measured": "cumulative"}],
        "returns": {(6, "150710"): {"received": date(2022, 7, 4), "entries": {"t0": {"value": 1}}}},
    }
    seen = seen_of(ws, date(2022, 7, 6), flat=False)
    assert (seen.city("t0").met, seen.at_node("t0", county).met) == (False, False)


def _counts_counties(deep: Board, ws: dict[str, Any], item: dict[str, Any], as_of: date) -> None:
    """So many, or each: whoever stands right below the whole counts once, by the sum of all who report in it."""
    city, together = deep.city(item["id"]), {**item, "judge": "pooled"}
    if deep.plan.targets[item["id"]].directional:
        return  # better than where the city stood says nothing of one county
    asked = [code for code in CODES if ws["parents"][code] is None and below(ws, code)]
    sums = [
        recomputation.city({**ws, "units": below(ws, code), "everybody": below(ws, code)}, together, as_of)
        for code in asked
    ]
    assert [one.node.key for one in city.judged_parts] == asked
    if not all(sums):
        assert city.period is None
        return
    applied = [answer for answer in sums if answer["expected"]]
    reached, missed = (sum(answer["met"] is verdict for answer in applied) for verdict in (True, False))
    assert (city.units_met, city.expected) == (reached, len(applied))
    least = item["judge"]["at-least"] if isinstance(item["judge"], dict) else len(applied)
    verdict = True if reached >= least else False if len(applied) - missed < least else None
    assert city.met is (verdict if applied else None)
