"""Which target a sentence speaks of: by its whole name, the name of one of its numbers, or an ending nobody else has."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from mzgz.model.ledger import Ledger
from mzgz.model.targets import Target

_SHORTEST = 5
_HAN = re.compile(r"[\u4e00-\u9fff]")
_RATE = "覆盖率"
_SPREADS = re.compile(r"(?:建设|服务|率|也|已经?|都|基本|实现|达到|做到|了)*")
_WANTED = re.compile(r"(?:推动|推进|促进|加快|努力|全力)$")
_HAPPENS = re.compile(r"过?(?:任何|各类|一起|一例)*(?P<event>[^，。；：！？、的]{4,20})")


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a text. `role` is empty for the target itself, otherwise the operand that is named."""

    start: int
    end: int
    target: str
    role: str


@dataclass(frozen=True)
class Naming:
    """The names of a year's targets, and of the units."""

    ledger: Ledger
    year: int

    def mentions(self, text: str) -> list[Mention]:
        """Names in a text in order; of overlapping ones the longest. A name that two targets have is none."""
        if self._pattern is None:
            return []
        return [
            Mention(match.start(), match.end(), *self._names[match[0]])
            for match in self._pattern.finditer(text)
            if self._names[match[0]][0]
        ]

    def units(self, text: str) -> list[tuple[int, int, str]]:
        """Names of units in a text: start, end, code; an empty code where a name has several."""
        return [(match.start(), match.end(), self._codes[match[0]]) for match in self._unit_pattern.finditer(text)]

    def covered(self, text: str) -> set[str]:
        """Targets that a text, up to the word 全覆盖, says it of without their whole name: 街道社工站实现…."""
        spread = {
            name: target.id
            for target in self.ledger.plans[self.year].targets.values()
            if (name := target.name.removesuffix(_RATE)) != target.name and len(name) >= _SHORTEST
        }
        found = {name: text.rpartition(name) for name in spread if name in text}
        return {
            spread[name]
            for name, (before, _, after) in found.items()
            if _SPREADS.fullmatch(after) and not _WANTED.search(before)
        }

    def befallen(self, text: str) -> set[str]:
        """Redlines whose event a text, from the word 未发生 on, names by its end: …安全事故."""
        match = _HAPPENS.match(text)
        lines = [one for one in self.ledger.plans[self.year].targets.values() if one.events]
        event = match["event"] if match else ""
        return {one.id for one in lines if event and any(name.endswith(event) for name, _ in _called(one))}

    @cached_property
    def _names(self) -> dict[str, tuple[str, str]]:
        plan = self.ledger.plans[self.year]
        whole: dict[str, set[tuple[str, str]]] = {}
        for target in plan.targets.values():
            for name, role in _called(target):
                whole.setdefault(name, set()).add((target.id, role))
        parts = Counter(name[start:] for name in whole for start in range(len(name)))
        found = {name: next(iter(owners)) if len(owners) == 1 else ("", "") for name, owners in whole.items()}
        everything = "\n".join(whole)
        for name, owners in whole.items():
            for ending in _endings(name):
                if ending not in found and parts[ending] == 1 and everything.count(ending) == 1 and len(owners) == 1:
                    found[ending] = next(iter(owners))
        return found

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        names = sorted(self._names, key=len, reverse=True)
        return re.compile("|".join(map(re.escape, names))) if names else None

    @cached_property
    def _codes(self) -> dict[str, str]:
        names: dict[str, str] = {}
        for unit in self.ledger.units.districts:
            for name in unit.names[1:]:
                names[name] = unit.code if names.get(name, unit.code) == unit.code else ""
        return names

    @cached_property
    def _unit_pattern(self) -> re.Pattern[str]:
        names = sorted(self._codes, key=len, reverse=True)
        return re.compile("|".join(map(re.escape, names)) or "(?!)")


def _called(target: Target) -> Iterator[tuple[str, str]]:
    yield target.name, ""
    for role in target.operands:
        operand = target.operand(role)
        yield operand.name, "" if target.operands == ("value",) else role


def _endings(name: str) -> Iterator[str]:
    """Endings long enough to mean something; they begin with a word of their own, not inside quotation marks."""
    for start in range(1, len(name) - _SHORTEST + 1):
        ending = name[start:]
        if (
            _HAN.match(ending)
            and not re.search("[“”《》（）]", name)
            and not ending.startswith(("的", "和", "化", "性"))
        ):
            yield ending
