"""Facts that add up over the months of a year; a month without its fact leaves a gap, never a zero."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from mzgz.model.numbers import Exact, unbound
from mzgz.model.targets.aggregate import Amount
from mzgz.model.targets.reported_facts import Facts, State


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
    states: list[State] = []
    total: Exact = 0
    for month in (*facts.reported_outside(months, at), *months):
        fact = facts.at(month)
        state = facts.state_of(fact, (role,), month)
        if fact is not None and state == "reported":
            total += unbound(getattr(fact, role))
        if month in months:
            states.append(state)
    if not states:
        known = facts.reported_outside(months, at)
        return ("partial" if known else "unreported"), Amount(total, gaps=1)
    state = over_time(states[-1], states[:-1])
    return state, Amount(total, gaps=int(state not in ("reported", "not_applicable")))
