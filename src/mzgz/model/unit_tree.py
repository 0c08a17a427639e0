"""The unit tree: the city, its 旗市区 and what lies below them to any depth, and the names people call them by."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from mzgz.model.unit import Unit


@dataclass(frozen=True)
class UnitTree:
    """All units, in code order. Whoever has units below, does not say that it reports itself and hands nothing in is
    their sum.

    A parent that is not there, and one of those that stand in a circle, count as none, and of a code claimed twice the
    first counts: a finding tells it, and nothing below is lost or added twice.
    """

    units: Sequence[Unit]
    levels: tuple[str, ...] = ()
    """Names of the levels from the top, where the workspace gives them."""
    speaking: frozenset[str] = frozenset()
    """Codes of those that hand in returns."""

    def __post_init__(self) -> None:
        once = {unit.code: unit for unit in reversed(self.units)}
        if len(once) < len(self.units):
            object.__setattr__(self, "units", tuple(unit for unit in self.units if once[unit.code] is unit))
        above = {unit.parent for unit in self.units if unit.parent is not None} - self.speaking
        if above:
            settled = (
                unit.model_copy(update={"reports": False})
                if unit.reports is None and unit.code in above and not unit.is_bureau
                else unit
                for unit in self.units
            )
            object.__setattr__(self, "units", tuple(settled))
        merged = merged_units(self.units)
        if merged:
            object.__setattr__(self, "units", tuple(with_merged(unit, merged) for unit in self.units))

    @cached_property
    def by_code(self) -> Mapping[str, Unit]:
        return {unit.code: unit for unit in self.units}

    @cached_property
    def changed(self) -> tuple[Unit, ...]:
        """Those that open or close on a day."""
        return tuple(unit for unit in self.units if unit.opened is not None or unit.closed is not None)

    @cached_property
    def districts(self) -> tuple[Unit, ...]:
        """Every unit but the bureau itself."""
        return tuple(unit for unit in self.units if not unit.is_bureau)

    @cached_property
    def bureau(self) -> Unit | None:
        return next((unit for unit in self.units if unit.is_bureau), None)

    # ── the tree ─────────────────────────────────────────────────────────────────────────────────────────────

    @cached_property
    def parents(self) -> Mapping[str, str | None]:
        """The unit above each; None is the whole."""
        bureaus = {unit.code for unit in self.units if unit.is_bureau}
        known = {unit.code for unit in self.districts}
        above: dict[str, str | None] = {}
        for unit in self.districts:
            outside = unit.parent in bureaus or unit.parent == unit.code
            above[unit.code] = unit.parent if unit.parent in known and not outside else None
        return _without_circles(above)

    @cached_property
    def _children(self) -> Mapping[str | None, Sequence[Unit]]:
        below: dict[str | None, list[Unit]] = {}
        for unit in self.districts:
            below.setdefault(self.parents[unit.code], []).append(unit)
        return below

    @cached_property
    def _span(self) -> Mapping[str, tuple[int, int]]:
        """Of each unit the first and the last place of it and all below it in `order`."""
        spans: dict[str, tuple[int, int]] = {}
        for place, unit in enumerate(self.order):
            spans[unit.code] = (place, place + 1)
        for unit in reversed(self.order):
            code = self.parents[unit.code]
            if code is not None:
                spans[code] = (spans[code][0], max(spans[code][1], spans[unit.code][1]))
        return spans

    @cached_property
    def order(self) -> tuple[Unit, ...]:
        """Everybody below the whole, each before those below it."""
        order: list[Unit] = []
        waiting = list(reversed(self.children(None)))
        while waiting:
            unit = waiting.pop()
            order.append(unit)
            waiting.extend(reversed(self.children(unit.code)))
        return tuple(order)

    @cached_property
    def place(self) -> Mapping[str, int]:
        """Where each stands in `order`."""
        return {unit.code: place for place, unit in enumerate(self.order)}

    def children(self, code: str | None) -> Sequence[Unit]:
        """Units directly below `code`; None is the whole."""
        return self._children.get(code, ())

    def has_below(self, code: str) -> bool:
        """Whether there are any."""
        return bool(self.children(code))

    @cached_property
    def top(self) -> tuple[str, ...]:
        """Codes of the bureau itself and of the units directly below the whole, in code order."""
        return tuple(unit.code for unit in self.units if unit.is_bureau or self.parents.get(unit.code) is None)

    def parent(self, code: str) -> str | None:
        """The unit above; None is the whole."""
        return self.parents.get(code)

    def above(self, code: str) -> tuple[str, ...]:
        """The units above, the nearest first."""
        found: list[str] = []
        here = self.parent(code)
        while here is not None:
            found.append(here)
            here = self.parent(here)
        return tuple(found)

    def top_of(self, code: str) -> Unit:
        """The unit directly below the bureau that it belongs to, or is."""
        return self.by_code[(code, *self.above(code))[-1]]

    def under(self, code: str) -> Sequence[Unit]:
        """The unit and everything below it, each once, each before those below it."""
        if code not in self._span:
            return (self.by_code[code],)
        first, last = self._span[code]
        return self.order[first:last]

    def in_order(self, codes: Iterable[str]) -> list[str]:
        """Some codes, each before those of the units below it."""
        return sorted(codes, key=self.place.__getitem__)

    def some(self, codes: Iterable[str]) -> list[Unit]:
        """Those of the codes that are there, in code order."""
        return [self.by_code[code] for code in sorted(set(codes)) if code in self.by_code]

    def reporters(self, code: str | None) -> Sequence[Unit]:
        """Those who owe returns of their own among a unit and all below it, in code order; None is the whole."""
        units = self.units if code is None else sorted(self.under(code), key=lambda unit: unit.code)
        return tuple(unit for unit in units if not unit.groups_only)

    def added(self, code: str | None) -> int:
        """How many of a unit and all below it report what is added up; None is the whole."""
        return self._added.get(code, 0)

    @cached_property
    def _added(self) -> Mapping[str | None, int]:
        counted: dict[str | None, int] = {unit.code: int(unit.is_added) for unit in self.units}
        for unit in reversed(self.order):
            above = self.parent(unit.code)
            counted[above] = counted.get(above, 0) + counted[unit.code]
        return counted

    @cached_property
    def totals(self) -> tuple[Unit, ...]:
        """Those that report the total of all below them."""
        return tuple(unit for unit in self.units if unit.reports_total)

    @cached_property
    def deep(self) -> bool:
        """Whether anybody stands below another than the whole."""
        return any(code is not None for code in self.parents.values())

    @cached_property
    def mixed(self) -> bool:
        """Whether some report at one depth and some at another: counties by themselves, others through their townships."""
        return (
            self.deep and len({self.depth(unit.code) for unit in self.districts if not self.has_below(unit.code)}) > 1
        )

    def depth(self, code: str) -> int:
        """How many units stand above it."""
        return len(self.above(code))

    def level(self, code: str) -> str:
        """The name of its level: its own, the one the workspace gives to its depth, or what its code stands for."""
        unit = self.by_code[code]
        if unit.level is not None:
            return unit.level
        return self.level_at(code, self.depth(code) if self.levels else 0)

    def level_at(self, code: str, depth: int) -> str:
        """The level of those that name none themselves: the one the workspace gives to a depth, or what a code stands for."""
        return self.levels[depth] if depth < len(self.levels) else _level_by_code(code)

    def at_level(self, name: str) -> tuple[Unit, ...]:
        """The units of a level by its name, or of a kind such as 旗, in code order."""
        found = tuple(unit for unit in self.districts if self.level(unit.code) == name)
        return found or tuple(unit for unit in self.districts if unit.kind == name)

    @cached_property
    def level_names(self) -> tuple[str, ...]:
        """The names of all levels there are, from the top."""
        return tuple(dict.fromkeys(self.level(unit.code) for unit in sorted(self.order, key=self._depth_of)))

    def _depth_of(self, unit: Unit) -> int:
        return self.depth(unit.code)

    # ── by their names ───────────────────────────────────────────────────────────────────────────────────────

    def tagged(self, tag: str) -> tuple[Unit, ...]:
        return tuple(unit for unit in self.districts if tag in unit.tags)

    @cached_property
    def tags(self) -> tuple[str, ...]:
        return tuple(sorted({tag for unit in self.units for tag in unit.tags}))

    @cached_property
    def registry_keys(self) -> tuple[str, ...]:
        """Names of the counts that any unit's registry keeps."""
        return tuple(sorted({key for unit in self.units for key in unit.registry}))

    def find(self, name: str) -> tuple[Unit, ...]:
        """Units that carry exactly this code, name, short name or alias: none, one, or several to be told."""
        return tuple(unit for unit in self.units if name in unit.names)

    def beginning(self, name: str) -> tuple[Unit, ...]:
        """Units one of whose names begins so: 鄂伦春 means 鄂伦春自治旗. Two signs at least, a code at least four."""
        if len(name) < (4 if name.isdigit() else 2):
            return ()
        return tuple(unit for unit in self.units if any(each.startswith(name) for each in unit.names))


