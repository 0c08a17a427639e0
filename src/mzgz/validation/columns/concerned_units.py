"""Whom a rule across units may concern: numbers repeated, reasons repeated, one paper named by several, totals of others.

SQL finds all of whom it may be true, and never too few; the rule itself, given just their returns, says of whom it is true.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from mzgz.intake.collect.collected_returns import ColumnSource
from mzgz.intake.collect.column_layout import quoted
from mzgz.language.document_numbers import find_paper
from mzgz.model.ledger import Ledger
from mzgz.validation.rules.duplicate_returns import COPIED_LEAST


def of_equal_numbers(source: ColumnSource, year: int) -> set[str]:
    """Units whose numbers of some month, zeros aside, are the same many as another's, whatever their order."""
    numbers = " UNION ALL ".join(
        f"SELECT month, unit, {role} AS number FROM collected_facts WHERE {role} <> 0"
        for role in ("numerator", "denominator", "value")
    )
    rows = source.asked(
        year,
        f"""WITH numbers AS ({numbers}),
returns AS (SELECT month, unit, count(*) AS many, sum(CAST(number AS DECIMAL(38,6))) AS total,
  sum(hash(number) % 1000000007) AS mixed FROM numbers GROUP BY month, unit HAVING count(*) >= {COPIED_LEAST}),
alike AS (SELECT month, many, total, mixed FROM returns GROUP BY month, many, total, mixed HAVING count(*) > 1)
SELECT DISTINCT r.unit FROM returns r JOIN alike a
ON a.month = r.month AND a.many = r.many AND a.total = r.total AND a.mixed = r.mixed""",
    )
    return {unit for (unit,) in rows}


def of_equal_reasons(source: ColumnSource, years: Iterable[int]) -> set[str]:
    """Units that gave a reason which another gave too."""
    giving: dict[str, set[str]] = {}
    for year in years:
        query = "SELECT DISTINCT text, unit FROM collected_remarks WHERE kind = 'explanations' AND text IS NOT NULL"
        for reason, unit in source.asked(year, query):
            giving.setdefault(reason.strip(), set()).add(unit)
    return {unit for units in giving.values() if len(units) > 1 for unit in units}


def of_one_paper(source: ColumnSource, years: Iterable[int]) -> tuple[set[str], set[str]]:
    """Document numbers that several units name, or one unit for several targets; and those units."""
    named: dict[str, set[tuple[str, str]]] = {}
    papers: dict[str, frozenset[str]] = {}
    query = "SELECT DISTINCT evidence, unit, target FROM collected_texts WHERE evidence IS NOT NULL"
    for year in years:
        for evidence, unit, target in source.asked(year, query):
            if evidence not in papers:
                items = json.loads(evidence)
                papers[evidence] = frozenset(paper.proper for item in items if (paper := find_paper(item)))
            for number in papers[evidence]:
                named.setdefault(number, set()).add((unit, target))
    shared = {number: pairs for number, pairs in named.items() if len(pairs) > 1}
    return set(shared), {unit for pairs in shared.values() for unit, _ in pairs}


def with_totals(ledger: Ledger) -> Iterable[list[str]]:
    """Each unit that reports the total of those below it, with them."""
    for unit in ledger.units.units:
        if unit.reports_total:
            yield [each.code for each in ledger.units.under(unit.code)]


def with_excuses(source: ColumnSource, year: int, rules: Iterable[str], units: Iterable[str]) -> list[str]:
    """Those of some units that gave reasons under any of the rules, or to whom something was granted."""
    named = ", ".join(map(quoted, sorted(rules)))
    asked = set(units)
    rows = source.asked(
        year,
        f"""SELECT DISTINCT unit FROM collected_remarks WHERE kind = 'explanations'
  AND json_extract_string(more, '$.values.rule') IN ({named})
UNION SELECT DISTINCT unit FROM collected_returns WHERE acceptance LIKE '%waivers%'""",
    )
    return sorted(unit for (unit,) in rows if unit in asked)
