"""A workspace that `mzgz collect` has made: the commands read its columns and do not know it."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from mzgz.apps.cli.options import EXIT_UNOPENED, EXIT_USAGE, Refusal

if TYPE_CHECKING:
    from mzgz.model.ledger import Ledger


def need_engine() -> None:
    """Refuses where the engine is not installed."""
    if find_spec("duckdb") is None:
        raise Refusal("汇总要用 duckdb，这里没有装。请执行 pip install 'mzgz[big]'。", EXIT_UNOPENED)


def over_columns(root: Path, settings: Ledger, engine: str | None = None, memory: str | None = None) -> Ledger:
    """The ledger over the columns of a data set; refuses one that is not whole, and an engine that is not fit."""
    need_engine()
    if memory is not None:
        from mzgz.progress.columns.memory_limit import LEAST, bytes_of

        room = bytes_of(memory)
        if room is None or room < LEAST:
            raise Refusal(f"用法不对：--memory {memory} 读不懂。请写 500MB、2GB 这样的数，至少 100MB。", EXIT_USAGE)
    from mzgz.formats.parquet.files_as_written import first_altered
    from mzgz.intake.collect.column_layout import LAYOUT, UNITS_FILE
    from mzgz.intake.collect.manifest import read_manifest
    from mzgz.progress.columns.data_set_opening import open_collected

    manifest = read_manifest(root)
    broken = None if manifest is None else manifest.broken(root)
    if manifest is None or broken is not None or not (root / UNITS_FILE).is_file():
        told = "" if broken is None else f"（{broken} 没有了，或者和收的时候不一样长）"
        raise Refusal(f"汇总不全{told}：请把 mzgz collect 再执行一次。", EXIT_UNOPENED)
    if manifest.layout != LAYOUT:
        raise Refusal("汇总是另一个版本的 mzgz 收的，列不一样。请把 mzgz collect 再执行一次。", EXIT_UNOPENED)
    if (altered := first_altered(root, manifest)) is not None:
        raise Refusal(
            f"汇总里的 {altered} 损坏了，里面不是收的时候写的。请把 mzgz collect 再执行一次，这个文件会重新收。",
            EXIT_UNOPENED,
        )
    if engine != "spark":
        return open_collected(root, settings, manifest, memory)
    from mzgz.progress.columns.spark_engine import UnfitEngine

    try:
        return open_collected(root, settings, manifest, memory, spark=True)
    except UnfitEngine as unfit:
        raise Refusal(f"{unfit}。不加 --engine spark 就用 duckdb 算，数是一样的。", EXIT_UNOPENED) from unfit
