"""How a figure of the city went from month to month, or from the beginning of a quarter or half-year to its end."""

from __future__ import annotations

import itertools
from fractions import Fraction
from typing import Final

from mzgz.language.pattern_search import expression
from mzgz.model.periods import Period
from mzgz.progress.target_history import breaks_at, same_ground
from mzgz.publishing.verify.assertions.clause_tokens import COUNT, NAME
from mzgz.publishing.verify.assertions.clause_words import ClassedWord
from mzgz.publishing.verify.assertions.figures_over_time import SPANS
from mzgz.publishing.verify.assertions.pattern_fragments import is_measured
from mzgz.publishing.verify.assertions.target_claim import TargetClaim
from mzgz.publishing.verify.assertions.units_spoken_of import Verdict
from mzgz.publishing.verify.assertions.word_classes import DENIES, FALLS, MEAN, OF, QUARTER, RISES

STEADY: Final = expression("稳步|持续|逐[月季步]|不断|稳中|节节|一路")
RUN: Final = expression(f"连续{COUNT}")


class CourseWithinYear(TargetClaim):
    """What is said of how a figure went while the year lasted."""

    def in_span(self) -> Verdict | None:
        """下半年不升反降: from where it stood at the beginning of that time to where it stood in the end."""
        words, times = self.words, self.words.of(QUARTER)
        ways = words.of(RISES, FALLS)
        span = SPANS.get(times[0].text.removeprefix("第")[0]) if len(times) == 1 else None
        if span is None or len(ways) != 1 or words.numbers or not self.city.target.steady or self.context.units:
            return None
        plain = all(word.part in (NAME, QUARTER, RISES, FALLS, DENIES, MEAN, OF) for word in words.row)
        points = {month.month: (month, value) for month, value in self.series()}
        last = max((month for month in points if span[0] < month <= span[1]), default=0)
        if not plain or span[0] not in points or not last or not is_measured(self.context, self.target):
            return None
        values = [value for month, (_, value) in sorted(points.items()) if span[0] <= month <= last]
        moved = [
            (later - earlier) * (1 if ways[0].part == RISES else -1) for earlier, later in itertools.pairwise(values)
        ]
        told = "，".join(f"{points[each][0].month}月是{self.city.printed(points[each][1])}" for each in (span[0], last))
        if self.denied:
            return (True if all(step <= 0 for step in moved) else None), ""
        holds = True if sum(moved) > 0 else None if any(step > 0 for step in moved) else False
        return holds, f"{self.city.target.name}{told}"

    def within_year(self, way: ClassedWord, *, up: bool) -> Verdict | None:
        """By the months of the year, for what is a level and not a sum that can only grow."""
        points = self.series() if self.city.target.steady and way.part in (RISES, FALLS) else []
        if len(points) < 3:
            return None
        steps = [
            (month, (later - earlier) * (1 if up else -1), earlier, later)
            for (_, earlier), (month, later) in itertools.pairwise(points)
        ]
        run = bool(RUN.search(self.words.signs))
        wrong = next((step for step in steps if step[1] < 0 or (run and step[1] == 0)), None)
        if wrong is None:
            return (True, "") if any(step[1] for step in steps) else None
        if not run and not STEADY.search(self.words.signs):
            return None
        month, _, earlier, later = wrong
        told = (
            f"{self.city.target.name}{month.month}月是{self.city.printed(later)}，前一期是{self.city.printed(earlier)}"
        )
        return False, told

    def series(self) -> list[tuple[Period, Fraction]]:
        """The city's values in the months they were asked for."""
        city, board = self.city, self.context.board
        if city.period is None:
            return []
        found = breaks_at(board, city.target.id, city.node)
        asked = (Period(index, 1) for index in city.target.asked(city.period))
        months = [month for month in asked if same_ground(found, month, city.period)]
        standing = [(month, board.at(month).city(city.target.id).value) for month in months]
        return [(month, value) for month, value in standing if value is not None]
