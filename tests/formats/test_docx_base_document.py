"""An office's own base document in place of ours."""

from __future__ import annotations

import io

import docx
import pytest
from docx.shared import Mm

from docx_check import NS, Package, value
from docx_sample import plain, rich
from mzgz.formats.disk.atomic import zip_bytes
from mzgz.formats.docx import Profile, base, write
from mzgz.model.document import Style

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
    "0000000a49444154789c6360000000020001e221bc330000000049454e44ae426082"
)


def office() -> bytes:
    """As an office would make it in Word: its own margins, its own title, theme fonts, a thumbnail, the maker's name."""
    made = docx.Document()
    made.sections[0].top_margin = Mm(30)
    made.add_paragraph("这里写正文")
    made.add_picture(io.BytesIO(PIXEL))
    made.core_properties.last_modified_by = "某人"
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def test_our_own_base_changes_nothing() -> None:
    assert write(rich(), base(Profile()), Profile()) == write(rich(), None, Profile())


def test_page_and_styles_of_the_office_stay() -> None:
    package = Package(write(rich(), office(), Profile()))
    assert value(package.document, "w:body/w:sectPr/w:pgMar/@w:top") == "1701"
    assert package.style("Title").xpath("w:rPr/w:color", namespaces=NS)  # type: ignore[union-attr]
    assert "这里写正文" not in "".join(package.document.itertext())


def test_styles_it_lacks_are_added_once() -> None:
    package = Package(write(rich(), office(), Profile()))
    names = [str(n).casefold() for n in package.styles.xpath("w:style/w:name/@w:val", namespaces=NS)]
    ids = {str(n) for n in package.styles.xpath("w:style/@w:styleId", namespaces=NS)}
    assert {s.value.casefold() for s in Style} <= set(names)
    assert all(names.count(s.value.casefold()) == 1 for s in Style)
    assert {str(v) for v in package.document.xpath("//w:pStyle/@w:val", namespaces=NS)} <= ids


def test_styles_are_found_by_name_whatever_their_ids() -> None:
    """WPS numbers its styles: heading 1 may be called `2` inside."""
    parts = Package(base(Profile())).members
    renamed = parts["word/styles.xml"].replace(b'"Normal"/>', b'"a"/>').replace(b'styleId="Normal"', b'styleId="a"')
    renamed = renamed.replace(b'<w:name w:val="a"/>', b'<w:name w:val="Normal"/>').replace(
        b'styleId="Heading1"', b'styleId="2"'
    )
    cut = renamed.index(b'<w:style w:type="paragraph" w:styleId="MzBody"')
    end = renamed.index(b"</w:style>", cut) + len(b"</w:style>")
    own = zip_bytes({**parts, "word/styles.xml": renamed[:cut] + renamed[end:]})
    package = Package(write(plain("一、标题", style=Style.HEADING1), own, Profile()))
    assert value(package.document, "//w:pStyle/@w:val") == "2"
    assert value(package.style("公文正文"), "w:basedOn/@w:val") == "a"


def test_nobody_is_named_in_the_file() -> None:
    package = Package(write(plain("正文"), office(), Profile()))
    assert not [n for n in package.members if "thumbnail" in n or n == "docProps/app.xml"]
    assert not [n for n in package.members if "media" in n]
    assert "某人" not in package.members["docProps/core.xml"].decode()
    assert value(package.trees["docProps/core.xml"], "dc:creator/text()") == "办公室"


def test_a_broken_base_is_told_in_chinese() -> None:
    with pytest.raises(ValueError, match=r"底稿打不开：base\.docx"):
        write(plain("正文"), b"not a zip", Profile())
