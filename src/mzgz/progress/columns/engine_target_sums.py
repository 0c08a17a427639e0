"""One target over columns: sums of nodes from the engine, the few that are told one by one beside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from mzgz.model.periods import Period
from mzgz.model.units import Unit
from mzgz.progress.columns.batched_node_sums import BatchedNodeSums
from mzgz.progress.columns.engine_queries import Ask
from mzgz.progress.columns.lazy_views import GroupsAsked, PartsAsked, TracksAsked, UnitsAsked
from mzgz.progress.columns.summed_track import SummedTrack
from mzgz.progress.columns.target_scopes import TargetScopes
from mzgz.progress.evaluate import Concluder
from mzgz.progress.lights import Light
from mzgz.progress.progress import Progress
from mzgz.progress.returns_summing import UnitWords
from mzgz.progress.rollup import UnitTrack


class EngineTargetSums:
    """What the conclusions of a target are drawn from."""

    def __init__(
        self,
        concluder: Concluder,
        words: UnitWords,
        asked: BatchedNodeSums,
        scopes: TargetScopes,
        left_out: Sequence[str],
        *,
        single: bool = False,
    ) -> None:
        self.concluder = concluder
        self._words, self._asked, self._scopes, self._left_out, self._single = words, asked, scopes, left_out, single
        target = concluder.target
        self.units = UnitsAsked(scopes, target, self._word)
        self.tracks = TracksAsked(self.units, lambda code: self._track(scopes.tree.by_code[code]))
        self.groups = GroupsAsked(scopes, target, self._summed)

    def everybody(self) -> SummedTrack:
        return self._summed(None)

    def parts(self, node: str | None) -> PartsAsked:
        target, scopes = self.concluder.target, self._scopes

        def codes() -> list[str]:
            inside = list(self.units) if node is None else scopes.below(target, node)
            scopes.fetch(inside)
            return inside

        size = len(self.units) if node is None else len(scopes.below(target, node))
        return PartsAsked(codes, size, self.units.__getitem__)

    def lights(self, node: str | None) -> Callable[[], Sequence[Light]]:
        def lights() -> list[Light]:
            at = self.concluder.at
            found = [self._word(unit.code).light for unit in self._one_by_one(node)]
            ask = None if at is None else Ask(self.concluder.target.id, at.month, at.month, self._words.seen.as_of)
            told = None if ask is None else self._asked.sum(node, ask)
            if told is not None:
                counted = Counter(told.lit)
                counted[Light.UNKNOWN] += told.tally.heads.expected - sum(told.lit.values())
                found += counted.elements()
            return found

        return lights

    def at(self, month: Period) -> EngineTargetSums:
        concluder = replace(self.concluder, at=month)
        return EngineTargetSums(concluder, self._words, self._asked, self._scopes, self._left_out, single=True)

    def release(self) -> None:
        """Nothing is kept but what the engine told."""

    def _word(self, code: str) -> Progress:
        unit = self._scopes.tree.by_code[code]
        return self._words.word(self.concluder, self._track(unit), unit)

    def _track(self, unit: Unit) -> UnitTrack:
        return self._words.track(self.concluder.target, unit, self.concluder.at, whole=False)

    def _one_by_one(self, node: str | None) -> list[Unit]:
        """The units below a node that are left out of its sum."""
        tree, target = self._scopes.tree, self.concluder.target
        inside = [code for code in self._left_out if self._scopes.asks(target, code)]
        if node is not None:
            inside = [code for code in inside if code == node or node in tree.above(code)]
        self._scopes.fetch(inside)
        return [tree.by_code[code] for code in inside]

    def _summed(self, node: str | None) -> SummedTrack:
        """Everything below a node."""
        target, at, day = self.concluder.target, self.concluder.at, self._words.seen.as_of
        size = len(self.units) if node is None else len(self._scopes.below(target, node))
        members = [] if at is None else [self._track(unit) for unit in self._one_by_one(node)]
        month = 0 if at is None else at.month
        return SummedTrack(
            target, members, size, lambda ask: self._asked.sum(node, ask), month, day, single=self._single
        )