def merged_units(units: Iterable[Unit]) -> dict[str, list[Unit]]:
    """Those that were closed and merged into another, by its code."""
    merged: dict[str, list[Unit]] = {}
    for unit in units:
        if unit.closed is not None and unit.merged_into is not None:
            merged.setdefault(unit.merged_into, []).append(unit)
    return merged


def with_merged(unit: Unit, merged: Mapping[str, list[Unit]]) -> Unit:
    """A unit with what was registered of those merged into it."""
    joined = tuple(_joined(unit, merged, {unit.code}))
    return unit.joined_by(joined) if joined else unit


def _joined(unit: Unit, merged: Mapping[str, list[Unit]], seen: set[str]) -> Iterator[tuple[date, Mapping[str, int]]]:
    """Those merged into a unit, and those merged into them before, each from the day it came to the unit."""
    for each in merged.get(unit.code, ()):
        if each.code in seen or each.closed is None:
            continue
        seen.add(each.code)
        yield each.closed, each.registry
        for day, registry in _joined(each, merged, seen):
            yield max(day, each.closed), registry


_LEVELS_BY_LENGTH = {9: "乡", 12: "村"}


def _level_by_code(code: str) -> str:
    """省 150000, 市 150700, 县 150702, 乡 150702001, 村 150702001003."""
    if len(code) in _LEVELS_BY_LENGTH:
        return _LEVELS_BY_LENGTH[len(code)]
    return "省" if code.endswith("0000") else "市" if code.endswith("00") else "县"


def _without_circles(above: dict[str, str | None]) -> dict[str, str | None]:
    """Where parents run in a circle, the first by code stands below nobody."""
    sound: set[str] = set()
    for start in above:
        way: dict[str, None] = {}
        here: str | None = start
        while here is not None and here not in sound and here not in way:
            way[here] = None
            here = above[here]
        if here is not None and here in way:
            codes = list(way)
            above[min(codes[codes.index(here) :])] = None
        sound.update(way)
    return above
