"""How complete and punctual returns are, counted by the engine; the few of whom it cannot tell are told one by one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mzgz.model.periods import Period
from mzgz.model.unit import Unit
from mzgz.progress.columns.column_sums import FactTables
from mzgz.progress.columns.returns_sql import RESULT, ReturnsAsked
from mzgz.progress.columns.scope_sql import NodeAsked
from mzgz.progress.columns.target_scopes import TargetScopes
from mzgz.progress.punctuality import Punctuality, is_silent, of_unit, together
from mzgz.progress.year_as_of import YearSeen

_COLUMNS = RESULT.split(", ")
_Told = tuple[Mapping[str, Punctuality], frozenset[str]]


class ReturnsCounted:
    """The returns of a year as known on a day, over columns."""

    def __init__(self, seen: YearSeen, tables: FactTables, scopes: TargetScopes, singly: frozenset[str]) -> None:
        self._seen, self._tables, self._scopes = seen, tables, scopes
        self._singly = tuple(unit.code for unit in scopes.tree.some(singly))
        self._by_root: dict[str | None, _Told] = {}

    def handed_in(self, units: Sequence[Unit], root: str | None) -> list[Punctuality]:
        """Units below a root, each with all below it."""
        tree, (counted, _) = self._scopes.tree, self._told(root)
        self._scopes.fetch(list(self._singly))
        found = []
        for unit in units:
            if unit.is_bureau or unit.code == root:
                found.append(of_unit(self._seen, unit))
                continue
            apart = [tree.by_code[code] for code in self._singly if unit.code in (code, *tree.above(code))]
            rows = [of_unit(self._seen, each) for each in apart]
            if unit.code in counted:
                rows.append(counted[unit.code])
            alone = not tree.has_below(unit.code)
            found.append(rows[0] if alone and rows else together(unit, rows))
        return found

    def silent(self, root: str | None) -> frozenset[str]:
        """Codes of those among a root and all below it without the return of the last month that was asked of them."""
        last, tree, (_, silent) = self._seen.reference, self._scopes.tree, self._told(root)
        self._scopes.fetch(list(self._singly))
        apart = [
            unit for unit in tree.some(self._singly) if root is None or root in (unit.code, *tree.above(unit.code))
        ]
        if root is None and tree.bureau is not None:
            apart.append(tree.bureau)
        owing = [unit for unit in apart if not unit.groups_only]
        return silent | {unit.code for unit in owing if last and is_silent(self._seen, unit, last)}

    def _told(self, root: str | None) -> _Told:
        """By code what the nodes below a root come to, and who of those below is silent."""
        if root not in self._by_root:
            self._by_root[root] = self._ask(root)
        return self._by_root[root]

    def _ask(self, root: str | None) -> _Told:
        query, tree = self.query, self._scopes.tree
        if query is None:
            return {}, frozenset()
        rows: dict[str, list[Punctuality]] = {}
        silent: set[str] = set()
        below = NodeAsked(root, 0 if root is None else tree.depth(root) + 1)
        for (answer,) in self._tables.answers(below, [query]):
            portion: dict[str, list[Mapping[str, int]]] = {}
            for code, *cells in answer:
                counts = dict(zip(_COLUMNS[1:], cells, strict=True))
                if counts["month"]:
                    portion.setdefault(code, []).append(counts)
                else:
                    silent.add(code)
            for code, counted in portion.items():
                rows.setdefault(code, []).append(self._of_months(tree.by_code[code], counted))
        nodes = {code: each[0] if len(each) == 1 else together(tree.by_code[code], each) for code, each in rows.items()}
        return nodes, frozenset(silent)

    @property
    def query(self) -> str | None:
        """What is asked of the returns below any node; None before the first month of the year."""
        last = self._seen.reference
        if last is None:
            return None
        months = [Period.month_of(last.year, number) for number in range(1, last.month + 1)]
        dues = [self._seen.ledger.due(month) for month in months]
        plan, day = self._seen.plan.targets, self._seen.as_of
        return ReturnsAsked(plan, self._tables.ids, last, day, dues, self._singly, self._tables.latest).query

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
            heard=frozenset(row["month"] for row in months if row["on_time"] or row["late"]),
        )
