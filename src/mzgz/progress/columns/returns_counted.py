"""How complete and punctual returns are, counted by the engine; the few of whom it cannot tell are told one by one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from mzgz.model.periods import Period
from mzgz.model.units import Unit
from mzgz.progress.columns.column_sums import FactTables
from mzgz.progress.columns.returns_sql import RESULT, ReturnsAsked
from mzgz.progress.columns.scope_sql import NodeAsked
from mzgz.progress.columns.target_scopes import TargetScopes
from mzgz.progress.punctuality import Punctuality, is_silent, of_unit, together
from mzgz.progress.year_seen import YearSeen

_COLUMNS = RESULT.split(", ")


class ReturnsCounted:
    """The returns of a year as known on a day, over columns."""

    def __init__(self, seen: YearSeen, tables: FactTables, scopes: TargetScopes, singly: frozenset[str]) -> None:
        self._seen, self._tables, self._scopes = seen, tables, scopes
        self._singly = tuple(sorted(code for code in singly if code in scopes.tree.by_code))

    def handed_in(self, units: Sequence[Unit], root: str | None) -> list[Punctuality]:
        """Units below a root, each with all below it."""
        tree, last = self._scopes.tree, self._seen.reference
        counted = {} if last is None else self._counted(self._query(last), root)
        self._scopes.fetch(list(self._singly))
        found = []
        for unit in units:
            if unit.is_bureau or unit.code == root:
                found.append(of_unit(self._seen, unit))
                continue
            apart = [tree.by_code[code] for code in self._singly if unit.code in (code, *tree.above(code))]
            rows = [of_unit(self._seen, each) for each in apart if not each.groups_only]
            if unit.code in counted:
                rows.append(counted[unit.code])
            alone = not tree.children(unit.code)
            found.append(rows[0] if alone and rows else together(unit, rows))
        return found

    @cached_property
    def _silent(self) -> frozenset[str]:
        last = self._seen.reference
        if last is None:
            return frozenset()
        codes = {code for _ in self._tables.portions(NodeAsked()) for (code,) in self._rows(self._query(last).silent())}
        self._scopes.fetch(list(self._singly))
        apart = [self._scopes.tree.by_code[code] for code in self._singly]
        codes |= {unit.code for unit in apart if is_silent(self._seen, unit, last)}
        return frozenset(codes)

    def silent(self, units: Sequence[Unit]) -> frozenset[str]:
        asked = frozenset(unit.code for unit in units)
        bureau = (unit.code for unit in units if unit.is_bureau and self._seen.reference)
        own = {code for code in bureau if self._is_silent(code)}
        return (self._silent & asked) | own

    def _is_silent(self, code: str) -> bool:
        last = self._seen.reference
        return last is not None and is_silent(self._seen, self._scopes.tree.by_code[code], last)

    def _query(self, last: Period) -> ReturnsAsked:
        months = [Period.month_of(last.year, number) for number in range(1, last.month + 1)]
        dues = [self._seen.ledger.due(month) for month in months]
        plan = self._seen.plan.targets
        return ReturnsAsked(plan, self._tables.ids, last, self._seen.as_of, dues, self._singly)

    def _rows(self, query: str) -> list[tuple[str, ...]]:
        return self._tables.engine.rows(query)

    def _counted(self, query: ReturnsAsked, root: str | None) -> Mapping[str, Punctuality]:
        tree = self._scopes.tree
        rows: dict[str, list[Punctuality]] = {}
        for _ in self._tables.portions(NodeAsked(root, 0 if root is None else tree.depth(root) + 1)):
            portion: dict[str, list[Mapping[str, int]]] = {}
            for row in self._tables.engine.rows(query.by_node()):
                portion.setdefault(row[0], []).append(dict(zip(_COLUMNS[1:], row[1:], strict=True)))
            for code, months in portion.items():
                rows.setdefault(code, []).append(self._of_months(tree.by_code[code], months))
        return {code: each[0] if len(each) == 1 else together(tree.by_code[code], each) for code, each in rows.items()}

    def _of_months(self, unit: Unit, months: Sequence[Mapping[str, int]]) -> Punctuality:
        year = self._seen.year
        late, missing = (
            tuple(Period.month_of(year, row["month"]) for row in months for _ in range(row[name]))
            for name in ("late", "missing")
        )
        return Punctuality(
            code=unit.code,
            name=unit.label,
            asked=sum(row["asked"] for row in months),
            filled=sum(row["filled"] for row in months),
            on_time=sum(row["on_time"] for row in months),
            late=late,
            missing=missing,
            units=months[0]["units"],
        )
