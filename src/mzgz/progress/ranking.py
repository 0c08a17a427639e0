"""Rank among comparable units: those the target applies to and that have a value; equal values share a rank."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mzgz.progress.progress import Progress


def ranks(units: Sequence[Progress]) -> Mapping[str, int]:
    """By unit code, 1 the best; after a tie of two at 1 comes 3."""
    rises = all(unit.goal is None or unit.goal.rises for unit in units)
    valued = {unit.node.key: unit.value for unit in units if unit.value is not None}
    signed = {code: value if rises else -value for code, value in valued.items()}
    return {code: 1 + sum(other > value for other in signed.values()) for code, value in signed.items()}


def ranked(units: Sequence[Progress]) -> list[tuple[int | None, Progress]]:
    """Best first, ties in code order; those without a value last."""
    rank = ranks(units)
    order = sorted(units, key=lambda unit: (rank.get(unit.node.key, len(units) + 1), unit.light.rank, unit.node.key))
    return [(rank.get(unit.node.key), unit) for unit in order]
