"""An independent reading of a .docx against the official form: own constants, the raw zip, nothing of the writer.

`points(data)` gives every point with whether it holds. Lengths are twips, sizes half-points. The child orders are those
of ECMA-376 (transitional), for the children that the documents use.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from typing import NamedTuple

from lxml import etree

NS = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
    "cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
}

STYLES = {  # name: (id, eastAsia face, size, line, alignment, first-line characters)
    "Normal": ("Normal", "仿宋_GB2312", "32", "579", "both", "0"),
    "公文正文": (None, "仿宋_GB2312", "32", "579", "both", "200"),
    "Title": ("Title", "方正小标宋简体", "44", "579", "center", "0"),
    "Subtitle": ("Subtitle", "楷体_GB2312", "32", "579", "center", "0"),
    "Salutation": ("Salutation", "仿宋_GB2312", "32", "579", "both", "0"),
    "heading 1": ("Heading1", "黑体", "32", "579", "both", "200"),
    "heading 2": ("Heading2", "楷体_GB2312", "32", "579", "both", "200"),
    "heading 3": ("Heading3", "仿宋_GB2312", "32", "579", "both", "200"),
    "heading 4": ("Heading4", "仿宋_GB2312", "32", "579", "both", "200"),
    "caption": ("Caption", "黑体", "28", None, "center", "0"),
    "footer": ("Footer", "宋体", "28", "400", None, "0"),
    "公文附件": (None, "黑体", "32", "579", "left", "0"),
    "表格表头": (None, "黑体", "24", "320", "center", "0"),
    "表格正文": (None, "仿宋_GB2312", "24", "320", "left", "0"),
}

ORDERS = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs"
    " suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid"
    " spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl"
    " divId cnfStyle rPr sectPr pPrChange",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish"
    " webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType"
    " cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd"
    " tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
    "sdtPr": "rPr alias tag id lock placeholder temporary showingPlcHdr dataBinding label tabIndex appearance text",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked"
    " personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr",
    "settings": "writeProtection view zoom removePersonalInformation mirrorMargins alignBordersAndEdges"
    " bordersDoNotSurroundHeader bordersDoNotSurroundFooter gutterAtTop defaultTabStop autoHyphenation evenAndOddHeaders"
    " drawingGridVerticalSpacing characterSpacingControl compat docVars rsids mathPr themeFontLang clrSchemeMapping"
    " decimalSymbol listSeparator",
    "font": "altName panose1 charset family notTrueType pitch sig",
    "tbl": "bookmarkStart tblPr tblGrid tr",
    "sdt": "sdtPr sdtEndPr sdtContent",
}


class Point(NamedTuple):
    name: str
    holds: bool
    found: object = None


class Package:
    """The parsed members of a file."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self.infos = archive.infolist()
            self.members = {name: archive.read(name) for name in archive.namelist()}
        self.trees = {n: etree.fromstring(b) for n, b in self.members.items() if n.endswith((".xml", ".rels"))}
        self.document = self.trees["word/document.xml"]
        self.styles = self.trees["word/styles.xml"]
        self.settings = self.trees["word/settings.xml"]

    def style(self, name: str) -> etree._Element | None:
        found = self.styles.xpath(f"w:style[w:name/@w:val='{name}']", namespaces=NS)
        return found[0] if found else None


def points(data: bytes) -> list[Point]:
    """Every point of the form, and whether the file keeps it."""
    package = Package(data)
    return [point for check in CHECKS for point in check(package)]


def value(root: etree._Element, path: str) -> str | None:
    """The first hit of an XPath as text."""
    found = root.xpath(path, namespaces=NS)
    return str(found[0]) if found else None


def every(root: etree._Element, path: str) -> list[etree._Element]:
    return root.xpath(path, namespaces=NS)


