"""Turns of phrase that the words of several faults share."""

from __future__ import annotations

from collections.abc import Sequence

_SHOWN = 12
"""More choices than this are not listed: a message is read, not searched."""


def listed(names: Sequence[str]) -> str:
    """Names one after another, as in a sentence."""
    more = "等" if len(names) > _SHOWN else ""
    return "、".join(names[:_SHOWN]) + more


def near_or(near: Sequence[str], otherwise: str) -> str:
    """The hint that names what is near, or else another."""
    return f"是不是要写 {listed(near)}？" if near else otherwise
