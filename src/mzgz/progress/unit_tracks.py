"""The tracks of a target's units: kept while they are summed, and made again for the few that are looked at afterwards."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeVar

from mzgz.model.targets import Target
from mzgz.model.unit_tree import UnitTree
from mzgz.progress.rollup import GroupTrack, UnitTrack

_T = TypeVar("_T")


class _Tracks(Mapping[str, _T]):
    """By code, in the order given; each is made when it is asked for, and kept until all are released."""

    def __init__(self, codes: Sequence[str]) -> None:
        self._made: dict[str, _T | None] = dict.fromkeys(codes)
        self._keeps = True

    @abstractmethod
    def _make(self, code: str) -> _T:
        """From the returns, the same every time."""

    def __getitem__(self, code: str) -> _T:
        track = self._made[code]
        if track is None:
            track = self._make(code)
            if self._keeps:
                self._made[code] = track
        return track

    def __contains__(self, code: object) -> bool:
        return code in self._made

    def __iter__(self) -> Iterator[str]:
        return iter(self._made)

    def __len__(self) -> int:
        return len(self._made)

    def release(self) -> None:
        """Keep none from now on: whoever is asked for is made again, from the same returns."""
        self._keeps = False
        self._made = dict.fromkeys(self._made)


class UnitTracks(_Tracks[UnitTrack]):
    """Those of units."""

    def __init__(self, codes: Sequence[str], make: Callable[[str], UnitTrack]) -> None:
        super().__init__(codes)
        self._of = make

    def _make(self, code: str) -> UnitTrack:
        return self._of(code)


class GroupTracks(_Tracks[GroupTrack]):
    """By code: those of units with others below that anybody is asked; each unit in them is added once."""

    def __init__(self, target: Target, tracks: UnitTracks, tree: UnitTree) -> None:
        super().__init__(_asked(tracks, tree))
        self._target, self._tracks, self._tree = target, tracks, tree

    def _make(self, code: str) -> GroupTrack:
        return GroupTrack(self._target.for_unit(code), [*self._own(code), *self._below(code)])

    def _own(self, code: str) -> list[UnitTrack]:
        return [self._tracks[code]] if code in self._tracks else []

    def _below(self, code: str) -> Iterator[UnitTrack | GroupTrack]:
        for child in self._tree.children(code):
            if child.code in self._made:
                yield self[child.code]
            elif child.code in self._tracks:
                yield self._tracks[child.code]


def _asked(tracks: Mapping[str, UnitTrack], tree: UnitTree) -> list[str]:
    if not tree.deep:
        return []
    found: set[str] = set()
    for unit in reversed(tree.order):
        if unit.code in tracks or unit.code in found:
            parent = tree.parent(unit.code)
            if parent is not None:
                found.add(parent)
            if tree.has_below(unit.code):
                found.add(unit.code)
    return [unit.code for unit in tree.order if unit.code in found]
