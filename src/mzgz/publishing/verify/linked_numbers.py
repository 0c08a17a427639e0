"""Every linked number: whether it is still true, and if not, who moved, the data or a person."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from mzgz.language import parse_hanzi
from mzgz.language.pattern_search import expression
from mzgz.model.edited_document import Link, PrintedDocument, PrintedParagraph, digest
from mzgz.publishing.verify.figure_lookup import Register
from mzgz.publishing.verify.verification import FigureResult, State

_BLANKS = expression(r"[\s\u2000-\u200f\u2060\ufeff]+")
_GROUPS = expression(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")
_NUMBER = expression(r"([0-9]{1,30})(\.[0-9]{1,30})?(%?)")
_IN_WORDS = expression("[一二三四五六七八九十百千两零]{1,12}")
_PERCENT_IN_WORDS = expression("百分之([一二三四五六七八九十百两零]{1,12})(?:点([零一二三四五六七八九]{1,6}))?")
_GLUED_BEFORE = expression(r"(?:[0-9０-９]+[.,．，·]?|[.．]|[-−－–+＋]|(?<=[率长加少高降为达到成])负)+$")
_GLUED_AFTER = expression(
    r"(?:[.,．·]?[0-9０-９]+|，[0-9]{3}(?![0-9])|[%％‰‱]|[.．](?=[%％万亿])|(?:[十百千]?[万亿]|[百千])(?![分姓瓦克米]))+"
)
_MOST_GLUED = 20
_DIGITS = "零一二三四五六七八九"


def comparable(text: str) -> str:
    """Without what typing changes and meaning does not: full-width digits, thin spaces, grouping, trailing zeros, 两 for 2."""
    plain = _GROUPS.sub("", _BLANKS.sub("", unicodedata.normalize("NFKC", text)))
    if spelled := _PERCENT_IN_WORDS.fullmatch(plain):
        decimals = "".join(str(_DIGITS.index(sign)) for sign in spelled[2] or "")
        whole = 100 if spelled[1] == "百" else parse_hanzi(spelled[1])
        plain = plain if whole is None else f"{whole}{decimals and '.'}{decimals}%"
    match = _NUMBER.fullmatch(plain)
    if match is None and _IN_WORDS.fullmatch(plain):
        return str(parse_hanzi(plain) or plain)
    return f"{Fraction(match[1] + (match[2] or ''))}{match[3]}" if match else plain


def figure_results(document: PrintedDocument, register: Register) -> Iterator[FigureResult]:
    """One result for each link, in the order of the text, then those that were lost."""
    for paragraph in document.paragraphs:
        ends = [0, *(link.end for link in paragraph.links)]
        starts = [*(link.start for link in paragraph.links), len(paragraph.text)]
        for place, link in enumerate(paragraph.links):
            free = (ends[place], starts[place + 1])
            measure = register.measure(register.id_of(link, document))
            yield _result(paragraph, _with_glued(paragraph, link, free, measure), document, register)
    yield from _lost(document, register)


def _result(paragraph: PrintedParagraph, link: Link, document: PrintedDocument, register: Register) -> FigureResult:
    figure_id = register.id_of(link, document)
    name = register.known(figure_id)
    if name is None:
        return FigureResult(figure_id or link.key, "", "unknown", link.text, None, link, paragraph)
    current = register.current(figure_id)
    text = current.text if current else None
    return FigureResult(figure_id, register.label(name), _state(link, text), link.text, text, link, paragraph)


def _with_glued(paragraph: PrintedParagraph, link: Link, free: tuple[int, int], measure: str) -> Link:
    """The link with the digits, signs and units that people typed right beside it: 2|000 is 2000, |260|万 is 260万.

    `free` is where the link before ends and the link after begins; the 万 of the figure's own `measure` (万元) is none of
    its digits.
    """
    if not link.text or link.copied:
        return link
    before = _GLUED_BEFORE.search(paragraph.text[max(free[0], link.start - _MOST_GLUED) : link.start])
    after = _GLUED_AFTER.match(paragraph.text, link.end, min(max(free[1], link.end), link.end + _MOST_GLUED))
    if measure and paragraph.text.startswith(measure, link.end):
        after = None
    if not before and not after:
        return link
    head, tail = before[0] if before else "", after[0] if after else ""
    return replace(link, text=f"{head}{link.text}{tail}", start=link.start - len(head), parted=True)


def _state(link: Link, current: str | None) -> State:
    if link.tracked:
        return "tracked"
    if not comparable(link.text):
        return "empty"
    if link.copied:
        return "copied"
    if current is not None and comparable(link.text) == comparable(current):
        return "ok"
    if link.touched is False:
        return "stale"
    # without the bookmark nobody can say what was written: a person who types over a number takes it along
    moved = link.drawn is not None and (current is None or digest(current) != link.drawn)
    return "conflict" if moved else "edited"


def _lost(document: PrintedDocument, register: Register) -> Iterator[FigureResult]:
    """Numbers the document was written with whose marks are all gone."""
    here = Counter(link.key[:8] for link in document.links)
    for key, times in document.issued:
        if here[key] >= times:
            continue
        figure_id = register.find(key, document)
        name = register.known(figure_id)
        current = register.current(figure_id) if name else None
        label = register.label(name) if name else ""
        yield FigureResult(figure_id or key, label, "lost", None, current.text if current else None)
