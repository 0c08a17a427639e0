"""Who stands in the tree, and what they come to: ask for a target and a node as known on one day, get its progress."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from mzgz.model.ledger import Ledger, Plan
from mzgz.model.periods import Period
from mzgz.model.submissions import Entry, Submission
from mzgz.model.targets import Target
from mzgz.model.unit import Unit
from mzgz.progress.doubtful_figures import Doubts
from mzgz.progress.lights import Edge, Light
from mzgz.progress.returns_summing import ReturnsSumming
from mzgz.progress.standing import Standing
from mzgz.progress.target_progress import Node, Progress
from mzgz.progress.target_sums import Summing
from mzgz.progress.year_as_of import YearSeen

CITY = Node("city", "city", "合计")
"""Everybody together, where no board is at hand that knows what the whole is called."""
_MOST_TRACKS = 10_000
"""Tracks of units a board keeps, of the targets asked for last: of a city all, of a nation those of a few targets."""


@dataclass(frozen=True)
class Board:
    """The year's plan against what was received by `as_of`, read at the reference month or at `asked`."""

    ledger: Ledger
    year: int
    as_of: date
    asked: Period | None = None
    doubts: Doubts | None = field(default=None, repr=False, compare=False)
    """Figures under an open 强制 finding; None: to be found out by the rules."""
    root: str | None = None
    """The node it is seen from: what `city` is asked for is of this unit with all below; None is everybody."""
    focus: str | None = field(default=None, compare=False)
    """The one target it is asked about, where there is one: an engine then adds up no other unless it must."""
    _standings: dict[str, Standing] = field(default_factory=dict, repr=False, compare=False)
    _kept: list[Standing] = field(default_factory=list, repr=False, compare=False)
    """Those whose tracks are kept, the oldest first."""
    _months: dict[Period, Board] = field(default_factory=dict, repr=False, compare=False)
    _closes: dict[Period, Board] = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Units are called as they were in the month the figures are of."""
        month = YearSeen(self.ledger, self.year, self.as_of, self.asked).reference
        if month is not None:
            object.__setattr__(self, "ledger", self.ledger.named_in(month))

    @cached_property
    def seen(self) -> YearSeen:
        return YearSeen(self.ledger, self.year, self.as_of, self.asked)

    @cached_property
    def summing(self) -> Summing:
        """Who adds up: over columns an engine does, and whoever asks does not know which."""
        if not self.ledger.over_columns:
            return ReturnsSumming(self.seen, self.doubts)
        from mzgz.progress.columns.engine_summing import EngineSumming

        return EngineSumming(self.seen, self.doubts, self.focus)

    @property
    def plan(self) -> Plan:
        return self.seen.plan

    @property
    def reference(self) -> Period | None:
        """The month all figures are read at, before each target's own cadence."""
        return self.seen.reference

    @property
    def known(self) -> Ledger:
        """What was received by the as-of day."""
        return self.seen.known

    @property
    def returns(self) -> Mapping[str, tuple[Submission, ...]]:
        """Each unit's returns of the year up to the reference month, in order of time."""
        return self.summing.returns

    def city_words(self, target: str) -> tuple[tuple[Submission, Entry], ...]:
        """What the bureau itself wrote of a target that is not its own: a note on the city's result."""
        returns = self.returns.get(self.ledger.workspace.bureau.code, ())
        return tuple((each, each.entries[target]) for each in returns if target in each.entries)

    # ── the tree ─────────────────────────────────────────────────────────────────────────────────────────────

    def within(self, code: str) -> Board:
        """The same board seen from a node: it shares all that is worked out."""
        seen, shared = replace(self, root=code), {"seen": self.seen, "summing": self.summing}
        seen.__dict__.update(shared)
        return seen

    @cached_property
    def whole(self) -> Node:
        """The node of everybody, by the name it goes by: 全市, 全国."""
        return Node("city", "city", self.ledger.workspace.vocabulary.whole)

    @property
    def node(self) -> Node:
        """The node it is seen from."""
        return self.whole if self.root is None else self.node_of(self.root)

    def node_of(self, code: str) -> Node:
        """A unit by itself, or with all below where there is something below."""
        tree = self.ledger.units
        return Node("tree" if tree.has_below(code) else "unit", code, tree.by_code[code].label)

    @property
    def reporters(self) -> Sequence[Unit]:
        """Those who owe returns of their own, among all it is seen from, in code order."""
        return self.ledger.units.reporters(self.root)

    @property
    def level(self) -> tuple[Unit, ...]:
        """The units directly below the node it is seen from."""
        return tuple(self.ledger.units.children(self.root))

    @property
    def listed(self) -> tuple[Unit, ...]:
        """The same, and whoever has a word of its own beside them: the bureau, or the unit it is seen from."""
        tree = self.ledger.units
        if self.root is None:
            return tuple(tree.by_code[code] for code in tree.top)
        own, below = tree.by_code[self.root], tuple(tree.children(self.root))
        return below if own.groups_only else (own, *below)

    # ── conclusions ──────────────────────────────────────────────────────────────────────────────────────────

    def city(self, target: str) -> Progress:
        """Everybody it is seen from."""
        return self.standing(target).city if self.root is None else self.at_node(target, self.root)

    def unit(self, target: str, code: str) -> Progress:
        """One unit's own word, or the sum of those below it where it has none; not applicable where it is outside the
        target's scope."""
        if self.ledger.units.by_code[code].groups_only and code not in self.standing(target).units:
            return self.under(target, code)
        return self.own(target, code)

    def own(self, target: str, code: str) -> Progress:
        """One unit's own word; not applicable where it is outside the target's scope."""
        return self.standing(target).own(code)

    def alone(self, target: str, code: str) -> Progress:
        """The same as `unit`, without working out what everybody else said: for pages that show one unit."""
        told = None if target in self._standings else self.summing.alone(self.declared(target), code)
        return told or self.unit(target, code)

    def tagged(self, target: str, tag: str) -> Progress:
        """The units that carry a tag, such as 牧区, together."""
        return self.group(target, [unit.code for unit in self.ledger.units.tagged(tag)], Node("tag", tag, tag))

    def at_node(self, target: str, code: str) -> Progress:
        """A unit with all below it where there is something below, its own word where there is not."""
        return self.standing(target).at_node(code)

    def part(self, target: str, code: str) -> Progress:
        """What a listed unit brings: with all below it; the one it is seen from by its own word."""
        return self.own(target, code) if code == self.root else self.at_node(target, code)

    def owed(self, target: str, code: str) -> Progress | None:
        """What a listed unit still owes: it stands red and was not made good, and no node above it was asked for the same
        thing together with it and reached it; None where nothing is owed. What the plan agrees with a unit alone, it owes
        by itself."""
        part = self.part(target, code)
        if part.light not in (Light.BEHIND, Light.OVERDUE) or part.edge is Edge.MADE_GOOD:
            return None
        terms = self.declared(target).units
        for node in (code, *self.ledger.units.above(code)):
            if node == self.root:
                break
            if node != code and self.at_node(target, node).met is True:
                return None
            if node in terms and terms[node].goal is not None:
                return part
        return None if self.city(target).met is True else part

    def peers(self, target: str, code: str) -> Sequence[Progress]:
        """The node of a unit among those beside it, which it is ranked with."""
        parent = self.ledger.units.parent(code)
        return self.standing(target).city.below if parent is None else self.under(target, parent).below

    def under(self, target: str, code: str) -> Progress:
        """A unit and everything below it in the tree, each added once."""
        return self.standing(target).under(code)

    def group(self, target: str, codes: Iterable[str], node: Node) -> Progress:
        """Any units together, those that only group with all below; those outside the target's scope do not count."""
        return self.standing(target).group(codes, node)

    def standing(self, target: str) -> Standing:
        if target not in self._standings:
            sums = self.summing.sums(self.declared(target))
            self._standings[target] = Standing(self.seen, sums, self.whole)
            self._make_room(self._standings[target])
        return self._standings[target]

    def _make_room(self, newest: Standing) -> None:
        """What was summed first is let go of first; the newest stays."""
        self._kept.append(newest)
        while len(self._kept) > 1 and sum(len(each.tracks) for each in self._kept) > _MOST_TRACKS:
            self._kept.pop(0).release()

    def __iter__(self) -> Iterator[Standing]:
        """All targets in the order of the plan."""
        return (self.standing(target) for target in self.plan.targets)

    def declared(self, target: str) -> Target:
        """The target as it stood on the board's day."""
        return self.seen.declared(target)

    # ── other days ───────────────────────────────────────────────────────────────────────────────────────────

    def at_close(self, month: Period) -> Board:
        """The board as it stood when the light of `month` was set."""
        if month not in self._closes:
            day = min(self.seen.closed(month), self.as_of)
            self._closes[month] = Board(self.ledger, self.year, day, month, self.summing.doubts, focus=self.focus)
        return self._seen_alike(self._closes[month])

    def at(self, month: Period) -> Board:
        """The figures of another month, by what is known on this board's day."""
        if month not in self._months:
            self._months[month] = Board(
                self.ledger, self.year, self.as_of, month, self.summing.doubts, focus=self.focus
            )
        return self._seen_alike(self._months[month])

    def _seen_alike(self, other: Board) -> Board:
        return other if self.root is None else other.within(self.root)
