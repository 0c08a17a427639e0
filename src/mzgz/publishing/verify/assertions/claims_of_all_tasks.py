"""What a clause claims of the tasks of the plan, in whatever words: of the city, of a part of the plan, or unit by unit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Final

from mzgz.language.pattern_search import expression
from mzgz.model.numbers import show_share
from mzgz.progress import Board, Progress, standings
from mzgz.progress.lights import Light
from mzgz.publishing.claim_conditions import all_done, phrase_of
from mzgz.publishing.figures.unit_scores import Ranked, Score, ranking
from mzgz.publishing.verify.assertions.clause_tokens import ALL, COUNT, MONTH, ORDINAL, PERCENT, POINTS, SECTION
from mzgz.publishing.verify.assertions.clause_words import ClassedWord, ClauseWords
from mzgz.publishing.verify.assertions.how_many import OF_TASKS, how_many
from mzgz.publishing.verify.assertions.number_as_limit import limit, placed
from mzgz.publishing.verify.assertions.pattern_fragments import Context, within
from mzgz.publishing.verify.assertions.units_spoken_of import UnitsSpokenOf, Verdict, answered, so_of
from mzgz.publishing.verify.assertions.word_classes import (
    BESIDES,
    BEST,
    CLAIMS,
    DENIES,
    DONE,
    DUTIES,
    EVERY,
    FROM_BELOW,
    HIGHEST,
    JUDGED,
    LACKING,
    LAST_YEAR,
    LATE,
    LEFT_OPEN,
    LESS,
    LOWEST,
    MADE_GOOD,
    MEAN,
    MORE,
    NOBODY,
    NOT_BEFORE,
    OTHERS,
    OUTSIDE,
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

_WHOLLY: Final = expression("圆满|胜利|超额|高质量|保质保量|百分之百|100%")
_FIRM: Final = expression("刚性|约束性|硬任务|硬指标")
_IN_ALL: Final = expression("(?:年初|年度|全年|确定|下达|部署|安排|定下|布置|列出).*(?:共|总数|为|是|达|有)")
_LEFT_OUT: Final = expression("(?:不算|除去?|除了|扣除|剔除|刨去|去掉)[^，]*补[齐上完]")
_AT_LEAST: Final = expression("至少|起码|最少")
_RATE: Final = expression("完成率|达标率|办结率|占比|比例")


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
        if words.has(MONTH, QUARTER, LAST_YEAR) or (words.has(NOT_BEFORE) and not words.has(MADE_GOOD, LATE)):
            return None
        if words.has(SCORE) and self._of_units:
            return self._ranked() or self._share_of_unit()
        if words.has(HIGHEST, LOWEST, ORDINAL, BEST, WORST):
            return self._most()
        for way in (self._all_but, self._made_up, self._each_so_many, self._counted, self._each):
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

    @property
    def _of_units(self) -> bool:
        """Whether units are spoken of, by name or by number."""
        return (
            bool(self._named) or not self.spoken.nobody_named or self.words.has(HIGHEST, LOWEST, ORDINAL, BEST, WORST)
        )

    @cached_property
    def _numbers(self) -> list[ClassedWord]:
        those = [word for word in self.words.numbers if word not in self.spoken.words]
        if self.words.has(NOBODY, DENIES) and len(those) == 1 and self.words.has(LATE, LACKING):
            those = [word for word in those if not (word.quantity and word.quantity.value == 1)]  # 没有一项逾期
        return those

    @property
    def _denied(self) -> bool:
        return len(self.words.of(DENIES)) % 2 == 1

    @property
    def _lacking(self) -> bool:
        return self._denied != self.words.has(LATE, LACKING)

    @cached_property
    def _sections(self) -> tuple[str, ...]:
        own = tuple(str(word.token.what) for word in self.words.of(SECTION) if word.token)
        return own or (() if self.spoken.named or self.words.has(ALL) else self.context.sections)

    @cached_property
    def _scope(self) -> list[Progress]:
        """The targets spoken of: a part of the plan, what units had to do, or all."""
        board = self.context.board
        targets = [
            target.id
            for place, part in enumerate(board.plan.sections, 1)
            for target in part.targets
            if not self._sections or f"{place:02}" in self._sections
        ]
        if not self._named:
            return [board.city(target) for target in targets]
        own = [board.part(target, code) for code in self._named for target in targets]
        return [progress for progress in own if progress.expected and progress.speaks]

    # ── the share a unit has reached ─────────────────────────────────────────────────────────────────────────

    def _share_of_unit(self) -> Verdict | None:
        words, spoken = self.words, self.spoken
        if len(words.of(MORE, LESS)) == 1 and (words.has(THAN) or spoken.others_named):
            return self._beside()
        shares = [each for each in self._numbers if each.part == PERCENT]
        if words.has(REACHED) and not self._numbers:  # 满分
            test: tuple[Callable[[Fraction], bool | None], bool] | None = (lambda share: share == 1), True
        elif len(self._numbers) != 1 or not shares or words.has(THAN):
            return None
        else:
            test = limit(words, shares[0], of_each=True)
        if test is None:
            return None

        def asked(code: str) -> tuple[bool | None, str]:
            share = self._rows[code].score.share
            so = None if share is None else test[0](share)
            return (None if so is None else so != self._denied), _told(self._rows[code])

        return self._asks(asked)

    def _beside(self) -> Verdict | None:
        if len(self.spoken.named) != 1 or len(self.spoken.others_named) != 1 or not self.words.has(MORE, LESS):
            return None
        one, other = (self._rows.get(code) for code in (*self.spoken.named, *self.spoken.others_named))
        if one is None or other is None or one.score.share is None or other.score.share is None:
            return None
        if any(each.part != POINTS for each in self._numbers):
            return None
        up = self.words.has(MORE) != self._denied
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
        """任务全部达标, 有未达标的任务: whether a unit, or the city, has left any."""
        words, claims = self.words, self.words.of(*CLAIMS)
        if not claims or self._numbers or words.has(MORE, LESS, THAN, LEFT_OPEN, DUTIES, JUDGED, PART):
            return None
        if words.has(MADE_GOOD) or (words.has(DONE) and words.has(LACKING)):
            return None
        turned, strict = self._lacking, words.has(REACHED, TIMELY, LATE, LACKING)

        def asked(code: str) -> tuple[bool | None, str]:
            score = self._rows[code].score
            whole = _whole(self.context, code, strict=strict)
            so = False if whole is False else None if score.open or whole is None else True
            return (None if so is None else so != turned), _told(self._rows[code])

        spoken = self.spoken
        of_units = spoken.named or spoken.besides or spoken.number or spoken.others or words.has(ALL)
        if self._sections or (not of_units and not self.context.units):
            return self._of_plan()
        if spoken.nobody and self._named:
            turned, spoken = False, UnitsSpokenOf(named=self._named)  # 莫旗没有一项任务逾期
        return self._asks(asked, spoken if of_units else UnitsSpokenOf(named=self.context.units))

    def _of_plan(self) -> Verdict | None:
        """没有一项任务没完成, 任务项项达标: of all of them, or of all of a part of the plan."""
        words = self.words
        wholly = words.has(EVERY, TIMELY) or _WHOLLY.search(words.clause.code)
        none_left = words.has(NOBODY, DENIES) and words.has(LATE, LACKING) and self._denied_or_nobody
        says_all = none_left or (words.has(NOBODY) and self._lacking) or (wholly and not self._lacking)
        if not says_all or self.spoken.besides or self.spoken.number:
            return None
        missed = next((each for each in self._scope if each.target.judges and each.met is False), None)
        if missed is not None:
            return False, phrase_of(missed)
        reason = all_done(self._scope, self.context.board) or ""
        return (None if reason else True), reason

    @property
    def _denied_or_nobody(self) -> bool:
        return (len(self.words.of(DENIES)) + len(self.words.of(NOBODY))) % 2 == 1

    def _all_but(self) -> Verdict | None:
        """除5项外，其余任务全部完成: so many are not done."""
        words = self.words
        places = [place for place, word in enumerate(words.row) if word.part == BESIDES]
        if len(places) != 1 or not words.has(OUTSIDE, OTHERS) or not words.has(DONE, REACHED) or self._lacking:
            return None
        after = next((word for word in words.row[places[0] + 1 :] if word.part in (COUNT, PERCENT)), None)
        said = how_many(after.quantity, "", OF_TASKS) if after else None
        if said is None:
            return None
        pairs = self._counts(lacking=True)
        return any(said.of(each, each, whole) for each, whole in pairs), summed(self.context.board)

    def _made_up(self) -> Verdict | None:
        """没有一项是过了期限才补上的: whether any was."""
        if not self.words.has(MADE_GOOD) or not self.words.has(NOBODY) or self._of_units or self._numbers:
            return None
        good = next((each for each in self._scope if each.target.judges and each.made_good is not None), None)
        return good is None, phrase_of(good) if good else ""

    def _each_so_many(self) -> Verdict | None:
        """大多数旗市区都有两项以上任务没有达标: units by how many of their tasks are reached, or not."""
        words, spoken = self.words, self.spoken
        claims, said = words.of(*CLAIMS), [how_many(each.quantity, "", OF_TASKS) for each in self._numbers]
        if len(said) != 1 or not claims or words.has(MADE_GOOD, LEFT_OPEN, MORE, LESS, THAN, SECTION):
            return None
        number = said[0]
        low = number.allowed.low if number else None
        if number is None or number.share or not (spoken.number or words.has(ALL) or len(spoken.named) > 1):
            return None

        def asked(code: str) -> tuple[bool | None, str]:
            score = self._rows[code].score
            count = score.missed if self._lacking else score.met
            if low is not None and _AT_LEAST.search(words.clause.code):
                return (True if count >= low else None if score.open else False), _told(self._rows[code])
            return number.of(count, count + score.open, score.judged), _told(self._rows[code])

        return self._asks(asked)

    def _counted(self) -> Verdict | None:
        """So many tasks, or such a share of them, done or not, left open, judged at all: of the city, a part of the
        plan, or one unit."""
        words, spoken = self.words, self.spoken
        if spoken.number or spoken.besides or spoken.others or len(self._named) > 1 or len(self._sections) > 1:
            return None
        if words.has(MORE, LESS, THAN) or any(each.part not in (COUNT, PERCENT) for each in self._numbers):
            return None
        numbers = [how_many(each.quantity, "", OF_TASKS) for each in self._numbers]
        parts = [how_many(None, each.text) for each in words.of(PART)]
        numbers += parts
        if len(numbers) not in (1, 2) or None in numbers or len(parts) > 1:
            return None
        total, said = (numbers[0] if len(numbers) == 2 else None), numbers[-1]
        if said is None:
            return None
        claims = words.of(*CLAIMS) or words.of(LEFT_OPEN, DUTIES, SCORE)
        if not claims and not words.has(JUDGED) and not (words.has(TASKS) and _IN_ALL.search(words.clause.code)):
            return None
        pairs = list(self._pairs() if claims else self._in_all())
        if total is None and self.context.whole and self._scope_is_plan and not words.has(TASKS):
            pairs = [pair for pair in pairs if pair[1] == self.context.whole] or pairs
        if total is not None:
            pairs = [pair for pair in pairs if total.of(pair[1], pair[1], pair[1])]
        if not pairs:
            return None
        holds = any(said.of(each, each, whole) for each, whole in pairs)
        loose = holds and bool(_RATE.search(words.clause.code))
        return (None if loose else holds), self._standing()

    @property
    def _scope_is_plan(self) -> bool:
        return not self._sections and not self._named

    def _in_all(self) -> Iterator[tuple[int, int]]:
        """How many there are, or how many of them are judged."""
        judged = sum(each.target.judges for each in self._scope)
        whole = len(self._scope)
        if self._named or self.words.has(JUDGED):
            yield judged, whole
            if self._named:
                yield (self._rows[self._named[0]].score.judged, whole)
        if not self.words.has(JUDGED) and self._scope_is_plan and self.words.has(TASKS):
            yield from ((judged, judged), (whole, whole), (whole - judged, whole))
        elif not self.words.has(JUDGED) and not self._named:
            yield from ((judged, judged), (whole, whole))

    def _pairs(self) -> Iterator[tuple[int, int]]:
        """What may be called that number, each with the number it is part of."""
        words, scope = self.words, self._scope
        judged = [each for each in scope if each.target.judges]
        told = standings(scope)
        if words.has(DUTIES):
            yield told.duties, len(scope)
        elif words.has(LEFT_OPEN):
            yield from ((told.open, len(judged)), (told.open, len(scope)))
        elif words.has(MADE_GOOD):
            yield (told.made_good, told.missed)
            yield (told.made_good, len(judged))
        else:
            yield from self._counts(lacking=self._lacking)

    def _counts(self, *, lacking: bool) -> Iterator[tuple[int, int]]:
        """What may be called the number of tasks done, or not done."""
        scope = self._scope
        timely = self.words.has(TIMELY, LATE)
        judged = [each for each in scope if each.target.judges]
        firm = [each for each in judged if each.target.firm]
        finished = sum(each.target.staged and each.light is Light.DONE for each in scope)
        of_firm = [(firm, 0)] if _FIRM.search(self.words.clause.sentence.text) else []
        for those, more in ((judged, 0), (scope, finished), *of_firm):
            whole = len(those)
            good = (
                0
                if timely and lacking and not _LEFT_OUT.search(self.words.clause.sentence.text)
                else sum(each.made_good is not None for each in those)
            )
            told = standings(those)
            met = {sum(each.met is True for each in those if each.target.judges), told.met}
            done = {each + also + ready for each in met for also in (0, good) for ready in (0, more)}
            missed, unclear = told.missed, told.open
            lack = {missed, missed - good, missed + unclear, missed + unclear - good, *(whole - each for each in done)}
            yield from ((each, whole) for each in (lack if lacking else done))

    def _standing(self) -> str:
        if self._named:
            row = self._rows.get(self._named[0])
            return _told(row) if row else ""
        return summed(self.context.board) if self._scope_is_plan else _summed(self._scope)

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


def summed(board: Board) -> str:
    """How the plan stands, in numbers."""
    return _summed([each.city for each in board])


def _summed(scope: list[Progress]) -> str:
    told = standings(scope)
    return (
        f"共{told.targets}项，按结果判定的{told.judged}项，完成{told.met}项，"
        f"没有完成{told.missed}项，暂不作结论{told.open}项"
    )
