"""A document brought up to date: the numbers that fell behind, comments beside words that no longer fit, nothing else.

Every member of the package that is not changed keeps its bytes.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from mzgz.formats.docx.comments import Remarker
from mzgz.formats.docx.document_properties import renewed as renewed_properties
from mzgz.formats.docx.document_properties import renewed_core
from mzgz.formats.docx.document_reader import Returned, TextPart
from mzgz.formats.docx.number_mark_reader import Mark, joined
from mzgz.formats.docx.package_additions import PackageAdditions
from mzgz.formats.docx.package_reader import OpenedPackage
from mzgz.formats.docx.passage_writer import PassageWriter
from mzgz.formats.docx.text_reader import ReadParagraph, told
from mzgz.formats.docx.tracked_changes import Reviser, highest_id
from mzgz.formats.docx.xml_markup import Element, clark
from mzgz.model.document import Document
from mzgz.model.document_changes import Changes
from mzgz.model.edited_document import Remark, Renewal

_DECLARATION = re.compile(rb"^\s*<\?xml[^>]*\?>\s*")


@dataclass(frozen=True)
class Refreshed:
    """The new file; `renewed` and `remarked` are those that could be written, in their order."""

    data: bytes
    renewed: tuple[Renewal, ...]
    remarked: tuple[Remark, ...]
    rewritten: int = 0
    """Sentences, cells, rows, paragraphs and charts that changed their words."""
    accepted: int = 0
    """Revisions of an earlier refresh that nobody had decided on."""


def refresh(
    returned: Returned,
    renewals: Sequence[Renewal],
    remarks: Sequence[Remark],
    author: str,
    day: str,
    *,
    tracked: bool,
    changes: Changes | None = None,
    composed: Document | None = None,
) -> Refreshed:
    """Write renewals, remarks and changes into a document that was read; `returned` is used up by it.

    `composed` is the document as it would be written today: what it remembers of its numbers and passages is taken over.
    Raises Unreadable where a part of the file that is only copied is damaged.
    """
    reviser = Reviser(author, day, tracked, highest_id(part.root for part in returned.parts))
    places = list(returned.places)
    additions = PackageAdditions(returned.package)
    remarker = Remarker(additions, author, day)
    remarked = tuple(remark for remark in remarks if _remark(remarker, places, remark))
    marks = [(part, mark) for part in returned.parts for mark in part.marks]
    renewed = []
    touched = {places[remark.paragraph][0].name for remark in remarked}
    touched |= {part.name for part in returned.parts if part.accepted}
    for renewal in renewals:
        part, mark = marks[renewal.link]
        echoes = _echoes(mark)
        if reviser.renew(mark, renewal.text):
            renewed.append(renewal)
            touched.add(part.name)
            for echo in echoes:
                reviser.renew(echo, renewal.text)
    writer = PassageWriter(returned, reviser, additions)
    if changes is not None:
        writer.write(changes)
    changed = {part.name: part.root for part in returned.parts if part.name in touched} | additions.trees
    if composed is not None and returned.document.passages and (changed or additions.files):
        changed |= _remembered(returned.package, composed)
    data = _repacked(returned.package, changed, additions.files)
    accepted = sum(part.accepted for part in returned.parts)
    return Refreshed(data, tuple(renewed), remarked, writer.done, accepted)


def _remembered(package: OpenedPackage, composed: Document) -> dict[str, Element]:
    """The properties of the document, where it has any; one that does not know its words as they were issued would
    otherwise take them for words of people."""
    renewing = {"custom-properties": renewed_properties, "core-properties": renewed_core}
    names = [(kind, name) for kind, name in package.related("") if kind in renewing and name in package]
    return {name: renewing[kind](package.tree(name), composed) for kind, name in names}


def _remark(remarker: Remarker, places: list[tuple[TextPart, ReadParagraph]], remark: Remark) -> bool:
    """Word takes comments in the text itself only."""
    part, paragraph = places[remark.paragraph]
    return not part.story and remarker.say(paragraph, remark)


def _echoes(mark: Mark) -> list[Mark]:
    """The same number in the older form of a text box, which some programs show instead."""
    anchor = mark.control if mark.control is not None else mark.bookmark
    choice = None if anchor is None else next(anchor.iterancestors(clark("mc:AlternateContent")), None)
    fallback = None if choice is None else choice.find(clark("mc:Fallback"))
    if fallback is None:
        return []
    found = joined(told(fallback).marks)
    return [echo for echo in found if echo.same_figure(mark) and echo.text == mark.text]


def _repacked(package: OpenedPackage, changed: dict[str, Element], files: dict[str, bytes]) -> bytes:
    """The package with its members in their order, the changed ones replaced, new ones at the end."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as target:
        for info in package.archive.infolist():
            root = changed.pop(info.filename, None)
            data = files.pop(info.filename, b"") or package.raw(info.filename)
            data = data if root is None else _serialized(root, data)
            element = _like(info)
            target.writestr(element, data)
            element.external_attr = info.external_attr  # the library fills in a mode where there was none
        new = files | {name: _serialized(root, b"") for name, root in changed.items()}
        for name in sorted(new):
            added = zipfile.ZipInfo(name, package.archive.infolist()[0].date_time)
            added.create_system = 0
            target.writestr(added, new[name], zipfile.ZIP_DEFLATED)
            added.external_attr = 0
    return buffer.getvalue()


def _like(info: zipfile.ZipInfo) -> zipfile.ZipInfo:
    element = zipfile.ZipInfo(info.filename, info.date_time)
    element.compress_type = info.compress_type
    element.create_system, element.comment = info.create_system, info.comment
    return element


def _serialized(root: Element, before: bytes) -> bytes:
    """The tree under the declaration it had."""
    declared = _DECLARATION.match(before)
    if declared is None or b"UTF-8" not in declared[0].upper():
        return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True))
    return declared[0] + bytes(etree.tostring(root, encoding="UTF-8"))
