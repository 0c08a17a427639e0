"""The workspace as the desk holds it: ledger, findings and board, read anew when a file has changed, and never before."""

from __future__ import annotations

import os
import threading
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Final

from mzgz import validation
from mzgz.intake.workspace import load
from mzgz.model.findings import Diagnostic
from mzgz.model.ledger import Ledger
from mzgz.model.periods import Period
from mzgz.model.submissions import Submission
from mzgz.progress import Board, current_year

_READ: Final = ("mzgz.yaml", "targets", "submissions", "acceptance")
_MOST_DAYS: Final = 4
"""As-of days kept at once: people look at today, and now and then back."""


@dataclass(frozen=True)
class WorkspaceState:
    """What stood in the files at one moment, judged as of one day."""

    ledger: Ledger
    loaded: tuple[Diagnostic, ...]
    as_of: date
    year: int
    stamp: str

    @cached_property
    def board(self) -> Board:
        return Board(self.ledger, self.year, self.as_of)

    @cached_property
    def findings(self) -> tuple[Diagnostic, ...]:
        return validation.run(self.ledger, self.loaded, self.as_of).findings

    def of(self, unit: str, month: Period) -> tuple[Diagnostic, ...]:
        """The findings of one return."""
        return tuple(one for one in self.findings if one.unit == unit and one.period == str(month))

    def with_submission(self, submission: Submission) -> WorkspaceState:
        """What it would be if the unit said this: the same rules, the same sums; nothing is written."""
        key = (submission.period, submission.unit)
        ledger = replace(
            self.ledger,
            submissions={**self.ledger.submissions, key: submission},
            attempted={**self.ledger.attempted, key: f"submissions/{submission.period}/{submission.unit}.yaml"},
        )
        return WorkspaceState(ledger, self.loaded, self.as_of, self.year, self.stamp)


class WorkspaceView:
    """Hands out the present state; several requests at once wait for one reading, not for each other's pages."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._lock = threading.Lock()
        self._stamp = ""
        self._loaded: tuple[Ledger, tuple[Diagnostic, ...]] | None = None
        self._states: OrderedDict[tuple[date, int], WorkspaceState] = OrderedDict()

    def state(self, as_of: date, year: int | None = None) -> WorkspaceState:
        """The state as known on a day. Raises OSError where the workspace cannot be read, ValueError without a plan."""
        with self._lock:
            stamp = "".join(_stamps(self.root))
            if self._loaded is None or stamp != self._stamp:
                ledger, found = load(self.root)
                self._loaded, self._stamp = (ledger, tuple(found)), stamp
                self._states.clear()
            ledger, found_ = self._loaded
            chosen = year if year in ledger.years else current_year(ledger, as_of)
            if chosen is None:
                raise ValueError("no plan")
            key = (as_of, chosen)
            if key not in self._states:
                self._states[key] = WorkspaceState(ledger, found_, as_of, chosen, stamp)
                while len(self._states) > _MOST_DAYS:
                    self._states.popitem(last=False)
            self._states.move_to_end(key)
            return self._states[key]


def _stamps(root: Path) -> Iterator[str]:
    """Names, sizes and times of all that is read: a change shows without reading anything."""
    for name in _READ:
        yield from _stamp(os.path.join(root, name))


def _stamp(path: str) -> Iterator[str]:
    try:
        state = os.stat(path, follow_symlinks=False)
    except OSError:
        return
    yield f"{path}:{state.st_size}:{state.st_mtime_ns}:{state.st_ino};"
    if os.path.isdir(path) and not os.path.islink(path):
        with os.scandir(path) as entries:
            for entry in sorted(entries, key=lambda one: one.name):
                yield from _stamp(entry.path)
