"""Whose tasks a clause speaks of and in what words: what the claims about a unit's score and those about the plan share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from mzgz.language import to_hanzi
from mzgz.model.rounding import show_share
from mzgz.progress import Board, Progress
from mzgz.publishing.figures.unit_scores import Ranked, ranking
from mzgz.publishing.verify.assertions.clause_tokens import ALL, ORDINAL, SECTION
from mzgz.publishing.verify.assertions.clause_words import ClassedWord, ClauseWords
from mzgz.publishing.verify.assertions.pattern_fragments import Context
from mzgz.publishing.verify.assertions.units_spoken_of import UnitsSpokenOf, Verdict, answered, so_of
from mzgz.publishing.verify.assertions.word_classes import (
    BEST,
    DENIES,
    HIGHEST,
    LACKING,
    LATE,
    LOWEST,
    NOBODY,
    WORST,
)


@dataclass(frozen=True)
class TasksSpokenOf:
    """The words of a clause, said of tasks."""

    words: ClauseWords
    context: Context
    spoken: UnitsSpokenOf
    numbered: tuple[str, ...] = ()
    """The parts of the plan that a numbered one is read as."""

    @cached_property
    def rows(self) -> dict[str, Ranked]:
        return {row.score.code: row for row in ranking(self.context.board)}

    @property
    def named(self) -> tuple[str, ...]:
        return self.spoken.named or (self.context.units if self.spoken.nobody_named else ())

    @property
    def of_units(self) -> bool:
        """Whether units are spoken of, by name or by number."""
        return bool(self.named) or not self.spoken.nobody_named or self.words.has(HIGHEST, LOWEST, ORDINAL, BEST, WORST)

    @cached_property
    def numbers(self) -> list[ClassedWord]:
        those = [word for word in self.words.numbers if word not in self.spoken.words]
        if self.words.has(NOBODY, DENIES) and len(those) == 1 and self.words.has(LATE, LACKING):
            those = [word for word in those if not (word.quantity and word.quantity.value == 1)]  # 没有一项逾期
        return those

    @property
    def denied(self) -> bool:
        return len(self.words.of(DENIES)) % 2 == 1

    @property
    def lacking(self) -> bool:
        return self.denied != self.words.has(LATE, LACKING)

    @cached_property
    def sections(self) -> tuple[str, ...]:
        if self.numbered:
            return self.numbered
        own = sections_named(self.words)
        return own or (() if self.spoken.named or self.words.has(ALL) else self.context.sections)

    @cached_property
    def scope(self) -> list[Progress]:
        """The targets spoken of: a part of the plan, what units had to do, or all."""
        board = self.context.board
        targets = [
            target.id
            for place, part in enumerate(board.plan.sections, 1)
            for target in part.targets
            if not self.sections or f"{place:02}" in self.sections
        ]
        if not self.named:
            return [board.city(target) for target in targets]
        own = [board.part(target, code) for code in self.named for target in targets]
        return [progress for progress in own if progress.expected and progress.speaks]

    def asks_units(
        self, asked: Callable[[str], tuple[bool | None, str]], spoken: UnitsSpokenOf | None = None
    ) -> Verdict | None:
        whom = spoken or self.spoken
        if whom.nobody_named:
            whom = UnitsSpokenOf(named=self.named)
        codes = [(code, row.score.name) for code, row in self.rows.items()]
        return so_of(whom, answered(codes, asked), self.context.units)


def sections_named(words: ClauseWords) -> tuple[str, ...]:
    return tuple(str(word.token.what) for word in words.of(SECTION) if word.token)


def readings(board: Board, sections: tuple[str, ...]) -> list[tuple[str, ...]]:
    """第三部分 is the part at that place, or all that stand under that numeral; one reading of none that is numbered."""
    if len(sections) != 1 or not sections[0].startswith("第"):
        return [()]
    number = int(sections[0].removeprefix("第"))
    under = [f"{at:02}" for at, one in enumerate(board.plan.sections, 1) if one.section.part == to_hanzi(number)]
    return [(f"{number:02}",), *([tuple(under)] if under else [])]


def told_of(row: Ranked) -> str:
    share = f"，占{show_share(row.score.share, 1)}" if row.score.share is not None else ""
    return f"{row.score.name}可评判{row.score.judged}项，达标{row.score.met}项{share}，列第{row.rank}"
