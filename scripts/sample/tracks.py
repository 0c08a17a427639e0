"""How a figure moves from month to month: known at a few months, in between rising by uneven steps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sample.chance import draw
from sample.places import BY_CODE

Row = tuple[int, ...]


@dataclass(frozen=True)
class Track:
    """`rows` gives the figures of all fourteen districts, in code order, at certain months (0 is the end of the
    year before); `own` gives a single district's further months."""

    name: str
    rows: Mapping[int, Row]
    own: Mapping[str, Mapping[int, int]] = field(default_factory=dict)

    def at(self, code: str, month: int) -> int:
        """The figure at the end of a month, a whole number."""
        known = {when: row[BY_CODE[code].order] for when, row in self.rows.items()} | dict(self.own.get(code, {}))
        if month in known or month > max(known):
            return known[min(month, max(known))]
        before = max(when for when in known if when < month)
        after = min(when for when in known if when > month)
        return known[before] + self._share(code, before, month, after, known[after] - known[before])

    def _share(self, code: str, before: int, month: int, after: int, change: int) -> int:
        steps = [draw(2, 5, self.name, code, when) for when in range(before + 1, after + 1)]
        share = (2 * abs(change) * sum(steps[: month - before]) + sum(steps)) // (2 * sum(steps))
        return share if change >= 0 else -share


def row(text: str) -> Row:
    """Fourteen figures in code order."""
    figures = tuple(int(word) for word in text.split())
    if len(figures) != 14:
        raise ValueError(text)
    return figures


def plus(base: Row, text: str) -> Row:
    return tuple(one + two for one, two in zip(base, row(text), strict=True))


def percent(whole: Row, share: int) -> Row:
    return tuple(one * share // 100 for one in whole)
