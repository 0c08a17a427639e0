"""Where the honours of a level are counted: 国家级表彰2项."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from mzgz.language import Quantity
from mzgz.publishing.figures import BUREAU_ASPECTS
from mzgz.publishing.verify.assertions.clause_tokens import COUNT, MONTH, UNIT, Clause
from mzgz.publishing.verify.assertions.lazy_pattern import AssertionForm
from mzgz.publishing.verify.assertions.pattern_fragments import Assertion, Context, matched

_HONOURS: Final = AssertionForm(
    rf"(?P<level>国家级|自治区级|省级|国家|自治区|省)(?:的)?(?:各类)?(?:表彰|荣誉|奖励|奖项|荣誉称号|先进)?(?:共|达到?|累计)?(?P<number>{COUNT})"
)
_HONOURED: Final = AssertionForm("表彰|荣誉|奖|称号|先进")
_ASPECT: Final = {"国": "honours-national", "自": "honours-regional", "省": "honours-regional"}


def read_honours(clause: Clause, context: Context) -> Iterator[Assertion]:
    if not _HONOURED.search(clause.sentence.text) or re.search(f"[{UNIT}{MONTH}]", clause.code):
        return
    for match in _HONOURS.finditer(clause.code):
        reported = clause.tokens[match.start("number")].what
        if not isinstance(reported, Quantity) or reported.unit not in ("项", "个", "次") or reported.hedge:
            continue
        real = BUREAU_ASPECTS[_ASPECT[match["level"][0]]][1](context.board)
        yield matched(clause, *match.span(), reported.value == real, f"报来的{match['level']}荣誉是{real}项")
