"""A tree of three levels out of three workspaces: the columns say of every node what one workspace of them all would say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from collected import PLACES, places
from mzgz.apps.cli import run
from mzgz.intake.workspace import load
from mzgz.model.ledger import Ledger, Plan
from mzgz.model.targets.target_clauses import UnitTerms
from mzgz.progress import Board, reporting, silent

pytest.importorskip("duckdb")

from mzgz.intake.collect.manifest import read_manifest
from mzgz.progress.columns.data_set_opening import open_collected
from mzgz.progress.columns.engine_summing import EngineSumming

FIELDS = (
    "period figure heads met_now decided met heads_decided made_good late light edge pace doubts display words verdict "
    "bounds value goal gap units_met cause lacking_names missing"
).split()


@pytest.fixture(scope="module")
def ledgers(tmp_path_factory: pytest.TempPathFactory) -> tuple[Ledger, Ledger]:
    """All in one, and the data set."""
    root = places(tmp_path_factory.mktemp("tree"))
    (root / "各地/甲市/submissions/2022-06/150703.yaml").unlink()
    with pytest.raises(SystemExit):
        run(["collect", str(root / "各地"), "--into", str(root / "汇总")])
    common, _ = load(root / "汇总")
    units, submissions = list(common.workspace.units), {}
    for name, (code, _) in PLACES.items():
        own, _ = load(root / "各地" / name)
        units += [unit.model_copy(update={"parent": code}) for unit in own.workspace.units]
        submissions |= own.submissions
    whole = Ledger(common.workspace.model_copy(update={"units": tuple(units)}), common.plans, submissions, common.known)
    manifest = read_manifest(root / "汇总")
    assert manifest is not None
    return replace(whole), open_collected(root / "汇总", common, manifest)


@pytest.mark.parametrize("as_of", [date(2022, 7, 10), date(2022, 6, 4), date(2023, 1, 31)])
def test_every_node_says_the_same(ledgers: tuple[Ledger, Ledger], as_of: date) -> None:
    files, columns = (Board(ledger, 2022, as_of, None, {}) for ledger in ledgers)
    assert isinstance(columns.summing, EngineSumming)
    nodes = ["150000", "150700", "150800", "230000", "230100", "150702", "230103"]
    for target in files.plan.targets:
        pairs = [(files.city(target), columns.city(target))]
        pairs += [(files.at_node(target, code), columns.at_node(target, code)) for code in nodes]
        pairs += list(zip(files.city(target).below, columns.city(target).below, strict=True))
        pairs += [pair for one, other in list(pairs) for pair in zip(one.parts, other.parts, strict=True)]
        wrong = [
            (target, one.node.key, each, getattr(one, each), getattr(other, each))
            for one, other in pairs
            for each in FIELDS
            if getattr(one, each) != getattr(other, each)
        ]
        assert not wrong
    assert [unit.code for unit in columns.level] == ["150000", "230000"]


def agreed(plan: Plan) -> Plan:
    """A goal of its own for one city, which only sums what is below it."""
    terms = UnitTerms(goal=">= 40%", reason="起步晚", document="某民发〔2022〕1号")
    (section,) = plan.sections
    beds, *others = section.targets
    bound = beds.model_copy(update={"units": {"150800": terms}})
    return replace(plan, sections=(replace(section, targets=(bound, *others)),))


def test_a_node_is_held_to_the_goal_agreed_with_it_alone(ledgers: tuple[Ledger, Ledger]) -> None:
    for ledger in ledgers:
        plans = {2022: agreed(ledger.plans[2022])}
        plain, board = (
            Board(each, 2022, date(2022, 7, 10), None, {}) for each in (ledger, replace(ledger, plans=plans))
        )
        assert [plain.at_node("beds", code).met_now for code in ("150800", "230100")] == [False, False]
        assert [board.at_node("beds", code).met_now for code in ("150800", "230100")] == [True, False]
        assert board.city("beds").figure == plain.city("beds").figure


@pytest.mark.parametrize("as_of", [date(2022, 7, 10), date(2022, 6, 4), date(2023, 1, 31)])
@pytest.mark.parametrize("root", [None, "150000", "150700", "150702"])
def test_the_returns_below_every_node_are_counted_alike(
    ledgers: tuple[Ledger, Ledger], as_of: date, root: str | None
) -> None:
    files, columns = (Board(ledger, 2022, as_of, None, {}) for ledger in ledgers)
    if root is not None:
        files, columns = files.within(root), columns.within(root)
    assert reporting(columns) == reporting(files)
    assert silent(columns) == silent(files)


def naming(plan: Plan) -> Plan:
    """A target that a city, which only sums what is below it, has to report itself."""
    (section,) = plan.sections
    beds, *others = section.targets
    return replace(
        plan, sections=(replace(section, targets=(beds.model_copy(update={"scope": ("150800",)}), *others)),)
    )


def test_what_who_only_groups_owes_itself_is_missing_alike(ledgers: tuple[Ledger, Ledger]) -> None:
    files, columns = (
        Board(replace(ledger, plans={2022: naming(ledger.plans[2022])}), 2022, date(2022, 7, 10), None, {}).within(
            "150000"
        )
        for ledger in ledgers
    )
    (city,) = (row for row in reporting(files) if row.code == "150800")
    assert len(city.missing) > 0
    assert reporting(columns) == reporting(files)


def test_who_only_groups_is_no_gap(ledgers: tuple[Ledger, Ledger]) -> None:
    beds = Board(ledgers[1], 2022, date(2022, 7, 10), None, {}).at_node("beds", "150000")
    assert (beds.reported, beds.expected, beds.lacking_names) == (2, 3, ("甲市缺1个",))
