"""Words a reader does not see are not read; an equation is."""

from __future__ import annotations

import pytest
from lxml import etree

from edited_documents import NS, Office, W, added, board_of, changed, codes, replaced, states
from mzgz.formats.docx.document_reader import read

MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return Office(board_of(tmp_path_factory.mktemp("office")))


def last(data: bytes) -> str:
    return [paragraph for paragraph in read(data).document.paragraphs if not paragraph.story][-1].text


@pytest.mark.parametrize("mark", ["<w:vanish/>", "<w:strike/>", "<w:dstrike/>", '<w:strike w:val="true"/>'])
def test_hidden_and_struck_words_are_not_said(office: Office, mark: str) -> None:
    data = added(office.docx(), f"全部</w:t></w:r><w:r><w:rPr>{mark}</w:rPr><w:t>没有</w:t></w:r><w:r><w:t>完成。")
    assert last(data) == "全部完成。"


def test_a_mark_that_is_switched_off_hides_nothing(office: Office) -> None:
    data = added(
        office.docx(), '甲</w:t></w:r><w:r><w:rPr><w:strike w:val="0"/></w:rPr><w:t>乙</w:t></w:r><w:r><w:t>丙。'
    )
    assert last(data) == "甲乙丙。"


def test_a_struck_number_is_a_deleted_one(office: Office) -> None:
    def strike(root: etree._Element) -> None:
        (run,) = root.xpath("//w:sdt[contains(w:sdtPr/w:tag/@w:val, ':above')]//w:r", namespaces=NS)
        properties = run.find(f"{{{W}}}rPr")
        if properties is None:
            properties = etree.Element(f"{{{W}}}rPr")
            run.insert(0, properties)
        etree.SubElement(properties, f"{{{W}}}strike")

    verification = office.verify(changed(office.docx(), strike))
    assert states(verification)["nursing-bed-share:above"] == "empty"
    assert "V105" in codes(verification)


def test_a_placeholder_is_an_emptied_control(office: Office) -> None:
    """What Word puts into a content control whose text was deleted."""

    def empty(root: etree._Element) -> None:
        (control,) = root.xpath("//w:sdt[contains(w:sdtPr/w:tag/@w:val, ':above')]", namespaces=NS)
        etree.SubElement(control.find(f"{{{W}}}sdtPr"), f"{{{W}}}showingPlcHdr")
        for text in control.iter(f"{{{W}}}t"):
            text.text = "单击或点击此处输入文字。"

    verification = office.verify(changed(office.docx(), empty))
    assert [item.diagnostic.code for item in verification.found] == ["V105"]
    assert "养老机构护理型床位占比" in verification.found[0].diagnostic.message


@pytest.mark.parametrize(
    ("equation", "text"),
    [
        ("<m:r><m:t>68.0%</m:t></m:r>", "占比达到68.0%。"),
        ("<m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>3</m:t></m:r></m:den></m:f>", "占比达到1/3。"),
    ],
)
def test_an_equation_is_read_as_it_shows(office: Office, equation: str, text: str) -> None:
    math = f'<m:oMath xmlns:m="{MATH}">{equation}</m:oMath>'
    data = added(office.docx(), f"占比达到</w:t></w:r>{math}<w:r><w:t>。")
    assert last(data) == text


def test_a_number_in_an_equation_is_judged(office: Office) -> None:
    math = f'<m:oMath xmlns:m="{MATH}"><m:r><m:t>68.0%</m:t></m:r></m:oMath>'
    data = added(office.docx(), f"养老机构护理型床位占比达到</w:t></w:r>{math}<w:r><w:t>。")
    assert codes(office.verify(data)) == ["V110"]


def test_footers_are_read(office: Office) -> None:
    """Words in a footer are words of the document."""
    data = replaced(
        office.docx(),
        r"</w:ftr>",
        "<w:p><w:r><w:t>养老机构护理型床位占比达到58%。</w:t></w:r></w:p></w:ftr>",
        part="word/footer1.xml",
    )
    assert "V110" in codes(office.verify(data))
