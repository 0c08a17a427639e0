"""Numbers in writing that is not read: found so that they can be shown to a person, never given a value."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import Final

from mzgz.language.number_reader import survey
from mzgz.language.pattern_search import expression
from mzgz.language.quantity import NumberSurvey, Skipped

_MEASURE: Final = r"(?= ?(?:[%％‰‱万亿千百]|个|人|户|张|家|名|位|件|项|次|处|所|条|起|元|座|例|份|场|台|倍|岁|天|年|期|批|辆|亩|吨|米|平方|公里|多|余))"
_FORMS: Final = (
    (
        re.compile(
            rf"(?<![队行])[壹贰叁肆伍陆柒捌玖拾](?:[壹贰叁肆伍陆柒捌玖零拾佰仟万亿]+|{_MEASURE})|[0-9]+[拾佰仟]" + _MEASURE
        ),
        "大写的数"),
    (re.compile(r"(?<![A-Za-z0-9])(?:[0-9]+[.,]?[OolI|]|[OolI](?=[0-9.]))[0-9OolI|.,]*" + _MEASURE), "夹着字母的数"),
    (re.compile(r"[0-9]*[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞]"), "分数记号"),
    (re.compile(r"(?:[①-⑳⑴-⒇⒈-⒛㈠-㈩㊀-㊉]|[Ⅰ-Ⅻⅰ-ⅻ]+)" + _MEASURE), "带圈或罗马的数"),
    (re.compile(r"[٠-٩۰-۹०-९]+"), "外文数字"),
    (re.compile(r"[0-9][0-9.]*(?:[eE][+-]?[0-9]+|[×xX*] ?10(?:\^|[⁰-⁹²³¹]).{0,3}?(?=[\u4e00-\u9fff]|$))"), "科学记数"),
    (re.compile(r"[“\"‘（(] ?[-−]?[0-9][0-9.,]*%? ?[”\"’）)]" + _MEASURE), "引号、括号里的数"),
    (re.compile(r"(?:俩|仨)(?=[人个]|[，。；、])"), "口语的数"),
)  # fmt: skip
_SHOWN: Final = frozenset(
    ("写法不明的数", "带上标、分数等记号", "位数过多", "编号或式子", "概数", "不是完整的数", "引号里的名称", "序号")
)
_BY_NUMBER: Final = expression(r"[0-9０-９]|[％%]")
_HAN: Final = expression(r"[\u4e00-\u9fff%％]")
_NAMES: Final = frozenset(("引号里的名称", "序号"))


def unread(text: str, reading: NumberSurvey | None = None) -> tuple[Skipped, ...]:
    """Numbers of a sentence that are meant as quantities and cannot be read: 56,1%, 1O2人, ½万, 壹佰贰拾, −12人."""
    reading = reading or survey(text)
    found = sorted(chain(_odd(text), _faulty(text, reading)), key=lambda each: (each.start, -each.end))
    kept: list[Skipped] = []
    for each in found:
        if not kept or each.start >= kept[-1].end:
            kept.append(each)
    return tuple(kept)


def _odd(text: str) -> Iterator[Skipped]:
    for form, reason in _FORMS:
        for match in form.finditer(text):
            yield Skipped(match.start(), match.end(), match[0], reason)


def _faulty(text: str, reading: NumberSurvey) -> Iterator[Skipped]:
    """What the reader passed over for its writing; of names only what is a bare number before a measure."""
    measured = re.compile(_MEASURE)
    for each in reading.skipped:
        if each.reason in _NAMES and not (measured.match(text, each.end) and _BY_NUMBER.search(each.text)):
            continue
        if each.reason == "编号或式子" and not _counts(text, each):
            continue
        if each.reason in _SHOWN:
            yield each


def _counts(text: str, each: Skipped) -> bool:
    """Whether a stuck number is a quantity all the same: +12人, 1/3, 12:5; 159＋X and A4 are not."""
    around = text[max(each.start - 1, 0) : each.start] + text[each.end : each.end + 1]
    return bool(_HAN.search(each.text) or set(around) & set("/:／："))
