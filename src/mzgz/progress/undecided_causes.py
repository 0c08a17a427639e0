"""Why a light says nothing: what each undecided conclusion waits for."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from mzgz.model.targets.target_clauses import Basis
from mzgz.progress.lights import Edge, Light
from mzgz.progress.unit_parts import plainly_missing, unproven_alone

if TYPE_CHECKING:
    from mzgz.progress.target_progress import Progress


class Cause(StrEnum):
    """In the order in which they are told."""

    DUTY = "只讲进展"
    NOT_DUE = "未到期"
    MISSING = "缺报"
    UNPROVEN = "待证"
    DOUBTED = "待更正"
    WHOLE_ONLY = "只看合计"
    BEFORE_RECORD = "期限在前"
    AMBIGUOUS = "受阻于口径"
    NO_BASELINE = "没有基期数"
    NO_VALUE = "没有数值"


_BY_EDGE = {
    Edge.UNPROVEN: Cause.UNPROVEN,
    Edge.DOUBTED: Cause.DOUBTED,
    Edge.EXCUSED: Cause.MISSING,
    Edge.PENDING: Cause.MISSING,
    Edge.NOT_ASKED: Cause.NOT_DUE,
    Edge.WHOLE_ONLY: Cause.WHOLE_ONLY,
    Edge.BEFORE_RECORD: Cause.BEFORE_RECORD,
}


def cause_of(progress: Progress) -> Cause | None:
    """None where the light says something."""
    if progress.light is not Light.UNKNOWN:
        return None
    if not progress.target.judges:
        return Cause.DUTY
    gaps = Cause.MISSING if progress.edge is Edge.GAPS else None
    return _BY_EDGE.get(progress.edge) or _by_units(progress) or gaps or _by_day(progress)


def _by_units(progress: Progress) -> Cause | None:
    """What the units wait for that keep a group open: whoever has not reported weighs most. The units themselves are
    looked at only where their sum does not tell."""
    target, missing = progress.target, progress.units_missing
    if missing and progress.doubts and all(part.cause is Cause.DOUBTED for part in progress.parts if part.missing):
        missing = 0  # they have spoken: what they said has to be put right
        if not target.completes:
            return Cause.DOUBTED
    if progress.parts and not target.completes:
        if missing:
            return Cause.MISSING
        if not (progress.doubts or target.lasting or progress.heads.not_applicable):
            return None
    if missing and (not progress.parts or plainly_missing(progress.parts)):
        return Cause.MISSING
    if missing and unproven_alone(progress.parts):
        return Cause.UNPROVEN
    open_ = {part.cause for part in progress.parts} | ({Cause.MISSING} if missing else set())
    if missing and all(part.cause is Cause.UNPROVEN for part in progress.parts if part.missing):
        open_.discard(Cause.MISSING)
    if not missing and progress.edge is Edge.GAPS and open_ <= {None, Cause.NO_VALUE, Cause.NOT_DUE}:
        # all have reported: one share is of nothing
        return next((cause for cause in (Cause.NO_VALUE, Cause.NOT_DUE) if cause in open_), None)
    return next((cause for cause in (Cause.MISSING, Cause.UNPROVEN, Cause.DOUBTED) if cause in open_), None)


def _by_day(progress: Progress) -> Cause:
    due = progress.period is not None and progress.period >= progress.target.due_month
    if not due:
        return Cause.NOT_DUE
    if progress.target.origin.basis is Basis.AMBIGUOUS:
        return Cause.AMBIGUOUS
    return Cause.NO_VALUE if progress.value is None or not progress.target.directional else Cause.NO_BASELINE
