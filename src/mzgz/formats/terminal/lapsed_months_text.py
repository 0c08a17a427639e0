"""Of what must hold all year: the months in which it did not, each with its place, as the terminal tells them."""

from __future__ import annotations

from collections.abc import Iterator

from mzgz.model.numbers import exact, show_count
from mzgz.model.periods import Period
from mzgz.model.submissions import Entry, Submission
from mzgz.progress import Board, Progress
from mzgz.progress.progress import figure_words


def short_months(board: Board, progress: Progress) -> tuple[list[str], list[str]]:
    """Of a share that must hold in every period: the months that broke it, and those still open, with their figures."""
    target = progress.target
    months = [Period(index, 1) for index in target.judged(progress.decided)] if progress.decided else []
    if len(months) < 2:
        return [], []
    standing = board.standing(target.id)
    each = [standing.in_month(progress.node, month) for month in months]
    verdicts = [
        (f"{month.month}月{figure_words(target, one.figure, one.heads, month)}", target.verdict(one.figure, month))
        for one, month in zip(each, months, strict=True)
        if one.heads.expected
    ]
    return ([words for words, met in verdicts if met is False], [words for words, met in verdicts if met is None])


def breaches(progress: Progress) -> Iterator[tuple[Progress, Submission, Entry, str]]:
    """What broke a duty or a line: the unit, its return, and what it said of the month."""
    target = progress.target
    for part in progress.parts or (progress,):
        for submission, entry in part.used if target.lasting else ():
            # a number that fell short is told by `short_months`
            if part.facts and not target.quotient and target.falls_short(entry, part.facts, submission.period):
                happened = f"发生{show_count(exact(entry.value or 0))}{target.measure}"
                yield part, submission, entry, happened if target.events else "没有做到"


def lapse_words(board: Board, progress: Progress) -> str:
    """In one clause: 1月99.0%、2月99.7%没有达到; 9月没有做到; 11月发生1起. Empty where nothing broke it."""
    missed, _ = short_months(board, progress)
    if missed:
        return f"{'、'.join(missed)}没有达到"
    return "、".join(f"{submission.period.month}月{words}" for _, submission, _, words in breaches(progress))
