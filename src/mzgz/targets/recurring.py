"""A duty that comes due again and again: held or missed each time."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from mzgz.targets.target import Judge, Target


class Recurring(Target):
    """Rolls up as held over due."""

    kind_label: ClassVar[str] = "经常"
    reports: ClassVar[frozenset[str]] = frozenset({"done", "on", "evidence"})

    kind: Literal["recurring"] = "recurring"
    judge: Annotated[Judge, Field(title="全市判定")] = "every"
