"""The clauses of a promise: its origin in the speech, what is counted, whom it concerns, how it is judged and revised."""

import re
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Annotated, Any, Final, Literal, Self

from pydantic import Field, PrivateAttr

from mzgz.model.countable_units import COUNTABLE
from mzgz.model.goals import Goal
from mzgz.model.periods import Period
from mzgz.model.targets.field_types import GivenNumber, GoalText, IsoDate, PeriodText, Written
from mzgz.model.unit import CODE, Unit

_WHERE = re.compile(r"\s*([a-z]+)\s*(>=|<=|>|<|=)\s*([0-9]+)\s*")
CONDITION: Final = f"^{_WHERE.pattern}$"
"""A count of the registry compared with a whole number."""


class Basis(StrEnum):
    """How the deadline follows from the speech."""

    EXPLICIT = "explicit"
    INHERITED = "inherited"
    DEFAULT = "default"
    AMBIGUOUS = "ambiguous"

    @property
    def label(self) -> str:
        return {"explicit": "原文写明", "inherited": "承前省略", "default": "按年度", "ambiguous": "有歧义"}[self.value]


class SourceDocument(Written):
    """The paper a promise stands in."""

    number: Annotated[str | None, Field(title="文号", description="如 国办发〔2022〕3号")] = None
    title: Annotated[str, Field(title="文件名称", min_length=1)]
    date: Annotated[IsoDate | None, Field(title="成文日期")] = None

    @property
    def words(self) -> str:
        """《名称》（文号，日期）."""
        after = "，".join(filter(None, (self.number, self.date.isoformat() if self.date else "")))
        return f"《{self.title}》" + (f"（{after}）" if after else "")


class Origin(Written):
    """Where in the speech the promise was made."""

    section: Annotated[str, Field(title="讲话位置", description="如 三（二）一是")]
    item: Annotated[
        Annotated[int, Field(ge=1)] | Annotated[tuple[Annotated[int, Field(ge=1)], ...], Field(min_length=1)],
        Field(title="条目号", description="讲话承诺目录的序号；一项承担多条时写列表；还没有对上新讲话的先不写"),
    ] = ()
    basis: Annotated[
        Basis,
        Field(title="期限依据", description="explicit 原文写明、inherited 承前、default 按年度、ambiguous 有歧义"),
    ] = Basis.DEFAULT
    document: Annotated[SourceDocument | None, Field(title="出处文件", description="文号、名称、日期")] = None

    @property
    def items(self) -> tuple[int, ...]:
        return (self.item,) if isinstance(self.item, int) else self.item


class Operand(Written):
    """One number a unit reports for a target."""

    name: Annotated[str, Field(title="名称", min_length=1)]
    unit: Annotated[str, Field(title="计量单位", min_length=1)]
    registry: Annotated[
        str | tuple[str, ...] | None,
        Field(title="对应登记数", description="streets 街道、townships 苏木乡镇；须与登记数一致"),
    ] = None
    element: Annotated[str | None, Field(title="数据元", description="同名数据元在同一期应当相同")] = None
    within: Annotated[str | None, Field(title="属于", description="本数是哪个数据元的一部分")] = None

    @property
    def whole(self) -> bool:
        """Whether it counts things that come in whole numbers."""
        return self.unit in COUNTABLE or self.unit in ("人次", "户次", "家次", "个部门", "个项目", "个旗市区", "家机构")

    def registered(self, unit: Unit, month: Period | None = None) -> int | None:
        """What the bureau's registry says this number is for `unit`, at the end of a month with those merged into it by
        then; None where it is not tied to the registry."""
        if self.registry is None:
            return None
        keys = [self.registry] if isinstance(self.registry, str) else self.registry
        registry = unit.registry if month is None else unit.registry_in(month)
        return sum(registry[key] for key in keys) if all(key in registry for key in keys) else None


Code = Annotated[str, Field(pattern=CODE)]


