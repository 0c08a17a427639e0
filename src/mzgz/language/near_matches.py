"""What an unknown name was most likely meant as: the one place that knows how near is near."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from mzgz.model.unit_tree import UnitTree

CUTOFF: Final = 0.6
"""Share of the letters two names must have in common, in order."""
_LEAST: Final = 2
"""A single letter is part of too many names."""


def close_to(name: str, known: Iterable[str], most: int = 3) -> list[str]:
    """Known names that differ from an unknown one by a few letters, best first."""
    return difflib.get_close_matches(name, list(known), n=most, cutoff=CUTOFF)


def near(name: str, known: Iterable[str], most: int = 3) -> list[str]:
    """Names that resemble an unknown one: by a few letters, or because one holds the other; best first."""
    return list(_near(name, tuple(known), most))


@lru_cache(4096)  # a target that is gone is unknown in every return of every month
def _near(name: str, names: tuple[str, ...], most: int) -> tuple[str, ...]:
    close = close_to(name, names, most)
    holding = sorted((each for each in names if _hold(name, each)), key=lambda each: abs(len(each) - len(name)))
    return tuple(dict.fromkeys((*close, *holding)))[:most]


def near_units(units: UnitTree, name: str) -> tuple[str, ...]:
    """Labels of the units that carry a name near this one."""
    known = {candidate: unit.label for unit in units.units for candidate in unit.names}
    return tuple(dict.fromkeys(known[match] for match in near(name, known, 5)))[:3]


def _hold(one: str, other: str) -> bool:
    """Whether the letters of the shorter stand in the longer: together, or for Chinese in order (护理床位, 护理型床位占比)."""
    short, long = sorted((one, other), key=len)
    if len(short) < _LEAST:
        return False
    if short.isascii():
        return short in long
    rest = iter(long)
    return all(letter in rest for letter in short)
