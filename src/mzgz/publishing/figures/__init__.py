"""Every number a document may print, by an id that finds it again: `nursing-bed-share@city/2022-12:value`.

An id names the target, the node (`city`, a unit code, a tag), the month the figure is of, and the aspect. In the place
of a target `plan` stands for the whole plan, `plan.<section number>` for one of its sections, `bureau` for the bureau,
`unit` for all a unit had to do; `<target>@<unit>/<month>:note-2` is the second number in what a unit wrote under a target,
`highlights.3@…:number-1` the first one in the third highlight of a return (so too `honours.1`, `problems.1`).
"""

from mzgz.publishing.figures.figure_aspects import ASPECTS, BUREAU_ASPECTS, PLAN_ASPECTS, PlanCounts
from mzgz.publishing.figures.figure_id import FigureId
from mzgz.publishing.figures.figure_register import Figures
from mzgz.publishing.figures.unit_scores import UNIT_ASPECTS, Books, Ranked

__all__ = [
    "ASPECTS",
    "BUREAU_ASPECTS",
    "PLAN_ASPECTS",
    "UNIT_ASPECTS",
    "Books",
    "FigureId",
    "Figures",
    "PlanCounts",
    "Ranked",
]
