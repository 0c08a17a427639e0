"""The few that are concluded one by one: of whom a return was handed in again and said otherwise, who stands under an open 强制
finding, has terms of its own, whose registry changed, was set up or closed in the year, was brought in by a change of the scope, or was first concerned
after the date."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from mzgz.intake.collect.collected_ledger import CollectedLedger
from mzgz.model.periods import Period
from mzgz.model.targets import Target
from mzgz.progress.columns.engine import DuckEngine
from mzgz.progress.columns.scope_sql import Pair
from mzgz.progress.doubtful_figures import Doubts, open_doubts


def irregular_pairs(
    engine: DuckEngine, ledger: CollectedLedger, year: int, targets: Iterable[tuple[Target, Period | None]]
) -> frozenset[Pair]:
    """Target and unit of all of them but those under a finding."""
    declared = list(targets)
    pairs: set[Pair] = set(engine.revised(year))
    for target, _ in declared:
        pairs |= {(target.id, code) for code, terms in target.units.items() if not terms.exempt}
    for code in engine.passing_units():
        pairs |= {(target.id, code) for target, _ in declared}
    pairs |= joined_pairs(ledger, (target for target, _ in declared))
    pairs |= registered_pairs(engine, ledger, (target for target, _ in declared))
    for target, at in declared:
        late = at is not None and at > target.due_month and not target.lasting and not target.yearlong
        if target.occasional and late:
            pairs |= {(target.id, code) for code in engine.late_concerned(year, target.id, target.due_month.month)}
    there = {unit.code for unit in ledger.units.some(code for _, code in pairs)}
    return frozenset(pair for pair in pairs if pair[1] in there)


def joined_pairs(ledger: CollectedLedger, targets: Iterable[Target]) -> frozenset[Pair]:
    """Who was brought in by a change of the scope, and of what: asked from that month on only."""
    changed = (target for target in targets if any(each.scope_was is not None for each in target.revised))
    return frozenset(
        (target.id, unit.code)
        for target in changed
        for unit in ledger.applicable(target)
        if target.joined(unit) is not None
    )


def registered_pairs(engine: DuckEngine, ledger: CollectedLedger, targets: Iterable[Target]) -> frozenset[Pair]:
    """Units whose registry is not the same in every month, and the targets that look at it."""
    tied = [target.id for target in targets if target.tied_to_registry]
    if not tied:
        return frozenset()
    known = ledger.units.by_code
    merged = {known[code].merged_into for code in engine.passing_units() if code in known}
    changed = {*engine.re_registered(), *(code for code in merged if code in known)}
    return frozenset((name, code) for name in tied for code in changed if code is not None)


def collected_doubts(engine: DuckEngine, ledger: CollectedLedger, year: int, day: date) -> Doubts:
    """The figures under an open 强制 finding: of the units of whom any was found when they were collected, judged again
    by what was known on the day."""
    units = engine.faulty_units(year)
    known = [unit.code for unit in ledger.units.some(units)]
    return open_doubts(ledger.of_units(known).as_of(day), day) if known else {}
