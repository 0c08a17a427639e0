"""The SQL of the tallies: one text for every engine. Facts are read in four families, each with the months it needs; what a unit
brings comes out as one row, and rows are added up to the level below the node that was asked for.

Sums and products stay in decimals of 38 digits and six places; nothing is divided, rounded or made a float.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from mzgz.progress.columns.engine_queries import RATES
from mzgz.progress.columns.reported_as_of_sql import (
    NIL,
    NOT_APPLICABLE,
    PARTIAL,
    PENDING,
    REPORTED,
    UNREPORTED,
    WIDE,
    heard_sql,
)
from mzgz.progress.columns.unit_rows_sql import AHEAD, BEHIND, DONE, ON_PACE, unit_rows_sql

WHOLE: Final = ""
"""What stands in place of a node where all of them are told together."""

RESULT: Final = (
    "r, node, reported, partial, unreported, pending, not_applicable, met, missed, void, "
    "part, whole, low, high, base, gaps, blind, one, two, three, four, done, ahead, on_pace, behind, unproven, least, most"
)


def query(family: str, scope: str, *, lacking: bool = False, whole: bool = False) -> str:
    """The tallies of a family's asks, by node or of the whole at once; or the units whose figure is missing. The asks are a table of `asks_sql`,
    `scope` is the SQL of the pairs asked where it is not simply everybody."""
    return f"WITH {scope},\n{heard_sql(family)},\nunit_rows AS ({unit_rows_sql(family)})\n{_LACKING if lacking else _added_up(family, whole)}"


def nodes_sql(node: str, named: Iterable[str]) -> str:
    """The units that may be asked, numbered, with what lies below the node they belong to: those that report, and those a
    target names."""
    codes = ", ".join(f"'{code}'" for code in sorted(named))
    those = f"asked OR unit IN ({codes})" if codes else "asked"
    return (
        "SELECT CAST(row_number() OVER (ORDER BY unit) AS INT) AS unit, unit AS code, node, is_bureau, asked, total "
        f"FROM ({node}) t WHERE {those}"
    )


_MISSING: Final = f"state IN ({UNREPORTED}, {PENDING}, {PARTIAL})"
_LACKING: Final = (
    f"SELECT u.r, n.node, n.code FROM unit_rows u JOIN nodes n ON n.unit = u.unit WHERE u.{_MISSING} "
    "ORDER BY u.r, n.node, n.code"
)
"""Those without their figure, with the node they belong to."""


def _added_up(family: str, whole: bool) -> str:
    node, group = (f"'{WHOLE}' AS node", "r") if whole else ("node", "r, node")
    states = ", ".join(
        f"count(CASE WHEN state = {number} THEN 1 END) AS {name}"
        for number, name in (
            (REPORTED, "reported"),
            (PARTIAL, "partial"),
            (UNREPORTED, "unreported"),
            (PENDING, "pending"),
            (NOT_APPLICABLE, "not_applicable"),
        )
    )
    sums = ", ".join(
        f"CAST(coalesce(sum({name}), {NIL}) AS {WIDE}) AS {name}" for name in ("part", "whole", "low", "high", "base")
    )
    counts = ", ".join(
        f"count(CASE WHEN {name} = 1 THEN 1 END) AS {name}" for name in ("gaps", "blind", "one", "two", "three", "four")
    )
    lights = ", ".join(
        f"count(CASE WHEN light = {number} THEN 1 END) AS {name}"
        for number, name in ((DONE, "done"), (AHEAD, "ahead"), (ON_PACE, "on_pace"), (BEHIND, "behind"))
    )
    caseless = f"CASE WHEN state = {REPORTED} AND met IS NULL AND gaps = 0 AND whole = 0 AND part = 0 THEN 1 END"
    void = f"count({caseless})" if family == RATES else "0"
    return (
        f"SELECT r, {node}, {states}, count(CASE WHEN met = 1 THEN 1 END) AS met, "
        f"count(CASE WHEN met = 0 THEN 1 END) AS missed, {void} AS void, {sums}, {counts}, {lights}, "
        f"count(CASE WHEN unproven AND {_MISSING} THEN 1 END) AS unproven, "
        f"min(CASE WHEN state = {REPORTED} THEN part END) AS least, max(CASE WHEN state = {REPORTED} THEN part END) AS most "
        f"FROM unit_rows GROUP BY {group} ORDER BY {group}"
    )
