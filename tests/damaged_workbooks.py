"""Workbooks as they come back from the world: each one way of being wrong, and what must be said about it."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from datetime import date
from typing import Any

import openpyxl
from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.utils import column_index_from_string
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet

from mzgz.intake.form import layout
from mzgz.intake.form.form_editions import TODAY

Change = Callable[[bytes], bytes]
_MEMBERS = {name: f"xl/worksheets/sheet{place}.xml" for place, name in enumerate(TODAY.sheets, 1)}
_FIGURES = _MEMBERS[layout.FIGURES]
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


@dataclass(frozen=True)
class Damage:
    """What is done to a filled form, and the finding: its code, its cell, and a word its message or hint must hold."""

    name: str
    make: Change
    code: str
    cell: str | None = None
    word: str = ""
    harmless: bool = False
    """Whether every value is still certain: then the same return must come out as from the sound form; without a code
    nothing is told either."""


# Rows of the small form: a section heading in 4, then the blocks.
RATIO, SPENT, VISIT, SUBSIDY, DUTY = 5, 7, 8, 12, 15
PRAISE, HONOUR = 13, 23
"""The first rows of two lists of the annex."""


def edited(change: Callable[[Any], object]) -> Change:
    """Through openpyxl, as any program would save it."""

    def make(form: bytes) -> bytes:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(form))
        change(book)
        buffer = io.BytesIO()
        book.save(buffer)
        return buffer.getvalue()

    return make


def put(sheet: str, cell: str, value: Any, number_format: str | None = None) -> Change:
    """One value in one cell."""

    def change(book: Any) -> None:
        book[sheet][cell].value = value
        if isinstance(value, str) and number_format != "formula":
            book[sheet][cell].data_type = "s"
        elif number_format and number_format != "formula":
            book[sheet][cell].number_format = number_format

    return edited(change)


def figure(cell: str, value: Any, number_format: str | None = None) -> Change:
    return put(layout.FIGURES, cell, value, number_format)


def on_figures(change: Callable[[Worksheet], object]) -> Change:
    return edited(lambda book: change(book[layout.FIGURES]))


def repacked(form: bytes, **changes: bytes | None) -> bytes:
    """With members replaced, added or (None) left out."""
    with zipfile.ZipFile(io.BytesIO(form)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    for name, data in changes.items():
        members.pop(name, None)
        if data is not None:
            members[name] = data
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def member(name: str, data: bytes | None) -> Change:
    return lambda form: repacked(form, **{name: data})


def patched(name: str, pattern: str, into: str) -> Change:
    """One member with its text changed."""

    def make(form: bytes) -> bytes:
        with zipfile.ZipFile(io.BytesIO(form)) as archive:
            text = archive.read(name).decode()
        changed, count = re.subn(pattern, into, text, count=1, flags=re.DOTALL)
        assert count, f"{pattern} is not in {name}"
        return repacked(form, **{name: changed.encode()})

    return make


def raw(cell: str, inner: str, kind: str = "n") -> Change:
    """A cell of 填报 with that XML inside: formulas with the result they had."""
    return patched(
        _FIGURES, rf'<c r="{cell}" s="([0-9]+)"[^>]*?(/>|>.*?</c>)', rf'<c r="{cell}" s="\1" t="{kind}">{inner}</c>'
    )


def zipped(**members: bytes) -> Change:
    def make(_: bytes) -> bytes:
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in members.items():
                archive.writestr(name, data)
        return buffer.getvalue()

    return make


def always(data: bytes) -> Change:
    return lambda _: data


def _locked_zip(form: bytes) -> bytes:
    """The flag that says a member is encrypted, in both places it stands."""
    data = bytearray(form)
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(sign) + offset] |= 1
    return bytes(data)


def _twice_the_sheet(form: bytes) -> bytes:
    buffer = io.BytesIO(form)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with zipfile.ZipFile(buffer, "a") as archive:
            archive.writestr(_FIGURES, b"<worksheet/>")
    return buffer.getvalue()


def _own_workbook(_: bytes) -> bytes:
    book = openpyxl.Workbook()
    book.active["A1"] = 812  # type: ignore[index]
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _emptied(book: Any) -> None:
    for name in (layout.FIGURES, layout.EXPLANATIONS, layout.ANNEX):
        for row in book[name].iter_rows(min_row=layout.FIRST_ROW):
            for cell in row:
                if isinstance(cell, Cell) and not cell.protection.locked:
                    cell.value = None


def _swap(first: str, second: str) -> Callable[[Worksheet], None]:
    def change(sheet: Any) -> None:
        sheet[first].value, sheet[second].value = sheet[second].value, sheet[first].value

    return change


def _copy_row(source: int, into: int) -> Callable[[Worksheet], None]:
    def change(sheet: Any) -> None:
        for letter in "ABDEI":
            sheet[f"{letter}{into}"].value = sheet[f"{letter}{source}"].value

    return change


def _below(sheet: Any) -> None:
    """The first block of the sheet cut out and put under the last."""
    last = sheet.max_row
    for place in range(2):
        for column in range(1, 15):
            sheet.cell(last + 1 + place, column).value = sheet.cell(RATIO + place, column).value
            sheet.cell(last + 1 + place, column)._style = sheet.cell(RATIO + place, column)._style
            sheet.cell(RATIO + place, column).value = None


def put_in(sheet: Any, cell: str, value: str) -> None:
    sheet[cell].value = value


def _two_cells(sheet: Any) -> None:
    """As in a row that was put in, whose cells are not one."""
    sheet[f"E{PRAISE}"].value = "另有3处"


def _elsewhere(sheet: Any) -> None:
    """In a row that was put in, and not in the first of its cells."""
    sheet[f"E{PRAISE + 1}"].value = "建成3处"


def _unmerged(change: Callable[[Any], object], name: str = layout.FIGURES) -> Change:
    """Programs shift merged areas along with rows; openpyxl does not."""

    def both(book: Any) -> None:
        sheet = book[name]
        for area in list(sheet.merged_cells.ranges):
            sheet.unmerge_cells(str(area))
        change(sheet)

    return edited(both)


def _copied(book: Any, figure: int) -> None:
    sheet = book.copy_worksheet(book[layout.FIGURES])
    sheet.title = "填报 (2)"
    sheet[f"I{RATIO}"].value = figure


_LAUGHS = '<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
_SHEET_START = r"^(<\?xml[^>]*\?>)?\s*<worksheet"
_NUMBER = f"I{RATIO}"
_AT = f"{layout.FIGURES}!"

FILES = (
    Damage("empty", always(b""), "F108"),
    Damage("plain text renamed", always("单位,数\n".encode()), "F101", word="别的文件"),
    Damage(
        "web page in one file", always(b"MIME-Version: 1.0\r\nContent-Type: multipart/related"), "F101", word="网页"
    ),
    Damage("web page renamed", always(b"<html><table></table></html>"), "F101", word="网页"),
    Damage("scan renamed", always(b"%PDF-1.7 scan"), "F101", word="PDF"),
    Damage("photo renamed", always(b"\xff\xd8\xff\xe0 photo"), "F101", word="图片"),
    Damage("letter renamed", zipped(**{"word/document.xml": b"<w/>"}), "F101", word="文稿"),
    Damage("archive renamed", zipped(a=b"a"), "F101", word="压缩包"),
    Damage("old letter renamed", always(_OLE + "WordDocument".encode("utf-16-le")), "F101", word="文稿"),
    Damage("password", always(_OLE + "EncryptedPackage".encode("utf-16-le")), "F103"),
    Damage("members with password", _locked_zip, "F103"),
    Damage(".ods without content", zipped(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"), "F104"),
    Damage(".odt", zipped(mimetype=b"application/vnd.oasis.opendocument.text"), "F101", word="文稿"),
    Damage(
        ".ods with password",
        zipped(
            mimetype=b"application/vnd.oasis.opendocument.spreadsheet",
            **{"META-INF/manifest.xml": b"<manifest><encryption-data/></manifest>"},
        ),
        "F103",
    ),
    Damage(".xlsb", member("xl/workbook.bin", b"\x00"), "F102", word=".xlsb"),
    Damage("macros", member("xl/vbaProject.bin", b"\x00"), "F107"),
    Damage("cut off", lambda form: form[: len(form) // 2], "F104"),
    Damage("sheet broken off", patched(_FIGURES, r"</sheetData>.*$", ""), "F104"),
    Damage("cell with a wild address", patched(_FIGURES, 'r="I5"', 'r="5I"'), "F104"),
    Damage("merged area without end", patched(_FIGURES, '<mergeCell ref="[^"]*"', '<mergeCell ref="C5:"'), "F104"),
    Damage("without relations", member("xl/_rels/workbook.xml.rels", None), "F104"),
    Damage("workbook part is rubbish", member("xl/workbook.xml", b"\x00\x01"), "F104"),
    Damage("zip bomb, one member", member("xl/media/a.bin", bytes(15 * 1024 * 1024)), "F105"),
    Damage("zip bomb, far over the limit", member("xl/media/a.bin", bytes(40 * 1024 * 1024)), "F105"),
    Damage("zip bomb, many members", zipped(**{f"xl/{n}.xml": b"" for n in range(400)}), "F173", word="400个部件"),
    Damage("a member twice", _twice_the_sheet, "F174", word="同名"),
    Damage("billion laughs", patched(_FIGURES, _SHEET_START, _LAUGHS + "<worksheet"), "F106", word="sheet"),
    Damage(
        "outside entity",
        member("xl/sharedStrings.xml", b'<!DOCTYPE sst [<!ENTITY x SYSTEM "file:///etc/passwd">]><sst>&x;</sst>'),
        "F106",
    ),
    Damage(
        "entities in UTF-16",
        member("xl/theme/theme1.xml", f'<?xml version="1.0" encoding="utf-16"?>{_LAUGHS}<a>&b;</a>'.encode("utf-16")),
        "F106",
    ),
)

WHOSE = (
    Damage("own workbook", _own_workbook, "F111", "Sheet!A1"),
    Damage("another version", put("mzgz", "B1", "0"), "F112", "封面!C4"),
    Damage("unknown unit", put("mzgz", "B3", "150799"), "F114", "封面!C4", "150799"),
    Damage("unit code changed", put("mzgz", "B3", "150721"), "F114", "封面!C4", "文件名"),
    Damage("unit on the cover changed", put("封面", "C4", "阿荣旗"), "F113", "封面!C4", "阿荣旗"),
    Damage("month on the cover changed", put("封面", "C5", "2022年7月"), "F113", "封面!C5", "2022年7月"),
    Damage("month unreadable", put("mzgz", "B2", "六月"), "F115", "封面!C5", "六月"),
    Damage("month without a plan", put("mzgz", "B2", "2019-06"), "F115", "封面!C5"),
    Damage("a year for a month", put("mzgz", "B2", "2022"), "F115", "封面!C5"),
    Damage("target changed since", figure(f"B{RATIO}", "0" * 16), "F116", f"{_AT}C{RATIO}", "护理型床位占比"),
    Damage("fingerprint changed", put("mzgz", "B4", "0" * 64), "F113", f"{_AT}C4"),
    Damage("sheet deleted", edited(lambda book: book.remove(book["附表"])), "F117", "附表!A1"),
    Damage("hidden sheet deleted", edited(lambda book: book.remove(book["mzgz"])), "F111", "封面!A1"),
    Damage("sheet renamed", edited(lambda book: setattr(book["填报"], "title", "Sheet1")), "F117", "填报!A1", "改了名"),
    Damage("extra sheet", edited(lambda book: book.create_sheet("测算")), "F118", "测算!A1", harmless=True),
    Damage("nothing filled in", edited(_emptied), "F119", f"{_AT}I4"),
)

PLACES = (
    Damage("column put in", _unmerged(lambda sheet: sheet.insert_cols(5)), "F121", f"{_AT}E3", "计量单位"),
    Damage("row put in at the top", _unmerged(lambda sheet: sheet.insert_rows(1)), "", harmless=True),
    Damage("row above the head deleted", _unmerged(lambda sheet: sheet.delete_rows(2)), "", harmless=True),
    Damage("lists pushed down", _unmerged(lambda sheet: sheet.insert_rows(1, 2), layout.ANNEX), "", harmless=True),
    Damage("lists pulled up", _unmerged(lambda sheet: sheet.delete_rows(2), layout.ANNEX), "", harmless=True),
    Damage("rows put into a list", _unmerged(lambda sheet: sheet.insert_rows(13, 3), layout.ANNEX), "", harmless=True),
    Damage("explanations pushed down", edited(lambda book: book["情况说明"].insert_rows(1, 2)), "", harmless=True),
    Damage("name of a list taken out", put("附表", f"A{PRAISE - 2}", None), "F121", "附表!A1", "亮点"),
    Damage("highlight in the wrong column", _unmerged(_elsewhere, layout.ANNEX), "F152", f"附表!B{PRAISE + 1}"),
    Damage("highlight in two cells", _unmerged(_two_cells, layout.ANNEX), "F126", f"附表!E{PRAISE}", "另有3处"),
    Damage("blocks moved", _unmerged(_below), "", harmless=True),
    Damage("title of another unit", figure("C1", "阿荣旗2022年6月目标任务填报表"), "F113", f"{_AT}C1", "阿荣旗"),
    Damage("title of another month", figure("C1", "海拉尔区2022年7月目标任务填报表"), "F113", f"{_AT}C1", "7月"),
    Damage(
        "lists of another unit", put("附表", "B1", "阿荣旗2022年6月目标任务填报表：附表"), "F113", "附表!B1", "阿荣旗"
    ),
    Damage("heads exchanged", on_figures(_swap("I3", "J3")), "F121", f"{_AT}I3", "本期填报"),
    Damage("names exchanged", on_figures(_swap(f"C{RATIO}", f"C{SPENT}")), "F121", f"{_AT}C{RATIO}", "护理型床位占比"),
    Damage("labels exchanged", on_figures(_swap(f"D{RATIO}", f"D{RATIO + 1}")), "F121", f"{_AT}D{RATIO}", "分子"),
    Damage("unit of measure changed", figure(f"E{RATIO}", "个"), "F121", f"{_AT}E{RATIO}", "张"),
    Damage("keys exchanged", on_figures(_swap(f"A{RATIO}", f"A{SPENT}")), "F116", f"{_AT}C{RATIO}"),
    Damage(
        "blank row deleted",
        _unmerged(lambda sheet: sheet.delete_rows(SUBSIDY + 1)),
        "F129",
        f"{_AT}D{SUBSIDY}",
        "空着",
        harmless=True,
    ),
    Damage("row with a day deleted", _unmerged(lambda sheet: sheet.delete_rows(VISIT + 1)), "F124", f"{_AT}D{VISIT}"),
    Damage("sheet copied and changed", edited(lambda book: _copied(book, 900)), "F120", "填报 (2)!A1", "只留下"),
    Damage("sheet copied as it is", edited(lambda book: _copied(book, 812)), "F118", "填报 (2)!A1", harmless=True),
    Damage("row deleted", _unmerged(lambda sheet: sheet.delete_rows(RATIO + 1)), "F124", f"{_AT}D{RATIO}", "分母"),
    Damage("block deleted", _unmerged(lambda sheet: sheet.delete_rows(SPENT)), "F124", f"{_AT}C4", "救助资金支出"),
    Damage("row copied below", on_figures(_copy_row(RATIO, 40)), "F123", f"{_AT}D40", f"D{RATIO}"),
    Damage(
        "row of another form",
        figure(f"A{RATIO}", "other-share/numerator"),
        "F122",
        f"{_AT}D{RATIO}",
        "没有“护理型床位占比：分子：护理型床位”这一项",
    ),
    Damage("row without key", figure(f"A{RATIO}", None), "F126", f"{_AT}I{RATIO}", "812"),
    Damage(
        "inputs merged",
        on_figures(lambda sheet: sheet.merge_cells(f"I{RATIO}:I{RATIO + 1}")),
        "F125",
        f"{_AT}I{RATIO}",
        f"I{RATIO}:I{RATIO + 1}",
    ),
    Damage("written beside the form", figure(f"P{RATIO}", 812), "F126", f"{_AT}P{RATIO}", "812"),
    Damage("written below the form", figure("I60", "合计"), "F126", f"{_AT}I60", "合计"),
    Damage("reason in a closed cell", figure(f"J{RATIO + 1}", "无"), "F126", f"{_AT}J{RATIO + 1}"),
    Damage("list head changed", put("附表", f"E{HONOUR - 1}", "等级"), "F121", f"附表!E{HONOUR - 1}", "级别"),
    Damage("list rows merged", edited(lambda book: book["情况说明"].merge_cells("B4:C4")), "F125", "情况说明!B4"),
)

FORMULAS = (
    Damage("formula without value", figure(_NUMBER, "=400+412", "formula"), "F131", _AT + _NUMBER, "=400+412"),
    Damage("division by zero", raw(_NUMBER, "<f>812/0</f><v>#DIV/0!</v>", "e"), "F132", _AT + _NUMBER, "#DIV/0!"),
    Damage("lost reference", raw(_NUMBER, "<f>#REF!+1</f><v>#REF!</v>", "e"), "F132", _AT + _NUMBER, "#REF!"),
    Damage("error pasted as value", raw(_NUMBER, "<v>#N/A</v>", "e"), "F132", _AT + _NUMBER, "#N/A"),
    Damage("another file", raw(_NUMBER, "<f>[1]Sheet1!B2</f><v>812</v>"), "F133", _AT + _NUMBER, "别的文件"),
    Damage("DDE", raw(_NUMBER, "<f>cmd|'/c calc'!A0</f><v>812</v>"), "F133", _AT + _NUMBER),
    Damage("DDE in a note", figure(f"M{DUTY}", "=cmd|'/c calc'!A0", "formula"), "F133", f"{_AT}M{DUTY}"),
    Damage("web service", raw(_NUMBER, '<f>WEBSERVICE("http://a")</f><v>812</v>'), "F133", _AT + _NUMBER),
    Damage("formula in a note", figure(f"M{DUTY}", '=HYPERLINK("x")', "formula"), "F134", f"{_AT}M{DUTY}"),
    Damage("sum with its value", raw(_NUMBER, "<f>400+412</f><v>812</v>"), "F135", _AT + _NUMBER, "812", harmless=True),
    Damage(
        "links to other files", member("xl/externalLinks/externalLink1.xml", b"<externalLink/>"), "F110", harmless=True
    ),
)

VALUES = (
    Damage("about", figure(_NUMBER, "约800"), "F141", _AT + _NUMBER, "约800"),
    Damage("full-width digits", figure(_NUMBER, "８１２"), "F141", _AT + _NUMBER, "请改填 812"),
    Damage("comma and measure", figure(_NUMBER, "1,204张"), "F141", _AT + _NUMBER, "请改填 1204"),
    Damage("none in words", figure(_NUMBER, "无"), "F141", _AT + _NUMBER, "没有发生填 0"),
    Damage("two numbers", figure(_NUMBER, "812/1450"), "F141", _AT + _NUMBER),
    Damage("number stored as text", figure(_NUMBER, "812"), "F142", _AT + _NUMBER, harmless=True),
    Damage("percent by format", figure(_NUMBER, 0.55, "0%"), "F143", _AT + _NUMBER, "55%"),
    Damage("percent as text", figure(_NUMBER, "55%"), "F143", _AT + _NUMBER, "55%"),
    Damage("number turned date", figure(_NUMBER, date(2022, 3, 4)), "F144", _AT + _NUMBER, "2022-03-04"),
    Damage("more digits than kept", figure(_NUMBER, 8.12e17), "F145", _AT + _NUMBER),
    Damage("not a number at all", raw(_NUMBER, "<v>NaN</v>"), "F104"),
    Damage("infinite", raw(_NUMBER, "<v>1e999</v>"), "F145", _AT + _NUMBER),
    Damage("logical value", figure(_NUMBER, True), "F146", _AT + _NUMBER, "TRUE"),
    Damage("day in words", figure(f"I{VISIT + 1}", "五月底"), "F147", f"{_AT}I{VISIT + 1}", "五月底"),
    Damage("month for a day", figure(f"I{VISIT + 1}", "2022.5"), "F147", f"{_AT}I{VISIT + 1}"),
    Damage("day as text", figure(f"I{VISIT + 1}", "2022年5月20日"), "F148", f"{_AT}I{VISIT + 1}", harmless=True),
    Damage("day as number", figure(f"I{VISIT + 1}", 44701, "General"), "F149", f"{_AT}I{VISIT + 1}", "2022-05-20"),
    Damage("promise as number", figure(f"K{SUBSIDY}", 44752, "General"), "F149", f"{_AT}K{SUBSIDY}", "2022-07-10"),
    Damage("neither yes nor no", figure(f"I{VISIT}", "基本完成"), "F150", f"{_AT}I{VISIT}", "是、否"),
    Damage("unknown stage", figure(f"I{DUTY}", "已经完成"), "F150", f"{_AT}I{DUTY}", "已完成"),
    Damage("number where a reason goes", figure(f"J{RATIO}", 812), "F151", f"{_AT}J{RATIO}", "812"),
    Damage("day where words go", figure(f"M{DUTY}", date(2022, 6, 1)), "F146", f"{_AT}M{DUTY}"),
    Damage("reason without number", figure(_NUMBER, None), "F153", f"{_AT}M{RATIO}"),
    Damage("honour without level", put("附表", f"E{HONOUR}", None), "F152", f"附表!E{HONOUR}", "级别"),
    Damage(
        "unknown section", put("附表", f"B{PRAISE}", "养老服务体系"), "F150", f"附表!B{PRAISE}", "健全完善养老服务体系"
    ),
    Damage("unknown target", put("情况说明", "C4", "探访"), "F150", "情况说明!C4"),
    Damage("unknown field", put("情况说明", "D4", "完成数"), "F163", "情况说明!D4", "分子"),
    Damage(
        "early thing not offered",
        edited(lambda book: (put_in(book["附表"], "B5", "安全底线"), put_in(book["附表"], "C5", "是"))),
        "F150",
        "附表!B5",
    ),
    Damage("role as number of a day", put("封面", "C9", 44747, "General"), "F149", "封面!C9"),
)


def rich(cell: str, runs: str) -> Change:
    return raw(cell, f"<is>{runs}</is>", "inlineStr")


def run_(text: str, look: str = "") -> str:
    return f"<r><rPr>{look}</rPr><t>{text}</t></r>"


def whole_font(look: str) -> Change:
    """The number's cell in a font of its own."""

    def change(book: Any) -> None:
        cell = book[layout.FIGURES][_NUMBER]
        font = copy(cell.font)
        setattr(font, "strike" if look == "strike" else "vertAlign", True if look == "strike" else look)
        cell.font = font

    return edited(change)


