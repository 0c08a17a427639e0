"""The unit tree: the city, its 旗市区 and what lies below them, and the names people call them by."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from mzgz.model.day_text import IsoDate
from mzgz.model.periods import Period

CODE = r"^[0-9]{6}([0-9]{3}){0,2}$"

Registry = Mapping[str, Annotated[int, Field(strict=True, ge=0)]]


class FormerName(BaseModel):
    """What a unit was called until a day."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    name: Annotated[str, Field(min_length=1, title="原名称")]
    until: Annotated[IsoDate, Field(title="用到哪天")]


class Unit(BaseModel):
    """One reporter. `registry` holds counts kept by the bureau (街道数 streets, 苏木乡镇数 townships …)."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    code: Annotated[str, Field(pattern=CODE, title="代码", description="六位统计用区划代码，要加引号")]
    name: Annotated[str, Field(min_length=1, title="全称")]
    short: Annotated[str | None, Field(title="简称", description="文稿和表格中用的写法")] = None
    kind: Annotated[str, Field(title="类型", description="bureau 表示市本级，其余写市辖区、旗、县级市等")] = "旗市区"
    parent: Annotated[str | None, Field(pattern=CODE, title="上级代码", description="不写即直属本市")] = None
    aliases: Annotated[tuple[str, ...], Field(title="别名")] = ()
    tags: Annotated[tuple[str, ...], Field(title="标签", description="牧区、林区、农区等，可按标签分组")] = ()
    registry: Annotated[Registry, Field(title="登记数", description="街道数、苏木乡镇数等由局里掌握的数")] = {}
    opened: Annotated[IsoDate | None, Field(title="设立日期", description="从这一天所在的月起报")] = None
    closed: Annotated[IsoDate | None, Field(title="撤销日期", description="撤销以后的月份不再报")] = None
    merged_into: Annotated[str | None, Field(title="并入", pattern=CODE, description="并入哪个单位")] = None
    former: Annotated[tuple[FormerName, ...], Field(title="原名称", description="改名以前的名称和改名日期")] = ()
    note: Annotated[str | None, Field(title="说明")] = None

    def exists_in(self, month: Period) -> bool:
        """Whether it was there at the end of a month."""
        last = month.last_day
        return (self.opened is None or self.opened <= last) and (self.closed is None or self.closed > last)

    @property
    def label(self) -> str:
        """The short name."""
        return self.short or self.name

    @property
    def is_bureau(self) -> bool:
        return self.kind == "bureau"

    @property
    def names(self) -> tuple[str, ...]:
        former = (each.name for each in self.former)
        return (self.code, self.name, *((self.short,) if self.short else ()), *self.aliases, *former)


@dataclass(frozen=True)
class UnitTree:
    """All units, in code order."""

    units: tuple[Unit, ...]

    @cached_property
    def by_code(self) -> Mapping[str, Unit]:
        return {unit.code: unit for unit in self.units}

    @cached_property
    def districts(self) -> tuple[Unit, ...]:
        """Every unit but the bureau itself."""
        return tuple(unit for unit in self.units if not unit.is_bureau)

    @cached_property
    def bureau(self) -> Unit | None:
        return next((unit for unit in self.units if unit.is_bureau), None)

    def children(self, code: str | None) -> tuple[Unit, ...]:
        """Units directly below `code`; None is the city."""
        return tuple(unit for unit in self.districts if unit.parent == code)

    def under(self, code: str) -> Iterator[Unit]:
        """The unit and everything below it, each once even where parents run in a circle."""
        waiting, seen = [code], {code}
        while waiting:
            here = waiting.pop(0)
            yield self.by_code[here]
            below = [child.code for child in self.children(here) if child.code not in seen]
            seen.update(below)
            waiting = below + waiting

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
