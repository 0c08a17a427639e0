"""Numbers in Chinese sentences, both ways: read with their units and hedges, and printed as a report says them.

What the package offers is loaded when it is first asked for: a check needs none of it, and starts the sooner.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mzgz.language.hanzi_numerals import parse_hanzi, to_hanzi
    from mzgz.language.number_printer import show_large, show_written
    from mzgz.language.number_reader import read, survey
    from mzgz.language.quantity import (
        Against,
        Direction,
        Hedge,
        Interval,
        Kind,
        NumberSurvey,
        Per,
        Quantity,
        Role,
        Skipped,
    )
    from mzgz.language.value_match import agrees

_HOMES = {
    "hanzi_numerals": ("parse_hanzi", "to_hanzi"),
    "number_printer": ("show_large", "show_written"),
    "number_reader": ("read", "survey"),
    "quantity": (
        *("Against", "Direction", "Hedge", "Interval", "Kind"),
        *("NumberSurvey", "Per", "Quantity", "Role", "Skipped"),
    ),
    "value_match": ("agrees",),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> object:
    if name not in _HOME_OF:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_HOME_OF[name]}"), name)


__all__ = [
    "Against",
    "Direction",
    "Hedge",
    "Interval",
    "Kind",
    "NumberSurvey",
    "Per",
    "Quantity",
    "Role",
    "Skipped",
    "agrees",
    "parse_hanzi",
    "read",
    "show_large",
    "show_written",
    "survey",
    "to_hanzi",
]
