"""Which findings are asked for: of files, of a unit, of a month, of what changed; everything is judged all the same."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from mzgz.model.findings import Diagnostic
from mzgz.model.ledger import Key
from mzgz.model.periods import Period

if TYPE_CHECKING:
    from mzgz.validation.engine.changed_since_decision import Changed

About = tuple[str | None, Period | None, str | None]
"""The unit, the month and the target a case is about."""


@lru_cache(8)
def _month(text: str) -> Period:
    return Period.parse(text)


@dataclass(frozen=True, slots=True)
class Selection:
    """What was asked for. Paths are files or folders of the workspace."""

    paths: tuple[str, ...] = ()
    unit: str | None = None
    period: str | None = None
    changed: Changed | None = None
    """Only what is not as it was decided on last."""
    without: frozenset[Key] = frozenset()
    """Returns that are left out: on the day asked about nobody had them."""

    def holds(self, finding: Diagnostic) -> bool:
        return (
            (self.changed is None or self.changed.holds(finding))
            and (not self.paths or self.has_path(finding.source.path))
            and self._asks_for(self.unit, finding.unit, finding)
            and self._asks_for(self.period, finding.period, finding)
            and not (self.without and self._is_left_out(finding))
        )

    def _is_left_out(self, finding: Diagnostic) -> bool:
        if finding.unit is None or finding.period is None:
            return False
        return (_month(finding.period), finding.unit) in self.without

    @staticmethod
    def _asks_for(wanted: str | None, had: str | None, finding: Diagnostic) -> bool:
        """A file among the returns that is nobody's by its name may be anybody's: whoever asks is told."""
        return wanted in (None, had) or (had is None and finding.source.path.startswith("submissions/"))

    @property
    def whole(self) -> bool:
        """Whether everything is asked for."""
        return self == _EVERYTHING

    def named(self, paths: Mapping[Key, str]) -> Container[tuple[Period | None, str | None]]:
        """The months and units, and the units of any month, whose files were asked for by their paths."""
        keys = [key for key, path in paths.items() if self.has_path(path)] if self.paths else []
        return {*keys, *((None, unit) for _, unit in keys)}

    def counting(self, named: Container[tuple[Period | None, str | None]]) -> Callable[[About], bool]:
        """Tells whether the outcome of a case belongs to what was asked for: the unit's own, in the month or over the
        year; `named` is what `named` says of the files."""
        wanted, without, changed = self.unit, self.without, self.changed
        month = _month(self.period) if self.period is not None else None
        chosen = named if self.paths else None

        def counts(about: About) -> bool:
            unit, period, target = about
            if wanted is not None and unit != wanted:
                return False
            if month is not None and period is not None and (period.index != month.index or period != month):
                return False
            if without and (period, unit) in without:
                return False
            if changed is not None and not changed.counts(unit, period, target):
                return False
            return chosen is None or (period, unit) in chosen

        return counts

    def has_path(self, path: str) -> bool:
        return any(named == "." or path == named or path.startswith(named + "/") for named in self.paths)


_EVERYTHING = Selection()
