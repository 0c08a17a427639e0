"""A .docx that people have edited, read back: its paragraphs with their headings, and every number that kept its mark."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from mzgz.formats.docx.chart_reader import read_charts
from mzgz.formats.docx.document_properties import Remembered, read_custom
from mzgz.formats.docx.number_mark_reader import Mark, joined, links_of
from mzgz.formats.docx.own_revisions import accept_own
from mzgz.formats.docx.package_reader import OpenedPackage, Unreadable, open_package
from mzgz.formats.docx.passage_marks import read_passage
from mzgz.formats.docx.text_reader import ReadParagraph, Story, told
from mzgz.formats.docx.xml_markup import Element, clark
from mzgz.model.edited_document import Link, PrintedDocument, PrintedParagraph

_STORIES = (("footnotes", "脚注"), ("endnotes", "尾注"), ("header", "页眉"), ("footer", "页脚"))
_MOST_STORIES = 200
_HEADING = re.compile(r"heading ?([1-9])")
_ANNEX = re.compile(r"附件\s*[0-9一二三四五六七八九十]*")
_TITLE = 60
"""Characters; longer lines under 附件 are text."""
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")


@dataclass
class TextPart:
    """A part with text, as a tree that can be changed."""

    name: str
    root: Element
    story: str
    paragraphs: list[ReadParagraph]
    marks: list[Mark] = field(default_factory=list)
    accepted: int = 0
    """Revisions of an earlier refresh that were accepted while it was read."""


@dataclass
class Returned:
    """An edited document: as plain values, and as the parts it was read from."""

    package: OpenedPackage
    parts: list[TextPart]
    document: PrintedDocument
    styles: dict[str, str] = field(default_factory=dict)
    """The ids of its styles by their names."""

    @property
    def marks(self) -> list[Mark]:
        """In the order of the links of `document`."""
        return [mark for part in self.parts for mark in part.marks]

    @property
    def places(self) -> Iterator[tuple[TextPart, ReadParagraph]]:
        """In the order of the paragraphs of `document`."""
        return ((part, paragraph) for part in self.parts for paragraph in part.paragraphs)


def read(data: bytes, accepting: str = "") -> Returned:
    """Read an edited .docx; revisions an earlier refresh left in the name of `accepting` are accepted.

    Raises Unreadable, whose message is for the user.
    """
    package = open_package(data)
    parts = list(_parts(package, accepting))
    kept = _properties(package)
    levels = heading_levels(package)
    links = links_of([mark for part in parts for mark in part.marks], dict(kept.figures))
    paragraphs = tuple(_paragraphs(parts, links, levels))
    charts = tuple(read_charts(package, parts[0].paragraphs))
    document = PrintedDocument(kept.name, paragraphs, kept.figures, kept.passages, charts, kept.properties)
    return Returned(package, parts, document, _styles(package))


def _parts(package: OpenedPackage, accepting: str) -> Iterator[TextPart]:
    names = {package.main: ""}
    for kind, target in package.related(package.main):
        story = dict(_STORIES).get(kind)
        if story and target in package and len(names) < _MOST_STORIES:
            names.setdefault(target, story)
    for name, story in sorted(names.items(), key=lambda item: (_rank(item[1]), item[0])):
        root = package.tree(name)
        if not story and root.tag != clark("w:document"):
            if root.tag.endswith("}workbook"):
                raise Unreadable("是表格；核对和更新的是 .docx 文稿")
            raise Unreadable("不是 Word 文稿（正文的格式不认得），请用 Word 或 WPS 打开后另存为 .docx，再来核对")
        accepted = accept_own(root, accepting)
        read_: Story = told(root)
        yield TextPart(name, root, story, read_.paragraphs, joined(read_.marks), accepted)


def _rank(story: str) -> int:
    return next((place for place, (_, name) in enumerate(_STORIES, 1) if name == story), 0)


def _paragraphs(parts: list[TextPart], links: list[Link], levels: dict[str, int]) -> Iterator[PrintedParagraph]:
    by_paragraph: dict[tuple[str, int], list[Link]] = {}
    marks = [(part.name, mark) for part in parts for mark in part.marks]
    for (name, mark), link in zip(marks, links, strict=True):
        by_paragraph.setdefault((name, mark.paragraph), []).append(link)
    place = 0
    numbers: dict[str, int] = {}
    outside: dict[str, int] = {}
    for part in parts:
        over = _Headings()
        for own, paragraph in enumerate(part.paragraphs):
            numbers[part.story] = number = numbers.get(part.story, 0) + 1
            text, level = _CONTROL.sub("·", paragraph.text), levels.get(paragraph.style, 0)
            outside[part.story] = outside.get(part.story, 0) + (paragraph.place is None)
            over.meet(text.strip(), level, in_table=paragraph.place is not None)
            yield PrintedParagraph(
                place=place,
                story=part.story,
                number=number,
                text=text,
                headings=over.told,
                links=tuple(sorted(by_paragraph.get((part.name, own), ()), key=lambda link: link.start)),
                is_heading=level > 0,
                cell=paragraph.place.told() if paragraph.place else None,
                outside=outside[part.story],
                marks=tuple(begun for node in paragraph.marks if (begun := read_passage(node))),
            )
            place += 1


class _Headings:
    """The headings passed on the way through a part; an annex begins anew under its own title."""

    def __init__(self) -> None:
        self._open: list[tuple[int, str]] = []
        self._own: tuple[int, str] | None = None
        self._annex = ""

    @property
    def told(self) -> tuple[str, ...]:
        """Those over the paragraph that was met last; its own text is none of them."""
        return tuple(text for _, text in self._open if text)

    def meet(self, text: str, level: int, *, in_table: bool) -> None:
        """Pass a paragraph; `level` is 0 for what is no heading."""
        self._open += [self._own] if self._own else []
        self._own = (level, text) if level and text else None
        if level:
            self._open = [item for item in self._open if item[0] < level]
        if in_table or not text:
            self._annex = "" if in_table else self._annex
        elif _ANNEX.fullmatch(text):
            self._open, self._own, self._annex = [], (1, text), text
        elif self._annex and not level and len(text) <= _TITLE and not text.endswith("。"):
            self._open, self._own, self._annex = [], (1, f"{self._annex} {text}"), ""
        else:
            self._annex = ""


def _styles(package: OpenedPackage) -> dict[str, str]:
    name = next((target for kind, target in package.related(package.main) if kind == "styles"), "")
    if name not in package:
        return {}
    return {
        called.get(clark("w:val"), "").casefold(): style.get(clark("w:styleId"), "")
        for style in package.tree(name).iter(clark("w:style"))
        if (called := style.find(clark("w:name"))) is not None
    }


def heading_levels(package: OpenedPackage) -> dict[str, int]:
    """The style ids of headings, whatever a program has called them, with their level."""
    name = next((target for kind, target in package.related(package.main) if kind == "styles"), "")
    if name not in package:
        return {}
    levels: dict[str, int] = {}
    for style in package.tree(name).iter(clark("w:style")):
        called = style.find(clark("w:name"))
        found = _HEADING.fullmatch("" if called is None else called.get(clark("w:val"), "").casefold())
        if found:
            levels[style.get(clark("w:styleId"), "")] = int(found[1])
    return levels


def _properties(package: OpenedPackage) -> Remembered:
    name = next((target for kind, target in package.related("") if kind == "custom-properties"), "")
    return read_custom(package.tree(name)) if name in package else Remembered()
