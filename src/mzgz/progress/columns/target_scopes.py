"""Who is asked for a target, and how many they are, without going through them."""

from __future__ import annotations

from mzgz.intake.collect.collected_ledger import CollectedLedger
from mzgz.model.ledger import Ledger
from mzgz.model.targets import Target
from mzgz.model.unit import Unit

_MANY = 200
"""Units from which on it costs less to read everything."""


class TargetScopes:
    """The scopes of the targets of a data set."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.tree = ledger.units
        self._sizes: dict[str, int] = {}
        self._plain: dict[str, bool] = {}

    def _is_everybodys(self, target: Target) -> bool:
        """Whether simply every unit is asked for it."""
        if target.id not in self._plain:
            exempt = any(terms.exempt for terms in target.units.values())
            self._plain[target.id] = target.scope == "all" and not exempt
        return self._plain[target.id]

    def asks(self, target: Target, code: str) -> bool:
        unit = self.tree.by_code.get(code)
        if self._is_everybodys(target):
            return unit is not None and unit.is_added
        return unit is not None and target.applies_to(unit) and not unit.reports_total

    def listed(self, target: Target) -> list[Unit]:
        return list(self.ledger.applicable(target))

    def below(self, target: Target, node: str) -> list[str]:
        """Those among a unit and all below it."""
        return [unit.code for unit in self.tree.under(node) if self.asks(target, unit.code)]

    def size_below(self, target: Target, node: str) -> int:
        if self._is_everybodys(target):
            return self.tree.added(node)
        if target.scope != "all":
            return len(self.below(target, node))
        tree = self.tree
        return tree.added(node) - sum(node in (unit.code, *tree.above(unit.code)) for unit in self._exempt(target))

    def _exempt(self, target: Target) -> list[Unit]:
        """Of those who report what is added up."""
        exempt = self.tree.some(code for code, terms in target.units.items() if terms.exempt)
        return [unit for unit in exempt if unit.is_added]

    def size_of(self, target: Target) -> int:
        if target.id not in self._sizes:
            if target.scope == "all":
                self._sizes[target.id] = self.tree.added(None) - len(self._exempt(target))
            else:
                self._sizes[target.id] = len(self.listed(target))
        return self._sizes[target.id]

    def fetch(self, codes: list[str]) -> None:
        """Read the returns of many units at once."""
        assert isinstance(self.ledger, CollectedLedger)  # noqa: S101 - it stands over columns
        if len(codes) > _MANY:
            self.ledger.shelf.everything()  # the entries follow all at once as soon as they are looked at
        else:
            self.ledger.shelf.fetch(codes)
