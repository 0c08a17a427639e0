"""How far a figure has come from its baseline, where a change against it was promised: 较基期412人增长10.2%."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from mzgz.model.goals import Goal
from mzgz.model.rounding import show, show_share
from mzgz.progress.goal_and_gap_words import difference_measure, difference_of_shares, measure_of
from mzgz.progress.target_progress import Progress


@dataclass(frozen=True, slots=True)
class ChangeSinceBase:
    """The baseline as printed, the word of the change, and its number, guarded by what was promised of it."""

    base: str
    word: str
    """增长, 下降, 提高, 降低; 为…的 of a multiple; 持平; empty while the sum still grows: a part of this year is not held
    against the whole of another."""
    number: str
    after: str
    """个百分点, 倍; empty where the number has its %."""


def change_since_base(progress: Progress) -> ChangeSinceBase | None:
    """None where no change was promised, where nothing is known to change from, and on a base of zero."""
    goal, base, value = progress.goal, progress.target.base_value, progress.value
    if goal is None or goal.step is None or base is None or value is None or progress.node.kind != "city":
        return None
    printed, step = progress.printed(base), goal.step
    if progress.target.counted and not progress.target.steady and not progress.due:
        return ChangeSinceBase(printed, "", "", "")
    if value == base:
        return ChangeSinceBase(printed, "持平", "", "")
    if step.kind == "points":
        word = "提高" if value > base else "降低"
        return ChangeSinceBase(
            printed, word, difference_of_shares(progress, abs(value - base)), difference_measure(progress)
        )
    if not base:
        return None
    if step.kind == "times":
        return ChangeSinceBase(printed, "的", _guarded(value / base, step.amount, goal.sign), "倍")
    share = (value - base) / base
    promised = abs(step.amount)
    sign = ">=" if share * step.amount > 0 else ""
    number = show(abs(share), 1, Goal.parse(f"{sign} {step.figure}"), percent=True) if sign and promised else ""
    return ChangeSinceBase(printed, "增长" if share > 0 else "下降", number or show_share(abs(share), 1), "")


def _guarded(times: Fraction, promised: Fraction, sign: str) -> str:
    return show(times, 2, Goal(sign, promised, "", f"{sign} "))


def since_base(progress: Progress) -> str:
    """，较基期412人增长10.2%; ，为基期412人的2.1倍; ，基期412人 while the sum still grows; empty as above."""
    change = change_since_base(progress)
    if change is None:
        return ""
    base = f"基期{change.base}{measure_of(progress)}"
    if not change.word:
        return f"，{base}"
    if change.word == "持平":
        return f"，与{base}持平"
    if change.after == "倍":
        return f"，为{base}的{change.number}倍"
    return f"，较{base}{change.word}{change.number}{change.after}"
