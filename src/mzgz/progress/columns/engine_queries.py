"""What the engine is asked for: a target at a month, as known on a day, with the edges of its goal as exact whole numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final, NamedTuple

from mzgz.model.goals import Goal
from mzgz.model.periods import Period
from mzgz.model.settings import Lights
from mzgz.model.targets import Target

SNAPSHOT, HOLD, FLOW, RATES, ONCE = "snapshot", "hold", "flow", "rates", "once"
_ROOM: Final = 10**32
"""What a product may come to, so that a sum of them has 38 digits."""
_LARGEST: Final = 10**12


class Ask(NamedTuple):
    """A target at the end of a month."""

    target: str
    month: int
    """1 to 12."""
    horizon: int
    """The month the target is read at: what was said for later ones does not exist."""
    cut: date
    """What was received later is not known."""
    timely: bool = False
    """By the due date itself, where that lies within the month."""
    single: bool = False
    """The month by itself, of what must hold in those before it, too."""


@dataclass(frozen=True, slots=True)
class GoalEdges:
    """The values that meet a goal: from `low` to `high`, each with or without itself."""

    low: Fraction | None = None
    low_in: bool = True
    high: Fraction | None = None
    high_in: bool = True
    rises: bool = False
    """Whether a value above the low edge can only get better."""

    @classmethod
    def of(cls, goal: Goal) -> GoalEdges:
        edge = goal.threshold
        if goal.spread is not None:
            return cls(goal.spread.low, True, goal.spread.high, not goal.spread.open_end)
        match goal.sign:
            case ">=" | ">" | "up":
                return cls(low=edge, low_in=goal.sign == ">=", rises=True)
            case "<=" | "<" | "down":
                return cls(high=edge, high_in=goal.sign == "<=")
        return cls(edge, True, edge, True)


THING, AGAIN, STAGE, SHARES, SHARE, LEVEL, RUNNING, STOCK, SUM = (
    "thing",
    "again",
    "stage",
    "shares",
    "share",
    "level",
    "running",
    "stock",
    "sum",
)
"""What is added up, as the queries call it."""


def form_of(target: Target) -> str:
    """By what a target can do, never by the name of its kind."""
    abilities = (
        (target.completes, THING),
        (target.recurs, AGAIN),
        (target.staged, STAGE),
        (target.quotient and target.takes_all, SHARES),
        (target.quotient, SHARE),
        (not target.adds, LEVEL),
        (target.accumulates, RUNNING),
        (target.steady, STOCK),
    )
    return next((form for able, form in abilities if able), SUM)


_FAMILIES: Final = {
    THING: ONCE,
    AGAIN: FLOW,
    SUM: FLOW,
    SHARES: RATES,
    STAGE: SNAPSHOT,
    LEVEL: SNAPSHOT,
    RUNNING: SNAPSHOT,
    STOCK: SNAPSHOT,
}


def family_of(target: Target, scope: int) -> str | None:
    """The way its tallies are added up; None for what is left to the other engine."""
    form = form_of(target)
    if target.begins is not None:
        return None  # months nobody was asked for
    if form != THING and (target.cadence.months is None or (target.directional and scope == 1)):
        return None
    if (form == LEVEL and _mere_direction(target)) or (target.by_month and (target.takes_all or target.occasional)):
        return None
    return _of_share(target) if form == SHARE else _FAMILIES[form]


def _mere_direction(target: Target) -> bool:
    """Whether a unit is held against where it stood, which is no edge of a goal."""
    goals: list[Goal | None] = [getattr(target, "goal", None), *(each.was for each in target.revised)]
    return any(goal is not None and goal.sign in ("up", "down") for goal in goals)


def _of_share(target: Target) -> str | None:
    if not target.lasting:
        return SNAPSHOT
    goal: Goal | None = getattr(target, "goal", None)
    if goal is None or any(each.was is not None for each in target.revised):
        return None  # another goal in some of its months
    gaps = {_between(goal, Fraction(0), Fraction(1)), _between(goal, None, None)}
    return HOLD if gaps == {None} else None


def _between(goal: Goal, low: Fraction | None, high: Fraction | None) -> bool | None:
    return goal.met_between(low, high)


def fits(target: Target, units: int) -> bool:
    """Whether no product or sum of its numbers can outgrow the 38 digits an engine has."""
    return all(
        max(edge.numerator, edge.denominator) * _LARGEST * max(units, 1) < _ROOM
        for edge in _edges(target)
        if edge is not None
    )


def _edges(target: Target) -> Sequence[Fraction | None]:
    goals = [getattr(target, "goal", None), *(each.was for each in target.revised)]
    edges = [GoalEdges.of(goal) for goal in goals if isinstance(goal, Goal)]
    return [edge for each in edges for edge in (each.low, each.high)]


def goal_of(target: Target, month: Period) -> Goal | None:
    """The goal a unit is judged by in a month; of events, one for the whole year."""
    goal: Goal | None = getattr(target, "goal", None)
    return goal if target.events else target.goal_at(month.last_day) or goal


def ask_cells(
    number: int, id_: int, family: str, ask: Ask, cut: int, target: Target, year: int, bands: Lights, everybody: bool
) -> list[str]:
    """The cells of an ask, in the order of `ASK_COLUMNS`; `id_` is the number of its target, `cut` that of its day."""
    month = Period.month_of(year, ask.month)
    goal = goal_of(target, month)
    edges = GoalEdges.of(goal) if goal is not None and not target.directional else GoalEdges()
    judged = (
        goal is not None
        and not ask.single
        and not target.directional
        and (edges.low is not None or edges.high is not None)
    )
    blind, seen = (None, None)
    if target.quotient and judged and goal is not None:
        seen, blind = goal.met_between(Fraction(0), Fraction(1)), goal.met_between(None, None)
    step = target.cadence.months or 1
    limit = target.due if ask.timely and month == target.due_month else month.last_day
    ahead, behind = _bands(target, goal, month, bands)
    cells = (
        number,
        id_,
        family,
        form_of(target),
        ask.month,
        2 ** (ask.month - 1),
        2**ask.month - 1,
        2**ask.horizon - 1,
        sum(2 ** (each - 1) for each in range(step, ask.month + 1, step)),
        cut,
        limit,
        ask.month // step,
        everybody,
        target.cadence.months is None,
        target.occasional,
        judged,
        *_rational(edges.low),
        edges.low_in,
        *_rational(edges.high),
        edges.high_in,
        edges.rises,
        goal is not None and goal.spread is not None,
        None if seen is None else int(seen),
        None if blind is None else int(blind),
        target.capped(month),
        target.part_of_whole,
        *_rational(ahead),
        *_rational(behind),
    )
    return [_cell(cell) for cell in cells]


_ASK_TYPES: Final = (
    "r INT, target SMALLINT, family STRING, form STRING, m TINYINT, at_month BIGINT, upto BIGINT, beyond BIGINT, asked BIGINT, cut BIGINT, "
    "day_limit DATE, n_asked INT, "
    "everybody BOOLEAN, single BOOLEAN, occasional BOOLEAN, judged BOOLEAN, lo_p NUMBER, lo_q NUMBER, lo_in BOOLEAN, hi_p NUMBER, hi_q NUMBER, "
    "hi_in BOOLEAN, rises BOOLEAN, spread BOOLEAN, gap_seen INT, gap_nothing INT, capped BOOLEAN, of_whole BOOLEAN, "
    "ahead_p NUMBER, ahead_q NUMBER, behind_p NUMBER, behind_q NUMBER"
)
ASK_COLUMNS: Final = tuple((each.split()[0], each.split()[1]) for each in _ASK_TYPES.split(", "))


def asks_sql(asks: Sequence[Sequence[str]]) -> str:
    """The asks as a table. Each is one text, a column at the same place in all: an engine takes longer over thousands of
    literals than over the facts."""
    columns = list(zip(*asks, strict=True))
    widths = [max(1, *map(len, cells)) for cells in columns]
    told, place = [], 1
    for (name, kind), cells, width in zip(ASK_COLUMNS, columns, widths, strict=True):
        cell = f"trim(substring(line, {place}, {width}))"
        cell = cell if all(cells) else f"CASE WHEN {cell} <> '' THEN {cell} END"
        told.append(f"CAST({cell} AS {kind.replace('NUMBER', 'DECIMAL(38,0)')}) AS {name}")
        place += width
    lines = ("".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)) for cells in asks)
    rows = ", ".join(f"('{line}')" for line in lines)
    return f"SELECT {', '.join(told)} FROM (VALUES {rows}) AS t(line)"


def _bands(target: Target, goal: Goal | None, month: Period, bands: Lights) -> tuple[Fraction | None, Fraction | None]:
    """The values from which a unit is ahead, and from which it keeps pace; of flows only, others have no pace of a unit."""
    flow = form_of(target) in (RUNNING, SUM) and not target.events
    if not flow or target.pooled or goal is None or not goal.threshold or not goal.rises:
        return None, None
    elapsed = target.elapsed(month)
    edges = tuple(goal.threshold * (elapsed + band) for band in (Fraction(bands.ahead), -Fraction(bands.behind)))
    return edges[0], edges[1]


def _rational(edge: Fraction | None) -> tuple[int | None, int | None]:
    return (None, None) if edge is None else (edge.numerator, edge.denominator)


def _cell(value: str | int | date | None) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
    return str(value)
