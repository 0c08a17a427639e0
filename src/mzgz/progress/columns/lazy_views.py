"""What stands over columns in place of lists: units, tracks, parts and returns, read when they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final, overload

from mzgz.model.periods import Period
from mzgz.model.submissions import Submission
from mzgz.model.targets import Target
from mzgz.progress.columns.target_scopes import TargetScopes
from mzgz.progress.lazy_conclusions import Conclude, Conclusions, Nodes
from mzgz.progress.rollup import Track, UnitTrack
from mzgz.progress.target_progress import Node, Progress
from mzgz.progress.unit_parts import PartsTold

_READ_AT_ONCE: Final = 200


class YearReturns(Mapping[str, tuple[Submission, ...]]):
    """Each unit's returns of a year up to a month, as they are asked for."""

    def __init__(self, by_unit: Mapping[str, tuple[Submission, ...]], year: int, last: Period) -> None:
        self._by_unit, self._year, self._last = by_unit, year, last

    def __getitem__(self, unit: str) -> tuple[Submission, ...]:
        items = self._by_unit[unit]
        return tuple(item for item in items if item.period.year == self._year and item.period <= self._last)

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_unit)

    def __len__(self) -> int:
        return len(self._by_unit)


class ReceivedDays(Mapping[str, dict[int, date]]):
    """The days returns count from, by unit."""

    def __init__(
        self, returns: Mapping[str, tuple[Submission, ...]], received_by: Callable[[Submission], date]
    ) -> None:
        self._returns, self._received_by = returns, received_by

    def __getitem__(self, code: str) -> dict[int, date]:
        return {item.period.index: self._received_by(item) for item in self._returns[code]}

    def __iter__(self) -> Iterator[str]:
        return iter(self._returns)

    def __len__(self) -> int:
        return len(self._returns)


class UnitsAsked(Conclusions):
    """The conclusions of the units of a target; who they are is settled when somebody goes through them."""

    def __init__(
        self, scopes: TargetScopes, target: Target, conclude: Conclude, read: Callable[[Sequence[str]], None]
    ) -> None:
        super().__init__((), conclude)
        self._scopes, self._target, self._read = scopes, target, read

    def __getitem__(self, code: str) -> Progress:
        if code not in self:
            raise KeyError(code)
        drawn = self._drawn.get(code)
        if drawn is None:
            drawn = self._drawn[code] = self._conclude(code)
        return drawn

    def __contains__(self, code: object) -> bool:
        return isinstance(code, str) and self._scopes.asks(self._target, code)

    def __iter__(self) -> Iterator[str]:
        codes = [unit.code for unit in self._scopes.listed(self._target)]
        self._read(codes)
        return iter(codes)

    def __len__(self) -> int:
        return self._scopes.size_of(self._target)

    def release(self) -> None:
        """They can be drawn again."""
        self._drawn.clear()


class TracksAsked(Mapping[str, UnitTrack]):
    """The tracks behind them."""

    def __init__(self, units: UnitsAsked, track: Callable[[str], UnitTrack]) -> None:
        self._units, self._track = units, track

    def __getitem__(self, code: str) -> UnitTrack:
        if code not in self._units:
            raise KeyError(code)
        return self._track(code)

    def __contains__(self, code: object) -> bool:
        return code in self._units

    def __iter__(self) -> Iterator[str]:
        return iter(self._units)

    def __len__(self) -> int:
        return len(self._units)


class GroupsAsked(Mapping[str, Track]):
    """The tracks of units with others below that anybody is asked."""

    def __init__(self, scopes: TargetScopes, target: Target, summed: Callable[[str], Track]) -> None:
        self._scopes, self._target, self._summed = scopes, target, summed

    def __getitem__(self, code: str) -> Track:
        if code not in self:
            raise KeyError(code)
        return self._summed(code)

    def __contains__(self, code: object) -> bool:
        tree = self._scopes.tree
        return isinstance(code, str) and tree.has_below(code) and self._scopes.size_below(self._target, code) > 0

    def __iter__(self) -> Iterator[str]:
        return (unit.code for unit in self._scopes.tree.units if unit.code in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)


class UnitsRead(Nodes):
    """Conclusions of some units, of whom so many are read at a time as somebody gets to."""

    __slots__ = ("_read",)

    def __init__(self, codes: Sequence[str], conclude: Conclude, read: Callable[[Sequence[str]], None]) -> None:
        super().__init__(codes, conclude)
        self._read = read

    def __iter__(self) -> Iterator[Progress]:
        for start in range(0, len(self._codes), _READ_AT_ONCE):
            some = self._codes[start : start + _READ_AT_ONCE]
            self._read(some)
            yield from map(self._conclude, some)


class PartsAsked(Nodes, PartsTold):
    """The units behind a sum, in code order; read when somebody looks at them."""

    __slots__ = ("_all", "_lacking", "_lapsed", "_plainly", "_size", "_unproven")

    def __init__(
        self,
        codes: Callable[[], Sequence[str]],
        size: int,
        conclude: Callable[[str], Progress],
        lacking: Callable[[], Sequence[Node]],
        plainly: Callable[[], bool],
        unproven: Callable[[], bool],
        lapsed: Callable[[], Sequence[Progress]],
    ) -> None:
        super().__init__((), conclude)
        self._all, self._size, self._lacking, self._lapsed = codes, size, lacking, lapsed
        self._plainly, self._unproven = plainly, unproven

    @property
    def missing(self) -> tuple[Node, ...]:
        return tuple(self._lacking())

    @property
    def plainly_missing(self) -> bool:
        return self._plainly()

    @property
    def unproven_alone(self) -> bool:
        return self._unproven()

    @property
    def lapsed(self) -> Sequence[Progress]:
        return self._lapsed()

    def _settle(self) -> None:
        """What was read before may have been let go of."""
        self._listed = self._all()

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
