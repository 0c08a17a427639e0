"""What units wrote beside their figures, held against what a sentence says of them: the same words with another number,
the other way round, or told of a unit that did not write them."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Final

from mzgz.language.pattern_search import expression
from mzgz.model.submissions import Submission
from mzgz.progress import Board
from mzgz.publishing.verify.assertions.clause_tokens import Clause
from mzgz.publishing.verify.assertions.pattern_fragments import Assertion
from mzgz.publishing.verify.retyped_clauses import wording
from mzgz.publishing.verify.target_mentions import Naming

_CUT: Final = expression("[，；：。！？]")
_NUMBER: Final = expression(r"[0-9]+(?:\.[0-9]+)?")
_HAN: Final = expression(r"[\u4e00-\u9fff]")
_LEAST: Final = 4
"""Characters beside its number that make a clause known again; of another unit only longer ones are."""
_OWN: Final = 7
_AROUND: Final = expression(
    "(?:据|在|中|的|报送|报告|填报|反映|说明|方面|工作|全年|今年|当年|共|累计|还|也|又|其中|上报|单位|该|当地|称|显示|，|、|“|”)*"
)
_MOST: Final = 10
"""Numbers of one wording, month by month, some of which may have been added up."""
_TURN: Final = "请对照该单位的报送核实：写错的照报送改，报送有误的请该单位更正"


@dataclass(frozen=True, slots=True)
class _Said:
    """A clause of a unit's own: its numbers, and whether it denies something."""

    numbers: tuple[str, ...]
    denied: bool
    text: str


@dataclass(frozen=True)
class WordsOfUnits:
    """The clauses of all returns of a board's year, by unit and by their words without numbers."""

    board: Board
    naming: Naming
    _by_unit: dict[str, dict[str, list[_Said]]] = field(default_factory=dict, repr=False, compare=False)

    def denying(self, clause: Clause, units: tuple[str, ...]) -> Iterator[Assertion]:
        """What the one unit a clause is about wrote otherwise."""
        start, end = clause.span(0, len(clause.tokens))
        text = clause.sentence.text[start:end]
        if len(units) != 1 or not _NUMBER.search(text):
            return
        known = self._clauses(units[0])
        with_names = self._bare(clause.sentence.text, start, end, names=True)
        key, denied = wording(_NUMBER.sub("#", with_names))
        if not self._found(known, key):
            key, denied = wording(_NUMBER.sub("#", self._bare(clause.sentence.text, start, end)))
        numbers = tuple(_NUMBER.findall(with_names))
        own = self._found(known, key)
        if own:
            reason = _differs(own, numbers, denied=denied)
            name = self._names.get(units[0], "")
            if reason:
                yield Assertion(start, end, text, False, f"{name}报的是“{reason}”", _TURN, decides=True)
        else:
            yield from self._of_another(units[0], key, numbers, (start, end, text))

    def _of_another(
        self, unit: str, key: str, numbers: tuple[str, ...], place: tuple[int, int, str]
    ) -> Iterator[Assertion]:
        if len(_HAN.findall(key)) < _OWN:
            return
        found = [
            (code, said)
            for code in self._names
            if code != unit
            for said in self._found(self._clauses(code), key)
            if said.numbers == numbers and len(_HAN.findall(said.text)) >= _OWN
        ]
        if len({code for code, _ in found}) == 1:
            code, said = found[0]
            reason = f"“{said.text}”是{self._names[code]}报的，{self._names.get(unit, '')}的报送里没有"
            yield Assertion(*place, False, reason, _TURN, decides=True)

    def _bare(self, text: str, start: int, end: int, *, names: bool = False) -> str:
        """A stretch without the names of units, and without those of targets."""
        spans = [(first, last) for first, last, _ in self.naming.units(text)]
        spans += [] if names else [(each.start, each.end) for each in self.naming.mentions(text)]
        pieces, done = [], start
        for first, last in sorted(spans):
            if done <= first and last <= end:
                pieces.append(text[done:first])
                done = last
        return "".join([*pieces, text[done:end]])

    @staticmethod
    def _found(known: dict[str, list[_Said]], key: str) -> list[_Said]:
        """The longest clause a wording ends with, where nothing but where it is from stands before it."""
        for start in range(len(key)):
            if key[start:] in known and _AROUND.fullmatch(key, 0, start):
                return known[key[start:]]
        return []

    @cached_property
    def _names(self) -> dict[str, str]:
        return {unit.code: unit.label for unit in self.board.level}

    def _clauses(self, code: str) -> dict[str, list[_Said]]:
        if code not in self._by_unit:
            found: dict[str, list[_Said]] = {}
            for text in self._texts(code):
                for part in _CUT.split(text):
                    numbers = tuple(_NUMBER.findall(part))
                    bare = _NUMBER.sub("#", part)
                    if numbers and len(_HAN.findall(bare)) >= _LEAST:
                        key, denied = wording(bare)
                        found.setdefault(key, []).append(_Said(numbers, denied, part))
            self._by_unit[code] = found
        return self._by_unit[code]

    def _texts(self, code: str) -> Iterator[str]:
        for submission in self.board.returns.get(code, ()):
            yield from _written(submission)


def _written(submission: Submission) -> Iterator[str]:
    for entry in submission.entries.values():
        yield from (text for text in (entry.note, entry.not_applicable) if text)
    yield from (each.reason for each in submission.explanations)
    yield from (each.text for each in submission.highlights)
    yield from (each.text for each in submission.problems)


def _differs(own: list[_Said], numbers: tuple[str, ...], *, denied: bool) -> str:
    """What the unit wrote, where neither any month nor several together have these numbers."""
    same = [said for said in own if len(said.numbers) == len(numbers)]
    if not same:
        return ""
    for place, number in enumerate(numbers):
        known = [Decimal(said.numbers[place]) for said in same[-_MOST:]]
        sums = {sum(some) for size in range(1, len(known) + 1) for some in itertools.combinations(known, size)}
        if Decimal(number) not in sums:
            return same[-1].text
    return same[-1].text if all(said.denied != denied for said in same) else ""
