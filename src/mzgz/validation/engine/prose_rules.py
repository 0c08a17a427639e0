"""The wording rules over everything submissions say in words; a sentence said often is read once."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from mzgz.model.findings import Rule
from mzgz.validation.engine.case_index import passages
from mzgz.validation.engine.cases import SubmissionCase, Violation
from mzgz.validation.rules.wording import slips
from mzgz.validation.rules.wording_slip import Slip


class WordingOutcome(NamedTuple):
    """How a submission came out under one wording rule; `wrong` is empty if it passed."""

    rule: Rule
    case: SubmissionCase
    wrong: list[Violation]


class Corpus:
    """Many passages as one text, a line each, so that an expression runs over all of them at once."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = list(texts)
        self._starts: list[int] = []
        length = 0
        for text in self._texts:
            self._starts.append(length)
            length += len(text) + 1
        self.text = "\n".join(text.replace("\n", " ") for text in self._texts)

    def faults(self, rules: Sequence[Rule], spare: tuple[str, ...]) -> dict[str, list[tuple[Rule, Slip]]]:
        """What is wrong in each passage that has a fault."""
        faulty: dict[str, list[tuple[Rule, Slip]]] = {}
        for rule in rules:
            for slip in slips(rule, self.text, spare):
                passage = self._texts[bisect_right(self._starts, slip.start) - 1]
                faulty.setdefault(passage, []).append((rule, slip))
        return faulty


def read_prose(
    rules: Sequence[Rule], cases: Sequence[SubmissionCase], spare: tuple[str, ...]
) -> tuple[list[WordingOutcome], int, int]:
    """The submissions with something wrong, and how many readings passed or had no words to look at."""
    spoken = [case for case in cases if next(iter(passages(case.submission)), None) is not None]
    corpus = Corpus({text: None for case in spoken for _, text in passages(case.submission)})
    faulty = corpus.faults(rules, spare)
    readings = [reading for case in spoken for reading in _readings(case, faulty)] if faulty else []
    silent = len(cases) - len(spoken)
    return readings, len(spoken) * len(rules) - len(readings), silent * len(rules)


def _readings(case: SubmissionCase, faulty: dict[str, list[tuple[Rule, Slip]]]) -> list[WordingOutcome]:
    wrong: dict[str, WordingOutcome] = {}
    for path, text in passages(case.submission):
        for rule, slip in faulty.get(text, ()):
            target = str(path[1]) if path[0] == "entries" else None
            violation = Violation(slip.message, slip.hint, case.submission.at(*path), target=target)
            wrong.setdefault(rule.slug, WordingOutcome(rule, case, [])).wrong.append(violation)
    return list(wrong.values())