def zip_form(p: Package) -> Iterator[Point]:
    names = [i.filename for i in p.infos]
    yield Point("content types come first", names[0] == "[Content_Types].xml", names[0])
    yield Point("root relationships come second", names[1] == "_rels/.rels")
    yield Point("the rest is sorted", names[3:] == sorted(names[3:]))
    yield Point("every member has Word's own date", {i.date_time for i in p.infos} == {(1980, 1, 1, 0, 0, 0)})
    yield Point("no trace of the system", {(i.create_system, i.external_attr) for i in p.infos} == {(0, 0)})
    yield Point("no theme", not [n for n in names if "theme" in n])
    yield Point("no thumbnail", not [n for n in names if "thumbnail" in n])
    yield Point("no part without a content type", not _untyped(p), _untyped(p))
    yield Point("every relationship leads to a part", not _astray(p), _astray(p))


def _untyped(p: Package) -> list[str]:
    types = p.trees["[Content_Types].xml"]
    named = {e.get("PartName") for e in types if e.get("PartName")}
    return [n for n in p.members if f"/{n}" not in named and not n.endswith(".rels") and n != "[Content_Types].xml"]


def _astray(p: Package) -> list[str]:
    lost = []
    for name, tree in p.trees.items():
        if name.endswith(".rels"):
            folder = name.partition("_rels/")[0]
            for link in tree:
                target = link.get("Target", "")
                path = target[1:] if target.startswith("/") else re.sub(r"[^/]+/\.\./", "", folder + target)
                if path not in p.members:
                    lost.append(f"{name} -> {target}")
    return lost


def page(p: Package) -> Iterator[Point]:
    upright = every(p.document, "//w:sectPr[not(w:pgSz/@w:orient)]")
    turned = every(p.document, "//w:sectPr[w:pgSz/@w:orient='landscape']")
    want = {"top": "2098", "right": "1474", "bottom": "1984", "left": "1587", "footer": "1421", "gutter": "0"}
    for side, twips in want.items():
        found = {value(s, f"w:pgMar/@w:{side}") for s in upright}
        yield Point(f"{side} is {twips} on upright pages", found == {twips}, found)
    wide = {"top": "1587", "right": "2098", "bottom": "1474", "left": "1984"}
    for side, twips in wide.items():
        yield Point(f"{side} is {twips} on turned pages", all(value(s, f"w:pgMar/@w:{side}") == twips for s in turned))
    sizes = {(value(s, "w:pgSz/@w:w"), value(s, "w:pgSz/@w:h")) for s in upright}
    yield Point("A4 upright", sizes == {("11906", "16838")}, sizes)
    yield Point("A4 turned", all(value(s, "w:pgSz/@w:w") == "16838" for s in turned))
    grids = {(value(s, "w:docGrid/@w:type"), value(s, "w:docGrid/@w:linePitch")) for s in upright + turned}
    yield Point("a line grid of 28.95 pt", grids == {("lines", "579")}, grids)
    yield Point("no character grid", not every(p.document, "//w:docGrid/@w:charSpace"))
    body = every(p.document, "w:body/*")
    yield Point("the body ends with its section", etree.QName(body[-1]).localname == "sectPr")
    yield Point("a paragraph stands before the last section", etree.QName(body[-2]).localname == "p")


