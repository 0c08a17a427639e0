"""The style sheet and the font table, made from the table of parameters."""

from __future__ import annotations

from mzgz.formats.docx.layout_constants import (
    ALTERNATIVES,
    CELL_MARGINS,
    FANGSONG,
    RULE_OUTER,
    RUN_STYLES,
    TABLE_STYLE,
    WESTERN,
    Profile,
    StyleSpec,
    styles,
)
from mzgz.formats.docx.xml_markup import Element, w


def style_sheet(profile: Profile) -> Element:
    """`word/styles.xml`: the defaults, the paragraph styles, the character styles and the three-line table."""
    return w("styles", _defaults(profile), *all_styles(profile))


def all_styles(profile: Profile) -> list[Element]:
    """Every style as an element: also what a base document of the office may lack."""
    paragraphs = [_paragraph(spec, profile) for spec in styles(profile)]
    characters = [_character(name, *role, profile=profile) for name, role in RUN_STYLES.items()]
    return [*paragraphs, *characters, *_tables()]


def fonts(face: str, profile: Profile, western: bool = True) -> Element:
    """All four slots by name. Digits take `ascii`; every mark that could go either way takes the Chinese face."""
    latin = WESTERN if western and profile.digits == WESTERN else face
    return w("rFonts", ascii=latin, hAnsi=face, eastAsia=face, cs=latin)


def font_table() -> Element:
    """`word/fontTable.xml`: Windows ships 仿宋 and 楷体 but not the faces of the standard's practice, so name a second."""
    chinese = [
        w("font", w("altName", val=other), *_kind("86", "auto", "default"), name=face)
        for face, other in ALTERNATIVES.items()
    ]
    latin = w("font", *_kind("00", "roman", "variable"), name=WESTERN)
    return w("fonts", latin, *chinese)


def _kind(charset: str, family: str, pitch: str) -> tuple[Element, ...]:
    return w("charset", val=charset), w("family", val=family), w("pitch", val=pitch)


def _defaults(profile: Profile) -> Element:
    language = w("lang", val="en-US", eastAsia="zh-CN", bidi="ar-SA")
    run = w("rPr", fonts(FANGSONG, profile), w("sz", val=32), w("szCs", val=32), language)
    breaks = (w("widowControl", val=0), w("kinsoku"), w("wordWrap"), w("overflowPunct"))
    return w("docDefaults", w("rPrDefault", run), w("pPrDefault", w("pPr", *breaks)))


def _paragraph(spec: StyleSpec, profile: Profile) -> Element:
    element = w("style", w("name", val=spec.name), type="paragraph", styleId=spec.id)
    if spec.id == "Normal":
        element.set(element.tag.replace("}style", "}default"), "1")
    else:
        element.append(w("basedOn", val="Normal"))
        element.append(w("next", val=spec.follow or spec.id))
    if spec.custom:
        element.set(element.tag.replace("}style", "}customStyle"), "1")
    if spec.id != "Footer":
        element.append(w("qFormat"))
    element.append(_layout(spec))
    element.append(_letters(spec, profile))
    return element


def _layout(spec: StyleSpec) -> Element:
    element = w("pPr")
    if spec.keep_next:
        element.append(w("keepNext"))
    if spec.keep_lines:
        element.append(w("keepLines"))
    element.append(w("snapToGrid", val=int(spec.grid)))
    rule = "exact" if spec.line else "auto"
    element.append(w("spacing", before=spec.before, after=0, line=spec.line or 240, lineRule=rule))
    element.append(_indent(spec))
    element.append(w("jc", val=spec.jc))
    if spec.outline is not None:
        element.append(w("outlineLvl", val=spec.outline))
    return element


def _indent(spec: StyleSpec) -> Element:
    first, right = spec.indent, spec.right
    # The character counts win in Word and WPS; the twips serve programs that do not know them, and 0 must be said in both.
    return w(
        "ind",
        leftChars=0,
        left=0,
        rightChars=right * 100,
        right=right * spec.size * 10,
        firstLineChars=first * 100,
        firstLine=first * (spec.size * 10 - 4),
    )


def _letters(spec: StyleSpec, profile: Profile) -> Element:
    spacing = w("spacing", val=spec.tracking)
    return w("rPr", fonts(spec.face, profile, spec.western), spacing, w("sz", val=spec.size), w("szCs", val=spec.size))


def _character(name: str, style_id: str, face: str, shade: str, *, profile: Profile) -> Element:
    letters = w("rPr")
    if face:
        letters.append(fonts(face, profile))
    if shade:
        letters.append(w("shd", val="clear", color="auto", fill=shade))
    labels = (w("name", val=name), w("qFormat"))
    return w("style", *labels, letters, type="character", customStyle=1, styleId=style_id)


def _tables() -> tuple[Element, Element]:
    margins = w("tblCellMar", *(w(side, w=twips, type="dxa") for side, twips in CELL_MARGINS.items()))
    plain = w("tblPr", w("tblInd", w=0, type="dxa"), margins)
    first = (w("name", val="Normal Table"), w("uiPriority", val=99), plain)
    normal = w("style", *first, type="table", default=1, styleId="TableNormal")
    rules = (w(side, val="single", sz=RULE_OUTER, space=0, color="auto") for side in ("top", "bottom"))
    ruled = w("tblPr", w("tblBorders", *rules))
    identity, name = TABLE_STYLE
    labels = (w("name", val=name), w("basedOn", val="TableNormal"), w("qFormat"))
    return normal, w("style", *labels, ruled, type="table", customStyle=1, styleId=identity)
