"""Facts that add up over the months of a year; a month without its fact leaves a gap, never a zero."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from mzgz.model.numbers import Exact, unbound
from mzgz.model.targets.aggregate import Amount, Share
from mzgz.model.targets.reported_facts import Fact, Facts, State


def over_time(here: State, others: Iterable[State]) -> State:
    """The state of a sum over months, from the state of the last month and of those before it."""
    if here not in ("reported", "not_applicable"):
        return here
    states = set(others) | {here}
    if states - {"reported", "not_applicable"}:
        return "partial"
    return "reported" if "reported" in states else "not_applicable"


def summed(facts: Facts, months: Sequence[int], role: str, at: int) -> tuple[State, Amount]:
    """Σ over the `months` asked for and whatever else was reported up to `at`; those not applicable add nothing."""
    state, counted, _ = _through(facts, months, (role,), at)
    total: Exact = sum(unbound(getattr(fact, role)) for fact in counted)
    return state, Amount(total, gaps=int(state not in ("reported", "not_applicable")))


def shares_summed(facts: Facts, months: Sequence[int], at: int) -> tuple[State, Share]:
    """ΣN and ΣD over the same months. What another month had for a denominator says nothing of one that is missing: unless
    the month itself or the registry tells it, nobody knows it."""
    state, counted, states = _through(facts, months, ("numerator", "denominator"), at)
    part: Exact = sum(unbound(fact.numerator or 0) for fact in counted)
    whole: Exact = sum(unbound(fact.denominator or 0) for fact in counted)
    if state in ("reported", "not_applicable"):
        return state, Share(part, whole)
    if not states:
        return state, Share(part, whole, gaps=1, blind=1)
    bases = [
        facts.registered_in(month)
        if (fact := facts.at(month)) is None or fact.denominator is None
        else fact.denominator
        for month, here in zip(months, states, strict=True)
        if here not in ("reported", "not_applicable")
    ]
    base: Exact = sum(unbound(each) for each in bases if each is not None)
    return state, Share(part, whole, high=base, base=base, gaps=1, blind=int(None in bases))


def _through(
    facts: Facts, months: Sequence[int], roles: Sequence[str], at: int
) -> tuple[State, list[Fact], list[State]]:
    """The state of a sum, the entries up to `at` that are given in full, and how far those of `months` are."""
    outside = facts.reported_outside(months, at)
    counted: list[Fact] = []
    states: list[State] = []
    for month in (*outside, *months):
        fact = facts.at(month)
        state = facts.state_of(fact, roles, month)
        if fact is not None and state == "reported":
            counted.append(fact)
        if month in months:
            states.append(state)
    if not states:
        return ("partial" if outside else "unreported"), counted, states
    return over_time(states[-1], states[:-1]), counted, states