def style_sheet(p: Package) -> Iterator[Point]:
    for name, wanted in STYLES.items():
        style = p.style(name)
        yield Point(f"style {name}", style is not None and _holds(style, wanted), name)
    lettered = every(p.styles, "//w:rFonts")
    slots = [[f.get(f"{{{NS['w']}}}{s}") for s in ("ascii", "hAnsi", "eastAsia", "cs")] for f in lettered]
    yield Point("all four faces are named everywhere", all(all(s) for s in slots))
    yield Point("no theme face", not re.search(rb"[tT]heme(Font|Color)?=|Theme=", p.members["word/styles.xml"]))
    yield Point("face names are short enough for Word", all(len(f) < 32 for s in slots for f in s if f))
    body = p.style("公文正文")
    yield Point("digits of the body are Times New Roman", value(body, "w:rPr/w:rFonts/@w:ascii") == "Times New Roman")
    yield Point("doubtful marks of the body are 仿宋", value(body, "w:rPr/w:rFonts/@w:hAnsi") == "仿宋_GB2312")
    yield Point("28 characters to a line", value(body, "w:rPr/w:spacing/@w:val") == "-5")
    twips = int(value(body, "w:pPr/w:ind/@w:firstLine") or 0)
    yield Point("the indent is said in twips too", 628 <= twips <= 640, twips)
    yield Point("nothing is bold", not every(p.styles, "//w:b"))
    yield Point("nothing is coloured", not every(p.styles, "//w:color[not(@w:val='auto')]"))
    outlines = [value(p.style(f"heading {n}"), "w:pPr/w:outlineLvl/@w:val") for n in range(1, 5)]
    yield Point("headings have levels", outlines == ["0", "1", "2", "3"], outlines)
    kept = [value(p.style(f"heading {n}"), "name(w:pPr/w:keepNext)") for n in range(1, 5)]
    yield Point("headings stay with their text", all(kept))
    yield Point("captions stay with their table", bool(every(p.style("caption"), "w:pPr/w:keepNext")))
    defaults = "w:docDefaults/w:pPrDefault/w:pPr"
    for rule in ("kinsoku", "wordWrap", "overflowPunct"):
        off = value(p.styles, f"{defaults}/w:{rule}/@w:val")
        yield Point(f"{rule} is on", bool(every(p.styles, f"{defaults}/w:{rule}")) and off not in ("0", "false"))
    yield Point("Chinese is the language", value(p.styles, "w:docDefaults//w:lang/@w:eastAsia") == "zh-CN")
    for off in ("caption", "footer", "表格正文", "表格表头"):
        yield Point(f"{off} is off the grid", value(p.style(off), "w:pPr/w:snapToGrid/@w:val") == "0")
    ids = [s.get(f"{{{NS['w']}}}styleId") for s in every(p.styles, "w:style")]
    yield Point("style ids are unique", len(ids) == len(set(ids)))
    links = {str(v) for v in every(p.styles, "//w:basedOn/@w:val | //w:next/@w:val")}
    yield Point("styles build on styles that exist", links <= set(ids), links - set(ids))
    used = {str(v) for n in ("w:pStyle", "w:rStyle", "w:tblStyle") for v in every(p.document, f"//{n}/@w:val")}
    yield Point("the text uses styles that exist", used <= set(ids), used - set(ids))


def _holds(style: etree._Element, wanted: tuple[str | None, ...]) -> bool:
    paths = (
        "@w:styleId",
        "w:rPr/w:rFonts/@w:eastAsia",
        "w:rPr/w:sz/@w:val",
        "w:pPr/w:spacing/@w:line",
        "w:pPr/w:jc/@w:val",
        "w:pPr/w:ind/@w:firstLineChars",
    )
    pairs = [(value(style, path), want) for path, want in zip(paths, wanted, strict=True)]
    exact = value(style, "w:pPr/w:spacing/@w:lineRule") == "exact"
    return exact and all(want is None or found == want for found, want in pairs)


def settings(p: Package) -> Iterator[Point]:
    yield Point("odd and even pages differ", bool(every(p.settings, "w:evenAndOddHeaders")))
    squeezed = value(p.settings, "w:characterSpacingControl/@w:val")
    yield Point("punctuation is squeezed", squeezed == "compressPunctuation", squeezed)
    mode = value(p.settings, "w:compat/w:compatSetting[@w:name='compatibilityMode']/@w:val")
    yield Point("laid out as by Word 2013 and later", mode == "15", mode)
    yield Point("East Asian line breaking", bool(every(p.settings, "w:compat/w:useFELayout")))
    yield Point("nothing asks on opening", not every(p.settings, "w:updateFields | w:attachedTemplate"))
    yield Point("no traces of editing", not every(p.settings, "w:rsids"))
    table = p.trees["word/fontTable.xml"]
    for face, other in {"仿宋_GB2312": "仿宋", "楷体_GB2312": "楷体", "方正小标宋简体": "方正小标宋_GBK"}.items():
        found = value(table, f"w:font[@w:name='{face}']/w:altName/@w:val")
        yield Point(f"{face} has a second choice", found == other, found)
    yield Point("no font is embedded", not [n for n in p.members if n.endswith(".odttf")])


