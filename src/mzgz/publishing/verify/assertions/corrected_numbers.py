"""A number put right in the same breath: 不是55%，而是56.1%. What it was said to be is told of nobody, what it is, is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from mzgz.language import Quantity
from mzgz.publishing.verify.assertions.clause_tokens import COUNT, PERCENT, Clause
from mzgz.publishing.verify.assertions.figure_spoken_of import figures_spoken_of
from mzgz.publishing.verify.assertions.lazy_pattern import AssertionForm
from mzgz.publishing.verify.assertions.pattern_fragments import Assertion, Context, matched, within

_PUT_RIGHT: Final = AssertionForm(
    rf"(?:经[^，]{{0,6}}(?:核实|核对|核查|复核|查实|比对)后?|现|已|后来?|最终|最后)?(?:经[^，]{{0,6}}(?:核实|核对|核查|复核|查实|比对)后?|而|其实|实际上?|事实上|应当?|应该|更正|订正|改正|纠正|修正|核实后?|核定|核减后?|核增后?|真实|准确|正确|实)(?:的?(?:数字?|数据|数值|情况|说法|结果|值))?"
    rf"(?:是|为|应为|应是|达到?|到|只有|仅为|仅有|有|成)(?P<value>[{PERCENT}{COUNT}])[。！]*$"
)


_INSTEAD: Final = AssertionForm(
    rf"[^，]*(?:[由从把将]|原(?:报|为|写)?)?(?P<before>[{PERCENT}{COUNT}])(?:的?(?:更正|订正|改正|修正|纠正|核减|核增|核实|校正)|改)(?:为|成|到)(?P<value>[{PERCENT}{COUNT}])[。！]*$"
)
"""由55%更正为56.1%: the former is nobody's."""


def _form(clause: Clause) -> re.Match[str] | None:
    return _PUT_RIGHT.fullmatch(clause.code) or _INSTEAD.fullmatch(clause.code)


def puts_right(clause: Clause) -> bool:
    return _form(clause) is not None


def read_put_right(clause: Clause, context: Context) -> Iterator[Assertion]:
    match = _form(clause)
    said = clause.tokens[match.start("value")].what if match else None
    if match is None or not isinstance(said, Quantity) or len(context.units) > 1:
        return
    verdicts = []
    for figure in figures_spoken_of(clause, context, (said,)):
        value = figure.of_unit(context.units[0]) if context.units else figure.of_all()
        if value is None or not figure.measures(said):
            return
        verdicts.append((within(said, value), figure.told(context.units)))
    if verdicts:
        holds = any(so for so, _ in verdicts)
        yield matched(clause, match.start("value"), match.end("value"), holds, verdicts[0][1], decides=True)
