"""The engines that add up: DuckDB on this machine, under a limit of memory; both are given the same text."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol

from mzgz.intake.collect.column_layout import FACTS, FINDINGS, REGISTRY_FILE, TABLES, UNITS_FILE, VERSIONS, quoted
from mzgz.intake.collect.manifest import CollectManifest
from mzgz.progress.columns.answer_cache import Answers, Question, Row, held, hold
from mzgz.progress.columns.cache_folder import digest
from mzgz.progress.columns.memory_limit import bytes_of, facts_at_once
from mzgz.progress.columns.year_rows_cache import YearsPart, YearTargets, kept_files, parts_of
from mzgz.progress.columns.year_rows_sql import LATEST_DAY, NEVER, laid_out_sql, years_sql

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

OPENED: Final[list[tuple[Path, CollectManifest]]] = []
"""The data set that was opened last: where a query fails, its files are looked through."""

_FACTS_A_THREAD: Final = 4_000_000
_Portion = tuple[int, tuple[str, ...] | None]
"""A year, and provinces of it, all where there are none."""


class Engine(Protocol):
    """Adds up over the tables of a data set."""

    def answers(self, question: Question) -> Iterator[Answers]:
        """What the queries come to, over the tables `asks` and `nodes`, as those queries make them, `years` of the targets,
        `registry`, and those that were collected of facts and returns: as many provinces at a time as the memory takes."""

    def latest(self, year: int, targets: YearTargets) -> int:
        """The number of the last day anything of that came: who asks by a later one is told the same."""

    def at_once(self, year: int, below: str | None) -> bool:
        """Whether all of that is laid out together, so that it can be asked again without reading it again."""


class DuckEngine:
    """DuckDB in this process. Nothing is fetched, and what does not fit in memory goes to a folder beside."""

    def __init__(
        self, root: Path, manifest: CollectManifest, memory: str | None = None, threads: int | None = None
    ) -> None:
        import duckdb

        self.root = root
        self.manifest = manifest
        OPENED[:] = [(root, manifest)]
        self._units = quoted(str(root / UNITS_FILE))
        settings: dict[str, Any] = {
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "preserve_insertion_order": False,
            "temp_directory": str(root / ".mzgz" / "spill"),
        }
        if memory is not None:
            settings["memory_limit"] = f"{(bytes_of(memory) or 0) // 1000}KB"
        if threads is None and sum(one.facts for one in manifest.workspaces.values()) <= _FACTS_A_THREAD:
            threads = 1  # a second one costs more than it brings
        if threads is not None:
            settings["threads"] = threads
        self.connection: DuckDBPyConnection = duckdb.connect(config=settings)
        self.connection.execute("SET parquet_metadata_cache = true")
        self._viewed: dict[str, _Portion] = {}
        self._asks = ""
        self._counted: dict[int, dict[str, int]] = {}
        self._laid: tuple[str, YearTargets, _Portion] | None = None
        self._by_province: dict[tuple[int, str], dict[str, list[YearsPart]]] = {}
        self.most = facts_at_once(memory)
        self._view("registry", f"SELECT * FROM read_parquet({quoted(str(root / REGISTRY_FILE))})")
        self._view("every_unit", f"SELECT * FROM read_parquet({self._units})")

    def rows(self, query: str) -> list[Row]:
        return self.connection.execute(query).fetchall()

    def asked(self, year: int, query: str) -> list[Row]:
        self.use(year, None, [query])
        return self.rows(query)

    def of_units(self, query: str) -> list[Row]:
        return DuckEngine.rows(self, query)

    def select(
        self, table: str, year: int, columns: Sequence[str], units: Sequence[str] | None, targets: Sequence[str] | None
    ) -> list[Row]:
        """Some columns of a collected table; of the files, those of the units' provinces are looked at."""
        provinces = None if units is None else {f"{unit[:2]}0000" for unit in units}
        files = self._files(table, year, provinces)
        if not files:
            return []
        asked = [
            f"{name} IN ({', '.join(map(quoted, chosen))})"
            for name, chosen in (("unit", units), ("target", targets))
            if chosen is not None
        ]
        where = f" WHERE {' AND '.join(asked)}" if asked else ""
        listed = ", ".join(columns)
        return self.rows(f"SELECT {listed} FROM ({self._source(files)}){where} ORDER BY {listed}")

    def revised(self, year: int) -> list[tuple[str, str]]:
        """Target and unit of what an earlier version of a return told otherwise."""
        again = {Path(each).name for each in self._files(VERSIONS, year, None)}
        files = [each for each in self._files(FACTS, year, None) if Path(each).name in again]
        query = f"SELECT DISTINCT target, unit FROM ({self._source(files)}) WHERE revised ORDER BY target, unit"
        return [(target, unit) for target, unit in self.rows(query)] if files else []

    def again(self, year: int) -> list[str]:
        """Units of whom earlier versions of a return are kept."""
        return [row[0] for row in self._over(VERSIONS, year, "SELECT DISTINCT unit FROM {} ORDER BY unit")]

    def late_concerned(self, year: int, target: str, month: int) -> list[str]:
        """Units that wrote 不适用 up to a month and reported later."""
        query = (
            f"SELECT unit FROM {{}} WHERE target = {quoted(target)} AND state <> 0 GROUP BY unit "
            f"HAVING count(CASE WHEN month <= {month} AND state = 3 THEN 1 END) > 0 "
            f"AND count(CASE WHEN month > {month} AND state IN (1, 4) THEN 1 END) > 0 ORDER BY unit"
        )
        return [row[0] for row in self._over(FACTS, year, query)]

    def lapsed_units(self, year: int, target: str) -> list[str]:
        """Units that reported of a target, in any version, that something was not done, or a number that is not nought."""
        query = (
            f"SELECT DISTINCT unit FROM {{}} WHERE target = {quoted(target)} AND (NOT done OR value <> 0 OR revised) "
            "ORDER BY unit"
        )
        return [row[0] for row in self._over(FACTS, year, query)]

    def faulty_units(self, year: int) -> list[str]:
        """Units with a 强制 finding about a target, as they were collected."""
        query = (
            "SELECT DISTINCT unit FROM {} WHERE severity = 'error' AND unit IS NOT NULL AND target IS NOT NULL "
            "ORDER BY unit"
        )
        return [row[0] for row in self._over(FINDINGS, year, query)]

    def passing_units(self) -> list[str]:
        """Units that were set up or closed on a day."""
        query = "SELECT unit FROM every_unit WHERE opened IS NOT NULL OR closed IS NOT NULL ORDER BY unit"
        return [row[0] for row in self.of_units(query)]

    def re_registered(self) -> list[str]:
        """Units whose registry changed on a day."""
        changed = "record LIKE '%\"registry_changed\"%'"
        return [row[0] for row in self.of_units(f"SELECT unit FROM every_unit WHERE {changed} ORDER BY unit")]

    def _over(self, table: str, year: int, query: str) -> list[Row]:
        files = self._files(table, year, None)
        return self.rows(query.format(f"({self._source(files)})")) if files else []

    def _files(self, table: str, year: int, provinces: Collection[str] | None) -> list[str]:
        return [
            each
            for each in self.manifest.files(table, [year])
            if provinces is None or each.split("/")[2].removeprefix("province=p") in provinces
        ]

    def answers(self, question: Question) -> Iterator[Answers]:
        for provinces in self._portions(question.year, question.below):
            yield self._answers(question, provinces)

    def _answers(self, question: Question, provinces: tuple[str, ...]) -> Answers:
        drawn_from = self._drawn_from(question, provinces)
        name = None if drawn_from is None else question.name(drawn_from)
        told = None if name is None else held(self.root, name)
        if told is None:
            self._lay(question, provinces)
            if question.asks and question.asks != self._asks:
                self.connection.execute(f"CREATE OR REPLACE TEMP TABLE asks AS {question.asks}")
                self._asks = question.asks
            with self._joins_as_written():
                told = [self.rows(query) for query in question.queries]
            if name is not None:
                hold(self.root, name, told)
                for query in question.beside:
                    self._answers(replace(question, queries=[query], asks="", beside=()), provinces)
        return told

    @contextmanager
    def _joins_as_written(self) -> Iterator[None]:
        """Look up in the table that stands on the right: in the queries that add up it is the smaller one, which the engine
        cannot know of a table that was worked out on the way, and often guesses wrong."""
        self.connection.execute("SET disabled_optimizers = 'build_side_probe_side'")
        try:
            yield
        finally:
            self.connection.execute("RESET disabled_optimizers")

    def latest(self, year: int, targets: YearTargets) -> int:
        question = Question(year, "", targets, None, [LATEST_DAY])
        drawn_from = self._drawn_from(question, ())
        name = None if drawn_from is None else question.name(drawn_from)
        told = None if name is None else held(self.root, name)
        if told is None:
            kept = kept_files(self.root, self.connection, self._parts(year, (), targets), targets, year)
            if name is None or not kept:
                return NEVER
            told = [self.rows(f"{LATEST_DAY} FROM ({self._source([str(each) for each in kept])})")]
            hold(self.root, name, told)
        ((day,),) = told[0]
        return NEVER if day is None else int(day)

    def _drawn_from(self, question: Question, provinces: Sequence[str]) -> str | None:
        """All that an answer is drawn from; None where the data set does not say."""
        parts = self._parts(question.year, provinces, question.targets)
        if not all(len(one.digests) == len(one.parquet) for one in self.manifest.workspaces.values()):
            return None
        return "\n".join((self._units_digest, " ".join(provinces), *(part.begins for part in parts)))

    @cached_property
    def _units_digest(self) -> str:
        try:
            return digest((self.root / UNITS_FILE).read_bytes() + (self.root / REGISTRY_FILE).read_bytes())
        except OSError:
            return ""

    def _lay(self, question: Question, provinces: tuple[str, ...]) -> None:
        self.use(question.year, provinces, question.queries)
        laid = (question.nodes, question.targets, (question.year, provinces))
        if self._laid != laid:
            self._laid = None
            self.connection.execute("DROP TABLE IF EXISTS years")
            years = self._years(question.year, provinces, question.targets)
            self.use(question.year, provinces, [question.nodes, years])
            self.connection.execute(f"CREATE OR REPLACE TEMP TABLE nodes AS {question.nodes}")
            self.connection.execute(f"CREATE TEMP TABLE years AS {years}")
            self._laid = laid

    def _parts(self, year: int, provinces: Sequence[str], targets: YearTargets) -> list[YearsPart]:
        by_province = self._by_province.get((year, targets.whole))
        if by_province is None:
            by_province = self._by_province[year, targets.whole] = parts_of(self.manifest, year, targets)
        return [part for province in provinces or by_province for part in by_province.get(province, ())]

    def _years(self, year: int, provinces: Sequence[str], targets: YearTargets) -> str:
        """The rows of some provinces, as they are kept, or else from the facts themselves."""
        parts = self._parts(year, provinces, targets)
        kept = kept_files(self.root, self.connection, parts, targets, year) if parts else None
        if kept is None:
            return laid_out_sql(
                f"({years_sql('collected_facts', 'collected_returns', targets.asked, year)})", targets.asked
            )
        return laid_out_sql(f"({self._source([str(each) for each in kept])})", targets.asked)

    def at_once(self, year: int, below: str | None) -> bool:
        return len(self._portions(year, below)) == 1

    def _portions(self, year: int, below: str | None) -> list[tuple[str, ...]]:
        """Provinces that are read together: as many as hold the facts the memory takes."""
        facts = self._facts_of(year)
        wanted = [name for name in sorted(facts) if below is None or name.removeprefix("province=p")[:2] == below[:2]]
        portions: list[list[str]] = []
        room = 0
        for name in wanted:
            if not portions or room + facts[name] > self.most:
                portions.append([])
                room = 0
            portions[-1].append(name.removeprefix("province=p"))
            room += facts[name]
        return [tuple(each) for each in portions] or [()]

    def _facts_of(self, year: int) -> dict[str, int]:
        """How many there are of each province."""
        facts = self._counted.get(year)
        if facts is None:
            facts = self._counted[year] = {f"province=p{province}0000": 0 for province in self._provinces}
            for one in self.manifest.workspaces.values():
                for province in {each.split("/")[2] for each in one.parquet if each.startswith(f"facts/year={year}/")}:
                    facts[province] = facts.get(province, 0) + one.facts
        return facts

    @cached_property
    def _provinces(self) -> list[str]:
        return [row[0] for row in self.of_units("SELECT DISTINCT left(unit, 2) FROM every_unit ORDER BY 1")]

    def use(self, year: int, provinces: tuple[str, ...] | None, queries: Sequence[str]) -> None:
        """Read the tables of a year that some queries name; of some provinces only."""
        for name in ("units", *(f"collected_{table}" for table in TABLES)):
            if self._viewed.get(name) != (year, provinces) and any(name in query for query in queries):
                self._viewed[name] = (year, provinces)
                self._view(name, self._table(name, year, provinces))

    def _table(self, name: str, year: int, provinces: tuple[str, ...] | None) -> str:
        if name != "units":
            table = name.removeprefix("collected_")
            files = self._files(table, year, provinces)
            return self._source(files) if files else nothing_of(TABLES[table].columns)
        # between two names: of a table in code order the rest is not even read
        within = [f"(unit >= {quoted(each[:2])} AND unit < {quoted(f'{each[:2]}~')})" for each in provinces or ()]
        inside = f" WHERE {' OR '.join(within)}" if within else ""
        return f"SELECT * FROM read_parquet({self._units}){inside}"

    def _source(self, files: Sequence[str]) -> str:
        listed = ", ".join(quoted(str(self.root / each)) for each in files)
        return f"SELECT * FROM read_parquet([{listed}], hive_partitioning=false)"

    def _view(self, name: str, query: str) -> None:
        self.connection.execute(f"CREATE OR REPLACE VIEW {name} AS {query}")


def nothing_of(columns: Sequence[tuple[str, str]]) -> str:
    """A table without rows."""
    cells = ", ".join(f"CAST(NULL AS {kind}) AS {name}" for name, kind in columns)
    return f"SELECT {cells} WHERE 1 = 0"
