"""The marks of numbers in a document that was edited: controls found by tag, bookmarks by name, and which belong together.

A program that writes .doc makes a form field of a control, and gives it the name of the bookmark.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from mzgz.formats.docx.number_mark_names import PREFIX, Bookmark, read_bookmark
from mzgz.formats.docx.xml_markup import Element, clark
from mzgz.model.edited_document import Link, digest

MOST_RUNS = 64
"""A number that people have split further is no number any more."""

_MOST_ALIKE = 20
"""Marks of one number in one paragraph among which a partner is looked for."""

_NAME, _VAL = clark("w:name"), clark("w:val")
_FIELD_NAME = f"{clark('w:ffData')}/{clark('w:name')}"
_TAG = f"{clark('w:sdtPr')}/{clark('w:tag')}"


@dataclass(eq=False)
class Mark:
    """One marked number while its document is read, and later where it is changed."""

    paragraph: int
    start: int
    figure: str = ""
    key: str = ""
    control: Element | None = None
    bookmark: Element | None = None
    """What carries the bookmark's name: the start of the bookmark, or the name of a form field."""
    name: Bookmark | None = None
    pieces: list[str] = field(default_factory=list)
    runs: list[Element] = field(default_factory=list)
    tracked: bool = False
    parted: bool = False
    left: bool = False
    """Its words were moved away, with tracking."""
    buried: bool = False
    """It begins in struck out text."""
    order: int = 0

    @property
    def text(self) -> str:
        return "".join(self.pieces)

    def add(self, run: Element, text: str, paragraph: int) -> None:
        """Take in a piece of text that stands inside the mark."""
        self.parted = self.parted or paragraph != self.paragraph
        if not self.runs or self.runs[-1] is not run:
            self.parted = self.parted or len(self.runs) >= MOST_RUNS
            if len(self.runs) <= MOST_RUNS:
                self.runs.append(run)
        if paragraph == self.paragraph and len(self.runs) <= MOST_RUNS:
            self.pieces.append(text)

    def same_figure(self, other: Mark) -> bool:
        shorter, longer = sorted((self.key, other.key), key=len)
        return longer.startswith(shorter)


def mark_of_control(control: Element, paragraph: int, start: int) -> Mark | None:
    """The mark of a content control, where its tag is one of ours."""
    found = control.find(_TAG)
    tag = "" if found is None else found.get(_VAL, "")
    if not tag.startswith(PREFIX) or len(tag) == len(PREFIX):
        return None
    named = tag[len(PREFIX) :]
    _, mark, tail = named.rpartition("~")
    shortened = mark and len(tail) == 12 and all(c in "0123456789abcdef" for c in tail)
    if shortened:
        return Mark(paragraph, start, "", tail, control)
    return Mark(paragraph, start, named, digest(named, 40), control)


def mark_of_bookmark(bookmark: Element, paragraph: int, start: int) -> Mark | None:
    """The mark of a bookmark, where its name is one of ours."""
    read = read_bookmark(bookmark.get(_NAME, ""))
    return None if read is None else Mark(paragraph, start, "", read.figure, bookmark=bookmark, name=read)


def mark_of_field(begin: Element, paragraph: int, start: int) -> Mark | None:
    """The mark of a form field, where it is named like one of our bookmarks."""
    named = begin.find(_FIELD_NAME)
    read = None if named is None else read_bookmark(named.get(_VAL, ""))
    return None if read is None else Mark(paragraph, start, "", read.figure, bookmark=named, name=read)


def rename(mark: Mark, name: str) -> None:
    """Give the bookmark or form field of a mark another name."""
    if mark.bookmark is not None:
        mark.bookmark.set(_VAL if mark.bookmark.tag == _NAME else _NAME, name)


