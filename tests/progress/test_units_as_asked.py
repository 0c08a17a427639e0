"""The tree of a data set, of which only what is looked at is made: it answers as the tree of all units does, and makes no more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from mzgz.model.ledger import Ledger
from mzgz.model.periods import Period
from mzgz.model.settings import Workspace
from mzgz.model.unit import Unit
from mzgz.model.unit_tree import UnitTree

pytest.importorskip("duckdb")

from mzgz.formats.parquet.unit_table import write_units
from mzgz.intake.collect.manifest import CollectManifest
from mzgz.progress.columns.engine import DuckEngine
from mzgz.progress.columns.units_as_asked import AskedTree

NATION = """
bureau: {name: 某部, city: 全国, code: "990000"}
units:
  - {code: "990000", name: 某部, kind: bureau}
  - {code: "150000", name: 内蒙古自治区, short: 内蒙古}
  - {code: "150700", name: 呼伦贝尔市, parent: "150000"}
  - {code: "150702", name: 海拉尔区, parent: "150700", tags: [牧区, 林区], registry: {streets: 4}, former: [{name: 海拉尔市, until: "2021-04-10"}]}
  - {code: "150702001", name: 正阳街道, parent: "150702", level: 街道}
  - {code: "150702001003", name: 胜利社区, parent: "150702001"}
  - {code: "150703", name: 扎赉诺尔区, parent: "150700", registry: {streets: 2}, closed: "2022-06-10", merged_into: "150702"}
  - {code: "150721", name: 阿荣旗, parent: "150700", reports: true, tags: [林区], aliases: [阿荣, '带"引号"的']}
  - {code: "150721100", name: 那吉镇, parent: "150721", opened: "2022-03-01"}
  - {code: "150722", name: 莫旗, parent: "150700", reports: total, first_month: "2022-04"}
  - {code: "150722100", name: 尼尔基镇, parent: "150722"}
  - {code: "230000", name: 黑龙江省, kind: 直属}
"""
LEVELS = [[], ["省级", "盟市", "旗县"]]


@dataclass
class Made:
    """The same units in both trees."""

    whole: UnitTree
    asked: AskedTree


@pytest.fixture(params=LEVELS, ids=["by code", "by name"])
def made(tmp_path: Path, request: pytest.FixtureRequest) -> Made:
    workspace = Workspace.model_validate({**yaml.safe_load(NATION), "levels": request.param})
    ledger = Ledger(workspace)
    write_units(tmp_path, ledger, CollectManifest())
    return Made(ledger.units, AskedTree((), workspace.levels, table=DuckEngine(tmp_path, CollectManifest())))


def codes(units: object) -> list[str]:
    return [unit.code for unit in units]  # type: ignore[attr-defined] # of any look-up


LOOK_UPS: dict[str, Callable[[UnitTree, Unit], object]] = {
    "by code": lambda tree, unit: tree.by_code[unit.code],
    "registered": lambda tree, unit: tree.by_code[unit.code].registry_in(Period.parse("2022-07")),
    "children": lambda tree, unit: codes(tree.children(unit.code)),
    "has below": lambda tree, unit: tree.has_below(unit.code),
    "parent": lambda tree, unit: tree.parent(unit.code),
    "above": lambda tree, unit: tree.above(unit.code),
    "under": lambda tree, unit: codes(tree.under(unit.code)),
    "depth": lambda tree, unit: tree.depth(unit.code),
    "level": lambda tree, unit: tree.level(unit.code),
    "at level": lambda tree, unit: codes(tree.at_level(tree.level(unit.code))),
    "of a kind": lambda tree, unit: codes(tree.at_level(unit.kind)),
    "added": lambda tree, unit: tree.added(unit.code),
    "reporters": lambda tree, unit: codes(tree.reporters(unit.code)),
    "found": lambda tree, unit: [codes(tree.find(name)) for name in unit.names],
    "beginning": lambda tree, unit: [codes(tree.beginning(name[:size])) for name in unit.names for size in (2, 4)],
    "tagged": lambda tree, unit: [codes(tree.tagged(tag)) for tag in unit.tags],
}
OF_ALL: dict[str, Callable[[UnitTree], object]] = {
    "units": lambda tree: list(tree.units),
    "how many": lambda tree: (len(tree.units), len(tree.by_code)),
    "children": lambda tree: codes(tree.children(None)),
    "top": lambda tree: tree.top,
    "bureau": lambda tree: tree.bureau,
    "changed": lambda tree: codes(tree.changed),
    "totals": lambda tree: codes(tree.totals),
    "deep": lambda tree: tree.deep,
    "mixed": lambda tree: tree.mixed,
    "added": lambda tree: tree.added(None),
    "reporters": lambda tree: codes(tree.reporters(None)),
    "levels": lambda tree: tree.level_names,
    "tags": lambda tree: tree.tags,
    "keys": lambda tree: tree.registry_keys,
    "order": lambda tree: codes(tree.order),
    "some": lambda tree: codes(tree.some(["230000", "150722", "999999", "150702"])),
    "in order": lambda tree: tree.in_order(["230000", "150702001003", "150722", "150700"]),
    "unknown": lambda tree: ("150799" in tree.by_code, codes(tree.find("无此县")), codes(tree.beginning("无"))),
}


@pytest.mark.parametrize("look_up", LOOK_UPS)
def test_of_every_unit_it_says_the_same(made: Made, look_up: str) -> None:
    ask = LOOK_UPS[look_up]
    for unit in made.whole.units:
        assert ask(made.asked, unit) == ask(made.whole, unit), unit.code


@pytest.mark.parametrize("look_up", OF_ALL)
def test_of_all_together_it_says_the_same(made: Made, look_up: str) -> None:
    assert OF_ALL[look_up](made.asked) == OF_ALL[look_up](made.whole)


def test_only_what_is_looked_at_is_made(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    own = AskedTree.made

    def counted(self: AskedTree, where: str, order: str = "unit") -> tuple[Unit, ...]:
        found = own(self, where, order)
        read.extend(unit.code for unit in found)
        return found

    monkeypatch.setattr(AskedTree, "made", counted)
    tree = made.asked
    assert (len(tree.units), tree.added(None), tree.added("150700"), tree.has_below("150700")) == (12, 6, 5, True)
    assert codes(tree.children("150721")) == ["150721100"]
    assert set(read) == {"150700", "150721", "150721100"}
