"""Who we are: the bureau, its reporting calendar, the bands of the lights, and the form of its documents."""

from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from mzgz.model.local_words import LocalWords, Vocabulary, settled
from mzgz.model.targets.target import IsoDate, PeriodText
from mzgz.model.units import CODE, Unit

Fraction01 = Annotated[int | Decimal, Field(ge=0, le=1)]


class _Settings(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Bureau(_Settings):
    """The office that runs the workspace."""

    name: Annotated[str, Field(title="单位名称", min_length=1)]
    city: Annotated[str, Field(title="市名", min_length=1)]
    code: Annotated[str, Field(title="市代码", pattern=CODE)]


_Days = Annotated[int, Field(ge=1, strict=True)]


class Calendar(_Settings):
    """The days the office works: Monday to Friday, but for the holidays, and the days worked in their stead. Where it is
    declared, a return that would be due on a day off is due on the next working day."""

    holidays: Annotated[tuple[IsoDate, ...], Field(title="放假的日子", description="如 2022-10-01，逐日写")] = ()
    workdays: Annotated[
        tuple[IsoDate, ...], Field(title="调休上班的日子", description="周末上班的，如 2022-10-08")
    ] = ()

    def works(self, day: date) -> bool:
        return day in self.workdays or (day.weekday() < 5 and day not in self.holidays)

    def working_day_from(self, day: date) -> date:
        """The day itself, or the next one that is worked."""
        for later in range(32):
            if self.works(day + timedelta(days=later)):
                return day + timedelta(days=later)
        return day


class LateException(_Settings):
    """Leave for one unit to hand in one month later than it is due."""

    unit: Annotated[str, Field(title="单位代码", pattern=CODE)]
    period: Annotated[PeriodText, Field(title="报告期", description="如 2022-06")]
    until: Annotated[IsoDate, Field(title="准许到哪天")]
    allowed_by: Annotated[str, Field(title="批准人", min_length=1, description="写职务，不写人名")]
    reason: Annotated[str, Field(title="原因", min_length=1)]


Signature = Literal["filled_by", "approved_by", "signed_by"]


class Reporting(_Settings):
    """When a month's return is due: on `due_day` of the month that follows, until 24:00; from when and until when it is
    taken at all; and what follows where it is late, wrong or behind. All steps are calendar days."""

    due_day: Annotated[int, Field(title="报送截止日", ge=1, le=28, strict=True)] = 5
    opens_day: Annotated[
        int | None, Field(title="开始报送日", description="次月几日起收，不写即不限", ge=1, le=28, strict=True)
    ] = None
    lock_day: Annotated[
        int | None, Field(title="锁定日", description="次月几日以后不再收，不写即不锁定", ge=1, le=28, strict=True)
    ] = None
    exceptions: Annotated[
        tuple[LateException, ...], Field(title="准许迟报", description="一个单位一个月写一条，写明谁批准")
    ] = ()
    signatures: Annotated[
        tuple[Signature, ...],
        Field(title="必须写明的责任人", description="filled_by 填报人、approved_by 审核人、signed_by 签发人，都写职务"),
    ] = ()
    remind_after: Annotated[
        tuple[_Days, ...], Field(title="催报", description="过了截止日几天没有报，各催一次，如 [1, 3, 7]")
    ] = (1, 3, 7)
    escalate_after: Annotated[_Days, Field(title="升级催报", description="过了截止日几天没有报，请主要负责人督促")] = 10
    mend_within: Annotated[_Days, Field(title="退回修改期限", description="退回后几天内改好")] = 3
    escalate_returns: Annotated[_Days, Field(title="升级退回", description="退回到第几次，请主要负责人把关")] = 3
    answer_within: Annotated[_Days, Field(title="督办回复期限", description="督办通知发出后几天内书面回复")] = 7


class Lights(_Settings):
    """How far from the expected progress a light changes, as shares of the whole task."""

    ahead: Annotated[
        Fraction01, Field(title="超进度线", description="高于应达进度多少算超进度，0.05 即 5 个百分点")
    ] = Decimal("0.05")
    behind: Annotated[Fraction01, Field(title="欠进度线", description="低于应达进度多少算欠进度")] = Decimal("0.10")


class Form(_Settings):
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


class Speech(_Settings):
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


class Workspace(_Settings):
    """The file mzgz.yaml."""

    bureau: Annotated[Bureau, Field(title="本单位")]
    notice: Annotated[str | None, Field(title="提示语", description="写了就印在每份文稿上")] = None
    units: Annotated[tuple[Unit, ...], Field(title="填报单位")] = ()
    reporting: Annotated[Reporting, Field(title="报送")] = Reporting()
    calendar: Annotated[Calendar | None, Field(title="工作日历", description="写了它，截止日遇放假顺延")] = None
    lights: Annotated[Lights, Field(title="亮灯")] = Lights()
    document: Annotated[Form, Field(title="公文版式")] = Form()
    words: Annotated[LocalWords, Field(title="用语", description="不写的按行政层级取")] = LocalWords()
    speech: Annotated[Speech, Field(title="讲话稿")] = Speech()
    rules: Annotated[
        dict[str, Literal["error", "query", "note"]],
        Field(title="规则级别", description="规则名: 级别；只能调高，不能调低强制规则"),
    ] = {}

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """How land and trade are called in its documents."""
        return settled(self.words, self.bureau.name, self.bureau.city, self.bureau.code, self.units)
