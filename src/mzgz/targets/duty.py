"""Work without a number: a stage and a sentence, never turned into a percentage."""

from __future__ import annotations

from typing import ClassVar, Literal

from mzgz.targets.target import Target


class Duty(Target):
    """Rolls up as counts per stage; has no verdict."""

    kind_label: ClassVar[str] = "职责"
    reports: ClassVar[frozenset[str]] = frozenset({"stage"})

    kind: Literal["duty"] = "duty"
