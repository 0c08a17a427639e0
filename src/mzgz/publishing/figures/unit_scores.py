"""What is counted of one unit over the whole plan: tasks reached, returns on time, entries filled."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from mzgz.progress import Board, Progress, Punctuality, is_running, rank, reporting


@dataclass(frozen=True)
class Score:
    """Of the tasks that apply to a unit and are judged there: reached in time, missed, still open."""

    code: str
    name: str
    met: int
    missed: int
    open: int

    @property
    def judged(self) -> int:
        return self.met + self.missed + self.open

    @property
    def share(self) -> Fraction | None:
        return Fraction(self.met, self.judged) if self.judged else None


@dataclass(frozen=True)
class Ranked:
    """A district and its rank by the share of tasks reached; equal shares share a rank."""

    rank: int
    score: Score = field(compare=False)


def score(board: Board, code: str) -> Score:
    """Goals of the whole only, kinds without a verdict, and what is neither due nor reached yet do not count."""
    judged = [one for one in (board.part(target, code) for target in board.plan.targets) if _counts(one)]
    met, missed = (sum(one.met is verdict for one in judged) for verdict in (True, False))
    return Score(code, board.ledger.units.by_code[code].label, met, missed, len(judged) - met - missed)


def _counts(progress: Progress) -> bool:
    asked = bool(progress.expected) and progress.target.judges and progress.speaks
    return asked and (progress.met is True or not is_running(progress))


def ranking(board: Board) -> tuple[Ranked, ...]:
    """The units of the level below by the share of tasks reached, best first, ties in code order; those that were there
    at the end only: a few months of one that was closed are no year."""
    month = board.reference
    there = [unit for unit in board.level if month is None or unit.exists_in(month)]
    scores = [score(board, unit.code) for unit in there]
    order = sorted(scores, key=lambda one: (-(one.share or 0), one.code))
    places = rank({one.code: one.share or Fraction(0) for one in scores})
    return tuple(Ranked(places[one.code], one) for one in order)


class _Scores(Mapping[str, Score]):
    def __init__(self, board: Board) -> None:
        self._board = board
        self._known: dict[str, Score] = {}

    def __getitem__(self, code: str) -> Score:
        if code not in self._board.ledger.units.by_code:
            raise KeyError(code)
        if code not in self._known:
            self._known[code] = score(self._board, code)
        return self._known[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._board.ledger.units.by_code)

    def __len__(self) -> int:
        return len(self._board.ledger.units.by_code)


@dataclass(frozen=True)
class Books:
    """All units of a board over the whole plan, worked out once."""

    board: Board

    @cached_property
    def ranking(self) -> tuple[Ranked, ...]:
        return ranking(self.board)

    @cached_property
    def scores(self) -> Mapping[str, Score]:
        """Of every unit, worked out when it is looked at."""
        return _Scores(self.board)

    @cached_property
    def returns(self) -> Mapping[str, Punctuality]:
        return {row.code: row for row in reporting(self.board)}

    def value(self, code: str, aspect: str) -> int | Fraction | None:
        """What is counted of a unit; None where there is nothing to count. KeyError for an aspect or a unit there is not."""
        return UNIT_ASPECTS[aspect][1](self, code)


def _of_returns(count: Callable[[Punctuality], int | Fraction]) -> _Count:
    return lambda books, code: count(books.returns[code]) if code in books.returns else None


_Count = Callable[[Books, str], int | Fraction | None]

UNIT_ASPECTS: dict[str, tuple[str, _Count]] = {
    "judged": ("可评判任务数", lambda books, code: books.scores[code].judged),
    "met": ("达标任务数", lambda books, code: books.scores[code].met),
    "missed": ("未达标任务数", lambda books, code: books.scores[code].missed),
    "open": ("未定任务数", lambda books, code: books.scores[code].open),
    "met-share": ("达标任务占比", lambda books, code: books.scores[code].share),
    "on-time": ("按时报送次数", _of_returns(lambda row: row.on_time)),
    "late": ("迟报次数", _of_returns(lambda row: len(row.late))),
    "missing": ("未报次数", _of_returns(lambda row: len(row.missing))),
    "asked": ("应填项次", _of_returns(lambda row: row.asked)),
    "filled": ("已填项次", _of_returns(lambda row: row.filled)),
    "filled-rate": ("填报率", _of_returns(lambda row: Fraction(row.filled, row.asked))),
}
"""What may be told of a unit over the whole plan: the Chinese name, and how it is counted."""
