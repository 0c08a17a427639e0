"""A file made to harm, or to confuse, ends in a plain sentence, within limits."""

from __future__ import annotations

import io
import zipfile

import pytest

from edited_documents import MAIN, Office, board_of, members, packed, replaced
from mzgz.formats.docx import package_reader
from mzgz.formats.docx.document_reader import read
from mzgz.formats.docx.package_reader import Unreadable

BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    b'<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><x>&c;</x>'
)
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/hostname">]><x>&f;</x>'
ROOT = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return Office(board_of(tmp_path_factory.mktemp("office"))).docx()


def with_main(good: bytes, main: bytes) -> bytes:
    return packed({**members(good), MAIN: main})


def refusal(data: bytes) -> str:
    with pytest.raises(Unreadable) as caught:
        read(data)
    message = str(caught.value)
    assert len(message) < 200
    return message


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "不是 .docx 文件"),
        (b"PK\x03\x04" + b"\x00" * 60, "不是 .docx 文件"),
        (b"plain text", "不是 .docx 文件"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "旧版的 .doc"),
    ],
)
def test_no_package(data: bytes, says: str) -> None:
    assert says in refusal(data)


def test_cut_off_in_the_middle(good: bytes) -> None:
    for length in range(0, len(good), len(good) // 40):
        assert refusal(good[:length])


def test_damaged_bytes_never_surprise(good: bytes) -> None:
    """Whatever byte is turned over, it is read or refused."""
    refused = 0
    for place in range(0, len(good), len(good) // 300):
        damaged = bytearray(good)
        damaged[place] ^= 0xFF
        try:
            read(bytes(damaged))
        except Unreadable:
            refused += 1
    assert refused > 50


@pytest.mark.parametrize("missing", ["[Content_Types].xml", "_rels/.rels", "word/styles.xml", "docProps/custom.xml"])
def test_parts_one_can_do_without(good: bytes, missing: str) -> None:
    parts = {name: data for name, data in members(good).items() if name != missing}
    assert len(read(packed(parts)).document.links) == 5


def test_without_its_text(good: bytes) -> None:
    assert "没有正文" in refusal(packed({n: d for n, d in members(good).items() if n != MAIN}))


def test_other_documents(good: bytes) -> None:
    assert ".odt" in refusal(packed({"mimetype": b"x", "content.xml": b"<a/>", "META-INF/manifest.xml": b"<a/>"}))
    assert "没有正文" in refusal(packed({"xl/workbook.xml": b"<a/>"}))
    assert "格式不认得" in refusal(with_main(good, b"<html><body/></html>"))
    strict = ROOT.format("").replace("http://schemas.openxmlformats.org", "http://purl.oclc.org/ooxml/x").encode()
    assert "严格" in refusal(with_main(good, strict))


@pytest.mark.parametrize("main", [BOMB, OUTSIDE, BOMB.decode().encode("utf-16"), b"<a", b"", b"\xff\xfe<\x00a\x00"])
def test_crafted_xml(good: bytes, main: bytes) -> None:
    assert refusal(with_main(good, main))


@pytest.mark.parametrize("main", [BOMB, OUTSIDE])
def test_declarations_are_refused_before_they_are_read(good: bytes, main: bytes) -> None:
    assert "DOCTYPE" in refusal(with_main(good, main))
    assert "DOCTYPE" in refusal(packed({**members(good), "docProps/custom.xml": main}))


def test_a_part_of_two_hundred_megabytes(good: bytes) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members(good).items():
            if name != MAIN:
                archive.writestr(name, data)
        with archive.open(MAIN, "w") as stream:
            for _ in range(200):
                stream.write(b" " * 2**20)
    assert "太大" in refusal(buffer.getvalue())


def test_a_zip_that_unpacks_to_more_than_a_document(good: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package_reader, "MOST_UNPACKED", 10_000)
    assert "展开后太大" in refusal(good)


def test_a_size_that_lies(good: bytes) -> None:
    """The directory says ten bytes, the member unpacks to more."""
    data = bytearray(good)
    at = data.rindex(MAIN.encode(), 0, data.index(b"PK\x05\x06")) - 46
    assert data[at : at + 4] == b"PK\x01\x02"
    data[at + 24 : at + 28] = (10).to_bytes(4, "little")
    assert refusal(bytes(data))


def test_too_many_parts_and_elements(good: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "太大" in refusal(packed({**members(good), **{f"x{n}": b"" for n in range(package_reader.MOST_PARTS)}}))
    monkeypatch.setattr(package_reader, "MOST_NODES", 100)
    assert "内容太多" in refusal(good)


def test_two_members_of_one_name(good: bytes) -> None:
    buffer = io.BytesIO(good)
    with zipfile.ZipFile(buffer, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr(MAIN, ROOT.format(""))
    assert "重名" in refusal(buffer.getvalue())


def test_locked_members(good: bytes) -> None:
    data = bytearray(good)
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    assert "密码" in refusal(bytes(data))


@pytest.mark.parametrize("target", ["../../../etc/passwd", "/etc/passwd", "file:///etc/passwd", "..", ""])
def test_paths_lead_nowhere_but_into_the_file(good: bytes, target: str) -> None:
    led = replaced(good, 'Target="[^"]*styles.xml"', f'Target="{target}"', "word/_rels/document.xml.rels")
    assert len(read(led).document.links) == 5
    assert (
        len(read(replaced(good, 'Target="[^"]*document.xml"', f'Target="{target}"', "_rels/.rels")).document.links) == 5
    )


def test_depth_and_open_marks(good: bytes) -> None:
    deep = ROOT.format("<w:sdt>" * 5000 + "</w:sdt>" * 5000).encode()
    assert refusal(with_main(good, deep))
    marks = "".join(f'<w:bookmarkStart w:id="{n}" w:name="_mz_0123456700_01234567"/>' for n in range(3000))
    runs = "<w:r><w:t>1</w:t></w:r>" * 3000
    found = read(with_main(good, ROOT.format(f"<w:p>{marks}{runs}</w:p>").encode()))
    assert len(found.document.links) <= 50
    assert all(link.parted for link in found.document.links)


def test_words_without_end(good: bytes) -> None:
    run = f"<w:r><w:t>{'字' * 100_000}</w:t></w:r>"
    assert "文字太多" in refusal(with_main(good, ROOT.format(f"<w:p>{run * 31}</w:p>").encode()))


def test_odd_shapes_are_read_as_far_as_they_go(good: bytes) -> None:
    odd = (
        "<w:r><w:t>outside</w:t></w:r><w:bookmarkEnd w:id='99'/><w:p><w:fldChar w:fldCharType='end'/>"
        "<w:sdt><w:sdtPr><w:tag/></w:sdtPr></w:sdt><w:t>bare</w:t><w:r><w:tab/><w:t/><w:t>甲</w:t><w:br/></w:r>"
        "<w:bookmarkStart/><w:bookmarkStart w:name='_mz_'/></w:p><w:p/><!-- remark --><?pi x?>"
    )
    paragraphs = read(with_main(good, ROOT.format(odd).encode())).document.paragraphs
    assert [paragraph.text for paragraph in paragraphs if not paragraph.story] == ["\t甲\n", ""]


def test_headings_are_known_by_name_whatever_their_id(good: bytes) -> None:
    """An office program in Chinese calls Heading 1 `2`."""
    renamed = replaced(good, 'w:styleId="Heading1"', 'w:styleId="2"', "word/styles.xml")
    renamed = replaced(renamed, 'w:pStyle w:val="Heading1"', 'w:pStyle w:val="2"')
    assert read(renamed).document.paragraphs[3].headings == ("二、2022年工作成效", "（一）健全完善养老服务体系")


def test_more_than_any_document_has(good: bytes) -> None:
    many = "<w:p/>" * 100_001
    assert "段落太多" in refusal(with_main(good, ROOT.format(many).encode()))
    marks = "".join(f'<w:bookmarkStart w:id="{n}" w:name="_mz_{n:08x}00_01234567"/><w:bookmarkEnd w:id="{n}"/>' for n in range(20_001))  # fmt: skip
    assert "链接数字太多" in refusal(with_main(good, ROOT.format(f"<w:p>{marks}</w:p>").encode()))