def footers(p: Package) -> Iterator[Point]:
    sections = every(p.document, "//w:sectPr")
    kinds = [sorted(str(v) for v in every(s, "w:footerReference/@w:type")) for s in sections]
    yield Point("two footers in every section", all(k == ["default", "even"] for k in kinds), kinds)
    trees = [t for n, t in p.trees.items() if re.fullmatch(r"word/footer[^/]*\.xml", n)]
    for number, tree in enumerate(sorted(trees, key=lambda t: len(every(t, "//w:tbl"))), 1):
        runs = every(tree, "//w:p[.//w:fldChar]/w:r")
        shape = [etree.QName(r[-1]).localname for r in runs]
        field = ["t", "fldChar", "instrText", "fldChar", "t", "fldChar", "t"]
        yield Point(f"footer {number}: a field of five runs", shape == field, shape)
        texts = [str(t) for t in every(tree, "//w:t/text()")]
        yield Point(f"footer {number}: 一字线 on both sides", (texts[0], texts[-1]) == ("— ", " —"), texts)
    odd, even = _footer(p, "default"), _footer(p, "even")
    yield Point("odd numbers stand right", value(odd, "//w:jc/@w:val") == "right")
    yield Point("even numbers stand left", value(even, "//w:jc/@w:val") == "left")
    yield Point("odd numbers leave one character", value(odd, "//w:ind/@w:right") == "280")
    yield Point("even numbers leave one character", value(even, "//w:ind/@w:left") == "280")
    faces = p.style("footer").xpath("w:rPr/w:rFonts/@*", namespaces=NS)
    yield Point("page numbers are 宋体 in all slots", {str(f) for f in faces} == {"宋体"})
    for tree in (t for t in trees if every(t, "//w:tbl")):
        place = (value(tree, "//w:tblpPr/@w:tblpX"), value(tree, "//w:tblpPr/@w:tblpY"))
        yield Point("turned numbers stand where upright ones do", place == ("1421", "1587"), place)
        yield Point("turned numbers are turned", value(tree, "//w:textDirection/@w:val") == "tbRl")


def _footer(p: Package, kind: str) -> etree._Element:
    identity = value(p.document, f"//w:sectPr[not(w:pgSz/@w:orient)]/w:footerReference[@w:type='{kind}']/@r:id")
    for link in p.trees["word/_rels/document.xml.rels"]:
        if link.get("Id") == identity:
            return p.trees["word/" + link.get("Target", "").removeprefix("/word/")]
    raise AssertionError(f"no {kind} footer")


def _spanning(row: etree._Element) -> bool:
    return bool(every(row, "w:tc/w:tcPr/w:gridSpan"))


