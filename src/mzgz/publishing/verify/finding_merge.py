"""What numbers say one by one and what their sentence says brought together: nothing is told twice, nothing agrees in a false clause."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from mzgz.publishing.verify.assertions.pattern_fragments import Assertion
from mzgz.publishing.verify.sentence_judge import SentenceJudgement
from mzgz.publishing.verify.sentences import Sentence
from mzgz.publishing.verify.verification import FigureResult, LooseResult

_STOPS = "，；。：！"
_NOT_WRONG = ("ok", "empty")


def reconciled(sentence: Sentence, judgement: SentenceJudgement, numbers: Sequence[LooseResult]) -> list[LooseResult]:
    """The numbers with the verdict their clause leaves them."""
    return [_with_clause(sentence, judgement, number) for number in numbers]


def _with_clause(sentence: Sentence, judgement: SentenceJudgement, number: LooseResult) -> LooseResult:
    start, end = number.start - sentence.start, number.end - sentence.start
    if any(each.decides and _same_clause(sentence, each, start) for each in judgement.read):
        return replace(number, verdict="unknown", guess=None)
    if number.verdict == "unknown" and any(_covers(each, start, end) for each in judgement.confirmed):
        return replace(number, verdict="agrees")
    if number.verdict == "agrees" and any(_same_clause(sentence, each, start) for each in judgement.denied):
        return replace(number, verdict="unknown", guess=None)
    return number


def doubled(
    sentence: Sentence, numbers: Sequence[LooseResult], links: Mapping[int, FigureResult], denied: Assertion
) -> bool:
    """Whether something denied is told already: of a number typed beside it, or of a linked one that is not true any more.

    Where a number was taken out nothing is told of what the words say now.
    """
    first, last = sentence.start + denied.start, sentence.start + denied.end
    reported = any(each.verdict == "contradicts" and each.start < last and first < each.end for each in numbers)
    wrong = any(
        _same_clause(sentence, denied, link.start - sentence.start) and links[link.place].state not in _NOT_WRONG
        for link, _ in sentence.links
        if link.place in links
    )
    return reported or wrong


def _covers(each: Assertion, start: int, end: int) -> bool:
    return each.start <= start and end <= each.end


def _same_clause(sentence: Sentence, each: Assertion, place: int) -> bool:
    """Whether no stop stands between them."""
    first, last = sorted((max(each.start, 0), place))
    if each.start <= place < each.end:
        return True
    first = each.end if each.end <= place else place
    last = place if each.end <= place else each.start
    return not any(sign in sentence.text[first:last] for sign in _STOPS)
