"""Sums of nodes, asked of the engine many at a time: what one conclusion needs of a target, all others will need of theirs."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from functools import cached_property

from mzgz.model.periods import Period
from mzgz.model.targets import Target
from mzgz.progress.columns.column_sums import AskedTarget, FactTables, NodeSum, lacking_units, node_sums
from mzgz.progress.columns.engine_queries import Ask
from mzgz.progress.columns.scope_sql import NodeAsked, Pair
from mzgz.progress.columns.tally_sql import WHOLE
from mzgz.progress.year_as_of import YearSeen


class BatchedNodeSums:
    """The sums over the nodes below a node, without the pairs that are told one by one."""

    def __init__(
        self,
        tables: FactTables,
        seen: YearSeen,
        targets: Mapping[str, Target],
        sizes: Mapping[str, int],
        left_out: frozenset[Pair],
        returns: Callable[[], str | None],
    ) -> None:
        self._returns = returns
        """The query of the returns below a node, which whoever shows sums asks next."""
        self._tables, self._seen, self._targets, self._sizes, self._left_out = tables, seen, targets, sizes, left_out
        self._apart = frozenset(name for name, _ in left_out)
        self._lacking: dict[str | None, dict[Ask, dict[str, list[str]]]] = {}
        self._held: dict[str | None, dict[Ask, dict[str, NodeSum]]] = {}
        self._totals: dict[tuple[str | None, Ask], NodeSum | None] = {}
        self._alone: dict[Ask, NodeSum | None] = {}

    def sum(self, node: str | None, ask: Ask) -> NodeSum | None:
        """The sum over a node: of everything, or as it was added up beside those next to it."""
        if node is None and ask.single and ask not in self._held.get(None, ()):
            return self._whole(ask)
        if node is not None and not self._by_itself(node, self._held):
            return self._beside(self._seen.ledger.units.parent(node), ask).get(node)
        if (node, ask) not in self._totals:
            parts = self._beside(node, ask)
            self._totals[node, ask] = NodeSum.together([*parts.values()]) if parts else None
        return self._totals[node, ask]

    def _by_itself(self, node: str, held: Container[str | None]) -> bool:
        """Whether it is added up from what lies below it: where those beside it would take reading portion after portion."""
        tree = self._seen.ledger.units
        parent = tree.parent(node)
        return parent not in held and not self._at_once(parent) and tree.has_below(node)

    def _whole(self, ask: Ask) -> NodeSum | None:
        """A month by itself of everything: who else is told of it asks for nodes."""
        if ask not in self._alone:
            wanted = dict.fromkeys([*self._months_alone(), ask])
            asked = [AskedTarget(each, self._targets[each.target], self._sizes[each.target]) for each in wanted]
            below, bands = self._below(None), self._seen.ledger.workspace.lights
            told = node_sums(self._tables, asked, below, self._left_out, bands, whole=True)
            self._alone = {each: by_node.get(WHOLE) for each, by_node in told.items()}
        return self._alone[ask]

    def _beside(self, parent: str | None, ask: Ask) -> Mapping[str, NodeSum]:
        """The sums of the nodes below another; what is not there yet is asked for together with all that will be."""
        held = self._held.setdefault(parent, {})
        if not held:
            self._ask(parent, [*self._first_asks(), *self._further_asks(parent)])
        if ask not in held:
            more = self._months_alone() if ask.single else self._second_asks(parent)
            self._ask(parent, [*more, ask])
        return held[ask]

    def lacking(self, node: str | None, ask: Ask) -> list[str]:
        """Codes of the units among a node and all below it without their figure as it is now."""
        alone = node is None or self._by_itself(node, self._lacking)
        parent = node if node is None or alone else self._seen.ledger.units.parent(node)
        if parent not in self._lacking:
            asked = [
                AskedTarget(Ask(target.id, at.month, at.month, self._seen.as_of), target, self._sizes[target.id])
                for target, at, _ in self._read
            ]
            lights = self._seen.ledger.workspace.lights
            self._lacking[parent] = lacking_units(self._tables, asked, self._below(parent), self._left_out, lights)
        below = self._lacking[parent][ask]
        return [code for codes in below.values() for code in codes] if alone or node is None else below.get(node, [])

    def _below(self, parent: str | None) -> NodeAsked:
        return NodeAsked(parent, 0 if parent is None else self._seen.ledger.units.depth(parent) + 1)

    def _ask(self, parent: str | None, asks: Iterable[Ask]) -> None:
        held, seen = self._held.setdefault(parent, {}), self._seen
        wanted = [ask for ask in dict.fromkeys(asks) if ask not in held]
        asked = [AskedTarget(ask, self._targets[ask.target], self._sizes[ask.target]) for ask in wanted]
        below, bands = self._below(parent), seen.ledger.workspace.lights
        returns = None if held or self._at_once(parent) else self._returns()
        beside = [] if returns is None else [returns]
        held.update(node_sums(self._tables, asked, below, self._left_out, bands, beside=beside))

    @cached_property
    def _read(self) -> list[tuple[Target, Period, Period]]:
        """The targets with the month they are read at, and the one of the due date up to there."""
        months = [(target, self._seen.month_of(target)) for target in self._targets.values()]
        return [
            (target, at, at if target.yearlong else min(at, target.due_month))
            for target, at in months
            if at is not None
        ]

    def _first_asks(self) -> Iterator[Ask]:
        """As it is now, and by the due date."""
        for target, at, due in self._read:
            yield Ask(target.id, at.month, at.month, self._seen.as_of)
            yield Ask(target.id, due.month, at.month, self._seen.as_of, target.dated)

    def _further_asks(self, parent: str | None) -> Iterator[Ask]:
        """Where facts are read in portions, all that may be asked for is asked at once: reading them again takes longer."""
        if not self._at_once(parent):
            yield from self._months_alone()
            for target, at, due in self._read:
                yield from self._known_in_time(target, at, due)
                yield from self._months_since(target, at, due)

    def _at_once(self, parent: str | None) -> bool:
        return self._tables.engine.at_once(self._seen.year, parent)

    def _months_alone(self) -> Iterator[Ask]:
        """Every month by itself, of what must hold in each."""
        for target, at, _ in self._read:
            if target.lasting and len(target.judged(at)) > 1:
                for index in target.judged(at):
                    month = Period(index, 1).month
                    yield Ask(target.id, month, month, self._seen.as_of, single=True)

    def _second_asks(self, node: str | None) -> Iterator[Ask]:
        """As it was known when the month closed, of what came in time; the months since, of what did not."""
        for target, at, due in self._read:
            told = self._held[node].get(Ask(target.id, due.month, at.month, self._seen.as_of, target.dated))
            reached = [_reached(target, one, due) for one in told.values()] if told else []
            if told and node is None:
                reached.append(_reached(target, NodeSum.together([*told.values()]), due))
            if any(reached) or target.id in self._apart:
                yield from self._known_in_time(target, at, due)
            if not all(reached):
                yield from self._months_since(target, at, due)

    def _known_in_time(self, target: Target, at: Period, due: Period) -> Iterator[Ask]:
        closed = self._seen.closed(due)
        if closed < self._seen.as_of:
            yield Ask(target.id, due.month, at.month, closed, target.dated)

    def _months_since(self, target: Target, at: Period, due: Period) -> Iterator[Ask]:
        if not target.lasting:
            for index in target.asked(at):
                if index >= due.index:
                    yield Ask(target.id, Period(index, 1).month, at.month, self._seen.as_of)


def _reached(target: Target, one: NodeSum, due: Period) -> bool:
    """Whether a sum may have reached the goal by its date: only of that it is asked whether it was known in time."""
    heads = one.tally.heads
    if not target.pooled:
        return target.conclude(heads) is True
    return target.lasting or (heads.expected > 0 and target.verdict(one.tally.figure, due) is True)
