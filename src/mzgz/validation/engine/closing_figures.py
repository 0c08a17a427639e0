"""The figures of a target at the end of a year, of one unit or of all together."""

from __future__ import annotations

from functools import reduce
from operator import add
from typing import Any

from mzgz.model.ledger import Ledger
from mzgz.model.numbers import Exact
from mzgz.model.periods import Period
from mzgz.model.targets import Target
from mzgz.model.targets.aggregate import Amount, Figure, Levels, Share
from mzgz.model.targets.reported_facts import Facts


def closing(ledger: Ledger, target: Target, last: Period) -> dict[str, Exact]:
    """The operands of the city at the end of the year; empty while any unit's figure is missing."""
    figures = [_figure(ledger, target, code.code, last) for code in ledger.applicable(target)]
    nothing: Any = target.nothing
    return operands(target, reduce(add, figures, nothing)) if figures else {}


def unit_closing(ledger: Ledger, target: Target, code: str, last: Period) -> dict[str, Exact]:
    """The same of one unit."""
    return operands(target, _figure(ledger, target, code, last)) if ledger.applies(target, code) else {}


def node_closing(ledger: Ledger, target: Target, code: str, last: Period) -> dict[str, Exact]:
    """The same of a unit with all below it, each added once; empty while any figure is missing."""
    asked = {unit.code for unit in ledger.applicable(target)}
    figures = [_figure(ledger, target, unit.code, last) for unit in ledger.units.under(code) if unit.code in asked]
    nothing: Any = target.nothing
    return operands(target, reduce(add, figures, nothing)) if figures else {}


def operands(target: Target, figure: Figure) -> dict[str, Exact]:
    match figure:
        case Share(part=part, whole=whole, gaps=0) if whole:
            return {"numerator": part, "denominator": whole}
        case Amount(total=total, gaps=0) if target.counted:
            return {"value": total}
        case Levels(lowest=lowest, highest=highest, gaps=0) if lowest is not None and lowest == highest:
            return {"value": lowest}
    return {}


def _figure(ledger: Ledger, target: Target, code: str, last: Period) -> Figure:
    rows = [(item.period, entry) for item, entry in ledger.series(target.id, code, last.year)]
    received = {period.index: period.last_day for period, _ in rows}
    entries = {period.index: entry for period, entry in rows}
    facts = Facts(entries, received, target.registered_through(ledger.units.by_code[code], last), target.occasional)
    return target.tally(facts, last)[1]
