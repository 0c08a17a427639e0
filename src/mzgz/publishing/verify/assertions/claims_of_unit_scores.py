"""How a unit stands by the share of its tasks it has reached: how large it is, beside another's, first, last or third."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from mzgz.publishing.figures.unit_scores import Score
from mzgz.publishing.verify.assertions.clause_tokens import ORDINAL, PERCENT, POINTS
from mzgz.publishing.verify.assertions.number_as_limit import limit, placed
from mzgz.publishing.verify.assertions.pattern_fragments import within
from mzgz.publishing.verify.assertions.tasks_spoken_of import TasksSpokenOf, told_of
from mzgz.publishing.verify.assertions.units_spoken_of import Verdict
from mzgz.publishing.verify.assertions.word_classes import (
    BEST,
    CLAIMS,
    DONE,
    FROM_BELOW,
    HIGHEST,
    LESS,
    LOWEST,
    MEAN,
    MORE,
    REACHED,
    SCORE,
    THAN,
    WORST,
)


class ScoreClaim(TasksSpokenOf):
    """What is said of the scores of units."""

    @property
    def meant(self) -> bool:
        """Whether scores are spoken of, or who has most or least tasks."""
        ends = self.words.has(HIGHEST, LOWEST, ORDINAL, BEST, WORST)
        return ends or (self.words.has(SCORE) and self.of_units)

    def verdict(self) -> Verdict | None:
        if self.words.has(SCORE) and self.of_units:
            return self._ranked() or self._share_of_unit()
        return self._most()

    def _share_of_unit(self) -> Verdict | None:
        words, spoken = self.words, self.spoken
        if len(words.of(MORE, LESS)) == 1 and (words.has(THAN) or spoken.others_named):
            return self._beside()
        shares = [each for each in self.numbers if each.part == PERCENT]
        if words.has(REACHED) and not self.numbers:  # 满分
            test: tuple[Callable[[Fraction], bool | None], bool] | None = (lambda share: share == 1), True
        elif len(self.numbers) != 1 or not shares or words.has(THAN):
            return None
        else:
            test = limit(words, shares[0], of_each=True)
        if test is None:
            return None

        def asked(code: str) -> tuple[bool | None, str]:
            share = self.rows[code].score.share
            so = None if share is None else test[0](share)
            return (None if so is None else so != self.denied), told_of(self.rows[code])

        return self.asks_units(asked)

    def _beside(self) -> Verdict | None:
        if len(self.spoken.named) != 1 or len(self.spoken.others_named) != 1 or not self.words.has(MORE, LESS):
            return None
        one, other = (self.rows.get(code) for code in (*self.spoken.named, *self.spoken.others_named))
        if one is None or other is None or one.score.share is None or other.score.share is None:
            return None
        if any(each.part != POINTS for each in self.numbers):
            return None
        up = self.words.has(MORE) != self.denied
        first, second = one.score.share, other.score.share
        apart = all(each.quantity is None or within(each.quantity, abs(first - second)) for each in self.numbers)
        return (first > second if up else first < second) and apart, f"{told_of(one)}；{told_of(other)}"

    def _ranked(self) -> Verdict | None:
        return self._place({code: row.score.share for code, row in self.rows.items()}, rises=True)

    def _most(self) -> Verdict | None:
        """未达标任务最多的是…, 可评判任务最多的…: by how many tasks they are."""
        claims, words = self.words.of(*CLAIMS), self.words
        if words.has(DONE) and self.lacking:
            return None
        count = (lambda one: one.missed) if claims and self.lacking else (lambda one: one.met) if claims else _judged
        return self._place(
            {code: Fraction(count(row.score)) for code, row in self.rows.items()}, rises=not self.lacking
        )

    def _place(self, values: dict[str, Fraction | None], *, rises: bool) -> Verdict | None:
        words = self.words
        ends, places = words.of(HIGHEST, LOWEST, BEST, WORST), words.of(ORDINAL)
        if len(ends) + len(places) != 1 or words.has(THAN, MEAN) or not self.named or self.spoken.besides:
            return None
        known = {code: value for code, value in values.items() if value is not None}
        if not set(self.named) <= set(known) or len(known) < len(values):
            return None
        part = ends[0].part if ends else ""
        place = places[0].quantity.value if places and places[0].quantity else None
        told = {code: told_of(row) for code, row in self.rows.items()}
        return placed(known, told, self.named, part, place, rises=rises, below=words.has(FROM_BELOW))


def _judged(score: Score) -> int:
    return score.judged