def commented(sheet: str, cell: str, text: str) -> Change:
    return edited(lambda book: setattr(book[sheet][cell], "comment", Comment(text, "张")))


def since_1904(cell: str, serial: int, number_format: str) -> Change:
    def change(book: Any) -> None:
        book.epoch = CALENDAR_MAC_1904
        for sheet in (layout.COVER, layout.FIGURES):
            for row in book[sheet].iter_rows():
                for held in row:
                    if isinstance(held.value, date) and held.coordinate != cell:
                        held.value = held.value  # openpyxl counts it anew when it saves
        book[layout.FIGURES][cell].value = serial
        book[layout.FIGURES][cell].number_format = number_format

    return edited(change)


def renamed(name: str, into: str) -> Change:
    def make(form: bytes) -> bytes:
        with zipfile.ZipFile(io.BytesIO(form)) as archive:
            data = archive.read(name)
        return repacked(form, **{name: None, into: data})

    return make


def _backslashes(form: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(form)) as archive:
        members = {name.replace("/", "\\"): archive.read(name) for name in archive.namelist()}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in members.items():
            info = zipfile.ZipInfo("x")
            info.filename = name
            archive.writestr(info, data)
    return buffer.getvalue()


def _strict(form: bytes) -> bytes:
    """As Excel saves it in the strict form of the standard: other names of the parts, other names in them."""
    names = {
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main": b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        b"http://schemas.openxmlformats.org/officeDocument/2006/": b"http://purl.oclc.org/ooxml/officeDocument/",
        b"http://schemas.openxmlformats.org/drawingml/2006/": b"http://purl.oclc.org/ooxml/drawingml/",
    }
    with zipfile.ZipFile(io.BytesIO(form)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    for old, new in names.items():
        members = {name: data.replace(old, new) for name, data in members.items()}
    return repacked(form, **members)


def _hidden(*rows: int) -> Callable[[Worksheet], object]:
    return lambda sheet: [setattr(sheet.row_dimensions[row], "hidden", True) for row in rows]


def _columns_hidden(letters: str) -> Callable[[Worksheet], object]:
    return lambda sheet: [setattr(sheet.column_dimensions[letter], "hidden", True) for letter in letters]


def _sheet_hidden(book: Any) -> None:
    book[layout.FIGURES].sheet_state = "hidden"


def _copied_empty(book: Any) -> None:
    _copied(book, 900)
    for row in book["填报 (2)"].iter_rows(min_row=RATIO):
        for cell in row:
            if isinstance(cell, Cell) and cell.column_letter in "IJKMN":
                cell.value = None


def _in_a_thread(form: bytes) -> bytes:
    """As Excel keeps it: the thread itself, and for programs that know no threads a comment with a word before it."""
    text = "[线程批注]\n\n你的 Excel 版本可读取此线程批注。\n\n注释:\n    台账是900，请核"
    return on_figures(lambda sheet: setattr(sheet[f"I{RATIO}"], "comment", Comment(text, "规财")))(form)


_DAY = f"I{VISIT + 1}"
_NOTE = f"M{DUTY}"
_STYLES, _BOOK = "xl/styles.xml", "xl/workbook.xml"

SHOWN = (
    Damage("ten thousands by format", figure(_NUMBER, 8120000, '0!.0,"万张"'), "F138", _AT + _NUMBER, "8120000"),
    Damage("ten thousands by literal", figure(_NUMBER, 812, '0"万"'), "F138", _AT + _NUMBER, "812万"),
    Damage("thousands by comma", figure(_NUMBER, 812000, "0,"), "F138", _AT + _NUMBER, "812"),
    Damage("millions by commas", figure(_NUMBER, 812000000, "#,##0,,"), "F138", _AT + _NUMBER, "812"),
    Damage("thousands under a condition", figure(_NUMBER, 812000, '[>=1000]0,"千";0'), "F138", _AT + _NUMBER, "812千"),
    Damage("digit in front by format", figure(_NUMBER, 812, '"1"0'), "F138", _AT + _NUMBER, "1812"),
    Damage("hidden by format", figure(_NUMBER, 812, ";;;"), "F138", _AT + _NUMBER, "空白"),
    Damage("a word for the number", figure(_NUMBER, 812, '"无"'), "F138", _AT + _NUMBER, "无"),
    Damage("literal percent", figure(_NUMBER, 55, '0"%"'), "F143", _AT + _NUMBER, "55%"),
    Damage("escaped percent", figure(_NUMBER, 55, "0\\%"), "F143", _AT + _NUMBER, "55%"),
    Damage("full-width percent", figure(_NUMBER, 55, "0％"), "F143", _AT + _NUMBER, "55"),
    Damage("percentage points by literal", figure(_NUMBER, 55, '0"个百分点"'), "F138", _AT + _NUMBER, "55个百分点"),
    Damage("tenths by literal", figure(_NUMBER, 8, '0"成"'), "F138", _AT + _NUMBER, "8成"),
    Damage("per mille", figure(_NUMBER, 55, '0"‰"'), "F138", _AT + _NUMBER, "55‰"),
    Damage("part of a thing", figure(_NUMBER, 0.55, "General"), "F182", _AT + _NUMBER, "0.55"),
    Damage("part of a thing shown as a whole", figure(_NUMBER, 811.6, "0"), "F182", _AT + _NUMBER, "811.6"),
    Damage("nought shown as nothing", figure(_NUMBER, 0, "0;;"), "F138", _AT + _NUMBER, "空白"),
    Damage("about by format", figure(_NUMBER, 812, '"约"0'), "F138", _AT + _NUMBER, "约812"),
    Damage("more than by format", figure(_NUMBER, 812, '0"余张"'), "F138", _AT + _NUMBER, "812余张"),
    Damage("minus by format", figure(_NUMBER, 812, '"-"0'), "F138", _AT + _NUMBER, "-812"),
    Damage("note number as a sign", figure(_NUMBER, "812²"), "F141", _AT + _NUMBER, "请只填数字"),
    Damage("number in Chinese signs", figure(_NUMBER, "八百一十二"), "F141", _AT + _NUMBER, "请改填 812"),
    Damage("sign that turns the direction", figure(_NUMBER, "\u202d812"), "F142", _AT + _NUMBER, harmless=True),
    Damage("whole number with a point", figure(_NUMBER, "812.0"), "F142", _AT + _NUMBER, harmless=True),
    Damage("grouped and with its unit", figure(_NUMBER, 812, '#,##0"张"'), "", harmless=True),
    Damage("two decimals shown", figure(_NUMBER, 812, "0.00_ "), "", harmless=True),
    Damage("General with its unit", figure(_NUMBER, 812, 'General"张"'), "", harmless=True),
    Damage("accountant's format", figure(_NUMBER, 812, '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ '), "", harmless=True),
    Damage("coloured negatives", figure(_NUMBER, 812, "0_);[Red](0)"), "", harmless=True),
    Damage(
        "old number struck out",
        rich(_NUMBER, run_("853", "<strike/>") + run_("812")),
        "F140",
        _AT + _NUMBER,
        "只填 812",
    ),
    Damage(
        "note number raised",
        rich(_NUMBER, run_("812") + run_("1", '<vertAlign val="superscript"/>')),
        "F154",
        _AT + _NUMBER,
        "只填 812",
    ),
    Damage(
        "note number lowered",
        rich(_NUMBER, run_("812") + run_("1", '<vertAlign val="subscript"/>')),
        "F154",
        _AT + _NUMBER,
    ),
    Damage("all runs struck out", rich(_NUMBER, run_("812", "<strike/>")), "F139", _AT + _NUMBER, "812"),
    Damage("whole cell struck out", whole_font("strike"), "F139", _AT + _NUMBER, "812"),
    Damage(
        "strike switched off", rich(_NUMBER, run_("812", '<strike val="0"/>')), "F142", _AT + _NUMBER, harmless=True
    ),
    Damage(
        "day partly struck out", rich(_DAY, run_("2022-05-21", "<strike/>") + run_("2022-05-20")), "F140", _AT + _DAY
    ),
    Damage("choice struck out", rich(f"I{VISIT}", run_("否", "<strike/>") + run_("是")), "F140", f"{_AT}I{VISIT}"),
    Damage(
        "words struck out",
        rich(_NOTE, run_("原先的话", "<strike/>") + run_("已修订82个")),
        "F155",
        _AT + _NOTE,
        "原先的话",
        harmless=True,
    ),
    Damage(
        "phonetic signs", rich(_NOTE, '<r><t>已修订82个</t></r><rPh sb="0" eb="1"><t>yi</t></rPh>'), "", harmless=True
    ),
    Damage(
        "comment on a figure",
        commented(layout.FIGURES, _NUMBER, "实际应为900"),
        "F127",
        _AT + _NUMBER,
        "900",
        harmless=True,
    ),
    Damage("comment on the cover", commented(layout.COVER, "C7", "待定"), "F127", "封面!C7", "待定", harmless=True),
    Damage("day typed as eight digits", figure(_DAY, 20220520, "yyyy-mm-dd"), "F149", _AT + _DAY, "2022-05-20"),
    Damage("day typed as six digits", figure(_DAY, 220520, "yyyy-mm-dd"), "F149", _AT + _DAY, "2022-05-20"),
    Damage("day before all days", figure(_DAY, -5, "yyyy-mm-dd"), "F149", _AT + _DAY),
    Damage("day of another century", figure(_DAY, 5, "yyyy-mm-dd"), "F149", _AT + _DAY),
    Damage("no such day in eight digits", figure(_DAY, 20220231, "yyyy-mm-dd"), "F149", _AT + _DAY, "请填年月日"),
    Damage("number under a day's format", figure(_NUMBER, 812, "yyyy-mm-dd"), "F144", _AT + _NUMBER),
    Damage("count beyond all days", figure(_NUMBER, 20221220, "yyyy-mm-dd"), "F144", _AT + _NUMBER, "20221220"),
    Damage("days since 1904 as a number", since_1904(_DAY, 43239, "General"), "F149", _AT + _DAY, "2022-05-20"),
    Damage("days since 1904", since_1904(_DAY, 43239, "yyyy-mm-dd"), "", harmless=True),
    Damage("escaped control sign", rich(_NOTE, "<t>已修订_x000B_82个</t>"), "", harmless=True),
    Damage("escaped Chinese sign", rich(_NOTE, "<t>已_x4FEE_订82个</t>"), "", harmless=True),
    Damage("escape cut in two", rich(_NOTE, "<r><t>已_x4F</t></r><r><t>EE_订82个</t></r>"), "", harmless=True),
    Damage(
        "picture by formula",
        raw(_NUMBER, '<f>_xlfn.DISPIMG("ID_1",1)</f><v>=DISPIMG("ID_1",1)</v>', "str"),
        "F137",
        _AT + _NUMBER,
    ),
    Damage(
        "picture in a note", raw(_NOTE, '<f>DISPIMG("ID_1",1)</f><v>=DISPIMG("ID_1",1)</v>', "str"), "F137", _AT + _NOTE
    ),
    Damage(
        "picture in place of a value",
        patched(
            _FIGURES,
            rf'<c r="{_NUMBER}" s="([0-9]+)"[^>]*?>.*?</c>',
            rf'<c r="{_NUMBER}" s="\1" t="e" vm="1"><v>#VALUE!</v></c>',
        ),
        "F137",
        _AT + _NUMBER,
    ),
    Damage(
        "formula that gives nothing in a note",
        raw(f"M{SPENT}", '<f>IF(1=1,"","")</f><v></v>', "str"),
        "",
        harmless=True,
    ),
    Damage(
        "shared formula",
        raw(_NUMBER, '<f t="shared" ref="I5:I6" si="0">800+12</f><v>812</v>'),
        "F135",
        _AT + _NUMBER,
        "800+12",
        harmless=True,
    ),
    Damage(
        "formula shared with a cell that is gone",
        raw(_NUMBER, '<f t="shared" si="7"/><v>812</v>'),
        "F135",
        _AT + _NUMBER,
        "这里是公式，按结果 812 读入",
        harmless=True,
    ),
    Damage("true by formula", raw(_NUMBER, "<f>1=1</f><v>1</v>", "b"), "F146", _AT + _NUMBER),
    Damage("text of no number", raw(_NUMBER, "<v>99999</v>", "s"), "F104", word=_NUMBER),
    Damage("colour nobody knows", patched(_STYLES, 'rgb="FF000000"', 'rgb="#000"'), "", harmless=True),
    Damage("fill without a pattern", patched(_STYLES, "<fill><patternFill */></fill>", "<fill/>"), "", harmless=True),
    Damage(
        "font without a name",
        patched(_STYLES, '<name val="宋体" */>|<name val="&#23435;&#20307;" */>', "<name/>"),
        "",
        harmless=True,
    ),
    Damage("attribute nobody knows", patched(_BOOK, "<workbookPr", '<workbookPr foo="bar"'), "", harmless=True),
    Damage("row attribute nobody knows", patched(_FIGURES, '<row r="5"', '<row r="5" foo="bar"'), "", harmless=True),
    Damage("view nobody knows", patched(_FIGURES, "<sheetView ", '<sheetView foo="bar" '), "", harmless=True),
    Damage("core properties broken", member("docProps/core.xml", b"<cp:coreProperties"), "", harmless=True),
    Damage("theme broken", member("xl/theme/theme1.xml", b"<a:theme"), "", harmless=True),
    Damage("styles cut off", member(_STYLES, b"<styleSheet"), "F104", word="styles.xml"),
    Damage("names with other capitals", renamed(_STYLES, "xl/Styles.xml"), "", harmless=True),
    Damage("names with backslashes", _backslashes, "", harmless=True),
    Damage("strict form", _strict, "", harmless=True),
    Damage("another measure by literal", figure(_NUMBER, 812, '0"户"'), "F138", _AT + _NUMBER, "812户"),
    Damage("note number in a ring", figure(_NUMBER, "812①"), "F141", _AT + _NUMBER, "请只填数字"),
    Damage("row hidden", on_figures(_hidden(RATIO)), "F184", _AT + _NUMBER, "第5行", harmless=True),
    Damage(
        "rows filtered away", on_figures(_hidden(SPENT, DUTY)), "F184", f"{_AT}I{SPENT}", "第7、15行", harmless=True
    ),
    Damage("column of figures hidden", on_figures(_columns_hidden("I")), "F185", f"{_AT}I3", "I列", harmless=True),
    Damage("columns between hidden", on_figures(_columns_hidden("GH")), "", harmless=True),
    Damage("figures hidden with their sheet", edited(_sheet_hidden), "F186", f"{_AT}A1", "填报", harmless=True),
    Damage("sheet copied and emptied", edited(_copied_empty), "F118", "填报 (2)!A1", harmless=True),
    Damage("comment in a thread", _in_a_thread, "F127", _AT + _NUMBER, "有批注“台账是900，请核”", harmless=True),
    Damage(
        "decimals left out by format", figure(f"I{SPENT}", 61.75, "0"), "F187", f"{_AT}I{SPENT}", "62", harmless=True
    ),
    Damage("letters for noughts", figure(_NUMBER, "81O"), "F141", _AT + _NUMBER, "请改填 810"),
    Damage("row that says nothing hidden", on_figures(_hidden(4)), "", harmless=True),
    Damage("sheet cut off", patched(_FIGURES, "</sheetData>.*", ""), "F104", word="sheet2.xml"),
)


def _without_addresses(form: bytes) -> bytes:
    """As some programs write a sheet: rows and cells follow each other, and none says where it is."""
    with zipfile.ZipFile(io.BytesIO(form)) as archive:
        text = archive.read(_FIGURES).decode()

    def row(found: re.Match[str]) -> str:
        out, last = "", 0
        for letters, rest in re.findall(r'<c r="([A-Z]+)[0-9]+"([^>]*?(?:/>|>.*?</c>))', found[1], re.DOTALL):
            out += "<c/>" * (column_index_from_string(letters) - last - 1) + f"<c{rest}"
            last = column_index_from_string(letters)
        return f"<row>{out}</row>"

    changed = re.sub(r"<row[^>]*[^/]>(.*?)</row>", row, text, flags=re.DOTALL)
    return repacked(form, **{_FIGURES: changed.encode()})


def _prefixed(form: bytes) -> bytes:
    """As programs that write by a schema do: every name with its prefix."""
    with zipfile.ZipFile(io.BytesIO(form)) as archive:
        text = archive.read(_FIGURES).decode()
    text = re.sub(r"<(/?)([a-zA-Z])", r"<\1x:\2", text).replace(' xmlns="', ' xmlns:x="')
    return repacked(form, **{_FIGURES: text.encode()})


def _in_utf16(form: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(form)) as archive:
        text = re.sub(r"^<\?xml[^>]*\?>", "", archive.read(_FIGURES).decode())
    return repacked(form, **{_FIGURES: f'<?xml version="1.0" encoding="UTF-16"?>{text}'.encode("utf-16")})


def _bare(form: bytes) -> bytes:
    """Values and their formats copied sheet by sheet into a new workbook."""
    old, new = openpyxl.load_workbook(io.BytesIO(form)), openpyxl.Workbook()
    new.remove(new.worksheets[0])
    for sheet in old.worksheets:
        into = new.create_sheet(sheet.title)
        for cell in (each for row in sheet.iter_rows() for each in row if each.value is not None):
            into[cell.coordinate].value, into[cell.coordinate].number_format = cell.value, cell.number_format
    buffer = io.BytesIO()
    new.save(buffer)
    return buffer.getvalue()


def _cover(unit: str, month: str | date) -> Change:
    """Typed anew by hand."""

    def change(book: Any) -> None:
        book[layout.COVER]["C4"].value, book[layout.COVER]["C5"].value = unit, month

    return edited(change)


def _some_sheets(*names: str) -> Change:
    """Sheets copied into a new workbook: what nobody sees is not copied along."""

    def change(book: Any) -> None:
        for title in list(book.sheetnames):
            if title not in names:
                book.remove(book[title])

    return edited(change)


def _unseen_sheet(book: Any) -> None:
    book[layout.FIGURES].sheet_state = "veryHidden"


def renamed_sheet(into: str) -> Change:
    return edited(lambda book: setattr(book[layout.FIGURES], "title", into))


_ZIPPED = zipped(**{"六月.xlsx": b"PK"})
_OF_ROW = rf'<row r="{RATIO}"[^>]*>'

ODD = (
    Damage("rows and cells without addresses", _without_addresses, "", harmless=True),
    Damage("names with a prefix", _prefixed, "", harmless=True),
    Damage("sheet in UTF-16", _in_utf16, "", harmless=True),
    Damage("values alone in a new workbook", _bare, "", harmless=True),
    Damage("pictures of cells as WPS keeps them", member("xl/cellimages.xml", b"<x/>"), "", harmless=True),
    Damage("changes of a shared workbook", member("xl/revisions/log1.xml", b"<x/>"), "", harmless=True),
    Damage("day of the standard", raw(_DAY, "<v>2022-05-20T00:00:00</v>", "d"), "", harmless=True),
    Damage("power of ten", raw(_NUMBER, "<v>8.12E2</v>"), "", harmless=True),
    Damage("noise behind the last digit", raw(f"I{SPENT}", "<v>61.750000000000007</v>"), "", harmless=True),
    Damage(
        "text kept as the result of nothing", raw(_NUMBER, "<v>812</v>", "str"), "F142", _AT + _NUMBER, harmless=True
    ),
    Damage(
        "array formula",
        raw(_NUMBER, '<f t="array" ref="I5">SUM(400,412)</f><v>812</v>'),
        "F135",
        _AT + _NUMBER,
        harmless=True,
    ),
    Damage("sum of numbers alone", raw(_NUMBER, "<f>400+453</f><v>812</v>"), "F135", _AT + _NUMBER, harmless=True),
    Damage("stale reference", raw(_NUMBER, f"<f>(I{RATIO + 1}-600)*1</f><v>812</v>"), "F188", _AT + _NUMBER, "850"),
    Damage(
        "stale SUM",
        raw(_NUMBER, f"<f>SUM($I${RATIO + 1}:I{RATIO + 1},10)</f><v>812</v>"),
        "F188",
        _AT + _NUMBER,
        "1460",
    ),
    Damage(
        "sum that still holds", raw(_NUMBER, f"<f>I{RATIO + 1}-638</f><v>812</v>"), "F135", _AT + _NUMBER, harmless=True
    ),
    Damage(
        "formula nobody reckons here",
        raw(_NUMBER, "<f>ROUND(811.6,0)</f><v>812</v>"),
        "F135",
        _AT + _NUMBER,
        harmless=True,
    ),
    Damage(
        "choice by formula",
        raw(f"I{VISIT}", '<f>IF(1=1,"是","否")</f><v>是</v>', "str"),
        "F135",
        f"{_AT}I{VISIT}",
        harmless=True,
    ),
    Damage("two numbers and a comma between", figure(_NUMBER, "812、813"), "F141", _AT + _NUMBER, "请只填数字"),
    Damage("sum with its measure", figure(f"I{SPENT}", "61.75万元"), "F141", f"{_AT}I{SPENT}", "请改填 61.75"),
    Damage("sum in a smaller measure", figure(f"I{SPENT}", "617500元"), "F141", f"{_AT}I{SPENT}", "请改填 61.75"),
    Damage("sum in a larger measure", figure(f"I{SPENT}", "0.006175亿元"), "F141", f"{_AT}I{SPENT}", "请改填 61.75"),
    Damage("things by ten thousands", figure(_NUMBER, "0.0812万张"), "F141", _AT + _NUMBER, "请改填 812"),
    Damage("another thing counted", figure(_NUMBER, "812户"), "F141", _AT + _NUMBER, "请只填数字"),
    Damage("whole number with noughts and measure", figure(_NUMBER, "812.00张"), "F141", _AT + _NUMBER, "请改填 812"),
    Damage(
        "two choices",
        figure(f"I{DUTY}", "推进中/已完成"),
        "F150",
        f"{_AT}I{DUTY}",
        "是不是要写 推进中、已完成？",
    ),
    Damage("cover in other words", _cover("海拉尔区民政局", "2022年06月"), "", harmless=True),
    Damage("cover by its short name and a day", _cover("海拉尔", date(2022, 6, 1)), "", harmless=True),
    Damage("cover of another month by a day", _cover("海拉尔", date(2022, 5, 1)), "F113", "封面!C5", "“2022-05”"),
    Damage("number in quotes", figure(_NUMBER, "“812”"), "F141", _AT + _NUMBER, "请改填 812"),
    Damage("apostrophe before the number", figure(_NUMBER, "'812"), "F141", _AT + _NUMBER, "请改填 812"),
    Damage("blanks between the digits", figure(_NUMBER, "8 1 2"), "F141", _AT + _NUMBER, "请改填 812"),
    Damage("full stop behind the number", figure(_NUMBER, "812。"), "F141", _AT + _NUMBER, "请改填 812"),
    Damage("blanks of all widths around", figure(_NUMBER, "\u3000812\xa0\n"), "F142", _AT + _NUMBER, harmless=True),
    Damage("more than by a sign", figure(_NUMBER, 812, '0"+"'), "F138", _AT + _NUMBER, "812+"),
    Damage("denominator by format", figure(_NUMBER, 812, '0"分之一"'), "F138", _AT + _NUMBER, "812分之一"),
    Damage("digits in Chinese by format", figure(_NUMBER, 812, "[DBNum1][$-804]General"), "", harmless=True),
    Damage("day with the hour it begins at", figure(_DAY, "2022-05-20 00:00:00"), "F148", _AT + _DAY, harmless=True),
    Damage("day with blanks between", figure(_DAY, "2022 年 5 月 20 日"), "F148", _AT + _DAY, harmless=True),
    Damage("day without its year", figure(_DAY, "5月20日"), "F147", _AT + _DAY, "改填 2022-05-20"),
    Damage("day of a year of two digits", figure(_DAY, "22-5-20"), "F147", _AT + _DAY, "改填 2022-05-20"),
    Damage("day of no year about", figure(_DAY, "20/5/22"), "F147", _AT + _DAY, "请填年月日"),
    Damage("day spelt out", figure(_DAY, "二〇二二年五月二十日"), "F148", _AT + _DAY, harmless=True),
    Damage("true for a choice", raw(f"I{VISIT}", "<v>1</v>", "b"), "F150", f"{_AT}I{VISIT}", "TRUE"),
    Damage(
        "row pulled together",
        patched(_FIGURES, _OF_ROW, f'<row r="{RATIO}" ht="0" customHeight="1">'),
        "F184",
        _AT + _NUMBER,
        harmless=True,
    ),
    Damage(
        "column pulled together",
        patched(_FIGURES, r'<col width="[0-9]+"( [^>]*min="9" max="9")', r'<col width="0"\1'),
        "F185",
        f"{_AT}I3",
        harmless=True,
    ),
    Damage("figures hidden by a program", edited(_unseen_sheet), "F186", f"{_AT}A1", harmless=True),
    Damage("blank behind the name of a sheet", renamed_sheet("填报 "), "", harmless=True),
    Damage("name of a sheet as Numbers writes it", renamed_sheet("填报 - 表格 1"), "F117", f"{_AT}A1", "改了名"),
    Damage("sheet copied into a new workbook", _some_sheets(layout.FIGURES), "F111", f"{_AT}A1", "复制"),
    Damage(
        "all sheets that are seen copied",
        _some_sheets("封面", *TODAY.lists.values(), layout.FIGURES),
        "F111",
        "封面!A1",
        "复制",
    ),
    Damage("archive with the form in it", _ZIPPED, "F101", word="先解压"),
    Damage("RAR", always(b"Rar!" + bytes(60)), "F101", word="先解压"),
    Damage("short cut", always(b"L\0\0\0\x01\x14\x02" + bytes(60)), "F101", word="快捷方式"),
    Damage("photo of a phone", always(b"\0\0\0\x18ftypheic" + bytes(60)), "F101", word="不要拍照"),
    Damage("page by fax", always(b"II*\0" + bytes(60)), "F101", word="图片"),
    Damage("OFD", zipped(**{"OFD.xml": b"<x/>"}), "F101", word="OFD"),
    Damage("Numbers", zipped(**{"Index/Document.iwa": b"x"}), "F101", word="Numbers"),
    Damage("workbook of 2003 in XML", always(b'<?xml version="1.0"?><Workbook xmlns="urn:x"/>'), "F101", word="另存为"),
)
"""What came of looking at how other programs, telephones and people in a hurry leave a form."""

DAMAGES = (*FILES, *WHOSE, *PLACES, *FORMULAS, *VALUES, *SHOWN, *ODD)

CARRIED = [
    damage
    for damage in DAMAGES
    if damage.name
    in (
        "percent by format", "percent as text", "ten thousands by format", "thousands by comma", "literal percent",
        "hidden by format", "number turned date", "full-width digits", "old number struck out", "note number raised",
        "whole cell struck out", "words struck out", "comment on a figure", "inputs merged", "division by zero",
        "sum with its value", "day as number", "row hidden", "another measure by literal", "day typed as six digits", "column of figures hidden", "figures hidden with their sheet", "decimals left out by format",
        "neither yes nor no", "row deleted",
        "sheet deleted", "unit on the cover changed", "blocks moved", "grouped and with its unit", "another file",
    )
]  # fmt: skip
"""Those that another format can carry, as another program saves them."""
