"""A goal, a figure and the way between them, each with what stands behind its number: 不低于38张/千人, 34.8张/千人,
差3.2张/千人. Whoever tells of them in words takes the words from here."""

from __future__ import annotations

from fractions import Fraction

from mzgz.model.goal_notation import OUT_OF, points_word
from mzgz.model.goal_words import in_sentence, in_table
from mzgz.model.rounding import fitting, show_points
from mzgz.progress.target_progress import Progress


def share_sign(progress: Progress) -> str:
    """% or ‰, where its figure is told as a share; empty of things and of so many per thousand."""
    return progress.target.share_sign(progress.goal)


def measure_of(progress: Progress) -> str:
    """What stands behind its figure: 张, 张/千人; nothing behind a share, which has its sign within."""
    return progress.target.measure_beside(progress.goal)


def promised(progress: Progress) -> str:
    """不低于38张/千人, 在2000～2200台之间, 比基期增长15%: what is promised, in a sentence; empty where there is no goal."""
    goal = progress.goal
    return in_sentence(goal, measure_of(progress)).said(goal.figure).removeprefix("等于") if goal else ""


def promised_briefly(progress: Progress) -> str:
    """≥38张/千人, 2000～2200台: the same in a narrow place."""
    goal = progress.goal
    return in_table(goal, measure_of(progress)).said(goal.figure).removeprefix("=") if goal else ""


def signed_difference(progress: Progress, difference: Fraction | None, decimals: int | None = None) -> str:
    """A difference of two of its figures with its sign, without what stands behind it; empty where there is none."""
    if difference is None:
        return ""
    return f"{'+' if difference > 0 else ''}{difference_of_shares(progress, difference, decimals)}"


def difference_of_shares(progress: Progress, difference: Fraction, decimals: int | None = None) -> str:
    """The number of a difference of two of its figures: 3.2 of 3.2张/千人, 0.33 of 0.33个千分点."""
    own: int = getattr(progress.target, "decimals", 1)
    places = fitting(own, progress.goal) if decimals is None else decimals
    return show_points(difference, places, OUT_OF[share_sign(progress)] * progress.target.base)


def difference_measure(progress: Progress) -> str:
    """What stands behind it: 个百分点, 个千分点, 张/千人."""
    return points_word(share_sign(progress)) or progress.target.measure
