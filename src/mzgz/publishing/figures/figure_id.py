"""The id of a figure, `nursing-bed-share@city/2022-12:value`: what it is of, where, at which month, and which aspect."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from mzgz.model.periods import Period

_PATTERN: Final = re.compile(r"([a-z0-9.-]{1,200})@([^/:@]{1,100})/([0-9]{4}-(?:0[1-9]|1[0-2])):([a-z0-9-]{1,40})")
_ITEM: Final = re.compile(r"(highlights|honours|problems)\.([0-9]{1,4})")
_NOTED: Final = ("note-", "number-")

CITY: Final = "city"
PLAN, BUREAU, UNIT = "plan", "bureau", "unit"
"""What stands in the place of a target where a figure is of no single one."""


@dataclass(frozen=True, slots=True)
class FigureId:
    """The parts of a figure's id; `str()` puts them together again.

    `target` is a target's id, `plan`, `plan.<section number>`, `bureau`, `unit` (a unit over the whole plan), or an item
    of a return (`highlights.3`); `node` is `city`, a unit code or a tag.
    """

    target: str
    node: str
    month: Period
    aspect: str

    @classmethod
    def parse(cls, text: str) -> FigureId | None:
        """The parts of an id; None for what is none."""
        match = _PATTERN.fullmatch(text)
        return cls(match[1], match[2], Period.parse(match[3]), match[4]) if match else None

    def __str__(self) -> str:
        return f"{self.target}@{self.node}/{self.month}:{self.aspect}"

    @classmethod
    def spelled(cls, target: str, node: str, month: Period, aspects: Iterable[str]) -> Iterator[str]:
        """The ids of many aspects of one figure, without making each of them."""
        stem = str(cls(target, node, month, ""))
        return (f"{stem}{aspect}" for aspect in aspects)

    @property
    def of_all(self) -> bool:
        """Of the plan, a section of it, or the bureau: no single target."""
        return self.target in (PLAN, BUREAU) or self.target.startswith(f"{PLAN}.")

    @property
    def section(self) -> str | None:
        """The number of the plan's section it is of (`02`); None where it is of no section."""
        return self.target.removeprefix(f"{PLAN}.") if self.target.startswith(f"{PLAN}.") else None

    @property
    def item(self) -> tuple[str, int] | None:
        """The list of a return and the place in it, from 1, of what is neither a target nor a count."""
        match = _ITEM.fullmatch(self.target)
        return (match[1], int(match[2])) if match else None

    @property
    def of_note(self) -> bool:
        """Whether it is a number in what a unit wrote."""
        return self.aspect.startswith(_NOTED)
