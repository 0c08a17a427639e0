"""What a clause claims of the tasks of the plan, in whatever words: of the city, of a part of the plan, or unit by unit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from mzgz.model.numbers import show_share
from mzgz.publishing.claim_conditions import phrase_of
from mzgz.publishing.figures.unit_scores import Ranked, Score, ranking
from mzgz.publishing.verify.assertions.clause_tokens import ALL, COUNT, MONTH, ORDINAL, PERCENT, POINTS, SECTION
from mzgz.publishing.verify.assertions.clause_words import ClassedWord, ClauseWords
from mzgz.publishing.verify.assertions.how_many import OF_TASKS, HowMany, how_many
from mzgz.publishing.verify.assertions.number_as_limit import limit, placed
from mzgz.publishing.verify.assertions.pattern_fragments import Context, within
from mzgz.publishing.verify.assertions.plan_tasks import counts_of_tasks, scope_of, summed
from mzgz.publishing.verify.assertions.units_spoken_of import UnitsSpokenOf, Verdict, answered, so_of
from mzgz.publishing.verify.assertions.word_classes import (
    BEST,
    CLAIMS,
    DENIES,
    DONE,
    EVERY,
    FROM_BELOW,
    HIGHEST,
    LACKING,
    LAST_YEAR,
    LATE,
    LESS,
    LOWEST,
    MADE_GOOD,
    MEAN,
    MORE,
    NOBODY,
    NOT_BEFORE,
    PART,
    PROCESSES,
    QUARTER,
    REACHED,
    SCORE,
    TASKS,
    THAN,
    TIMELY,
    WORST,
)


@dataclass(frozen=True)
class TasksClaim:
    """The words of a clause, said of tasks."""

    words: ClauseWords
    context: Context
    spoken: UnitsSpokenOf

    def verdict(self) -> Verdict | None:
        words = self.words
        kinds = zip(words.row, words.row[1:], strict=False)
        if any(one.text in PROCESSES and other.part == TASKS for one, other in kinds):
            return None
        if len(words.of(DONE)) > 1 or words.has(MONTH, QUARTER, NOT_BEFORE, LAST_YEAR):
            return None
        if words.has(SCORE):
            return self._ranked() or self._share_of_unit()
        if words.has(HIGHEST, LOWEST, ORDINAL, BEST, WORST):
            return self._most()
        for way in (self._made_good, self._counted, self._each):
            verdict = way()
            if verdict is not None:
                return verdict
        return None

    @cached_property
    def _rows(self) -> dict[str, Ranked]:
        return {row.score.code: row for row in ranking(self.context.board)}

    @property
    def _named(self) -> tuple[str, ...]:
        return self.spoken.named or (self.context.units if self.spoken.nobody_named else ())

    @cached_property
    def _numbers(self) -> list[ClassedWord]:
        return [word for word in self.words.numbers if word not in self.spoken.words]

    @property
    def _lacking(self) -> bool:
        turned = len(self.words.of(DENIES)) % 2 == 1
        return turned != self.words.has(LATE, LACKING)

    # ── the share a unit has reached ─────────────────────────────────────────────────────────────────────────

    def _share_of_unit(self) -> Verdict | None:
        words, spoken = self.words, self.spoken
        if len(words.of(MORE, LESS)) == 1 and (words.has(THAN) or spoken.others_named):
            return self._beside()
        shares = [each for each in self._numbers if each.part == PERCENT]
        if len(self._numbers) != 1 or not shares or words.has(THAN):
            return None
        test = limit(words, shares[0], of_each=True)
        if test is None:
            return None
        denied = len(words.of(DENIES)) % 2 == 1

        def asked(code: str) -> tuple[bool | None, str]:
            share = self._rows[code].score.share
            so = None if share is None else test[0](share)
            return (None if so is None else so != denied), _told(self._rows[code])

        return self._asks(asked)

    def _beside(self) -> Verdict | None:
        if len(self.spoken.named) != 1 or len(self.spoken.others_named) != 1 or not self.words.has(MORE, LESS):
            return None
        one, other = (self._rows.get(code) for code in (*self.spoken.named, *self.spoken.others_named))
        if one is None or other is None or one.score.share is None or other.score.share is None:
            return None
        if any(each.part != POINTS for each in self._numbers):
            return None
        up = self.words.has(MORE) != (len(self.words.of(DENIES)) % 2 == 1)
        first, second = one.score.share, other.score.share
        apart = all(each.quantity is None or within(each.quantity, abs(first - second)) for each in self._numbers)
        return (first > second if up else first < second) and apart, f"{_told(one)}；{_told(other)}"

    def _ranked(self) -> Verdict | None:
        return self._place({code: row.score.share for code, row in self._rows.items()}, rises=True)

    def _most(self) -> Verdict | None:
        """未达标任务最多的是…, 可评判任务最多的…: by how many tasks they are."""
        claims, words = self.words.of(*CLAIMS), self.words
        if words.has(DONE) and self._lacking:
            return None
        count = (lambda one: one.missed) if claims and self._lacking else (lambda one: one.met) if claims else _judged
        return self._place(
            {code: Fraction(count(row.score)) for code, row in self._rows.items()}, rises=not self._lacking
        )

    def _place(self, values: dict[str, Fraction | None], *, rises: bool) -> Verdict | None:
        words = self.words
        ends, places = words.of(HIGHEST, LOWEST, BEST, WORST), words.of(ORDINAL)
        if len(ends) + len(places) != 1 or words.has(THAN, MEAN) or not self._named or self.spoken.besides:
            return None
        known = {code: value for code, value in values.items() if value is not None}
        if not set(self._named) <= set(known) or len(known) < len(values):
            return None
        part = ends[0].part if ends else ""
        place = places[0].quantity.value if places and places[0].quantity else None
        told = {code: _told(row) for code, row in self._rows.items()}
        return placed(known, told, self._named, part, place, rises=rises, below=words.has(FROM_BELOW))

    # ── tasks ────────────────────────────────────────────────────────────────────────────────────────────────

    def _each(self) -> Verdict | None:
        """任务全部达标, 有未达标的任务: whether a unit has left any."""
        words, claims = self.words, self.words.of(*CLAIMS)
        if not claims or self._numbers or words.has(SECTION, MADE_GOOD, MORE, LESS, THAN):
            return None
        if words.has(DONE) and words.has(REACHED, LACKING):
            return None
        turned, strict = self._lacking, words.has(REACHED, TIMELY, LATE, LACKING)

        def asked(code: str) -> tuple[bool | None, str]:
            score = self._rows[code].score
            whole = _whole(self.context, code, strict=strict)
            so = False if whole is False else None if score.open or whole is None else True
            return (None if so is None else so != turned), _told(self._rows[code])

        spoken = self.spoken
        of_units = spoken.named or spoken.besides or spoken.number or spoken.others or spoken.nobody or words.has(ALL)
        if not of_units and not self.context.units:
            return self._of_plan()
        return self._asks(asked, spoken if of_units else UnitsSpokenOf(named=self.context.units))

    def _of_plan(self) -> Verdict | None:
        """没有一项任务没完成, 任务项项达标: of all of them."""
        words = self.words
        says_all = (words.has(NOBODY) and self._lacking) or (words.has(EVERY) and not self._lacking)
        if not says_all:
            return None
        judged = [each.city for each in self.context.board if each.city.target.judges]
        missed = next((each for each in judged if each.met is False), None)
        return (False, phrase_of(missed)) if missed else (None, "")

    def _counted(self) -> Verdict | None:
        """So many tasks, or such a share of them, done or not: of the city, a part of the plan, or one unit."""
        words = self.words
        claims = words.of(*CLAIMS)
        spoken = self.spoken
        sections = words.of(SECTION)
        if len(self._numbers) not in (1, 2) or not claims or words.has(MADE_GOOD, MORE, LESS, THAN) or spoken.besides:
            return None
        if spoken.number or spoken.nobody or spoken.others or len(self._named) > 1 or len(sections) > 1:
            return None
        numbers = [how_many(each.quantity, "", OF_TASKS) for each in self._numbers]
        if None in numbers or any(each.part not in (COUNT, PERCENT) for each in self._numbers):
            return None
        total: HowMany | None = numbers[0] if len(numbers) == 2 else None
        said = numbers[-1]
        codes = list(self._named)
        scope = scope_of(
            str(sections[0].token.what) if sections and sections[0].token else "", bool(codes), codes, self.context
        )
        pairs = list(counts_of_tasks(scope, lacking=self._lacking, timely=words.has(TIMELY, LATE)))
        if total is not None and not any(total.of(whole, whole, whole) for _, whole in pairs):
            return None
        if said is None:
            return None
        holds = any(
            said.of(each, each, whole) for each, whole in pairs if total is None or total.of(whole, whole, whole)
        )
        return holds, _told(self._rows[codes[0]]) if codes and codes[0] in self._rows else summed(self.context.board)

    def _made_good(self) -> Verdict | None:
        """未按期的任务里有两项补齐, 一半以上补齐了: of those missed."""
        words = self.words
        if not words.has(MADE_GOOD) or not words.has(LATE, DENIES) or self._named or words.has(SECTION):
            return None
        parts = words.of(PART)
        numbers = self._numbers or parts
        if not numbers:
            return None
        word = numbers[-1]
        said = how_many(word.quantity, word.text, OF_TASKS)
        judged = [each.city for each in self.context.board if each.city.target.judges]
        good = sum(each.made_good is not None for each in judged)
        missed = sum(each.met is False for each in judged)
        if said is None or not missed:
            return None
        return said.of(good, good, missed), summed(self.context.board) + f"，逾期补齐{good}项"

    def _asks(
        self, asked: Callable[[str], tuple[bool | None, str]], spoken: UnitsSpokenOf | None = None
    ) -> Verdict | None:
        whom = spoken or self.spoken
        if whom.nobody_named:
            whom = UnitsSpokenOf(named=self._named)
        codes = [(code, row.score.name) for code, row in self._rows.items()]
        return so_of(whom, answered(codes, asked), self.context.units)


def _judged(score: Score) -> int:
    return score.judged


def _whole(context: Context, code: str, *, strict: bool) -> bool | None:
    """Whether a unit left no task undone; made good late it is done, but not reached in time."""
    parts = [context.board.part(target, code) for target in context.board.plan.targets]
    missed = [part for part in parts if part.expected and part.target.judges and part.speaks and part.met is False]
    if not missed:
        return True
    if strict:
        return False
    return False if any(part.made_good is None and part.met_now is not True for part in missed) else None


def _told(row: Ranked) -> str:
    share = f"，占{show_share(row.score.share, 1)}" if row.score.share is not None else ""
    return f"{row.score.name}可评判{row.score.judged}项，达标{row.score.met}项{share}，列第{row.rank}"
