"""A number replaced in place: as a tracked revision, or outright; the formatting of its first run is kept."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from mzgz.formats.docx.number_mark_names import Bookmark
from mzgz.formats.docx.number_mark_reader import Mark, name_of, rename
from mzgz.formats.docx.run_characters import fit
from mzgz.formats.docx.xml_markup import Element, clark, put_text
from mzgz.model.edited_document import digest

_ID, _AUTHOR, _DATE = (clark(f"w:{name}") for name in ("id", "author", "date"))
_PROPERTIES, _TEXT, _RUN = (clark(f"w:{name}") for name in ("rPr", "t", "r"))
_FIELD, _FIELD_TYPE = clark("w:fldChar"), clark("w:fldCharType")
_NEAR = 20
_PARAGRAPH, _CONTROL = clark("w:p"), clark("w:sdt")
_SAID = frozenset(map(clark, ("w:t", "w:tab", "w:br", "w:cr", "w:noBreakHyphen", "w:softHyphen", "w:sym")))
_NUMBERED = frozenset(map(clark, ("w:ins", "w:del", "w:moveFrom", "w:moveTo", "w:rPrChange", "w:pPrChange")))
_MOST_ID = 2**31 - 10_000_000


@dataclass
class Reviser:
    """Writes revisions in one name and of one day; ids go on from those already given out in the package."""

    author: str
    day: str
    tracked: bool
    last_id: int = field(default=0)

    def renew(self, mark: Mark, text: str) -> bool:
        """Put `text` where the mark stands; False where its runs cannot be replaced without touching other words."""
        runs = mark.runs
        if mark.parted or mark.tracked or not runs or not _whole(mark):
            return False
        if self.tracked:
            self._track(mark, text)
        else:
            _overwrite(runs, text)
        if mark.name is not None:
            rename(mark, renamed(name_of(mark), mark.name, text))
        return True

    def _track(self, mark: Mark, text: str) -> None:
        """The old runs struck out, one new run in their place.

        What is struck out goes before the control or the field, inside the bookmark: some programs forget revisions in
        there and would show both numbers.
        """
        runs, control = mark.runs, _around(mark.runs)
        if control is not None and mark.bookmark is not None and control in mark.bookmark.iterancestors():
            control.addprevious(mark.bookmark)
        new = etree.Element(_RUN)
        properties = runs[0].find(_PROPERTIES)
        if properties is not None:
            new.append(copy.deepcopy(properties))
        put_text(new, fit(text))
        struck, added = [self.revision("del") for _ in runs], self.revision("ins")
        added.append(new)
        runs[-1].addnext(added)
        ahead = _field_start(runs[0]) if control is None else control
        for run, deletion in zip(runs, struck, strict=True):
            (run if ahead is None else ahead).addprevious(deletion)
            deletion.append(run)
            for content in run.iter(_TEXT):
                content.tag = clark("w:delText")

    def revision(self, kind: str) -> Element:
        """A revision without content: `ins` or `del`."""
        self.last_id += 1
        element = etree.Element(clark(f"w:{kind}"))
        element.set(_ID, str(self.last_id))
        element.set(_AUTHOR, self.author)
        element.set(_DATE, f"{self.day}T00:00:00Z")
        return element


def _around(runs: list[Element]) -> Element | None:
    """The control that holds the runs and no other words, whether or not it kept its tag."""
    control = next((node for node in runs[0].iterancestors(_CONTROL, _PARAGRAPH)), None)
    if control is None or control.tag != _CONTROL:
        return None
    content = [run for run in control.iter(_RUN) if any(node.tag in _SAID for node in run)]
    return (
        control if all(run in runs for run in content) and all(control in run.iterancestors() for run in runs) else None
    )


def _field_start(run: Element) -> Element | None:
    """The run with which the field begins whose result holds `run`."""
    ended = 0
    for place, before in enumerate(run.itersiblings(preceding=True)):
        for sign in before.iter(_FIELD):
            kind = sign.get(_FIELD_TYPE)
            ended += (kind == "end") - (kind == "begin")
            if ended < 0:
                return before
        if place > _NEAR:
            break
    return None


def renamed(name: str, read: Bookmark, text: str) -> str:
    """The bookmark's name with the digest of the new text; what marks it as a copy stays."""
    head = f"_mz_{read.figure}{read.occurrence:02x}_"
    return f"{head}{digest(text)}{name[len(head) + 8 :]}"


def highest_id(roots: Iterator[Element]) -> int:
    """The highest number any revision has, so that new ones do not repeat it."""
    numbers = (
        int(found)
        for root in roots
        for node in root.iter(*_NUMBERED)
        if (found := node.get(_ID, "")).isascii() and found.isdecimal() and len(found) < 11
    )
    return min(max(numbers, default=0), _MOST_ID)


def _whole(mark: Mark) -> bool:
    """Whether the runs say exactly what the mark says: a run that reaches beyond it is left alone."""
    content = "".join(
        (node.text or "") if node.tag == _TEXT else "\t" for run in mark.runs for node in run if node.tag in _SAID
    )
    return len(content) == len(mark.text)


def _overwrite(runs: list[Element], text: str) -> None:
    """The text into the first run that has any, the others emptied."""
    first = True
    for run in runs:
        for node in [child for child in run if child.tag in _SAID]:
            if first and node.tag == _TEXT:
                node.text = fit(text)
                first = False
            else:
                run.remove(node)
