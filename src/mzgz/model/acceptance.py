"""What the bureau did with a unit's return for a month: accepted it or sent it back, round by round."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Literal

from pydantic import ConfigDict, Field
from pydantic.json_schema import SkipJsonSchema

from mzgz.model.evidence_record import FINGERPRINT
from mzgz.model.findings import Source
from mzgz.model.periods import Period
from mzgz.model.shortest_reason import REASON_RULE
from mzgz.model.submissions import Submission
from mzgz.model.targets.target import IsoDate, Locate, PeriodText, located

Action = Literal["accepted", "returned"]

_FORBID = ConfigDict(extra="forbid")


def _nowhere(*_: str | int) -> Source:
    return Source("")


def fingerprint(submission: Submission) -> str:
    """SHA-256 of what a return says. Comments, spacing, the order of keys and 812 against 812.0 make no difference;
    any other value, word or date does."""
    text = json.dumps(_canonical(submission), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _canonical(value: Any) -> Any:
    """Plain data in which equal content is written in one way; what was not given is left out."""
    if isinstance(value, bool | str | None):
        return value
    if isinstance(value, int | Decimal):
        numerator, denominator = value.as_integer_ratio()
        return [numerator, denominator]
    if isinstance(value, date | Period):
        return str(value)
    if isinstance(value, tuple | list):
        return [_canonical(item) for item in value]
    if is_dataclass(value):
        value = {each.name: getattr(value, each.name) for each in fields(value) if each.compare}
    return {name: _canonical(item) for name, item in value.items() if item is not None and item != ()}


@dataclass(frozen=True, slots=True)
class Waiver:
    """A finding that does not stand in the way of acceptance until a day, and who allowed that."""

    __pydantic_config__: ClassVar[ConfigDict] = _FORBID

    rule: Annotated[str, Field(title="规则名")]
    reason: Annotated[str, Field(title="原因", min_length=1, description=REASON_RULE)]
    approved_by: Annotated[str, Field(title="批准人", min_length=1, description="写职务，不写人名")]
    until: Annotated[IsoDate, Field(title="暂缓到哪天")]
    target: Annotated[str | None, Field(title="目标标识")] = None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a return was sent back: a finding with its place, or the bureau's own words."""

    __pydantic_config__: ClassVar[ConfigDict] = _FORBID

    text: Annotated[str, Field(title="问题", min_length=1)]
    hint: Annotated[str | None, Field(title="怎么办")] = None
    rule: Annotated[str | None, Field(title="规则名")] = None
    target: Annotated[str | None, Field(title="目标标识")] = None
    at: Annotated[str | None, Field(title="位置", description="文件:行:列")] = None
    place: Annotated[str | None, Field(title="填报表中的位置")] = None
    said: Annotated[str | None, Field(title="当时所报")] = None


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of evidence as it was when the bureau decided on the return it belongs to."""

    __pydantic_config__: ClassVar[ConfigDict] = _FORBID

    name: Annotated[str, Field(title="文件名", min_length=1)]
    sha256: Annotated[str, Field(title="内容指纹", pattern=FINGERPRINT)]


@dataclass(frozen=True, slots=True)
class Round:
    """One decision of the bureau on what had been handed in by then."""

    __pydantic_config__: ClassVar[ConfigDict] = _FORBID

    action: Annotated[Action, Field(title="处理", description="accepted 受理、returned 退回")]
    on: Annotated[IsoDate, Field(title="日期")]
    by: Annotated[str, Field(title="经办", min_length=1, description="写职务，不写人名")]
    round: Annotated[int, Field(title="第几次", ge=1, strict=True, description="第几次报来：退回一次加一")]
    fingerprint: Annotated[str, Field(title="内容指纹", pattern=FINGERPRINT)]
    received: Annotated[IsoDate | None, Field(title="收到日期", description="这一次报来的日期")] = None
    due: Annotated[IsoDate | None, Field(title="改好期限")] = None
    reasons: Annotated[tuple[Reason, ...], Field(title="退回原因")] = ()
    waivers: Annotated[tuple[Waiver, ...], Field(title="暂缓事项")] = ()
    evidence: Annotated[tuple[Attachment, ...], Field(title="凭据文件")] = ()


@dataclass(frozen=True, slots=True)
class Acceptance:
    """The record of one unit's month, oldest round first. `locate` leads from keys to line and column."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid", arbitrary_types_allowed=True)

    unit: Annotated[str, Field(title="单位代码", description="六位代码，加引号")]
    period: Annotated[PeriodText, Field(title="报告期", description="如 2022-06")]
    rounds: Annotated[tuple[Round, ...], Field(title="经过", description="先发生的在前")] = ()
    locate: SkipJsonSchema[Locate] = field(init=False, repr=False, compare=False, default=_nowhere)

    def at(self, *path: str | int) -> Source:
        """Where the value at `path` is written, such as `at("rounds", 0, "fingerprint")`."""
        return self.locate(*path)

    def at_last(self, *path: str | int) -> Source:
        """Where a value of the last round is written."""
        return self.at("rounds", len(self.rounds) - 1, *path)

    @property
    def last(self) -> Round | None:
        return self.rounds[-1] if self.rounds else None

    @property
    def returns(self) -> int:
        """How many times it was sent back."""
        return sum(item.action == "returned" for item in self.rounds)

    def known_by(self, day: date) -> Acceptance:
        """The record at the end of `day`."""
        kept = tuple(item for item in self.rounds if item.on <= day)
        return self if len(kept) == len(self.rounds) else located(replace(self, rounds=kept), self.locate)

    def decided(self, submission: Submission) -> Action | None:
        """The last decision, as far as it was taken on what the return says now."""
        last = self.last
        return last.action if last and last.fingerprint == fingerprint(submission) else None

    def first_received(self, submission: Submission) -> date | None:
        """The day the month was first handed in: sending it back does not make it late."""
        days = [item.received for item in self.rounds if item.received] + (
            [submission.received] if submission.received else []
        )
        return min(days, default=None)
