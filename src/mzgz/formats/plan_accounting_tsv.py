"""The account of a document as a table: paragraph, from, to, class, why, words."""

from __future__ import annotations

import re

from mzgz.intake.extract.accounting import account
from mzgz.intake.extract.class_words import CLASS_WORDS
from mzgz.intake.extract.plan_lines import PlanReading

_CONTROLS = re.compile(r"[\x00-\x1f\x7f]+")
_HEAD = "段\t起\t止\t类别\t依据\t原文\n"


def accounting_tsv(reading: PlanReading) -> str:
    """One stretch a line; tabs and breaks in words become blanks, so that a line stays a line."""
    rows = (
        f"{one.line}\t{one.start}\t{one.end}\t{CLASS_WORDS.get(one.sort, one.sort)}\t{_plain(one.why)}\t{_plain(one.text)}\n"
        for one in account(reading)
        if one.end > one.start
    )
    return _HEAD + "".join(rows)


def _plain(text: str) -> str:
    words = _CONTROLS.sub(" ", text)
    return f"'{words}" if words[:1] in ("=", "+", "-", "@") else words
