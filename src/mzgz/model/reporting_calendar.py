"""When returns are due: the day of the month, working days and holidays, the window and who may be late."""

from datetime import date, timedelta
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from mzgz.model.periods import Period
from mzgz.model.targets.target import IsoDate, PeriodText
from mzgz.model.unit import CODE


class SettingsPart(BaseModel):
    """A part of mzgz.yaml: frozen, and nothing in it that is not known."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


_Days = Annotated[int, Field(ge=1, strict=True)]


class Calendar(SettingsPart):
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


class LateException(SettingsPart):
    """Leave for one unit to hand in one month later than it is due."""

    unit: Annotated[str, Field(title="单位代码", pattern=CODE)]
    period: Annotated[PeriodText, Field(title="报告期", description="如 2022-06")]
    until: Annotated[IsoDate, Field(title="准许到哪天")]
    allowed_by: Annotated[str, Field(title="批准人", min_length=1, description="写职务，不写人名")]
    reason: Annotated[str, Field(title="原因", min_length=1)]


Signature = Literal["filled_by", "approved_by", "signed_by"]


class Reporting(SettingsPart):
    """When a month's return is due: on `due_day` of the month that follows, until 24:00; from when and until when it is
    taken at all; and what follows where it is late, wrong or behind. All steps are calendar days."""

    due_day: Annotated[int, Field(title="报送截止日", ge=1, le=28, strict=True)] = 5
    first_month: Annotated[
        PeriodText | None,
        Field(title="从哪个月开始报", description="如 2022-10；以前的月份谁也不用报，不写即从有目标那一年的1月起"),
    ] = None
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

    @property
    def begins(self) -> Period | None:
        """The first month anything is asked of."""
        return None if self.first_month is None else next(self.first_month.months())
