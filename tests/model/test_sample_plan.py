"""The plan of the sample: every promise of the speech declared once, in the right section and of a defensible kind."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from mzgz.intake.workspace import load
from mzgz.model.ledger import Plan
from mzgz.model.targets import Count, Duty, Milestone, Ratio, Recurring, Redline

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def plan() -> Plan:
    ledger, found = load(ROOT)
    assert not [each for each in found if each.source.path.startswith(("targets/", "mzgz.yaml"))]
    return ledger.plans[2022]


def item(plan: Plan, number: int) -> object:
    """The target that carries an item of the speech."""
    return next(target for target in plan.targets.values() if number in target.origin.items)


def test_all_items_are_declared_exactly_once(plan: Plan) -> None:
    counted = Counter(number for target in plan.targets.values() for number in target.origin.items)
    assert sorted(counted) == list(range(1, 134))
    assert set(counted.values()) == {1}


def test_items_run_in_the_order_of_the_speech(plan: Plan) -> None:
    numbers = [number for target in plan.targets.values() for number in target.origin.items]
    assert numbers == sorted(numbers)


@pytest.mark.parametrize(
    ("number", "goal"),
    [
        *((26, ">= 55%"), (27, ">= 60%"), (28, "= 100%"), (30, "= 100%"), (31, "> 90%")),
        *((32, "> 90%"), (33, "> 90%"), (34, "= 100%"), (39, "= 100%"), (40, "= 100%")),
    ],
)
def test_the_ten_numbers_of_the_speech_are_shares(plan: Plan, number: int, goal: str) -> None:
    target = item(plan, number)
    assert isinstance(target, Ratio)
    assert target.goal.text == goal


def test_deadlines_of_june_are_those_before_the_semicolon(plan: Plan) -> None:
    june = {number for target in plan.targets.values() if target.due.month == 6 for number in target.origin.items}
    assert june == set(range(30, 38))
    ambiguous = {
        n for target in plan.targets.values() if target.origin.basis == "ambiguous" for n in target.origin.items
    }
    assert ambiguous == {31, 32, 33, 36, 37, 38, 39, 40, 56, 76}


def test_street_targets_apply_where_there_are_streets(plan: Plan) -> None:
    ledger, _ = load(ROOT)
    with_streets = {"150702", "150703", "150781", "150782", "150783", "150784", "150785"}
    for number in (30, 89):
        target = item(plan, number)
        assert isinstance(target, Ratio)
        assert {unit.code for unit in ledger.applicable(target)} == with_streets


@pytest.mark.parametrize("number", [8, 20, 109, 110, 111, 123, 127])
def test_lines_not_to_be_crossed(plan: Plan, number: int) -> None:
    assert isinstance(item(plan, number), Redline)


@pytest.mark.parametrize("number", [1, 2, 5, 14, 18, 62, 66, 90, 124, 133])
def test_a_slogan_is_a_duty_not_a_percentage(plan: Plan, number: int) -> None:
    assert isinstance(item(plan, number), Duty)


def test_documents_meetings_and_monthly_payment(plan: Plan) -> None:
    for number, proof in ((12, "document"), (49, "document"), (57, "meeting"), (75, "meeting"), (119, "document")):
        target = item(plan, number)
        assert isinstance(target, Milestone)
        assert target.proof == proof
    payment = item(plan, 107)
    assert isinstance(payment, Recurring)
    assert payment.cadence == "month"


def test_directions_without_a_number_are_compared_with_the_year_before(plan: Plan) -> None:
    directions = [
        target for target in plan.targets.values() if isinstance(target, Ratio | Count) and target.goal.sign == "up"
    ]
    assert directions
    assert all(target.baseline is not None for target in directions)


def test_inferred_numbers_say_so(plan: Plan) -> None:
    for number in (6, 7, 15, 78, 89):
        target = item(plan, number)
        assert isinstance(target, Ratio)
        assert target.goal.text == "= 100%"
        assert target.note


def test_soft_promises_are_not_firm(plan: Plan) -> None:
    for number in (44, 47, 48, 65, 75, 86):
        target = item(plan, number)
        assert not getattr(target, "firm", True)
