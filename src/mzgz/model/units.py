"""The unit tree: the city, its 旗市区 and what lies below them to any depth, and the names people call them by."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr

from mzgz.model.day_text import IsoDate
from mzgz.model.periods import Period

CODE = r"^[0-9]{6}([0-9]{3}){0,2}$"
MONTH = r"^[12][0-9]{3}-(0[1-9]|1[0-2])$"

Registry = Mapping[str, Annotated[int, Field(strict=True, ge=0)]]


class FormerName(BaseModel):
    """What a unit was called until a day."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    name: Annotated[str, Field(min_length=1, title="原名称")]
    short: Annotated[str | None, Field(title="原简称", description="不写即用原名称")] = None
    until: Annotated[IsoDate, Field(title="用到哪天")]


class Unit(BaseModel):
    """One reporter. `registry` holds counts kept by the bureau (街道数 streets, 苏木乡镇数 townships …)."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    code: Annotated[str, Field(pattern=CODE, title="代码", description="六位统计用区划代码，要加引号")]
    name: Annotated[str, Field(min_length=1, title="全称")]
    short: Annotated[str | None, Field(title="简称", description="文稿和表格中用的写法")] = None
    kind: Annotated[str, Field(title="类型", description="bureau 表示本级，其余写市辖区、旗、县级市、乡镇等")] = (
        "旗市区"
    )
    parent: Annotated[str | None, Field(pattern=CODE, title="上级代码", description="不写即直属本市")] = None
    reports: Annotated[
        bool | Literal["total"] | None,
        Field(
            title="自己报不报",
            description="有下级的单位不写即只汇总下级、自己不报；true 自己也报，和下级各算一次；"
            "total 报的是下级合计，只核对、不相加；false 不报",
        ),
    ] = None
    level: Annotated[str | None, Field(title="层级", description="不写即按 levels 或代码取", min_length=1)] = None
    aliases: Annotated[tuple[str, ...], Field(title="别名")] = ()
    tags: Annotated[tuple[str, ...], Field(title="标签", description="牧区、林区、农区等，可按标签分组")] = ()
    registry: Annotated[
        Registry,
        Field(title="登记数", description="街道数、苏木乡镇数等由局里掌握的数；别的单位并入以后自动相加，不用改"),
    ] = {}
    opened: Annotated[IsoDate | None, Field(title="设立日期", description="从这一天所在的月起报")] = None
    closed: Annotated[IsoDate | None, Field(title="撤销日期", description="撤销以后的月份不再报")] = None
    first_month: Annotated[
        str | None,
        Field(
            pattern=MONTH,
            title="从哪个月开始报",
            description="比别的单位晚开始报的写，如 2022-07；以前的月份不用报，不算缺",
        ),
    ] = None
    merged_into: Annotated[str | None, Field(title="并入", pattern=CODE, description="并入哪个单位")] = None
    split_from: Annotated[str | None, Field(title="划出自", pattern=CODE, description="新设的单位从哪个单位划出")] = (
        None
    )
    former: Annotated[tuple[FormerName, ...], Field(title="原名称", description="改名以前的名称和改名日期")] = ()
    note: Annotated[str | None, Field(title="说明")] = None

    _joined: tuple[tuple[date, Mapping[str, int]], ...] = PrivateAttr(default=())

    def registry_in(self, month: Period) -> Mapping[str, int]:
        """What is registered of it at the end of a month: its own, and of those merged into it by then; what one of them
        has no number of is not known of all."""
        parts = [self.registry, *(registry for day, registry in self._joined if day <= month.last_day)]
        return {key: sum(part[key] for part in parts) for key in self.registry if all(key in part for part in parts)}

    def joined_by(self, others: tuple[tuple[date, Mapping[str, int]], ...]) -> Self:
        """With the days on which others were merged into it, and what was registered of them."""
        unit = self.model_copy()
        unit._joined = others
        return unit

    def exists_in(self, month: Period) -> bool:
        """Whether it was there at the end of a month."""
        last = month.last_day
        return (self.opened is None or self.opened <= last) and (self.closed is None or self.closed > last)

    def closed_within(self, month: Period) -> bool:
        """Whether it was closed in the year of a month, by the end of it."""
        return self.closed is not None and self.closed.year == month.year and self.closed <= month.last_day

    @property
    def begins(self) -> Period | None:
        """The first month it is asked for anything; None where that is the same for all."""
        return None if self.first_month is None else Period.parse(self.first_month)

    @property
    def always_asked(self) -> bool:
        """Whether it was there and asked in every month."""
        return self.opened is None and self.closed is None and self.first_month is None

    def asked_in(self, month: Period) -> bool:
        """Whether it is to report for a month: it was there, and its reporting had begun."""
        return self.exists_in(month) and (self.begins is None or month >= self.begins)

    def called_in(self, month: Period) -> Self:
        """As it was called at the end of a month: what tells of an older month uses the name of then."""
        past = sorted((each for each in self.former if each.until > month.last_day), key=lambda each: each.until)
        if not past:
            return self
        aliases = (*self.aliases, self.name, *((self.short,) if self.short else ()))
        return self.model_copy(update={"name": past[0].name, "short": past[0].short, "aliases": aliases})

    @property
    def label(self) -> str:
        """The short name."""
        return self.short or self.name

    @property
    def is_bureau(self) -> bool:
        return self.kind == "bureau"

    @property
    def groups_only(self) -> bool:
        """Whether it owes no return of its own: it is the sum of those below it."""
        return self.reports is False

    @property
    def reports_total(self) -> bool:
        """Whether what it reports is the total of those below it: held against them, never added."""
        return self.reports == "total"

    @property
    def names(self) -> tuple[str, ...]:
        former = (name for each in self.former for name in (each.name, each.short) if name)
        return (self.code, self.name, *((self.short,) if self.short else ()), *self.aliases, *former)


@dataclass(frozen=True)
class UnitTree:
    """All units, in code order. Whoever has units below, does not say that it reports itself and hands nothing in is
    their sum.

    A parent that is not there, and one of those that stand in a circle, count as none, and of a code claimed twice the
    first counts: a finding tells it, and nothing below is lost or added twice.
    """

    units: tuple[Unit, ...]
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
        merged: dict[str, list[Unit]] = {}
        for unit in self.units:
            if unit.closed is not None and unit.merged_into is not None:
                merged.setdefault(unit.merged_into, []).append(unit)
        if merged:
            joined = ((unit, tuple(_joined(unit, merged, {unit.code}))) for unit in self.units)
            object.__setattr__(self, "units", tuple(unit.joined_by(each) if each else unit for unit, each in joined))

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
        here = self.parents.get(code)
        while here is not None:
            found.append(here)
            here = self.parents[here]
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

    @cached_property
    def grouping(self) -> frozenset[str]:
        """Codes of those that only group the ones below."""
        return frozenset(unit.code for unit in self.units if unit.groups_only)

    @cached_property
    def deep(self) -> bool:
        """Whether anybody stands below another than the whole."""
        return any(code is not None for code in self.parents.values())

    @cached_property
    def mixed(self) -> bool:
        """Whether some report at one depth and some at another: counties by themselves, others through their townships."""
        return self.deep and len({self.depth(unit.code) for unit in self.districts if not self.children(unit.code)}) > 1

    def depth(self, code: str) -> int:
        """How many units stand above it."""
        return len(self.above(code))

    def level(self, code: str) -> str:
        """The name of its level: its own, the one the workspace gives to its depth, or what its code stands for."""
        unit = self.by_code[code]
        if unit.level is not None:
            return unit.level
        depth = self.depth(code) if self.levels else 0
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
