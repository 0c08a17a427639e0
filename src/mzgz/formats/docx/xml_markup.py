"""Small makers of XML elements: the namespaces of the format and two ways to write a tree."""

from __future__ import annotations

from typing import cast

from lxml import etree

Element = etree._Element

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
}

_W = "{" + NAMESPACES["w"] + "}"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def clark(name: str) -> str:
    """`w:p` as lxml wants it; names without a prefix stay."""
    prefix, colon, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}" if colon else name


def element(name: str, /, *children: Element | str, **attributes: str | int) -> Element:
    """An element whose attributes stand in no namespace, as in DrawingML; `r_id` becomes `r:id`."""
    related = any(key.startswith("r_") for key in attributes)  # otherwise what else is loaded would name the prefix
    prefixes = {name.partition(":")[0], "r"} if related else {name.partition(":")[0]}
    node = etree.Element(clark(name), nsmap={prefix: NAMESPACES[prefix] for prefix in sorted(prefixes)})
    for key, value in attributes.items():
        node.set(clark(key.replace("r_", "r:", 1) if key.startswith("r_") else key), str(value))
    return _filled(node, children)


def w(name: str, /, *children: Element | str, **attributes: str | int) -> Element:
    """A WordprocessingML element: `w("spacing", line=579)`; attributes are of the same namespace."""
    element = etree.Element(_W + name, nsmap={"w": NAMESPACES["w"]})
    for key, value in attributes.items():
        element.set(_W + key, str(value))
    return _filled(element, children)


def _filled(element: Element, children: tuple[Element | str, ...]) -> Element:
    for child in children:
        if isinstance(child, str):
            element.text = child
        else:
            element.append(child)
    return element


def default_root(space: str, name: str, **prefixes: str) -> Element:
    """A root whose own namespace needs no prefix, as the parts around the document have it."""
    # The stubs of lxml do not know that None stands for the default namespace.
    spaces = cast("dict[str, str]", {None: space, **prefixes})
    return etree.Element(f"{{{space}}}{name}", nsmap=spaces)


def put(parent: Element, name: str, val: str | None = None) -> Element:
    """Append a WordprocessingML child with at most a `w:val`: the quick way, for what stands in a document by thousands."""
    element = etree.SubElement(parent, _W + name)
    if val is not None:
        element.set(_W + "val", val)
    return element


def put_text(parent: Element, text: str) -> None:
    """Append a `w:t`; edges and double blanks are kept."""
    element = etree.SubElement(parent, _W + "t")
    element.text = text
    if text[:1] in (" ", "\u3000") or text[-1:] == " " or "  " in text:
        element.set(_XML_SPACE, "preserve")


def serialized(root: Element) -> bytes:
    """A part as bytes: UTF-8 with a declaration, and nothing that depends on the run."""
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True))
