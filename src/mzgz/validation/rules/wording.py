"""Wording: what must not stand in a narrative, and what reads badly in a document; every family read in one go."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Final

from mzgz.model.findings import Rule
from mzgz.validation.rules import (
    bracket_wording,
    confidential_wording,
    date_and_trend_wording,
    number_wording,
    percentage_point_wording,
    punctuation_wording,
    unfinished_wording,
    unit_wording,
)
from mzgz.validation.rules.wording_slip import Slip

_FAMILIES: Final = (
    confidential_wording,
    unfinished_wording,
    percentage_point_wording,
    punctuation_wording,
    number_wording,
    bracket_wording,
    date_and_trend_wording,
    unit_wording,
)
RULES: Final = tuple(sorted((rule for family in _FAMILIES for rule in family.RULES), key=lambda rule: rule.code))


def scan(text: str, spare: Iterable[str] = ()) -> list[tuple[Rule, str, tuple[int, int]]]:
    """All wording faults of a text, in order of place: the rule, the words, and their span.

    `spare` are names that may stand as they are, such as a bureau called XX市民政局 in a sample.
    """
    found = [(rule, slip) for rule in RULES for slip in slips(rule, text, tuple(spare))]
    found.sort(key=lambda pair: (pair[1].start, pair[0].code))
    return [(rule, text[slip.start : slip.end], (slip.start, slip.end)) for rule, slip in found]


def slips(rule: Rule, text: str, spare: tuple[str, ...]) -> list[Slip]:
    """What one wording rule finds in a text, outside the spared names."""
    raw: Sequence[Slip] = rule.check(text)
    if not raw or not spare:
        return list(raw)
    names = chain.from_iterable(re.finditer(re.escape(name), text) for name in spare if name)
    spans = [match.span() for match in names]
    return [slip for slip in raw if not any(start <= slip.start and slip.end <= end for start, end in spans)]
