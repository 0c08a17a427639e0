"""Spark as the engine that adds up, for what outgrows one machine: it is given the same text as DuckDB. What differs between the two
stands here: how files are read, how a table is laid out, and what must be set for numbers to stay exact."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mzgz.intake.collect.column_layout import FACTS, REGISTRY_FILE, RETURNS, TABLES, UNITS_FILE
from mzgz.intake.collect.manifest import CollectManifest
from mzgz.progress.columns.answer_cache import Answers, Question, Row
from mzgz.progress.columns.engine import DuckEngine, nothing_of
from mzgz.progress.columns.year_rows_cache import YearTargets
from mzgz.progress.columns.year_rows_sql import NEVER, laid_out_sql, years_sql

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_EXACT: Final = "spark.sql.ansi.enabled"
_BARS: Final = "spark.ui.showConsoleProgress"
_SHUFFLES: Final = "spark.sql.shuffle.partitions"
_FACTS_A_TASK: Final = 500_000


class UnfitEngine(Exception):  # noqa: N818 - told to the user: nothing went wrong in the program
    """An engine that is not there, or that would not keep numbers exact."""


class SparkEngine:
    """Tables of a data set that every worker can read under the same path. Which cluster, and how much memory, is settled
    where Spark is: in its own configuration."""

    def __init__(self, root: Path, manifest: CollectManifest) -> None:
        self.root = root
        self.manifest = manifest
        self.session = open_session()
        self._laid: tuple[str, ...] | None = None
        self._spread(sum(one.facts for one in manifest.workspaces.values()))
        self._read("registry", [str(root / REGISTRY_FILE)])

    def answers(self, question: Question) -> Iterator[Answers]:
        """All provinces at once: what does not fit is Spark's to spill."""
        self._lay(question)
        if question.asks:
            self._view("asks", question.asks)
        yield [self.added(query) for query in question.queries]

    def latest(self, year: int, targets: YearTargets) -> int:
        return NEVER

    def added(self, query: str) -> list[Row]:
        assure_exact(self.session)
        return [tuple(row) for row in self.session.sql(query).collect()]

    def _lay(self, question: Question) -> None:
        year, targets, below = question.year, question.targets, question.below
        laid = (str(year), question.nodes, targets.asked)
        if self._laid != laid:
            self._laid = None
            for table in (FACTS, RETURNS):
                files = [
                    str(self.root / each)
                    for each in self.manifest.files(table, [year])
                    if below is None or each.split("/")[2].removeprefix("province=p")[:2] == below[:2]
                ]
                if files:
                    self._read(f"collected_{table}", files)
                else:
                    self._view(f"collected_{table}", nothing_of(TABLES[table].columns))
            self._read("units", [str(self.root / UNITS_FILE)])
            source = f"({years_sql('collected_facts', 'collected_returns', targets.asked, year)})"
            for name, query in (("nodes", question.nodes), ("years", laid_out_sql(source, targets.asked))):
                self._keep(name, query)
            self._laid = laid

    def at_once(self, year: int, below: str | None) -> bool:
        return True

    def _read(self, name: str, files: Sequence[str]) -> None:
        # the folders a file lies in say nothing that is not in it, and are not to be guessed at
        # a folder all share is mounted, whatever else the cluster keeps its files in
        told = [f"file://{file}" for file in files]
        self.session.read.option("recursiveFileLookup", "true").parquet(*told).createOrReplaceTempView(name)

    def _view(self, name: str, query: str) -> None:
        self.session.sql(query).createOrReplaceTempView(name)

    def _keep(self, name: str, query: str) -> None:
        """As a table that is worked out once: every level above is added up from it."""
        assure_exact(self.session)
        self.session.sql(f"UNCACHE TABLE IF EXISTS {name}")
        self.session.sql(f"DROP VIEW IF EXISTS {name}")
        self.session.sql(f"CACHE TABLE {name} AS {query}")

    def _spread(self, facts: int) -> None:
        """As many tasks as there is work for, unless somebody has settled it: two hundred are the usual, far too many
        for a province."""
        if self.session.sparkContext.getConf().get(_SHUFFLES) is None:
            self.session.conf.set(_SHUFFLES, str(max(2, facts // _FACTS_A_TASK)))


class SparkSums(DuckEngine):
    """Sums by Spark; what one unit said, and whatever else is looked up, here by DuckDB from the same files."""

    def __init__(self, root: Path, manifest: CollectManifest, memory: str | None = None) -> None:
        super().__init__(root, manifest, memory)
        self._spark = SparkEngine(root, manifest)

    def answers(self, question: Question) -> Iterator[Answers]:
        return self._spark.answers(question)

    def latest(self, year: int, targets: YearTargets) -> int:
        return self._spark.latest(year, targets)

    def at_once(self, year: int, below: str | None) -> bool:
        return self._spark.at_once(year, below)


def open_session() -> SparkSession:
    """Spark as it is configured where the command runs; refuses where it, or its Java, is not there."""
    if find_spec("pyspark") is None:
        raise UnfitEngine("用 Spark 要装 pyspark，这里没有装。请执行 pip install 'mzgz[spark]'")
    if shutil.which("java") is None and not os.environ.get("JAVA_HOME"):
        raise UnfitEngine("用 Spark 要有 Java（17 以上），这里没有找到。请装好 Java，或者设 JAVA_HOME")
    from pyspark.errors import PySparkException
    from pyspark.sql import SparkSession

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    try:
        session: SparkSession = SparkSession.builder.appName("mzgz").config(_BARS, "false").getOrCreate()
    except PySparkException as error:
        raise UnfitEngine(f"Spark 没有启动起来（{error}）。请看上面 Spark 自己的提示") from error
    session.sparkContext.setLogLevel("ERROR")
    session.conf.set("spark.sql.session.timeZone", "UTC")
    assure_exact(session)
    return session


def assure_exact(session: SparkSession) -> None:
    """Refuses a Spark that lets sums overflow in silence."""
    if session.conf.get(_EXACT) != "true":
        raise UnfitEngine(
            f"Spark 的 {_EXACT} 是关着的：数太大时它会悄悄算错或者算成空，所以没有算。请在 Spark 的设置里把它改回 true"
        )
