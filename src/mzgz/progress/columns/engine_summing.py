"""Targets added up by the engine: what one unit says is read when it is asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from mzgz.intake.collect.collected_ledger import CollectedLedger
from mzgz.intake.collect.collected_returns import read_returns
from mzgz.model.submissions import Submission
from mzgz.model.targets import Target
from mzgz.model.unit import Unit
from mzgz.progress.columns.batched_node_sums import BatchedNodeSums
from mzgz.progress.columns.column_sums import FactTables
from mzgz.progress.columns.engine import DuckEngine
from mzgz.progress.columns.engine_queries import family_of, fits
from mzgz.progress.columns.engine_target_sums import EngineTargetSums
from mzgz.progress.columns.irregular_units import collected_doubts, irregular_pairs, joined_pairs, registered_pairs
from mzgz.progress.columns.lazy_views import ReceivedDays, YearReturns
from mzgz.progress.columns.punctuality_counts import ReturnsCounted
from mzgz.progress.columns.scope_sql import Pair
from mzgz.progress.columns.target_scopes import TargetScopes
from mzgz.progress.doubtful_figures import Doubts
from mzgz.progress.punctuality import Punctuality
from mzgz.progress.returns_summing import ReturnsSumming, UnitWords
from mzgz.progress.target_progress import Progress
from mzgz.progress.target_sums import TargetSums
from mzgz.progress.year_as_of import YearSeen


@dataclass(frozen=True)
class EngineSumming:
    """Adds up over the columns of a collected data set, with the same result as over its returns."""

    seen: YearSeen
    given: Doubts | None = field(default=None, repr=False)
    """The figures in doubt, where they are known already."""
    focus: str | None = None
    """The one target that is asked for."""

    @cached_property
    def collected(self) -> CollectedLedger:
        assert isinstance(self.seen.ledger, CollectedLedger)  # noqa: S101 - it stands over columns
        return self.seen.ledger

    @property
    def engine(self) -> DuckEngine:
        source = self.collected.shelf.source
        assert isinstance(source, DuckEngine)  # noqa: S101 - the ledger was opened over one
        return source

    @cached_property
    def returns(self) -> Mapping[str, tuple[Submission, ...]]:
        known, last = self.seen.known, self.seen.reference
        return {} if last is None else YearReturns(known.by_unit, self.seen.year, last)

    @cached_property
    def doubts(self) -> Doubts:
        if self.given is not None:
            return self.given
        return collected_doubts(self.engine, self.collected, self.seen.year, self.seen.as_of)

    @cached_property
    def words(self) -> UnitWords:
        received = ReceivedDays(self.returns, self.seen.ledger.received_by)
        return UnitWords(self.seen, self.returns, received, self.doubts)

    @cached_property
    def scopes(self) -> TargetScopes:
        return TargetScopes(self.seen.ledger)

    def in_sql(self, target: Target) -> bool:
        """Whether the engine can add it up; the others are few."""
        size = self.scopes.size_of(target)
        # of an event outside its months the month it is read at depends on every return
        loose = target.irreparable and target.cadence.months != 1
        return size > 1 and not loose and fits(target, size) and family_of(target, size) is not None

    @cached_property
    def _whole(self) -> EngineSumming:
        """The same for all targets."""
        return self if self.focus is None else replace(self, given=self.doubts, focus=None)

    @property
    def _names(self) -> list[str]:
        return [name for name in self.seen.plan.targets if self.focus in (None, name)]

    def sums(self, target: Target) -> TargetSums:
        if self.focus not in (None, target.id):
            return self._whole.sums(target)
        if not self.in_sql(target):
            return self._from_returns(target)
        at, size = self.seen.month_of(target), self.scopes.size_of(target)
        concluder = self.words.concluder(target, at, size)
        left_out = self.left_out_of.get(target.id, ())
        return EngineTargetSums(
            concluder, self.words, self.asked, self.scopes, left_out, self._words_of, self._lapsed_units
        )

    def alone(self, target: Target, code: str) -> Progress | None:
        if not self.in_sql(target) or not self.scopes.asks(target, code):
            return None
        unit = self.seen.ledger.units.by_code[code]
        concluder = self.words.concluder(target, self.seen.month_of(target), self.scopes.size_of(target))
        return self.words.word(concluder, self.words.track(target, unit, concluder.at, whole=False), unit)

    def _from_returns(self, target: Target) -> TargetSums:
        """Every entry on this one target is read and added up here."""
        return self._returns_of(target, None).sums(target)

    def _lapsed_units(self, target: str) -> list[str]:
        return self.engine.lapsed_units(self.seen.year, target)

    def _words_of(self, target: Target, codes: Sequence[str]) -> UnitWords:
        """What some units said of one target."""
        return self._returns_of(target, codes).words

    def _returns_of(self, target: Target, codes: Sequence[str] | None) -> ReturnsSumming:
        found = read_returns(self.engine, [self.seen.year], codes, [target.id])
        parts = {part: getattr(found, part) for part in ("submissions", "attempted", "acceptance", "versions")}
        plain = replace(self.collected, day=None).ordinary(parts)
        return ReturnsSumming(replace(self.seen, ledger=plain), self.doubts)

    @cached_property
    def left_out(self) -> frozenset[Pair]:
        """Target and unit of those that are told one by one."""
        declared = [self.seen.declared(name) for name in self._names]
        pairs = [(target, self.seen.month_of(target)) for target in declared]
        told = irregular_pairs(self.engine, self.collected, self.seen.year, pairs) | frozenset(self.doubts)
        return frozenset(pair for pair in told if self.focus in (None, pair[0]))

    @cached_property
    def left_out_of(self) -> Mapping[str, list[str]]:
        by_target: dict[str, list[str]] = {}
        for target, unit in sorted(self.left_out):
            by_target.setdefault(target, []).append(unit)
        return by_target

    @cached_property
    def tables(self) -> FactTables:
        asked = {name: self.seen.declared(name) for name in self._names}
        return FactTables(self.engine, self.seen.year, asked, self.seen.plan.targets)

    @cached_property
    def asked(self) -> BatchedNodeSums:
        declared = self.tables.targets.values()
        return BatchedNodeSums(
            self.tables,
            self.seen,
            {each.id: each for each in declared if self.in_sql(each)},
            {each.id: self.scopes.size_of(each) for each in declared},
            self.left_out,
            lambda: self.counted.query if self.focus is None else None,
        )

    # ── the returns themselves ───────────────────────────────────────────────────────────────────────────────

    @cached_property
    def counted(self) -> ReturnsCounted:
        if self.focus is not None:
            return self._whole.counted
        leave = self.seen.ledger.workspace.reporting.exceptions
        singly = {*self.engine.passing_units(), *self.engine.again(self.seen.year), *(each.unit for each in leave)}
        singly |= {unit.code for unit in self.scopes.tree.totals}
        scopes = (each.scope for each in self.seen.plan.targets.values())
        named = self.scopes.tree.some(code for scope in scopes if isinstance(scope, tuple) for code in scope)
        singly |= {unit.code for unit in named if unit.groups_only}  # who only groups owes what names it
        singly |= {code for _, code in registered_pairs(self.engine, self.collected, self.seen.plan.targets.values())}
        singly |= {code for _, code in joined_pairs(self.collected, self.seen.plan.targets.values())}
        return ReturnsCounted(self.seen, self.tables, self.scopes, frozenset(singly))

    def handed_in(self, units: Sequence[Unit], root: str | None) -> Sequence[Punctuality]:
        return self.counted.handed_in(units, root)

    def silent(self, root: str | None) -> frozenset[str]:
        return self.counted.silent(root)
