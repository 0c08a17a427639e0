"""Who is asked for what, as SQL: absence is counted from the declaration, never from the data."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from mzgz.model.targets import Target
from mzgz.model.targets.target_clauses import Where

Pair = tuple[str, str]
"""Target and unit."""


@dataclass(frozen=True, slots=True)
class NodeAsked:
    """The node whose parts are added up: everything, or what lies below a unit at a depth of the tree."""

    code: str | None = None
    depth: int = 0
    leaves: bool = False
    """By unit instead of by what lies directly below."""

    @property
    def sql(self) -> str:
        """Its units, with what lies below it that each belongs to."""
        below = f"p{self.depth + 1}"
        node = "unit" if self.leaves else f"coalesce({below}, unit)"
        where = f" WHERE p{self.depth} = '{self.code}'" if self.code is not None else ""
        return f"SELECT unit, {node} AS node, kind = 'bureau' AS is_bureau, asked, total FROM units{where}"


EVERYBODY: Final = "SELECT unit, node FROM nodes WHERE asked AND NOT is_bureau"


def asks_everybody(target: Target, apart: Container[str]) -> bool:
    """Whether a target is simply everybody's; `apart` are those of which some pairs are left out."""
    return target.scope == "all" and target.id not in apart and not any(terms.exempt for terms in target.units.values())


def scopes_sql(asked: Sequence[tuple[int, Target]], left_out: Iterable[Pair]) -> str:
    """The pairs of what is not simply everybody's, and the registry's denominators of all."""
    pairs = list(left_out)
    apart = {target for target, _ in pairs}
    narrow = [(number, target) for number, target in asked if not asks_everybody(target, apart)]
    return f"pairs AS ({_pairs(narrow, pairs) if narrow else _NO_PAIRS}),\nregistered AS ({_registered(asked)})"


_NO_PAIRS: Final = "SELECT 0 AS r, unit, node FROM nodes WHERE 1 = 0"


def scope_sql(asked: Sequence[tuple[int, Target]]) -> str:
    """The pairs of ask and unit."""
    return f"pairs AS ({_pairs(asked, ())})"


def _pairs(asked: Sequence[tuple[int, Target]], left_out: Iterable[Pair]) -> str:
    """Those of ask and unit, without those that are concluded one by one."""
    whole = [f"({number})" for number, target in asked if target.scope == "all"]
    listed = [
        f"({number}, '{code}')"
        for number, target in asked
        if target.scope != "all" and not isinstance(target.scope, Where)
        for code in target.scope
    ]
    where = [(number, target.scope) for number, target in asked if isinstance(target.scope, Where)]
    parts = []
    if whole:
        parts.append(f"SELECT w.r, n.unit, n.node FROM (VALUES {', '.join(whole)}) AS w(r) CROSS JOIN ({EVERYBODY}) n")
    if listed:
        parts.append(
            f"SELECT l.r, n.unit, n.node FROM (VALUES {', '.join(listed)}) AS l(r, code) JOIN nodes n ON n.code = l.code AND NOT n.total"
        )
    for number, scope in where:
        parts.append(_where(number, scope))
    exempt = {(target.id, code) for _, target in asked for code, terms in target.units.items() if terms.exempt} | set(
        left_out
    )
    numbers: dict[str, list[int]] = {}
    for number, target in asked:
        numbers.setdefault(target.id, []).append(number)
    gone = [f"({number}, '{unit}')" for target, unit in sorted(exempt) for number in numbers.get(target, ())]
    pairs = " UNION ALL ".join(parts)
    if gone:
        pairs = (
            f"SELECT p.r, p.unit, p.node FROM ({pairs}) p JOIN nodes n ON n.unit = p.unit "
            f"LEFT JOIN (VALUES {', '.join(gone)}) AS g(r, code) ON g.r = p.r AND g.code = n.code WHERE g.code IS NULL"
        )
    return pairs


def _where(number: int, scope: Where) -> str:
    operator, bound = scope.comparison
    return (
        f"SELECT {number} AS r, n.unit, n.node FROM nodes n LEFT JOIN registry g "
        f"ON g.unit = n.code AND g.key = '{scope.key}' "
        f"WHERE n.asked AND NOT n.is_bureau AND coalesce(g.number, 0) {operator} {bound}"
    )


def _registered(asked: Sequence[tuple[int, Target]]) -> str:
    """The denominators the bureau keeps itself, where a target is tied to them."""
    keys = [
        (number, key)
        for number, target in asked
        if target.quotient
        for key in _keys(target.operand("denominator").registry)
    ]
    if not keys:
        return "SELECT 0 AS r, unit, CAST(0 AS BIGINT) AS number FROM nodes WHERE 1 = 0"
    wanted: Mapping[int, int] = {number: sum(one == number for one, _ in keys) for number, _ in keys}
    rows = ", ".join(f"({number}, '{key}', {wanted[number]})" for number, key in keys)
    return (
        f"SELECT k.r, n.unit, sum(g.number) AS number FROM (VALUES {rows}) AS k(r, key, wanted) "
        "JOIN registry g ON g.key = k.key JOIN nodes n ON n.code = g.unit "
        "GROUP BY k.r, n.unit, k.wanted HAVING count(*) = k.wanted"
    )


def _keys(registry: str | tuple[str, ...] | None) -> tuple[str, ...]:
    if registry is None:
        return ()
    return (registry,) if isinstance(registry, str) else registry
