"""A thing done by a day: a document issued, a meeting held, a project finished."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from mzgz.targets.target import Judge, Target


class Milestone(Target):
    """Rolls up as k of n units done."""

    kind_label: ClassVar[str] = "节点"
    reports: ClassVar[frozenset[str]] = frozenset({"done", "on", "evidence"})

    kind: Literal["milestone"] = "milestone"
    proof: Annotated[
        Literal["document", "meeting", "project"],
        Field(title="完成凭据", description="document 文件、meeting 会议、project 项目"),
    ]
    judge: Annotated[Judge, Field(title="全市判定")] = "every"
