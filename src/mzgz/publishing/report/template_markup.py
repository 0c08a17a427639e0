"""The plain text a template renders to, and the paragraphs it stands for.

A paragraph begins with a sign (`! ` title, `~ ` byline, `@ ` salutation, `# ` to `#### ` headings, `> ` a notice, `* ` a
point 一是, `+ ` a point 一要) or with two full-width spaces, and goes on to the next one: line breaks and blank lines
inside it vanish, so that a template may give every sentence its own line. Headings and points carry no numbers of their
own (see `numbering`). Figures, earned claims and the words of others travel through the text between private-use
characters, which no text of a person can contain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mzgz.language.pattern_search import expression
from mzgz.model.document import Figure, Inline, Paragraph, Style

FIGURE_OPEN, FIGURE_CLOSE = "\ue000", "\ue001"
CLAIM_OPEN, CLAIM_CLOSE = "\ue002", "\ue003"
QUOTE_OPEN, QUOTE_CLOSE = "\ue004", "\ue005"

_ROLES = (
    ("! ", Style.TITLE),
    ("~ ", Style.SUBTITLE),
    ("@ ", Style.SALUTATION),
    ("> ", Style.NOTICE),
    ("#### ", Style.HEADING4),
    ("### ", Style.HEADING3),
    ("## ", Style.HEADING2),
    ("# ", Style.HEADING1),
    ("* ", Style.BODY),
    ("+ ", Style.BODY),
    ("　　", Style.BODY),
)
_POINTS = {"* ": "是", "+ ": "要"}
_FIGURE = expression(f"{FIGURE_OPEN}([^{FIGURE_CLOSE}]*){FIGURE_CLOSE}")
_ITEM = expression("\ue006[^\ue007]*\ue007|\ue008")
"""Marks of passages with a weight (see `speech_length`)."""
_MARKS = str.maketrans("", "", CLAIM_OPEN + CLAIM_CLOSE + QUOTE_OPEN + QUOTE_CLOSE)
_UNSPEAKABLE = expression("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ue000-\uf8ff\ufeff]")


def clean(words: str) -> str:
    """Without what no reader sees: control and direction marks, lone surrogates, private-use characters."""
    return _UNSPEAKABLE.sub("", words)


def figure_mark(figure: Figure) -> str:
    """A figure as it travels through a template."""
    return f"{FIGURE_OPEN}{figure.id}{FIGURE_CLOSE}"


def claim_mark(words: str) -> str:
    """Strong words that were earned."""
    return f"{CLAIM_OPEN}{words}{CLAIM_CLOSE}"


def quoted(marked: str) -> str:
    """Cleaned words of a reporter, already with their figures: never read as markup or as a claim of ours."""
    return f"{QUOTE_OPEN}{' '.join(marked.split())}{QUOTE_CLOSE}"


def quote_mark(words: str) -> str:
    """Words of a reporter as they stand, on one line."""
    return quoted(clean(" ".join(words.split())))


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph of rendered text with its role, still carrying its marks."""

    style: Style
    text: str
    point: str = ""
    """是 or 要 where it is one of several points; empty otherwise."""

    @property
    def own_words(self) -> str:
        """Without figures, earned claims and words of others: what the template itself says."""
        text = _ITEM.sub("", _FIGURE.sub("", self.text))
        text = re.sub(f"{CLAIM_OPEN}[^{CLAIM_CLOSE}]*{CLAIM_CLOSE}", "", text)
        return re.sub(f"{QUOTE_OPEN}[^{QUOTE_CLOSE}]*{QUOTE_CLOSE}", "", text)


def lines(rendered: str) -> Iterator[Line]:
    """The paragraphs of a rendered template."""
    open_: Line | None = None
    for text in rendered.splitlines():
        sign, style = _role(text)
        rest = text.strip()[len(sign.strip()) :].strip() if sign else text.strip()
        if sign or open_ is None:
            if open_ is not None and open_.text:
                yield open_
            open_ = Line(style, rest, _POINTS.get(sign, "")) if sign or rest else None
        elif rest:
            open_ = Line(open_.style, open_.text + rest, open_.point)
    if open_ is not None and open_.text:
        yield open_


def _role(text: str) -> tuple[str, Style]:
    """The sign a line begins with; none where it goes on with the paragraph before it."""
    return next(((sign, style) for sign, style in _ROLES if text.lstrip(" ").startswith(sign)), ("", Style.BODY))


def shown(text: str, figures: Mapping[str, Figure]) -> str:
    """The text as it will be read. Raises KeyError for a figure nobody made."""
    return _FIGURE.sub(lambda match: figures[match[1]].text, text).translate(_MARKS)


def paragraph(line: Line, figures: Mapping[str, Figure]) -> Paragraph:
    """The paragraph with its figures in place. Raises KeyError for a figure nobody made."""
    inlines: list[Inline] = []
    for place, piece in enumerate(_FIGURE.split(line.text)):
        if place % 2:
            inlines.append(figures[piece])
        elif text := piece.translate(_MARKS):
            inlines.append(text)
    return Paragraph(tuple(inlines), line.style)
