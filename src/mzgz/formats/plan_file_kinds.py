"""A plan in any file people have: Word, or plain text in any encoding; what is neither ends in a plain sentence."""

from __future__ import annotations

import re
from typing import Final

from mzgz.intake.extract.blocks import Block, from_paragraphs, from_text

MOST_BYTES: Final = 64 * 2**20
MOST_TEXT: Final = 2_000_000
"""Characters; a work report has thirty thousand."""

_FOREIGN: Final = (
    (b"%PDF", "是 PDF；请用 Word 或 WPS 打开后另存为 .docx，或把文字复制到 .txt 里"),
    (b"\xd0\xcf\x11\xe0", "是旧版的 .doc（或 .wps、.xls），或者加了打开密码；请用 Word 或 WPS 去掉密码、另存为 .docx"),
    (b"{\\rtf", "是 RTF；请用 Word 或 WPS 打开后另存为 .docx"),
    (b"\x89PNG", "是图片；要先识别成文字"),
    (b"\xff\xd8\xff", "是图片；要先识别成文字"),
    (b"GIF8", "是图片；要先识别成文字"),
    (b"Rar!", "是压缩包；请先解压，再指明里面的文件"),
    (b"7z\xbc\xaf", "是压缩包；请先解压，再指明里面的文件"),
)
_PAGE: Final = re.compile(r"\s*(?:<!doctype html|<html|<\?xml)", re.IGNORECASE)
_CHINESE: Final = re.compile("[\u4e00-\u9fff]")


class NotAPlan(Exception):  # noqa: N818 - told to the user as what it is
    """A file no plan can be read from, and why, in Chinese."""


def plan_blocks(data: bytes) -> list[Block]:
    """The blocks of a plan. Raises NotAPlan."""
    if len(data) > MOST_BYTES:
        raise NotAPlan(
            f"文件太大（{len(data) // 2**20} MB，最多 {MOST_BYTES // 2**20} MB），不像一份讲话或计划，没有读"
        )
    for mark, why in _FOREIGN:
        if data.startswith(mark):
            raise NotAPlan(why)
    blocks = _from_word(data) if data.startswith(b"PK") else from_text(plain_text(data))
    if not any(_CHINESE.search(block.text) for block in blocks):
        raise NotAPlan("里面没有中文文字，读不出目标" if any(not block.blank for block in blocks) else "是空的")
    return blocks


def _from_word(data: bytes) -> list[Block]:
    from mzgz.formats.docx.package_reader import Unreadable
    from mzgz.formats.docx.plan_reader import plan_paragraphs

    if b"xl/workbook.xml" in data:
        raise NotAPlan("是 Excel 工作簿；请把要读的表格复制到 Word 或 .txt 里")
    if b"ppt/presentation.xml" in data:
        raise NotAPlan("是演示文稿；请把文字复制到 Word 或 .txt 里")
    try:
        return from_paragraphs(plan_paragraphs(data))
    except Unreadable as reason:
        raise NotAPlan(str(reason).replace("再来核对", "再来")) from reason


def plain_text(data: bytes) -> str:
    """The characters of a text file: UTF-8, UTF-16 or GB18030, by what the bytes can be. Raises NotAPlan."""
    for encoding in _encodings(data):
        try:
            text = data.decode(encoding)
        except UnicodeError:
            continue
        return _checked(text.removeprefix("\ufeff"))
    raise NotAPlan("不是文字文件，或者编码不认得；请用记事本打开后另存为 UTF-8 的 .txt")


def _encodings(data: bytes) -> tuple[str, ...]:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return ("utf-16",)
    nulls = data[:4000].count(0)
    if nulls:
        even = data[:4000:2].count(0)
        return ("utf-16-be", "utf-16-le") if even * 2 > nulls else ("utf-16-le", "utf-16-be")
    return ("utf-8", "gb18030", "utf-16-le")


def _checked(text: str) -> str:
    if len(text) > MOST_TEXT:
        raise NotAPlan(f"文字太多（超过{MOST_TEXT // 10000}万字），不像一份讲话或计划，没有读")
    if _PAGE.match(text):
        raise NotAPlan("是网页；请在浏览器里打开，把文字复制到 .txt 里")
    strange = sum(char < " " and char not in "\t\r\n\f\v" for char in text[:4000])
    if strange > 8 or text[:4000].count("\ufffd") > 8:
        raise NotAPlan("不是文字文件；请用 Word 或 WPS 打开后另存为 .docx 或 .txt")
    return text
