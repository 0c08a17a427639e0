"""Progress for other programs as JSON; numbers that must stay exact are strings."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from fractions import Fraction
from typing import Any

from mzgz.formats.terminal.light_and_gap_cells import lacking_words
from mzgz.model.numbers import Exact
from mzgz.model.targets.aggregate import Levels, Share, Stages
from mzgz.model.unit import Unit
from mzgz.progress import Board, Progress, by_word, last_known, level_ends, standings
from mzgz.progress.gap_split import cheapest_split
from mzgz.progress.undecided_causes import Cause


def number(value: Exact | None) -> str | None:
    """Digits where they are finite, otherwise a fraction: 5732 · 12.5 · 1/3."""
    if value is None:
        return None
    fraction = Fraction(value)
    places = next((n for n in range(19) if 10**n % fraction.denominator == 0), None)
    if not places:
        return str(fraction)
    digits = f"{abs(fraction.numerator) * 10**places // fraction.denominator:0{places + 1}d}"
    return f"{'-' if fraction < 0 else ''}{digits[:-places]}.{digits[-places:]}"


def _quotient(part: Exact, whole: Exact) -> str:
    if isinstance(part, int) and isinstance(whole, int):
        return f"{part}/{whole}"
    return str(Fraction(part) / whole)


def exact_value(progress: Progress) -> str | None:
    """As it was formed, not reduced: 5732/10210; a plain number for counts."""
    if progress.value is None:
        return None
    figure = progress.figure
    return _quotient(figure.part, figure.whole) if isinstance(figure, Share) else number(progress.value)


def _bounds(progress: Progress) -> dict[str, str | None] | None:
    if progress.bounds is None or progress.bounds == (None, None):
        return None
    goal = progress.goal
    ends = progress.bounds if goal is None or goal.rises or goal.sign == "=" else progress.bounds[::-1]
    worst, best = (number(end) for end in ends)
    return {"worst": worst, "best": best}


def _printed_bounds(progress: Progress) -> dict[str, str | None] | None:
    low, high = progress.printed_bounds
    return None if low is None and high is None else {"low": low, "high": high}


def _gap(progress: Progress) -> dict[str, Any] | None:
    gap = progress.gap
    if gap is None:
        return None
    return {
        "things": number(gap.things),
        "added": gap.added,
        "points": number(gap.points),
        "unit": gap.unit,
        "words": lacking_words(progress),
    }


def node_data(progress: Progress) -> dict[str, Any]:
    """One target at one node."""
    known, pace = last_known(progress), progress.pace
    data: dict[str, Any] = {
        "state": progress.state,
        "numerator": number(progress.numerator),
        "denominator": number(progress.denominator),
        "value": exact_value(progress),
        "display": progress.display,
        "met": None if progress.cause is Cause.WHOLE_ONLY else progress.met,
        "light": progress.light.value,
        "cause": progress.cause.value if progress.cause else None,
        "doubtful": progress.doubts,
        "period": str(progress.period) if progress.period else None,
        "made_good": str(progress.made_good) if progress.made_good else None,
        "reported": progress.reported,
        "expected": progress.expected,
        "bounds": _bounds(progress),
        "units_met": progress.units_met,
        "late": progress.late,
        "told": progress.words,
        "decided_by": progress.edge.value,
        "decided_period": str(progress.decided) if progress.decided else None,
        "pace": {"actual": number(pace.actual), "expected": number(pace.expected)} if pace else None,
        "gap": _gap(progress),
        "last_known": {"period": str(known.period), "display": known.display} if known else None,
        "so_far": number(progress.so_far) if progress.state == "partial" else None,
        "missing": [node.key for node in progress.missing],
        "printed_bounds": _printed_bounds(progress),
    }
    if isinstance(progress.figure, Stages):
        data["stages"] = list(progress.figure.counts)
    if isinstance(progress.figure, Levels):
        data |= _ends(progress, progress.figure)
    return data


def _ends(progress: Progress, figure: Levels) -> dict[str, Any]:
    """The lowest and the highest level, and whose they are; there is no sum."""
    ends = level_ends(progress)
    low, high = ends or (None, None)
    return {
        "low": number(figure.lowest),
        "high": number(figure.highest),
        "low_units": [one.node.key for one in low.holders] if low else [],
        "high_units": [one.node.key for one in high.holders] if high else [],
    }


def status_data(board: Board, targets: Sequence[str], units: Sequence[str] | None = None) -> dict[str, Any]:
    """The whole board, or some targets and units of it."""
    return {
        "year": board.year,
        "as_of": board.as_of.isoformat(),
        "counts": _counts(board, targets),
        "period": str(board.reference) if board.reference else None,
        "elapsed": number(Fraction(board.reference.month if board.reference else 0, 12)),
        "units": {unit.code: unit.label for unit in _named(board, units)},
        "unread": [
            {"id": each.id or None, "name": each.name or None, "place": str(each.source)} for each in board.plan.unread
        ],
        "targets": [_target_data(board, target, units) for target in targets],
    }


def _counts(board: Board, targets: Sequence[str]) -> dict[str, Any]:
    """The city's targets by where they stand, and by light or cause."""
    cities = [board.city(target) for target in targets]
    return {**asdict(standings(cities)), "lights": by_word(cities)}


def _target_data(board: Board, target: str, units: Sequence[str] | None) -> dict[str, Any]:
    declared, city = board.plan.targets[target], board.city(target)
    goal = city.goal
    tags = () if units is not None else board.ledger.units.tags
    section = board.plan.section_of[target].section
    return {
        "id": target,
        "name": declared.name,
        "kind": declared.kind,
        "section": section.title,
        "section_label": section.label,
        "division": board.plan.division(declared),
        "firm": declared.firm,
        "goal": goal.text if goal else None,
        "due": declared.due.isoformat(),
        "elapsed": number(declared.elapsed(city.period)) if city.period else None,
        "split": [{"unit": share.node.key, "things": number(share.things)} for share in cheapest_split(board, target)],
        "city": node_data(city),
        "units": {code: node_data(board.part(target, code)) for code in units or shown_units(board, target)},
        "groups": {tag: node_data(board.tagged(target, tag)) for tag in tags},
    }


def shown_units(board: Board, target: str) -> list[str]:
    """Every unit of the level below, and the bureau where the task is its own."""
    inside = board.standing(target).units
    return [unit.code for unit in board.listed if unit.code in inside or not unit.is_bureau]


def _named(board: Board, units: Sequence[str] | None) -> Sequence[Unit]:
    """Whose names are told: all of a tree of one level, otherwise those that are shown."""
    tree = board.ledger.units
    return tree.units if not tree.deep else board.listed if units is None else [tree.by_code[code] for code in units]


def status_json(
    board: Board, targets: Sequence[str], units: Sequence[str] | None = None, *, compact: bool = False
) -> str:
    """As JSON; `compact` leaves out what is null, empty, or follows from the rest, and breaks no lines."""
    data = status_data(board, targets, units)
    if compact:
        return json.dumps(_compact(data), ensure_ascii=False, separators=(",", ":")) + "\n"
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


_FOLLOWS = frozenset({"groups", "told", "printed_bounds", "decided_by"})
"""What a reader can work out of the rest."""


def _compact(value: Any) -> Any:
    if isinstance(value, dict):
        kept = {key: _compact(item) for key, item in value.items() if key not in _FOLLOWS}
        return {key: item for key, item in kept.items() if item not in (None, [], {}, False) or key == "met"}
    return [_compact(item) for item in value] if isinstance(value, list) else value
