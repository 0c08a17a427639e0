"""Sums from the columns as tallies: what the conclusions of a target are drawn from, whoever added it up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Final

from mzgz.model.numbers import Exact
from mzgz.model.settings import Lights
from mzgz.model.targets import Target
from mzgz.model.targets.aggregate import Amount, Figure, Heads, Levels, Share, Stages
from mzgz.progress.columns.answer_cache import Answers, Question
from mzgz.progress.columns.engine import Engine
from mzgz.progress.columns.engine_queries import HOLD, SNAPSHOT, Ask, ask_cells, asks_sql, family_of, form_of
from mzgz.progress.columns.scope_sql import NodeAsked, Pair, asks_everybody, scopes_sql
from mzgz.progress.columns.tally_sql import nodes_sql, query
from mzgz.progress.columns.year_rows_cache import YearTargets
from mzgz.progress.columns.year_rows_sql import day_number
from mzgz.progress.lights import Light
from mzgz.progress.rollup import Tally


@dataclass(frozen=True, slots=True)
class NodeSum:
    """What the units of a node come to: the tally, and how many of them have which light."""

    tally: Tally
    lit: Mapping[Light, int] = field(default_factory=dict)
    unproven: int = 0
    """How many of those missing have said that they are done, without proof."""

    @classmethod
    def together(cls, parts: Sequence[NodeSum]) -> NodeSum:
        """Of several nodes."""
        if len(parts) == 1:
            return parts[0]
        lit: dict[Light, int] = {}
        for part in parts:
            for light, number in part.lit.items():
                lit[light] = lit.get(light, 0) + number
        tally = Tally.together([part.tally for part in parts])
        return cls(tally, lit, sum(part.unproven for part in parts))

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

    def answers(
        self, node: NodeAsked, queries: Sequence[str], asks: str = "", beside: Sequence[str] = ()
    ) -> Iterator[Answers]:
        """Of what lies below a node, as much at a time as finds room."""
        question = Question(self.year, nodes_sql(node.sql, self._named), self._years, node.code, queries, asks, beside)
        return self.engine.answers(question)

    @cached_property
    def latest(self) -> int:
        """The number of the last day anything came."""
        return self.engine.latest(self.year, self._years)

    @cached_property
    def _named(self) -> frozenset[str]:
        """Units that a target names."""
        scopes = (target.scope for target in (*self.targets.values(), *(self.plan or {}).values()))
        return frozenset(code for scope in scopes if isinstance(scope, tuple) for code in scope)

    @cached_property
    def _years(self) -> YearTargets:
        whole = self.targets if self.plan is None else self.plan
        return YearTargets(self.ids, {name: form_of(target) for name, target in whole.items()})


def node_sums(
    tables: FactTables,
    asked: Sequence[AskedTarget],
    node: NodeAsked,
    left_out: Iterable[Pair],
    bands: Lights,
    *,
    whole: bool = False,
    beside: Sequence[str] = (),
) -> dict[Ask, dict[str, NodeSum]]:
    """The sums of many asks at once, by what lies below the node or as the one of `WHOLE`; those left out are not in them.
    `beside` are queries that will be asked next."""
    found: dict[Ask, dict[str, NodeSum]] = {each.ask: {} for each in asked}
    asks, queries = _queries(asked, tables, list(left_out), bands, whole=whole)
    for answers in tables.answers(node, queries, asks, beside):
        for rows in answers:
            for number, node_code, *cells in rows:
                each = asked[number]
                one, held = _sum_of(each.target, cells), found[each.ask]
                held[node_code] = NodeSum.together([one, held[node_code]]) if node_code in held else one
    return found


def lacking_units(
    tables: FactTables, asked: Sequence[AskedTarget], node: NodeAsked, left_out: Iterable[Pair], bands: Lights
) -> dict[Ask, dict[str, list[str]]]:
    """Codes of the units without their figure, by what lies below the node; those left out are not among them."""
    found: dict[Ask, dict[str, list[str]]] = {each.ask: {} for each in asked}
    asks, queries = _queries(asked, tables, list(left_out), bands, lacking=True)
    for answers in tables.answers(node, queries, asks):
        for rows in answers:
            for number, below, code in rows:
                found[asked[number].ask].setdefault(below, []).append(code)
    return found


def _queries(
    asked: Sequence[AskedTarget],
    tables: FactTables,
    left_out: list[Pair],
    bands: Lights,
    *,
    lacking: bool = False,
    whole: bool = False,
) -> tuple[str, list[str]]:
    """The asks as a table, and a query for each family of them."""
    families: dict[str, list[tuple[int, Target]]] = {}
    apart = {target for target, _ in left_out}
    told = []
    for number, each in enumerate(asked):
        families.setdefault(each.family, []).append((number, each.target))
        everybody = asks_everybody(each.target, apart)
        cut = min(day_number(each.ask.cut, tables.year), tables.latest)
        id_ = tables.ids[each.target.id]
        told.append(ask_cells(number, id_, each.family, each.ask, cut, each.target, tables.year, bands, everybody))
    queries = [
        query(family, scopes_sql(members, left_out), lacking=lacking, whole=whole)
        for family, members in sorted(families.items())
    ]
    return asks_sql(told), queries


def _sum_of(target: Target, cells: Sequence[int | Decimal | None]) -> NodeSum:
    """The cells of a row, in the order of `RESULT`, but for whose they are."""
    reported, partial, unreported, pending, not_applicable, met, missed, void, *figures = cells
    heads = Heads(*_counts(reported, partial, unreported, pending, not_applicable, met, missed, void))
    lights = _counts(*figures[_LIT])
    lit = {light: number for light, number in zip(_LIGHTS, lights, strict=True) if number} if any(lights) else {}
    (unproven,) = _counts(figures[_LIT.stop])
    return NodeSum(Tally(_figure(target, figures, heads.reported), heads), lit, unproven)


_LIGHTS: Final = (Light.DONE, Light.AHEAD, Light.ON_PACE, Light.BEHIND)
_SUMS: Final = slice(0, 5)
_GAPS: Final = slice(5, 7)
_STAGES: Final = slice(7, 11)
_LIT: Final = slice(11, 15)
_ENDS: Final = slice(16, 18)
"""Where they stand behind the heads."""


def _counts(*cells: int | Decimal | None) -> Sequence[int]:
    return cells  # type: ignore[return-value] # counted by an engine


def _figure(target: Target, figures: Sequence[int | Decimal | None], reported: int) -> Figure:
    gaps, blind = _counts(*figures[_GAPS])
    match target.nothing:
        case Share():
            part, whole, low, high, base = map(exactly, figures[_SUMS])
            return Share(part, whole, low, high, base, gaps, blind)
        case Amount():
            added, _, below, *_ = figures[_SUMS]
            return Amount(exactly(added), exactly(below), gaps)
        case Levels():
            least, most = (None if cell is None else exactly(cell) for cell in figures[_ENDS])
            return Levels(least, most, reported, gaps)
    one, two, three, four = _counts(*figures[_STAGES])
    return Stages((one, two, three, four), gaps)


def exactly(number: object) -> Exact:
    """A decimal of an engine as a number whose sums are never rounded."""
    assert isinstance(number, Decimal)  # noqa: S101 - every sum is cast to one
    part, whole = number.as_integer_ratio()
    return part if whole == 1 else Fraction(part, whole)
