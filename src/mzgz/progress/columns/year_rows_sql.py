"""The facts of a year laid out by unit and target: one row for twelve months, a bit a month for what was said, so that a question
reads a twelfth of the rows. One text for every engine: no shift and no array, which each calls otherwise.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from mzgz.intake.collect.column_layout import NUMBER

TWELVE: Final = range(1, 13)
ALL_MONTHS: Final = 4095
REPORTED_BITS, SPARED_BITS, PENDING_BITS, OTHER_BITS, APPLIED_BITS = (2 ** (12 * place) for place in range(5))
"""Where in `flags` the twelve bits of each begin: what was reported; not applicable; promised; half filled, or of things: done;
and what concerned the unit at all."""

_LANE: Final = 15
_LANES: Final = 4
_LAST_DAY: Final = 2**_LANE - 1
NEVER: Final = _LAST_DAY
"""Stands for the day of what has not come; no other has as great a number."""
LATEST_DAY: Final = "SELECT max(last)"
_YEARS_BEFORE: Final = 10
"""Days are told from so many years before on, and for some seventy after; a day a row needs fifteen bits."""

A_MONTH: Final = 10**9
DONE_WORD: Final = 5 * 10**8
"""What a word on a thing is put together from, before its day."""

TARGET_COLUMNS: Final = "target, id, form"
NO_TARGET: Final = ""
RETURNS_ID: Final = -1
"""What stands in place of a target, and of its number, where the returns themselves are told of."""

_BITS: Final = "flags, present, last, d1, d2, d3"
_NUMBERS: Final = ", ".join(f"{name}{month}" for name in ("p", "w") for month in TWELVE)
"""Bits of months; the last day anything came, and the days, four to a column; parts and wholes."""


def day_number(day: date, year: int) -> int:
    """A day as `years` tells it: later days have greater numbers, whatever the month. Before all that can be told: -1."""
    number = (day.year - year + _YEARS_BEFORE) * 372 + (day.month - 1) * 31 + day.day
    return max(-1, min(number, _LAST_DAY - 1))


def _day_sql(day: str, year: int) -> str:
    number = f"(year({day}) - {year - _YEARS_BEFORE}) * 372 + (month({day}) - 1) * 31 + day({day})"
    told = f"CASE WHEN {number} < 0 THEN 0 WHEN {number} > {_LAST_DAY} THEN {_LAST_DAY} ELSE {number} END"
    return f"CAST(CASE WHEN {day} IS NULL THEN {_LAST_DAY} ELSE {told} END AS BIGINT)"


def twelve_sql() -> str:
    """The months with their bit and their place among the days."""
    rows = []
    for month in TWELVE:
        column, lane = divmod(month - 1, _LANES)
        places = [2 ** (_LANE * lane) if number == column else 0 for number in range(3)]
        rows.append(f"({month}, {2 ** (month - 1)}, {', '.join(map(str, places))})")
    return (
        "SELECT month, CAST(bit AS BIGINT) AS bit, CAST(e1 AS BIGINT) AS e1, CAST(e2 AS BIGINT) AS e2, "
        f"CAST(e3 AS BIGINT) AS e3 FROM (VALUES {', '.join(rows)}) AS v(month, bit, e1, e2, e3)"
    )


def known_sql(row: str, cut: str) -> str:
    """The months of a row whose word had come by a day."""
    bits = []
    for month in TWELVE:
        column, lane = divmod(month - 1, _LANES)
        place = 2 ** (_LANE * lane)
        bits.append(
            f"CASE WHEN ({row}.d{column + 1} & {_LAST_DAY * place}) <= {cut} * {place} THEN {2 ** (month - 1)} ELSE 0 END"
        )
    return f"CAST(CASE WHEN {row}.last <= {cut} THEN {ALL_MONTHS} ELSE {' + '.join(bits)} END AS BIGINT)"


def number_at(row: str, name: str, month: str) -> str:
    """The part (`p`) or whole (`w`) of a month that stands in a column."""
    return f"CASE {month} {' '.join(f'WHEN {each} THEN {row}.{name}{each}' for each in TWELVE)} END"


def last_number(row: str, name: str, months: str) -> str:
    """The last part or whole there is among some months, given as bits."""
    told = (
        f"WHEN ({months} & {2 ** (each - 1)}) <> 0 AND {row}.{name}{each} IS NOT NULL THEN {row}.{name}{each}"
        for each in reversed(TWELVE)
    )
    return f"CASE {' '.join(told)} END"


def years_sql(facts: str, returns: str, targets: str, year: int) -> str:
    """The rows of some targets, given as VALUES of `TARGET_COLUMNS`, from the tables of facts and returns; by the names of unit
    and target. What is said of no target are the returns themselves: a bit for each, the day it counts from, and as parts the
    days it first came. Of each entry there is what its kind asks for: its part is the number reported, the stage that was reached, or of a thing the word
    on it: month, whether it is done, and the day it was, if there is proof."""
    filled = (
        "CASE WHEN t.form IN ('share', 'shares') THEN CASE WHEN x.numerator IS NOT NULL AND x.denominator IS NOT NULL THEN 1 "
        f"WHEN x.numerator IS NULL AND x.denominator IS NULL THEN 0 ELSE {OTHER_BITS} END "
        "WHEN t.form = 'stage' THEN CASE WHEN x.stage IS NULL THEN 0 ELSE 1 END "
        f"WHEN t.form IN ('again', 'thing') THEN CASE WHEN x.done IS NULL THEN 0 WHEN x.done THEN {OTHER_BITS + 1} ELSE 1 END "
        "WHEN x.value IS NULL THEN 0 ELSE 1 END"
    )
    stands_done = f"CASE WHEN t.form = 'thing' AND x.done THEN {OTHER_BITS} ELSE 0 END"
    flags = (
        f"CASE WHEN x.state = 3 THEN {SPARED_BITS} + {stands_done} "
        f"WHEN x.state = 4 THEN {PENDING_BITS + APPLIED_BITS} + {stands_done} "
        f"ELSE CASE WHEN x.state = 1 THEN {APPLIED_BITS} ELSE 0 END + {filled} END"
    )
    day = "year(x.done_on) * 10000 + month(x.done_on) * 100 + day(x.done_on)"
    word = (
        "CASE WHEN x.state IN (1, 2) AND x.done IS NOT NULL THEN "
        f"CAST(x.month AS BIGINT) * {A_MONTH} + CASE WHEN x.done THEN {DONE_WORD} ELSE 0 END "
        f"+ CASE WHEN x.done AND x.proven AND x.done_on IS NOT NULL THEN {day} ELSE 0 END END"
    )
    part = (
        f"CASE t.form WHEN 'share' THEN x.numerator WHEN 'shares' THEN x.numerator WHEN 'stage' THEN CAST(x.stage AS {NUMBER}) "
        f"WHEN 'thing' THEN CAST({word} AS {NUMBER}) ELSE x.value END"
    )
    each = (
        f"SELECT x.unit, x.target, x.month, k.bit, k.e1, k.e2, k.e3, CAST({flags} AS BIGINT) AS flags, {part} AS part, "
        f"x.denominator AS whole, {_day_sql('x.received', year)} AS came "
        f"FROM {facts} x JOIN (SELECT * FROM (VALUES {targets}) AS v({TARGET_COLUMNS})) t ON t.target = x.target "
        f"JOIN ({twelve_sql()}) k ON k.month = x.month WHERE x.state <> 0"
    )
    came = (
        f"SELECT x.unit, '{NO_TARGET}' AS target, x.month, k.bit, k.e1, k.e2, k.e3, CAST({REPORTED_BITS} AS BIGINT) AS flags, "
        f"CAST(CASE WHEN x.first_received IS NOT NULL THEN {_day_sql('x.first_received', year)} END AS {NUMBER}) AS part, "
        f"CAST(NULL AS {NUMBER}) AS whole, {_day_sql('x.counted', year)} AS came "
        f"FROM {returns} x JOIN ({twelve_sql()}) k ON k.month = x.month WHERE x.readable"
    )
    numbers = ", ".join(
        f"max(CASE WHEN month = {month} THEN {column} END) AS {name}{month}"
        for name, column in (("p", "part"), ("w", "whole"))
        for month in TWELVE
    )
    return (
        "SELECT unit, target, bit_or(bit * flags) AS flags, bit_or(bit) AS present, max(came) AS last, "
        f"bit_or(came * e1) AS d1, bit_or(came * e2) AS d2, bit_or(came * e3) AS d3, {numbers} "
        f"FROM ({each} UNION ALL {came}) e GROUP BY unit, target"
    )


def laid_out_sql(source: str, targets: str) -> str:
    """Those rows of the units that may be asked, numbers in place of names; empty ones of whoever said nothing."""
    bits = ", ".join(f"coalesce(y.{name}, 0) AS {name}" for name in _BITS.split(", "))
    return (
        f"SELECT n.unit, CAST(t.id AS SMALLINT) AS target, {bits}, {', '.join(f'y.{name}' for name in _NUMBERS.split(', '))} "
        f"FROM nodes n CROSS JOIN (SELECT * FROM (VALUES {targets}, ('{NO_TARGET}', {RETURNS_ID}, '')) AS v({TARGET_COLUMNS})) t "
        f"LEFT JOIN {source} y ON y.unit = n.code AND y.target = t.target"
    )
