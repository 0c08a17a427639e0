"""`mzgz collect`: the workspaces of many places into one data set."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from mzgz.apps.cli.collected_workspace import need_engine
from mzgz.apps.cli.options import EXIT_FINDINGS, EXIT_UNOPENED, EXIT_USAGE, Debug, Refusal
from mzgz.model import MARKER

if TYPE_CHECKING:
    from mzgz.formats.parquet.county_files import CollectOutcome
    from mzgz.formats.parquet.incremental_collection import Collection
    from mzgz.model.ledger import Ledger

_MANY_FACTS: Final = 1_000_000
"""From which on sums take seconds: they are worked out at once."""
_ANY_WIDTH: Final = 80
_MANY_FILES: Final = 500
"""Returns above which one process is not enough."""
_BAR: Final = 24


def collect(
    places: Annotated[
        list[Path],
        typer.Argument(metavar="各地…", help="工作区目录、它的 zip，装着许多工作区的目录，或者别处收好的汇总。"),
    ],
    into: Annotated[Path, typer.Option("--into", metavar="汇总", help="汇总的目录，里面有 mzgz.yaml 和目标。")],
    strict: Annotated[bool, typer.Option("--strict", help="有强制问题的工作区不收。")] = False,
    jobs: Annotated[int | None, typer.Option("--jobs", metavar="几个", help="同时几个进程；默认按报送多少定。")] = None,
    debug: Debug = False,
) -> None:
    """把各地的工作区收成一个汇总：逐个审核，只收有变动的。"""
    if jobs is not None and jobs < 1:
        raise Refusal("用法不对：--jobs 至少写 1。", EXIT_USAGE)
    need_engine()
    from mzgz.apps.cli.locked_writing import writing
    from mzgz.formats.parquet.incremental_collection import collect_all
    from mzgz.formats.parquet.table_folders import foreign_folder

    into = into.absolute()
    common = _opened(into)
    if foreign := foreign_folder(into):
        raise Refusal(
            f"汇总里的 {foreign} 是链接，或者不是目录。汇总的数据只写在汇总的目录里：请把它移走，再执行一次。什么都没有写。",
            EXIT_UNOPENED,
        )
    found = list(_workspaces(places, into))
    if not found:
        raise Refusal(f"没有找到工作区：{'、'.join(map(str, places))} 里没有 {MARKER}。", EXIT_UNOPENED)
    workers = jobs or _suited(found)
    bar = _ProgressBar(len(found))
    with writing(into, "collect"):
        run = collect_all(found, into, common, jobs=workers, strict=strict, tell=bar.tell)
    bar.close()
    _report(run)
    if run.new and sum(one.facts for one in run.manifest.workspaces.values()) >= _MANY_FACTS:
        _add_up(into)
    if run.refused:
        raise typer.Exit(EXIT_FINDINGS)


def _add_up(into: Path) -> None:
    """Work out what `mzgz status` asks first and hold the answers: nobody has to wait for them later. What goes wrong here is
    told when somebody looks; everything has been collected."""
    from duckdb import Error

    from mzgz.apps.cli.options import open_ledger
    from mzgz.apps.cli.status import open_board
    from mzgz.formats.terminal.city_status_text import city_lines

    with suppress(Refusal, Error):
        _, ledger, _ = open_ledger(into)
        for _ in city_lines(open_board(ledger, None, None, None), _ANY_WIDTH):
            pass


def _opened(into: Path) -> Ledger:
    """The data set's own settings and plan."""
    from mzgz.apps.cli.options import find_root
    from mzgz.intake.collect.shared_plan_faults import of_data_set
    from mzgz.intake.workspace import load
    from mzgz.model.findings import Severity

    find_root(into)
    ledger, faults = load(into)
    if not ledger.plans:
        raise Refusal(f"{into} 里没有目标（targets/年份/ 为空）：汇总要有各地共用的目标。", EXIT_UNOPENED)
    if ledger.submissions:
        raise Refusal(f"{into} 里有 submissions/，是一个填报的工作区。请另建一个汇总目录。", EXIT_UNOPENED)
    grave = [each for each in of_data_set(faults, ledger) if each.severity is Severity.ERROR]
    if grave:
        raise Refusal(f"汇总自己的文件有问题，先改好：{grave[0].source}：{grave[0].message}。", EXIT_UNOPENED)
    return ledger


def _workspaces(places: list[Path], into: Path) -> Iterator[tuple[str, Path]]:
    """By name and place, in the order of names; of a folder that holds workspaces, each of them."""
    found: dict[str, Path] = {}
    for place in places:
        for one in _within(place):
            if one.resolve() == into.resolve():
                continue
            for name in _names(one):
                if name in found and found[name].resolve() != one.resolve():
                    raise Refusal(f"用法不对：{found[name]} 和 {one} 里都有“{name}”，请改一个名字。", EXIT_USAGE)
                found[name] = one.absolute()
    yield from sorted(found.items())


def _names(place: Path) -> list[str]:
    """What a workspace is called; of a data set that another machine has collected, all that are in it."""
    from mzgz.formats.parquet.county_files import is_data_set
    from mzgz.intake.collect.manifest import read_manifest

    if not is_data_set(place):
        return [place.name.removesuffix(".zip") or place.resolve().name]
    manifest = read_manifest(place)
    if manifest is None:  # nobody can tell what is in it: refused under its own name, not passed over
        return [place.resolve().name]
    return [one.name for one in manifest.workspaces.values()]


def _within(place: Path) -> Iterator[Path]:
    if not place.exists():
        raise Refusal(f"打不开 {place}：没有这个目录或文件。", EXIT_UNOPENED)
    if place.is_file() or (place / MARKER).is_file():
        yield place
        return
    for inside in sorted(place.iterdir()):
        if (inside / MARKER).is_file() or (inside.is_file() and inside.suffix.lower() == ".zip"):
            yield inside


def _suited(found: list[tuple[str, Path]]) -> int:
    """A process for each core where there are many returns, otherwise just this one."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if cores < 2 or len(found) < 2:
        return 1
    returns = 0
    for _, place in found:
        for _, _, files in os.walk(place / "submissions"):
            returns += len(files)
        returns += _MANY_FILES * place.is_file()
        if returns > _MANY_FILES:
            return min(cores, len(found))
    return 1


class _ProgressBar:
    """How far it is, on a terminal; a line for each workspace that was not collected, everywhere."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._shown = sys.stderr.isatty()

    def tell(self, number: int, outcome: CollectOutcome) -> None:
        if self._shown:
            full = _BAR * number // self._total
            bar = "█" * full + "░" * (_BAR - full)
            sys.stderr.write(f"\r\x1b[K{bar} {number}/{self._total} {outcome.name}")
            sys.stderr.flush()

    def close(self) -> None:
        if self._shown:
            sys.stderr.write("\r\x1b[K")


def _report(run: Collection) -> None:
    ones = run.manifest.workspaces
    new = [ones[code] for code in run.new]
    print(
        f"汇总里有{len(ones)}个工作区、{sum(one.files for one in ones.values())}份报送、"
        f"{sum(one.facts for one in ones.values())}项填报值。"
        f"这次新收{len(new)}个，没有变动的{len(run.kept)}个，没有收的{len(run.refused)}个。"
    )
    faulty = [one for one in new if one.errors]
    for one in faulty:
        print(f"{one.name}（{one.code}）：有{one.errors}个强制问题，其余照收。")
    for name, reason in run.refused:
        print(f"没有收 {name}：{reason}。")
    print("看汇总：mzgz status -C 汇总的目录", file=sys.stderr)
