"""Where one target stands: at the whole, at each unit in its scope, and at every node above them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from mzgz.model.periods import Period
from mzgz.model.targets.aggregate import Heads
from mzgz.progress.evaluate import Concluder
from mzgz.progress.lazy_conclusions import Conclusions, Nodes
from mzgz.progress.lights import Edge, Light
from mzgz.progress.rollup import GroupTrack, Tally, Track, UnitTrack
from mzgz.progress.target_progress import Node, Progress
from mzgz.progress.target_sums import TargetSums
from mzgz.progress.units_of_a_level import LevelTrack, counts_by_level
from mzgz.progress.year_as_of import YearSeen


class Standing:
    """Conclusions of a target by node, from sums that somebody else added up."""

    def __init__(self, seen: YearSeen, sums: TargetSums, whole: Node) -> None:
        self._seen, self._sums, self._tree = seen, sums, seen.ledger.units
        self._nodes: dict[str, Progress] = {}
        self._whole = whole

    @property
    def units(self) -> Conclusions:
        return self._sums.units

    @property
    def tracks(self) -> Mapping[str, UnitTrack]:
        return self._sums.tracks

    @property
    def groups(self) -> Mapping[str, Track]:
        """The sums of units with others below that anybody is asked, by code."""
        return self._sums.groups

    @property
    def concluder(self) -> Concluder:
        return self._sums.concluder

    def release(self) -> None:
        """Keep the conclusions, not the tracks they were drawn from."""
        self._sums.release()

    @cached_property
    def city(self) -> Progress:
        """Everybody: drawn when it is looked at, for who looks at one province has only that one added up."""
        sums, below, whole = self._sums, None, self._whole
        if self._tree.deep:
            below = Nodes([code for code in self._tree.top if self._asked(code)], self.at_node)
        if below is not None and counts_by_level(self.concluder.target, self._tree):
            return self._by_level(sums.everybody(), whole, self._top_counted(below), below, one=False)
        return self.concluder.group(sums.everybody(), whole, sums.parts(None), below, sums.lights(None))

    def _top_counted(self, below: Nodes) -> Nodes:
        """The units of the level the plan names; otherwise those right below the whole."""
        level = self.concluder.target.judged_level
        if level is None:
            return below
        return Nodes([unit.code for unit in self._tree.at_level(level) if self._asked(unit.code)], self.at_node)

    def _by_level(
        self, base: Track, node: Node, counted: Nodes, below: Nodes, *, one: bool, own: frozenset[str] = frozenset()
    ) -> Progress:
        """A node whose heads are units of a level; `own` are those of them that stand by their own word."""
        code = None if node.kind == "city" else node.key
        bound = self.concluder.target if code is None else self.concluder.target.for_unit(code)
        members = [self._counted(each, own=each in own) for each in counted.codes]
        concluder = self.concluder if code is None else self._concluder_of(code)
        lights = lambda: [unit.light for unit in counted if unit.expected]  # noqa: E731 - told where it is needed
        track = LevelTrack(bound, base, members, one)
        return concluder.group(track, node, self._sums.parts(code), below, lights, counted)

    def _concluder_of(self, code: str) -> Concluder:
        """By what the plan agrees with the unit alone, where it does."""
        target = self.concluder.target
        return self.concluder.of_unit(target.for_unit(code), own=True) if code in target.units else self.concluder

    def _counted(self, code: str, *, own: bool) -> Track:
        """One unit of the level, by its sum where it has others below."""
        if own or not self._tree.has_below(code):
            return self.tracks[code]
        return self._level_track(code)

    def _level_track(self, code: str) -> LevelTrack:
        own, members = self._own(code), self._members(code)
        bound = self.concluder.target.for_unit(code)
        return LevelTrack(bound, self._base(code, own), [self._counted(one, own=one in own) for one in members], True)

    def _own(self, code: str) -> list[str]:
        """Itself, where it has a word of its own."""
        return [code] if code in self.tracks else []

    def _members(self, code: str) -> list[str]:
        """That, and beside it those below that anybody is asked."""
        return [*self._own(code), *(each.code for each in self._tree.children(code) if self._asked(each.code))]

    def _base(self, code: str, own: Sequence[str]) -> Track:
        track = self.groups.get(code)
        return GroupTrack(self.concluder.target, [self.tracks[one] for one in own]) if track is None else track

    def _is_unit(self, code: str) -> bool:
        """Whether a node with others below is itself one of those that are counted."""
        level = self.concluder.target.judged_level
        return level is None or any(unit.code == code for unit in self._tree.at_level(level))

    def own(self, code: str) -> Progress:
        """One unit's own word; not applicable where it is outside the target's scope."""
        return self.units.get(code) or self._outside(code)

    def at_node(self, code: str) -> Progress:
        """A unit with all below it where there is something below, its own word where there is not."""
        return self.under(code) if self._tree.has_below(code) else self.own(code)

    def under(self, code: str) -> Progress:
        """A unit and everything below it in the tree, each added once."""
        if code not in self._nodes:
            sums = self._sums
            lights = sums.lights(code) if code in self.groups else None
            own = self._own(code)
            track = self._base(code, own)
            below = Nodes(lambda: self._members(code), lambda one: self.units[one] if one in own else self.at_node(one))
            node = Node("tree", code, self._tree.by_code[code].label)
            if counts_by_level(self.concluder.target, self._tree) and self._is_unit(code):
                self._nodes[code] = self._by_level(track, node, below, below, one=True, own=frozenset(own))
            else:
                self._nodes[code] = self._concluder_of(code).group(track, node, sums.parts(code), below, lights)
        return self._nodes[code]

    def in_month(self, node: Node, month: Period) -> Tally:
        """What a node came to in a month by itself, as known on the board's day; without the verdicts of its units."""
        told = self._told(node, month)
        return replace(told, heads=replace(told.heads, met=0, missed=0))

    def _told(self, node: Node, month: Period) -> Tally:
        sums = self._sums.at(month)
        match node.kind:
            case "city":
                return sums.everybody().of_month(month)
            case "tag":
                codes = [unit.code for unit in self._tree.tagged(node.key)]
            case "tree" if (track := sums.groups.get(node.key)) is not None:
                return track.of_month(month)
            case _:
                codes = [node.key]
        inside = self._inside(codes)
        return GroupTrack(self.concluder.target, [sums.tracks[code] for code in inside]).of_month(month)

    def group(self, codes: Iterable[str], node: Node) -> Progress:
        """Any units together, those that only group with all below; those outside the target's scope do not count."""
        inside = self._inside(codes)
        track = GroupTrack(self.concluder.target, [self.tracks[code] for code in inside])
        return self.concluder.group(track, node, Nodes(inside, self.units.__getitem__))

    def _inside(self, codes: Iterable[str]) -> list[str]:
        tree = self._tree
        every = (
            unit.code
            for code in codes
            for unit in (tree.under(code) if tree.by_code[code].groups_only else (tree.by_code[code],))
        )
        return [code for code in dict.fromkeys(every) if code in self.tracks]

    def _asked(self, code: str) -> bool:
        return code in self.tracks or code in self.groups

    def _outside(self, code: str) -> Progress:
        target, heads = self.concluder.target, Heads(not_applicable=1)
        return Progress(
            target=target,
            node=Node("unit", code, self._tree.by_code[code].label),
            period=self._seen.month_of(target),
            figure=target.nothing,
            heads=heads,
            met_now=None,
            decided=None,
            met=None,
            heads_decided=heads,
            made_good=None,
            late=False,
            light=Light.NOT_APPLICABLE,
            edge=Edge.NOT_APPLICABLE,
            pace=None,
        )
