"""What a unit says for a month: entries, explanations, highlights, honours and problems."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Annotated, ClassVar, Final, Literal

from pydantic import ConfigDict, Field
from pydantic.json_schema import SkipJsonSchema

from mzgz.model.findings import Source
from mzgz.model.honour_levels import HonourLevel
from mzgz.model.numbers import Number
from mzgz.model.periods import Period
from mzgz.model.shortest_reason import REASON_LEAST, REASON_RULE
from mzgz.model.targets.reported_facts import Stage
from mzgz.model.targets.target import IsoDate, Locate, PeriodText
from mzgz.model.values_set_by_slot import set_by_slot

State = Literal["reported", "blank", "not_applicable", "pending"]

_Number = Annotated[int, Field(strict=True)] | Annotated[Decimal, Field(strict=True)]
_FORBID = ConfigDict(extra="forbid")
_OPERANDS = ("numerator", "denominator", "value")
_EXPLAINED = (*_OPERANDS, "done", "on", "stage", "note", "not_applicable", "pending")
"""Fields whose values an explanation may name."""


_NOWHERE: Final = Source("")


def _nowhere(*_: str | int) -> Source:
    return _NOWHERE


@set_by_slot
@dataclass(frozen=True, slots=True)
class Entry:
    """What was written under one target. Which fields make sense depends on the target's kind."""

    __pydantic_config__: ClassVar[ConfigDict] = _FORBID

    numerator: Annotated[_Number | None, Field(title="分子")] = None
    denominator: Annotated[_Number | None, Field(title="分母")] = None
    value: Annotated[_Number | None, Field(title="数值")] = None
    done: Annotated[
        Annotated[bool, Field(strict=True)] | None, Field(title="是否完成", description="true 完成、false 未完成")
    ] = None
    on: Annotated[IsoDate | None, Field(title="完成日期", description="如 2022-05-20")] = None
    evidence: Annotated[tuple[str, ...], Field(title="凭据", description="文号、会议或项目名称")] = ()
    stage: Annotated[Stage | None, Field(title="进展")] = None
    note: Annotated[str | None, Field(title="说明")] = None
    not_applicable: Annotated[str | None, Field(title="不适用原因", min_length=1)] = None
    pending: Annotated[IsoDate | None, Field(title="待核，承诺日期")] = None

    @property
    def state(self) -> State:
        """Zero is a number; blank, not applicable and pending are three other things."""
        if self.not_applicable is not None:
            return "not_applicable"
        if self.pending is not None:
            return "pending"
        if self.numerator is None and self.value is None and self.done is None:
            return "blank" if self.denominator is None and self.stage is None else "reported"
        return "reported"

    def counts_as(self, other: "Entry | None") -> bool:
        """Whether it says the same as another as far as anything is counted or judged by: words beside the value, the
        reason of a 不适用 and which paper proves it may differ."""
        return other is not None and (self is other or self._counted == other._counted)

    @property
    def _counted(self) -> tuple[object, ...]:
        proved = any(each.strip() for each in self.evidence)
        values = (self.numerator, self.denominator, self.value, self.done, self.on, self.stage, self.pending)
        return (*values, self.not_applicable is not None, proved)

    def numbers(self) -> Iterator[tuple[str, Number]]:
        """The numbers given, with their roles."""
        for role in _OPERANDS:
            number = getattr(self, role)
            if number is not None:
                yield role, number


_STOCK = re.compile(
    r"该数据|此数据|经|再次|反复|认真|仔细|核实|核对|核查|复核|查实|查证|审核|确认|确定|情况|数据|数值|数字|该数|此数|填报|上报|所报|属实"
    r"|属于|真实|准确|无误|有效|正确|无异常|没有|问题|错误|实际|如实|以上|上述|本|该|我|局|单位|旗|市|区|县|已|均|为|是|的|确|系|与|和"
    r"|一致|相符|符合|完全|全部|特此|说明|请|予以|认可|不用|无需|更正|可以|同意|[\W_0-9]"
)
"""Words of which a reason may be made up without saying anything."""


ENTERED_FOR: Final = "代录"
"""Among who filled it in: a paper came in, and the bureau typed it in for the unit."""

