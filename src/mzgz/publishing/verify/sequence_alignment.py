"""Two sequences of sentences laid side by side in order: what is equal first, then what is alike between them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Final

ALIKE: Final = 0.4
"""Sentences that share less of their words are different ones."""
_MOST_PAIRS: Final = 60_000
"""Between two equal sentences; beyond that nobody could say which belongs to which."""

Pair = tuple[int, int]


def equal(left: Sequence[str], right: Sequence[str]) -> list[Pair]:
    """The longest stretches that are the same on both sides, as pairs of places in rising order."""
    blocks = SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks()
    return [(block.a + step, block.b + step) for block in blocks for step in range(block.size)]


def gaps(pairs: Sequence[Pair], left: int, right: int) -> Iterator[tuple[range, range]]:
    """What lies between the pairs, on each side; `left` and `right` are the lengths of the whole."""
    before_left = before_right = 0
    for at_left, at_right in (*pairs, (left, right)):
        if before_left < at_left or before_right < at_right:
            yield range(before_left, at_left), range(before_right, at_right)
        before_left, before_right = at_left + 1, at_right + 1


def aligned(left: Sequence[str], right: Sequence[str]) -> list[Pair]:
    """Pairs of places in rising order: equal texts, and between them those that are most alike."""
    pairs = equal(left, right)
    like = Likeness(left, right)
    between = [pair for one, other in gaps(pairs, len(left), len(right)) for pair in _alike(one, other, like)]
    return sorted([*pairs, *between])


class Likeness:
    """How much two texts share, from 0 to 1: their pairs of neighbouring characters, digits left out."""

    def __init__(self, left: Sequence[str], right: Sequence[str]) -> None:
        self._left, self._right = left, right
        self._known: dict[str, frozenset[str]] = {}

    def __call__(self, one: int, other: int) -> float:
        left, right = self._pieces(self._left[one]), self._pieces(self._right[other])
        return 2 * len(left & right) / (len(left) + len(right)) if left and right else 0.0

    def _pieces(self, text: str) -> frozenset[str]:
        if text not in self._known:
            words = "".join(letter for letter in text if not (letter.isascii() and letter.isdigit()))
            self._known[text] = frozenset(map("".join, pairwise(words)))
        return self._known[text]


def _alike(left: range, right: range, like: Callable[[int, int], float]) -> list[Pair]:
    """The pairs of two stretches, in order, that have most in common together."""
    if not left or not right or len(left) * len(right) > _MOST_PAIRS:
        return []
    best = [[0.0] * (len(right) + 1) for _ in range(len(left) + 1)]
    for row, one in enumerate(left):
        for column, other in enumerate(right):
            share = like(one, other)
            paired = best[row][column] + share if share >= ALIKE else 0.0
            best[row + 1][column + 1] = max(best[row][column + 1], best[row + 1][column], paired)
    return _walked_back(best, left, right)


def _walked_back(best: list[list[float]], left: range, right: range) -> list[Pair]:
    row, column = len(left), len(right)
    found: list[Pair] = []
    while row and column:
        here = best[row][column]
        if here == best[row - 1][column]:
            row -= 1
        elif here == best[row][column - 1]:
            column -= 1
        else:
            row, column = row - 1, column - 1
            found.append((left[row], right[column]))
    return found[::-1]
