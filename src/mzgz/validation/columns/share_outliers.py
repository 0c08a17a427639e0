"""Shares that stand out from those of all other units, found in columns: the median and the median deviation of exact fractions.

Each share is cut to whole parts of 10¹⁸, so that the engine sorts and compares whole numbers. What cutting leaves in doubt, and
only that, is reckoned again as fractions: whoever is found is found by the rule over files too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any, Final, NamedTuple

from mzgz.intake.collect.collected_returns import ColumnSource
from mzgz.intake.collect.column_layout import quoted
from mzgz.intake.collect.place_marks import KEY, read_inside
from mzgz.model.findings import Source
from mzgz.model.ledger import Ledger
from mzgz.model.targets import Target
from mzgz.validation.rules.outlier import DEVIATIONS, PEERS_LEAST, POINTS_LEAST, THINGS_LEAST, middle_and_bound

_PARTS: Final = 10**18
_MICRO: Final = 10**6
"""A number of the columns in whole millionths."""
_DOUBT: Final = 4
"""A share is told too low by less than one part: twice a distance between two of them is out by less than four."""


class OutlyingShare(NamedTuple):
    """One unit's share in a month, beside the middle of so many units."""

    month: int
    unit: str
    value: Fraction
    middle: Fraction
    units: int
    at: Source


def outlying_shares(source: ColumnSource, ledger: Ledger, year: int, target: Target) -> Iterator[OutlyingShare]:
    """All of a year's months, in order of month and unit."""
    shares = _shares(ledger, target)
    near = int(POINTS_LEAST * _PARTS) * 4
    spread = f"{DEVIATIONS} * (w.ds[(w.c + 1) // 2] + w.ds[w.c // 2 + 1])"
    far, slack, wide = "2 * f.far", 2 * _DOUBT, 2 * _DOUBT * DEVIATIONS
    rows = source.asked(
        year,
        f"""WITH {shares}, {_MIDDLE},
away AS (SELECT k.month, k.unit, k.n, k.d, m.c, m.low, m.high, abs(2 * k.k - (m.low + m.high)) AS far
  FROM cut k JOIN middle m ON m.month = k.month),
widths AS (SELECT month, c, list_sort(list(far)) AS ds FROM away GROUP BY month, c)
SELECT f.month, f.unit, f.n, f.d, f.c, {far} - {slack} >= {near} AND {far} - {slack} >= {spread} + {wide} AS sure
FROM away f JOIN widths w ON w.month = f.month
WHERE {far} + {slack} > {near} AND {far} + {slack} > {spread} - {wide}
ORDER BY f.month, f.unit""",
    )
    months: dict[int, list[tuple[Any, ...]]] = {}
    for row in rows:
        months.setdefault(row[0], []).append(row)
    middles = _middles(source, year, shares, list(months))
    found: list[tuple[int, str, Fraction, Fraction, int]] = []
    for month, each in months.items():
        if month in middles and all(row[5] for row in each):
            found += [(month, unit, Fraction(n, d), middles[month], c) for _, unit, n, d, c, _ in each]
        else:
            found += _exactly(source, year, shares, month)

    places = _places(source, year, target, found)
    for month, unit, value, middle, count in found:
        whole, at = places[month, unit]
        if whole >= THINGS_LEAST:
            yield OutlyingShare(month, unit, value, middle, count, at)


def _shares(ledger: Ledger, target: Target) -> str:
    """What each unit the target applies to gave, as whole millionths, and the share cut off."""
    inside = {unit.code for unit in ledger.applicable(target)}
    outside = [unit.code for unit in ledger.units.units if unit.code not in inside]
    within = ""
    if len(outside) <= len(inside):
        within = f" AND x.unit NOT IN ({', '.join(map(quoted, outside))})" if outside else ""
    else:
        within = f" AND x.unit IN ({', '.join(map(quoted, sorted(inside)))})" if inside else " AND 1 = 0"
    number = f"CAST(CAST(x.{{}} AS DECIMAL(38,6)) * {_MICRO} AS HUGEINT)"
    return f"""said AS (SELECT x.month, x.unit, {number.format("numerator")} AS n, {number.format("denominator")} AS d
  FROM collected_facts x JOIN units u ON u.unit = x.unit
  WHERE x.target = {quoted(target.id)} AND x.numerator IS NOT NULL AND x.denominator <> 0{within}),
cut AS (SELECT month, unit, n, d, (n * {_PARTS}) // d AS k FROM said)"""


_MIDDLE: Final = f"""sorted AS (SELECT month, count(*) AS c, list_sort(list(k)) AS ks FROM cut GROUP BY month),
middle AS (SELECT month, c, ks[(c + 1) // 2] AS low, ks[c // 2 + 1] AS high FROM sorted WHERE c >= {PEERS_LEAST})"""


def _middles(source: ColumnSource, year: int, shares: str, months: Sequence[int]) -> dict[int, Fraction]:
    """The exact median of each month; left out where two different shares are cut to the same."""
    if not months:
        return {}
    asked = ", ".join(map(str, months))
    rows = source.asked(
        year,
        f"""WITH {shares}, {_MIDDLE}
SELECT DISTINCT m.month, k.k = m.low AS is_low, k.k = m.high AS is_high, k.n // gcd(k.n, k.d) AS n, k.d // gcd(k.n, k.d) AS d
FROM middle m JOIN cut k ON k.month = m.month AND (k.k = m.low OR k.k = m.high) WHERE m.month IN ({asked})""",
    )
    low: dict[int, set[Fraction]] = {}
    high: dict[int, set[Fraction]] = {}
    for month, is_low, is_high, n, d in rows:
        for held, here in ((low, is_low), (high, is_high)):
            if here:
                held.setdefault(month, set()).add(Fraction(n, d))
    return {
        month: (next(iter(low[month])) + next(iter(high[month]))) / 2
        for month in months
        if len(low.get(month, ())) == len(high.get(month, ())) == 1
    }


def _exactly(
    source: ColumnSource, year: int, shares: str, month: int
) -> list[tuple[int, str, Fraction, Fraction, int]]:
    """A month whose shares lie too close to the bound to be told apart by what is cut off."""
    rows = source.asked(year, f"WITH {shares} SELECT unit, n, d FROM said WHERE month = {month} ORDER BY unit")
    values = [Fraction(n, d) for _, n, d in rows]
    middle, bound = middle_and_bound(values)
    return [
        (month, unit, value, middle, len(rows))
        for (unit, _, _), value in zip(rows, values, strict=True)
        if abs(value - middle) > bound
    ]


def _places(
    source: ColumnSource, year: int, target: Target, found: Sequence[tuple[int, str, Fraction, Fraction, int]]
) -> dict[tuple[int, str], tuple[Any, Source]]:
    """The denominator of each, and where its numerator stands."""
    if not found:
        return {}
    pairs = ", ".join(f"({month}, {quoted(unit)})" for month, unit, *_ in found)
    rows = source.asked(
        year,
        f"""SELECT x.month, x.unit, x.denominator, r.path, x.line, x.col, x.role_cols
FROM collected_facts x JOIN (VALUES {pairs}) AS v(month, unit) ON v.month = x.month AND v.unit = x.unit
JOIN collected_returns r ON r.month = x.month AND r.unit = x.unit WHERE x.target = {quoted(target.id)}""",
    )
    places: dict[tuple[int, str], tuple[Any, Source]] = {}
    for month, unit, whole, path, line, column, inside in rows:
        fields = read_inside(line, column, inside)
        at = fields.get("numerator") or fields.get(KEY) or (line, column)
        places[month, unit] = whole, Source(path, *at)
    return places