class Where(Written):
    """A property a unit must have for the target to apply to it, such as `streets > 0`."""

    where: Annotated[str, Field(title="条件", description="登记数与整数比较，如 streets > 0", pattern=CONDITION)]

    @property
    def key(self) -> str:
        match = _WHERE.fullmatch(self.where)
        assert match is not None  # noqa: S101 - the pattern of the field is this very expression
        return match[1]

    @property
    def comparison(self) -> tuple[str, int]:
        """The sign and the number its count is compared with."""
        match = _WHERE.fullmatch(self.where)
        assert match is not None  # noqa: S101 - as above
        return match[2], int(match[3])

    _day: date | None = PrivateAttr(default=None)

    def on(self, day: date) -> Self:
        """The same, asked of what was registered on a day."""
        dated = self.model_copy()
        dated._day = day
        return dated

    def holds(self, unit: Unit, year: int) -> bool:
        """Whether it holds of a unit; what is registered after the year says nothing of it."""
        registry = unit.registry
        if unit.registry_changed:
            last = date(year, 12, 31)
            registry = unit.registry_on(min(self._day or last, last))
        sign, number = self.comparison
        return Goal.parse(f"{sign} {number}").met(Fraction(registry.get(self.key, 0))) is True


class AtLeast(Written):
    """The city verdict asks for at least k units."""

    at_least: Annotated[int, Field(alias="at-least", ge=1, strict=True, title="至少几个单位达标")]
    level: Annotated[
        str | None,
        Field(
            min_length=1,
            title="数哪一级",
            description="层级的名称，如 县、乡；不写即数报数的单位，有的县自己报、有的由乡镇报的，数下面一级，县按下级合计算一个",
        ),
    ] = None


class Revision(Written):
    """A promise changed in mid-year: what it was until the day, why, and by which document."""

    on: Annotated[IsoDate, Field(title="调整日期")]
    was: Annotated[GoalText | None, Field(title="原目标")] = None
    due_was: Annotated[IsoDate | None, Field(title="原期限")] = None
    scope_was: Annotated[Literal["all"] | tuple[Code, ...] | Where | None, Field(title="原范围")] = None
    definition_was: Annotated[str | None, Field(title="原口径")] = None
    reason: Annotated[str, Field(title="原因", min_length=1)]
    document: Annotated[str, Field(title="依据文件", min_length=1)]

    @property
    def told(self) -> tuple[str, ...]:
        """What it was before, in words; of the scope only who knows the units can tell."""
        words = (
            f"目标为{self.was.words}" if self.was else "",
            f"期限为{self.due_was.isoformat()}" if self.due_was else "",
            f"口径为“{self.definition_was}”" if self.definition_was else "",
        )
        return tuple(word for word in words if word)

    @property
    def old_terms(self) -> tuple[tuple[str, Any], ...]:
        """What was declared before, by the name of the field; None for what did not change."""
        return ("due", self.due_was), ("scope", self.scope_was), ("definition", self.definition_was)


Judge = Literal["pooled", "every"] | AtLeast


class OwnBaseline(Written):
    """Where one unit stood before the year."""

    period: Annotated[PeriodText, Field(title="基期")]
    numerator: Annotated[GivenNumber | None, Field(title="分子")] = None
    denominator: Annotated[GivenNumber | None, Field(title="分母")] = None
    value: Annotated[GivenNumber | None, Field(title="基期值")] = None
    reason: Annotated[
        str | None, Field(title="依据", description="和年报公布的数不同的，写明依据，不少于六个字", min_length=6)
    ] = None


class UnitTerms(Written):
    """What the plan agrees with one unit alone: another goal, its own baseline, or that it is exempt."""

    goal: Annotated[GoalText | None, Field(title="本单位目标")] = None
    baseline: Annotated[OwnBaseline | None, Field(title="本单位基期数")] = None
    exempt: Annotated[bool, Field(title="豁免", strict=True)] = False
    reason: Annotated[str, Field(title="原因", min_length=1)]
    document: Annotated[str, Field(title="依据文件", min_length=1, description="文号或会议纪要")]


class Baseline(Written):
    """A value before the year began, for pace and direction."""

    period: Annotated[PeriodText, Field(title="基期")]
    reason: Annotated[
        str | None, Field(title="依据", description="不用上年收官数作基期的，写明依据，不少于六个字", min_length=6)
    ] = None


SHARED = (UnitTerms, Revision, Origin)
"""What every kind has: completed before the kinds, or pydantic would work them out anew for each."""
