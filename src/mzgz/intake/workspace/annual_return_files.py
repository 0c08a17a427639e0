"""annual/<year>.csv → the numbers of that year's statistical return, to hold baselines and closing figures against."""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Final

from mzgz.intake.faults import fault, record
from mzgz.intake.faults import yaml_text as text_faults
from mzgz.intake.regular_file import leads_inside, shown_path
from mzgz.intake.workspace.paths import read_up_to
from mzgz.intake.yaml.text_decoding import decode
from mzgz.language.near_matches import near, near_units
from mzgz.language.value_suggestions import suggest_number
from mzgz.model import LARGEST_READ
from mzgz.model.annual_return_figures import PublishedFigure
from mzgz.model.findings import Diagnostic, Source
from mzgz.model.ledger import Plan
from mzgz.model.settings import Workspace
from mzgz.model.targets import Target
from mzgz.model.unit_tree import UnitTree

FOLDER: Final = "annual"
_NAME = re.compile(r"annual/([12][0-9]{3})\.csv")
_NUMBER = re.compile(r"(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,6})?")
_COLUMNS: Final = {
    "单位": "unit",
    "目标标识": "target",
    "目标": "target",
    "字段": "role",
    "值": "number",
    "出处": "origin",
    "差异原因": "reason",
    "报送数": "reported",
}
_ROLES: Final = {"分子": "numerator", "分母": "denominator", "数值": "value"}
_WHOLE: Final = frozenset({"全市", "合计", "全局"})
_NEEDED: Final = {"unit": "单位", "target": "目标标识", "role": "字段", "number": "值"}

Plans = Mapping[int, Plan]


def list_published(
    root: Path, workspace: Workspace, units: UnitTree, plans: Plans
) -> tuple[tuple[PublishedFigure, ...], list[Diagnostic]]:
    """The figures of all years, and what is wrong with the files."""
    figures: list[PublishedFigure] = []
    found: list[Diagnostic] = []
    folder, real = root / FOLDER, root.resolve()
    if folder.is_symlink() and not leads_inside(folder, real):
        return (), [fault(record.outside_workspace, Source(FOLDER))]
    for name in sorted(os.listdir(folder)):
        path = shown_path(f"{FOLDER}/{name}")
        match = _NAME.fullmatch(path)
        if name.startswith((".", "~")) or name.upper().startswith("README"):
            continue
        if (folder / name).is_symlink() and not leads_inside(folder / name, real):
            found.append(fault(record.outside_workspace, Source(path)))
        elif match is None:
            found.append(fault(record.stray_file, Source(path), expected="annual/2021.csv"))
        else:
            text = _text(folder / name, path, found)
            reader = _AnnualReader(int(match[1]), path, workspace, units, plans, found)
            figures += reader.read(text) if text else ()
    return tuple(figures), found


def _text(file: Path, path: str, found: list[Diagnostic]) -> str | None:
    data = read_up_to(LARGEST_READ, file, path, found)
    if data is None:
        return None
    text, faults = decode(data, path)
    found += faults
    return text


class _AnnualReader:
    """One file, line by line."""

    def __init__(
        self, year: int, path: str, workspace: Workspace, units: UnitTree, plans: Plans, found: list[Diagnostic]
    ) -> None:
        self._year, self._path, self._units, self._found = year, path, units, found
        self._whole = _WHOLE | {
            workspace.bureau.city,
            workspace.bureau.name,
            workspace.bureau.code,
            workspace.vocabulary.whole,
        }
        declared = [plans[each] for each in (year, year + 1) if each in plans]
        self._targets: dict[str, Target] = {
            name: target for plan in declared for target in plan.targets.values() for name in (target.id, target.name)
        }

    def read(self, text: str) -> Iterator[PublishedFigure]:
        rows = csv.reader(StringIO(text.replace("\0", "")), strict=True)
        line = 1
        try:
            title = next(rows, [])
            columns = {_COLUMNS[cell.strip()]: place for place, cell in enumerate(title) if cell.strip() in _COLUMNS}
            absent = [word for role, word in _NEEDED.items() if role not in columns]
            if absent:
                words = {"key": "、".join(absent), "where": record.TABLE_HEAD}
                self._found.append(fault(record.missing_key, Source(self._path), **words))
                return
            line = rows.line_num + 1
            for row in rows:
                if broken := [place for place, cell in enumerate(row) if "\n" in cell or "\r" in cell]:
                    self._found.append(
                        fault(
                            text_faults.syntax_error,
                            Source(self._path, line, broken[0] + 1),
                            problem=f"这一格里有换行，一直到第{rows.line_num}行，其中各行都没有读",
                            remedy="请检查这一行的引号是否成对，格子里不换行",
                        )
                    )
                elif any(cell.strip() for cell in row):
                    cells = {role: row[place].strip() if place < len(row) else "" for role, place in columns.items()}
                    yield from self._figure(cells, columns, line)
                line = rows.line_num + 1
        except csv.Error:
            self._found.append(
                fault(
                    text_faults.syntax_error,
                    Source(self._path, line),
                    problem="从这一行起读不出来，后面各行都没有读",
                    remedy="请检查这一行的引号是否成对",
                )
            )

    def _figure(self, cells: Mapping[str, str], columns: Mapping[str, int], line: int) -> Iterator[PublishedFigure]:
        def at(role: str) -> Source:
            return Source(self._path, line, columns[role] + 1)

        unit, target = self._units.find(cells["unit"]), self._targets.get(cells["target"])
        role = _ROLES.get(cells["role"], cells["role"])
        whole, reported = cells["unit"] in self._whole, cells.get("reported", "")
        wrong = [
            None
            if whole or len(unit) == 1
            else fault(
                record.unknown_unit, at("unit"), text=cells["unit"], near=near_units(self._units, cells["unit"])
            ),
            None
            if target
            else fault(
                record.unknown_target, at("target"), text=cells["target"], near=_near(cells["target"], self._targets)
            ),
            None
            if target is None or role in target.operands
            else fault(
                record.bad_choice,
                at("role"),
                key="字段",
                value=cells["role"],
                choices=tuple(word for word, known in _ROLES.items() if known in target.operands)
                or ("不报数的任务不写",),
            ),
            None if _NUMBER.fullmatch(cells["number"]) else _not_a_figure(cells["number"], at("number")),
            None if _NUMBER.fullmatch(reported or "0") else _not_a_figure(reported, at("reported")),
        ]
        told = [each for each in wrong if each]
        self._found += told
        if not told and target is not None:
            number = Decimal(cells["number"])
            code = None if whole else unit[0].code
            origin, reason = cells.get("origin", ""), cells.get("reason", "")
            excused = Decimal(reported) if reported else None
            yield PublishedFigure(self._year, code, target.id, role, number, at("number"), origin, reason, excused)


def _not_a_figure(text: str, source: Source) -> Diagnostic:
    """What is proposed can itself be read, or nothing is."""
    number = suggest_number(text)
    fits = number if number and _NUMBER.fullmatch(number) else None
    form = "请写半角数字，不能是负数，整数最多十五位，小数最多六位，例如 9998 或 0.55"
    return fault(text_faults.number_form, source, text=text, number=fits, form=form)


def _near(name: str, known: Iterable[str]) -> tuple[str, ...]:
    return tuple(near(name, known, 3))
