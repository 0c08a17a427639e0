"""Plans out of any file: Word with its own numbers, merged cells and text boxes; text in any encoding; the rest refused."""

from __future__ import annotations

import io

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from mzgz.formats.plan_file_kinds import NotAPlan, plan_blocks
from mzgz.intake.extract.plan_reading import read
from mzgz.intake.extract.plan_year import plan_year

LEVELS = (("chineseCountingThousand", "%1、"), ("chineseCountingThousand", "（%2）"), ("decimal", "%3."))
BOX = """\
<w:r {w} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
 xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">
<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent>
<w:p><w:r><w:t>到2025年，火化率达到80%以上。</w:t></w:r></w:p></w:txbxContent></wps:txbx></w:drawing></mc:Choice>
<mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>到2025年，火化率达到80%以上。</w:t></w:r></w:p></w:txbxContent></w:pict></mc:Fallback>
</mc:AlternateContent></w:r>"""


def speech() -> bytes:
    document = Document()
    numbering = document.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for level, (form, text) in enumerate(LEVELS)
    )
    abstract = parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{levels}</w:abstractNum>')
    numbering.find(qn("w:num")).addprevious(abstract)
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    for text, level in (
        ("在全市民政工作会议上的讲话", None),
        ("2022年工作回顾", 0),
        ("新增床位500张。", None),
        ("2023年重点任务", 0),
        ("养老服务。新增床位800张。", 1),
        ("社会救助。复核率达到100%。", 1),
    ):
        paragraph = document.add_paragraph(text)
        if level is not None:
            number = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="77"/></w:numPr>'
            paragraph._p.get_or_add_pPr().append(parse_xml(number))
    table = document.add_table(rows=4, cols=4)
    for row, cells in enumerate(
        ("指标 单位 目标值 -", "- - 2023年 2025年", "床位 张 900 1200", "社工站覆盖率 % 80 100")
    ):
        for column, text in enumerate(cells.split()):
            table.cell(row, column).text = text.replace("-", "")
    table.cell(0, 2).merge(table.cell(0, 3))
    table.cell(0, 0).merge(table.cell(1, 0))
    table.cell(0, 1).merge(table.cell(1, 1))
    document.add_paragraph()._p.append(parse_xml(BOX.format(w=nsdecls("w"))))
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_word_numbers_its_headings_and_so_do_we() -> None:
    reading = read(plan_blocks(speech()), 2023)
    assert [(one.section, one.name, one.text) for one in reading.promises[:2]] == [
        ("二（一）", "新增床位", "800张"),
        ("二（二）", "复核率", "100%"),
    ]


def test_merged_headings_of_a_table_stand_over_their_columns() -> None:
    promises = read(plan_blocks(speech()), 2023).promises[2:6]
    assert [(one.name, one.text, one.unit, one.due) for one in promises] == [
        ("床位", "900", "张", "2023-12-31"),
        ("床位", "1200", "张", "2025-12-31"),
        ("社工站覆盖率", "80", "%", "2023-12-31"),
        ("社工站覆盖率", "100", "%", "2025-12-31"),
    ]


def test_a_text_box_is_read_once() -> None:
    boxed = [one for one in read(plan_blocks(speech()), 2023).promises if one.name == "火化率"]
    assert [(one.text, one.due) for one in boxed] == [("80%", "2025-12-31")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_text_in_any_encoding(encoding: str) -> None:
    blocks = plan_blocks("二、重点任务\r\n新建站点５个。\r\n".encode(encoding))
    assert [one.name for one in read(blocks, 2023).promises] == ["站点"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"%PDF-1.7 ...", "是 PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "旧版的 .doc"),
        (b"{\\rtf1 x}", "是 RTF"),
        (b"\x89PNG\r\n", "是图片"),
        (b"Rar!\x1a\x07", "是压缩包"),
        (b"PK\x03\x04 broken", "不是 .docx 文件，或者没有保存完整"),
        (b"PK\x03\x04...xl/workbook.xml", "是 Excel 工作簿"),
        (b"<!DOCTYPE html><html><body>\xe4\xbd\xa0</body></html>", "是网页"),
        (bytes(range(1, 32)) * 9, "不是文字文件"),
        (b"", "是空的"),
        (b"plain english", "里面没有中文文字"),
    ],
)
def test_what_is_no_plan_ends_in_a_plain_sentence(data: bytes, words: str) -> None:
    with pytest.raises(NotAPlan, match=words):
        plan_blocks(data)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("北原市2023年民政工作要点\n2022年，完成较好。2022年全年。", 2023),
        ("讲话\n这次会议总结2021年工作，安排2022年重点任务。\n2021年，2021年，2021年。", 2022),
        ("“十四五”民政事业发展规划\n到2025年", 2025),
        ("没有年份的话", None),
    ],
)
def test_the_year_of_a_plan(text: str, year: int | None) -> None:
    assert plan_year(plan_blocks(text.encode())) == year
