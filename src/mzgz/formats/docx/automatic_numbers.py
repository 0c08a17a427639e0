"""The numbers Word writes itself in front of paragraphs: 一、 （一） 1. as the reader of the document sees them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from mzgz.formats.docx.package_reader import OpenedPackage
from mzgz.formats.docx.xml_markup import Element, clark
from mzgz.language import to_hanzi

_VAL: Final = clark("w:val")
_ID: Final = clark("w:numId")
_MOST_LEVELS: Final = 9
_CIRCLED: Final = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_CHINESE: Final = frozenset(
    "chineseCounting chineseCountingThousand japaneseCounting ideographDigital taiwaneseCounting taiwaneseCountingThousand "
    "chineseLegalSimplified japaneseLegal".split()
)


@dataclass(frozen=True, slots=True)
class NumberLevel:
    """One level of a list: how its number is written, with %1 for the number of the first level."""

    written: str
    form: str
    start: int


@dataclass(slots=True)
class AutomaticNumbers:
    """Counts the numbered paragraphs of a document as they come."""

    lists: dict[str, tuple[str, dict[int, NumberLevel]]] = field(default_factory=dict)
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    counts: dict[str, list[int]] = field(default_factory=dict)

    def number(self, paragraph: Element, style: str) -> str:
        """The number in front of a paragraph, as printed; nothing where it has none or only a bullet."""
        numbered, level = self._place(paragraph, style)
        if numbered not in self.lists or not 0 <= level < _MOST_LEVELS:
            return ""
        abstract, levels = self.lists[numbered]
        if level not in levels:
            return ""
        count = self.counts.setdefault(abstract, [0] * _MOST_LEVELS)
        count[level] = count[level] + 1 if count[level] else levels[level].start
        count[level + 1 :] = [0] * (_MOST_LEVELS - level - 1)
        if levels[level].form in ("bullet", "none"):
            return ""
        return re.sub(
            r"%([1-9])",
            lambda mark: _written(count[int(mark[1]) - 1] or 1, levels.get(int(mark[1]) - 1)),
            levels[level].written,
        )

    def _place(self, paragraph: Element, style: str) -> tuple[str, int]:
        properties = paragraph.find(f"{clark('w:pPr')}/{clark('w:numPr')}")
        if properties is None:
            return self.styles.get(style, ("", 0))
        numbered = _value(properties.find(_ID))
        return numbered or self.styles.get(style, ("", 0))[0], _whole(properties.find(clark("w:ilvl")))


def automatic_numbers(package: OpenedPackage) -> AutomaticNumbers:
    """The lists a document declares, and the styles that belong to one."""
    numbers = AutomaticNumbers()
    parts = dict(package.related(package.main))
    if (name := parts.get("numbering", "")) in package:
        _declare(numbers, package.tree(name))
    if (name := parts.get("styles", "")) in package:
        for style in package.tree(name).iter(clark("w:style")):
            properties = style.find(f"{clark('w:pPr')}/{clark('w:numPr')}")
            if properties is not None and (numbered := _value(properties.find(_ID))):
                numbers.styles[style.get(clark("w:styleId"), "")] = (numbered, _whole(properties.find(clark("w:ilvl"))))
    return numbers


def _declare(numbers: AutomaticNumbers, root: Element) -> None:
    abstracts: dict[str, dict[int, NumberLevel]] = {}
    for abstract in root.iter(clark("w:abstractNum")):
        levels = {
            int(level.get(clark("w:ilvl"), "0")): NumberLevel(
                _value(level.find(clark("w:lvlText"))),
                _value(level.find(clark("w:numFmt"))),
                _whole(level.find(clark("w:start")), 1),
            )
            for level in abstract.iter(clark("w:lvl"))
            if level.get(clark("w:ilvl"), "0").isdecimal()
        }
        abstracts[abstract.get(clark("w:abstractNumId"), "")] = levels
    for number in root.iter(clark("w:num")):
        abstract_id = _value(number.find(clark("w:abstractNumId")))
        if abstract_id in abstracts:
            numbers.lists[number.get(_ID, "")] = (abstract_id, abstracts[abstract_id])


def _written(number: int, level: NumberLevel | None) -> str:
    form = level.form if level else "decimal"
    if form in _CHINESE:
        return to_hanzi(number)
    if form.startswith("decimalEnclosedCircle"):
        return _CIRCLED[number - 1] if 1 <= number <= len(_CIRCLED) else f"（{number}）"
    if form in ("upperLetter", "lowerLetter") and 1 <= number <= 26:
        letter = chr(ord("A") + number - 1)
        return letter if form == "upperLetter" else letter.lower()
    return str(number)


def _value(node: Element | None) -> str:
    return "" if node is None else node.get(_VAL, "")


def _whole(node: Element | None, otherwise: int = 0) -> int:
    text = _value(node)
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else otherwise
