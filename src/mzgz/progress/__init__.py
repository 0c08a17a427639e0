"""Where every target stands: tallies are added over units, then concluded.

`Board(ledger, year, as_of)` is asked for `city(target)`, `unit(target, code)`, `tagged(target, tag)` or
`under(target, code)`; each gives a `Progress`.
"""

from mzgz.progress.board import CITY, Board
from mzgz.progress.change_effects import Change, between, since_baseline
from mzgz.progress.change_since_base import ChangeSinceBase, change_since_base, since_base
from mzgz.progress.figure_at_due_date import on_its_date
from mzgz.progress.goal_and_gap_words import (
    difference_measure,
    difference_of_shares,
    measure_of,
    promised,
    promised_briefly,
    share_sign,
    signed_difference,
)
from mzgz.progress.last_known_figure import last_known
from mzgz.progress.level_ends import LevelEnd, ends_words, level_ends
from mzgz.progress.lights import Edge, Light
from mzgz.progress.month_close import close, current_year, reference_month
from mzgz.progress.projection import Projection
from mzgz.progress.punctuality import Punctuality, reporting, silent
from mzgz.progress.ranking import rank, ranked, ranks
from mzgz.progress.sensitivity import Contribution, Lift, contribution, lifted
from mzgz.progress.standing import Standing
from mzgz.progress.target_counts import Standings, by_word, is_running, standings, waits_for_returns
from mzgz.progress.target_history import Moment, history, points, projection
from mzgz.progress.target_progress import MARK, MARKED, Node, Progress
from mzgz.progress.undecided_causes import Cause
from mzgz.progress.verdict_words import REACHED, Verdict

__all__ = [
    "CITY",
    "MARK",
    "MARKED",
    "REACHED",
    "Board",
    "Cause",
    "Change",
    "ChangeSinceBase",
    "Contribution",
    "Edge",
    "LevelEnd",
    "Lift",
    "Light",
    "Moment",
    "Node",
    "Progress",
    "Projection",
    "Punctuality",
    "Standing",
    "Standings",
    "Verdict",
    "between",
    "by_word",
    "change_since_base",
    "close",
    "contribution",
    "current_year",
    "difference_measure",
    "difference_of_shares",
    "ends_words",
    "history",
    "is_running",
    "last_known",
    "level_ends",
    "lifted",
    "measure_of",
    "on_its_date",
    "points",
    "projection",
    "promised",
    "promised_briefly",
    "rank",
    "ranked",
    "ranks",
    "reference_month",
    "reporting",
    "share_sign",
    "signed_difference",
    "silent",
    "since_base",
    "since_baseline",
    "standings",
    "waits_for_returns",
]
