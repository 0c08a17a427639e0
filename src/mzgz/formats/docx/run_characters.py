"""Text on its way into runs: what XML cannot carry is refused, and marks that have two faces get the Chinese one."""

from __future__ import annotations

from mzgz.formats.docx.xml_markup import Element, clark, put, put_text
from mzgz.language.pattern_search import expression

_UNFIT = expression("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")

# Quotation marks, dashes, × ÷ ° ·, ①, ℃, ≤ … are set in the Western face unless the run says otherwise.
_AMBIGUOUS = expression("[§¨°±´·×÷\u2010-\u2027\u2030-\u205e\u2100-\u218f\u2190-\u22ff\u2460-\u27bf]")

_HINT = clark("w:hint")
_PIECES = expression(r"[\n\t]|[^\n\t]+")


def fit(text: str) -> str:
    """The same text, or a `ValueError` that shows it where a character cannot stand in a document."""
    found = _UNFIT.search(text)
    if found is None:
        return text
    shown = ascii(text if len(text) <= 60 else text[:60] + "…")
    raise ValueError(f"文字中有不能写入文档的控制字符 U+{ord(found[0]):04X}：{shown}，请删去后重试")


def put_run(parent: Element, text: str, style: str | None = None) -> None:
    """Append a run; a line feed becomes a line break, a tab a tab. `style` is the id of a character style."""
    run = put(parent, "r")
    ambiguous = _AMBIGUOUS.search(text)
    if style or ambiguous:
        properties = put(run, "rPr")
        if style:
            put(properties, "rStyle", style)
        if ambiguous:
            put(properties, "rFonts").set(_HINT, "eastAsia")
    for piece in _PIECES.findall(fit(text)):
        if piece == "\n":
            put(run, "br")
        elif piece == "\t":
            put(run, "tab")
        else:
            put_text(run, piece)


def width(text: str) -> int:
    """The width of a text in half characters: ASCII counts one, all else two."""
    return sum(1 if c < "\x7f" else 2 for c in text)
