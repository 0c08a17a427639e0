"""Sums from the columns as tallies: what the conclusions of a target are drawn from, whoever added it up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from mzgz.model.numbers import Exact
from mzgz.model.settings import Lights
from mzgz.model.targets import Target
from mzgz.model.targets.aggregate import Amount, Figure, Heads, Levels, Share, Stages
from mzgz.progress.columns.engine import Engine, Row
from mzgz.progress.columns.engine_queries import HOLD, SNAPSHOT, Ask, ask_line, asks_sql, family_of, form_of
from mzgz.progress.columns.kept_years import YearTargets
from mzgz.progress.columns.scope_sql import NodeAsked, Pair, asks_everybody, scopes_sql
from mzgz.progress.columns.tally_sql import RESULT, nodes_sql, query
from mzgz.progress.lights import Light
from mzgz.progress.rollup import Tally

_COLUMNS = RESULT.split(", ")
_LIGHTS = ((Light.DONE, "done"), (Light.AHEAD, "ahead"), (Light.ON_PACE, "on_pace"), (Light.BEHIND, "behind"))


@dataclass(frozen=True, slots=True)
class NodeSum:
    """What the units of a node come to: the tally, and how many of them have which light."""

    tally: Tally
    lit: Mapping[Light, int] = field(default_factory=dict)
    unproven: int = 0
    """How many of those missing have said that they are done, without proof."""

    def __add__(self, other: NodeSum) -> NodeSum:
        lit = Counter(self.lit) + Counter(other.lit)
        return NodeSum(self.tally + other.tally, lit, self.unproven + other.unproven)

    @property
    def plainly_missing(self) -> int:
        """How many are missing and have not said so either."""
        heads = self.tally.heads
        return heads.expected - heads.reported - self.unproven


@dataclass(frozen=True, slots=True)
class AskedTarget:
    """An ask with the target as it was declared then, and the size of its scope."""

    ask: Ask
    target: Target
    scope: int

    @property
    def family(self) -> str:
        family = family_of(self.target, self.scope)
        assert family is not None  # noqa: S101 - what has none is concluded by the other engine
        return SNAPSHOT if self.ask.single and family == HOLD else family


@dataclass(frozen=True)
class FactTables:
    """The facts of a year on some targets, laid out for an engine's queries: numbers in place of names."""

    engine: Engine
    year: int
    targets: Mapping[str, Target]
    plan: Mapping[str, Target] | None = None
    """All there are, where those are but some."""

    @cached_property
    def ids(self) -> Mapping[str, int]:
        return {name: number for number, name in enumerate(sorted(self.targets))}

    def portions(self, node: NodeAsked) -> Iterator[None]:
        """What lies below a node, as much at a time as finds room."""
        return self.engine.portions(self.year, nodes_sql(node.sql), self._years, node.code)

    @cached_property
    def _years(self) -> YearTargets:
        whole = self.targets if self.plan is None else self.plan
        return YearTargets(self.ids, {name: form_of(target) for name, target in whole.items()})


def node_sums(
    tables: FactTables, asked: Sequence[AskedTarget], node: NodeAsked, left_out: Iterable[Pair], bands: Lights
) -> dict[Ask, dict[str, NodeSum]]:
    """The sums of many asks at once, by what lies below the node; those left out are not in them."""
    found: dict[Ask, dict[str, NodeSum]] = {each.ask: {} for each in asked}
    queries = _queries(asked, tables.ids, tables.year, list(left_out), bands)
    for _ in tables.portions(node):
        for text, asks in queries:
            for row in tables.engine.added(text, asks):
                cells = dict(zip(_COLUMNS, row, strict=True))
                each = asked[cells["r"]]
                one, held = _sum_of(each.target, cells), found[each.ask]
                held[cells["node"]] = one + held[cells["node"]] if cells["node"] in held else one
    return found


def lacking_units(
    tables: FactTables, asked: Sequence[AskedTarget], node: NodeAsked, left_out: Iterable[Pair], bands: Lights
) -> dict[Ask, dict[str, list[str]]]:
    """Codes of the units without their figure, by what lies below the node; those left out are not among them."""
    found: dict[Ask, dict[str, list[str]]] = {each.ask: {} for each in asked}
    queries = _queries(asked, tables.ids, tables.year, list(left_out), bands, lacking=True)
    for _ in tables.portions(node):
        for text, asks in queries:
            for number, below, code in tables.engine.added(text, asks):
                found[asked[number].ask].setdefault(below, []).append(code)
    return found


def _queries(
    asked: Sequence[AskedTarget],
    ids: Mapping[str, int],
    year: int,
    left_out: list[Pair],
    bands: Lights,
    *,
    lacking: bool = False,
) -> list[tuple[str, str]]:
    """One for each family, with its asks."""
    families: dict[str, list[tuple[int, AskedTarget]]] = {}
    apart = {target for target, _ in left_out}
    for number, each in enumerate(asked):
        families.setdefault(each.family, []).append((number, each))
    queries = []
    for family, members in sorted(families.items()):
        lines = [
            ask_line(
                number, ids[each.target.id], each.ask, each.target, year, bands, asks_everybody(each.target, apart)
            )
            for number, each in members
        ]
        scopes = scopes_sql([(number, each.target) for number, each in members], left_out)
        queries.append((query(family, scopes, lacking=lacking), asks_sql(lines)))
    return queries


def _sum_of(target: Target, cells: dict[str, Row]) -> NodeSum:
    numbers: dict[str, int] = {name: cells[name] for name in _COLUMNS if isinstance(cells[name], int)}  # type: ignore[misc]
    heads = Heads(
        reported=numbers["reported"],
        partial=numbers["partial"],
        unreported=numbers["unreported"],
        pending=numbers["pending"],
        not_applicable=numbers["not_applicable"],
        met=numbers["met"],
        missed=numbers["missed"],
    )
    lit = {light: numbers[name] for light, name in _LIGHTS if numbers[name]}
    return NodeSum(Tally(_figure(target, cells, numbers), heads), lit, numbers["unproven"])


def _figure(target: Target, cells: dict[str, Row], numbers: dict[str, int]) -> Figure:
    sums = {name: exactly(cells[name]) for name in ("part", "whole", "low", "high", "base")}
    match target.nothing:
        case Share():
            return Share(**sums, gaps=numbers["gaps"], blind=numbers["blind"])
        case Amount():
            return Amount(sums["part"], sums["low"], numbers["gaps"])
        case Levels():
            least, most = (None if cells[name] is None else exactly(cells[name]) for name in ("least", "most"))
            return Levels(least, most, numbers["reported"], numbers["gaps"])
    one, two, three, four = (numbers[name] for name in ("one", "two", "three", "four"))
    return Stages((one, two, three, four), numbers["gaps"])


def exactly(number: object) -> Exact:
    """A decimal of an engine as a number whose sums are never rounded."""
    assert isinstance(number, Decimal)  # noqa: S101 - every sum is cast to one
    whole = int(number)
    return whole if whole == number else Fraction(number)
