"""The SQL of the returns themselves: by unit and month what was asked, filled and handed in; one text for every engine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from mzgz.model.periods import Period
from mzgz.model.targets import Target
from mzgz.progress.columns.scope_sql import scope_sql
from mzgz.progress.columns.year_rows_sql import (
    ALL_MONTHS,
    APPLIED_BITS,
    NEVER,
    PENDING_BITS,
    RETURNS_ID,
    SPARED_BITS,
    day_number,
    known_sql,
    number_at,
    twelve_sql,
)

RESULT: Final = "node, month, units, asked, filled, on_time, late, missing"
_NOTHING: Final = "SELECT 0 AS r, 0 AS unit, 0 AS month WHERE 1 = 0"


@dataclass(frozen=True, slots=True)
class ReturnsAsked:
    """The returns of a year up to a month, as known on a day, of everybody but some who are told one by one."""

    targets: Mapping[str, Target]
    ids: Mapping[str, int]
    """The numbers that stand for the targets in the table of facts."""
    last: Period
    day: date
    dues: Sequence[date]
    """The day each month's return was due, from January on."""
    singly: Sequence[str] = ()
    latest: int = NEVER
    """The number of the last day anything came: by any later one as much is known."""

    @property
    def query(self) -> str:
        """Counts of months and nodes, without whoever was never asked for anything; and, as month 0, the codes of those
        without their return of the last month."""
        none = ", ".join(["CAST(0 AS BIGINT)"] * 6)
        return (
            f"{self._unit_months()},\nbusy AS (SELECT unit FROM unit_months GROUP BY unit HAVING max(asked) > 0),\n"
            "counted AS (SELECT u.node, u.month, count(*) AS units, CAST(sum(u.asked) AS BIGINT) AS asked, "
            "CAST(sum(coalesce(f.filled, 0)) AS BIGINT) AS filled, count(CASE WHEN u.in_time THEN 1 END) AS on_time, "
            "count(CASE WHEN u.known AND NOT u.in_time THEN 1 END) AS late, "
            "count(CASE WHEN u.asked > 0 AND NOT u.known THEN 1 END) AS missing "
            "FROM unit_months u JOIN busy b ON b.unit = u.unit "
            f"LEFT JOIN ({self._filled()}) f ON f.unit = u.unit AND f.month = u.month GROUP BY u.node, u.month)\n"
            f"SELECT {RESULT} FROM counted UNION ALL SELECT code, 0, {none} FROM unit_months "
            f"WHERE month = {self.last.month} AND asked > 0 AND NOT known ORDER BY node, month"
        )

    # ── what is asked ────────────────────────────────────────────────────────────────────────────────────────

    def _asked_in(self, target: Target) -> list[int]:
        months = (Period.month_of(self.last.year, number) for number in range(1, self.last.month + 1))
        return [month.month for month in months if target.due_in(month)]

    @property
    def _of_all(self) -> list[Target]:
        """Those that everybody is asked for again and again; the rest is reckoned pair by pair."""
        return [each for each in self.targets.values() if not self._by_pairs(each)]

    @staticmethod
    def _by_pairs(target: Target) -> bool:
        exempt = any(terms.exempt for terms in target.units.values())
        return exempt or target.scope != "all" or target.cadence.months is None

    def _unit_months(self) -> str:
        of_all = [self._asked_in(target) for target in self._of_all]
        months = ", ".join(
            f"({number}, {day_number(self.dues[number - 1], self.last.year)}, {sum(number in asked for asked in of_all)})"
            for number in range(1, self.last.month + 1)
        )
        apart = ", ".join(f"'{code}'" for code in self.singly)
        without = f" AND code NOT IN ({apart})" if apart else ""
        return (
            f"WITH months AS (SELECT * FROM (VALUES {months}) AS v(month, due, whole)),\n"
            f"who AS (SELECT unit, code, node FROM nodes WHERE asked AND NOT is_bureau{without}),\n"
            f"{self._pairs()},\n"
            f"came AS (SELECT y.unit, i.month, {number_at('y', 'p', 'i.month')} AS first FROM (SELECT x.*, {self._known} AS known "
            f"FROM years x WHERE x.target = {RETURNS_ID}) y JOIN ({twelve_sql()}) i ON (y.flags & y.known & i.bit) <> 0),\n"
            "unit_months AS (SELECT w.unit, w.code, w.node, m.month, m.whole + coalesce(a.number, 0) AS asked, "
            "s.unit IS NOT NULL AS known, s.unit IS NOT NULL AND (s.first IS NULL OR s.first <= m.due) AS in_time "
            "FROM who w CROSS JOIN months m "
            "LEFT JOIN (SELECT unit, month, count(*) AS number FROM asked_pairs GROUP BY unit, month) a "
            "ON a.unit = w.unit AND a.month = m.month "
            "LEFT JOIN came s ON s.unit = w.unit AND s.month = m.month)"
        )

    @property
    def _known(self) -> str:
        """The months of a row that were known on the day."""
        day = day_number(self.day, self.last.year)
        return f"CAST({ALL_MONTHS} AS BIGINT)" if day >= self.latest else known_sql("x", f"CAST({day} AS BIGINT)")

    @property
    def _received(self) -> str:
        """Whether a fact had come by then."""
        everything = day_number(self.day, self.last.year) >= self.latest
        return "x.received IS NOT NULL" if everything else f"x.received <= DATE '{self.day.isoformat()}'"

    def _pairs(self) -> str:
        """Targets, units and months of what not everybody is asked for, or not again and again."""
        chosen = [(self.ids[name], each) for name, each in self.targets.items() if self._by_pairs(each)]
        rows = ", ".join(f"({number}, {month})" for number, each in chosen for month in self._asked_in(each))
        if not rows:
            return f"asked_pairs AS ({_NOTHING})"
        settled, where = "", ""
        once = [(number, each) for number, each in chosen if each.cadence.months is None]
        if once:
            settled = f"settled AS ({self._settled(once)}),\n"
            where = (
                " LEFT JOIN settled z ON z.r = p.r AND z.unit = p.unit WHERE NOT coalesce(z.done < i.month, false) "
                "AND NOT (coalesce(z.spared < i.month, false) AND NOT coalesce(z.applied < i.month, false))"
            )
        return (
            f"{scope_sql(chosen)},\n{settled}asked_pairs AS (SELECT p.r, p.unit, i.month FROM pairs p "
            f"JOIN (SELECT * FROM (VALUES {rows}) AS v(r, month)) i ON i.r = p.r{where})"
        )

    def _settled(self, once: Sequence[tuple[int, Target]]) -> str:
        """Of what is asked once: the first months in which it was done, not applicable, or was said to apply."""
        named = ", ".join(f"({number}, '{each.id}', {'true' if each.completes else 'false'})" for number, each in once)
        done = "x.done AND (NOT t.proof OR (x.proven AND x.done_on IS NOT NULL))"
        return (
            f"SELECT t.r, n.unit, min(CASE WHEN {done} THEN x.month END) AS done, "
            "min(CASE WHEN x.state = 3 THEN x.month END) AS spared, "
            "min(CASE WHEN x.state IN (1, 4) THEN x.month END) AS applied "
            f"FROM collected_facts x JOIN (SELECT * FROM (VALUES {named}) AS v(r, target, proof)) t ON t.target = x.target "
            "JOIN nodes n ON n.code = x.unit "
            f"WHERE x.state <> 0 AND {self._received} GROUP BY t.r, n.unit"
        )

    # ── what was filled ──────────────────────────────────────────────────────────────────────────────────────

    def _filled(self) -> str:
        """By unit and month: entries with a value or 不适用, of what was asked."""
        months = [(number, f"(y.known & {{asked}} & {2 ** (number - 1)})") for number in range(1, self.last.month + 1)]
        counts = ", ".join(
            f"count(CASE WHEN {_given(bit.format(asked='y.asked'))} THEN 1 END) AS c{number}" for number, bit in months
        )
        steps = ", ".join(f"({self.ids[each.id]}, {_bits(self._asked_in(each))})" for each in self._of_all)
        parts = [
            f"SELECT y.unit, i.month, CAST(1 AS BIGINT) AS number FROM (SELECT x.*, {self._known} AS known FROM years x) y "
            f"JOIN asked_pairs p ON p.r = y.target AND p.unit = y.unit JOIN ({twelve_sql()}) i ON i.month = p.month "
            f"WHERE {_given('(y.known & i.bit)')}"
        ]
        if steps:
            by_unit = (
                f"SELECT y.unit, {counts} FROM (SELECT x.*, t.asked, {self._known} AS known FROM years x "
                f"JOIN (SELECT * FROM (VALUES {steps}) AS v(id, asked)) t ON t.id = x.target) y GROUP BY y.unit"
            )
            number = " ".join(f"WHEN {month} THEN c.c{month}" for month, _ in months)
            parts.append(
                f"SELECT c.unit, i.month, CASE i.month {number} END AS number FROM ({by_unit}) c CROSS JOIN months i"
            )
        return f"SELECT unit, month, CAST(sum(number) AS BIGINT) AS filled FROM ({' UNION ALL '.join(parts)}) GROUP BY unit, month"


def _bits(months: Sequence[int]) -> int:
    return sum(2 ** (month - 1) for month in months)


def _given(month: str) -> str:
    """Whether a unit has said something of a month that fills its entry; a promise does not."""
    told, spared = f"(y.flags & ({month} * {APPLIED_BITS}))", f"(y.flags & ({month} * {SPARED_BITS}))"
    return f"({spared} <> 0 OR ({told} <> 0 AND (y.flags & ({month} * {PENDING_BITS})) = 0))"
