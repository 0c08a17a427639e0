"""The workspace as the desk holds it: ledger, findings and board, read anew when a file has changed, and never before."""

from __future__ import annotations

import gc
import os
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mzgz import validation
from mzgz.intake.workspace import load
from mzgz.model import MARKER, READ_FOLDERS
from mzgz.model.findings import Diagnostic
from mzgz.model.ledger import Ledger
from mzgz.model.periods import Period
from mzgz.model.submissions import Submission
from mzgz.model.targets.target import located
from mzgz.progress import Board, current_year

if TYPE_CHECKING:
    from mzgz.publishing.letters import Letter

_MOST_DAYS: Final = 2
"""As-of days kept at once: people look at today, and now and then back; each takes some megabytes."""

_MOST_DRAFTS: Final = 32
"""Drafts whose findings are kept: those of all who fill in at the same time."""


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
    def _months(self) -> dict[Period, tuple[Diagnostic, ...]]:
        return {}

    def of_month(self, month: Period | None) -> tuple[Diagnostic, ...]:
        """What `check --period` says of a month: a mistake carried along from an earlier one counts here, too."""
        if month is None:
            return ()
        if month not in self._months:
            self._months[month] = self._run(validation.Selection(period=str(month)))
        return self._months[month]

    @cached_property
    def _letters(self) -> dict[Period, tuple[Letter, ...]]:
        return {}

    def letters(self, month: Period) -> tuple[Letter, ...]:
        """The letters a month asks for on the day, drawn once; with the state they are forgotten."""
        if month not in self._letters:
            from mzgz.publishing.letters import LetterContext, letters

            context = LetterContext(self.ledger, month, self.as_of, self.of_month(month), self.ledger.units.units)
            self._letters[month] = tuple(letters(context))
            del context
            gc.collect()  # its board is bound in circles: ten months of them are as large as the desk
        return self._letters[month]

    @cached_property
    def _parts(self) -> dict[str, str]:
        return {}

    def part(self, name: str, drawn: Callable[[], str]) -> str:
        """A part of a page that follows from this state alone, drawn once: with the state it is forgotten."""
        if name not in self._parts:
            self._parts[name] = drawn()
        return self._parts[name]

    @cached_property
    def _drafts(self) -> OrderedDict[str, tuple[Diagnostic, ...]]:
        return OrderedDict()

    def of_draft(self, mark: str, judged: Callable[[], tuple[Diagnostic, ...]]) -> tuple[Diagnostic, ...]:
        """What was found of the draft with this mark, judged once: a page is looked at more often than it is saved."""
        if mark not in self._drafts:
            self._drafts[mark] = judged()
            while len(self._drafts) > _MOST_DRAFTS:
                self._drafts.popitem(last=False)
        return self._drafts[mark]

    def of_return(self, unit: str, month: Period) -> tuple[Diagnostic, ...]:
        """The findings of one return."""
        return tuple(one for one in self.of_month(month) if one.unit == unit)

    def _run(self, only: validation.Selection) -> tuple[Diagnostic, ...]:
        return validation.run(self.ledger, self.loaded, self.as_of, only).findings

    def with_submission(self, submission: Submission) -> DraftState:
        """What it would be if the unit said this: the same rules, the same sums; nothing is written."""
        key = (submission.period, submission.unit)
        given = (
            submission if submission.received else located(replace(submission, received=self.as_of), submission.locate)
        )
        ledger = replace(
            self.ledger,
            submissions={**self.ledger.submissions, key: given},
            attempted={**self.ledger.attempted, key: f"submissions/{submission.period}/{submission.unit}.yaml"},
        )
        return DraftState(ledger, self.loaded, self.as_of, self.year, self.stamp)


class DraftState(WorkspaceState):
    """What would stand if a return said what is typed just now; only that return is looked at."""

    @cached_property
    def board(self) -> Board:
        """For the figures of the return; its lights, which wait for what the rules say, are not shown."""
        return Board(self.ledger, self.year, self.as_of, doubts={})

    def of_return(self, unit: str, month: Period) -> tuple[Diagnostic, ...]:
        found = self._run(validation.Selection(unit=unit, period=str(month)))
        return tuple(one for one in found if one.unit == unit)


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
                self._forget()
                ledger, found = load(self.root)
                self._loaded, self._stamp = (ledger, tuple(found)), stamp
            ledger, found_ = self._loaded
            chosen = year if year in ledger.years else current_year(ledger, as_of)
            if chosen is None:
                raise ValueError("no plan")
            key = (as_of, chosen)
            if key not in self._states:
                self._states[key] = WorkspaceState(ledger, found_, as_of, chosen, stamp)
                if len(self._states) > _MOST_DAYS:
                    self._states.popitem(last=False)
                    gc.collect()  # it is bound in circles, too
            self._states.move_to_end(key)
            return self._states[key]

    def _forget(self) -> None:
        """What was read before, before anything is read anew: it is bound in circles, and left to itself it would stay
        in memory for many readings more."""
        self._loaded = None
        self._states.clear()
        gc.unfreeze()  # loading sets aside what it made
        gc.collect()


def _stamps(root: Path) -> Iterator[str]:
    """Names, sizes and times of all that is read: a change shows without reading anything."""
    for name in (MARKER, *READ_FOLDERS):
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
