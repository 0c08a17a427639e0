"""Facts that add up over the months of a year; a month without its fact leaves a gap, never a zero."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from mzgz.model.numbers import Exact, unbound
from mzgz.model.targets.aggregate import Amount
from mzgz.model.targets.facts import Fact, Facts, State


def state_of(fact: Fact | None, roles: Sequence[str]) -> State:
    """How far an entry gives the numbers asked for; blank and absent are the same: nothing was said."""
    if fact is None:
        return "unreported"
    if fact.state in ("not_applicable", "pending"):
        return "not_applicable" if fact.state == "not_applicable" else "pending"
    given = sum(getattr(fact, role) is not None for role in roles)
    return "reported" if given == len(roles) else "partial" if given else "unreported"


def over_time(here: State, others: Iterable[State]) -> State:
    """The state of a sum over months, from the state of the last month and of those before it."""
    if here not in ("reported", "not_applicable"):
        return here
    states = set(others) | {here}
    if states - {"reported", "not_applicable"}:
        return "partial"
    return "reported" if "reported" in states else "not_applicable"


def summed(facts: Facts, months: Sequence[int], role: str) -> tuple[State, Amount]:
    """Σ over `months`; those not applicable add nothing."""
    states: list[State] = []
    total: Exact = 0
    for month in months:
        fact = facts.at(month)
        states.append(state_of(fact, (role,)))
        if fact is not None and states[-1] == "reported":
            total += unbound(getattr(fact, role))
    if not states:
        return "unreported", Amount(gaps=1)
    state = over_time(states[-1], states[:-1])
    return state, Amount(total, gaps=int(state not in ("reported", "not_applicable")))