ANY_QUERY: Final = "any"
"""In place of a rule's name: the explanation answers whatever is asked about the values it names."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why an improbable value is right. It holds only while the entry still has the values it names."""

    __pydantic_config__: ClassVar[ConfigDict] = _FORBID

    rule: Annotated[str, Field(title="规则名")]
    target: Annotated[str, Field(title="目标标识")]
    values: Annotated[
        Mapping[str, _Number | bool | str], Field(title="所说明的数值", description="与本期填报值一致时才有效")
    ]
    reason: Annotated[str, Field(title="原因", description=REASON_RULE)]

    @property
    def fault(self) -> str | None:
        """Why it cannot count at all, in words; None if it can."""
        if len(self.reason.strip()) < REASON_LEAST:
            return f"原因“{self.reason}”不足{REASON_LEAST}个字"
        if is_hollow(self.reason):
            return f"“{self.reason}”没有说出是什么情况"
        if not self.values:
            return "没有写明所说明的数值"
        unknown = [name for name in self.values if name not in _EXPLAINED]
        return f"所说明的数值里有不认识的名称 {unknown[0]}" if unknown else None

    def excuses(self, entry: Entry) -> bool:
        """Whether it counts and the entry still has every value it names."""
        return self.fault is None and all(_same(value, getattr(entry, name)) for name, value in self.values.items())


def is_hollow(reason: str) -> bool:
    """Whether a reason only says that the number is right: 经核实情况属实."""
    return not _STOCK.sub("", reason)


def _same(named: int | Decimal | bool | str, present: object) -> bool:
    if isinstance(named, bool) or isinstance(present, bool):
        return named is present
    return named == present or (isinstance(named, str) and present is not None and named == str(present))


@dataclass(frozen=True, slots=True)
class Highlight:
    """A thing a unit is proud of, under a section of the plan."""

    __pydantic_config__: ClassVar[ConfigDict] = _FORBID

    section: Annotated[str, Field(title="板块")]
    text: Annotated[str, Field(title="内容", min_length=1)]


@dataclass(frozen=True, slots=True)
class Honour:
    """An award to a unit or group; a person's name has no place here."""

    __pydantic_config__: ClassVar[ConfigDict] = _FORBID

    title: Annotated[str, Field(title="荣誉名称", min_length=1)]
    level: Annotated[HonourLevel, Field(title="级别")]
    recipient: Annotated[str, Field(title="获得者", description="单位或集体；个人写“1人”")]


@dataclass(frozen=True, slots=True)
class Problem:
    """What stands in the way, under a section of the plan."""

    __pydantic_config__: ClassVar[ConfigDict] = _FORBID

    section: Annotated[str, Field(title="板块")]
    text: Annotated[str, Field(title="内容", min_length=1)]


@dataclass(frozen=True, slots=True)
class Submission:
    """One unit's return for one month. `locate` leads from the keys of a value to its line and column."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid", arbitrary_types_allowed=True)

    unit: Annotated[str, Field(title="单位代码", description="六位代码，加引号")]
    period: Annotated[PeriodText, Field(title="报告期", description="如 2022-06")]
    received: Annotated[IsoDate | None, Field(title="收到日期")] = None
    filled_by: Annotated[str | None, Field(title="填报人", description="写岗位或股室，不写人名")] = None
    approved_by: Annotated[str | None, Field(title="审核人", description="写职务，不写人名")] = None
    signed_by: Annotated[str | None, Field(title="签发人", description="写职务，不写人名")] = None
    entries: Annotated[dict[str, Entry], Field(title="填报内容", description="目标标识: 填报值")] = field(
        default_factory=dict
    )
    explanations: Annotated[tuple[Explanation, ...], Field(title="情况说明")] = ()
    highlights: Annotated[tuple[Highlight, ...], Field(title="工作亮点")] = ()
    honours: Annotated[tuple[Honour, ...], Field(title="获得荣誉")] = ()
    problems: Annotated[tuple[Problem, ...], Field(title="存在问题")] = ()
    locate: SkipJsonSchema[Locate] = field(init=False, repr=False, compare=False, default=_nowhere)

    def at(self, *path: str | int) -> Source:
        """Where the value at `path` is written, such as `at("entries", "nursing-bed-share", "numerator")`."""
        return self.locate(*path)

    @property
    def month(self) -> Period:
        return self.period

    @property
    def entered_for(self) -> bool:
        """Whether it came in on paper and the bureau typed it in."""
        return ENTERED_FOR in (self.filled_by or "")
