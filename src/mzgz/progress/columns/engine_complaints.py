"""What an engine complains of, in the user's words: a damaged file, too little memory, no room on the disk."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Final

_FILE: Final = re.compile(r"[^'\"\s]*\.parquet")
_OWN_FAULTS: Final = ("BinderException", "CatalogException", "ParserException", "ProgrammingError", "SyntaxException")


def complaint(error: BaseException) -> str | None:
    """What to tell of an error an engine raised; None where it is none, or the fault is in our own question."""
    spark, duck = sys.modules.get("mzgz.progress.columns.spark_engine"), sys.modules.get("duckdb")
    if spark is not None and isinstance(error, spark.UnfitEngine):
        return f"{error}。"
    if duck is None or not isinstance(error, duck.Error) or type(error).__name__ in _OWN_FAULTS:
        return None
    if isinstance(error, duck.OutOfMemoryException):
        return "内存不够，没有算成。请把 --memory 写大一些；没有写 --memory 的，请关掉别的程序再执行一次。"
    words = str(error)
    if named := _FILE.search(words):
        name = Path(named[0]).name
        return f"汇总里的 {name} 读不出来，可能损坏了。请把这个文件删掉，再把 mzgz collect 执行一次。"
    if isinstance(error, duck.IOException):
        return f"汇总没有算成，磁盘可能满了或者不让写（{words.splitlines()[0]}）。"
    damaged = _damaged()
    if damaged is not None:
        return f"汇总里的 {damaged} 损坏了。请把这个文件删掉，再把 mzgz collect 执行一次。"
    return f"汇总没有算成（{words.splitlines()[0]}）。请另建一个汇总，把 mzgz collect 再执行一次。"


def _damaged() -> str | None:
    """Of the data set that was opened, a file that is not as it was written."""
    engine = sys.modules.get("mzgz.progress.columns.engine")
    for root, manifest in engine.OPENED if engine is not None else ():
        for one in manifest.workspaces.values():
            if (path := one.altered(root)) is not None:
                return str(path)
    return None
