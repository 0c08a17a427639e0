"""Where every target stands: tallies are added over units, then concluded.

`Board(ledger, year, as_of)` is asked for `city(target)`, `unit(target, code)`, `tagged(target, tag)` or
`under(target, code)`; each gives a `Progress`.
"""

from mzgz.progress.board import CITY, Board, Standing
from mzgz.progress.calendar import close, current_year, reference_month
from mzgz.progress.conclusion import Known, Node, Progress
from mzgz.progress.lights import Edge, Light

__all__ = [
    "CITY",
    "Board",
    "Edge",
    "Known",
    "Light",
    "Node",
    "Progress",
    "Standing",
    "close",
    "current_year",
    "reference_month",
]
