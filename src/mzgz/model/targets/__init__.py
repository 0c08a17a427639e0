"""The kinds of target; a new kind is one class here, named in `KINDS`."""

from typing import Annotated

from pydantic import Field

from mzgz.model.targets.count import Count
from mzgz.model.targets.duty import Duty
from mzgz.model.targets.milestone import Milestone
from mzgz.model.targets.ratio import Ratio
from mzgz.model.targets.recurring import Recurring
from mzgz.model.targets.redline import Redline
from mzgz.model.targets.target import Operand, Target, Written

KINDS: dict[str, type[Target]] = {
    "ratio": Ratio,
    "count": Count,
    "milestone": Milestone,
    "recurring": Recurring,
    "redline": Redline,
    "duty": Duty,
}


class Section(Written):
    """A section of the year's plan, as the speech divides it."""

    part: Annotated[str, Field(title="部分", description="如 三")]
    number: Annotated[str | None, Field(title="节号", description="如 （二）")] = None
    title: Annotated[str, Field(title="标题", min_length=1)]
    division: Annotated[str, Field(title="责任科室", min_length=1)]

    @property
    def label(self) -> str:
        return f"{self.part}{self.number or ''}"

    @property
    def heading(self) -> str:
        """三（二）健全完善养老服务体系; without a number 三、工作要求."""
        return f"{self.label}{'' if self.number else '、'}{self.title}"


__all__ = [
    "KINDS",
    "Count",
    "Duty",
    "Milestone",
    "Operand",
    "Ratio",
    "Recurring",
    "Redline",
    "Section",
    "Target",
]
