"""Conclusions that are drawn when somebody looks at them: of a nation's units few are ever shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import overload

from mzgz.progress.target_progress import Progress

Conclude = Callable[[str], Progress]


class Conclusions(Mapping[str, Progress]):
    """By unit code, in the order given; each is drawn once."""

    def __init__(self, codes: Sequence[str], conclude: Conclude) -> None:
        self._conclude = conclude
        self._drawn: dict[str, Progress | None] = dict.fromkeys(codes)

    def __getitem__(self, code: str) -> Progress:
        drawn = self._drawn[code]
        if drawn is None:
            drawn = self._drawn[code] = self._conclude(code)
        return drawn

    def __contains__(self, code: object) -> bool:
        return code in self._drawn

    def __iter__(self) -> Iterator[str]:
        return iter(self._drawn)

    def __len__(self) -> int:
        return len(self._drawn)


class Nodes(Sequence[Progress]):
    """The conclusions of some nodes in order, drawn when they are looked at; so is who they are, where it is asked for."""

    __slots__ = ("_conclude", "_listed")

    def __init__(self, codes: Sequence[str] | Callable[[], Sequence[str]], conclude: Conclude) -> None:
        self._listed = codes
        self._conclude = conclude

    @property
    def _codes(self) -> Sequence[str]:
        if callable(self._listed):
            self._listed = self._listed()
        return self._listed

    @overload
    def __getitem__(self, place: int) -> Progress: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Progress]: ...
    def __getitem__(self, place: int | slice) -> Progress | Sequence[Progress]:
        if isinstance(place, slice):
            return tuple(self._conclude(code) for code in self._codes[place])
        return self._conclude(self._codes[place])

    @property
    def codes(self) -> Sequence[str]:
        return self._codes

    def __len__(self) -> int:
        return len(self._codes)

    def __iter__(self) -> Iterator[Progress]:
        return map(self._conclude, self._codes)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self._codes))
