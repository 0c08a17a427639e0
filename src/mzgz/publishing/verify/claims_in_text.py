"""What a sentence says that the data deny, sweeping words about no known task, and verbs their figure has not earned."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from mzgz.language import read
from mzgz.language.pattern_search import expression
from mzgz.progress import Board, Progress
from mzgz.publishing.verify.figure_lookup import Register
from mzgz.publishing.verify.sentence_judge import SentenceJudgement
from mzgz.publishing.verify.sentences import Sentence
from mzgz.publishing.verify.verification import FigureResult
from mzgz.publishing.verify.words_between_name_and_number import alone, of_future, of_next_year, of_now

_SWEEPING: Final = expression(r"(?:全面|全部|超额|圆满)完成(?!的|后|之|以)|(?:全面|全部)达标(?!的|后|之|以)")
_DENIED: Final = expression(r"(?:未|没有?|不|难以|尚|推动|推进|加快|实现)$")
_REACHED: Final = expression(r"(?:达到|达|超过)了?$")


class Unearned(NamedTuple):
    """Words that do not hold: their place in the paragraph, and the figure that contradicts them.

    `open` where nothing contradicts them, but nothing confirms them either.
    """

    start: int
    end: int
    words: str
    reason: str
    open: bool = False
    hint: str = ""


@dataclass(frozen=True)
class Earning:
    """Holds the strong words of sentences against one board."""

    register: Register

    def claims(self, sentence: Sentence, judgement: SentenceJudgement) -> Iterator[Unearned]:
        """What the data deny, and what sweeps over tasks nobody knows."""
        found = [
            Unearned(sentence.start + each.start, sentence.start + each.end, each.words, each.reason, hint=each.hint)
            for each in judgement.denied
        ]
        for sweep in _sweeps(sentence, self.register.board):
            start, end = (sentence.start + place for place in sweep.span())
            known = any(first <= sweep.start() < last for first, last in judgement.settled)
            if not known and not any(start < each.end and each.start < end for each in found):
                found.append(Unearned(start, end, sweep[0], "", open=True))
        yield from sorted(found)

    def verbs(self, sentence: Sentence, results: dict[int, FigureResult]) -> Iterator[Unearned]:
        """达到 before a figure that has not reached its goal."""
        for link, figure_id in sentence.links:
            name = self.register.known(figure_id)
            verb = _REACHED.search(sentence.text[: link.start - sentence.start])
            result = results.get(link.place)
            if name is None or verb is None or name.aspect != "value" or result is None:
                continue
            progress = self.register.progress(name)
            ours = result.state in ("ok", "stale") or result.printed == result.current
            if ours and progress and progress.met_now is False and progress.speaks:
                start = sentence.start + verb.start()
                yield Unearned(start, start + len(verb[0]), verb[0], _short(progress))


def _sweeps(sentence: Sentence, board: Board) -> Iterator[re.Match[str]]:
    """Sweeping words told as facts of here and now, in a sentence without a single linked number."""
    paragraph, text = sentence.paragraph, sentence.text
    year, month = board.year, board.reference
    plain = not (sentence.links or paragraph.in_table or paragraph.is_heading or text.endswith("？"))
    if month is None or not plain or of_next_year(paragraph.headings, year):
        return
    quantities = list(read(text))
    others = [(each.start, each.end) for each in quantities]
    for match in _SWEEPING.finditer(text):
        place = match.start()
        rendered = not _DENIED.search(text[:place]) and not of_future(text, place)
        if rendered and alone(text, place, place, others) and of_now(text, quantities, place, month):
            yield match


def _short(progress: Progress) -> str:
    goal = progress.goal
    return f"{progress.target.name}现在是{progress.display}，目标{goal.label if goal else ''}，没有达到"
