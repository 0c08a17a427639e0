"""Which of today's columns each printed one is, where people took columns out, put some in or moved them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from mzgz.model.passages import Passage, bare
from mzgz.publishing.verify.printed_rows import PrintedRow

OWN: Final = -1
"""A column that is none of today's: people put it in."""
_SHARED: Final = 0.5
"""A column under another heading is the one it has more than this share of its cells in common with."""

_NOTHING: Final = "—-/"
"""What stands in cells that have nothing to say."""

RowOfToday = tuple[PrintedRow, Passage]


def matched_columns(head: RowOfToday, rows: Sequence[RowOfToday]) -> tuple[int, ...]:
    """Today's column of each printed one, by its heading, otherwise by what its cells say; empty where they stand as they
    would today, and where no heading is known."""
    printed, titles = (tuple(map(bare, texts)) for texts in (head[0].texts, head[1].texts))
    if printed == titles:
        return ()
    found = _by_heading(printed, titles)
    if all(column == OWN for column in found):
        return ()
    cells = [(tuple(map(bare, one.texts)), tuple(map(bare, other.texts))) for one, other in rows]
    whole = [(one, other) for one, other in cells if len(one) == len(printed) and len(other) == len(titles)]
    found = _by_content(found, whole, len(titles))
    same = tuple(range(len(titles)))
    return () if len(printed) == len(titles) and _agreeing(found, whole) <= _agreeing(same, whole) else found


def _by_heading(printed: Sequence[str], titles: Sequence[str]) -> tuple[int, ...]:
    free = list(enumerate(titles))
    found = []
    for text in printed:
        known = next((pair for pair in free if text and pair[1] == text), None)
        found.append(OWN if known is None else known[0])
        if known is not None:
            free.remove(known)
    return tuple(found)


Cells = tuple[tuple[str, ...], tuple[str, ...]]
"""The texts of a printed row and those of today's."""


def _by_content(found: tuple[int, ...], rows: Sequence[Cells], width: int) -> tuple[int, ...]:
    columns = list(found)
    for place in (at for at, column in enumerate(found) if column == OWN):
        free = [column for column in range(width) if column not in columns]
        telling = [(one, other) for one, other in rows if one[place].strip(_NOTHING)]
        shares = {column: sum(_alike(one[place], other[column]) for one, other in telling) for column in free}
        best = max(shares, key=lambda column: shares[column], default=OWN)
        if best != OWN and shares[best] > _SHARED * len(telling):
            columns[place] = best
    return tuple(columns)


def _alike(one: str, other: str) -> bool:
    """Whether two cells say the same, or one of them says more behind it."""
    return one == other or (min(len(one), len(other)) > 1 and (one.startswith(other) or other.startswith(one)))


def _agreeing(columns: Sequence[int], rows: Sequence[Cells]) -> int:
    """How many cells say what they would say today, if the columns are these."""
    return sum(
        column != OWN and one[place] == other[column] for one, other in rows for place, column in enumerate(columns)
    )
