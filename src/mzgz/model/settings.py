"""Who we are: the bureau, its reporting calendar, the bands of the lights, and the form of its documents."""

from collections.abc import Mapping
from decimal import Decimal
from functools import cached_property
from typing import Annotated, Final, Literal

from pydantic import Field

from mzgz.model.findings import Severity
from mzgz.model.local_words import LocalWords, Vocabulary, settled
from mzgz.model.reporting_calendar import Calendar, Reporting, SettingsPart
from mzgz.model.unit import CODE, Unit

Fraction01 = Annotated[int | Decimal, Field(ge=0, le=1)]


class Bureau(SettingsPart):
    """The office that runs the workspace."""

    name: Annotated[str, Field(title="单位名称", min_length=1)]
    city: Annotated[str, Field(title="市名", min_length=1)]
    code: Annotated[str, Field(title="市代码", pattern=CODE)]
    above: Annotated[
        str | None,
        Field(
            title="上级代码",
            pattern=CODE,
            description="目标是上级统一下达、几个地方共用的，写上级局的代码：目标里别处的单位不算错，在上级的汇总里审",
        ),
    ] = None


class Lights(SettingsPart):
    """How far from the expected progress a light changes, as shares of the whole task."""

    ahead: Annotated[
        Fraction01, Field(title="超进度线", description="高于应达进度多少算超进度，0.05 即 5 个百分点")
    ] = Decimal("0.05")
    behind: Annotated[Fraction01, Field(title="欠进度线", description="低于应达进度多少算欠进度")] = Decimal("0.10")


class Form(SettingsPart):
    """What practice leaves open in the form of a document."""

    digits: Annotated[Literal["Times New Roman", "仿宋"], Field(title="数字字体")] = "Times New Roman"
    page_number: Annotated[
        Literal["outside", "centre"], Field(title="页码位置", description="outside 单右双左、centre 居中")
    ] = "outside"
    margins: Annotated[
        Literal["standard", "compensated"],
        Field(title="页边距", description="standard 即 3.7/3.5/2.8/2.6 厘米；compensated 按字面补偿"),
    ] = "standard"
    reading: Annotated[bool, Field(title="讲话人阅读稿", description="大字号版式", strict=True)] = False


class Speech(SettingsPart):
    """How openly the spoken report speaks, and how long it is."""

    name_units: Annotated[
        Literal["praise-only", "all", "none"],
        Field(title="点名", description="praise-only 只点做得好的、all 好的差的都点、none 都不点；附件里都有名字"),
    ] = "praise-only"
    undecided: Annotated[
        Literal["annex", "prose"],
        Field(title="未定的任务", description="annex 正文只讲一句、逐项列在附件，prose 逐项写进正文"),
    ] = "annex"
    quote_notes: Annotated[
        Literal["short", "off"], Field(title="引用各地填报", description="short 摘短句作例子，off 不引")
    ] = "short"
    length: Annotated[
        int, Field(title="正文字数", description="超过时分量轻的句子留给附件", ge=500, le=50000, strict=True)
    ] = 8000


Level = Literal["error", "query", "note", "强制", "核实", "提示"]
_SEVERITIES: Final = {severity.label: severity.value for severity in Severity}


class RuleSetting(SettingsPart):
    """A rule made graver, or looking at some units only, or both. What is an error everywhere looks at everybody."""

    severity: Annotated[Level | None, Field(title="级别", description="只能调高")] = None
    units: Annotated[tuple[Annotated[str, Field(pattern=CODE)], ...], Field(title="只看这些单位")] = ()
    levels: Annotated[tuple[str, ...], Field(title="只看这些类型", description="单位的 kind，如 旗、市辖区")] = ()

    def looks_at(self, unit: Unit | None) -> bool:
        """Whether it looks at what a unit says; what is nobody's in particular is always looked at."""
        if unit is None or not (self.units or self.levels):
            return True
        return unit.code in self.units or unit.kind in self.levels


class ExpectedRange(SettingsPart):
    """The least and the greatest number a unit is expected to report: beyond them it is asked about."""

    target: Annotated[str, Field(title="目标标识")]
    unit: Annotated[str | None, Field(title="单位代码", pattern=CODE, description="不写即每个单位")] = None
    field: Annotated[Literal["numerator", "denominator", "value"], Field(title="哪个数")] = "value"
    min: Annotated[int | Decimal | None, Field(title="最少")] = None
    max: Annotated[int | Decimal | None, Field(title="最多")] = None


class Workspace(SettingsPart):
    """The file mzgz.yaml."""

    bureau: Annotated[Bureau, Field(title="本单位")]
    notice: Annotated[str | None, Field(title="提示语", description="写了就印在每份文稿上")] = None
    units: Annotated[tuple[Unit, ...], Field(title="填报单位")] = ()
    levels: Annotated[
        tuple[Annotated[str, Field(min_length=1)], ...],
        Field(title="层级名称", description="从本单位的下一级起，本级不写，如 [县, 乡]；不写即按单位代码取"),
    ] = ()
    reporting: Annotated[Reporting, Field(title="报送")] = Reporting()
    calendar: Annotated[Calendar | None, Field(title="工作日历", description="写了它，截止日遇放假顺延")] = None
    lights: Annotated[Lights, Field(title="亮灯")] = Lights()
    document: Annotated[Form, Field(title="公文版式")] = Form()
    words: Annotated[LocalWords, Field(title="用语", description="不写的按行政层级取")] = LocalWords()
    speech: Annotated[Speech, Field(title="讲话稿")] = Speech()
    rules: Annotated[
        dict[str, Level | RuleSetting],
        Field(title="规则级别", description="规则名: 级别；只能调高，不能调低强制规则；也可写只看哪些单位"),
    ] = {}  # noqa: RUF012 - a model copies its defaults
    limits: Annotated[
        tuple[ExpectedRange, ...], Field(title="数值范围", description="某项目标的数在多少到多少之间")
    ] = ()

    @cached_property
    def severities(self) -> Mapping[str, str]:
        """The severities asked for, by rule."""
        asked = {name: one if isinstance(one, str) else one.severity for name, one in self.rules.items()}
        return {name: _SEVERITIES.get(severity, severity) for name, severity in asked.items() if severity is not None}

    @cached_property
    def rule_settings(self) -> Mapping[str, RuleSetting]:
        """Rules that look at some units only."""
        return {name: one for name, one in self.rules.items() if isinstance(one, RuleSetting)}

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """How land and trade are called in its documents."""
        return settled(self.words, self.bureau.name, self.bureau.city, self.bureau.code, self.units)
