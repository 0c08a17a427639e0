"""Sweeping words: whether they are said of everything a place was set to do, or of something no data speak of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from mzgz.language import read
from mzgz.language.pattern_search import expression
from mzgz.publishing.verify.figure_lookup import Register
from mzgz.publishing.verify.reached import UNIT, masked, numbers
from mzgz.publishing.verify.sentences import Sentence
from mzgz.publishing.verify.target_mentions import Naming
from mzgz.publishing.verify.words_between_name_and_number import OTHER, alone, of_future, of_next_year, of_now

_WORDS: Final = expression(r"(?:全面|全部|超额|圆满)完成(?!的|后|之|以)|(?:全面|全部)达标(?!的|后|之|以)")
_DENIED: Final = expression(r"(?:未|没有?|不|难以|尚|推动|推进|加快|实现)$")
_ANY: Final = (
    rf"(?:[、的{OTHER}]|全市|我市|本市|我们|全局|目前|截至|今年|本年度?|全年|年度|年底|底|末|年初|各项|所有|全部|一系列|"
    r"确定|部署|下达|安排|承担|既定|预期|民政|重点|主要|刚性|约束性|工作|事业|发展|目标|任务|指标|事项|项|均|都|已经?|圆满|如期|按期|顺利|提前)*"
)
_EVERYTHING: Final = expression(
    rf"{_ANY}(?:{UNIT}+(?:[、和与及]{UNIT}+)*)?{_ANY}(?:全面|全部|基本|超额|圆满)完成了?{_ANY}"
)
_TASKS: Final = expression("任务|目标|事项|指标")


class Sweep(NamedTuple):
    """A sweeping word and its place in the sentence."""

    start: int
    words: str


def everything(sentence: Sentence, clause: tuple[int, int], naming: Naming) -> tuple[str, ...] | None:
    """The units all of whose tasks a clause speaks of; none for the city's, None where it is about something else."""
    start, end = clause
    text = masked(sentence.text, naming, numbers(sentence))[start:end]
    if not _TASKS.search(text) or not _EVERYTHING.fullmatch(text):
        return None
    return tuple(code for first, _, code in naming.units(sentence.text) if start <= first < end)


def sweeps(sentence: Sentence, register: Register, naming: Naming) -> Iterator[Sweep]:
    """Sweeping words told as facts of here and now, in a sentence without a single linked number."""
    paragraph, text = sentence.paragraph, sentence.text
    year, month = register.board.year, register.board.reference
    plain = not (sentence.links or paragraph.in_table or paragraph.is_heading or text.endswith("？"))
    if month is None or not plain or of_next_year(paragraph.headings, year):
        return
    others, quantities = numbers(sentence), list(read(text))
    for match in _WORDS.finditer(text):
        place = match.start()
        rendered = not _DENIED.search(text[:place]) and not of_future(text, place)
        if rendered and alone(text, place, place, others) and of_now(text, quantities, place, month):
            yield Sweep(place, match[0])
