"""Of what must hold all year: the months in which it did not, each with its place, as the terminal tells them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Final

from mzgz.model.numbers import exact
from mzgz.model.periods import Period
from mzgz.model.rounding import show_count
from mzgz.model.submissions import Entry, Submission
from mzgz.progress import Board, Progress
from mzgz.progress.ranking import MOST_LISTED
from mzgz.progress.target_history import month_by_month
from mzgz.progress.target_progress import figure_words
from mzgz.progress.unit_parts import PartsTold, lapsed_parts

_MOST_READ: Final = 1000
"""Units whose words are read one by one, to tell how often something happened."""
_FEW_NAMED: Final = 3


def short_months(board: Board, progress: Progress, *, named: bool = False) -> tuple[list[str], list[str]]:
    """Of a share that must hold in every period: the months that broke it, and those still open, with their figures;
    `named`: and with those of the level below who did."""
    target = progress.target
    if progress.decided is None or len(target.judged(progress.decided)) < 2:
        return [], []
    verdicts = [
        (f"{month.month}月{figure_words(target, one.figure, one.heads, month)}", month, met)
        for month, one, met in month_by_month(board, progress)
    ]
    missed = [
        f"{words}{_who(board, progress, month) if named else ''}" for words, month, met in verdicts if met is False
    ]
    return missed, [words for words, _, met in verdicts if met is None]


def _who(board: Board, progress: Progress, month: Period) -> str:
    """Which of the level below did not keep it in a month: （北丙县、北丁县等5个）; nothing where they are very many, or all."""
    target = progress.target
    if len(progress.below) > MOST_LISTED:
        return ""
    told = ((part.node, board.standing(target.id).in_month(part.node, month)) for part in progress.below)
    names = [
        node.name
        for node, tally in told
        if tally.heads.expected and not target.empty(tally.figure) and target.verdict(tally.figure, month) is False
    ]
    if len(names) == len(progress.below):
        return ""  # all of them did not: names tell nothing
    more = f"等{len(names)}个" if len(names) > _FEW_NAMED else ""
    return f"（{'、'.join(names[:_FEW_NAMED])}{more}）" if names else ""


def breaches(progress: Progress) -> Iterator[tuple[Progress, Submission, Entry, str]]:
    """What broke a duty or a line: the unit, its return, and what it said of the month."""
    target = progress.target
    if not target.lasting or target.quotient:  # a number that fell short is told by `short_months`
        return
    for part in lapsed_parts(progress.parts) if progress.parts else (progress,):
        for submission, entry in part.used:
            if part.facts and target.falls_short(entry, part.facts, submission.period):
                happened = f"发生{show_count(exact(entry.value or 0))}{target.measure}"
                yield part, submission, entry, happened if target.events else "没有做到"


def first_breaches(
    progress: Progress, most: int, few: int
) -> tuple[str, list[tuple[Progress, Submission, Entry, str]]]:
    """All of them, or where they are more than `most` a few with the words of how many there are. Of very many units no
    more are looked at than it takes: it is told how many of them there are."""
    parts = lapsed_parts(progress.parts)
    if isinstance(progress.parts, PartsTold) and len(parts) > _MOST_READ:
        said = "报的不是0" if progress.target.events else "报过没有做到"
        return f"{len(parts)}个单位{said}，先列{few}次：", [*islice(breaches(progress), few)]
    found = list(breaches(progress))
    return (f"有{len(found)}次，先列{few}次：", found[:few]) if len(found) > most else ("", found)


def lapse_words(board: Board, progress: Progress) -> str:
    """In one clause: 1月99.0%、2月99.7%没有达到; 9月没有做到; 11月发生1起. Empty where nothing broke it."""
    missed, _ = short_months(board, progress)
    if missed:
        return f"{'、'.join(missed)}没有达到"
    return "、".join(f"{submission.period.month}月{words}" for _, submission, _, words in breaches(progress))
