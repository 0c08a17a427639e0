"""Text of a document that a reader does not see as said (hidden, struck through, a placeholder), and equations, which he does."""

from __future__ import annotations

from typing import Final

from mzgz.formats.docx.xml_markup import Element, clark

_MATH: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
EQUATION: Final = f"{_MATH}oMath"

_VAL = clark("w:val")
_PROPERTIES = clark("w:rPr")
_CROSSED = tuple(map(clark, ("w:vanish", "w:strike", "w:dstrike")))
_PLACEHOLDER = f"{clark('w:sdtPr')}/{clark('w:showingPlcHdr')}"
_SIGNS: Final = {"f": ("num", "/", "den"), "sSup": ("e", "^", "sup")}
_MOST_DEEP = 20


def crossed_out(run: Element) -> bool:
    """Whether a run is hidden or struck through: it stands in the file and is not said."""
    properties = run.find(_PROPERTIES)
    return properties is not None and any(_is_on(properties.find(name)) for name in _CROSSED)


def holds_placeholder(control: Element) -> bool:
    """Whether a content control is empty and only shows what to do (单击或点击此处输入文字)."""
    return _is_on(control.find(_PLACEHOLDER))


def equation_text(node: Element, depth: int = 0) -> str:
    """An equation on one line: 68.0%, 1/3, 1.2×10^4."""
    if depth > _MOST_DEEP or not isinstance(node.tag, str):
        return ""
    name = node.tag.rpartition("}")[2]
    if name == "t":
        return node.text or ""
    if name in _SIGNS and node.tag.startswith(_MATH):
        first, sign, second = _SIGNS[name]
        parts = (node.find(f"{_MATH}{part}") for part in (first, second))
        return sign.join("" if part is None else equation_text(part, depth + 1) for part in parts)
    return "".join(equation_text(child, depth + 1) for child in node)


def _is_on(node: Element | None) -> bool:
    return node is not None and node.get(_VAL, "1") not in ("0", "false", "off")
