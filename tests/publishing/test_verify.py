"""Every way a number of a document can change is told rightly, and an untouched document raises nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lxml import etree

from edited_documents import (
    PLAN,
    Office,
    W,
    accepted,
    added,
    board_of,
    changed,
    codes,
    control,
    members,
    packed,
    replaced,
    returns,
    states,
    typed,
)
from mzgz.apps import cli
from mzgz.formats.docx import Profile, number_mark_names, write
from mzgz.formats.terminal.verification_text import json_text, lines
from mzgz.model.document import Document, Paragraph, Part
from mzgz.model.edited_document import PrintedParagraph, digest
from mzgz.publishing.verify.document_verification import RULES
from mzgz.publishing.verify.linked_numbers import comparable
from mzgz.publishing.verify.verification_findings import quoted
from mzgz.validation.manual import read_manual
from workspace import make_workspace

SHARE = "nursing-bed-share:value"
LESS = (94, 93, 94, 93, 94, 85)
"""553 of 1000 beds: still above the goal."""
FEWER = (74, 73, 74, 73, 74, 73)
"""441 of 1000 beds: below the goal and below the year before."""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return Office(board_of(tmp_path_factory.mktemp("office")))


@pytest.fixture(scope="module")
def corrected(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return Office(board_of(tmp_path_factory.mktemp("corrected"), returns(LESS)))


@pytest.fixture(scope="module")
def fallen(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return Office(board_of(tmp_path_factory.mktemp("fallen"), returns(FEWER, (7, 4))))


def test_an_untouched_document_raises_nothing(office: Office) -> None:
    verification = office.verify(office.docx())
    assert set(states(verification).values()) == {"ok"}
    assert len(verification.figures) == 5
    assert verification.found == verification.loose == verification.remarks == ()


def test_a_number_the_data_left_behind_is_stale(office: Office, corrected: Office) -> None:
    verification = corrected.verify(office.docx())
    told = states(verification)
    assert told[SHARE] == told["nursing-bed-share:rise"] == told["nursing-bed-share:above"] == "stale"
    assert told["street-centres:value"] == told["aid-projects:value"] == "ok"
    assert codes(verification) == ["V101"] * 3
    assert verification.found[0].diagnostic.message == (
        "养老机构护理型床位占比，文中是56.1%，按现在的数据是55.3%："
        "“养老机构护理型床位占比达到[56.1%]，比上年提高7.9个百分点，高于目标1.1个百分…”"
    )
    assert verification.found[0].diagnostic.source.line == 4


@pytest.mark.parametrize("text", ["56.1％", "５６．１%", " 56.1%", "56.10%", "56.1\u2009%"])
def test_typing_the_same_number_otherwise_changes_nothing(office: Office, text: str) -> None:
    assert states(office.verify(typed(office.docx(), ":value", text)))[SHARE] == "ok"


@pytest.mark.parametrize("text", ["56%", "56.2%", "561%", "五成六", "56.1", "-56.1%", "56.1%以上"])
def test_another_number_is_edited(office: Office, text: str) -> None:
    verification = office.verify(typed(office.docx(), ":value", text))
    assert states(verification)[SHARE] == "edited"
    assert codes(verification) == (["W125", "V103"] if text == "56.1" else ["V103"])  # a rate without %
    assert verification.renewals == ()


def test_both_moved_is_a_conflict(office: Office, corrected: Office) -> None:
    verification = corrected.verify(typed(office.docx(), ":value", "56.5%"))
    assert states(verification)[SHARE] == "conflict"
    assert "V104" in codes(verification)


def test_correcting_by_hand_what_the_data_correct_too_is_right(office: Office, corrected: Office) -> None:
    assert states(corrected.verify(typed(office.docx(), ":value", "55.3%")))[SHARE] == "ok"


def test_a_deleted_number_leaves_an_empty_place(office: Office) -> None:
    verification = office.verify(typed(office.docx(), ":value", ""))
    assert states(verification)[SHARE] == "empty"
    assert codes(verification) == ["V105"]


def test_a_number_split_by_formatting_is_one_number(office: Office) -> None:
    split = replaced(
        office.docx(),
        "<w:r><w:t>56.1%</w:t></w:r>",
        "<w:r><w:t>5</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>6.</w:t></w:r><w:proofErr w:type='x'/><w:r><w:t>1%</w:t></w:r>",
    )
    assert states(office.verify(split))[SHARE] == "ok"


def test_a_lost_tag_is_found_by_its_bookmark(office: Office) -> None:
    bare = replaced(office.docx(), '<w:tag w:val="[^"]*"/>', "")
    assert set(states(office.verify(bare)).values()) == {"ok"}
    assert len(office.verify(bare).figures) == 5


def test_controls_taken_away_altogether_leave_the_bookmarks(office: Office, corrected: Office) -> None:
    bare = replaced(office.docx(), r"<w:sdt>.*?<w:sdtContent>(.*?)</w:sdtContent></w:sdt>", r"\1")
    assert states(office.verify(bare)) == states(office.verify(office.docx()))
    assert states(corrected.verify(bare))[SHARE] == "stale"


def test_without_its_bookmark_a_number_that_differs_is_taken_for_a_persons(office: Office, corrected: Office) -> None:
    bare = replaced(office.docx(), r"<w:bookmark(?:Start|End)[^>]*/>", "")
    assert set(states(office.verify(bare)).values()) == {"ok"}
    assert states(corrected.verify(bare))[SHARE] == "edited"
    assert corrected.verify(bare).renewals == ()


def test_a_sentence_taken_out_is_lost_and_only_noted(office: Office) -> None:
    cut = replaced(office.docx(), r"<w:p>(?:(?!</w:p>).)*实施项目.*?</w:p>", "")
    verification = office.verify(cut)
    assert states(verification)["aid-projects:value"] == "lost"
    assert codes(verification) == ["V107"]
    assert not verification.blocks


@pytest.mark.parametrize("name", ["_Copy_1", " Copy 2", ""])
def test_a_copied_paragraph_is_told(office: Office, name: str) -> None:
    def copy(root: etree._Element) -> None:
        paragraph = next(control(root, "aid-projects@city/2022-12:value").iterancestors(f"{{{W}}}p"))
        again = etree.fromstring(etree.tostring(paragraph))
        for mark in again.iter(f"{{{W}}}bookmarkStart", f"{{{W}}}bookmarkEnd"):
            mark.set(f"{{{W}}}id", "900")
        for start in again.iter(f"{{{W}}}bookmarkStart"):
            start.set(f"{{{W}}}name", start.get(f"{{{W}}}name", "") + name)
        paragraph.addnext(again)

    verification = office.verify(changed(office.docx(), copy))
    assert states(verification)["aid-projects:value"] == "ok"
    assert states(verification)["aid-projects:value'"] == "copied"
    assert codes(verification) == ["V106"]
    assert not verification.blocks


def test_a_copy_that_word_made_has_no_bookmark(office: Office, corrected: Office) -> None:
    def copy(root: etree._Element) -> None:
        paragraph = next(control(root, SHARE.replace(":", "@city/2022-12:")).iterancestors(f"{{{W}}}p"))
        again = etree.fromstring(etree.tostring(paragraph))
        for mark in list(again.iter(f"{{{W}}}bookmarkStart", f"{{{W}}}bookmarkEnd")):
            again.remove(mark)
        paragraph.addnext(again)

    copied = changed(office.docx(), copy)
    assert states(office.verify(copied))[SHARE + "'"] == "copied"
    verification = corrected.verify(copied)
    assert [renewal.text for renewal in verification.renewals].count("55.3%") == 2


def test_a_figure_the_document_says_twice_is_no_copy(office: Office) -> None:
    data = office.docx(("再说一次，", office.figure("aid-projects"), "个。"))
    assert set(states(office.verify(data)).values()) == {"ok"}
    bare = replaced(data, r"<w:bookmark(?:Start|End)[^>]*/>", "")
    assert set(states(office.verify(bare)).values()) == {"ok"}


@pytest.mark.parametrize(
    ("content", "printed"),
    [
        ("<w:del w:id='7' w:author='某'><w:r><w:delText>56.1%</w:delText></w:r></w:del>"
         "<w:ins w:id='8' w:author='某'><w:r><w:t>58%</w:t></w:r></w:ins>", "58%"),
        ("<w:del w:id='7' w:author='某'><w:r><w:delText>56.1%</w:delText></w:r></w:del>", ""),
        ("<w:r><w:t>56.1%</w:t></w:r><w:ins w:id='8' w:author='某'><w:r><w:t>以上</w:t></w:r></w:ins>", "56.1%以上"),
    ],
)  # fmt: skip
def test_revisions_of_others_are_read_as_accepted_and_left_alone(
    office: Office, corrected: Office, content: str, printed: str
) -> None:
    tracked = replaced(office.docx(), "<w:r><w:t>56.1%</w:t></w:r>", content)
    verification = corrected.verify(tracked)
    result = verification.figures[0]
    assert (result.state, result.printed) == ("tracked", printed)
    assert not any(renewal.link == 0 for renewal in verification.renewals)
    assert "tracked" not in states(office.verify(accepted(tracked))).values()


def test_tracked_deletion_beside_an_emptied_bookmark_is_one_number(office: Office) -> None:
    """An office program that tracks a change may close the bookmark before the control."""
    beside = replaced(
        office.docx(),
        r"(<w:bookmarkStart w:id=\"1\"[^>]*/>)(<w:sdt>.*?</w:sdt>)(<w:bookmarkEnd w:id=\"1\"/>)",
        r"\1\3\2",
    )
    assert states(office.verify(beside)) == states(office.verify(office.docx()))


def test_a_paragraph_moved_with_tracking_counts_once(office: Office) -> None:
    def move(root: etree._Element) -> None:
        paragraph = next(control(root, "aid-projects@city/2022-12:value").iterancestors(f"{{{W}}}p"))
        again = etree.fromstring(etree.tostring(paragraph))
        for node, kind in ((paragraph, "moveFrom"), (again, "moveTo")):
            moved = etree.SubElement(node, f"{{{W}}}{kind}")
            moved.extend([child for child in node if child is not moved and child.tag != f"{{{W}}}pPr"])
        paragraph.addnext(again)

    told = states(office.verify(changed(office.docx(), move)))
    assert told["aid-projects:value"] == "tracked"
    assert "aid-projects:value'" not in told


def test_a_mark_of_something_else_is_unknown(office: Office) -> None:
    strange = replaced(office.docx(), "mz:aid-projects@", "mz:other-thing@")
    strange = replaced(strange, r"<w:bookmarkStart w:id=\"5\"[^>]*/>", "")
    verification = office.verify(strange)
    assert states(verification)["other-thing:value"] == "unknown"
    assert "V109" in codes(verification)


@pytest.mark.parametrize(
    "tag", ["mz:x", "mz:a@b/2022-99:value", "mz:" + "a" * 500, "mz:plan@city/2022-12:none", "mz:~"]
)
def test_strange_tags_are_unknown(office: Office, tag: str) -> None:
    strange = replaced(office.docx(), r"mz:aid-projects@city/2022-12:value", tag)
    strange = replaced(strange, r"<w:bookmark(?:Start|End) w:id=\"5\"[^>]*/>", "")
    assert [r.state for r in office.verify(strange).figures if r.printed == "39"] == ["unknown"]


def test_what_has_no_number_any_more_is_told_with_what_is_so(office: Office, fallen: Office) -> None:
    verification = fallen.verify(office.docx())
    told = {item.diagnostic.code: item.diagnostic.message for item in verification.found}
    gone = [item.diagnostic.message for item in verification.found if item.diagnostic.code == "V102"]
    assert gone[0].startswith(
        "养老机构护理型床位占比 比基期提高，文中是7.9，按现在的数据不再成立，现在是养老机构护理型床位占比 比基期下降4.1"
    )
    assert gone[1].startswith("养老机构护理型床位占比 高于目标（百分点），文中是1.1，按现在的数据不再成立")
    misfits = [item.diagnostic.message for item in verification.found if item.diagnostic.code == "V112"]
    assert misfits[0].startswith("“达到”不再合适：养老机构护理型床位占比现在是44.1%，目标≥55%，没有达到")
    assert len(misfits) == 2
    assert "全覆盖”没有数据支持" in told["V111"]
    assert "扎区" in told["V111"]


def test_words_the_templates_would_write_again_need_no_second_proof(fallen: Office) -> None:
    """What the templates write of the present data has been proved where it was written."""
    words = Paragraph(("街道养老服务中心覆盖率达到", fallen.figure("street-centres"), "，实现全覆盖。"))
    document = Document("note", "讲话", "某局", "2023-01-05", (Part((words,)),))
    data = write(document, None, Profile())
    assert codes(fallen.verify(data)) == ["V112", "V111"]
    assert codes(fallen.verify(data, document)) == []


def test_findings_come_with_heading_and_paragraph(office: Office) -> None:
    text = "\n".join(lines(office.verify(typed(office.docx(), ":value", "58%"))))
    assert "■ 二、2022年工作成效／（一）健全完善养老服务体系" in text
    assert "第4段  核实 V103 edited-figure" in text
    assert "怎么办：" in text


def test_json_is_that_of_the_contract(office: Office) -> None:
    data = added(typed(office.docx(), ":value", "58%"), "全年接待12个考察组。")
    told = json.loads(json_text(office.verify(data)))
    assert told["figures"][0] == {
        "id": "nursing-bed-share@city/2022-12:value",
        "state": "edited",
        "printed": "58%",
        "current": "56.1%",
        "paragraph": 4,
    }
    assert told["loose"] == [{"text": "12个", "paragraph": 7, "guess": None}]
    assert [item["code"] for item in told["findings"]] == ["V103"]


def test_blanks_and_wording_are_told_again(office: Office) -> None:
    data = added(office.docx(), "【待补：讲话人】机构达到XX处,占比提高5.2%。")
    assert set(codes(office.verify(data))) == {"W104", "W105", "W106"}


def test_numbers_in_footnotes_text_boxes_and_tables_are_read(office: Office) -> None:
    data = office.docx()
    body = members(data)["word/document.xml"].decode()
    number = body[body.index('<w:bookmarkStart w:id="5"') : body.index('<w:bookmarkEnd w:id="5"/>')]
    box = (
        '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        "<mc:Choice Requires='wps'><w:drawing><w:txbxContent><w:p>{0}</w:p></w:txbxContent></w:drawing></mc:Choice>"
        "<mc:Fallback><w:pict><w:txbxContent><w:p>{0}</w:p></w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    ).format(number + '<w:bookmarkEnd w:id="5"/>')
    boxed = replaced(data, r"<w:bookmarkStart w:id=\"5\".*?<w:bookmarkEnd w:id=\"5\"/>", lambda _: box)
    assert states(office.verify(boxed)) == states(office.verify(data))
    celled = replaced(data, r"(<w:p>(?:(?!</w:p>).)*实施项目.*?</w:p>)", r"<w:tbl><w:tr><w:tc>\1</w:tc></w:tr></w:tbl>")
    assert states(office.verify(celled)) == states(office.verify(data))
    assert office.verify(celled).figures[-1].paragraph is not None
    assert office.verify(celled).figures[-1].paragraph.in_table


def test_page_numbers_and_contents_are_no_numbers_of_the_text(office: Office) -> None:
    field = (
        "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText> TOC \\\\o </w:instrText></w:r>"
        "<w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>共有30个部门</w:t></w:r></w:p>"
        "<w:p><w:r><w:t>另有40个</w:t></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r></w:p>"
    )
    assert office.verify(replaced(office.docx(), "<w:body>", f"<w:body>{field}")).loose == ()


@pytest.mark.parametrize(
    ("one", "other"), [("1,204", "1204"), ("100.0%", "100%"), ("1 204", "1204"), ("５5", "55"), ("0.50", "0.5")]
)
def test_comparable_forms(one: str, other: str) -> None:
    assert comparable(one) == comparable(other)


@pytest.mark.parametrize(("one", "other"), [("55%", "55"), ("12,04", "1204"), ("5.5", "55"), ("1.2万", "12000")])
def test_forms_that_are_not_the_same(one: str, other: str) -> None:
    assert comparable(one) != comparable(other)


def test_every_rule_has_its_manual() -> None:
    assert [rule.code for rule in RULES] == sorted(rule.code for rule in RULES)
    assert all(read_manual(rule).title for rule in RULES)


def test_one_digest_for_writer_and_reader() -> None:
    assert number_mark_names.digest is digest


def test_footnotes_and_headers_are_read(office: Office) -> None:
    """The number in the text moves into a footnote."""
    parts = members(office.docx())
    body = parts["word/document.xml"].decode()
    start, end = body.index('<w:bookmarkStart w:id="5"'), body.index('<w:bookmarkEnd w:id="5"/>')
    number = body[start:end] + '<w:bookmarkEnd w:id="5"/>'
    head, tail = body[: body.index("<w:body>")].replace("<w:document", "<w:footnotes"), "</w:footnotes>"
    parts["word/footnotes.xml"] = f'{head}<w:footnote w:id="1"><w:p>{number}</w:p></w:footnote>{tail}'.encode()
    parts["word/document.xml"] = body.replace(number, "").encode()
    link = '<Relationship Id="rId99" Type="http://x/footnotes" Target="footnotes.xml"/></Relationships>'
    parts["word/_rels/document.xml.rels"] = parts["word/_rels/document.xml.rels"].replace(
        b"</Relationships>", link.encode()
    )
    result = office.verify(packed(parts)).figures[-1]
    assert (result.id, result.state) == ("aid-projects@city/2022-12:value", "ok")
    assert result.paragraph is not None
    assert result.paragraph.where == "脚注第1段"


# ── the command ─────────────────────────────────────────────────────────────────────────────────────────────────


def run(office: Office, root: Path, data: bytes, capsys: pytest.CaptureFixture[str], *options: str) -> tuple[int, str]:
    file = root / "讲话.docx"
    file.write_bytes(data)
    with pytest.raises(SystemExit) as left:
        cli.run(["verify", str(file), "-C", str(root), "--as-of", "2023-01-05", *options])
    return int(left.value.code or 0), "".join(capsys.readouterr())


def test_the_command_and_its_exits(office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = make_workspace(tmp_path, PLAN + returns())
    data = office.docx()
    assert run(office, root, data, capsys) == (0, "链接数字5个：一致5；没有链接的数字0个\n没有发现问题。\n")
    status, text = run(office, root, typed(data, ":value", "58%"), capsys, "--format", "json")
    assert (status, json.loads(text)["figures"][0]["state"]) == (1, "edited")
    status, text = run(office, root, b"PK", capsys)
    assert (status, text.count("\n")) == (3, 1)
    assert text.startswith("打不开 ")


def test_a_blank_to_fill_is_quoted_whole() -> None:
    text = "因为【待补：没有办成的原因，一两句话】，护理型床位占比没有达标，这一段后面还有【待补：下一步怎么办】"
    paragraph = PrintedParagraph(0, "", 1, text, ())
    start = text.index("护理型")
    assert quoted(paragraph, start, start + 3) == text.replace("护理型", "[护理型]")
