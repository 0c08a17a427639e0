"""One reporter: what it is called and when it was there, by whom it was taken over, what is registered of it."""

from collections.abc import Mapping
from datetime import date
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


class RegistryChange(BaseModel):
    """From which day the registry of a unit has been what it is, and what it was until then."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    on: Annotated[IsoDate, Field(title="哪天起变的")]
    was: Annotated[Registry, Field(title="原来的数", description="只写变了的，如 streets: 7", min_length=1)]
    reason: Annotated[str | None, Field(title="原因", description="如 撤镇设街道", min_length=1)] = None
    document: Annotated[str | None, Field(title="文号", min_length=1)] = None


class Unit(BaseModel):
    """One reporter. `registry` holds counts kept by the bureau (街道数 streets, 苏木乡镇数 townships …)."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    code: Annotated[
        str, Field(pattern=CODE, title="代码", description="统计用区划代码，县级六位、乡级九位、村级十二位，要加引号")
    ]
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
    registry_changed: Annotated[
        tuple[RegistryChange, ...],
        Field(title="登记数变动", description="年中街道数等变了：哪天起、原来是多少；以前的月份照原来的数"),
    ] = ()
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
        own = self.registry_on(month.last_day)
        parts = [own, *(registry for day, registry in self._joined if day <= month.last_day)]
        return {key: sum(part[key] for part in parts) for key in own if all(key in part for part in parts)}

    def registry_on(self, day: date) -> Mapping[str, int]:
        """What was registered of it alone on a day."""
        later = sorted(
            (each for each in self.registry_changed if each.on > day), key=lambda each: each.on, reverse=True
        )
        found = dict(self.registry)
        for each in later:
            found |= each.was
        return found

    @property
    def registry_steady(self) -> bool:
        """Whether what is registered of it is the same in every month."""
        return not (self.registry_changed or self._joined)

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
    def is_added(self) -> bool:
        """Whether what it reports is added up."""
        return not (self.is_bureau or self.groups_only or self.reports_total)

    @property
    def reports_total(self) -> bool:
        """Whether what it reports is the total of those below it: held against them, never added."""
        return self.reports == "total"

    @property
    def names(self) -> tuple[str, ...]:
        former = (name for each in self.former for name in (each.name, each.short) if name)
        return (self.code, self.name, *((self.short,) if self.short else ()), *self.aliases, *former)
