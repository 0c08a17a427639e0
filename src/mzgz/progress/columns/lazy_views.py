"""What a board over columns hands out in place of lists: units, tracks, parts and returns, read when they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, overload

from mzgz.intake.collect.collected_ledger import CollectedLedger
from mzgz.model.periods import Period
from mzgz.model.submissions import Submission
from mzgz.progress.evaluate import Concluder
from mzgz.progress.lazy_conclusions import Conclusions, Nodes
from mzgz.progress.progress import Progress
from mzgz.progress.rollup import Track, UnitTrack

if TYPE_CHECKING:
    from mzgz.progress.columns.column_board import ColumnBoard


class YearReturns(Mapping[str, tuple[Submission, ...]]):
    """Each unit's returns of a year up to a month, as they are asked for."""

    def __init__(self, ledger: CollectedLedger, year: int, last: Period) -> None:
        self._ledger, self._year, self._last = ledger, year, last

    def __getitem__(self, unit: str) -> tuple[Submission, ...]:
        items = self._ledger.by_unit[unit]
        return tuple(item for item in items if item.period.year == self._year and item.period <= self._last)

    def __iter__(self) -> Iterator[str]:
        return iter(self._ledger.by_unit)

    def __len__(self) -> int:
        return len(self._ledger.by_unit)


class UnitsAsked(Conclusions):
    """The conclusions of the units of a target; who they are is settled when somebody goes through them."""

    def __init__(self, board: ColumnBoard, concluder: Concluder) -> None:
        super().__init__((), lambda code: board.own_word(concluder, code))
        self._board, self._target = board, concluder.target

    def __getitem__(self, code: str) -> Progress:
        if code not in self:
            raise KeyError(code)
        drawn = self._drawn.get(code)
        if drawn is None:
            drawn = self._drawn[code] = self._conclude(code)
        return drawn

    def __contains__(self, code: object) -> bool:
        return isinstance(code, str) and self._board.is_asked(self._target, code)

    def __iter__(self) -> Iterator[str]:
        codes = [unit.code for unit in self._board.scope_of(self._target)]
        self._board.fetch(codes)
        return iter(codes)

    def __len__(self) -> int:
        return self._board.size_of(self._target.id)


class TracksAsked(Mapping[str, UnitTrack]):
    """The tracks behind them."""

    def __init__(self, board: ColumnBoard, concluder: Concluder, units: UnitsAsked) -> None:
        self._board, self._concluder, self._units = board, concluder, units

    def __getitem__(self, code: str) -> UnitTrack:
        if code not in self._units:
            raise KeyError(code)
        return self._board.track_of(self._concluder, self._board.ledger.units.by_code[code])

    def __contains__(self, code: object) -> bool:
        return code in self._units

    def __iter__(self) -> Iterator[str]:
        return iter(self._units)

    def __len__(self) -> int:
        return len(self._units)


class GroupsAsked(Mapping[str, Track]):
    """The tracks of units with others below that anybody is asked."""

    def __init__(self, board: ColumnBoard, concluder: Concluder) -> None:
        self._board, self._concluder = board, concluder

    def __getitem__(self, code: str) -> Track:
        if code not in self:
            raise KeyError(code)
        return self._board.summed(self._concluder, code)

    def __contains__(self, code: object) -> bool:
        tree = self._board.ledger.units
        return (
            isinstance(code, str)
            and bool(tree.children(code))
            and any(self._board.is_asked(self._concluder.target, unit.code) for unit in tree.under(code))
        )

    def __iter__(self) -> Iterator[str]:
        return (unit.code for unit in self._board.ledger.units.units if unit.code in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)


class PartsAsked(Nodes):
    """The units behind a sum, in code order; read when somebody looks at them."""

    __slots__ = ("_all", "_size")

    def __init__(self, codes: Callable[[], Sequence[str]], size: int, conclude: Callable[[str], Progress]) -> None:
        super().__init__((), conclude)
        self._all, self._size = codes, size

    def _settle(self) -> None:
        if not self._codes:
            self._codes = self._all()

    @overload
    def __getitem__(self, place: int) -> Progress: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Progress]: ...
    def __getitem__(self, place: int | slice) -> Progress | Sequence[Progress]:
        self._settle()
        return super().__getitem__(place)

    def __len__(self) -> int:
        return self._size

    def __iter__(self) -> Iterator[Progress]:
        self._settle()
        return super().__iter__()


class ReceivedDays(Mapping[str, dict[int, date]]):
    """The days returns count from, by unit."""

    def __init__(self, board: ColumnBoard) -> None:
        self._board = board

    def __getitem__(self, code: str) -> dict[int, date]:
        received_by = self._board.ledger.received_by
        return {item.period.index: received_by(item) for item in self._board.returns[code]}

    def __iter__(self) -> Iterator[str]:
        return iter(self._board.returns)

    def __len__(self) -> int:
        return len(self._board.returns)
