"""Where every target stands: tallies are added over units, then concluded.

`Board(ledger, year, as_of)` is asked for `city(target)`, `unit(target, code)`, `tagged(target, tag)` or
`under(target, code)`; each gives a `Progress`.
"""

from mzgz.progress.board import CITY, Board, Standing
from mzgz.progress.calendar import close, current_year, reference_month
from mzgz.progress.change import Change, between, since_baseline
from mzgz.progress.conclusion import Known, Node, Progress
from mzgz.progress.contribution import Contribution, Lift, contribution, lifted
from mzgz.progress.history import Moment, history, points, projection
from mzgz.progress.lights import Edge, Light
from mzgz.progress.projection import Projection
from mzgz.progress.ranking import ranked, ranks
from mzgz.progress.timeliness import Reporting, reporting

__all__ = [
    "CITY",
    "Board",
    "Change",
    "Contribution",
    "Edge",
    "Known",
    "Lift",
    "Light",
    "Moment",
    "Node",
    "Progress",
    "Projection",
    "Reporting",
    "Standing",
    "between",
    "close",
    "contribution",
    "current_year",
    "history",
    "lifted",
    "points",
    "projection",
    "ranked",
    "ranks",
    "reference_month",
    "reporting",
    "since_baseline",
]
