"""How names, months and things are joined in a sentence, and how wordings take turns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from mzgz.publishing.report.target_view import TargetView
from mzgz.publishing.report.unit_view import UnitView

_ONCE = 1
"""So often a wording may have been used when its turn comes; it gives way afterwards."""


def joined(items: Iterable[str], mark: str = "、", last: str = "") -> str:
    """Items joined as Chinese does, empty ones dropped; `last` before the last one: 甲、乙和丙."""
    kept = [item for item in items if item]
    if last and len(kept) > 1:
        return mark.join(kept[:-1]) + last + kept[-1]
    return mark.join(kept)


def names_of(units: Iterable[UnitView]) -> str:
    """Short names in code order joined by 、."""
    return joined(unit.name for unit in sorted(units, key=lambda unit: unit.progress.node.key))


def months_of(units: Sequence[UnitView], what: str = "months_open") -> str:
    """4月、9月: the months of these units, each once. `what` is months_open or months_short."""
    found = {month for unit in units for month in (unit.months_open if what == "months_open" else unit.months_short)}
    return joined(f"{month}月" for month in sorted(found))


def when(units: Sequence[UnitView], what: str = "months_open") -> str:
    """新右旗4月、根河9月; those with the same months are named together: 新右旗、根河4月."""
    groups: dict[str, list[UnitView]] = {}
    for unit in sorted(units, key=lambda unit: unit.progress.node.key):
        groups.setdefault(months_of([unit], what), []).append(unit)
    return joined(names_of(group) + months for months, group in groups.items())


def together(found: Iterable[tuple[TargetView, Sequence[str]]]) -> list[list[tuple[TargetView, Sequence[str]]]]:
    """Targets of which one sentence may speak at once: the same figure, rhythm, units reached, months lacking, and day to come."""
    groups: dict[object, list[tuple[TargetView, Sequence[str]]]] = {}
    for view, words in found:
        lacking = tuple((unit.name, tuple(unit.months_open)) for unit in view.open_units)
        reached = tuple(unit.name for unit in view.met_units)
        of = tuple(unit.name for unit in view.units)
        until = None if view.due else view.progress.target.due
        key = view.progress.display, view.cadence, of, reached, lacking, until
        groups.setdefault(key, []).append((view, words))
    return list(groups.values())


def vary(turn: int, wordings: Sequence[str]) -> str:
    """One of several wordings by position, never by chance."""
    return wordings[turn % len(wordings)]


@dataclass
class Turns:
    """Wordings that take turns: each target has its own by its number in the plan, so that a sentence keeps
    its words when others come and go; only one that was just used, or used twice, gives way to the next."""

    _last: dict[str, int] = field(default_factory=dict)
    _used: Counter[tuple[str, int]] = field(default_factory=Counter)

    def begin(self) -> None:
        """Another section begins: what was used last is not beside it any more."""
        self._last.clear()

    def vary(self, of: str, view: TargetView, wordings: Sequence[str]) -> str:
        """The wording for a target, or a group that begins with it; `of` names the list they are taken from."""
        number = len(wordings)
        order = [(view.turn + step) % number for step in range(number)]
        free = [place for place in order if place != self._last.get(of)] or order
        chosen = min(free, key=lambda place: max(self._used[of, place] - _ONCE, 0))
        self._last[of] = chosen
        self._used[of, chosen] += 1
        return wordings[chosen]
