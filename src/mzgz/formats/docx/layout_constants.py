"""Every length, face and size of the official form in one table; nothing else in this room knows a number.

Lengths are twips (1/20 pt) and font sizes half-points unless a name says otherwise. Sources: GB/T 9704-2012; what it
leaves open (digits, byline, number position, reading copy) is practice and is chosen by the `Profile`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

FANGSONG = "仿宋_GB2312"
KAITI = "楷体_GB2312"
HEITI = "黑体"
SONGTI = "宋体"
XIAOBIAOSONG = "方正小标宋简体"
WESTERN = "Times New Roman"

ALTERNATIVES = {FANGSONG: "仿宋", KAITI: "楷体", HEITI: "SimHei", SONGTI: "SimSun", XIAOBIAOSONG: "方正小标宋_GBK"}
"""The name to try when a machine does not have the first one; written to the font table."""


PITCH = 579
"""28.95 pt: 22 lines in 225 mm; 580 would give 21."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What practice leaves open.

    `digits`: face of half-width digits and letters (not regulated). `page_number`: outer corner (GB/T 9704 §7.5) or
    the centre. `margins`: 37/35 mm as people read them off the page set-up, or the compensated 34.58/32.58 mm with
    29.45 pt lines that put the ink where the standard wants it. `reading`: the speaker's copy in large type.
    `show_links`: draw a box around every linked number, for reviewing.
    """

    digits: Literal["Times New Roman", "仿宋"] = "Times New Roman"
    page_number: Literal["outside", "centre"] = "outside"
    margins: Literal["standard", "compensated"] = "standard"
    reading: bool = False
    show_links: bool = False

    def __post_init__(self) -> None:
        known = {"digits": ("Times New Roman", "仿宋"), "page_number": ("outside", "centre")}
        known["margins"] = ("standard", "compensated")
        for name, values in known.items():
            if getattr(self, name) not in values:
                raise ValueError(f"版式项 {name} 只能写 {' 或 '.join(values)}，现为 {getattr(self, name)!r}")


@dataclass(frozen=True, slots=True)
class Page:
    """A4 with the type area 156 × 225 mm (GB/T 9704 §5.1, §5.2); `line` is the pitch of the grid."""

    width: int = 11906
    height: int = 16838
    top: int = 2098  # 37 mm
    right: int = 1474  # 26 mm
    bottom: int = 1984  # 35 mm
    left: int = 1587  # 28 mm
    header: int = 851
    footer: int = 1421  # puts the dash of the number 7 mm under the type area (§7.5)
    line: int = PITCH

    @property
    def measure(self) -> int:
        """The width of the type area."""
        return self.width - self.left - self.right


@dataclass(frozen=True, slots=True)
class StyleSpec:
    """A paragraph style. `line` 0 is automatic; `indent` and `right` count characters; `outline` is 0 for level 1."""

    id: str
    name: str
    face: str = FANGSONG
    size: int = 32
    line: int = PITCH
    jc: str = "both"
    indent: int = 0
    right: int = 0
    before: int = 0
    tracking: int = 0
    grid: bool = True
    keep_next: bool = False
    keep_lines: bool = False
    outline: int | None = None
    follow: str = ""
    custom: bool = False
    western: bool = True
    """False where digits take the Chinese face too (§7.5: the page number is 半角宋体)."""


BODY_TRACKING = -5
"""Quarter of a point less per character: 28 characters of 16 pt in 156 mm."""

BODY_ID = "MzBody"
TABLE_STYLE = ("MzThreeLine", "公文三线表")
CARRIER = "公文分节"
CARRIER_ID = "MzCarrier"
PICTURE = "公文图"
NOTE = "表格附注"
SMALL = {"表格表头": "表格表头小", "表格正文": "表格正文小"}
"""The styles a table takes when it has more columns than `SMALL_FROM`."""
SMALL_FROM = 7
GRID_FROM = 6
"""Tables of more columns than this have lines between all cells: the eye loses the row otherwise."""
RULE_GRID = 4
FOOTER_LINE = 400

TITLE_LINES = 714
"""Pitch of a title of several lines: height of a 22 pt character and 7/8 of a 16 pt one (§3.2)."""

_TEXT = StyleSpec("", "", tracking=BODY_TRACKING)
_HEADING = replace(_TEXT, indent=2, keep_next=True, follow=BODY_ID)
_CELL = StyleSpec("", "", size=24, line=320, grid=False, custom=True)

STYLES = (
    replace(_TEXT, id="Normal", name="Normal"),
    replace(_TEXT, id=BODY_ID, name="公文正文", indent=2, custom=True),
    StyleSpec("Title", "Title", XIAOBIAOSONG, 44, jc="center", grid=False, keep_next=True, follow=BODY_ID),
    StyleSpec("Subtitle", "Subtitle", KAITI, jc="center", follow=BODY_ID),
    replace(_TEXT, id="Salutation", name="Salutation", before=PITCH, follow=BODY_ID),
    replace(_HEADING, id="Heading1", name="heading 1", face=HEITI, outline=0),
    replace(_HEADING, id="Heading2", name="heading 2", face=KAITI, outline=1),
    replace(_HEADING, id="Heading3", name="heading 3", outline=2),
    replace(_HEADING, id="Heading4", name="heading 4", outline=3),
    StyleSpec("MzNotice", "公文提示", KAITI, jc="center", custom=True),
    replace(_TEXT, id="MzAttachment", name="公文附件", face=HEITI, jc="left", keep_next=True, custom=True),
    replace(_TEXT, id="MzSignature", name="公文署名", jc="right", right=2, custom=True),
    StyleSpec("Caption", "caption", HEITI, 28, 480, jc="center", before=120, grid=False, keep_next=True),
    replace(_CELL, id="MzTableHead", name="表格表头", face=HEITI, jc="center"),
    replace(_CELL, id="MzTableBody", name="表格正文", jc="left"),
    replace(_CELL, id="MzTableHeadSmall", name="表格表头小", face=HEITI, size=21, line=280, jc="center"),
    replace(_CELL, id="MzTableBodySmall", name="表格正文小", size=21, line=280, jc="left"),
    replace(_CELL, id="MzTableNote", name=NOTE, size=21, line=320, before=60, keep_lines=True),
    StyleSpec("MzPicture", PICTURE, line=0, jc="center", grid=False, keep_next=True, custom=True),
    StyleSpec(CARRIER_ID, CARRIER, size=2, line=20, jc="left", grid=False, custom=True),
    StyleSpec("Footer", "footer", SONGTI, 28, FOOTER_LINE, jc="left", grid=False, western=False),
)

RUN_STYLES = {"楷体": ("MzKai", KAITI, ""), "黑体": ("MzHei", HEITI, ""), "待补": ("MzMissing", "", "D9D9D9")}
"""Run-level roles: name, then id, face and shading of the character style."""

RULE_OUTER = 12
"""Top and bottom rule of a three-line table, in eighths of a point (practice)."""
RULE_INNER = 6
CELL_MARGINS = {"top": 40, "left": 57, "bottom": 40, "right": 57}

CHART_SIZE = 900
"""Text of a chart in hundredths of a point (小五): at 五号 fourteen names do not stand under each other in the height left."""
CHART_FILLS = ("404040", "BFBFBF", "7F7F7F", "E7E7E7")
"""Greys that a black-and-white printer keeps apart."""

READING_SIZE = 36
READING_LINE = 720


def page(profile: Profile) -> Page:
    """The page of a profile."""
    element = Page()
    if profile.margins == "compensated":
        element = replace(element, top=1960, bottom=1847, line=589)
    return replace(element, line=READING_LINE) if profile.reading else element


def styles(profile: Profile) -> tuple[StyleSpec, ...]:
    """The paragraph styles of a profile: text on the grid follows its pitch, and the reading copy its size."""
    return tuple(_fit(spec, page(profile).line, profile.reading) for spec in STYLES)


def _fit(spec: StyleSpec, line: int, reading: bool) -> StyleSpec:
    if spec.line != PITCH:
        return spec
    larger = max(spec.size, READING_SIZE) if reading else spec.size
    before = line if spec.before else 0
    return replace(spec, line=line, before=before, size=larger, tracking=0 if reading else spec.tracking)