def retag(mark: Mark, tag: str, alias: str) -> None:
    """Give the control of a mark the tag and the name of another figure."""
    properties = None if mark.control is None else mark.control.find(clark("w:sdtPr"))
    for name, text in (("w:tag", tag), ("w:alias", alias)):
        found = None if properties is None else properties.find(clark(name))
        if found is not None:
            found.set(_VAL, text)


def name_of(mark: Mark) -> str:
    """The name its bookmark or form field has."""
    return "" if mark.bookmark is None else mark.bookmark.get(_VAL if mark.bookmark.tag == _NAME else _NAME, "")


def joined(marks: Iterable[Mark]) -> list[Mark]:
    """Controls and bookmarks of the same number made one mark, in the order of the text.

    A control stands inside its bookmark; a program that tracks changes may leave the bookmark empty beside it.
    """
    kept: list[Mark] = []
    waiting: dict[tuple[int, str], deque[Mark]] = defaultdict(lambda: deque(maxlen=_MOST_ALIKE))
    for mark in sorted(marks, key=lambda mark: mark.order):
        alike = waiting[mark.paragraph, mark.key[:8]]
        partner = next((other for other in alike if _pair(other, mark)), None)
        if partner is None:
            alike.append(mark)
            kept.append(mark)
        else:
            alike.remove(partner)
            _take(partner, mark)
    here = {mark.key[:8] for mark in kept if mark.left and not mark.text}
    told = {mark.key[:8] for mark in kept if mark.text} & here if here else here
    return [mark for mark in kept if not (mark.left and not mark.text and mark.key[:8] in told)]


def _pair(one: Mark, other: Mark) -> bool:
    if (one.bookmark is None) == (other.bookmark is None) or (one.control is None) == (other.control is None):
        return False
    nested = bool(one.runs and other.runs and one.runs[0] is other.runs[0])
    beside = not one.runs or not other.runs
    return one.same_figure(other) and (nested or beside)


def _take(kept: Mark, other: Mark) -> None:
    """Put what both know into the first: the text is the bookmark's, which may reach further, unless it is empty."""
    wider = kept if kept.bookmark is not None and kept.runs else other if other.bookmark is not None else kept
    wider = wider if wider.runs else (other if wider is kept else kept)
    kept.pieces, kept.runs, kept.start = wider.pieces, wider.runs, wider.start
    kept.figure = kept.figure or other.figure
    kept.key = max(kept.key, other.key, key=len)
    kept.control = other.control if kept.control is None else kept.control
    kept.bookmark = other.bookmark if kept.bookmark is None else kept.bookmark
    kept.name = kept.name or other.name
    kept.tracked, kept.parted = kept.tracked or other.tracked, wider.parted
    kept.left = kept.left or other.left


def links_of(marks: Sequence[Mark], issued: Mapping[str, int]) -> list[Link]:
    """The marks as plain values; those that double another are told apart as copies."""
    copies = _copies(marks, issued)
    return [
        Link(
            place=place,
            figure=mark.figure,
            key=mark.key,
            text=mark.text,
            start=mark.start,
            drawn=mark.name.text if mark.name else None,
            copied=place in copies,
            tracked=mark.tracked,
            parted=mark.parted,
        )
        for place, mark in enumerate(marks)
    ]


def _copies(marks: Sequence[Mark], issued: Mapping[str, int]) -> set[int]:
    """By the bookmark's name, or where it has none by more of them than the document was written with."""
    copies: set[int] = set()
    named: set[tuple[str, int]] = set()
    whole: Counter[str] = Counter()
    for place, mark in enumerate(marks):
        if mark.name is None:
            continue
        key = (mark.name.figure, mark.name.occurrence)
        if mark.name.copied or key in named:
            copies.add(place)
        else:
            whole[mark.name.figure] += 1
        named.add(key)
    for place, mark in enumerate(marks):
        if mark.name is None:
            whole[mark.key[:8]] += 1
            if whole[mark.key[:8]] > issued.get(mark.key[:8], 1):
                copies.add(place)
    return copies
