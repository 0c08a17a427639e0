"""A board over columns: what everybody comes to is added up by the engine, what one unit says is read when it is asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from mzgz.intake.collect.collected_ledger import CollectedLedger
from mzgz.intake.collect.collected_returns import read_returns
from mzgz.model.periods import Period
from mzgz.model.submissions import Submission
from mzgz.model.targets import Target
from mzgz.model.units import Unit
from mzgz.progress.board import Board, Standing
from mzgz.progress.columns.column_sums import AskedTarget, NodeSum, node_sums
from mzgz.progress.columns.engine import DuckEngine
from mzgz.progress.columns.engine_queries import Ask, family_of, fits
from mzgz.progress.columns.lazy_views import (
    GroupsAsked,
    PartsAsked,
    ReceivedDays,
    TracksAsked,
    UnitsAsked,
    YearReturns,
)
from mzgz.progress.columns.scope_sql import NodeAsked, Pair
from mzgz.progress.columns.singly_evaluated import collected_doubts, irregular_pairs
from mzgz.progress.columns.summed_track import SummedTrack
from mzgz.progress.doubtful_figures import Doubts
from mzgz.progress.evaluate import Concluder
from mzgz.progress.latest_due_month import close, month_for
from mzgz.progress.lights import Light
from mzgz.progress.progress import Node, Progress
from mzgz.progress.rollup import UnitTrack


@dataclass(frozen=True)
class ColumnBoard(Board):
    """The same conclusions as of a board over files."""

    _sums: dict[str | None, dict[Ask, dict[str, NodeSum]]] = field(
        default_factory=dict, kw_only=True, repr=False, compare=False
    )

    @cached_property
    def collected(self) -> CollectedLedger:
        assert isinstance(self.ledger, CollectedLedger)  # noqa: S101 - a board over columns stands on their ledger
        return self.ledger

    @property
    def engine(self) -> DuckEngine:
        source = self.collected.shelf.source
        assert isinstance(source, DuckEngine)  # noqa: S101 - the ledger was opened over one
        return source

    @cached_property
    def returns(self) -> Mapping[str, tuple[Submission, ...]]:
        known = self.known
        assert isinstance(known, CollectedLedger)  # noqa: S101 - as above
        return {} if self.reference is None else YearReturns(known, self.year, self.reference)

    @cached_property
    def _doubts(self) -> Doubts:
        if self.doubts is not None:
            return self.doubts
        return collected_doubts(self.engine, self.collected, self.year, self.as_of)

    @cached_property
    def _received(self) -> Mapping[str, dict[int, date]]:
        return ReceivedDays(self)

    # ── who is asked ─────────────────────────────────────────────────────────────────────────────────────────────

    def is_asked(self, target: Target, code: str) -> bool:
        unit = self.ledger.units.by_code.get(code)
        return unit is not None and target.applies_to(unit) and not unit.reports_total

    def scope_of(self, target: Target) -> list[Unit]:
        return list(self.ledger.applicable(target))

    @cached_property
    def _everybody(self) -> int:
        units = self.ledger.units.units
        return sum(not (unit.is_bureau or unit.groups_only or unit.reports_total) for unit in units)

    @cached_property
    def _sizes(self) -> dict[str, int]:
        return {}

    def size_of(self, name: str) -> int:
        """How many units are asked for a target."""
        if name not in self._sizes:
            target = self.declared(name)
            if target.scope == "all":
                exempt = [code for code, terms in target.units.items() if terms.exempt]
                known = [self.ledger.units.by_code[code] for code in exempt if code in self.ledger.units.by_code]
                self._sizes[name] = self._everybody - sum(
                    not (unit.is_bureau or unit.groups_only or unit.reports_total) for unit in known
                )
            else:
                self._sizes[name] = len(self.scope_of(target))
        return self._sizes[name]

    def _in_sql(self, target: Target) -> bool:
        size = self.size_of(target.id)
        # of an event outside its months the month it is read at depends on every return
        loose = target.irreparable and target.cadence.months != 1
        return size > 1 and not loose and fits(target, size) and family_of(target, size) is not None

    @cached_property
    def _left_out(self) -> frozenset[Pair]:
        declared = [(self.declared(name), self._month_of(self.declared(name))) for name in self.plan.targets]
        return irregular_pairs(self.engine, self.collected, self.year, declared) | frozenset(self._doubts)

    @cached_property
    def _left_out_of(self) -> dict[str, list[str]]:
        by_target: dict[str, list[str]] = {}
        for target, unit in sorted(self._left_out):
            by_target.setdefault(target, []).append(unit)
        return by_target

    def _month_of(self, target: Target) -> Period | None:
        return month_for(target, self.reference)

    # ── one unit ─────────────────────────────────────────────────────────────────────────────────────────────────

    def fetch(self, codes: list[str]) -> None:
        """Read the returns of many units at once."""
        if len(codes) > _MANY:
            self.collected.shelf.everything()  # the entries follow all at once as soon as they are looked at
        else:
            self.collected.shelf.fetch(codes)

    def track_of(self, concluder: Concluder, unit: Unit) -> UnitTrack:
        return self._track(concluder.target, unit, concluder.at, whole=self.size_of(concluder.target.id) == 1)

    def own_word(self, concluder: Concluder, code: str) -> Progress:
        unit = self.ledger.units.by_code[code]
        return self._own(concluder, self.track_of(concluder, unit), unit)

    def alone(self, target: str, code: str) -> Progress:
        return self.unit(target, code)

    # ── everybody ────────────────────────────────────────────────────────────────────────────────────────────────

    def _conclude(self, target: Target) -> Standing:
        if not self._in_sql(target):
            return self._conclude_here(target)
        concluder = self._column_concluder(target)
        units = UnitsAsked(self, concluder)
        tracks, groups = TracksAsked(self, concluder, units), GroupsAsked(self, concluder)
        track, parts = self.summed(concluder, None), self._parts(units, None)
        lights = self._lights(concluder, None)
        if not self.ledger.units.deep:
            city = concluder.group(track, self.whole, parts, None, lights)
            return Standing(city, units, tracks, {}, concluder)
        top = [unit.code for unit in self.listed_of(None) if unit.code in tracks or unit.code in groups]
        city = concluder.group(track, self.whole, parts, self._drawn(target.id, units, top, []), lights)
        return Standing(city, units, tracks, groups, concluder)

    def under(self, target: str, code: str) -> Progress:
        standing = self.standing(target)
        if isinstance(standing.units, UnitsAsked) and code not in standing.nodes and code in standing.groups:
            node = Node("tree", code, self.ledger.units.by_code[code].label)
            parts, below = self._parts(standing.units, code), self._below(standing, code)
            lights = self._lights(standing.concluder, code)
            track = standing.groups[code]
            standing.nodes[code] = standing.concluder.group(track, node, parts, below, lights)
        return super().under(target, code)

    def _parts(self, units: UnitsAsked, code: str | None) -> PartsAsked:
        tree = self.ledger.units

        def codes() -> list[str]:
            inside = list(units) if code is None else [each.code for each in tree.under(code) if each.code in units]
            self.fetch(inside)
            return inside

        below = None if code is None else sum(each.code in units for each in tree.under(code))
        return PartsAsked(codes, len(units) if below is None else below, units.__getitem__)

    def _column_concluder(self, target: Target) -> Concluder:
        size, lights = self.size_of(target.id), self.ledger.workspace.lights
        return Concluder(target, self._month_of(target), lambda month: close(self.ledger, month), lights, size)

    def _conclude_here(self, target: Target) -> Standing:
        """The other engine, for this target alone: every entry on it is read."""
        found = read_returns(self.collected.shelf.source, [self.year], None, [target.id])
        parts = {part: getattr(found, part) for part in ("submissions", "attempted", "acceptance", "versions")}
        plain = replace(self.collected, day=None).ordinary(parts)
        return Board(plain, self.year, self.as_of, self.asked, self._doubts).standing(target.id)

    def _one_by_one(self, concluder: Concluder, node: str | None) -> list[Unit]:
        """The units below a node that are left out of its sum."""
        tree, left = self.ledger.units, self._left_out_of.get(concluder.target.id, ())
        inside = [code for code in left if self.is_asked(concluder.target, code)]
        if node is not None:
            inside = [code for code in inside if code == node or node in tree.above(code)]
        self.fetch(inside)
        return [tree.by_code[code] for code in inside]

    def summed(self, concluder: Concluder, node: str | None) -> SummedTrack:
        """Everything below a node."""
        target, at = concluder.target, concluder.at
        size = self.size_of(target.id)
        if node is not None:
            size = sum(self.is_asked(target, unit.code) for unit in self.ledger.units.under(node))
        members = [] if at is None else [self.track_of(concluder, unit) for unit in self._one_by_one(concluder, node)]
        month = 0 if at is None else at.month
        return SummedTrack(target, members, size, lambda ask: self._sum(node, ask), month, self.as_of)

    def _lights(self, concluder: Concluder, node: str | None) -> Callable[[], Sequence[Light]]:
        """Those of the units below a node, where each is judged by itself."""

        def lights() -> list[Light]:
            at = concluder.at
            found = [self.own_word(concluder, unit.code).light for unit in self._one_by_one(concluder, node)]
            told = None if at is None else self._sum(node, Ask(concluder.target.id, at.month, at.month, self.as_of))
            if told is not None:
                counted = Counter(told.lit)
                counted[Light.UNKNOWN] += told.tally.heads.expected - sum(told.lit.values())
                found += counted.elements()
            return found

        return lights

    # ── sums, many at a time ─────────────────────────────────────────────────────────────────────────────────────

    def _sum(self, node: str | None, ask: Ask) -> NodeSum | None:
        """The sum over a node: of everything, or as it was added up beside those next to it."""
        parts = self._beside(None if node is None else self.ledger.units.parent(node), ask)
        if node is not None:
            return parts.get(node)
        sums = list(parts.values())
        return sum(sums[1:], sums[0]) if sums else None

    def _beside(self, parent: str | None, ask: Ask) -> Mapping[str, NodeSum]:
        """The sums of the nodes below another; what is not there yet is asked for together with all that will be."""
        held = self._sums.setdefault(parent, {})
        if not held:
            self._ask(parent, self._first_asks())
        if ask not in held:
            self._ask(parent, [*self._second_asks(parent), ask])
        return held[ask]

    def _ask(self, parent: str | None, asks: Iterable[Ask]) -> None:
        held = self._sums.setdefault(parent, {})
        wanted = [ask for ask in dict.fromkeys(asks) if ask not in held]
        asked = [AskedTarget(ask, self.declared(ask.target), self.size_of(ask.target)) for ask in wanted]
        depth = 0 if parent is None else self.ledger.units.depth(parent) + 1
        node, lights = NodeAsked(parent, depth), self.ledger.workspace.lights
        held.update(node_sums(self.engine, self.year, asked, node, self._left_out, lights))

    @cached_property
    def _sql_targets(self) -> list[tuple[Target, Period]]:
        declared = [self.declared(name) for name in self.plan.targets]
        months = [(target, self._month_of(target)) for target in declared if self._in_sql(target)]
        return [(target, at) for target, at in months if at is not None]

    def _first_asks(self) -> Iterator[Ask]:
        """As it is now, and by the due date."""
        for target, at in self._sql_targets:
            due = at if target.yearlong else min(at, target.due_month)
            yield Ask(target.id, at.month, at.month, self.as_of)
            yield Ask(target.id, due.month, at.month, self.as_of, target.dated)

    def _second_asks(self, node: str | None) -> Iterator[Ask]:
        """As it was known when the month closed, of what came in time; the months since, of what did not."""
        for target, at in self._sql_targets:
            due = at if target.yearlong else min(at, target.due_month)
            closed = close(self.ledger, due)
            if closed < self.as_of:
                yield Ask(target.id, due.month, at.month, closed, target.dated)
            told = self._sums[node].get(Ask(target.id, due.month, at.month, self.as_of, target.dated))
            missed = told is not None and any(one.tally.heads.missed or one.tally.heads.open for one in told.values())
            if not target.lasting and missed:
                for index in target.asked(at):
                    if index >= due.index:
                        yield Ask(target.id, Period(index, 1).month, at.month, self.as_of)

    # ── other days ───────────────────────────────────────────────────────────────────────────────────────────────

    def at_close(self, month: Period) -> Board:
        if month not in self._closes:
            day = min(close(self.ledger, month), self.as_of)
            self._closes[month] = Board(self.ledger, self.year, day, month, self._doubts)
        return self._seen_alike(self._closes[month])


_MANY = 200
"""Units from which on it costs less to read everything."""
