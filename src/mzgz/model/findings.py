"""The only way to say that data is wrong: where it stands, how grave it is, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import KW_ONLY, asdict, dataclass
from enum import StrEnum
from functools import cache
from typing import Any, Final, NamedTuple


class Severity(StrEnum):
    """How a finding is cleared (the practice of statistical reporting: 强制性 and 核实性 audit)."""

    ERROR = "error"
    QUERY = "query"
    NOTE = "note"

    @property
    def label(self) -> str:
        """The word the clerk reads."""
        return {"error": "强制", "query": "核实", "note": "提示"}[self.value]

    @property
    def rank(self) -> int:
        """0 is the gravest."""
        return ("error", "query", "note").index(self.value)


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """A place a person can go to: workspace-relative path with `/`, line and column from 1, or a workbook cell."""

    path: str
    line: int = 1
    column: int = 1
    cell: str | None = None

    def __str__(self) -> str:
        return f"{self.path}:{self.cell}" if self.cell else f"{self.path}:{self.line}:{self.column}"


class Words(NamedTuple):
    """What a fault says: the message, and the hint that tells what to do."""

    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding. `count` is above 1 where repeats of one mistake were folded into it."""

    code: str
    rule: str
    severity: Severity
    message: str
    hint: str
    source: Source
    unit: str | None = None
    period: str | None = None
    target: str | None = None
    count: int = 1
    explained: str | None = None
    """The reason given by an explanation in force; the finding then does not block."""
    waived: str | None = None
    """By whose leave and until when it may stand (暂缓); the finding then does not block either."""
    field: str | None = None
    """The field of the target's entry it stands at, such as `numerator`: where a form shows it."""

    @property
    def blocks(self) -> bool:
        """Whether it keeps a submission from being accepted: errors, and queries nobody explained."""
        return self.severity is Severity.ERROR or (self.severity is Severity.QUERY and self.excuse is None)

    @property
    def excuse(self) -> str | None:
        """Why a query does not block, in words: explained by the unit, or waived by the bureau."""
        if self.severity is not Severity.QUERY:
            return None
        return f"已说明：{self.explained}" if self.explained is not None else self.waived

    def sort_key(self) -> tuple[Any, ...]:
        """Order by place, then code: the same on every machine."""
        return (
            self.source.path,
            self.source.line,
            self.source.column,
            _place(self.source.cell),
            self.code,
            self.message,
        )


def _place(cell: str | None) -> tuple[str, int, int, str]:
    """A cell in the order of its sheet: I5 before I11."""
    sheet, _, name = (cell or "").rpartition("!")
    letters = name.rstrip("0123456789")
    number = name[len(letters) :]
    return sheet, int(number) if number else 0, len(letters), letters


_NOT_OF_UNITS: Final = frozenset({"form", "text", "target", "acceptance", "return"})
"""What a unit does not answer by a reason: files and words, which are mended; plans and the bureau's own record, which
are not its own; and returns that have not come: there is nothing to write the reason in."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its stable code, severity, and the function whose name is the slug and whose docstring is the manual.

    `over` names the kind of case the function looks at. Rules over `form` speak for the readers: their function
    takes the particulars of a fault and returns its `Words`. All others are given a case of the ledger by `validation.run`.
    """

    code: str
    severity: Severity
    check: Callable[..., Any]
    over: str = "form"
    _: KW_ONLY
    where: Callable[[Any], bool] | None = None
    """Of rules that look at a target or at what was said about one: which targets they look at."""
    passes_ordinary: bool = False
    """Of rules over entries or series: that they find nothing wrong with a unit's ordinary year."""
    least: int = 0
    """How many rows a case must have to be judged at all."""
    loses: bool = False
    """Of faults of form: whether something may have been left out of what was read."""
    declared: Severity | None = None
    """The severity it has everywhere, where a workspace asks for a graver one."""

    @property
    def slug(self) -> str:
        return slug_of(self.check)

    @property
    def asks_unit(self) -> bool:
        """Whether a unit answers it, by other figures or by a reason, where it is no error."""
        return self.over not in _NOT_OF_UNITS

    @property
    def takes_reason(self) -> bool:
        """Whether the reason a unit gives clears what it asks."""
        return self.severity is Severity.QUERY and self.asks_unit

    @property
    def of_record(self) -> bool:
        """Whether it looks at what the bureau decided."""
        return self.over == "acceptance"

    @property
    def firm(self) -> bool:
        """Whether it is grave in every workspace: what cannot be true is so whoever says it."""
        return (self.declared or self.severity) is Severity.ERROR


@cache
def slug_of(check: Callable[..., Any]) -> str:
    """The name of the rule whose function this is."""
    return check.__name__.rstrip("_").replace("_", "-")


@dataclass(frozen=True, slots=True)
class Summary:
    """What was looked at and how it came out. The four outcomes count cases, not findings: green means something."""

    files: int = 0
    entries: int = 0
    passed: int = 0
    violated: int = 0
    explained: int = 0
    not_evaluated: int = 0

    @property
    def counts(self) -> dict[str, int]:
        """All that was counted, by name."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class CollectedSummary(Summary):
    """Of a data set: most was judged where it was collected, and how the rules came out there is not counted again."""

    @property
    def counts(self) -> dict[str, int]:
        return {"files": self.files, "entries": self.entries}


@dataclass(frozen=True, slots=True)
class Judgement:
    """All findings in order of place, and the summary."""

    findings: tuple[Diagnostic, ...]
    summary: Summary

    @property
    def blocks(self) -> bool:
        return any(finding.blocks for finding in self.findings)