def tables(p: Package) -> Iterator[Point]:
    for number, table in enumerate(every(p.document, "w:body/w:tbl"), 1):
        grid = [int(v) for v in every(table, "w:tblGrid/w:gridCol/@w:w")]
        rows = every(table, "w:tr")
        cells = {tuple(int(v) for v in every(row, "w:tc/w:tcPr/w:tcW/@w:w")) for row in rows if not _spanning(row)}
        spanning = [row for row in rows if _spanning(row)]
        caption = table.getprevious()
        here = f"table {number}"
        yield Point(f"{here} is of fixed layout", value(table, "w:tblPr/w:tblLayout/@w:type") == "fixed")
        yield Point(f"{here}: width, grid and cells agree", cells == {tuple(grid)}, (grid, cells))
        yield Point(
            f"{here}: a spanning row covers all columns and keeps with the next one",
            all(
                value(row, "w:tc/w:tcPr/w:gridSpan/@w:val") == str(len(grid))
                and value(row, "w:tc/w:tcPr/w:tcW/@w:w") == str(sum(grid))
                and every(row, "w:tc/w:p/w:pPr/w:keepNext")
                for row in spanning
            ),
        )
        yield Point(f"{here}: the sum agrees", value(table, "w:tblPr/w:tblW/@w:w") == str(sum(grid)))
        yield Point(f"{here} is as wide as the text", sum(grid) in (8845, 12756), sum(grid))
        yield Point(
            f"{here} repeats its head", [bool(every(r, "w:trPr/w:tblHeader")) for r in rows[:2]] == [True, False]
        )
        yield Point(f"{here} keeps rows whole", all(every(r, "w:trPr/w:cantSplit") for r in rows))
        yield Point(f"{here} has a caption above", value(caption, "w:pPr/w:pStyle/@w:val") == "Caption")
        yield Point(f"{here} is described", bool(value(table, "w:tblPr/w:tblDescription/@w:val")))
        under = {value(c, "w:tcPr/w:tcBorders/w:bottom/@w:sz") for c in every(rows[0], "w:tc")}
        yield Point(f"{here} has a rule under its head", under == {"6"}, under)
        yield Point(
            f"{here}: every cell ends with a paragraph", all(c[-1].tag.endswith("}p") for c in every(table, ".//w:tc"))
        )
    style = p.style("公文三线表")
    rules = {
        k: value(style, f"w:tblPr/w:tblBorders/w:{k}/@w:sz") for k in ("top", "bottom", "left", "insideH", "insideV")
    }
    yield Point("three rules and no more", list(rules.values()) == ["12", "12", None, None, None], rules)


def links(p: Package) -> Iterator[Point]:
    controls = every(p.document, "//w:sdt")
    tags = [value(c, "w:sdtPr/w:tag/@w:val") or "" for c in controls]
    aliases = [value(c, "w:sdtPr/w:alias/@w:val") or "" for c in controls]
    yield Point("tags are ASCII of at most 64", all(t.isascii() and 3 < len(t) <= 64 for t in tags))
    yield Point("tags are ours", all(t.startswith("mz:") for t in tags))
    yield Point("aliases are of at most 64", all(0 < len(a) <= 64 for a in aliases))
    yield Point("controls are plain text", all(every(c, "w:sdtPr/w:text") for c in controls))
    yield Point("controls stand inside paragraphs", all(c.getparent().tag.endswith("}p") for c in controls))
    yield Point("controls are hidden", {value(c, "w:sdtPr/w15:appearance/@w15:val") for c in controls} <= {"hidden"})
    yield Point("no locks, no bindings", not every(p.document, "//w:sdtPr/w:lock | //w:sdtPr/w:dataBinding"))
    ids = [value(c, "w:sdtPr/w:id/@w:val") for c in controls]
    yield Point("control ids are unique", len(ids) == len(set(ids)))
    names = [str(v) for v in every(p.document, "//w:bookmarkStart/@w:name")]
    yield Point("bookmarks are unique", len(names) == len(set(names)))
    shape = re.compile(r"_mz_[0-9a-f]{10}_[0-9a-f]{8}|_mzp_[0-9a-f]{8}_[0-9a-f]{8}")
    yield Point("bookmarks are hidden and ours", all(shape.fullmatch(n) for n in names))
    starts = [str(v) for v in every(p.document, "//w:bookmarkStart/@w:id")]
    yield Point("bookmarks end", starts == [str(v) for v in every(p.document, "//w:bookmarkEnd/@w:id")])
    around = [
        c
        for c in controls
        if c.getprevious().tag.endswith("}bookmarkStart") and c.getnext().tag.endswith("}bookmarkEnd")
    ]
    yield Point("a bookmark around every control", len(around) == len(controls) <= len(names))
    yield Point("a control holds ASCII only", all("".join(c.itertext()).isascii() for c in controls))
    ignored = (p.document.get(f"{{{NS['mc']}}}Ignorable") or "").split()
    yield Point(
        "what old Word does not know it may ignore", all(i in p.document.nsmap for i in ignored) and "w15" in ignored
    )
    doubtful = [r for r in every(p.document, "//w:r[w:t]") if re.search("[“”‘’—…×·℃]", "".join(r.itertext()))]
    yield Point(
        "doubtful marks say they are Chinese", all(value(r, "w:rPr/w:rFonts/@w:hint") == "eastAsia" for r in doubtful)
    )


