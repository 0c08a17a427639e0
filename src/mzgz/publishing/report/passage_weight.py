"""How much a target weighs in a speech: broken lines first, then big moves, commitments with a number, the rest."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from mzgz.publishing.report.target_view import TargetView

BROKEN, MISSED, MOVED, PROMISED, DONE, KEPT, GOING = 9, 8, 7, 6, 5, 4, 3
_POINTS: Final = Fraction(1, 20)
_RELATIVE: Final = Fraction(1, 5)


def weight(view: TargetView) -> int:
    """9 for a broken line down to 3 for work without a verdict."""
    if view.verdict == "missed":
        return BROKEN if view.progress.target.irreparable else MISSED
    if view.verdict == "late":
        return MISSED
    if view.verdict == "reached" and _moved(view):
        return MOVED
    if view.verdict == "reached" and view.progress.target.operands:
        return PROMISED if view.firm else DONE
    if view.verdict == "reached":
        return KEPT if view.progress.target.lasting else DONE
    return GOING


def _moved(view: TargetView) -> bool:
    """Whether it moved by 5 个百分点 or by a fifth since last year."""
    base, value = view.progress.target.base_value, view.progress.value
    if base is None or value is None:
        return False
    change = abs(value - base)
    return change >= _POINTS if view.percent else bool(base) and change / base >= _RELATIVE
