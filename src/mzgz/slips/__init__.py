"""The letters that go with collecting: 退回修改, 催报, 督办 for one unit each, and the 通报 for all.

`letters(desk, kinds)` writes those that are called for; a unit with nothing to be told gets none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

from mzgz.slips import reminding, returning, summing, supervising
from mzgz.slips.desk import Desk
from mzgz.slips.letter import Letter
from mzgz.slips.returning import Sending, sendings
from mzgz.slips.text import plain_text


class Kind(NamedTuple):
    """What a letter is called, and who writes it."""

    label: str
    letters: Callable[[Desk], Iterator[Letter]]


KINDS: Final[dict[str, Kind]] = {
    returning.KIND: Kind("退回修改", returning.letters),
    reminding.KIND: Kind("催报", reminding.letters),
    supervising.KIND: Kind("督办", supervising.letters),
    summing.KIND: Kind("通报", summing.letters),
}


def letters(desk: Desk, kinds: Sequence[str] = tuple(KINDS)) -> tuple[Letter, ...]:
    """All letters of these kinds, by kind and then by unit."""
    return tuple(letter for kind in kinds for letter in KINDS[kind].letters(desk))


__all__ = ["KINDS", "Desk", "Kind", "Letter", "Sending", "letters", "plain_text", "sendings"]
