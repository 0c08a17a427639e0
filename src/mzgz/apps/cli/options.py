"""Options that commands share, and what they all do first: find the workspace and read it."""

from __future__ import annotations

import os
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mzgz.model import MARKER

if TYPE_CHECKING:
    from mzgz.model.findings import Diagnostic
    from mzgz.model.ledger import Ledger
    from mzgz.model.periods import Period
    from mzgz.model.units import Unit

EXIT_FINDINGS = 1
EXIT_USAGE = 2
EXIT_UNOPENED = 3

Directory = Annotated[Path | None, typer.Option("-C", metavar="目录", help="工作区目录；默认向上找 mzgz.yaml。")]
Debug = Annotated[bool, typer.Option("--debug", help="出错时显示详情。")]
Year = Annotated[int | None, typer.Option("--year", metavar="年份", help="哪一年；默认最近一年。")]
AsOf = Annotated[str | None, typer.Option("--as-of", metavar="日期", help="按哪一天掌握的数，如 2022-07-06。")]
PeriodText = Annotated[str | None, typer.Option("--period", metavar="报告期", help="如 2022-06。")]
UnitName = Annotated[str | None, typer.Option("--unit", metavar="单位", help="代码、全称、简称或别名。")]


class Refusal(Exception):  # noqa: N818 - it refuses on the user's behalf, nothing went wrong in the program
    """The command cannot go on; the message is for the user, the status for the caller."""

    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.message = message
        self.status = status


def find_root(directory: Path | None) -> Path:
    """The workspace: `directory`, or the nearest folder upward that holds mzgz.yaml; what a run that was broken off
    had begun is finished first."""
    start = (directory or Path.cwd()).absolute()
    if not start.is_dir():
        raise Refusal(f"打不开工作区：{directory} 不是目录。", EXIT_UNOPENED)
    for folder in (start,) if directory else (start, *start.parents):
        if (folder / MARKER).is_file():
            if was_broken_off(folder):
                from mzgz.apps.cli.locked_writing import tidy

                tidy(folder)
            return folder
    raise Refusal(
        f"打不开工作区：{start} 里没有 {MARKER}。用 mzgz init 目录 新建一个，或用 -C 指明目录。", EXIT_UNOPENED
    )


def open_ledger(directory: Path | None) -> tuple[Path, Ledger, list[Diagnostic]]:
    """The workspace folder, what it declares, and what the reading found."""
    from mzgz.intake.workspace import load

    root = find_root(directory)
    try:
        ledger, found = load(root)
    except OSError as error:
        raise Refusal(
            f"打不开工作区：{error.filename or root}（{error.strerror or error}）。", EXIT_UNOPENED
        ) from error
    if os.path.isdir(os.path.join(root, "facts")):
        from mzgz.apps.cli.collected_workspace import over_columns

        return root, over_columns(root, ledger), found
    return root, ledger, found


def was_broken_off(root: Path) -> bool:
    """Whether a run that wrote was broken off, or is writing now; asked by every command, hence in the cheapest way."""
    room = os.path.join(root, ".mzgz")
    try:
        return os.path.lexists(os.path.join(room, "journal")) or bool(os.listdir(os.path.join(room, "staged")))
    except OSError:
        return False


def today() -> date:
    """The clock of the desk the command is typed at; it is read here and nowhere below."""
    return date.today()  # noqa: DTZ011 - due days are local days


def now() -> datetime:
    """The same clock to the second, for what is written down as it happens."""
    return datetime.now()  # noqa: DTZ005 - the time on the wall beside the desk


def parse_day(text: str | None) -> date | None:
    """A day as typed; refuses anything but 2022-07-06."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text) if len(text) == 10 else _no_day(text)
    except ValueError:
        return _no_day(text)


def parse_past_day(text: str | None, what: str) -> date:
    """The day on which something was done, today where none is typed; refuses one that has not come yet."""
    day = parse_day(text) or today()
    if day > today():
        raise Refusal(
            f"用法不对：{what}写的是{day.isoformat()}，今天才{today().isoformat()}。请更正；电脑的日期不对的，先校准。",
            EXIT_USAGE,
        )
    return day


def _no_day(text: str) -> date:
    from mzgz.language.value_suggestions import suggest_date

    meant = suggest_date(text)
    raise Refusal(f"用法不对：“{text}”不是日期，请写成 {meant or '2022-07-06 这样'}。", EXIT_USAGE)


def parse_period(text: str | None) -> Period | None:
    """A period as typed; refuses anything but 2022-06, 2022-Q2, 2022-H1, 2022."""
    from mzgz.model.periods import Period

    try:
        return None if text is None else Period.parse(text)
    except ValueError:
        from mzgz.language.value_suggestions import suggest_period

        meant = suggest_period(text or "")
        rendered = f"用法不对：“{text}”不是报告期，请写成 {meant or '2022-06 这样'}。"
        raise Refusal(rendered, EXIT_USAGE) from None


def find_unit(ledger: Ledger, name: str | None) -> Unit | None:
    """The unit of that name; several or none are told, not guessed."""
    if name is None:
        return None
    found = ledger.units.find(name) or ledger.units.beginning(name)
    if len(found) == 1:
        return found[0]
    if found:
        listed = "、".join(f"{unit.name}（{unit.code}）" for unit in found)
        raise Refusal(f"“{name}”可指{listed}，请写代码。", EXIT_USAGE)
    from mzgz.language.near_matches import near_units

    near = "、".join(near_units(ledger.units, name))
    first = next((f"，如 {unit.code} 或{unit.label}" for unit in ledger.units.units if not unit.is_bureau), "")
    way_out = f"是不是：{near}？" if near else f"可以写代码、全称、简称或别名{first}；都列在 {MARKER} 的 units 下。"
    raise Refusal(f"没有单位“{name}”。{way_out}", EXIT_USAGE)


def latest_year(ledger: Ledger, year: int | None) -> int:
    """The year asked for, or the latest one that has a plan; refuses a year without one."""
    if not ledger.years:
        raise Refusal("工作区里还没有目标（targets/年份/ 为空）。", EXIT_UNOPENED)
    if year is None:
        return ledger.years[-1]
    if year not in ledger.years:
        known = "、".join(str(known) for known in ledger.years)
        raise Refusal(f"{year}年没有目标，已有：{known}年。", EXIT_USAGE)
    return year
