"""What to do about a finding, in the words of whoever is to do it: one text for a file, a form, a page and a letter.

A hint is written once, with the keys of a return as tokens: `advice("请⟦在 note⟧ 中写明经过")` tells the writer of a file
to write `note`, and everybody else to fill in “说明”.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import lru_cache
from typing import Final, Self

FIELD_LABELS: Final = {
    "numerator": "分子",
    "denominator": "分母",
    "value": "数值",
    "done": "是否完成",
    "on": "完成日期",
    "evidence": "凭据",
    "stage": "进展",
    "note": "说明",
    "not_applicable": "不适用原因",
    "pending": "待核日期",
}
"""What the fields of an entry are called wherever they are filled in without a file."""

SHEET_LABELS: Final = {"explanations": "情况说明", "highlights": "亮点", "honours": "荣誉", "problems": "问题"}
"""The lists of a return."""

KEY_LABELS: Final = {
    **FIELD_LABELS,
    **SHEET_LABELS,
    "unit": "单位",
    "period": "报告期",
    "received": "收到日期",
    "filled_by": "填报人",
    "approved_by": "审核人",
    "signed_by": "签发人",
    "entries": "填报内容",
    "section": "板块",
    "text": "内容",
    "title": "荣誉名称",
    "level": "级别",
    "recipient": "获得者",
    "rule": "规则",
    "target": "任务",
    "values": "说明哪几个数",
    "reason": "原因",
}
"""All keys of a return, as people call them."""

YES, NO = "是", "否"

_CHOICES: Final = {"true": YES, "false": NO}

_TOKEN: Final = re.compile(r"( ?)⟦([^⟦⟧]*)⟧( ?)")
_FILLING: Final = re.compile(r"(?:(?P<verb>\w+) )?(?P<key>[a-z_]+)(?:: (?P<content>.+))?")


class Reader(StrEnum):
    """Who reads a hint: the writer of a YAML file, the filler of a workbook or of a page, the receiver of a letter."""

    FILE = "file"
    FORM = "form"
    PAGE = "page"
    LETTER = "letter"


class Hint(str):
    """What to do, or a message that names a file. As a string it is the text for the writer of a file; `for_reader` has the others."""

    __slots__ = ("_texts",)
    _texts: Mapping[Reader, str]

    def __new__(cls, texts: Mapping[Reader, str]) -> Self:
        hint = super().__new__(cls, texts[Reader.FILE])
        hint._texts = texts
        return hint

    def for_reader(self, reader: Reader) -> str:
        return self._texts[reader]

    def __add__(self, other: str) -> Hint:
        return Hint({reader: self._texts[reader] + for_reader(other, reader) for reader in Reader})

    def __radd__(self, other: str) -> Hint:
        return Hint({reader: for_reader(other, reader) + self._texts[reader] for reader in Reader})

    def __getnewargs__(self) -> tuple[Mapping[Reader, str]]:  # type: ignore[override]
        return (self._texts,)


def for_reader(hint: str, reader: Reader) -> str:
    """The hint in the reader's words; a plain text is the same to all."""
    return hint.for_reader(reader) if isinstance(hint, Hint) else hint


def to_all(hint: str, change: Callable[[str], str]) -> str:
    """The hint with the same change in the words of every reader."""
    if not isinstance(hint, Hint):
        return change(hint)
    return Hint({reader: change(hint.for_reader(reader)) for reader in Reader})


@lru_cache(512)
def advice(template: str) -> Hint:
    """A hint from a text with tokens: a key `⟦note⟧`, a place `⟦在 note⟧ 中`, or what to fill in, `⟦改填 done: false⟧`.

    Raises KeyError for a key no return has.
    """
    return Hint({reader: _rendered(template, reader) for reader in Reader})


def either(file: str, people: str = "") -> Hint:
    """A piece of a hint that only a file's writer understands, and what everybody else is told instead."""
    return Hint({reader: file if reader is Reader.FILE else for_reader(people, reader) for reader in Reader})


def on_page(sheet: str, page: str) -> Hint:
    """What to do in a cell of a workbook, and in a blank of a page, which has no format and nothing to its right."""
    return Hint({reader: page if reader is Reader.PAGE else sheet for reader in Reader})


def _rendered(template: str, reader: Reader) -> str:
    if reader is Reader.FILE:
        return _TOKEN.sub(lambda match: "".join(match.groups()), template)
    # the spaces beside a key part it from Chinese; a quoted label needs none
    return _TOKEN.sub(lambda match: _token(match[2], reader), template)


def _token(text: str, reader: Reader) -> str:
    match = _FILLING.fullmatch(text)
    if match is None:
        raise KeyError(text)
    if reader is Reader.PAGE and match["key"] == "explanations":
        return f"{match['verb'] or ''}下面的“写说明”框"
    label = f"“{KEY_LABELS[match['key']]}”"
    if match["key"] in SHEET_LABELS and reader is not Reader.PAGE:
        label += "表"
    elif match["verb"] == "在":
        label += "栏"
    verb = {None: "", "写": "填"}.get(match["verb"], match["verb"])
    choice = _CHOICES.get(match["content"] or "")
    return f"{label}{verb}“{choice}”" if choice else f"{verb}{label}"
