"""Where a text says that targets it names are reached: of which targets and places, and whether the data say so.

Everything here is a list of what is allowed: a sentence built otherwise is not judged at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from mzgz.language import read
from mzgz.language.pattern_search import expression
from mzgz.progress import Progress
from mzgz.publishing.claim_conditions import phrase_of
from mzgz.publishing.verify.figure_lookup import Register
from mzgz.publishing.verify.sentences import Sentence
from mzgz.publishing.verify.target_mentions import Naming
from mzgz.publishing.verify.words_between_name_and_number import OTHER, alone, of_future, of_next_year, of_now

_NAME, UNIT = "\ue011", "\ue012"
_NAMES: Final = rf"{_NAME}+(?:[、和与及]{_NAME}+)*"
_UNITS: Final = rf"{UNIT}+(?:[、和与及]{UNIT}+)*"
_HEAD: Final = rf"(?:^|(?<=[，；：]))(?P<head>[^，；：{_NAME}{UNIT}]*?)"
_SPAN: Final = r"(?:年度|全年|今年|本年|既定|预期|规定|考核|市里|下达|确定|的)*"
_ADVERB: Final = (
    r"(?:现已|已经?|也|均|都|全部|全面|目前|总体|整体|顺利|圆满|如期|按期|按时|提前|成功|率先|超额|一次性|双双)"
)
_SAID: Final = rf"(?P<said>(?P<adverb>{_ADVERB}*)(?:达标|达到了?{_SPAN}(?:目标|要求|标准)(?:任务|值|要求)?|(?P<done>完成|实现)了?{_SPAN}(?:目标|任务|指标)*))"
_SHOWN: Final = rf"(?:(?:已经?)?(?:达到?|为|是|提高到|上升到|升至)了?{OTHER}+，)?"
_END: Final = r"(?P<past>了?)(?=[，；。！]|$)"
_FORMS: Final = (
    re.compile(
        rf"{_HEAD}(?P<units>{_UNITS})?的?(?P<names>{_NAMES})的?{_SPAN}(?:目标|任务|指标|工作)*{_SHOWN}{_SAID}{_END}"
    ),
    re.compile(
        rf"{_HEAD}(?P<units>{_UNITS})?的?(?P<said>(?P<adverb>{_ADVERB}*)(?P<done>完成|实现|达到))(?P<past>了?){_SPAN}"
        rf"(?P<names>{_NAMES})的?{_SPAN}(?:目标|任务|指标|要求)+(?=[，；。！]|$)"
    ),
)
_CITY: Final = expression("全市|我市|本市")
_UNDONE: Final = expression(r"还|仍|尚|需|是.{0,8}(?:目标|任务|关键|重点)")


@dataclass(frozen=True, slots=True)
class Statement:
    """`start`..`end` of the sentence hold names and claim, `said`..`end_said` the claim alone; `scope` is what it speaks
    of; `done` whether it calls a task fulfilled, not a level reached."""

    start: int
    end: int
    said: int
    end_said: int
    scope: tuple[Progress, ...]
    done: bool

    @property
    def of_the_city(self) -> bool:
        """Whether it speaks of one target of the whole city."""
        return len(self.scope) == 1 and self.scope[0].node.kind == "city"

    @property
    def untrue(self) -> Progress | None:
        """The first of which the data say otherwise."""
        return next((progress for progress in self.scope if _untrue(progress, done=self.done)), None)

    @property
    def unknown(self) -> Progress | None:
        """The first the data cannot tell, because a return is missing."""
        return next((progress for progress in self.scope if _judged(progress) and progress.missing), None)


def masked(text: str, naming: Naming, others: list[tuple[int, int]]) -> str:
    """The text with names of targets and units and other numbers as signs of the same length."""
    spans = [(first, last, UNIT if code else OTHER) for first, last, code in naming.units(text)]
    spans += [(m.start, m.end, OTHER if m.role else _NAME) for m in naming.mentions(text)]
    for first, last, sign in [*((*other, OTHER) for other in others), *spans]:
        text = text[:first] + sign * (last - first) + text[last:]
    return text


def numbers(sentence: Sentence) -> list[tuple[int, int]]:
    """Places of all numbers of a sentence, linked or typed."""
    linked = [(link.start - sentence.start, link.end - sentence.start) for link, _ in sentence.links]
    return sorted({*linked, *((quantity.start, quantity.end) for quantity in read(sentence.text))})


def statements(sentence: Sentence, register: Register, naming: Naming) -> Iterator[Statement]:
    """What a sentence certainly says to be reached."""
    if sentence.text.endswith("？"):
        return
    others = numbers(sentence)
    text = masked(sentence.text, naming, others)
    for form in _FORMS:
        for match in form.finditer(text):
            start = match.start("units") if match["units"] else match.start("names")
            if not alone(sentence.text, match.start(), start, others) or not _asserted(sentence, match, register):
                continue
            if scope := _scope(sentence, match, register, naming):
                done = match["done"] in ("完成", "实现")
                yield Statement(match.start("head"), match.end(), *match.span("said"), tuple(scope), done)


def _asserted(sentence: Sentence, match: re.Match[str], register: Register) -> bool:
    """Whether it is told as a fact: not as a heading, a wish, or what the next year is to bring."""
    if of_future(sentence.text, match.start("said")) or _UNDONE.search(sentence.text, match.end()):
        return False
    if match["adverb"] or match["past"]:
        return True
    ended = sentence.text[match.end() : match.end() + 1] in ("。", "！")
    return ended and not of_next_year(sentence.paragraph.headings, register.board.year)


def _scope(sentence: Sentence, match: re.Match[str], register: Register, naming: Naming) -> list[Progress]:
    board = register.board
    units = [code for first, _, code in naming.units(sentence.text) if _within(first, match, "units")]
    targets = [m.target for m in naming.mentions(sentence.text) if _within(m.start, match, "names")]
    if not units and not _of_city(sentence, match.start("names"), match["head"], naming):
        return []
    found = [board.part(each, code) for each in targets for code in units] or [board.city(each) for each in targets]
    quantities = list(read(sentence.text))
    timely = all(each.period and of_now(sentence.text, quantities, match.end("said"), each.period) for each in found)
    return found if timely else []


def _within(place: int, match: re.Match[str], group: str) -> bool:
    return match.start(group) <= place < match.end(group)


def _of_city(sentence: Sentence, place: int, head: str, naming: Naming) -> bool:
    """Whether nothing before it, in the paragraph or a heading over it, names a single unit."""
    paragraph = sentence.paragraph
    if _CITY.search(head):
        return True
    before = (paragraph.text[: sentence.start + place], *paragraph.headings)
    return not paragraph.in_table and not any(naming.units(text) for text in before)


def _judged(progress: Progress) -> bool:
    return progress.target.judges and progress.speaks and progress.state != "not_applicable"


def _untrue(progress: Progress, *, done: bool) -> bool:
    """Missed as the figures stand; a task also where it was missed at its date and never made good."""
    if not _judged(progress) or progress.met is True:
        return False
    if done and progress.met is False and progress.made_good is None:
        return True
    return progress.met_now is False and not _seems_met(progress)


def _seems_met(progress: Progress) -> bool:
    """Whether the figure itself is at the goal; an earlier month may still have missed it."""
    goal, value = progress.goal, progress.value
    return goal is not None and goal.threshold is not None and value is not None and goal.met(value) is True


def missed(progress: Progress) -> str:
    """What the data say of a target not reached, or not known to be."""
    return f"{phrase_of(progress)}{'，此前有的月份没有达到' if _seems_met(progress) else ''}"
