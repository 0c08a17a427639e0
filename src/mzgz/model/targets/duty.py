"""Work without a number: a stage and a sentence, never turned into a percentage."""

from typing import ClassVar, Literal

from mzgz.model.periods import Period
from mzgz.model.targets.aggregate import Figure, Stages
from mzgz.model.targets.pace import Pace
from mzgz.model.targets.reported_facts import STAGES, Facts, State
from mzgz.model.targets.target import Target


class Duty(Target):
    """Rolls up as counts per stage; has no verdict."""

    kind_label: ClassVar[str] = "职责"
    nothing: ClassVar[Figure] = Stages()
    reports: ClassVar[frozenset[str]] = frozenset({"stage"})

    kind: Literal["duty"] = "duty"

    @property
    def judges(self) -> bool:
        return False

    @property
    def formula(self) -> str:
        return "按进展阶段数单位，不折算百分比"

    def tally(self, facts: Facts, at: Period) -> tuple[State, Stages]:
        fact = self.entry_at(facts, at)
        state = facts.state_of(fact, ("stage",), at.index)
        if fact is None or fact.stage is None or state != "reported":
            return state, Stages(gaps=int(state != "not_applicable"))
        one, two, three, four = (int(fact.stage == stage) for stage in STAGES)
        return state, Stages((one, two, three, four))

    def verdict(self, figure: Stages, at: Period) -> None:
        return None

    def display(self, figure: Stages, at: Period) -> str | None:
        held = [(stage, count) for stage, count in zip(STAGES, figure.counts, strict=True) if count]
        if sum(figure.counts) == 1:
            return held[0][0]
        return "、".join(f"{stage}{count}" for stage, count in held) or None

    def pace(self, figure: Stages, at: Period) -> Pace | None:
        return None
