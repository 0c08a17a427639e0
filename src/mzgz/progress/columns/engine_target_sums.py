"""One target over columns: sums of nodes from the engine, the few that are told one by one beside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from mzgz.model.periods import Period
from mzgz.model.targets import Target
from mzgz.model.targets.reported_facts import LACKING
from mzgz.model.unit import Unit
from mzgz.progress.columns.batched_node_sums import BatchedNodeSums
from mzgz.progress.columns.engine_queries import Ask
from mzgz.progress.columns.lazy_views import GroupsAsked, PartsAsked, TracksAsked, UnitsAsked, UnitsRead
from mzgz.progress.columns.summed_and_single_units import SummedTrack
from mzgz.progress.columns.target_scopes import TargetScopes
from mzgz.progress.evaluate import Concluder
from mzgz.progress.lights import Light
from mzgz.progress.returns_summing import UnitWords
from mzgz.progress.rollup import UnitTrack
from mzgz.progress.target_progress import Node, Progress


class EngineTargetSums:
    """What the conclusions of a target are drawn from."""

    def __init__(
        self,
        concluder: Concluder,
        words: UnitWords,
        asked: BatchedNodeSums,
        scopes: TargetScopes,
        left_out: Sequence[str],
        words_of: Callable[[Target, Sequence[str]], UnitWords],
        lapsed_units: Callable[[str], Sequence[str]],
        *,
        single: bool = False,
    ) -> None:
        self.concluder = concluder
        self._words, self._asked, self._scopes, self._left_out, self._single = words, asked, scopes, left_out, single
        self._words_of, self._lapsed_units, target = words_of, lapsed_units, concluder.target
        self._keeps = True
        self._near: dict[str, UnitWords] = {}
        """Of units that are gone through: what they said of this target, and nothing else."""
        self.units = UnitsAsked(scopes, target, self._word, self._read)
        self.tracks = TracksAsked(self.units, lambda code: self._track(scopes.tree.by_code[code]))
        self.groups = GroupsAsked(scopes, target, self._summed)

    def everybody(self) -> SummedTrack:
        return self._summed(None)

    def parts(self, node: str | None) -> PartsAsked:
        target, scopes = self.concluder.target, self._scopes

        def codes() -> list[str]:
            if node is None:
                return list(self.units)
            inside = scopes.below(target, node)
            self._read(inside)
            return inside

        size = len(self.units) if node is None else scopes.size_below(target, node)
        return PartsAsked(
            codes,
            size,
            self.units.__getitem__,
            lambda: self._lacking(node),
            lambda: self._plainly_missing(node),
            lambda: self._unproven_alone(node),
            lambda: self._lapsed(node),
        )

    def _now(self) -> Ask | None:
        """The question how things stand."""
        at = self.concluder.at
        return None if at is None else Ask(self.concluder.target.id, at.month, at.month, self._words.seen.as_of)

    def _lacking(self, node: str | None) -> list[Node]:
        """The units below a node without their figure."""
        ask, tree, target = self._now(), self._scopes.tree, self.concluder.target
        if ask is None:
            inside = self._scopes.listed(target) if node is None else self._scopes.below(target, node)
            codes = [each if isinstance(each, str) else each.code for each in inside]
        else:
            codes = self._asked.lacking(node, ask)
            codes += [unit.code for unit in self._one_by_one(node) if self._word(unit.code).state in LACKING]
            codes = sorted(codes) if node is None else tree.in_order(codes)
        labels = {unit.code: unit.label for unit in tree.some(codes)}
        return [Node("unit", code, labels[code]) for code in codes]

    def _lapsed(self, node: str | None) -> UnitsRead:
        """The units below a node that have ever said it was not kept."""
        target, tree = self.concluder.target, self._scopes.tree
        codes = [unit.code for unit in tree.some(self._lapsed_units(target.id)) if self._scopes.asks(target, unit.code)]
        if node is not None:  # in the order in which they are gone through
            codes = tree.in_order(code for code in codes if node in (code, *tree.above(code)))
        return UnitsRead(codes, self.units.__getitem__, self._read)

    def _plainly_missing(self, node: str | None) -> bool:
        ask = self._now()
        told = None if ask is None else self._asked.sum(node, ask)
        return told is not None and told.plainly_missing > 0

    def _unproven_alone(self, node: str | None) -> bool:
        ask = self._now()
        told = None if ask is None or self._one_by_one(node) else self._asked.sum(node, ask)
        return told is not None and told.unproven > 0 and not told.plainly_missing

    def lights(self, node: str | None) -> Callable[[], Sequence[Light]]:
        def lights() -> list[Light]:
            singly = [self._word(unit.code) for unit in self._one_by_one(node)]
            found = [one.light for one in singly if one.expected]
            ask = self._now()
            told = None if ask is None else self._asked.sum(node, ask)
            if told is not None:
                counted = Counter(told.lit)
                counted[Light.UNKNOWN] += told.tally.heads.expected - sum(told.lit.values())
                found += counted.elements()
            return found

        return lights

    def at(self, month: Period) -> EngineTargetSums:
        concluder = replace(self.concluder, at=month)
        words, left, lapsed = self._words, self._left_out, self._lapsed_units
        return EngineTargetSums(concluder, words, self._asked, self._scopes, left, self._words_of, lapsed, single=True)

    def release(self) -> None:
        """Nothing is kept but what the engine told."""
        self._near, self._keeps = {}, False
        self.units.release()

    def _read(self, codes: Sequence[str]) -> None:
        """What many units said of this one target, at once."""
        missing = [code for code in codes if code not in self._near]
        if missing:
            words = self._words_of(self.concluder.target, missing)
            self._near = {**(self._near if self._keeps else {}), **dict.fromkeys(missing, words)}

    def _word(self, code: str) -> Progress:
        unit = self._scopes.tree.by_code[code]
        return self._near.get(code, self._words).word(self.concluder, self._track(unit), unit)

    def _track(self, unit: Unit) -> UnitTrack:
        words = self._near.get(unit.code, self._words)
        return words.track(self.concluder.target, unit, self.concluder.at, whole=False)

    def _one_by_one(self, node: str | None) -> list[Unit]:
        """The units below a node that are left out of its sum."""
        tree, target = self._scopes.tree, self.concluder.target
        tree.some(self._left_out)
        inside = [code for code in self._left_out if self._scopes.asks(target, code)]
        if node is not None:
            inside = [code for code in inside if code == node or node in tree.above(code)]
        self._scopes.fetch(inside)
        return [tree.by_code[code] for code in inside]

    def _summed(self, node: str | None) -> SummedTrack:
        """Everything below a node."""
        target, at, day = self.concluder.target, self.concluder.at, self._words.seen.as_of
        size = len(self.units) if node is None else self._scopes.size_below(target, node)
        members = [] if at is None else [self._track(unit) for unit in self._one_by_one(node)]
        month = 0 if at is None else at.month
        bound = target if node is None else target.for_unit(node)
        return SummedTrack(
            bound, members, size, lambda ask: self._asked.sum(node, ask), month, day, single=self._single
        )
