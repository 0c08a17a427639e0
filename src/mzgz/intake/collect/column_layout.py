"""The columns of the collected data set: its tables, their types, their order, and where their files lie."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final, NamedTuple

LAYOUT: Final = "3"
"""Goes up when the columns change, or what is written in them: everything is then collected anew."""
NUMBER: Final = "DECIMAL(18,6)"
"""Twelve digits and six decimals: all the readers take; exact in every engine, never a float."""
LARGEST: Final = 10**12
DECIMALS: Final = 10**6

FACTS, RETURNS, TEXTS, REMARKS, FINDINGS = "facts", "returns", "texts", "remarks", "findings"
VERSIONS, MEMBERS = "versions", "members"


class TableLayout(NamedTuple):
    """A table: its columns with their types, and the columns its rows are sorted by."""

    name: str
    columns: tuple[tuple[str, str], ...]
    order: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(name for name, _ in self.columns)


def _table(name: str, columns: str, order: str) -> TableLayout:
    pairs = tuple((each.split()[0], each.split()[1]) for each in columns.strip().splitlines())
    return TableLayout(name, pairs, tuple(order.split()))


REPORTED, BLANK, NOT_APPLICABLE, PENDING, WITHDRAWN = 1, 2, 3, 4, 0
"""States of a fact. Withdrawn: an earlier version of the return said something of the target, the last one nothing."""

TABLES: Final = {
    table.name: table
    for table in (
        _table(
            FACTS,
            f"""
            unit VARCHAR
            target VARCHAR
            month TINYINT
            state TINYINT
            numerator {NUMBER}
            denominator {NUMBER}
            value {NUMBER}
            done BOOLEAN
            done_on DATE
            proven BOOLEAN
            stage TINYINT
            pending DATE
            received DATE
            revised BOOLEAN
            line INTEGER
            col INTEGER
            role_cols VARCHAR
            """,
            "target month unit",
        ),
        _table(
            RETURNS,
            """
            unit VARCHAR
            month TINYINT
            readable BOOLEAN
            received DATE
            counted DATE
            first_received DATE
            stage TINYINT
            entries INTEGER
            filled_by VARCHAR
            approved_by VARCHAR
            signed_by VARCHAR
            acceptance VARCHAR
            path VARCHAR
            line INTEGER
            marks VARCHAR
            digest VARCHAR
            """,
            "month unit path",
        ),
        _table(
            TEXTS,
            """
            unit VARCHAR
            target VARCHAR
            month TINYINT
            note VARCHAR
            evidence VARCHAR
            not_applicable VARCHAR
            """,
            "target month unit",
        ),
        _table(
            REMARKS,
            """
            unit VARCHAR
            month TINYINT
            kind VARCHAR
            seq INTEGER
            target VARCHAR
            text VARCHAR
            more VARCHAR
            line INTEGER
            col INTEGER
            """,
            "month unit kind seq",
        ),
        _table(
            FINDINGS,
            """
            code VARCHAR
            rule VARCHAR
            severity VARCHAR
            unit VARCHAR
            target VARCHAR
            period VARCHAR
            path VARCHAR
            line INTEGER
            col INTEGER
            message VARCHAR
            hint VARCHAR
            count INTEGER
            explained VARCHAR
            waived VARCHAR
            field VARCHAR
            seq INTEGER
            """,
            "seq",
        ),
        _table(
            VERSIONS,
            """
            unit VARCHAR
            month TINYINT
            day DATE
            number INTEGER
            path VARCHAR
            content VARCHAR
            """,
            "month unit day number",
        ),
        _table(
            MEMBERS,
            """
            unit VARCHAR
            parent VARCHAR
            record VARCHAR
            """,
            "unit",
        ),
    )
}
"""The tables that are written for each workspace. Members are its units, whose place in the tree is settled later."""

DEEPEST: Final = 8
"""Levels of the tree of units: province, city, county, township, village, and some to spare."""
UNITS: Final = _table(
    "units",
    """
    unit VARCHAR
    parent VARCHAR
    depth TINYINT
    name VARCHAR
    label VARCHAR
    kind VARCHAR
    tags VARCHAR
    opened DATE
    closed DATE
    asked BOOLEAN
    total BOOLEAN
    speaks BOOLEAN
    below INTEGER
    added INTEGER
    record VARCHAR
    """
    + "\n".join(f"p{level} VARCHAR" for level in range(1, DEEPEST + 1)),
    "unit",
)
"""Every unit with its ancestors from the top (p1) down to itself. Asked is who owes returns of its own; a total of those
below is held against them and never added; who speaks has handed something in. Below is how many stand directly below it,
added how many of it and all below it report what is added up."""
REGISTRY: Final = _table("registry", "unit VARCHAR\n key VARCHAR\n number BIGINT", "unit key")
UNITS_FILE: Final = "units.parquet"
REGISTRY_FILE: Final = "registry.parquet"
MANIFEST_FILE: Final = "manifest.json"


def folder_of(table: str, year: int, province: str) -> str:
    """Where the files of a table lie, a letter before the code, so that no engine takes it for a number."""
    return f"{table}/year={year}/province=p{province}"


FOLDER: Final = re.compile(rf"(?:{'|'.join(TABLES)})/year=[0-9]{{4}}/province=p[0-9A-Za-z]{{1,12}}")
FILE: Final = re.compile(r"[0-9A-Za-z]{1,12}-[0-9a-f]{12}\.parquet")
"""What the folders and files of tables are called. Whatever is called otherwise is not the program's."""


def is_table_file(path: str) -> bool:
    """Whether a path within a data set is where a file of a table lies."""
    folder, _, name = path.rpartition("/")
    return FOLDER.fullmatch(folder) is not None and FILE.fullmatch(name) is not None


def quoted(text: str | Path) -> str:
    """A literal of SQL."""
    return "'" + str(text).replace("'", "''") + "'"
