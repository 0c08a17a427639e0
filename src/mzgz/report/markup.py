"""The plain text a template renders to, and the paragraphs it stands for.

A line is a paragraph; its first sign gives the role: `! ` title, `~ ` byline, `@ ` salutation, `# ` to `#### `
headings, `> ` a notice, anything else body text. Blank lines separate and are dropped. Figures, earned claims and the
words of others travel through the text between private-use characters, which no text of a person can contain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mzgz.document import Figure, Inline, Paragraph, Style

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
)
_FIGURE = re.compile(f"{FIGURE_OPEN}([^{FIGURE_CLOSE}]*){FIGURE_CLOSE}")
_MARKS = str.maketrans("", "", CLAIM_OPEN + CLAIM_CLOSE + QUOTE_OPEN + QUOTE_CLOSE)
_PRIVATE = re.compile("[\ue000-\uf8ff]")


def figure_mark(figure: Figure) -> str:
    """A figure as it travels through a template."""
    return f"{FIGURE_OPEN}{figure.id}{FIGURE_CLOSE}"


def claim_mark(words: str) -> str:
    """Strong words that were earned."""
    return f"{CLAIM_OPEN}{words}{CLAIM_CLOSE}"


def quote_mark(words: str) -> str:
    """Words of a reporter: never read as markup, a figure or a claim of ours, and always one line."""
    return f"{QUOTE_OPEN}{' '.join(_PRIVATE.sub('', words).split())}{QUOTE_CLOSE}"


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph of rendered text with its role, still carrying its marks."""

    style: Style
    text: str

    @property
    def own_words(self) -> str:
        """Without figures, earned claims and words of others: what the template itself says."""
        text = _FIGURE.sub("", self.text)
        text = re.sub(f"{CLAIM_OPEN}[^{CLAIM_CLOSE}]*{CLAIM_CLOSE}", "", text)
        return re.sub(f"{QUOTE_OPEN}[^{QUOTE_CLOSE}]*{QUOTE_CLOSE}", "", text)


def lines(rendered: str) -> Iterator[Line]:
    """The paragraphs of a rendered template."""
    for text in rendered.splitlines():
        stripped = text.strip()
        if not stripped:
            continue
        for sign, style in _ROLES:
            if stripped.startswith(sign):
                yield Line(style, stripped[len(sign) :].strip())
                break
        else:
            yield Line(Style.BODY, stripped)


def paragraph(line: Line, figures: Mapping[str, Figure]) -> Paragraph:
    """The paragraph with its figures in place. Raises KeyError for a figure nobody made."""
    inlines: list[Inline] = []
    for place, piece in enumerate(_FIGURE.split(line.text)):
        if place % 2:
            inlines.append(figures[piece])
        elif text := piece.translate(_MARKS):
            inlines.append(text)
    return Paragraph(tuple(inlines), line.style)
