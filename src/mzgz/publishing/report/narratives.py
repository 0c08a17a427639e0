"""What units wrote, as a report takes it over: shortened to its facts at clause ends, quoted, its numbers figures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import takewhile
from typing import Final

from mzgz.language.pattern_search import expression
from mzgz.model.document import Figure
from mzgz.model.submissions import Submission
from mzgz.publishing.figures import Figures
from mzgz.publishing.figures.note_numbers import length_at
from mzgz.publishing.report.template_markup import clean, figure_mark, quoted
from mzgz.validation.rules import wording

FACT_MOST: Final = 30
"""Characters of a fact told in one clause of a sentence."""
REASON_MOST: Final = 44
_MANY: Final = 20
"""A number worth an example."""

_ENDS: Final = expression(r"[，；。！？\s]+")
_STRONG: Final = expression(
    r"率先|首创|第一|全部|均已|均按|普遍|显著|大幅|明显|领先|居首|圆满|全覆盖|零误差|误差为零|顺利"
)
_WEAK: Final = expression(
    r"[本当下]季|[本下]月|下年|以上|左右|尚缺|尚未|未公布|仍|其余|待公布|待办|查否|排队|没有发现|0处|0起|0件|0家|0元|(?<![0-9])1?[0-9]人次"
)
_PLACE: Final = expression(r"“[^”]+”|[\u4e00-\u9fff](?:镇|苏木|街道|社区|嘎查|乡)(?!和|一级|、|党)")
_SEASON: Final = expression(r"季|全年|上半年|下半年|年度|年初|[0-9]+月|累计|期末|每月|每季")


@dataclass(frozen=True, slots=True)
class QuotedPassage:
    """One narrative of a return, still with the pieces its numbers are figures in."""

    text: str
    pieces: tuple[str | Figure, ...]

    def clauses(self) -> list[tuple[str, str]]:
        """Each clause: as it was written, and as it travels through a template."""
        return [(own, shown) for own, shown in self._parts(_cuts(self.text)) if own]

    def sentences(self) -> list[str]:
        """Each sentence or half-sentence closed by ； as a quotation."""
        cuts = {place for place in _cuts(self.text) if self.text[place] in "；。！？;"}
        return [quoted(shown) for own, shown in self._parts(frozenset(cuts)) if own]

    def divided(self, place: int) -> tuple[str, str]:
        """The words before and from a place, as quotations."""
        signs = list(self._signs())
        before = "".join(shown for at, _, shown in signs if at < place)
        return quoted(before), quoted("".join(shown for at, _, shown in signs if at >= place))

    def _parts(self, cuts: frozenset[int]) -> list[tuple[str, str]]:
        written, marked = [""], [""]
        for at, own, shown in self._signs():
            if at in cuts:
                written.append("")
                marked.append("")
            else:
                written[-1] += own
                marked[-1] += shown
        return [(own.strip(), shown.strip()) for own, shown in zip(written, marked, strict=True)]

    def _signs(self) -> Iterator[tuple[int, str, str]]:
        """Each sign or figure: where it stands, as it reads, and as it travels."""
        at = 0
        for piece in self.pieces:
            if isinstance(piece, Figure):
                yield at, piece.text, figure_mark(piece)
                at += length_at(self.text, at)
                continue
            for sign in piece:
                yield at, sign, clean(sign)
                at += 1


def _cuts(text: str) -> frozenset[int]:
    """Where clauses end: never inside brackets or quotation marks."""
    depth, cuts = 0, set()
    for place, sign in enumerate(text):
        depth += (sign in "（“《") - (sign in "）”》")
        if depth <= 0 and sign in "，；。！？;\n":
            cuts.add(place)
    return frozenset(cuts)


def shortened(clauses: list[tuple[str, str]], most: int) -> str:
    """The leading clauses that fit, as a quotation; empty where not even the first one does."""
    taken: list[str] = []
    size = 0
    for written, marked in clauses:
        size += len(written) + 1
        if size > most + 1:
            break
        taken.append(marked)
    return quoted("，".join(taken)) if taken else ""


def fit(text: str) -> bool:
    """Whether a passage may be taken over: it claims nothing it cannot prove, and breaks no wording rule."""
    return not _STRONG.search(text) and not wording.scan(text)


def telling(clauses: list[tuple[str, str]], *, periodic: bool) -> tuple[int, list[tuple[str, str]]]:
    """How telling a narrative is, and the clauses worth telling.

    Of what is told of one quarter only, a concrete deed at a place is preferred to a number of that quarter.
    """
    sound = [clause for clause in clauses if fit(clause[0]) and not _WEAK.search(clause[0])]
    if not sound:
        return 0, []
    concrete = [clause for clause in sound if _PLACE.search(clause[0]) and len(clause[0]) >= 8]
    counted = bool(re.search(r"[0-9]", sound[0][0])) and sound[0] == clauses[0]
    if concrete and (periodic or not counted):
        return 2 + bool(re.search(r"[0-9]|“", concrete[0][0])), concrete[:1]
    many = max((int(number) for number in re.findall(r"[0-9]+", sound[0][0])), default=0) >= _MANY
    return 1 + (counted and many), list(takewhile(sound.__contains__, clauses)) if counted else sound[:1]


def dated(text: str) -> bool:
    """Whether the words themselves say of which stretch of the year they speak, or count nothing."""
    return bool(_SEASON.search(text)) or not re.search(r"[0-9]", text)


def distinct(texts: Iterable[str]) -> Iterator[int]:
    """For each text how many others of the list are much like it: the fewer, the more it tells."""
    listed = list(texts)
    for mine in listed:
        yield sum(alike(mine, other) for other in listed) - 1


def alike(one: str, other: str) -> bool:
    """Whether two texts tell the same thing with other numbers and places: half the pairs of signs agree."""
    mine, theirs = _grams(one), _grams(other)
    return bool(mine) and len(mine & theirs) * 2 > min(len(mine), len(theirs))


@cache
def _grams(text: str) -> frozenset[str]:
    plain = re.sub(r"[^\u4e00-\u9fff]", "", text)
    return frozenset(plain[place : place + 2] for place in range(len(plain) - 1))


def of_note(figures: Figures, submission: Submission, target: str, text: str) -> QuotedPassage:
    return QuotedPassage(text, tuple(figures.in_note(submission, target, text)))


def of_list(figures: Figures, submission: Submission, key: str, place: int, text: str) -> QuotedPassage:
    """`text` is all of the item's words."""
    return QuotedPassage(text, tuple(figures.in_list(submission, key, place)))
