"""What the data offer to compare a loose number with: each value a sentence may say of a target, and how it is said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from mzgz.language import Against, Kind, Quantity, Role
from mzgz.language.units_of_measure import PER_SLASH, TIMES, same_unit, split_thing
from mzgz.model.numbers import exact
from mzgz.model.targets import Target
from mzgz.model.targets.aggregate import Amount, Share
from mzgz.progress import Progress
from mzgz.publishing.verify.target_mentions import Mention


@dataclass(frozen=True, slots=True)
class Offer:
    """One value: the aspect that prints it, what kind of number it is and the part it plays in a sentence."""

    aspect: str
    value: Fraction
    kind: Kind
    role: Role = Role.LEVEL
    unit: str = ""
    against: Against | None = None


def offers(progress: Progress, mention: Mention) -> Iterator[Offer]:
    """What may be said after a name; nothing while a unit's return is missing."""
    if progress.state != "reported":
        return
    if mention.role:
        yield from _operand(progress, mention.role)
    elif progress.target.quotient:
        yield from _share(progress)
    elif progress.target.counted:
        yield from _count(progress)
    elif progress.target.events and isinstance(progress.figure, Amount) and not progress.figure.gaps:
        yield Offer("events", exact(progress.figure.total), Kind.COUNT, unit=progress.target.measure)


def _operand(progress: Progress, role: str) -> Iterator[Offer]:
    figure = progress.figure
    if isinstance(figure, Share) and not figure.gaps:
        part = role == "numerator"
        value = figure.part if part else figure.whole
        unit = progress.target.operand(role).unit
        yield Offer("part" if part else "whole", exact(value), measure_kind(unit), unit=unit)


def _share(progress: Progress) -> Iterator[Offer]:
    goal, value, base = progress.goal, progress.value, last_year(progress)
    if value is None or goal is None or not (goal.percent or goal.threshold is None):
        return
    yield Offer("value", value, Kind.PERCENT)
    if goal.number is not None:
        yield Offer("goal", goal.number, Kind.PERCENT, Role.GOAL)
    if (stated := goal.stated(value)) is not None:
        gap = value - stated
        yield Offer("above" if gap > 0 else "short", gap, Kind.POINTS, Role.DIFFERENCE, against=Against.GOAL)
    if base is not None:
        yield Offer("base", base, Kind.PERCENT, Role.FROM)
        change = value - base
        yield Offer(_way(change), change, Kind.POINTS, Role.DIFFERENCE, against=Against.LAST_YEAR)


def _count(progress: Progress) -> Iterator[Offer]:
    goal, value, base = progress.goal, progress.value, last_year(progress)
    unit = progress.target.measure
    kind = measure_kind(unit)
    if value is None:
        return
    yield Offer("value", value, kind, unit=unit)
    if goal is not None and goal.number:
        yield Offer("goal", goal.number, kind, Role.GOAL, unit)
        if progress.completion is not None:
            yield Offer("completion", progress.completion, Kind.PERCENT, Role.SHARE_OF_GOAL)
    if base is not None:
        yield Offer("base", base, kind, Role.FROM, unit)
        yield Offer(_way(value - base), value - base, kind, Role.DIFFERENCE, unit, Against.LAST_YEAR)
        if base:
            yield Offer("growth", (value - base) / base, Kind.PERCENT, Role.DIFFERENCE, against=Against.LAST_YEAR)


def last_year(progress: Progress) -> Fraction | None:
    """The end of the year before; a baseline of another time is not what 上年 means."""
    baseline = getattr(progress.target, "baseline", None)
    if baseline is None or progress.node.kind != "city" or progress.period is None:
        return None
    before = baseline.period.year == progress.period.year - 1 and baseline.period.month == 12
    return progress.target.base_value if before else None


def _way(change: Fraction) -> str:
    return "fall" if change < 0 else "rise"


def kind_of(target: Target) -> tuple[Kind, str]:
    """What kind of number its value is, and its unit of measure."""
    if target.quotient:
        return Kind.PERCENT, ""
    unit = target.measure
    return measure_kind(unit), unit


def measure_kind(unit: str) -> Kind:
    """Whether a unit of measure counts things or measures an amount."""
    measured = ("元", "米", "公里", "小时", "分钟", "亩", "公顷", "吨")
    base = base_unit(unit)
    return Kind.AMOUNT if base.endswith(measured) or base in TIMES else Kind.COUNT


def base_unit(unit: str) -> str:
    """What a number counts, without what it is counted for: 元 of 元/月."""
    return PER_SLASH.split(unit)[0]


def is_of_measure(said: Quantity, target: Target) -> bool:
    """Whether a quantity can be one of the target's own: 820元 and 820元/月 of what is told in 元/月."""
    kind, unit = kind_of(target)
    if said.kind is not kind and (said.kind is not Kind.RATIO or target.quotient or target.adds):
        return False
    return not unit or same_unit(said.unit, split_thing(base_unit(unit))[0])
