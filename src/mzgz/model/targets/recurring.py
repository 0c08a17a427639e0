"""A duty that comes due again and again: held or missed each time."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from mzgz.model.periods import Period
from mzgz.model.targets.aggregate import Figure, Share
from mzgz.model.targets.pace import Pace
from mzgz.model.targets.period_sum import over_time
from mzgz.model.targets.reported_facts import Fact, Facts, State
from mzgz.model.targets.target import Judge, Target


class Recurring(Target):
    """Rolls up as held over due."""

    kind_label: ClassVar[str] = "经常"
    nothing: ClassVar[Figure] = Share()
    reports: ClassVar[frozenset[str]] = frozenset({"done", "on", "evidence"})

    kind: Literal["recurring"] = "recurring"
    judge: Annotated[Judge, Field(title="合计判定")] = "every"

    @property
    def lasting(self) -> bool:
        return True

    @property
    def yearlong(self) -> bool:
        return True

    def spans(self, at: Period) -> Sequence[int]:
        return self.asked(at)

    @property
    def formula(self) -> str:
        return "各单位做到的次数之和 ÷ 应做的次数之和"

    def tally(self, facts: Facts, at: Period) -> tuple[State, Share]:
        """Held over due; a duty nobody has spoken of may have been held or not. 不适用: none came due in that period."""
        months = self.spans(at) if self.cadence.months else [month for month, _ in facts if month <= at.index]
        states: list[State] = []
        held = due = 0
        for month in months:
            fact = facts.at(month)
            states.append(facts.state_of(fact, ("done",), month))
            if fact is not None and states[-1] == "reported":
                held, due = held + bool(fact.done), due + 1
        open_ = sum(state not in ("reported", "not_applicable") for state in states)
        state = over_time(states[-1], states[:-1]) if states else "unreported"
        return state, Share(held, due, high=open_, base=open_, gaps=int(bool(open_) or not states))

    def verdict(self, figure: Share, at: Period) -> bool | None:
        if figure.part < figure.whole:
            return False
        return None if figure.gaps or not figure.whole else True

    def falls_short(self, fact: Fact, facts: Facts, month: Period) -> bool:
        return fact.state == "reported" and fact.done is False

    def display(self, figure: Share, at: Period) -> str | None:
        return None if figure.gaps or not figure.whole else f"{figure.part}/{figure.whole}"

    def pace(self, figure: Share, at: Period) -> Pace | None:
        """Expected in full in every period."""
        return None if figure.value is None else Pace(figure.value, Fraction(1))
