"""Which targets a rule looks at: by what their kind is able to, never by its name."""

from __future__ import annotations

from typing import Final

from mzgz.language.pattern_search import expression
from mzgz.model.targets import Target
from mzgz.model.targets.milestone import DOCUMENT

_MADE: Final = expression(r"建成|建立|建有|已建|配建|设立|挂牌|开通|接入|有.*(站|点|中心|机构|设施)")
"""What operands are called that count things which, once made, stay."""
_PERSONS: Final = ("人", "名", "户", "人次", "户次")


def stays(target: Target, role: str) -> bool:
    """Whether an operand counts made things: stations, centres, institutions; people come and go."""
    operand = target.operand(role)
    return role != "denominator" and operand.unit not in _PERSONS and _MADE.search(operand.name) is not None


def counts_made_things(target: Target) -> bool:
    """Of what stands at the end of a month; what adds up over a year has a rule of its own."""
    return target.steady and target.adds and any(stays(target, role) for role in target.operands)


def one_number(target: Target) -> bool:
    """Whether it is told in a single number, of which another may be a part."""
    return target.operands == ("value",) and target.adds


def has_numbers(target: Target) -> bool:
    return bool(target.operands)


def states_amounts(target: Target) -> bool:
    """Told in numbers of what there is: that nothing happened is no reason to leave a red line out."""
    return bool(target.operands) and not target.events


def counts_things(target: Target) -> bool:
    return any(target.whole(role) for role in target.operands)


def is_level(target: Target) -> bool:
    """Whether each place has its own number and none is added to another."""
    return not target.adds


def counts_amounts(target: Target) -> bool:
    """One number of things or an amount, added up over units."""
    return target.counted and target.adds


def is_registered(target: Target) -> bool:
    return any(target.operand(role).registry is not None for role in target.operands)


def is_quotient(target: Target) -> bool:
    return target.quotient


def is_steady_quotient(target: Target) -> bool:
    """Whether its denominator says how things stand: the cases of a month come and go."""
    return target.quotient and target.steady


def is_part_of_whole(target: Target) -> bool:
    return target.part_of_whole


def accumulates(target: Target) -> bool:
    return target.accumulates


def is_steady(target: Target) -> bool:
    return target.steady


def same_stretch(one: Target, other: Target) -> bool:
    """Whether the numbers of one month speak of the same stretch of time: what came in March is not what came in all the
    quarter, nor what there is at its end."""
    return one.takes_all == other.takes_all and (not one.takes_all or one.cadence == other.cadence)


def counts_events(target: Target) -> bool:
    return target.events


def completes(target: Target) -> bool:
    return target.completes


def is_dated(target: Target) -> bool:
    return "on" in target.reports


def has_evidence(target: Target) -> bool:
    return "evidence" in target.reports


def is_proved_by_document(target: Target) -> bool:
    return target.proof_word == DOCUMENT


def is_staged(target: Target) -> bool:
    return target.staged


def is_revisable(target: Target) -> bool:
    """Whether its kind knows goals changed in mid-year."""
    return hasattr(target, "revised")


def is_seldom_asked(target: Target) -> bool:
    """Whether there are months in which nothing is asked for."""
    return (target.cadence.months or 1) > 1


def has_goal(target: Target) -> bool:
    return hasattr(target, "goal")
