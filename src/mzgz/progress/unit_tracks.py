"""The tracks of a target's units: kept while they are summed, and made again for the few that are looked at afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from mzgz.model.targets import Target
from mzgz.model.units import UnitTree
from mzgz.progress.rollup import GroupTrack, UnitTrack


class UnitTracks(Mapping[str, UnitTrack]):
    """By unit code, in the order given."""

    def __init__(self, codes: Sequence[str], make: Callable[[str], UnitTrack]) -> None:
        self._make = make
        self._made: dict[str, UnitTrack | None] = dict.fromkeys(codes)
        self._keeps = True

    def __getitem__(self, code: str) -> UnitTrack:
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


class GroupTracks(Mapping[str, GroupTrack]):
    """By code: those of units with others below that anybody is asked; each unit in them is added once."""

    def __init__(self, target: Target, tracks: UnitTracks, tree: UnitTree) -> None:
        self._target, self._tracks, self._tree = target, tracks, tree
        self._made: dict[str, GroupTrack | None] = dict.fromkeys(_asked(tracks, tree))
        self._keeps = True

    def __getitem__(self, code: str) -> GroupTrack:
        group = self._made[code]
        if group is None:
            group = GroupTrack(self._target, [*self._own(code), *self._below(code)])
            if self._keeps:
                self._made[code] = group
        return group

    def _own(self, code: str) -> list[UnitTrack]:
        return [self._tracks[code]] if code in self._tracks else []

    def _below(self, code: str) -> Iterator[UnitTrack | GroupTrack]:
        for child in self._tree.children(code):
            if child.code in self._made:
                yield self[child.code]
            elif child.code in self._tracks:
                yield self._tracks[child.code]

    def __contains__(self, code: object) -> bool:
        return code in self._made

    def __iter__(self) -> Iterator[str]:
        return iter(self._made)

    def __len__(self) -> int:
        return len(self._made)

    def release(self) -> None:
        """As of the units."""
        self._keeps = False
        self._made = dict.fromkeys(self._made)


def _asked(tracks: Mapping[str, UnitTrack], tree: UnitTree) -> list[str]:
    found: set[str] = set()
    for unit in reversed(tree.order):
        if unit.code in tracks or unit.code in found:
            parent = tree.parent(unit.code)
            if parent is not None:
                found.add(parent)
            if tree.children(unit.code):
                found.add(unit.code)
    return [unit.code for unit in tree.order if unit.code in found]
