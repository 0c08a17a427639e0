"""What a clause claims of the tasks of the plan, in whatever words: of the city, of a part of the plan, or unit by unit."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from mzgz.language.pattern_search import expression
from mzgz.progress import Board, Progress, standings
from mzgz.progress.lights import Light
from mzgz.publishing.claim_conditions import all_done, phrase_of
from mzgz.publishing.verify.assertions.claims_of_unit_scores import ScoreClaim
from mzgz.publishing.verify.assertions.clause_tokens import ALL, COUNT, MONTH, PERCENT, SECTION
from mzgz.publishing.verify.assertions.clause_words import ClauseWords
from mzgz.publishing.verify.assertions.figure_spoken_of import makes_up
from mzgz.publishing.verify.assertions.how_many import OF_TASKS, how_many
from mzgz.publishing.verify.assertions.pattern_fragments import Context, within
from mzgz.publishing.verify.assertions.tasks_spoken_of import TasksSpokenOf, told_of
from mzgz.publishing.verify.assertions.units_spoken_of import UnitsSpokenOf, Verdict
from mzgz.publishing.verify.assertions.word_classes import (
    BESIDES,
    CLAIMS,
    DENIES,
    DONE,
    DUTIES,
    EVERY,
    JUDGED,
    LACKING,
    LAST_YEAR,
    LATE,
    LEFT_OPEN,
    LESS,
    MADE_GOOD,
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
)

_WHOLLY: Final = expression("圆满|胜利|超额|高质量|保质保量|百分之百|100%")
_FIRM: Final = expression("刚性|约束性|硬任务|硬指标")
_IN_ALL: Final = expression("(?:年初|年度|全年|确定|下达|部署|安排|定下|布置|列出).*(?:共|总数|为|是|达|有)")
_LEFT_OUT: Final = expression("(?:不算|除去?|除了|扣除|剔除|刨去|去掉)[^，]*补[齐上完]")
_AT_LEAST: Final = expression("至少|起码|最少")
_OF_THOSE: Final = expression(rf"(?:大约|约)?(?:占|占比|占到|占了)(?:全部|总数|其中|任务|的|为|达|到)*{PERCENT}")
_RATE: Final = expression("完成率|达标率|办结率|占比|比例")


class TasksClaim(TasksSpokenOf):
    """What is said of the tasks of the plan."""

    def verdict(self) -> Verdict | None:
        words = self.words
        kinds = zip(words.row, words.row[1:], strict=False)
        if any(one.text in PROCESSES and other.part == TASKS for one, other in kinds):
            return None
        if words.has(MONTH, QUARTER, LAST_YEAR) or (words.has(NOT_BEFORE) and not words.has(MADE_GOOD, LATE)):
            return None
        of_score = ScoreClaim(words, self.context, self.spoken)
        if of_score.meant:
            return of_score.verdict()
        for way in (
            self._beside,
            self._all_but,
            self._made_up,
            self._each_so_many,
            self._counted,
            self._each,
        ):
            verdict = way()
            if verdict is not None:
                return verdict
        return None

    def _beside(self) -> Verdict | None:
        """根河没有达标的任务比鄂伦春旗少2项."""
        words, claims, ways = self.words, self.words.of(*CLAIMS), self.words.of(MORE, LESS)
        two = (*self.spoken.named, *self.spoken.others_named)
        two = two if len(two) == 2 else (*self.context.units, *two)
        if (
            len(two) != 2
            or len(ways) != 1
            or not words.has(THAN)
            or len(self.numbers) > 1
            or not set(two) <= set(self.rows)
        ):
            return None
        said = self.numbers[0].quantity if self.numbers else None
        if not (claims or self.context.claimed) or (self.numbers and (said is None or not said.unit.startswith("项"))):
            return None
        lacking = self.lacking if claims else self.context.claimed == LACKING
        scores = [self.rows[code].score for code in two]
        one, other = (score.missed if lacking else score.met for score in scores)
        told = "；".join(told_of(self.rows[code]) for code in two)
        if any(score.open for score in scores):
            return None
        way = one > other if ways[0].part == MORE else one < other
        return way and (said is None or within(said, Fraction(abs(one - other)))), told

    def _each(self) -> Verdict | None:
        """任务全部达标, 有未达标的任务: whether a unit, or the city, has left any."""
        words, claims = self.words, self.words.of(*CLAIMS)
        if not claims or self.numbers or words.has(MORE, LESS, THAN, LEFT_OPEN, DUTIES, JUDGED, PART):
            return None
        if words.has(MADE_GOOD) or (words.has(DONE) and words.has(LACKING)):
            return None
        turned, strict = self.lacking, words.has(REACHED, TIMELY, LATE, LACKING)

        def asked(code: str) -> tuple[bool | None, str]:
            score = self.rows[code].score
            whole = _whole(self.context, code, strict=strict)
            so = False if whole is False else None if score.open or whole is None else True
            return (None if so is None else so != turned), told_of(self.rows[code])

        spoken = self.spoken
        of_units = spoken.named or spoken.besides or spoken.number or spoken.others or words.has(ALL)
        if self.sections or (not of_units and not self.context.units):
            return self._of_plan()
        if spoken.nobody and spoken.number and not spoken.named:
            turned, spoken = False, UnitsSpokenOf(number=spoken.number)  # 6个旗市区没有一项任务不达标
        if spoken.nobody and self.named:
            turned, spoken = False, UnitsSpokenOf(named=self.named)  # 莫旗没有一项任务逾期
        return self.asks_units(asked, spoken if of_units else UnitsSpokenOf(named=self.context.units))

    def _of_plan(self) -> Verdict | None:
        """没有一项任务没完成, 任务项项达标: of all of them, or of all of a part of the plan."""
        words = self.words
        wholly = words.has(EVERY, TIMELY) or _WHOLLY.search(words.clause.code)
        none_left = words.has(NOBODY, DENIES) and words.has(LATE, LACKING) and self._denied_or_nobody
        says_all = none_left or (words.has(NOBODY) and self.lacking) or (wholly and not self.lacking)
        if not says_all or self.spoken.besides or self.spoken.number:
            return None
        missed = next((each for each in self.scope if each.target.judges and each.met is False), None)
        if missed is not None:
            return False, phrase_of(missed)
        reason = all_done(self.scope, self.context.board) or ""
        return (None if reason else True), reason

    @property
    def _denied_or_nobody(self) -> bool:
        return (len(self.words.of(DENIES)) + len(self.words.of(NOBODY))) % 2 == 1

    def _all_but(self) -> Verdict | None:
        """除5项外，其余任务全部完成: so many are not done."""
        words = self.words
        places = [place for place, word in enumerate(words.row) if word.part == BESIDES]
        if len(places) != 1 or not words.has(OUTSIDE, OTHERS) or not words.has(DONE, REACHED) or self.lacking:
            return None
        after = next((word for word in words.row[places[0] + 1 :] if word.part in (COUNT, PERCENT)), None)
        said = how_many(after.quantity, "", OF_TASKS) if after else None
        if said is None:
            return None
        pairs = self._counts(lacking=True)
        return any(said.of(each, each, whole) for each, whole in pairs), summed(self.context.board)

    def _made_up(self) -> Verdict | None:
        """没有一项是过了期限才补上的: whether any was."""
        if not self.words.has(MADE_GOOD) or not self.words.has(NOBODY) or self.of_units or self.numbers:
            return None
        good = next((each for each in self.scope if each.target.judges and each.made_good is not None), None)
        return good is None, phrase_of(good) if good else ""

    def _each_so_many(self) -> Verdict | None:
        """大多数旗市区都有两项以上任务没有达标: units by how many of their tasks are reached, or not."""
        words, spoken = self.words, self.spoken
        claims, said = words.of(*CLAIMS), [how_many(each.quantity, "", OF_TASKS) for each in self.numbers]
        if len(said) != 1 or not claims or words.has(MADE_GOOD, LEFT_OPEN, MORE, LESS, THAN, SECTION):
            return None
        number = said[0]
        low = number.allowed.low if number else None
        if number is None or number.share or not (spoken.number or words.has(ALL) or len(spoken.named) > 1):
            return None

        def asked(code: str) -> tuple[bool | None, str]:
            score = self.rows[code].score
            count = score.missed if self.lacking else score.met
            if low is not None and _AT_LEAST.search(words.clause.code):
                return (True if count >= low else None if score.open else False), told_of(self.rows[code])
            return number.of(count, count + score.open, score.judged), told_of(self.rows[code])

        return self.asks_units(asked)

    def _counted(self) -> Verdict | None:
        """So many tasks, or such a share of them, done or not, left open, judged at all: of the city, a part of the
        plan, or one unit."""
        words, spoken = self.words, self.spoken
        if (
            spoken.number
            or spoken.besides
            or spoken.others
            or len(self.named) > 1
            or (len(self.sections) > 1 and not self.numbered)
        ):
            return None
        if words.has(MORE, LESS, THAN) or any(each.part not in (COUNT, PERCENT) for each in self.numbers):
            return None
        numbers = [how_many(each.quantity, "", OF_TASKS) for each in self.numbers]
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
        return not self.sections and not self.named

    def _in_all(self) -> Iterator[tuple[int, int]]:
        """How many there are, or how many of them are judged."""
        judged = sum(each.target.judges for each in self.scope)
        whole = len(self.scope)
        if self.named or self.words.has(JUDGED):
            yield judged, whole
            if self.named:
                yield (self.rows[self.named[0]].score.judged, whole)
        if not self.words.has(JUDGED) and self._scope_is_plan and self.words.has(TASKS):
            yield from ((judged, judged), (whole, whole), (whole - judged, whole))
        elif not self.words.has(JUDGED) and not self.named:
            yield from ((judged, judged), (whole, whole))

    def _pairs(self) -> Iterator[tuple[int, int]]:
        """What may be called that number, each with the number it is part of."""
        words, scope = self.words, self.scope
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
            yield from self._counts(lacking=self.lacking)

    def _counts(self, *, lacking: bool) -> Iterator[tuple[int, int]]:
        """What may be called the number of tasks done, or not done."""
        scope = self.scope
        timely = self.words.has(TIMELY, LATE)
        judged = [each for each in scope if each.target.judges]
        firm = [each for each in judged if each.target.firm]
        finished = sum(each.target.staged and each.light is Light.DONE for each in scope)
        of_firm = [(firm, 0)] if _FIRM.search(self.words.clause.sentence.text) else []
        for those, more in ((judged, 0), (scope, finished), *of_firm):
            whole = len(those)
            good = (
                0
                if timely and not _LEFT_OUT.search(self.words.clause.sentence.text)
                else sum(each.made_good is not None for each in those)
            )
            told = standings(those)
            met = {sum(each.met is True for each in those if each.target.judges), told.met}
            done = {each + also + ready for each in met for also in (0, good) for ready in (0, more)}
            missed, unclear = told.missed, told.open
            lack = {missed, missed - good, missed + unclear, missed + unclear - good, *(whole - each for each in done)}
            yield from ((each, whole) for each in (lack if lacking else done))

    def _standing(self) -> str:
        if self.named:
            row = self.rows.get(self.named[0])
            return told_of(row) if row else ""
        return summed(self.context.board) if self._scope_is_plan else _summed(self.scope)


def share_of_those(words: ClauseWords, context: Context) -> Verdict | None:
    """按结果判定的95项任务中，完成70项，占七成多: of the two numbers just said."""
    said = words.numbers[0].quantity if len(words.numbers) == 1 and words.numbers[0].part == PERCENT else None
    if said is None or len(context.items) != 2 or not _OF_THOSE.fullmatch(words.clause.code.rstrip("。！")):
        return None
    whole, part = context.items
    return (makes_up(said, part, whole), f"{int(part)}/{int(whole)}") if 0 < part <= whole else None


def _whole(context: Context, code: str, *, strict: bool) -> bool | None:
    """Whether a unit left no task undone; made good late it is done, but not reached in time."""
    parts = [context.board.part(target, code) for target in context.board.plan.targets]
    missed = [part for part in parts if part.expected and part.target.judges and part.speaks and part.met is False]
    if not missed:
        return True
    if strict:
        return False
    return False if any(part.made_good is None and part.met_now is not True for part in missed) else None


def summed(board: Board) -> str:
    """How the plan stands, in numbers."""
    return _summed([each.city for each in board])


def _summed(scope: list[Progress]) -> str:
    told = standings(scope)
    return (
        f"共{told.targets}项，按结果判定的{told.judged}项，完成{told.met}项，"
        f"没有完成{told.missed}项，暂不作结论{told.open}项"
    )
