"""When a unit opens, closes, merges or is carved out of another, the figures before and after are of different ground: they are not
compared."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from datetime import date

from mzgz.model.periods import Period, month_containing
from mzgz.model.targets import Target
from mzgz.model.unit import Unit
from mzgz.model.unit_tree import UnitTree


@dataclass(frozen=True, slots=True)
class GroundBreak:
    """The first month of another ground, and what happened."""

    month: Period
    words: str


def breaks(tree: UnitTree, target: Target, codes: Container[str] | None = None) -> tuple[GroundBreak, ...]:
    """Where the ground of a figure changes, in order: of the units with these codes together, or of all. What goes over from
    one of them to another stays within."""
    if not tree.changed:
        return ()
    found: list[GroundBreak] = []
    for unit in tree.changed:
        if unit.closed is not None and _crosses(tree, target, codes, unit, unit.merged_into):
            into = tree.by_code.get(unit.merged_into or "")
            found.append(_break(unit.closed, f"{unit.label}{_gone(into)}"))
        if unit.opened is not None and _crosses(tree, target, codes, unit, unit.split_from):
            source = tree.by_code.get(unit.split_from or "")
            found.append(_break(unit.opened, f"{unit.label}{_new(source)}"))
    return tuple(sorted(found, key=lambda each: (each.month, each.words)))


def _break(day: date, what: str) -> GroundBreak:
    return GroundBreak(month_containing(day), f"{_on(day)}{what}")


def _on(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _gone(into: Unit | None) -> str:
    return f"并入{into.label}" if into else "撤销"


def _new(source: Unit | None) -> str:
    return f"从{source.label}划出" if source else "设立"


def absence_words(tree: UnitTree, unit: Unit, month: Period) -> str:
    """Why a unit owes nothing for a month in which it was not there, or not yet asked; empty where it was."""
    if unit.closed is not None and unit.closed <= month.last_day:
        return f"{_on(unit.closed)}{_gone(tree.by_code.get(unit.merged_into or ''))}"
    if unit.opened is not None and unit.opened > month.last_day:
        return f"{_on(unit.opened)}才{_new(tree.by_code.get(unit.split_from or ''))}"
    return "" if unit.begins is None or month >= unit.begins else f"从{unit.begins.label}起报"


def _crosses(tree: UnitTree, target: Target, codes: Container[str] | None, unit: Unit, other: str | None) -> bool:
    """Whether one of the two is among those added up and the other is not."""

    def counts(code: str | None) -> bool:
        known = tree.by_code.get(code or "")
        return known is not None and (codes is None or known.code in codes) and target.applies_to(known)

    return counts(unit.code) != counts(other)


def breaks_between(found: tuple[GroundBreak, ...], since: Period, until: Period) -> tuple[GroundBreak, ...]:
    """Those that keep the figures of two months from being compared."""
    return tuple(each for each in found if since.index < each.month.index <= until.index)


def break_words(found: tuple[GroundBreak, ...]) -> str:
    """What happened, in words: 2022年6月1日扎区并入海拉尔."""
    return "、".join(each.words for each in found)


def comparable(target: Target, found: tuple[GroundBreak, ...], until: Period | None) -> Target:
    """The target without a baseline that is of another ground; one that gives its reason was reckoned anew."""
    baseline = getattr(target, "baseline", None)
    if baseline is None or baseline.reason or until is None or not breaks_between(found, baseline.period, until):
        return target
    return target.model_copy(update={"baseline": None})
