"""What changed between two months, split into the effects of the numerator and of the denominator."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from mzgz.model.periods import Period
from mzgz.model.targets.aggregate import Share
from mzgz.model.territory_breaks import GroundBreak, breaks_between
from mzgz.progress.target_progress import Progress


@dataclass(frozen=True, slots=True)
class Change:
    """From an earlier value to the present one. For shares the two effects add up to the difference exactly."""

    since: Period
    before: Fraction
    difference: Fraction
    numerator_effect: Fraction | None = None
    """Had only the numerator changed."""
    denominator_effect: Fraction | None = None
    """The rest, by the denominator."""
    shrunk: bool = False
    """Met only because the denominator shrank: on the earlier denominator it would be missed."""


def between(now: Progress, before: Progress, found: tuple[GroundBreak, ...] = ()) -> Change | None:
    """Against the same target and node in an earlier month; None where either has no value, or where one of the breaks
    `found` lies between them."""
    if found and now.period and before.period and breaks_between(found, before.period, now.period):
        return None
    if now.value is None or before.value is None or before.period is None:
        return None
    if isinstance(now.figure, Share) and isinstance(before.figure, Share):
        return _of_shares(now, before.figure, before.period)
    return Change(before.period, before.value, now.value - before.value)


def since_baseline(now: Progress) -> Change | None:
    """Against the baseline the plan states for the city; for one unit there is none."""
    baseline = getattr(now.target, "baseline", None)
    if baseline is None or now.value is None or now.node.kind != "city":
        return None
    if isinstance(now.figure, Share):
        return _of_shares(now, Share(Fraction(baseline.numerator), Fraction(baseline.denominator)), baseline.period)
    before = Fraction(baseline.value)
    return Change(baseline.period, before, now.value - before)


def _of_shares(now: Progress, before: Share, since: Period) -> Change | None:
    figure, old = now.figure, before.value
    if not isinstance(figure, Share) or now.value is None or old is None:
        return None
    if (
        not now.target.steady
    ):  # more cases come in all year: that there are more or fewer of them by now changes nothing
        return Change(since, old, now.value - old)
    moved = Fraction(figure.part) / before.whole
    goal = now.goal
    unaided = goal.met(moved, now.target.base_value) if goal else None
    shrunk = figure.whole < before.whole and now.met_now is True and unaided is False
    return Change(since, old, now.value - old, moved - old, now.value - moved, shrunk)