def drawings(p: Package) -> Iterator[Point]:
    charts = [t for n, t in p.trees.items() if n.startswith("word/charts/") and n.endswith(".xml")]
    described = every(p.document, "//wp:docPr[@descr!='']")
    yield Point("every drawing is described", len(described) == len(every(p.document, "//wp:inline")) == len(charts))
    ids = [str(v) for v in every(p.document, "//wp:docPr/@id")]
    yield Point("drawing ids are unique", len(ids) == len(set(ids)))
    colours = {str(v) for t in charts for v in every(t, "//a:srgbClr/@val")}
    yield Point("charts are grey", all(c[:2] == c[2:4] == c[4:] for c in colours), colours)
    yield Point("charts carry their figures", all(every(t, "c:externalData/@r:id") for t in charts))
    for tree in charts:
        series = every(tree, "//c:ser")
        yield Point("a chart is of bars", bool(every(tree, "//c:barChart")))
        yield Point("bars show their values", all(value(s, "c:dLbls/c:showVal/@val") == "1" for s in series))
        counts = {value(s, "c:cat//c:ptCount/@val") for s in series} | {
            value(s, "c:val//c:ptCount/@val") for s in series
        }
        yield Point("as many values as names", len(counts) == 1, counts)
    for name in (n for n in p.members if n.endswith(".xlsx")):
        with zipfile.ZipFile(io.BytesIO(p.members[name])) as book:
            yield Point(f"{name} has fixed dates", {i.date_time for i in book.infolist()} == {(1980, 1, 1, 0, 0, 0)})


def properties(p: Package) -> Iterator[Point]:
    core, custom = p.trees["docProps/core.xml"], p.trees["docProps/custom.xml"]
    yield Point("a title", bool(value(core, "dc:title/text()")))
    yield Point("Chinese", value(core, "dc:language/text()") == "zh-CN")
    days = {value(core, f"dcterms:{n}/text()") for n in ("created", "modified")}
    yield Point("the day of the data, at midnight", len(days) == 1 and str(*days).endswith("T00:00:00Z"), days)
    yield Point("nobody saved it", not every(core, "cp:lastModifiedBy"))
    yield Point("no program named", b"python" not in p.members["docProps/core.xml"])
    texts = {e.get("name"): "".join(e.itertext()) for e in custom}
    yield Point("it says what it is", {"mzgz.doc", "mzgz.version"} <= set(texts), texts)
    yield Point("properties survive other programs", all(len(t) <= 255 for t in texts.values()))


def orders(p: Package) -> Iterator[Point]:
    for parent, order in ORDERS.items():
        rank = {name: n for n, name in enumerate(order.split())}
        wrong = [
            n
            for n, t in p.trees.items()
            if n.startswith("word/")
            for e in t.iter(f"{{{NS['w']}}}{parent}")
            if _mixed(e, rank)
        ]
        yield Point(f"children of {parent} are in the order of the schema", not wrong, wrong)


def _mixed(parent: etree._Element, rank: dict[str, int]) -> bool:
    ranks = [rank.get(etree.QName(child).localname, -1) for child in parent]
    return -1 in ranks or ranks != sorted(ranks)


CHECKS: tuple[Callable[[Package], Iterator[Point]], ...] = (
    zip_form,
    page,
    style_sheet,
    settings,
    footers,
    tables,
    links,
    drawings,
    properties,
    orders,
)
