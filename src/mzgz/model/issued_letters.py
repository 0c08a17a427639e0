"""Letters that went out: the number of a reminder counts these, not the days of the calendar."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import ConfigDict, Field

from mzgz.model.targets.field_types import IsoDate, PeriodText
from mzgz.model.unit import CODE

_FORBID = ConfigDict(extra="forbid")


@dataclass(frozen=True, slots=True)
class IssuedLetter:
    """One letter to one unit, or to all (`unit` None)."""

    __pydantic_config__: ClassVar[ConfigDict] = _FORBID

    kind: Annotated[
        Literal["return", "remind", "supervise", "summary"],
        Field(title="文种", description="return 退回、remind 催报、supervise 督办、summary 通报"),
    ]
    on: Annotated[IsoDate, Field(title="发出日期")]
    unit: Annotated[str | None, Field(title="单位代码", pattern=CODE, description="通报发给全部单位，不写")] = None
    received: Annotated[
        IsoDate | None,
        Field(title="收到日期", description="报来的表没有收入、退回的，写报来的日期；改好再报，按这一天算"),
    ] = None


@dataclass(frozen=True, slots=True)
class LetterBook:
    """The letters of one month, in the order they went out."""

    __pydantic_config__: ClassVar[ConfigDict] = _FORBID

    period: Annotated[PeriodText, Field(title="报告期", description="如 2022-06")]
    letters: Annotated[tuple[IssuedLetter, ...], Field(title="发出的通知")] = ()


def reminders(letters: tuple[IssuedLetter, ...], unit: str, before: date) -> int:
    """How many days before `before` the unit was reminded on."""
    return len({each.on for each in letters if each.kind == "remind" and each.unit == unit and each.on < before})


def refusals(letters: Iterable[IssuedLetter], unit: str) -> tuple[date, ...]:
    """The days on which a file of the unit came that could not be taken in and went back, in order."""
    return tuple(sorted({each.received for each in letters if each.unit == unit and each.received}))
